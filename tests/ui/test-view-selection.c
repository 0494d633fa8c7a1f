/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#define TASK(id, repository, updated) \
  "{\"id\":" id ",\"namespace\":\"team\",\"repoName\":\"" repository "\",\"remoteNamespace\":\"copies\"," \
  "\"remoteRegionId\":\"cn-east-3\",\"override\":true,\"updatedAt\":\"" updated "\"}"

static void
answer (UiFixture  *fixture,
        const char *text)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", text);
}

static GtkWidget *
get_table (UiFixture *fixture)
{
  return ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL);
}

static GtkSelectionModel *
get_selection (UiFixture *fixture)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (get_table (fixture)));
}

static char *
dup_selected (UiFixture *fixture)
{
  GtkSelectionModel *selection = get_selection (fixture);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (G_LIST_MODEL (selection), i);

      if (gtk_selection_model_is_selected (selection, i))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", ferry_sync_task_get_repository (sync_task));
    }

  return g_strdup (text->str);
}

static void
assert_selected (UiFixture  *fixture,
                 const char *expected)
{
  g_autofree char *selected = dup_selected (fixture);

  g_assert_cmpstr (selected, ==, expected);
}

static void
activate (UiFixture  *fixture,
          const char *action,
          const char *target)
{
  g_assert_true (gtk_widget_activate_action (get_table (fixture), action, target != NULL ? "s" : NULL, target));
}

static void
refresh (UiFixture *fixture)
{
  activate (fixture, "win.refresh", NULL);
  ui_wait_for_answer (fixture->window);
}

#define DAY(n) "2024-05-0" n "T00:00:00Z"

static void
list_tasks (UiFixture *fixture)
{
  answer (fixture, "[" TASK ("1", "ant", DAY ("3")) "," TASK ("2", "bee", DAY ("1")) "," TASK ("3", "cat", DAY ("2")) "]");
  ui_list (fixture->window, "team", "app");
  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);
  gtk_selection_model_select_item (get_selection (fixture), 2, FALSE);
  assert_selected (fixture, "bee cat");
}

static void
test_sort (UiFixture     *fixture,
           gconstpointer  data)
{
  list_tasks (fixture);
  activate (fixture, "tasks.sort-ascending", "updated");
  assert_selected (fixture, "bee cat");
  activate (fixture, "tasks.sort-descending", "updated");
  assert_selected (fixture, "cat bee");
}

static void
test_filter (UiFixture     *fixture,
             gconstpointer  data)
{
  list_tasks (fixture);
  ui_set_text (fixture->window, "Filter tasks", "-ant -bee");
  ui_wait_for_n_rows (fixture->window, 1);
  assert_selected (fixture, "cat");
}

/* A task that was made again has another id and other times, and is the same task: it copies the same. */
static void
test_refresh (UiFixture     *fixture,
              gconstpointer  data)
{
  list_tasks (fixture);
  answer (fixture, "[" TASK ("4", "ape", DAY ("1")) "," TASK ("3", "cat", DAY ("2")) "," TASK ("5", "bee", DAY ("4")) "," TASK ("1", "ant", DAY ("3")) "]");
  refresh (fixture);
  assert_selected (fixture, "cat bee");
}

/* Nothing of one list is selected in another, though tasks may come in both. */
static void
test_other_list (UiFixture     *fixture,
                 gconstpointer  data)
{
  list_tasks (fixture);
  ui_list (fixture->window, "team", "other");
  assert_selected (fixture, "");
}

static double
get_scroll (UiFixture *fixture)
{
  GtkWidget *scrolled_window = gtk_widget_get_ancestor (get_table (fixture), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window)));
}

