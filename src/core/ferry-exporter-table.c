/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>

#include "ferry-delimited.h"

#define GAP 2
#define BOLD "\033[1m"
#define PLAIN "\033[m"

/* How many places a text takes on a terminal. */
static gsize
measure (const char *text)
{
  gsize width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }

  return width;
}

/* Without control characters, a name of the service can neither move the cursor nor begin an escape sequence. */
static char *
dup_cell (const FerryExport *export,
          FerryColumn        column,
          FerrySyncTask     *sync_task)
{
  g_autofree char *value = sync_task != NULL ? ferry_export_dup_value (export, column, sync_task) : NULL;

  return ferry_delimited_dup_line (value != NULL ? value : ferry_export_get_heading (export, column));
}

static void
widen (gsize             *widths,
       const FerryExport *export,
       FerrySyncTask     *sync_task)
{
  for (gsize i = 0; i < export->n_columns; i++)
    {
      g_autofree char *cell = dup_cell (export, export->columns[i], sync_task);

      widths[i] = MAX (widths[i], measure (cell));
    }
}

static void
append_blanks (GString *line,
               gsize    n_blanks)
{
  for (gsize i = 0; i < n_blanks; i++)
    g_string_append_c (line, ' ');
}

/* Blanks are written when something follows them. Numbers stand on the right. */
static void
append_cells (GString           *line,
              const gsize       *widths,
              const FerryExport *export,
              FerrySyncTask     *sync_task)
{
  gsize n_blanks = 0;

  for (gsize i = 0; i < export->n_columns; i++)
    {
      g_autofree char *cell = dup_cell (export, export->columns[i], sync_task);
      gsize padding = widths[i] - measure (cell);
      gboolean is_number = export->columns[i] == FERRY_COLUMN_ID;

      if (*cell != '\0')
        {
          append_blanks (line, n_blanks + (is_number ? padding : 0));
          g_string_append (line, cell);
          n_blanks = is_number ? 0 : padding;
        }
      else
        n_blanks += padding;
      n_blanks += GAP;
    }
}

static gboolean
write_line (GString            *line,
            const gsize        *widths,
            const FerryExport  *export,
            FerrySyncTask      *sync_task,
            GOutputStream      *stream,
            GCancellable       *cancellable,
            GError            **error)
{
  gboolean is_bold = sync_task == NULL && export->highlight_headings;

  g_string_assign (line, is_bold ? BOLD : "");
  append_cells (line, widths, export, sync_task);
  g_string_append (line, is_bold ? PLAIN "\n" : "\n");

  return g_output_stream_write_all (stream, line->str, line->len, NULL, cancellable, error);
}

/* Goes over the rows twice, once for the widths of the columns, rather than keep them as text. */
static gboolean
write_table (const FerryExport  *export,
             GOutputStream      *stream,
             GCancellable       *cancellable,
             GError            **error)
{
  gsize widths[FERRY_N_COLUMNS] = { 0 };
  g_autoptr(GString) line = g_string_new (NULL);

  widen (widths, export, NULL);
  for (guint i = 0; i < export->sync_tasks->len; i++)
    widen (widths, export, g_ptr_array_index (export->sync_tasks, i));

  if (!write_line (line, widths, export, NULL, stream, cancellable, error))
    return FALSE;
  for (guint i = 0; i < export->sync_tasks->len; i++)
    if (!write_line (line, widths, export, g_ptr_array_index (export->sync_tasks, i), stream, cancellable, error))
      return FALSE;

  return TRUE;
}

/**
 * ferry_exporter_table:
 *
 * Columns below each other, for reading on a terminal. Values are not cut,
 * however wide the lines become.
 */
const FerryExporter ferry_exporter_table = {
  .id = "table",
  .title = N_("Table"),
  .summary = N_("For reading on a terminal"),
  .extension = "txt",
  .media_type = "text/plain",
  .flags = FERRY_EXPORTER_TEXT | FERRY_EXPORTER_TERMINAL,
  .write = write_table,
};
