/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-csv.h"

#include <glib/gi18n.h>
#include <string.h>

/* Without it spreadsheets take UTF-8 for the code page of the system, and Chinese text is lost. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A spreadsheet runs a cell that begins so as a formula, and names come from elsewhere. */
static gboolean
looks_like_formula (const char *value)
{
  return *value != '\0' && strchr ("=+-@\t\r", *value) != NULL;
}

/* Quoting as RFC 4180 has it. */
static void
append_field (GString    *line,
              const char *value,
              gboolean    guard)
{
  gboolean guarded = guard && looks_like_formula (value);

  if (!guarded && strpbrk (value, "\",\r\n") == NULL)
    {
      g_string_append (line, value);
      return;
    }

  g_string_append_c (line, '"');
  if (guarded)
    g_string_append_c (line, '\'');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

static void
append_heading (GString           *line,
                const FerryExport *export)
{
  if (export->byte_order_mark)
    g_string_append (line, BYTE_ORDER_MARK);
  for (gsize i = 0; i < export->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_field (line,
                    export->for_programs ? ferry_column_get_member (export->columns[i]) : ferry_column_get_title (export->columns[i]),
                    FALSE);
    }
  g_string_append (line, "\r\n");
}

static void
append_row (GString           *line,
            const FerryExport *export,
            FerrySyncTask     *sync_task)
{
  for (gsize i = 0; i < export->n_columns; i++)
    {
      g_autofree char *value = ferry_column_dup_value (export->columns[i], sync_task);

      if (i > 0)
        g_string_append_c (line, ',');
      /* A negative id is a number, which no spreadsheet runs. */
      append_field (line, value, export->guard_formulas && export->columns[i] != FERRY_COLUMN_ID);
    }
  g_string_append (line, "\r\n");
}

static gboolean
write_csv (const FerryExport  *export,
           GOutputStream      *stream,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr(GString) line = g_string_new (NULL);

  append_heading (line, export);
  if (!g_output_stream_write_all (stream, line->str, line->len, NULL, cancellable, error))
    return FALSE;

  for (guint i = 0; i < export->sync_tasks->len; i++)
    {
      g_string_truncate (line, 0);
      append_row (line, export, g_ptr_array_index (export->sync_tasks, i));
      if (!g_output_stream_write_all (stream, line->str, line->len, NULL, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ferry_exporter_csv:
 *
 * Comma-separated values (RFC 4180, UTF-8).
 */
const FerryExporter ferry_exporter_csv = {
  .id = "csv",
  .title = N_("CSV"),
  .extension = "csv",
  .write = write_csv,
};
