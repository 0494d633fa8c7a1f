/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-sync-task-cell.h"

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
can_filter_by (FerryColumn column,
               const char *value)
{
  return ferry_column_is_facet (column) || (*value != '\0' && strpbrk (value, "\"\t\r\n") == NULL);
}

static void
append_filter_section (GMenu      *menu,
                       FerryColumn column,
                       const char *value)
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

static GMenuModel *
create_copy_as_menu (void)
{
  const FerryExporter *const *exporters = ferry_exporter_list ();
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) formats = g_menu_new ();
  g_autoptr(GMenu) commands = g_menu_new ();

  for (gsize i = 0; exporters[i] != NULL; i++)
    {
      g_autofree char *label = g_strconcat ("_", _(exporters[i]->title), NULL);

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
  g_autoptr(GMenuModel) copy_as = create_copy_as_menu ();

  append_item (section, _("_Copy"), "tasks.copy", NULL, "<Control>c");
  if (*value != '\0')
    append_item (section, _("Copy Ce_ll"), "tasks.copy-value", g_variant_new_string (value), "<Control><Shift>c");
  g_menu_append_submenu (section, _("Copy _As"), copy_as);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Headers cannot have the focus, so their menu is here as well, where the keyboard reaches it. */
static GMenuModel *
create_menu (FerrySyncTaskView *self,
             FerryColumn        column,
             FerrySyncTask     *sync_task)
{
  GtkColumnViewColumn *view_column = ferry_sync_task_view_find_column (self, ferry_column_get_id (column));
  GMenuModel *header_menu = gtk_column_view_column_get_header_menu (view_column);
  g_autofree char *value = ferry_column_dup_value (column, sync_task);
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) details = g_menu_new ();
  g_autoptr(GMenu) table = g_menu_new ();

  append_item (details, _("_Show Details"), "tasks.show-details", NULL, "<Alt>Return");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (details));
  append_filter_section (menu, column, value);
  append_copy_section (menu, value);
  append_item (table, _("Select A_ll Tasks"), "tasks.select-all", NULL, "<Control>a");
  if (header_menu != NULL)
    g_menu_append_submenu (table, _("Colum_n"), header_menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (table));

  return G_MENU_MODEL (menu);
}

static void
closed_cb (FerrySyncTaskView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

/* What the menu is about is what has the focus and is selected, as it would be without the menu. A selection that
 * the row belongs to stays as it is. */
static void
choose_cell (FerrySyncTaskView *self,
             GtkColumnViewCell *cell,
             FerryColumn        column)
{
  GtkColumnViewColumn *view_column = ferry_sync_task_view_find_column (self, ferry_column_get_id (column));
  GtkListScrollFlags select = gtk_column_view_cell_get_selected (cell) ? GTK_LIST_SCROLL_NONE : GTK_LIST_SCROLL_SELECT;

  gtk_column_view_scroll_to (self->column_view, gtk_column_view_cell_get_position (cell), view_column,
                             GTK_LIST_SCROLL_FOCUS | select, NULL);
}

static void
show_menu (FerrySyncTaskView  *self,
           GtkColumnViewCell  *cell,
           FerryColumn         column,
           const GdkRectangle *pointing_to)
{
  g_autoptr(GMenuModel) menu = create_menu (self, column, gtk_column_view_cell_get_item (cell));

  choose_cell (self, cell, column);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  self->context_menu = gtk_popover_menu_new_from_model_full (menu, GTK_POPOVER_MENU_NESTED);
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
  gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), pointing_to);
  g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* A place in the table. Returns whether there is a cell. */
static gboolean
show_menu_at (FerrySyncTaskView *self,
              double             x,
              double             y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->column_view), x, y, GTK_PICK_DEFAULT);
  graphene_point_t point;
  FerryColumn column;
  GtkColumnViewCell *cell = widget != NULL ? ferry_sync_task_cell_find (widget, &column) : NULL;

  if (cell == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->column_view), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return FALSE;

  show_menu (self, cell, column, &(GdkRectangle) { point.x, point.y, 1, 1 });

  return TRUE;
}

static void
context_menu_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FerrySyncTaskView *self = user_data;
  FerryColumn column;
  GtkColumnViewCell *cell = ferry_sync_task_view_get_focused_cell (self, &column);
  graphene_rect_t bounds;

  if (cell != NULL && gtk_widget_compute_bounds (gtk_column_view_cell_get_child (cell), GTK_WIDGET (self), &bounds))
    show_menu (self, cell, column,
               &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
}

static void
pressed_cb (GtkGesture        *gesture,
            int                n_press,
            double             x,
            double             y,
            FerrySyncTaskView *self)
{
  if (show_menu_at (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (GtkGesture        *gesture,
                 double             x,
                 double             y,
                 FerrySyncTaskView *self)
{
  if (show_menu_at (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

void
ferry_sync_task_view_init_menu (FerrySyncTaskView *self)
{
  const GActionEntry entries[] = {
    { "context-menu", context_menu_cb },
  };
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->column_view), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->column_view), GTK_EVENT_CONTROLLER (long_press));
}
