/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ferry-region-picker.h"
#include "ferry-region-popover.h"
#include "ferry-sync-task-view-private.h"
#include "states.h"

/* The table, what stands above it, and what opens over it. */

#define SNAPSHOT \
  "{\"formatVersion\":1,\"scope\":\"team/web\",\"account\":\"Audit\",\"sourceRegionIds\":[\"cn-east-3\"]," \
  "\"asOf\":\"2026-11-03T09:12:00+00:00\",\"rows\":2,\"rowsBeforeFilter\":2,\"tasks\":[" \
  "{\"repoName\":\"web\",\"namespace\":\"team\",\"sourceRegionId\":\"cn-east-3\",\"remoteRegionId\":\"cn-north-1\"," \
  "\"remoteNamespace\":\"mirror\",\"override\":true,\"syncAuto\":true,\"createdAt\":null," \
  "\"updatedAt\":\"2026-10-01T01:02:03Z\",\"domainName\":\"acme\",\"domainID\":\"0123\",\"id\":7}," \
  "{\"repoName\":\"web\",\"namespace\":\"team\",\"sourceRegionId\":\"cn-east-3\",\"remoteRegionId\":\"cn-north-4\",\"id\":8}]}"

/* --- Banners --- */

static void
reach_failed_refresh (UiFixture      *fixture,
                      FerryDemoFault  fault)
{
  list (fixture, "test", "hello-hundred");
  set_fault (fixture, fault);
  activate (fixture, "win.refresh");
  ui_wait_for_answer (fixture->window);
  wait_for_banner (fixture->window->problem_banner);
  wait_for_page (fixture, "rows");
}

static void
reach_server_problem (UiFixture *fixture)
{
  reach_failed_refresh (fixture, FERRY_DEMO_FAULT_503);
}

static void
reach_expired (UiFixture *fixture)
{
  reach_failed_refresh (fixture, FERRY_DEMO_FAULT_401_EXPIRED);
}

static void
reach_other_region (UiFixture *fixture)
{
  reach_failed_refresh (fixture, FERRY_DEMO_FAULT_401_REGION);
}

static void
reach_unexpected (UiFixture *fixture)
{
  reach_failed_refresh (fixture, FERRY_DEMO_FAULT_NOT_JSON);
}

static void
reach_connection_lost (UiFixture *fixture)
{
  reach_failed_refresh (fixture, FERRY_DEMO_FAULT_RESET);
}

static void
reach_slowed_down (UiFixture *fixture)
{
  list_some (fixture);
  set_fault (fixture, FERRY_DEMO_FAULT_429);
  activate (fixture, "win.refresh");
  wait_for_banner (fixture->window->problem_banner);
}

static void
reach_partial (UiFixture *fixture)
{
  ferry_demo_server_set_fault_at (fixture->server, "*/data/*", FERRY_DEMO_FAULT_403, 0);
  scan (fixture);
  wait_for_banner (fixture->window->problem_banner);
}

static void
reach_unreadable (UiFixture *fixture)
{
  set_fault (fixture, FERRY_DEMO_FAULT_WRONG_TYPES);
  list (fixture, "test", "grpc-helloworld");
  wait_for_banner (fixture->window->problem_banner);
}

static void
reach_cut (UiFixture *fixture)
{
  list (fixture, "test", "hello-hundred");
  wait_for_banner (fixture->window->problem_banner);
}

static void
reach_sample (UiFixture *fixture)
{
  ferry_window_show_sample (fixture->window);
  ui_wait_for_answer (fixture->window);
  wait_for_banner (fixture->window->account_banner);
}

static gboolean
has_read_file (gpointer user_data)
{
  return FERRY_WINDOW (user_data)->opening == NULL;
}

static void
open_text (UiFixture  *fixture,
           const char *text)
{
  g_autofree char *folder = test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "audit.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  ferry_window_open (fixture->window, file);
  test_wait_for (has_read_file, fixture->window, "reading the file");
  test_remove_folder (g_steal_pointer (&folder));
}

static void
reach_snapshot (UiFixture *fixture)
{
  open_text (fixture, SNAPSHOT);
  wait_for_banner (fixture->window->account_banner);
}

static void
reach_unreadable_file (UiFixture *fixture)
{
  open_text (fixture, "{\"kind\": \"something else\"}");
  ui_wait_for_dialog (fixture->window);
}

/* A token that somebody has pasted, a quarter of an hour before its end. */
static void
reach_token_end (UiFixture *fixture)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "id", "token", "name", "Token",
                                                  "kind", FERRY_ACCOUNT_TOKEN,
                                                  "token-expires-at", g_get_real_time () / G_USEC_PER_SEC + 15 * 60, NULL);

  ferry_window_set_account (fixture->window, account);
  wait_for_banner (fixture->window->account_banner);
}

