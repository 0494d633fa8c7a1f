/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#define COPY_DETAILS "Cop_y Details"
#define COPY_POLICY "Copy _IAM Policy"
#define EDIT_ACCOUNT "_Edit Account…"
#define EDIT_QUERY "_Edit Query"
#define RETRY "_Retry"
#define SIGN_IN "Sign _In Again…"

#define UNEXPECTED "Unexpected Answer"
#define PROBLEM "The Service Has a Problem"

typedef struct
{
  const char *fault;
  const char *title;
  const char *text;      /* what a part of the explanation is */
  const char *reference; /* (nullable) what it ends with, but for the request ID */
  const char *button;
} Failure;

static const Failure failures[] = {
  { "400", "Request Not Accepted", "The service says: “invalid parameter”", "HTTP 400, SVCSTG.SWR.4000014, request ID ", EDIT_QUERY },
  { "401-expired", "Sign-In Expired", "token expires, expires at: 2025", "HTTP 401, APIGW.0301, request ID ", SIGN_IN },
  { "401-region", "Token Not Valid in This Region", "A token is valid for one region", "HTTP 401, APIGW.0307, request ID ", SIGN_IN },
  { "401-signature", "Wrong Secret Key", "verify aksk signature fail…”\n\nCheck the secret key", "HTTP 401, APIGW.0301, request ID ", EDIT_ACCOUNT },
  { "401-clock", "Clocks Do Not Agree", "Set the clock of this computer", "HTTP 401, APIGW.0301, request ID ", RETRY },
  { "401-unknown-key", "Unknown Access Key", "ak not exist", "HTTP 401, APIGW.0301, request ID ", EDIT_ACCOUNT },
  { "401-locked-key", "Access Key Locked", "wait for five minutes", "HTTP 401, APIGW.0301, request ID ", EDIT_ACCOUNT },
  { "401-swr", "Sign-In Not Accepted", "authentication failed", "HTTP 401, SVCSTG.SWR.4010000, request ID ", SIGN_IN },
  { "iam-error", "Sign-In Not Accepted", "The username or password is wrong.", "HTTP 401, request ID ", SIGN_IN },
  { "iam-os-error", "User Locked", "The account is locked.", "HTTP 401, IAM.0061, request ID ", EDIT_ACCOUNT },
  { "403", "Not Allowed to List Synchronization Tasks", "allow the action swr:repo:listAutoSyncRepoJobs.",
    "HTTP 403, SVCSTG.SWR.4030170, request ID ", COPY_POLICY },
  { "403-throttled", "Slowed Down by the Service", "too many requests", "HTTP 403, SVCSTG.SWR.4031032, request ID ", RETRY },
  { "404-organization", "Organization Not Found", "Looked for in CN North-Beijing4 (cn-north-4).",
    "HTTP 404, SVCSTG.SWR.4040058, request ID ", EDIT_QUERY },
  { "404-repository", "Repository Not Found", "The service says: “repository not found”", "HTTP 404, SVCSTG.SWR.4040010, request ID ", EDIT_QUERY },
  { "404-gateway", "Synchronization Not Offered Here", "Not every cloud and region offers synchronization.",
    "HTTP 404, APIGW.0101, request ID ", EDIT_ACCOUNT },
  { "429", "Slowed Down by the Service", "Wait for 1 minute, then try again.", "HTTP 429, APIGW.0308, request ID ", RETRY },
  { "429-retry-after", "Slowed Down by the Service", "Wait for 2 seconds, then try again.", "HTTP 429, APIGW.0308, request ID ", RETRY },
  { "500", PROBLEM, "internal error", "HTTP 500, SVCSTG.SWR.5001101, request ID ", RETRY },
  { "500-array", PROBLEM, "internal error", "HTTP 500, SVCSTG.SWR.5001101, request ID ", RETRY },
  { "503", PROBLEM, "The IAM service is unavailable", "HTTP 503, APIGW.0613, request ID ", RETRY },
  { "html-error", PROBLEM, "502 Bad Gateway", "HTTP 502, request ID ", RETRY },
  { "not-json", UNEXPECTED, "The answer is not JSON but text/html.", "HTTP 200, request ID ", COPY_DETAILS },
  { "truncated-json", UNEXPECTED, "The answer begins with: “[{", NULL, COPY_DETAILS },
  { "json-object", UNEXPECTED, "The answer begins with: “{\"tasks\":[]}”", NULL, COPY_DETAILS },
  { "empty-body", UNEXPECTED, "empty", NULL, COPY_DETAILS },
  { "no-content", UNEXPECTED, "status 204, where 200 is expected", "HTTP 204, request ID ", COPY_DETAILS },
  { "redirect", UNEXPECTED, "a redirect, which is not followed", "HTTP 302, request ID ", COPY_DETAILS },
  { "huge-length", "Answer Too Large", "The answer is larger than 64 MiB and was refused.", NULL, EDIT_ACCOUNT },
  { "cut-body", "Connection Lost", "The connection to 127.0.0.1 failed: ", NULL, RETRY },
  { "reset", "Connection Lost", "The connection to 127.0.0.1 failed: ", NULL, RETRY },
};

