/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerrySyncTaskDetails:
 *
 * All that is known of one task, with a header bar of its own: each value can be
 * selected and copied.
 *
 * Its rows are built once and only filled anew for another task, and only while
 * they are on screen, so the selection may run through a long table. What says
 * how long ago something was stays current by itself.
 *
 * The button that closes it activates `win.toggle-details`.
 */
#define FERRY_TYPE_SYNC_TASK_DETAILS (ferry_sync_task_details_get_type ())
G_DECLARE_FINAL_TYPE (FerrySyncTaskDetails, ferry_sync_task_details, FERRY, SYNC_TASK_DETAILS, AdwBin)

void ferry_sync_task_details_set_task (FerrySyncTaskDetails *self,
                                       FerrySyncTask *sync_task,
                                       const char *request);
void ferry_sync_task_details_set_n_selected (FerrySyncTaskDetails *self,
                                             guint n_selected);
void ferry_sync_task_details_set_account (FerrySyncTaskDetails *self,
                                          FerryAccount *account);
void ferry_sync_task_details_set_copy_menu (FerrySyncTaskDetails *self,
                                            GMenuModel *menu);

G_END_DECLS
