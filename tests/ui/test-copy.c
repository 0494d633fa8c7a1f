/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"
#include "ui-util.h"

#define TASK(id, repository, region, override) \
  "{\"id\":" id ",\"namespace\":\"team\",\"repoName\":" repository ",\"remoteNamespace\":\"copies\"," \
  "\"remoteRegionId\":\"" region "\",\"override\":" override ",\"updatedAt\":\"2024-05-0" id "T00:00:00Z\"}"

/* clang-format off */
#define TASKS                                                                                                \
  "[" TASK ("1", "\"web\"", "cn-south-1", "true") "," TASK ("2", "\"web\"", "cn-future-9", "null") ","        \
  TASK ("3", "\"=1\\t|\"", "cn-south-1", "false") "," TASK ("4", "null", "ap-southeast-3", "false") "]"
/* clang-format on */

#define HEADINGS "Repository\tOrganization\tSource Region\tTarget Region\tTarget Organization\tOverwrite\tUpdated\n"

#define HCLOUD "hcloud SWR ListImageAutoSyncReposDetails --cli-region=cn-north-4 --namespace=team --repository="

static void
list_tasks (UiFixture *fixture)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", TASKS);
  ui_list (fixture->window, "team", "app");
  ui_wait_for_n_rows (fixture->window, 4);
}

static void
activate (UiFixture  *fixture,
          const char *action,
          const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->task_view), action, target != NULL ? "s" : NULL, target));
}

static void
use_value (UiFixture  *fixture,
           const char *action,
           const char *column,
           const char *value)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->task_view), action, "(ss)", column, value));
}

static void
select_row (UiFixture *fixture,
            guint      position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->window->task_view->selection), position, FALSE);
}

static GdkClipboard *
get_clipboard (UiFixture *fixture)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
}

static char *
read_clipboard (UiFixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *text;

  gdk_clipboard_read_text_async (get_clipboard (fixture), NULL, test_result_cb, &result);
  test_wait_for_result (&result, "the clipboard is read");
  text = gdk_clipboard_read_text_finish (get_clipboard (fixture), result, &error);
  g_assert_no_error (error);

  return text;
}

