/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-snapshot.h"

G_BEGIN_DECLS

/* What a file of the cache holds: a line that says whose answer to which query it is, and the answer as the exporter
 * for JSON writes it. */

/**
 * FerryCacheKey:
 * @account_ids: (array zero-terminated=1): the ids of the accounts, sorted
 * @query: the query, as [method@Ferry.Query.dup_text] writes it
 *
 * What was asked, and with which accounts.
 */
typedef struct
{
  char **account_ids;
  char *query;
} FerryCacheKey;

FerryCacheKey *ferry_cache_key_new (const char *const *account_ids,
                                    FerryQuery *query);
void ferry_cache_key_free (FerryCacheKey *self);
char *ferry_cache_key_dup_name (const FerryCacheKey *self);

GBytes *ferry_cache_file_write (const FerryCacheKey *key,
                                FerryFacts *facts,
                                GPtrArray *sync_tasks,
                                GCancellable *cancellable,
                                GError **error);
FerrySnapshot *ferry_cache_file_read (const FerryCacheKey *key,
                                      GBytes *bytes,
                                      GError **error);
gboolean ferry_cache_file_may_be_of_account (const char *path,
                                             const char *account_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCacheKey, ferry_cache_key_free)

G_END_DECLS
