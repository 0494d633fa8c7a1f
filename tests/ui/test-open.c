/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ui-util.h"

#define FACTS \
  "{\"formatVersion\":1,\"scope\":\"team/web\",\"account\":\"Audit\",\"sourceRegionIds\":[\"cn-east-3\"]," \
  "\"asOf\":\"2026-11-03T09:12:00+00:00\",\"rows\":2,\"rowsBeforeFilter\":2,\"tasks\":["

#define TASKS \
  "{\"repoName\":\"web\",\"namespace\":\"team\",\"sourceRegionId\":\"cn-east-3\",\"remoteRegionId\":\"cn-north-1\"," \
  "\"remoteNamespace\":\"mirror\",\"override\":true,\"syncAuto\":true,\"createdAt\":null,\"updatedAt\":\"2026-10-01T01:02:03Z\"," \
  "\"domainName\":\"acme\",\"domainID\":\"0123\",\"id\":7}," \
  "{\"repoName\":\"web\",\"namespace\":\"team\",\"sourceRegionId\":\"cn-east-3\",\"remoteRegionId\":\"cn-north-4\",\"id\":8}]}"

#define BANNER "Snapshot from 3 Nov 2026, 09:12, read-only"

typedef struct
{
  UiFixture base;
  char *folder;
  GFile *file;
} Fixture;

static GFile *
make_file (Fixture    *self,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  ui_fixture_set_up (&self->base, data);
  self->folder = test_make_folder ();
  self->file = make_file (self, "saved.json", FACTS TASKS);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->file);
  test_remove_folder (self->folder);
  ui_fixture_tear_down (&self->base, data);
}

static gboolean
has_read_file (gpointer user_data)
{
  return FERRY_WINDOW (user_data)->opening == NULL;
}

static void
wait_for_file (FerryWindow *window)
{
  test_wait_for (has_read_file, window, "reading the file");
}

static void
open_file (FerryWindow *window,
           GFile       *file)
{
  ferry_window_open (window, file);
  wait_for_file (window);
}

static void
open_text (Fixture    *self,
           const char *name,
           const char *text)
{
  g_autoptr(GFile) file = make_file (self, name, text);

  open_file (self->base.window, file);
}

static gboolean
is_enabled (FerryWindow *window,
            const char  *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static void
assert_snapshot (Fixture *self)
{
  FerryWindow *window = self->base.window;

  g_assert_cmpstr (ui_get_page (window), ==, "rows");
  g_assert_true (adw_banner_get_revealed (window->account_banner));
  g_assert_cmpstr (adw_banner_get_title (window->account_banner), ==, BANNER);
  g_assert_cmpstr (adw_window_title_get_subtitle (window->window_title), ==, "saved.json");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "saved.json – Ferryboard");
  g_assert_true (ui_has_text (window, "2 tasks"));
  g_assert_true (ui_has_text (window->task_view, "team/web"));
  g_assert_true (ui_has_text (window, "CN East-Shanghai1 cn-east-3"));
  g_assert_true (ui_has_text (window, "As of 3 Nov"));
}

/* All of it without a request. */
static void
test_open (Fixture       *self,
           gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  open_file (window, self->file);
  assert_snapshot (self);
  g_assert_false (is_enabled (window, "refresh"));
  g_assert_false (is_enabled (window, "retry"));
  g_assert_false (is_enabled (window, "favorite"));
  g_assert_true (is_enabled (window, "export"));
  g_assert_true (is_enabled (window, "save-snapshot"));
  g_assert_true (is_enabled (window, "filter"));

  ui_press (window->account_banner, "_Close");
  g_assert_cmpstr (ui_get_page (window), ==, "ready");
  g_assert_false (adw_banner_get_revealed (window->account_banner));
  g_assert_cmpstr (adw_window_title_get_subtitle (window->window_title), ==, ferry_account_get_name (window->account));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Ferryboard");
  g_assert_false (is_enabled (window, "close-snapshot"));
  g_assert_false (is_enabled (window, "save-snapshot"));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->base.server), ==, 0);
}

