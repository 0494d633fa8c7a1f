/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "client-fixture.h"

typedef struct
{
  ClientFixture base;
  FerryQuery *query;
  FerrySyncTaskList *list;
  GString *changes; /* each as `position-removed+added `; a state in between in words */
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
notify_state_cb (GObject    *object,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  const char *const names[] = { "idle ", "loading ", "loaded ", "failed " };
  FerryListState state;

  g_object_get (object, "state", &state, NULL);
  g_assert_cmpint (state, ==, ferry_sync_task_list_get_state (FERRY_SYNC_TASK_LIST (object)));
  g_string_append (user_data, names[state]);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  client_fixture_set_up (&self->base, data);
  self->query = test_make_query ("test", "grpc-helloworld");
  self->list = ferry_sync_task_list_new ();
  self->changes = g_string_new (NULL);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self->changes);
  g_signal_connect (self->list, "notify::state", G_CALLBACK (notify_state_cb), self->changes);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->list);
  g_string_free (self->changes, TRUE);
  ferry_query_unref (self->query);
  client_fixture_tear_down (&self->base, data);
}

static void
load_async (Fixture             *self,
            FerrySyncTaskList   *list,
            FerryQuery          *query,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr(FerryScan) scan = ferry_scan_new_for_client (query, self->base.client);

  ferry_sync_task_list_load_async (list, scan, cancellable, callback, user_data);
}

static gboolean
finish (Fixture       *self,
        GAsyncResult **result,
        GError       **error)
{
  test_wait_for_result (result, "load the list");

  return ferry_sync_task_list_load_finish (self->list, *result, error);
}

static gboolean
load (Fixture  *self,
      GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  load_async (self, self->list, self->query, NULL, test_result_cb, &result);

  return finish (self, &result, error);
}

static void
load_well (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (load (self, &error));
  g_assert_no_error (error);
}

/* Loads tasks of which each letter is one, as `a1b1c2`: the id, and a revision that tells two of the same id apart. */
static void
load_rows (Fixture    *self,
           const char *rows)
{
  g_autoptr(GString) body = g_string_new ("[");

  for (const char *p = rows; *p != '\0'; p += 2)
    g_string_append_printf (body, "%s{\"id\":%d,\"repoName\":\"r%c\"}", body->len > 1 ? "," : "", p[0], p[1]);
  g_string_append_c (body, ']');
  ferry_demo_server_set_answer (self->base.server, 200, "application/json", body->str);
  load_well (self);
}

static void
assert_changes (Fixture    *self,
                const char *expected)
{
  g_assert_cmpstr (self->changes->str, ==, expected);
  g_string_truncate (self->changes, 0);
}

static guint
count_rows (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static void
test_fresh (Fixture       *self,
            gconstpointer  data)
{
  g_assert_cmpint (ferry_sync_task_list_get_state (self->list), ==, FERRY_LIST_STATE_IDLE);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (self->list)) == FERRY_TYPE_SYNC_TASK);
  g_assert_cmpuint (count_rows (self), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->list), 0));
  g_assert_null (ferry_sync_task_list_get_query (self->list));
  g_assert_null (ferry_sync_task_list_get_rows_query (self->list));
  g_assert_null (ferry_sync_task_list_get_error (self->list));
  g_assert_null (ferry_sync_task_list_get_facts (self->list));
}

static void
test_load (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GDateTime) before = g_date_time_new_now_local ();
  g_autoptr(GDateTime) after = NULL;
  g_autoptr(FerrySyncTask) sync_task = NULL;

  load_well (self);
  after = g_date_time_new_now_local ();
  sync_task = g_list_model_get_item (G_LIST_MODEL (self->list), 0);

  assert_changes (self, "loading 0-0+1 loaded ");
  g_assert_cmpint (ferry_sync_task_get_id (sync_task), ==, 45);
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_query (self->list), self->query));
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_rows_query (self->list), self->query));
  g_assert_cmpint (g_date_time_compare (before, ferry_sync_task_list_get_facts (self->list)->as_of), <=, 0);
  g_assert_cmpint (g_date_time_compare (ferry_sync_task_list_get_facts (self->list)->as_of, after), <=, 0);
}

