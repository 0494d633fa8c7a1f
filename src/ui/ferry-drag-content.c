/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-drag-content.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/**
 * FerryDragContent:
 *
 * Rows on their way out of a window. A file manager gets them as a file, a text
 * field as the text that copying makes of them. Neither is made before somebody
 * asks for it, and then in a worker thread.
 */
struct _FerryDragContent
{
  GdkContentProvider parent_instance;

  guint n_rows;
  const FerryExporter *exporter; /* the format of the file */

  GMutex mutex;                  /* an export belongs to one thread at a time */
  FerryExport *text_export;      /* (owned) */
  FerryExport *file_export;      /* (owned) */
  GFile *file;                   /* (owned) (nullable) until it is written */
};

G_DEFINE_FINAL_TYPE (FerryDragContent, ferry_drag_content, GDK_TYPE_CONTENT_PROVIDER)

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is asked for, and the value that a worker makes of the rows. */
typedef struct
{
  char *mime_type;       /* (owned) */
  GOutputStream *stream; /* (owned) */
  int io_priority;
  GValue value;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->mime_type);
  g_object_unref (request->stream);
  g_value_unset (&request->value);
  g_free (request);
}

/* --- Folders --- */

/* Nobody tells when a file that was dropped has been read, so it stays as long as the program runs. */
G_LOCK_DEFINE_STATIC (folders);
static GPtrArray *folders;

static void
remove_folder (gpointer path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
  g_free (path);
}

static void
remove_folders (void)
{
  G_LOCK (folders);
  g_clear_pointer (&folders, g_ptr_array_unref);
  G_UNLOCK (folders);
}

static void
remove_folder_at_exit (const char *path)
{
  G_LOCK (folders);
  if (folders == NULL)
    {
      folders = g_ptr_array_new_with_free_func (remove_folder);
      atexit (remove_folders);
    }
  g_ptr_array_add (folders, g_strdup (path));
  G_UNLOCK (folders);
}

/* Each drag has its own: all files of a list are called the same. Of the folders that others may read the cache is
 * the one that a sandbox has in the same place as the desktop around it. */
static char *
create_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), FERRY_APPLICATION_ID, "dragged", NULL);
  g_autofree char *path = g_build_filename (parent, "XXXXXX", NULL);

  if (g_mkdir_with_parents (parent, 0700) == -1 || g_mkdtemp (path) == NULL)
    {
      int saved_errno = errno;
      g_autofree char *name = g_filename_display_name (parent);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   /* Translators: a file, then a sentence with the reason. */
                   _("“%s” could not be written. %s"), name, g_strerror (saved_errno));
      return NULL;
    }
  remove_folder_at_exit (path);

  return g_steal_pointer (&path);
}

/* --- In the worker --- */

static GFile *
write_file (FerryDragContent  *self,
            GCancellable      *cancellable,
            GError           **error)
{
  g_autofree char *folder = create_folder (error);
  g_autofree char *name = ferry_export_dup_file_name (self->file_export, self->exporter->extension);
  g_autoptr(GFile) file = folder != NULL ? g_file_new_build_filename (folder, name, NULL) : NULL;

  if (file == NULL || !ferry_export_to_file (self->file_export, self->exporter, file, cancellable, error))
    return NULL;

  return g_steal_pointer (&file);
}

static gboolean
fill_value (FerryDragContent  *self,
            GValue            *value,
            GCancellable      *cancellable,
            GError           **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (G_VALUE_HOLDS_STRING (value))
    {
      g_value_take_string (value, ferry_exporter_to_string (ferry_exporter_find ("tsv"), self->text_export, cancellable, error));
      return g_value_get_string (value) != NULL;
    }

  /* Who asks twice gets the same file. */
  if (self->file == NULL)
    self->file = write_file (self, cancellable, error);
  if (self->file == NULL)
    return FALSE;

  g_value_take_boxed (value, gdk_file_list_new_from_array (&self->file, 1));

  return TRUE;
}

static void
fill_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;

  if (fill_value (source, &request->value, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- The provider --- */

static void
serialized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
filled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const Request *request = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      gdk_content_serialize_async (request->stream, request->mime_type, &request->value, request->io_priority,
                                   cancellable, serialized_cb, g_steal_pointer (&task));
      return;
    }

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (source, signals[FAILED], 0, error->message);
  g_task_return_error (task, error);
}

