/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-announce.h"
#include "ferry-application.h"
#include "ferry-format.h"
#include "ferry-time.h"

/* Whoever uses a token that somebody pasted is told this long before its end. */
#define TOKEN_WARNING_SECONDS (30 * 60)

/* Nobody is who has no account. */
gboolean
ferry_window_is_account (FerryWindow *self,
                         const char  *id)
{
  return g_strcmp0 (self->account != NULL ? ferry_account_get_id (self->account) : NULL, id) == 0;
}

/* --- What lasts as long as the account does --- */

static char *
dup_token_remark (FerryWindow *self)
{
  gint64 end = ferry_account_get_token_expires_at (self->account);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (ferry_account_get_kind (self->account) != FERRY_ACCOUNT_TOKEN || end == 0 || now < end - TOKEN_WARNING_SECONDS)
    return NULL;

  time = g_date_time_new_from_unix_local (end);
  /* It may have ended days ago. */
  text = now < end ? g_date_time_format (time, "%H:%M") : ferry_time_format (end);

  /* Translators: a time of the day; where it has ended, with the date before it. */
  return g_strdup_printf (now < end ? _("The token expires at %s.") : _("The token expired at %s."), text);
}

static gboolean
update_token_remark_cb (gpointer user_data)
{
  FerryWindow *self = user_data;

  self->token_source = 0;
  ferry_window_update_account_banner (self);

  return G_SOURCE_REMOVE;
}

/* Looks again when there will be something else to say. */
static void
schedule_token_remark (FerryWindow *self)
{
  gint64 end = ferry_account_get_token_expires_at (self->account);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 warning = end - TOKEN_WARNING_SECONDS;

  g_clear_handle_id (&self->token_source, g_source_remove);
  if (ferry_account_get_kind (self->account) == FERRY_ACCOUNT_TOKEN && now < end)
    self->token_source = g_timeout_add_seconds (CLAMP ((now < warning ? warning : end) - now + 1, 1, G_MAXINT),
                                                update_token_remark_cb, self);
}

static gboolean
skips_verification (FerryWindow *self)
{
  g_autoptr(GPtrArray) accounts = ferry_window_dup_asked_accounts (self);

  for (guint i = 0; i < accounts->len; i++)
    if (ferry_account_get_skip_verification (g_ptr_array_index (accounts, i)))
      return TRUE;

  return FALSE;
}

/* What people should know all the time of what is shown. The first that something can be done about has the button. */
static void
fill_account_banner (FerryWindow   *self,
                     GStrvBuilder  *lines,
                     const char   **label,
                     const char   **action)
{
  g_autofree char *token = dup_token_remark (self);

  if (ferry_account_get_kind (self->account) == FERRY_ACCOUNT_SAMPLE)
    {
      g_strv_builder_add (lines, _("Sample data, served by this computer"));
      *label = _("_Close");
      *action = "win.close-sample";
    }
  if (skips_verification (self))
    {
      g_strv_builder_add (lines, _("Certificates are not checked, so others on the way may read the sign-in."));
      *label = ferry_account_get_skip_verification (self->account) ? _("Edit _Account…") : NULL;
      *action = *label != NULL ? "win.edit-account" : NULL;
    }
  if (token != NULL)
    {
      g_strv_builder_add (lines, token);
      *label = _("Sign In A_gain…");
      *action = "win.sign-in";
    }
  schedule_token_remark (self);
}

static char *
dup_snapshot_remark (FerryWindow *self)
{
  g_autofree char *time = ferry_format_date (ferry_sync_task_list_get_facts (self->list)->as_of);

  /* Translators: a date with the time of the day. */
  return g_strdup_printf (_("Snapshot from %s, read-only"), time);
}

