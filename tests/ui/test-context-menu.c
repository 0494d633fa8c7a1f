/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"
#include "ui-util.h"

#define TASKS \
  "[{\"id\":1,\"namespace\":\"team_a\",\"repoName\":\"web\",\"remoteNamespace\":\"copies\"," \
  "\"remoteRegionId\":\"cn-south-1\",\"override\":true,\"updatedAt\":\"2024-05-01T00:00:00Z\"}," \
  "{\"id\":2,\"namespace\":\"team_a\",\"repoName\":\"say \\\"a\\\"\",\"remoteRegionId\":\"cn-south-1\"}," \
  "{\"id\":3,\"namespace\":\"team_a\",\"repoName\":\"a/very/long/name/that/no/menu/has/the/room/for\"}]"

static void
list_tasks (UiFixture *fixture)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", TASKS);
  ui_list (fixture->window, "team", "app");
  ui_wait_for_n_rows (fixture->window, 3);
  ui_wait_for_frame (fixture->window);
}

static GtkPopover *
open_menu (UiFixture   *fixture,
           guint        position,
           FerryColumn  column)
{
  FerrySyncTaskView *view = fixture->window->task_view;

  ui_focus_cell (fixture->window, position, column);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "tasks.context-menu", NULL));
  g_assert_nonnull (view->context_menu);
  g_assert_true (gtk_widget_get_mapped (view->context_menu));

  return GTK_POPOVER (view->context_menu);
}

/* Writes the items of a menu, with what is in a menu below in brackets. */
static void
append_labels (GString    *labels,
               GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr(GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL;

      if (g_menu_model_get_item_attribute (menu, i, "label", "s", &label))
        g_string_append_printf (labels, "%s%s", labels->len > 0 && !g_str_has_suffix (labels->str, "[") ? ", " : "", label);
      if (section != NULL)
        append_labels (labels, section);
      if (submenu != NULL && g_strcmp0 (label, "Colum_n") != 0)
        {
          g_string_append (labels, " [");
          append_labels (labels, submenu);
          g_string_append_c (labels, ']');
        }
    }
}

static char *
dup_labels (GtkPopover *popover)
{
  g_autoptr(GString) labels = g_string_new (NULL);

  append_labels (labels, gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover)));

  return g_strdup (labels->str);
}

/* Has the popover do what an item of it does. Returns whether there is such an item. */
static gboolean
choose (GtkPopover *popover,
        GMenuModel *menu,
        const char *wanted)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr(GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autoptr(GVariant) target = g_menu_model_get_item_attribute_value (menu, i, "target", NULL);
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;

      g_menu_model_get_item_attribute (menu, i, "label", "s", &label);
      if (g_strcmp0 (label, wanted) == 0 && g_menu_model_get_item_attribute (menu, i, "action", "s", &action))
        {
          g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (popover), action, target));
          return TRUE;
        }
      if ((section != NULL && choose (popover, section, wanted)) || (submenu != NULL && choose (popover, submenu, wanted)))
        return TRUE;
    }

  return FALSE;
}

static void
choose_item (GtkPopover *popover,
             const char *label)
{
  g_assert_true (choose (popover, gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover)), label));
  gtk_popover_popdown (popover);
}

#define COPY_AS "Copy _As [_CSV, _JSON, _JSON Lines, _Markdown, _TSV, _hcloud Command, Terraform _Import ID]"
#define COPY "_Copy, Copy Ce_ll, " COPY_AS ", "
#define TABLE "Select All _Tasks, Colum_n"

/* The menu is about the cell. What the text of the filter cannot ask for, or nobody knows, is not offered. */
static void
test_items (UiFixture     *fixture,
            gconstpointer  data)
{
  static const struct
  {
    guint position;
    FerryColumn column;
    const char *labels;
  } cases[] = {
    { 0, FERRY_COLUMN_REPOSITORY, "_Show Details, _Filter by “web”, _Exclude “web”, " COPY TABLE },
    { 0, FERRY_COLUMN_ORGANIZATION, "_Show Details, _Filter by “team__a”, _Exclude “team__a”, " COPY TABLE },
    { 0, FERRY_COLUMN_TARGET_REGION, "_Show Details, _Filter by “cn-south-1”, _Exclude “cn-south-1”, " COPY TABLE },
    { 0, FERRY_COLUMN_OVERWRITE, "_Show Details, _Filter by “Overwrites”, _Exclude “Overwrites”, " COPY TABLE },
    { 1, FERRY_COLUMN_REPOSITORY, "_Show Details, " COPY TABLE },
    { 1, FERRY_COLUMN_OVERWRITE, "_Show Details, _Filter by “Unknown”, _Exclude “Unknown”, _Copy, " COPY_AS ", " TABLE },
    { 1, FERRY_COLUMN_TARGET_ORGANIZATION, "_Show Details, _Filter by “Unknown”, _Exclude “Unknown”, _Copy, " COPY_AS ", " TABLE },
    { 1, FERRY_COLUMN_UPDATED, "_Show Details, _Copy, " COPY_AS ", " TABLE },
    { 2, FERRY_COLUMN_REPOSITORY,
      "_Show Details, _Filter by “a/very/long/na…as/the/room/for”, _Exclude “a/very/long/na…as/the/room/for”, " COPY TABLE },
  };

  list_tasks (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkPopover *popover = open_menu (fixture, cases[i].position, cases[i].column);
      g_autofree char *labels = dup_labels (popover);

      g_assert_cmpstr (labels, ==, cases[i].labels);
      gtk_popover_popdown (popover);
      ui_wait_for_cell (fixture->window, cases[i].position, cases[i].column);
    }
}

