/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-choice.h"
#include "ferry-preferences-dialog.h"
#include "ferry-region-picker.h"
#include "ui-util.h"

static GSettings *
get_settings (void)
{
  return ferry_application_get_settings (ui_get_application ());
}

static void
activate (UiFixture  *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static AdwDialog *
open_dialog (UiFixture *fixture)
{
  AdwDialog *dialog;

  activate (fixture, "app.preferences");
  dialog = ui_wait_for_dialog (fixture->window);
  g_assert_true (FERRY_IS_PREFERENCES_DIALOG (dialog));

  return dialog;
}

static void
choose (AdwDialog  *dialog,
        const char *row,
        guint       position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, row)), position);
}

static guint
get_choice (AdwDialog  *dialog,
            const char *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, row)));
}

static void
turn (AdwDialog  *dialog,
      const char *row,
      gboolean    on)
{
  AdwSwitchRow *switch_row = ADW_SWITCH_ROW (ui_get (dialog, ADW_TYPE_SWITCH_ROW, row));

  g_assert_true (adw_switch_row_get_active (switch_row) != on);
  adw_switch_row_set_active (switch_row, on);
}

static void
assert_string (const char *key,
               const char *expected)
{
  g_autofree char *value = g_settings_get_string (get_settings (), key);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_open (UiFixture     *fixture,
           gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);

  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "Preferences");
  g_assert_true (adw_preferences_dialog_get_search_enabled (ADW_PREFERENCES_DIALOG (dialog)));
  activate (fixture, "app.preferences");
  g_assert_cmpuint (g_list_model_get_n_items (adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (fixture->window))), ==, 1);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_force_close (dialog);
  test_wait_for_end ((gpointer *) &dialog, "the dialog's end");
}

static void
test_refresh (UiFixture     *fixture,
              gconstpointer  data)
{
  static const guint minutes[] = { 0, 5, 15, 60 };
  AdwDialog *dialog = open_dialog (fixture);

  g_assert_cmpuint (get_choice (dialog, "Automatic _Refresh"), ==, 0);
  for (guint i = G_N_ELEMENTS (minutes); i-- > 0;)
    {
      choose (dialog, "Automatic _Refresh", i);
      g_assert_cmpuint (g_settings_get_uint (get_settings (), "automatic-refresh"), ==, minutes[i]);
    }

  /* Changed elsewhere. */
  g_settings_set_uint (get_settings (), "automatic-refresh", 15);
  g_assert_cmpuint (get_choice (dialog, "Automatic _Refresh"), ==, 2);
  g_assert_true (ui_has_text (dialog, "Every 15 minutes"));
}

/* An interval that was set by other means is neither changed nor passed over in silence. */
static void
test_unusual_refresh (UiFixture     *fixture,
                      gconstpointer  data)
{
  AdwDialog *dialog;

  g_settings_set_uint (get_settings (), "automatic-refresh", 30);
  dialog = open_dialog (fixture);
  g_assert_true (ui_has_text (dialog, "Every 30 minutes"));
  g_assert_cmpuint (get_choice (dialog, "Automatic _Refresh"), ==, 3);
  choose (dialog, "Automatic _Refresh", 4);
  g_assert_cmpuint (g_settings_get_uint (get_settings (), "automatic-refresh"), ==, 60);
  choose (dialog, "Automatic _Refresh", 3);
  g_assert_cmpuint (g_settings_get_uint (get_settings (), "automatic-refresh"), ==, 30);
}

static void
test_color_scheme (UiFixture     *fixture,
                   gconstpointer  data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  AdwDialog *dialog = open_dialog (fixture);

  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);
  choose (dialog, "_Color Scheme", 2);
  assert_string ("color-scheme", "dark");
  g_assert_true (adw_style_manager_get_dark (manager));
  choose (dialog, "_Color Scheme", 1);
  assert_string ("color-scheme", "light");
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_FORCE_LIGHT);
  choose (dialog, "_Color Scheme", 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_times (UiFixture     *fixture,
            gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);

  g_assert_cmpuint (get_choice (dialog, "_Times"), ==, 1);
  choose (dialog, "_Times", 0);
  assert_string ("time-style", "relative");
  ui_get (dialog, GTK_TYPE_LABEL, "For example 3 hours ago");
  choose (dialog, "_Times", 2);
  assert_string ("time-style", "utc");
  g_assert_null (ui_find (dialog, GTK_TYPE_LABEL, "For example 3 hours ago"));
  g_assert_true (ui_has_text (dialog, "For example 2"));
  g_assert_cmpint (ferry_clock_get_style (ferry_application_get_clock (ui_get_application ())), ==, FERRY_TIME_STYLE_UTC);
}

