/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ui-util.h"

#define TASK(id, repository, updated) \
  "{\"id\":" id ",\"namespace\":\"team\",\"repoName\":\"" repository "\",\"updatedAt\":\"" updated "\"}"

#define TASKS \
  "[" TASK ("9", "app-1", "2024-01-02T00:00:00Z") "," TASK ("100", "app-10", "2024-01-01T00:00:00.25Z") "," TASK ("11", "other", "2024-01-03T00:00:00Z") ",7]"

/* A folder beside the window. */
typedef struct
{
  UiFixture ui;
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (&fixture->ui, data);
  fixture->folder = test_make_folder ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (&fixture->ui, data);
  test_remove_folder (g_steal_pointer (&fixture->folder));
}

static GFile *
get_file (Fixture    *fixture,
          const char *name)
{
  return g_file_new_build_filename (fixture->folder, name, NULL);
}

static char *
read_file (Fixture    *fixture,
           const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return test_read_file (path);
}

static void
export_as (Fixture    *fixture,
           const char *format,
           const char *name)
{
  g_autoptr(GFile) file = get_file (fixture, name);

  ferry_window_export (fixture->ui.window,
                       ferry_sync_task_view_create_export (fixture->ui.window->task_view, FERRY_EXPORT_ROWS_FILTERED),
                       ferry_exporter_find (format), file);
}

static void
toggle_columns (Fixture           *fixture,
                const char *const *ids)
{
  for (; *ids != NULL; ids++)
    {
      g_autofree char *action = g_strconcat ("tasks.column-", *ids, NULL);

      g_assert_true (gtk_widget_activate_action (ui_get (fixture->ui.window, GTK_TYPE_SEARCH_ENTRY, NULL), action, NULL));
    }
}

/* Moves the last column that is shown, which is Updated, to the front. */
static void
move_updated_to_front (Fixture *fixture)
{
  GtkColumnView *column_view = GTK_COLUMN_VIEW (ui_get (fixture->ui.window, GTK_TYPE_COLUMN_VIEW, NULL));
  g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (column_view), FERRY_COLUMN_UPDATED);

  g_assert_cmpstr (gtk_column_view_column_get_id (column), ==, "updated");
  gtk_column_view_insert_column (column_view, 0, column);
}

/* Two of three rows, the later first, and three columns in an order of their own. */
static void
arrange (Fixture *fixture)
{
  const char *const toggled[] = {
    "organization",
    "source-region",
    "target-region",
    "target-organization",
    "overwrite",
    "id",
    NULL,
  };
  g_autofree char *table = NULL;

  ferry_demo_server_set_answer (fixture->ui.server, 200, "application/json", TASKS);
  ui_list (fixture->ui.window, "team", "app");
  toggle_columns (fixture, toggled);
  move_updated_to_front (fixture);
  ui_set_text (fixture->ui.window, "Filter tasks", "App-1");
  ui_wait_for_n_rows (fixture->ui.window, 2);
  g_assert_true (gtk_widget_activate_action (ui_get (fixture->ui.window, GTK_TYPE_SEARCH_ENTRY, NULL), "tasks.sort-ascending", "s", "updated"));

  table = ui_dup_table (fixture->ui.window);
  g_assert_cmpstr (table, ==, "2024-01-01 00:00 | app-10 | 100\n2024-01-02 00:00 | app-1 | 9");
}

static void
test_csv (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *text = NULL;

  arrange (fixture);
  export_as (fixture, "csv", "list.csv");
  ui_wait_for_text (fixture->ui.window, "2 tasks exported to “list.csv”");

  text = read_file (fixture, "list.csv");
  g_assert_cmpstr (text, ==, "\xef\xbb\xbfUpdated,Repository,ID\r\n"
                             "2024-01-01T00:00:00.25Z,app-10,100\r\n"
                             "2024-01-02T00:00:00Z,app-1,9\r\n");
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
}

