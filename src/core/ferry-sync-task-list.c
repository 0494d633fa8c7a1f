/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-list.h"

#include "ferry-trash.h"

typedef struct
{
  GPtrArray *rows;   /* (owned) */
  FerryQuery *query; /* (owned) */
  FerryFacts *facts; /* (owned) */
} Answer;

struct _FerrySyncTaskList
{
  GObject parent_instance;

  GPtrArray *rows;         /* (owned) (element-type FerrySyncTask) never changed, only replaced: threads read it */
  FerryListState state;
  FerryListState resting_state; /* what to go back to when a request is stopped */
  FerryQuery *resting_query;    /* (owned) (nullable) what had been asked by then */
  guint generation;        /* of the latest request; an answer to an older one is dropped */
  FerryQuery *query;       /* (owned) (nullable) what was asked last */
  GError *error;           /* (owned) (nullable) how that failed */

  FerryQuery *rows_query;  /* (owned) (nullable) what the rows answer */
  FerryFacts *facts;       /* (owned) (nullable) what else is known of them; replaced with them */
  Answer *covered;         /* (owned) (nullable) what a snapshot took the place of */
};

static void ferry_sync_task_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerrySyncTaskList, ferry_sync_task_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ferry_sync_task_list_model_init))

G_DEFINE_ENUM_TYPE (FerryListState, ferry_list_state,
                    G_DEFINE_ENUM_VALUE (FERRY_LIST_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (FERRY_LIST_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (FERRY_LIST_STATE_LOADED, "loaded"),
                    G_DEFINE_ENUM_VALUE (FERRY_LIST_STATE_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* The state of one load, owned by its GTask. */
typedef struct
{
  FerryQuery *query;         /* (owned) */
  char *account;             /* (owned) (nullable) how people call it */
  guint generation;
  FerrySyncTaskBatch *batch; /* (owned) (nullable) the answer, once it came */
  GPtrArray *old_rows;       /* (owned) (nullable) the rows until then */
} Load;

static void
load_free (Load *load)
{
  ferry_query_unref (load->query);
  g_free (load->account);
  g_clear_pointer (&load->batch, ferry_sync_task_batch_free);
  g_clear_pointer (&load->old_rows, ferry_trash_objects);
  g_free (load);
}

static void
answer_free (Answer *answer)
{
  ferry_trash_objects (answer->rows);
  ferry_query_unref (answer->query);
  ferry_facts_unref (answer->facts);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
replace_query (FerryQuery **place,
               FerryQuery  *query)
{
  g_autoptr(FerryQuery) old = *place;

  *place = query != NULL ? ferry_query_ref (query) : NULL;
}

static void
set_state (FerrySyncTaskList *self,
           FerryListState     state)
{
  if (state != FERRY_LIST_STATE_LOADING)
    {
      self->resting_state = state;
      replace_query (&self->resting_query, self->query);
    }
  self->state = state;
  /* Also when the state is the same: another answer came, or another error. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Views are told of no more than what differs, and keep the rest. */
static void
replace_rows (FerrySyncTaskList *self,
              GPtrArray         *rows)
{
  GPtrArray *old = self->rows;
  guint start = 0, old_end = old->len, new_end = rows->len;

  while (start < MIN (old_end, new_end) && g_ptr_array_index (old, start) == g_ptr_array_index (rows, start))
    start++;
  while (MIN (old_end, new_end) > start && g_ptr_array_index (old, old_end - 1) == g_ptr_array_index (rows, new_end - 1))
    {
      old_end--;
      new_end--;
    }

  self->rows = g_ptr_array_ref (rows);
  if (start < old_end || start < new_end)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old_end - start, new_end - start);
  ferry_trash_objects (old);
}

static FerryFacts *
create_facts (const Load *load)
{
  FerryFacts *facts = ferry_facts_new ();

  facts->scope = ferry_query_dup_scope (load->query);
  facts->account = g_strdup (load->account);
  ferry_facts_add_region (facts, ferry_query_get_regions (load->query)[0]);
  facts->as_of = g_date_time_new_now_local ();
  ferry_facts_add_batch (facts, load->batch);

  return facts;
}

/* What is told of the rows goes first: who listens to the rows reads it. */
static void
show (FerrySyncTaskList *self,
      GPtrArray         *rows,
      FerryQuery        *query,
      FerryFacts        *facts)
{
  g_autoptr(FerryFacts) old_facts = self->facts;

  g_clear_error (&self->error);
  replace_query (&self->rows_query, query);
  self->facts = ferry_facts_ref (facts);

  replace_rows (self, rows);
  set_state (self, FERRY_LIST_STATE_LOADED);
}

static void
take_answer (FerrySyncTaskList *self,
             const Load        *load)
{
  g_autoptr(FerryFacts) facts = create_facts (load);

  g_clear_pointer (&self->covered, answer_free);
  show (self, load->batch->tasks, load->query, facts);
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
  GPtrArray *rows = load->batch->tasks;

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
end_load (GTask  *task,
          GError *error)
{
  FerrySyncTaskList *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  if (error == NULL)
    take_answer (self, load);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The error that stays, if there is one, is about the query before. */
      replace_query (&self->query, self->resting_query);
      set_state (self, self->resting_state);
    }
  else
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
      set_state (self, FERRY_LIST_STATE_FAILED);
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
  GError *error = NULL;

  if (is_outdated (task))
    return;

  g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
  end_load (task, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerrySyncTaskList *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr(GTask) keeping = NULL;
  GError *error = NULL;

  load->batch = ferry_client_list_sync_tasks_finish (FERRY_CLIENT (source), result, &error);
  if (is_outdated (task))
    {
      g_clear_error (&error);
      return;
    }
  if (load->batch == NULL || self->rows->len == 0)
    {
      end_load (task, error);
      return;
    }

  load->old_rows = g_ptr_array_ref (self->rows);
  /* The worker may be the one that frees it: the list must not end there. */
  keeping = g_task_new (NULL, NULL, kept_rows_cb, g_steal_pointer (&task));
  g_task_set_source_tag (keeping, listed_cb);
  g_task_set_task_data (keeping, load, NULL);
  g_task_run_in_thread (keeping, keep_rows_in_thread);
}

static GType
ferry_sync_task_list_get_item_type (GListModel *model)
{
  return FERRY_TYPE_SYNC_TASK;
}

static guint
ferry_sync_task_list_get_n_items (GListModel *model)
{
  return FERRY_SYNC_TASK_LIST (model)->rows->len;
}

static gpointer
ferry_sync_task_list_get_item (GListModel *model,
                               guint       position)
{
  GPtrArray *rows = FERRY_SYNC_TASK_LIST (model)->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
ferry_sync_task_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_sync_task_list_get_item_type;
  iface->get_n_items = ferry_sync_task_list_get_n_items;
  iface->get_item = ferry_sync_task_list_get_item;
}

static void
ferry_sync_task_list_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  FerrySyncTaskList *self = FERRY_SYNC_TASK_LIST (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_sync_task_list_finalize (GObject *object)
{
  FerrySyncTaskList *self = FERRY_SYNC_TASK_LIST (object);

  g_clear_pointer (&self->rows, ferry_trash_objects);
  replace_query (&self->query, NULL);
  replace_query (&self->resting_query, NULL);
  replace_query (&self->rows_query, NULL);
  g_clear_pointer (&self->facts, ferry_facts_unref);
  g_clear_pointer (&self->covered, answer_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ferry_sync_task_list_parent_class)->finalize (object);
}

static void
ferry_sync_task_list_class_init (FerrySyncTaskListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_sync_task_list_get_property;
  object_class->finalize = ferry_sync_task_list_finalize;

  /**
   * FerrySyncTaskList:state:
   *
   * How the latest request stands. Notified whenever an answer, an error or a
   * stop came, after everything else is in place.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, FERRY_TYPE_LIST_STATE, FERRY_LIST_STATE_IDLE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_sync_task_list_init (FerrySyncTaskList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ferry_sync_task_list_new:
 *
 * Returns: (transfer full): an empty list
 */
FerrySyncTaskList *
ferry_sync_task_list_new (void)
{
  return g_object_new (FERRY_TYPE_SYNC_TASK_LIST, NULL);
}

/**
 * ferry_sync_task_list_load_async:
 * @self: a list
 * @client: whom to ask
 * @query: what to ask; the query of the rows again refreshes them
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: for @callback
 *
 * Asks the service, and puts the answer in the place of the rows. A later load
 * takes the place of one that is still under way.
 */
void
ferry_sync_task_list_load_async (FerrySyncTaskList   *self,
                                 FerryClient         *client,
                                 FerryQuery          *query,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GPtrArray) repositories = NULL;
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_sync_task_list_load_async);

  load = g_new0 (Load, 1);
  load->query = ferry_query_ref (query);
  load->account = g_strdup (ferry_account_get_name (ferry_client_get_account (client)));
  load->generation = ++self->generation;
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  replace_query (&self->query, query);
  set_state (self, FERRY_LIST_STATE_LOADING);

  repositories = ferry_query_dup_repositories (query, ferry_query_get_regions (query)[0]);
  ferry_client_list_sync_tasks_async (client, g_ptr_array_index (repositories, 0), cancellable, listed_cb, g_steal_pointer (&task));
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

/**
 * ferry_sync_task_list_fail:
 * @self: a list
 * @query: what was to be asked
 * @error: why it cannot be
 *
 * Takes note of a request that failed before there was anybody to send it to.
 */
void
ferry_sync_task_list_fail (FerrySyncTaskList *self,
                           FerryQuery        *query,
                           const GError      *error)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));

  self->generation++;
  replace_query (&self->query, query);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  set_state (self, FERRY_LIST_STATE_FAILED);
}

/**
 * ferry_sync_task_list_forget_failure:
 * @self: a list that has an answer, or shows a snapshot
 *
 * Goes back to what is shown, as if the request that failed after it had
 * not been made.
 */
void
ferry_sync_task_list_forget_failure (FerrySyncTaskList *self)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));
  g_return_if_fail (self->facts != NULL);

  g_clear_error (&self->error);
  replace_query (&self->query, self->rows_query);
  set_state (self, FERRY_LIST_STATE_LOADED);
}

/**
 * ferry_sync_task_list_clear:
 * @self: a list
 *
 * Forgets everything: the list is as it was when it was new. The answer to a
 * request that is under way is dropped.
 */
void
ferry_sync_task_list_clear (FerrySyncTaskList *self)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));

  self->generation++;
  replace_query (&self->query, NULL);
  replace_query (&self->rows_query, NULL);
  g_clear_pointer (&self->facts, ferry_facts_unref);
  g_clear_pointer (&self->covered, answer_free);
  g_clear_error (&self->error);

  replace_rows (self, nothing);
  set_state (self, FERRY_LIST_STATE_IDLE);
}

