/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#include "ferry-scan-report-dialog.h"

/* More than a list view has on screen, by far. */
#define MANY 3000

static const char *const names[] = { "web/broken", "a-rather-long-organization/with-a-repository/of-several/parts", "web/other" };

typedef struct
{
  UiFixture base;
  FerryFacts *facts;
  GPtrArray *tasks;
  AdwDialog *dialog; /* (nullable) while it is open */
  guint n_continued;
} Fixture;

static void
continue_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ((Fixture *) user_data)->n_continued++;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  const GActionEntry entries[] = { { "continue", continue_cb } };
  const FerrySyncTaskFields fields = { .id = 1, .source_region = "cn-north-4", .organization = "team", .repository = "app" };

  ui_fixture_set_up (&self->base, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self->base.window), entries, G_N_ELEMENTS (entries), self);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->tasks, ferry_sync_task_new (&fields));
  self->facts = ferry_facts_new ();
  self->facts->scope = g_strdup ("*/*");
  self->facts->as_of = g_date_time_new_now_local ();
  self->facts->n_rows = 1;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_leave_screenshot (self->base.window, "-dialog");
  if (self->dialog != NULL)
    {
      AdwDialog *dialog = self->dialog;

      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &self->dialog);
      adw_dialog_force_close (dialog);
      test_wait_for_end ((gpointer *) &self->dialog, "the dialog's end");
    }
  ui_fixture_tear_down (&self->base, NULL);
  g_ptr_array_unref (self->tasks);
  ferry_facts_unref (self->facts);
}

static void
add_without_tasks (Fixture    *self,
                   const char *name)
{
  g_ptr_array_add (self->facts->without_tasks, ferry_repository_new ("cn-north-4", "team", name, NULL));
}

static void
show (Fixture *self)
{
  FerrySnapshot snapshot = { .tasks = self->tasks, .facts = self->facts };

  ferry_sync_task_list_show_snapshot (self->base.window->list, &snapshot);
}

static void
open_report (Fixture    *self,
             const char *page)
{
  show (self);
  g_action_group_activate_action (ferry_sync_task_view_get_actions (self->base.window->task_view), "report",
                                  g_variant_new_string (page));
  self->dialog = ui_wait_for_dialog (self->base.window);
  ui_wait_for_frame (self->base.window);
}

static AdwToggleGroup *
get_pages (Fixture *self)
{
  return ADW_TOGGLE_GROUP (ui_get (self->dialog, ADW_TYPE_TOGGLE_GROUP, NULL));
}

static void
assert_pages (Fixture    *self,
              const char *active,
              const char *expected)
{
  AdwToggleGroup *group = get_pages (self);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < adw_toggle_group_get_n_toggles (group); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", adw_toggle_get_label (adw_toggle_group_get_toggle (group, i)));
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpstr (adw_toggle_group_get_active_name (group), ==, active);
}

static void
go_to (Fixture    *self,
       const char *page)
{
  adw_toggle_group_set_active_name (get_pages (self), page);
  ui_wait_for_frame (self->base.window);
}

static guint
count_lines (Fixture *self)
{
  GtkListView *list_view = GTK_LIST_VIEW (ui_get (self->dialog, GTK_TYPE_LIST_VIEW, NULL));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list_view)));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_text (gpointer text)
{
  return *(char **) text != NULL;
}

static void
assert_clipboard (Fixture    *self,
                  const char *expected)
{
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->base.window)), NULL, read_cb, &text);
  test_wait_for (has_text, &text, "the text of the clipboard");
  g_assert_cmpstr (text, ==, expected);
}

static void
test_pages (Fixture       *self,
            gconstpointer  data)
{
  ferry_facts_add_failure (self->facts, "cn-east-3", "web/broken", "There was\nno answer.");
  self->facts->is_unfinished = TRUE;
  self->facts->n_not_asked = 2;
  self->facts->n_repositories = 5;
  add_without_tasks (self, "empty");
  self->facts->maybe_cut = TRUE;
  open_report (self, "");

  assert_pages (self, "not-read", "Not Read (3), No Tasks (1), Notes (1)");
  g_assert_true (ui_has_text (self->dialog, "2 of 5 repositories were not asked about."));
  g_assert_true (ui_has_text (self->dialog, "web/broken"));
  g_assert_true (ui_has_text (self->dialog, "CN East-Shanghai1 cn-east-3 · There was no answer."));
  go_to (self, "without-tasks");
  g_assert_true (ui_has_text (self->dialog, "team/empty"));
  go_to (self, "notes");
  g_assert_cmpuint (count_lines (self), ==, 1);
  g_assert_true (ui_has_text (self->dialog, "The service may have cut this list at 100."));
}

/* Each list that is empty says what that means, and there is nothing to copy then. */
static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  open_report (self, "");
  assert_pages (self, "not-read", "Not Read (0), No Tasks (0), Notes (0)");
  g_assert_true (ui_has_text (self->dialog, "Everything was read"));
  g_assert_false (gtk_widget_is_sensitive (ui_get (self->dialog, GTK_TYPE_BUTTON, "_Copy")));
  g_assert_null (ui_find (self->dialog, GTK_TYPE_BUTTON, "_Retry Failed"));
  go_to (self, "notes");
  g_assert_true (ui_has_text (self->dialog, "There is nothing else to know"));
}