/* A refresh tells of no more than from the first difference to the last. */
static void
test_refresh (Fixture       *self,
              gconstpointer  data)
{
  static const struct
  {
    const char *rows;
    const char *changes;
  } steps[] = {
    { "a1b1c1d1e1", "loading 0-0+5 loaded " },
    { "a1b1c1d1e1", "loading loaded " },
    { "a1b1c2d1e1", "loading 2-1+1 loaded " },
    { "a1b2c2d2e1", "loading 1-3+3 loaded " },
    { "z1a1b2c2d2e1", "loading 0-0+1 loaded " },
    { "z1a1b2x1y1c2d2e1", "loading 3-0+2 loaded " },
    { "z1b2x1y1d2e1", "loading 1-5+3 loaded " },
    { "z1b2x1y1d2e1f1", "loading 6-0+1 loaded " },
    { "z1b2x1", "loading 3-4+0 loaded " },
    { "", "loading 0-3+0 loaded " },
    { "", "loading loaded " },
    { "a1a1b1", "loading 0-0+3 loaded " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("%s", steps[i].rows);
      load_rows (self, steps[i].rows);
      assert_changes (self, steps[i].changes);
      g_assert_cmpuint (count_rows (self), ==, strlen (steps[i].rows) / 2);
    }
}

/* Whatever changes, in whatever order: the rows are the answer, and a task that can stay is the same object. */
static void
test_refresh_at_random (Fixture       *self,
                        gconstpointer  data)
{
  for (guint round = 0; round < 200; round++)
    {
      char rows[2 * 12 + 1] = "";
      guint n_rows = g_test_rand_int_range (0, 13);

      for (guint i = 0; i < n_rows; i++)
        {
          rows[2 * i] = g_test_rand_int_range ('a', 'j');
          rows[2 * i + 1] = g_test_rand_int_range ('1', '3');
        }
      load_rows (self, rows);

      g_assert_cmpuint (count_rows (self), ==, n_rows);
      for (guint i = 0; i < n_rows; i++)
        {
          g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (G_LIST_MODEL (self->list), i);

          g_assert_cmpint (ferry_sync_task_get_id (sync_task), ==, rows[2 * i]);
          g_assert_cmpint (ferry_sync_task_get_repository (sync_task)[1], ==, rows[2 * i + 1]);
        }
    }
}

static void
test_refresh_keeps_objects (Fixture       *self,
                            gconstpointer  data)
{
  g_autoptr(FerrySyncTask) kept = NULL;
  g_autoptr(FerrySyncTask) changed = NULL;
  g_autoptr(FerrySyncTask) still_there = NULL;
  g_autoptr(FerrySyncTask) replaced = NULL;

  load_rows (self, "a1b1c1");
  kept = g_list_model_get_item (G_LIST_MODEL (self->list), 1);
  changed = g_list_model_get_item (G_LIST_MODEL (self->list), 2);
  load_rows (self, "b1x1c2");
  still_there = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  replaced = g_list_model_get_item (G_LIST_MODEL (self->list), 2);

  g_assert_true (kept == still_there);
  g_assert_true (changed != replaced);
  g_assert_cmpstr (ferry_sync_task_get_repository (changed), ==, "r1");
}

static void
test_failed_refresh (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(FerryQuery) rows_query = ferry_query_ref (self->query);
  g_autoptr(GDateTime) loaded_at = NULL;
  g_autoptr(GError) error = NULL;

  load_well (self);
  assert_changes (self, "loading 0-0+1 loaded ");
  loaded_at = g_date_time_ref (ferry_sync_task_list_get_facts (self->list)->as_of);

  ferry_query_unref (self->query);
  self->query = test_make_query ("other", "repository");
  ferry_demo_server_set_fault (self->base.server, FERRY_DEMO_FAULT_500);
  g_assert_false (load (self, &error));

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SERVER);
  g_assert_cmpuint (ferry_error_get_details (error)->http_status, ==, 500);
  assert_changes (self, "loading failed ");
  g_assert_cmpuint (count_rows (self), ==, 1);
  g_assert_true (g_date_time_equal (ferry_sync_task_list_get_facts (self->list)->as_of, loaded_at));
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_rows_query (self->list), rows_query));
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_query (self->list), self->query));
  g_assert_error (ferry_sync_task_list_get_error (self->list), FERRY_ERROR, FERRY_ERROR_SERVER);
  g_assert_cmpstr (ferry_error_get_details (ferry_sync_task_list_get_error (self->list))->service_code, ==, "SVCSTG.SWR.5001101");

  /* The next good answer makes it good again. */
  load_rows (self, "a1");
  assert_changes (self, "loading 0-1+1 loaded ");
  g_assert_null (ferry_sync_task_list_get_error (self->list));
}

/* Without anybody to ask a request fails as one that was sent does, and an answer to an earlier one comes too late. */
static void
test_fail (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS, "There is no secret.");
  g_autoptr(FerryQuery) query = test_make_query ("other", "repository");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) late = NULL;

  load_well (self);
  assert_changes (self, "loading 0-0+1 loaded ");
  load_async (self, self->list, self->query, NULL, test_result_cb, &result);
  ferry_sync_task_list_fail (self->list, query, error);
  assert_changes (self, "loading failed ");
  g_assert_error (ferry_sync_task_list_get_error (self->list), FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_query (self->list), query));
  g_assert_cmpuint (count_rows (self), ==, 1);

  test_wait_for_result (&result, "the end of the earlier request");
  g_assert_false (ferry_sync_task_list_load_finish (self->list, result, &late));
  g_assert_error (late, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_changes (self, "");
}

