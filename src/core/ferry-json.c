/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-json.h"

#include <glib/gi18n.h>

#include "ferry-error.h"

/* A member that is missing and one that is null say the same: nothing. */
static JsonNode *
get_member (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
check_type (JsonNode    *node,
            GType        type,
            const char  *member,
            GError     **error)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type)
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE,
               /* Translators: the first placeholder is a member of a JSON object, the second the type it has. */
               _("“%s” has the wrong type (%s)."), member, json_node_type_name (node));
  return FALSE;
}

/**
 * ferry_json_parse:
 * @bytes: JSON text
 * @error: return location for an error
 *
 * Parses @bytes strictly. As json-glib has it, an integer that does not fit 64
 * bits comes out as the nearest one that does, and a string ends at an escaped
 * NUL. Pure; may run in any thread.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL with
 *   %FERRY_ERROR_BAD_RESPONSE
 */
JsonNode *
ferry_json_parse (GBytes  *bytes,
                  GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) parse_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  json_parser_set_strict (parser, TRUE);
  if (size == 0)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer is empty."));
  else if (!json_parser_load_from_data (parser, data, size, &parse_error))
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer is not JSON, or is cut off: %s"), parse_error->message);
  else if (json_parser_get_root (parser) == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer holds no JSON value."));
  else
    return json_parser_steal_root (parser);

  return NULL;
}

/**
 * ferry_json_read_string:
 * @object: a JSON object
 * @member: the name of a member
 * @value: (out) (transfer none) (nullable): the text; %NULL when the member is
 *   missing or null
 * @error: return location for an error
 *
 * Returns: %FALSE with %FERRY_ERROR_BAD_RESPONSE, naming the member, when it
 *   has another type
 */
gboolean
ferry_json_read_string (JsonObject  *object,
                        const char  *member,
                        const char **value,
                        GError     **error)
{
  JsonNode *node = get_member (object, member);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!check_type (node, G_TYPE_STRING, member, error))
    return FALSE;

  *value = json_node_get_string (node);

  return TRUE;
}

/**
 * ferry_json_read_int64:
 * @object: a JSON object
 * @member: the name of a member
 * @value: (inout): the number; left as it is when the member is missing or null
 * @error: return location for an error
 *
 * Returns: %FALSE with %FERRY_ERROR_BAD_RESPONSE, naming the member, when it
 *   has another type
 */
gboolean
ferry_json_read_int64 (JsonObject  *object,
                       const char  *member,
                       gint64      *value,
                       GError     **error)
{
  JsonNode *node = get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!check_type (node, G_TYPE_INT64, member, error))
    return FALSE;

  *value = json_node_get_int (node);

  return TRUE;
}

/**
 * ferry_json_read_tristate:
 * @object: a JSON object
 * @member: the name of a member
 * @value: (out): the answer; %FERRY_UNKNOWN when the member is missing or null
 * @error: return location for an error
 *
 * Returns: %FALSE with %FERRY_ERROR_BAD_RESPONSE, naming the member, when it
 *   has another type
 */
gboolean
ferry_json_read_tristate (JsonObject     *object,
                          const char     *member,
                          FerryTristate  *value,
                          GError        **error)
{
  JsonNode *node = get_member (object, member);

  *value = FERRY_UNKNOWN;
  if (node == NULL)
    return TRUE;
  if (!check_type (node, G_TYPE_BOOLEAN, member, error))
    return FALSE;

  *value = json_node_get_boolean (node) ? FERRY_YES : FERRY_NO;

  return TRUE;
}
