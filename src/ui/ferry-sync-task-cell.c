/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-cell.h"

#include <string.h>

#include "ferry-format.h"

/* Tasks never change, so a cell needs no binding: it is filled once when a row comes into view. One factory in
 * code serves all columns; a template for each would say the same a dozen times. */

/* Under this name a cell keeps its column. */
#define COLUMN "ferry-column"

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

static gboolean
query_tooltip_cb (GtkColumnViewCell *cell,
                  int                x,
                  int                y,
                  gboolean           by_keyboard,
                  GtkTooltip        *tooltip)
{
  FerryColumn column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), COLUMN));
  FerrySyncTask *sync_task = gtk_column_view_cell_get_item (cell);
  g_autofree char *text = sync_task != NULL ? ferry_format_cell_tooltip (column, sync_task) : NULL;

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* The text of a tooltip is made when the tooltip comes up. Whenever it was set, GTK would ask the display server
 * where the mouse is: a thousand times while a list is sorted, and that is most of what sorting cost. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkColumnViewCell        *cell,
          gpointer                  user_data)
{
  GtkWidget *child = create_child (GPOINTER_TO_UINT (user_data));

  g_object_set_data (G_OBJECT (cell), COLUMN, user_data);
  gtk_widget_set_has_tooltip (child, TRUE);
  g_signal_connect_object (child, "query-tooltip", G_CALLBACK (query_tooltip_cb), cell, G_CONNECT_SWAPPED);
  gtk_column_view_cell_set_child (cell, child);
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

  gtk_inscription_set_text (inscription, text);
  gtk_inscription_set_attributes (inscription, attributes);
  if (has_icon (column))
    gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (child)), ferry_format_cell_icon (column, sync_task));
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
