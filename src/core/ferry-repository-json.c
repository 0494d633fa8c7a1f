/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-repository-json.h"

#include <glib/gi18n.h>

#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-repository.h"

static FerryRepository *
read_repository (yyjson_val  *value,
                 const char  *region,
                 gint64      *total,
                 GError     **error)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (value);
  const char *organization = NULL;
  const char *name = NULL;
  FerryRepository *repository;
  gint64 row_total = -1;

  if (!yyjson_is_obj (value))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("A repository in the answer is not an object."));
      return NULL;
    }
  if (!ferry_json_read_string (&members, "name", &name, error) || !ferry_json_read_string (&members, "namespace", &organization, error) ||
      !ferry_json_read_int64 (&members, "total_range", &row_total, error))
    return NULL;

  repository = ferry_repository_new (region, organization != NULL ? organization : "", name != NULL ? name : "", NULL);
  if (repository == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE,
                 /* Translators: an organization and a repository. */
                 _("A repository in the answer has no usable name: “%s/%s”."),
                 organization != NULL ? organization : "", name != NULL ? name : "");
  *total = MAX (*total, row_total);

  return repository;
}

/**
 * ferry_repositories_new_from_json:
 * @bytes: the body of an answer to ListReposDetails
 * @region: the region that was asked
 * @total: (out): how many there are on all pages, as far as a row says it in
 *   `total_range`, or -1
 * @error: return location for an error
 *
 * Reads a page of the list of repositories. One that cannot be read fails the
 * whole: a name that is silently left out would look as if it did not exist.
 *
 * Returns: (transfer full) (nullable) (element-type FerryRepository): the
 *   repositories, as they came, or %NULL with %FERRY_ERROR_BAD_RESPONSE
 */
GPtrArray *
ferry_repositories_new_from_json (GBytes      *bytes,
                                  const char  *region,
                                  gint64      *total,
                                  GError     **error)
{
  g_autoptr(yyjson_doc) document = ferry_json_parse (bytes, error);
  g_autoptr(GPtrArray) repositories = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_repository_unref);
  yyjson_val *root, *value;
  gsize i, n_values;

  *total = -1;
  if (document == NULL)
    return NULL;
  root = yyjson_doc_get_root (document);
  if (!yyjson_is_arr (root) && !yyjson_is_null (root))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer is not a list of repositories."));
      return NULL;
    }

  yyjson_arr_foreach (root, i, n_values, value)
    {
      FerryRepository *repository = read_repository (value, region, total, error);

      if (repository == NULL)
        return NULL;
      g_ptr_array_add (repositories, repository);
    }

  return g_steal_pointer (&repositories);
}
