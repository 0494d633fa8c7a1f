/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

static void
connect_with (ClientFixture    *self,
              FerryCredentials *credentials)
{
  g_clear_object (&self->client);
  self->client = test_create_client (ferry_demo_server_get_endpoint (self->server), credentials);
}

/* The value of a header of the last request that the service got. */
static char *
dup_sent_header (ClientFixture *self,
                 const char    *name)
{
  g_autofree char *request = ferry_demo_server_dup_last_request (self->server);
  g_auto(GStrv) lines = g_strsplit (request, "\n", -1);

  for (gsize i = 1; lines[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (lines[i], ": ", 2);

      if (g_ascii_strcasecmp (parts[0], name) == 0)
        return g_strdup (parts[1]);
    }

  return NULL;
}

static void
assert_sent_header (ClientFixture *self,
                    const char    *name,
                    const char    *expected)
{
  g_autofree char *value = dup_sent_header (self, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_request_line (ClientFixture *self,
                     const char    *expected)
{
  g_autofree char *request = ferry_demo_server_dup_last_request (self->server);

  request[strcspn (request, "\n")] = '\0';
  g_assert_cmpstr (request, ==, expected);
}

static void
test_signature (ClientFixture *self,
                gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) batch = list_well (self->client, self->repository);
  const char *host = ferry_demo_server_get_endpoint (self->server) + strlen ("http://");
  g_autofree char *authorization = dup_sent_header (self, "Authorization");
  g_autofree char *date = dup_sent_header (self, "X-Sdk-Date");

  g_assert_cmpuint (batch->tasks->len, ==, 1);
  g_assert_cmpint (ferry_sync_task_get_id (g_ptr_array_index (batch->tasks, 0)), ==, 45);
  g_assert_cmpstr (ferry_sync_task_get_source_region (g_ptr_array_index (batch->tasks, 0)), ==, FERRY_REGION_DEFAULT);
  assert_request_line (self, "GET /v2/manage/namespaces/test/repos/grpc-helloworld/sync_repo HTTP/1.1");
  assert_sent_header (self, "Host", host);
  assert_sent_header (self, "Content-Type", "application/json");
  assert_sent_header (self, "User-Agent", "Ferryboard/" FERRY_VERSION);
  assert_sent_header (self, "X-Auth-Token", NULL);
  assert_sent_header (self, "X-Project-Id", NULL);
  assert_sent_header (self, "X-Security-Token", NULL);
  g_assert_true (g_regex_match_simple ("^\\d{8}T\\d{6}Z$", date, 0, 0));
  g_assert_true (g_str_has_prefix (authorization, "SDK-HMAC-SHA256 Access=" FERRY_DEMO_ACCESS_KEY ", SignedHeaders=host;x-sdk-date, Signature="));
  g_assert_null (strstr (authorization, FERRY_DEMO_SECRET_KEY));
}

static void
test_temporary_keys (ClientFixture *self,
                     gconstpointer  data)
{
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new_key_pair (FERRY_DEMO_ACCESS_KEY, " " FERRY_DEMO_SECRET_KEY "\n", "temporary/token+=", "0a1b");
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autofree char *authorization = NULL;

  connect_with (self, credentials);
  batch = list_well (self->client, self->repository);
  authorization = dup_sent_header (self, "Authorization");

  g_assert_cmpuint (batch->tasks->len, ==, 1);
  assert_sent_header (self, "X-Security-Token", "temporary/token+=");
  assert_sent_header (self, "X-Project-Id", "0a1b");
  g_assert_nonnull (strstr (authorization, "SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,"));
}

static void
test_token (ClientFixture *self,
            gconstpointer  data)
{
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new_token (FERRY_DEMO_TOKEN);
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  connect_with (self, credentials);
  batch = list_well (self->client, self->repository);

  g_assert_cmpuint (batch->tasks->len, ==, 1);
  assert_sent_header (self, "X-Auth-Token", FERRY_DEMO_TOKEN);
  assert_sent_header (self, "Content-Type", "application/json");
  assert_sent_header (self, "Authorization", NULL);
  assert_sent_header (self, "X-Sdk-Date", NULL);
}

static void
test_wrong_credentials (ClientFixture *self,
                        gconstpointer  data)
{
  FerryCredentials *wrong[] = {
    ferry_credentials_new_token ("other"),
    ferry_credentials_new_key_pair ("other", FERRY_DEMO_SECRET_KEY, NULL, NULL),
    ferry_credentials_new_key_pair (FERRY_DEMO_ACCESS_KEY, "other", NULL, NULL),
  };
  const FerryError codes[] = { FERRY_ERROR_TOKEN_UNREADABLE, FERRY_ERROR_UNKNOWN_KEY, FERRY_ERROR_WRONG_KEY };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(FerryCredentials) credentials = wrong[i];
      g_autoptr(GError) error = NULL;

      connect_with (self, credentials);
      error = list_badly (self->client, self->repository);
      g_assert_error (error, FERRY_ERROR, (int) codes[i]);
      g_assert_cmpstr (ferry_error_get_details (error)->service_code, ==, "APIGW.0301");
    }
}

/* What cannot be sent is refused before anything goes out. */
static void
test_unusable_credentials (ClientFixture *self,
                           gconstpointer  data)
{
  FerryCredentials *unusable[] = {
    ferry_credentials_new_token (NULL),
    ferry_credentials_new_token (" \n"),
    ferry_credentials_new_token ("two\r\nlines: hush"),
    ferry_credentials_new_token ("hush-密"),
    ferry_credentials_new_key_pair (NULL, NULL, NULL, NULL),
    ferry_credentials_new_key_pair ("key", " ", NULL, NULL),
    ferry_credentials_new_key_pair (" ", "hush", NULL, NULL),
    ferry_credentials_new_key_pair ("k\ney", "hush", NULL, NULL),
    ferry_credentials_new_key_pair ("key", "hush", "hush\x7f", NULL),
    ferry_credentials_new_key_pair ("key", "hush", NULL, "pro\nject"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unusable); i++)
    {
      g_autoptr(FerryCredentials) credentials = unusable[i];
      g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", ferry_demo_server_get_endpoint (self->server), NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryClient) client = ferry_client_new (account, credentials, &error);

      /* Some are noticed at once, some when a header is made of them. */
      if (client != NULL)
        error = list_badly (client, self->repository);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
      g_assert_null (strstr (error->message, "hush"));
    }
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 0);
}

