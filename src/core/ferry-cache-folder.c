/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cache-folder.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ferry-cache-file.h"
#include "ferry-error.h"

/* As long as SHA-256 in hexadecimal digits; what is being written has this behind it. */
#define NAME_LENGTH 64
#define PART ".part"

typedef struct
{
  char *path; /* (owned) */
  gint64 size;
  struct timespec time;
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file);
}

static gboolean
is_gone (int code)
{
  return code == ENOENT || code == ENOTDIR;
}

static void
set_error (const char  *reason,
           GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT,
               /* Translators: a reason, as the system words it. */
               _("The lists that are kept on this computer cannot be used: %s"), reason);
}

static gboolean
fail (int      code,
      GError **error)
{
  set_error (g_strerror (code), error);

  return FALSE;
}

/* Whatever else somebody has put there is not for the cache to count or to remove. */
static gboolean
is_own_name (const char *name)
{
  gsize n_digits = strspn (name, "0123456789abcdef");

  return n_digits == NAME_LENGTH && (name[n_digits] == '\0' || g_str_has_suffix (name, PART));
}

static void
add_file (GPtrArray *files,
          char      *path)
{
  File *file = g_new0 (File, 1);
  GStatBuf status;

  file->path = path;
  if (g_lstat (path, &status) == 0 && S_ISREG (status.st_mode))
    {
      file->size = status.st_size;
      file->time = status.st_mtim;
      g_ptr_array_add (files, file);
    }
  else
    file_free (file);
}

/* None where there is no folder. */
static GPtrArray *
list_files (const char  *folder,
            GError     **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  g_autoptr(GError) open_error = NULL;
  g_autoptr(GDir) directory = g_dir_open (folder, 0, &open_error);

  if (directory == NULL && !g_error_matches (open_error, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
      !g_error_matches (open_error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    {
      set_error (open_error->message, error);
      return NULL;
    }

  for (const char *name; directory != NULL && (name = g_dir_read_name (directory)) != NULL;)
    if (is_own_name (name))
      add_file (files, g_build_filename (folder, name, NULL));

  return g_steal_pointer (&files);
}

/* Others may have made the folder, or somebody by hand. */
static gboolean
make_folder (const char  *folder,
             GError     **error)
{
  GStatBuf status;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_stat (folder, &status) != 0)
    return fail (errno, error);
  if ((status.st_mode & 077) != 0)
    g_chmod (folder, status.st_mode & 0700);

  return TRUE;
}

/**
 * ferry_cache_folder_write_part:
 * @folder: (type filename): the folder, which is made if need be
 * @name: the name that the file is to have
 * @bytes: its content
 * @error: return location for an error
 *
 * Writes a file under another name.
 *
 * Returns: (transfer full) (nullable) (type filename): its path, or %NULL with
 *   %FERRY_ERROR_SNAPSHOT when nothing is left of it
 */
char *
ferry_cache_folder_write_part (const char  *folder,
                               const char  *name,
                               GBytes      *bytes,
                               GError     **error)
{
  g_autofree char *part = g_strdup_printf ("%s" G_DIR_SEPARATOR_S "%s.%08x" PART, folder, name, g_random_int ());
  g_autoptr(GError) write_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!make_folder (folder, error))
    return NULL;
  if (g_file_set_contents_full (part, data, size, G_FILE_SET_CONTENTS_DURABLE, 0600, &write_error))
    return g_steal_pointer (&part);

  set_error (write_error->message, error);
  g_unlink (part);

  return NULL;
}

/**
 * ferry_cache_folder_put_in_place:
 * @folder: (type filename): the folder
 * @name: the name that the file is to have
 * @part: (type filename): what was written
 * @error: return location for an error
 *
 * Puts a file in the place of the one that was there.
 *
 * Returns: %FALSE with %FERRY_ERROR_SNAPSHOT, when nothing has changed
 */
gboolean
ferry_cache_folder_put_in_place (const char  *folder,
                                 const char  *name,
                                 const char  *part,
                                 GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_rename (part, path) == 0)
    return TRUE;

  fail (errno, error);
  g_unlink (part);

  return FALSE;
}

