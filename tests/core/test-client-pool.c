/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

/* Secrets are kept for the session only: no bus leads to anybody who would keep them longer. */

typedef struct
{
  FerryDemoServer *server;
  FerrySecretStore *secrets;
  FerryClientPool *pool;
  FerryAccount *account;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->server = test_start_server ();
  self->secrets = ferry_secret_store_new ();
  self->pool = ferry_client_pool_new (self->secrets);
  self->account = g_object_new (FERRY_TYPE_ACCOUNT,
                                "name", "prod",
                                "access-key", FERRY_DEMO_ACCESS_KEY,
                                "endpoint", ferry_demo_server_get_endpoint (self->server),
                                NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_object_unref (self->account);
  g_assert_finalize_object (self->pool);
  g_assert_finalize_object (self->secrets);
  g_assert_finalize_object (self->server);
}

static FerryClient *
get (Fixture  *self,
     GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_client_pool_get_async (self->pool, self->account, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "a client");

  return ferry_client_pool_get_finish (self->pool, result, error);
}

static void
store (Fixture    *self,
       const char *secret)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_secret_store_store_async (self->secrets, self->account, secret, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "store a secret");
  ferry_secret_store_store_finish (self->secrets, result, NULL, &error);
  g_assert_no_error (error);
}

static void
test_no_secret (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (get (self, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
  test_assert_error_text (error, "“prod”");
}

static void
test_kept_secret (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(FerryRepository) repository = test_make_repository ("test", "grpc-helloworld");
  g_autoptr(FerryClient) first = NULL;
  g_autoptr(FerryClient) second = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;

  store (self, FERRY_DEMO_SECRET_KEY);
  first = get (self, NULL);
  batch = list_well (first, repository);

  /* All get the same. */
  second = get (self, NULL);
  g_assert_true (first == second);
}

static void
test_sign_in (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(FerryClient) first = NULL;
  g_autoptr(FerryClient) second = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (ferry_client_pool_sign_in (self->pool, self->account, FERRY_DEMO_SECRET_KEY, NULL, &error));
  g_assert_no_error (error);
  first = get (self, NULL);
  g_assert_nonnull (first);

  g_assert_true (ferry_client_pool_sign_in (self->pool, self->account, "another", NULL, NULL));
  second = get (self, NULL);
  g_assert_true (first != second);

  g_assert_false (ferry_client_pool_sign_in (self->pool, self->account, "", NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
}

static void
test_forget (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (ferry_client_pool_sign_in (self->pool, self->account, FERRY_DEMO_SECRET_KEY, NULL, NULL));
  ferry_client_pool_forget (self->pool, ferry_account_get_id (self->account));
  g_assert_null (get (self, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
}

static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_client_pool_get_async (self->pool, self->account, cancellable, test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "a client");
  g_assert_null (ferry_client_pool_get_finish (self->pool, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Who has no secret does not keep back the others, and what there is comes in the order that was asked for. */
static void
test_several (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(FerryAccount) bare = g_object_new (FERRY_TYPE_ACCOUNT, "name", "bare", "access-key", FERRY_DEMO_ACCESS_KEY, NULL);
  g_autoptr(FerryAccount) audit = g_object_new (FERRY_TYPE_ACCOUNT, "name", "audit", "access-key", FERRY_DEMO_ACCESS_KEY, NULL);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) clients = NULL;
  g_autoptr(GPtrArray) refusals = NULL;
  const FerryRefusal *refusal;

  store (self, FERRY_DEMO_SECRET_KEY);
  g_assert_true (ferry_client_pool_sign_in (self->pool, audit, FERRY_DEMO_SECRET_KEY, NULL, NULL));
  g_ptr_array_add (accounts, bare);
  g_ptr_array_add (accounts, self->account);
  g_ptr_array_add (accounts, audit);
  ferry_client_pool_get_all_async (self->pool, accounts, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "the clients");
  clients = ferry_client_pool_get_all_finish (self->pool, result, &refusals, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (clients->len, ==, 2);
  g_assert_true (ferry_client_get_account (g_ptr_array_index (clients, 0)) == self->account);
  g_assert_true (ferry_client_get_account (g_ptr_array_index (clients, 1)) == audit);
  g_assert_cmpuint (refusals->len, ==, 1);
  refusal = g_ptr_array_index (refusals, 0);
  g_assert_true (refusal->account == bare);
  g_assert_error (refusal->error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
  test_assert_error_text (refusal->error, "“bare”");
}

static void
test_stop_several (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) refusals = NULL;

  g_ptr_array_add (accounts, self->account);
  ferry_client_pool_get_all_async (self->pool, accounts, cancellable, test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the clients");
  g_assert_null (ferry_client_pool_get_all_finish (self->pool, result, &refusals, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (refusals);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);

#define ADD(name, function) g_test_add ("/client-pool/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("no-secret", test_no_secret);
  ADD ("kept-secret", test_kept_secret);
  ADD ("sign-in", test_sign_in);
  ADD ("forget", test_forget);
  ADD ("stop", test_stop);
  ADD ("several", test_several);
  ADD ("stop-several", test_stop_several);

  return g_test_run ();
}
