/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

static guint
keep_chosen (FerrySyncTaskView *self,
             FerryColumn       *columns)
{
  g_auto(GStrv) ids = g_settings_get_strv (self->settings, "export-chosen-columns");
  guint n_columns = 0;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (g_strv_contains ((const char *const *) ids, ferry_column_get_id (columns[i])))
      columns[n_columns++] = columns[i];

  return n_columns;
}

/* The columns as they were chosen for files. An export of none would be no export. */
static void
choose_columns (FerrySyncTaskView *self,
                FerryExport       *export)
{
  g_autofree char *choice = g_settings_get_string (self->settings, "export-columns");
  FerryColumn columns[FERRY_N_COLUMNS];
  guint n_columns = FERRY_N_COLUMNS;

  if (g_str_equal (choice, "shown"))
    return;

  ferry_column_layout_get_all (self->columns, columns);
  if (g_str_equal (choice, "chosen"))
    n_columns = keep_chosen (self, columns);
  if (n_columns == 0)
    return;

  for (guint i = 0; i < n_columns; i++)
    export->columns[i] = columns[i];
  export->n_columns = n_columns;
}

/* The columns as they are shown, and the options as they were chosen. */
static void
fill_export (FerrySyncTaskView *self,
             FerryExport       *export)
{
  export->n_columns = ferry_column_layout_get_shown (self->columns, export->columns);
  export->times = g_settings_get_enum (self->settings, "export-times");
  export->with_facts = g_settings_get_boolean (self->settings, "export-facts");
  export->byte_order_mark = g_settings_get_boolean (self->settings, "export-byte-order-mark");
  export->guard_formulas = g_settings_get_boolean (self->settings, "export-guard-formulas");
}

/* Takes some of the rows, which are as they are on screen already. */
static FerryExport *
create_export_of (FerrySyncTaskView *self,
                  GListModel        *rows)
{
  guint n_rows = g_list_model_get_n_items (rows);
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_full (n_rows, g_object_unref);
  FerryExport *export;

  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (sync_tasks, g_list_model_get_item (rows, i));
  export = ferry_export_new (ferry_sync_task_list_get_facts (self->list), sync_tasks);
  export->rows = FERRY_EXPORT_ROWS_SELECTED;
  export->order = *ferry_row_model_get_order (self->rows);
  fill_export (self, export);

  return export;
}

/* For a text that is copied or dragged into something else, which takes rows, and says itself what they are. */
FerryExport *
ferry_sync_task_view_create_text_export (FerrySyncTaskView *self,
                                         GListModel        *rows)
{
  FerryExport *export = create_export_of (self, rows);

  /* It tells programs how a file is encoded. Such a text says so itself. */
  export->byte_order_mark = FALSE;
  export->with_facts = FALSE;

  return export;
}

/* For a file of its own. */
FerryExport *
ferry_sync_task_view_create_file_export (FerrySyncTaskView *self,
                                         GListModel        *rows)
{
  FerryExport *export = create_export_of (self, rows);

  choose_columns (self, export);

  return export;
}

static FerryExport *
create_arranged (FerrySyncTaskView *self,
                 FerryFilter       *filter)
{
  FerryExport *export = ferry_export_new (ferry_sync_task_list_get_facts (self->list), ferry_sync_task_list_get_tasks (self->list));

  fill_export (self, export);
  ferry_export_set_arrangement (export, filter, ferry_row_model_get_order (self->rows));

  return export;
}

/**
 * ferry_sync_task_view_has_answer:
 * @self: a view
 *
 * Returns: whether there is something to export, be it an empty list
 */
gboolean
ferry_sync_task_view_has_answer (FerrySyncTaskView *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), FALSE);

  return self->list != NULL && ferry_sync_task_list_get_facts (self->list) != NULL;
}

/**
 * ferry_sync_task_view_create_export:
 * @self: a view whose list has an answer
 * @rows: which rows to take
 *
 * Takes rows in their order, and the columns that were chosen for files. Long
 * lists are filtered and sorted by whoever writes the export, so that neither
 * this nor what the table itself still has to do keeps the window waiting.
 *
 * Returns: (transfer full): the export
 */
FerryExport *
ferry_sync_task_view_create_export (FerrySyncTaskView *self,
                                    FerryExportRows    rows)
{
  FerryExport *export;

  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), NULL);

  if (rows == FERRY_EXPORT_ROWS_SELECTED)
    {
      g_autoptr(GListModel) selected = G_LIST_MODEL (gtk_selection_filter_model_new (GTK_SELECTION_MODEL (self->selection)));

      return ferry_sync_task_view_create_file_export (self, selected);
    }

  export = create_arranged (self, rows == FERRY_EXPORT_ROWS_FILTERED ? self->filter : NULL);
  choose_columns (self, export);

  return export;
}

/**
 * ferry_sync_task_view_count_rows:
 * @self: a view
 * @rows: some of its rows
 *
 * Returns: how many rows these are
 */
guint
ferry_sync_task_view_count_rows (FerrySyncTaskView *self,
                                 FerryExportRows    rows)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), 0);

  switch (rows)
    {
    case FERRY_EXPORT_ROWS_SELECTED:
      return ferry_sync_task_view_get_n_selected (self);
    case FERRY_EXPORT_ROWS_FILTERED:
      return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
    case FERRY_EXPORT_ROWS_ALL:
    default:
      return g_list_model_get_n_items (G_LIST_MODEL (self->list));
    }
}
