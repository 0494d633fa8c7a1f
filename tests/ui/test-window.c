/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-summary-strip.h"
#include "ui-util.h"

/* All twelve columns of the documented example. */
#define EXAMPLE \
  "grpc-helloworld | test | CN North-Beijing4 cn-north-4 | CN North-Beijing1 cn-north-1 | sdsad | " \
  "Overwrites | Automatic | 2020-04-17 02:11 | 2020-04-17 02:11 | p*********59 | " \
  "8b1e81************************633fb | 45"

static void
activate (FerryWindow *window,
          const char  *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

static GtkWidget *
find_suggested (gpointer root)
{
  GtkWidget *found = gtk_widget_has_css_class (root, "suggested-action") && gtk_widget_get_mapped (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_suggested (child);

  return found;
}

static void
test_first_run (UiFixture     *fixture,
                gconstpointer  data)
{
  ferry_window_set_account (fixture->window, NULL);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "first-run");
  g_assert_true (ui_has_text (fixture->window, "See Where Your Images Are Copied"));
  ui_get (fixture->window, GTK_TYPE_BUTTON, "_Try with Sample Data");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->window->add_button);
  ui_wait_for_frame (fixture->window);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->window->add_button);
  g_assert_null (find_suggested (fixture->window->query_bar));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fixture->window->export_button)));

  ui_press (fixture->window, "_Add Account…");
  g_assert_nonnull (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
}

static void
show_all_columns (FerryWindow *window)
{
  static const char *const actions[] = {
    "tasks.column-automatic", "tasks.column-created", "tasks.column-account", "tasks.column-account-id", "tasks.column-id",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_true (gtk_widget_activate_action (ui_get (window, GTK_TYPE_SEARCH_ENTRY, NULL), actions[i], NULL));
}

static void
test_sample (UiFixture     *fixture,
             gconstpointer  data)
{
  g_autofree char *table = NULL;

  ferry_window_set_account (fixture->window, NULL);
  ui_press (fixture->window, "_Try with Sample Data");
  ui_wait_for_answer (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (ui_has_text (fixture->window->account_banner, "Sample data, served by this computer"));
  g_assert_cmpstr (ui_get_text (fixture->window, "Organization"), ==, "test");
  g_assert_cmpstr (ui_get_text (fixture->window, "Repository"), ==, "grpc-helloworld");
  show_all_columns (fixture->window);
  table = ui_dup_table (fixture->window);
  g_assert_cmpstr (table, ==, EXAMPLE);
}

/* Its rows must not pass for anybody's own. */
static void
test_close_sample (UiFixture     *fixture,
                   gconstpointer  data)
{
  ferry_window_show_sample (fixture->window);
  ui_wait_for_answer (fixture->window);

  ui_press (fixture->window->account_banner, "_Close");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "first-run");
  g_assert_false (adw_banner_get_revealed (fixture->window->account_banner));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->window->list)), ==, 0);
  g_assert_cmpstr (ui_get_text (fixture->window, "Organization"), ==, "");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "refresh"));

  /* And there is a way back. */
  ui_press (fixture->window, "_Try with Sample Data");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

/* The answer is still on the way, and must not bring the rows back. */
static void
test_close_loading_sample (UiFixture     *fixture,
                           gconstpointer  data)
{
  g_autoptr(FerryAccount) account = g_object_ref (fixture->window->account);

  ferry_window_show_sample (fixture->window);
  activate (fixture->window, "win.close-sample");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "first-run");

  /* Once the next answer is there, the one that was given up has had its time. */
  ui_set_account (fixture->window, account);
  ui_list (fixture->window, "test", "hello-nowhere");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "empty");
}

static void
test_list_by_button (UiFixture     *fixture,
                     gconstpointer  data)
{
  g_autofree char *request = NULL;

  ui_list (fixture->window, "test", "samples/hello/world");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (ui_has_text (fixture->window, "2 tasks"));
  request = ferry_demo_server_dup_last_request (fixture->server);
  g_assert_true (g_str_has_prefix (request, "GET /v2/manage/namespaces/test/repos/samples%24hello%24world/sync_repo HTTP/1.1\n"));
}

