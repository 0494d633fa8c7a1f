/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-cell.h"

#include <string.h>

#include "ferry-format.h"

/* Tasks never change, so a cell needs no binding: it is filled once when a row comes into view. One factory in
 * code serves all columns; a template for each would say the same a dozen times. */

/* GTK does not tell of a widget which row or cell it is in, nor of a cell which column. So what it holds does. */
#define ITEM_KEY "ferry-item"
#define COLUMN_KEY "ferry-column"

/* How narrow names become before a table has to be scrolled, in characters. */
#define MIN_CHARS 14

/* What the cells of a factory have in common. */
typedef struct
{
  FerryColumn column;
  FerryClock *clock;       /* (owned) writes the times */
  guint min_chars;
  guint natural_chars;
  GPtrArray *inscriptions; /* (owned) those that are in use, not owned */
} CellKind;

static void
cell_kind_free (gpointer data)
{
  CellKind *kind = data;

  g_signal_handlers_disconnect_by_data (kind->clock, kind);
  g_object_unref (kind->clock);
  g_ptr_array_unref (kind->inscriptions);
  g_free (kind);
}

static gboolean
is_numeric (FerryColumn column)
{
  return column == FERRY_COLUMN_CREATED || column == FERRY_COLUMN_UPDATED || column == FERRY_COLUMN_ID;
}

static gboolean
is_region (FerryColumn column)
{
  return column == FERRY_COLUMN_SOURCE_REGION || column == FERRY_COLUMN_TARGET_REGION;
}

static gboolean
has_icon (FerryColumn column)
{
  return column == FERRY_COLUMN_OVERWRITE || column == FERRY_COLUMN_AUTOMATIC;
}

/* Names may be cut, with the whole in a tooltip; half a time says nothing, nor half an answer. */
static gboolean
can_shrink (FerryColumn column)
{
  return !is_numeric (column) && !has_icon (column);
}

/* Names are told apart by their end as much as by their beginning. A region begins with what its id, at the end,
 * says again. */
static GtkInscriptionOverflow
get_overflow (FerryColumn column)
{
  return is_region (column) ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_START : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE;
}

static void
set_chars (GtkInscription *inscription,
           CellKind       *kind)
{
  gtk_inscription_set_min_chars (inscription, kind->min_chars);
  gtk_inscription_set_nat_chars (inscription, kind->natural_chars);
}

/* A GtkInscription costs next to nothing to measure, so scrolling stays smooth. */
static GtkWidget *
create_inscription (CellKind *kind)
{
  GtkWidget *widget = gtk_inscription_new (NULL);

  set_chars (GTK_INSCRIPTION (widget), kind);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (widget), get_overflow (kind->column));
  if (kind->column == FERRY_COLUMN_ID)
    gtk_inscription_set_xalign (GTK_INSCRIPTION (widget), 1);
  if (is_numeric (kind->column))
    gtk_widget_add_css_class (widget, "numeric");
  g_ptr_array_add (kind->inscriptions, widget);

  return widget;
}

static GtkWidget *
create_child (CellKind *kind)
{
  GtkWidget *inscription = create_inscription (kind);
  GtkWidget *box;

  if (!has_icon (kind->column))
    return inscription;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (inscription, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), inscription);

  return box;
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
  g_autofree char *text = sync_task != NULL ? ferry_format_cell_tooltip (kind->column, sync_task) : NULL;

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* The arrow keys go from cell to cell, so that one can be copied, or filtered by, without a mouse. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkColumnViewCell        *cell,
          gpointer                  user_data)
{
  CellKind *kind = user_data;
  GtkWidget *child = create_child (kind);

  ferry_sync_task_cell_mark (child, GTK_LIST_ITEM (cell), kind->column);
  gtk_widget_set_has_tooltip (child, TRUE);
  g_signal_connect (child, "query-tooltip", G_CALLBACK (query_tooltip_cb), kind);
  gtk_column_view_cell_set_child (cell, child);
  gtk_column_view_cell_set_focusable (cell, TRUE);
}

static void
insert_attribute (PangoAttrList  *attributes,
                  PangoAttribute *attribute,
                  guint           start)
{
  attribute->start_index = start;
  pango_attr_list_insert (attributes, attribute);
}

/* What is less important is smaller, too, for which there is little room. */
static PangoAttrList *
create_attributes (FerryColumn    column,
                   FerrySyncTask *sync_task,
                   const char    *text)
{
  gsize length = ferry_format_cell_dimmed_length (column, sync_task);
  guint start = strlen (text) - length;
  PangoAttrList *attributes;

  if (length == 0)
    return NULL;

  attributes = pango_attr_list_new ();
  insert_attribute (attributes, pango_attr_foreground_alpha_new (G_MAXUINT16 * 6 / 10), start);
  insert_attribute (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL), start);

  return attributes;
}

