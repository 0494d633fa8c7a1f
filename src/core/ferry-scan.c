/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-scan-private.h"

#include "ferry-error.h"
#include "ferry-repository-listing.h"
#include "ferry-trash.h"

/* After so many calls in a row that no answer came to, the rest of a region is not tried any more. */
#define MAX_UNREACHABLE 3

G_DEFINE_FINAL_TYPE (FerryScan, ferry_scan, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A region, as one client sees it. */
typedef struct
{
  guint n_unreachable; /* calls in a row */
  GError *error;       /* (owned) (nullable) of the latest of them */
} Site;

static void
site_free (Site *site)
{
  g_clear_error (&site->error);
  g_free (site);
}

static void
refused_account_free (FerryRefusedAccount *refused)
{
  g_free (refused->name);
  g_error_free (refused->error);
  g_free (refused);
}

static Site *
get_site (FerryScan           *self,
          const FerryScanPart *part)
{
  g_autofree char *key = g_strdup_printf ("%u %s", part->client_index, part->region);
  Site *site = g_hash_table_lookup (self->sites, key);

  if (site == NULL)
    {
      site = g_new0 (Site, 1);
      g_hash_table_insert (self->sites, g_steal_pointer (&key), site);
    }

  return site;
}

static FerryClient *
get_client (FerryScan           *self,
            const FerryScanPart *part)
{
  return g_ptr_array_index (self->clients, part->client_index);
}

static void
set_state (FerryScan          *self,
           FerryScanPart      *part,
           FerryScanPartState  state)
{
  self->counts[part->kind][part->state]--;
  part->state = state;
  self->counts[part->kind][state]++;
}

static void
enqueue (FerryScan     *self,
         FerryScanPart *part)
{
  g_queue_push_tail (part->kind == FERRY_SCAN_TASKS ? &self->repositories : &self->listings, part);
}

/* Takes a new part over; one that is known already is dropped, so that nothing is asked twice. */
static void
add_part (FerryScan     *self,
          FerryScanPart *part)
{
  if (g_hash_table_contains (self->known, part->key))
    {
      ferry_scan_part_free (part);
      return;
    }

  g_hash_table_insert (self->known, part->key, part);
  g_ptr_array_add (self->parts, part);
  self->counts[part->kind][part->state]++;
  enqueue (self, part);
}

static void
add_parts_of_query (FerryScan *self,
                    guint      client_index,
                    guint      region_index)
{
  const char *region = ferry_query_get_regions (self->query)[region_index];
  const char *organization = ferry_query_get_organization (self->query);
  g_autoptr(GPtrArray) repositories = ferry_query_dup_repositories (self->query, region);

  if (repositories == NULL)
    {
      add_part (self, ferry_scan_part_new_listing (client_index, region_index, region, organization));
      return;
    }

  for (guint i = 0; i < repositories->len; i++)
    add_part (self, ferry_scan_part_new_tasks (client_index, region_index, g_ptr_array_index (repositories, i)));
}

static void
end_run (FerryScan *self)
{
  g_autoptr(GTask) run = g_steal_pointer (&self->run);
  guint n_answered = self->counts[FERRY_SCAN_TASKS][FERRY_SCAN_ANSWERED] + self->counts[FERRY_SCAN_REPOSITORIES][FERRY_SCAN_ANSWERED];

  g_clear_object (&self->stopping);
  g_queue_clear (&self->listings);
  g_queue_clear (&self->repositories);
  g_hash_table_remove_all (self->sites);

  if (g_task_return_error_if_cancelled (run))
    return;
  if (n_answered == 0 && ferry_scan_get_n_failed (self) > 0)
    {
      g_autoptr(GPtrArray) errors = ferry_scan_dup_errors (self);

      g_task_return_error (run, g_error_copy (g_ptr_array_index (errors, 0)));
    }
  else
    g_task_return_boolean (run, TRUE);
}

static void begin_parts (FerryScan *self);

/* Where nobody answers, the rest would only take its time to fail. */
static void
take_note_of_site (FerryScan           *self,
                   const FerryScanPart *part)
{
  Site *site = get_site (self, part);

  g_clear_error (&site->error);
  site->n_unreachable = part->error != NULL && part->error->domain != FERRY_ERROR ? site->n_unreachable + 1 : 0;
  if (site->n_unreachable > 0)
    site->error = g_error_copy (part->error);
}

static void
end_part (FerryScan     *self,
          FerryScanPart *part,
          GError        *error)
{
  self->n_asking--;
  self->n_asking_of[part->client_index]--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      set_state (self, part, FERRY_SCAN_WAITING);
    }
  else
    {
      part->error = error;
      set_state (self, part, error != NULL ? FERRY_SCAN_FAILED : FERRY_SCAN_ANSWERED);
      take_note_of_site (self, part);
    }

  g_signal_emit (self, signals[CHANGED], 0);
  begin_parts (self);
}

