/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-sync-task.h"

G_BEGIN_DECLS

/**
 * FerryCommand:
 * @sync_task: a task
 *
 * What makes a command of a task.
 *
 * Returns: (transfer full) (nullable): the command
 */
typedef char *(*FerryCommand) (FerrySyncTask *sync_task);

char *ferry_command_dup_hcloud (FerrySyncTask *sync_task);
char *ferry_command_dup_terraform_import (FerrySyncTask *sync_task);

char *ferry_command_dup_lines (FerryCommand command,
                               GPtrArray *sync_tasks,
                               guint *n_lines,
                               guint *n_left_out);

G_END_DECLS