static void
test_slash (ClientFixture *self,
            gconstpointer  data)
{
  g_autoptr(FerryRepository) repository = test_make_repository ("test", "web/front/end");
  g_autoptr(GError) error = list_badly (self->client, repository);

  /* The service took the name for a name, and the signature was right. */
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
  g_assert_cmpstr (ferry_error_get_details (error)->service_code, ==, "SVCSTG.SWR.4040010");
  assert_request_line (self, "GET /v2/manage/namespaces/test/repos/web%24front%24end/sync_repo HTTP/1.1");
}

static void
test_escapes (ClientFixture *self,
              gconstpointer  data)
{
  g_autoptr(FerryRepository) repository = test_make_repository ("a b", "像;=&+@~");
  g_autoptr(GError) error = list_badly (self->client, repository);

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
  assert_request_line (self, "GET /v2/manage/namespaces/a%20b/repos/%E5%83%8F%3B%3D%26%2B%40~/sync_repo HTTP/1.1");
}

static void
test_region_in_endpoint (ClientFixture *self,
                         gconstpointer  data)
{
  g_autofree char *pattern = g_strconcat (ferry_demo_server_get_endpoint (self->server), "/{region}/", NULL);
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  g_clear_object (&self->client);
  self->client = test_connect_client (pattern);
  batch = list_well (self->client, self->repository);

  g_assert_cmpuint (batch->tasks->len, ==, 1);
  assert_request_line (self, "GET /cn-north-4/v2/manage/namespaces/test/repos/grpc-helloworld/sync_repo HTTP/1.1");
}

/* What is said to be sent is what the service gets. */
static void
test_request (ClientFixture *self,
              gconstpointer  data)
{
  const char *const repositories[] = { "grpc-helloworld", "web/front/end", "像;=&+@~" };
  const char *const bases[] = { "", "/base", "/{region}/" };

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autofree char *endpoint = g_strconcat (ferry_demo_server_get_endpoint (self->server), bases[i], NULL);

      g_clear_object (&self->client);
      self->client = test_connect_client (endpoint);
      for (gsize j = 0; j < G_N_ELEMENTS (repositories); j++)
        {
          g_autoptr(FerryRepository) repository = test_make_repository ("a b", repositories[j]);
          g_autofree char *request = ferry_client_dup_request (self->client, repository);
          g_autofree char *line = g_strconcat (request, " HTTP/1.1", NULL);
          g_autofree char *host = NULL;
          g_autofree char *origin = NULL;
          g_autoptr(GError) error = NULL;
          g_autoptr(FerrySyncTaskBatch) batch = list_once (self->client, repository, &error);
          g_autoptr(GString) sent = g_string_new (line);

          host = dup_sent_header (self, "Host");
          origin = g_strconcat (" http://", host, NULL);
          g_assert_cmpuint (g_string_replace (sent, origin, " ", 1), ==, 1);
          assert_request_line (self, sent->str);
        }
    }
}

static gboolean
has_request (gpointer user_data)
{
  return ferry_demo_server_get_n_requests (user_data) > 0;
}

/* Wakes the loop, since the service counts in its own thread. */
static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_request (ClientFixture *self)
{
  guint tick = g_timeout_add (5, tick_cb, NULL);

  test_wait_for (has_request, self->server, "a request arrives");
  g_source_remove (tick);
}

