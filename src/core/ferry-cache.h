/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-query.h"
#include "ferry-snapshot.h"

G_BEGIN_DECLS

/**
 * FerryCache:
 *
 * The last answer to each query, kept in a folder, so that there is something
 * to show while the service is asked, or cannot be reached.
 *
 * There is a file for each query and choice of accounts, and a limit for all of
 * them: what was stored longest ago goes first. Only the owner can read them.
 * They hold rows and names, and no secrets. Nothing of the sample account is
 * kept.
 *
 * All of it can be lost at any time, and be damaged: whoever loads it asks the
 * service all the same.
 */
#define FERRY_TYPE_CACHE (ferry_cache_get_type ())
G_DECLARE_FINAL_TYPE (FerryCache, ferry_cache, FERRY, CACHE, GObject)

FerryCache *ferry_cache_new (const char *folder);
void ferry_cache_set_limits (FerryCache *self,
                             guint64 max_size,
                             guint64 max_file_size);

void ferry_cache_store_async (FerryCache *self,
                              const char *const *account_ids,
                              FerryQuery *query,
                              FerryFacts *facts,
                              GPtrArray *sync_tasks,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ferry_cache_store_finish (FerryCache *self,
                                   GAsyncResult *result,
                                   GError **error);
void ferry_cache_load_async (FerryCache *self,
                             const char *const *account_ids,
                             FerryQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
FerrySnapshot *ferry_cache_load_finish (FerryCache *self,
                                        GAsyncResult *result,
                                        GError **error);

gboolean ferry_cache_clear (FerryCache *self,
                            GError **error);
gboolean ferry_cache_clear_account (FerryCache *self,
                                    const char *account_id,
                                    GError **error);
void ferry_cache_get_size_async (FerryCache *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gint64 ferry_cache_get_size_finish (FerryCache *self,
                                    GAsyncResult *result,
                                    GError **error);

G_END_DECLS
