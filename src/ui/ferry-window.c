/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-motion.h"

/* The repository of the documented example is in the sample account too. */
#define SAMPLE_ORGANIZATION "test"
#define SAMPLE_REPOSITORY "grpc-helloworld"

G_DEFINE_FINAL_TYPE (FerryWindow, ferry_window, ADW_TYPE_APPLICATION_WINDOW)

FerryApplication *
ferry_window_get_application (FerryWindow *self)
{
  return FERRY_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

/* For a callback: it must not keep a window that is closed meanwhile, which would go on with its work unseen. */
gpointer
ferry_window_lend (FerryWindow *self)
{
  GWeakRef *lent = g_new0 (GWeakRef, 1);

  g_weak_ref_init (lent, self);

  return lent;
}

/* The window, with a reference, or NULL when it is closed. To be called once. */
FerryWindow *
ferry_window_take_back (gpointer lent)
{
  FerryWindow *self = g_weak_ref_get (lent);

  g_weak_ref_clear (lent);
  g_free (lent);

  return self;
}

/* Whether a dialog of the desktop ended without an answer, which is nothing to tell of. */
gboolean
ferry_window_is_dismissed (const GError *error)
{
  return g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
         g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED);
}

void
ferry_window_show_alert (FerryWindow *self,
                         const char  *title,
                         const char  *text)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (title, text));

  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* What comes from elsewhere is text, not markup. */
static AdwToast *
create_toast (const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);

  return toast;
}

void
ferry_window_show_toast (FerryWindow *self,
                         const char  *text)
{
  adw_toast_overlay_add_toast (self->toast_overlay, create_toast (text));
}

/* Who copies one thing after another wants to hear of the latest, and not to wait until the others were told. */
void
ferry_window_show_copied (FerryWindow *self,
                          const char  *text)
{
  AdwToast *toast = create_toast (text);

  /* Nor until an export is done. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  if (self->copied_toast != NULL)
    adw_toast_dismiss (self->copied_toast);
  g_set_weak_pointer (&self->copied_toast, toast);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
update_interval (FerryWindow *self)
{
  ferry_auto_refresh_set_interval (self->auto_refresh, g_settings_get_uint (self->settings, "automatic-refresh") * 60 * 1000);
}

static void
update_default_regions (FerryWindow *self)
{
  g_auto(GStrv) regions = g_settings_get_strv (self->settings, "default-regions");

  ferry_query_bar_set_default_regions (self->query_bar, (const char *const *) regions);
}

/* What may change while the window is there. */
static void
apply_settings (FerryWindow *self)
{
  g_signal_connect_object (self->settings, "changed::default-regions", G_CALLBACK (update_default_regions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::automatic-refresh", G_CALLBACK (update_interval), self, G_CONNECT_SWAPPED);
  update_default_regions (self);
  update_interval (self);
}

/* Those that were asked last; before that the first of those that people have chosen for a beginning. */
static void
restore_regions (FerryWindow *self)
{
  g_auto(GStrv) last = g_settings_get_strv (self->settings, "query-regions");
  g_auto(GStrv) defaults = g_settings_get_strv (self->settings, "default-regions");

  if (last[0] != NULL)
    ferry_query_bar_set_regions (self->query_bar, (const char *const *) last);
  else if (defaults[0] != NULL)
    ferry_query_bar_set_regions (self->query_bar, (const char *const[]) { defaults[0], NULL });
}

/* What somebody does to one window is how the next one begins, and nothing to those that are there. */
static void
restore_state (FerryWindow *self)
{
  const GSettingsBindFlags flags = G_SETTINGS_BIND_GET | G_SETTINGS_BIND_SET | G_SETTINGS_BIND_GET_NO_CHANGES;

  g_settings_bind (self->settings, "window-width", self, "default-width", flags);
  g_settings_bind (self->settings, "window-height", self, "default-height", flags);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", flags);
  g_settings_bind (self->settings, "show-sidebar", self->split_view, "show-sidebar", flags);
  ferry_window_restore_account (self);
  restore_regions (self);
}

/* Nobody asked for it, so the query bar is left to whoever types there, and a sign-in that was refused is not tried
 * again: that could lock the user out. */
static void
refresh_quietly (FerryWindow *self)
{
  g_autoptr(FerryQuery) query = ferry_query_ref (ferry_sync_task_list_get_rows_query (self->list));

  if (self->client == NULL)
    return;

  ferry_window_stop (self);
  ferry_window_scan (self, query);
}

static void
ferry_window_dispose (GObject *object)
{
  FerryWindow *self = FERRY_WINDOW (object);

  g_clear_weak_pointer (&self->copied_toast);
  g_clear_weak_pointer (&self->exported_toast);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->token_source, g_source_remove);
  /* First, so that there is nothing left to show: a closed window has no application. */
  ferry_window_stop_sign_in (self);
  ferry_window_stop (self);
  g_cancellable_cancel (self->exporting);
  g_clear_object (&self->exporting);
  g_clear_object (&self->export_folder);
  g_clear_object (&self->auto_refresh);
  g_clear_pointer (&self->kept_facts, ferry_facts_unref);
  g_clear_object (&self->account);
  ferry_window_forget_clients (self);
  g_clear_object (&self->list);
  g_clear_object (&self->settings);
  g_clear_weak_pointer (&self->details);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_WINDOW);

  G_OBJECT_CLASS (ferry_window_parent_class)->dispose (object);
}

static void
ferry_window_finalize (GObject *object)
{
  FerryWindow *self = FERRY_WINDOW (object);

  g_free (self->account_text);
  g_free (self->problem_text);

  G_OBJECT_CLASS (ferry_window_parent_class)->finalize (object);
}

static void
ferry_window_class_init (FerryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_window_dispose;
  object_class->finalize = ferry_window_finalize;

  g_type_ensure (FERRY_TYPE_ACCOUNT_SIDEBAR);
  g_type_ensure (FERRY_TYPE_QUERY_BAR);
  g_type_ensure (FERRY_TYPE_SYNC_TASK_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, details_split_view);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, query_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, query_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, account_banner);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, problem_banner);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, first_run_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, resume_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, failed_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, second_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, names_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, details_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, favorite_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, task_view);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, scan_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, scan_label);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, scan_progress);
}

