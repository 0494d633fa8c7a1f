/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo-fixture.h"
#include "ferry-demo-data.h"

#define MEBIBYTE (1024 * 1024)

typedef struct
{
  const char *name;
  guint status;
  const char *content_type;
  const char *part;
  int n_elements; /* of the list in the body, or -1 for any other body */
} FaultCase;

static const FaultCase fault_cases[] = {
  { "none", 200, "application/json", "grpc-helloworld", 1 },
  { "truncated-json", 200, "application/json", "[{\"createdAt\"", -1 },
  { "not-json", 200, "text/html", "<form", -1 },
  { "empty-body", 200, "application/json", "", -1 },
  { "no-content", 204, NULL, "", -1 },
  { "wrong-content-type", 200, "text/plain", "grpc-helloworld", 1 },
  { "wrong-types", 200, "application/json", "\"id\":\"1207\"", 4 },
  { "json-null", 200, "application/json", "null", -1 },
  { "json-object", 200, "application/json", "{\"tasks\":[]}", -1 },
  { "empty-list", 200, "application/json", "[]", 0 },
  { "unknown-members", 200, "application/json", "\"priority\":3", 1 },
  { "missing-members", 200, "application/json", "{}", 2 },
  { "null-members", 200, "application/json", "\"id\":null", 1 },
  { "odd-times", 200, "application/json", "the day before yesterday", 6 },
  { "big-ids", 200, "application/json", "9223372036854775807", 4 },
  { "100-rows", 200, "application/json", "\"repoName\":\"tasks\"", 100 },
  { "250-rows", 200, "application/json", "\"repoName\":\"tasks\"", 250 },
  { "redirect", 302, NULL, "", -1 },
  { "400", 400, "application/json", "\"error_code\":\"SVCSTG.SWR.4000014\"", -1 },
  { "401-expired", 401, "application/json", "token expires", -1 },
  { "401-region", 401, "application/json", "\"error_code\":\"APIGW.0307\"", -1 },
  { "401-signature", 401, "application/json", "|x-security-token:", -1 },
  { "401-clock", 401, "application/json", "signature expired", -1 },
  { "401-unknown-key", 401, "application/json", "ak not exist", -1 },
  { "401-locked-key", 401, "application/json", "failed to reach the limit", -1 },
  { "401-address", 401, "application/json", "current ip 203.0.113.7 refused", -1 },
  { "401-console-only", 401, "application/json", "IAM.0081", -1 },
  { "401-swr", 401, "application/json", "SVCSTG.SWR.4010000", -1 },
  { "403", 403, "application/json", "\"encoded_authorization_message\":\"", -1 },
  { "403-address", 403, "application/json", "APIGW.0401", -1 },
  { "403-arrears", 403, "application/json", "APIGW.0310", -1 },
  { "403-disabled", 403, "application/json", "{\"error_code\":\"IAM.0082\"", -1 },
  { "403-throttled", 403, "application/json", "SVCSTG.SWR.4031032", -1 },
  { "403-throttled-else", 403, "application/json", "SVCSTG.SWR.4031042", -1 },
  { "404-gateway", 404, "application/json", "APIGW.0101", -1 },
  { "404-organization", 404, "application/json", "SVCSTG.SWR.4040058", -1 },
  { "404-repository", 404, "application/json", "SVCSTG.SWR.4040010", -1 },
  { "409", 409, "application/json", "SVCSTG.SWR.4090023", -1 },
  { "429", 429, "application/json", "limit:10,time:1 minute", -1 },
  { "429-hour", 429, "application/json", "limit:10,time:1 hour", -1 },
  { "429-retry-after", 429, "application/json", "APIGW.0308", -1 },
  { "500", 500, "application/json", "\"errors\":[{\"errorCode\":\"SVCSTG.SWR.5001101\"", -1 },
  { "500-array", 500, "application/json", "[{\"errorCode\":\"SVCSTG.SWR.5001101\"", 1 },
  { "500-flat", 500, "application/json", "{\"errorCode\":\"SVCSTG.SWR.5001101\"", -1 },
  { "502", 502, "application/json", "APIGW.0610", -1 },
  { "503", 503, "application/json", "APIGW.0613", -1 },
  { "504", 504, "application/json", "APIGW.0201", -1 },
  { "html-error", 502, "text/html", "<h1>502 Bad Gateway</h1>", -1 },
  { "text-error", 500, "text/plain", "upstream", -1 },
  { "iam-error", 401, "application/json", "{\"error\":{\"code\":401", -1 },
  { "iam-os-error", 401, "application/json", "IAM.0061", -1 },
};