/* One banner for the account, or for the file, which has nothing to do with it. */
void
ferry_window_update_account_banner (FerryWindow *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;
  const char *label = NULL;
  const char *action = NULL;

  if (ferry_window_shows_snapshot (self))
    {
      g_strv_builder_take (builder, dup_snapshot_remark (self));
      label = _("_Close");
      action = "win.close-snapshot";
    }
  else if (self->account != NULL)
    fill_account_banner (self, builder, &label, &action);

  lines = g_strv_builder_end (builder);
  text = lines[0] != NULL ? g_strjoinv ("\n", lines) : NULL;
  adw_banner_set_button_label (self->account_banner, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->account_banner), action);
  if (ferry_window_show_in_banner (self, self->account_banner, &self->account_text, text) && text != NULL)
    ferry_announce (self->account_banner, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static char *
dup_account_names (FerryWindow *self)
{
  g_autoptr(GPtrArray) accounts = ferry_window_dup_asked_accounts (self);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  for (guint i = 0; i < accounts->len; i++)
    g_strv_builder_add (builder, ferry_account_get_name (g_ptr_array_index (accounts, i)));
  names = g_strv_builder_end (builder);

  return g_strjoinv (ferry_wording_get_separator (), names);
}

/* The file is what tells windows apart. */
void
ferry_window_update_title (FerryWindow *self)
{
  const char *file = ferry_window_shows_snapshot (self) ? ferry_sync_task_list_get_facts (self->list)->file : NULL;
  g_autofree char *accounts = dup_account_names (self);
  /* Translators: the name of a file, in the title of a window. */
  g_autofree char *title = file != NULL ? g_strdup_printf (_("%s – Ferryboard"), file) : g_strdup ("Ferryboard");

  adw_window_title_set_subtitle (self->window_title, file != NULL ? file : accounts);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* --- Choosing --- */

/* What the next session begins with. */
static void
remember_accounts (FerryWindow *self)
{
  g_autoptr(GPtrArray) accounts = ferry_window_dup_asked_accounts (self);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) ids = NULL;

  for (guint i = 0; i < accounts->len; i++)
    g_strv_builder_add (builder, ferry_account_get_id (g_ptr_array_index (accounts, i)));
  ids = g_strv_builder_end (builder);
  g_settings_set_string (self->settings, "account", self->account != NULL ? ferry_account_get_id (self->account) : "");
  g_settings_set_strv (self->settings, "accounts", (const char *const *) ids);
}

/* Goes on with an account, and with those whose @ids are given. */
static void
use_account (FerryWindow       *self,
             FerryAccount      *account,
             const char *const *ids)
{
  const char *id = account != NULL ? ferry_account_get_id (account) : NULL;
  gboolean is_same = ferry_window_is_account (self, id);
  gboolean had_account;

  ferry_window_stop (self);
  ferry_window_forget_clients (self);
  had_account = self->account != NULL;
  g_set_object (&self->account, account);
  if (!is_same)
    ferry_sync_task_list_clear (self->list);
  /* What was entered before there was any account is meant for the first one. */
  if (!is_same && had_account)
    ferry_query_bar_set_names (self->query_bar, "", "");
  ferry_query_bar_set_account (self->query_bar, account, !is_same);
  ferry_account_sidebar_set_account (self->sidebar, id);
  if (ids != NULL)
    ferry_account_sidebar_set_ticked (self->sidebar, ids);
  remember_accounts (self);
  ferry_window_update_title (self);
  ferry_window_update_account_banner (self);
  ferry_window_update_state (self);

  if (account != NULL)
    ferry_window_sign_in (self);
  /* Without one there is nothing to be asked yet. */
  gtk_widget_grab_focus (account != NULL ? GTK_WIDGET (self->query_bar) : self->add_button);
}

/**
 * ferry_window_set_account:
 * @self: a window
 * @account: (nullable): an account, or %NULL for none
 *
 * Goes on with an account alone. When it is the same one, edited, the rows stay,
 * and so do the accounts that are asked besides it; the rows of one account must
 * not pass for another's.
 */
void
ferry_window_set_account (FerryWindow  *self,
                          FerryAccount *account)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));

  use_account (self, account, NULL);
}

/* The rows there are would pass for those of all accounts that are asked from now on. */
static void
ticked_cb (FerryWindow *self)
{
  /* Where the chosen account has gone, another one is about to be chosen. */
  if (self->account == NULL || ferry_account_sidebar_get_ticked (self->sidebar)->len == 0)
    return;

  ferry_window_stop (self);
  ferry_sync_task_list_clear (self->list);
  remember_accounts (self);
  ferry_window_update_title (self);
  ferry_window_update_account_banner (self);
  ferry_window_update_state (self);
  ferry_window_renew_clients (self);
}

/* The sample account is the last one of all; it is chosen only by hand. */
void
ferry_window_choose_first_account (FerryWindow *self)
{
  g_autoptr(FerryAccount) first = g_list_model_get_item (G_LIST_MODEL (ferry_application_get_accounts (ferry_window_get_application (self))), 0);

  ferry_window_set_account (self, ferry_account_get_kind (first) != FERRY_ACCOUNT_SAMPLE ? first : NULL);
}

