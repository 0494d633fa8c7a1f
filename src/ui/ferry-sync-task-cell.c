/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-cell.h"

#include <string.h>

#include "ferry-format.h"
#include "ferry-text-cell.h"

/* Tasks never change, so a cell needs no binding: it is filled once when a row comes into view. One factory in
 * code serves all columns; a template for each would say the same a dozen times. */

/* GTK does not tell of a widget which row or cell it is in, nor of a cell which column. So what it holds does. */
#define ITEM_KEY "ferry-item"
#define COLUMN_KEY "ferry-column"

/* How narrow names become before a table has to be scrolled, in characters. That of the repository tells most. */
#define MIN_REPOSITORY_CHARS 16
#define MIN_CHARS 12

/* What the cells of a factory have in common. */
typedef struct
{
  FerryColumn column;
  FerryClock *clock;       /* (owned) writes the times */
  guint min_chars;
  guint natural_chars;
  int full_width;
  GPtrArray *text_cells;   /* (owned) those that are in use, not owned */
} CellKind;

static void
cell_kind_free (gpointer data)
{
  CellKind *kind = data;

  g_signal_handlers_disconnect_by_data (kind->clock, kind);
  g_object_unref (kind->clock);
  g_ptr_array_unref (kind->text_cells);
  g_free (kind);
}

static gboolean
is_numeric (FerryColumn column)
{
  return column == FERRY_COLUMN_ID || ferry_column_is_time (column);
}

/* Names may be cut, with the whole in a tooltip; half a time says nothing, nor half an answer. */
static gboolean
can_shrink (FerryColumn column)
{
  return !is_numeric (column) && !ferry_column_is_tristate (column);
}

/* Made when somebody asks for it, or each row that comes into view would wait for a dozen of them. */
static gboolean
query_tooltip_cb (GtkWidget  *child,
                  int         x,
                  int         y,
                  gboolean    by_keyboard,
                  GtkTooltip *tooltip,
                  gpointer    user_data)
{
  CellKind *kind = user_data;
  FerrySyncTask *sync_task = gtk_column_view_cell_get_item (g_object_get_data (G_OBJECT (child), ITEM_KEY));
  g_autofree char *text = NULL;

  /* A time and a region have more to say than their cells. */
  if (sync_task == NULL || (!ferry_column_is_time (kind->column) && !ferry_column_is_region (kind->column) &&
                            !ferry_text_cell_is_cut (FERRY_TEXT_CELL (child))))
    return FALSE;

  text = ferry_format_cell_tooltip (kind->column, sync_task);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/* The arrow keys go from cell to cell, so that one can be copied, or filtered by, without a mouse. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkColumnViewCell        *cell,
          gpointer                  user_data)
{
  CellKind *kind = user_data;
  /* Names are told apart by their end as much as by their beginning. */
  GtkWidget *child = ferry_text_cell_new (PANGO_ELLIPSIZE_MIDDLE, is_numeric (kind->column), ferry_column_is_tristate (kind->column));

  ferry_text_cell_set_chars (FERRY_TEXT_CELL (child), kind->min_chars, kind->natural_chars, kind->full_width);
  if (kind->column == FERRY_COLUMN_ID)
    ferry_text_cell_set_xalign (FERRY_TEXT_CELL (child), 1);
  g_ptr_array_add (kind->text_cells, child);
  ferry_sync_task_cell_mark (child, GTK_LIST_ITEM (cell), kind->column);
  gtk_widget_set_has_tooltip (child, TRUE);
  g_signal_connect (child, "query-tooltip", G_CALLBACK (query_tooltip_cb), kind);
  gtk_column_view_cell_set_child (cell, child);
  gtk_column_view_cell_set_focusable (cell, TRUE);
}

