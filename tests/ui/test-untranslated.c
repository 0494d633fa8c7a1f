/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "untranslated.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "ferry-account-dialog.h"
#include "ferry-region-picker.h"
#include "ferry-sync-task-view-private.h"

/* Every page, dialog and menu in a language that is none, in which every translation stands in brackets: what has
 * none did not pass through gettext. The texts are longer, too, so pictures of this test show where room is scarce. */

/* gettext translates nothing where the locale is none, and GTK speaks the language of this one. */
#define CHINESE "zh_CN.UTF-8"

#define NOT_NAMES "org/repo\nno repository\nteam/\n"

#define SNAPSHOT \
  "{\"formatVersion\":1,\"scope\":\"team/web\",\"account\":\"Audit\",\"sourceRegionIds\":[\"cn-east-3\"]," \
  "\"asOf\":\"2026-11-03T09:12:00+00:00\",\"rows\":1,\"rowsBeforeFilter\":1,\"tasks\":[" \
  "{\"repoName\":\"web\",\"namespace\":\"team\",\"sourceRegionId\":\"cn-east-3\",\"id\":7}]}"

/* --- What the scenes are made of --- */

static void
look (UiFixture  *fixture,
      const char *moment)
{
  g_autofree char *suffix = g_strconcat ("-", moment, NULL);

  ui_wait_for_frame (fixture->window);
  untranslated_look (moment);
  ui_leave_screenshot (fixture->window, suffix);
}

static void
set_up (UiFixture     *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (fixture, data);
  untranslated_allow (ferry_demo_server_get_endpoint (fixture->server));
  untranslated_allow ("Test " FERRY_DEMO_ACCESS_KEY);
}

static void
list (UiFixture  *fixture,
      const char *organization,
      const char *repository)
{
  g_autoptr(FerryQuery) query = ferry_query_new ((const char *const[]) { FERRY_REGION_DEFAULT, NULL }, organization, repository, NULL);

  untranslated_allow (organization);
  untranslated_allow (repository);
  ferry_window_list (fixture->window, query);
  ui_wait_for_answer (fixture->window);
  untranslated_allow_answer (fixture->window);
}

static void
activate (UiFixture  *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static void
activate_in_table (UiFixture  *fixture,
                   const char *action,
                   const char *target)
{
  g_action_group_activate_action (ferry_sync_task_view_get_actions (fixture->window->task_view), action,
                                  target != NULL ? g_variant_new_string (target) : NULL);
}

/* Looks at a dialog, and closes it. */
static void
look_at_dialog (UiFixture  *fixture,
                const char *moment)
{
  AdwDialog *dialog = ui_wait_for_dialog (fixture->window);

  look (fixture, moment);
  adw_dialog_force_close (dialog);
}

/* --- Pages --- */

/* Each page gets its words. */
static void
list_all (UiFixture *fixture)
{
  list (fixture, "test", "not-there");
  list (fixture, "test", "hello-nowhere");
  list (fixture, "test", "hello-hundred");
}

static void
look_at_pages (UiFixture *fixture)
{
  g_autoptr(GtkSelectionModel) pages = gtk_stack_get_pages (fixture->window->stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr(GtkStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      gtk_selection_model_select_item (pages, i, TRUE);
      look (fixture, gtk_stack_page_get_name (page));
    }
}

static void
test_pages (UiFixture     *fixture,
            gconstpointer  data)
{
  list_all (fixture);
  look_at_pages (fixture);
}

static void
test_rows (UiFixture     *fixture,
           gconstpointer  data)
{
  list (fixture, "test", "grpc-helloworld");
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      g_autofree char *action = g_strconcat ("column-", ferry_column_get_id (column), NULL);
      g_autoptr(GVariant) state = g_action_group_get_action_state (ferry_sync_task_view_get_actions (fixture->window->task_view), action);

      if (state != NULL && !g_variant_get_boolean (state))
        activate_in_table (fixture, action, NULL);
    }
  look (fixture, "all columns");

  activate (fixture, "win.toggle-details");
  activate_in_table (fixture, "select-none", NULL);
  look (fixture, "details of nothing");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->window->task_view->selection), 0, TRUE);
  look (fixture, "details");
}

static void
test_filter (UiFixture     *fixture,
             gconstpointer  data)
{
  FerryFilterBar *bar = fixture->window->task_view->filter_bar;

  untranslated_allow ("nothing");
  list (fixture, "test", "hello-hundred");
  ferry_filter_bar_choose (bar, FERRY_COLUMN_OVERWRITE);
  look (fixture, "values");
  g_action_group_activate_action (ferry_sync_task_view_get_actions (fixture->window->task_view), "exclude",
                                  g_variant_new ("(ss)", "target-organization", "nothing"));
  ferry_filter_bar_append_text (bar, "-nothing");
  look (fixture, "filtered");
  ferry_filter_bar_append_text (bar, "nothing");
  look (fixture, "no match");
}