/* What was listed before comes back as it was, and can be refreshed again. */
static void
test_close (Fixture       *self,
            gconstpointer  data)
{
  FerryWindow *window = self->base.window;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n_requests;

  ui_list (window, "test", "samples/hello/world");
  before = ui_dup_table (window);
  n_requests = ferry_demo_server_get_n_requests (self->base.server);

  open_file (window, self->file);
  assert_snapshot (self);
  ui_press (window->account_banner, "_Close");
  after = ui_dup_table (window);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (ui_has_text (window->task_view, "test/samples/hello/world"));
  g_assert_true (is_enabled (window, "refresh"));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->base.server), ==, n_requests);
}

static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  open_file (window, self->file);
  ui_list (window, "test", "grpc-helloworld");
  g_assert_true (ui_has_text (window->task_view, "test/grpc-helloworld"));
  g_assert_false (adw_banner_get_revealed (window->account_banner));
  g_assert_false (is_enabled (window, "close-snapshot"));
  g_assert_true (is_enabled (window, "refresh"));
}

/* The page that tells of it says nothing of the file, which is there again afterwards. */
static void
test_list_in_vain (Fixture       *self,
                   gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  open_file (window, self->file);
  ferry_demo_server_set_answer (self->base.server, 404, "application/json", "{}");
  ui_list (window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (window), ==, "failed");
  g_assert_false (adw_banner_get_revealed (window->account_banner));

  ui_press (window, "Show _Previous List");
  assert_snapshot (self);
}

/* Whoever has no account yet can look at what somebody else has saved. */
static void
test_no_account (Fixture       *self,
                 gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  ferry_window_set_account (window, NULL);
  open_file (window, self->file);
  assert_snapshot (self);
  g_assert_false (is_enabled (window, "refresh"));

  ui_press (window->account_banner, "_Close");
  g_assert_cmpstr (ui_get_page (window), ==, "first-run");
}

/* Another account has nothing to do with it; the same one again shows what is its own. */
static void
test_choose_account (Fixture       *self,
                     gconstpointer  data)
{
  FerryWindow *window = self->base.window;
  g_autoptr(FerryAccount) account = g_object_ref (window->account);

  ui_list (window, "test", "grpc-helloworld");
  open_file (window, self->file);
  g_signal_emit_by_name (window->sidebar, "account-chosen", account);
  g_assert_true (ui_has_text (window->task_view, "test/grpc-helloworld"));

  open_file (window, self->file);
  ferry_window_set_account (window, NULL);
  g_assert_cmpstr (ui_get_page (window), ==, "first-run");
  g_assert_false (adw_banner_get_revealed (window->account_banner));
}

/* What it lacks is said as it is of an answer. */
static void
test_warnings (Fixture       *self,
               gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  open_text (self, "part.json", "{\"formatVersion\":1,\"scope\":\"a/b\",\"asOf\":\"2026-11-03T09:12:00Z\",\"chosen\":\"selected\","
                                "\"rows\":2,\"rowsBeforeFilter\":9,\"tasks\":[{\"repoName\":\"web\"},5]}");
  g_assert_true (adw_banner_get_revealed (window->problem_banner));
  g_assert_true (g_str_has_prefix (adw_banner_get_title (window->problem_banner),
                                   "1 of 9 entries could not be read. An entry is not a task.\n"
                                   "The file holds 1 of 8 tasks, those that were selected.\n"));

  open_file (window, self->file);
  g_assert_false (adw_banner_get_revealed (window->problem_banner));
}

static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  open_text (self, "<none>.json", "{\"formatVersion\":1,\"asOf\":\"2026-11-03T09:12:00Z\",\"tasks\":[]}");
  g_assert_cmpstr (ui_get_page (window), ==, "empty");
  g_assert_true (ui_has_text (window, "The file “<none>.json” holds none."));
  g_assert_cmpstr (adw_banner_get_title (window->account_banner), ==, BANNER);
}

/* The list that is shown stays. */
static void
test_failure (Fixture       *self,
              gconstpointer  data)
{
  FerryWindow *window = self->base.window;
  AdwDialog *dialog;

  ui_list (window, "test", "grpc-helloworld");
  open_text (self, "page.html", "<title>Sign in</title>");
  dialog = ui_wait_for_dialog (window);
  g_assert_true (ui_has_text (dialog, "File Not Opened"));
  g_assert_true (ui_has_text (dialog, "“page.html” cannot be opened. It is not JSON"));
  ui_press (dialog, "_Close");
  g_assert_true (ui_has_text (window->task_view, "test/grpc-helloworld"));
  g_assert_true (is_enabled (window, "refresh"));
}