/* Those that are not about what is answered. Those of some requests only have tests of their own. */
static const char *const acting_faults[] = {
  "delay", "slow-bytes", "hang", "reset", "cut-body", "cut-chunks", "huge-body", "huge-length",
};

static void
check_fault (DemoFixture     *fixture,
             const FaultCase *expected)
{
  g_autoptr(SoupMessage) message = demo_fixture_new_request (fixture, DEMO_EXAMPLE_PATH);
  FerryDemoFault fault;
  g_autofree char *body = NULL;
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  g_test_message ("%s", expected->name);
  g_assert_true (ferry_demo_fault_from_name (expected->name, &fault));
  ferry_demo_server_set_fault (fixture->server, fault);

  body = demo_fixture_send (fixture, message);
  g_assert_cmpuint (soup_message_get_status (message), ==, expected->status);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, expected->content_type);
  g_assert_nonnull (soup_message_headers_get_one (headers, "X-Request-Id"));
  assert_contains (body, expected->part);
  g_assert_null (strstr (body, FERRY_DEMO_REQUEST_ID));

  if (g_strcmp0 (expected->content_type, "application/json") == 0 &&
      fault != FERRY_DEMO_FAULT_TRUNCATED_JSON && fault != FERRY_DEMO_FAULT_EMPTY_BODY)
    {
      g_autoptr(JsonNode) node = parse_json (body);

      g_assert_cmpint (JSON_NODE_HOLDS_ARRAY (node) ? (int) json_array_get_length (json_node_get_array (node)) : -1,
                       ==, expected->n_elements);
    }
}

static void
test_faults (DemoFixture   *fixture,
             gconstpointer  data)
{
  guint n_others = 0;

  for (guint i = 0; i < FERRY_DEMO_N_FAULTS; i++)
    n_others += !ferry_demo_fault_is_sign_in (i) && !ferry_demo_fault_is_listing (i);
  g_assert_cmpuint (G_N_ELEMENTS (fault_cases) + G_N_ELEMENTS (acting_faults), ==, n_others);

  for (gsize i = 0; i < G_N_ELEMENTS (fault_cases); i++)
    check_fault (fixture, &fault_cases[i]);
}

