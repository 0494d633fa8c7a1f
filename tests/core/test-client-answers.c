/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

/* Faults that end in an error of ours. */
static void
test_faults (ClientFixture *self,
             gconstpointer  data)
{
  static const struct
  {
    FerryDemoFault fault;
    FerryError code;
    guint status;
    const char *service_code; /* (nullable) */
    const char *text;
  } cases[] = {
    { FERRY_DEMO_FAULT_400, FERRY_ERROR_BAD_REQUEST, 400, "SVCSTG.SWR.4000014", "invalid parameter" },
    { FERRY_DEMO_FAULT_401_EXPIRED, FERRY_ERROR_TOKEN_EXPIRED, 401, "APIGW.0301", "token expires" },
    { FERRY_DEMO_FAULT_401_REGION, FERRY_ERROR_TOKEN_REGION, 401, "APIGW.0307", "must be updated" },
    { FERRY_DEMO_FAULT_401_SIGNATURE, FERRY_ERROR_WRONG_KEY, 401, "APIGW.0301", "x-security-token: …" },
    { FERRY_DEMO_FAULT_401_CLOCK, FERRY_ERROR_CLOCK, 401, "APIGW.0301", "signature expired" },
    { FERRY_DEMO_FAULT_401_UNKNOWN_KEY, FERRY_ERROR_UNKNOWN_KEY, 401, "APIGW.0301", "ak not exist" },
    { FERRY_DEMO_FAULT_401_LOCKED_KEY, FERRY_ERROR_LOCKED, 401, "APIGW.0301", "reach the limit" },
    { FERRY_DEMO_FAULT_401_SWR, FERRY_ERROR_UNAUTHORIZED, 401, "SVCSTG.SWR.4010000", "authentication failed" },
    { FERRY_DEMO_FAULT_403, FERRY_ERROR_FORBIDDEN, 403, "SVCSTG.SWR.4030170", "not allowed" },
    { FERRY_DEMO_FAULT_403_THROTTLED, FERRY_ERROR_RATE_LIMITED, 403, "SVCSTG.SWR.4031032", "too many" },
    { FERRY_DEMO_FAULT_404_GATEWAY, FERRY_ERROR_NOT_OFFERED, 404, "APIGW.0101", "does not offer" },
    { FERRY_DEMO_FAULT_404_ORGANIZATION, FERRY_ERROR_NOT_FOUND, 404, "SVCSTG.SWR.4040058", "organization not found" },
    { FERRY_DEMO_FAULT_404_REPOSITORY, FERRY_ERROR_NOT_FOUND, 404, "SVCSTG.SWR.4040010", "repository not found" },
    { FERRY_DEMO_FAULT_429, FERRY_ERROR_RATE_LIMITED, 429, "APIGW.0308", "limit:10" },
    { FERRY_DEMO_FAULT_429_RETRY_AFTER, FERRY_ERROR_RATE_LIMITED, 429, "APIGW.0308", "limit:10" },
    { FERRY_DEMO_FAULT_500, FERRY_ERROR_SERVER, 500, "SVCSTG.SWR.5001101", "internal error" },
    { FERRY_DEMO_FAULT_500_ARRAY, FERRY_ERROR_SERVER, 500, "SVCSTG.SWR.5001101", "internal error" },
    { FERRY_DEMO_FAULT_500_FLAT, FERRY_ERROR_SERVER, 500, "SVCSTG.SWR.5001101", "internal error" },
    { FERRY_DEMO_FAULT_502, FERRY_ERROR_SERVER, 502, "APIGW.0610", "unreachable" },
    { FERRY_DEMO_FAULT_503, FERRY_ERROR_SERVER, 503, "APIGW.0613", "unavailable" },
    { FERRY_DEMO_FAULT_504, FERRY_ERROR_SERVER, 504, "APIGW.0201", "timeout" },
    { FERRY_DEMO_FAULT_HTML_ERROR, FERRY_ERROR_SERVER, 502, NULL, "502 Bad Gateway" },
    { FERRY_DEMO_FAULT_TEXT_ERROR, FERRY_ERROR_SERVER, 500, NULL, "upstream connect error" },
    { FERRY_DEMO_FAULT_IAM_ERROR, FERRY_ERROR_UNAUTHORIZED, 401, "401", "username or password" },
    { FERRY_DEMO_FAULT_IAM_OS_ERROR, FERRY_ERROR_LOCKED, 401, "IAM.0061", "locked" },
    { FERRY_DEMO_FAULT_NOT_JSON, FERRY_ERROR_BAD_RESPONSE, 200, NULL, "not JSON but text/html" },
    { FERRY_DEMO_FAULT_NO_CONTENT, FERRY_ERROR_BAD_RESPONSE, 204, NULL, "status 204" },
    { FERRY_DEMO_FAULT_REDIRECT, FERRY_ERROR_BAD_RESPONSE, 302, NULL, "redirect" },
    { FERRY_DEMO_FAULT_TRUNCATED_JSON, FERRY_ERROR_BAD_RESPONSE, 200, NULL, "cut off" },
    { FERRY_DEMO_FAULT_EMPTY_BODY, FERRY_ERROR_BAD_RESPONSE, 200, NULL, "empty" },
    { FERRY_DEMO_FAULT_JSON_OBJECT, FERRY_ERROR_BAD_RESPONSE, 200, NULL, "not a list" },
    { FERRY_DEMO_FAULT_HUGE_BODY, FERRY_ERROR_TOO_LARGE, 0, NULL, "64 MiB" },
    { FERRY_DEMO_FAULT_HUGE_LENGTH, FERRY_ERROR_TOO_LARGE, 0, NULL, "64 MiB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      const FerryErrorDetails *details;

      /* Each with a client of its own: one whose sign-in was refused asks no more. */
      client_fixture_connect (self);
      ferry_demo_server_set_fault (self->server, cases[i].fault);
      error = list_badly (self->client, self->repository);
      details = ferry_error_get_details (error);

      g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
      g_assert_cmpuint (details->http_status, ==, cases[i].status);
      g_assert_cmpstr (details->service_code, ==, cases[i].service_code);
      test_assert_error_text (error, cases[i].text);
      g_assert_null (strstr (error->message, "SAMPLE-SECURITY-TOKEN"));
      if (cases[i].status != 0)
        g_assert_true (g_regex_match_simple ("^[0-9a-f]{32}$", details->request_id, 0, 0));
    }
}

static void
test_waits (ClientFixture *self,
            gconstpointer  data)
{
  g_autoptr(GError) in_text = NULL;
  g_autoptr(GError) in_header = NULL;

  ferry_demo_server_set_fault (self->server, FERRY_DEMO_FAULT_429);
  in_text = list_badly (self->client, self->repository);
  ferry_demo_server_set_fault (self->server, FERRY_DEMO_FAULT_429_RETRY_AFTER);
  in_header = list_badly (self->client, self->repository);

  g_assert_cmpuint (ferry_error_get_details (in_text)->retry_after, ==, 60);
  g_assert_cmpuint (ferry_error_get_details (in_header)->retry_after, ==, 2);
}

/* What happens on the way stays an error of GIO, with the host in its text. */
static void
test_broken_connections (ClientFixture *self,
                         gconstpointer  data)
{
  const FerryDemoFault faults[] = { FERRY_DEMO_FAULT_RESET, FERRY_DEMO_FAULT_CUT_BODY, FERRY_DEMO_FAULT_CUT_CHUNKS };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;

      ferry_demo_server_set_fault (self->server, faults[i]);
      error = list_badly (self->client, self->repository);
      g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
      test_assert_error_text (error, "The connection to 127.0.0.1 failed: ");
    }
}