static void
listed_tasks_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  FerryScanPart *part = user_data;
  FerryScan *self = part->scan;
  GError *error = NULL;

  part->batch = ferry_client_list_sync_tasks_finish (FERRY_CLIENT (source), result, &error);
  if (part->batch != NULL && part->batch->tasks->len > 0)
    g_hash_table_add (self->owners, ferry_scan_dup_owner (part->client_index, g_ptr_array_index (part->batch->tasks, 0)));
  for (guint i = 0; part->batch != NULL && i < part->batch->tasks->len; i++)
    g_ptr_array_add (self->tasks, g_object_ref (g_ptr_array_index (part->batch->tasks, i)));
  end_part (self, part, error);
}

static void
listed_repositories_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  FerryScanPart *part = user_data;
  FerryScan *self = part->scan;
  GError *error = NULL;
  g_autoptr(GPtrArray) repositories = NULL;

  g_clear_pointer (&part->doubt, g_free);
  repositories = ferry_repository_listing_run_finish (FERRY_CONNECTION (source), result, &part->doubt, &error);
  for (guint i = 0; repositories != NULL && i < repositories->len; i++)
    add_part (self, ferry_scan_part_new_tasks (part->client_index, part->region_index, g_ptr_array_index (repositories, i)));
  end_part (self, part, error);
}

static void
listed_organizations_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  FerryScanPart *part = user_data;
  FerryScan *self = part->scan;
  GError *error = NULL;
  g_auto(GStrv) organizations = ferry_client_list_organizations_finish (FERRY_CLIENT (source), result, &error);

  for (guint i = 0; organizations != NULL && organizations[i] != NULL; i++)
    if (*organizations[i] != '\0')
      add_part (self, ferry_scan_part_new_listing (part->client_index, part->region_index, part->region, organizations[i]));
  end_part (self, part, error);
}

