/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-list-private.h"

#include <glib/gi18n.h>

#include "ferry-trash.h"

/* How a list gets the answer of a scan. */

/* How often what a scan has found so far is shown, at most: often enough to look alive, and rarely enough that sorting
 * and filtering it anew leaves time for the rest. */
#define FLUSH_INTERVAL_MS 150

/* The state of one load, owned by its GTask. */
typedef struct
{
  FerrySyncTaskList *list; /* (unowned) which the task holds */
  FerryScan *scan;         /* (owned) */
  guint generation;
  guint flush;             /* the source of the next one, or 0 */
  gboolean is_shown;       /* what was found so far, before all of it was there */
  GError *error;           /* (owned) (nullable) how the scan ended */
  GPtrArray *rows;         /* (owned) (nullable) the answer, once it came */
  FerryFacts *facts;       /* (owned) (nullable) what is known of it */
  GPtrArray *old_rows;     /* (owned) (nullable) the rows until then */
} Load;

static void
load_free (Load *load)
{
  g_clear_handle_id (&load->flush, g_source_remove);
  g_object_unref (load->scan);
  g_clear_error (&load->error);
  g_clear_pointer (&load->rows, ferry_trash_objects);
  g_clear_pointer (&load->facts, ferry_facts_unref);
  g_clear_pointer (&load->old_rows, ferry_trash_objects);
  g_free (load);
}

static void
take_answer (FerrySyncTaskList *self,
             const Load        *load)
{
  if (ferry_scan_get_n_failed (load->scan) == 0 && !load->facts->is_unfinished)
    ferry_sync_task_list_replace_scan (self, NULL, NULL);
  g_clear_pointer (&self->covered, ferry_list_answer_free);
  ferry_sync_task_list_show (self, load->rows, ferry_scan_get_query (load->scan), load->facts, FERRY_LIST_STATE_LOADED);
}

/* What could not be read anew stays as it was. */
static void
add_unread (const Load *load)
{
  GPtrArray *base = load->list->base;
  guint n_found = load->rows->len;
  guint n_unread;

  for (guint i = 0; base != NULL && i < base->len; i++)
    if (!ferry_scan_has_read (load->scan, g_ptr_array_index (base, i)))
      g_ptr_array_add (load->rows, g_object_ref (g_ptr_array_index (base, i)));

  n_unread = load->rows->len - n_found;
  if (n_unread == 0)
    return;
  load->facts->n_rows += n_unread;
  g_ptr_array_add (load->facts->remarks, g_strdup_printf (ngettext ("%'u task is from an earlier answer.", "%'u tasks are from an earlier answer.",
                                                                    n_unread),
                                                          n_unread));
}

/* Shows what was found so far. What refreshes rows takes their place when all of it is there. */
static gboolean
flush_cb (gpointer user_data)
{
  Load *load = user_data;
  FerrySyncTaskList *self = load->list;

  load->flush = 0;
  if (load->generation != self->generation)
    return G_SOURCE_REMOVE;

  if (self->base == NULL && ferry_scan_get_n_answered (load->scan) > 0)
    {
      g_autoptr(FerryFacts) facts = ferry_scan_dup_facts (load->scan);
      GPtrArray *rows = ferry_scan_dup_tasks (load->scan);

      load->is_shown = TRUE;
      g_clear_pointer (&self->covered, ferry_list_answer_free);
      ferry_sync_task_list_show (self, rows, ferry_scan_get_query (load->scan), facts, FERRY_LIST_STATE_LOADING);
      ferry_trash_objects (rows);
    }
  ferry_sync_task_list_tell_progress (self);

  return G_SOURCE_REMOVE;
}

static void
scan_changed_cb (FerryScan *scan,
                 Load      *load)
{
  if (load->flush == 0)
    load->flush = g_timeout_add (FLUSH_INTERVAL_MS, flush_cb, load);
}

static guint
hash_all (gconstpointer sync_task)
{
  return ferry_sync_task_hash (sync_task) * 31 + (guint) ferry_sync_task_get_id ((FerrySyncTask *) sync_task);
}

static gboolean
equal_all (gconstpointer a,
           gconstpointer b)
{
  return ferry_sync_task_equal ((FerrySyncTask *) a, (FerrySyncTask *) b);
}

/* Puts the rows there are in the place of equal ones of the answer, so that nothing seems to change that has not. */
static void
keep_rows_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  Load *load = task_data;
  g_autoptr(GHashTable) old_rows = g_hash_table_new (hash_all, equal_all);
  GPtrArray *rows = load->rows;

  for (guint i = 0; i < load->old_rows->len; i++)
    g_hash_table_add (old_rows, g_ptr_array_index (load->old_rows, i));

  for (guint i = 0; i < rows->len; i++)
    {
      FerrySyncTask *old = g_hash_table_lookup (old_rows, g_ptr_array_index (rows, i));

      if (old == NULL)
        continue;

      /* No row twice, whatever the service says. */
      g_hash_table_remove (old_rows, old);
      g_object_unref (g_ptr_array_index (rows, i));
      g_ptr_array_index (rows, i) = g_object_ref (old);
    }

  g_task_return_boolean (task, TRUE);
}