static void
test_nobody_there (ClientFixture *self,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ferry_demo_server_stop (self->server);
  error = list_badly (self->client, self->repository);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  test_assert_error_text (error, "The connection to 127.0.0.1 failed: ");
}

/* Faults that are no failure: how many tasks come, and how many entries cannot be read. */
static void
test_odd_answers (ClientFixture *self,
                  gconstpointer  data)
{
  static const struct
  {
    FerryDemoFault fault;
    guint n_tasks;
    guint n_unreadable;
  } cases[] = {
    { FERRY_DEMO_FAULT_NONE, 1, 0 },
    { FERRY_DEMO_FAULT_SLOW_BYTES, 1, 0 },
    { FERRY_DEMO_FAULT_WRONG_CONTENT_TYPE, 1, 0 },
    { FERRY_DEMO_FAULT_WRONG_TYPES, 1, 3 },
    { FERRY_DEMO_FAULT_JSON_NULL, 0, 0 },
    { FERRY_DEMO_FAULT_EMPTY_LIST, 0, 0 },
    { FERRY_DEMO_FAULT_UNKNOWN_MEMBERS, 1, 0 },
    { FERRY_DEMO_FAULT_MISSING_MEMBERS, 2, 0 },
    { FERRY_DEMO_FAULT_NULL_MEMBERS, 1, 0 },
    { FERRY_DEMO_FAULT_ODD_TIMES, 6, 0 },
    { FERRY_DEMO_FAULT_BIG_IDS, 4, 0 },
    { FERRY_DEMO_FAULT_100_ROWS, 100, 0 },
    { FERRY_DEMO_FAULT_250_ROWS, 250, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerrySyncTaskBatch) batch = NULL;

      ferry_demo_server_set_fault (self->server, cases[i].fault);
      batch = list_well (self->client, self->repository);
      g_test_message ("%s", ferry_demo_fault_get_name (cases[i].fault));
      g_assert_cmpuint (batch->tasks->len, ==, cases[i].n_tasks);
      g_assert_cmpuint (batch->n_unreadable, ==, cases[i].n_unreadable);
    }
}

