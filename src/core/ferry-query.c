/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-query.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-region.h"
#include "ferry-repository.h"

struct _FerryQuery
{
  GStrv regions;      /* (owned): at least one, each once */
  char *organization; /* (owned): "" for all */
  char *repository;   /* (owned): "" for all */
  GStrv names;        /* (owned) (nullable): ORGANIZATION/REPOSITORY, each once; then the two above are blank */
};

static void
clear (gpointer data)
{
  FerryQuery *self = data;

  g_strfreev (self->regions);
  g_free (self->organization);
  g_free (self->repository);
  g_strfreev (self->names);
}

static char *
dup_stripped (const char *text)
{
  return g_strstrip (g_strdup (text));
}

/* Those of @regions that can be asked, each once; NULL when one cannot. */
static GStrv
dup_checked_regions (const char *const  *regions,
                     GError            **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; regions[i] != NULL; i++)
    {
      g_autofree char *region = dup_stripped (regions[i]);

      if (!ferry_region_check_id (region, error))
        return NULL;
      if (g_hash_table_add (seen, g_strdup (region)))
        g_strv_builder_add (builder, region);
    }
  if (g_hash_table_size (seen) == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Choose at least one region."));
      return NULL;
    }

  return g_strv_builder_end (builder);
}

static FerryQuery *
new_unchecked (GStrv  regions,
               char  *organization,
               char  *repository,
               GStrv  names)
{
  FerryQuery *self = g_atomic_rc_box_new0 (FerryQuery);

  self->regions = regions;
  self->organization = organization;
  self->repository = g_strdelimit (repository, "$", '/');
  self->names = names;

  return self;
}

/**
 * ferry_query_new:
 * @regions: (array zero-terminated=1): region ids, at least one
 * @organization: the name of an organization, or blank for all
 * @repository: the name of a repository, or blank for all; a `$` is taken for
 *   the `/` it stands for in the API
 * @error: return location for an error
 *
 * Makes a query. Blanks around the names are dropped, and a region that comes
 * twice is asked once.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when a name cannot be sent, or a repository has no
 *   organization
 */
FerryQuery *
ferry_query_new (const char *const  *regions,
                 const char         *organization,
                 const char         *repository,
                 GError            **error)
{
  g_autofree char *stripped_organization = dup_stripped (organization);
  g_autofree char *stripped_repository = dup_stripped (repository);
  gboolean has_repository = *stripped_repository != '\0';
  GStrv checked;

  if (((has_repository || *stripped_organization != '\0') && !ferry_repository_check_organization (stripped_organization, error)) ||
      (has_repository && !ferry_repository_check_name (stripped_repository, error)) ||
      (checked = dup_checked_regions (regions, error)) == NULL)
    return NULL;

  return new_unchecked (checked, g_steal_pointer (&stripped_organization), g_steal_pointer (&stripped_repository), NULL);
}

/**
 * ferry_query_new_for_repository:
 * @region: a region id
 * @organization: the name of an organization
 * @repository: the name of a repository
 * @error: return location for an error
 *
 * Makes a query for one repository of one region.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when a name is blank or cannot be sent
 */
FerryQuery *
ferry_query_new_for_repository (const char  *region,
                                const char  *organization,
                                const char  *repository,
                                GError     **error)
{
  g_autoptr(FerryRepository) checked = ferry_repository_new (region, organization, repository, error);

  if (checked == NULL)
    return NULL;

  return ferry_query_new ((const char *const[]) { region, NULL }, organization, repository, error);
}

/**
 * ferry_query_new_for_names:
 * @regions: (array zero-terminated=1): region ids, at least one
 * @names: (array zero-terminated=1): repositories, as `ORGANIZATION/REPOSITORY`
 * @error: return location for an error
 *
 * Makes a query for a list of repositories, for those who may not list what is
 * there. A repository that comes twice is asked once.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when a name cannot be sent, or there is none
 */
FerryQuery *
ferry_query_new_for_names (const char *const  *regions,
                           const char *const  *names,
                           GError            **error)
{
  g_auto(GStrv) checked = dup_checked_regions (regions, error);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (checked == NULL)
    return NULL;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *slash = strchr (names[i], '/');
      g_autofree char *organization = slash != NULL ? g_strndup (names[i], slash - names[i]) : g_strdup ("");
      g_autoptr(FerryRepository) repository = ferry_repository_new (checked[0], organization, slash != NULL ? slash + 1 : names[i], error);
      g_autofree char *scope = NULL;

      if (repository == NULL)
        return NULL;
      scope = ferry_repository_dup_scope (repository);
      if (g_hash_table_add (seen, g_strdup (scope)))
        g_strv_builder_add (builder, scope);
    }
  if (g_hash_table_size (seen) == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("There is no repository in the list."));
      return NULL;
    }

  return new_unchecked (g_steal_pointer (&checked), g_strdup (""), g_strdup (""), g_strv_builder_end (builder));
}

/**
 * ferry_query_new_from_text:
 * @text: what [method@Ferry.Query.dup_text] wrote
 * @error: return location for an error
 *
 * Reads a query that was kept.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when @text is none
 */
FerryQuery *
ferry_query_new_from_text (const char  *text,
                           GError     **error)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto(GStrv) parts = g_strsplit (lines[0] != NULL ? lines[0] : "", "/", 3);
  g_auto(GStrv) regions = g_strsplit (parts[0] != NULL ? parts[0] : "", ",", -1);

  if (lines[0] != NULL && lines[1] != NULL)
    return ferry_query_new_for_names ((const char *const *) regions, (const char *const *) lines + 1, error);
  if (g_strv_length (parts) != 3)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("“%s” is not a query."), text);
      return NULL;
    }

  return ferry_query_new ((const char *const *) regions, parts[1], parts[2], error);
}

