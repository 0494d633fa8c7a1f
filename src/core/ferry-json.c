/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-json.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "ferry-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A member that is missing and one that is null say the same: nothing. The search begins behind the member that was
 * found last, so who reads members in their usual order finds each at once. */
static yyjson_val *
get_member (yyjson_obj_iter *members,
            const char      *member)
{
  yyjson_val *value = yyjson_obj_iter_get (members, member);

  return value != NULL && !yyjson_is_null (value) ? value : NULL;
}

static void
set_wrong_type (yyjson_val  *value,
                const char  *member,
                GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE,
               /* Translators: the first placeholder is a member of a JSON object, the second the type it has. */
               _("“%s” has the wrong type (%s)."), member, yyjson_get_type_desc (value));
}

static void
set_parse_error (const yyjson_read_err  *problem,
                 GError                **error)
{
  if (problem->code == YYJSON_READ_ERROR_EMPTY_CONTENT)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer holds no JSON value."));
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE,
                 /* Translators: what is wrong, in English, then a number of bytes. */
                 _("The answer is not JSON, or is cut off: %s at byte %u"), problem->msg, (guint) problem->pos);
}

static yyjson_doc *
parse (char              *text,
       gsize              size,
       yyjson_read_flag   flags,
       GError           **error)
{
  yyjson_read_err problem;
  yyjson_doc *document;

  if (size == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer is empty."));
      return NULL;
    }
  if (size >= strlen (BYTE_ORDER_MARK) && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      size -= strlen (BYTE_ORDER_MARK);
    }

  document = yyjson_read_opts (text, size, flags | YYJSON_READ_BIGNUM_AS_RAW, NULL, &problem);
  if (document == NULL)
    set_parse_error (&problem, error);

  return document;
}

/**
 * ferry_json_parse:
 * @bytes: JSON text
 * @error: return location for an error
 *
 * Parses @bytes strictly, as RFC 8259 has it. Numbers that nothing can hold stay
 * as they are written. Pure; may run in any thread.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with
 *   %FERRY_ERROR_BAD_RESPONSE
 */
yyjson_doc *
ferry_json_parse (GBytes  *bytes,
                  GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  /* Without “in situ” the text is copied and not written to, whatever the type of the parameter says. */
  return parse ((char *) data, size, YYJSON_READ_NOFLAG, error);
}

/**
 * ferry_json_parse_in_place:
 * @text: (inout): JSON text, which is spoilt, and may be moved
 * @size: its length in bytes
 * @error: return location for an error
 *
 * Parses like [func@Ferry.json_parse], without a copy of what may be long. The
 * document lives in @text, which has to stay for as long.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with
 *   %FERRY_ERROR_BAD_RESPONSE
 */
yyjson_doc *
ferry_json_parse_in_place (char   **text,
                           gsize    size,
                           GError **error)
{
  *text = g_realloc (*text, size + YYJSON_PADDING_SIZE);
  memset (*text + size, 0, YYJSON_PADDING_SIZE);

  return parse (*text, size, YYJSON_READ_INSITU, error);
}

/**
 * ferry_json_read_string:
 * @members: the members of a JSON object; of two with the same name one is read
 * @member: the name of a member
 * @value: (out) (transfer none) (nullable): the text; %NULL when the member is
 *   missing or null
 * @error: return location for an error
 *
 * Returns: %FALSE with %FERRY_ERROR_BAD_RESPONSE, naming the member, when it
 *   has another type, or holds a NUL, after which nothing would be seen of it
 */
gboolean
ferry_json_read_string (yyjson_obj_iter  *members,
                        const char       *member,
                        const char      **value,
                        GError          **error)
{
  yyjson_val *node = get_member (members, member);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!yyjson_is_str (node))
    {
      set_wrong_type (node, member, error);
      return FALSE;
    }
  if (strlen (yyjson_get_str (node)) != yyjson_get_len (node))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("“%s” holds a NUL character."), member);
      return FALSE;
    }

  *value = yyjson_get_str (node);

  return TRUE;
}

/**
 * ferry_json_read_int64:
 * @members: the members of a JSON object; of two with the same name one is read
 * @member: the name of a member
 * @value: (inout): the number; left as it is when the member is missing or null
 * @error: return location for an error
 *
 * Returns: %FALSE with %FERRY_ERROR_BAD_RESPONSE, naming the member, when it
 *   has another type or does not fit
 */
gboolean
ferry_json_read_int64 (yyjson_obj_iter  *members,
                       const char       *member,
                       gint64           *value,
                       GError          **error)
{
  yyjson_val *node = get_member (members, member);

  if (node == NULL)
    return TRUE;
  if (yyjson_is_raw (node) || (yyjson_is_uint (node) && yyjson_get_uint (node) > G_MAXINT64))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("“%s” is too large a number."), member);
      return FALSE;
    }
  if (!yyjson_is_int (node))
    {
      set_wrong_type (node, member, error);
      return FALSE;
    }

  *value = yyjson_get_sint (node);

  return TRUE;
}

/**
 * ferry_json_read_tristate:
 * @members: the members of a JSON object; of two with the same name one is read
 * @member: the name of a member
 * @value: (out): the answer; %FERRY_UNKNOWN when the member is missing or null
 * @error: return location for an error
 *
 * Returns: %FALSE with %FERRY_ERROR_BAD_RESPONSE, naming the member, when it
 *   has another type
 */
gboolean
ferry_json_read_tristate (yyjson_obj_iter  *members,
                          const char       *member,
                          FerryTristate    *value,
                          GError          **error)
{
  yyjson_val *node = get_member (members, member);

  *value = FERRY_UNKNOWN;
  if (node == NULL)
    return TRUE;
  if (!yyjson_is_bool (node))
    {
      set_wrong_type (node, member, error);
      return FALSE;
    }

  *value = yyjson_get_bool (node) ? FERRY_YES : FERRY_NO;

  return TRUE;
}

/**
 * ferry_json_dup_text:
 * @value: a JSON value
 * @pretty: whether to break lines and indent
 *
 * Returns: (transfer full): the value as JSON text
 */
char *
ferry_json_dup_text (yyjson_val *value,
                     gboolean    pretty)
{
  char *written = yyjson_val_write (value, pretty ? YYJSON_WRITE_PRETTY_TWO_SPACES : YYJSON_WRITE_NOFLAG, NULL);
  char *text = g_strdup (written);

  free (written);

  return text;
}
