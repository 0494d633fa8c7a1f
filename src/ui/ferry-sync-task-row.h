/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-clock.h"

G_BEGIN_DECLS

/**
 * FerrySyncTaskRow:
 *
 * A task in two lines, for a list in a narrow window.
 */
#define FERRY_TYPE_SYNC_TASK_ROW (ferry_sync_task_row_get_type ())
G_DECLARE_FINAL_TYPE (FerrySyncTaskRow, ferry_sync_task_row, FERRY, SYNC_TASK_ROW, GtkWidget)

GtkListItemFactory *ferry_sync_task_row_factory_new (FerryClock *clock);

G_END_DECLS