static void
test_compact_rows (UiFixture     *fixture,
                   gconstpointer  data)
{
  GtkWidget *column_view;

  ui_list (fixture->window, "test", "grpc-helloworld");
  column_view = ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL);
  g_assert_false (gtk_widget_has_css_class (column_view, "data-table"));
  turn (open_dialog (fixture), "Co_mpact Rows", TRUE);
  g_assert_true (gtk_widget_has_css_class (column_view, "data-table"));
  g_settings_reset (get_settings (), "compact-rows");
  g_assert_false (gtk_widget_has_css_class (column_view, "data-table"));
}

/* --- Default regions --- */

static void
set_default_regions (const char *regions)
{
  g_auto(GStrv) ids = g_strsplit (regions, " ", -1);

  g_assert_true (g_settings_set_strv (get_settings (), "default-regions", (const char *const *) ids));
}

static void
assert_regions (const char *const *regions,
                const char        *expected)
{
  g_autofree char *joined = g_strjoinv (" ", (GStrv) regions);

  g_assert_cmpstr (joined, ==, expected);
}

static FerryRegionPicker *
get_picker (gpointer root)
{
  return FERRY_REGION_PICKER (ui_get (root, FERRY_TYPE_REGION_PICKER, NULL));
}

static void
test_choose_regions (UiFixture     *fixture,
                     gconstpointer  data)
{
  FerryRegionPicker *picker = get_picker (open_dialog (fixture));
  const char *const chosen[] = { "eu-west-0", "cn-east-3", NULL };
  g_auto(GStrv) regions = NULL;

  assert_regions (ferry_region_picker_get_regions (picker), "");
  ferry_region_picker_set_regions (picker, chosen);
  regions = g_settings_get_strv (get_settings (), "default-regions");
  assert_regions ((const char *const *) regions, "eu-west-0 cn-east-3");
  assert_regions (ferry_region_picker_get_offered (get_picker (fixture->window->query_bar)), "eu-west-0 cn-east-3");
}

/* Those of the account stand before them, and nothing twice. */
static void
test_offered_regions (UiFixture     *fixture,
                      gconstpointer  data)
{
  const char *const regions[] = { "cn-south-1", "cn-east-3", NULL };
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "name", "Other", "access-key", "AK", "regions", regions, NULL);

  set_default_regions ("eu-west-0 cn-east-3");
  ferry_window_set_account (fixture->window, account);
  assert_regions (ferry_region_picker_get_offered (get_picker (fixture->window->query_bar)), "cn-south-1 cn-east-3 eu-west-0");
}

static void
test_new_account (UiFixture     *fixture,
                  gconstpointer  data)
{
  AdwDialog *dialog;

  set_default_regions ("eu-west-0 cn-east-3");
  activate (fixture, "win.add-account");
  dialog = ui_wait_for_dialog (fixture->window);
  assert_regions (ferry_region_picker_get_regions (get_picker (dialog)), "eu-west-0 cn-east-3");
  assert_regions (ferry_region_picker_get_offered (get_picker (dialog)), "eu-west-0 cn-east-3");
}

static void
assert_first_region (const char *expected)
{
  FerryWindow *window = NULL;

  g_set_weak_pointer (&window, ferry_window_new (GTK_APPLICATION (ui_get_application ())));
  assert_regions (ferry_query_bar_get_regions (window->query_bar), expected);
  ui_close (&window);
}