static void
assert_cancelled (FerryClient   *client,
                  GAsyncResult **result)
{
  g_autoptr(GError) error = NULL;

  test_wait_for_result (result, "cancelled request ends");
  g_assert_null (ferry_client_list_sync_tasks_finish (client, *result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_before (ClientFixture *self,
                    gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  ferry_client_list_sync_tasks_async (self->client, self->repository, cancellable, test_result_cb, &result);
  g_assert_null (result);
  assert_cancelled (self->client, &result);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 0);
}

static void
test_cancel_during (ClientFixture *self,
                    gconstpointer  data)
{
  const FerryDemoFault faults[] = { FERRY_DEMO_FAULT_HANG, FERRY_DEMO_FAULT_SLOW_BYTES, FERRY_DEMO_FAULT_HUGE_BODY };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult) result = NULL;

      ferry_demo_server_set_fault (self->server, faults[i]);
      ferry_client_list_sync_tasks_async (self->client, self->repository, cancellable, test_result_cb, &result);
      wait_for_request (self);
      g_cancellable_cancel (cancellable);
      assert_cancelled (self->client, &result);
    }
}

static void
test_cancel_after (ClientFixture *self,
                   gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autoptr(FerrySyncTaskBatch) next = NULL;
  g_autoptr(GError) error = NULL;

  ferry_client_list_sync_tasks_async (self->client, self->repository, cancellable, test_result_cb, &result);
  test_wait_for_result (&result, LIST_OPERATION);
  batch = ferry_client_list_sync_tasks_finish (self->client, result, &error);
  g_cancellable_cancel (cancellable);

  g_assert_no_error (error);
  g_assert_nonnull (batch);
  next = list_well (self->client, self->repository);
}

/* A request keeps its client, and lets go of it in the end. */
static void
test_dropped_client (ClientFixture *self,
                     gconstpointer  data)
{
  g_autoptr(FerryRepository) repository = test_make_repository ("bulk", "tasks");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autoptr(GError) error = NULL;
  FerryClient *client = self->client;

  ferry_demo_server_set_bulk_tasks (self->server, 3000);
  ferry_client_list_sync_tasks_async (client, repository, NULL, test_result_cb, &result);
  g_clear_object (&self->client);
  test_wait_for_result (&result, LIST_OPERATION);
  batch = ferry_client_list_sync_tasks_finish (client, result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batch->tasks->len, ==, 3000);
  g_object_add_weak_pointer (G_OBJECT (client), (gpointer *) &client);
  g_clear_object (&result);
  test_wait_for_end ((gpointer *) &client, "client that nobody holds");
}

static void
test_many_at_once (ClientFixture *self,
                   gconstpointer  data)
{
  GAsyncResult *results[20] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    ferry_client_list_sync_tasks_async (self->client, self->repository, NULL, test_result_cb, &results[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(FerrySyncTaskBatch) batch = NULL;
      g_autoptr(GError) error = NULL;

      test_wait_for_result (&results[i], LIST_OPERATION);
      batch = ferry_client_list_sync_tasks_finish (self->client, results[i], &error);
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
}

/* Neither a token nor a signature may travel to where a redirect leads. */
static void
test_redirect (ClientFixture *self,
               gconstpointer  data)
{
  FerryCredentials *both[] = { ferry_credentials_new_token (FERRY_DEMO_TOKEN), test_dup_key_pair () };
  FerryDemoServer *canary = test_start_server ();
  const char *const targets[] = { ferry_demo_server_get_endpoint (canary), "/elsewhere", "https://evil.invalid/", "" };

  ferry_demo_server_set_fault (self->server, FERRY_DEMO_FAULT_REDIRECT);
  for (gsize c = 0; c < G_N_ELEMENTS (both); c++)
    {
      g_autoptr(FerryCredentials) credentials = both[c];

      connect_with (self, credentials);
      for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
        {
          g_autoptr(GError) error = NULL;

          ferry_demo_server_set_location (self->server, targets[i]);
          error = list_badly (self->client, self->repository);
          g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE);
        }
    }

  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, G_N_ELEMENTS (both) * G_N_ELEMENTS (targets));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (canary), ==, 0);
  g_assert_finalize_object (canary);
}

#define ADD(name, function) \
  g_test_add ("/client/" name, ClientFixture, NULL, client_fixture_set_up, function, client_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("signature", test_signature);
  ADD ("temporary-keys", test_temporary_keys);
  ADD ("token", test_token);
  ADD ("wrong-credentials", test_wrong_credentials);
  ADD ("unusable-credentials", test_unusable_credentials);
  ADD ("slash", test_slash);
  ADD ("escapes", test_escapes);
  ADD ("region-in-endpoint", test_region_in_endpoint);
  ADD ("request", test_request);
  ADD ("cancel-before", test_cancel_before);
  ADD ("cancel-during", test_cancel_during);
  ADD ("cancel-after", test_cancel_after);
  ADD ("dropped-client", test_dropped_client);
  ADD ("many-at-once", test_many_at_once);
  ADD ("redirect", test_redirect);

  return g_test_run ();
}
