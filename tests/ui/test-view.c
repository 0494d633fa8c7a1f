/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#define TASK(id, repository, region, override, updated, account) \
  "{\"id\":" id ",\"namespace\":\"team\",\"repoName\":\"" repository "\",\"remoteNamespace\":\"copies\"," \
  "\"remoteRegionId\":\"" region "\",\"override\":" override ",\"updatedAt\":\"" updated "\"," \
  "\"domainName\":\"" account "\"}"

/* Each column in an order of its own, none of which is the order of the texts that are shown. */
/* clang-format off */
#define TASKS                                                                                                \
  "[" TASK ("100", "app-10", "cn-south-1", "true", "2024-05-01T00:00:00.25Z", "Example") ","                  \
  TASK ("9", "app-9", "ap-southeast-3", "null", "2024-05-01T00:00:00.3Z", "云上示例有限公司") ","            \
  TASK ("null", "App-1", "cn-north-9", "false", "no time at all", "Example") ","                              \
  TASK ("9007199254740993", "app-10/api", "cn-future-9", "true", "2023-12-31T23:59:59Z", "Ｅｘａｍｐｌｅ Two") "]"
/* clang-format on */

static void
list_tasks (UiFixture *fixture)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", TASKS);
  ui_list (fixture->window, "team", "app");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

static GtkColumnView *
get_column_view (UiFixture *fixture)
{
  return GTK_COLUMN_VIEW (ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL));
}

static GtkColumnViewColumn *
get_view_column (UiFixture   *fixture,
                 FerryColumn  column)
{
  GListModel *columns = gtk_column_view_get_columns (get_column_view (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_id (view_column), ferry_column_get_id (column)))
        return view_column;
    }

  g_error ("There is no column “%s”", ferry_column_get_id (column));
}

static void
activate (UiFixture  *fixture,
          const char *action,
          const char *target)
{
  g_assert_true (gtk_widget_activate_action (ui_get (fixture->window, GTK_TYPE_SEARCH_ENTRY, NULL), action,
                                             target != NULL ? "s" : NULL, target));
}

static void
assert_column (UiFixture   *fixture,
               FerryColumn  column,
               const char  *expected)
{
  g_autofree char *values = ui_dup_column (fixture->window, column);

  g_assert_cmpstr (values, ==, expected);
}

static void
assert_ids (UiFixture  *fixture,
            const char *expected)
{
  assert_column (fixture, FERRY_COLUMN_ID, expected);
}

/* The order of the service stays until somebody sorts; then what was sorted by before decides where values are the
 * same. What is not known comes last. */
static void
test_sort (UiFixture     *fixture,
           gconstpointer  data)
{
  static const struct
  {
    FerryColumn column;
    const char *ids;
  } orders[] = {
    { FERRY_COLUMN_ID, "9007199254740993 100 9 " },
    { FERRY_COLUMN_UPDATED, "9 100 9007199254740993 " },
    { FERRY_COLUMN_REPOSITORY, " 9 100 9007199254740993" },
    { FERRY_COLUMN_TARGET_REGION, "9 9007199254740993  100" },
    { FERRY_COLUMN_OVERWRITE, "9007199254740993 100  9" },
  };

  list_tasks (fixture);
  assert_ids (fixture, "100 9  9007199254740993");

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      gtk_column_view_sort_by_column (get_column_view (fixture), get_view_column (fixture, orders[i].column), GTK_SORT_ASCENDING);
      assert_ids (fixture, orders[i].ids);
    }
}

/* The menu sorts as a click on the heading does, and the other way round the second time. */
static void
test_sort_by_menu (UiFixture     *fixture,
                   gconstpointer  data)
{
  list_tasks (fixture);

  activate (fixture, "tasks.sort", "id");
  assert_ids (fixture, "9007199254740993 100 9 ");
  activate (fixture, "tasks.sort", "id");
  assert_ids (fixture, "9 100 9007199254740993 ");
  activate (fixture, "tasks.sort", "updated");
  assert_ids (fixture, "9 100 9007199254740993 ");
  activate (fixture, "tasks.sort", "updated");
  assert_ids (fixture, "9007199254740993 100 9 ");
  activate (fixture, "tasks.sort-as-listed", NULL);
  assert_ids (fixture, "100 9  9007199254740993");
}

static GtkAdjustment *
get_scroll (UiFixture *fixture)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_column_view (fixture)));
}

static void
scroll_to_middle (UiFixture *fixture)
{
  GtkAdjustment *scroll = get_scroll (fixture);

  ui_wait_for_frame (fixture->window);
  gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll) / 2);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), >, 0);
}

