/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-client.h"
#include "ferry-facts.h"
#include "ferry-query.h"
#include "ferry-sync-task.h"

G_BEGIN_DECLS

/**
 * FerryScan:
 *
 * Asks the service as often as it takes to answer a query: for the names of
 * organizations and repositories where the query leaves them blank, and then for
 * the tasks of each repository, a few at once.
 *
 * A part that fails does not spoil the others. A scan that was stopped goes on
 * where it was: what was answered is not asked again.
 */
#define FERRY_TYPE_SCAN (ferry_scan_get_type ())
G_DECLARE_FINAL_TYPE (FerryScan, ferry_scan, FERRY, SCAN, GObject)

FerryScan *ferry_scan_new (FerryQuery *query,
                           GPtrArray *clients);
FerryScan *ferry_scan_new_for_client (FerryQuery *query,
                                      FerryClient *client);
void ferry_scan_add_refused_account (FerryScan *self,
                                     const char *account,
                                     const GError *error);
void ferry_scan_set_max_at_once (FerryScan *self,
                                 guint max_at_once);
void ferry_scan_set_page_size (FerryScan *self,
                               guint page_size);

FerryQuery *ferry_scan_get_query (FerryScan *self);
gboolean ferry_scan_get_is_listing (FerryScan *self);
guint ferry_scan_get_n_repositories (FerryScan *self);
guint ferry_scan_get_n_answered (FerryScan *self);
guint ferry_scan_get_n_failed (FerryScan *self);
guint ferry_scan_get_n_refused (FerryScan *self);

GPtrArray *ferry_scan_dup_tasks (FerryScan *self);
FerryFacts *ferry_scan_dup_facts (FerryScan *self);
GPtrArray *ferry_scan_dup_errors (FerryScan *self);
gboolean ferry_scan_has_read (FerryScan *self,
                              FerrySyncTask *sync_task);

void ferry_scan_run_async (FerryScan *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean ferry_scan_run_finish (FerryScan *self,
                                GAsyncResult *result,
                                GError **error);

G_END_DECLS