static void
ask (FerryScan     *self,
     FerryScanPart *part)
{
  FerryClient *client = get_client (self, part);

  g_clear_error (&part->error);
  part->scan = self;
  set_state (self, part, FERRY_SCAN_ASKING);
  self->n_asking++;
  self->n_asking_of[part->client_index]++;

  switch (part->kind)
    {
    case FERRY_SCAN_ORGANIZATIONS:
      ferry_client_list_organizations_async (client, part->region, self->stopping, listed_organizations_cb, part);
      break;
    case FERRY_SCAN_REPOSITORIES:
      ferry_repository_listing_run_async (ferry_client_get_connection (client), part->region, part->organization,
                                          self->page_size, self->stopping, listed_repositories_cb, part);
      break;
    case FERRY_SCAN_TASKS:
      ferry_client_list_sync_tasks_async (client, part->repository, self->stopping, listed_tasks_cb, part);
      break;
    case FERRY_SCAN_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_accepted (FerryScan           *self,
             const FerryScanPart *part)
{
  return ferry_connection_get_is_accepted (ferry_client_get_connection (get_client (self, part)));
}

/* A sign-in that nobody has accepted yet is tried by one call at a time. */
static gboolean
may_ask (FerryScan           *self,
         const FerryScanPart *part)
{
  return is_accepted (self, part) || self->n_asking_of[part->client_index] == 0;
}

static FerryScanPart *
take_next (FerryScan *self)
{
  GQueue *const queues[] = { &self->listings, &self->repositories };

  for (gsize i = 0; i < G_N_ELEMENTS (queues); i++)
    for (GList *link = queues[i]->head; link != NULL; link = link->next)
      {
        FerryScanPart *part = link->data;

        if (!may_ask (self, part))
          continue;
        g_queue_delete_link (queues[i], link);
        return part;
      }

  return NULL;
}

static void
begin_parts (FerryScan *self)
{
  FerryScanPart *part;

  while (!g_cancellable_is_cancelled (self->stopping) && self->n_asking < self->max_at_once && (part = take_next (self)) != NULL)
    {
      Site *site = get_site (self, part);

      if (site->n_unreachable < (is_accepted (self, part) ? MAX_UNREACHABLE : 1))
        {
          ask (self, part);
          continue;
        }
      g_clear_error (&part->error);
      part->error = g_error_copy (site->error);
      set_state (self, part, FERRY_SCAN_FAILED);
    }

  if (self->n_asking == 0)
    end_run (self);
}

static void
stopped_cb (GCancellable *outer,
            GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
ferry_scan_finalize (GObject *object)
{
  FerryScan *self = FERRY_SCAN (object);

  g_clear_pointer (&self->query, ferry_query_unref);
  g_ptr_array_unref (self->clients);
  g_ptr_array_unref (self->refused);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->sites);
  g_hash_table_unref (self->owners);
  g_ptr_array_unref (self->parts);
  g_free (self->n_asking_of);
  ferry_trash_objects (self->tasks);

  G_OBJECT_CLASS (ferry_scan_parent_class)->finalize (object);
}

static void
ferry_scan_class_init (FerryScanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_scan_finalize;

  /**
   * FerryScan::changed:
   *
   * A part has ended, with an answer or without. This may come hundreds of times
   * a second.
   */
  signals[CHANGED] = g_signal_new ("changed", FERRY_TYPE_SCAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_scan_init (FerryScan *self)
{
  self->max_at_once = FERRY_PACE_MAX_AT_ONCE;
  self->page_size = FERRY_REPOSITORY_LISTING_PAGE_SIZE;
  self->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) refused_account_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_scan_part_free);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->sites = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) site_free);
  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->listings);
  g_queue_init (&self->repositories);
}

/**
 * ferry_scan_new:
 * @query: what to find out
 * @clients: (element-type FerryClient): whom to ask, one for each account, at
 *   least one
 *
 * Returns: (transfer full): a scan that has not asked anything yet
 */
FerryScan *
ferry_scan_new (FerryQuery *query,
                GPtrArray  *clients)
{
  FerryScan *self;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (clients->len > 0, NULL);

  self = g_object_new (FERRY_TYPE_SCAN, NULL);
  self->query = ferry_query_ref (query);
  self->clients = g_ptr_array_ref (clients);
  self->n_asking_of = g_new0 (guint, clients->len);

  return self;
}

/**
 * ferry_scan_new_for_client:
 * @query: what to find out
 * @client: whom to ask
 *
 * Returns: (transfer full): a scan of one account that has not asked anything yet
 */
FerryScan *
ferry_scan_new_for_client (FerryQuery  *query,
                           FerryClient *client)
{
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (clients, g_object_ref (client));

  return ferry_scan_new (query, clients);
}

/**
 * ferry_scan_set_max_at_once:
 * @self: a scan
 * @max_at_once: how many calls are under way at once, at least 1
 *
 * Sets how many calls go at once, for all accounts and regions together. By
 * default these are %FERRY_PACE_MAX_AT_ONCE.
 */
void
ferry_scan_set_max_at_once (FerryScan *self,
                            guint      max_at_once)
{
  g_return_if_fail (FERRY_IS_SCAN (self));
  g_return_if_fail (max_at_once > 0);

  self->max_at_once = max_at_once;
  for (guint i = 0; i < self->clients->len; i++)
    ferry_pace_set_max_at_once (ferry_client_get_pace (g_ptr_array_index (self->clients, i)), max_at_once);
}

