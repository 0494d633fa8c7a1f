/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

/* When a row goes, GTK takes the focus from the cells in it only a while later. If the window gets the keyboard back
 * before that, as it does when a menu closes that hid a row, GTK looks for the column view around the row, does not
 * find it and crashes. So the focus leaves a cell before the rows are replaced, and comes back after. */

static GtkWidget *
get_focus (FerrySyncTaskView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* A row can have the focus, too, and keeps it by itself. */
static gboolean
is_in_cell (FerrySyncTaskView *self)
{
  FerrySyncTaskCell cell;

  return !self->is_narrow && ferry_sync_task_view_get_focused_cell (self, &cell) &&
         gtk_widget_get_parent (cell.widget) == get_focus (self);
}

void
ferry_sync_task_view_leave_cell (FerrySyncTaskView *self)
{
  if (!is_in_cell (self))
    return;

  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  self->has_left_cell = TRUE;
}

/* Whoever works with the keyboard must not lose it where no row is left. */
void
ferry_sync_task_view_return_to_cell (FerrySyncTaskView *self)
{
  if (!self->has_left_cell)
    return;

  self->has_left_cell = FALSE;
  if (get_focus (self) != NULL)
    return;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else
    ferry_sync_task_view_focus_filter (self);
}

gboolean
ferry_sync_task_view_get_focused_cell (FerrySyncTaskView *self,
                                       FerrySyncTaskCell *cell)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && ferry_sync_task_cell_find (cell, focus);
}

void
ferry_sync_task_view_init_focus (FerrySyncTaskView *self)
{
  g_signal_connect_object (self->rows, "arranging", G_CALLBACK (ferry_sync_task_view_leave_cell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "arranged", G_CALLBACK (ferry_sync_task_view_return_to_cell), self, G_CONNECT_SWAPPED);
}
