/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#define TASK(id, repository, region, override) \
  "{\"id\":" id ",\"namespace\":\"team\",\"repoName\":\"" repository "\",\"remoteNamespace\":\"copies\"," \
  "\"remoteRegionId\":\"" region "\",\"override\":" override ",\"updatedAt\":\"2024-05-01T00:00:00Z\"}"

#define TASKS "[" TASK ("1", "ant", "cn-south-1", "true") "," TASK ("2", "bee", "cn-east-3", "false") "," TASK ("3", "cat", "cn-east-3", "true") "]"

static void
list_tasks (UiFixture *fixture)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", TASKS);
  ui_list (fixture->window, "team", "app");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

static void
activate (UiFixture  *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static GtkSelectionModel *
get_selection (UiFixture *fixture)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL)));
}

static gboolean
shows_details (UiFixture *fixture)
{
  return adw_overlay_split_view_get_show_sidebar (fixture->window->details_split_view);
}

static gboolean
is_collapsed (gpointer user_data)
{
  return adw_overlay_split_view_get_collapsed (user_data);
}

/* The details follow the selection, and ask the service for nothing. */
static void
test_follow (UiFixture     *fixture,
             gconstpointer  data)
{
  guint n_requests;

  list_tasks (fixture);
  n_requests = ferry_demo_server_get_n_requests (fixture->server);
  activate (fixture, "win.toggle-details");
  ui_wait_for_frame (fixture->window);
  g_assert_true (ui_has_text (fixture->window->details, "ant"));

  gtk_selection_model_select_item (get_selection (fixture), 2, TRUE);
  ui_wait_for_text (fixture->window->details, "cat");
  g_assert_true (ui_has_text (fixture->window->details, "/v2/manage/namespaces/team/repos/cat/sync_repo"));

  gtk_selection_model_select_all (get_selection (fixture));
  ui_wait_for_text (fixture->window->details, "3 Tasks Selected");
  g_assert_true (gtk_widget_is_sensitive (ui_get (fixture->window->details, GTK_TYPE_MENU_BUTTON, "Copy Task")));
  gtk_selection_model_unselect_all (get_selection (fixture));
  ui_wait_for_text (fixture->window->details, "No Task Selected");
  g_assert_false (gtk_widget_is_sensitive (ui_get (fixture->window->details, GTK_TYPE_MENU_BUTTON, "Copy Task")));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, n_requests);
}

static gboolean
has_clipboard (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* The pane copies the task that it shows. */
static void
test_copy (UiFixture     *fixture,
           gconstpointer  data)
{
  g_autofree char *text = NULL;

  list_tasks (fixture);
  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);
  activate (fixture, "win.toggle-details");
  ui_get (fixture->window->details, GTK_TYPE_MENU_BUTTON, "Copy Task");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->details), "tasks.copy-as", "s", "tsv"));
  ui_wait_for_text (fixture->window, "1 task copied");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, read_cb, &text);
  test_wait_for (has_clipboard, &text, "the text in the clipboard");
  g_assert_nonnull (strstr (text, "\nbee\tteam\t"));
}

static void
test_activate_row (UiFixture     *fixture,
                   gconstpointer  data)
{
  list_tasks (fixture);
  g_assert_false (shows_details (fixture));
  g_signal_emit_by_name (ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL), "activate", 1);
  g_assert_true (shows_details (fixture));
  g_assert_true (gtk_selection_model_is_selected (get_selection (fixture), 1));
  ui_wait_for_text (fixture->window->details, "bee");
}

/* Step by step: first the filter goes, then the details. */
static void
test_back (UiFixture     *fixture,
           gconstpointer  data)
{
  list_tasks (fixture);
  activate (fixture, "win.toggle-details");
  ui_set_text (fixture->window, "Filter tasks", "bee");
  ui_wait_for_n_rows (fixture->window, 1);

  activate (fixture, "win.back");
  ui_wait_for_n_rows (fixture->window, 3);
  g_assert_true (shows_details (fixture));
  activate (fixture, "win.back");
  g_assert_false (shows_details (fixture));
  activate (fixture, "win.back");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

/* The next window shows them if the last one did, but never beside a page without tasks. */
static void
test_remembered (UiFixture     *fixture,
                 gconstpointer  data)
{
  list_tasks (fixture);
  activate (fixture, "win.toggle-details");

  ferry_demo_server_set_answer (fixture->server, 200, "application/json", "[]");
  ui_list (fixture->window, "team", "empty");
  g_assert_false (shows_details (fixture));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "toggle-details"));

  list_tasks (fixture);
  g_assert_true (shows_details (fixture));
  activate (fixture, "win.toggle-details");
  list_tasks (fixture);
  g_assert_false (shows_details (fixture));
}

/* Without room for columns there is a list with the same rows and the same selection, and details come on request. */
static void
test_narrow (UiFixture     *fixture,
             gconstpointer  data)
{
  GtkWidget *list_view;

  list_tasks (fixture);
  activate (fixture, "win.toggle-details");
  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);

  /* A window that was never drawn forgets its new size. */
  ui_wait_for_frame (fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 500);
  test_wait_for (is_collapsed, fixture->window->details_split_view, "the narrow window");
  ui_wait_for_frame (fixture->window);
  g_assert_false (shows_details (fixture));
  g_assert_null (ui_find (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL));
  list_view = ui_get (fixture->window, GTK_TYPE_LIST_VIEW, "Synchronization tasks");
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list_view)), 1));
  ui_get (list_view, GTK_TYPE_INSCRIPTION, "bee");

  g_signal_emit_by_name (list_view, "activate", 2);
  g_assert_true (shows_details (fixture));
  ui_wait_for_text (fixture->window->details, "cat");
  activate (fixture, "win.back");
  g_assert_false (shows_details (fixture));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1180, 760);
  ui_wait_for_text (fixture->window->details, "cat");
  g_assert_true (gtk_selection_model_is_selected (get_selection (fixture), 2));
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  UI_TEST ("/window-details/follow", NULL, test_follow);
  UI_TEST ("/window-details/copy", NULL, test_copy);
  UI_TEST ("/window-details/activate-row", NULL, test_activate_row);
  UI_TEST ("/window-details/back", NULL, test_back);
  UI_TEST ("/window-details/remembered", NULL, test_remembered);
  UI_TEST ("/window-details/narrow", NULL, test_narrow);

  return g_test_run ();
}
