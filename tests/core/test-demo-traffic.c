/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo-fixture.h"

#define ORGANIZATIONS "/v2/manage/namespaces"
#define REPOSITORIES "/v2/manage/repos"
#define TASKS(organization, repository) "/v2/manage/namespaces/" organization "/repos/" repository "/sync_repo"
#define HOUR_MS (60 * 60 * 1000)

static void
assert_status (DemoFixture *fixture,
               const char  *path,
               guint        expected_status)
{
  g_test_message ("%s", path);
  g_free (demo_fixture_fetch (fixture, path, expected_status));
}

static void
assert_requests (DemoFixture       *fixture,
                 const char *const *expected)
{
  g_auto(GStrv) requests = ferry_demo_server_dup_requests (fixture->server);

  g_assert_cmpstrv (requests, expected);
}

static void
test_log (DemoFixture   *fixture,
          gconstpointer  data)
{
  const char *const requests[] = {
    "GET - " DEMO_EXAMPLE_PATH,
    "GET cn-north-4 " TASKS ("platform", "gateway$api"),
    "GET cn-east-3 " REPOSITORIES "?filter=namespace%3A%3Adata",
    "POST - /v3/auth/tokens?nocatalog=true",
    "GET - //nowhere",
    NULL,
  };
  const char *const later[] = { "GET af-south-1 " ORGANIZATIONS, NULL };
  const char *const none[] = { NULL };
  g_autoptr(SoupMessage) sign_in = demo_fixture_new_message (fixture, "POST", "/iam/v3/auth/tokens?nocatalog=true");

  assert_requests (fixture, none);
  assert_status (fixture, DEMO_EXAMPLE_PATH, 200);
  assert_status (fixture, "/cn-north-4" TASKS ("platform", "gateway$api"), 200);
  assert_status (fixture, "/cn-east-3" REPOSITORIES "?filter=namespace%3A%3Adata", 200);
  g_free (demo_fixture_send (fixture, sign_in));
  assert_status (fixture, "//nowhere", 404);
  assert_requests (fixture, requests);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 5);
  g_assert_cmpuint (ferry_demo_server_get_n_token_requests (fixture->server), ==, 1);

  ferry_demo_server_clear_requests (fixture->server);
  assert_requests (fixture, none);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 0);
  g_assert_null (ferry_demo_server_dup_last_request (fixture->server));
  assert_status (fixture, "/af-south-1" ORGANIZATIONS, 200);
  assert_requests (fixture, later);
}

static SoupMessage *
send_for_message (DemoFixture *fixture,
                  const char  *path,
                  guint        expected_status,
                  const char  *expected_part)
{
  SoupMessage *message = demo_fixture_new_request (fixture, path);
  g_autofree char *body = demo_fixture_send (fixture, message);

  g_assert_cmpuint (soup_message_get_status (message), ==, expected_status);
  assert_contains (body, expected_part);

  return message;
}

static void
test_rate_limit (DemoFixture   *fixture,
                 gconstpointer  data)
{
  const char *const requests[] = {
    "GET cn-north-4 " ORGANIZATIONS,
    "GET cn-north-4 " ORGANIZATIONS,
    "GET cn-north-4 " ORGANIZATIONS " (refused)",
    "GET cn-east-3 " ORGANIZATIONS,
    "POST - /v3/auth/tokens",
    NULL,
  };
  g_autoptr(SoupMessage) refused = NULL;
  g_autoptr(SoupMessage) sign_in = demo_fixture_new_message (fixture, "POST", "/v3/auth/tokens");

  ferry_demo_server_set_rate_limit (fixture->server, 2, 60, FERRY_DEMO_FAULT_429);
  assert_status (fixture, "/cn-north-4" ORGANIZATIONS, 200);
  assert_status (fixture, "/cn-north-4" ORGANIZATIONS, 200);
  refused = send_for_message (fixture, "/cn-north-4" ORGANIZATIONS, 429, "APIGW.0308");
  g_assert_null (soup_message_headers_get_one (soup_message_get_response_headers (refused), "Retry-After"));

  /* Each region has its own. */
  assert_status (fixture, "/cn-east-3" ORGANIZATIONS, 200);
  g_free (demo_fixture_send (fixture, sign_in));
  g_assert_cmpuint (soup_message_get_status (sign_in), ==, 400);
  assert_requests (fixture, requests);
  g_assert_cmpuint (ferry_demo_server_get_n_refused (fixture->server), ==, 1);

  ferry_demo_server_set_rate_limit (fixture->server, 0, 60, FERRY_DEMO_FAULT_429);
  assert_status (fixture, "/cn-north-4" ORGANIZATIONS, 200);
}