static void
test_fault_names (void)
{
  g_autofree char *listing = ferry_demo_fault_dup_listing ();
  FerryDemoFault fault;

  for (guint i = 0; i < FERRY_DEMO_N_FAULTS; i++)
    {
      const char *name = ferry_demo_fault_get_name (i);

      g_assert_true (ferry_demo_fault_from_name (name, &fault));
      g_assert_cmpuint (fault, ==, i);
      assert_contains (listing, name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (acting_faults); i++)
    g_assert_true (ferry_demo_fault_from_name (acting_faults[i], &fault));
  g_assert_false (ferry_demo_fault_from_name ("no such fault", &fault));
}

static const char *
send_for_header (DemoFixture     *fixture,
                 FerryDemoFault   fault,
                 const char      *name,
                 SoupMessage    **message)
{
  g_autofree char *body = NULL;

  *message = demo_fixture_new_request (fixture, DEMO_EXAMPLE_PATH);
  ferry_demo_server_set_fault (fixture->server, fault);
  body = demo_fixture_send (fixture, *message);

  return soup_message_headers_get_one (soup_message_get_response_headers (*message), name);
}

static void
test_fault_headers (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(SoupMessage) throttled = NULL;
  g_autoptr(SoupMessage) redirected = NULL;
  g_autoptr(SoupMessage) refused = NULL;
  g_autoptr(GDateTime) service_time = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  g_assert_cmpstr (send_for_header (fixture, FERRY_DEMO_FAULT_429_RETRY_AFTER, "Retry-After", &throttled), ==, "2");

  ferry_demo_server_set_location (fixture->server, "http://127.0.0.1:1/canary");
  g_assert_cmpstr (send_for_header (fixture, FERRY_DEMO_FAULT_REDIRECT, "Location", &redirected), ==,
                   "http://127.0.0.1:1/canary");

  service_time = soup_date_time_new_from_http_string (
    send_for_header (fixture, FERRY_DEMO_FAULT_401_CLOCK, "Date", &refused));
  g_assert_cmpint (g_date_time_difference (service_time, now), >, 55 * G_TIME_SPAN_MINUTE);
}

static void
test_broken_connections (DemoFixture   *fixture,
                         gconstpointer  data)
{
  static const FerryDemoFault faults[] = {
    FERRY_DEMO_FAULT_RESET,
    FERRY_DEMO_FAULT_CUT_BODY,
    FERRY_DEMO_FAULT_CUT_CHUNKS,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(SoupMessage) message = demo_fixture_new_request (fixture, DEMO_EXAMPLE_PATH);
      g_autoptr(GInputStream) stream = NULL;
      g_autoptr(GError) error = NULL;
      char buffer[1024];
      gsize n_read = 0;

      g_test_message ("%s", ferry_demo_fault_get_name (faults[i]));
      ferry_demo_server_set_fault (fixture->server, faults[i]);
      stream = soup_session_send (fixture->session, message, NULL, &error);
      if (faults[i] == FERRY_DEMO_FAULT_RESET)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
          continue;
        }

      g_assert_no_error (error);
      g_assert_false (g_input_stream_read_all (stream, buffer, sizeof buffer, &n_read, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
      g_assert_cmpuint (n_read, ==, (strlen (FERRY_DEMO_EXAMPLE_TASKS) + 1) / 2);
    }
}

static void
test_slow_bytes (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *body = NULL;

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_SLOW_BYTES);
  body = demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200);
  g_assert_cmpstr (body, ==, FERRY_DEMO_EXAMPLE_TASKS);
}

static gsize
skip_at_most (GInputStream *stream,
              gsize         limit)
{
  g_autoptr(GError) error = NULL;
  gsize total = 0;
  gssize n;

  do
    {
      n = g_input_stream_skip (stream, MIN (MEBIBYTE, limit - total), NULL, &error);
      g_assert_no_error (error);
      total += n;
    }
  while (n > 0 && total < limit);

  return total;
}

static void
test_huge_bodies (DemoFixture   *fixture,
                  gconstpointer  data)
{
  static const FerryDemoFault faults[] = { FERRY_DEMO_FAULT_HUGE_BODY, FERRY_DEMO_FAULT_HUGE_LENGTH };
  static const gsize limits[] = { MEBIBYTE, 100 * MEBIBYTE };
  static const gsize expected[] = { MEBIBYTE, 80 * MEBIBYTE };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (limits); j++)
      {
        g_autoptr(SoupMessage) message = demo_fixture_new_request (fixture, DEMO_EXAMPLE_PATH);
        g_autoptr(GInputStream) stream = NULL;
        g_autoptr(GError) error = NULL;

        ferry_demo_server_set_fault (fixture->server, faults[i]);
        stream = soup_session_send (fixture->session, message, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpint (soup_message_headers_get_content_length (soup_message_get_response_headers (message)), ==,
                         faults[i] == FERRY_DEMO_FAULT_HUGE_LENGTH ? 80 * MEBIBYTE : 0);
        g_assert_cmpuint (skip_at_most (stream, limits[j]), ==, expected[j]);

        /* Going away in the middle does the service no harm. */
        ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_NONE);
        g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));
      }
}

