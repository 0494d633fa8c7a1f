/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

static const char *
get_banner (FerryWindow *window)
{
  return adw_banner_get_revealed (window->problem_banner) ? adw_banner_get_title (window->problem_banner) : NULL;
}

static void
activate (FerryWindow *window,
          const char  *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

static void
test_first_run (UiFixture     *fixture,
                gconstpointer  data)
{
  ferry_window_set_client (fixture->window, NULL, NULL);
  ui_wait_for_frame (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "first-run");
  g_assert_true (ui_has_text (fixture->window, "Ferryboard only reads; it changes nothing."));
  ui_get (fixture->window->stack, GTK_TYPE_BUTTON, "_Sign In…");

  ui_press (fixture->window->stack, "_Try with Sample Data");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (ui_has_text (fixture->window, "Sample data, served by this computer"));
}

static void
test_documented_example (UiFixture     *fixture,
                         gconstpointer  data)
{
  g_autofree char *table = NULL;

  ui_list (fixture->window, "test", "grpc-helloworld");
  table = ui_dup_table (fixture->window);

  g_assert_cmpstr (table, ==,
                   "grpc-helloworld | test | CN North-Beijing4 cn-north-4 | CN North-Beijing1 cn-north-1 | "
                   "sdsad | Overwrites | 2020-04-17 02:11");
  g_assert_true (ui_has_text (fixture->window, "1 task"));
  g_assert_true (ui_has_text (fixture->window, "test/grpc-helloworld · CN North-Beijing4 cn-north-4 · As of "));
}

static void
test_enter_lists (UiFixture     *fixture,
                  gconstpointer  data)
{
  ui_set_text (fixture->window->query_bar, "Organization", "test");
  ui_set_text (fixture->window->query_bar, "Repository", "grpc-helloworld");
  g_signal_emit_by_name (ui_get (fixture->window->query_bar, GTK_TYPE_ENTRY, "Repository"), "activate");
  ui_wait_for_answer (fixture->window);

  ui_wait_for_n_rows (fixture->window, 1);
}

static void
sort (FerryWindow *window,
      const char  *column)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->task_view), "tasks.sort", "s", column));
}

/* Every column is brought into order by its values, then turned round by the same choice again. */
static void
test_sort (UiFixture     *fixture,
           gconstpointer  data)
{
  GListModel *rows = ferry_sync_task_view_get_rows (fixture->window->task_view);

  ui_list (fixture->window, "test", "hello-hundred");
  ui_wait_for_n_rows (fixture->window, 100);

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    for (int direction = 1; direction >= -1; direction -= 2)
      {
        sort (fixture->window, ferry_column_get_id (column));
        for (guint i = 1; i < 100; i++)
          {
            g_autoptr(FerrySyncTask) previous = g_list_model_get_item (rows, i - 1);
            g_autoptr(FerrySyncTask) next = g_list_model_get_item (rows, i);

            g_assert_cmpint (direction * ferry_column_compare (column, previous, next), <=, 0);
          }
      }
}

static void
test_filter (UiFixture     *fixture,
             gconstpointer  data)
{
  FerrySyncTaskView *view = fixture->window->task_view;

  ui_list (fixture->window, "test", "hello-hundred");
  ui_set_text (view, "Filter tasks", "ＳＩＮＧＡＰＯＲＥ  copy-4");
  ui_wait_for_n_rows (fixture->window, 1);
  g_assert_true (ui_has_text (view, "1 of 100 shown"));

  ui_set_text (view, "Filter tasks", "nothing like this");
  ui_wait_for_n_rows (fixture->window, 0);
  g_assert_true (ui_has_text (view, "100 tasks are hidden by the filter."));
  ui_press (view, "_Clear Filter");
  ui_wait_for_n_rows (fixture->window, 100);
}

static void
test_columns (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autofree char *table = NULL;

  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->task_view), "tasks.column-id", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->task_view), "tasks.column-updated", NULL));
  table = ui_dup_table (fixture->window);

  g_assert_true (g_str_has_suffix (table, "sdsad | Overwrites | 45"));
}

static void
test_empty (UiFixture     *fixture,
            gconstpointer  data)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", "[]");
  ui_list (fixture->window, "test", "grpc-helloworld");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "empty");
  g_assert_true (ui_has_text (fixture->window, "test/grpc-helloworld in CN North-Beijing4 cn-north-4 has none."));
  activate (fixture->window, "win.edit-query");
}