static gboolean
has_some_rows (gpointer user_data)
{
  FerryWindow *window = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (window->list)) > 0 && gtk_widget_get_mapped (window->scan_bar);
}

/* Some of the repositories never answer. */
static void
reach_scanning (UiFixture *fixture)
{
  ferry_demo_server_set_fault_at (fixture->server, "*/payments/*", FERRY_DEMO_FAULT_HANG, 0);
  start_list (fixture, "", "");
  test_wait_for (has_some_rows, fixture->window, "the first rows");
}

static void
reach_stopped (UiFixture *fixture)
{
  reach_scanning (fixture);
  activate (fixture, "win.stop");
  ui_wait_for_answer (fixture->window);
  wait_for_banner (fixture->window->problem_banner);
}

const State banner_states[] = {
  { "banner-server-problem", reach_server_problem },
  { "banner-expired", reach_expired },
  { "banner-other-region", reach_other_region },
  { "banner-unexpected", reach_unexpected },
  { "banner-connection-lost", reach_connection_lost },
  { "banner-slowed-down", reach_slowed_down },
  { "banner-partial", reach_partial },
  { "banner-stopped", reach_stopped },
  { "banner-unreadable", reach_unreadable },
  { "banner-cut", reach_cut },
  { "banner-sample", reach_sample },
  { "banner-snapshot", reach_snapshot },
  { "banner-token-end", reach_token_end },
  { NULL },
};

/* --- The table --- */

static void
reach_one_repository (UiFixture *fixture)
{
  list (fixture, "test", "samples/hello/world");
}

static void
reach_filtered (UiFixture *fixture)
{
  FerryFilter *filter = ferry_sync_task_view_get_filter (fixture->window->task_view);

  scan (fixture);
  ferry_filter_set_use (filter, FERRY_COLUMN_TARGET_REGION, "cn-east-3", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_TARGET_REGION, "ap-southeast-3", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_OVERWRITE, "true", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_ORGANIZATION, "mobile", FERRY_FILTER_EXCLUDE);
  set_filter (fixture, "worker");
  select_row (fixture, 0);
  select_row (fixture, 2);
}

static void
reach_all_columns (UiFixture *fixture)
{
  /* That of what is automatic shows itself, since one task is not. */
  static const char *const actions[] = {
    "tasks.column-created", "tasks.column-account", "tasks.column-account-id", "tasks.column-id",
  };

  list_some (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->task_view), actions[i], NULL));
}

static void
reach_details (UiFixture *fixture)
{
  list_some (fixture);
  select_row (fixture, 1);
  activate (fixture, "win.toggle-details");
  ui_wait_for_text (fixture->window->details, "cn-north-4");
}

/* A window that has become narrow shows them only where somebody asks for them. */
static GtkPopover *
open_details (UiFixture *fixture)
{
  if (!adw_overlay_split_view_get_show_sidebar (fixture->window->details_split_view))
    activate (fixture, "win.toggle-details");

  return NULL;
}

static void
reach_no_details (UiFixture *fixture)
{
  reach_details (fixture);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (fixture->window->task_view->selection));
  ui_wait_for_text (fixture->window->details, _("No Task Selected"));
}

static void
reach_many_details (UiFixture *fixture)
{
  list_some (fixture);
  select_row (fixture, 1);
  select_row (fixture, 2);
  activate (fixture, "win.toggle-details");
  ui_wait_for_frame (fixture->window);
}

static void
reach_query_error (UiFixture *fixture)
{
  ferry_query_bar_set_names (fixture->window->query_bar, "te?st", "app");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "list", NULL);
  ui_wait_for_frame (fixture->window);
}

static void
reach_query_hint (UiFixture *fixture)
{
  ferry_query_bar_set_names (fixture->window->query_bar, "Team", "app");
  ui_wait_for_frame (fixture->window);
}

/* A low window has folded it away. */
static GtkPopover *
open_query (UiFixture *fixture)
{
  activate (fixture, "win.edit-query");
  ui_wait_for_frame (fixture->window);

  return NULL;
}

static void
reach_names_in_query (UiFixture *fixture)
{
  const char *const names[] = { "test/grpc-helloworld", "test/hello-hundred", "web/frontend", NULL };
  g_autoptr(FerryQuery) query = ferry_query_new_for_names ((const char *const[]) { "cn-north-4", NULL }, names, NULL);

  ferry_window_list (fixture->window, query);
  ui_wait_for_answer (fixture->window);
}

static void
reach_favorites (UiFixture *fixture)
{
  list (fixture, "test", "grpc-helloworld");
  activate (fixture, "win.favorite");
  list (fixture, "test", "samples/hello/world");
  list (fixture, "platform", "");
  scan (fixture);
}

