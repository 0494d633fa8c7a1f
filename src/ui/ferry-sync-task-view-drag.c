/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

#include <glib/gi18n.h>

#include "ferry-choice.h"
#include "ferry-drag-content.h"

/* How far from the pointer the count is, so that it can be read. */
#define ICON_DISTANCE 16

/* Whoever drags one of the selected rows means all of them. */
static GListModel *
create_rows (FerrySyncTaskView       *self,
             const FerrySyncTaskCell *cell)
{
  GListStore *rows;

  if (cell->is_selected)
    return G_LIST_MODEL (gtk_selection_filter_model_new (GTK_SELECTION_MODEL (self->selection)));

  rows = g_list_store_new (FERRY_TYPE_SYNC_TASK);
  g_list_store_append (rows, cell->sync_task);

  return G_LIST_MODEL (rows);
}

/* Beside the cells a drag is something else: headers are moved and made wider. A row is selected when the button is
 * let go, which a drag comes before, so it changes no selection. */
static GdkContentProvider *
prepare_cb (GtkDragSource     *source,
            double             x,
            double             y,
            FerrySyncTaskView *self)
{
  GtkWidget *parent = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *widget = gtk_widget_pick (parent, x, y, GTK_PICK_DEFAULT);
  FerrySyncTaskCell cell;
  g_autoptr(GListModel) rows = NULL;
  GdkContentProvider *content;

  if (widget == NULL || !ferry_sync_task_cell_find (&cell, widget) || !ferry_sync_task_view_has_answer (self))
    return NULL;

  rows = create_rows (self, &cell);
  content = ferry_drag_content_new (ferry_sync_task_view_create_text_export (self, rows),
                                    ferry_sync_task_view_create_file_export (self, rows),
                                    ferry_choice_get_format (self->settings));
  g_signal_connect_object (content, "failed", G_CALLBACK (ferry_sync_task_view_notify), self, G_CONNECT_SWAPPED);

  return content;
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag)
{
  guint n_rows = ferry_drag_content_get_n_rows (FERRY_DRAG_CONTENT (gdk_drag_get_content (drag)));
  g_autofree char *text = g_strdup_printf (ngettext ("%'u task", "%'u tasks", n_rows), n_rows);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "drag-count");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
  gdk_drag_set_hotspot (drag, -ICON_DISTANCE, -ICON_DISTANCE);
}

void
ferry_sync_task_view_init_drag (FerrySyncTaskView *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->table_stack), GTK_EVENT_CONTROLLER (source));
}