static void
end_load (GTask *task)
{
  FerrySyncTaskList *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GError *error = g_steal_pointer (&load->error);

  if (load->rows != NULL)
    take_answer (self, load);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The error that stays, if there is one, is about the query before. */
      ferry_sync_task_list_replace_scan (self, NULL, NULL);
      ferry_sync_task_list_replace_query (&self->query, self->resting_query);
      ferry_sync_task_list_set_state (self, self->resting_state);
    }
  else
    {
      ferry_sync_task_list_replace_scan (self, NULL, NULL);
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
      ferry_sync_task_list_set_state (self, FERRY_LIST_STATE_FAILED);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Whether something newer took the place of a load, which ends it. */
static gboolean
is_outdated (GTask *task)
{
  FerrySyncTaskList *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  if (load->generation == self->generation)
    return FALSE;

  g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "A newer request took the place of this one");

  return TRUE;
}

static void
kept_rows_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  if (is_outdated (task))
    return;

  /* Somebody who stopped now is told so, with all that came on screen if there are other parts. */
  if (load->error == NULL && g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &load->error) &&
      ferry_query_is_one_repository (ferry_scan_get_query (load->scan)))
    g_clear_pointer (&load->rows, ferry_trash_objects);
  end_load (task);
}

/* A scan that was stopped has an answer all the same, as far as it went. */
static gboolean
has_answer (const Load *load)
{
  return load->error == NULL ||
         (g_error_matches (load->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && ferry_scan_get_n_answered (load->scan) > 0 &&
          !ferry_query_is_one_repository (ferry_scan_get_query (load->scan)));
}

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerrySyncTaskList *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr(GTask) keeping = NULL;

  g_clear_handle_id (&load->flush, g_source_remove);
  g_signal_handlers_disconnect_by_func (load->scan, scan_changed_cb, load);
  ferry_scan_run_finish (load->scan, result, &load->error);
  if (is_outdated (task))
    return;
  if (has_answer (load))
    {
      load->rows = ferry_scan_dup_tasks (load->scan);
      load->facts = ferry_scan_dup_facts (load->scan);
      add_unread (load);
    }
  if (load->rows == NULL || load->is_shown || self->rows->len == 0)
    {
      end_load (task);
      return;
    }

  load->old_rows = g_ptr_array_ref (self->rows);
  /* The worker may be the one that frees it: the list must not end there. */
  keeping = g_task_new (NULL, NULL, kept_rows_cb, g_steal_pointer (&task));
  g_task_set_source_tag (keeping, scanned_cb);
  g_task_set_task_data (keeping, load, NULL);
  g_task_run_in_thread (keeping, keep_rows_in_thread);
}

/**
 * ferry_sync_task_list_load_async:
 * @self: a list
 * @scan: what asks; one whose query is that of the rows refreshes them, and the
 *   one that has left something unanswered goes on
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: for @callback
 *
 * Asks the service, and puts the answer in the place of the rows: as it comes, or
 * all at once where it refreshes them. A later load takes the place of one that
 * is still under way.
 */
void
ferry_sync_task_list_load_async (FerrySyncTaskList   *self,
                                 FerryScan           *scan,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  FerryQuery *query;
  Load *load;

  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_sync_task_list_load_async);

  query = ferry_scan_get_query (scan);
  if (scan != self->scan)
    ferry_sync_task_list_replace_scan (self, scan, self->rows_query != NULL && ferry_query_equal (query, self->rows_query) ? self->rows : NULL);

  load = g_new0 (Load, 1);
  load->list = self;
  load->scan = g_object_ref (scan);
  load->generation = ++self->generation;
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  ferry_sync_task_list_replace_query (&self->query, query);
  ferry_sync_task_list_set_state (self, FERRY_LIST_STATE_LOADING);

  if (!ferry_query_is_one_repository (query))
    g_signal_connect (scan, "changed", G_CALLBACK (scan_changed_cb), load);
  ferry_scan_run_async (scan, cancellable, scanned_cb, g_steal_pointer (&task));
}

/**
 * ferry_sync_task_list_load_finish:
 * @self: a list
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.SyncTaskList.load_async].
 *
 * Returns: whether the rows are the answer now
 */
gboolean
ferry_sync_task_list_load_finish (FerrySyncTaskList  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_sync_task_list_load_async, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
