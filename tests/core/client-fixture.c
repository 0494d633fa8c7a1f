/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

void
client_fixture_connect (ClientFixture *self)
{
  g_clear_object (&self->client);
  self->client = test_connect_client (ferry_demo_server_get_endpoint (self->server));
  test_hurry (self->client);
}

void
client_fixture_set_up (ClientFixture *self,
                       gconstpointer  data)
{
  self->server = test_start_server ();
  client_fixture_connect (self);
  self->repository = test_make_repository ("test", "grpc-helloworld");
}

void
client_fixture_tear_down (ClientFixture *self,
                          gconstpointer  data)
{
  if (self->client != NULL)
    g_assert_finalize_object (self->client);
  ferry_repository_unref (self->repository);
  g_assert_finalize_object (self->server);
}

FerrySyncTaskBatch *
list_once (FerryClient      *client,
           FerryRepository  *repository,
           GError          **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_client_list_sync_tasks_async (client, repository, NULL, test_result_cb, &result);
  test_wait_for_result (&result, LIST_OPERATION);

  return ferry_client_list_sync_tasks_finish (client, result, error);
}

FerrySyncTaskBatch *
list_well (FerryClient     *client,
           FerryRepository *repository)
{
  g_autoptr(GError) error = NULL;
  FerrySyncTaskBatch *batch = list_once (client, repository, &error);

  g_assert_no_error (error);

  return batch;
}

GError *
list_badly (FerryClient     *client,
            FerryRepository *repository)
{
  GError *error = NULL;

  g_assert_null (list_once (client, repository, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);

  return error;
}

FerryClient *
connect_to_regions (FerryDemoServer *server)
{
  g_autofree char *endpoint = g_strconcat (ferry_demo_server_get_endpoint (server), "/{region}", NULL);
  FerryClient *client = test_connect_client (endpoint);

  ferry_connection_set_retry_delay (ferry_client_get_connection (client), 1);

  return client;
}

gboolean
scan_once (FerryScan  *scan,
           GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_scan_run_async (scan, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "the end of a scan");

  return ferry_scan_run_finish (scan, result, error);
}

void
scan_well (FerryScan *scan)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (scan_once (scan, &error));
  g_assert_no_error (error);
}
