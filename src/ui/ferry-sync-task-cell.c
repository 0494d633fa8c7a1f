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

/* How wide a column is at first, in characters. */
static const guint natural_chars[FERRY_N_COLUMNS] = {
  [FERRY_COLUMN_REPOSITORY] = 16,
  [FERRY_COLUMN_ORGANIZATION] = 11,
  [FERRY_COLUMN_SOURCE_REGION] = 24,
  [FERRY_COLUMN_TARGET_REGION] = 27,
  [FERRY_COLUMN_TARGET_ORGANIZATION] = 14,
  [FERRY_COLUMN_OVERWRITE] = 11,
  [FERRY_COLUMN_AUTOMATIC] = 10,
  [FERRY_COLUMN_CREATED] = 14,
  [FERRY_COLUMN_UPDATED] = 14,
  [FERRY_COLUMN_ACCOUNT] = 13,
  [FERRY_COLUMN_ACCOUNT_ID] = 25,
  [FERRY_COLUMN_ID] = 9,
};

/* Names may be cut, with the whole in a tooltip; half a time says nothing. */
static gboolean
can_shrink (FerryColumn column)
{
  return column != FERRY_COLUMN_CREATED && column != FERRY_COLUMN_UPDATED && column != FERRY_COLUMN_ID;
}

static gboolean
has_icon (FerryColumn column)
{
  return column == FERRY_COLUMN_OVERWRITE || column == FERRY_COLUMN_AUTOMATIC;
}

/* A GtkInscription costs next to nothing to measure, so scrolling stays smooth. */
static GtkWidget *
create_inscription (FerryColumn column)
{
  GtkWidget *widget = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (widget);

  gtk_inscription_set_min_chars (inscription, can_shrink (column) ? 4 : natural_chars[column]);
  gtk_inscription_set_nat_chars (inscription, natural_chars[column]);
  /* The end of a repository's name tells more than its middle. */
  gtk_inscription_set_text_overflow (inscription, column == FERRY_COLUMN_REPOSITORY ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (column == FERRY_COLUMN_ID)
    gtk_inscription_set_xalign (inscription, 1);
  if (column == FERRY_COLUMN_ID || column == FERRY_COLUMN_CREATED || column == FERRY_COLUMN_UPDATED)
    gtk_widget_add_css_class (widget, "numeric");

  return widget;
}

static GtkWidget *
create_child (FerryColumn column)
{
  GtkWidget *inscription = create_inscription (column);
  GtkWidget *box;

  if (!has_icon (column))
    return inscription;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (inscription, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), inscription);

  return box;
}

/* The arrow keys go from cell to cell, so that one can be copied, or filtered by, without a mouse. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkColumnViewCell        *cell,
          gpointer                  user_data)
{
  GtkWidget *child = create_child (GPOINTER_TO_UINT (user_data));

  ferry_sync_task_cell_mark (child, GTK_LIST_ITEM (cell), GPOINTER_TO_UINT (user_data));
  gtk_column_view_cell_set_child (cell, child);
  gtk_column_view_cell_set_focusable (cell, TRUE);
}

static PangoAttrList *
create_attributes (FerryColumn    column,
                   FerrySyncTask *sync_task,
                   const char    *text)
{
  gsize length = ferry_format_cell_dimmed_length (column, sync_task);
  PangoAttrList *attributes;
  PangoAttribute *dimmed;

  if (length == 0)
    return NULL;

  dimmed = pango_attr_foreground_alpha_new (G_MAXUINT16 * 6 / 10);
  dimmed->start_index = strlen (text) - length;
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, dimmed);

  return attributes;
}

static GtkInscription *
get_inscription (GtkColumnViewCell *cell,
                 FerryColumn        column)
{
  GtkWidget *child = gtk_column_view_cell_get_child (cell);

  return GTK_INSCRIPTION (has_icon (column) ? gtk_widget_get_last_child (child) : child);
}

/* Who goes down the first column hears of each row what it would say itself, if it got the focus and not its cells. */
static void
describe_row (GtkWidget     *child,
              FerrySyncTask *sync_task)
{
  g_autofree char *label = ferry_format_row_label (sync_task);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (child)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkColumnViewCell        *cell,
         gpointer                  user_data)
{
  FerryColumn column = GPOINTER_TO_UINT (user_data);
  FerrySyncTask *sync_task = gtk_column_view_cell_get_item (cell);
  GtkWidget *child = gtk_column_view_cell_get_child (cell);
  GtkInscription *inscription = get_inscription (cell, column);
  g_autofree char *text = ferry_format_cell (column, sync_task);
  g_autoptr(PangoAttrList) attributes = create_attributes (column, sync_task, text);
  g_autofree char *tooltip = ferry_format_cell_tooltip (column, sync_task);

  gtk_inscription_set_text (inscription, text);
  gtk_inscription_set_attributes (inscription, attributes);
  gtk_widget_set_tooltip_text (child, tooltip);
  if (has_icon (column))
    gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (child)), ferry_format_cell_icon (column, sync_task));
  if (column == FERRY_COLUMN_REPOSITORY)
    describe_row (child, sync_task);
}

/* A GtkInscription that ends with attributes leaks them. */
static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkColumnViewCell        *cell,
           gpointer                  user_data)
{
  gtk_inscription_set_attributes (get_inscription (cell, GPOINTER_TO_UINT (user_data)), NULL);
}

/**
 * ferry_sync_task_cell_factory_new:
 * @column: a column
 *
 * Returns: (transfer full): a factory for the cells of @column
 */
GtkListItemFactory *
ferry_sync_task_cell_factory_new (FerryColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), GUINT_TO_POINTER (column));

  return factory;
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

/* The widget that GTK puts around what is in a cell is the cell, too: it is what has the focus. */
static GtkWidget *
find_child (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *first_child = gtk_widget_get_first_child (widget);

      if (g_object_get_data (G_OBJECT (widget), ITEM_KEY) != NULL)
        return widget;
      if (first_child != NULL && g_object_get_data (G_OBJECT (first_child), ITEM_KEY) != NULL)
        return first_child;
    }

  return NULL;
}

/**
 * ferry_sync_task_cell_find:
 * @self: (out caller-allocates): the cell
 * @widget: a widget, as one that was clicked or has the focus
 *
 * Returns: whether @widget is a cell, or in one
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
