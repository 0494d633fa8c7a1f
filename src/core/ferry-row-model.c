/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-row-model.h"

#include "ferry-trash.h"

/* As many are filtered and sorted well within a frame, and are not worth a thread. */
#define FEW 2000

/* A view makes widgets for some two hundred rows at once, and that takes several frames. So when there were few rows
 * before, the first of others are told at once, then some more with each frame, and all the rest when a view has its
 * fill. Where there were none at all, a view was hidden until now: unless it is about a handful, it is drawn without rows
 * first, since the frame that has to do both takes longest of all. */
#define HANDFUL 8
#define FIRST_ROWS 16
#define NEXT_ROWS 16
#define FRAME_MS 16
#define ENOUGH_ROWS 250

struct _FerryRowModel
{
  GObject parent_instance;

  FerryFilter *filter;       /* (owned) */
  GListModel *list;          /* (owned) (nullable) */
  FerryOrder order;
  GPtrArray *sync_tasks;     /* (owned) (nullable) what is in the list, until it changes */

  FerryArrangement *current; /* (owned) what is shown */
  FerryRowChange pending;    /* what happened since the last arrangement was begun */
  FerryRowChange under_way;  /* what happened before that; 0 when none is under way */

  /* While views are told: the rows before, and how far the change has come in them and in the new ones. */
  GPtrArray *old_rows; /* (owned) (nullable) */
  guint old_position;
  guint new_position;
  gboolean replaces_all; /* whether they are told so that all rows are others */
  guint growing_source;  /* until all rows are told */
};

static void ferry_row_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryRowModel, ferry_row_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ferry_row_model_list_model_init))

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPERTIES,
};

enum
{
  ARRANGING,
  REPLACING,
  ARRANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void arrange (FerryRowModel *self, FerryRowChange change);

static GPtrArray *
copy_list (GListModel *list)
{
  guint n_items = list != NULL ? g_list_model_get_n_items (list) : 0;
  GPtrArray *items = g_ptr_array_new_full (n_items, g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, g_list_model_get_item (list, i));

  return items;
}

/* How many of the rows are told at first, where nothing comes after them. */
static guint
get_n_first (FerryRowModel *self)
{
  guint n_rows = self->current->rows->len;
  guint n_old_rows = self->old_rows->len;

  if (n_old_rows == 0 && n_rows > HANDFUL)
    return 0;

  return n_old_rows < ENOUGH_ROWS ? MIN (n_rows, MAX (n_old_rows, FIRST_ROWS)) : n_rows;
}

/* Each hunk is told while the rows after it are still the old ones, as a list model has to. */
static void
tell_hunks (FerryRowModel *self)
{
  const GArray *hunks = self->current->hunks;
  guint n_first = get_n_first (self);

  for (guint i = 0; i < hunks->len; i++)
    {
      const FerryHunk hunk = g_array_index (hunks, FerryHunk, i);
      guint end = hunk.position + hunk.added;

      if (end == self->current->rows->len)
        end = MAX (hunk.position, n_first);
      self->old_position += hunk.position - self->new_position + hunk.removed;
      self->new_position = end;
      if (hunk.removed > 0 || end > hunk.position)
        g_list_model_items_changed (G_LIST_MODEL (self), hunk.position, hunk.removed, end - hunk.position);
    }
}

static void
tell_next_rows (FerryRowModel *self,
                guint          n_rows)
{
  guint position = self->new_position;

  self->new_position += n_rows;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_rows);
}

/* The new rows are told before any of the old ones go, so that whoever shows them can move in between from these to
 * those. */
static void
tell_replacement (FerryRowModel *self)
{
  guint n_rows = get_n_first (self);
  guint n_old_rows = self->old_rows->len;

  tell_next_rows (self, n_rows);
  g_signal_emit (self, signals[REPLACING], 0);
  self->old_position = n_old_rows;
  g_list_model_items_changed (G_LIST_MODEL (self), n_rows, n_old_rows, 0);
}

static void
end_showing (FerryRowModel *self)
{
  FerryRowChange change = self->under_way;

  ferry_trash_objects (g_steal_pointer (&self->old_rows));
  /* They have been compared, and may be many more than there are now. */
  ferry_trash_objects (g_steal_pointer (&self->current->old_rows));
  g_signal_emit (self, signals[ARRANGED], 0, change);
  self->under_way = 0;
}

static gboolean
grow_cb (gpointer user_data)
{
  /* Whoever hears of the rows may let go of the model. */
  g_autoptr(FerryRowModel) self = g_object_ref (user_data);
  guint n_left = self->current->rows->len - self->new_position;

  tell_next_rows (self, self->new_position < ENOUGH_ROWS ? MIN (n_left, NEXT_ROWS) : n_left);
  if (self->new_position < self->current->rows->len)
    return G_SOURCE_CONTINUE;

  self->growing_source = 0;
  end_showing (self);
  arrange (self, 0);

  return G_SOURCE_REMOVE;
}

