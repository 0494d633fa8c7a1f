/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-scan.h"
#include "ferry-snapshot.h"

G_BEGIN_DECLS

/**
 * FerryListState:
 * @FERRY_LIST_STATE_IDLE: nothing was asked yet
 * @FERRY_LIST_STATE_LOADING: an answer is awaited
 * @FERRY_LIST_STATE_LOADED: the rows are the latest answer
 * @FERRY_LIST_STATE_FAILED: the latest request failed; the rows are those of
 *   an earlier answer, if there was one
 *
 * How the latest request of a [class@Ferry.SyncTaskList] stands.
 */
typedef enum
{
  FERRY_LIST_STATE_IDLE,
  FERRY_LIST_STATE_LOADING,
  FERRY_LIST_STATE_LOADED,
  FERRY_LIST_STATE_FAILED,
} FerryListState;

#define FERRY_TYPE_LIST_STATE (ferry_list_state_get_type ())
GType ferry_list_state_get_type (void) G_GNUC_CONST;

/**
 * FerrySyncTaskList:
 *
 * The synchronization tasks that a query found, as a #GListModel of
 * [class@Ferry.SyncTask].
 *
 * A request that fails or is stopped never takes rows away: they stay, with the
 * query they answer and the time they were read, until another answer comes.
 */
#define FERRY_TYPE_SYNC_TASK_LIST (ferry_sync_task_list_get_type ())
G_DECLARE_FINAL_TYPE (FerrySyncTaskList, ferry_sync_task_list, FERRY, SYNC_TASK_LIST, GObject)

FerrySyncTaskList *ferry_sync_task_list_new (void);

void ferry_sync_task_list_load_async (FerrySyncTaskList *self,
                                      FerryScan *scan,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ferry_sync_task_list_load_finish (FerrySyncTaskList *self,
                                           GAsyncResult *result,
                                           GError **error);
void ferry_sync_task_list_fail (FerrySyncTaskList *self,
                                FerryQuery *query,
                                const GError *error);
void ferry_sync_task_list_forget_failure (FerrySyncTaskList *self);
void ferry_sync_task_list_clear (FerrySyncTaskList *self);
void ferry_sync_task_list_show_snapshot (FerrySyncTaskList *self,
                                         const FerrySnapshot *snapshot);
void ferry_sync_task_list_show_kept (FerrySyncTaskList *self,
                                     FerryQuery *query,
                                     const FerrySnapshot *kept);
void ferry_sync_task_list_close_snapshot (FerrySyncTaskList *self);
gboolean ferry_sync_task_list_get_has_snapshot (FerrySyncTaskList *self);

FerryScan *ferry_sync_task_list_get_scan (FerrySyncTaskList *self);
FerryListState ferry_sync_task_list_get_state (FerrySyncTaskList *self);
FerryQuery *ferry_sync_task_list_get_query (FerrySyncTaskList *self);
FerryQuery *ferry_sync_task_list_get_rows_query (FerrySyncTaskList *self);
const GError *ferry_sync_task_list_get_error (FerrySyncTaskList *self);
FerryFacts *ferry_sync_task_list_get_facts (FerrySyncTaskList *self);
GPtrArray *ferry_sync_task_list_get_tasks (FerrySyncTaskList *self);

G_END_DECLS
