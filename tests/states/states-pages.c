/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ferry-error-ui.h"
#include "ferry-sync-task-list-private.h"
#include "states.h"
#include "test-error-case.h"

/* What takes the place of the table. */

static void
reach_first_run (UiFixture *fixture)
{
  ferry_window_set_account (fixture->window, NULL);
  wait_for_page (fixture, "first-run");
}

static void
reach_ready (UiFixture *fixture)
{
  wait_for_page (fixture, "ready");
}

static void
reach_loading (UiFixture *fixture)
{
  set_fault (fixture, FERRY_DEMO_FAULT_HANG);
  start_list (fixture, "test", "grpc-helloworld");
  wait_for_page (fixture, "loading");
}

static void
reach_looking (UiFixture *fixture)
{
  set_fault (fixture, FERRY_DEMO_FAULT_HANG);
  start_list (fixture, "", "");
  wait_for_page (fixture, "loading");
}

static void
reach_pause (UiFixture *fixture)
{
  set_fault (fixture, FERRY_DEMO_FAULT_429);
  start_list (fixture, "test", "grpc-helloworld");
  wait_until_mapped (fixture->window->resume_button, "a pause");
}

static void
reach_empty (UiFixture *fixture)
{
  list (fixture, "test", "hello-nowhere");
  wait_for_page (fixture, "empty");
}

static void
reach_empty_scan (UiFixture *fixture)
{
  ferry_demo_server_set_world (fixture->server, 2, 6, 0);
  scan (fixture);
  wait_for_page (fixture, "empty");
}

static void
reach_no_match (UiFixture *fixture)
{
  list_some (fixture);
  set_filter (fixture, "nothing-is-called-this");
  ui_wait_for_text (fixture->window->task_view, _("No Matching Tasks"));
}

const State page_states[] = {
  { "first-run", reach_first_run },
  { "ready", reach_ready },
  { "loading", reach_loading },
  { "loading-names", reach_looking },
  { "loading-paused", reach_pause },
  { "empty", reach_empty },
  { "empty-scan", reach_empty_scan },
  { "no-match", reach_no_match },
  { NULL },
};

/* --- Failures --- */

/* Makes the list fail as it does when a service answers so. */
static void
fail (UiFixture    *fixture,
      FerryQuery   *query,
      const GError *error)
{
  FerrySyncTaskList *tasks = fixture->window->list;

  g_clear_error (&tasks->error);
  tasks->error = g_error_copy (error);
  ferry_sync_task_list_replace_query (&tasks->query, query);
  ferry_sync_task_list_set_state (tasks, FERRY_LIST_STATE_IDLE);
  ferry_sync_task_list_set_state (tasks, FERRY_LIST_STATE_FAILED);
  wait_for_page (fixture, "failed");
}

#define HOST "swr-api.cn-north-4.myhuaweicloud.com"
#define NO_CONNECTION "The connection to %s failed: "
#define NOT_IN_TIME "There was no connection within %u second."

/* What no service has answered to, in the words of Ferryboard, GLib and the system. What they fill in is what the
 * message is about, numbers, and the detail. */
static const struct
{
  const char *name;
  GQuark (*get_domain) (void);
  int code;
  const char *message;
  const char *reason; /* (nullable) */
  const char *detail; /* (nullable) */
} unanswered[] = {
  { "certificate", g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, "The certificate of %s was not accepted. %s", NULL,
    "It is signed by an authority that is not trusted here." },
  { "tls", g_tls_error_quark, G_TLS_ERROR_HANDSHAKE, NO_CONNECTION, "Error performing TLS handshake: %s",
    "An unexpected TLS packet was received." },
  { "no-name-server", g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, NO_CONNECTION, "Error resolving “%s”: %s",
    "Temporary failure in name resolution" },
  { "no-such-host", g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, NO_CONNECTION, "Error resolving “%s”: %s",
    "Name or service not known" },
  { "no-network", g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, NO_CONNECTION, "Could not connect to %s: ",
    "Network is unreachable" },
  { "no-way", g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, NO_CONNECTION, "Could not connect to %s: ", "No route to host" },
  { "refused", g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, NO_CONNECTION, "Could not connect to %s: ", "Connection refused" },
  { "not-connected", g_io_error_quark, G_IO_ERROR_NOT_CONNECTED, NO_CONNECTION, NOT_IN_TIME },
  { "timed-out", g_io_error_quark, G_IO_ERROR_TIMED_OUT, NO_CONNECTION, "Socket I/O timed out" },
  { "connection-lost", g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, NO_CONNECTION, "Error receiving data: %s",
    "Connection reset by peer" },
  { "proxy", g_io_error_quark, G_IO_ERROR_PROXY_FAILED, NO_CONNECTION, "Bad HTTP proxy reply" },
  { "proxy-not-allowed", g_io_error_quark, G_IO_ERROR_PROXY_NOT_ALLOWED, NO_CONNECTION, "HTTP proxy connection not allowed" },
  { "proxy-refused", g_io_error_quark, G_IO_ERROR_PROXY_AUTH_FAILED, NO_CONNECTION, "HTTP proxy authentication failed" },
  { "proxy-sign-in", g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, NO_CONNECTION, "HTTP proxy authentication required" },
  { "no-connection", g_io_error_quark, G_IO_ERROR_FAILED, NO_CONNECTION, "Unknown error on connect" },
  { "no-credentials", ferry_error_quark, FERRY_ERROR_NO_CREDENTIALS,
    "The credentials are incomplete. An access key and its secret key are needed, a user and a password, or a token." },
  { "not-sent", ferry_error_quark, FERRY_ERROR_BAD_REQUEST,
    "The account has an address of SWR, but none of IAM, which the password is sent to. Enter both." },
  { "too-large", ferry_error_quark, FERRY_ERROR_TOO_LARGE, "The answer is larger than %d MiB and was refused." },
  { "unexpected", ferry_error_quark, FERRY_ERROR_BAD_RESPONSE,
    "The answer is not JSON but %s. Something between here and the service may have answered." },
};