static void
set_fault (UiFixture  *fixture,
           const char *name)
{
  FerryDemoFault fault = FERRY_DEMO_FAULT_NONE;

  g_assert_true (ferry_demo_fault_from_name (name, &fault));
  ferry_demo_server_set_fault (fixture->server, fault);
}

static void
refresh (UiFixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL));
  ui_wait_for_answer (fixture->window);
}

static void
assert_focus_within (UiFixture *fixture,
                     GtkWidget *widget)
{
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), widget));
}

static char *
read_clipboard (UiFixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *text;

  gdk_clipboard_read_text_async (clipboard, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "the text of the clipboard");
  text = gdk_clipboard_read_text_finish (clipboard, result, &error);
  g_assert_no_error (error);

  return text;
}

/* The button does what it says. By now the service works again. */
static void
try_button (UiFixture  *fixture,
            const char *label)
{
  set_fault (fixture, "none");
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  ui_press (fixture->window->failed_page, label);

  if (g_str_equal (label, RETRY))
    {
      ui_wait_for_answer (fixture->window);
      g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
    }
  else if (g_str_equal (label, EDIT_QUERY))
    assert_focus_within (fixture, ui_get (fixture->window, GTK_TYPE_ENTRY, "Organization"));
  else if (g_str_equal (label, SIGN_IN) || g_str_equal (label, EDIT_ACCOUNT))
    g_assert_cmpstr (adw_dialog_get_title (ui_wait_for_dialog (fixture->window)), ==, "Edit Account");
  else if (g_str_equal (label, COPY_POLICY))
    {
      g_autofree char *policy = NULL;

      ui_wait_for_text (fixture->window, "IAM policy copied");
      policy = read_clipboard (fixture);
      g_assert_nonnull (strstr (policy, "swr:repo:listAutoSyncRepoJobs"));
    }
  else
    ui_wait_for_text (fixture->window, "Details copied");
}

static void
test_page (UiFixture     *fixture,
           gconstpointer  data)
{
  const Failure *failure = data;

  /* Throttling is waited for otherwise. */
  ferry_connection_set_limits (ferry_client_get_connection (fixture->window->client), 1, 0);
  set_fault (fixture, failure->fault);
  ui_list (fixture->window, "test", "grpc-helloworld");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  g_assert_cmpstr (adw_status_page_get_title (fixture->window->failed_page), ==, failure->title);
  g_assert_true (ui_has_text (fixture->window->failed_page, failure->title));
  g_assert_true (ui_has_text (fixture->window->failed_page, failure->text));
  if (failure->reference != NULL)
    g_assert_true (ui_has_text (fixture->window->failed_page, failure->reference));
  /* Nothing was listed before, so there is nothing to go back to, nor to export. */
  g_assert_null (ui_find (fixture->window, GTK_TYPE_BUTTON, "Show _Previous List"));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fixture->window->export_button)));

  ui_leave_screenshot (fixture->window, "-failed");

  try_button (fixture, failure->button);
}

/* Where the same would be refused once more, and bring a lock nearer, there is no button to try it. */
static void
test_may_retry (UiFixture     *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *fault;
    gboolean may_retry;
  } cases[] = { { "401-signature", FALSE }, { "401-unknown-key", FALSE }, { "401-clock", TRUE }, { "403", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryAccount) account = ui_create_account ("test", "Test", ferry_demo_server_get_endpoint (fixture->server));

      ui_set_account (fixture->window, account);
      set_fault (fixture, cases[i].fault);
      ui_list (fixture->window, "test", "grpc-helloworld");
      g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
      g_assert_true ((ui_find (fixture->window->failed_page, GTK_TYPE_BUTTON, RETRY) != NULL) == cases[i].may_retry);
    }
}

static void
test_refused (UiFixture     *fixture,
              gconstpointer  data)
{
  ferry_demo_server_stop (fixture->server);
  ui_list (fixture->window, "test", "grpc-helloworld");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  g_assert_true (ui_has_text (fixture->window, "Connection Refused"));
  g_assert_true (ui_has_text (fixture->window, "The connection to 127.0.0.1 failed: "));
  ui_get (fixture->window->failed_page, GTK_TYPE_BUTTON, RETRY);
}

static void
test_retry (UiFixture     *fixture,
            gconstpointer  data)
{
  set_fault (fixture, "503");
  /* It is tried three times before anybody hears of it. */
  ferry_demo_server_set_fault_count (fixture->server, 3);
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");

  ui_press (fixture->window, RETRY);
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 4);
}

