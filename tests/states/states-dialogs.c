/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ferry-account-dialog.h"
#include "ferry-demo-access.h"
#include "ferry-region-picker.h"
#include "states.h"

/* What opens in the window. */

/* --- The account --- */

static AdwDialog *
open_account (UiFixture        *fixture,
              FerryAccountKind  kind)
{
  AdwDialog *dialog = open_dialog (fixture, "win.add-account");

  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, NULL)), kind);

  return dialog;
}

static void
unfold (AdwDialog  *dialog,
        const char *title)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (dialog, ADW_TYPE_EXPANDER_ROW, title)), TRUE);
}

static void
enter_connection (UiFixture  *fixture,
                  AdwDialog  *dialog,
                  const char *secret_key)
{
  ui_set_text (dialog, _("Access Key (AK)"), FERRY_DEMO_ACCESS_KEY);
  ui_set_text (dialog, _("Secret Key (SK)"), secret_key);
  unfold (dialog, _("_Other Cloud or Private Stack"));
  ui_set_text (dialog, _("SWR Address"), ferry_demo_server_get_endpoint (fixture->server));
  ferry_region_picker_set_regions (FERRY_REGION_PICKER (ui_get (dialog, FERRY_TYPE_REGION_PICKER, NULL)),
                                   (const char *const[]) { "cn-north-4", "cn-east-3", NULL });
}

static void
try_connection (AdwDialog  *dialog,
                const char *result)
{
  g_signal_emit_by_name (ui_get (dialog, ADW_TYPE_BUTTON_ROW, _("_Test Connection")), "activated");
  ui_wait_for_text (dialog, result);
}

static void
reach_key_pair (UiFixture *fixture)
{
  open_account (fixture, FERRY_ACCOUNT_ACCESS_KEY);
}

static void
reach_password (UiFixture *fixture)
{
  open_account (fixture, FERRY_ACCOUNT_PASSWORD);
}

static void
reach_token (UiFixture *fixture)
{
  open_account (fixture, FERRY_ACCOUNT_TOKEN);
}

static void
reach_cloud (UiFixture *fixture)
{
  AdwDialog *dialog = open_account (fixture, FERRY_ACCOUNT_ACCESS_KEY);

  unfold (dialog, _("_Other Cloud or Private Stack"));
}

static void
reach_incomplete_account (UiFixture *fixture)
{
  AdwDialog *dialog = open_account (fixture, FERRY_ACCOUNT_ACCESS_KEY);

  ui_press (dialog, _("_Save"));
}

static void
reach_connection (UiFixture *fixture)
{
  AdwDialog *dialog = open_account (fixture, FERRY_ACCOUNT_ACCESS_KEY);

  enter_connection (fixture, dialog, FERRY_DEMO_SECRET_KEY);
  try_connection (dialog, _("Answered"));
}

static void
reach_refused_connection (UiFixture *fixture)
{
  AdwDialog *dialog = open_account (fixture, FERRY_ACCOUNT_ACCESS_KEY);

  enter_connection (fixture, dialog, "not-the-secret-key");
  try_connection (dialog, _("Not asked, since the sign-in was refused"));
}

static GtkPopover *
open_import_menu (UiFixture *fixture)
{
  return open_menu (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)), NULL);
}

static void
reach_choice_of_keys (UiFixture *fixture)
{
  AdwDialog *dialog = open_account (fixture, FERRY_ACCOUNT_ACCESS_KEY);

  g_setenv ("HUAWEICLOUD_SDK_AK", FERRY_DEMO_ACCESS_KEY, TRUE);
  g_setenv ("HUAWEICLOUD_SDK_SK", FERRY_DEMO_SECRET_KEY, TRUE);
  g_setenv ("HW_ACCESS_KEY", "ANOTHERACCESSKEY2026", TRUE);
  g_setenv ("HW_SECRET_KEY", "another-secret-key", TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "account.import-environment", NULL));
  g_unsetenv ("HUAWEICLOUD_SDK_AK");
  g_unsetenv ("HUAWEICLOUD_SDK_SK");
  g_unsetenv ("HW_ACCESS_KEY");
  g_unsetenv ("HW_SECRET_KEY");
  ui_wait_for_text (fixture->window, _("Which Access Key?"));
}

static void
save_account (UiFixture        *fixture,
              FerryAccountKind  kind,
              const char       *secret)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "id", "prod", "name", "prod", "kind", kind,
                                                  "access-key", FERRY_DEMO_ACCESS_KEY,
                                                  "domain-name", FERRY_DEMO_DOMAIN,
                                                  "user-name", FERRY_DEMO_USER,
                                                  "user-id", FERRY_DEMO_USER_ID,
                                                  "endpoint", ferry_demo_server_get_endpoint (fixture->server),
                                                  "iam-endpoint", ferry_demo_server_get_endpoint (fixture->server),
                                                  NULL);
  AdwDialog *dialog = open_dialog (fixture, "win.add-account");

  g_signal_emit_by_name (dialog, "saved", account, secret);
  adw_dialog_force_close (dialog);
}