static void
test_first_page (Fixture       *self,
                 gconstpointer  data)
{
  add_without_tasks (self, "empty");
  open_report (self, "");
  assert_pages (self, "without-tasks", "Not Read (0), No Tasks (1), Notes (0)");
}

static void
test_copy (Fixture       *self,
           gconstpointer  data)
{
  ferry_facts_add_failure (self->facts, "cn-east-3", "web/broken", "There was no answer.");
  ferry_facts_add_failure (self->facts, "cn-east-3", "web/other", "There was no answer.");
  open_report (self, "not-read");
  ui_press (self->dialog, "_Copy");
  assert_clipboard (self, "web/broken\tCN East-Shanghai1 cn-east-3\tThere was no answer.\n"
                          "web/other\tCN East-Shanghai1 cn-east-3\tThere was no answer.\n");
  g_assert_true (ui_has_text (self->dialog, "2 lines copied"));
}

/* Thousands of lines are not thousands of widgets, and what is searched for is what is copied. */
static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("empty-%u", i);

      add_without_tasks (self, name);
    }
  open_report (self, "without-tasks");
  g_assert_cmpuint (count_lines (self), ==, MANY);

  ui_set_text (self->dialog, "Find in this list", "EMPTY-299");
  ui_wait_for_text (self->dialog, "team/empty-2990");
  g_assert_cmpuint (count_lines (self), ==, 11);
  ui_set_text (self->dialog, "Find in this list", "empty-2999");
  ui_wait_for_text (self->dialog, "team/empty-2999");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->dialog), "report.copy", NULL));
  assert_clipboard (self, "team/empty-2999\tCN North-Beijing4 cn-north-4\n");

  ui_set_text (self->dialog, "Find in this list", "not there");
  ui_wait_for_text (self->dialog, "No matching lines");
}

static void
test_retry (Fixture       *self,
            gconstpointer  data)
{
  ferry_facts_add_failure (self->facts, "cn-east-3", "web/broken", "There was no answer.");
  open_report (self, "");
  /* The rows are not those of a scan, so the window's own action has nothing to go on with. */
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->base.window), "continue")), TRUE);
  ui_press (self->dialog, "_Retry Failed");
  g_assert_cmpuint (self->n_continued, ==, 1);
}

static void
test_continue (Fixture       *self,
               gconstpointer  data)
{
  self->facts->is_unfinished = TRUE;
  open_report (self, "");
  ui_get (self->dialog, GTK_TYPE_BUTTON, "C_ontinue");
  g_assert_true (ui_has_text (self->dialog, "Not all repositories are known yet."));
}

/* A file cannot be asked again. */
static void
test_file (Fixture       *self,
           gconstpointer  data)
{
  self->facts->file = g_strdup ("saved.json");
  ferry_facts_add_failure (self->facts, "cn-east-3", "web/broken", "There was no answer.");
  open_report (self, "");
  g_assert_true (ui_has_text (self->dialog, "web/broken"));
  g_assert_null (ui_find (self->dialog, GTK_TYPE_BUTTON, "_Retry Failed"));
}

/* What changes while the dialog is open is told there. */
static void
test_follows (Fixture       *self,
              gconstpointer  data)
{
  ferry_facts_add_failure (self->facts, "cn-north-4", "team/app", "There was no answer.");
  open_report (self, "");
  assert_pages (self, "not-read", "Not Read (1), No Tasks (0), Notes (0)");

  ui_list (self->base.window, "test", "grpc-helloworld");
  ui_wait_for_text (self->dialog, "Everything was read");
  assert_pages (self, "not-read", "Not Read (0), No Tasks (0), Notes (0)");
}

/* The smallest window has room for it, with the largest text. */
static void
test_narrow (Fixture       *self,
             gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, min_width, min_height;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  for (gsize i = 0; i < 8 * G_N_ELEMENTS (names); i++)
    ferry_facts_add_failure (self->facts, "cn-east-3", names[i % G_N_ELEMENTS (names)], "There was no answer.");
  open_report (self, "");
  gtk_widget_measure (adw_dialog_get_child (self->dialog), GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  gtk_widget_measure (adw_dialog_get_child (self->dialog), GTK_ORIENTATION_VERTICAL, 360, &min_height, NULL, NULL, NULL);
  g_assert_cmpint (min_width, <=, 360);
  g_assert_cmpint (min_height, <=, 294);
  ui_leave_screenshot (self->base.window, "-small");
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
test_closes (Fixture       *self,
             gconstpointer  data)
{
  open_report (self, "");
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  ferry_sync_task_list_clear (self->base.window->list);
  test_wait_for_end ((gpointer *) &self->dialog, "the dialog's end");
}

#define REPORT_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  REPORT_TEST ("/scan-report/pages", test_pages);
  REPORT_TEST ("/scan-report/empty", test_empty);
  REPORT_TEST ("/scan-report/first-page", test_first_page);
  REPORT_TEST ("/scan-report/copy", test_copy);
  REPORT_TEST ("/scan-report/many", test_many);
  REPORT_TEST ("/scan-report/retry", test_retry);
  REPORT_TEST ("/scan-report/continue", test_continue);
  REPORT_TEST ("/scan-report/file", test_file);
  REPORT_TEST ("/scan-report/follows", test_follows);
  REPORT_TEST ("/scan-report/narrow", test_narrow);
  REPORT_TEST ("/scan-report/closes", test_closes);

  return g_test_run ();
}
