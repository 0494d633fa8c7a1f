/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-facet-row.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FerryFacetRow
{
  GtkBox parent_instance;

  GtkCheckButton *check_button;
  GtkImage *excluded_image;
  GtkLabel *not_label;
  GtkLabel *name_label;
  GtkLabel *count_label;
  GtkToggleButton *exclude_button;

  GtkListItem *list_item; /* (unowned) what the row is in */
  FerryFacetItem *item;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryFacetRow, ferry_facet_row, GTK_TYPE_BOX)

/* The id of a region that is shown by its name is dimmed, and cut first. Of another value the end may tell most. */
static void
show_name (FerryFacetRow *self,
           const char    *text,
           const char    *value)
{
  gboolean has_id = *value != '\0' && strlen (text) > strlen (value) && g_str_has_suffix (text, value);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *dimmed = pango_attr_foreground_alpha_new (G_MAXUINT16 * 6 / 10);

  dimmed->start_index = has_id ? strlen (text) - strlen (value) : G_MAXUINT;
  pango_attr_list_insert (attributes, dimmed);
  gtk_label_set_text (self->name_label, text);
  gtk_label_set_attributes (self->name_label, attributes);
  gtk_label_set_ellipsize (self->name_label, has_id ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_MIDDLE);
}

static void
update_name (FerryFacetRow *self)
{
  const char *value = ferry_facet_item_get_value (self->item);
  g_autofree char *text = ferry_filter_dup_value_text (ferry_facet_item_get_column (self->item), value);
  g_autofree char *exclude = g_strdup_printf (_("Exclude %s"), text);

  show_name (self, text, value);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->exclude_button), GTK_ACCESSIBLE_PROPERTY_LABEL, exclude, -1);
}

static void
update_count (FerryFacetRow *self)
{
  g_autofree char *value = ferry_filter_dup_value_text (ferry_facet_item_get_column (self->item),
                                                        ferry_facet_item_get_value (self->item));
  guint count = ferry_facet_item_get_count (self->item);
  g_autofree char *text = g_strdup_printf ("%'u", count);
  /* Translators: a value of a column, and how many tasks have it. */
  g_autofree char *label = g_strdup_printf (ngettext ("%s, %'u task", "%s, %'u tasks", count), value, count);

  gtk_label_set_text (self->count_label, text);
  gtk_list_item_set_accessible_label (self->list_item, label);
}

/* Each use has an icon and a word of its own. */
static void
update_use (FerryFacetRow *self)
{
  FerryFilterUse use = ferry_facet_item_get_use (self->item);
  gboolean is_useless = use == FERRY_FILTER_ANY && ferry_facet_item_get_count (self->item) == 0;

  gtk_check_button_set_active (self->check_button, use == FERRY_FILTER_INCLUDE);
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), use != FERRY_FILTER_EXCLUDE);
  gtk_widget_set_visible (GTK_WIDGET (self->excluded_image), use == FERRY_FILTER_EXCLUDE);
  gtk_widget_set_visible (GTK_WIDGET (self->not_label), use == FERRY_FILTER_EXCLUDE);
  gtk_toggle_button_set_active (self->exclude_button, use == FERRY_FILTER_EXCLUDE);
  gtk_list_item_set_accessible_description (self->list_item, use == FERRY_FILTER_INCLUDE   ? _("Included")
                                                             : use == FERRY_FILTER_EXCLUDE ? _("Excluded")
                                                                                           : "");
  if (is_useless)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dimmed");
}

static void
count_changed_cb (FerryFacetRow *self)
{
  update_count (self);
  update_use (self);
}

static void
item_changed_cb (FerryFacetRow *self)
{
  FerryFacetItem *item = gtk_list_item_get_item (self->list_item);

  if (self->item != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->item, self);
      g_signal_handlers_disconnect_by_data (ferry_facet_item_get_filter (self->item), self);
    }
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  g_signal_connect_object (item, "notify::count", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_facet_item_get_filter (item), "changed", G_CALLBACK (update_use), self, G_CONNECT_SWAPPED);
  update_name (self);
  count_changed_cb (self);
}

static void
exclude_cb (FerryFacetRow *self)
{
  ferry_facet_item_toggle (self->item, FERRY_FILTER_EXCLUDE);
}

static void
ferry_facet_row_dispose (GObject *object)
{
  FerryFacetRow *self = FERRY_FACET_ROW (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_FACET_ROW);

  G_OBJECT_CLASS (ferry_facet_row_parent_class)->dispose (object);
}

static void
ferry_facet_row_class_init (FerryFacetRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_facet_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-facet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFacetRow, check_button);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetRow, excluded_image);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetRow, not_label);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetRow, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetRow, exclude_button);
  gtk_widget_class_bind_template_callback (widget_class, exclude_cb);
}

static void
ferry_facet_row_init (FerryFacetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_facet_row_new:
 * @list_item: what the row is for
 *
 * Returns: (transfer floating): a row that follows the item of @list_item
 */
GtkWidget *
ferry_facet_row_new (GtkListItem *list_item)
{
  FerryFacetRow *self = g_object_new (FERRY_TYPE_FACET_ROW, NULL);

  self->list_item = list_item;
  g_signal_connect_object (list_item, "notify::item", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * ferry_facet_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what the row shows
 */
FerryFacetItem *
ferry_facet_row_get_item (FerryFacetRow *self)
{
  g_return_val_if_fail (FERRY_IS_FACET_ROW (self), NULL);

  return self->item;
}