static void
show_arrangement (FerryRowModel    *self,
                  FerryArrangement *arrangement)
{
  g_autoptr(FerryArrangement) old = g_steal_pointer (&self->current);

  self->current = arrangement;
  self->old_rows = g_ptr_array_ref (old->rows);
  self->old_position = self->new_position = 0;
  self->replaces_all = FALSE;
  g_signal_emit (self, signals[ARRANGING], 0, self->under_way);
  if (!self->replaces_all || self->current->hunks->len == 0 || self->old_rows->len == 0)
    tell_hunks (self);
  else
    tell_replacement (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (self)) < self->current->rows->len)
    /* After whatever is to be drawn until then. */
    self->growing_source = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, grow_cb, self, NULL);
  else
    end_showing (self);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  ferry_arrangement_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static FerryArrangement *
begin (FerryRowModel *self)
{
  if (self->sync_tasks == NULL)
    self->sync_tasks = copy_list (self->list);
  self->under_way = self->pending;
  self->pending = 0;

  return ferry_arrangement_new (self->sync_tasks, self->filter, &self->order, self->current->rows);
}

static void
end (FerryRowModel    *self,
     FerryArrangement *arrangement)
{
  /* Somebody who types on does not want to see what came before; rows of a longer list are welcome any time. */
  if ((self->pending & ~FERRY_ROW_CHANGE_LIST) != 0)
    {
      ferry_arrangement_free (arrangement);
      self->pending |= self->under_way;
      self->under_way = 0;
    }
  else
    show_arrangement (self, arrangement);
}

static void
arranged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryRowModel) self = user_data;

  end (self, g_task_get_task_data (G_TASK (result)));
  arrange (self, 0);
}