static GtkInscription *
get_inscription (GtkColumnViewCell *cell,
                 FerryColumn        column)
{
  GtkWidget *child = gtk_column_view_cell_get_child (cell);

  return GTK_INSCRIPTION (has_icon (column) ? gtk_widget_get_last_child (child) : child);
}

static char *
format_text (CellKind      *kind,
             FerrySyncTask *sync_task)
{
  gint64 timestamp = ferry_column_get_time (kind->column, sync_task);

  return timestamp != FERRY_NO_TIMESTAMP ? ferry_clock_format (kind->clock, timestamp) : ferry_format_cell (kind->column, sync_task);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkColumnViewCell        *cell,
         gpointer                  user_data)
{
  CellKind *kind = user_data;
  FerrySyncTask *sync_task = gtk_column_view_cell_get_item (cell);
  GtkInscription *inscription = get_inscription (cell, kind->column);
  g_autofree char *text = format_text (kind, sync_task);
  g_autoptr(PangoAttrList) attributes = create_attributes (kind->column, sync_task, text);

  gtk_inscription_set_text (inscription, text);
  gtk_inscription_set_attributes (inscription, attributes);
  if (has_icon (kind->column))
    gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (gtk_column_view_cell_get_child (cell))),
                                  ferry_format_cell_icon (kind->column, sync_task));
}

/* Only the times of the rows on screen: the others are written when they come into view. */
static void
clock_changed_cb (CellKind *kind)
{
  for (guint i = 0; i < kind->inscriptions->len; i++)
    {
      GtkInscription *inscription = g_ptr_array_index (kind->inscriptions, i);
      FerrySyncTask *sync_task = gtk_column_view_cell_get_item (g_object_get_data (G_OBJECT (inscription), ITEM_KEY));
      g_autofree char *text = sync_task != NULL ? format_text (kind, sync_task) : NULL;

      if (text != NULL)
        gtk_inscription_set_text (inscription, text);
    }
}

/* A GtkInscription that ends with attributes leaks them. */
static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkColumnViewCell        *cell,
           gpointer                  user_data)
{
  gtk_inscription_set_attributes (get_inscription (cell, ((CellKind *) user_data)->column), NULL);
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkColumnViewCell        *cell,
             gpointer                  user_data)
{
  CellKind *kind = user_data;

  g_ptr_array_remove_fast (kind->inscriptions, get_inscription (cell, kind->column));
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
  kind->inscriptions = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (factory), "kind", kind, cell_kind_free);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), kind);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), kind);
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
 *
 * Sets how wide the cells have to be, and would rather be, where nothing else
 * says so.
 */
void
ferry_sync_task_cell_factory_set_chars (GtkListItemFactory *factory,
                                        guint               min_chars,
                                        guint               natural_chars)
{
  CellKind *kind = get_kind (factory);

  kind->min_chars = min_chars;
  kind->natural_chars = natural_chars;
  for (guint i = 0; i < kind->inscriptions->len; i++)
    set_chars (g_ptr_array_index (kind->inscriptions, i), kind);
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

/* What has to be seen of a text: of a region all that its id does not say again. */
static char *
shorten (FerryColumn    column,
         FerrySyncTask *sync_task,
         const char    *text)
{
  gsize dimmed_length = ferry_format_cell_dimmed_length (column, sync_task);
  const char *dash = strchr (text, '-');

  if (!can_shrink (column))
    return g_strdup (text);
  if (!is_region (column))
    return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MIN_CHARS));

  return dash != NULL && strlen (dash) > dimmed_length ? g_strconcat ("…", dash, NULL) : g_strdup (text);
}

static int
measure_text (FerryColumn    column,
              FerrySyncTask *sync_task,
              const char    *text,
              PangoLayout   *ruler)
{
  g_autoptr(PangoAttrList) attributes = create_attributes (column, sync_task, text);
  int width;

  if (is_numeric (column))
    {
      attributes = pango_attr_list_new ();
      /* What the style class makes of digits. */
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
    }
  pango_layout_set_text (ruler, text, -1);
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
  g_autofree char *short_text = shorten (kind->column, sync_task, text);

  *min_width = measure_text (kind->column, sync_task, short_text, ruler);
  *width = measure_text (kind->column, sync_task, text, ruler);
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
