/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ferry-export-dialog.h"
#include "ui-util.h"

#define TASK(id, repository) \
  "{\"id\":" id ",\"namespace\":\"team\",\"repoName\":\"" repository "\",\"updatedAt\":\"2024-01-02T08:00:00+08:00\"}"

#define TASKS \
  "[" TASK ("1", "x1") "," TASK ("2", "x2") "," TASK ("3", "x3") "," TASK ("4", "d") "," TASK ("5", "e") "," TASK ("6", "f") "]"

static GSettings *
get_settings (void)
{
  return ferry_application_get_settings (ui_get_application ());
}

static void
list_tasks (UiFixture  *fixture,
            const char *tasks)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", tasks);
  ui_list (fixture->window, "team", "app");
}

static FerryExportDialog *
open_dialog (UiFixture *fixture)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.export-dialog", NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  g_assert_true (FERRY_IS_EXPORT_DIALOG (dialog));

  return FERRY_EXPORT_DIALOG (dialog);
}

static GtkSelectionModel *
get_selection (UiFixture *fixture)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL)));
}

static void
choose (FerryExportDialog *dialog,
        const char        *row,
        guint              position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, row)), position);
}

static void
choose_format (const char *id)
{
  g_settings_set_string (get_settings (), "export-format", id);
}

typedef struct
{
  FerryExportDialog *dialog;
  const char *text;
} Preview;

static char *
dup_preview (FerryExportDialog *dialog)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_get (dialog, GTK_TYPE_TEXT_VIEW, "Preview")));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);

  return text;
}

static gboolean
shows_preview (gpointer user_data)
{
  Preview *preview = user_data;
  g_autofree char *text = dup_preview (preview->dialog);

  return g_str_equal (text, preview->text);
}

static void
wait_for_preview (FerryExportDialog *dialog,
                  const char        *text)
{
  Preview preview = { dialog, text };

  test_wait_for (shows_preview, &preview, text);
}

static void
assert_row (FerryExportDialog *dialog,
            const char        *title,
            const char        *count,
            gboolean           can_be_chosen)
{
  GtkWidget *row = ui_get (dialog, ADW_TYPE_ACTION_ROW, title);

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, count);
  g_assert_true (gtk_widget_is_sensitive (row) == can_be_chosen);
}

/* It begins with what somebody would expect: what is selected, or else what is shown. */
static void
test_rows (UiFixture     *fixture,
           gconstpointer  data)
{
  FerryExportDialog *dialog;

  list_tasks (fixture, TASKS);
  dialog = open_dialog (fixture);
  assert_row (dialog, "_All", "6 tasks", TRUE);
  assert_row (dialog, "_Filtered", "6 tasks", FALSE);
  assert_row (dialog, "_Selected", "0 tasks", FALSE);
  g_assert_cmpint (ferry_export_dialog_get_rows (dialog), ==, FERRY_EXPORT_ROWS_ALL);
  adw_dialog_force_close (ADW_DIALOG (dialog));

  ui_set_text (fixture->window, "Filter tasks", "x");
  ui_wait_for_n_rows (fixture->window, 3);
  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  dialog = open_dialog (fixture);
  assert_row (dialog, "_All", "6 tasks", TRUE);
  assert_row (dialog, "_Filtered", "3 tasks", TRUE);
  assert_row (dialog, "_Selected", "1 task", TRUE);
  g_assert_cmpint (ferry_export_dialog_get_rows (dialog), ==, FERRY_EXPORT_ROWS_FILTERED);
  adw_dialog_force_close (ADW_DIALOG (dialog));

  gtk_selection_model_select_item (get_selection (fixture), 1, FALSE);
  dialog = open_dialog (fixture);
  g_assert_cmpint (ferry_export_dialog_get_rows (dialog), ==, FERRY_EXPORT_ROWS_SELECTED);

  /* What was chosen may go while somebody looks at it. */
  gtk_selection_model_unselect_all (get_selection (fixture));
  assert_row (dialog, "_Selected", "0 tasks", FALSE);
  g_assert_cmpint (ferry_export_dialog_get_rows (dialog), ==, FERRY_EXPORT_ROWS_FILTERED);
}

