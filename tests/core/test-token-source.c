/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

/* Signing in with a password: tokens from IAM, one a region. */

/* A client of a user, for a service that stands for several regions. */
static void
connect_as (ClientFixture *self,
            const char    *password,
            const char    *passcode)
{
  g_autofree char *endpoint = g_strconcat (ferry_demo_server_get_endpoint (self->server), "/{region}", NULL);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new_password (FERRY_DEMO_DOMAIN, FERRY_DEMO_USER, password,
                                                                            FERRY_DEMO_USER_ID, passcode);

  g_clear_object (&self->client);
  self->client = test_create_client (endpoint, credentials);
  test_hurry (self->client);
}

static void
set_up (ClientFixture *self,
        gconstpointer  data)
{
  client_fixture_set_up (self, data);
  connect_as (self, FERRY_DEMO_PASSWORD, NULL);
}

static FerrySyncTaskBatch *
list_in (ClientFixture *self,
         const char    *region)
{
  g_autoptr(FerryRepository) repository = ferry_repository_new (region, "test", "grpc-helloworld", NULL);

  return list_well (self->client, repository);
}

static void
assert_n_tokens (ClientFixture *self,
                 guint          expected)
{
  g_assert_cmpuint (ferry_demo_server_get_n_token_requests (self->server), ==, expected);
}

/* The sample account has the repository in one region only; elsewhere it is enough to be let in. */
static void
look_in (ClientFixture *self,
         const char    *region)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) organizations = NULL;

  ferry_client_list_organizations_async (self->client, region, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "list the organizations");
  organizations = ferry_client_list_organizations_finish (self->client, result, &error);
  g_assert_no_error (error);
}

static void
test_one_a_region (ClientFixture *self,
                   gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) first = list_in (self, "cn-north-4");
  g_autoptr(FerrySyncTaskBatch) second = list_in (self, "cn-north-4");

  assert_n_tokens (self, 1);
  look_in (self, "cn-north-1");
  assert_n_tokens (self, 2);
  look_in (self, "cn-north-4");
  assert_n_tokens (self, 2);
}

