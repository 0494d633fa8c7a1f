/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-region-picker.h"
#include "ui-util.h"

static GtkWidget *
get_entry (UiFixture  *fixture,
           const char *name)
{
  return ui_get (fixture->window->query_bar, GTK_TYPE_ENTRY, name);
}

static gboolean
is_marked (GtkWidget *entry)
{
  g_autofree char *difference = gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                                                 GTK_ACCESSIBLE_INVALID_TRUE);

  return difference == NULL && gtk_widget_has_css_class (entry, "error");
}

static gboolean
has_focus (UiFixture *fixture,
           GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

typedef struct
{
  const char *organization;
  const char *repository;
  const char *wrong; /* the entry that is to blame */
  const char *message;
} BadName;

#define LONG_NAME "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const BadName bad_names[] = {
  { "", "app", "Organization", "Enter an organization." },
  { "  ", "app", "Organization", "Enter an organization." },
  { "team", "", "Repository", "Enter a repository." },
  { "team?x=1", "app", "Organization", "The organization holds a character that cannot be sent" },
  { "team#", "app", "Organization", "The organization holds a character that cannot be sent" },
  { "team\\", "app", "Organization", "The organization holds a character that cannot be sent" },
  { "..", "app", "Organization", "The organization holds a part that is only dots" },
  { "/team", "app", "Organization", "The name of an organization has no slash." },
  { LONG_NAME, "app", "Organization", "The organization is too long: at most 64 characters." },
  { "team", "app%2f", "Repository", "The repository holds a character that cannot be sent" },
  { "team", "../app", "Repository", "The repository holds a part that is only dots" },
  { "team", "a$..$b", "Repository", "The repository holds a part that is only dots" },
  { "team", LONG_NAME LONG_NAME, "Repository", "The repository is too long: at most 128 characters." },
};

/* Nothing is sent, the rows stay, and the keyboard is where the mistake is. */
static void
test_bad_names (UiFixture     *fixture,
                gconstpointer  data)
{
  ui_list (fixture->window, "test", "samples/hello/world");

  for (gsize i = 0; i < G_N_ELEMENTS (bad_names); i++)
    {
      const BadName *bad = &bad_names[i];
      GtkWidget *wrong = get_entry (fixture, bad->wrong);

      g_test_message ("“%s”, “%s”", bad->organization, bad->repository);
      gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
      ui_list (fixture->window, bad->organization, bad->repository);

      g_assert_true (ui_has_text (fixture->window->query_bar, bad->message));
      g_assert_true (is_marked (wrong));
      g_assert_true (has_focus (fixture, wrong));
      g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 1);
      g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
      g_assert_true (ui_has_text (fixture->window, "2 tasks"));
      g_assert_true (ui_has_text (fixture->window->task_view, "test/samples/hello/world"));
    }
}

/* A mistake that is being mended is no longer shown. */
static void
test_mark_goes (UiFixture     *fixture,
                gconstpointer  data)
{
  ui_list (fixture->window, "te?st", "app");
  g_assert_true (is_marked (get_entry (fixture, "Organization")));

  ui_set_text (fixture->window->query_bar, "Organization", "test");
  g_assert_false (is_marked (get_entry (fixture, "Organization")));
  g_assert_false (gtk_widget_has_css_class (get_entry (fixture, "Organization"), "error"));
}

/* A name that breaks the documented rule gets a hint, and is asked for all the same. */
static void
test_hint (UiFixture     *fixture,
           gconstpointer  data)
{
  ui_set_text (fixture->window->query_bar, "Organization", "Team");
  g_assert_true (ui_has_text (fixture->window->query_bar, "Organizations usually start with a lower-case letter"));
  g_assert_false (is_marked (get_entry (fixture, "Organization")));

  ui_list (fixture->window, "Team", "app");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 1);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  g_assert_true (ui_has_text (fixture->window, "invalid organization name"));
}

static void
test_blanks_are_dropped (UiFixture     *fixture,
                         gconstpointer  data)
{
  ui_list (fixture->window, "  test ", " grpc-helloworld  ");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_cmpstr (ui_get_text (fixture->window->query_bar, "Organization"), ==, "test");
  g_assert_cmpstr (ui_get_text (fixture->window->query_bar, "Repository"), ==, "grpc-helloworld");
}

