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

/* What no service has answered to. */
static const struct
{
  const char *name;
  GQuark (*get_domain) (void);
  int code;
} unanswered[] = {
  { "certificate", g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE },
  { "tls", g_tls_error_quark, G_TLS_ERROR_HANDSHAKE },
  { "no-name-server", g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE },
  { "no-such-host", g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND },
  { "no-network", g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE },
  { "no-way", g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE },
  { "refused", g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED },
  { "not-connected", g_io_error_quark, G_IO_ERROR_NOT_CONNECTED },
  { "timed-out", g_io_error_quark, G_IO_ERROR_TIMED_OUT },
  { "connection-lost", g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED },
  { "proxy", g_io_error_quark, G_IO_ERROR_PROXY_FAILED },
  { "proxy-not-allowed", g_io_error_quark, G_IO_ERROR_PROXY_NOT_ALLOWED },
  { "proxy-refused", g_io_error_quark, G_IO_ERROR_PROXY_AUTH_FAILED },
  { "proxy-sign-in", g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH },
  { "no-connection", g_io_error_quark, G_IO_ERROR_FAILED },
  { "no-credentials", ferry_error_quark, FERRY_ERROR_NO_CREDENTIALS },
  { "not-sent", ferry_error_quark, FERRY_ERROR_BAD_REQUEST },
  { "too-large", ferry_error_quark, FERRY_ERROR_TOO_LARGE },
  { "unexpected", ferry_error_quark, FERRY_ERROR_BAD_RESPONSE },
};

static void
show_unanswered (UiFixture     *fixture,
                 gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GError) error = g_error_new_literal (unanswered[i].get_domain (), unanswered[i].code,
                                                 _("The service did not answer in time."));
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
