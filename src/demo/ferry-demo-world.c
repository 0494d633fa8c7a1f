/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-world.h"

#include "ferry-demo-access.h"
#include "ferry-demo-data.h"

/* What there is to be listed. Whoever has it must not let two threads in at once. */
struct _FerryDemoWorld
{
  GPtrArray *organizations; /* (element-type FerryDemoOrganization) */
  GStringChunk *strings;    /* names, which live as long as their world */
  guint n_tasks;            /* that have ever been: their numbers are not used again */
  guint n_organizations;    /* as well */
};

static void
repository_free (FerryDemoRepository *repository)
{
  g_free (repository->tasks);
  g_free (repository);
}

static void
organization_free (FerryDemoOrganization *organization)
{
  g_ptr_array_unref (organization->repositories);
  g_free (organization);
}

/* Names are kept by the caller, or in the world's strings. */
static FerryDemoOrganization *
ensure_organization (FerryDemoWorld *self,
                     const char     *region,
                     const char     *name)
{
  FerryDemoOrganization *organization;

  for (guint i = 0; i < self->organizations->len; i++)
    {
      organization = g_ptr_array_index (self->organizations, i);
      if (g_str_equal (organization->name, name) && g_strcmp0 (organization->region, region) == 0)
        return organization;
    }

  organization = g_new0 (FerryDemoOrganization, 1);
  organization->region = region;
  organization->name = name;
  organization->number = self->n_organizations++;
  organization->repositories = g_ptr_array_new_with_free_func ((GDestroyNotify) repository_free);
  g_ptr_array_add (self->organizations, organization);

  return organization;
}

/* At the end, or before all others of its organization. */
static void
insert_repository (FerryDemoWorld        *self,
                   FerryDemoOrganization *organization,
                   const char            *name,
                   guint                  n_tasks,
                   gboolean               first)
{
  FerryDemoRepository *repository = g_new0 (FerryDemoRepository, 1);

  repository->region = organization->region;
  repository->organization = organization->name;
  repository->name = g_string_chunk_insert (self->strings, name);
  repository->description = "为试验而建 · made to try things out";
  repository->domain_id = FERRY_DEMO_DOMAIN_ID;
  repository->domain_name = FERRY_DEMO_DOMAIN;
  repository->first_task = self->n_tasks;
  repository->n_tasks = n_tasks;
  self->n_tasks += n_tasks;
  g_ptr_array_insert (organization->repositories, first ? 0 : -1, repository);
}

/**
 * ferry_demo_world_new:
 *
 * Creates a world without anything.
 *
 * Returns: (transfer full): the world
 */
FerryDemoWorld *
ferry_demo_world_new (void)
{
  FerryDemoWorld *self = g_new0 (FerryDemoWorld, 1);

  self->organizations = g_ptr_array_new_with_free_func ((GDestroyNotify) organization_free);
  self->strings = g_string_chunk_new (4096);

  return self;
}

/**
 * ferry_demo_world_new_sample:
 *
 * Creates a world that consists of the sample account.
 *
 * Returns: (transfer full): the world
 */
FerryDemoWorld *
ferry_demo_world_new_sample (void)
{
  FerryDemoWorld *self = ferry_demo_world_new ();
  gsize n_repositories;
  const FerryDemoRepository *repositories = ferry_demo_data_get_repositories (&n_repositories);

  for (gsize i = 0; i < n_repositories; i++)
    {
      const FerryDemoRepository *repository = &repositories[i];
      FerryDemoOrganization *organization =
        ensure_organization (self, repository->region, repository->organization);

      g_ptr_array_add (organization->repositories, g_memdup2 (repository, sizeof *repository));
      self->n_tasks = MAX (self->n_tasks, repository->first_task + repository->n_tasks);
    }

  return self;
}

/**
 * ferry_demo_world_new_uniform:
 * @regions: (array zero-terminated=1): the regions, at least one
 * @n_organizations: how many organizations, which the regions get in turn
 * @n_repositories: how many repositories, which the organizations get in turn
 * @n_tasks_each: how many tasks each repository has
 *
 * Creates a world of this size. Its organizations are `team-1`, `team-2`…, its
 * repositories `service-1`, `service-2/api`, `service-3`…: every second one has
 * a name with a slash.
 *
 * Returns: (transfer full): the world
 */
FerryDemoWorld *
ferry_demo_world_new_uniform (const char *const *regions,
                              guint              n_organizations,
                              guint              n_repositories,
                              guint              n_tasks_each)
{
  FerryDemoWorld *self = ferry_demo_world_new ();
  guint n_regions = g_strv_length ((GStrv) regions);

  for (guint i = 0; i < n_organizations; i++)
    {
      g_autofree char *name = g_strdup_printf ("team-%u", i + 1);

      ferry_demo_world_add_organization (self, regions[i % n_regions], name);
    }

  for (guint i = 0; i < n_repositories && n_organizations > 0; i++)
    {
      g_autofree char *name = g_strdup_printf ("service-%u%s", i + 1, i % 2 == 1 ? "/api" : "");

      insert_repository (self, g_ptr_array_index (self->organizations, i % n_organizations), name, n_tasks_each, FALSE);
    }

  return self;
}

/**
 * ferry_demo_world_free:
 * @self: (transfer full): a world
 *
 * Frees a world.
 */