/* Several who want one at the same time wait for the same. */
static void
test_shared (ClientFixture *self,
             gconstpointer  data)
{
  GAsyncResult *results[5] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    ferry_client_list_sync_tasks_async (self->client, self->repository, NULL, test_result_cb, &results[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(FerrySyncTaskBatch) batch = NULL;

      test_wait_for_result (&results[i], LIST_OPERATION);
      batch = ferry_client_list_sync_tasks_finish (self->client, results[i], NULL);
      g_assert_nonnull (batch);
      g_object_unref (results[i]);
    }
  assert_n_tokens (self, 1);
}

static gboolean
is_asked (gpointer user_data)
{
  return ferry_demo_server_get_n_token_requests (user_data) == 1;
}

/* Who stops need not wait for IAM; who waits beside them gets the token all the same. */
static void
test_stopped (ClientFixture *self,
              gconstpointer  data)
{
  for (guint n = 0; n < 2; n++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      GAsyncResult *results[2] = { NULL };
      g_autoptr(FerrySyncTaskBatch) batch = NULL;
      g_autoptr(GError) error = NULL;

      connect_as (self, FERRY_DEMO_PASSWORD, NULL);
      ferry_demo_server_set_latency (self->server, 300);
      for (guint i = 0; i < 2; i++)
        ferry_client_list_sync_tasks_async (self->client, self->repository, i == n ? cancellable : NULL, test_result_cb, &results[i]);
      g_cancellable_cancel (cancellable);
      test_wait_for_result (&results[n], "the end of a call");
      g_assert_null (results[1 - n]);
      g_assert_null (ferry_client_list_sync_tasks_finish (self->client, results[n], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      test_wait_for_result (&results[1 - n], LIST_OPERATION);
      batch = ferry_client_list_sync_tasks_finish (self->client, results[1 - n], NULL);
      g_assert_nonnull (batch);
      assert_n_tokens (self, n + 1);
      g_object_unref (results[0]);
      g_object_unref (results[1]);
    }
}

/* When nobody waits any more, the connection goes, and whoever comes then asks anew. */
static void
test_all_stopped (ClientFixture *self,
                  gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[2] = { NULL };
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  ferry_demo_server_set_fault (self->server, FERRY_DEMO_FAULT_HANG);
  ferry_demo_server_set_fault_count (self->server, 1);
  for (guint i = 0; i < 2; i++)
    ferry_client_list_sync_tasks_async (self->client, self->repository, cancellable, test_result_cb, &results[i]);
  test_wait_for (is_asked, self->server, "the request for a token");
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      test_wait_for_result (&results[i], "the end of a call");
      g_assert_null (ferry_client_list_sync_tasks_finish (self->client, results[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }

  batch = list_in (self, "cn-north-4");
  assert_n_tokens (self, 2);
}

/* A token that dies early, as all do when a password is changed, is renewed without a word. */
static void
test_expired (ClientFixture *self,
              gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) before = list_in (self, "cn-north-4");
  g_autoptr(FerrySyncTaskBatch) after = NULL;

  ferry_demo_server_expire_tokens (self->server);
  after = list_in (self, "cn-north-4");
  assert_n_tokens (self, 2);
}

static gboolean
has_passed (gpointer end)
{
  return g_get_monotonic_time () > *(gint64 *) end;
}

/* One that has ended is renewed before it is refused: no request is spent on trying it. */
static void
test_renewed (ClientFixture *self,
              gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) before = NULL;
  g_autoptr(FerrySyncTaskBatch) after = NULL;
  gint64 end;

  ferry_demo_server_set_token_lifetime (self->server, 2);
  before = list_in (self, "cn-north-4");
  end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  test_wait_for (has_passed, &end, "the end of the token");
  after = list_in (self, "cn-north-4");
  assert_n_tokens (self, 2);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 4);
}

/* Refused tokens are renewed once, not for ever. */
static void
test_refused (ClientFixture *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_token_lifetime (self->server, 0);
  error = list_badly (self->client, self->repository);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TOKEN_EXPIRED);
  assert_n_tokens (self, 2);
}

static void
test_big_token (ClientFixture *self,
                gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autofree char *request = NULL;

  ferry_demo_server_set_fault (self->server, FERRY_DEMO_FAULT_IAM_BIG_TOKEN);
  batch = list_in (self, "cn-north-4");
  request = ferry_demo_server_dup_last_request (self->server);
  g_assert_cmpuint (strlen (request), >, 32 * 1024);
}

/* What IAM says, and that it is asked no second time: wrong tries lock a user. */
static void
test_failures (ClientFixture *self,
               gconstpointer  data)
{
  static const struct
  {
    FerryDemoFault fault;
    FerryError code;
  } cases[] = {
    { FERRY_DEMO_FAULT_IAM_NO_TOKEN, FERRY_ERROR_BAD_RESPONSE },
    { FERRY_DEMO_FAULT_IAM_400, FERRY_ERROR_BAD_REQUEST },
    { FERRY_DEMO_FAULT_IAM_401, FERRY_ERROR_WRONG_PASSWORD },
    { FERRY_DEMO_FAULT_IAM_LOCKED, FERRY_ERROR_LOCKED },
    { FERRY_DEMO_FAULT_IAM_PASSCODE, FERRY_ERROR_PASSCODE },
    { FERRY_DEMO_FAULT_IAM_429, FERRY_ERROR_RATE_LIMITED },
    { FERRY_DEMO_FAULT_IAM_500, FERRY_ERROR_SERVER },
    { FERRY_DEMO_FAULT_IAM_NOT_JSON, FERRY_ERROR_BAD_RESPONSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      connect_as (self, FERRY_DEMO_PASSWORD, NULL);
      ferry_demo_server_set_fault (self->server, cases[i].fault);
      error = list_badly (self->client, self->repository);
      g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
      assert_n_tokens (self, i + 1);
      g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, i + 1);
    }
}

static void
test_wrong_password (ClientFixture *self,
                     gconstpointer  data)
{
  g_autoptr(GError) first = NULL;
  g_autoptr(GError) second = NULL;

  connect_as (self, "not-the-password", NULL);
  first = list_badly (self->client, self->repository);
  g_assert_error (first, FERRY_ERROR, FERRY_ERROR_WRONG_PASSWORD);
  g_assert_null (strstr (first->message, "not-the-password"));

  /* Trying again would bring the lock nearer and change nothing. */
  ferry_connection_forget_refusal (ferry_client_get_connection (self->client));
  second = list_badly (self->client, self->repository);
  g_assert_error (second, FERRY_ERROR, FERRY_ERROR_WRONG_PASSWORD);
  assert_n_tokens (self, 1);
}

/* The code is asked for, then given. */
static void
test_passcode (ClientFixture *self,
               gconstpointer  data)
{
  FerryConnection *connection = ferry_client_get_connection (self->client);
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) wrong = NULL;
  g_autoptr(GError) again = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  ferry_demo_server_set_passcode (self->server, FERRY_DEMO_PASSCODE);
  missing = list_badly (self->client, self->repository);
  g_assert_error (missing, FERRY_ERROR, FERRY_ERROR_PASSCODE);

  ferry_connection_set_passcode (connection, "000000");
  wrong = list_badly (self->client, self->repository);
  g_assert_error (wrong, FERRY_ERROR, FERRY_ERROR_PASSCODE);
  g_assert_cmpstr (wrong->message, !=, missing->message);

  /* The same wrong code is not sent twice: each time would bring the lock nearer. */
  ferry_connection_forget_refusal (connection);
  again = list_badly (self->client, self->repository);
  g_assert_cmpstr (again->message, ==, missing->message);

  ferry_connection_set_passcode (connection, FERRY_DEMO_PASSCODE);
  batch = list_in (self, "cn-north-4");
  assert_n_tokens (self, 4);

  /* Nor is the right one, which was for one token. */
  g_clear_error (&again);
  ferry_demo_server_expire_tokens (self->server);
  again = list_badly (self->client, self->repository);
  g_assert_cmpstr (again->message, ==, missing->message);
}

/* Every blank of a password counts. */
static void
test_blanks (ClientFixture *self,
             gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  ferry_demo_server_set_user (self->server, FERRY_DEMO_DOMAIN, FERRY_DEMO_USER, " pass \"word\"\\ 密码 ");
  connect_as (self, " pass \"word\"\\ 密码 ", NULL);
  batch = list_in (self, "cn-north-4");
}

/* A key that signs needs no token. */
static void
test_not_asked (ClientFixture *self,
                gconstpointer  data)
{
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  client_fixture_connect (self);
  batch = list_in (self, "cn-north-4");
  assert_n_tokens (self, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/token-source/" name, ClientFixture, NULL, set_up, function, client_fixture_tear_down)
  ADD ("one-a-region", test_one_a_region);
  ADD ("shared", test_shared);
  ADD ("stopped", test_stopped);
  ADD ("all-stopped", test_all_stopped);
  ADD ("expired", test_expired);
  ADD ("renewed", test_renewed);
  ADD ("refused", test_refused);
  ADD ("big-token", test_big_token);
  ADD ("failures", test_failures);
  ADD ("wrong-password", test_wrong_password);
  ADD ("passcode", test_passcode);
  ADD ("blanks", test_blanks);
  ADD ("not-asked", test_not_asked);

  return g_test_run ();
}
