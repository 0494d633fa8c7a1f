/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-history-item.h"

G_BEGIN_DECLS

/**
 * FERRY_HISTORY_MAX_RECENT:
 *
 * How many queries of an account are remembered.
 */
#define FERRY_HISTORY_MAX_RECENT 20

/**
 * FerryHistory:
 *
 * The latest queries of each account, and those that somebody has marked as
 * favorites, kept in a key file. Each change is written at once, and others'
 * changes for other accounts stay; where it cannot be written, it lasts until
 * the history goes.
 */
#define FERRY_TYPE_HISTORY (ferry_history_get_type ())
G_DECLARE_FINAL_TYPE (FerryHistory, ferry_history, FERRY, HISTORY, GObject)

FerryHistory *ferry_history_new (const char *path);
gboolean ferry_history_load (FerryHistory *self,
                             GError **error);

GListModel *ferry_history_get_recent (FerryHistory *self,
                                      const char *account_id);
void ferry_history_add (FerryHistory *self,
                        const char *account_id,
                        FerryQuery *query);
void ferry_history_forget_recent (FerryHistory *self,
                                  const char *account_id);

GListModel *ferry_history_get_favorites (FerryHistory *self);
gboolean ferry_history_get_is_favorite (FerryHistory *self,
                                        const char *account_id,
                                        FerryQuery *query);
void ferry_history_set_favorite (FerryHistory *self,
                                 const char *account_id,
                                 FerryQuery *query,
                                 gboolean is_favorite);

void ferry_history_forget_account (FerryHistory *self,
                                   const char *account_id);

char **ferry_history_dup_organizations (FerryHistory *self,
                                        const char *account_id);
char **ferry_history_dup_repositories (FerryHistory *self,
                                       const char *account_id,
                                       const char *organization);

G_END_DECLS
