/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-delimited.h"

#include <string.h>

/* A stream costs as much for a line as for some thousand bytes. */
#define BLOCK_SIZE (16 * 1024)

/* A spreadsheet runs a cell that begins so as a formula, and names come from elsewhere. Where people write Chinese or
 * Japanese, the wide forms of the four signs do the same, and whether blanks before them count is for each program to
 * say: none of that is in an honest name. A negative id is a number, which none of them runs. */
static gboolean
looks_like_formula (FerryColumn  column,
                    const char  *value)
{
  const char *start = value;
  gunichar sign;

  /* Most values begin like this. */
  if (column == FERRY_COLUMN_ID || *value == '\0' || g_ascii_isalnum (*value))
    return FALSE;
  if (strchr ("\t\r\n", *value) != NULL)
    return TRUE;

  /* The end is a control character, too. */
  while (*start != '\0' && (g_unichar_isspace (g_utf8_get_char (start)) || g_unichar_iscntrl (g_utf8_get_char (start))))
    start = g_utf8_next_char (start);
  sign = g_utf8_get_char (start);

  return sign != 0 && g_utf8_strchr ("=+-@＝＋－＠", -1, sign) != NULL;
}

static void
append_cell (GString              *line,
             const FerryDelimited *self,
             const FerryExport    *export,
             FerryColumn           column,
             FerrySyncTask        *sync_task,
             GString              *room)
{
  const char *value = ferry_export_get_value (export, column, sync_task, room);

  if (self->for_spreadsheets && export->guard_formulas && looks_like_formula (column, value))
    {
      g_autofree char *guarded = g_strconcat ("'", value, NULL);

      self->append_value (line, guarded);
    }
  else
    self->append_value (line, value);
}

/* The line of a task, or that of the headings. */
static void
append_line (GString              *line,
             const FerryDelimited *self,
             const FerryExport    *export,
             FerrySyncTask        *sync_task,
             GString              *room)
{
  g_string_append (line, self->line_start);
  for (gsize i = 0; i < export->n_columns; i++)
    {
      FerryColumn column = export->columns[i];

      if (i > 0)
        g_string_append (line, self->separator);
      if (sync_task != NULL)
        append_cell (line, self, export, column, sync_task, room);
      else
        g_string_append (line, ferry_export_get_heading (export, column));
    }
  g_string_append (line, self->line_end);
}

static gboolean
write_lines (GString        *lines,
             GOutputStream  *stream,
             GCancellable   *cancellable,
             GError        **error)
{
  gboolean done = g_output_stream_write_all (stream, lines->str, lines->len, NULL, cancellable, error);

  g_string_truncate (lines, 0);

  return done;
}

/**
 * ferry_delimited_write:
 * @self: a format
 * @prologue: what to write first
 * @export: what to write
 * @stream: where to
 * @cancellable: (nullable): to stop it with
 * @error: return location for an error
 *
 * Writes the headings and a line for each task.
 *
 * Returns: whether all of it was written
 */
gboolean
ferry_delimited_write (const FerryDelimited  *self,
                       const char            *prologue,
                       const FerryExport     *export,
                       GOutputStream         *stream,
                       GCancellable          *cancellable,
                       GError               **error)
{
  g_autoptr(GString) lines = g_string_new (prologue);
  g_autoptr(GString) room = g_string_new (NULL);

  append_line (lines, self, export, NULL, room);
  if (self->append_rule != NULL)
    self->append_rule (lines, export);

  for (guint i = 0; i < export->sync_tasks->len; i++)
    {
      append_line (lines, self, export, g_ptr_array_index (export->sync_tasks, i), room);
      if (lines->len >= BLOCK_SIZE && !write_lines (lines, stream, cancellable, error))
        return FALSE;
    }

  return write_lines (lines, stream, cancellable, error);
}

/**
 * ferry_delimited_append_quoted:
 * @line: the line so far
 * @value: a value
 *
 * Writes a value in quotes, as RFC 4180 has it.
 */
void
ferry_delimited_append_quoted (GString    *line,
                               const char *value)
{
  g_string_append_c (line, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

/**
 * ferry_delimited_dup_line:
 * @value: a value
 *
 * Puts a value on one line. Line breaks, tabs and control characters become
 * blanks: what is meant for people has none, and where they count there are
 * formats that keep them.
 *
 * Returns: (transfer full): the value without what breaks lines
 */
char *
ferry_delimited_dup_line (const char *value)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gboolean breaks = g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029;

      g_string_append_unichar (line, breaks ? ' ' : character);
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}
