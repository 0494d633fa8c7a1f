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
assert_regions (UiFixture  *fixture,
                const char *expected)
{
  g_autofree char *regions = g_strjoinv (" ", (GStrv) ferry_query_bar_get_regions (fixture->window->query_bar));

  g_assert_cmpstr (regions, ==, expected);
}

static void
set_regions (UiFixture  *fixture,
             const char *regions)
{
  g_auto(GStrv) ids = g_strsplit (regions, " ", -1);

  ferry_query_bar_set_regions (fixture->window->query_bar, (const char *const *) ids);
}

static void
assert_filled (UiFixture  *fixture,
               const char *region,
               const char *organization,
               const char *repository)
{
  assert_regions (fixture, region);
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
  g_assert_true (ui_has_text (fixture->window, "Looked for in cn-future-9."));
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
  assert_regions (fixture, "cn-north-1");

  ui_list (fixture->window, "team", "app");
  request = ferry_demo_server_dup_last_request (fixture->server);
  g_assert_true (g_str_has_prefix (request, "GET /cn-north-1/v2/"));
}

static void
fill (UiFixture  *fixture,
      const char *organization,
      const char *repository)
{
  ui_set_text (fixture->window->query_bar, "Organization", organization);
  ui_set_text (fixture->window->query_bar, "Repository", repository);
}

static void
assert_query (UiFixture  *fixture,
              const char *expected)
{
  g_autoptr(FerryQuery) query = ferry_query_bar_dup_query (fixture->window->query_bar);
  g_autofree char *text = query != NULL ? ferry_query_dup_text (query) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_button (UiFixture  *fixture,
               const char *expected)
{
  static const char *const names[] = { "_List", "Sca_n" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true ((ui_find (fixture->window->query_bar, GTK_TYPE_BUTTON, names[i]) != NULL) == g_str_equal (names[i], expected));
}

/* What is left blank stands for all, and the button tells what it comes to. */
static void
test_blanks (UiFixture     *fixture,
             gconstpointer  data)
{
  assert_button (fixture, "Sca_n");
  assert_query (fixture, "cn-north-4//");
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (get_entry (fixture, "Organization"))), ==, "All organizations");
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (get_entry (fixture, "Repository"))), ==, "All repositories");

  fill (fixture, " team ", " ");
  assert_button (fixture, "Sca_n");
  assert_query (fixture, "cn-north-4/team/");

  fill (fixture, "team", "web/frontend");
  assert_button (fixture, "_List");
  assert_query (fixture, "cn-north-4/team/web/frontend");

  set_regions (fixture, "cn-north-4 eu-west-0");
  assert_button (fixture, "Sca_n");
  assert_query (fixture, "cn-north-4,eu-west-0/team/web/frontend");

  fill (fixture, "", "");
  assert_query (fixture, "cn-north-4,eu-west-0//");
}

static GtkWidget *
get_picker (UiFixture *fixture)
{
  return ui_get (fixture->window->query_bar, FERRY_TYPE_REGION_PICKER, "Source region");
}

static void
test_no_region (UiFixture     *fixture,
                gconstpointer  data)
{
  GtkWidget *picker = get_picker (fixture);

  ferry_region_picker_set_regions (FERRY_REGION_PICKER (picker), NULL);
  assert_regions (fixture, "");

  assert_query (fixture, NULL);
  g_assert_true (ui_has_text (fixture->window->query_bar, "Choose at least one region."));
  g_assert_true (is_marked (picker));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == picker);

  set_regions (fixture, "eu-west-0");
  g_assert_false (is_marked (picker));
  assert_query (fixture, "eu-west-0//");

  /* What cannot be asked is not chosen in place of what can. */
  set_regions (fixture, "evil.example");
  assert_regions (fixture, "eu-west-0");
  set_regions (fixture, "evil.example cn-north-1");
  assert_regions (fixture, "cn-north-1");
}

/* As the sidebar asks for it again. */
static void
test_set_query (UiFixture     *fixture,
                gconstpointer  data)
{
  static const char *const texts[] = {
    "cn-north-4/team/app",
    "cn-north-4,eu-west-0/team/",
    "eu-west-0,xx-new-1//",
    "cn-north-4,eu-west-0\nteam/app\nteam/web/frontend",
    "eu-west-0\nteam/app",
    "cn-north-1/team/web/frontend",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryQuery) query = ferry_query_new_from_text (texts[i], &error);

      g_assert_no_error (error);
      ferry_query_bar_set_query (fixture->window->query_bar, query);
      assert_query (fixture, texts[i]);
    }

  assert_filled (fixture, "cn-north-1", "team", "web/frontend");
}

static void
set_list (UiFixture  *fixture,
          const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryQuery) query = ferry_query_new_from_text (text, &error);

  g_assert_no_error (error);
  ferry_query_bar_set_query (fixture->window->query_bar, query);
}

/* It stands in place of the entries, and they come back as they were. */
static void
test_list (UiFixture     *fixture,
           gconstpointer  data)
{
  GtkWidget *organization = get_entry (fixture, "Organization");
  GtkWidget *repository = get_entry (fixture, "Repository");

  fill (fixture, "team", "app");
  set_list (fixture, "cn-north-4\nteam/app\nteam/web");
  g_assert_true (ui_has_text (fixture->window->query_bar, "2 repositories from a list"));
  g_assert_false (gtk_widget_get_visible (organization));
  g_assert_false (gtk_widget_get_visible (repository));
  assert_button (fixture, "Sca_n");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->window->query_bar));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 ui_get (fixture->window->query_bar, GTK_TYPE_BUTTON, "Edit List…"));

  set_regions (fixture, "eu-west-0");
  assert_query (fixture, "eu-west-0\nteam/app\nteam/web");

  ui_press (fixture->window->query_bar, "Remove List");
  g_assert_true (gtk_widget_get_visible (organization));
  g_assert_false (ui_has_text (fixture->window->query_bar, "2 repositories from a list"));
  assert_filled (fixture, "eu-west-0", "team", "app");
  assert_query (fixture, "eu-west-0/team/app");
  assert_button (fixture, "_List");

  /* Another account has another world. */
  set_list (fixture, "cn-north-4\nteam/app");
  g_assert_true (ui_has_text (fixture->window->query_bar, "1 repository from a list"));
  ferry_query_bar_set_names (fixture->window->query_bar, "", "");
  assert_query (fixture, "cn-north-4//");
}

/* At the smallest size of the window everything is in it. */
static void
test_narrow (UiFixture     *fixture,
             gconstpointer  data)
{
  static const char *const queries[] = { "cn-southwest-2,eu-west-0/team/", "xx-far-away-1234567\nteam/app\nteam/web" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      int minimum, natural;

      set_list (fixture, queries[i]);
      gtk_widget_measure (GTK_WIDGET (fixture->window->query_bar), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      g_assert_cmpint (minimum, <=, 348);
    }
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
  UI_TEST ("/query-bar/blanks", NULL, test_blanks);
  UI_TEST ("/query-bar/no-region", NULL, test_no_region);
  UI_TEST ("/query-bar/set-query", NULL, test_set_query);
  UI_TEST ("/query-bar/list", NULL, test_list);
  UI_TEST ("/query-bar/narrow", NULL, test_narrow);

  return g_test_run ();
}
