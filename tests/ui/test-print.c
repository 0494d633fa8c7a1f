/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#include <string.h>

#include "ferry-exporter-pdf.h"
#include "ferry-print-operation.h"
#include "pdf-util.h"

#define TASKS \
  "[{\"id\":9,\"namespace\":\"team\",\"repoName\":\"app-1\",\"updatedAt\":\"2024-01-02T00:00:00Z\"}," \
  "{\"id\":10,\"namespace\":\"team\",\"repoName\":\"app-2\",\"updatedAt\":\"2024-01-03T00:00:00Z\"}," \
  "{\"id\":11,\"namespace\":\"team\",\"repoName\":\"other\",\"updatedAt\":\"2024-01-01T00:00:00Z\"}]"

/* A folder beside the window. */
typedef struct
{
  UiFixture ui;
  char *folder; /* (owned) */
  char *path;   /* (owned) of the file that is printed there */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (&fixture->ui, data);
  fixture->folder = test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "printed.pdf", NULL);
  ferry_demo_server_set_answer (fixture->ui.server, 200, "application/json", TASKS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (&fixture->ui, data);
  g_clear_pointer (&fixture->path, g_free);
  test_remove_folder (g_steal_pointer (&fixture->folder));
}

/* --- What is printed --- */

static FerryExport *
create_export (Fixture *fixture)
{
  FerryExport *export = ferry_sync_task_view_create_export (fixture->ui.window->task_view, FERRY_EXPORT_ROWS_FILTERED);

  ferry_export_arrange (export);

  return export;
}

static GtkPrintOperation *
create_operation (FerryExport *export)
{
  return GTK_PRINT_OPERATION (ferry_print_operation_new (export, ferry_printout_new (export)));
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         gpointer                 user_data)
{
  *(int *) user_data = result;
}

static gboolean
is_done (gpointer user_data)
{
  return *(int *) user_data >= 0;
}

/* Prints into a file, as a printer would get it. */
static void
run (Fixture           *fixture,
     GtkPrintOperation *operation)
{
  int result = -1;

  gtk_print_operation_set_export_filename (operation, fixture->path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &result);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (fixture->ui.window), NULL);
  test_wait_for (is_done, &result, "the printing of a list");
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
}

static char *
export_text (Fixture     *fixture,
             FerryExport *export)
{
  g_autofree char *path = g_build_filename (fixture->folder, "exported.pdf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) pages = NULL;

  ferry_export_to_file (export, &ferry_exporter_pdf, file, NULL, &error);
  g_assert_no_error (error);
  pages = pdf_read_pages (path);

  return g_strjoinv ("\f", pages);
}

static char *
read_printed (Fixture *fixture)
{
  g_auto(GStrv) pages = pdf_read_pages (fixture->path);

  return g_strjoinv ("\f", pages);
}

/* What is printed is what is shown, and the same as what is exported. */
static void
test_operation (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryExport) export = NULL;
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *name = NULL;
  g_autofree char *job_name = NULL;
  g_autofree char *text = NULL;

  if (!pdf_can_read ())
    return;

  ui_list (fixture->ui.window, "team", "app");
  ui_set_text (fixture->ui.window, "Filter tasks", "app-");
  ui_wait_for_n_rows (fixture->ui.window, 2);
  export = create_export (fixture);
  expected = export_text (fixture, export);
  name = ferry_export_dup_file_name (export, "pdf");

  operation = create_operation (g_steal_pointer (&export));
  g_object_get (operation, "job-name", &job_name, NULL);
  g_assert_cmpstr (job_name, ==, name);
  run (fixture, operation);
  text = read_printed (fixture);
  g_assert_cmpstr (text, ==, expected);
  g_assert_nonnull (strstr (text, "team/app"));
  g_assert_nonnull (strstr (text, "2 of 3 tasks, those that match the filter"));
  g_assert_nonnull (strstr (text, "app-1"));
  g_assert_null (strstr (text, "other"));
}