static void
test_list_by_enter (UiFixture     *fixture,
                    gconstpointer  data)
{
  static const char *const entries[] = { "Organization", "Repository" };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      ui_set_text (fixture->window, "Organization", "test");
      ui_set_text (fixture->window, "Repository", "grpc-helloworld");
      g_signal_emit_by_name (ui_get (fixture->window, GTK_TYPE_ENTRY, entries[i]), "activate");
      ui_wait_for_answer (fixture->window);

      g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
      g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, i + 1);
    }
}

static void
test_empty (UiFixture     *fixture,
            gconstpointer  data)
{
  ui_list (fixture->window, "test", "hello-nowhere");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "empty");
  g_assert_true (ui_has_text (fixture->window, "test/hello-nowhere in CN North-Beijing4 (cn-north-4) has none."));

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  ui_press (fixture->window, "_Edit Query");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         ui_get (fixture->window, GTK_TYPE_ENTRY, "Organization")));
}

static void
test_empty_scan (UiFixture     *fixture,
                 gconstpointer  data)
{
  ferry_demo_server_set_world (fixture->server, 1, 2, 0);
  ui_list (fixture->window, "", "");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "empty");
  g_assert_true (ui_has_text (fixture->window, "No repository in CN North-Beijing4 (cn-north-4) has any."));
}

static void
start_hanging (UiFixture  *fixture,
               const char *repository)
{
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_HANG);
  ui_set_text (fixture->window, "Organization", "test");
  ui_set_text (fixture->window, "Repository", repository);
  ui_press (fixture->window, "_List");
}

/* What is answered soon is not announced before by a page that only flickers. */
static void
test_no_haste (UiFixture     *fixture,
               gconstpointer  data)
{
  gint64 start = g_get_monotonic_time ();

  start_hanging (fixture, "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "ready");
  ui_wait_for_text (fixture->window, "Asking the Service…");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 400 * G_TIME_SPAN_MILLISECOND);
}

static void
test_stop (UiFixture     *fixture,
           gconstpointer  data)
{
  start_hanging (fixture, "grpc-helloworld");
  ui_wait_for_text (fixture->window, "Asking the Service…");

  ui_press (fixture->window->stack, "S_top");
  ui_wait_for_answer (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "ready");
}

static void
test_stop_keeps_rows (UiFixture     *fixture,
                      gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ui_list (fixture->window, "test", "samples/hello/world");
  before = ui_dup_table (fixture->window);
  start_hanging (fixture, "hello-hundred");
  ui_wait_for_text (fixture->window, "Asking the Service…");

  activate (fixture->window, "win.stop");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  after = ui_dup_table (fixture->window);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (ui_has_text (fixture->window->task_view, "test/samples/hello/world"));
}

static gboolean
shows_progress (gpointer user_data)
{
  FerryWindow *window = user_data;

  return gtk_widget_get_mapped (window->scan_bar) && g_list_model_get_n_items (G_LIST_MODEL (window->list)) > 0;
}