static char *
format_text (CellKind      *kind,
             FerrySyncTask *sync_task)
{
  gint64 timestamp = ferry_column_get_time (kind->column, sync_task);

  return timestamp != FERRY_NO_TIMESTAMP ? ferry_clock_format (kind->clock, timestamp) : ferry_column_dup_text (kind->column, sync_task);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkColumnViewCell        *cell,
         gpointer                  user_data)
{
  CellKind *kind = user_data;
  FerrySyncTask *sync_task = gtk_column_view_cell_get_item (cell);
  FerryTextCell *text_cell = FERRY_TEXT_CELL (gtk_column_view_cell_get_child (cell));
  g_autofree char *text = format_text (kind, sync_task);

  ferry_text_cell_set_text (text_cell, text,
                            ferry_format_cell_spare_length (kind->column, sync_task),
                            ferry_format_cell_dimmed_length (kind->column, sync_task));
  if (ferry_column_is_tristate (kind->column))
    ferry_text_cell_set_icon (text_cell, ferry_format_cell_icon (kind->column, sync_task));
}

/* Only the times of the rows on screen: the others are written when they come into view. */
static void
clock_changed_cb (CellKind *kind)
{
  for (guint i = 0; i < kind->text_cells->len; i++)
    {
      FerryTextCell *text_cell = g_ptr_array_index (kind->text_cells, i);
      FerrySyncTask *sync_task = gtk_column_view_cell_get_item (g_object_get_data (G_OBJECT (text_cell), ITEM_KEY));
      g_autofree char *text = sync_task != NULL ? format_text (kind, sync_task) : NULL;

      if (text != NULL)
        ferry_text_cell_set_text (text_cell, text, 0, 0);
    }
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkColumnViewCell        *cell,
             gpointer                  user_data)
{
  CellKind *kind = user_data;

  g_ptr_array_remove_fast (kind->text_cells, gtk_column_view_cell_get_child (cell));
}

/**
 * ferry_sync_task_cell_factory_new:
 * @column: a column
 * @clock: writes the times
 *
 * Returns: (transfer full): a factory for the cells of @column
 */
GtkListItemFactory *
ferry_sync_task_cell_factory_new (FerryColumn  column,
                                  FerryClock  *clock)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  CellKind *kind = g_new0 (CellKind, 1);

  kind->column = column;
  kind->clock = g_object_ref (clock);
  kind->text_cells = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (factory), "kind", kind, cell_kind_free);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), kind);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), kind);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), kind);
  if (ferry_column_is_time (column))
    g_signal_connect_swapped (clock, "changed", G_CALLBACK (clock_changed_cb), kind);

  return factory;
}

static CellKind *
get_kind (GtkListItemFactory *factory)
{
  return g_object_get_data (G_OBJECT (factory), "kind");
}

/**
 * ferry_sync_task_cell_factory_set_chars:
 * @factory: a factory for cells
 * @min_chars: a number of characters
 * @natural_chars: another one
 * @full_width: a width in pixels
 *
 * Sets how wide the cells have to be, and would rather be, where nothing else
 * says so. In those that are narrower than @full_width regions have no id.
 */
void
ferry_sync_task_cell_factory_set_chars (GtkListItemFactory *factory,
                                        guint               min_chars,
                                        guint               natural_chars,
                                        int                 full_width)
{
  CellKind *kind = get_kind (factory);

  if (kind->min_chars == min_chars && kind->natural_chars == natural_chars && kind->full_width == full_width)
    return;

  kind->min_chars = min_chars;
  kind->natural_chars = natural_chars;
  kind->full_width = full_width;
  for (guint i = 0; i < kind->text_cells->len; i++)
    ferry_text_cell_set_chars (g_ptr_array_index (kind->text_cells, i), min_chars, natural_chars, full_width);
}

/**
 * ferry_sync_task_cell_factory_dup_text:
 * @factory: a factory for cells
 * @sync_task: a task
 *
 * Returns: (transfer full): what a cell shows
 */
char *
ferry_sync_task_cell_factory_dup_text (GtkListItemFactory *factory,
                                       FerrySyncTask      *sync_task)
{
  return format_text (get_kind (factory), sync_task);
}

/* How much of a text has to be seen: of a region the name. */
static gsize
get_min_length (FerryColumn    column,
                FerrySyncTask *sync_task,
                const char    *text)
{
  guint min_chars = column == FERRY_COLUMN_REPOSITORY ? MIN_REPOSITORY_CHARS : MIN_CHARS;
  const char *end = text;

  if (ferry_column_is_region (column))
    return strlen (text) - ferry_format_cell_dimmed_length (column, sync_task);
  if (!can_shrink (column))
    return strlen (text);

  /* Some letters are as wide as two. */
  for (guint n_chars = 0; n_chars < min_chars && *end != '\0'; end = g_utf8_next_char (end))
    n_chars += g_unichar_iswide (g_utf8_get_char (end)) ? 2 : 1;

  return end - text;
}

