/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-filter-pill.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FerryFilterPill
{
  GtkButton parent_instance;

  GtkImage *use_image;
  GtkLabel *label;

  FerryFilter *filter; /* (owned) */
  FerryColumn column;
  char *value;         /* (owned) */
  FerryFilterUse use;
};

G_DEFINE_FINAL_TYPE (FerryFilterPill, ferry_filter_pill, GTK_TYPE_BUTTON)

static void
ferry_filter_pill_clicked (GtkButton *button)
{
  FerryFilterPill *self = FERRY_FILTER_PILL (button);

  ferry_filter_set_use (self->filter, self->column, self->value, FERRY_FILTER_ANY);
}

static void
ferry_filter_pill_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_FILTER_PILL);

  G_OBJECT_CLASS (ferry_filter_pill_parent_class)->dispose (object);
}

static void
ferry_filter_pill_finalize (GObject *object)
{
  FerryFilterPill *self = FERRY_FILTER_PILL (object);

  g_object_unref (self->filter);
  g_free (self->value);

  G_OBJECT_CLASS (ferry_filter_pill_parent_class)->finalize (object);
}

static void
ferry_filter_pill_class_init (FerryFilterPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_filter_pill_dispose;
  object_class->finalize = ferry_filter_pill_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = ferry_filter_pill_clicked;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-filter-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFilterPill, use_image);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterPill, label);
}

static void
ferry_filter_pill_init (FerryFilterPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_filter_pill_new:
 * @filter: a filter
 * @rule: one of its rules
 *
 * Returns: (transfer floating): a button that removes @rule from @filter
 */
GtkWidget *
ferry_filter_pill_new (FerryFilter           *filter,
                       const FerryFilterRule *rule)
{
  FerryFilterPill *self = g_object_new (FERRY_TYPE_FILTER_PILL, NULL);
  g_autofree char *text = ferry_filter_rule_dup_text (rule);
  /* Translators: what a filter asks for, such as “Organization: team”. */
  g_autofree char *action = g_strdup_printf (_("Remove %s"), text);

  self->filter = g_object_ref (filter);
  self->column = rule->column;
  self->value = g_strdup (rule->value);
  self->use = rule->use;
  gtk_image_set_from_icon_name (self->use_image, rule->use == FERRY_FILTER_INCLUDE ? "object-select-symbolic"
                                                                                   : "action-unavailable-symbolic");
  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, action, -1);

  return GTK_WIDGET (self);
}

/**
 * ferry_filter_pill_shows:
 * @self: a pill
 * @rule: a rule
 *
 * Returns: whether the pill is for @rule as it is
 */
gboolean
ferry_filter_pill_shows (FerryFilterPill       *self,
                         const FerryFilterRule *rule)
{
  g_return_val_if_fail (FERRY_IS_FILTER_PILL (self), FALSE);

  return self->column == rule->column && self->use == rule->use && strcmp (self->value, rule->value) == 0;
}
