/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-region-row.h"

#include <glib/gi18n.h>

#include "ferry-core.h"
#include "ferry-format.h"

struct _FerryRegionRow
{
  GtkListBoxRow parent_instance;

  GtkCheckButton *check_button;
  GtkLabel *name_label;
  GtkLabel *id_label;
  GtkButton *only_button;
  GtkImage *check_mark;

  char *id; /* (owned) */
  gboolean offered;
};

G_DEFINE_FINAL_TYPE (FerryRegionRow, ferry_region_row, GTK_TYPE_LIST_BOX_ROW)

static void
ferry_region_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_REGION_ROW);

  G_OBJECT_CLASS (ferry_region_row_parent_class)->dispose (object);
}

static void
ferry_region_row_finalize (GObject *object)
{
  FerryRegionRow *self = FERRY_REGION_ROW (object);

  g_free (self->id);

  G_OBJECT_CLASS (ferry_region_row_parent_class)->finalize (object);
}

static void
ferry_region_row_class_init (FerryRegionRowClass *klass)
{
  static const guint keys[] = { GDK_KEY_space, GDK_KEY_KP_Space, GDK_KEY_Return, GDK_KEY_ISO_Enter, GDK_KEY_KP_Enter };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_region_row_dispose;
  object_class->finalize = ferry_region_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-region-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRegionRow, check_button);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionRow, id_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionRow, only_button);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionRow, check_mark);
  /* A window does this for what has the focus, but keys that were pressed in a popover do not come that far, and
   * its search would take Enter for itself. */
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_signal (widget_class, keys[i], 0, "activate", NULL);
}

static void
ferry_region_row_init (FerryRegionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_region_row_new:
 * @id: any region id
 * @offered: whether it is one of those that stand first
 *
 * Returns: (transfer floating): a row that is not chosen
 */
GtkWidget *
ferry_region_row_new (const char *id,
                      gboolean    offered)
{
  FerryRegionRow *self = g_object_new (FERRY_TYPE_REGION_ROW, NULL);
  g_autofree char *label = ferry_region_dup_text (id);
  const char *name = ferry_region_find_name (id);
  /* Translators: %s is a region. */
  g_autofree char *only = g_strdup_printf (_("Only %s"), label);

  self->id = g_strdup (id);
  self->offered = offered;
  gtk_label_set_text (self->name_label, name != NULL ? name : id);
  gtk_label_set_text (self->id_label, name != NULL ? id : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->only_button), "s", id);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->only_button), only);
  /* The word on it would be all that is spoken otherwise. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->only_button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->only_button), GTK_ACCESSIBLE_PROPERTY_LABEL, only, -1);
  ferry_region_row_set_chosen (self, FALSE, FALSE);

  return GTK_WIDGET (self);
}

/**
 * ferry_region_row_get_id:
 * @self: a row
 *
 * Returns: the id of the region
 */
const char *
ferry_region_row_get_id (FerryRegionRow *self)
{
  return self->id;
}

/**
 * ferry_region_row_get_offered:
 * @self: a row
 *
 * Returns: whether the region is one of those that stand first
 */
gboolean
ferry_region_row_get_offered (FerryRegionRow *self)
{
  return self->offered;
}

/**
 * ferry_region_row_set_chosen:
 * @self: a row
 * @chosen: whether the region is chosen
 * @multiple: whether others can be chosen at the same time
 *
 * Shows the choice: with a check mark at the one region, or with a check button
 * at each where there may be several, and a button that chooses this one alone.
 */
void
ferry_region_row_set_chosen (FerryRegionRow *self,
                             gboolean        chosen,
                             gboolean        multiple)
{
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), multiple);
  gtk_check_button_set_active (self->check_button, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->only_button), multiple);
  gtk_widget_set_visible (GTK_WIDGET (self->check_mark), chosen && !multiple);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}