/* Goes on where the last session ended. */
void
ferry_window_restore_account (FerryWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "account");
  g_auto(GStrv) ids = g_settings_get_strv (self->settings, "accounts");
  FerryAccount *account = ferry_account_store_find (ferry_application_get_accounts (ferry_window_get_application (self)), id);

  if (account != NULL)
    use_account (self, account, (const char *const *) ids);
  else
    ferry_window_choose_first_account (self);
}

static void
add_cb (FerryWindow *self)
{
  ferry_window_add_account (self, FALSE);
}

static void
account_chosen_cb (FerryWindow  *self,
                   FerryAccount *account)
{
  if (ferry_window_is_account (self, ferry_account_get_id (account)))
    {
      /* Who clicks on it wants to see what is the account's. */
      if (ferry_window_shows_snapshot (self))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.close-snapshot", NULL);
      return;
    }
  if (ferry_account_get_kind (account) == FERRY_ACCOUNT_SAMPLE)
    ferry_window_show_sample (self);
  else
    ferry_window_set_account (self, account);
}

static void
query_chosen_cb (FerryWindow *self,
                 const char  *account_id,
                 FerryQuery  *query)
{
  FerryAccount *account = ferry_account_store_find (ferry_application_get_accounts (ferry_window_get_application (self)), account_id);
  g_autoptr(FerryQuery) kept = ferry_query_ref (query);

  if (account == NULL)
    {
      ferry_window_show_toast (self, _("The account of this favorite is not there any more"));
      return;
    }
  if (!ferry_window_is_account (self, account_id))
    ferry_window_set_account (self, account);
  ferry_window_list (self, kept);
  if (adw_overlay_split_view_get_collapsed (self->split_view))
    adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
}

/* --- One-time codes --- */

/* Who is asked for a code: it must not reach another account. */
typedef struct
{
  gpointer lent;       /* (owned) the window */
  FerryClient *client; /* (owned) */
} Asking;

static void
passcode_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr(FerryWindow) self = ferry_window_take_back (asking->lent);
  g_autoptr(FerryClient) client = asking->client;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (source);
  const char *answer = adw_alert_dialog_choose_finish (dialog, result);

  /* There is no answer when the dialog goes with the window. */
  if (self == NULL || self->client != client || g_strcmp0 (answer, "sign-in") != 0)
    return;

  ferry_connection_set_passcode (ferry_client_get_connection (client),
                                 gtk_editable_get_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog))));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.retry", NULL);
}

static void
ask_passcode (FerryWindow *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("One-Time Code"),
                                                                   _("Enter the code that the authenticator shows now.")));
  GtkWidget *entry = gtk_entry_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->lent = ferry_window_lend (self);
  asking->client = g_object_ref (self->client);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PIN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("One-time code"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "sign-in", _("_Sign In"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "sign-in", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "sign-in");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, passcode_cb, asking);
}

/* A code alone is enough where only that is missing; IAM wants the id of the user beside it. */
void
ferry_window_sign_in_again (FerryWindow *self)
{
  const GError *error = ferry_sync_task_list_get_error (self->list);

  if (error != NULL && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PASSCODE) && self->client != NULL &&
      ferry_window_is_account (self, ferry_account_get_id (ferry_client_get_account (self->client))) &&
      ferry_account_get_user_id (self->account) != NULL)
    ask_passcode (self);
  else
    ferry_window_edit_account (self, self->account);
}

void
ferry_window_init_accounts (FerryWindow *self)
{
  FerryApplication *application = ferry_window_get_application (self);

  g_signal_connect (self, "destroy", G_CALLBACK (ferry_window_forget_clients), NULL);
  ferry_query_bar_set_history (self->query_bar, ferry_application_get_history (application));
  ferry_account_sidebar_set_accounts (self->sidebar, ferry_application_get_accounts (application));
  ferry_account_sidebar_set_history (self->sidebar, ferry_application_get_history (application));
  g_signal_connect_object (ferry_history_get_favorites (ferry_application_get_history (application)), "items-changed",
                           G_CALLBACK (ferry_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "account-chosen", G_CALLBACK (account_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "ticked", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "query-chosen", G_CALLBACK (query_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "edit", G_CALLBACK (ferry_window_edit_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "duplicate", G_CALLBACK (ferry_window_duplicate_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "remove", G_CALLBACK (ferry_window_remove_account), self, G_CONNECT_SWAPPED);
}
