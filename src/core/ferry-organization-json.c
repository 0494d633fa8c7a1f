/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-organization-json.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-json.h"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static const char *
read_name (JsonNode  *node,
           GError   **error)
{
  const char *name = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("An organization in the answer is not an object."));
  else if (ferry_json_read_string (json_node_get_object (node), "name", &name, error) && name == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("An organization in the answer has no name."));

  return name;
}

/* The list, or nothing where there is null or no such member. */
static gboolean
read_list (GBytes      *bytes,
           JsonNode   **root,
           JsonArray  **list,
           GError     **error)
{
  JsonNode *member = NULL;

  if ((*root = ferry_json_parse (bytes, error)) == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (*root))
    member = json_object_get_member (json_node_get_object (*root), "namespaces");
  else if (!JSON_NODE_HOLDS_NULL (*root))
    member = *root;

  if (member != NULL && JSON_NODE_HOLDS_ARRAY (member))
    *list = json_node_get_array (member);
  else if (member != NULL && !JSON_NODE_HOLDS_NULL (member))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer is not a list of organizations."));
      return FALSE;
    }

  return TRUE;
}

/**
 * ferry_organizations_new_from_json:
 * @bytes: the body of an answer to ListNamespaces
 * @error: return location for an error
 *
 * Reads the names of the organizations. One that cannot be read fails the whole:
 * a name that is silently left out would look as if it did not exist.
 *
 * Returns: (transfer full) (nullable): the names, sorted, or %NULL with
 *   %FERRY_ERROR_BAD_RESPONSE
 */
GStrv
ferry_organizations_new_from_json (GBytes  *bytes,
                                   GError **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  JsonArray *list = NULL;

  if (!read_list (bytes, &root, &list, error))
    return NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      const char *name = read_name (json_array_get_element (list, i), error);

      if (name == NULL)
        return NULL;
      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