static void
reach_toast (UiFixture *fixture)
{
  list_some (fixture);
  select_row (fixture, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->task_view), "tasks.copy-as", "s", "csv"));
  ui_wait_for_frame (fixture->window);
}

const State table_states[] = {
  { "rows", scan },
  { "rows-one-repository", reach_one_repository },
  { "rows-filtered", reach_filtered },
  { "rows-all-columns", reach_all_columns },
  { "rows-names", reach_names_in_query },
  { "rows-favorites", reach_favorites },
  { "rows-copied", reach_toast },
  { "scanning", reach_scanning },
  { "details", reach_details, open_details },
  { "details-none", reach_no_details, open_details },
  { "details-several", reach_many_details, open_details },
  { "query-error", reach_query_error, open_query },
  { "query-hint", reach_query_hint, open_query },
  { "file-not-opened", reach_unreadable_file },
  { NULL },
};

/* --- Popovers --- */

static GtkPopover *
open_facets (UiFixture *fixture)
{
  return open_menu (fixture->window->task_view, _("Filter by Values"));
}

static GtkPopover *
open_filter_help (UiFixture *fixture)
{
  return open_menu (fixture->window->task_view, _("What Can Be Typed"));
}

static GtkPopover *
open_columns_menu (UiFixture *fixture)
{
  return open_menu (fixture->window->task_view, _("Columns and Sorting"));
}

static GtkPopover *
open_main_menu (UiFixture *fixture)
{
  return open_menu (fixture->window, _("Main Menu"));
}

static GtkPopover *
open_export_menu (UiFixture *fixture)
{
  GtkPopover *popover = adw_split_button_get_popover (fixture->window->export_button);

  gtk_popover_set_autohide (popover, FALSE);
  adw_split_button_popup (fixture->window->export_button);

  return popover;
}

static GtkPopover *
open_regions (UiFixture *fixture)
{
  FerryWindow *window = fixture->window;
  GtkWidget *picker;
  GtkWidget *popover = NULL;

  /* A low window has the query only where somebody asks for it. */
  gtk_toggle_button_set_active (window->query_button, TRUE);
  ui_wait_for_frame (window);
  picker = ui_get (window->query_bar, FERRY_TYPE_REGION_PICKER, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (picker); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (FERRY_IS_REGION_POPOVER (child))
      popover = child;
  g_assert_nonnull (popover);
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (picker), TRUE);

  return GTK_POPOVER (popover);
}

/* As the menu key does on a row. The menu wants the input of the display for itself, which another test may have. */
static gboolean
shows_context_menu (gpointer user_data)
{
  FerrySyncTaskView *view = user_data;

  if (view->context_menu == NULL || !gtk_widget_get_mapped (view->context_menu))
    gtk_widget_activate_action (GTK_WIDGET (view), "tasks.context-menu", NULL);

  return view->context_menu != NULL && gtk_widget_get_mapped (view->context_menu);
}

static GtkPopover *
open_context_menu (UiFixture *fixture)
{
  FerrySyncTaskView *view = fixture->window->task_view;

  ferry_sync_task_view_scroll_to (view, 1, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  ui_wait_for_frame (fixture->window);
  test_wait_for (shows_context_menu, view, "the context menu");

  return GTK_POPOVER (view->context_menu);
}

static void
reach_known_names (UiFixture *fixture)
{
  list_some (fixture);
  list (fixture, "test", "hello-hundred");
  list (fixture, "test", "samples/hello/world");
}

/* As a key does that is bound to text. */
static GtkPopover *
open_completion (UiFixture *fixture)
{
  FerryWindow *window = fixture->window;
  GtkWidget *entry;

  gtk_toggle_button_set_active (window->query_button, TRUE);
  ui_wait_for_frame (window);
  entry = ui_get (window->query_bar, GTK_TYPE_ENTRY, _("Repository"));
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "insert-at-cursor", "h");

  return GTK_POPOVER (ui_get (entry, GTK_TYPE_POPOVER, NULL));
}

static GtkPopover *
open_copy_menu (UiFixture *fixture)
{
  open_details (fixture);
  ui_wait_for_frame (fixture->window);

  return open_menu (fixture->window->details, _("Copy Task"));
}

const State popover_states[] = {
  { "popover-facets", list_some, open_facets },
  { "popover-filter-help", list_some, open_filter_help },
  { "popover-columns", list_some, open_columns_menu },
  { "popover-regions", list_some, open_regions },
  { "popover-completion", reach_known_names, open_completion },
  { "popover-context-menu", list_some, open_context_menu },
  { "popover-copy", reach_details, open_copy_menu },
  { "popover-main-menu", list_some, open_main_menu },
  { "popover-export-menu", list_some, open_export_menu },
  { NULL },
};
