/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-fetch.h"

#include <glib/gi18n.h>

#include "ferry-trash.h"

/* A scan while it runs, and whoever watches it. */
typedef struct
{
  FerryScan *scan;
  GPtrArray *clients;
  FerryCliProgress *progress;
  GAsyncResult *result; /* (owned) (nullable) once it has ended */
} Fetch;

static char *
dup_progress (const Fetch *self)
{
  FerryQuery *query = ferry_scan_get_query (self->scan);
  gboolean is_listing = ferry_scan_get_is_listing (self->scan);
  guint n = ferry_scan_get_n_repositories (self->scan);
  guint n_done = MIN (ferry_scan_get_n_answered (self->scan) + ferry_scan_get_n_failed (self->scan), n);

  if (n == 1 && !is_listing && ferry_query_is_one_repository (query))
    /* Translators: a region. */
    return g_strdup_printf (_("Asking %s…"), ferry_query_get_regions (query)[0]);
  if (*ferry_query_get_repository (query) != '\0' && self->clients->len == 1)
    return g_strdup_printf (ngettext ("%u of %u region…", "%u of %u regions…", n), n_done, n);
  if (n == 0)
    return g_strdup (_("Looking for repositories…"));
  if (is_listing)
    /* Translators: more repositories may become known. */
    return g_strdup_printf (ngettext ("%'u of %'u repository, more to come…", "%'u of %'u repositories, more to come…", n), n_done, n);

  return g_strdup_printf (ngettext ("%'u of %'u repository…", "%'u of %'u repositories…", n), n_done, n);
}

static void
show_progress (const Fetch *self)
{
  g_autofree char *text = dup_progress (self);

  ferry_cli_progress_set_text (self->progress, text);
}

/* Of several accounts, the one that waits longest is told of. */
static void
show_pause (const Fetch *self)
{
  guint seconds = 0;

  for (guint i = 0; i < self->clients->len; i++)
    seconds = MAX (seconds, ferry_pace_get_seconds_left (ferry_client_get_pace (g_ptr_array_index (self->clients, i))));
  ferry_cli_progress_set_seconds_left (self->progress, seconds);
}

static void
watch_pauses (Fetch *self)
{
  for (guint i = 0; i < self->clients->len; i++)
    g_signal_connect_swapped (ferry_client_get_pace (g_ptr_array_index (self->clients, i)), "notify::resume-at",
                              G_CALLBACK (show_pause), self);
}

static void
unwatch_pauses (Fetch *self)
{
  for (guint i = 0; i < self->clients->len; i++)
    g_signal_handlers_disconnect_by_data (ferry_client_get_pace (g_ptr_array_index (self->clients, i)), self);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fetch *self = user_data;

  self->result = g_object_ref (result);
}

/* A scan that was stopped has an answer when it has any rows, or a repository without. */
static FerryCliAnswer *
create_answer (FerryScan *scan,
               gboolean   is_answered)
{
  FerryCliAnswer *answer = g_new0 (FerryCliAnswer, 1);

  answer->facts = ferry_scan_dup_facts (scan);
  answer->sync_tasks = ferry_scan_dup_tasks (scan);
  answer->errors = ferry_scan_dup_errors (scan);
  answer->has_rows = is_answered || ferry_scan_get_n_answered (scan) > 0;

  return answer;
}

/**
 * ferry_cli_fetch:
 * @scan: what to ask, or to go on with
 * @clients: (element-type FerryClient): those of @scan
 * @progress: where to say how far it is
 * @cancellable: to stop it with
 *
 * Asks for all that is not answered yet, and waits for it. A part that fails does
 * not spoil the others.
 *
 * Returns: (transfer full): what was found out
 */
FerryCliAnswer *
ferry_cli_fetch (FerryScan        *scan,
                 GPtrArray        *clients,
                 FerryCliProgress *progress,
                 GCancellable     *cancellable)
{
  Fetch self = { scan, clients, progress };
  gulong handler = g_signal_connect_swapped (scan, "changed", G_CALLBACK (show_progress), &self);
  gboolean is_answered;

  watch_pauses (&self);
  ferry_scan_run_async (scan, cancellable, ended_cb, &self);
  show_progress (&self);
  while (self.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  unwatch_pauses (&self);
  g_signal_handler_disconnect (scan, handler);

  is_answered = ferry_scan_run_finish (scan, self.result, NULL);
  g_object_unref (self.result);

  return create_answer (scan, is_answered);
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