/* The selection stays in view wherever it goes by sorting; without one the top does. */
static void
test_in_view (UiFixture     *fixture,
              gconstpointer  data)
{
  ui_list (fixture->window, "test", "hello-hundred");
  ui_wait_for_frame (fixture->window);
  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  activate (fixture, "tasks.sort-ascending", "id");
  activate (fixture, "tasks.sort-descending", "id");
  ui_wait_for_frame (fixture->window);
  ui_wait_for_frame (fixture->window);
  if (gtk_selection_model_is_selected (get_selection (fixture), 0))
    activate (fixture, "tasks.sort-ascending", "id");
  ui_wait_for_frame (fixture->window);
  g_assert_cmpfloat (get_scroll (fixture), >, 0);

  gtk_selection_model_unselect_all (get_selection (fixture));
  activate (fixture, "tasks.sort", "updated");
  ui_wait_for_frame (fixture->window);
  g_assert_cmpfloat (get_scroll (fixture), <=, 0);
}

/* Tasks with ids from one number up to another. */
static void
answer_range (UiFixture *fixture,
              guint      first,
              guint      last)
{
  g_autoptr(GString) text = g_string_new ("[");

  for (guint id = first; id <= last; id++)
    g_string_append_printf (text, "%s{\"id\":%u,\"namespace\":\"team\",\"repoName\":\"app-%u\"}", id > first ? "," : "", id, id);
  g_string_append_c (text, ']');
  answer (fixture, text->str);
}

/* What comes before the first row is seen, unless a row is of interest. */
static void
test_at_the_top (UiFixture     *fixture,
                 gconstpointer  data)
{
  g_autofree char *table = NULL;

  answer_range (fixture, 120, 180);
  ui_list (fixture->window, "team", "app");
  ui_wait_for_frame (fixture->window);

  answer_range (fixture, 110, 180);
  refresh (fixture);
  table = ui_dup_table (fixture->window);
  g_assert_cmpfloat (get_scroll (fixture), <=, 0);
  g_assert_true (g_str_has_prefix (table, "app-110"));

  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  answer_range (fixture, 100, 180);
  refresh (fixture);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpfloat (get_scroll (fixture), >, 0);
}

/* The order is that of the next window too, with all its keys. */
static void
test_order_is_kept (UiFixture     *fixture,
                    gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (FERRY_APPLICATION_ID);
  g_autoptr(FerrySyncTaskView) view = NULL;
  g_autofree char *text = NULL;

  list_tasks (fixture);
  activate (fixture, "tasks.sort", "repository");
  activate (fixture, "tasks.sort", "updated");
  activate (fixture, "tasks.sort", "overwrite");
  text = g_settings_get_string (settings, "sort-order");
  g_assert_cmpstr (text, ==, "overwrite,-updated,repository");

  view = g_object_ref_sink (g_object_new (FERRY_TYPE_SYNC_TASK_VIEW, NULL));
  ferry_sync_task_view_set_list (view, fixture->window->list);
  for (guint i = 0; i < 3; i++)
    {
      const char *const expected[] = { "ant", "cat", "bee" };
      g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (ferry_sync_task_view_get_rows (view), i);

      g_assert_cmpstr (ferry_sync_task_get_repository (sync_task), ==, expected[i]);
    }
  g_clear_object (&view);

  /* What somebody wrote there by hand does no harm. */
  g_settings_set_string (settings, "sort-order", "color,-updated");
  view = g_object_ref_sink (g_object_new (FERRY_TYPE_SYNC_TASK_VIEW, NULL));
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  UI_TEST ("/view-selection/sort", NULL, test_sort);
  UI_TEST ("/view-selection/filter", NULL, test_filter);
  UI_TEST ("/view-selection/refresh", NULL, test_refresh);
  UI_TEST ("/view-selection/other-list", NULL, test_other_list);
  UI_TEST ("/view-selection/in-view", NULL, test_in_view);
  UI_TEST ("/view-selection/at-the-top", NULL, test_at_the_top);
  UI_TEST ("/view-selection/order-is-kept", NULL, test_order_is_kept);

  return g_test_run ();
}