static void
test_sort_goes_to_top (UiFixture     *fixture,
                       gconstpointer  data)
{
  ui_list (fixture->window, "test", "hello-hundred");
  scroll_to_middle (fixture);

  activate (fixture, "tasks.sort", "updated");
  ui_wait_for_frame (fixture->window);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_scroll (fixture)), <=, 0);
}

/* A refresh that brings nothing new leaves order, filter, selection and place alone. */
static void
test_refresh_keeps (UiFixture     *fixture,
                    gconstpointer  data)
{
  GtkSelectionModel *selection;
  g_autofree char *before = NULL;
  double place;

  ui_list (fixture->window, "test", "hello-hundred");
  activate (fixture, "tasks.sort", "updated");
  ui_set_text (fixture->window, "Filter tasks", "test-copy");
  ui_wait_for_n_rows (fixture->window, 92);
  selection = gtk_column_view_get_model (get_column_view (fixture));
  gtk_selection_model_select_item (selection, 40, TRUE);
  scroll_to_middle (fixture);
  before = ui_dup_column (fixture->window, FERRY_COLUMN_ID);
  place = gtk_adjustment_get_value (get_scroll (fixture));

  activate (fixture, "win.refresh", NULL);
  ui_wait_for_answer (fixture->window);
  ui_wait_for_frame (fixture->window);

  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 2);
  assert_ids (fixture, before);
  g_assert_true (gtk_selection_model_is_selected (selection, 40));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_scroll (fixture)), place, 1);
}

static void
test_filter (UiFixture     *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *ids;
  } filters[] = {
    { "APP-10", "100 9007199254740993" },
    { "  southeast   singapore ", "9" },
    { "ＡＰＰ－１０", "100 9007199254740993" },
    { "account:example", "100  9007199254740993" },
    { "id:9007199254740993", "9007199254740993" },
    { "<b>", "" },
  };

  list_tasks (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      guint n_rows = *filters[i].ids == '\0' ? 0 : 1;

      for (const char *p = filters[i].ids; *p != '\0'; p++)
        n_rows += *p == ' ' ? 1 : 0;

      ui_set_text (fixture->window, "Filter tasks", "");
      ui_wait_for_n_rows (fixture->window, 4);
      ui_set_text (fixture->window, "Filter tasks", filters[i].text);
      ui_wait_for_n_rows (fixture->window, n_rows);
      assert_ids (fixture, filters[i].ids);
    }
}

static void
test_count (UiFixture     *fixture,
            gconstpointer  data)
{
  list_tasks (fixture);
  g_assert_true (ui_has_text (fixture->window, "4 tasks"));
  g_assert_true (ui_has_text (fixture->window->task_view, "team/app"));
  g_assert_true (ui_has_text (fixture->window, "CN North-Beijing4 cn-north-4"));
  g_assert_true (ui_has_text (fixture->window, "As of "));

  ui_set_text (fixture->window, "Filter tasks", "app-10");
  ui_wait_for_text (fixture->window, "2 of 4 shown");
  gtk_selection_model_select_all (gtk_column_view_get_model (get_column_view (fixture)));
  ui_wait_for_text (fixture->window, "2 of 4 shown · 2 selected");
}

/* Whose tasks they are is told where that makes a difference. */
static void
test_accounts (UiFixture     *fixture,
               gconstpointer  data)
{
  list_tasks (fixture);
  g_assert_true (gtk_column_view_column_get_visible (get_view_column (fixture, FERRY_COLUMN_ACCOUNT)));

  ferry_demo_server_set_answer (fixture->server, 200, "application/json",
                                "[" TASK ("1", "app", "cn-south-1", "true", "2024-05-01T00:00:00Z", "Example") "]");
  ui_list (fixture->window, "team", "other");
  g_assert_false (gtk_column_view_column_get_visible (get_view_column (fixture, FERRY_COLUMN_ACCOUNT)));
}

static void
test_no_match (UiFixture     *fixture,
               gconstpointer  data)
{
  list_tasks (fixture);
  ui_set_text (fixture->window, "Filter tasks", "nothing is called so");
  ui_wait_for_text (fixture->window, "No Matching Tasks");
  g_assert_true (ui_has_text (fixture->window, "4 tasks are hidden by the filter."));

  ui_press (fixture->window, "Clear _Filter");
  ui_wait_for_n_rows (fixture->window, 4);
  g_assert_false (ui_has_text (fixture->window, "No Matching Tasks"));
  g_assert_cmpstr (ui_get_text (fixture->window, "Filter tasks"), ==, "");
}