static void
test_refresh (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ui_list (fixture->window, "test", "samples/hello/world");
  before = ui_dup_table (fixture->window);

  set_fault (fixture, "503");
  refresh (fixture);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  after = ui_dup_table (fixture->window);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (ui_has_text (fixture->window->problem_banner, "The IAM service is unavailable"));
  g_assert_true (ui_has_text (fixture->window->problem_banner, "HTTP 503, APIGW.0613, request ID "));

  /* What is on screen is old, but it is on screen. */
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (fixture->window->export_button)));

  set_fault (fixture, "none");
  ui_press (fixture->window->problem_banner, RETRY);
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_false (adw_banner_get_revealed (fixture->window->problem_banner));
}

static void
test_previous (UiFixture     *fixture,
               gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ui_list (fixture->window, "test", "samples/hello/world");
  before = ui_dup_table (fixture->window);
  ui_list (fixture->window, "test", "not-there");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");

  ui_press (fixture->window, "Show _Previous List");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  after = ui_dup_table (fixture->window);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (ui_has_text (fixture->window->task_view, "test/samples/hello/world"));

  /* Refresh asks for what is shown, not for what failed. */
  refresh (fixture);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_cmpstr (ui_get_text (fixture->window, "Repository"), ==, "samples/hello/world");
}

/* A request that is stopped leaves the failure before in its place, with its own names. */
static void
test_stop_after_failed_refresh (UiFixture     *fixture,
                                gconstpointer  data)
{
  ui_list (fixture->window, "test", "grpc-helloworld");
  set_fault (fixture, "503");
  refresh (fixture);

  set_fault (fixture, "hang");
  ui_set_text (fixture->window, "Repository", "hello-hundred");
  ui_press (fixture->window, "_List");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stop", NULL));
  ui_wait_for_answer (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (ui_has_text (fixture->window->problem_banner, "The IAM service is unavailable"));

  set_fault (fixture, "none");
  ui_press (fixture->window->problem_banner, RETRY);
  ui_wait_for_answer (fixture->window);
  g_assert_true (ui_has_text (fixture->window->task_view, "test/grpc-helloworld"));
}

static void
test_unreadable_entries (UiFixture     *fixture,
                         gconstpointer  data)
{
  set_fault (fixture, "wrong-types");
  ui_list (fixture->window, "test", "grpc-helloworld");

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (ui_has_text (fixture->window->problem_banner, "3 of 4 entries could not be read. "));
  g_assert_true (ui_has_text (fixture->window, "1 task"));

  set_fault (fixture, "none");
  refresh (fixture);
  g_assert_false (adw_banner_get_revealed (fixture->window->problem_banner));
}

static void
test_maybe_cut (UiFixture     *fixture,
                gconstpointer  data)
{
  ui_list (fixture->window, "test", "hello-hundred");
  g_assert_true (ui_has_text (fixture->window->problem_banner, "The service may have cut this list at 100."));

  ui_list (fixture->window, "test", "samples/hello/world");
  g_assert_false (adw_banner_get_revealed (fixture->window->problem_banner));
}

/* The gateway repeats what it was sent. None of that goes on screen. */
static void
test_no_secret (UiFixture     *fixture,
                gconstpointer  data)
{
  set_fault (fixture, "401-signature");
  ui_list (fixture->window, "test", "grpc-helloworld");

  g_assert_true (ui_has_text (fixture->window, "verify aksk signature fail"));
  g_assert_false (ui_has_text (fixture->window, "SAMPLE-SECURITY-TOKEN"));
}

static void
test_copy_details (UiFixture     *fixture,
                   gconstpointer  data)
{
  static const char *const parts[] = {
    "The answer is not JSON but text/html.",
    "<title>Sign in to the network</title>",
    "\nHTTP 200, request ID ",
    "\ntest/grpc-helloworld, cn-north-4\n",
    "\nFerryboard " FERRY_VERSION ", ",
  };
  g_autofree char *text = NULL;

  set_fault (fixture, "not-json");
  ui_list (fixture->window, "test", "grpc-helloworld");
  ui_press (fixture->window, "Cop_y Details");

  ui_wait_for_text (fixture->window, "Details copied");
  text = read_clipboard (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is missing in: %s", parts[i], text);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strconcat ("/failures/page/", failures[i].fault, NULL);

      UI_TEST (path, &failures[i], test_page);
    }
  UI_TEST ("/failures/may-retry", NULL, test_may_retry);
  UI_TEST ("/failures/refused", NULL, test_refused);
  UI_TEST ("/failures/retry", NULL, test_retry);
  UI_TEST ("/failures/refresh", NULL, test_refresh);
  UI_TEST ("/failures/previous", NULL, test_previous);
  UI_TEST ("/failures/stop-after-failed-refresh", NULL, test_stop_after_failed_refresh);
  UI_TEST ("/failures/unreadable-entries", NULL, test_unreadable_entries);
  UI_TEST ("/failures/maybe-cut", NULL, test_maybe_cut);
  UI_TEST ("/failures/no-secret", NULL, test_no_secret);
  UI_TEST ("/failures/copy-details", NULL, test_copy_details);

  return g_test_run ();
}
