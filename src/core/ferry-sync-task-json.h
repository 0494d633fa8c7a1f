/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ferry-sync-task.h"

G_BEGIN_DECLS

/**
 * FerrySyncTaskBatch:
 * @tasks: (element-type FerrySyncTask): the tasks, in the order of the answer
 * @n_unreadable: how many entries of the answer could not be read
 * @first_problem: (nullable): what was wrong with the first of those
 *
 * One answer of the service. @tasks and @n_unreadable together are everything
 * it held.
 */
struct _FerrySyncTaskBatch
{
  GPtrArray *tasks;
  guint n_unreadable;
  char *first_problem;
};

FerrySyncTaskBatch *ferry_sync_task_batch_new_from_json (GBytes *bytes,
                                                         const char *source_region,
                                                         GError **error);
char *ferry_sync_task_dup_json (FerrySyncTask *self);
void ferry_sync_task_batch_free (FerrySyncTaskBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerrySyncTaskBatch, ferry_sync_task_batch_free)

G_END_DECLS
