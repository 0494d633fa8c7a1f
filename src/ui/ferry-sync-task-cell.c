/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-cell.h"

#include <string.h>

#include "ferry-format.h"

/* Tasks never change, so a cell needs no binding: it is filled once when a row comes into view. One factory in
 * code serves all columns; a template for each would say the same a dozen times. */

/* How narrow names become before a table has to be scrolled, in characters. */
#define MIN_CHARS 14

/* What the cells of a factory have in common. */
typedef struct
{
  FerryColumn column;
  guint n_chars;           /* natural width */
  GPtrArray *inscriptions; /* (owned) those that are in use, not owned */
} CellKind;

static void
cell_kind_free (gpointer data)
{
  CellKind *kind = data;

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
  gtk_inscription_set_min_chars (inscription, can_shrink (kind->column) ? MIN (kind->n_chars, MIN_CHARS) : kind->n_chars);
  gtk_inscription_set_nat_chars (inscription, kind->n_chars);
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

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkColumnViewCell        *cell,
          gpointer                  user_data)
{
  CellKind *kind = user_data;
  GtkWidget *inscription = create_inscription (kind);
  GtkWidget *box;

  if (!has_icon (kind->column))
    {
      gtk_column_view_cell_set_child (cell, inscription);
      return;
    }

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (inscription, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), inscription);
  gtk_column_view_cell_set_child (cell, box);
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
  FerryColumn column = ((CellKind *) user_data)->column;
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
 *
 * Returns: (transfer full): a factory for the cells of @column
 */
GtkListItemFactory *
ferry_sync_task_cell_factory_new (FerryColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  CellKind *kind = g_new0 (CellKind, 1);

  kind->column = column;
  kind->inscriptions = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (factory), "kind", kind, cell_kind_free);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), kind);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), kind);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), kind);

  return factory;
}

/**
 * ferry_sync_task_cell_factory_set_chars:
 * @factory: a factory for cells
 * @n_chars: a number of characters
 *
 * Sets how wide the cells are where nothing else says so.
 */
void
ferry_sync_task_cell_factory_set_chars (GtkListItemFactory *factory,
                                        guint               n_chars)
{
  CellKind *kind = g_object_get_data (G_OBJECT (factory), "kind");

  if (kind->n_chars == n_chars)
    return;

  kind->n_chars = n_chars;
  for (guint i = 0; i < kind->inscriptions->len; i++)
    set_chars (g_ptr_array_index (kind->inscriptions, i), kind);
}

/**
 * ferry_sync_task_cell_create_ruler:
 * @column: a column
 * @widget: a widget with the font of the table
 *
 * Returns: (transfer full): a layout that is as wide as the text of a cell would
 *   be
 */
PangoLayout *
ferry_sync_task_cell_create_ruler (FerryColumn  column,
                                   GtkWidget   *widget)
{
  PangoLayout *ruler = gtk_widget_create_pango_layout (widget, NULL);
  g_autoptr(PangoAttrList) attributes = NULL;

  if (is_numeric (column))
    {
      attributes = pango_attr_list_new ();
      /* What the style class makes of digits. */
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
      pango_layout_set_attributes (ruler, attributes);
    }

  return ruler;
}