static gboolean
has_focus_in (FerryWindow *window,
              GtkWidget   *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* The bar with the progress takes the keyboard along only where that is in it, not where it has been once. */
static void
test_focus_after_scan (UiFixture     *fixture,
                       gconstpointer  data)
{
  FerryWindow *window = fixture->window;
  gboolean stays_in_bar = GPOINTER_TO_INT (data);
  GtkWidget *entry = ui_get (window->query_bar, GTK_TYPE_ENTRY, "Organization");

  ferry_demo_server_set_fault_at (fixture->server, "*/payments/*", FERRY_DEMO_FAULT_HANG, 0);
  g_signal_emit_by_name (entry, "activate");
  test_wait_for (shows_progress, window, "the first rows");
  gtk_widget_grab_focus (ui_get (window->scan_bar, GTK_TYPE_BUTTON, "S_top"));
  g_assert_true (has_focus_in (window, window->scan_bar));
  if (!stays_in_bar)
    gtk_widget_grab_focus (entry);

  activate (window, "win.stop");
  ui_wait_for_answer (window);
  g_assert_false (gtk_widget_get_visible (window->scan_bar));
  g_assert_true (has_focus_in (window, stays_in_bar ? GTK_WIDGET (window->task_view) : entry));
}

/* A second request takes the place of the first. */
static void
test_list_again_while_loading (UiFixture     *fixture,
                               gconstpointer  data)
{
  start_hanging (fixture, "hello-hundred");
  ui_wait_for_text (fixture->window, "Asking the Service…");

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_NONE);
  ui_set_text (fixture->window, "Repository", "grpc-helloworld");
  g_signal_emit_by_name (ui_get (fixture->window, GTK_TYPE_ENTRY, "Repository"), "activate");
  ui_wait_for_answer (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (ui_has_text (fixture->window->task_view, "test/grpc-helloworld"));
}

static void
test_close_while_loading (UiFixture     *fixture,
                          gconstpointer  data)
{
  start_hanging (fixture, "grpc-helloworld");
  ui_wait_for_text (fixture->window, "Asking the Service…");
  ui_close (&fixture->window);
}

/* Before the page that says so is shown. */
static void
test_close_at_once (UiFixture     *fixture,
                    gconstpointer  data)
{
  start_hanging (fixture, "grpc-helloworld");
  ui_close (&fixture->window);
}

static void
test_two_windows (UiFixture     *fixture,
                  gconstpointer  data)
{
  g_autoptr(FerryAccount) account = g_object_ref (fixture->window->account);
  FerryWindow *other = NULL;

  g_set_weak_pointer (&other, ferry_window_new (gtk_window_get_application (GTK_WINDOW (fixture->window))));
  ui_set_account (other, account);
  gtk_window_present (GTK_WINDOW (other));

  ui_list (fixture->window, "test", "samples/hello/world");
  g_assert_cmpstr (ui_get_page (other), ==, "ready");
  ui_list (other, "test", "grpc-helloworld");
  g_assert_true (ui_has_text (fixture->window, "2 tasks"));
  g_assert_true (ui_has_text (other, "1 task"));

  ui_close (&other);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

static void
test_new_window_and_quit (UiFixture     *fixture,
                          gconstpointer  data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));

  activate (fixture->window, "app.new-window");
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (application)), ==, 2);
  activate (fixture->window, "app.quit");
  g_assert_null (gtk_application_get_windows (application));
}

/* Where there is no room for the summary no answer brings it back. */
static void
test_low (UiFixture     *fixture,
          gconstpointer  data)
{
  GtkWidget *strip;

  ui_list (fixture->window, "test", "grpc-helloworld");
  strip = ui_get (fixture->window, FERRY_TYPE_SUMMARY_STRIP, NULL);
  g_assert_true (gtk_widget_get_mapped (strip));

  g_object_set (fixture->window->task_view, "low", TRUE, NULL);
  g_assert_false (gtk_widget_get_mapped (strip));
  ui_list (fixture->window, "test", "hello-hundred");
  g_assert_false (gtk_widget_get_mapped (strip));

  g_object_set (fixture->window->task_view, "low", FALSE, NULL);
  g_assert_true (gtk_widget_get_mapped (strip));
}

/* Whoever comes back next time finds the regions of last time. */
static void
test_regions_are_remembered (UiFixture     *fixture,
                             gconstpointer  data)
{
  const char *const regions[] = { "cn-south-1", "cn-north-4", NULL };
  g_autoptr(GSettings) settings = g_settings_new (FERRY_APPLICATION_ID);
  g_auto(GStrv) remembered = NULL;
  FerryWindow *other = NULL;

  ferry_query_bar_set_regions (fixture->window->query_bar, regions);
  ui_list (fixture->window, "test", "grpc-helloworld");
  remembered = g_settings_get_strv (settings, "query-regions");
  g_assert_true (g_strv_equal ((const char *const *) remembered, regions));

  g_set_weak_pointer (&other, ferry_window_new (gtk_window_get_application (GTK_WINDOW (fixture->window))));
  g_assert_true (g_strv_equal (ferry_query_bar_get_regions (other->query_bar), regions));
  ui_close (&other);
}

