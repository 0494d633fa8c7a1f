/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryQueryBar:
 *
 * Where people say what to list: regions, an organization and a repository, of
 * which the names can be left blank for all; or a list of repositories. It
 * activates the actions `win.list` and `win.names`.
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
void ferry_query_bar_edit_names (FerryQueryBar *self);
const char *const *ferry_query_bar_get_regions (FerryQueryBar *self);
void ferry_query_bar_set_regions (FerryQueryBar *self,
                                  const char *const *regions);
void ferry_query_bar_set_suggested (FerryQueryBar *self, gboolean suggested);

G_END_DECLS