static void
test_request_under_way (Fixture       *self,
                        gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  ferry_demo_server_set_fault (self->base.server, FERRY_DEMO_FAULT_HANG);
  ui_set_text (window, "Organization", "test");
  ui_set_text (window, "Repository", "grpc-helloworld");
  ui_press (window, "_List");
  open_file (window, self->file);
  assert_snapshot (self);
  g_assert_false (is_enabled (window, "stop"));
}

/* Who lists something meanwhile wants that. */
static void
test_listed_meanwhile (Fixture       *self,
                       gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  ferry_window_open (window, self->file);
  ui_list (window, "test", "grpc-helloworld");
  g_assert_null (window->opening);
  g_assert_true (ui_has_text (window->task_view, "test/grpc-helloworld"));
}

static void
test_closed_meanwhile (Fixture       *self,
                       gconstpointer  data)
{
  ferry_window_open (self->base.window, self->file);
  ui_close (&self->base.window);
}

/* The task says all that the file does, and nothing is made up of how it came there. */
static void
test_details (Fixture       *self,
              gconstpointer  data)
{
  FerryWindow *window = self->base.window;

  open_file (window, self->file);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-details", NULL));
  g_assert_true (ui_has_text (window->details, "mirror"));
  g_assert_true (ui_has_text (window->details, "swr.cn-east-3.myhuaweicloud.com/team/web"));
  g_assert_false (ui_has_text (window->details, "/v2/manage/"));
}

static GtkDropTarget *
find_drop_target (FerryWindow *window)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window->toast_overlay));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  g_assert_not_reached ();
}

static FerryWindow *
find_other_window (FerryWindow *window)
{
  for (GList *l = gtk_application_get_windows (gtk_window_get_application (GTK_WINDOW (window))); l != NULL; l = l->next)
    if (FERRY_IS_WINDOW (l->data) && l->data != window)
      return l->data;

  g_assert_not_reached ();
}

static void
test_drop (Fixture       *self,
           gconstpointer  data)
{
  FerryWindow *window = self->base.window;
  FerryWindow *other = NULL;
  g_autoptr(GFile) second = make_file (self, "second.json", FACTS TASKS);
  GFile *files[] = { self->file, second };
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, G_N_ELEMENTS (files)));
  g_signal_emit_by_name (find_drop_target (window), "drop", &value, 10., 10., &taken);
  g_assert_true (taken);
  wait_for_file (window);
  assert_snapshot (self);

  g_set_weak_pointer (&other, find_other_window (window));
  wait_for_file (other);
  g_assert_cmpstr (adw_window_title_get_subtitle (other->window_title), ==, "second.json");
  ui_close (&other);
}

/* As the desktop opens what is double-clicked. */
static void
test_application (Fixture       *self,
                  gconstpointer  data)
{
  FerryWindow *other = NULL;

  g_application_open (G_APPLICATION (ui_get_application ()), &self->file, 1, "");
  g_set_weak_pointer (&other, find_other_window (self->base.window));
  wait_for_file (other);
  g_assert_cmpstr (adw_window_title_get_subtitle (other->window_title), ==, "saved.json");
  g_assert_cmpstr (ui_get_page (self->base.window), ==, "ready");
  ui_close (&other);
}

#define ADD(name, function) g_test_add ("/open/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  ADD ("open", test_open);
  ADD ("close", test_close);
  ADD ("list", test_list);
  ADD ("list-in-vain", test_list_in_vain);
  ADD ("no-account", test_no_account);
  ADD ("choose-account", test_choose_account);
  ADD ("warnings", test_warnings);
  ADD ("empty", test_empty);
  ADD ("failure", test_failure);
  ADD ("request-under-way", test_request_under_way);
  ADD ("listed-meanwhile", test_listed_meanwhile);
  ADD ("closed-meanwhile", test_closed_meanwhile);
  ADD ("details", test_details);
  ADD ("drop", test_drop);
  ADD ("application", test_application);

  return g_test_run ();
}