static const char *const state_keys[] = { "window-width", "window-height", "window-maximized", "show-sidebar" };

/* Windows do not pull at each other; each begins as the last one was left. */
static void
test_state_is_remembered (UiFixture     *fixture,
                          gconstpointer  data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  g_autoptr(GSettings) settings = g_settings_new (FERRY_APPLICATION_ID);
  FerryWindow *next = NULL;
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  g_set_weak_pointer (&next, ferry_window_new (application));
  gtk_window_get_default_size (GTK_WINDOW (next), &width, &height);
  g_assert_cmpint (width, ==, 1000);
  g_assert_cmpint (height, ==, 700);
  g_assert_false (gtk_window_is_maximized (GTK_WINDOW (next)));

  gtk_window_set_default_size (GTK_WINDOW (next), 900, 600);
  g_object_set (next, "maximized", TRUE, NULL);
  adw_overlay_split_view_set_show_sidebar (next->split_view, FALSE);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 900);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 1000);
  g_assert_cmpint (height, ==, 700);
  g_assert_false (gtk_window_is_maximized (GTK_WINDOW (fixture->window)));
  g_assert_true (adw_overlay_split_view_get_show_sidebar (fixture->window->split_view));

  ui_close (&next);
  g_set_weak_pointer (&next, ferry_window_new (application));
  g_assert_true (gtk_window_is_maximized (GTK_WINDOW (next)));
  g_assert_false (adw_overlay_split_view_get_show_sidebar (next->split_view));
  ui_close (&next);
  for (guint i = 0; i < G_N_ELEMENTS (state_keys); i++)
    g_settings_reset (settings, state_keys[i]);
}

static void
test_about (UiFixture     *fixture,
            gconstpointer  data)
{
  AdwDialog *dialog;

  activate (fixture->window, "app.about");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (ADW_IS_ABOUT_DIALOG (dialog));
  g_assert_nonnull (strstr (adw_about_dialog_get_comments (ADW_ABOUT_DIALOG (dialog)), "Not affiliated with"));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/window/first-run", NULL, test_first_run);
  UI_TEST ("/window/sample", NULL, test_sample);
  UI_TEST ("/window/close-sample", NULL, test_close_sample);
  UI_TEST ("/window/close-loading-sample", NULL, test_close_loading_sample);
  UI_TEST ("/window/list-by-button", NULL, test_list_by_button);
  UI_TEST ("/window/list-by-enter", NULL, test_list_by_enter);
  UI_TEST ("/window/empty", NULL, test_empty);
  UI_TEST ("/window/empty-scan", NULL, test_empty_scan);
  UI_TEST ("/window/no-haste", NULL, test_no_haste);
  UI_TEST ("/window/stop", NULL, test_stop);
  UI_TEST ("/window/stop-keeps-rows", NULL, test_stop_keeps_rows);
  UI_TEST ("/window/focus-after-scan/in-bar", GINT_TO_POINTER (TRUE), test_focus_after_scan);
  UI_TEST ("/window/focus-after-scan/elsewhere", GINT_TO_POINTER (FALSE), test_focus_after_scan);
  UI_TEST ("/window/list-again-while-loading", NULL, test_list_again_while_loading);
  UI_TEST ("/window/close-while-loading", NULL, test_close_while_loading);
  UI_TEST ("/window/close-at-once", NULL, test_close_at_once);
  UI_TEST ("/window/two-windows", NULL, test_two_windows);
  UI_TEST ("/window/new-window-and-quit", NULL, test_new_window_and_quit);
  UI_TEST ("/window/low", NULL, test_low);
  UI_TEST ("/window/regions-are-remembered", NULL, test_regions_are_remembered);
  UI_TEST ("/window/state-is-remembered", NULL, test_state_is_remembered);
  UI_TEST ("/window/about", NULL, test_about);

  return g_test_run ();
}