static void
test_refusals (DemoFixture   *fixture,
               gconstpointer  data)
{
  static const struct
  {
    FerryDemoFault refusal;
    guint seconds;
    guint status;
    const char *part;
  } cases[] = {
    { FERRY_DEMO_FAULT_429, 60, 429, "limit:1,time:1 minute" },
    { FERRY_DEMO_FAULT_429, 7200, 429, "limit:1,time:2 hour" },
    { FERRY_DEMO_FAULT_429, 90, 429, "limit:1,time:90 second" },
    { FERRY_DEMO_FAULT_429_RETRY_AFTER, 86400, 429, "limit:1,time:1 day" },
    { FERRY_DEMO_FAULT_403_THROTTLED, 60, 403, "SVCSTG.SWR.4031032" },
    { FERRY_DEMO_FAULT_403_THROTTLED_ELSE, 60, 403, "SVCSTG.SWR.4031042" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) refused = NULL;
      const char *retry_after;

      ferry_demo_server_set_rate_limit (fixture->server, 1, cases[i].seconds, cases[i].refusal);
      assert_status (fixture, ORGANIZATIONS, 200);
      refused = send_for_message (fixture, ORGANIZATIONS, cases[i].status, cases[i].part);
      retry_after = soup_message_headers_get_one (soup_message_get_response_headers (refused), "Retry-After");
      if (cases[i].refusal != FERRY_DEMO_FAULT_429_RETRY_AFTER)
        g_assert_null (retry_after);
      else
        g_assert_cmpint (atoi (retry_after), >, 86400 - 180);
    }
}

static gboolean
is_let_in_again (gpointer user_data)
{
  g_autoptr(SoupMessage) message = demo_fixture_new_request (user_data, ORGANIZATIONS);

  g_free (demo_fixture_send (user_data, message));

  return soup_message_get_status (message) == 200;
}

static void
test_rate_limit_ends (DemoFixture   *fixture,
                      gconstpointer  data)
{
  ferry_demo_server_set_rate_limit (fixture->server, 1, 1, FERRY_DEMO_FAULT_429);
  assert_status (fixture, ORGANIZATIONS, 200);
  wait_until (is_let_in_again, fixture, "the end of a second");
}

static void
test_fault_at (DemoFixture   *fixture,
               gconstpointer  data)
{
  FerryDemoServer *server = fixture->server;

  /* Tasks of a repository, of any region, and of one organization but for a repository. */
  ferry_demo_server_set_fault_at (server, "cn-north-4/platform/gateway/api", FERRY_DEMO_FAULT_503, 0);
  ferry_demo_server_set_fault_at (server, "*/payments/*", FERRY_DEMO_FAULT_403, 0);
  ferry_demo_server_set_fault_at (server, "*/payments/ledger", FERRY_DEMO_FAULT_NONE, 0);
  assert_status (fixture, "/cn-north-4" TASKS ("platform", "gateway$api"), 503);
  assert_status (fixture, TASKS ("platform", "gateway%24api"), 503);
  assert_status (fixture, TASKS ("platform", "gateway"), 200);
  assert_status (fixture, "/cn-south-1" TASKS ("payments", "risk"), 403);
  assert_status (fixture, "/cn-south-1" TASKS ("payments", "ledger"), 200);

  /* Listings of repositories, and of organizations. */
  ferry_demo_server_set_fault_at (server, "cn-east-3/web", FERRY_DEMO_FAULT_502, 0);
  ferry_demo_server_set_fault_at (server, "af-south-1", FERRY_DEMO_FAULT_500, 0);
  assert_status (fixture, "/cn-east-3" REPOSITORIES "?namespace=web", 502);
  assert_status (fixture, "/cn-east-3" REPOSITORIES "?filter=namespace::web", 502);
  assert_status (fixture, REPOSITORIES "?namespace=web", 502);
  assert_status (fixture, "/cn-east-3" REPOSITORIES "?namespace=data", 200);
  assert_status (fixture, "/cn-east-3" TASKS ("web", "frontend"), 200);
  assert_status (fixture, "/af-south-1" ORGANIZATIONS, 500);
  assert_status (fixture, "/af-south-1" TASKS ("games", "lobby"), 200);
  assert_status (fixture, ORGANIZATIONS, 200);
}