static void
assert_option (FerryExportDialog *dialog,
               const char        *title,
               gboolean           is_there)
{
  g_assert_true ((ui_find (dialog, ADW_TYPE_ACTION_ROW, title) != NULL) == is_there);
}

/* Only what matters for the format, by what it says of itself. */
static void
test_options (UiFixture     *fixture,
              gconstpointer  data)
{
  const FerryExporter *const *exporters = ferry_exporter_list ();
  FerryExportDialog *dialog;

  list_tasks (fixture, TASKS);
  dialog = open_dialog (fixture);
  for (gsize i = 0, position = 0; exporters[i] != NULL; i++)
    {
      FerryExporterFlags flags = exporters[i]->flags;

      if ((flags & FERRY_EXPORTER_TERMINAL) != 0)
        continue;

      choose (dialog, "F_ormat", position++);
      ui_wait_for_frame (fixture->window);
      g_assert_true (ferry_export_dialog_get_exporter (dialog) == exporters[i]);
      g_assert_true (ui_has_text (dialog, exporters[i]->summary));
      assert_option (dialog, "Facts About the _List", (flags & FERRY_EXPORTER_FACTS) != 0);
      assert_option (dialog, "Without Facts About the List", (flags & FERRY_EXPORTER_FACTS) == 0);
      assert_option (dialog, "_Byte Order Mark", (flags & FERRY_EXPORTER_MARK) != 0);
      assert_option (dialog, "_Guard Against Formulas", (flags & FERRY_EXPORTER_GUARD) != 0);
    }
}

/* As it would be written: columns, rows and times as they are chosen. */
static void
test_preview (UiFixture     *fixture,
              gconstpointer  data)
{
  FerryExportDialog *dialog;
  g_autofree char *text = NULL;

  list_tasks (fixture, TASKS);
  g_settings_set_strv (get_settings (), "export-chosen-columns", (const char *const[]) { "updated", "repository", NULL });
  choose_format ("tsv");
  dialog = open_dialog (fixture);
  choose (dialog, "Col_umns", 2);
  wait_for_preview (dialog, "Repository\tUpdated\nx1\t2024-01-02T08:00:00+08:00\nx2\t2024-01-02T08:00:00+08:00\n"
                            "x3\t2024-01-02T08:00:00+08:00\nd\t2024-01-02T08:00:00+08:00\ne\t2024-01-02T08:00:00+08:00\n");
  gtk_selection_model_select_item (get_selection (fixture), 5, TRUE);
  adw_action_row_activate (ADW_ACTION_ROW (ui_get (dialog, ADW_TYPE_ACTION_ROW, "_Selected")));
  wait_for_preview (dialog, "Repository\tUpdated\nf\t2024-01-02T08:00:00+08:00\n");
  choose (dialog, "_Times", 2);
  wait_for_preview (dialog, "Repository\tUpdated\nf\t2024-01-02T00:00:00Z\n");
  /* Without a mark, which nobody could see. */
  choose_format ("csv");
  wait_for_preview (dialog, "Repository,Updated\r\nf,2024-01-02T00:00:00Z\r\n");
}

static AdwActionRow *
get_column (FerryExportDialog *dialog,
            const char        *title)
{
  GtkWidget *chosen = ui_get (dialog, ADW_TYPE_EXPANDER_ROW, "Chosen Colum_ns");

  return ADW_ACTION_ROW (ui_get (chosen, ADW_TYPE_ACTION_ROW, title));
}

static void
assert_chosen (const char *ids)
{
  g_auto(GStrv) chosen = g_settings_get_strv (get_settings (), "export-chosen-columns");
  g_autofree char *text = g_strjoinv (" ", chosen);

  g_assert_cmpstr (text, ==, ids);
}

