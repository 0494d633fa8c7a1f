/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-columns-dialog.h"

#include "ferry-column-row.h"
#include "ferry-dialog-size.h"

struct _FerryColumnsDialog
{
  AdwDialog parent_instance;

  GtkListBox *list_box;

  FerryColumnLayout *layout; /* (owned) */
};

G_DEFINE_FINAL_TYPE (FerryColumnsDialog, ferry_columns_dialog, ADW_TYPE_DIALOG)

static int
compare_rows_cb (GtkListBoxRow *a,
                 GtkListBoxRow *b,
                 gpointer       user_data)
{
  FerryColumnLayout *layout = FERRY_COLUMNS_DIALOG (user_data)->layout;
  guint first = ferry_column_layout_get_position (layout, ferry_column_row_get_column (FERRY_COLUMN_ROW (a)));
  guint second = ferry_column_layout_get_position (layout, ferry_column_row_get_column (FERRY_COLUMN_ROW (b)));

  return (first > second) - (first < second);
}

static void
fit_all_cb (FerryColumnsDialog *self)
{
  ferry_column_layout_fit_all (self->layout);
}

static void
reset_cb (FerryColumnsDialog *self)
{
  ferry_column_layout_reset (self->layout);
}

static void
ferry_columns_dialog_dispose (GObject *object)
{
  FerryColumnsDialog *self = FERRY_COLUMNS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_COLUMNS_DIALOG);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (ferry_columns_dialog_parent_class)->dispose (object);
}

static void
ferry_columns_dialog_class_init (FerryColumnsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_columns_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-columns-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryColumnsDialog, list_box);
  gtk_widget_class_bind_template_callback (widget_class, fit_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
ferry_columns_dialog_init (FerryColumnsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_dialog_size_follow_text (ADW_DIALOG (self));
}

/**
 * ferry_columns_dialog_new:
 * @layout: the columns of a table
 *
 * Returns: (transfer floating): a dialog that arranges them
 */
AdwDialog *
ferry_columns_dialog_new (FerryColumnLayout *layout)
{
  FerryColumnsDialog *self = g_object_new (FERRY_TYPE_COLUMNS_DIALOG, NULL);

  self->layout = g_object_ref (layout);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    gtk_list_box_append (self->list_box, ferry_column_row_new (layout, i));
  gtk_list_box_set_sort_func (self->list_box, compare_rows_cb, self, NULL);
  g_signal_connect_object (layout, "changed", G_CALLBACK (gtk_list_box_invalidate_sort), self->list_box, G_CONNECT_SWAPPED);

  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (gtk_list_box_get_row_at_index (self->list_box, 0)));

  return ADW_DIALOG (self);
}
