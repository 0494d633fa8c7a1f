/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-announce.h"
#include "ferry-error-ui.h"
#include "ferry-format.h"
#include "ferry-motion.h"

/* A quick answer should not make the window flicker. */
#define LOADING_DELAY_MS 400

/* Lines in the banner, which takes its place from the rows. */
#define MAX_PROBLEMS 5

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

/* Whether the latest request was for what is shown already. */
static gboolean
is_refresh (FerryWindow *self)
{
  FerryQuery *query = ferry_sync_task_list_get_query (self->list);
  FerryQuery *rows_query = ferry_sync_task_list_get_rows_query (self->list);

  return query != NULL && rows_query != NULL && ferry_query_equal (query, rows_query);
}

static void
show_page (FerryWindow *self,
           const char  *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  ferry_window_update_account_banner (self);
  ferry_window_update_title (self);
  ferry_window_update_actions (self);
  ferry_window_update_details (self);
}

/* A refresh leaves the rows where they are. */
static gboolean
show_loading_cb (gpointer user_data)
{
  FerryWindow *self = user_data;

  self->loading_source = 0;
  ferry_query_bar_set_loading (self->query_bar, TRUE);
  if (!is_refresh (self))
    {
      show_page (self, "loading");
      ferry_announce (self, adw_status_page_get_title (self->loading_page), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }

  return G_SOURCE_REMOVE;
}

/* The rest is in every export. */
static void
leave_out (GPtrArray *lines)
{
  guint n_more = lines->len > MAX_PROBLEMS ? lines->len - MAX_PROBLEMS + 1 : 0;

  if (n_more == 0)
    return;

  g_ptr_array_set_size (lines, lines->len - n_more);
  g_ptr_array_add (lines, g_strdup_printf (ngettext ("%'u more", "%'u more", n_more), n_more));
}

static void
set_problem (FerryWindow *self,
             const char  *text,
             const char  *action_label,
             const char  *action_name)
{
  if (text != NULL)
    {
      adw_banner_set_title (self->problem_banner, text);
      adw_banner_set_button_label (self->problem_banner, action_label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->problem_banner), action_name);
    }
  adw_banner_set_revealed (self->problem_banner, text != NULL);
}

/* What the answer itself may lack is said as long as its rows are shown, after anything else there is to say. */
static void
show_problems (FerryWindow        *self,
               const FerryErrorUi *error_ui)
{
  g_autoptr(GPtrArray) lines = ferry_facts_dup_warnings (ferry_sync_task_list_get_facts (self->list));
  g_autofree char *text = NULL;

  if (error_ui != NULL)
    g_ptr_array_insert (lines, 0, g_strdup (error_ui->summary));
  /* What is to come is not missing. */
  if (lines->len == 0 || ferry_window_shows_unfinished (self))
    {
      set_problem (self, NULL, NULL, NULL);
      return;
    }

  leave_out (lines);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  /* An error has been told of as soon as it was there. */
  if (error_ui == NULL)
    ferry_announce_banner (self->problem_banner, text);
  if (error_ui != NULL)
    set_problem (self, text, error_ui->action_label, error_ui->action_name);
  else if (ferry_window_can_continue (self))
    set_problem (self, text, ferry_sync_task_list_get_facts (self->list)->is_unfinished ? _("_Continue") : _("_Retry Failed"), "win.continue");
  else
    set_problem (self, text, NULL, NULL);
}

static char *
dup_empty_text (FerryWindow *self)
{
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);
  g_autofree char *scope = NULL;
  g_autofree char *region = NULL;

  if (query == NULL)
    return g_markup_printf_escaped (_("The file “%s” holds none."), ferry_sync_task_list_get_facts (self->list)->file);

  region = ferry_query_dup_region_text (query);
  if (*ferry_query_get_organization (query) == '\0' && ferry_query_get_names (query) == NULL)
    return g_markup_printf_escaped (
      /* Translators: a region. */
      _("No repository in %s has any. Tasks that are manual only are not reported by the service."), region);

  scope = ferry_query_dup_scope (query);

  return g_markup_printf_escaped (
    /* Translators: organization and repository, then a region. */
    _("%s in %s has none. Tasks that are manual only are not reported by the service."), scope, region);
}

static void
show_empty_page (FerryWindow *self)
{
  g_autofree char *text = dup_empty_text (self);

  adw_status_page_set_description (self->empty_page, text);
  show_page (self, "empty");
}

static void
show_rows (FerryWindow        *self,
           const FerryErrorUi *error_ui)
{
  show_problems (self, error_ui);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 || ferry_sync_task_list_get_facts (self->list)->n_unreadable > 0)
    show_page (self, "rows");
  else
    show_empty_page (self);
}