/* --- Menus and popovers --- */

static gboolean
is_open (gpointer menu_button)
{
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (menu_button));

  if (!gtk_widget_get_mapped (popover))
    gtk_menu_button_popup (menu_button);

  return gtk_widget_get_mapped (popover);
}

static void
open_menus (UiFixture *fixture,
            GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root))
    return;
  if (GTK_IS_MENU_BUTTON (root) && gtk_menu_button_get_popover (GTK_MENU_BUTTON (root)) != NULL)
    {
      test_wait_for (is_open, root, "a popover");
      look (fixture, "menu");
      gtk_menu_button_popdown (GTK_MENU_BUTTON (root));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    open_menus (fixture, child);
}

static void
test_menus (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkWidget *picker;

  list (fixture, "test", "grpc-helloworld");
  activate (fixture, "win.favorite");
  activate (fixture, "win.toggle-details");
  open_menus (fixture, GTK_WIDGET (fixture->window));

  ui_focus_cell (fixture->window, 0, FERRY_COLUMN_REPOSITORY);
  activate_in_table (fixture, "context-menu", NULL);
  look (fixture, "context menu");

  picker = ui_get (fixture->window->query_bar, FERRY_TYPE_REGION_PICKER, NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (picker), TRUE);
  look (fixture, "regions");
  untranslated_allow ("cn-new-1");
  gtk_editable_set_text (GTK_EDITABLE (ui_get (picker, GTK_TYPE_SEARCH_ENTRY, NULL)), "cn-new-1");
  look (fixture, "unknown region");
}

/* --- Dialogs --- */

static void
test_account_dialog (UiFixture     *fixture,
                     gconstpointer  data)
{
  AdwDialog *dialog;
  AdwComboRow *kinds;

  activate (fixture, "win.add-account");
  dialog = ui_wait_for_dialog (fixture->window);
  kinds = ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, NULL));
  for (guint i = 0; i < g_list_model_get_n_items (adw_combo_row_get_model (kinds)); i++)
    {
      adw_combo_row_set_selected (kinds, i);
      look (fixture, "new account");
      ui_press (dialog, _("_Save"));
      look (fixture, "incomplete account");
    }
  adw_dialog_force_close (dialog);

  activate (fixture, "win.edit-account");
  look_at_dialog (fixture, "account");
}

static void
look_at_dialogs (UiFixture *fixture)
{
  static const char *const actions[] = {
    "win.add-account", "win.export-dialog", "win.names", "app.preferences", "app.about", "app.help",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      activate (fixture, actions[i]);
      look_at_dialog (fixture, actions[i]);
    }
  activate_in_table (fixture, "edit-columns", NULL);
  look_at_dialog (fixture, "columns");
}

static void
test_dialogs (UiFixture     *fixture,
              gconstpointer  data)
{
  list (fixture, "test", "hello-hundred");
  look_at_dialogs (fixture);

  activate (fixture, "win.show-help-overlay");
  look (fixture, "shortcuts");
}

