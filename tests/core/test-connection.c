/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

/* What happens between the tries of a call, and between calls. */

static void
set_fault (ClientFixture  *self,
           FerryDemoFault  fault,
           guint           n_requests)
{
  ferry_demo_server_set_fault (self->server, fault);
  ferry_demo_server_set_fault_count (self->server, n_requests);
}

static FerryConnection *
get_connection (ClientFixture *self)
{
  return ferry_client_get_connection (self->client);
}

static void
assert_n_requests (ClientFixture *self,
                   guint          expected)
{
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, expected);
}

/* What passes by itself is tried up to three times. */
static void
test_retries (ClientFixture *self,
              gconstpointer  data)
{
  const FerryDemoFault faults[] = {
    FERRY_DEMO_FAULT_500,
    FERRY_DEMO_FAULT_502,
    FERRY_DEMO_FAULT_503,
    FERRY_DEMO_FAULT_504,
    FERRY_DEMO_FAULT_HTML_ERROR,
    FERRY_DEMO_FAULT_RESET,
    FERRY_DEMO_FAULT_CUT_BODY,
    FERRY_DEMO_FAULT_CUT_CHUNKS,
  };
  guint n_requests = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(FerrySyncTaskBatch) batch = NULL;
      g_autoptr(GError) error = NULL;

      /* With connections of their own: libsoup has another try by itself when one that was used before is gone. */
      g_test_message ("%s", ferry_demo_fault_get_name (faults[i]));
      client_fixture_connect (self);
      set_fault (self, faults[i], 2);
      batch = list_well (self->client, self->repository);
      assert_n_requests (self, n_requests += 3);

      client_fixture_connect (self);
      set_fault (self, faults[i], 3);
      error = list_badly (self->client, self->repository);
      assert_n_requests (self, n_requests += 3);
    }
}

/* Most connections to the service are encrypted, and those break with errors of their own. */
static void
test_retries_encrypted (ClientFixture *self,
                        gconstpointer  data)
{
  const FerryDemoFault faults[] = { FERRY_DEMO_FAULT_RESET, FERRY_DEMO_FAULT_CUT_BODY, FERRY_DEMO_FAULT_CUT_CHUNKS };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "self-signed.pem", NULL);
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr(FerryDemoServer) server = ferry_demo_server_new ();
  g_autoptr(FerryCredentials) credentials = test_dup_key_pair ();
  g_autoptr(FerryAccount) account = NULL;

  ferry_demo_server_set_certificate (server, certificate);
  g_assert_true (ferry_demo_server_start (server, 0, NULL));
  account = g_object_new (FERRY_TYPE_ACCOUNT,
                          "endpoint", ferry_demo_server_get_endpoint (server),
                          "access-key", FERRY_DEMO_ACCESS_KEY,
                          "skip-verification", TRUE,
                          NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(FerryClient) client = ferry_client_new (account, credentials, NULL);
      g_autoptr(FerrySyncTaskBatch) batch = NULL;

      g_test_message ("%s", ferry_demo_fault_get_name (faults[i]));
      ferry_connection_set_retry_delay (ferry_client_get_connection (client), 1);
      ferry_demo_server_set_fault (server, faults[i]);
      ferry_demo_server_set_fault_count (server, 1);
      batch = list_well (client, self->repository);
    }
}

/* Nothing else is: the answer would be the same, or worse. */
static void
test_no_retries (ClientFixture *self,
                 gconstpointer  data)
{
  const FerryDemoFault faults[] = {
    FERRY_DEMO_FAULT_400,
    FERRY_DEMO_FAULT_401_SIGNATURE,
    FERRY_DEMO_FAULT_401_EXPIRED,
    FERRY_DEMO_FAULT_403,
    FERRY_DEMO_FAULT_404_REPOSITORY,
    FERRY_DEMO_FAULT_404_GATEWAY,
    FERRY_DEMO_FAULT_NOT_JSON,
    FERRY_DEMO_FAULT_TRUNCATED_JSON,
    FERRY_DEMO_FAULT_REDIRECT,
    FERRY_DEMO_FAULT_HUGE_LENGTH,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", ferry_demo_fault_get_name (faults[i]));
      client_fixture_connect (self);
      set_fault (self, faults[i], 1);
      error = list_badly (self->client, self->repository);
      assert_n_requests (self, i + 1);
    }
}

static char *
dup_signature (ClientFixture *self)
{
  g_autofree char *request = ferry_demo_server_dup_last_request (self->server);
  const char *authorization = strstr (request, "\nAuthorization: ");

  g_assert_nonnull (authorization);

  return g_strndup (authorization + 1, strcspn (authorization + 1, "\n"));
}

static gboolean
is_paused (gpointer user_data)
{
  return ferry_pace_get_resume_at (ferry_client_get_pace (user_data)) != 0;
}