static void
test_json (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const parts[] = {
    "\"scope\":\"team/app\"", "\"sourceRegionIds\":[\"cn-north-4\"]", "\"filter\":\"App-1\"",
    "\"chosen\":\"filtered\",\"rows\":2,\"rowsBeforeFilter\":3,",
    "\"unfinished\":false,\"repositoriesWithoutTasks\":[],\"failed\":[],\"doubts\":[],\"unreadableEntries\":1",
    ",\"tasks\":[\n"
    "{\"updatedAt\":\"2024-01-01T00:00:00.25Z\",\"repoName\":\"app-10\",\"id\":100},\n"
    "{\"updatedAt\":\"2024-01-02T00:00:00Z\",\"repoName\":\"app-1\",\"id\":9}\n]}\n",
  };
  g_autofree char *text = NULL;

  arrange (fixture);
  export_as (fixture, "json", "list.json");
  ui_wait_for_text (fixture->ui.window, "2 tasks exported to “list.json”");

  text = read_file (fixture, "list.json");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is missing in: %s", parts[i], text);
}

static gboolean
exists (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The menu offers the formats of files. */
static void
test_formats (Fixture       *fixture,
              gconstpointer  data)
{
  const FerryExporter *const *exporters = ferry_exporter_list ();
  GMenuModel *menu = adw_split_button_get_menu_model (fixture->ui.window->export_button);
  g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, 1, G_MENU_LINK_SECTION);
  int n_formats = 0;

  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  for (gsize i = 0; exporters[i] != NULL; i++)
    {
      g_autofree char *target = NULL;
      g_autofree char *name = g_strconcat ("list.", exporters[i]->extension, NULL);
      g_autofree char *path = NULL;

      if ((exporters[i]->flags & FERRY_EXPORTER_TERMINAL) != 0)
        continue;

      g_menu_model_get_item_attribute (section, n_formats++, "target", "s", &target);
      g_assert_cmpstr (target, ==, exporters[i]->id);
      path = g_build_filename (fixture->folder, name, NULL);
      export_as (fixture, target, name);
      test_wait_for (exists, path, "a file is exported");
      if ((exporters[i]->flags & FERRY_EXPORTER_TEXT) != 0)
        test_assert_file_has (path, "grpc-helloworld");
    }
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, n_formats);
}

static void
choose_columns (Fixture           *fixture,
                const char        *choice,
                const char *const *ids)
{
  g_settings_set_string (fixture->ui.window->settings, "export-columns", choice);
  g_settings_set_strv (fixture->ui.window->settings, "export-chosen-columns", ids);
}

static char *
export_heading (Fixture    *fixture,
                const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *text = NULL;

  export_as (fixture, "tsv", name);
  test_wait_for (exists, path, "a file is exported");
  text = test_read_file (path);

  return g_strndup (text, strcspn (text, "\n"));
}

/* Those on screen in their order, all of them, or some; and never none. */
static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *choice;
    const char *ids[4];
    const char *heading;
  } cases[] = {
    { "shown", { "account" }, "Updated\tRepository\tID" },
    { "chosen", { "account", "id", "updated" }, "Updated\tID\tAccount" },
    { "chosen", { NULL }, "Updated\tRepository\tID" },
    { "chosen", { "of-a-later-version" }, "Updated\tRepository\tID" },
    { "all", { NULL }, "Updated\tRepository\tID\tOrganization\tSource Region\tTarget Region\tTarget Organization\tOverwrite\t"
                       "Automatic\tCreated\tAccount\tAccount ID" },
  };

  arrange (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%zu.tsv", i);
      g_autofree char *heading = NULL;

      choose_columns (fixture, cases[i].choice, cases[i].ids);
      heading = export_heading (fixture, name);
      g_assert_cmpstr (heading, ==, cases[i].heading);
    }
}

/* The settings are those of all exports. */
static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *text = NULL;

  g_settings_set_boolean (fixture->ui.window->settings, "export-byte-order-mark", FALSE);
  g_settings_set_boolean (fixture->ui.window->settings, "export-guard-formulas", FALSE);
  ferry_demo_server_set_answer (fixture->ui.server, 200, "application/json", "[" TASK ("9", "=1", "") "]");
  ui_list (fixture->ui.window, "team", "app");
  export_as (fixture, "csv", "list.csv");
  ui_wait_for_text (fixture->ui.window, "1 task exported to “list.csv”");

  text = read_file (fixture, "list.csv");
  g_assert_true (g_str_has_prefix (text, "Repository,"));
  g_assert_nonnull (strstr (text, "\n=1,team,"));
}

