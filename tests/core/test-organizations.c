/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

/* Listing organizations, and what is built on it: trying a connection. */

static GStrv
list_organizations (ClientFixture  *self,
                    GError        **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_client_list_organizations_async (self->client, FERRY_REGION_DEFAULT, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "list the organizations");

  return ferry_client_list_organizations_finish (self->client, result, error);
}

static void
test_list (ClientFixture *self,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) organizations = list_organizations (self, &error);
  g_autofree char *request = ferry_demo_server_dup_last_request (self->server);

  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) organizations, "test"));
  for (gsize i = 1; organizations[i] != NULL; i++)
    g_assert_cmpstr (organizations[i - 1], <, organizations[i]);
  g_assert_true (g_str_has_prefix (request, "GET /v2/manage/namespaces?filter=mode%3A%3Avisible HTTP/1.1\n"));
}

static void
test_answers (ClientFixture *self,
              gconstpointer  data)
{
  static const struct
  {
    const char *body;
    const char *names; /* (nullable) joined by commas; NULL for an error */
  } cases[] = {
    { "{\"namespaces\":[]}", "" },
    { "{\"namespaces\":null}", "" },
    { "{}", "" },
    { "null", "" },
    { "{\"namespaces\":[{\"id\":2,\"name\":\"b\",\"auth\":7},{\"name\":\"a\",\"creator_name\":null}]}", "a,b" },
    { "[{\"name\":\"a\"}]", "a" },
    { "{\"namespaces\":[{\"id\":2}]}", NULL },
    { "{\"namespaces\":[{\"name\":7}]}", NULL },
    { "{\"namespaces\":[7]}", NULL },
    { "{\"namespaces\":7}", NULL },
    { "\"text\"", NULL },
    { "{\"namespaces\":[", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) organizations = NULL;
      g_autofree char *names = NULL;

      g_test_message ("%s", cases[i].body);
      ferry_demo_server_set_answer (self->server, 200, "application/json", cases[i].body);
      organizations = list_organizations (self, &error);
      names = organizations != NULL ? g_strjoinv (",", organizations) : NULL;
      g_assert_cmpstr (names, ==, cases[i].names);
      if (cases[i].names == NULL)
        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE);
    }
}

static GPtrArray *
try_connection (ClientFixture *self)
{
  static const char *const regions[] = { "cn-north-4", "cn-north-1", "cn-east-3", NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *results;

  ferry_connection_test_run_async (self->client, regions, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "try the connection");
  results = ferry_connection_test_run_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 3);

  return results;
}

static void
test_connection (ClientFixture *self,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) results = try_connection (self);

  for (guint i = 0; i < results->len; i++)
    {
      FerryConnectionResult *result = g_ptr_array_index (results, i);

      g_assert_true (result->asked);
      g_assert_no_error (result->error);
      g_assert_cmpint (ABS (result->clock_offset), <=, 2);
    }
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 3);
}

/* One region that fails says nothing about the next. */
static void
test_one_fails (ClientFixture *self,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) results = NULL;

  ferry_demo_server_set_fault (self->server, FERRY_DEMO_FAULT_403);
  ferry_demo_server_set_fault_count (self->server, 1);
  results = try_connection (self);
  g_assert_error (((FerryConnectionResult *) g_ptr_array_index (results, 0))->error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN);
  g_assert_no_error (((FerryConnectionResult *) g_ptr_array_index (results, 1))->error);
  g_assert_no_error (((FerryConnectionResult *) g_ptr_array_index (results, 2))->error);
}

/* A wrong key counts as one wrong try. */
static void
test_refused (ClientFixture *self,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) results = NULL;

  ferry_demo_server_set_key_pair (self->server, FERRY_DEMO_ACCESS_KEY, "another");
  results = try_connection (self);
  g_assert_error (((FerryConnectionResult *) g_ptr_array_index (results, 0))->error, FERRY_ERROR, FERRY_ERROR_WRONG_KEY);
  g_assert_false (((FerryConnectionResult *) g_ptr_array_index (results, 1))->asked);
  g_assert_false (((FerryConnectionResult *) g_ptr_array_index (results, 2))->asked);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 1);
}

static void
test_stopped (ClientFixture *self,
              gconstpointer  data)
{
  static const char *const regions[] = { "cn-north-4", NULL };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_fault (self->server, FERRY_DEMO_FAULT_HANG);
  ferry_connection_test_run_async (self->client, regions, cancellable, test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the end of the test");
  g_assert_null (ferry_connection_test_run_finish (self->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/organizations/" name, ClientFixture, NULL, client_fixture_set_up, function, client_fixture_tear_down)
  ADD ("list", test_list);
  ADD ("answers", test_answers);
  ADD ("connection", test_connection);
  ADD ("one-fails", test_one_fails);
  ADD ("refused", test_refused);
  ADD ("stopped", test_stopped);

  return g_test_run ();
}
