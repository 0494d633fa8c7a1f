/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-fetch.h"

#include <glib/gi18n.h>

#include "ferry-sync-task-json.h"
#include "ferry-trash.h"

/* Regions are services of their own; the account is one. */
#define MAX_AT_ONCE 4

typedef struct _Fetch Fetch;

/* What one region is asked. */
typedef struct
{
  Fetch *fetch;                /* which it is a part of */
  FerryRepository *repository; /* (owned) */
  FerrySyncTaskBatch *batch;   /* (owned) (nullable) its answer */
  GError *error;               /* (owned) (nullable) why there is none */
} Part;

struct _Fetch
{
  FerryClient *client;
  FerryCliProgress *progress;
  GCancellable *cancellable;
  GArray *parts;             /* (element-type Part) in the order they were asked for */
  guint n_begun;
  guint n_done;
};

static void begin_parts (Fetch *self);

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->repository, ferry_repository_unref);
  g_clear_pointer (&part->batch, ferry_sync_task_batch_free);
  g_clear_error (&part->error);
}

static void
show_progress (Fetch *self)
{
  g_autofree char *text = NULL;

  if (self->parts->len == 1)
    /* Translators: a region. */
    text = g_strdup_printf (_("Asking %s…"), ferry_repository_get_region (g_array_index (self->parts, Part, 0).repository));
  else
    text = g_strdup_printf (ngettext ("%u of %u region…", "%u of %u regions…", self->parts->len), self->n_done, self->parts->len);
  ferry_cli_progress_set_text (self->progress, text);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Part *part = user_data;

  part->batch = ferry_client_list_sync_tasks_finish (FERRY_CLIENT (source), result, &part->error);
  part->fetch->n_done++;
  begin_parts (part->fetch);
}

static void
begin_parts (Fetch *self)
{
  while (self->n_begun < self->parts->len && self->n_begun - self->n_done < MAX_AT_ONCE)
    {
      Part *part = &g_array_index (self->parts, Part, self->n_begun++);

      ferry_client_list_sync_tasks_async (self->client, part->repository, self->cancellable, listed_cb, part);
    }
  show_progress (self);
}

static void
pace_changed_cb (FerryPace  *pace,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  ferry_cli_progress_set_seconds_left (user_data, ferry_pace_get_seconds_left (pace));
}

static void
add_part (FerryCliAnswer *answer,
          const Part     *part)
{
  const char *region = ferry_repository_get_region (part->repository);

  ferry_facts_add_region (answer->facts, region);
  if (part->batch == NULL)
    {
      g_autofree char *scope = ferry_repository_dup_scope (part->repository);

      ferry_facts_add_failure (answer->facts, region, scope, part->error->message);
      g_ptr_array_add (answer->errors, g_error_copy (part->error));
      return;
    }

  answer->n_answers++;
  ferry_facts_add_batch (answer->facts, part->batch);
  g_ptr_array_extend_and_steal (answer->sync_tasks, g_steal_pointer (&part->batch->tasks));
}

static FerryCliAnswer *
create_answer (const Fetch *self)
{
  FerryCliAnswer *answer = g_new0 (FerryCliAnswer, 1);
  const char *account = ferry_account_get_name (ferry_client_get_account (self->client));

  answer->facts = ferry_facts_new ();
  answer->facts->scope = ferry_repository_dup_scope (g_array_index (self->parts, Part, 0).repository);
  answer->facts->account = g_strdup (account);
  answer->facts->as_of = g_date_time_new_now_local ();
  answer->sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  answer->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  for (guint i = 0; i < self->parts->len; i++)
    add_part (answer, &g_array_index (self->parts, Part, i));

  return answer;
}

/**
 * ferry_cli_fetch:
 * @client: whom to ask
 * @query: what to ask: a repository of one or several regions
 * @progress: where to say how far it is
 * @cancellable: to stop it with
 *
 * Asks several regions, a few at once, and waits for all of them. One that fails
 * does not spoil the others.
 *
 * Returns: (transfer full): what they said
 */
FerryCliAnswer *
ferry_cli_fetch (FerryClient      *client,
                 FerryQuery       *query,
                 FerryCliProgress *progress,
                 GCancellable     *cancellable)
{
  g_autoptr(GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));
  Fetch self = { client, progress, cancellable, parts };
  FerryPace *pace = ferry_client_get_pace (client);
  gulong handler = g_signal_connect (pace, "notify::resume-at", G_CALLBACK (pace_changed_cb), progress);

  g_array_set_clear_func (parts, part_clear);
  for (const char *const *region = ferry_query_get_regions (query); *region != NULL; region++)
    {
      g_autoptr(GPtrArray) repositories = ferry_query_dup_repositories (query, *region);
      Part part = { &self, ferry_repository_ref (g_ptr_array_index (repositories, 0)) };

      g_array_append_val (parts, part);
    }

  begin_parts (&self);
  while (self.n_done < parts->len)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (pace, handler);

  return create_answer (&self);
}

/**
 * ferry_cli_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees an answer.
 */
void
ferry_cli_answer_free (FerryCliAnswer *self)
{
  ferry_facts_unref (self->facts);
  ferry_trash_objects (self->sync_tasks);
  g_ptr_array_unref (self->errors);
  g_free (self);
}
