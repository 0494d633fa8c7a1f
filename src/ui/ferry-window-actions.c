/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-error-ui.h"

/* Longer than by default: the button is for people who have to find it first. */
#define EXPORT_TOAST_SECONDS 10

/* What waits for a file to be chosen or written. It does not keep the window: closing that ends its exports. */
typedef struct
{
  FerryWindow *window; /* (nullable) a weak pointer */
  const FerryExporter *exporter;
} ExportJob;

static ExportJob *
export_job_new (FerryWindow         *window,
                const FerryExporter *exporter)
{
  ExportJob *job = g_new0 (ExportJob, 1);

  g_set_weak_pointer (&job->window, window);
  job->exporter = exporter;

  return job;
}

static void
export_job_free (ExportJob *job)
{
  g_clear_weak_pointer (&job->window);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportJob, export_job_free)

static void
add_account_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ferry_window_add_account (user_data, FALSE);
}

static void
edit_account_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FerryWindow *self = user_data;

  ferry_window_edit_account (self, self->account);
}

static void
sign_in_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ferry_window_sign_in_again (user_data);
}

static void
show_sample_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ferry_window_show_sample (user_data);
}

static void
close_sample_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  ferry_window_choose_first_account (user_data);
}

static void
list_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(FerryQuery) query = ferry_query_bar_dup_query (self->query_bar);

  if (query == NULL)
    return;
  if (self->account != NULL)
    ferry_window_list (self, query);
  else
    ferry_window_add_account (self, TRUE);
}

static void
stop_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  ferry_window_stop (user_data);
}

/* Asks again for what is shown, whatever stands in the query bar by now. */
static void
refresh_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(FerryQuery) query = ferry_query_ref (ferry_sync_task_list_get_rows_query (self->list));

  ferry_window_list (self, query);
}

static void
retry_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(FerryQuery) query = ferry_query_ref (ferry_sync_task_list_get_query (self->list));

  ferry_window_list (self, query);
}

static void
show_previous_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FerryWindow *self = user_data;

  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);

  if (query != NULL)
    ferry_query_bar_set_query (self->query_bar, query);
  ferry_sync_task_list_forget_failure (self->list);
}

static void
edit_query_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FerryWindow *self = user_data;

  gtk_toggle_button_set_active (self->query_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->query_bar));
}

static void
filter_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  ferry_sync_task_view_focus_filter (FERRY_WINDOW (user_data)->task_view);
}

static void
copy (FerryWindow *self,
      const char  *text,
      const char  *toast)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  ferry_window_show_toast (self, toast);
}

static void
copy_policy_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  copy (user_data, ferry_error_ui_get_policy (), _("IAM policy copied"));
}

static void
resume_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  FerryWindow *self = user_data;

  if (self->client != NULL)
    ferry_pace_resume (ferry_client_get_pace (self->client));
}

static void
toggle_sidebar_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  FerryWindow *self = user_data;

  adw_overlay_split_view_set_show_sidebar (self->split_view, !adw_overlay_split_view_get_show_sidebar (self->split_view));
}

static void
favourite_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FerryWindow *self = user_data;
  FerryHistory *history = ferry_application_get_history (ferry_window_get_application (self));
  const char *id = ferry_account_get_id (self->account);
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);

  ferry_history_set_favourite (history, id, query, !ferry_history_get_is_favourite (history, id, query));
}

static void
copy_error_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autofree char *report = ferry_error_ui_dup_report (ferry_sync_task_list_get_error (self->list),
                                                       ferry_sync_task_list_get_query (self->list));

  copy (self, report, _("Details copied"));
}

static void
export_menu_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gtk_menu_button_popup (FERRY_WINDOW (user_data)->export_button);
}

