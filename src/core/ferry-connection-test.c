/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-connection-test.h"

#include "ferry-error.h"

/* The state of a test, owned by its GTask. */
typedef struct
{
  GPtrArray *results; /* (owned) of FerryConnectionResult, one a region */
  guint next;         /* which region is asked now */
} Test;

static void
test_free (Test *test)
{
  g_clear_pointer (&test->results, g_ptr_array_unref);
  g_free (test);
}

static void ask_next (GTask *unowned);

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryClient *client = FERRY_CLIENT (source);
  Test *test = g_task_get_task_data (task);
  FerryConnectionResult *region = g_ptr_array_index (test->results, test->next);
  g_auto(GStrv) organizations = ferry_client_list_organizations_finish (client, result, &region->error);

  if (g_error_matches (region->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&region->error));
      return;
    }

  region->asked = TRUE;
  region->clock_offset = ferry_connection_get_clock_offset (ferry_client_get_connection (client));
  test->next++;
  if (region->error != NULL && ferry_error_is_sign_in (region->error) &&
      !g_error_matches (region->error, FERRY_ERROR, FERRY_ERROR_TOKEN_REGION))
    test->next = test->results->len;
  ask_next (g_steal_pointer (&task));
}

static void
ask_next (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  FerryClient *client = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Test *test = g_task_get_task_data (task);
  FerryConnectionResult *region;

  if (test->next == test->results->len)
    {
      g_task_return_pointer (task, g_steal_pointer (&test->results), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  region = g_ptr_array_index (test->results, test->next);
  ferry_client_list_organizations_async (client, region->region, cancellable, answered_cb, g_steal_pointer (&task));
}

/**
 * ferry_connection_result_free:
 * @self: (transfer full): a result
 *
 * Frees it.
 */
void
ferry_connection_result_free (FerryConnectionResult *self)
{
  g_free (self->region);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * ferry_connection_test_run_async:
 * @client: a client that was not used before
 * @regions: (array zero-terminated=1): which regions to ask
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Asks each region for its organizations, one after the other, to see whether it
 * answers and takes the sign-in. Not all at once: a wrong key counts as one wrong
 * try then, not as many.
 */
void
ferry_connection_test_run_async (FerryClient         *client,
                                 const char *const   *regions,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;
  Test *test;

  g_return_if_fail (FERRY_IS_CLIENT (client));

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_connection_test_run_async);

  test = g_new0 (Test, 1);
  test->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_connection_result_free);
  for (gsize i = 0; regions[i] != NULL; i++)
    {
      FerryConnectionResult *region = g_new0 (FerryConnectionResult, 1);

      region->region = g_strdup (regions[i]);
      g_ptr_array_add (test->results, region);
    }
  g_task_set_task_data (task, test, (GDestroyNotify) test_free);

  ask_next (task);
}

/**
 * ferry_connection_test_run_finish:
 * @client: the client
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [func@Ferry.connection_test_run_async].
 *
 * Returns: (transfer full) (nullable) (element-type FerryConnectionResult): one
 *   result a region in the order they were given, or %NULL when it was stopped
 */
GPtrArray *
ferry_connection_test_run_finish (FerryClient   *client,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_connection_test_run_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
