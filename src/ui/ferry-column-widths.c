/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-widths.h"

#include "ferry-column-fit.h"
#include "ferry-sync-task-cell.h"

/* So many rows tell how wide the columns have to be. If every other one that is added could still change that, all the
 * cells there are would be measured again each time. */
#define TELLING_ROWS 200

struct _FerryColumnWidths
{
  GObject parent_instance;

  GtkColumnView *view; /* (nullable) a weak pointer */
  GListModel *rows;    /* (owned) (nullable) what the widths suit */
  FerryColumnChars chars[FERRY_N_COLUMNS];
  gboolean has_ids;    /* beside the names of regions */
  guint idle_source;
};

G_DEFINE_FINAL_TYPE (FerryColumnWidths, ferry_column_widths, G_TYPE_OBJECT)

typedef void (*ColumnFunc) (FerryColumnWidths *self,
                            GtkColumnViewColumn *view_column,
                            FerryColumn column);

static void
for_each_column (FerryColumnWidths *self,
                 ColumnFunc         func)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);
      FerryColumn column;

      if (ferry_column_from_id (gtk_column_view_column_get_id (view_column), &column))
        func (self, view_column, column);
    }
}

static void
find_chars (FerryColumnWidths   *self,
            GtkColumnViewColumn *view_column,
            FerryColumn          column)
{
  ferry_column_fit_get_chars (&self->chars[column], view_column, self->rows);
}

static void
find_chars_of_time (FerryColumnWidths   *self,
                    GtkColumnViewColumn *view_column,
                    FerryColumn          column)
{
  if (ferry_column_is_time (column))
    find_chars (self, view_column, column);
}

/* A region has its id or has none: what is between the two widths would be blank. */
static void
set_chars (FerryColumnWidths   *self,
           GtkColumnViewColumn *view_column,
           FerryColumn          column)
{
  GtkListItemFactory *factory = gtk_column_view_column_get_factory (view_column);
  const FerryColumnChars *chars = &self->chars[column];
  guint region_chars = self->has_ids ? chars->natural : chars->min;

  if (ferry_column_is_region (column))
    ferry_sync_task_cell_factory_set_chars (factory, region_chars, region_chars, chars->width);
  else
    ferry_sync_task_cell_factory_set_chars (factory, chars->min, chars->natural, 0);
}

static void
set_chars_of_region (FerryColumnWidths   *self,
                     GtkColumnViewColumn *view_column,
                     FerryColumn          column)
{
  if (ferry_column_is_region (column))
    set_chars (self, view_column, column);
}

/* A table that was not on screen yet will be as wide as what it is in. */
static int
get_room (FerryColumnWidths *self)
{
  GtkWidget *widget = GTK_WIDGET (self->view);

  while (widget != NULL && gtk_widget_get_width (widget) == 0)
    widget = gtk_widget_get_parent (widget);

  return widget != NULL ? gtk_widget_get_width (widget) : G_MAXINT;
}

/* How narrow the table can become. */
static int
get_min_width (FerryColumnWidths *self,
               gboolean           has_ids)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint position = 0;
  int width = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);
      const FerryColumnChars *chars;
      FerryColumn column;

      if (!gtk_column_view_column_get_visible (view_column) ||
          !ferry_column_from_id (gtk_column_view_column_get_id (view_column), &column))
        continue;

      chars = &self->chars[column];
      width += ferry_column_fit_get_min_width (view_column, position++, ferry_column_is_tristate (column),
                                               has_ids && ferry_column_is_region (column) ? chars->natural : chars->min);
    }

  return width;
}

/* Ids are left out where that spares scrolling. A table that has to be scrolled anyway has them. */
static gboolean
should_have_ids (FerryColumnWidths *self)
{
  int room = get_room (self);

  return get_min_width (self, TRUE) <= room || get_min_width (self, FALSE) > room;
}

static gboolean
suit_room_cb (gpointer user_data)
{
  FerryColumnWidths *self = user_data;
  gboolean had_ids = self->has_ids;

  self->idle_source = 0;
  if (self->view == NULL)
    return G_SOURCE_REMOVE;

  self->has_ids = should_have_ids (self);
  if (self->has_ids != had_ids)
    for_each_column (self, set_chars_of_region);

  return G_SOURCE_REMOVE;
}

static gboolean
has_rows (FerryColumnWidths *self)
{
  return self->view != NULL && self->rows != NULL && g_list_model_get_n_items (self->rows) > 0;
}

static void
suit (FerryColumnWidths *self,
      ColumnFunc         find)
{
  if (!has_rows (self))
    return;

  for_each_column (self, find);
  self->has_ids = should_have_ids (self);
  for_each_column (self, set_chars);
}

static void
rows_changed_cb (FerryColumnWidths *self,
                 guint              position,
                 guint              removed)
{
  if (removed > 0 || position < TELLING_ROWS)
    ferry_column_widths_suit_rows (self);
}

static void
clock_changed_cb (FerryColumnWidths *self)
{
  suit (self, find_chars_of_time);
}

static void
ferry_column_widths_dispose (GObject *object)
{
  FerryColumnWidths *self = FERRY_COLUMN_WIDTHS (object);

  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (ferry_column_widths_parent_class)->dispose (object);
}

static void
ferry_column_widths_class_init (FerryColumnWidthsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_column_widths_dispose;
}

static void
ferry_column_widths_init (FerryColumnWidths *self)
{
}

/**
 * ferry_column_widths_new:
 * @view: a view of tasks, in what scrolls it if anything does
 * @clock: writes the times
 *
 * Returns: (transfer full): what cares for the widths of its columns
 */
FerryColumnWidths *
ferry_column_widths_new (GtkColumnView *view,
                         FerryClock    *clock)
{
  FerryColumnWidths *self = g_object_new (FERRY_TYPE_COLUMN_WIDTHS, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (clock, "changed", G_CALLBACK (clock_changed_cb), self, G_CONNECT_SWAPPED);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (ferry_column_widths_queue_suit_room), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ferry_column_widths_set_rows:
 * @self: the widths of a view
 * @rows: tasks
 *
 * Sets which rows the widths suit. They change with @rows, before the view makes
 * cells for those if it is told of them later, but stay when rows are added to a
 * long list.
 */
void
ferry_column_widths_set_rows (FerryColumnWidths *self,
                              GListModel        *rows)
{
  g_return_if_fail (FERRY_IS_COLUMN_WIDTHS (self));
  g_return_if_fail (self->rows == NULL);

  self->rows = g_object_ref (rows);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  ferry_column_widths_suit_rows (self);
}

/**
 * ferry_column_widths_suit_rows:
 * @self: the widths of a view
 *
 * Suits the rows as they are now. Without rows the widths stay.
 */
void
ferry_column_widths_suit_rows (FerryColumnWidths *self)
{
  g_return_if_fail (FERRY_IS_COLUMN_WIDTHS (self));

  suit (self, find_chars);
}

/**
 * ferry_column_widths_queue_suit_room:
 * @self: the widths of a view
 *
 * Suits the room there is, and the columns that are shown, when both are settled.
 */
void
ferry_column_widths_queue_suit_room (FerryColumnWidths *self)
{
  g_return_if_fail (FERRY_IS_COLUMN_WIDTHS (self));

  if (self->idle_source == 0 && has_rows (self))
    self->idle_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, suit_room_cb, self, NULL);
}