static int
measure_text (FerryColumn  column,
              const char  *text,
              gsize        length,
              gsize        n_dimmed,
              PangoLayout *ruler)
{
  g_autofree char *measured = g_strchomp (g_strndup (text, length));
  g_autoptr(PangoAttrList) attributes = ferry_text_cell_create_attributes (measured, n_dimmed, is_numeric (column));
  int width;

  pango_layout_set_text (ruler, measured, -1);
  pango_layout_set_attributes (ruler, attributes);
  pango_layout_get_size (ruler, &width, NULL);

  return width;
}

/**
 * ferry_sync_task_cell_factory_measure:
 * @factory: a factory for cells
 * @sync_task: a task
 * @ruler: a layout with the font of the table, to measure with
 * @min_width: (out): how much of the text has to be seen, in Pango units
 * @width: (out): how wide it is as a whole
 *
 * Measures what a cell shows.
 */
void
ferry_sync_task_cell_factory_measure (GtkListItemFactory *factory,
                                      FerrySyncTask      *sync_task,
                                      PangoLayout        *ruler,
                                      int                *min_width,
                                      int                *width)
{
  CellKind *kind = get_kind (factory);
  g_autofree char *text = format_text (kind, sync_task);
  const char *shown = text + ferry_format_cell_spare_length (kind->column, sync_task);
  gsize n_dimmed = ferry_format_cell_dimmed_length (kind->column, sync_task);

  *min_width = measure_text (kind->column, shown, get_min_length (kind->column, sync_task, shown), 0, ruler);
  *width = measure_text (kind->column, shown, strlen (shown), n_dimmed, ruler);
}

/**
 * ferry_sync_task_cell_mark:
 * @child: what is in a row or a cell
 * @item: the item of the factory, which keeps @child
 * @column: the column that is meant by what is done there
 *
 * Lets a cell be found by what is in it.
 */
void
ferry_sync_task_cell_mark (GtkWidget   *child,
                           GtkListItem *item,
                           FerryColumn  column)
{
  g_object_set_data (G_OBJECT (child), ITEM_KEY, item);
  g_object_set_data (G_OBJECT (child), COLUMN_KEY, GUINT_TO_POINTER (column));
}

static gboolean
is_marked (GtkWidget *widget)
{
  return widget != NULL && g_object_get_data (G_OBJECT (widget), ITEM_KEY) != NULL;
}

/* GTK puts a widget around what is in a cell, and one around the cells of a row. Those are what has the focus. A row
 * stands for its first cell. */
static GtkWidget *
find_child (GtkWidget *widget)
{
  for (; widget != NULL && !GTK_IS_LIST_VIEW (widget); widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *first_child = gtk_widget_get_first_child (widget);
      GtkWidget *grandchild = first_child != NULL ? gtk_widget_get_first_child (first_child) : NULL;

      if (is_marked (widget))
        return widget;
      if (is_marked (first_child))
        return first_child;
      if (is_marked (grandchild))
        return grandchild;
    }

  return NULL;
}

/**
 * ferry_sync_task_cell_find:
 * @self: (out caller-allocates): the cell
 * @widget: a widget, as one that was clicked or has the focus
 *
 * Returns: whether @widget is a cell, in one, or a row of them
 */
gboolean
ferry_sync_task_cell_find (FerrySyncTaskCell *self,
                           GtkWidget         *widget)
{
  GtkWidget *child = find_child (widget);
  g_autoptr(FerrySyncTask) sync_task = NULL;

  if (child == NULL)
    return FALSE;

  self->widget = child;
  self->column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), COLUMN_KEY));
  /* Not by functions: those of a list item do not know a cell of a column view, although it is one. */
  g_object_get (g_object_get_data (G_OBJECT (child), ITEM_KEY),
                "position", &self->position,
                "selected", &self->is_selected,
                "item", &sync_task,
                NULL);
  self->sync_task = sync_task;

  return sync_task != NULL;
}