static void
test_content_types (ClientFixture *self,
                    gconstpointer  data)
{
  static const struct
  {
    const char *type; /* (nullable) */
    gboolean accepted;
  } cases[] = {
    { "application/json", TRUE },
    { "Application/JSON; charset=utf-8", TRUE },
    { "application/vnd.x+json", TRUE },
    { "text/plain", TRUE },
    { "application/octet-stream", TRUE },
    { NULL, TRUE },
    { "text/html", FALSE },
    { "image/png", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerrySyncTaskBatch) batch = NULL;
      g_autoptr(GError) error = NULL;

      ferry_demo_server_set_answer (self->server, 200, cases[i].type, "[{}]");
      batch = list_once (self->client, self->repository, &error);
      g_assert_cmpint (batch != NULL, ==, cases[i].accepted);
      if (!cases[i].accepted)
        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE);
    }
}

/* Bodies on both sides of the size from which a worker parses them. */
static void
test_large_answer (ClientFixture *self,
                   gconstpointer  data)
{
  const guint sizes[] = { 500, 5000 };
  g_autoptr(FerryRepository) repository = test_make_repository ("bulk", "tasks");
  g_autoptr(FerrySyncTaskBatch) small_batch = NULL;
  g_autoptr(FerrySyncTaskBatch) large_batch = NULL;
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_bulk_tasks (self->server, sizes[0]);
  small_batch = list_once (self->client, repository, &error);
  g_assert_no_error (error);
  ferry_demo_server_set_bulk_tasks (self->server, sizes[1]);
  large_batch = list_once (self->client, repository, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (small_batch->tasks->len, ==, sizes[0]);
  g_assert_cmpuint (large_batch->tasks->len, ==, sizes[1]);
  for (guint i = 0; i < sizes[0]; i++)
    g_assert_true (ferry_sync_task_equal (g_ptr_array_index (small_batch->tasks, i), g_ptr_array_index (large_batch->tasks, i)));
}

static void
test_large_rubbish (ClientFixture *self,
                    gconstpointer  data)
{
  g_autofree char *body = g_strnfill (1024 * 1024, '[');
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_answer (self->server, 200, "application/json", body);
  error = list_badly (self->client, self->repository);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE);
}

/* Parsing spoils the text, but not what is told of it. */
static void
test_quoted_rubbish (ClientFixture *self,
                     gconstpointer  data)
{
  static const char body[] = "[{\"id\":1,\"namespace\":\"t\\u0065am \\\"a\\\"\"},{\"id\":";
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_answer (self->server, 200, "application/json", body);
  error = list_badly (self->client, self->repository);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE);
  g_assert_cmpstr (ferry_error_get_details (error)->body, ==, body);
}

#define ADD(name, function) \
  g_test_add ("/client-answers/" name, ClientFixture, NULL, client_fixture_set_up, function, client_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("faults", test_faults);
  ADD ("waits", test_waits);
  ADD ("broken-connections", test_broken_connections);
  ADD ("nobody-there", test_nobody_there);
  ADD ("odd-answers", test_odd_answers);
  ADD ("content-types", test_content_types);
  ADD ("large-answer", test_large_answer);
  ADD ("large-rubbish", test_large_rubbish);
  ADD ("quoted-rubbish", test_quoted_rubbish);

  return g_test_run ();
}
