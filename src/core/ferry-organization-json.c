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
read_name (yyjson_val  *value,
           GError     **error)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (value);
  const char *name = NULL;

  if (!yyjson_is_obj (value))
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("An organization in the answer is not an object."));
  else if (ferry_json_read_string (&members, "name", &name, error) && name == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("An organization in the answer has no name."));

  return name;
}

/* The list, or nothing where there is null or no such member. */
static gboolean
read_list (yyjson_doc  *document,
           yyjson_val **list,
           GError     **error)
{
  yyjson_val *root = yyjson_doc_get_root (document);

  *list = yyjson_is_obj (root) ? yyjson_obj_get (root, "namespaces") : root;
  if (*list != NULL && !yyjson_is_arr (*list) && !yyjson_is_null (*list))
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
  g_autoptr(yyjson_doc) document = ferry_json_parse (bytes, error);
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  yyjson_val *list, *value;
  gsize i, n_values;

  if (document == NULL || !read_list (document, &list, error))
    return NULL;

  yyjson_arr_foreach (list, i, n_values, value)
    {
      const char *name = read_name (value, error);

      if (name == NULL)
        return NULL;
      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
