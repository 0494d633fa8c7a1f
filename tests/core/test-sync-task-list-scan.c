/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

/* A list that is filled by scans of several repositories. */

typedef struct
{
  FerryDemoServer *server;
  FerryClient *client;
  FerryQuery *query;
  FerrySyncTaskList *list;
  GArray *lengths; /* of the list, each time it changed */
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *self)
{
  guint length = g_list_model_get_n_items (model);

  g_array_append_val (self->lengths, length);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->server = test_start_server ();
  self->client = connect_to_regions (self->server);
  self->query = ferry_query_new ((const char *const[]) { "cn-north-4", NULL }, "", "", NULL);
  self->list = ferry_sync_task_list_new ();
  self->lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
  ferry_demo_server_set_world (self->server, 3, 60, 2);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->list);
  g_array_unref (self->lengths);
  ferry_query_unref (self->query);
  g_assert_finalize_object (self->client);
  g_assert_finalize_object (self->server);
}

static guint
count_rows (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static FerryFacts *
get_facts (Fixture *self)
{
  return ferry_sync_task_list_get_facts (self->list);
}

static gboolean
load_scan (Fixture   *self,
           FerryScan *scan)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_sync_task_list_load_async (self->list, scan, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "load the list");

  return ferry_sync_task_list_load_finish (self->list, result, NULL);
}

static gboolean
load (Fixture *self)
{
  g_autoptr(FerryScan) scan = ferry_scan_new_for_client (self->query, self->client);

  return load_scan (self, scan);
}

static gboolean
has_rows (gpointer user_data)
{
  return count_rows (user_data) > 0;
}

/* Rows come while the scan runs, and what is said of them tells that there are more to come. */
static void
test_rows_appear (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(FerryScan) scan = ferry_scan_new_for_client (self->query, self->client);
  g_autoptr(GAsyncResult) result = NULL;

  ferry_demo_server_set_latency (self->server, 60);
  ferry_sync_task_list_load_async (self->list, scan, NULL, test_result_cb, &result);
  test_wait_for (has_rows, self, "the first rows");
  g_assert_null (result);
  g_assert_cmpint (ferry_sync_task_list_get_state (self->list), ==, FERRY_LIST_STATE_LOADING);
  g_assert_true (ferry_sync_task_list_get_scan (self->list) == scan);
  g_assert_true (get_facts (self)->is_unfinished);
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_rows_query (self->list), self->query));

  test_wait_for_result (&result, "load the list");
  g_assert_true (ferry_sync_task_list_load_finish (self->list, result, NULL));
  g_assert_cmpuint (count_rows (self), ==, 120);
  g_assert_cmpuint (self->lengths->len, >, 2);
  for (guint i = 1; i < self->lengths->len; i++)
    g_assert_cmpuint (g_array_index (self->lengths, guint, i - 1), <=, g_array_index (self->lengths, guint, i));
  g_assert_false (get_facts (self)->is_unfinished);
  g_assert_null (ferry_sync_task_list_get_scan (self->list));
}

/* Nothing moves before all of it is there, and then only what differs. */
static void
test_refresh (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(FerrySyncTask) first = NULL;
  g_autoptr(FerrySyncTask) still_first = NULL;

  g_assert_true (load (self));
  first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_array_set_size (self->lengths, 0);

  ferry_demo_server_set_latency (self->server, 20);
  ferry_demo_server_add_repository (self->server, "cn-north-4", "team-3", "zebra", 1);
  g_assert_true (load (self));
  still_first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_assert_true (first == still_first);
  g_assert_cmpuint (self->lengths->len, ==, 1);
  g_assert_cmpuint (count_rows (self), ==, 121);
}

/* What a refresh cannot read stays as it was, and is named; the rest is new. Going on asks for it alone. */
static void
test_partial_refresh (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(FerryScan) scan = NULL;

  g_assert_true (load (self));
  ferry_demo_server_set_fault_at (self->server, "cn-north-4/team-1/service-1", FERRY_DEMO_FAULT_500, 0);
  g_assert_true (ferry_demo_server_remove_repository (self->server, "cn-north-4", "team-3", "service-3"));
  g_assert_true (load (self));
  g_assert_cmpuint (count_rows (self), ==, 118);
  g_assert_cmpuint (get_facts (self)->n_rows, ==, 118);
  g_assert_cmpuint (get_facts (self)->failures->len, ==, 1);
  g_assert_cmpuint (get_facts (self)->remarks->len, ==, 1);

  scan = g_object_ref (ferry_sync_task_list_get_scan (self->list));
  ferry_demo_server_set_fault_at (self->server, "cn-north-4/team-1/service-1", FERRY_DEMO_FAULT_NONE, 0);
  ferry_demo_server_clear_requests (self->server);
  g_assert_true (load_scan (self, scan));
  g_assert_cmpuint (count_rows (self), ==, 118);
  g_assert_false (ferry_facts_is_partial (get_facts (self)));
  g_assert_cmpuint (get_facts (self)->remarks->len, ==, 0);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 1);
}

/* A scan that is stopped leaves what it found, and goes on from there. */
static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(FerryScan) scan = ferry_scan_new_for_client (self->query, self->client);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_rows;

  ferry_demo_server_set_latency (self->server, 60);
  ferry_sync_task_list_load_async (self->list, scan, cancellable, test_result_cb, &result);
  test_wait_for (has_rows, self, "the first rows");
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the end of the load");
  g_assert_false (ferry_sync_task_list_load_finish (self->list, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  n_rows = count_rows (self);
  g_assert_cmpint (ferry_sync_task_list_get_state (self->list), ==, FERRY_LIST_STATE_LOADED);
  g_assert_cmpuint (n_rows, >, 0);
  g_assert_cmpuint (n_rows, <, 120);
  g_assert_cmpuint (get_facts (self)->n_not_asked, ==, 60 - n_rows / 2);
  g_assert_true (ferry_sync_task_list_get_scan (self->list) == scan);

  ferry_demo_server_set_latency (self->server, 0);
  g_assert_true (load_scan (self, scan));
  g_assert_cmpuint (count_rows (self), ==, 120);
  g_assert_false (ferry_facts_is_partial (get_facts (self)));
}

/* A scan that gives way to another one says nothing more. */
static void
test_replaced (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(FerryScan) scan = ferry_scan_new_for_client (self->query, self->client);
  g_autoptr(FerryQuery) other = ferry_query_new ((const char *const[]) { "cn-north-4", NULL }, "team-1", "", NULL);
  g_autoptr(FerryScan) next = ferry_scan_new_for_client (other, self->client);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_latency (self->server, 60);
  ferry_sync_task_list_load_async (self->list, scan, cancellable, test_result_cb, &result);
  test_wait_for (has_rows, self, "the first rows");
  g_cancellable_cancel (cancellable);
  g_assert_true (load_scan (self, next));
  g_assert_cmpuint (count_rows (self), ==, 40);
  test_wait_for_result (&result, "the end of the first load");
  g_assert_false (ferry_sync_task_list_load_finish (self->list, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_rows (self), ==, 40);
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_rows_query (self->list), other));
}

static void
add (const char  *path,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/sync-task-list-scan/rows-appear", test_rows_appear);
  add ("/sync-task-list-scan/refresh", test_refresh);
  add ("/sync-task-list-scan/partial-refresh", test_partial_refresh);
  add ("/sync-task-list-scan/stop", test_stop);
  add ("/sync-task-list-scan/replaced", test_replaced);

  return g_test_run ();
}
