/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sidebar-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-core.h"

#define ACTION_PREFIX "row."

static const char *const actions[] = {
  "row.add-favorite", "row.clear-recent", "row.duplicate", "row.edit", "row.remove", "row.remove-favorite", "row.tick",
};

struct _FerrySidebarRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkCheckButton *check;
  GtkMenuButton *menu_button;

  GObject *item; /* (owned) */
};

G_DEFINE_FINAL_TYPE (FerrySidebarRow, ferry_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
chosen_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[CHOSEN], g_quark_from_string (action_name + strlen (ACTION_PREFIX)));
}

static void
popup (FerrySidebarRow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->menu_button)))
    return;

  /* The menu takes the pointer, and the row would look pressed until the next click: it never sees the release. */
  gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_ACTIVE);
  gtk_menu_button_popup (self->menu_button);
}

static void
popup_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  popup (FERRY_SIDEBAR_ROW (widget));
}

/* The press was for the menu, and does not choose the row as well. */
static void
pressed_cb (GtkGesture      *gesture,
            int              n_press,
            double           x,
            double           y,
            FerrySidebarRow *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self);
}

static void
long_pressed_cb (GtkGesture      *gesture,
                 double           x,
                 double           y,
                 FerrySidebarRow *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self);
}

/* Whether there is something to tick, though it may be ticked for good. */
static gboolean
tick (FerrySidebarRow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->check)))
    return FALSE;

  gtk_widget_activate_action (GTK_WIDGET (self), "row.tick", NULL);

  return TRUE;
}

static gboolean
tick_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  return tick (FERRY_SIDEBAR_ROW (widget));
}

/* A check button that cannot be changed lets presses through. */
static gboolean
is_on_fixed_check (FerrySidebarRow *self,
                   double           x,
                   double           y)
{
  GtkWidget *check = GTK_WIDGET (self->check);
  graphene_rect_t bounds;

  return gtk_widget_get_visible (check) && !gtk_widget_is_sensitive (check) &&
         gtk_widget_compute_bounds (check, GTK_WIDGET (self), &bounds) &&
         graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/* With Ctrl a press ticks the row, and does not choose it as well. */
static void
ticked_cb (GtkGesture      *gesture,
           int              n_press,
           double           x,
           double           y,
           FerrySidebarRow *self)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (((modifiers & GDK_CONTROL_MASK) != 0 && tick (self)) || is_on_fixed_check (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
ferry_sidebar_row_dispose (GObject *object)
{
  g_clear_object (&FERRY_SIDEBAR_ROW (object)->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (ferry_sidebar_row_parent_class)->dispose (object);
}

static void
ferry_sidebar_row_class_init (FerrySidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_sidebar_row_dispose;

  /**
   * FerrySidebarRow::chosen:
   * @self: the row
   *
   * An item of the menu was chosen; the detail says which.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, chosen_cb);
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, GDK_NO_MODIFIER_MASK, "menu.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, GDK_CONTROL_MASK, tick_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Space, GDK_CONTROL_MASK, tick_cb, NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebarRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebarRow, check);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebarRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ticked_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
}

static void
ferry_sidebar_row_init (FerrySidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_sidebar_row_new:
 * @item: what the row stands for
 * @title: the first line
 * @subtitle: the second line
 * @menu: (nullable): what can be done with it
 *
 * Returns: (transfer floating): a row
 */
FerrySidebarRow *
ferry_sidebar_row_new (GObject    *item,
                       const char *title,
                       const char *subtitle,
                       GMenuModel *menu)
{
  FerrySidebarRow *self = g_object_new (FERRY_TYPE_SIDEBAR_ROW, NULL);
  /* Translators: the tooltip of a button with a menu; the placeholder is the name of an account or a query. */
  g_autofree char *menu_name = g_strdup_printf (_("Menu of %s"), title);

  self->item = g_object_ref (item);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), menu_name);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), menu != NULL);

  return self;
}

/**
 * ferry_sidebar_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (type GObject): what the row stands for
 */
gpointer
ferry_sidebar_row_get_item (FerrySidebarRow *self)
{
  g_return_val_if_fail (FERRY_IS_SIDEBAR_ROW (self), NULL);

  return self->item;
}

/**
 * ferry_sidebar_row_set_icon:
 * @self: a row
 * @icon_name: an icon
 * @meaning: (nullable): what it says, for who cannot see it
 *
 * Shows an icon in front.
 */
void
ferry_sidebar_row_set_icon (FerrySidebarRow *self,
                            const char      *icon_name,
                            const char      *meaning)
{
  g_autofree char *label = NULL;

  g_return_if_fail (FERRY_IS_SIDEBAR_ROW (self));

  /* Without a meaning the text ends before it. */
  label = g_strjoin (ferry_wording_get_separator (), gtk_label_get_text (self->title), gtk_label_get_text (self->subtitle), meaning,
                     NULL);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * ferry_sidebar_row_set_check:
 * @self: a row
 * @name: (nullable): what ticking it means, or %NULL for no check button
 * @is_active: whether it is ticked
 * @may_change: whether people can change that
 *
 * Shows a check button, or none.
 */
void
ferry_sidebar_row_set_check (FerrySidebarRow *self,
                             const char      *name,
                             gboolean         is_active,
                             gboolean         may_change)
{
  g_return_if_fail (FERRY_IS_SIDEBAR_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->check), name != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->check), name);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_check_button_set_active (self->check, is_active);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.tick", name != NULL && may_change);
}