static const struct
{
  const char *fault;
  const char *title;
  const char *text;
  const char *button;
} failures[] = {
  { "400", "Request Not Accepted", "HTTP 400, SVCSTG.SWR.", "_Edit Query" },
  { "401-expired", "Sign-In Not Accepted", "HTTP 401, APIGW.0301", "_Sign In Again…" },
  { "401-region", "Sign-In Not Accepted", "APIGW.0307", "_Sign In Again…" },
  { "403", "Not Allowed to List Synchronization Tasks", "swr:repo:listAutoSyncRepoJobs", "_Sign In Again…" },
  { "403-throttled", "Slowed Down by the Service", "4031032", "_Retry" },
  { "404-gateway", "Synchronization Not Offered Here", "APIGW.0101", "_Edit Query" },
  { "404-repository", "Organization or Repository Not Found", "SVCSTG.SWR.4040010", "_Edit Query" },
  { "429", "Slowed Down by the Service", "Wait for 60 seconds.", "_Retry" },
  { "500", "The Service Has a Problem", "SVCSTG.SWR.5001101", "_Retry" },
  { "html-error", "The Service Has a Problem", "HTTP 502", "_Retry" },
  { "not-json", "Unexpected Answer From the Service", "text/html", "_Retry" },
  { "truncated-json", "Unexpected Answer From the Service", "cut off", "_Retry" },
  { "cut-body", "No Connection", "The connection to 127.0.0.1 failed", "_Retry" },
  { "reset", "No Connection", "The connection to 127.0.0.1 failed", "_Retry" },
  { "redirect", "Unexpected Answer From the Service", "redirect", "_Retry" },
};

static void
test_failure (UiFixture     *fixture,
              gconstpointer  data)
{
  FerryDemoFault fault;

  g_assert_true (ferry_demo_fault_from_name (failures[GPOINTER_TO_UINT (data)].fault, &fault));
  ferry_demo_server_set_fault (fixture->server, fault);
  ui_list (fixture->window, "test", "grpc-helloworld");
  ui_wait_for_frame (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  g_assert_true (ui_has_text (fixture->window, failures[GPOINTER_TO_UINT (data)].title));
  g_assert_true (ui_has_text (fixture->window, failures[GPOINTER_TO_UINT (data)].text));
  ui_get (fixture->window->stack, GTK_TYPE_BUTTON, failures[GPOINTER_TO_UINT (data)].button);
  /* There is nothing to go back to, and nothing to export. */
  g_assert_null (ui_find (fixture->window->stack, GTK_TYPE_BUTTON, "Show _Previous List"));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fixture->window->export_button)));
}

static void
test_retry (UiFixture     *fixture,
            gconstpointer  data)
{
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_503);
  ferry_demo_server_set_fault_count (fixture->server, 1);
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");

  ui_press (fixture->window->stack, "_Retry");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

static void
test_failed_refresh (UiFixture     *fixture,
                     gconstpointer  data)
{
  ui_list (fixture->window, "test", "hello-hundred");
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_500);
  activate (fixture->window, "win.refresh");
  ui_wait_for_answer (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  ui_wait_for_n_rows (fixture->window, 100);
  g_assert_nonnull (strstr (get_banner (fixture->window), "The service has a problem."));

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_NONE);
  activate (fixture->window, "win.retry");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (get_banner (fixture->window), ==, "The service may have cut this list at 100.");
}

static void
test_previous_list (UiFixture     *fixture,
                    gconstpointer  data)
{
  ui_list (fixture->window, "test", "grpc-helloworld");
  ui_list (fixture->window, "test", "not-there");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");

  ui_press (fixture->window->stack, "Show _Previous List");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  ui_wait_for_n_rows (fixture->window, 1);
}

static gboolean
server_is_asked (gpointer user_data)
{
  return ferry_demo_server_get_n_requests (user_data) > 0;
}

static gboolean
is_loading_page (gpointer user_data)
{
  return g_str_equal (ui_get_page (user_data), "loading");
}

static void
test_stop (UiFixture     *fixture,
           gconstpointer  data)
{
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_HANG);
  ui_set_text (fixture->window->query_bar, "Organization", "test");
  ui_set_text (fixture->window->query_bar, "Repository", "grpc-helloworld");
  ui_press (fixture->window->query_bar, "_List");
  test_wait_for (is_loading_page, fixture->window, "the page of a request under way");
  test_wait_for (server_is_asked, fixture->server, "a request");

  ui_press (fixture->window->stack, "_Stop");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "ready");
  ui_get (fixture->window->query_bar, GTK_TYPE_BUTTON, "_List");
}

static void
test_close_while_loading (UiFixture     *fixture,
                          gconstpointer  data)
{
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_HANG);
  ui_set_text (fixture->window->query_bar, "Organization", "test");
  ui_set_text (fixture->window->query_bar, "Repository", "grpc-helloworld");
  ui_press (fixture->window->query_bar, "_List");
  test_wait_for (server_is_asked, fixture->server, "a request");

  ui_close (&fixture->window);
}