static void
assert_filled (UiFixture  *fixture,
               const char *region,
               const char *organization,
               const char *repository)
{
  g_assert_cmpstr (ferry_query_bar_get_region (fixture->window->query_bar), ==, region);
  g_assert_cmpstr (ui_get_text (fixture->window->query_bar, "Organization"), ==, organization);
  g_assert_cmpstr (ui_get_text (fixture->window->query_bar, "Repository"), ==, repository);
}

static void
test_image_path (UiFixture     *fixture,
                 gconstpointer  data)
{
  gtk_widget_grab_focus (get_entry (fixture, "Organization"));
  ui_set_text (fixture->window->query_bar, "Organization", "swr.cn-south-1.myhuaweicloud.com/team/web/frontend:v1.2");
  /* Whoever goes on to the next entry finds it filled. */
  gtk_widget_grab_focus (get_entry (fixture, "Repository"));
  assert_filled (fixture, "cn-south-1", "team", "web/frontend");
}

static void
test_image_path_and_enter (UiFixture     *fixture,
                           gconstpointer  data)
{
  ui_set_text (fixture->window->query_bar, "Organization", "swr.cn-north-4.myhuaweicloud.com/test/samples/hello/world:v1");
  g_signal_emit_by_name (get_entry (fixture, "Organization"), "activate");
  ui_wait_for_answer (fixture->window);

  assert_filled (fixture, "cn-north-4", "test", "samples/hello/world");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

static void
test_unknown_region (UiFixture     *fixture,
                     gconstpointer  data)
{
  g_autoptr(FerryAccount) account = NULL;
  g_autofree char *endpoint = g_strconcat (ferry_demo_server_get_endpoint (fixture->server), "/{region}", NULL);
  g_autofree char *request = NULL;

  account = ui_create_account ("test", "Test", endpoint);
  ui_set_account (fixture->window, account);
  ui_set_text (fixture->window->query_bar, "Organization", "swr.cn-future-9.myhuaweicloud.com/team/app");
  g_signal_emit_by_name (get_entry (fixture, "Organization"), "activate");
  ui_wait_for_answer (fixture->window);

  assert_filled (fixture, "cn-future-9", "team", "app");
  request = ferry_demo_server_dup_last_request (fixture->server);
  g_assert_true (g_str_has_prefix (request, "GET /cn-future-9/v2/manage/namespaces/team/repos/app/sync_repo "));
  g_assert_true (ui_has_text (fixture->window, "It was looked for in cn-future-9."));
}

/* The default region is known by its name, and another can be chosen by hand. */
static void
test_region (UiFixture     *fixture,
             gconstpointer  data)
{
  g_autofree char *request = NULL;
  g_autoptr(FerryAccount) account = NULL;
  g_autofree char *endpoint = g_strconcat (ferry_demo_server_get_endpoint (fixture->server), "/{region}", NULL);

  account = ui_create_account ("test", "Test", endpoint);
  ui_set_account (fixture->window, account);
  g_assert_true (ui_has_text (fixture->window->query_bar, "CN North-Beijing4"));
  ferry_region_picker_set_regions (FERRY_REGION_PICKER (ui_get (fixture->window->query_bar, FERRY_TYPE_REGION_PICKER, NULL)),
                                   (const char *const[]) { "cn-north-1", NULL });
  g_assert_cmpstr (ferry_query_bar_get_region (fixture->window->query_bar), ==, "cn-north-1");

  ui_list (fixture->window, "team", "app");
  request = ferry_demo_server_dup_last_request (fixture->server);
  g_assert_true (g_str_has_prefix (request, "GET /cn-north-1/v2/"));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/query-bar/bad-names", NULL, test_bad_names);
  UI_TEST ("/query-bar/mark-goes", NULL, test_mark_goes);
  UI_TEST ("/query-bar/hint", NULL, test_hint);
  UI_TEST ("/query-bar/blanks-are-dropped", NULL, test_blanks_are_dropped);
  UI_TEST ("/query-bar/image-path", NULL, test_image_path);
  UI_TEST ("/query-bar/image-path-and-enter", NULL, test_image_path_and_enter);
  UI_TEST ("/query-bar/unknown-region", NULL, test_unknown_region);
  UI_TEST ("/query-bar/region", NULL, test_region);

  return g_test_run ();
}