/* GTK knows how to write texts and files, also through the wall of a sandbox. */
static GdkContentFormats *
list_mime_types (GType type)
{
  return gdk_content_formats_union_serialize_mime_types (gdk_content_formats_new_for_gtype (type));
}

static void
ferry_drag_content_write_mime_type_async (GdkContentProvider  *provider,
                                          const char          *mime_type,
                                          GOutputStream       *stream,
                                          int                  io_priority,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autoptr(GdkContentFormats) texts = list_mime_types (G_TYPE_STRING);
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr(GTask) filling = g_task_new (provider, cancellable, filled_cb, task);
  Request *request = g_new0 (Request, 1);

  request->mime_type = g_strdup (mime_type);
  request->stream = g_object_ref (stream);
  request->io_priority = io_priority;
  /* GTK would write the path of a file as a text, too. */
  g_value_init (&request->value,
                gdk_content_formats_contain_mime_type (texts, mime_type) ? G_TYPE_STRING : GDK_TYPE_FILE_LIST);
  g_task_set_source_tag (task, ferry_drag_content_write_mime_type_async);
  g_task_set_task_data (task, request, request_free);

  g_task_set_source_tag (filling, fill_in_thread);
  g_task_set_task_data (filling, request, NULL);
  g_task_run_in_thread (filling, fill_in_thread);
}

static gboolean
ferry_drag_content_write_mime_type_finish (GdkContentProvider  *provider,
                                           GAsyncResult        *result,
                                           GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
add_mime_types (GdkContentFormatsBuilder *builder,
                GType                     type)
{
  g_autoptr(GdkContentFormats) formats = list_mime_types (type);
  const char *const *mime_types = gdk_content_formats_get_mime_types (formats, NULL);

  for (gsize i = 0; mime_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, mime_types[i]);
}

/* Without the types themselves: their values take a while. */
static GdkContentFormats *
ferry_drag_content_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  add_mime_types (builder, GDK_TYPE_FILE_LIST);
  add_mime_types (builder, G_TYPE_STRING);

  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
ferry_drag_content_finalize (GObject *object)
{
  FerryDragContent *self = FERRY_DRAG_CONTENT (object);

  ferry_export_free (self->text_export);
  ferry_export_free (self->file_export);
  g_clear_object (&self->file);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (ferry_drag_content_parent_class)->finalize (object);
}

static void
ferry_drag_content_class_init (FerryDragContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_drag_content_finalize;
  provider_class->ref_formats = ferry_drag_content_ref_formats;
  provider_class->write_mime_type_async = ferry_drag_content_write_mime_type_async;
  provider_class->write_mime_type_finish = ferry_drag_content_write_mime_type_finish;

  /**
   * FerryDragContent::failed:
   * @self: a content
   * @text: why
   *
   * The rows could not be made into what was asked for. Who asked cannot tell.
   */
  signals[FAILED] = g_signal_new ("failed", FERRY_TYPE_DRAG_CONTENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ferry_drag_content_init (FerryDragContent *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * ferry_drag_content_new:
 * @text_export: (transfer full): the rows for a text field
 * @file_export: (transfer full): the same rows for a file
 * @exporter: the format of the file
 *
 * Returns: (transfer full): what a drag of these rows brings
 */
GdkContentProvider *
ferry_drag_content_new (FerryExport         *text_export,
                        FerryExport         *file_export,
                        const FerryExporter *exporter)
{
  FerryDragContent *self = g_object_new (FERRY_TYPE_DRAG_CONTENT, NULL);

  self->n_rows = text_export->sync_tasks->len;
  self->text_export = text_export;
  self->file_export = file_export;
  self->exporter = exporter;

  return GDK_CONTENT_PROVIDER (self);
}

/**
 * ferry_drag_content_get_n_rows:
 * @self: a content
 *
 * Returns: how many rows it brings
 */
guint
ferry_drag_content_get_n_rows (FerryDragContent *self)
{
  g_return_val_if_fail (FERRY_IS_DRAG_CONTENT (self), 0);

  return self->n_rows;
}
