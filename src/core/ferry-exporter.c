/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter.h"

#include <string.h>

#include "ferry-exporter-csv.h"
#include "ferry-exporter-json.h"
#include "ferry-exporter-markdown.h"
#include "ferry-exporter-tsv.h"

static const FerryExporter *const exporters[] = {
  &ferry_exporter_csv,
  &ferry_exporter_tsv,
  &ferry_exporter_json,
  &ferry_exporter_markdown,
  NULL,
};

/**
 * ferry_export_new:
 * @list: the list that the rows come from; it has an answer
 * @rows: rows of @list, filtered and sorted as they are shown
 *
 * Starts an export of all columns, made for spreadsheets and people. The rows
 * are taken now: what happens to the list later does not change the export.
 *
 * Returns: (transfer full): the export
 */
FerryExport *
ferry_export_new (FerrySyncTaskList *list,
                  GListModel        *rows)
{
  FerryExport *self = g_new0 (FerryExport, 1);
  FerryQuery *query = ferry_sync_task_list_get_rows_query (list);
  guint n_rows = g_list_model_get_n_items (rows);

  self->sync_tasks = g_ptr_array_new_full (n_rows, g_object_unref);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (self->sync_tasks, g_list_model_get_item (rows, i));
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    self->columns[self->n_columns++] = column;
  self->scope = ferry_query_dup_scope (query);
  self->region = g_strdup (ferry_query_get_region (query));
  self->as_of = g_date_time_ref (ferry_sync_task_list_get_loaded_at (list));
  self->n_total = g_list_model_get_n_items (G_LIST_MODEL (list));
  self->n_unreadable = ferry_sync_task_list_get_n_unreadable (list);
  self->first_problem = g_strdup (ferry_sync_task_list_get_first_problem (list));
  self->maybe_cut = ferry_sync_task_list_get_maybe_cut (list);
  self->byte_order_mark = TRUE;
  self->guard_formulas = TRUE;

  return self;
}

/**
 * ferry_export_free:
 * @self: (transfer full): an export
 *
 * Frees an export.
 */
void
ferry_export_free (FerryExport *self)
{
  g_ptr_array_unref (self->sync_tasks);
  g_free (self->scope);
  g_free (self->region);
  g_date_time_unref (self->as_of);
  g_free (self->filter);
  g_free (self->first_problem);
  g_free (self);
}

/**
 * ferry_exporter_list:
 *
 * Returns: (array zero-terminated=1): all formats
 */
const FerryExporter *const *
ferry_exporter_list (void)
{
  return exporters;
}

/**
 * ferry_exporter_find:
 * @id: the id of a format
 *
 * Returns: (nullable): the format
 */
const FerryExporter *
ferry_exporter_find (const char *id)
{
  for (gsize i = 0; exporters[i] != NULL; i++)
    if (strcmp (exporters[i]->id, id) == 0)
      return exporters[i];

  return NULL;
}

/**
 * ferry_exporter_find_extension:
 * @extension: the ending of a file's name, without the dot
 *
 * Returns: (nullable): the format of files that are named so
 */
const FerryExporter *
ferry_exporter_find_extension (const char *extension)
{
  for (gsize i = 0; exporters[i] != NULL; i++)
    if (g_ascii_strcasecmp (exporters[i]->extension, extension) == 0)
      return exporters[i];

  return NULL;
}

/**
 * ferry_exporter_write:
 * @self: a format
 * @export: what to write
 * @stream: where to; it stays open
 * @cancellable: (nullable): to stop it with
 * @error: return location for an error
 *
 * Writes an export as a stream, row by row. Blocks; for a worker thread or a
 * program without a window.
 *
 * Returns: whether all of it was written
 */
gboolean
ferry_exporter_write (const FerryExporter  *self,
                      const FerryExport    *export,
                      GOutputStream        *stream,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(GOutputStream) buffered = g_buffered_output_stream_new_sized (stream, 64 * 1024);

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);

  /* A small export fits the buffer, and would not be stopped by any write. */
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         self->write (export, buffered, cancellable, error) &&
         g_output_stream_flush (buffered, cancellable, error);
}

/**
 * ferry_exporter_to_string:
 * @self: a format
 * @export: what to write
 * @cancellable: (nullable): to stop it with
 * @error: return location for an error
 *
 * Writes an export as a text, as for the clipboard. Blocks, as
 * [func@Ferry.exporter_write] does.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if it was stopped
 */
char *
ferry_exporter_to_string (const FerryExporter  *self,
                          const FerryExport    *export,
                          GCancellable         *cancellable,
                          GError              **error)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!ferry_exporter_write (self, export, stream, cancellable, error) ||
      !g_output_stream_write_all (stream, "", 1, NULL, cancellable, error) ||
      !g_output_stream_close (stream, cancellable, error))
    return NULL;

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}
