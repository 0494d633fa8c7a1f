/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#define ACCESS_KEY "Access Key (AK)"
#define SECRET_KEY "Secret Key (SK)"
#define SECURITY_TOKEN "Security Token of Temporary Keys"
#define PROJECT_ID "Project ID"
#define ENDPOINT "Service Address, With {region} for the Region"
#define TOKEN "Token"

static AdwDialog *
find_dialog (UiFixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static AdwDialog *
open_dialog (UiFixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-in", NULL));

  return ui_wait_for_dialog (fixture->window);
}

static void
unfold (AdwDialog *dialog)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (dialog, ADW_TYPE_EXPANDER_ROW, NULL)), TRUE);
}

static void
choose_token (AdwDialog *dialog)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, NULL)), 1);
}

static void
enter_endpoint (UiFixture *fixture,
                AdwDialog *dialog)
{
  unfold (dialog);
  ui_set_text (dialog, ENDPOINT, ferry_demo_server_get_endpoint (fixture->server));
}

static void
enter_keys (AdwDialog *dialog)
{
  ui_set_text (dialog, ACCESS_KEY, " " FERRY_DEMO_ACCESS_KEY);
  ui_set_text (dialog, SECRET_KEY, FERRY_DEMO_SECRET_KEY " ");
}

static void
assert_refused (UiFixture  *fixture,
                const char *row_title,
                const char *message)
{
  AdwDialog *dialog = find_dialog (fixture);
  GtkWidget *row;

  g_assert_nonnull (dialog);
  row = ui_get (dialog, ADW_TYPE_ENTRY_ROW, row_title);
  g_assert_true (ui_has_text (dialog, message));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), row));
}

static void
test_missing_keys (UiFixture     *fixture,
                   gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);

  ui_press (dialog, "_Sign In");
  assert_refused (fixture, ACCESS_KEY, "Enter both keys.");

  ui_set_text (dialog, ACCESS_KEY, "SOME-ACCESS-KEY");
  g_assert_false (gtk_widget_has_css_class (ui_get (dialog, ADW_TYPE_ENTRY_ROW, ACCESS_KEY), "error"));
  ui_press (dialog, "_Sign In");
  assert_refused (fixture, SECRET_KEY, "Enter both keys.");

  ui_set_text (dialog, SECRET_KEY, "   ");
  ui_press (dialog, "_Sign In");
  assert_refused (fixture, SECRET_KEY, "Enter both keys.");
}

static void
test_missing_token (UiFixture     *fixture,
                    gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);

  choose_token (dialog);
  ui_press (dialog, "_Sign In");
  assert_refused (fixture, TOKEN, "Enter a token.");
  ui_set_text (dialog, TOKEN, " \t");
  ui_press (dialog, "_Sign In");
  assert_refused (fixture, TOKEN, "Enter a token.");
}

/* No key is handed to an address that others can listen to, also when the row with it is folded away again. */
static void
test_bad_endpoint (UiFixture     *fixture,
                   gconstpointer  data)
{
  static const char *const endpoints[][2] = {
    { "http://swr.example.com", "is not encrypted" },
    { "ftp://127.0.0.1", "is not the address of a service" },
    { "somewhere", "is not an address" },
    { "https://user:word@example.com", "is not the address of a service" },
  };
  AdwDialog *dialog = open_dialog (fixture);

  enter_keys (dialog);
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      unfold (dialog);
      ui_set_text (dialog, ENDPOINT, endpoints[i][0]);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (dialog, ADW_TYPE_EXPANDER_ROW, NULL)), FALSE);
      ui_press (dialog, "_Sign In");
      assert_refused (fixture, ENDPOINT, endpoints[i][1]);
    }
}

static void
test_cancel (UiFixture     *fixture,
             gconstpointer  data)
{
  ui_press (open_dialog (fixture), "_Cancel");

  g_assert_null (find_dialog (fixture));
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "Test");
}

static char *
list_and_dup_request (UiFixture *fixture)
{
  ui_list (fixture->window, "test", "grpc-helloworld");

  return ferry_demo_server_dup_last_request (fixture->server);
}

static void
assert_holds (const char *text,
              const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in: %s", part, text);
}