/* Many pages are found and drawn in many turns of the main loop. */
static void
test_long_list (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GString) tasks = g_string_new ("[");
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autofree char *text = NULL;

  if (!pdf_can_read ())
    return;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (tasks, "%s{\"id\":%u,\"repoName\":\"app-%u\"}", i > 0 ? "," : "", i, i);
  g_string_append_c (tasks, ']');
  ferry_demo_server_set_answer (fixture->ui.server, 200, "application/json", tasks->str);
  ui_list (fixture->ui.window, "team", "app");

  operation = create_operation (create_export (fixture));
  run (fixture, operation);
  text = read_printed (fixture);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("app-%u ", i);

      if (strstr (text, name) == NULL)
        g_error ("“%s” was not printed", name);
    }
}

/* --- The dialog --- */

static GtkWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (toplevel), "GtkPrintUnixDialog"))
        return toplevel;
    }

  return NULL;
}

static gboolean
has_dialog (gpointer user_data)
{
  return find_dialog () != NULL;
}

static gboolean
has_no_dialog (gpointer user_data)
{
  return find_dialog () == NULL;
}

static GtkWindow *
open_dialog (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->ui.window), "win.print", NULL));
  test_wait_for (has_dialog, NULL, "the dialog for printing");

  return find_dialog ();
}

static void
answer (GtkWindow *dialog,
        int        response)
{
  g_signal_emit_by_name (dialog, "response", response);
  test_wait_for (has_no_dialog, NULL, "the end of the dialog");
}

static void
test_dialog (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWindow *dialog;

  ui_list (fixture->ui.window, "team", "app");
  dialog = open_dialog (fixture);
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (fixture->ui.window));
  answer (dialog, GTK_RESPONSE_CANCEL);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->ui.window)));
}

/* Whoever closes the window has no use for its dialog. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  ui_list (fixture->ui.window, "team", "app");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->ui.window), "win.print", NULL));
  ui_close (&fixture->ui.window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (find_dialog ());
}

static gboolean
get_enabled (Fixture *fixture)
{
  return g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (fixture->ui.window), "print"));
}

static void
test_enabled (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_false (get_enabled (fixture));
  ui_list (fixture->ui.window, "team", "app");
  g_assert_true (get_enabled (fixture));

  ferry_demo_server_set_answer (fixture->ui.server, 404, "application/json", "{}");
  ui_list (fixture->ui.window, "team", "other");
  g_assert_cmpstr (ui_get_page (fixture->ui.window), ==, "failed");
  g_assert_false (get_enabled (fixture));
}

/* --- What was chosen --- */

static GtkPageOrientation
get_orientation (GtkPrintOperation *operation)
{
  return gtk_page_setup_get_orientation (gtk_print_operation_get_default_page_setup (operation));
}

/* Paper is kept for the next list. How it is turned depends on the columns, until somebody turns it. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A5);
  g_autoptr(GtkPrintOperation) first = NULL;
  g_autoptr(GtkPrintOperation) second = NULL;
  g_autoptr(GtkPrintOperation) third = NULL;
  GtkPageSetup *page_setup;

  ui_list (fixture->ui.window, "team", "app");
  first = create_operation (create_export (fixture));
  g_assert_cmpint (get_orientation (first), ==, GTK_PAGE_ORIENTATION_LANDSCAPE);
  page_setup = gtk_print_operation_get_default_page_setup (first);
  gtk_page_setup_set_paper_size (page_setup, paper);
  run (fixture, first);

  second = create_operation (create_export (fixture));
  page_setup = gtk_print_operation_get_default_page_setup (second);
  g_assert_true (gtk_paper_size_is_equal (gtk_page_setup_get_paper_size (page_setup), paper));
  g_assert_cmpint (get_orientation (second), ==, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_page_setup_set_orientation (page_setup, GTK_PAGE_ORIENTATION_PORTRAIT);
  run (fixture, second);

  third = create_operation (create_export (fixture));
  g_assert_cmpint (get_orientation (third), ==, GTK_PAGE_ORIENTATION_PORTRAIT);
}

#define PRINT_TEST(path, function) \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  PRINT_TEST ("/print/operation", test_operation);
  PRINT_TEST ("/print/long-list", test_long_list);
  PRINT_TEST ("/print/dialog", test_dialog);
  PRINT_TEST ("/print/closed", test_closed);
  PRINT_TEST ("/print/enabled", test_enabled);
  /* The last one: what is kept is kept for all. */
  PRINT_TEST ("/print/kept", test_kept);

  return g_test_run ();
}
