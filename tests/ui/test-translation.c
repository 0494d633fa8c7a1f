/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "ferry-format.h"
#include "ui-util.h"

#define CHINESE "zh_CN.UTF-8"

static void
assert_chinese (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return;

  g_error ("“%s” is not Chinese", text);
}

/* Every page is built and drawn once. */
static void
test_pages (UiFixture     *fixture,
            gconstpointer  data)
{
  g_autoptr(GtkSelectionModel) pages = gtk_stack_get_pages (fixture->window->stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      gtk_selection_model_select_item (pages, i, TRUE);
      ui_wait_for_frame (fixture->window);
      g_assert_true (gtk_widget_get_mapped (gtk_stack_get_visible_child (fixture->window->stack)));
    }
}

static void
test_dialogs (UiFixture     *fixture,
              gconstpointer  data)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-account", NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  assert_chinese (adw_dialog_get_title (dialog));
  assert_chinese (gtk_button_get_label (GTK_BUTTON (ui_get (dialog, GTK_TYPE_BUTTON, _("_Save")))));
  adw_dialog_force_close (dialog);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "app.about", NULL));
  assert_chinese (adw_about_dialog_get_comments (ADW_ABOUT_DIALOG (ui_wait_for_dialog (fixture->window))));
}

static void
list (UiFixture  *fixture,
      const char *repository)
{
  g_autoptr(FerryQuery) query = test_make_query ("test", repository);

  ferry_window_list (fixture->window, query);
  ui_wait_for_answer (fixture->window);
}

static void
test_rows (UiFixture     *fixture,
           gconstpointer  data)
{
  g_autofree char *table = NULL;
  g_auto(GStrv) cells = NULL;

  list (fixture, "grpc-helloworld");
  table = ui_dup_table (fixture->window);
  cells = g_strsplit (table, " | ", -1);
  g_assert_cmpuint (g_strv_length (cells), ==, 7);
  assert_chinese (cells[FERRY_COLUMN_TARGET_REGION]);
  assert_chinese (cells[FERRY_COLUMN_OVERWRITE]);
  g_assert_cmpstr (cells[FERRY_COLUMN_OVERWRITE + 1], ==, "2020-04-17 02:11");
}

/* Chinese has no blanks between sentences, and a comma of its own in lists. */
static void
test_wording (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autofree char *both = ferry_wording_join_sentences ("已到期。", "请重新登录。");
  g_autofree char *one = ferry_wording_join_sentences (NULL, "请重新登录。");
  g_autofree char *none = ferry_wording_join_sentences (NULL, NULL);

  g_assert_cmpstr (both, ==, "已到期。请重新登录。");
  g_assert_cmpstr (one, ==, "请重新登录。");
  g_assert_null (none);
  g_assert_cmpstr (ferry_wording_get_separator (), ==, "、");
}

/* Numbers and dates are written as they are in China. */
static void
test_numbers (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autoptr(GDateTime) time = g_date_time_new_utc (2026, 3, 9, 8, 5, 0);
  g_autofree char *date = ferry_format_date (time);
  g_autoptr(FerryQuery) query = test_make_query ("bulk", "tasks");

  ferry_demo_server_set_bulk_tasks (fixture->server, 1234);
  ferry_window_list (fixture->window, query);
  ui_wait_for_n_rows (fixture->window, 1234);
  g_assert_true (ui_has_text (fixture->window->task_view, "1,234 个任务"));
  g_assert_cmpstr (date, ==, "2026年3月9日 08:05");
}

static void
test_failure (UiFixture     *fixture,
              gconstpointer  data)
{
  list (fixture, "not-there");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  assert_chinese (adw_status_page_get_title (fixture->window->failed_page));
  assert_chinese (gtk_button_get_label (fixture->window->failed_button));
  /* What the service says stays as it is. */
  g_assert_true (ui_has_text (fixture->window->failed_page, "repository not found"));
}

/* Every page for a failure: all the faults of the service that lead to one. */
static void
test_failures (UiFixture     *fixture,
               gconstpointer  data)
{
  guint n_pages = 0;

  for (guint fault = 1; fault < FERRY_DEMO_N_FAULTS; fault++)
    {
      const char *name = ferry_demo_fault_get_name (fault);
      g_autoptr(FerryAccount) account = NULL;
      g_autofree char *moment = NULL;

      /* These take longer or answer well, or are for signing in with a password. */
      if (!g_ascii_isdigit (*name) || g_str_has_suffix (name, "-rows"))
        continue;

      account = ui_create_account ("test", "Test", ferry_demo_server_get_endpoint (fixture->server));
      ui_set_account (fixture->window, account);
      ferry_connection_set_limits (ferry_client_get_connection (fixture->window->client), 1, 0);
      ferry_demo_server_set_fault (fixture->server, fault);
      list (fixture, "grpc-helloworld");

      g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
      assert_chinese (adw_status_page_get_title (fixture->window->failed_page));
      assert_chinese (adw_status_page_get_description (fixture->window->failed_page));
      assert_chinese (gtk_button_get_label (fixture->window->failed_button));
      moment = g_strconcat ("-", name, NULL);
      ui_leave_screenshot (fixture->window, moment);
      n_pages++;
    }
  g_assert_cmpuint (n_pages, >, 20);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  if (setlocale (LC_ALL, NULL) == NULL || !g_str_equal (setlocale (LC_ALL, NULL), CHINESE))
    {
      g_print ("1..0 # SKIP the locale " CHINESE " is not there\n");
      return 0;
    }
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("FERRYBOARD_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  UI_TEST ("/translation/pages", NULL, test_pages);
  UI_TEST ("/translation/dialogs", NULL, test_dialogs);
  UI_TEST ("/translation/rows", NULL, test_rows);
  UI_TEST ("/translation/wording", NULL, test_wording);
  UI_TEST ("/translation/numbers", NULL, test_numbers);
  UI_TEST ("/translation/failure", NULL, test_failure);
  UI_TEST ("/translation/failures", NULL, test_failures);

  return g_test_run ();
}