/* In the first catalog that has it. */
static const char *
translate (const char *text)
{
  static const char *const catalogs[] = { GETTEXT_PACKAGE, "glib20", "glib-networking", "libc" };
  const char *plural = g_strcmp0 (text, NOT_IN_TIME) == 0 ? "There was no connection within %u seconds." : text;
  const char *translated = text;

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (catalogs) && translated == text; i++)
    translated = dngettext (catalogs[i], text, plural, 2);

  return translated;
}

static gboolean
is_unexpected (gsize i)
{
  return unanswered[i].get_domain == ferry_error_quark && unanswered[i].code == FERRY_ERROR_BAD_RESPONSE;
}

static char *
dup_message (gsize i)
{
  g_autoptr(GString) text = g_string_new (translate (unanswered[i].message));

  if (unanswered[i].reason != NULL)
    g_string_append (text, translate (unanswered[i].reason));
  if (unanswered[i].detail != NULL)
    {
      if (g_str_has_suffix (text->str, "%s"))
        g_string_truncate (text, text->len - strlen ("%s"));
      g_string_append (text, translate (unanswered[i].detail));
    }
  g_string_replace (text, "%s", is_unexpected (i) ? "text/html" : HOST, 0);
  g_string_replace (text, "%u", "15", 0);
  g_string_replace (text, "%d", "64", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The page of somebody else, where a list was expected. */
static GError *
make_unexpected (const char *message)
{
  char *page = test_read_data ("errors/captive-portal.html");
  g_autoptr(GBytes) body = g_bytes_new_take (page, strlen (page));
  FerryErrorResponse response = { .status = 200, .host = HOST, .body = body };

  return ferry_error_new_for_response (&response, FERRY_ERROR_BAD_RESPONSE, message);
}

static void
show_unanswered (UiFixture     *fixture,
                 gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *message = dup_message (i);
  g_autoptr(GError) error = is_unexpected (i) ? make_unexpected (message)
                                              : g_error_new_literal (unanswered[i].get_domain (), unanswered[i].code, message);
  g_autoptr(FerryQuery) query = test_make_query ("team-a", "web/frontend");
  g_autofree char *name = g_strconcat ("error-", unanswered[i].name, NULL);

  fail (fixture, query, error);
  states_show (fixture, NULL, name);
}

static void
show_error_case (UiFixture     *fixture,
                 gconstpointer  data)
{
  const TestErrorCase *error_case = data;
  g_autoptr(GError) error = test_error_case_create_error (error_case);
  g_autofree char *name = g_strconcat ("error-", error_case->name, NULL);

  fail (fixture, error_case->query, error);
  states_show (fixture, NULL, name);
}

/* Whether no page like this one came before. The words of the service may differ, what the page adds does not. */
static gboolean
is_new (const TestErrorCase *error_case,
        GHashTable          *seen)
{
  return g_hash_table_add (seen, g_strjoin ("\n", error_case->title, error_case->text, error_case->action, NULL));
}

/* Adds every page that a failure can lead to. */
void
states_add_errors (void)
{
  static GPtrArray *cases;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  cases = test_load_error_cases ();
  for (guint i = 0; i < cases->len; i++)
    {
      const TestErrorCase *error_case = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strconcat ("/states/error-", error_case->name, NULL);

      if (is_new (error_case, seen))
        UI_TEST (path, error_case, show_error_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unanswered); i++)
    {
      g_autofree char *path = g_strconcat ("/states/error-", unanswered[i].name, NULL);

      UI_TEST (path, GSIZE_TO_POINTER (i), show_unanswered);
    }
}