/* `sync-tasks_ORGANIZATION_REPOSITORY_20261124-0912.csv`, without what file systems do not like. */
static char *
suggest_name (FerryWindow         *self,
              const FerryExporter *exporter)
{
  g_autofree char *scope = g_strdup (ferry_sync_task_list_get_facts (self->list)->scope);
  g_autofree char *time = g_date_time_format (ferry_sync_task_list_get_facts (self->list)->as_of, "%Y%m%d-%H%M");

  g_strdelimit (scope, "/:*\"<>|", '_');

  return g_strdup_printf ("sync-tasks_%s_%s.%s", scope, time, exporter->extension);
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(ExportJob) job = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (job->window == NULL)
    return;
  if (file != NULL)
    ferry_window_export (job->window, job->exporter, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    ferry_window_show_toast (job->window, error->message);
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  FerryWindow *self = user_data;
  const FerryExporter *exporter = ferry_exporter_find (g_variant_get_string (parameter, NULL));
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *name = NULL;

  g_return_if_fail (exporter != NULL);

  name = suggest_name (self, exporter);
  gtk_file_filter_set_name (filter, _(exporter->title));
  gtk_file_filter_add_suffix (filter, exporter->extension);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Export Synchronization Tasks"));
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->exporting, save_cb, export_job_new (self, exporter));
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) && self != NULL &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    ferry_window_show_toast (self, error->message);
}

static void
open_file_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (self), self->exporting, launched_cb, ferry_window_lend (self));
}

static void
announce_export (ExportJob *job,
                 GFile     *file,
                 guint      n_rows)
{
  g_autofree char *path = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = g_strdup_printf (ngettext ("%u task exported to “%s”", "%u tasks exported to “%s”", n_rows),
                                           n_rows, name);
  g_autofree char *uri = g_file_get_uri (file);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_timeout (toast, EXPORT_TOAST_SECONDS);
  adw_toast_set_action_name (toast, "win.open-file");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_overlay_add_toast (job->window->toast_overlay, toast);
}

static void
failure_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(ExportJob) job = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (job->window != NULL && g_str_equal (answer, "retry"))
    gtk_widget_activate_action (GTK_WIDGET (job->window), "win.export", "s", job->exporter->id);
}

static void
report_export_failure (ExportJob    *job,
                       const GError *error)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("List Not Exported"), error->message));

  adw_alert_dialog_add_responses (dialog, "close", _("_Close"), "retry", _("Choose Another _Place…"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "retry", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "retry");
  adw_alert_dialog_set_close_response (dialog, "close");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (job->window), job->window->exporting,
                           failure_answered_cb, export_job_new (job->window, job->exporter));
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ExportJob) job = user_data;
  g_autoptr(GError) error = NULL;
  guint n_rows;
  gboolean exported = ferry_export_to_file_finish (G_FILE (source), result, &n_rows, &error);

  if (job->window == NULL)
    return;
  if (exported)
    announce_export (job, G_FILE (source), n_rows);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    report_export_failure (job, error);
}

/**
 * ferry_window_export:
 * @self: a window
 * @exporter: the format
 * @file: where to
 *
 * Writes what is shown, if anything is, and says how it went.
 */
void
ferry_window_export (FerryWindow         *self,
                     const FerryExporter *exporter,
                     GFile               *file)
{
  FerryExport *export;

  g_return_if_fail (FERRY_IS_WINDOW (self));

  /* The list may have gone while somebody thought of a place. */
  if (ferry_sync_task_list_get_facts (self->list) == NULL)
    return;

  export = ferry_sync_task_view_create_export (self->task_view, FERRY_EXPORT_ROWS_FILTERED);
  ferry_export_to_file_async (export, exporter, file, self->exporting, exported_cb, export_job_new (self, exporter));
}

static void
set_enabled (FerryWindow *self,
             const char  *name,
             gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_favourite (FerryWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "favourite");
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);
  gboolean is_favourite = self->account != NULL && query != NULL &&
                          ferry_history_get_is_favourite (ferry_application_get_history (ferry_window_get_application (self)),
                                                          ferry_account_get_id (self->account), query);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (is_favourite));
  gtk_button_set_icon_name (GTK_BUTTON (self->favourite_button), is_favourite ? "starred-symbolic" : "non-starred-symbolic");
}