static void
assert_clipboard (UiFixture  *fixture,
                  const char *expected)
{
  g_autofree char *text = read_clipboard (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_done (gpointer view)
{
  return FERRY_SYNC_TASK_VIEW (view)->copying == NULL;
}

static void
copy_as (UiFixture  *fixture,
         const char *format)
{
  activate (fixture, "tasks.copy-as", format);
  test_wait_for (is_done, fixture->window->task_view, "something is copied");
}

/* Has the clipboard hold something else before. */
static void
assert_copies (UiFixture  *fixture,
               const char *format,
               const char *notice,
               const char *expected)
{
  gdk_clipboard_set_text (get_clipboard (fixture), "old");
  copy_as (fixture, format);
  ui_wait_for_text (fixture->window, notice);
  assert_clipboard (fixture, expected);
}

/* Rows are copied as they stand, whatever the order in which they were selected. */
static void
test_rows (UiFixture     *fixture,
           gconstpointer  data)
{
  list_tasks (fixture);
  select_row (fixture, 2);
  select_row (fixture, 0);
  activate (fixture, "tasks.copy", NULL);

  ui_wait_for_text (fixture->window, "2 tasks copied");
  assert_clipboard (fixture, HEADINGS
                    "web\tteam\tcn-north-4\tcn-south-1\tcopies\ttrue\t2024-05-01T00:00:00Z\n"
                    "'=1 |\tteam\tcn-north-4\tcn-south-1\tcopies\tfalse\t2024-05-03T00:00:00Z\n");
}

static void
test_arranged (UiFixture     *fixture,
               gconstpointer  data)
{
  static const char *const hidden[] = {
    "tasks.column-organization", "tasks.column-source-region", "tasks.column-target-organization", "tasks.column-overwrite",
  };

  list_tasks (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    activate (fixture, hidden[i], NULL);
  activate (fixture, "tasks.column-id", NULL);
  activate (fixture, "tasks.sort-descending", "id");
  activate (fixture, "tasks.select-all", NULL);
  activate (fixture, "tasks.copy", NULL);

  ui_wait_for_text (fixture->window, "4 tasks copied");
  assert_clipboard (fixture, "Repository\tTarget Region\tUpdated\tID\n"
                             "\tap-southeast-3\t2024-05-04T00:00:00Z\t4\n"
                             "'=1 |\tcn-south-1\t2024-05-03T00:00:00Z\t3\n"
                             "web\tcn-future-9\t2024-05-02T00:00:00Z\t2\n"
                             "web\tcn-south-1\t2024-05-01T00:00:00Z\t1\n");
}

/* Where nothing is selected, the row with the focus is meant. */
static void
test_focused_row (UiFixture     *fixture,
                  gconstpointer  data)
{
  list_tasks (fixture);
  activate (fixture, "tasks.select-none", NULL);
  ui_focus_cell (fixture->window, 1, FERRY_COLUMN_TARGET_REGION);
  activate (fixture, "tasks.copy", NULL);

  ui_wait_for_text (fixture->window, "1 task copied");
  assert_clipboard (fixture, HEADINGS "web\tteam\tcn-north-4\tcn-future-9\tcopies\t\t2024-05-02T00:00:00Z\n");
}

static void
test_cell (UiFixture     *fixture,
           gconstpointer  data)
{
  list_tasks (fixture);
  ui_focus_cell (fixture->window, 0, FERRY_COLUMN_TARGET_REGION);
  activate (fixture, "tasks.copy-cell", NULL);
  ui_wait_for_text (fixture->window, "“cn-south-1” copied");
  assert_clipboard (fixture, "cn-south-1");

  ui_focus_cell (fixture->window, 0, FERRY_COLUMN_OVERWRITE);
  activate (fixture, "tasks.copy-cell", NULL);
  assert_clipboard (fixture, "true");

  /* What is not known leaves alone what is in the clipboard. */
  ui_focus_cell (fixture->window, 1, FERRY_COLUMN_OVERWRITE);
  activate (fixture, "tasks.copy-cell", NULL);
  ui_wait_for_text (fixture->window, "Nothing was copied: the cell is empty");
  assert_clipboard (fixture, "true");
}

/* A row that has the focus stands for its first cell; the place around the rows for none. */
static void
test_find (UiFixture     *fixture,
           gconstpointer  data)
{
  FerrySyncTaskCell cell, other;
  GtkWidget *row;

  list_tasks (fixture);
  ui_focus_cell (fixture->window, 1, FERRY_COLUMN_OVERWRITE);
  g_assert_true (ferry_sync_task_view_get_focused_cell (fixture->window->task_view, &cell));
  g_assert_true (ferry_sync_task_cell_find (&other, cell.widget));
  g_assert_true (other.widget == cell.widget);

  row = gtk_widget_get_parent (gtk_widget_get_parent (cell.widget));
  g_assert_true (ferry_sync_task_cell_find (&other, row));
  g_assert_cmpuint (other.position, ==, 1);
  g_assert_cmpint (other.column, ==, FERRY_COLUMN_REPOSITORY);
  g_assert_true (other.sync_task == cell.sync_task);

  g_assert_false (ferry_sync_task_cell_find (&other, gtk_widget_get_parent (row)));
  g_assert_false (ferry_sync_task_cell_find (&other, GTK_WIDGET (fixture->window->task_view->column_view)));
}

static void
test_formats (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autofree char *json = NULL;

  list_tasks (fixture);
  activate (fixture, "tasks.select-all", NULL);
  for (FerryColumn column = FERRY_COLUMN_ORGANIZATION; column <= FERRY_COLUMN_OVERWRITE; column++)
    if (column != FERRY_COLUMN_TARGET_REGION)
      {
        g_autofree char *action = g_strconcat ("tasks.column-", ferry_column_get_id (column), NULL);

        activate (fixture, action, NULL);
      }
  activate (fixture, "tasks.column-updated", NULL);

  assert_copies (fixture, "csv", "4 tasks copied",
                 "Repository,Target Region\r\nweb,cn-south-1\r\nweb,cn-future-9\r\n\"'=1\t|\",cn-south-1\r\n,ap-southeast-3\r\n");
  assert_copies (fixture, "tsv", "4 tasks copied",
                 "Repository\tTarget Region\nweb\tcn-south-1\nweb\tcn-future-9\n'=1 |\tcn-south-1\n\tap-southeast-3\n");
  assert_copies (fixture, "markdown", "4 tasks copied",
                 "| Repository | Target Region |\n| :--- | :--- |\n| `web` | `cn-south-1` |\n| `web` | `cn-future-9` |\n"
                 "| `=1 `&#124; | `cn-south-1` |\n|  | `ap-southeast-3` |\n");

  copy_as (fixture, "json");
  json = read_clipboard (fixture);
  g_assert_true (g_str_has_prefix (json, "[\n{\"repoName\":\"web\","));
  g_assert_nonnull (strstr (json, "{\"repoName\":\"=1\\t|\",\"remoteRegionId\":\"cn-south-1\"},\n"));
}

/* One command for each repository, an id for each task, and none where a name is missing or a tab is in it. */
static void
test_commands (UiFixture     *fixture,
               gconstpointer  data)
{
  list_tasks (fixture);
  select_row (fixture, 0);
  select_row (fixture, 1);
  assert_copies (fixture, "hcloud", "1 command copied", HCLOUD "web");
  assert_copies (fixture, "terraform", "2 import IDs copied", "team/web/cn-south-1/copies\nteam/web/cn-future-9/copies");

  activate (fixture, "tasks.select-all", NULL);
  assert_copies (fixture, "hcloud", "1 command copied · 2 tasks left out", HCLOUD "web");

  gtk_selection_model_unselect_range (GTK_SELECTION_MODEL (fixture->window->task_view->selection), 0, 2);
  assert_copies (fixture, "terraform", "Nothing was copied: a name is missing or not valid", "old");
}

static void
test_unguarded (UiFixture     *fixture,
                gconstpointer  data)
{
  g_settings_set_boolean (fixture->window->settings, "export-guard-formulas", FALSE);
  list_tasks (fixture);
  select_row (fixture, 2);
  activate (fixture, "tasks.copy", NULL);

  ui_wait_for_text (fixture->window, "1 task copied");
  assert_clipboard (fixture, HEADINGS "=1 |\tteam\tcn-north-4\tcn-south-1\tcopies\tfalse\t2024-05-03T00:00:00Z\n");
}

static gboolean
is_ours_alone (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

/* What takes longer does not replace what is copied after it. */
static void
test_overtaken (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) copying = NULL;

  list_tasks (fixture);
  activate (fixture, "tasks.select-all", NULL);
  activate (fixture, "tasks.copy-as", "json");
  copying = g_object_ref (fixture->window->task_view->copying);
  activate (fixture, "tasks.copy-value", "later");

  test_wait_for (is_ours_alone, copying, "the first copy ends");
  assert_clipboard (fixture, "later");
}

static void
test_closed (UiFixture     *fixture,
             gconstpointer  data)
{
  list_tasks (fixture);
  activate (fixture, "tasks.select-all", NULL);
  activate (fixture, "tasks.copy-as", "json");
  ui_close (&fixture->window);
}

static void
test_filter_by (UiFixture     *fixture,
                gconstpointer  data)
{
  FerryFilter *filter;

  list_tasks (fixture);
  filter = ferry_sync_task_view_get_filter (fixture->window->task_view);

  use_value (fixture, "tasks.filter-by", "target-region", "cn-south-1");
  ui_wait_for_n_rows (fixture->window, 2);
  use_value (fixture, "tasks.exclude", "overwrite", "true");
  ui_wait_for_n_rows (fixture->window, 1);
  g_assert_cmpint (ferry_filter_get_use (filter, FERRY_COLUMN_TARGET_REGION, "cn-south-1"), ==, FERRY_FILTER_INCLUDE);
  g_assert_cmpint (ferry_filter_get_use (filter, FERRY_COLUMN_OVERWRITE, "true"), ==, FERRY_FILTER_EXCLUDE);

  /* What was excluded can be asked for. */
  use_value (fixture, "tasks.filter-by", "overwrite", "true");
  ui_wait_for_n_rows (fixture->window, 1);
  g_assert_cmpint (ferry_filter_get_use (filter, FERRY_COLUMN_OVERWRITE, "true"), ==, FERRY_FILTER_INCLUDE);
  activate (fixture, "tasks.clear-filter", NULL);
  ui_wait_for_n_rows (fixture->window, 4);

  use_value (fixture, "tasks.filter-by", "overwrite", "");
  ui_wait_for_n_rows (fixture->window, 1);
}

/* Where a column has too many values for a facet, the text of the filter takes the value up. */
static void
test_filter_by_word (UiFixture     *fixture,
                     gconstpointer  data)
{
  list_tasks (fixture);
  use_value (fixture, "tasks.filter-by", "repository", "web");
  ui_wait_for_n_rows (fixture->window, 2);
  g_assert_cmpstr (ui_get_text (fixture->window, "Filter tasks"), ==, "repository:\"web\"");
  use_value (fixture, "tasks.exclude", "id", "2");
  ui_wait_for_n_rows (fixture->window, 1);
  g_assert_cmpstr (ui_get_text (fixture->window, "Filter tasks"), ==, "repository:\"web\" -id:\"2\"");

  ui_set_text (fixture->window, "Filter tasks", "");
  use_value (fixture, "tasks.filter-by", "updated", "2024-05-03T00:00:00Z");
  ui_wait_for_n_rows (fixture->window, 1);
}

/* A widget that has the focus and is not in the window any more makes GTK crash when the window gets the keyboard. */
static void
test_focus_stays (UiFixture     *fixture,
                  gconstpointer  data)
{
  FerrySyncTaskCell cell;

  list_tasks (fixture);
  ui_focus_cell (fixture->window, 2, FERRY_COLUMN_TARGET_REGION);
  use_value (fixture, "tasks.exclude", "target-region", "cn-south-1");
  g_assert_true (gtk_widget_get_root (gtk_root_get_focus (GTK_ROOT (fixture->window))) == GTK_ROOT (fixture->window));
  ui_wait_for_n_rows (fixture->window, 2);
  g_assert_true (ferry_sync_task_view_get_focused_cell (fixture->window->task_view, &cell));
  g_assert_cmpint (cell.column, ==, FERRY_COLUMN_TARGET_REGION);

  /* Where no row is left, the way to get some back is near. */
  use_value (fixture, "tasks.filter-by", "target-region", "eu-west-101");
  ui_wait_for_n_rows (fixture->window, 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         ui_get (fixture->window, GTK_TYPE_SEARCH_ENTRY, "Filter tasks")));
}

/* The keys are for the table; in an entry they mean something else. */
static void
assert_keys (gpointer table)
{
  static const char *const expected[][2] = {
    { "<Control>c|<Control>Insert", "action(tasks.copy)" },
    { "<Shift><Control>c", "action(tasks.copy-cell)" },
    { "Menu|<Shift>F10", "action(tasks.context-menu)" },
  };
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (table);
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
          g_autofree char *action = gtk_shortcut_action_to_string (gtk_shortcut_get_action (shortcut));

          for (gsize k = 0; k < G_N_ELEMENTS (expected); k++)
            n_found += g_str_equal (trigger, expected[k][0]) && g_str_equal (action, expected[k][1]);
        }
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (expected));
}

static void
test_keys (UiFixture     *fixture,
           gconstpointer  data)
{
  assert_keys (fixture->window->task_view->column_view);
  assert_keys (fixture->window->task_view->list_view);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  UI_TEST ("/copy/rows", NULL, test_rows);
  UI_TEST ("/copy/arranged", NULL, test_arranged);
  UI_TEST ("/copy/focused-row", NULL, test_focused_row);
  UI_TEST ("/copy/cell", NULL, test_cell);
  UI_TEST ("/copy/find", NULL, test_find);
  UI_TEST ("/copy/formats", NULL, test_formats);
  UI_TEST ("/copy/commands", NULL, test_commands);
  UI_TEST ("/copy/unguarded", NULL, test_unguarded);
  UI_TEST ("/copy/overtaken", NULL, test_overtaken);
  UI_TEST ("/copy/closed", NULL, test_closed);
  UI_TEST ("/copy/filter-by", NULL, test_filter_by);
  UI_TEST ("/copy/filter-by-word", NULL, test_filter_by_word);
  UI_TEST ("/copy/focus-stays", NULL, test_focus_stays);
  UI_TEST ("/copy/keys", NULL, test_keys);

  return g_test_run ();
}
