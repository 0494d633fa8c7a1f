/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-delimited.h"

/* The format itself knows no quotes. Spreadsheets, into which it is pasted, do: a quote that begins a value swallows
 * the lines that follow, up to the next one. */
static void
append_value (GString    *line,
              const char *value)
{
  g_autofree char *text = ferry_delimited_dup_line (value);

  if (*text == '"')
    ferry_delimited_append_quoted (line, text);
  else
    g_string_append (line, text);
}

static gboolean
write_tsv (const FerryExport  *export,
           GOutputStream      *stream,
           GCancellable       *cancellable,
           GError            **error)
{
  static const FerryDelimited format = {
    .line_start = "",
    .separator = "\t",
    .line_end = "\n",
    .for_spreadsheets = TRUE,
    .append_value = append_value,
  };

  return ferry_delimited_write (&format, "", export, stream, cancellable, error);
}

/**
 * ferry_exporter_tsv:
 *
 * Tab-separated values (UTF-8), each task on exactly one line.
 */
const FerryExporter ferry_exporter_tsv = {
  .id = "tsv",
  .title = N_("TSV"),
  .summary = N_("For pasting into spreadsheets, each task on one line"),
  .extension = "tsv",
  .media_type = "text/tab-separated-values",
  .flags = FERRY_EXPORTER_TEXT | FERRY_EXPORTER_GUARD,
  .write = write_tsv,
};