/* A try has a date of its own: an old one would be refused in the end. In the pause the clock moves on. */
static void
test_signed_anew (ClientFixture *self,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_clear_object (&self->client);
  self->client = test_connect_client (ferry_demo_server_get_endpoint (self->server));
  set_fault (self, FERRY_DEMO_FAULT_429_RETRY_AFTER, 1);
  ferry_client_list_sync_tasks_async (self->client, self->repository, NULL, test_result_cb, &result);
  test_wait_for (is_paused, self->client, "a pause");
  first = dup_signature (self);

  test_wait_for_result (&result, LIST_OPERATION);
  batch = ferry_client_list_sync_tasks_finish (self->client, result, NULL);
  g_assert_nonnull (batch);
  second = dup_signature (self);
  g_assert_cmpstr (second, !=, first);
}

/* Both ways of saying it lead to a pause and another try, five times at most. */
static void
test_slowed_down (ClientFixture *self,
                  gconstpointer  data)
{
  const FerryDemoFault faults[] = { FERRY_DEMO_FAULT_429, FERRY_DEMO_FAULT_429_RETRY_AFTER, FERRY_DEMO_FAULT_403_THROTTLED };
  guint n_requests = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(FerrySyncTaskBatch) batch = NULL;
      g_autoptr(GError) error = NULL;

      client_fixture_connect (self);

      set_fault (self, faults[i], 5);
      batch = list_well (self->client, self->repository);
      assert_n_requests (self, n_requests += 6);

      set_fault (self, faults[i], 6);
      error = list_badly (self->client, self->repository);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RATE_LIMITED);
      assert_n_requests (self, n_requests += 6);
    }
}

/* A call that had to wait has all of its tries left. */
static void
test_retries_after_pauses (ClientFixture *self,
                           gconstpointer  data)
{
  FerryPace *pace = ferry_client_get_pace (self->client);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_handlers_disconnect_by_func (pace, ferry_pace_resume, NULL);
  set_fault (self, FERRY_DEMO_FAULT_429, 3);
  ferry_client_list_sync_tasks_async (self->client, self->repository, NULL, test_result_cb, &result);
  for (guint i = 0; i < 3; i++)
    {
      test_wait_for (is_paused, self->client, "a pause");
      if (i == 2)
        set_fault (self, FERRY_DEMO_FAULT_503, 2);
      ferry_pace_resume (pace);
    }

  test_wait_for_result (&result, LIST_OPERATION);
  batch = ferry_client_list_sync_tasks_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_n_requests (self, 6);
}

