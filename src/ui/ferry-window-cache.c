/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

/* The last answers, which a window keeps, and shows until there are newer ones. */

static FerryCache *
get_cache (FerryWindow *self)
{
  return ferry_application_get_cache (ferry_window_get_application (self));
}

static GStrv
dup_account_ids (FerryWindow *self)
{
  g_autoptr(GPtrArray) accounts = ferry_window_dup_asked_accounts (self);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < accounts->len; i++)
    g_strv_builder_add (builder, ferry_account_get_id (g_ptr_array_index (accounts, i)));

  return g_strv_builder_end (builder);
}

static void
set_kept_facts (FerryWindow *self,
                FerryFacts  *facts)
{
  g_clear_pointer (&self->kept_facts, ferry_facts_unref);
  self->kept_facts = ferry_facts_ref (facts);
}

/* What a window was when it asked for an answer of before. */
typedef struct
{
  gpointer lent;     /* the window */
  FerryQuery *query; /* (owned) */
  gboolean begins;   /* whether it is to be asked for as well, if there is one */
} Request;

static void
request_free (Request *request)
{
  ferry_query_unref (request->query);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
show_kept (FerryWindow         *self,
           const Request       *request,
           const FerrySnapshot *kept)
{
  gboolean begins = request->begins && self->account != NULL && ferry_sync_task_list_get_query (self->list) == NULL;

  if (begins)
    ferry_query_bar_set_query (self->query_bar, request->query);
  set_kept_facts (self, kept->facts);
  ferry_sync_task_list_show_kept (self->list, request->query, kept);
  if (begins)
    ferry_window_list_when_signed_in (self, request->query);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(FerryWindow) self = ferry_window_take_back (request->lent);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) kept = ferry_cache_load_finish (FERRY_CACHE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (kept != NULL)
    show_kept (self, request, kept);
  else if (error != NULL)
    ferry_window_show_toast (self, error->message);
}

static void
load_kept (FerryWindow *self,
           FerryQuery  *query,
           gboolean     begins)
{
  g_auto(GStrv) ids = dup_account_ids (self);
  Request *request = g_new0 (Request, 1);

  g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
  self->looking_up = g_cancellable_new ();
  request->lent = ferry_window_lend (self);
  request->query = ferry_query_ref (query);
  request->begins = begins;
  ferry_cache_load_async (get_cache (self), (const char *const *) ids, query, self->looking_up, loaded_cb, request);
}

/* There is no hurry for what is on screen. */
void
ferry_window_show_kept (FerryWindow *self,
                        FerryQuery  *query)
{
  FerryQuery *rows_query = ferry_sync_task_list_get_rows_query (self->list);

  if (rows_query == NULL || !ferry_query_equal (rows_query, query))
    load_kept (self, query, FALSE);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  g_autoptr(GError) error = NULL;

  /* Nothing is lost by it but a copy, which nobody asked for. */
  if (!ferry_cache_store_finish (FERRY_CACHE (source), result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s", error->message);
}

/* Keeps the answer on screen, if it is one and a new one. */
void
ferry_window_keep_answer (FerryWindow *self)
{
  FerryFacts *facts = ferry_sync_task_list_get_facts (self->list);
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);
  g_auto(GStrv) ids = NULL;

  if (query == NULL || facts == self->kept_facts)
    return;

  set_kept_facts (self, facts);
  ids = dup_account_ids (self);
  ferry_cache_store_async (get_cache (self), (const char *const *) ids, query, facts,
                           ferry_sync_task_list_get_tasks (self->list), NULL, stored_cb, ferry_window_lend (self));
}

/**
 * ferry_window_restore_list:
 * @self: a window that has listed nothing yet
 *
 * Shows what was listed last, as it was then, and asks for it anew; if it was
 * kept.
 */
void
ferry_window_restore_list (FerryWindow *self)
{
  FerryHistory *history;
  g_autoptr(FerryHistoryItem) item = NULL;

  g_return_if_fail (FERRY_IS_WINDOW (self));

  if (self->account == NULL)
    return;

  history = ferry_application_get_history (ferry_window_get_application (self));
  item = g_list_model_get_item (ferry_history_get_recent (history, ferry_account_get_id (self->account)), 0);
  if (item != NULL)
    load_kept (self, ferry_history_item_get_query (item), TRUE);
}