static void
test_unreadable_entries (UiFixture     *fixture,
                         gconstpointer  data)
{
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_WRONG_TYPES);
  ui_list (fixture->window, "test", "grpc-helloworld");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_nonnull (strstr (get_banner (fixture->window), " entries could not be read. "));
}

static void
test_bad_names (UiFixture     *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *organization;
    const char *repository;
    const char *text;
  } names[] = {
    { "", "grpc-helloworld", "Enter an organization." },
    { "test", "", "Enter a repository." },
    { "te?st", "x", "The organization holds a character that cannot be sent" },
    { "test", "a/../b", "The repository holds a part that is only dots" },
    { "a123456789a123456789a123456789a123456789a123456789a123456789abcde", "x", "The organization is too long" },
  };

  ui_list (fixture->window, "test", "grpc-helloworld");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ui_list (fixture->window, names[i].organization, names[i].repository);
      g_assert_true (ui_has_text (fixture->window->query_bar, names[i].text));
      g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
    }
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_image_path (UiFixture     *fixture,
                 gconstpointer  data)
{
  ui_list (fixture->window, "swr.cn-future-9.myhuaweicloud.com/team/web/front:v1@sha256:00", "");

  g_assert_cmpstr (ui_get_text (fixture->window->query_bar, "Organization"), ==, "team");
  g_assert_cmpstr (ui_get_text (fixture->window->query_bar, "Repository"), ==, "web/front");
  g_assert_cmpstr (ferry_query_bar_get_region (fixture->window->query_bar), ==, "cn-future-9");
}

static void
test_sign_in (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autofree char *request = NULL;
  AdwDialog *dialog;

  activate (fixture->window, "win.sign-in");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  ui_wait_for_text (dialog, "Secret Key (SK)");
  ui_press (dialog, "_Sign In");
  ui_wait_for_text (dialog, "Enter both keys.");

  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, NULL)), 1);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (dialog, ADW_TYPE_EXPANDER_ROW, NULL)), TRUE);
  ui_wait_for_text (dialog, "Service Address");
  ui_set_text (dialog, "Token", FERRY_DEMO_TOKEN);
  ui_set_text (dialog, "Service Address, With {region} for the Region", "http://example.com");
  ui_press (dialog, "_Sign In");
  ui_wait_for_text (dialog, "“http://example.com” is not encrypted.");

  ui_set_text (dialog, "Service Address, With {region} for the Region", ferry_demo_server_get_endpoint (fixture->server));
  ui_press (dialog, "_Sign In");
  ui_list (fixture->window, "test", "grpc-helloworld");
  request = ferry_demo_server_dup_last_request (fixture->server);
  g_assert_nonnull (strstr (request, "X-Auth-Token: " FERRY_DEMO_TOKEN));
  ui_wait_for_n_rows (fixture->window, 1);
}

static void
test_close_sample (UiFixture     *fixture,
                   gconstpointer  data)
{
  ferry_window_show_sample (fixture->window);
  ui_wait_for_answer (fixture->window);
  ui_press (fixture->window, "_Close");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "first-run");
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/window/first-run", NULL, test_first_run);
  UI_TEST ("/window/documented-example", NULL, test_documented_example);
  UI_TEST ("/window/enter-lists", NULL, test_enter_lists);
  UI_TEST ("/window/sort", NULL, test_sort);
  UI_TEST ("/window/filter", NULL, test_filter);
  UI_TEST ("/window/columns", NULL, test_columns);
  UI_TEST ("/window/empty", NULL, test_empty);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strconcat ("/window/failure/", failures[i].fault, NULL);

      UI_TEST (path, GUINT_TO_POINTER (i), test_failure);
    }
  UI_TEST ("/window/retry", NULL, test_retry);
  UI_TEST ("/window/failed-refresh", NULL, test_failed_refresh);
  UI_TEST ("/window/previous-list", NULL, test_previous_list);
  UI_TEST ("/window/stop", NULL, test_stop);
  UI_TEST ("/window/close-while-loading", NULL, test_close_while_loading);
  UI_TEST ("/window/unreadable-entries", NULL, test_unreadable_entries);
  UI_TEST ("/window/bad-names", NULL, test_bad_names);
  UI_TEST ("/window/image-path", NULL, test_image_path);
  UI_TEST ("/window/sign-in", NULL, test_sign_in);
  UI_TEST ("/window/close-sample", NULL, test_close_sample);

  return g_test_run ();
}
