/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-import-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-credentials.h"
#include "ferry-error.h"

/* The two forms of text that access keys come in. Nothing of a text is ever told in a message, and every copy of a part
 * of it is wiped, which is why neither GKeyFile nor g_strsplit() is used here. */

/* Far more than a thousand keys take. */
#define MAX_BYTES (1024 * 1024)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/**
 * ferry_import_text_dup:
 * @bytes: a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its text, to be wiped, or %NULL with
 *   %FERRY_ERROR_NO_CREDENTIALS when it is none
 */
char *
ferry_import_text_dup (GBytes  *bytes,
                       GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > MAX_BYTES)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                         _("Expected a file with access keys; this one is too large to be that."));
  else if (!g_utf8_validate_len (data, size, NULL))
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                         _("Expected a file with access keys; this one is not UTF-8 text."));
  else
    {
      gsize start = size >= 3 && memcmp (data, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;

      return g_strndup (size > 0 ? data + start : "", size - start);
    }

  return NULL;
}

/* Moves on to the next line that says something. NULL at the end. */
static const char *
skip_to_content (const char *text)
{
  for (;;)
    {
      text += strspn (text, " \t\r\n");
      if (*text != '#' && *text != ';')
        return *text != '\0' ? text : NULL;
      text += strcspn (text, "\r\n");
    }
}

/**
 * ferry_import_text_is_ini:
 * @text: a text
 *
 * Returns: whether the first thing in it is the name of a section
 */
gboolean
ferry_import_text_is_ini (const char *text)
{
  const char *content = skip_to_content (text);

  return content != NULL && *content == '[';
}

static char *
dup_range (const char *start,
           const char *end)
{
  return g_strstrip (g_strndup (start, end - start));
}

/**
 * ferry_import_text_parse_section:
 * @text: a text in the INI form, as the vendor's SDKs read it
 * @section: the name of a section
 * @sections: where to add the names of all sections that are there
 *
 * Returns: (transfer full) (nullable): the values of the section by their keys,
 *   in lower case; %NULL when there is no such section
 */
GHashTable *
ferry_import_text_parse_section (const char *text,
                                 const char *section,
                                 GString    *sections)
{
  g_autoptr(GHashTable) values = NULL;
  gboolean is_inside = FALSE;

  for (const char *line = skip_to_content (text); line != NULL; line = skip_to_content (line))
    {
      const char *end = line + strcspn (line, "\r\n");
      const char *separator = line + strcspn (line, "=:");
      const char *bracket = line + strcspn (line, "]");

      if (*line == '[' && bracket < end)
        {
          g_autofree char *name = dup_range (line + 1, bracket);

          g_string_append_printf (sections, sections->len > 0 ? ", [%s]" : "[%s]", name);
          is_inside = g_ascii_strcasecmp (name, section) == 0;
          if (is_inside && values == NULL)
            values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) ferry_credentials_wipe);
        }
      else if (is_inside && separator < end)
        {
          g_autofree char *key = dup_range (line, separator);

          g_hash_table_insert (values, g_ascii_strdown (key, -1), dup_range (separator + 1, end));
        }
      line = end;
    }

  return g_steal_pointer (&values);
}

/* The one of the usual separators that the first line has most of. */
static char
find_separator (const char *text)
{
  const char *separators = ",;\t";
  gsize counts[3] = { 0 };
  gsize best = 0;

  for (const char *p = text; *p != '\0' && *p != '\r' && *p != '\n'; p++)
    if (strchr (separators, *p) != NULL)
      counts[strchr (separators, *p) - separators]++;
  for (gsize i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;

  return separators[best];
}

/* Takes what stands between quotation marks, where two stand for one. */
static char *
take_quoted (const char **text)
{
  const char *p = *text + 1;
  char *cell = g_malloc0 (strlen (p) + 1);
  gsize length = 0;

  for (; *p != '\0' && (*p != '"' || p[1] == '"'); p++)
    {
      cell[length++] = *p;
      p += *p == '"';
    }
  *text = *p == '"' ? p + 1 : p;

  return cell;
}

/* Takes one cell, with the separator behind it. The end of a row stays. */
static char *
take_cell (const char **text,
           char         separator)
{
  const char stops[] = { separator, '\r', '\n', '\0' };
  const char *start;
  char *cell = NULL;

  *text += strspn (*text, separator == '\t' ? " " : " \t");
  if (**text == '"')
    cell = take_quoted (text);
  start = *text;
  *text += strcspn (*text, stops);
  if (cell == NULL)
    cell = g_strndup (start, *text - start);
  if (**text == separator)
    (*text)++;

  return g_strstrip (cell);
}

/**
 * ferry_import_text_parse_table:
 * @text: a text in the CSV form, with commas, semicolons or tabs
 *
 * Returns: (transfer full) (element-type GPtrArray): the rows, each an array of
 *   cells; rows in which nothing stands are left out
 */
GPtrArray *
ferry_import_text_parse_table (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  char separator;

  text += strspn (text, " \t\r\n");
  separator = find_separator (text);
  while (*text != '\0')
    {
      GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_credentials_wipe);
      gboolean is_empty = TRUE;

      while (*text != '\0' && *text != '\r' && *text != '\n')
        {
          g_ptr_array_add (row, take_cell (&text, separator));
          is_empty &= *(char *) g_ptr_array_index (row, row->len - 1) == '\0';
        }
      text += strspn (text, "\r\n");

      if (is_empty)
        g_ptr_array_unref (row);
      else
        g_ptr_array_add (rows, row);
    }

  return rows;
}