/* An empty list is an answer too. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = NULL;

  ui_list (fixture->ui.window, "test", "hello-nowhere");
  export_as (fixture, "csv", "list.csv");
  ui_wait_for_text (fixture->ui.window, "0 tasks exported to “list.csv”");

  text = read_file (fixture, "list.csv");
  g_assert_cmpstr (text, ==, "\xef\xbb\xbfRepository,Organization,Source Region,Target Region,Target Organization,"
                             "Overwrite,Updated\r\n");
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "<b>&.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_as (fixture, "csv", "<b>&.csv");
  ui_wait_for_text (fixture->ui.window, "1 task exported to “<b>&.csv”");

  text = read_file (fixture, "<b>&.csv");
  g_assert_nonnull (strstr (text, "grpc-helloworld"));
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
}

static AdwAlertDialog *
wait_for_failure (Fixture    *fixture,
                  const char *reason)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (ui_wait_for_dialog (fixture->ui.window));

  g_assert_cmpstr (adw_alert_dialog_get_heading (dialog), ==, "List Not Exported");
  g_assert_true (g_str_has_prefix (adw_alert_dialog_get_body (dialog), "“"));
  g_assert_true (g_str_has_suffix (adw_alert_dialog_get_body (dialog), reason));
  ui_get (dialog, GTK_TYPE_BUTTON, "Other _Place…");

  return dialog;
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_as (fixture, "csv", "missing/list.csv");

  ui_press (wait_for_failure (fixture, "missing/list.csv” could not be written. The folder does not exist."), "_Close");
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->ui.window)));
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 0);
  g_assert_cmpstr (ui_get_page (fixture->ui.window), ==, "rows");
}

static void
test_below_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "old.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_as (fixture, "json", "old.csv/list.json");

  ui_press (wait_for_failure (fixture, "old.csv/list.json” could not be written. A part of its path is not a folder."), "_Close");
  text = read_file (fixture, "old.csv");
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
}

static void
test_onto_folder (Fixture       *fixture,
                  gconstpointer  data)
{
  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_as (fixture, "csv", ".");

  ui_press (wait_for_failure (fixture, "It is a folder."), "_Close");
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 0);
}

static gboolean
has_file_dialog (gpointer user_data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (!FERRY_IS_WINDOW (toplevel) && gtk_widget_get_mapped (toplevel))
        return TRUE;
    }

  return FALSE;
}

/* The system's own dialog: that it comes, and that it goes with the window. */
static void
test_choose_another_place (Fixture       *fixture,
                           gconstpointer  data)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("GTK's file chooser leaks what it was reading when it is closed");
  return;
#endif

  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_as (fixture, "csv", "missing/list.csv");
  ui_press (wait_for_failure (fixture, "The folder does not exist."), "Other _Place…");

  test_wait_for (has_file_dialog, NULL, "a dialog to choose a file");
  ui_close (&fixture->ui.window);
  g_assert_false (has_file_dialog (NULL));
}

static void
test_close_over_failure (Fixture       *fixture,
                         gconstpointer  data)
{
  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_as (fixture, "csv", "missing/list.csv");
  wait_for_failure (fixture, "The folder does not exist.");
  ui_close (&fixture->ui.window);
}