/* All calls wait together, and may be stopped meanwhile. */
static void
test_stop_in_pause (ClientFixture *self,
                    gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  g_clear_object (&self->client);
  self->client = test_connect_client (ferry_demo_server_get_endpoint (self->server));
  set_fault (self, FERRY_DEMO_FAULT_429, 1);
  ferry_client_list_sync_tasks_async (self->client, self->repository, cancellable, test_result_cb, &first);
  test_wait_for (is_paused, self->client, "a pause");
  g_assert_cmpuint (ferry_pace_get_seconds_left (ferry_client_get_pace (self->client)), >, 30);

  ferry_client_list_sync_tasks_async (self->client, self->repository, NULL, test_result_cb, &second);
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&first, "the end of the first call");
  g_assert_null (ferry_client_list_sync_tasks_finish (self->client, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (second);
  assert_n_requests (self, 1);

  ferry_pace_resume (ferry_client_get_pace (self->client));
  test_wait_for_result (&second, LIST_OPERATION);
  batch = ferry_client_list_sync_tasks_finish (self->client, second, NULL);
  g_assert_nonnull (batch);
  assert_n_requests (self, 2);
}

static gboolean
has_request (gpointer user_data)
{
  return ferry_demo_server_get_n_requests (user_data) == 1;
}

/* A stop does not wait for the next try either. */
static void
test_stop_between_tries (ClientFixture *self,
                         gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_connection_set_retry_delay (get_connection (self), 60 * 60 * 1000);
  set_fault (self, FERRY_DEMO_FAULT_500, 0);
  ferry_client_list_sync_tasks_async (self->client, self->repository, cancellable, test_result_cb, &result);
  test_wait_for (has_request, self->server, "a request");
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the end of the call");
  g_assert_null (ferry_client_list_sync_tasks_finish (self->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_n_requests (self, 1);
}

static gboolean
has_two_requests (gpointer user_data)
{
  return ferry_demo_server_get_n_requests (user_data) == 2;
}

/* A refused sign-in ends what is under way, and what comes after it is not even sent, until somebody wants to try. */
static void
test_refusal (ClientFixture *self,
              gconstpointer  data)
{
  GAsyncResult *hanging[2] = { NULL, NULL };
  g_autoptr(GError) refusal = NULL;
  g_autoptr(GError) next = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  set_fault (self, FERRY_DEMO_FAULT_HANG, 2);
  for (gsize i = 0; i < 2; i++)
    ferry_client_list_sync_tasks_async (self->client, self->repository, NULL, test_result_cb, &hanging[i]);
  test_wait_for (has_two_requests, self->server, "two requests that hang");

  set_fault (self, FERRY_DEMO_FAULT_401_SWR, 1);
  refusal = list_badly (self->client, self->repository);
  g_assert_true (ferry_error_is_sign_in (refusal));
  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      test_wait_for_result (&hanging[i], "the end of a call that hung");
      g_assert_null (ferry_client_list_sync_tasks_finish (self->client, hanging[i], &error));
      g_assert_error (error, FERRY_ERROR, refusal->code);
      g_assert_cmpstr (error->message, ==, refusal->message);
      g_object_unref (hanging[i]);
    }
  assert_n_requests (self, 3);

  next = list_badly (self->client, self->repository);
  g_assert_cmpstr (next->message, ==, refusal->message);
  assert_n_requests (self, 3);

  ferry_connection_forget_refusal (get_connection (self));
  batch = list_well (self->client, self->repository);
  assert_n_requests (self, 4);
}

/* What was ended by a refusal is told so, even when somebody may try again by then. */
static void
test_refusal_forgotten (ClientFixture *self,
                        gconstpointer  data)
{
  g_autoptr(GAsyncResult) hanging = NULL;
  g_autoptr(GError) refusal = NULL;
  g_autoptr(GError) error = NULL;

  set_fault (self, FERRY_DEMO_FAULT_HANG, 1);
  ferry_client_list_sync_tasks_async (self->client, self->repository, NULL, test_result_cb, &hanging);
  test_wait_for (has_request, self->server, "a request that hangs");
  set_fault (self, FERRY_DEMO_FAULT_401_SWR, 1);
  refusal = list_badly (self->client, self->repository);
  ferry_connection_forget_refusal (get_connection (self));

  test_wait_for_result (&hanging, "the end of the call that hung");
  g_assert_null (ferry_client_list_sync_tasks_finish (self->client, hanging, &error));
  g_assert_error (error, FERRY_ERROR, refusal->code);
}

static gboolean
holds_one (gpointer user_data)
{
  return ferry_demo_server_get_n_open (user_data) == 1;
}

static gboolean
holds_none (gpointer user_data)
{
  return ferry_demo_server_get_n_open (user_data) == 0;
}

/* The service notices that the connection is gone: nothing lingers on. */
static void
test_stop_frees_connection (ClientFixture *self,
                            gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  set_fault (self, FERRY_DEMO_FAULT_HANG, 0);
  ferry_client_list_sync_tasks_async (self->client, self->repository, cancellable, test_result_cb, &result);
  test_wait_for (holds_one, self->server, "a request that hangs");
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the end of the call");
  g_assert_null (ferry_client_list_sync_tasks_finish (self->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_wait_for (holds_none, self->server, "the end of the connection");
}

/* Somebody who only accepts connections keeps one waiting for its encryption for ever. */
static void
test_connect_timeout (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *endpoint = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autoptr(FerryClient) client = test_connect_client (endpoint);
  g_autoptr(FerryRepository) repository = test_make_repository ("test", "grpc-helloworld");
  g_autoptr(GError) error = NULL;

  ferry_connection_set_connect_timeout (ferry_client_get_connection (client), 20);
  error = list_badly (client, repository);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
  test_assert_error_text (error, "The connection to 127.0.0.1 failed: There was no connection within ");
}

/* Once there is a connection, an answer may take its time. */
static void
test_slow_answer (ClientFixture *self,
                  gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  ferry_connection_set_connect_timeout (get_connection (self), 200);
  ferry_demo_server_set_latency (self->server, 400);
  batch = list_well (self->client, self->repository);
  assert_n_requests (self, 1);
}

static void
test_clock (ClientFixture *self,
            gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) batch = list_well (self->client, self->repository);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (ABS (ferry_connection_get_clock_offset (get_connection (self))), <=, 2);

  set_fault (self, FERRY_DEMO_FAULT_401_CLOCK, 1);
  error = list_badly (self->client, self->repository);
  g_assert_cmpint (ABS (ferry_connection_get_clock_offset (get_connection (self)) - 3600), <=, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *authority = NULL;
  g_autoptr(GTlsDatabase) database = NULL;

  g_test_init (&argc, &argv, NULL);

  /* Not all systems trust anybody, and GnuTLS warns where none is trusted. */
  authority = g_test_build_filename (G_TEST_DIST, "data", "other-authority.pem", NULL);
  database = g_tls_file_database_new (authority, NULL);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);

#define ADD(name, function) \
  g_test_add ("/connection/" name, ClientFixture, NULL, client_fixture_set_up, function, client_fixture_tear_down)
  ADD ("retries", test_retries);
  ADD ("retries-encrypted", test_retries_encrypted);
  ADD ("retries-after-pauses", test_retries_after_pauses);
  ADD ("no-retries", test_no_retries);
  ADD ("signed-anew", test_signed_anew);
  ADD ("slowed-down", test_slowed_down);
  ADD ("stop-in-pause", test_stop_in_pause);
  ADD ("stop-between-tries", test_stop_between_tries);
  ADD ("refusal", test_refusal);
  ADD ("refusal-forgotten", test_refusal_forgotten);
  ADD ("stop-frees-connection", test_stop_frees_connection);
  g_test_add_func ("/connection/connect-timeout", test_connect_timeout);
  ADD ("slow-answer", test_slow_answer);
  ADD ("clock", test_clock);

  return g_test_run ();
}