static void
test_fault_at_path (DemoFixture   *fixture,
                    gconstpointer  data)
{
  FerryDemoServer *server = fixture->server;

  ferry_demo_server_set_fault_at (server, REPOSITORIES "*offset=10", FERRY_DEMO_FAULT_504, 0);
  assert_status (fixture, "/cn-north-4" REPOSITORIES "?limit=10&offset=0", 200);
  assert_status (fixture, "/cn-north-4" REPOSITORIES "?limit=10&offset=10", 504);
  assert_status (fixture, REPOSITORIES "?limit=10&offset=10", 504);

  /* Newer rules come before older ones and the fault of all, and pass. */
  ferry_demo_server_set_fault (server, FERRY_DEMO_FAULT_409);
  ferry_demo_server_set_fault_at (server, REPOSITORIES "*", FERRY_DEMO_FAULT_500, 2);
  ferry_demo_server_set_fault_at (server, "/v3/auth/*", FERRY_DEMO_FAULT_IAM_500, 0);
  ferry_demo_server_set_fault_at (server, "/*", FERRY_DEMO_FAULT_IAM_LOCKED, 0);
  assert_status (fixture, REPOSITORIES "?limit=10&offset=10", 500);
  assert_status (fixture, REPOSITORIES, 500);
  assert_status (fixture, REPOSITORIES "?limit=10&offset=10", 504);
  assert_status (fixture, REPOSITORIES, 409);
}

static void
add_repository (FerryDemoServer *server,
                gpointer         user_data)
{
  ferry_demo_server_add_repository (server, "cn-north-4", "team-1", user_data, 1);
}

static void
note_gone (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
fail_from_now_on (FerryDemoServer *server,
                  gpointer         user_data)
{
  ferry_demo_server_set_fault (server, FERRY_DEMO_FAULT_503);
}

static void
test_call_after (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  static gboolean gone;
  static gboolean never_called_gone; /* until the service is */

  ferry_demo_server_set_world (fixture->server, 1, 4, 1);
  ferry_demo_server_call_after (fixture->server, "cn-north-4/team-1", 2, add_repository, "surprise", NULL);
  ferry_demo_server_call_after (fixture->server, REPOSITORIES "*offset=4", 1, fail_from_now_on, &gone, note_gone);
  ferry_demo_server_call_after (fixture->server, "*", 1000, fail_from_now_on, &never_called_gone, note_gone);

  assert_status (fixture, ORGANIZATIONS, 200);
  g_free (demo_fixture_fetch (fixture, REPOSITORIES "?namespace=team-1&limit=2&offset=0", 200));
  first = demo_fixture_fetch (fixture, REPOSITORIES "?namespace=team-1&limit=2&offset=0", 200);
  g_assert_null (strstr (first, "surprise"));
  second = demo_fixture_fetch (fixture, REPOSITORIES "?namespace=team-1&limit=2&offset=0", 200);
  assert_contains (second, "surprise");
  g_assert_false (gone);
  assert_status (fixture, REPOSITORIES "?namespace=team-1&limit=2&offset=4", 200);
  assert_status (fixture, REPOSITORIES "?namespace=team-1&limit=2&offset=4", 503);
  g_assert_false (never_called_gone);
}

/* Sends what is left of so many requests, some of them at once. */
typedef struct
{
  DemoFixture *fixture;
  GCancellable *cancellable;
  const char *path;
  guint n_left;
  guint n_flying;
  guint n_done;
  guint n_failed;
} Flight;

static void send_next (Flight *flight);

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Flight *flight = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  flight->n_flying--;
  flight->n_done += error == NULL;
  flight->n_failed += error != NULL;
  if (error == NULL && flight->n_left > 0)
    send_next (flight);
}