static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Takes until it is stopped. */
static gboolean
write_for_ever (const FerryExport  *export,
                GOutputStream      *stream,
                GCancellable       *cancellable,
                GError            **error)
{
  GPollFD poll_fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &poll_fd));
  g_poll (&poll_fd, 1, -1);
  g_cancellable_release_fd (cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static const FerryExporter endless = { .id = "endless", .title = "Endless", .extension = "txt", .write = write_for_ever };

static void
export_endless (Fixture    *fixture,
                const char *name)
{
  g_autoptr(GFile) file = get_file (fixture, name);

  ferry_window_export (fixture->ui.window,
                       ferry_sync_task_view_create_export (fixture->ui.window->task_view, FERRY_EXPORT_ROWS_ALL),
                       &endless, file);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "old.txt", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_endless (fixture, "old.txt");
  ui_wait_for_text (fixture->ui.window, "Exporting 1 task…");
  ui_press (fixture->ui.window, "_Stop");
  ui_wait_for_text (fixture->ui.window, "Export stopped");

  text = read_file (fixture, "old.txt");
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
}

/* While one takes long, others come and say so, with both ways to go on. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const names[] = { "first.csv", "second.csv" };

  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  export_endless (fixture, "endless.txt");
  ui_wait_for_text (fixture->ui.window, "Exporting 1 task…");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *toast = g_strdup_printf ("1 task exported to “%s”", names[i]);

      export_as (fixture, "csv", names[i]);
      ui_wait_for_text (fixture->ui.window, toast);
      ui_get (fixture->ui.window->toast_overlay, GTK_TYPE_BUTTON, "_Open");
      ui_get (fixture->ui.window->toast_overlay, GTK_TYPE_BUTTON, "Show in _Files");
    }
  ui_close (&fixture->ui.window);
  g_assert_cmpuint (test_count_files (fixture->folder), ==, G_N_ELEMENTS (names));
}

/* Closing the window ends the export, and no half of a file stays. One that was quicker is whole. */
static void
test_close_while_exporting (Fixture       *fixture,
                            gconstpointer  data)
{
  GFile *file = get_file (fixture, "list.json");
  gpointer weak = file;

  ferry_demo_server_set_bulk_tasks (fixture->ui.server, 5000);
  ui_list (fixture->ui.window, "bulk", "tasks");
  g_object_add_weak_pointer (G_OBJECT (file), &weak);
  ferry_window_export (fixture->ui.window,
                       ferry_sync_task_view_create_export (fixture->ui.window->task_view, FERRY_EXPORT_ROWS_ALL),
                       ferry_exporter_find ("json"), file);
  g_object_unref (file);
  ui_close (&fixture->ui.window);

  /* Whoever writes it holds it. */
  test_wait_for (is_gone, &weak, "the end of the export");
  if (test_count_files (fixture->folder) > 0)
    {
      g_autofree char *text = read_file (fixture, "list.json");

      g_assert_true (g_str_has_suffix (text, "]}\n"));
      g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
    }
}

/* What is not on screen is not exported. */
static void
test_needs_list (Fixture       *fixture,
                 gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (fixture->ui.window);

  g_assert_false (g_action_group_get_action_enabled (actions, "export"));
  ui_list (fixture->ui.window, "test", "grpc-helloworld");
  g_assert_true (g_action_group_get_action_enabled (actions, "export"));
  ui_list (fixture->ui.window, "test", "not-there");
  g_assert_false (g_action_group_get_action_enabled (actions, "export"));
  g_assert_false (g_action_group_get_action_enabled (actions, "export-dialog"));
  g_assert_false (g_action_group_get_action_enabled (actions, "export-again"));
}

#define EXPORT_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  EXPORT_TEST ("/export/csv", test_csv);
  EXPORT_TEST ("/export/json", test_json);
  EXPORT_TEST ("/export/formats", test_formats);
  EXPORT_TEST ("/export/columns", test_columns);
  EXPORT_TEST ("/export/settings", test_settings);
  EXPORT_TEST ("/export/empty", test_empty);
  EXPORT_TEST ("/export/replace", test_replace);
  EXPORT_TEST ("/export/no-folder", test_no_folder);
  EXPORT_TEST ("/export/below-file", test_below_file);
  EXPORT_TEST ("/export/onto-folder", test_onto_folder);
  EXPORT_TEST ("/export/choose-another-place", test_choose_another_place);
  EXPORT_TEST ("/export/close-over-failure", test_close_over_failure);
  EXPORT_TEST ("/export/stop", test_stop);
  EXPORT_TEST ("/export/several", test_several);
  EXPORT_TEST ("/export/close-while-exporting", test_close_while_exporting);
  EXPORT_TEST ("/export/needs-list", test_needs_list);

  return g_test_run ();
}