/**
 * ferry_scan_set_page_size:
 * @self: a scan
 * @page_size: how many rows a page of a list of repositories has, from 1 to 1000
 *
 * Sets the length of pages. By default it is the greatest.
 */
void
ferry_scan_set_page_size (FerryScan *self,
                          guint      page_size)
{
  g_return_if_fail (FERRY_IS_SCAN (self));
  g_return_if_fail (page_size > 0);

  self->page_size = page_size;
}

/**
 * ferry_scan_get_query:
 * @self: a scan
 *
 * Returns: (transfer none): what it finds out
 */
FerryQuery *
ferry_scan_get_query (FerryScan *self)
{
  g_return_val_if_fail (FERRY_IS_SCAN (self), NULL);

  return self->query;
}

/**
 * ferry_scan_get_is_listing:
 * @self: a scan
 *
 * Returns: whether more repositories may become known
 */
gboolean
ferry_scan_get_is_listing (FerryScan *self)
{
  g_return_val_if_fail (FERRY_IS_SCAN (self), FALSE);

  for (guint kind = 0; kind < FERRY_SCAN_TASKS; kind++)
    if (self->counts[kind][FERRY_SCAN_WAITING] + self->counts[kind][FERRY_SCAN_ASKING] > 0)
      return TRUE;

  return FALSE;
}

/**
 * ferry_scan_get_n_repositories:
 * @self: a scan
 *
 * Returns: how many repositories are known
 */
guint
ferry_scan_get_n_repositories (FerryScan *self)
{
  guint n = 0;

  g_return_val_if_fail (FERRY_IS_SCAN (self), 0);

  for (guint state = 0; state < FERRY_SCAN_N_STATES; state++)
    n += self->counts[FERRY_SCAN_TASKS][state];

  return n;
}

/**
 * ferry_scan_get_n_answered:
 * @self: a scan
 *
 * Returns: how many repositories are answered, with tasks or without
 */
guint
ferry_scan_get_n_answered (FerryScan *self)
{
  g_return_val_if_fail (FERRY_IS_SCAN (self), 0);

  return self->counts[FERRY_SCAN_TASKS][FERRY_SCAN_ANSWERED];
}

/**
 * ferry_scan_get_n_failed:
 * @self: a scan
 *
 * Returns: how many calls have failed, and would be made again
 */
guint
ferry_scan_get_n_failed (FerryScan *self)
{
  guint n = 0;

  g_return_val_if_fail (FERRY_IS_SCAN (self), 0);

  for (guint kind = 0; kind < FERRY_SCAN_N_KINDS; kind++)
    n += self->counts[kind][FERRY_SCAN_FAILED];

  return n;
}

/**
 * ferry_scan_run_async:
 * @self: a scan that does not run
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when nothing more is asked
 * @user_data: for @callback
 *
 * Asks for all that is not answered yet: everything at first, and after that what
 * has failed, or was stopped.
 */
void
ferry_scan_run_async (FerryScan           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (FERRY_IS_SCAN (self));
  g_return_if_fail (self->run == NULL);

  self->run = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->run, ferry_scan_run_async);
  self->stopping = g_cancellable_new ();
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (stopped_cb), self->stopping, G_CONNECT_DEFAULT);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (self->stopping);

  for (guint i = 0; i < self->parts->len; i++)
    {
      FerryScanPart *part = g_ptr_array_index (self->parts, i);

      if (part->state == FERRY_SCAN_ANSWERED)
        continue;
      set_state (self, part, FERRY_SCAN_WAITING);
      enqueue (self, part);
    }
  if (self->parts->len == 0)
    for (guint i = 0; i < self->clients->len; i++)
      for (guint j = 0; ferry_query_get_regions (self->query)[j] != NULL; j++)
        add_parts_of_query (self, i, j);

  begin_parts (self);
}

/**
 * ferry_scan_run_finish:
 * @self: a scan
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Scan.run_async].
 *
 * Returns: %TRUE when all was asked, though some of it may have failed; %FALSE
 *   when it was stopped, or nothing but failures came
 */
gboolean
ferry_scan_run_finish (FerryScan     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_scan_run_async, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
