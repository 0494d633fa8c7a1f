/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-row.h"
#include "ferry-sync-task-view-private.h"
#include "ui-util.h"

static FerryColumnLayout *
get_layout (UiFixture *fixture)
{
  return fixture->window->task_view->columns;
}

static AdwDialog *
open_dialog (UiFixture *fixture)
{
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_true (gtk_widget_activate_action (ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL), "tasks.edit-columns", NULL));

  return ui_wait_for_dialog (fixture->window);
}

static GtkWidget *
get_row (AdwDialog   *dialog,
         FerryColumn  column)
{
  return ui_get (dialog, FERRY_TYPE_COLUMN_ROW, ferry_column_get_title (column));
}

/* Does what the binding of a widget's class does, if it has one for this key. */
static gboolean
press_key (GtkWidget       *widget,
           guint            keyval,
           GdkModifierType  modifiers)
{
  g_autoptr(GtkShortcutTrigger) wanted = gtk_keyval_trigger_new (keyval, modifiers);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut));
        }
    }

  return FALSE;
}

/* The rows of the dialog stand in the order of the table. */
static void
assert_order_of_rows (UiFixture *fixture,
                      AdwDialog *dialog)
{
  const FerryColumn *order = ferry_column_layout_get_order (get_layout (fixture));
  GtkListBox *list_box = GTK_LIST_BOX (gtk_widget_get_parent (get_row (dialog, FERRY_COLUMN_REPOSITORY)));

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list_box, i);

      g_assert_cmpuint (ferry_column_row_get_column (FERRY_COLUMN_ROW (row)), ==, order[i]);
    }
}

static void
assert_position (UiFixture   *fixture,
                 FerryColumn  column,
                 guint        position)
{
  g_assert_cmpuint (ferry_column_layout_get_position (get_layout (fixture), column), ==, position);
}

static void
test_move_by_keyboard (UiFixture     *fixture,
                       gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  GtkWidget *first = get_row (dialog, FERRY_COLUMN_REPOSITORY);
  GtkWidget *row = get_row (dialog, FERRY_COLUMN_ORGANIZATION);

  /* The keyboard is in the list from the beginning, and goes with the row. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == first);
  gtk_widget_grab_focus (row);
  g_assert_true (press_key (row, GDK_KEY_Down, GDK_ALT_MASK));
  assert_position (fixture, FERRY_COLUMN_ORGANIZATION, 2);
  assert_order_of_rows (fixture, dialog);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == row);

  g_assert_true (press_key (row, GDK_KEY_Up, GDK_ALT_MASK));
  g_assert_true (press_key (row, GDK_KEY_Up, GDK_ALT_MASK));
  assert_position (fixture, FERRY_COLUMN_ORGANIZATION, 0);
  assert_position (fixture, FERRY_COLUMN_REPOSITORY, 1);
  assert_order_of_rows (fixture, dialog);

  /* The top is the end of it. */
  press_key (row, GDK_KEY_Up, GDK_ALT_MASK);
  assert_position (fixture, FERRY_COLUMN_ORGANIZATION, 0);
}

static void
press (AdwDialog  *dialog,
       const char *name)
{
  g_signal_emit_by_name (ui_get (dialog, GTK_TYPE_BUTTON, name), "clicked");
}

static gboolean
has_focus (gpointer row)
{
  return gtk_root_get_focus (gtk_widget_get_root (row)) == row;
}

static void
test_buttons (UiFixture     *fixture,
              gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  GtkWidget *up_button = ui_get (dialog, GTK_TYPE_BUTTON, "Move Organization Up");

  gtk_widget_grab_focus (up_button);
  press (dialog, "Move Organization Up");
  assert_position (fixture, FERRY_COLUMN_ORGANIZATION, 0);
  assert_order_of_rows (fixture, dialog);

  /* The button can do no more, and leaves the keyboard to its row. */
  g_assert_false (gtk_widget_is_sensitive (up_button));
  test_wait_for (has_focus, get_row (dialog, FERRY_COLUMN_ORGANIZATION), "the row has the focus");

  press (dialog, "Move Organization Down");
  assert_position (fixture, FERRY_COLUMN_ORGANIZATION, 1);
  g_assert_true (gtk_widget_is_sensitive (up_button));
}

static gboolean
is_shown (UiFixture   *fixture,
          FerryColumn  column)
{
  return gtk_column_view_column_get_visible (ferry_column_layout_get_view_column (get_layout (fixture), column));
}

static void
test_switches (UiFixture     *fixture,
               gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  GtkWidget *created = ui_get (dialog, GTK_TYPE_SWITCH, "Show Created");
  GtkWidget *repository = ui_get (dialog, GTK_TYPE_SWITCH, "Show Repository");

  g_assert_false (is_shown (fixture, FERRY_COLUMN_CREATED));
  adw_action_row_activate (ADW_ACTION_ROW (get_row (dialog, FERRY_COLUMN_CREATED)));
  g_assert_true (is_shown (fixture, FERRY_COLUMN_CREATED));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (created)));

  /* One column stays, and the switch says why. */
  g_assert_false (gtk_widget_get_sensitive (repository));
  g_assert_nonnull (gtk_widget_get_tooltip_text (repository));
  adw_action_row_activate (ADW_ACTION_ROW (get_row (dialog, FERRY_COLUMN_REPOSITORY)));
  g_assert_true (is_shown (fixture, FERRY_COLUMN_REPOSITORY));
}

static void
test_fit_and_reset (UiFixture     *fixture,
                    gconstpointer  data)
{
  AdwDialog *dialog = open_dialog (fixture);
  GtkColumnViewColumn *repository = ferry_column_layout_get_view_column (get_layout (fixture), FERRY_COLUMN_REPOSITORY);
  GtkColumnViewColumn *created = ferry_column_layout_get_view_column (get_layout (fixture), FERRY_COLUMN_CREATED);

  press (dialog, "_Fit All Widths");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (repository), >, 60);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (created), ==, -1);

  adw_action_row_activate (ADW_ACTION_ROW (get_row (dialog, FERRY_COLUMN_UPDATED)));
  press (dialog, "Move ID Up");
  press (dialog, "_Reset");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (repository), ==, -1);
  g_assert_true (is_shown (fixture, FERRY_COLUMN_UPDATED));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (ui_get (dialog, GTK_TYPE_SWITCH, "Show Updated"))));
  assert_position (fixture, FERRY_COLUMN_ID, FERRY_COLUMN_ID);
  assert_order_of_rows (fixture, dialog);
}

static void
set_up (UiFixture     *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (fixture, data);
  ferry_column_layout_reset (get_layout (fixture));
}

#define DIALOG_TEST(path, function) \
  g_test_add (path, UiFixture, NULL, set_up, function, ui_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  DIALOG_TEST ("/columns-dialog/move-by-keyboard", test_move_by_keyboard);
  DIALOG_TEST ("/columns-dialog/buttons", test_buttons);
  DIALOG_TEST ("/columns-dialog/switches", test_switches);
  DIALOG_TEST ("/columns-dialog/fit-and-reset", test_fit_and_reset);

  return g_test_run ();
}