static void
test_key_pair (UiFixture     *fixture,
               gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  g_autofree char *request = NULL;

  enter_keys (dialog);
  enter_endpoint (fixture, dialog);
  ui_press (dialog, "_Sign In");
  g_assert_null (find_dialog (fixture));
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "SA…EY");

  request = list_and_dup_request (fixture);
  assert_holds (request, "\nAuthorization: SDK-HMAC-SHA256 Access=" FERRY_DEMO_ACCESS_KEY ", ");
  g_assert_null (strstr (request, FERRY_DEMO_SECRET_KEY));
  g_assert_null (strstr (request, "X-Security-Token"));
  g_assert_null (strstr (request, "X-Project-Id"));
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

static void
test_temporary_keys (UiFixture     *fixture,
                     gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  g_autofree char *request = NULL;

  enter_keys (dialog);
  enter_endpoint (fixture, dialog);
  ui_set_text (dialog, SECURITY_TOKEN, "a-security-token");
  ui_set_text (dialog, PROJECT_ID, "a-project");
  ui_press (dialog, "_Sign In");

  request = list_and_dup_request (fixture);
  assert_holds (request, "\nX-Security-Token: a-security-token");
  assert_holds (request, "\nX-Project-Id: a-project");
}

static void
test_token (UiFixture     *fixture,
            gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  g_autofree char *request = NULL;

  choose_token (dialog);
  g_assert_null (ui_find (dialog, ADW_TYPE_ENTRY_ROW, ACCESS_KEY));
  g_assert_null (ui_find (dialog, ADW_TYPE_ENTRY_ROW, SECRET_KEY));
  ui_set_text (dialog, TOKEN, " " FERRY_DEMO_TOKEN " ");
  enter_endpoint (fixture, dialog);
  ui_press (dialog, "_Sign In");
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "Token");

  request = list_and_dup_request (fixture);
  assert_holds (request, "\nX-Auth-Token: " FERRY_DEMO_TOKEN);
  g_assert_null (strstr (request, "Authorization"));
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

/* Who wanted a list first and has signed in by now gets it. */
static void
test_list_first (UiFixture     *fixture,
                 gconstpointer  data)
{
  AdwDialog *dialog;

  ferry_window_set_client (fixture->window, NULL, NULL);
  ui_list (fixture->window, "test", "grpc-helloworld");
  dialog = ui_wait_for_dialog (fixture->window);
  enter_keys (dialog);
  enter_endpoint (fixture, dialog);
  ui_press (dialog, "_Sign In");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 1);
}

/* The same for a list that was refused. */
static void
test_again (UiFixture     *fixture,
            gconstpointer  data)
{
  AdwDialog *dialog;

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_401_EXPIRED);
  ferry_demo_server_set_fault_count (fixture->server, 1);
  ui_list (fixture->window, "test", "grpc-helloworld");
  ui_press (fixture->window, "_Sign In Again…");
  dialog = ui_wait_for_dialog (fixture->window);
  enter_keys (dialog);
  enter_endpoint (fixture, dialog);
  ui_press (dialog, "_Sign In");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 2);
}

/* A wrong key is found out by the first request. */
static void
test_wrong_key (UiFixture     *fixture,
                gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);

  enter_keys (dialog);
  ui_set_text (dialog, SECRET_KEY, "not-the-secret-key");
  enter_endpoint (fixture, dialog);
  ui_press (dialog, "_Sign In");
  ui_list (fixture->window, "test", "grpc-helloworld");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  g_assert_true (ui_has_text (fixture->window, "Wrong Secret Key"));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/sign-in/missing-keys", NULL, test_missing_keys);
  UI_TEST ("/sign-in/missing-token", NULL, test_missing_token);
  UI_TEST ("/sign-in/bad-endpoint", NULL, test_bad_endpoint);
  UI_TEST ("/sign-in/cancel", NULL, test_cancel);
  UI_TEST ("/sign-in/key-pair", NULL, test_key_pair);
  UI_TEST ("/sign-in/temporary-keys", NULL, test_temporary_keys);
  UI_TEST ("/sign-in/token", NULL, test_token);
  UI_TEST ("/sign-in/list-first", NULL, test_list_first);
  UI_TEST ("/sign-in/again", NULL, test_again);
  UI_TEST ("/sign-in/wrong-key", NULL, test_wrong_key);

  return g_test_run ();
}
