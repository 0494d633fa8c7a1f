/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-clock.h"

G_BEGIN_DECLS

/**
 * FerrySyncTaskCell:
 * @widget: what is in the cell
 * @column: which column it is in
 * @position: which row it is in
 * @is_selected: whether that is selected
 * @sync_task: the task it shows
 *
 * A cell of a table as it is now. Nothing in it is owned.
 */
typedef struct
{
  GtkWidget *widget;
  FerryColumn column;
  guint position;
  gboolean is_selected;
  FerrySyncTask *sync_task;
} FerrySyncTaskCell;

GtkListItemFactory *ferry_sync_task_cell_factory_new (FerryColumn column, FerryClock *clock);
void ferry_sync_task_cell_mark (GtkWidget *child, GtkListItem *item, FerryColumn column);
gboolean ferry_sync_task_cell_find (FerrySyncTaskCell *self, GtkWidget *widget);

void ferry_sync_task_cell_factory_set_chars (GtkListItemFactory *factory,
                                             guint min_chars,
                                             guint natural_chars,
                                             int full_width);
char *ferry_sync_task_cell_factory_dup_text (GtkListItemFactory *factory, FerrySyncTask *sync_task);
void ferry_sync_task_cell_factory_measure (GtkListItemFactory *factory,
                                           FerrySyncTask *sync_task,
                                           PangoLayout *ruler,
                                           int *min_width,
                                           int *width);

G_END_DECLS