/* They begin with those that are shown, and never end with none. */
static void
test_columns (UiFixture     *fixture,
              gconstpointer  data)
{
  static const char *const unticked[] = { "Organization", "Source Region", "Target Region", "Target Organization", "Overwrite", "Updated" };
  FerryExportDialog *dialog;
  AdwExpanderRow *chosen;

  list_tasks (fixture, "[" TASK ("1", "a") "]");
  choose_format ("tsv");
  dialog = open_dialog (fixture);
  g_assert_null (ui_find (dialog, ADW_TYPE_EXPANDER_ROW, "Chosen Colum_ns"));
  choose (dialog, "Col_umns", 2);
  ui_wait_for_frame (fixture->window);
  chosen = ADW_EXPANDER_ROW (ui_get (dialog, ADW_TYPE_EXPANDER_ROW, "Chosen Colum_ns"));
  g_assert_true (g_str_has_prefix (adw_expander_row_get_subtitle (chosen), "7 of "));
  adw_expander_row_set_expanded (chosen, TRUE);
  ui_wait_for_frame (fixture->window);

  for (gsize i = 0; i < G_N_ELEMENTS (unticked); i++)
    adw_action_row_activate (get_column (dialog, unticked[i]));
  assert_chosen ("repository");
  wait_for_preview (dialog, "Repository\na\n");
  adw_action_row_activate (get_column (dialog, "Repository"));
  assert_chosen ("repository");

  adw_action_row_activate (get_column (dialog, "Account"));
  adw_action_row_activate (get_column (dialog, "Repository"));
  assert_chosen ("account");
  g_assert_true (g_str_has_prefix (adw_expander_row_get_subtitle (chosen), "1 of "));
}

static void
test_incomplete (UiFixture     *fixture,
                 gconstpointer  data)
{
  FerryExportDialog *dialog;

  list_tasks (fixture, TASKS);
  dialog = open_dialog (fixture);
  assert_option (dialog, "The List Is Not Complete", FALSE);
  adw_dialog_force_close (ADW_DIALOG (dialog));

  list_tasks (fixture, "[" TASK ("1", "a") ",7]");
  dialog = open_dialog (fixture);
  assert_option (dialog, "The List Is Not Complete", TRUE);
  g_assert_true (ui_has_text (dialog, "1 of 2 entries could not be read."));
}

/* What comes meanwhile is exported. */
static void
test_refresh (UiFixture     *fixture,
              gconstpointer  data)
{
  FerryExportDialog *dialog;

  list_tasks (fixture, TASKS);
  dialog = open_dialog (fixture);
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", "[" TASK ("1", "a") "]");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL));
  ui_wait_for_n_rows (fixture->window, 1);
  assert_row (dialog, "_All", "1 task", TRUE);
}

static void
confirmed_cb (guint *n_times)
{
  (*n_times)++;
}

static void
test_confirm (UiFixture     *fixture,
              gconstpointer  data)
{
  FerryExportDialog *dialog;
  guint n_times = 0;

  list_tasks (fixture, TASKS);
  /* Without an export before there is nothing to repeat. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.export-again", NULL));
  dialog = FERRY_EXPORT_DIALOG (ui_wait_for_dialog (fixture->window));
  /* For the file something else asks, which is not looked at here. */
  g_signal_handlers_disconnect_matched (dialog, G_SIGNAL_MATCH_ID, g_signal_lookup ("confirmed", FERRY_TYPE_EXPORT_DIALOG),
                                        0, NULL, NULL, NULL);
  g_signal_connect_swapped (dialog, "confirmed", G_CALLBACK (confirmed_cb), &n_times);
  ui_press (dialog, "_Cancel");
  g_assert_cmpuint (n_times, ==, 0);

  dialog = open_dialog (fixture);
  g_signal_handlers_disconnect_matched (dialog, G_SIGNAL_MATCH_ID, g_signal_lookup ("confirmed", FERRY_TYPE_EXPORT_DIALOG),
                                        0, NULL, NULL, NULL);
  g_signal_connect_swapped (dialog, "confirmed", G_CALLBACK (confirmed_cb), &n_times);
  g_assert_true (gtk_widget_is_focus (ui_get (dialog, GTK_TYPE_BUTTON, "_Export…")));
  ui_press (dialog, "_Export…");
  g_assert_cmpuint (n_times, ==, 1);
}