/* The texts are longer than most languages have them. What has no room for them libadwaita tells of, and ends the test. */
static void
test_narrow (UiFixture     *fixture,
             gconstpointer  data)
{
  /* Without a compositor a frame of ten pixels counts as a part of the window. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 370, 640);
  test_wait_for (ui_is_narrow, fixture->window, "the narrow window");
  list_all (fixture);
  look_at_pages (fixture);
  look_at_dialogs (fixture);
}

static void
test_names (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkTextView *text_view;
  AdwDialog *dialog;

  activate (fixture, "win.names");
  dialog = ui_wait_for_dialog (fixture->window);
  text_view = GTK_TEXT_VIEW (ui_get (dialog, GTK_TYPE_TEXT_VIEW, _("Repositories")));
  look (fixture, "no names");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text_view), NOT_NAMES, -1);
  untranslated_allow (NOT_NAMES);
  look (fixture, "names");
}

/* --- Accounts --- */

static FerryAccount *
create_account (UiFixture        *fixture,
                FerryAccountKind  kind)
{
  untranslated_allow ("prod");

  return g_object_new (FERRY_TYPE_ACCOUNT,
                       "id", "prod",
                       "name", "prod",
                       "kind", kind,
                       "access-key", FERRY_DEMO_ACCESS_KEY,
                       "domain-name", FERRY_DEMO_DOMAIN,
                       "user-name", FERRY_DEMO_USER,
                       "user-id", FERRY_DEMO_USER_ID,
                       "endpoint", ferry_demo_server_get_endpoint (fixture->server),
                       "iam-endpoint", ferry_demo_server_get_endpoint (fixture->server),
                       "skip-verification", TRUE,
                       "token-expires-at", g_get_real_time () / G_USEC_PER_SEC,
                       NULL);
}

static void
add_account (UiFixture        *fixture,
             FerryAccountKind  kind,
             const char       *secret)
{
  g_autoptr(FerryAccount) account = create_account (fixture, kind);
  AdwDialog *dialog;

  activate (fixture, "win.add-account");
  dialog = ui_wait_for_dialog (fixture->window);
  g_signal_emit_by_name (dialog, "saved", account, secret);
  adw_dialog_force_close (dialog);
}

static void
remove_account (UiFixture *fixture)
{
  FerryAccountStore *accounts = ferry_application_get_accounts (ui_get_application ());

  g_signal_emit_by_name (fixture->window->sidebar, "remove", ferry_account_store_find (accounts, "prod"));
}

static gboolean
has_tried (gpointer dialog)
{
  return ui_find (dialog, ADW_TYPE_BUTTON_ROW, _("Sto_p")) == NULL;
}

static void
test_accounts (UiFixture     *fixture,
               gconstpointer  data)
{
  GtkWidget *row;
  AdwDialog *dialog;

  add_account (fixture, FERRY_ACCOUNT_TOKEN, "a-token");
  look (fixture, "account banner");

  activate (fixture, "win.edit-account");
  dialog = ui_wait_for_dialog (fixture->window);
  row = ui_get (dialog, ADW_TYPE_BUTTON_ROW, _("_Test Connection"));
  g_assert_true (gtk_widget_activate (row));
  test_wait_for (has_tried, dialog, "the test of the connection");
  look (fixture, "connection");
  adw_dialog_force_close (dialog);

  remove_account (fixture);
  look (fixture, "removed");
}

static void
test_passcode (UiFixture     *fixture,
               gconstpointer  data)
{
  untranslated_allow (FERRY_DEMO_USER);
  ferry_demo_server_set_passcode (fixture->server, FERRY_DEMO_PASSCODE);
  add_account (fixture, FERRY_ACCOUNT_PASSWORD, FERRY_DEMO_PASSWORD);
  list (fixture, "test", "grpc-helloworld");
  look (fixture, "no passcode");
  activate (fixture, "win.sign-in");
  look_at_dialog (fixture, "passcode");
  remove_account (fixture);
}

/* --- What is said of what was done --- */

static void
test_copies (UiFixture     *fixture,
             gconstpointer  data)
{
  static const char *const forms[] = { "csv", "hcloud", "terraform" };

  list (fixture, "test", "hello-hundred");
  ui_focus_cell (fixture->window, 0, FERRY_COLUMN_REPOSITORY);
  activate_in_table (fixture, "select-all", NULL);
  look (fixture, "all selected");
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      activate_in_table (fixture, "copy-as", forms[i]);
      look (fixture, forms[i]);
    }
  activate_in_table (fixture, "copy-cell", NULL);
  look (fixture, "copied cell");
  activate (fixture, "win.copy-policy");
  look (fixture, "copied policy");
}

static gboolean
has_exported (gpointer user_data)
{
  return FERRY_WINDOW (user_data)->exported_toast != NULL;
}

static void
test_export (UiFixture     *fixture,
             gconstpointer  data)
{
  g_autofree char *folder = test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "tasks.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) nowhere = g_file_get_child (file, "tasks.csv");

  untranslated_allow ("tasks.csv");
  untranslated_allow (path);
  list (fixture, "test", "grpc-helloworld");
  ferry_window_export (fixture->window, ferry_sync_task_view_create_export (fixture->window->task_view, FERRY_EXPORT_ROWS_ALL),
                       ferry_exporter_find ("csv"), file);
  test_wait_for (has_exported, fixture->window, "the export");
  look (fixture, "exported");
  ferry_window_export (fixture->window, ferry_sync_task_view_create_export (fixture->window->task_view, FERRY_EXPORT_ROWS_ALL),
                       ferry_exporter_find ("csv"), nowhere);
  look_at_dialog (fixture, "not exported");
  test_remove_folder (g_steal_pointer (&folder));
}

/* What is read of a document: neither its style nor its markup, and each cell by itself. */
static char *
dup_words (const char *html)
{
  g_autoptr(GRegex) markup = g_regex_new ("<style>.*?</style>|<[^>]*>|&[a-z]+;", G_REGEX_DOTALL, 0, NULL);

  return g_regex_replace_literal (markup, html, -1, 0, "\n", 0, NULL);
}