void
ferry_demo_world_free (FerryDemoWorld *self)
{
  g_ptr_array_unref (self->organizations);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * ferry_demo_world_add_organization:
 * @self: a world
 * @region: a region
 * @name: the organization's name
 *
 * Adds an organization without repositories, unless it is there.
 */
void
ferry_demo_world_add_organization (FerryDemoWorld *self,
                                   const char     *region,
                                   const char     *name)
{
  ensure_organization (self, g_string_chunk_insert_const (self->strings, region),
                       g_string_chunk_insert_const (self->strings, name));
}

/**
 * ferry_demo_world_add_repository:
 * @self: a world
 * @region: a region
 * @organization: the organization's name; it is added, too, where it is missing
 * @name: the repository's name, with slashes
 * @n_tasks: how many tasks it has
 *
 * Adds a repository, which is listed before the others of its organization, so
 * that whoever is between two pages meets a row again.
 */
void
ferry_demo_world_add_repository (FerryDemoWorld *self,
                                 const char     *region,
                                 const char     *organization,
                                 const char     *name,
                                 guint           n_tasks)
{
  FerryDemoOrganization *place = ensure_organization (self, g_string_chunk_insert_const (self->strings, region),
                                                      g_string_chunk_insert_const (self->strings, organization));

  insert_repository (self, place, name, n_tasks, TRUE);
}

/**
 * ferry_demo_world_remove_repository:
 * @self: a world
 * @region: (nullable): the region to look in, or %NULL for all
 * @organization: the organization's name
 * @name: the repository's name, with slashes
 *
 * Removes a repository. Its organization stays.
 *
 * Returns: whether it was there
 */
gboolean
ferry_demo_world_remove_repository (FerryDemoWorld *self,
                                    const char     *region,
                                    const char     *organization,
                                    const char     *name)
{
  const FerryDemoRepository *repository = ferry_demo_world_find_repository (self, region, organization, name);

  for (guint i = 0; i < self->organizations->len && repository != NULL; i++)
    {
      FerryDemoOrganization *place = g_ptr_array_index (self->organizations, i);

      if (g_ptr_array_remove (place->repositories, (gpointer) repository))
        return TRUE;
    }

  return FALSE;
}

/**
 * ferry_demo_world_set_bulk_tasks:
 * @self: a world
 * @n_tasks: how many tasks, or 0 for no such repository
 *
 * Gives every region the repository `bulk/tasks`. What it answers is kept ready:
 * who measures a client must not measure the service.
 */
void
ferry_demo_world_set_bulk_tasks (FerryDemoWorld *self,
                                 guint           n_tasks)
{
  FerryDemoRepository repository = ferry_demo_repository_make_bulk (n_tasks);
  FerryDemoOrganization *organization;

  if (n_tasks == 0)
    {
      g_ptr_array_remove (self->organizations, (gpointer) ferry_demo_world_find_organization (self, NULL, "bulk"));
      return;
    }

  repository.tasks = ferry_demo_repository_dup_tasks (&repository);
  organization = ensure_organization (self, NULL, repository.organization);
  g_ptr_array_set_size (organization->repositories, 0);
  g_ptr_array_add (organization->repositories, g_memdup2 (&repository, sizeof repository));
}

/**
 * ferry_demo_world_get_organizations:
 * @self: a world
 *
 * Returns: (transfer none) (element-type FerryDemoOrganization): its organizations
 */
GPtrArray *
ferry_demo_world_get_organizations (FerryDemoWorld *self)
{
  return self->organizations;
}

/**
 * ferry_demo_organization_is_in:
 * @self: an organization
 * @region: (nullable): a region, or %NULL for all
 *
 * Returns: whether it is to be found there
 */
gboolean
ferry_demo_organization_is_in (const FerryDemoOrganization *self,
                               const char                  *region)
{
  return region == NULL || self->region == NULL || g_str_equal (self->region, region);
}

/**
 * ferry_demo_world_find_organization:
 * @self: a world
 * @region: (nullable): the region to look in, or %NULL for all
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the organization, or %NULL if there is none
 */
const FerryDemoOrganization *
ferry_demo_world_find_organization (FerryDemoWorld *self,
                                    const char     *region,
                                    const char     *name)
{
  for (guint i = 0; i < self->organizations->len; i++)
    {
      const FerryDemoOrganization *organization = g_ptr_array_index (self->organizations, i);

      if (g_str_equal (organization->name, name) && ferry_demo_organization_is_in (organization, region))
        return organization;
    }

  return NULL;
}

static const FerryDemoRepository *
find_in_organization (const FerryDemoOrganization *organization,
                      const char                  *name)
{
  for (guint i = 0; i < organization->repositories->len; i++)
    {
      const FerryDemoRepository *repository = g_ptr_array_index (organization->repositories, i);

      if (g_str_equal (repository->name, name))
        return repository;
    }

  return NULL;
}

/**
 * ferry_demo_world_find_repository:
 * @self: a world
 * @region: (nullable): the region to look in, or %NULL for all
 * @organization: the organization's name
 * @name: the repository's name, with slashes
 *
 * Returns: (transfer none) (nullable): the repository, or %NULL if there is none
 */
const FerryDemoRepository *
ferry_demo_world_find_repository (FerryDemoWorld *self,
                                  const char     *region,
                                  const char     *organization,
                                  const char     *name)
{
  const FerryDemoRepository *repository = NULL;

  for (guint i = 0; i < self->organizations->len && repository == NULL; i++)
    {
      const FerryDemoOrganization *place = g_ptr_array_index (self->organizations, i);

      if (g_str_equal (place->name, organization) && ferry_demo_organization_is_in (place, region))
        repository = find_in_organization (place, name);
    }

  return repository;
}
