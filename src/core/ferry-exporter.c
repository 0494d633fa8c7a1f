/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter.h"

#include <string.h>

#include "ferry-exporter-formats.h"

/* What most people want comes first. Room for those of the core, one that is registered, and the end. */
static const FerryExporter *exporters[] = {
  &ferry_exporter_csv,
  &ferry_exporter_xlsx,
  &ferry_exporter_json,
  &ferry_exporter_jsonl,
  &ferry_exporter_html,
  &ferry_exporter_markdown,
  &ferry_exporter_tsv,
  &ferry_exporter_table,
  NULL,
  NULL,
};

/**
 * ferry_exporter_list:
 *
 * Returns: (array zero-terminated=1): all formats, in the order to offer them
 */
const FerryExporter *const *
ferry_exporter_list (void)
{
  return exporters;
}

/**
 * ferry_exporter_register:
 * @exporter: a format, static
 *
 * Adds the format that takes more than the core has: a program without windows
 * need not load what draws pages. To be called once, before there are threads.
 */
void
ferry_exporter_register (const FerryExporter *exporter)
{
  g_return_if_fail (exporters[G_N_ELEMENTS (exporters) - 2] == NULL);

  exporters[G_N_ELEMENTS (exporters) - 2] = exporter;
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
 * Arranges an export where that is still to be done, and writes it as a stream,
 * row by row. Blocks; for a worker thread or a program without a window.
 *
 * Returns: whether all of it was written
 */
gboolean
ferry_exporter_write (const FerryExporter  *self,
                      FerryExport          *export,
                      GOutputStream        *stream,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(GOutputStream) buffered = g_buffered_output_stream_new_sized (stream, 64 * 1024);

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);

  ferry_export_arrange (export);

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
                          FerryExport          *export,
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
