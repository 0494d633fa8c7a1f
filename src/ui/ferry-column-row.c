/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-row.h"

#include <glib/gi18n.h>

#include "ferry-announce.h"

struct _FerryColumnRow
{
  AdwActionRow parent_instance;

  GtkWidget *up_button;
  GtkWidget *down_button;
  GtkWidget *shown_switch;

  FerryColumnLayout *layout; /* (owned) */
  FerryColumn column;
  int drag_x;                /* where it was taken hold of */
  int drag_y;
};

G_DEFINE_FINAL_TYPE (FerryColumnRow, ferry_column_row, ADW_TYPE_ACTION_ROW)

static guint
get_position (FerryColumnRow *self)
{
  return ferry_column_layout_get_position (self->layout, self->column);
}

/* The keyboard stays at a row whose button can do no more. */
static void
update_moves (FerryColumnRow *self)
{
  guint position = get_position (self);

  if ((position == 0 && gtk_widget_is_focus (self->up_button)) ||
      (position == FERRY_N_COLUMNS - 1 && gtk_widget_is_focus (self->down_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "column.move-up", position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "column.move-down", position < FERRY_N_COLUMNS - 1);
}

/* What eyes see at once. */
static void
announce_position (FerryColumnRow *self)
{
  /* Translators: a column that was moved, its new place, and the number of all columns. */
  g_autofree char *text = g_strdup_printf (_("%s, %u of %u"), ferry_column_get_title (self->column),
                                           get_position (self) + 1, FERRY_N_COLUMNS);

  ferry_announce (self, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
move_up_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  FerryColumnRow *self = FERRY_COLUMN_ROW (widget);

  ferry_column_layout_move (self->layout, self->column, get_position (self) - 1);
  announce_position (self);
}

static void
move_down_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  FerryColumnRow *self = FERRY_COLUMN_ROW (widget);

  ferry_column_layout_move (self->layout, self->column, get_position (self) + 1);
  announce_position (self);
}

static GdkContentProvider *
prepare_drag_cb (GtkDragSource  *source,
                 double          x,
                 double          y,
                 FerryColumnRow *self)
{
  self->drag_x = x;
  self->drag_y = y;

  return gdk_content_provider_new_typed (FERRY_TYPE_COLUMN_ROW, self);
}

/* A row by itself has no background. */
static void
drag_begin_cb (GtkDragSource  *source,
               GdkDrag        *drag,
               FerryColumnRow *self)
{
  GtkWidget *list_box = gtk_list_box_new ();

  gtk_widget_add_css_class (list_box, "boxed-list");
  gtk_widget_set_size_request (list_box, gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_list_box_append (GTK_LIST_BOX (list_box), ferry_column_row_new (self->layout, self->column));
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), list_box);
  gdk_drag_set_hotspot (drag, self->drag_x, self->drag_y);
}

/* The row takes the place of the one it is dropped on. */
static gboolean
dropped_cb (GtkDropTarget  *target,
            const GValue   *value,
            double          x,
            double          y,
            FerryColumnRow *self)
{
  FerryColumnRow *dragged = g_value_get_object (value);

  if (dragged->layout != self->layout)
    return FALSE;

  ferry_column_layout_move (self->layout, dragged->column, get_position (self));

  return TRUE;
}

static void
ferry_column_row_dispose (GObject *object)
{
  FerryColumnRow *self = FERRY_COLUMN_ROW (object);

  g_clear_object (&self->layout);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_COLUMN_ROW);

  G_OBJECT_CLASS (ferry_column_row_parent_class)->dispose (object);
}

static void
ferry_column_row_class_init (FerryColumnRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_column_row_dispose;

  gtk_widget_class_install_action (widget_class, "column.move-up", NULL, move_up_cb);
  gtk_widget_class_install_action (widget_class, "column.move-down", NULL, move_down_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "column.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "column.move-down", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryColumnRow, up_button);
  gtk_widget_class_bind_template_child (widget_class, FerryColumnRow, down_button);
  gtk_widget_class_bind_template_child (widget_class, FerryColumnRow, shown_switch);
  gtk_widget_class_bind_template_callback (widget_class, prepare_drag_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
}

static void
ferry_column_row_init (FerryColumnRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (FERRY_TYPE_COLUMN_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* All rows have the same controls; who only hears them has to know which row they are of. */
static void
name_controls (FerryColumnRow *self)
{
  const char *title = ferry_column_get_title (self->column);
  /* Translators: the name of a button; the placeholder is the title of a column. */
  g_autofree char *up_label = g_strdup_printf (_("Move %s Up"), title);
  /* Translators: the name of a button; the placeholder is the title of a column. */
  g_autofree char *down_label = g_strdup_printf (_("Move %s Down"), title);
  /* Translators: the name of a switch; the placeholder is the title of a column. */
  g_autofree char *switch_label = g_strdup_printf (_("Show %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->up_button), GTK_ACCESSIBLE_PROPERTY_LABEL, up_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->down_button), GTK_ACCESSIBLE_PROPERTY_LABEL, down_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->shown_switch), GTK_ACCESSIBLE_PROPERTY_LABEL, switch_label, -1);
}

/**
 * ferry_column_row_new:
 * @layout: the columns of a table
 * @column: one of them
 *
 * Returns: (transfer floating): a row for @column
 */
GtkWidget *
ferry_column_row_new (FerryColumnLayout *layout,
                      FerryColumn        column)
{
  FerryColumnRow *self = g_object_new (FERRY_TYPE_COLUMN_ROW, "title", ferry_column_get_title (column), NULL);

  self->layout = g_object_ref (layout);
  self->column = column;
  name_controls (self);
  g_object_bind_property (ferry_column_layout_get_view_column (layout, column), "visible", self->shown_switch, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  if (!ferry_column_layout_can_hide (column))
    {
      gtk_widget_set_sensitive (self->shown_switch, FALSE);
      gtk_widget_set_tooltip_text (self->shown_switch, _("Always shown, so that every row says what it is about"));
    }
  g_signal_connect_object (layout, "changed", G_CALLBACK (update_moves), self, G_CONNECT_SWAPPED);
  update_moves (self);

  return GTK_WIDGET (self);
}

/**
 * ferry_column_row_get_column:
 * @self: a row
 *
 * Returns: the column of the row
 */
FerryColumn
ferry_column_row_get_column (FerryColumnRow *self)
{
  return self->column;
}