static void
test_escape_clears (UiFixture     *fixture,
                    gconstpointer  data)
{
  list_tasks (fixture);
  activate (fixture, "win.filter", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         ui_get (fixture->window, GTK_TYPE_SEARCH_ENTRY, NULL)));
  ui_set_text (fixture->window, "Filter tasks", "app-9");
  ui_wait_for_n_rows (fixture->window, 1);

  g_signal_emit_by_name (ui_get (fixture->window, GTK_TYPE_SEARCH_ENTRY, NULL), "stop-search");
  ui_wait_for_n_rows (fixture->window, 4);
}

#define HEAD "app-10 | team | CN North-Beijing4 cn-north-4 | CN South-Guangzhou cn-south-1"

static void
assert_first_row (UiFixture  *fixture,
                  const char *expected)
{
  g_autofree char *table = ui_dup_table (fixture->window);
  g_auto(GStrv) rows = g_strsplit (table, "\n", -1);

  g_assert_cmpstr (rows[0], ==, expected);
}

static void
test_columns (UiFixture     *fixture,
              gconstpointer  data)
{
  list_tasks (fixture);
  assert_first_row (fixture, HEAD " | copies | Overwrites | 2024-05-01 00:00 | Example");

  activate (fixture, "tasks.column-updated", NULL);
  activate (fixture, "tasks.column-id", NULL);
  assert_first_row (fixture, HEAD " | copies | Overwrites | Example | 100");

  activate (fixture, "tasks.column-updated", NULL);
  activate (fixture, "tasks.column-id", NULL);
  assert_first_row (fixture, HEAD " | copies | Overwrites | 2024-05-01 00:00 | Example");
}

/* Without any column there would be nothing to export, and no heading to bring one back. */
static void
test_last_column_stays (UiFixture     *fixture,
                        gconstpointer  data)
{
  list_tasks (fixture);
  activate (fixture, "tasks.column-repository", NULL);
  assert_first_row (fixture, HEAD " | copies | Overwrites | 2024-05-01 00:00 | Example");
}

/* What nobody sees is not found, unless it is asked for by name. */
static void
test_filter_shown_columns (UiFixture     *fixture,
                           gconstpointer  data)
{
  list_tasks (fixture);
  /* It came by itself, for there are several. */
  activate (fixture, "tasks.column-account", NULL);
  ui_set_text (fixture->window, "Filter tasks", "示例");
  ui_wait_for_text (fixture->window, "No Matching Tasks");
  ui_set_text (fixture->window, "Filter tasks", "account:示例");
  ui_wait_for_n_rows (fixture->window, 1);

  ui_set_text (fixture->window, "Filter tasks", "示例");
  ui_wait_for_text (fixture->window, "No Matching Tasks");
  activate (fixture, "tasks.column-account", NULL);
  ui_wait_for_n_rows (fixture->window, 1);
  activate (fixture, "tasks.column-account", NULL);
}

/* Names are shown as they are, also in the cell that dims a part of others. */
static void
test_hostile_names (UiFixture     *fixture,
                    gconstpointer  data)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json",
                                "[" TASK ("1", "<b>&amp;</b>", "<i>", "true", "<u>", "x") "," TASK ("2", "plain", "cn-north-1", "false", "<u>", "x") "]");
  ui_list (fixture->window, "team", "app");
  assert_first_row (fixture, "<b>&amp;</b> | team | CN North-Beijing4 cn-north-4 | <i> | copies | Overwrites | <u>");

  /* The cells are used again for other rows. */
  activate (fixture, "tasks.sort", "id");
  assert_first_row (fixture, "plain | team | CN North-Beijing4 cn-north-4 | CN North-Beijing1 cn-north-1"
                             " | copies | Keeps existing | <u>");
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/view/sort", NULL, test_sort);
  UI_TEST ("/view/sort-by-menu", NULL, test_sort_by_menu);
  UI_TEST ("/view/sort-goes-to-top", NULL, test_sort_goes_to_top);
  UI_TEST ("/view/refresh-keeps", NULL, test_refresh_keeps);
  UI_TEST ("/view/filter", NULL, test_filter);
  UI_TEST ("/view/count", NULL, test_count);
  UI_TEST ("/view/accounts", NULL, test_accounts);
  UI_TEST ("/view/no-match", NULL, test_no_match);
  UI_TEST ("/view/escape-clears", NULL, test_escape_clears);
  UI_TEST ("/view/filter-shown-columns", NULL, test_filter_shown_columns);
  UI_TEST ("/view/columns", NULL, test_columns);
  UI_TEST ("/view/last-column-stays", NULL, test_last_column_stays);
  UI_TEST ("/view/hostile-names", NULL, test_hostile_names);

  return g_test_run ();
}