/**
 * ferry_sync_task_list_show_snapshot:
 * @self: a list
 * @snapshot: what was saved
 *
 * Puts what was saved in the place of the rows. It answers no query. The answer
 * to a request that is under way is dropped; the one that is shown is kept, and
 * comes back by [method@Ferry.SyncTaskList.close_snapshot].
 */
void
ferry_sync_task_list_show_snapshot (FerrySyncTaskList   *self,
                                    const FerrySnapshot *snapshot)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));

  self->generation++;
  if (self->rows_query != NULL)
    {
      self->covered = g_new (Answer, 1);
      self->covered->rows = g_ptr_array_ref (self->rows);
      self->covered->query = ferry_query_ref (self->rows_query);
      self->covered->facts = ferry_facts_ref (self->facts);
    }

  replace_query (&self->query, NULL);
  show (self, snapshot->tasks, NULL, snapshot->facts);
}

/**
 * ferry_sync_task_list_close_snapshot:
 * @self: a list that shows a snapshot
 *
 * Goes back to the latest answer; without one the list is as it was when it was
 * new. The answer to a request that is under way is dropped.
 */
void
ferry_sync_task_list_close_snapshot (FerrySyncTaskList *self)
{
  g_autoptr(Answer) covered = NULL;

  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));
  g_return_if_fail (ferry_sync_task_list_get_has_snapshot (self));

  covered = g_steal_pointer (&self->covered);
  if (covered == NULL)
    {
      ferry_sync_task_list_clear (self);
      return;
    }

  self->generation++;
  replace_query (&self->query, covered->query);
  show (self, covered->rows, covered->query, covered->facts);
}

