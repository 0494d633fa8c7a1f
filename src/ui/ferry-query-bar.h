/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryQueryBar:
 *
 * Where people say what to list. It activates the actions `win.list` and
 * `win.stop`.
 */
#define FERRY_TYPE_QUERY_BAR (ferry_query_bar_get_type ())
G_DECLARE_FINAL_TYPE (FerryQueryBar, ferry_query_bar, FERRY, QUERY_BAR, GtkBox)

void ferry_query_bar_set_history (FerryQueryBar *self,
                                  FerryHistory *history);
void ferry_query_bar_set_account (FerryQueryBar *self,
                                  FerryAccount *account,
                                  gboolean is_other);
void ferry_query_bar_set_default_regions (FerryQueryBar *self,
                                          const char *const *regions);
FerryQuery *ferry_query_bar_dup_query (FerryQueryBar *self);
void ferry_query_bar_set_query (FerryQueryBar *self, FerryQuery *query);
void ferry_query_bar_set_names (FerryQueryBar *self,
                                const char *organization,
                                const char *repository);
const char *ferry_query_bar_get_region (FerryQueryBar *self);
void ferry_query_bar_set_region (FerryQueryBar *self, const char *region);
void ferry_query_bar_set_loading (FerryQueryBar *self, gboolean loading);

G_END_DECLS