/**
 * ferry_cache_folder_read:
 * @folder: (type filename): the folder
 * @name: the name of a file
 * @max_size: how many bytes it may have
 * @error: return location for an error
 *
 * Reads a file.
 *
 * Returns: (transfer full) (nullable): its content, or %NULL without an error
 *   when there is none
 */
GBytes *
ferry_cache_folder_read (const char  *folder,
                         const char  *name,
                         guint64      max_size,
                         GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) read_error = NULL;
  GStatBuf status;
  char *data;
  gsize size;

  if (g_stat (path, &status) != 0)
    {
      if (!is_gone (errno))
        fail (errno, error);
      return NULL;
    }
  if (!S_ISREG (status.st_mode) || (guint64) status.st_size > max_size)
    {
      fail (S_ISREG (status.st_mode) ? EFBIG : EINVAL, error);
      return NULL;
    }
  if (g_file_get_contents (path, &data, &size, &read_error))
    return g_bytes_new_take (data, size);

  if (!g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    set_error (read_error->message, error);

  return NULL;
}

/**
 * ferry_cache_folder_get_size:
 * @folder: (type filename): the folder
 * @error: return location for an error
 *
 * Returns: how many bytes its files have, or -1 with %FERRY_ERROR_SNAPSHOT
 */
gint64
ferry_cache_folder_get_size (const char  *folder,
                             GError     **error)
{
  g_autoptr(GPtrArray) files = list_files (folder, error);
  gint64 size = files != NULL ? 0 : -1;

  for (guint i = 0; files != NULL && i < files->len; i++)
    size += ((File *) g_ptr_array_index (files, i))->size;

  return size;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const File *one = *(File *const *) a, *other = *(File *const *) b;

  if (one->time.tv_sec != other->time.tv_sec)
    return one->time.tv_sec < other->time.tv_sec ? -1 : 1;

  return (one->time.tv_nsec > other->time.tv_nsec) - (one->time.tv_nsec < other->time.tv_nsec);
}

/**
 * ferry_cache_folder_trim:
 * @folder: (type filename): the folder
 * @max_size: how many bytes its files may have
 * @kept: the name of a file that stays
 *
 * Removes the oldest files until the others have room.
 */
void
ferry_cache_folder_trim (const char *folder,
                         guint64     max_size,
                         const char *kept)
{
  g_autofree char *kept_path = g_build_filename (folder, kept, NULL);
  g_autoptr(GPtrArray) files = list_files (folder, NULL);
  guint64 size = 0;

  if (files == NULL)
    return;

  for (guint i = 0; i < files->len; i++)
    size += ((File *) g_ptr_array_index (files, i))->size;
  g_ptr_array_sort (files, compare_times);
  for (guint i = 0; i < files->len && size > max_size; i++)
    {
      const File *file = g_ptr_array_index (files, i);

      if (!g_str_equal (file->path, kept_path) && g_unlink (file->path) == 0)
        size -= file->size;
    }
}

/**
 * ferry_cache_folder_clear:
 * @folder: (type filename): the folder
 * @account_id: (nullable): the id of an account, or %NULL for all files
 * @error: return location for an error
 *
 * Removes files, and those that cannot tell whether they are of the account.
 *
 * Returns: %FALSE with %FERRY_ERROR_SNAPSHOT, when not all of them could be
 *   removed
 */
gboolean
ferry_cache_folder_clear (const char  *folder,
                          const char  *account_id,
                          GError     **error)
{
  g_autoptr(GPtrArray) files = list_files (folder, error);
  int code = 0;

  if (files == NULL)
    return FALSE;

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = g_ptr_array_index (files, i);

      if ((account_id == NULL || ferry_cache_file_may_be_of_account (file->path, account_id)) &&
          g_unlink (file->path) != 0 && !is_gone (errno))
        code = errno;
    }

  return code == 0 || fail (code, error);
}
