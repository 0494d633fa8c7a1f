/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-snapshot.h"

#include <glib/gi18n.h>

#include "ferry-error.h"
#include "ferry-http.h"
#include "ferry-trash.h"

/* A file is trusted no more than an answer. */
#define MAX_SIZE FERRY_HTTP_MAX_BODY

#define CHUNK_SIZE (256 * 1024)

#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_TIME_MODIFIED

/**
 * ferry_snapshot_free:
 * @self: (transfer full): a snapshot
 *
 * Frees a snapshot.
 */
void
ferry_snapshot_free (FerrySnapshot *self)
{
  ferry_trash_objects (self->tasks);
  ferry_facts_unref (self->facts);
  g_free (self);
}

/* Of anything but files it is not known whether they have an end, or a beginning. */
static gboolean
check_type (GFileInfo  *info,
            GError    **error)
{
  GFileType type = g_file_info_get_file_type (info);
  const char *name = g_file_info_get_display_name (info);

  if (type == G_FILE_TYPE_DIRECTORY)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("“%s” is a folder. Choose a file in it."), name);
  else if (type != G_FILE_TYPE_REGULAR)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("“%s” is not a file that can be opened."), name);
  else
    return TRUE;

  return FALSE;
}

/* What a file says of its size need not be so by the time it is read. */
static GBytes *
read_all (GFile         *file,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GByteArray) content = g_byte_array_new ();
  gssize size = 1;

  if (stream == NULL)
    return NULL;

  while (size > 0 && content->len <= MAX_SIZE)
    {
      guint end = content->len;

      g_byte_array_set_size (content, end + CHUNK_SIZE);
      size = g_input_stream_read (G_INPUT_STREAM (stream), content->data + end, CHUNK_SIZE, cancellable, error);
      g_byte_array_set_size (content, end + MAX (size, 0));
    }

  return size >= 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&content)) : NULL;
}

static GBytes *
read_file (GFile         *file,
           const char    *name,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GBytes) bytes = read_all (file, cancellable, error);

  if (bytes == NULL || g_bytes_get_size (bytes) <= MAX_SIZE)
    return g_steal_pointer (&bytes);

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("“%s” is larger than %d MiB and was refused."), name,
               MAX_SIZE / (1024 * 1024));

  return NULL;
}

static FerrySnapshot *
load (GFile         *file,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GFileInfo) info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr(GDateTime) changed = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (info == NULL || !check_type (info, error) ||
      (bytes = read_file (file, g_file_info_get_display_name (info), cancellable, error)) == NULL)
    return NULL;

  changed = g_file_info_get_modification_date_time (info);

  return ferry_snapshot_new_from_json (bytes, g_file_info_get_display_name (info), changed, error);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  FerrySnapshot *snapshot = load (source, cancellable, &error);

  if (snapshot != NULL)
    g_task_return_pointer (task, snapshot, (GDestroyNotify) ferry_snapshot_free);
  else
    g_task_return_error (task, error);
}

/**
 * ferry_snapshot_load_async:
 * @file: a list that was saved
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Reads a file in a thread. See [func@Ferry.Snapshot.new_from_json] for what it
 * may hold.
 */
void
ferry_snapshot_load_async (GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_snapshot_load_async);
  /* GLib loses the error of a task that was stopped before its thread begins. */
  if (g_task_return_error_if_cancelled (task))
    return;
  /* Nobody has to wait for a file server, or for the parser. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * ferry_snapshot_load_finish:
 * @file: the file
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [func@Ferry.Snapshot.load_async].
 *
 * Returns: (transfer full) (nullable): the list, or %NULL with
 *   %FERRY_ERROR_SNAPSHOT or an error of GIO, for people
 */
FerrySnapshot *
ferry_snapshot_load_finish (GFile         *file,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_snapshot_load_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
