/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-account-dialog.h"

#define UNDO_SECONDS 10

/* What a dialog that is open is about. */
typedef struct
{
  FerryWindow *window;   /* (nullable) a weak pointer */
  FerryAccount *account; /* (owned) (nullable) what is edited */
  char *secret;          /* (owned) (nullable) what it was opened with */
  gboolean is_new;
  gboolean lists;        /* what was entered in the query bar, afterwards */
} Editing;

static Editing *
editing_new (FerryWindow  *window,
             FerryAccount *account,
             gboolean      is_new)
{
  Editing *editing = g_new0 (Editing, 1);

  g_set_weak_pointer (&editing->window, window);
  editing->account = account != NULL ? g_object_ref (account) : NULL;
  editing->is_new = is_new;

  return editing;
}

static void
editing_free (Editing *editing)
{
  g_clear_weak_pointer (&editing->window);
  g_clear_object (&editing->account);
  g_clear_pointer (&editing->secret, ferry_credentials_wipe);
  g_free (editing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Editing, editing_free)

static void
free_editing_cb (gpointer  data,
                 GClosure *closure)
{
  editing_free (data);
}

/* Windows that show an account go on with what has become of it, or without it. The one where that was done does so
 * by itself, unless it asks the account besides another. */
static void
update_windows (FerryWindow *self,
                const char  *id)
{
  FerryApplication *application = ferry_window_get_application (self);
  FerryAccount *account = ferry_account_store_find (ferry_application_get_accounts (application), id);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    {
      if (!FERRY_IS_WINDOW (l->data) || !ferry_window_asks_account (l->data, id))
        continue;
      if (!ferry_window_is_account (l->data, id))
        ferry_window_renew_clients (l->data);
      else if (l->data != self && account != NULL)
        ferry_window_set_account (l->data, account);
      else if (l->data != self)
        ferry_window_choose_first_account (l->data);
    }
}

static void
secret_stored_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  g_autoptr(GError) error = NULL;
  gboolean kept = FALSE;
  gboolean stored = ferry_secret_store_store_finish (FERRY_SECRET_STORE (source), result, &kept, &error);

  if (self == NULL || kept)
    return;
  if (!stored)
    ferry_window_show_alert (self, _("Secret Not Kept"), error->message);
  else
    ferry_window_show_alert (self, _("Kept Until Ferryboard Is Closed"),
                             _("No keyring answers in this session, such as GNOME Keyring or KWallet (in a Flatpak by the Secret portal), and secrets are kept nowhere else. The next time, the secret has to be entered once more."));
}

static void
saved_cb (FerryAccountDialog *dialog,
          FerryAccount       *account,
          const char         *entered,
          Editing            *editing)
{
  FerryWindow *self = editing->window;
  FerryApplication *application = self != NULL ? ferry_window_get_application (self) : NULL;
  const char *secret = entered != NULL ? entered : editing->secret;
  gboolean failed;
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return;
  if (!ferry_account_store_put (ferry_application_get_accounts (application), account, &error))
    ferry_window_show_alert (self, _("Account Not Kept"), error->message);

  ferry_client_pool_forget (ferry_application_get_clients (application), ferry_account_get_id (account));
  if (secret != NULL)
    {
      g_autoptr(GError) sign_in_error = NULL;

      if (entered != NULL || editing->is_new)
        ferry_secret_store_store_async (ferry_application_get_secrets (application), account, secret, NULL,
                                        secret_stored_cb, ferry_window_lend (self));
      if (!ferry_client_pool_sign_in (ferry_application_get_clients (application), account, secret,
                                      ferry_account_dialog_get_passcode (dialog), &sign_in_error))
        ferry_window_show_alert (self, _("Account Cannot Be Used"), sign_in_error->message);
    }

  update_windows (self, ferry_account_get_id (account));
  if (!editing->is_new && !ferry_window_is_account (self, ferry_account_get_id (account)))
    return;

  /* What was refused before may be answered now. */
  failed = ferry_sync_task_list_get_state (self->list) == FERRY_LIST_STATE_FAILED;
  ferry_window_set_account (self, account);
  if (editing->lists)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.list", NULL);
  else if (failed && ferry_sync_task_list_get_query (self->list) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.retry", NULL);
}

static void
present_dialog (Editing *unowned)
{
  g_autoptr(Editing) editing = unowned;
  FerryWindow *self = editing->window;
  FerryAccountDialog *dialog = ferry_account_dialog_new (editing->account, editing->secret);
  g_auto(GStrv) regions = g_settings_get_strv (self->settings, "default-regions");

  ferry_account_dialog_set_default_regions (dialog, (const char *const *) regions);
  g_signal_connect_data (dialog, "saved", G_CALLBACK (saved_cb), g_steal_pointer (&editing), free_editing_cb, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
secret_looked_up_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Editing) editing = user_data;

  /* Without the secret the account can be edited all the same. */
  editing->secret = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, NULL);
  /* Somebody who pressed twice, while a keyring took its time, wants one dialog. */
  if (editing->window != NULL && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (editing->window)) == NULL)
    present_dialog (g_steal_pointer (&editing));
}