static void
test_documents (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryExport) export = NULL;
  g_autofree char *html = NULL;
  g_autofree char *words = NULL;
  g_autoptr(GPtrArray) facts = NULL;

  ferry_demo_server_set_fault_at (fixture->server, "*/grpc-helloworld", FERRY_DEMO_FAULT_503, 0);
  list (fixture, "test", "");
  activate_in_table (fixture, "sort", "updated");
  export = ferry_sync_task_view_create_export (fixture->window->task_view, FERRY_EXPORT_ROWS_FILTERED);
  html = ferry_exporter_to_string (ferry_exporter_find ("html"), export, NULL, NULL);
  words = dup_words (html);
  untranslated_check ("a document", words);

  facts = ferry_export_list_facts (export);
  g_assert_cmpuint (facts->len, >, 5);
  for (guint i = 0; i < facts->len; i++)
    {
      const FerryFact *fact = g_ptr_array_index (facts, i);

      untranslated_check (fact->label, fact->label);
      untranslated_check (fact->label, fact->text);
    }
}

/* --- Scans --- */

static void
test_scan (UiFixture     *fixture,
           gconstpointer  data)
{
  static const char *const report_pages[] = { "not-read", "without-tasks", "notes" };

  list (fixture, "test", "grpc-helloworld");
  activate_in_table (fixture, "report", "");
  look_at_dialog (fixture, "nothing to report");

  ferry_demo_server_set_fault_at (fixture->server, "*/grpc-helloworld", FERRY_DEMO_FAULT_503, 0);
  list (fixture, "test", "");
  look (fixture, "scan");
  for (gsize i = 0; i < G_N_ELEMENTS (report_pages); i++)
    {
      activate_in_table (fixture, "report", report_pages[i]);
      look_at_dialog (fixture, report_pages[i]);
    }
}

/* --- Failures --- */

static void
test_failures (UiFixture     *fixture,
               gconstpointer  data)
{
  for (guint fault = 1; fault < FERRY_DEMO_N_FAULTS; fault++)
    {
      const char *name = ferry_demo_fault_get_name (fault);
      g_autoptr(FerryAccount) account = NULL;

      /* These take longer or answer well, or are for signing in with a password. */
      if (!g_ascii_isdigit (*name) || g_str_has_suffix (name, "-rows"))
        continue;

      account = ui_create_account ("test", "Test", ferry_demo_server_get_endpoint (fixture->server));
      ui_set_account (fixture->window, account);
      ferry_connection_set_limits (ferry_client_get_connection (fixture->window->client), 1, 0);
      ferry_demo_server_set_fault (fixture->server, fault);
      list (fixture, "test", "grpc-helloworld");
      look (fixture, name);
    }
}

static void
test_sample (UiFixture     *fixture,
             gconstpointer  data)
{
  activate (fixture, "win.show-sample");
  look (fixture, "sample");
}

static void
test_snapshot (UiFixture     *fixture,
               gconstpointer  data)
{
  g_autofree char *folder = test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "saved.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  untranslated_allow ("Audit saved.json team/web");
  untranslated_allow (path);
  ferry_window_open (fixture->window, file);
  look_at_dialog (fixture, "no file");

  g_assert_true (g_file_set_contents (path, SNAPSHOT, -1, NULL));
  ferry_window_open (fixture->window, file);
  ui_wait_for_n_rows (fixture->window, 1);
  look (fixture, "snapshot");
  test_remove_folder (g_steal_pointer (&folder));
}

static void
test_all_seen (void)
{
  untranslated_assert_all_seen ();
}

#define TEST(path, function) g_test_add (path, UiFixture, NULL, set_up, function, ui_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  /* Before there is an application, which has words from the start. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("FERRYBOARD_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  ui_init (&argc, &argv);
  if (!g_str_equal (setlocale (LC_MESSAGES, NULL), CHINESE))
    {
      g_print ("1..0 # SKIP the locale " CHINESE " is not there\n");
      return 0;
    }

  TEST ("/untranslated/pages", test_pages);
  TEST ("/untranslated/rows", test_rows);
  TEST ("/untranslated/filter", test_filter);
  TEST ("/untranslated/menus", test_menus);
  TEST ("/untranslated/account-dialog", test_account_dialog);
  TEST ("/untranslated/dialogs", test_dialogs);
  TEST ("/untranslated/narrow", test_narrow);
  TEST ("/untranslated/names", test_names);
  TEST ("/untranslated/accounts", test_accounts);
  TEST ("/untranslated/passcode", test_passcode);
  TEST ("/untranslated/copies", test_copies);
  TEST ("/untranslated/export", test_export);
  TEST ("/untranslated/documents", test_documents);
  TEST ("/untranslated/scan", test_scan);
  TEST ("/untranslated/failures", test_failures);
  TEST ("/untranslated/sample", test_sample);
  TEST ("/untranslated/snapshot", test_snapshot);
  /* At the end, as that is when it can be told. */
  g_test_add_func ("/untranslated/all-seen", test_all_seen);

  return g_test_run ();
}
