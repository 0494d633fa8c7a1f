/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-scan-private.h"

/* What a scan has found out so far. */

static gpointer
copy_reference (gconstpointer object,
                gpointer      user_data)
{
  return g_object_ref ((gpointer) object);
}

static GPtrArray *
dup_sorted_parts (FerryScan *self)
{
  GPtrArray *parts = g_ptr_array_copy (self->parts, NULL, NULL);

  g_ptr_array_set_free_func (parts, NULL);
  g_ptr_array_sort_values (parts, ferry_scan_part_compare);

  return parts;
}

/**
 * ferry_scan_dup_tasks:
 * @self: a scan
 *
 * Gives the tasks that were found so far. While the scan runs these are in the
 * order they came in, so that each list begins with the one before; thereafter
 * they are in the order of accounts, regions, organizations and repositories.
 *
 * Returns: (transfer full) (element-type FerrySyncTask): the tasks
 */
GPtrArray *
ferry_scan_dup_tasks (FerryScan *self)
{
  g_autoptr(GPtrArray) parts = NULL;
  GPtrArray *tasks;

  g_return_val_if_fail (FERRY_IS_SCAN (self), NULL);

  if (self->run != NULL)
    {
      tasks = g_ptr_array_copy (self->tasks, (GCopyFunc) copy_reference, NULL);
      g_ptr_array_set_free_func (tasks, g_object_unref);
      return tasks;
    }

  tasks = g_ptr_array_new_full (self->tasks->len, g_object_unref);
  parts = dup_sorted_parts (self);
  for (guint i = 0; i < parts->len; i++)
    {
      const FerryScanPart *part = g_ptr_array_index (parts, i);

      if (part->batch != NULL)
        g_ptr_array_extend (tasks, part->batch->tasks, (GCopyFunc) copy_reference, NULL);
    }

  return tasks;
}

static const char *
get_account (FerryScan *self,
             guint      client_index)
{
  return ferry_account_get_name (ferry_client_get_account (g_ptr_array_index (self->clients, client_index)));
}

static char *
dup_accounts (FerryScan *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  for (guint i = 0; i < self->clients->len; i++)
    g_strv_builder_add (builder, get_account (self, i));
  names = g_strv_builder_end (builder);

  return g_strjoinv (", ", names);
}

/**
 * ferry_scan_dup_facts:
 * @self: a scan
 *
 * Tells what is known of the tasks that were found so far, and what could not be
 * read or was not asked for yet.
 *
 * Returns: (transfer full): the facts, as of now
 */
FerryFacts *
ferry_scan_dup_facts (FerryScan *self)
{
  g_autoptr(GPtrArray) parts = NULL;
  FerryFacts *facts;

  g_return_val_if_fail (FERRY_IS_SCAN (self), NULL);

  facts = ferry_facts_new ();
  facts->scope = ferry_query_dup_scope (self->query);
  facts->account = dup_accounts (self);
  for (const char *const *region = ferry_query_get_regions (self->query); *region != NULL; region++)
    ferry_facts_add_region (facts, *region);
  facts->as_of = g_date_time_new_now_local ();
  facts->n_repositories = ferry_scan_get_n_repositories (self);

  parts = dup_sorted_parts (self);
  for (guint i = 0; i < parts->len; i++)
    {
      const FerryScanPart *part = g_ptr_array_index (parts, i);

      ferry_scan_part_add_to_facts (part, self->clients->len > 1 ? get_account (self, part->client_index) : NULL, facts);
    }

  return facts;
}

/**
 * ferry_scan_dup_errors:
 * @self: a scan
 *
 * Returns: (transfer full) (element-type GError): why calls have failed, in the
 *   order of accounts, regions, organizations and repositories
 */
GPtrArray *
ferry_scan_dup_errors (FerryScan *self)
{
  g_autoptr(GPtrArray) parts = NULL;
  GPtrArray *errors;

  g_return_val_if_fail (FERRY_IS_SCAN (self), NULL);

  errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  parts = dup_sorted_parts (self);
  for (guint i = 0; i < parts->len; i++)
    {
      const FerryScanPart *part = g_ptr_array_index (parts, i);

      if (part->error != NULL)
        g_ptr_array_add (errors, g_error_copy (part->error));
    }

  return errors;
}

static gboolean
is_answered (FerryScan  *self,
             guint       client_index,
             const char *region,
             const char *organization,
             const char *repository,
             gboolean   *is_known)
{
  g_autofree char *key = ferry_scan_part_dup_key (client_index, region, organization, repository);
  const FerryScanPart *part = g_hash_table_lookup (self->known, key);

  *is_known |= part != NULL;

  return part != NULL && part->state == FERRY_SCAN_ANSWERED;
}

/**
 * ferry_scan_has_read:
 * @self: a scan
 * @sync_task: a task of an earlier answer to the same query
 *
 * Looks whether the scan has asked for what @sync_task belongs to, so that it
 * would have found the task if it were still there.
 *
 * Returns: %FALSE when its repository, or the list that would name it, was not
 *   read
 */
gboolean
ferry_scan_has_read (FerryScan     *self,
                     FerrySyncTask *sync_task)
{
  const char *region = ferry_sync_task_get_source_region (sync_task);
  const char *organization = ferry_sync_task_get_organization (sync_task);
  const char *repository = ferry_sync_task_get_repository (sync_task);
  gboolean is_unread = FALSE;

  g_return_val_if_fail (FERRY_IS_SCAN (self), FALSE);

  if (region == NULL || organization == NULL || repository == NULL)
    return TRUE;

  for (guint i = 0; i < self->clients->len; i++)
    {
      const char *const names[][2] = { { organization, repository }, { organization, "" }, { "", "" } };
      gboolean is_known = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (names) && !is_known; j++)
        if (is_answered (self, i, region, names[j][0], names[j][1], &is_known))
          return TRUE;
      is_unread |= is_known;
    }

  return !is_unread;
}
