/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-scan-part.h"

#include <glib/gi18n.h>
#include <string.h>

static FerryScanPart *
part_new (FerryScanPartKind  kind,
          guint              client_index,
          guint              region_index,
          const char        *region,
          const char        *organization,
          FerryRepository   *repository)
{
  FerryScanPart *self = g_new0 (FerryScanPart, 1);

  self->kind = kind;
  self->client_index = client_index;
  self->region_index = region_index;
  self->region = g_strdup (region);
  self->organization = g_strdup (organization);
  self->repository = repository != NULL ? ferry_repository_ref (repository) : NULL;
  self->key = ferry_scan_part_dup_key (client_index, region, organization, repository != NULL ? ferry_repository_get_name (repository) : "");

  return self;
}

/**
 * ferry_scan_part_new_listing:
 * @client_index: which client is asked
 * @region_index: which of the regions of the query
 * @region: its id
 * @organization: the organization whose repositories are asked for, or blank to
 *   ask for the organizations
 *
 * Returns: (transfer full): a part that finds out names
 */
FerryScanPart *
ferry_scan_part_new_listing (guint       client_index,
                             guint       region_index,
                             const char *region,
                             const char *organization)
{
  return part_new (*organization != '\0' ? FERRY_SCAN_REPOSITORIES : FERRY_SCAN_ORGANIZATIONS,
                   client_index, region_index, region, organization, NULL);
}

/**
 * ferry_scan_part_new_tasks:
 * @client_index: which client is asked
 * @region_index: which of the regions of the query
 * @repository: the repository
 *
 * Returns: (transfer full): a part that finds out the tasks of @repository
 */
FerryScanPart *
ferry_scan_part_new_tasks (guint            client_index,
                           guint            region_index,
                           FerryRepository *repository)
{
  return part_new (FERRY_SCAN_TASKS, client_index, region_index, ferry_repository_get_region (repository),
                   ferry_repository_get_organization (repository), repository);
}

/**
 * ferry_scan_part_free:
 * @self: (transfer full): a part
 *
 * Frees a part.
 */
void
ferry_scan_part_free (FerryScanPart *self)
{
  g_free (self->key);
  g_free (self->region);
  g_free (self->organization);
  g_clear_pointer (&self->repository, ferry_repository_unref);
  g_clear_pointer (&self->batch, ferry_sync_task_batch_free);
  g_free (self->doubt);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * ferry_scan_part_dup_key:
 * @client_index: which client is asked
 * @region: the id of a region
 * @organization: the name of an organization, or blank for a list of them
 * @repository: the name of a repository, or blank for a list of them
 *
 * Returns: (transfer full): a text that tells a part from all others
 */
char *
ferry_scan_part_dup_key (guint       client_index,
                         const char *region,
                         const char *organization,
                         const char *repository)
{
  g_autofree char *client = g_strdup_printf ("%u", client_index);

  return g_strjoin ("/", client, region, organization, repository, NULL);
}

/**
 * ferry_scan_part_dup_scope:
 * @self: a part
 *
 * Returns: (transfer full): what it asks for, as `ORGANIZATION/REPOSITORY` with
 *   `*` for all
 */
char *
ferry_scan_part_dup_scope (const FerryScanPart *self)
{
  return g_strconcat (*self->organization != '\0' ? self->organization : "*", "/",
                      self->repository != NULL ? ferry_repository_get_name (self->repository) : "*", NULL);
}

/**
 * ferry_scan_part_compare:
 * @a: (type FerryScanPart): a part
 * @b: (type FerryScanPart): another one
 *
 * Orders parts by accounts, regions, organizations and repositories.
 *
 * Returns: less than, equal to or greater than 0
 */
int
ferry_scan_part_compare (gconstpointer a,
                         gconstpointer b)
{
  const FerryScanPart *one = a, *other = b;
  const char *name, *other_name;
  int order;

  if (one->client_index != other->client_index)
    return one->client_index < other->client_index ? -1 : 1;
  if (one->region_index != other->region_index)
    return one->region_index < other->region_index ? -1 : 1;
  if ((order = strcmp (one->organization, other->organization)) != 0)
    return order;

  name = one->repository != NULL ? ferry_repository_get_name (one->repository) : "";
  other_name = other->repository != NULL ? ferry_repository_get_name (other->repository) : "";

  return strcmp (name, other_name);
}

/**
 * ferry_scan_part_add_to_facts:
 * @self: a part
 * @account: (nullable): the name of its account, where several are asked
 * @facts: the facts of a scan
 *
 * Takes note of how a part has ended, or that it has not.
 */
void
ferry_scan_part_add_to_facts (const FerryScanPart *self,
                              const char          *account,
                              FerryFacts          *facts)
{
  if (self->doubt != NULL)
    g_ptr_array_add (facts->doubts, g_strdup (self->doubt));
  if (self->batch != NULL && ferry_facts_add_batch (facts, self->batch) && facts->n_repositories > 1)
    {
      g_autofree char *scope = ferry_scan_part_dup_scope (self);

      /* Translators: organization and repository, and a region. */
      g_ptr_array_add (facts->doubts, g_strdup_printf (_("The service may have cut the list of %s in %s at 100."), scope, self->region));
    }

  if (self->state == FERRY_SCAN_FAILED)
    {
      g_autofree char *scope = ferry_scan_part_dup_scope (self);

      ferry_facts_add_account_failure (facts, account, self->region, scope, self->error->message);
    }
  else if (self->state != FERRY_SCAN_ANSWERED)
    {
      facts->n_not_asked += self->kind == FERRY_SCAN_TASKS;
      facts->is_unfinished = TRUE;
    }
  else if (self->batch != NULL && self->batch->tasks->len + self->batch->n_unreadable == 0)
    g_ptr_array_add (facts->without_tasks, ferry_repository_ref (self->repository));
}
