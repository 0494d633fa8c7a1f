/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-menu.h"

#include <glib/gi18n.h>

static void
fit_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  FerryColumn column;

  if (ferry_column_from_id (g_variant_get_string (parameter, NULL), &column))
    ferry_column_layout_fit (user_data, column);
}

static void
hide_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryColumn column;

  if (ferry_column_from_id (g_variant_get_string (parameter, NULL), &column) && ferry_column_layout_can_hide (column))
    gtk_column_view_column_set_visible (ferry_column_layout_get_view_column (user_data, column), FALSE);
}

static void
reset_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ferry_column_layout_reset (user_data);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/**
 * ferry_column_menu_append:
 * @menu: a menu
 *
 * Appends what can be done with all columns, in sections of its own.
 */
void
ferry_column_menu_append (GMenu *menu)
{
  g_autoptr(GMenu) columns = g_menu_new ();
  g_autoptr(GMenu) rest = g_menu_new ();

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      g_autofree char *action = g_strconcat ("tasks.column-", ferry_column_get_id (i), NULL);

      g_menu_append (columns, ferry_column_get_title (i), action);
    }
  g_menu_append (rest, _("_Columns…"), "tasks.edit-columns");
  g_menu_append (rest, _("_Reset Columns"), "tasks.reset-columns");
  g_menu_append_section (menu, _("Columns"), G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
}

/**
 * ferry_column_menu_new_for_header:
 * @column: a column
 *
 * Returns: (transfer full): what can be done with a column, and with all
 */
GMenuModel *
ferry_column_menu_new_for_header (FerryColumn column)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) sort = g_menu_new ();
  g_autoptr(GMenu) width = g_menu_new ();
  const char *id = ferry_column_get_id (column);

  append_item (sort, _("Sort _Ascending"), "tasks.sort-ascending", id);
  append_item (sort, _("Sort _Descending"), "tasks.sort-descending", id);
  append_item (width, _("_Fit Width"), "tasks.fit-column", id);
  if (ferry_column_layout_can_hide (column))
    append_item (width, _("_Hide Column"), "tasks.hide-column", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (width));
  ferry_column_menu_append (menu);

  return G_MENU_MODEL (menu);
}

/**
 * ferry_column_menu_add_actions:
 * @layout: a layout
 * @map: a group of actions that goes when @layout goes
 *
 * Adds the actions of the menus, but for sorting and for `edit-columns`:
 * `column-ID` of every column shows and hides it, `fit-column` and `hide-column`
 * take an id, `reset-columns` puts everything back.
 */
void
ferry_column_menu_add_actions (FerryColumnLayout *layout,
                               GActionMap        *map)
{
  const GActionEntry entries[] = {
    { "fit-column", fit_cb, "s" },
    { "hide-column", hide_cb, "s" },
    { "reset-columns", reset_cb },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), layout);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      g_autofree char *name = g_strconcat ("column-", ferry_column_get_id (i), NULL);
      g_autoptr(GAction) action = NULL;

      if (ferry_column_layout_can_hide (i))
        action = G_ACTION (g_property_action_new (name, ferry_column_layout_get_view_column (layout, i), "visible"));
      else
        {
          action = G_ACTION (g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (TRUE)));
          g_simple_action_set_enabled (G_SIMPLE_ACTION (action), FALSE);
        }
      g_action_map_add_action (map, action);
    }
}