void
ferry_window_add_account (FerryWindow *self,
                          gboolean     lists)
{
  Editing *editing = editing_new (self, NULL, TRUE);

  editing->lists = lists;
  present_dialog (editing);
}

void
ferry_window_edit_account (FerryWindow  *self,
                           FerryAccount *account)
{
  ferry_secret_store_lookup_async (ferry_application_get_secrets (ferry_window_get_application (self)), ferry_account_get_id (account),
                                   NULL, secret_looked_up_cb, editing_new (self, account, FALSE));
}

void
ferry_window_duplicate_account (FerryWindow  *self,
                                FerryAccount *account)
{
  FerryApplication *application = ferry_window_get_application (self);
  g_autofree char *name = ferry_account_store_dup_free_name (ferry_application_get_accounts (application),
                                                             ferry_account_get_name (account));
  g_autoptr(FerryAccount) copy = ferry_account_copy_as (account, NULL, name);

  ferry_secret_store_lookup_async (ferry_application_get_secrets (application), ferry_account_get_id (account), NULL,
                                   secret_looked_up_cb, editing_new (self, copy, TRUE));
}

/* --- Removing --- */

/* An account that was removed and can come back as long as its toast lives. */
typedef struct
{
  FerryApplication *application; /* (owned) */
  FerryWindow *window;           /* (nullable) a weak pointer */
  FerryAccount *account;         /* (owned) */
  guint position;
  gboolean was_chosen;
  gboolean undone;
} Removal;

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!ferry_secret_store_clear_finish (FERRY_SECRET_STORE (source), result, &error))
    g_message ("The secret of a removed account could not be cleared: %s", error->message);
  g_application_release (user_data);
  g_object_unref (user_data);
}

/* Only now is it too late, so only now does the secret go. */
static void
removal_free (Removal *removal)
{
  const char *id = ferry_account_get_id (removal->account);

  if (!removal->undone)
    {
      g_autoptr(GError) error = NULL;

      ferry_history_forget_account (ferry_application_get_history (removal->application), id);
      if (!ferry_cache_clear_account (ferry_application_get_cache (removal->application), id, &error))
        g_warning ("%s", error->message);
      g_application_hold (G_APPLICATION (removal->application));
      ferry_secret_store_clear_async (ferry_application_get_secrets (removal->application), id, NULL, cleared_cb,
                                      g_object_ref (removal->application));
    }
  g_clear_weak_pointer (&removal->window);
  g_object_unref (removal->application);
  g_object_unref (removal->account);
  g_free (removal);
}

static void
undo_cb (AdwToast *toast,
         Removal  *removal)
{
  g_autoptr(GError) error = NULL;

  removal->undone = ferry_account_store_insert (ferry_application_get_accounts (removal->application), removal->account,
                                                removal->position, &error);
  if (removal->window == NULL)
    return;
  if (!removal->undone)
    ferry_window_show_alert (removal->window, _("Account Not Kept"), error->message);
  else if (removal->was_chosen)
    ferry_window_set_account (removal->window, removal->account);
}

static void
offer_undo (FerryWindow  *self,
            FerryAccount *account,
            guint         position,
            gboolean      was_chosen)
{
  /* Translators: the name of an account. */
  g_autofree char *text = g_strdup_printf (_("“%s” removed"), ferry_account_get_name (account));
  AdwToast *toast = adw_toast_new (text);
  Removal *removal = g_new0 (Removal, 1);

  removal->application = g_object_ref (ferry_window_get_application (self));
  g_set_weak_pointer (&removal->window, self);
  removal->account = g_object_ref (account);
  removal->position = position;
  removal->was_chosen = was_chosen;

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "ferry-removal", removal, (GDestroyNotify) removal_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), removal);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

void
ferry_window_remove_account (FerryWindow  *self,
                             FerryAccount *account)
{
  FerryApplication *application = ferry_window_get_application (self);
  g_autoptr(FerryAccount) kept = g_object_ref (account);
  gboolean was_chosen = ferry_window_is_account (self, ferry_account_get_id (account));
  g_autoptr(GError) error = NULL;
  guint position;

  if (!ferry_account_store_remove (ferry_application_get_accounts (application), ferry_account_get_id (account),
                                   &position, &error))
    {
      ferry_window_show_alert (self, _("Account Not Removed"), error->message);
      return;
    }

  ferry_client_pool_forget (ferry_application_get_clients (application), ferry_account_get_id (account));
  update_windows (self, ferry_account_get_id (account));
  if (was_chosen)
    ferry_window_choose_first_account (self);
  offer_undo (self, account, position, was_chosen);
}