void
ferry_window_update_actions (FerryWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  gboolean loading = self->waiting_query != NULL || ferry_sync_task_list_get_state (self->list) == FERRY_LIST_STATE_LOADING;
  gboolean has_answer = ferry_sync_task_list_get_facts (self->list) != NULL;
  /* What comes from a file cannot be asked for again. */
  gboolean can_refresh = ferry_sync_task_list_get_rows_query (self->list) != NULL && self->account != NULL;
  /* What is not on screen is not exported. */
  gboolean shows_answer = g_str_equal (page, "rows") || g_str_equal (page, "empty");

  set_enabled (self, "stop", loading);
  set_enabled (self, "refresh", !loading && can_refresh);
  set_enabled (self, "retry", !loading && self->account != NULL && ferry_sync_task_list_get_query (self->list) != NULL);
  set_enabled (self, "filter", g_str_equal (page, "rows"));
  set_enabled (self, "export", shows_answer);
  set_enabled (self, "export-menu", shows_answer);
  set_enabled (self, "save-snapshot", shows_answer);
  set_enabled (self, "close-snapshot", ferry_sync_task_list_get_has_snapshot (self->list));
  set_enabled (self, "show-previous", has_answer);
  set_enabled (self, "edit-account", self->account != NULL && ferry_account_get_kind (self->account) != FERRY_ACCOUNT_SAMPLE);
  set_enabled (self, "sign-in", self->account != NULL && ferry_account_get_kind (self->account) != FERRY_ACCOUNT_SAMPLE);
  set_enabled (self, "favourite", shows_answer && can_refresh);
  set_enabled (self, "copy-error", ferry_sync_task_list_get_error (self->list) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), shows_answer);
  ferry_auto_refresh_set_active (self->auto_refresh, shows_answer && !loading && can_refresh);
  update_favourite (self);
}

static void
add_format (GMenu               *formats,
            const FerryExporter *exporter)
{
  /* Translators: a file format, as CSV. Its first letter is the mnemonic. */
  g_autofree char *label = g_strdup_printf (_("As _%s…"), _(exporter->title));
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.export", "s", exporter->id);
  g_menu_append_item (formats, item);
}

/* One item a format. The preferred one comes first, where Ctrl+E and Enter reach it. */
void
ferry_window_update_export_menu (FerryWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "export-format");
  const FerryExporter *preferred = ferry_exporter_find (id);
  const FerryExporter *const *exporters = ferry_exporter_list ();
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) formats = g_menu_new ();

  if (preferred != NULL)
    add_format (formats, preferred);
  for (gsize i = 0; exporters[i] != NULL; i++)
    if (exporters[i] != preferred)
      add_format (formats, exporters[i]);
  g_menu_append_section (menu, _("Export What Is Shown"), G_MENU_MODEL (formats));
  gtk_menu_button_set_menu_model (self->export_button, G_MENU_MODEL (menu));
}

void
ferry_window_init_actions (FerryWindow *self)
{
  const GActionEntry entries[] = {
    { "add-account", add_account_cb },
    { "edit-account", edit_account_cb },
    { "sign-in", sign_in_cb },
    { "toggle-sidebar", toggle_sidebar_cb },
    { "favourite", favourite_cb, NULL, "false" },
    { "copy-policy", copy_policy_cb },
    { "resume", resume_cb },
    { "show-sample", show_sample_cb },
    { "close-sample", close_sample_cb },
    { "list", list_cb },
    { "stop", stop_cb },
    { "refresh", refresh_cb },
    { "retry", retry_cb },
    { "show-previous", show_previous_cb },
    { "edit-query", edit_query_cb },
    { "filter", filter_cb },
    { "copy-error", copy_error_cb },
    { "export-menu", export_menu_cb },
    { "export", export_cb, "s" },
    { "open-file", open_file_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