static void
send_next (Flight *flight)
{
  g_autoptr(SoupMessage) message = demo_fixture_new_request (flight->fixture, flight->path);

  flight->n_left--;
  flight->n_flying++;
  soup_session_send_and_read_async (flight->fixture->session, message, G_PRIORITY_DEFAULT, flight->cancellable,
                                    sent_cb, flight);
}

static Flight *
send_many (DemoFixture *fixture,
           const char  *path,
           guint        n_requests,
           guint        n_at_once)
{
  Flight *flight = g_new0 (Flight, 1);

  g_clear_object (&fixture->session);
  fixture->session = g_object_new (SOUP_TYPE_SESSION, "proxy-resolver", NULL,
                                   "max-conns", 64, "max-conns-per-host", 64, NULL);
  flight->fixture = fixture;
  flight->cancellable = g_cancellable_new ();
  flight->path = path;
  flight->n_left = n_requests;
  while (flight->n_flying < n_at_once)
    send_next (flight);

  return flight;
}

static void
flight_free (Flight *flight)
{
  g_object_unref (flight->cancellable);
  g_free (flight);
}

static gboolean
has_landed (gpointer user_data)
{
  return ((Flight *) user_data)->n_flying == 0;
}

static gboolean
are_twenty_open (gpointer user_data)
{
  return ferry_demo_server_get_n_open (user_data) == 20;
}

static gboolean
is_none_open (gpointer user_data)
{
  return ferry_demo_server_get_n_open (user_data) == 0;
}

static void
test_latency_of_each (DemoFixture   *fixture,
                      gconstpointer  data)
{
  Flight *flight;

  /* Did one wait for another, the second would not even arrive. */
  ferry_demo_server_set_latency (fixture->server, HOUR_MS);
  flight = send_many (fixture, ORGANIZATIONS, 20, 20);
  wait_until (are_twenty_open, fixture->server, "twenty requests");
  g_assert_cmpuint (ferry_demo_server_get_max_open (fixture->server), ==, 20);
  g_assert_cmpuint (flight->n_done, ==, 0);

  g_cancellable_cancel (flight->cancellable);
  wait_until (has_landed, flight, "requests to be cancelled");
  g_assert_cmpuint (flight->n_failed, ==, 20);
  wait_until (is_none_open, fixture->server, "the service to notice");
  ferry_demo_server_clear_requests (fixture->server);
  g_assert_cmpuint (ferry_demo_server_get_max_open (fixture->server), ==, 0);
  flight_free (flight);
}

static void
test_max_open (DemoFixture   *fixture,
               gconstpointer  data)
{
  Flight *flight;

  ferry_demo_server_set_latency (fixture->server, 20);
  flight = send_many (fixture, DEMO_EXAMPLE_PATH, 400, 8);
  wait_until (has_landed, flight, "all answers");
  g_assert_cmpuint (flight->n_done, ==, 400);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 400);
  g_assert_cmpuint (ferry_demo_server_get_max_open (fixture->server), <=, 8);
  flight_free (flight);

  /* Without a latency as well, nobody seems to wait who has an answer. */
  ferry_demo_server_clear_requests (fixture->server);
  ferry_demo_server_set_latency (fixture->server, 0);
  flight = send_many (fixture, DEMO_EXAMPLE_PATH, 400, 3);
  wait_until (has_landed, flight, "all answers");
  g_assert_cmpuint (flight->n_done, ==, 400);
  g_assert_cmpuint (ferry_demo_server_get_max_open (fixture->server), <=, 3);
  flight_free (flight);
}

static void
test_restart (DemoFixture   *fixture,
              gconstpointer  data)
{
  g_autofree char *endpoint = g_strdup (ferry_demo_server_get_endpoint (fixture->server));
  guint16 port = ferry_demo_server_get_port (fixture->server);
  g_autofree char *body = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_world (fixture->server, 2, 10, 3);
  ferry_demo_server_add_repository (fixture->server, "cn-north-4", "team-1", "later", 1);
  assert_status (fixture, REPOSITORIES, 200);

  ferry_demo_server_stop (fixture->server);
  message = demo_fixture_new_request (fixture, REPOSITORIES);
  bytes = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_clear_error (&error);

  ferry_demo_server_start (fixture->server, port, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_demo_server_get_endpoint (fixture->server), ==, endpoint);
  body = demo_fixture_fetch (fixture, REPOSITORIES, 200);
  assert_contains (body, "later");
  assert_contains (body, "\"total_range\":11");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 2);
}

