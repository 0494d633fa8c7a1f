/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

/* How the window waits when the service asks to slow down. */

static void
slow_down (UiFixture *fixture)
{
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_429);
  ferry_demo_server_set_fault_count (fixture->server, 1);
}

static gboolean
is_paused (gpointer user_data)
{
  return ferry_pace_get_seconds_left (ferry_client_get_pace (FERRY_WINDOW (user_data)->client)) > 0;
}

static void
list_and_wait_for_pause (UiFixture *fixture)
{
  ui_set_text (fixture->window->query_bar, "Organization", "test");
  ui_set_text (fixture->window->query_bar, "Repository", "samples/hello/world");
  ui_press (fixture->window->query_bar, "_List");
  test_wait_for (is_paused, fixture->window, "a pause");
}

static void
test_count_down (UiFixture     *fixture,
                 gconstpointer  data)
{
  slow_down (fixture);
  list_and_wait_for_pause (fixture);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "loading");
  ui_wait_for_text (fixture->window->loading_page, "Slowed down by the service, retrying in 60 seconds");
  /* It counts. */
  ui_wait_for_text (fixture->window->loading_page, "Slowed down by the service, retrying in 59 seconds");
  ui_get (fixture->window->loading_page, GTK_TYPE_BUTTON, "S_top");

  ui_press (fixture->window->loading_page, "Retry No_w");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 2);
}

static void
test_stop (UiFixture     *fixture,
           gconstpointer  data)
{
  slow_down (fixture);
  list_and_wait_for_pause (fixture);
  ui_press (fixture->window->loading_page, "S_top");
  ui_wait_for_answer (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "ready");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 1);
}

static gboolean
can_stop (gpointer user_data)
{
  return ui_find (FERRY_WINDOW (user_data)->scan_bar, GTK_TYPE_BUTTON, "S_top") != NULL;
}

/* A refresh that has to wait leaves the rows where they are. */
static void
test_refresh (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ui_list (fixture->window, "test", "samples/hello/world");
  before = ui_dup_table (fixture->window);

  slow_down (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL));
  test_wait_for (is_paused, fixture->window, "a pause");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  ui_wait_for_text (fixture->window->problem_banner, "Slowed down by the service, retrying in ");
  after = ui_dup_table (fixture->window);
  g_assert_cmpstr (after, ==, before);
  test_wait_for (can_stop, fixture->window, "what stops it");

  ui_press (fixture->window->problem_banner, "Retry No_w");
  ui_wait_for_answer (fixture->window);
  g_assert_false (adw_banner_get_revealed (fixture->window->problem_banner));
}

/* The next page says nothing of a pause that is over. */
static void
test_afterwards (UiFixture     *fixture,
                 gconstpointer  data)
{
  slow_down (fixture);
  list_and_wait_for_pause (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.resume", NULL));
  ui_wait_for_answer (fixture->window);

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_HANG);
  ui_set_text (fixture->window->query_bar, "Repository", "grpc-helloworld");
  ui_press (fixture->window->query_bar, "_List");
  ui_wait_for_text (fixture->window->stack, "Asking the Service…");
  g_assert_false (ui_has_text (fixture->window, "Slowed down"));
  g_assert_null (ui_find (fixture->window->loading_page, GTK_TYPE_BUTTON, "Retry No_w"));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/pause/count-down", NULL, test_count_down);
  UI_TEST ("/pause/stop", NULL, test_stop);
  UI_TEST ("/pause/refresh", NULL, test_refresh);
  UI_TEST ("/pause/afterwards", NULL, test_afterwards);

  return g_test_run ();
}
