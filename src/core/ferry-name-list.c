/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-name-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-region.h"
#include "ferry-repository.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A line that is longer than a name can be is told of by its beginning. */
#define MAX_SHOWN_CHARACTERS 80

/* A list while it is read. */
typedef struct
{
  GStrvBuilder *names;
  GStrvBuilder *regions;
  GHashTable *seen; /* names and regions, which no name can be taken for */
  GPtrArray *bad_lines;
} Reading;

static void
bad_line_free (gpointer data)
{
  FerryBadLine *line = data;

  g_free (line->text);
  g_free (line->reason);
  g_free (line);
}

/* Programs of Windows may write text in another way, which deserves words of its own. */
static gboolean
is_utf16 (const char *data,
          gsize       size)
{
  return size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);
}

static char *
dup_text (GBytes  *bytes,
          GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > FERRY_NAME_LIST_MAX_BYTES)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("The list of repositories is too large: at most %u MB."),
                 FERRY_NAME_LIST_MAX_BYTES / 1024 / 1024);
  else if (is_utf16 (data, size))
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                         _("The list of repositories is UTF-16 text. Save it as UTF-8."));
  else if (!g_utf8_validate_len (data, size, NULL))
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("The list of repositories is not UTF-8 text."));
  else
    {
      gsize start = size >= 3 && memcmp (data, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;

      return g_strndup (size > 0 ? data + start : "", size - start);
    }

  return NULL;
}

static void
add_once (GStrvBuilder *texts,
          GHashTable   *seen,
          const char   *text)
{
  if (g_hash_table_add (seen, g_strdup (text)))
    g_strv_builder_add (texts, text);
}

/* What stands before an address may be a command, but no other repository. */
static gboolean
names_several (const char *line)
{
  const char *slash = strchr (line, '/'), *blank = strrchr (line, ' ');

  return slash != NULL && blank != NULL && slash < blank;
}

static gboolean
read_name (Reading     *self,
           const char  *line,
           GError     **error)
{
  g_autofree char *region = NULL;
  g_autofree char *organization = NULL;
  g_autofree char *name = NULL;
  g_autofree char *scope = NULL;
  g_autoptr(FerryRepository) repository = NULL;

  if (names_several (line))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Write each repository on a line of its own."));
      return FALSE;
    }
  if (!ferry_repository_split_path (line, &region, &organization, &name))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Write ORGANIZATION/REPOSITORY."));
      return FALSE;
    }
  if ((repository = ferry_repository_new (region != NULL ? region : FERRY_REGION_DEFAULT, organization, name, error)) == NULL)
    return FALSE;

  scope = ferry_repository_dup_scope (repository);
  add_once (self->names, self->seen, scope);
  if (region != NULL)
    add_once (self->regions, self->seen, region);

  return TRUE;
}

static char *
dup_beginning (const char *line)
{
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_SHOWN_CHARACTERS)
    return g_strdup (line);

  beginning = g_utf8_substring (line, 0, MAX_SHOWN_CHARACTERS);

  return g_strconcat (beginning, "…", NULL);
}

/* A “#” begins a comment, at the beginning of a line or after a blank. */
static char *
dup_content (const char *line,
             gsize       length)
{
  char *content = g_strdelimit (g_strndup (line, length), "\t", ' ');
  char *comment = *content == '#' ? content : strstr (content, " #");

  if (comment != NULL)
    *comment = '\0';

  return g_strstrip (content);
}

static void
read_line (Reading    *self,
           guint       number,
           const char *line,
           gsize       length)
{
  g_autofree char *content = dup_content (line, length);
  g_autoptr(GError) error = NULL;
  FerryBadLine *bad_line;

  if (*content == '\0' || read_name (self, content, &error))
    return;

  bad_line = g_new0 (FerryBadLine, 1);
  bad_line->number = number;
  bad_line->text = dup_beginning (content);
  bad_line->reason = g_strdup (error->message);
  g_ptr_array_add (self->bad_lines, bad_line);
}

/**
 * ferry_name_list_parse:
 * @bytes: a text in UTF-8, with or without a mark before it
 * @error: return location for an error
 *
 * Reads a list of repositories: one on each line, as `ORGANIZATION/REPOSITORY` or
 * as an image address. Blank lines, and what follows a `#`, are left out.
 *
 * A line that names no repository does not spoil the others; whoever asks for the
 * list has to look at the bad lines, too.
 *
 * Returns: (transfer full) (nullable): the list, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when @bytes are no text, or too many
 */
FerryNameList *
ferry_name_list_parse (GBytes  *bytes,
                       GError **error)
{
  g_autofree char *text = dup_text (bytes, error);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { .seen = seen };
  const char *line = text;
  guint number = 0;
  FerryNameList *self;

  if (text == NULL)
    return NULL;

  reading.names = g_strv_builder_new ();
  reading.regions = g_strv_builder_new ();
  reading.bad_lines = g_ptr_array_new_with_free_func (bad_line_free);
  while (*line != '\0')
    {
      gsize length = strcspn (line, "\r\n");

      number++;
      if (length > 0)
        read_line (&reading, number, line, length);
      line += length;
      line += line[0] == '\r' && line[1] == '\n' ? 2 : *line != '\0';
    }

  self = g_new0 (FerryNameList, 1);
  self->names = g_strv_builder_unref_to_strv (reading.names);
  self->regions = g_strv_builder_unref_to_strv (reading.regions);
  self->bad_lines = reading.bad_lines;

  return self;
}

/**
 * ferry_name_list_free:
 * @self: (transfer full): a list
 *
 * Frees a list.
 */
void
ferry_name_list_free (FerryNameList *self)
{
  g_strfreev (self->names);
  g_strfreev (self->regions);
  g_ptr_array_unref (self->bad_lines);
  g_free (self);
}

/**
 * ferry_bad_line_dup_text:
 * @self: a line that names no repository
 *
 * Returns: (transfer full): which line it is, and why, for people
 */
char *
ferry_bad_line_dup_text (const FerryBadLine *self)
{
  /* Translators: the number of a line, its text, then a sentence that says what is wrong with it. */
  return g_strdup_printf (_("Line %u, “%s”: %s"), self->number, self->text, self->reason);
}