static void
reach_passcode (UiFixture *fixture)
{
  ferry_demo_server_set_passcode (fixture->server, FERRY_DEMO_PASSCODE);
  save_account (fixture, FERRY_ACCOUNT_PASSWORD, FERRY_DEMO_PASSWORD);
  list (fixture, "test", "grpc-helloworld");
  open_dialog (fixture, "win.sign-in");
}

static void
reach_kept_account (UiFixture *fixture)
{
  save_account (fixture, FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
}

static GtkPopover *
open_account_menu (UiFixture *fixture)
{
  FerryWindow *window = fixture->window;
  g_autofree char *name = g_strdup_printf (_("Menu of %s"), "prod");

  /* A narrow window has the accounts only where somebody asks for them. */
  adw_overlay_split_view_set_show_sidebar (window->split_view, TRUE);
  ui_wait_for_frame (window);

  return open_menu (window->sidebar, name);
}

/* --- Others --- */

static void
reach_preferences (UiFixture *fixture)
{
  open_dialog (fixture, "app.preferences");
}

static void
reach_about (UiFixture *fixture)
{
  open_dialog (fixture, "app.about");
}

/* On the oldest platform they have a window of their own. */
static void
reach_shortcuts (UiFixture *fixture)
{
  activate (fixture, "win.show-help-overlay");
  ui_wait_for_frame (fixture->window);
}

static void
reach_columns (UiFixture *fixture)
{
  list_some (fixture);
  g_action_group_activate_action (ferry_sync_task_view_get_actions (fixture->window->task_view), "edit-columns", NULL);
  ui_wait_for_dialog (fixture->window);
}

static void
reach_export_as (UiFixture  *fixture,
                 const char *format)
{
  g_settings_set_string (ferry_application_get_settings (ui_get_application ()), "export-format", format);
  list_some (fixture);
  open_dialog (fixture, "win.export-dialog");
}

static void
reach_export (UiFixture *fixture)
{
  reach_export_as (fixture, "csv");
}

static void
reach_workbook_export (UiFixture *fixture)
{
  reach_export_as (fixture, "xlsx");
}

static void
reach_names (UiFixture *fixture)
{
  open_dialog (fixture, "win.names");
}

static void
reach_wrong_names (UiFixture *fixture)
{
  AdwDialog *dialog = open_dialog (fixture, "win.names");
  GtkWidget *text_view = ui_get (dialog, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view)),
                            "# the front ends\nweb/frontend\nteam\nswr.cn-north-4.myhuaweicloud.com/test/grpc-helloworld:v1\n", -1);
}

static void
reach_export_failure (UiFixture *fixture)
{
  g_autoptr(GFile) nowhere = g_file_new_for_path ("/dev/null/tasks.csv");

  list_some (fixture);
  ferry_window_export (fixture->window, ferry_sync_task_view_create_export (fixture->window->task_view, FERRY_EXPORT_ROWS_ALL),
                       ferry_exporter_find ("csv"), nowhere);
  ui_wait_for_dialog (fixture->window);
}

static void
open_report (UiFixture  *fixture,
             const char *page)
{
  ferry_demo_server_set_fault_at (fixture->server, "*/data/*", FERRY_DEMO_FAULT_403, 0);
  scan (fixture);
  g_action_group_activate_action (ferry_sync_task_view_get_actions (fixture->window->task_view), "report",
                                  g_variant_new_string (page));
  ui_wait_for_dialog (fixture->window);
}

static void
reach_not_read (UiFixture *fixture)
{
  open_report (fixture, "not-read");
}

static void
reach_without_tasks (UiFixture *fixture)
{
  open_report (fixture, "without-tasks");
}

static void
reach_notes (UiFixture *fixture)
{
  open_report (fixture, "notes");
}

/* One can still change one’s mind. */
static void
reach_removed_account (UiFixture *fixture)
{
  save_account (fixture, FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  ferry_window_remove_account (fixture->window, fixture->window->account);
  wait_for_page (fixture, "first-run");
}

const State dialog_states[] = {
  { "account-key-pair", reach_key_pair },
  { "account-password", reach_password },
  { "account-token", reach_token },
  { "account-other-cloud", reach_cloud },
  { "account-incomplete", reach_incomplete_account },
  { "account-answered", reach_connection },
  { "account-refused", reach_refused_connection },
  { "account-import-menu", reach_key_pair, open_import_menu },
  { "account-import-choice", reach_choice_of_keys, .warns = TRUE },
  { "account-passcode", reach_passcode, .warns = TRUE },
  { "account-menu", reach_kept_account, open_account_menu },
  { "account-removed", reach_removed_account },
  { "preferences", reach_preferences },
  { "columns", reach_columns },
  { "export", reach_export },
  { "export-workbook", reach_workbook_export },
  { "export-failed", reach_export_failure },
  { "names", reach_names },
  { "names-wrong", reach_wrong_names },
  { "report-not-read", reach_not_read },
  { "report-without-tasks", reach_without_tasks },
  { "report-notes", reach_notes },
  { "about", reach_about },
  { "shortcuts", reach_shortcuts },
  { NULL },
};