/**
 * ferry_sync_task_list_get_has_snapshot:
 * @self: a list
 *
 * Returns: whether the rows come from a file
 */
gboolean
ferry_sync_task_list_get_has_snapshot (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), FALSE);

  return self->facts != NULL && self->facts->file != NULL;
}

/**
 * ferry_sync_task_list_get_state:
 * @self: a list
 *
 * Returns: how the latest request stands
 */
FerryListState
ferry_sync_task_list_get_state (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), FERRY_LIST_STATE_IDLE);

  return self->state;
}

/**
 * ferry_sync_task_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what was asked last
 */
FerryQuery *
ferry_sync_task_list_get_query (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), NULL);

  return self->query;
}

/**
 * ferry_sync_task_list_get_rows_query:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what the rows answer, or %NULL before
 *   the first answer, and where they come from a file
 */
FerryQuery *
ferry_sync_task_list_get_rows_query (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), NULL);

  return self->rows_query;
}

/**
 * ferry_sync_task_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): how the latest request failed; %NULL
 *   when the rows are its answer
 */
const GError *
ferry_sync_task_list_get_error (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), NULL);

  return self->error;
}

/**
 * ferry_sync_task_list_get_facts:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what is known of the rows, or %NULL
 *   before the first answer
 */
FerryFacts *
ferry_sync_task_list_get_facts (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), NULL);

  return self->facts;
}

/**
 * ferry_sync_task_list_get_tasks:
 * @self: a list
 *
 * Returns: (transfer none) (element-type FerrySyncTask): the rows, in an array
 *   that is never changed: other rows come in another one
 */
GPtrArray *
ferry_sync_task_list_get_tasks (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), NULL);

  return self->rows;
}
