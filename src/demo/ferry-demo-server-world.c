/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-server-private.h"

/* What a service has to list. All of it may change while the service runs; stopping it changes nothing. */

static void
take_world (FerryDemoServer *self,
            FerryDemoWorld  *world)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_world_free (self->world);
  self->world = world;
}

/**
 * ferry_demo_server_set_world:
 * @self: a service
 * @n_organizations: how many organizations
 * @n_repositories: how many repositories, in all
 * @n_tasks_each: how many tasks each repository has
 *
 * Replaces the sample account by one of this size in the region cn-north-4. Its
 * organizations are `team-1`, `team-2`…, which get the repositories `service-1`,
 * `service-2/api`, `service-3`… in turn.
 */
void
ferry_demo_server_set_world (FerryDemoServer *self,
                             guint            n_organizations,
                             guint            n_repositories,
                             guint            n_tasks_each)
{
  static const char *const regions[] = { "cn-north-4", NULL };

  ferry_demo_server_set_world_in_regions (self, regions, n_organizations, n_repositories, n_tasks_each);
}

/**
 * ferry_demo_server_set_world_in_regions:
 * @self: a service
 * @regions: (array zero-terminated=1): the regions, at least one
 * @n_organizations: how many organizations, which the regions get in turn
 * @n_repositories: how many repositories, in all
 * @n_tasks_each: how many tasks each repository has
 *
 * Replaces the sample account as [method@FerryDemo.Server.set_world] does, by one
 * in several regions.
 */
void
ferry_demo_server_set_world_in_regions (FerryDemoServer   *self,
                                        const char *const *regions,
                                        guint              n_organizations,
                                        guint              n_repositories,
                                        guint              n_tasks_each)
{
  g_return_if_fail (regions != NULL && regions[0] != NULL);

  take_world (self, ferry_demo_world_new_uniform (regions, n_organizations, n_repositories, n_tasks_each));
}

/**
 * ferry_demo_server_add_organization:
 * @self: a service
 * @region: a region
 * @name: the organization's name
 *
 * Adds an organization without repositories, unless it is there.
 */
void
ferry_demo_server_add_organization (FerryDemoServer *self,
                                    const char      *region,
                                    const char      *name)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_world_add_organization (self->world, region, name);
}

/**
 * ferry_demo_server_add_repository:
 * @self: a service
 * @region: a region
 * @organization: the organization's name; it is added, too, where it is missing
 * @name: the repository's name, with slashes
 * @n_tasks: how many tasks it has
 *
 * Adds a repository, which is listed before the others of its organization, so
 * that whoever is between two pages meets a row again.
 */
void
ferry_demo_server_add_repository (FerryDemoServer *self,
                                  const char      *region,
                                  const char      *organization,
                                  const char      *name,
                                  guint            n_tasks)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_world_add_repository (self->world, region, organization, name, n_tasks);
}

/**
 * ferry_demo_server_remove_repository:
 * @self: a service
 * @region: a region
 * @organization: the organization's name
 * @name: the repository's name, with slashes
 *
 * Removes a repository, so that whoever is between two pages may miss a row. Its
 * organization stays.
 *
 * Returns: whether it was there
 */
gboolean
ferry_demo_server_remove_repository (FerryDemoServer *self,
                                     const char      *region,
                                     const char      *organization,
                                     const char      *name)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return ferry_demo_world_remove_repository (self->world, region, organization, name);
}

/**
 * ferry_demo_server_set_bulk_tasks:
 * @self: a service
 * @n_tasks: how many tasks, or 0 for no such repository
 *
 * Adds the repository `bulk/tasks` to what every region has.
 */
void
ferry_demo_server_set_bulk_tasks (FerryDemoServer *self,
                                  guint            n_tasks)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_world_set_bulk_tasks (self->world, n_tasks);
}
