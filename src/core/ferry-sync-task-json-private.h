/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "ferry-sync-task-json.h"

G_BEGIN_DECLS

/* The parts of a batch, for who reads entries one by one. They tell of yyjson, which is nothing for the UI. */
FerrySyncTaskBatch *ferry_sync_task_batch_new (void);
void ferry_sync_task_batch_add (FerrySyncTaskBatch *self,
                                yyjson_val *element,
                                const char *source_region);
void ferry_sync_task_batch_add_kept (FerrySyncTaskBatch *self,
                                     yyjson_val *element);
void ferry_sync_task_batch_add_problem (FerrySyncTaskBatch *self,
                                        const char *problem);

G_END_DECLS
