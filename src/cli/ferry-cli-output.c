/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-output.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "ferry-cli-terminal.h"

static gboolean
is_standard_output (const FerryCliOptions *options)
{
  return options->output == NULL || strcmp (options->output, "-") == 0;
}

/* Said outright, or by the ending of the file's name; or what reads best where it goes to. */
static gboolean
choose_exporter (FerryCliOutput  *self,
                 GError         **error)
{
  const FerryCliOptions *options = self->options;
  const char *dot = is_standard_output (options) ? NULL : strrchr (options->output, '.');
  gboolean on_terminal = is_standard_output (options) && isatty (STDOUT_FILENO);

  if (options->format != NULL)
    self->exporter = ferry_exporter_find (options->format);
  else if (dot != NULL && (self->exporter = ferry_exporter_find_extension (dot + 1)) != NULL)
    return TRUE;
  else
    self->exporter = ferry_exporter_find (on_terminal ? "table" : "csv");

  if (self->exporter == NULL)
    {
      g_autofree char *names = ferry_cli_dup_format_names ();

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   /* Translators: what was asked for, then the names there are. */
                   _("“%s” is not a format. There are: %s"), options->format, names);
      return FALSE;
    }
  if (on_terminal && (self->exporter->flags & FERRY_EXPORTER_TEXT) == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   _("The format “%s” is not for a terminal. Name a file with --output."), self->exporter->id);
      return FALSE;
    }

  return TRUE;
}

/* By the name that settings use, or by that of the service's answer. */
static gboolean
find_column (const char  *name,
             FerryColumn *column)
{
  if (ferry_column_from_id (name, column))
    return TRUE;

  for (FerryColumn candidate = 0; candidate < FERRY_N_COLUMNS; candidate++)
    if (strcmp (ferry_column_get_member (candidate), name) == 0)
      {
        *column = candidate;
        return TRUE;
      }

  return FALSE;
}

static gboolean
choose_columns (FerryCliOutput  *self,
                GError         **error)
{
  g_auto(GStrv) names = self->options->columns != NULL ? g_strsplit (self->options->columns, ",", -1) : NULL;
  guint seen = 0;

  if (names == NULL)
    for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
      self->columns[self->n_columns++] = column;

  for (gsize i = 0; names != NULL && (names[i] != NULL || i == 0); i++)
    {
      const char *name = names[i] != NULL ? g_strstrip (names[i]) : "";
      FerryColumn column;

      if (!find_column (name, &column))
        {
          g_autofree char *known = ferry_cli_dup_column_names ();

          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                       /* Translators: what was asked for, then the names there are. */
                       _("“%s” is not a column. There are: %s"), name, known);
          return FALSE;
        }
      if ((seen & 1u << column) != 0)
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("The column “%s” is named twice."), name);
          return FALSE;
        }
      seen |= 1u << column;
      self->columns[self->n_columns++] = column;
    }

  return TRUE;
}

static gboolean
choose_times (FerryCliOutput  *self,
              GError         **error)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (FERRY_TYPE_EXPORT_TIMES);
  const char *name = self->options->times;
  const GEnumValue *value = name != NULL ? g_enum_get_value_by_nick (klass, name) : NULL;

  if (name != NULL && value == NULL)
    {
      g_autofree char *names = ferry_cli_dup_times_names ();

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   /* Translators: what was asked for, then the names there are. */
                   _("“%s” is not a style of times. There are: %s"), name, names);
      return FALSE;
    }
  self->times = value != NULL ? (FerryExportTimes) value->value : FERRY_EXPORT_TIMES_WRITTEN;

  return TRUE;
}

/* Words look at what is seen, as in the window. */
static FerryFilter *
create_filter (const FerryCliOutput *self)
{
  FerryFilter *filter;
  guint columns = 0;

  if (self->options->filter == NULL)
    return NULL;

  filter = ferry_filter_new ();
  for (gsize i = 0; i < self->n_columns; i++)
    columns |= 1u << self->columns[i];
  ferry_filter_set_text (filter, self->options->filter);
  ferry_filter_set_columns (filter, columns);

  return filter;
}

