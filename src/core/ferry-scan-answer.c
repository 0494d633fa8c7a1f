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

/* The state of a part does not matter for its place, so only new ones have to be sorted in. */
static GPtrArray *
get_sorted_parts (FerryScan *self)
{
  if (self->n_sorted < self->parts->len)
    g_ptr_array_sort_values (self->parts, ferry_scan_part_compare);
  self->n_sorted = self->parts->len;

  return self->parts;
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
  GPtrArray *parts;
  GPtrArray *tasks;

  g_return_val_if_fail (FERRY_IS_SCAN (self), NULL);

  if (self->run != NULL)
    {
      tasks = g_ptr_array_copy (self->tasks, (GCopyFunc) copy_reference, NULL);
      g_ptr_array_set_free_func (tasks, g_object_unref);
      return tasks;
    }

  tasks = g_ptr_array_new_full (self->tasks->len, g_object_unref);
  parts = get_sorted_parts (self);
  for (guint i = 0; i < parts->len; i++)
    {
      const FerryScanPart *part = g_ptr_array_index (parts, i);

      if (part->batch != NULL)
        g_ptr_array_extend (tasks, part->batch->tasks, (GCopyFunc) copy_reference, NULL);
    }

  return tasks;
}

static const char *
get_account_name (FerryScan *self,
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
    g_strv_builder_add (builder, get_account_name (self, i));
  names = g_strv_builder_end (builder);

  return g_strjoinv (", ", names);
}

static void
add_parts (FerryScan  *self,
           FerryFacts *facts)
{
  GPtrArray *parts = get_sorted_parts (self);
  gboolean has_several = self->clients->len + self->refused->len > 1;

  for (guint i = 0; i < parts->len; i++)
    {
      const FerryScanPart *part = g_ptr_array_index (parts, i);

      ferry_scan_part_add_to_facts (part, has_several ? get_account_name (self, part->client_index) : NULL, facts);
    }
  for (guint i = 0; i < self->refused->len; i++)
    {
      const FerryRefusedAccount *refused = g_ptr_array_index (self->refused, i);

      ferry_facts_add_account_failure (facts, refused->name, "", facts->scope, refused->error->message);
    }
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
  FerryFacts *facts;

  g_return_val_if_fail (FERRY_IS_SCAN (self), NULL);

  facts = ferry_facts_new ();
  facts->scope = ferry_query_dup_scope (self->query);
  facts->account = dup_accounts (self);
  for (const char *const *region = ferry_query_get_regions (self->query); *region != NULL; region++)
    ferry_facts_add_region (facts, *region);
  facts->as_of = g_date_time_new_now_local ();
  facts->n_repositories = ferry_scan_get_n_repositories (self);
  add_parts (self, facts);

  return facts;
}

/**
 * ferry_scan_dup_errors:
 * @self: a scan
 *
 * Returns: (transfer full) (element-type GError): why calls have failed, in the
 *   order of accounts, regions, organizations and repositories, and after them
 *   why accounts could not be asked
 */
GPtrArray *
ferry_scan_dup_errors (FerryScan *self)
{
  GPtrArray *parts;
  GPtrArray *errors;

  g_return_val_if_fail (FERRY_IS_SCAN (self), NULL);

  errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  parts = get_sorted_parts (self);
  for (guint i = 0; i < parts->len; i++)
    {
      const FerryScanPart *part = g_ptr_array_index (parts, i);

      if (part->error != NULL)
        g_ptr_array_add (errors, g_error_copy (part->error));
    }
  for (guint i = 0; i < self->refused->len; i++)
    g_ptr_array_add (errors, g_error_copy (((const FerryRefusedAccount *) g_ptr_array_index (self->refused, i))->error));

  return errors;
}

/**
 * ferry_scan_add_refused_account:
 * @self: a scan
 * @account: the name of an account that should be asked as well
 * @error: why it cannot be
 *
 * Takes note of an account that there is no client of, so that what is missing
 * of it is told along with what the others lack.
 */
void
ferry_scan_add_refused_account (FerryScan    *self,
                                const char   *account,
                                const GError *error)
{
  FerryRefusedAccount *refused;

  g_return_if_fail (FERRY_IS_SCAN (self));

  refused = g_new0 (FerryRefusedAccount, 1);
  refused->name = g_strdup (account);
  refused->error = g_error_copy (error);
  g_ptr_array_add (self->refused, refused);
}

/**
 * ferry_scan_get_n_refused:
 * @self: a scan
 *
 * Returns: how many accounts could not be asked at all, and will not be by this
 *   scan
 */
guint
ferry_scan_get_n_refused (FerryScan *self)
{
  g_return_val_if_fail (FERRY_IS_SCAN (self), 0);

  return self->refused->len;
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

/* Sets @is_named where the answer is about the very repository, not about a list that lacks it. */
static gboolean
has_client_read (FerryScan     *self,
                 guint          client_index,
                 FerrySyncTask *sync_task,
                 gboolean      *is_named)
{
  const char *region = ferry_sync_task_get_source_region (sync_task);
  const char *organization = ferry_sync_task_get_organization (sync_task);
  const char *const names[][2] = { { organization, ferry_sync_task_get_repository (sync_task) }, { organization, "" }, { "", "" } };
  gboolean is_known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && !is_known; i++)
    if (is_answered (self, client_index, region, names[i][0], names[i][1], &is_known))
      {
        *is_named = i == 0;
        return TRUE;
      }

  /* Nobody was to name it: it came with a repository that is named otherwise. */
  return !is_known;
}

/* A text that tells that a client found tasks of the account that one is of. */
char *
ferry_scan_dup_owner (guint          client_index,
                      FerrySyncTask *sync_task)
{
  const char *account_id = ferry_sync_task_get_account_id (sync_task);

  return g_strdup_printf ("%u %s", client_index, account_id != NULL ? account_id : "");
}

/**
 * ferry_scan_has_read:
 * @self: a scan
 * @sync_task: a task of an earlier answer to the same query
 *
 * Looks whether the scan has asked for what @sync_task belongs to, so that it
 * would have found the task if it were still there. What one of several accounts
 * does not see another may, so where the repository itself has no answer, that
 * takes one of each account.
 *
 * Returns: %FALSE when its repository, or the list that would name it, was not
 *   read
 */
gboolean
ferry_scan_has_read (FerryScan     *self,
                     FerrySyncTask *sync_task)
{
  guint n_read = 0;

  g_return_val_if_fail (FERRY_IS_SCAN (self), FALSE);

  if (ferry_sync_task_get_source_region (sync_task) == NULL || ferry_sync_task_get_organization (sync_task) == NULL ||
      ferry_sync_task_get_repository (sync_task) == NULL)
    return TRUE;

  for (guint i = 0; i < self->clients->len; i++)
    {
      g_autofree char *owner = ferry_scan_dup_owner (i, sync_task);
      gboolean is_named = FALSE;

      n_read += has_client_read (self, i, sync_task, &is_named);
      if (is_named && g_hash_table_contains (self->owners, owner))
        return TRUE;
    }

  return n_read == self->clients->len && self->refused->len == 0;
}