static void
ferry_window_init (FerryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->auto_refresh = ferry_auto_refresh_new (GTK_WINDOW (self));
  self->list = ferry_sync_task_list_new ();
  ferry_sync_task_view_set_list (self->task_view, self->list);
  adw_status_page_set_icon_name (self->first_run_page, FERRY_APPLICATION_ID);
  ferry_motion_show_spinner (self->loading_page);
  ferry_window_init_actions (self);
  ferry_window_init_export (self);
  ferry_window_init_details (self);
  ferry_window_init_open (self);
  ferry_window_init_scan (self);
  if (FERRY_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  g_signal_connect_object (self->list, "notify::state", G_CALLBACK (ferry_window_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->task_view, "notify::low", G_CALLBACK (ferry_window_suit_height), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->auto_refresh, "due", G_CALLBACK (refresh_quietly), self, G_CONNECT_SWAPPED);
}

/**
 * ferry_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window that is not shown yet
 */
FerryWindow *
ferry_window_new (GtkApplication *application)
{
  FerryWindow *self = g_object_new (FERRY_TYPE_WINDOW, "application", application, NULL);

  /* Settings and accounts are the application's, which has been set only now. */
  self->settings = g_object_ref (ferry_application_get_settings (ferry_window_get_application (self)));
  ferry_window_init_accounts (self);
  apply_settings (self);
  restore_state (self);

  return self;
}

/**
 * ferry_window_show_sample:
 * @self: a window
 *
 * Goes on with the sample account and lists one of its repositories.
 */
void
ferry_window_show_sample (FerryWindow *self)
{
  FerryAccountStore *accounts;
  g_autoptr(FerryQuery) query = NULL;

  g_return_if_fail (FERRY_IS_WINDOW (self));

  accounts = ferry_application_get_accounts (ferry_window_get_application (self));
  ferry_window_set_account (self, ferry_account_store_find (accounts, FERRY_ACCOUNT_SAMPLE_ID));
  query = ferry_query_new_for_repository (FERRY_REGION_DEFAULT, SAMPLE_ORGANIZATION, SAMPLE_REPOSITORY, NULL);
  ferry_window_list (self, query);
}

/**
 * ferry_window_list_path:
 * @self: a window
 * @path: `ORGANIZATION/REPOSITORY` or an image address
 *
 * Lists a repository as if it had been entered: with the account of the window,
 * or with one that is to be added first.
 */
void
ferry_window_list_path (FerryWindow *self,
                        const char  *path)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));

  /* The bar takes it apart. */
  ferry_query_bar_set_names (self->query_bar, path, "");
  g_action_group_activate_action (G_ACTION_GROUP (self), "list", NULL);
}

/**
 * ferry_window_list:
 * @self: a window that has an account
 * @query: what to list
 *
 * Asks for the tasks of a repository, for somebody who wants to know now. A
 * request that is under way is stopped.
 */
void
ferry_window_list (FerryWindow *self,
                   FerryQuery  *query)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));
  g_return_if_fail (self->account != NULL);

  ferry_window_stop (self);
  ferry_query_bar_set_query (self->query_bar, query);
  g_settings_set_strv (self->settings, "query-regions", ferry_query_get_regions (query));
  ferry_window_show_kept (self, query);
  if (self->client == NULL)
    {
      ferry_window_list_when_signed_in (self, query);
      return;
    }

  ferry_window_forget_refusals (self);
  ferry_window_scan (self, query);
}

/**
 * ferry_window_stop:
 * @self: a window
 *
 * Stops the request under way, if there is one.
 */
void
ferry_window_stop (FerryWindow *self)
{
  gboolean was_waiting = self->waiting_query != NULL;

  ferry_window_stop_sign_in (self);
  ferry_window_stop_opening (self);
  g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (was_waiting && self->list != NULL)
    ferry_window_update_state (self);
}