/**
 * ferry_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self, with one more reference
 */
FerryQuery *
ferry_query_ref (FerryQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ferry_query_unref:
 * @self: (transfer full): a query
 *
 * Drops a reference.
 */
void
ferry_query_unref (FerryQuery *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
strv_equal0 (GStrv a,
             GStrv b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * ferry_query_equal:
 * @self: a query
 * @other: another one
 *
 * Returns: whether both ask for the same, in the same order
 */
gboolean
ferry_query_equal (FerryQuery *self,
                   FerryQuery *other)
{
  return self == other ||
         (strcmp (self->organization, other->organization) == 0 &&
          strcmp (self->repository, other->repository) == 0 &&
          strv_equal0 (self->regions, other->regions) &&
          strv_equal0 (self->names, other->names));
}

/**
 * ferry_query_get_regions:
 * @self: a query
 *
 * Returns: (array zero-terminated=1): the region ids, at least one
 */
const char *const *
ferry_query_get_regions (FerryQuery *self)
{
  return (const char *const *) self->regions;
}

/**
 * ferry_query_get_organization:
 * @self: a query
 *
 * Returns: the name of the organization, or `""` for all
 */
const char *
ferry_query_get_organization (FerryQuery *self)
{
  return self->organization;
}

/**
 * ferry_query_get_repository:
 * @self: a query
 *
 * Returns: the name of the repository, with `/` as people write it, or `""` for
 *   all
 */
const char *
ferry_query_get_repository (FerryQuery *self)
{
  return self->repository;
}

/**
 * ferry_query_get_names:
 * @self: a query
 *
 * Returns: (array zero-terminated=1) (nullable): the list of repositories, as
 *   `ORGANIZATION/REPOSITORY`, if this is a query for such a list
 */
const char *const *
ferry_query_get_names (FerryQuery *self)
{
  return (const char *const *) self->names;
}

/**
 * ferry_query_is_one_repository:
 * @self: a query
 *
 * Returns: whether a single call answers it
 */
gboolean
ferry_query_is_one_repository (FerryQuery *self)
{
  return *self->repository != '\0' && self->regions[1] == NULL;
}

/**
 * ferry_query_dup_repositories:
 * @self: a query
 * @region: one of its regions
 *
 * Names what to ask about in @region, as far as the query says it.
 *
 * Returns: (transfer full) (nullable) (element-type FerryRepository): the
 *   repositories, or %NULL when the service has to be asked for their names
 */
GPtrArray *
ferry_query_dup_repositories (FerryQuery *self,
                              const char *region)
{
  g_autoptr(GPtrArray) repositories = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_repository_unref);

  if (*self->repository != '\0')
    g_ptr_array_add (repositories, ferry_repository_new (region, self->organization, self->repository, NULL));
  else if (self->names == NULL)
    return NULL;

  for (gsize i = 0; self->names != NULL && self->names[i] != NULL; i++)
    {
      const char *slash = strchr (self->names[i], '/');
      g_autofree char *organization = g_strndup (self->names[i], slash - self->names[i]);

      g_ptr_array_add (repositories, ferry_repository_new (region, organization, slash + 1, NULL));
    }

  return g_steal_pointer (&repositories);
}

/**
 * ferry_query_dup_region_text:
 * @self: a query
 *
 * Returns: (transfer full): the region, as [func@Ferry.region_dup_text] names
 *   it, or how many there are
 */
char *
ferry_query_dup_region_text (FerryQuery *self)
{
  guint n_regions = g_strv_length (self->regions);

  if (n_regions == 1)
    return ferry_region_dup_text (self->regions[0]);

  return g_strdup_printf (ngettext ("%u region", "%u regions", n_regions), n_regions);
}

/**
 * ferry_query_dup_region_phrase:
 * @self: a query
 *
 * Returns: (transfer full): the same for the middle of a sentence, in which a
 *   name and an id beside each other would run together
 */
char *
ferry_query_dup_region_phrase (FerryQuery *self)
{
  const char *name = g_strv_length (self->regions) == 1 ? ferry_region_find_name (self->regions[0]) : NULL;

  if (name == NULL)
    return ferry_query_dup_region_text (self);

  /* Translators: a region, and its id. */
  return g_strdup_printf (_("%s (%s)"), name, self->regions[0]);
}

/**
 * ferry_query_dup_scope:
 * @self: a query
 *
 * Returns: (transfer full): what is listed, as `ORGANIZATION/REPOSITORY` with
 *   `*` for all; a list of several repositories is told by their number
 */
char *
ferry_query_dup_scope (FerryQuery *self)
{
  guint n_names = self->names != NULL ? g_strv_length (self->names) : 0;

  if (n_names == 1)
    return g_strdup (self->names[0]);
  if (n_names > 1)
    return g_strdup_printf (ngettext ("%'u repository", "%'u repositories", n_names), n_names);

  return g_strconcat (*self->organization != '\0' ? self->organization : "*", "/",
                      *self->repository != '\0' ? self->repository : "*", NULL);
}

/**
 * ferry_query_dup_text:
 * @self: a query
 *
 * Writes the query for a file; [ctor@Ferry.Query.new_from_text] reads it.
 *
 * Returns: (transfer full): `REGION,…/ORGANIZATION/REPOSITORY`, or the regions
 *   and each repository on a line of its own
 */
char *
ferry_query_dup_text (FerryQuery *self)
{
  g_autofree char *regions = g_strjoinv (",", self->regions);
  g_autofree char *names = NULL;

  if (self->names == NULL)
    return g_strconcat (regions, "/", self->organization, "/", self->repository, NULL);

  names = g_strjoinv ("\n", self->names);
  return g_strconcat (regions, "\n", names, NULL);
}