static void
test_restart_in_flight (DemoFixture   *fixture,
                        gconstpointer  data)
{
  guint16 port = ferry_demo_server_get_port (fixture->server);
  g_autoptr(GError) error = NULL;
  Flight *flight;

  ferry_demo_server_set_latency (fixture->server, HOUR_MS);
  flight = send_many (fixture, ORGANIZATIONS, 20, 20);
  wait_until (are_twenty_open, fixture->server, "twenty requests");
  ferry_demo_server_stop (fixture->server);
  wait_until (has_landed, flight, "requests to fail");
  g_assert_cmpuint (flight->n_failed, ==, 20);
  g_assert_cmpuint (ferry_demo_server_get_n_open (fixture->server), ==, 0);
  flight_free (flight);

  ferry_demo_server_set_latency (fixture->server, 0);
  ferry_demo_server_clear_requests (fixture->server);
  ferry_demo_server_start (fixture->server, port, &error);
  g_assert_no_error (error);
  assert_status (fixture, ORGANIZATIONS, 200);
  g_assert_cmpuint (ferry_demo_server_get_max_open (fixture->server), ==, 1);
}

/* As large a world as anybody scans: listed and asked for tasks from end to end. */
static void
test_large_world (DemoFixture   *fixture,
                  gconstpointer  data)
{
  guint n_tasks = 0;

  ferry_demo_server_set_world (fixture->server, 50, 5000, 4);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = g_strdup_printf (REPOSITORIES "?limit=1000&offset=%u", 1000 * i);
      g_autofree char *body = demo_fixture_fetch (fixture, path, 200);
      g_autoptr(JsonNode) node = parse_json (body);
      JsonArray *rows = json_node_get_array (node);

      g_assert_cmpuint (json_array_get_length (rows), ==, 1000);
      for (guint k = 0; k < 1000; k += 100)
        {
          JsonObject *row = json_array_get_object_element (rows, k);
          g_autofree char *name = g_strdelimit (g_strdup (json_object_get_string_member (row, "name")), "/", '$');
          g_autofree char *tasks_path = g_strdup_printf ("/cn-north-4" TASKS ("%s", "%s"),
                                                         json_object_get_string_member (row, "namespace"), name);
          g_autofree char *tasks = demo_fixture_fetch (fixture, tasks_path, 200);
          g_autoptr(JsonNode) tasks_node = parse_json (tasks);

          n_tasks += json_array_get_length (json_node_get_array (tasks_node));
        }
    }
  g_assert_cmpuint (n_tasks, ==, 5 * 10 * 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DEMO_FIXTURE_TEST ("/demo-traffic/log", test_log);
  DEMO_FIXTURE_TEST ("/demo-traffic/rate-limit", test_rate_limit);
  DEMO_FIXTURE_TEST ("/demo-traffic/refusals", test_refusals);
  DEMO_FIXTURE_TEST ("/demo-traffic/rate-limit-ends", test_rate_limit_ends);
  DEMO_FIXTURE_TEST ("/demo-traffic/fault-at", test_fault_at);
  DEMO_FIXTURE_TEST ("/demo-traffic/fault-at-path", test_fault_at_path);
  DEMO_FIXTURE_TEST ("/demo-traffic/call-after", test_call_after);
  DEMO_FIXTURE_TEST ("/demo-traffic/latency-of-each", test_latency_of_each);
  DEMO_FIXTURE_TEST ("/demo-traffic/max-open", test_max_open);
  DEMO_FIXTURE_TEST ("/demo-traffic/restart", test_restart);
  DEMO_FIXTURE_TEST ("/demo-traffic/restart-in-flight", test_restart_in_flight);
  DEMO_FIXTURE_TEST ("/demo-traffic/large-world", test_large_world);

  return g_test_run ();
}