/**
 * ferry_cli_output_prepare:
 * @self: (out caller-allocates): the output, all zero before
 * @options: what was asked for; it must stay
 * @error: return location for an error
 *
 * Finds out how to write a result, before anything is asked for it.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_BAD_REQUEST
 */
gboolean
ferry_cli_output_prepare (FerryCliOutput         *self,
                          const FerryCliOptions  *options,
                          GError                **error)
{
  self->options = options;
  if (!choose_exporter (self, error) || !choose_columns (self, error) || !choose_times (self, error) ||
      !ferry_order_parse (options->sort != NULL ? options->sort : "", &self->order, error))
    return FALSE;

  self->filter = create_filter (self);

  return TRUE;
}

/**
 * ferry_cli_output_clear:
 * @self: an output
 *
 * Frees what is in it.
 */
void
ferry_cli_output_clear (FerryCliOutput *self)
{
  g_clear_object (&self->filter);
}

/* A mark belongs to a file, which a spreadsheet opens by itself. In a pipe it would be a part of the first heading. A
 * format that has no place for facts is for programs, which know the API's names. */
static FerryExport *
create_export (const FerryCliOutput *self,
               FerryCliAnswer       *answer)
{
  const FerryCliOptions *options = self->options;
  FerryExport *export = ferry_export_new (answer->facts, answer->sync_tasks);

  export->n_columns = self->n_columns;
  memcpy (export->columns, self->columns, sizeof self->columns);
  export->times = self->times;
  export->for_programs = (self->exporter->flags & (FERRY_EXPORTER_FACTS | FERRY_EXPORTER_TERMINAL)) == 0;
  export->with_facts = !options->no_facts;
  export->byte_order_mark = !options->no_bom && !is_standard_output (options);
  export->guard_formulas = !options->no_guard;
  export->highlight_headings = is_standard_output (options) && ferry_cli_has_colors (STDOUT_FILENO);
  if (self->filter != NULL || self->order.n_keys > 0)
    ferry_export_set_arrangement (export, self->filter, &self->order);

  return export;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
write_file (const FerryCliOutput  *self,
            FerryCliAnswer        *answer,
            GCancellable          *cancellable,
            GError               **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (self->options->output);
  g_autoptr(GAsyncResult) result = NULL;

  ferry_export_to_file_async (create_export (self, answer), self->exporter, file, cancellable, written_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return ferry_export_to_file_finish (file, result, NULL, error);
}

static gboolean
write_standard_output (const FerryCliOutput  *self,
                       FerryCliAnswer        *answer,
                       GError               **error)
{
  g_autoptr(FerryExport) export = create_export (self, answer);
  g_autoptr(GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr(GError) write_error = NULL;

  /* Whoever stopped reading, as head does, has what was wanted. */
  if (ferry_exporter_write (self->exporter, export, stream, NULL, &write_error) ||
      g_error_matches (write_error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT, _("The result could not be written. %s"), write_error->message);
  return FALSE;
}

/**
 * ferry_cli_output_is_regular_file:
 * @self: an output
 *
 * Returns: whether it is a file, of which no half must stay. A pipe may wait for
 *   its reader for ever, and there is nothing to clean up after it
 */
gboolean
ferry_cli_output_is_regular_file (const FerryCliOutput *self)
{
  g_autoptr(GFile) file = NULL;

  if (is_standard_output (self->options))
    return FALSE;

  file = g_file_new_for_path (self->options->output);

  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_SPECIAL;
}

/**
 * ferry_cli_output_write:
 * @self: an output
 * @answer: what to write
 * @cancellable: to stop the writing of a file with
 * @error: return location for an error
 *
 * Writes a result.
 *
 * Returns: whether all of it was written, or wanted
 */
gboolean
ferry_cli_output_write (const FerryCliOutput  *self,
                        FerryCliAnswer        *answer,
                        GCancellable          *cancellable,
                        GError               **error)
{
  return is_standard_output (self->options) ? write_standard_output (self, answer, error)
                                            : write_file (self, answer, cancellable, error);
}
