/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-export-file.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "ferry-error.h"

/* Not g_file_replace(): it writes into a file that does not exist yet, and so leaves half of one behind. */

typedef struct
{
  FerryExport *export;           /* (owned) */
  const FerryExporter *exporter; /* static */
} Job;

static void
job_free (Job *job)
{
  ferry_export_free (job->export);
  g_free (job);
}

/* A link stays a link: what it points to is replaced. */
static GFile *
resolve_links (GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *real = path != NULL ? realpath (path, NULL) : NULL;

  return real != NULL ? g_file_new_for_path (real) : g_object_ref (file);
}

static GFile *
choose_temporary (GFile   *file,
                  GError **error)
{
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *temporary = g_strdup_printf (".%.200s.%08x.part", name, g_random_int ());

  /* An address that GIO makes nothing of is in no folder. */
  if (folder == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no folder");
      return NULL;
    }

  return g_file_get_child (folder, temporary);
}

/* Who may read the old file may read the new one. A link that leads nowhere has a mode too, but one that means nothing. */
static void
copy_mode (GFile        *from,
           GFile        *to,
           GCancellable *cancellable)
{
  g_autoptr(GFileInfo) info = g_file_query_info (from, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_UNIX_MODE,
                                                 G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_UNIX_MODE))
    g_file_set_attribute_uint32 (to, G_FILE_ATTRIBUTE_UNIX_MODE,
                                 g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE),
                                 G_FILE_QUERY_INFO_NONE, cancellable, NULL);
}

static gboolean
write_stream (FerryExport          *export,
              const FerryExporter  *exporter,
              GOutputStream        *stream,
              GCancellable         *cancellable,
              GError              **error)
{
  return ferry_exporter_write (exporter, export, stream, cancellable, error) &&
         g_output_stream_close (stream, cancellable, error);
}

/* Whoever has made a file read-only wants to keep it, and renaming another one over it would not ask. */
static gboolean
check_writable (GFile         *file,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE) ||
      g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "The file is read-only");
  return FALSE;
}

static gboolean
write_beside_and_rename (FerryExport          *export,
                         const FerryExporter  *exporter,
                         GFile                *file,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr(GFile) temporary = choose_temporary (file, error);
  g_autoptr(GFileOutputStream) stream = NULL;

  if (temporary == NULL || (stream = g_file_create (temporary, G_FILE_CREATE_NONE, cancellable, error)) == NULL)
    return FALSE;

  if (write_stream (export, exporter, G_OUTPUT_STREAM (stream), cancellable, error))
    {
      copy_mode (file, temporary, cancellable);
      if (g_file_move (temporary, file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, cancellable, NULL, NULL, error))
        return TRUE;
    }

  /* Without the cancellable: being stopped is one of the reasons to be here. */
  g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL);
  g_file_delete (temporary, NULL, NULL);

  return FALSE;
}

/* A pipe or a device keeps nothing that could be lost, and must not be replaced by a file. */
static gboolean
write_in_place (FerryExport          *export,
                const FerryExporter  *exporter,
                GFile                *file,
                GCancellable         *cancellable,
                GError              **error)
{
  g_autoptr(GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, cancellable, error);

  return stream != NULL && write_stream (export, exporter, G_OUTPUT_STREAM (stream), cancellable, error);
}

static gboolean
write_file (FerryExport          *export,
            const FerryExporter  *exporter,
            GFile                *file,
            GCancellable         *cancellable,
            GError              **error)
{
  switch (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable))
    {
    case G_FILE_TYPE_DIRECTORY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _("It is a folder."));
      return FALSE;
    case G_FILE_TYPE_SPECIAL:
      return write_in_place (export, exporter, file, cancellable, error);
    case G_FILE_TYPE_REGULAR:
      return check_writable (file, cancellable, error) && write_beside_and_rename (export, exporter, file, cancellable, error);
    case G_FILE_TYPE_UNKNOWN:
    case G_FILE_TYPE_SYMBOLIC_LINK:
    case G_FILE_TYPE_SHORTCUT:
    case G_FILE_TYPE_MOUNTABLE:
    default:
      return write_beside_and_rename (export, exporter, file, cancellable, error);
    }
}

/* GIO's own message often names the temporary file, which nobody has chosen. */
static const char *
get_reason (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return _("There is no space left.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _("There is no permission to write there.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return _("The place is read-only.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("The folder does not exist.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return _("A part of its path is not a folder.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG))
    return _("The name is too long.");

  return error->message;
}

/**
 * ferry_export_to_file:
 * @export: what to write
 * @exporter: in which format
 * @file: where to
 * @cancellable: (nullable): to stop it with
 * @error: return location for an error
 *
 * Writes an export beside @file and then puts it in its place, so that the old
 * file is there until the new one is whole, and no half of one is left when
 * something fails. Blocks; for a worker thread or a program without a window.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_EXPORT or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
ferry_export_to_file (FerryExport          *export,
                      const FerryExporter  *exporter,
                      GFile                *file,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(GFile) target = resolve_links (file);
  g_autoptr(GError) write_error = NULL;
  g_autofree char *name = NULL;

  if (write_file (export, exporter, target, cancellable, &write_error))
    return TRUE;
  if (g_error_matches (write_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&write_error));
      return FALSE;
    }

  name = g_file_get_parse_name (file);
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT,
               /* Translators: a file, then a sentence with the reason. */
               _("“%s” could not be written. %s"), name, get_reason (write_error));
  return FALSE;
}

static void
export_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (ferry_export_to_file (job->export, job->exporter, G_FILE (source_object), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ferry_export_to_file_async:
 * @export: (transfer full): what to write
 * @exporter: in which format
 * @file: where to
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done, with @file as its source
 * @user_data: for @callback
 *
 * Does [func@Ferry.export_to_file] in a worker thread.
 */
void
ferry_export_to_file_async (FerryExport         *export,
                            const FerryExporter *exporter,
                            GFile               *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (file, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, ferry_export_to_file_async);
  job->export = export;
  job->exporter = exporter;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  /* A file that was in its place before it was stopped has not been stopped. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * ferry_export_to_file_finish:
 * @file: the file that was written
 * @result: the result that the callback got
 * @n_rows: (out) (optional): how many rows were to be written
 * @error: return location for an error
 *
 * Ends [func@Ferry.export_to_file_async].
 *
 * Returns: whether the file is there
 */
gboolean
ferry_export_to_file_finish (GFile         *file,
                             GAsyncResult  *result,
                             guint         *n_rows,
                             GError       **error)
{
  const Job *job;

  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_export_to_file_async, FALSE);

  job = g_task_get_task_data (G_TASK (result));
  if (n_rows != NULL)
    *n_rows = job->export->n_rows;

  return g_task_propagate_boolean (G_TASK (result), error);
}