static void
test_fault_count (DemoFixture   *fixture,
                  gconstpointer  data)
{
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_503);
  ferry_demo_server_set_fault_count (fixture->server, 2);
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 503));
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 503));
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_500);
  for (guint i = 0; i < 4; i++)
    g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 500));
}

static gboolean
has_one_request (gpointer user_data)
{
  return ferry_demo_server_get_n_requests (user_data) == 1;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_one_open (gpointer user_data)
{
  return ferry_demo_server_get_n_open (user_data) == 1;
}

static gboolean
has_none_open (gpointer user_data)
{
  return ferry_demo_server_get_n_open (user_data) == 0;
}

/* A request that is held back ends when nobody waits for it any more, over either kind of connection. */
static void
test_cancelled_while_waiting (DemoFixture   *fixture,
                              gconstpointer  data)
{
  static const FerryDemoFault faults[] = { FERRY_DEMO_FAULT_HANG, FERRY_DEMO_FAULT_DELAY };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(SoupMessage) message = NULL;
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      if (i == G_N_ELEMENTS (faults))
        demo_fixture_use_tls (fixture);
      ferry_demo_server_set_fault (fixture->server, faults[i % G_N_ELEMENTS (faults)]);
      message = demo_fixture_new_request (fixture, DEMO_EXAMPLE_PATH);
      g_assert_cmpuint (ferry_demo_server_get_n_open (fixture->server), ==, 0);
      soup_session_send_async (fixture->session, message, G_PRIORITY_DEFAULT, cancellable, sent_cb, &result);
      wait_until (has_one_open, fixture->server, "the request to arrive");

      g_cancellable_cancel (cancellable);
      wait_until (is_set, &result, "the request to end");
      g_assert_null (soup_session_send_finish (fixture->session, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      wait_until (has_none_open, fixture->server, "the service to notice");
    }

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_NONE);
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));
  wait_until (has_none_open, fixture->server, "the answered request to end");
}

/* Requests that are waiting, or half answered, when the service stops. */
static void
test_stop_while_waiting (DemoFixture   *fixture,
                         gconstpointer  data)
{
  static const FerryDemoFault faults[] = {
    FERRY_DEMO_FAULT_HANG,
    FERRY_DEMO_FAULT_DELAY,
    FERRY_DEMO_FAULT_SLOW_BYTES,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(FerryDemoServer) server = ferry_demo_server_new ();
      DemoFixture waiting = { server, fixture->session };
      g_autoptr(SoupMessage) message = NULL;
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GBytes) body = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (ferry_demo_server_start (server, 0, NULL));
      ferry_demo_server_set_fault (server, faults[i]);
      message = demo_fixture_new_request (&waiting, DEMO_EXAMPLE_PATH);
      soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &result);
      wait_until (has_one_request, server, "the request to arrive");
      g_assert_null (result);

      ferry_demo_server_stop (server);
      g_assert_cmpuint (ferry_demo_server_get_n_open (server), ==, 0);
      wait_until (is_set, &result, "the request to end");
      body = soup_session_send_and_read_finish (fixture->session, result, &error);
      g_assert_null (body);
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo-faults/names", test_fault_names);
  DEMO_FIXTURE_TEST ("/demo-faults/answers", test_faults);
  DEMO_FIXTURE_TEST ("/demo-faults/headers", test_fault_headers);
  DEMO_FIXTURE_TEST ("/demo-faults/broken-connections", test_broken_connections);
  DEMO_FIXTURE_TEST ("/demo-faults/slow-bytes", test_slow_bytes);
  DEMO_FIXTURE_TEST ("/demo-faults/huge-bodies", test_huge_bodies);
  DEMO_FIXTURE_TEST ("/demo-faults/count", test_fault_count);
  DEMO_FIXTURE_TEST ("/demo-faults/cancelled-while-waiting", test_cancelled_while_waiting);
  DEMO_FIXTURE_TEST ("/demo-faults/stop-while-waiting", test_stop_while_waiting);

  return g_test_run ();
}
