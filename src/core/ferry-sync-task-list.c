/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-list-private.h"

#include "ferry-trash.h"

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

enum
{
  PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
ferry_list_answer_free (FerryListAnswer *answer)
{
  ferry_trash_objects (answer->rows);
  ferry_query_unref (answer->query);
  ferry_facts_unref (answer->facts);
  g_free (answer);
}

void
ferry_sync_task_list_replace_query (FerryQuery **place,
                                    FerryQuery  *query)
{
  g_autoptr(FerryQuery) old = *place;

  *place = query != NULL ? ferry_query_ref (query) : NULL;
}

void
ferry_sync_task_list_set_state (FerrySyncTaskList *self,
                                FerryListState     state)
{
  if (state != FERRY_LIST_STATE_LOADING)
    {
      self->resting_state = state;
      ferry_sync_task_list_replace_query (&self->resting_query, self->query);
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

/* What is told of the rows goes first: who listens to the rows reads it. */
void
ferry_sync_task_list_show (FerrySyncTaskList *self,
                           GPtrArray         *rows,
                           FerryQuery        *query,
                           FerryFacts        *facts,
                           FerryListState     state)
{
  g_autoptr(FerryFacts) old_facts = self->facts;

  if (state != FERRY_LIST_STATE_FAILED)
    g_clear_error (&self->error);
  ferry_sync_task_list_replace_query (&self->rows_query, query);
  self->facts = ferry_facts_ref (facts);

  replace_rows (self, rows);
  ferry_sync_task_list_set_state (self, state);
}

/* A scan that has left nothing unanswered is of no more use. */
void
ferry_sync_task_list_replace_scan (FerrySyncTaskList *self,
                                   FerryScan         *scan,
                                   GPtrArray         *base)
{
  if (base != NULL)
    g_ptr_array_ref (base);
  g_clear_pointer (&self->base, ferry_trash_objects);
  self->base = base;
  g_set_object (&self->scan, scan);
}

void
ferry_sync_task_list_tell_progress (FerrySyncTaskList *self)
{
  g_signal_emit (self, signals[PROGRESS], 0);
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
  ferry_sync_task_list_replace_query (&self->query, NULL);
  ferry_sync_task_list_replace_query (&self->resting_query, NULL);
  ferry_sync_task_list_replace_query (&self->rows_query, NULL);
  g_clear_pointer (&self->facts, ferry_facts_unref);
  g_clear_pointer (&self->covered, ferry_list_answer_free);
  ferry_sync_task_list_replace_scan (self, NULL, NULL);
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

  /**
   * FerrySyncTaskList::progress:
   *
   * A scan has come further. This comes several times a second.
   */
  signals[PROGRESS] = g_signal_new ("progress", FERRY_TYPE_SYNC_TASK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  ferry_sync_task_list_replace_scan (self, NULL, NULL);
  ferry_sync_task_list_replace_query (&self->query, query);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  ferry_sync_task_list_set_state (self, FERRY_LIST_STATE_FAILED);
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
  ferry_sync_task_list_replace_query (&self->query, self->rows_query);
  ferry_sync_task_list_set_state (self, FERRY_LIST_STATE_LOADED);
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
  ferry_sync_task_list_replace_query (&self->query, NULL);
  ferry_sync_task_list_replace_query (&self->rows_query, NULL);
  g_clear_pointer (&self->facts, ferry_facts_unref);
  g_clear_pointer (&self->covered, ferry_list_answer_free);
  ferry_sync_task_list_replace_scan (self, NULL, NULL);
  g_clear_error (&self->error);

  replace_rows (self, nothing);
  ferry_sync_task_list_set_state (self, FERRY_LIST_STATE_IDLE);
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
      self->covered = g_new (FerryListAnswer, 1);
      self->covered->rows = g_ptr_array_ref (self->rows);
      self->covered->query = ferry_query_ref (self->rows_query);
      self->covered->facts = ferry_facts_ref (self->facts);
    }

  ferry_sync_task_list_replace_scan (self, NULL, NULL);
  ferry_sync_task_list_replace_query (&self->query, NULL);
  ferry_sync_task_list_show (self, snapshot->tasks, NULL, snapshot->facts, FERRY_LIST_STATE_LOADED);
}

/**
 * ferry_sync_task_list_show_kept:
 * @self: a list
 * @query: what was asked
 * @kept: what the answer was the last time
 *
 * Shows an answer of before as that to @query, until there is a newer one: a
 * request that is under way refreshes it, and one that has failed takes nothing
 * away. It is left alone when something else was asked or opened meanwhile, or an
 * answer is there already.
 */
void
ferry_sync_task_list_show_kept (FerrySyncTaskList   *self,
                                FerryQuery          *query,
                                const FerrySnapshot *kept)
{
  gboolean has_newer;

  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));

  has_newer = self->rows_query != NULL && ferry_query_equal (self->rows_query, query);
  if (has_newer || ferry_sync_task_list_get_has_snapshot (self) ||
      (self->query != NULL && !ferry_query_equal (self->query, query)))
    return;

  if (self->scan != NULL)
    ferry_sync_task_list_replace_scan (self, self->scan, kept->tasks);
  if (self->query == NULL)
    ferry_sync_task_list_replace_query (&self->query, query);
  g_clear_pointer (&self->covered, ferry_list_answer_free);
  ferry_sync_task_list_show (self, kept->tasks, query, kept->facts,
                             self->state == FERRY_LIST_STATE_IDLE ? FERRY_LIST_STATE_LOADED : self->state);
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
  g_autoptr(FerryListAnswer) covered = NULL;

  g_return_if_fail (FERRY_IS_SYNC_TASK_LIST (self));
  g_return_if_fail (ferry_sync_task_list_get_has_snapshot (self));

  covered = g_steal_pointer (&self->covered);
  if (covered == NULL)
    {
      ferry_sync_task_list_clear (self);
      return;
    }

  self->generation++;
  ferry_sync_task_list_replace_query (&self->query, covered->query);
  ferry_sync_task_list_show (self, covered->rows, covered->query, covered->facts, FERRY_LIST_STATE_LOADED);
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
 * ferry_sync_task_list_get_scan:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the scan that is under way, or that has
 *   left something unanswered, so that loading it again goes on
 */
FerryScan *
ferry_sync_task_list_get_scan (FerrySyncTaskList *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (self), NULL);

  return self->scan;
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