/* Stopping goes back to how things stood: idle, loaded, or failed. */
static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  const FerryDemoFault before[] = { FERRY_DEMO_FAULT_HANG, FERRY_DEMO_FAULT_NONE, FERRY_DEMO_FAULT_403 };
  const FerryListState states[] = { FERRY_LIST_STATE_IDLE, FERRY_LIST_STATE_LOADED, FERRY_LIST_STATE_FAILED };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      ferry_demo_server_set_fault (self->base.server, before[i]);
      if (before[i] != FERRY_DEMO_FAULT_HANG)
        load (self, NULL);

      ferry_demo_server_set_fault (self->base.server, FERRY_DEMO_FAULT_HANG);
      load_async (self, self->list, self->query, cancellable, test_result_cb, &result);
      g_assert_cmpint (ferry_sync_task_list_get_state (self->list), ==, FERRY_LIST_STATE_LOADING);
      g_cancellable_cancel (cancellable);
      g_assert_false (finish (self, &result, &error));

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (ferry_sync_task_list_get_state (self->list), ==, states[i]);
      g_assert_cmpint (ferry_sync_task_list_get_error (self->list) != NULL, ==, states[i] == FERRY_LIST_STATE_FAILED);
    }
  g_assert_cmpuint (count_rows (self), ==, 1);
}

/* The answer of the last load counts, however late an earlier one comes. */
static void
test_newer_load_wins (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(FerryQuery) missing = test_make_query ("test", "not-there");
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GError) error = NULL;

  /* The first request is answered slowly, the second one at once, and with something else. */
  ferry_demo_server_set_fault (self->base.server, FERRY_DEMO_FAULT_SLOW_BYTES);
  ferry_demo_server_set_fault_count (self->base.server, 1);
  load_async (self, self->list, self->query, NULL, test_result_cb, &first);
  load_async (self, self->list, missing, NULL, test_result_cb, &second);
  test_wait_for_result (&first, "load that is overtaken");
  g_assert_false (finish (self, &second, NULL));
  g_assert_false (ferry_sync_task_list_load_finish (self->list, first, &error));

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_changes (self, "loading loading failed ");
  g_assert_cmpuint (count_rows (self), ==, 0);
  g_assert_error (ferry_sync_task_list_get_error (self->list), FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_query (self->list), missing));
}

static void
test_unreadable (Fixture       *self,
                 gconstpointer  data)
{
  ferry_demo_server_set_fault (self->base.server, FERRY_DEMO_FAULT_WRONG_TYPES);
  load_well (self);
  g_assert_cmpuint (count_rows (self), ==, 1);
  g_assert_cmpuint (ferry_sync_task_list_get_facts (self->list)->n_unreadable, ==, 3);
  g_assert_cmpstr (ferry_sync_task_list_get_facts (self->list)->first_problem, ==, "An entry is not a task.");

  ferry_demo_server_set_fault (self->base.server, FERRY_DEMO_FAULT_NONE);
  load_well (self);
  g_assert_cmpuint (ferry_sync_task_list_get_facts (self->list)->n_unreadable, ==, 0);
  g_assert_null (ferry_sync_task_list_get_facts (self->list)->first_problem);
}

static void
test_maybe_cut (Fixture       *self,
                gconstpointer  data)
{
  const guint sizes[] = { 99, 100, 101, 250 };
  g_autoptr(GString) unreadable = g_string_new ("[{}");

  ferry_query_unref (self->query);
  self->query = test_make_query ("bulk", "tasks");
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      ferry_demo_server_set_bulk_tasks (self->base.server, sizes[i]);
      load_well (self);
      g_assert_cmpuint (count_rows (self), ==, sizes[i]);
      g_assert_cmpint (ferry_sync_task_list_get_facts (self->list)->maybe_cut, ==, sizes[i] >= 100);
    }

  /* What cannot be read was sent all the same. */
  for (guint i = 1; i < 100; i++)
    g_string_append (unreadable, ",7");
  g_string_append_c (unreadable, ']');
  ferry_demo_server_set_answer (self->base.server, 200, "application/json", unreadable->str);
  load_well (self);
  g_assert_cmpuint (count_rows (self), ==, 1);
  g_assert_true (ferry_sync_task_list_get_facts (self->list)->maybe_cut);
}

