/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

/* Whom a window asks: the clients of the chosen account and of those that are ticked besides it. */

/* The chosen account and those that are ticked besides it. */
GPtrArray *
ferry_window_dup_asked_accounts (FerryWindow *self)
{
  GPtrArray *ticked = ferry_account_sidebar_get_ticked (self->sidebar);
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_chosen = FALSE;

  for (guint i = 0; i < ticked->len; i++)
    {
      FerryAccount *account = g_ptr_array_index (ticked, i);
      gboolean is_chosen = ferry_window_is_account (self, ferry_account_get_id (account));

      has_chosen |= is_chosen;
      g_ptr_array_add (accounts, g_object_ref (is_chosen ? self->account : account));
    }
  /* One that could not be kept is in no list. */
  if (!has_chosen && self->account != NULL)
    g_ptr_array_insert (accounts, 0, g_object_ref (self->account));

  return accounts;
}

/* Whether an account is the chosen one or is ticked besides it. */
gboolean
ferry_window_asks_account (FerryWindow *self,
                           const char  *id)
{
  g_autoptr(GPtrArray) accounts = ferry_window_dup_asked_accounts (self);

  for (guint i = 0; i < accounts->len; i++)
    if (g_str_equal (ferry_account_get_id (g_ptr_array_index (accounts, i)), id))
      return TRUE;

  return FALSE;
}

/* --- Signing in --- */

/* Pauses of theirs concern the window no more. */
void
ferry_window_forget_clients (FerryWindow *self)
{
  for (guint i = 0; self->clients != NULL && i < self->clients->len; i++)
    g_signal_handlers_disconnect_by_func (ferry_client_get_pace (g_ptr_array_index (self->clients, i)),
                                          ferry_window_update_pause, self);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_clear_object (&self->client);
}

static void
set_clients (FerryWindow *self,
             GPtrArray   *clients,
             GPtrArray   *refusals)
{
  ferry_window_forget_clients (self);
  self->clients = g_ptr_array_ref (clients);
  self->refusals = g_ptr_array_ref (refusals);
  for (guint i = 0; i < clients->len; i++)
    {
      FerryClient *client = g_ptr_array_index (clients, i);

      if (i == 0 || ferry_window_is_account (self, ferry_account_get_id (ferry_client_get_account (client))))
        g_set_object (&self->client, client);
      g_signal_connect_object (ferry_client_get_pace (client), "notify::resume-at", G_CALLBACK (ferry_window_update_pause),
                               self, G_CONNECT_SWAPPED);
    }
}

/* Whatever waits for clients goes on, or fails. */
static void
end_sign_in (FerryWindow  *self,
             const GError *error)
{
  g_autoptr(FerryQuery) query = g_steal_pointer (&self->waiting_query);

  g_clear_object (&self->signing_in);
  if (query == NULL)
    return;

  if (error == NULL)
    ferry_window_list (self, query);
  else
    ferry_sync_task_list_fail (self->list, query, error);
}

static void
got_clients_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  g_autoptr(GPtrArray) refusals = NULL;
  g_autoptr(GPtrArray) clients = ferry_client_pool_get_all_finish (FERRY_CLIENT_POOL (source), result, &refusals, NULL);

  /* It fails only when it was stopped. */
  if (self == NULL || clients == NULL)
    return;

  if (clients->len > 0)
    {
      set_clients (self, clients, refusals);
      end_sign_in (self, NULL);
    }
  else
    end_sign_in (self, ((const FerryRefusal *) g_ptr_array_index (refusals, 0))->error);
}

/* Somebody who listed nothing yet should not have to wait for a keyring then. */
void
ferry_window_sign_in (FerryWindow *self)
{
  FerryApplication *application = ferry_window_get_application (self);
  g_autoptr(GPtrArray) accounts = ferry_window_dup_asked_accounts (self);
  g_autoptr(GError) error = NULL;

  if (ferry_account_get_kind (self->account) == FERRY_ACCOUNT_SAMPLE && !ferry_application_start_sample (application, &error))
    {
      end_sign_in (self, error);
      return;
    }

  self->signing_in = g_cancellable_new ();
  ferry_client_pool_get_all_async (ferry_application_get_clients (application), accounts, self->signing_in,
                                   got_clients_cb, ferry_window_lend (self));
}

/* Lists when there is a client, which is a matter of a moment, or of unlocking a keyring. */
void
ferry_window_list_when_signed_in (FerryWindow *self,
                                  FerryQuery  *query)
{
  self->waiting_query = ferry_query_ref (query);
  if (self->signing_in == NULL)
    ferry_window_sign_in (self);
  ferry_window_update_state (self);
}

void
ferry_window_stop_sign_in (FerryWindow *self)
{
  g_cancellable_cancel (self->signing_in);
  g_clear_object (&self->signing_in);
  g_clear_pointer (&self->waiting_query, ferry_query_unref);
}

/* Goes on with clients made of what the accounts have become. The rows stay. */
void
ferry_window_renew_clients (FerryWindow *self)
{
  ferry_window_stop (self);
  ferry_window_forget_clients (self);
  ferry_window_sign_in (self);
}

/* --- What those who ask need of all accounts --- */

/* The clients of all accounts that are asked, in the order of the sidebar; none before somebody is signed in. */
GPtrArray *
ferry_window_dup_clients (FerryWindow *self)
{
  return self->clients != NULL ? g_ptr_array_ref (self->clients) : g_ptr_array_new_with_free_func (g_object_unref);
}

/* A scan of all accounts, by somebody who is signed in, that knows of those it cannot ask. */
FerryScan *
ferry_window_create_scan (FerryWindow *self,
                          FerryQuery  *query)
{
  FerryScan *scan = ferry_scan_new (query, self->clients);

  for (guint i = 0; i < self->refusals->len; i++)
    {
      const FerryRefusal *refusal = g_ptr_array_index (self->refusals, i);

      ferry_scan_add_refused_account (scan, ferry_account_get_name (refusal->account), refusal->error);
    }

  return scan;
}

/* Lets calls through again after sign-ins were refused, because somebody wants to try. */
void
ferry_window_forget_refusals (FerryWindow *self)
{
  for (guint i = 0; self->clients != NULL && i < self->clients->len; i++)
    ferry_connection_forget_refusal (ferry_client_get_connection (g_ptr_array_index (self->clients, i)));
}

/* How long the longest pause of all goes on. */
guint
ferry_window_get_seconds_left (FerryWindow *self)
{
  guint seconds = 0;

  for (guint i = 0; self->clients != NULL && i < self->clients->len; i++)
    seconds = MAX (seconds, ferry_pace_get_seconds_left (ferry_client_get_pace (g_ptr_array_index (self->clients, i))));

  return seconds;
}

/* Ends all pauses. */
void
ferry_window_resume (FerryWindow *self)
{
  g_autoptr(GPtrArray) clients = ferry_window_dup_clients (self);

  for (guint i = 0; i < clients->len; i++)
    ferry_pace_resume (ferry_client_get_pace (g_ptr_array_index (clients, i)));
}
