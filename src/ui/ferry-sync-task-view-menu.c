/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* How much of a value stands in a menu. */
#define MAX_LABEL_CHARS 30

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             GVariant   *target,
             const char *accel)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  if (accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

/* An underscore in a name is no mnemonic. */
static char *
dup_label (const char *format,
           const char *name)
{
  g_autofree char *shortened = g_utf8_truncate_middle (name, MAX_LABEL_CHARS);
  g_auto(GStrv) parts = g_strsplit (shortened, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr(GString) label = g_string_new (format);

  g_string_replace (label, "%s", escaped, 1);

  return g_string_free_and_steal (g_steal_pointer (&label));
}

/* A word of the filter's text knows no way to write a quotation mark, and nothing to ask for what is not known. */
static gboolean
can_filter_by (FerryColumn  column,
               const char  *value)
{
  return ferry_column_is_facet (column) || (*value != '\0' && strpbrk (value, "\"\t\r\n") == NULL);
}

static void
append_filter_section (GMenu       *menu,
                       FerryColumn  column,
                       const char  *value)
{
  g_autoptr(GMenu) section = g_menu_new ();
  g_autofree char *name = NULL;
  g_autofree char *filter_label = NULL;
  g_autofree char *exclude_label = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!can_filter_by (column, value))
    return;

  /* The id is enough of a region. */
  name = *value == '\0' || ferry_column_is_tristate (column) ? ferry_filter_dup_value_text (column, value) : g_strdup (value);
  /* Translators: %s is a value from the table: only rows with it are to be shown. */
  filter_label = dup_label (_("_Filter by “%s”"), name);
  /* Translators: %s is a value from the table: rows with it are to be hidden. */
  exclude_label = dup_label (_("_Exclude “%s”"), name);
  target = g_variant_ref_sink (g_variant_new ("(ss)", ferry_column_get_id (column), value));
  append_item (section, filter_label, "tasks.filter-by", target, NULL);
  append_item (section, exclude_label, "tasks.exclude", target, NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/**
 * ferry_sync_task_view_create_copy_menu:
 *
 * Returns: (transfer full): a menu that copies the selected tasks as text of any
 *   format, for a widget that has the actions of the view
 */
GMenuModel *
ferry_sync_task_view_create_copy_menu (void)
{
  const FerryExporter *const *exporters = ferry_exporter_list ();
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) formats = g_menu_new ();
  g_autoptr(GMenu) commands = g_menu_new ();

  for (gsize i = 0; exporters[i] != NULL; i++)
    {
      g_autofree char *label = g_strconcat ("_", _(exporters[i]->title), NULL);

      if ((exporters[i]->flags & (FERRY_EXPORTER_TEXT | FERRY_EXPORTER_TERMINAL)) == FERRY_EXPORTER_TEXT)
        append_item (formats, label, "tasks.copy-as", g_variant_new_string (exporters[i]->id), NULL);
    }
  append_item (commands, _("_hcloud Command"), "tasks.copy-as", g_variant_new_string ("hcloud"), NULL);
  append_item (commands, _("Terraform _Import ID"), "tasks.copy-as", g_variant_new_string ("terraform"), NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (formats));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (commands));

  return G_MENU_MODEL (menu);
}

static void
append_copy_section (GMenu      *menu,
                     const char *value)
{
  g_autoptr(GMenu) section = g_menu_new ();
  g_autoptr(GMenuModel) copy_as = ferry_sync_task_view_create_copy_menu ();

  append_item (section, _("_Copy"), "tasks.copy", NULL, "<Control>c");
  if (*value != '\0')
    append_item (section, _("Copy Ce_ll"), "tasks.copy-value", g_variant_new_string (value), "<Control><Shift>c");
  g_menu_append_submenu (section, _("Copy _As"), copy_as);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Headers cannot have the focus, so their menu is here as well, where the keyboard reaches it. */
static void
append_table_section (GMenu               *menu,
                      GtkColumnViewColumn *view_column)
{
  g_autoptr(GMenu) section = g_menu_new ();
  GMenuModel *header_menu = gtk_column_view_column_get_header_menu (view_column);

  append_item (section, _("Select All _Tasks"), "tasks.select-all", NULL, "<Control>a");
  if (header_menu != NULL && gtk_column_view_column_get_visible (view_column))
    g_menu_append_submenu (section, _("Colum_n"), header_menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
create_menu (FerrySyncTaskView       *self,
             const FerrySyncTaskCell *cell)
{
  g_autofree char *value = ferry_column_dup_value (cell->column, cell->sync_task);
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) details = g_menu_new ();

  append_item (details, _("_Show Details"), "tasks.show-details", NULL, "<Alt>Return");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (details));
  append_filter_section (menu, cell->column, value);
  append_copy_section (menu, value);
  append_table_section (menu, ferry_column_layout_get_view_column (self->columns, cell->column));

  return G_MENU_MODEL (menu);
}

static void
closed_cb (FerrySyncTaskView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* What the menu is about is what has the focus and is selected, as it would be without the menu. A selection that
 * the row belongs to stays as it is. */
static void
choose_cell (FerrySyncTaskView       *self,
             const FerrySyncTaskCell *cell)
{
  GtkListScrollFlags flags = GTK_LIST_SCROLL_FOCUS | (cell->is_selected ? GTK_LIST_SCROLL_NONE : GTK_LIST_SCROLL_SELECT);

  if (self->is_narrow)
    gtk_list_view_scroll_to (self->list_view, cell->position, flags, NULL);
  else
    gtk_column_view_scroll_to (self->column_view, cell->position,
                               ferry_column_layout_get_view_column (self->columns, cell->column), flags, NULL);
  /* A list only moves the focus that it has. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_menu (FerrySyncTaskView       *self,
           const FerrySyncTaskCell *cell,
           const GdkRectangle      *pointing_to)
{
  g_autoptr(GMenuModel) menu = create_menu (self, cell);

  choose_cell (self, cell);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  self->context_menu = gtk_popover_menu_new_from_model_full (menu, GTK_POPOVER_MENU_NESTED);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), pointing_to);
  g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
context_menu_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FerrySyncTaskView *self = user_data;
  FerrySyncTaskCell cell;
  graphene_rect_t bounds;

  if (ferry_sync_task_view_get_focused_cell (self, &cell) &&
      gtk_widget_compute_bounds (cell.widget, GTK_WIDGET (self), &bounds))
    show_menu (self, &cell, &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
}

/* A right click, or a long touch. Beside the cells there is nothing that the menu would be about. */
static void
pressed_at (FerrySyncTaskView *self,
            GtkGesture        *gesture,
            double             x,
            double             y)
{
  GtkWidget *parent = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *widget = gtk_widget_pick (parent, x, y, GTK_PICK_DEFAULT);
  FerrySyncTaskCell cell;
  graphene_point_t point;

  if (widget == NULL || !ferry_sync_task_cell_find (&cell, widget) ||
      !gtk_widget_compute_point (parent, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  show_menu (self, &cell, &(GdkRectangle) { point.x, point.y, 1, 1 });
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
clicked_cb (GtkGesture        *gesture,
            int                n_press,
            double             x,
            double             y,
            FerrySyncTaskView *self)
{
  pressed_at (self, gesture, x, y);
}

static void
touched_cb (GtkGesture        *gesture,
            double             x,
            double             y,
            FerrySyncTaskView *self)
{
  pressed_at (self, gesture, x, y);
}

void
ferry_sync_task_view_init_menu (FerrySyncTaskView *self)
{
  const GActionEntry entries[] = {
    { "context-menu", context_menu_cb },
  };
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *touch = gtk_gesture_long_press_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->table_stack), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (touch), TRUE);
  g_signal_connect_object (touch, "pressed", G_CALLBACK (touched_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->table_stack), GTK_EVENT_CONTROLLER (touch));
}