static void
show_failure (FerryWindow *self)
{
  FerryQuery *query = ferry_sync_task_list_get_query (self->list);
  g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (ferry_sync_task_list_get_error (self->list), query);
  g_autofree char *description = NULL;

  ferry_announce (self, error_ui->title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  /* A refresh that failed takes nothing away. */
  if (is_refresh (self))
    {
      show_rows (self, error_ui);
      return;
    }

  description = g_markup_escape_text (error_ui->explanation, -1);
  adw_status_page_set_icon_name (self->failed_page, error_ui->icon_name);
  adw_status_page_set_title (self->failed_page, error_ui->title);
  adw_status_page_set_description (self->failed_page, description);
  gtk_button_set_label (self->failed_button, error_ui->action_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->failed_button), error_ui->action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), error_ui->may_retry && !g_str_equal (error_ui->action_name, "win.retry"));
  gtk_widget_set_visible (self->names_button, error_ui->may_name);
  gtk_widget_set_visible (self->details_button, !g_str_equal (error_ui->action_name, "win.copy-error"));
  set_problem (self, NULL, NULL, NULL);
  show_page (self, "failed");
}

static gboolean
count_pause_cb (gpointer user_data)
{
  FerryWindow *self = user_data;

  self->pause_source = 0;
  ferry_window_update_pause (self);

  return G_SOURCE_REMOVE;
}

static gboolean
shows_pause (FerryWindow *self)
{
  return gtk_widget_get_visible (self->resume_button) ||
         (adw_banner_get_revealed (self->problem_banner) &&
          g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->problem_banner)), "win.resume") == 0);
}

static void
show_pause (FerryWindow *self,
            guint        seconds)
{
  g_autofree char *text = g_strdup_printf (ngettext ("Slowed down by the service, retrying in %u second",
                                                     "Slowed down by the service, retrying in %u seconds", seconds),
                                           seconds);

  /* Nobody wants to hear every second of it. */
  if (!shows_pause (self))
    ferry_announce (self, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (is_refresh (self))
    set_problem (self, text, _("Retry No_w"), "win.resume");
  else
    {
      adw_status_page_set_description (self->loading_page, text);
      gtk_widget_set_visible (self->resume_button, TRUE);
      show_page (self, "loading");
    }
  ferry_query_bar_set_loading (self->query_bar, TRUE);
}

static void
hide_pause (FerryWindow *self)
{
  adw_status_page_set_description (self->loading_page, NULL);
  gtk_widget_set_visible (self->resume_button, FALSE);
  if (is_refresh (self))
    show_problems (self, NULL);
}

/* The pace may be another window's, too, so a pause is shown only to those who wait for its end. */
void
ferry_window_update_pause (FerryWindow *self)
{
  guint seconds = ferry_window_get_seconds_left (self);

  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (ferry_sync_task_list_get_state (self->list) != FERRY_LIST_STATE_LOADING)
    return;

  if (seconds > 0)
    {
      show_pause (self, seconds);
      self->pause_source = g_timeout_add_seconds (1, count_pause_cb, self);
    }
  else
    hide_pause (self);
}

static void
show_loading (FerryWindow *self)
{
  if (self->loading_source == 0)
    self->loading_source = g_timeout_add (LOADING_DELAY_MS, show_loading_cb, self);
}

static void
show_idle (FerryWindow *self)
{
  set_problem (self, NULL, NULL, NULL);
  show_page (self, self->account != NULL ? "ready" : "first-run");
}

static void
announce_answer (FerryWindow *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *text = g_strdup_printf (ngettext ("%'u task", "%'u tasks", n_rows), n_rows);

  ferry_announce (self, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What was answered is worth asking again. */
static void
remember_query (FerryWindow *self)
{
  FerryHistory *history = ferry_application_get_history (ferry_window_get_application (self));
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);

  if (query != NULL)
    ferry_history_add (history, ferry_account_get_id (self->account), query);
}

static void
show_state (FerryWindow    *self,
            FerryListState  state)
{
  switch (state)
    {
    case FERRY_LIST_STATE_LOADING:
      if (ferry_window_shows_unfinished (self) && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
        show_page (self, "rows");
      show_loading (self);
      ferry_window_update_pause (self);
      break;
    case FERRY_LIST_STATE_LOADED:
      show_rows (self, NULL);
      announce_answer (self);
      remember_query (self);
      ferry_window_keep_answer (self);
      break;
    case FERRY_LIST_STATE_FAILED:
      show_failure (self);
      break;
    case FERRY_LIST_STATE_IDLE:
    default:
      show_idle (self);
      break;
    }
}

/* An answer is awaited as well while the secret for asking is looked for. */
void
ferry_window_update_state (FerryWindow *self)
{
  FerryListState state = self->waiting_query != NULL ? FERRY_LIST_STATE_LOADING : ferry_sync_task_list_get_state (self->list);

  if (state != FERRY_LIST_STATE_LOADING)
    {
      g_clear_handle_id (&self->loading_source, g_source_remove);
      ferry_query_bar_set_loading (self->query_bar, FALSE);
      /* A button for what cannot be done any more would have lost the keyboard by then. */
      ferry_window_update_progress (self);
    }
  ferry_window_update_actions (self);
  show_state (self, state);
  ferry_window_update_progress (self);
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
ferry_window_class_init (FerryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_window_dispose;

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
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, resume_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, failed_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, names_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, details_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWindow, favourite_button);
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
