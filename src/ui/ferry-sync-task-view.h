/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-column-layout.h"
#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerrySyncTaskView:
 *
 * The table of synchronization tasks, with a summary, its filter, its columns and
 * a line that counts. Where it is narrow, a list with two lines for each task
 * takes the place of the columns.
 *
 * The signal `selected` tells that other tasks are selected, `activated` that
 * somebody wants to see more of the one that is.
 */
#define FERRY_TYPE_SYNC_TASK_VIEW (ferry_sync_task_view_get_type ())
G_DECLARE_FINAL_TYPE (FerrySyncTaskView, ferry_sync_task_view, FERRY, SYNC_TASK_VIEW, GtkBox)

void ferry_sync_task_view_set_list (FerrySyncTaskView *self, FerrySyncTaskList *list);
GListModel *ferry_sync_task_view_get_rows (FerrySyncTaskView *self);
gboolean ferry_sync_task_view_has_answer (FerrySyncTaskView *self);
FerryExport *ferry_sync_task_view_create_export (FerrySyncTaskView *self, FerryExportRows rows);
guint ferry_sync_task_view_count_rows (FerrySyncTaskView *self, FerryExportRows rows);
guint ferry_sync_task_view_get_n_selected (FerrySyncTaskView *self);
FerrySyncTask *ferry_sync_task_view_dup_selected (FerrySyncTaskView *self);
void ferry_sync_task_view_select_first (FerrySyncTaskView *self);
FerryFilter *ferry_sync_task_view_get_filter (FerrySyncTaskView *self);
FerryColumnLayout *ferry_sync_task_view_get_columns (FerrySyncTaskView *self);
GActionGroup *ferry_sync_task_view_get_actions (FerrySyncTaskView *self);
GMenuModel *ferry_sync_task_view_create_copy_menu (void);
void ferry_sync_task_view_focus_filter (FerrySyncTaskView *self);
void ferry_sync_task_view_clear_filter (FerrySyncTaskView *self);
void ferry_sync_task_view_set_shows_count (FerrySyncTaskView *self, gboolean shows_count);

G_END_DECLS