static void
reset_settings (void)
{
  static const char *const keys[] = { "export-format", "export-columns", "export-chosen-columns", "export-times" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (get_settings (), keys[i]);
}

static void
tear_down (UiFixture     *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (fixture, data);
  reset_settings ();
}

/* What cannot be read as it is written is shown as a table, whose headings stand above what they are for. */
static void
test_preview_of_workbook (UiFixture     *fixture,
                          gconstpointer  data)
{
  FerryExportDialog *dialog;
  GtkGrid *grid;

  list_tasks (fixture, TASKS);
  choose_format ("xlsx");
  dialog = open_dialog (fixture);
  ui_wait_for_text (dialog, "2024-01-02T08:00:00+08:00");
  ui_wait_for_frame (fixture->window);
  grid = GTK_GRID (ui_get (dialog, GTK_TYPE_GRID, "Preview"));
  for (int column = 0; column < 3; column++)
    g_assert_cmpfloat_with_epsilon (ui_get_x (gtk_grid_get_child_at (grid, column, 0), grid),
                                    ui_get_x (gtk_grid_get_child_at (grid, column, 1), grid), 0.5);
  g_assert_nonnull (gtk_grid_get_child_at (grid, 0, 5));
  g_assert_null (gtk_grid_get_child_at (grid, 0, 6));
}

/* The line below the title gives way to the format, not the other way round. */
static void
test_narrow (UiFixture     *fixture,
             gconstpointer  data)
{
  FerryExportDialog *dialog;
  GtkWidget *row;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 370, 640);
  test_wait_for (ui_is_narrow, fixture->window, "the narrow window");
  list_tasks (fixture, TASKS);
  choose_format ("xlsx");
  dialog = open_dialog (fixture);
  ui_wait_for_frame (fixture->window);
  row = ui_get (dialog, ADW_TYPE_COMBO_ROW, "F_ormat");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (ui_get (row, GTK_TYPE_LABEL, "Excel Workbook")))));
}

/* With text of twice the size there is as much to read in a line. */
static void
test_large_text (UiFixture     *fixture,
                 gconstpointer  data)
{
  GtkSettings *desktop = gtk_settings_get_default ();
  FerryExportDialog *dialog;
  int dpi, width;

  list_tasks (fixture, TASKS);
  dialog = open_dialog (fixture);
  width = adw_dialog_get_content_width (ADW_DIALOG (dialog));
  g_object_get (desktop, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (desktop, "gtk-xft-dpi", 2 * dpi, NULL);
  g_assert_cmpint (adw_dialog_get_content_width (ADW_DIALOG (dialog)), ==, 2 * width);
  g_object_set (desktop, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpint (adw_dialog_get_content_width (ADW_DIALOG (dialog)), ==, width);
}

#define DIALOG_TEST(path, function) g_test_add (path, UiFixture, NULL, ui_fixture_set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  DIALOG_TEST ("/export-dialog/rows", test_rows);
  DIALOG_TEST ("/export-dialog/options", test_options);
  DIALOG_TEST ("/export-dialog/preview", test_preview);
  DIALOG_TEST ("/export-dialog/preview-of-workbook", test_preview_of_workbook);
  DIALOG_TEST ("/export-dialog/narrow", test_narrow);
  DIALOG_TEST ("/export-dialog/large-text", test_large_text);
  DIALOG_TEST ("/export-dialog/columns", test_columns);
  DIALOG_TEST ("/export-dialog/incomplete", test_incomplete);
  DIALOG_TEST ("/export-dialog/refresh", test_refresh);
  DIALOG_TEST ("/export-dialog/confirm", test_confirm);

  return g_test_run ();
}