static void
assert_selected (UiFixture *fixture,
                 guint      first,
                 guint      n)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (fixture->window->task_view->selection));
  g_autoptr(GtkBitset) expected = gtk_bitset_new_range (first, n);

  g_assert_true (gtk_bitset_equals (selected, expected));
}

/* A row is selected by the menu, unless it is one of those that are. */
static void
test_selection (UiFixture     *fixture,
                gconstpointer  data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (fixture->window->task_view->selection);

  list_tasks (fixture);
  gtk_popover_popdown (open_menu (fixture, 1, FERRY_COLUMN_ORGANIZATION));
  assert_selected (fixture, 1, 1);

  gtk_selection_model_select_range (selection, 0, 2, TRUE);
  gtk_popover_popdown (open_menu (fixture, 0, FERRY_COLUMN_ORGANIZATION));
  assert_selected (fixture, 0, 2);
  gtk_popover_popdown (open_menu (fixture, 2, FERRY_COLUMN_ORGANIZATION));
  assert_selected (fixture, 2, 1);

  choose_item (open_menu (fixture, 2, FERRY_COLUMN_ORGANIZATION), "Select All _Tasks");
  assert_selected (fixture, 0, 3);
}

static void
test_filter (UiFixture     *fixture,
             gconstpointer  data)
{
  list_tasks (fixture);
  choose_item (open_menu (fixture, 0, FERRY_COLUMN_TARGET_REGION), "_Filter by “cn-south-1”");
  ui_wait_for_n_rows (fixture->window, 2);
  choose_item (open_menu (fixture, 0, FERRY_COLUMN_REPOSITORY), "_Exclude “web”");
  ui_wait_for_n_rows (fixture->window, 1);
}

static void
test_copy (UiFixture     *fixture,
           gconstpointer  data)
{
  list_tasks (fixture);
  choose_item (open_menu (fixture, 0, FERRY_COLUMN_ORGANIZATION), "Copy Ce_ll");
  ui_wait_for_text (fixture->window, "“team_a” copied");
  choose_item (open_menu (fixture, 0, FERRY_COLUMN_ORGANIZATION), "Terraform _Import ID");
  ui_wait_for_text (fixture->window, "1 import ID copied");
}

static gboolean
shows_details (gpointer window)
{
  return adw_overlay_split_view_get_show_sidebar (FERRY_WINDOW (window)->details_split_view);
}

static void
test_details (UiFixture     *fixture,
              gconstpointer  data)
{
  list_tasks (fixture);
  g_assert_false (shows_details (fixture->window));
  choose_item (open_menu (fixture, 1, FERRY_COLUMN_ORGANIZATION), "_Show Details");
  test_wait_for (shows_details, fixture->window, "the details are shown");
}

/* Without a cell there is nothing for a menu to be about. */
static void
test_no_cell (UiFixture     *fixture,
              gconstpointer  data)
{
  list_tasks (fixture);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->window->query_bar));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window->task_view), "tasks.context-menu", NULL));
  g_assert_null (fixture->window->task_view->context_menu);
}

static void
test_closed_window (UiFixture     *fixture,
                    gconstpointer  data)
{
  list_tasks (fixture);
  open_menu (fixture, 0, FERRY_COLUMN_ORGANIZATION);
  ui_close (&fixture->window);
}

/* The right button of a mouse, and a finger that stays; the left button of a mouse that stays is for selecting. */
static void
test_gestures (UiFixture     *fixture,
               gconstpointer  data)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window->task_view->table_stack));
  guint n_clicks = 0, n_touches = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        n_clicks += gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY;
      if (GTK_IS_GESTURE_LONG_PRESS (controller))
        n_touches += gtk_gesture_single_get_touch_only (GTK_GESTURE_SINGLE (controller));
    }
  g_assert_cmpuint (n_clicks, ==, 1);
  g_assert_cmpuint (n_touches, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  UI_TEST ("/context-menu/items", NULL, test_items);
  UI_TEST ("/context-menu/selection", NULL, test_selection);
  UI_TEST ("/context-menu/filter", NULL, test_filter);
  UI_TEST ("/context-menu/copy", NULL, test_copy);
  UI_TEST ("/context-menu/details", NULL, test_details);
  UI_TEST ("/context-menu/no-cell", NULL, test_no_cell);
  UI_TEST ("/context-menu/closed-window", NULL, test_closed_window);
  UI_TEST ("/context-menu/gestures", NULL, test_gestures);

  return g_test_run ();
}