static void
test_first_region (UiFixture     *fixture,
                   gconstpointer  data)
{
  assert_first_region (FERRY_REGION_DEFAULT);
  set_default_regions ("eu-west-0 cn-east-3");
  assert_first_region ("eu-west-0");

  ferry_query_bar_set_regions (fixture->window->query_bar, (const char *const[]) { "cn-south-1", NULL });
  ui_list (fixture->window, "test", "grpc-helloworld");
  assert_first_region ("cn-south-1");
}

/* --- Exports --- */

static void
test_format (UiFixture     *fixture,
             gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  const FerryExporter *second = ferry_exporter_list ()[1];

  g_assert_cmpstr (ferry_choice_get_format (get_settings ())->id, ==, "csv");
  choose (dialog, "Preferred _Format", 1);
  assert_string ("export-format", second->id);
  g_assert_true (ferry_choice_get_format (get_settings ()) == second);

  /* One that a later version knows. */
  g_settings_set_string (get_settings (), "export-format", "papyrus");
  g_assert_cmpuint (get_choice (dialog, "Preferred _Format"), ==, 0);
  g_assert_cmpstr (ferry_choice_get_format (get_settings ())->id, ==, "csv");
  assert_string ("export-format", "papyrus");
}

static void
test_export_choices (UiFixture     *fixture,
                     gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);

  choose (dialog, "T_imes in Files", 2);
  g_assert_cmpint (g_settings_get_enum (get_settings (), "export-times"), ==, FERRY_EXPORT_TIMES_UTC);
  turn (dialog, "Facts About the _List", FALSE);
  g_assert_false (g_settings_get_boolean (get_settings (), "export-facts"));
}

static char *
export_csv (UiFixture  *fixture,
            const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *toast = g_strdup_printf ("1 task exported to “%s”", name);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  ferry_window_export (fixture->window,
                       ferry_sync_task_view_create_export (fixture->window->task_view, FERRY_EXPORT_ROWS_ALL),
                       ferry_exporter_find ("csv"), file);
  ui_wait_for_text (fixture->window, toast);

  return test_read_file (path);
}

static void
test_export_switches (UiFixture     *fixture,
                      gconstpointer  data)
{
  char *folder = test_make_folder ();
  AdwDialog *dialog;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ferry_demo_server_set_answer (fixture->server, 200, "application/json", "[{\"namespace\":\"=1+1\",\"repoName\":\"app\"}]");
  ui_list (fixture->window, "test", "grpc-helloworld");
  before = export_csv (fixture, folder, "before.csv");
  g_assert_true (g_str_has_prefix (before, "\xef\xbb\xbfRepository,Organization,"));
  g_assert_nonnull (strstr (before, "\r\napp,\"'=1+1\","));

  dialog = open_dialog (fixture);
  turn (dialog, "_Byte Order Mark", FALSE);
  turn (dialog, "_Guard Against Formulas", FALSE);
  adw_dialog_force_close (dialog);
  after = export_csv (fixture, folder, "after.csv");
  g_assert_true (g_str_has_prefix (after, "Repository,Organization,"));
  g_assert_nonnull (strstr (after, "\r\napp,=1+1,"));
  test_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/preferences/open", NULL, test_open);
  UI_TEST ("/preferences/refresh", NULL, test_refresh);
  UI_TEST ("/preferences/unusual-refresh", NULL, test_unusual_refresh);
  UI_TEST ("/preferences/color-scheme", NULL, test_color_scheme);
  UI_TEST ("/preferences/times", NULL, test_times);
  UI_TEST ("/preferences/compact-rows", NULL, test_compact_rows);
  UI_TEST ("/preferences/choose-regions", NULL, test_choose_regions);
  UI_TEST ("/preferences/offered-regions", NULL, test_offered_regions);
  UI_TEST ("/preferences/new-account", NULL, test_new_account);
  UI_TEST ("/preferences/first-region", NULL, test_first_region);
  UI_TEST ("/preferences/format", NULL, test_format);
  UI_TEST ("/preferences/export-choices", NULL, test_export_choices);
  UI_TEST ("/preferences/export-switches", NULL, test_export_switches);

  return g_test_run ();
}