/* One at a time: what comes meanwhile is pending until it has ended. */
static void
arrange (FerryRowModel  *self,
         FerryRowChange  change)
{
  self->pending |= change;
  while (self->under_way == 0 && self->pending != 0)
    {
      FerryArrangement *arrangement = begin (self);
      g_autoptr(GTask) task = NULL;

      if (arrangement->sync_tasks->len <= FEW && arrangement->old_rows->len <= FEW)
        {
          ferry_arrangement_run (arrangement);
          end (self, arrangement);
          continue;
        }

      /* The worker may be the one that frees it: the model must not end there, among the signals it listens to. */
      task = g_task_new (NULL, NULL, arranged_cb, g_object_ref (self));
      g_task_set_source_tag (task, arrange);
      g_task_set_task_data (task, arrangement, NULL);
      g_task_run_in_thread (task, run_in_thread);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
list_changed_cb (FerryRowModel *self)
{
  ferry_trash_objects (g_steal_pointer (&self->sync_tasks));
  arrange (self, FERRY_ROW_CHANGE_LIST);
}

static void
filter_changed_cb (FerryRowModel *self)
{
  arrange (self, FERRY_ROW_CHANGE_FILTER);
}

static GType
ferry_row_model_get_item_type (GListModel *model)
{
  return FERRY_TYPE_SYNC_TASK;
}

static guint
ferry_row_model_get_n_items (GListModel *model)
{
  FerryRowModel *self = FERRY_ROW_MODEL (model);

  return self->old_rows != NULL ? self->new_position + self->old_rows->len - self->old_position : self->current->rows->len;
}

static gpointer
ferry_row_model_get_item (GListModel *model,
                          guint       position)
{
  FerryRowModel *self = FERRY_ROW_MODEL (model);
  GPtrArray *rows = self->current->rows;

  if (self->old_rows != NULL && position >= self->new_position)
    {
      rows = self->old_rows;
      position += self->old_position - self->new_position;
    }

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
ferry_row_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_row_model_get_item_type;
  iface->get_n_items = ferry_row_model_get_n_items;
  iface->get_item = ferry_row_model_get_item;
}

static void
ferry_row_model_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FerryRowModel *self = FERRY_ROW_MODEL (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, ferry_row_model_get_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_row_model_finalize (GObject *object)
{
  FerryRowModel *self = FERRY_ROW_MODEL (object);

  g_clear_handle_id (&self->growing_source, g_source_remove);
  g_clear_object (&self->filter);
  g_clear_object (&self->list);
  g_clear_pointer (&self->sync_tasks, ferry_trash_objects);
  g_clear_pointer (&self->old_rows, ferry_trash_objects);
  g_clear_pointer (&self->current, ferry_arrangement_free);

  G_OBJECT_CLASS (ferry_row_model_parent_class)->finalize (object);
}

static void
ferry_row_model_class_init (FerryRowModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_row_model_get_property;
  object_class->finalize = ferry_row_model_finalize;

  /**
   * FerryRowModel:busy:
   *
   * Whether the rows are not yet what they should be.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FerryRowModel::arranging:
   * @change: (type FerryRowChange): why
   *
   * The rows are about to be replaced, and the facets are those of the new ones
   * already.
   */
  signals[ARRANGING] = g_signal_new ("arranging", FERRY_TYPE_ROW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * FerryRowModel::replacing:
   *
   * The new rows are all there, and after them the old ones, still. Comes only
   * after [method@Ferry.RowModel.replace_all].
   */
  signals[REPLACING] = g_signal_new ("replacing", FERRY_TYPE_ROW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  /**
   * FerryRowModel::arranged:
   * @change: (type FerryRowChange): why
   *
   * The rows were replaced, all of them.
   */
  signals[ARRANGED] = g_signal_new ("arranged", FERRY_TYPE_ROW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ferry_row_model_init (FerryRowModel *self)
{
}

/**
 * ferry_row_model_new:
 * @filter: which rows are shown
 *
 * Returns: (transfer full): a model without rows
 */
FerryRowModel *
ferry_row_model_new (FerryFilter *filter)
{
  FerryRowModel *self = g_object_new (FERRY_TYPE_ROW_MODEL, NULL);
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

  self->filter = g_object_ref (filter);
  self->current = ferry_arrangement_new (nothing, filter, &self->order, nothing);
  ferry_arrangement_run (self->current);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ferry_row_model_get_filter:
 * @self: a model
 *
 * Returns: (transfer none): which rows are shown
 */
FerryFilter *
ferry_row_model_get_filter (FerryRowModel *self)
{
  g_return_val_if_fail (FERRY_IS_ROW_MODEL (self), NULL);

  return self->filter;
}

/**
 * ferry_row_model_set_list:
 * @self: a model
 * @list: (nullable): tasks
 *
 * Sets where the rows come from.
 */
void
ferry_row_model_set_list (FerryRowModel *self,
                          GListModel    *list)
{
  g_return_if_fail (FERRY_IS_ROW_MODEL (self));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, list_changed_cb, self);
  g_set_object (&self->list, list);
  if (list != NULL)
    g_signal_connect_object (list, "items-changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  list_changed_cb (self);
}

/**
 * ferry_row_model_get_order:
 * @self: a model
 *
 * Returns: (transfer none): how the rows are sorted
 */
const FerryOrder *
ferry_row_model_get_order (FerryRowModel *self)
{
  g_return_val_if_fail (FERRY_IS_ROW_MODEL (self), NULL);

  return &self->order;
}

/**
 * ferry_row_model_set_order:
 * @self: a model
 * @order: how to sort the rows; copied
 *
 * Sorts the rows in another way.
 */
void
ferry_row_model_set_order (FerryRowModel    *self,
                           const FerryOrder *order)
{
  g_return_if_fail (FERRY_IS_ROW_MODEL (self));

  if (ferry_order_equal (&self->order, order))
    return;

  self->order = *order;
  arrange (self, FERRY_ROW_CHANGE_ORDER);
}

/**
 * ferry_row_model_get_busy:
 * @self: a model
 *
 * Returns: whether the rows are not yet what they should be
 */
gboolean
ferry_row_model_get_busy (FerryRowModel *self)
{
  g_return_val_if_fail (FERRY_IS_ROW_MODEL (self), FALSE);

  return self->under_way != 0 || self->pending != 0;
}

/**
 * ferry_row_model_count_rows:
 * @self: a model
 *
 * Returns: how many rows there are, together with those that views are told of
 *   in the next frames
 */
guint
ferry_row_model_count_rows (FerryRowModel *self)
{
  g_return_val_if_fail (FERRY_IS_ROW_MODEL (self), 0);

  return self->current->rows->len;
}

/**
 * ferry_row_model_replace_all:
 * @self: a model that is [signal@Ferry.RowModel::arranging]
 *
 * Makes the change be told as new rows in the place of all that there were, even
 * if some are the same, with [signal@Ferry.RowModel::replacing] in between.
 *
 * A view that goes there to the first of the new rows has its widgets filled
 * anew. When a row goes away under it, it throws the widgets of the row away and
 * makes others, which takes ten times as long.
 */
void
ferry_row_model_replace_all (FerryRowModel *self)
{
  g_return_if_fail (FERRY_IS_ROW_MODEL (self));

  self->replaces_all = TRUE;
}

/**
 * ferry_row_model_get_facet:
 * @self: a model
 * @column: a column that is a facet
 *
 * Returns: (transfer none) (element-type FerryFacetValue): the values that occur
 *   in the list, with how many tasks there are and how many rows there would be
 *   of each; until the next [signal@Ferry.RowModel::arranging]
 */
GArray *
ferry_row_model_get_facet (FerryRowModel *self,
                           FerryColumn    column)
{
  g_return_val_if_fail (FERRY_IS_ROW_MODEL (self), NULL);
  g_return_val_if_fail (ferry_column_is_facet (column), NULL);

  return self->current->facets[column];
}