/* An export is what the list was when it began. */
static void
test_export (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(FerryExport) export = NULL;

  load_rows (self, "a1b1c1");
  export = ferry_export_new (ferry_sync_task_list_get_facts (self->list), ferry_sync_task_list_get_tasks (self->list));
  load_rows (self, "d1");

  g_assert_cmpuint (export->sync_tasks->len, ==, 3);
  g_assert_cmpuint (export->n_columns, ==, FERRY_N_COLUMNS);
  g_assert_cmpuint (export->facts->n_rows, ==, 3);
  g_assert_cmpstr (export->facts->scope, ==, "test/grpc-helloworld");
  g_assert_cmpstr (export->facts->regions[0], ==, FERRY_REGION_DEFAULT);
  g_assert_null (export->facts->regions[1]);
}

/* A load keeps its list until it is done. */
static void
test_dropped_list (Fixture       *self,
                   gconstpointer  data)
{
  FerrySyncTaskList *list = ferry_sync_task_list_new ();

  load_async (self, list, self->query, NULL, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  g_assert_nonnull (list);
  test_wait_for_end ((gpointer *) &list, "list that nobody holds");
}

static void
show_snapshot (Fixture    *self,
               const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) snapshot = ferry_snapshot_new_from_json (bytes, "list.json", NULL, &error);

  g_assert_no_error (error);
  ferry_sync_task_list_show_snapshot (self->list, snapshot);
}

/* One on another, too; what comes back is the answer. */
static void
test_snapshot (Fixture       *self,
               gconstpointer  data)
{
  load_rows (self, "a1b1");
  g_string_truncate (self->changes, 0);
  show_snapshot (self, "[{\"id\":1}]");
  assert_changes (self, "0-2+1 loaded ");
  g_assert_true (ferry_sync_task_list_get_has_snapshot (self->list));
  g_assert_null (ferry_sync_task_list_get_query (self->list));
  g_assert_null (ferry_sync_task_list_get_rows_query (self->list));
  g_assert_cmpstr (ferry_sync_task_list_get_facts (self->list)->file, ==, "list.json");

  show_snapshot (self, "[]");
  assert_changes (self, "0-1+0 loaded ");

  ferry_sync_task_list_close_snapshot (self->list);
  assert_changes (self, "0-0+2 loaded ");
  g_assert_false (ferry_sync_task_list_get_has_snapshot (self->list));
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_query (self->list), self->query));
  g_assert_true (ferry_query_equal (ferry_sync_task_list_get_rows_query (self->list), self->query));
  g_assert_null (ferry_sync_task_list_get_facts (self->list)->file);
}

static void
test_snapshot_alone (Fixture       *self,
                     gconstpointer  data)
{
  show_snapshot (self, "[{\"id\":1}]");
  ferry_sync_task_list_close_snapshot (self->list);
  assert_changes (self, "0-0+1 loaded 0-1+0 idle ");
  g_assert_null (ferry_sync_task_list_get_facts (self->list));
}

/* A request in vain leaves it there. An answer takes its place for good. */
static void
test_load_over_snapshot (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  load_rows (self, "a1b1");
  show_snapshot (self, "[{\"id\":1}]");
  ferry_demo_server_set_answer (self->base.server, 404, "application/json", "{}");
  g_assert_false (load (self, &error));
  g_assert_true (ferry_sync_task_list_get_has_snapshot (self->list));
  ferry_sync_task_list_forget_failure (self->list);
  g_assert_null (ferry_sync_task_list_get_query (self->list));
  g_assert_cmpint (ferry_sync_task_list_get_state (self->list), ==, FERRY_LIST_STATE_LOADED);

  load_rows (self, "a1");
  g_assert_false (ferry_sync_task_list_get_has_snapshot (self->list));
  g_assert_cmpuint (count_rows (self), ==, 1);
}

/* What was asked for before must not take the place of a file that was opened since. */
static void
test_snapshot_over_load (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  load_async (self, self->list, self->query, NULL, test_result_cb, &result);
  show_snapshot (self, "[{\"id\":1},{\"id\":2}]");
  g_assert_false (finish (self, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (ferry_sync_task_list_get_has_snapshot (self->list));
  g_assert_cmpuint (count_rows (self), ==, 2);
}

#define ADD(name, function) g_test_add ("/sync-task-list/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("fresh", test_fresh);
  ADD ("load", test_load);
  ADD ("refresh", test_refresh);
  ADD ("refresh-at-random", test_refresh_at_random);
  ADD ("refresh-keeps-objects", test_refresh_keeps_objects);
  ADD ("failed-refresh", test_failed_refresh);
  ADD ("fail", test_fail);
  ADD ("stop", test_stop);
  ADD ("newer-load-wins", test_newer_load_wins);
  ADD ("unreadable", test_unreadable);
  ADD ("maybe-cut", test_maybe_cut);
  ADD ("export", test_export);
  ADD ("dropped-list", test_dropped_list);
  ADD ("snapshot", test_snapshot);
  ADD ("snapshot-alone", test_snapshot_alone);
  ADD ("load-over-snapshot", test_load_over_snapshot);
  ADD ("snapshot-over-load", test_snapshot_over_load);

  return g_test_run ();
}
