/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-key-file.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "ferry-error.h"

/* What we write, and the newest we understand. */
#define VERSION 1

/* What is about an account stands in a group of its own. */
#define ACCOUNT_PREFIX "Account "

/* Nobody has so many damaged files; it only ends the search for a free name where none can be made. */
#define MAX_BROKEN 1000

/* A link stays a link: what it points to is read and replaced. */
static char *
resolve_links (const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  return g_strdup (real != NULL ? real : path);
}

/* Renames a file to the first of `PATH.broken`, `PATH.broken-2`… that is not taken. */
static char *
set_aside (const char  *path,
           GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  for (guint n = 1; n <= MAX_BROKEN; n++)
    {
      g_autofree char *name = n == 1 ? g_strconcat (path, ".broken", NULL) : g_strdup_printf ("%s.broken-%u", path, n);
      g_autoptr(GFile) place = g_file_new_for_path (name);
      g_autoptr(GError) move_error = NULL;

      if (g_file_move (file, place, G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, &move_error))
        return g_steal_pointer (&name);
      if (n < MAX_BROKEN && g_error_matches (move_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        continue;
      g_propagate_error (error, g_steal_pointer (&move_error));
      break;
    }

  return NULL;
}

static void
report_damage (const char    *path,
               const GError  *damage,
               GError       **error)
{
  g_autoptr(GError) move_error = NULL;
  g_autofree char *place = set_aside (path, &move_error);

  if (place != NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS,
                 /* Translators: a file, another file, then a sentence with the reason. */
                 _("“%s” is damaged and was set aside as “%s”. %s"), path, place, damage->message);
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS,
                 /* Translators: a file, then two sentences with the reasons. */
                 _("“%s” is damaged and could not be set aside, so it stays as it is. %s %s"),
                 path, damage->message, move_error->message);
}

/* A NUL would end the text for GKeyFile, and all behind it would be lost when the file is written. */
static gboolean
parse (GKeyFile    *self,
       const char  *text,
       gsize        length,
       GError     **error)
{
  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE, _("It is not text."));
      return FALSE;
    }

  return g_key_file_load_from_data (self, text, length, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, error);
}

/* A version that is no number is none that we know. */
static gboolean
is_of_newer_version (GKeyFile *self)
{
  return g_key_file_has_key (self, FERRY_KEY_FILE_GROUP, "version", NULL) &&
         (g_key_file_get_integer (self, FERRY_KEY_FILE_GROUP, "version", NULL) < 1 ||
          g_key_file_get_integer (self, FERRY_KEY_FILE_GROUP, "version", NULL) > VERSION);
}

/**
 * ferry_key_file_read:
 * @path: (type filename): a file
 * @is_newer: (out): whether a newer version of Ferryboard wrote the file, so that
 *   it must not be written by this one
 * @error: return location for an error
 *
 * Reads a file, with its comments. One that is damaged is renamed to
 * `PATH.broken`, or `PATH.broken-2` and so on where that is taken, and the error
 * says so.
 *
 * Returns: (transfer full) (nullable): what is in the file, nothing where there
 *   is no file, or %NULL with %FERRY_ERROR_ACCOUNTS
 */
GKeyFile *
ferry_key_file_read (const char  *path,
                     gboolean    *is_newer,
                     GError     **error)
{
  g_autoptr(GKeyFile) self = g_key_file_new ();
  g_autofree char *real = resolve_links (path);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(GError) read_error = NULL;

  *is_newer = FALSE;
  if (!g_file_get_contents (real, &text, &length, &read_error))
    {
      if (g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&self);

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS,
                   /* Translators: a file, then a sentence with the reason. */
                   _("“%s” could not be read. %s"), path, read_error->message);
      return NULL;
    }
  if (!parse (self, text, length, &read_error))
    {
      report_damage (real, read_error, error);
      return NULL;
    }

  *is_newer = is_of_newer_version (self);

  return g_steal_pointer (&self);
}

/**
 * ferry_key_file_read_for_change:
 * @path: (type filename): a file
 * @error: return location for an error
 *
 * Does [func@Ferry.key_file_read] for somebody who wants to write the file.
 *
 * Returns: (transfer full) (nullable): what is in the file, or %NULL with
 *   %FERRY_ERROR_ACCOUNTS, also when it must not be written
 */
GKeyFile *
ferry_key_file_read_for_change (const char  *path,
                                GError     **error)
{
  gboolean is_newer;
  g_autoptr(GKeyFile) self = ferry_key_file_read (path, &is_newer, error);

  if (self == NULL || !is_newer)
    return g_steal_pointer (&self);

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS,
               _("“%s” was written by a newer version of Ferryboard, so this one changes nothing in it."), path);
  return NULL;
}

/**
 * ferry_key_file_write:
 * @self: what to write
 * @path: (type filename): a file
 * @error: return location for an error
 *
 * Writes a file that only its owner can read, in a folder that is made so if it
 * is not there. The old file is there until the new one is whole.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_ACCOUNTS
 */
gboolean
ferry_key_file_write (GKeyFile    *self,
                      const char  *path,
                      GError     **error)
{
  g_autofree char *real = resolve_links (path);
  g_autofree char *folder = g_path_get_dirname (real);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(GError) write_error = NULL;

  /* The new file takes over the mode of the old one, which somebody may have put there. */
  g_chmod (real, 0600);
  g_key_file_set_integer (self, FERRY_KEY_FILE_GROUP, "version", VERSION);
  text = g_key_file_to_data (self, &length, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (&write_error, G_FILE_ERROR, g_file_error_from_errno (code), "%s", g_strerror (code));
    }
  else if (g_file_set_contents_full (real, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &write_error))
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS,
               /* Translators: a file, then a sentence with the reason. */
               _("“%s” could not be written. %s"), path, write_error->message);
  return FALSE;
}

static void
copy_group (GKeyFile   *from,
            GKeyFile   *to,
            const char *group)
{
  g_auto(GStrv) keys = g_key_file_get_keys (from, group, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (from, group, keys[i], NULL);
      g_autofree char *comment = g_key_file_get_comment (from, group, keys[i], NULL);

      g_key_file_set_value (to, group, keys[i], value);
      if (comment != NULL)
        g_key_file_set_comment (to, group, keys[i], comment, NULL);
    }
}

/**
 * ferry_key_file_move_to_end:
 * @self: a key file
 * @group: a group in it
 *
 * Puts a group behind all others, which is what it takes to make room for one
 * before it.
 */
void
ferry_key_file_move_to_end (GKeyFile   *self,
                            const char *group)
{
  g_autoptr(GKeyFile) copy = g_key_file_new ();

  copy_group (self, copy, group);
  g_key_file_remove_group (self, group, NULL);
  copy_group (copy, self, group);
}

/**
 * ferry_key_file_dup_account_group:
 * @id: the id of an account
 *
 * Returns: (transfer full): the name of the group that is about it
 */
char *
ferry_key_file_dup_account_group (const char *id)
{
  return g_strconcat (ACCOUNT_PREFIX, id, NULL);
}

/**
 * ferry_key_file_get_account_id:
 * @group: the name of a group
 *
 * Returns: (nullable): the id of the account that it is about, or %NULL when it
 *   is about something else
 */
const char *
ferry_key_file_get_account_id (const char *group)
{
  return g_str_has_prefix (group, ACCOUNT_PREFIX) ? group + strlen (ACCOUNT_PREFIX) : NULL;
}
