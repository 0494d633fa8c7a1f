/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-layout.h"
#include "ferry-column-menu.h"
#include "ferry-sync-task-cell.h"
#include "ferry-text-cell.h"
#include "ui-util.h"

#define DEFAULT_SHOWN "repository organization source-region target-region target-organization overwrite updated"

/* The memory backend keeps settings for as long as the program runs. */
static GSettings *
create_settings (void)
{
  GSettings *settings = g_settings_new (FERRY_APPLICATION_ID);

  g_settings_reset (settings, "column-order");
  g_settings_reset (settings, "column-visibility");
  g_settings_reset (settings, "column-widths");

  return settings;
}

static GtkWidget *
create_view (void)
{
  return g_object_ref_sink (gtk_column_view_new (NULL));
}

static FerryColumnLayout *
create_layout (GtkWidget *view,
               GSettings *settings)
{
  return ferry_column_layout_new (GTK_COLUMN_VIEW (view), settings, ferry_application_get_clock (ui_get_application ()));
}

static void
assert_value (GSettings  *settings,
              const char *key,
              const char *expected)
{
  g_autoptr(GVariant) value = g_settings_get_value (settings, key);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_untouched (GSettings *settings)
{
  static const char *const keys[] = { "column-order", "column-visibility", "column-widths" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GVariant) value = g_settings_get_user_value (settings, keys[i]);

      g_assert_null (value);
    }
}

/* What people see, from left to right. */
static void
assert_shown (FerryColumnLayout *layout,
              const char        *expected)
{
  FerryColumn columns[FERRY_N_COLUMNS];
  guint n_columns = ferry_column_layout_get_shown (layout, columns);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ferry_column_get_id (columns[i]));

  g_assert_cmpstr (text->str, ==, expected);
}

/* The view has its columns in the order that the layout tells. */
static void
assert_order_of_view (FerryColumnLayout *layout,
                      GtkWidget         *view)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));

  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, FERRY_N_COLUMNS);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);
      FerryColumn column = ferry_column_layout_get_order (layout)[i];

      g_assert_true (view_column == ferry_column_layout_get_view_column (layout, column));
      g_assert_cmpuint (ferry_column_layout_get_position (layout, column), ==, i);
    }
}

static void
set_shown (FerryColumnLayout *layout,
           FerryColumn        column,
           gboolean           shown)
{
  gtk_column_view_column_set_visible (ferry_column_layout_get_view_column (layout, column), shown);
}

static int
get_width (FerryColumnLayout *layout,
           FerryColumn        column)
{
  return gtk_column_view_column_get_fixed_width (ferry_column_layout_get_view_column (layout, column));
}

static void
count_cb (FerryColumnLayout *layout,
          guint             *n_changes)
{
  (*n_changes)++;
}

static void
test_default (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  FerryColumnLayout *layout = create_layout (view, settings);

  assert_shown (layout, DEFAULT_SHOWN);
  assert_order_of_view (layout, view);
  g_assert_finalize_object (layout);
  assert_untouched (settings);
}

static void
test_restore (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  g_autoptr(GtkWidget) other_view = create_view ();
  FerryColumnLayout *layout = create_layout (view, settings);
  guint n_changes = 0;

  g_signal_connect (layout, "changed", G_CALLBACK (count_cb), &n_changes);
  ferry_column_layout_move (layout, FERRY_COLUMN_UPDATED, 0);
  g_assert_cmpuint (n_changes, ==, 1);
  set_shown (layout, FERRY_COLUMN_ID, TRUE);
  set_shown (layout, FERRY_COLUMN_ORGANIZATION, FALSE);
  g_assert_cmpuint (n_changes, ==, 3);
  gtk_column_view_column_set_fixed_width (ferry_column_layout_get_view_column (layout, FERRY_COLUMN_ACCOUNT), 123);
  /* As if dragged together. */
  gtk_column_view_column_set_fixed_width (ferry_column_layout_get_view_column (layout, FERRY_COLUMN_ID), 0);
  g_assert_finalize_object (layout);
  assert_value (settings, "column-visibility", "{'organization': false, 'id': true}");

  layout = create_layout (other_view, settings);
  assert_shown (layout, "updated repository source-region target-region target-organization overwrite id");
  assert_order_of_view (layout, other_view);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_ACCOUNT), ==, 123);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_ID), >, 0);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_REPOSITORY), ==, -1);
  g_assert_finalize_object (layout);
}

static gboolean
has_width (gpointer user_data)
{
  g_autoptr(GVariant) widths = g_settings_get_value (user_data, "column-widths");

  return g_variant_n_children (widths) == 1;
}

/* Not only at the end: the program might not come to it. */
static void
test_save_in_time (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  FerryColumnLayout *layout = create_layout (view, settings);

  for (int width = 100; width <= 200; width++)
    gtk_column_view_column_set_fixed_width (ferry_column_layout_get_view_column (layout, FERRY_COLUMN_UPDATED), width);
  assert_untouched (settings);

  test_wait_for (has_width, settings, "the width in the settings");
  assert_value (settings, "column-widths", "{'updated': 200}");
  g_assert_finalize_object (layout);
}

static void
test_junk (void)
{
  static const char *const order[] = { "id", "no such column", "id", "", "updated", NULL };
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  FerryColumnLayout *layout;

  g_settings_set_strv (settings, "column-order", order);
  g_settings_set_value (settings, "column-visibility",
                        g_variant_new_parsed ("{'repository': false, 'nonsense': true, 'id': true, 'overwrite': false}"));
  g_settings_set_value (settings, "column-widths",
                        g_variant_new_parsed ("{'updated': -5, 'id': 2147483647, 'nonsense': 7, 'account': 0, 'created': 1}"));
  layout = create_layout (view, settings);

  assert_shown (layout, "id updated repository organization source-region target-region target-organization");
  assert_order_of_view (layout, view);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_UPDATED), ==, -1);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_ACCOUNT), ==, -1);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_ID), <, 10000);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_CREATED), >, 10);
  g_assert_finalize_object (layout);
}

static void
test_reset (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  FerryColumnLayout *layout = create_layout (view, settings);

  ferry_column_layout_move (layout, FERRY_COLUMN_REPOSITORY, 7);
  ferry_column_layout_move (layout, FERRY_COLUMN_ID, 2);
  set_shown (layout, FERRY_COLUMN_ID, TRUE);
  set_shown (layout, FERRY_COLUMN_AUTOMATIC, FALSE);
  set_shown (layout, FERRY_COLUMN_OVERWRITE, FALSE);
  gtk_column_view_column_set_fixed_width (ferry_column_layout_get_view_column (layout, FERRY_COLUMN_UPDATED), 300);
  ferry_column_layout_reset (layout);

  assert_shown (layout, DEFAULT_SHOWN);
  assert_order_of_view (layout, view);
  g_assert_cmpint (get_width (layout, FERRY_COLUMN_UPDATED), ==, -1);
  assert_untouched (settings);
  g_assert_finalize_object (layout);
  assert_untouched (settings);
}

static void
test_automatic (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  g_autoptr(GtkWidget) other_view = create_view ();
  FerryColumnLayout *layout = create_layout (view, settings);
  GtkColumnViewColumn *view_column = ferry_column_layout_get_view_column (layout, FERRY_COLUMN_AUTOMATIC);

  ferry_column_layout_set_has_manual (layout, TRUE);
  g_assert_true (gtk_column_view_column_get_visible (view_column));
  ferry_column_layout_set_has_manual (layout, FALSE);
  g_assert_false (gtk_column_view_column_get_visible (view_column));

  /* Nobody has chosen anything so far. Now somebody does. */
  ferry_column_layout_set_has_manual (layout, TRUE);
  set_shown (layout, FERRY_COLUMN_AUTOMATIC, FALSE);
  ferry_column_layout_set_has_manual (layout, TRUE);
  g_assert_false (gtk_column_view_column_get_visible (view_column));
  g_assert_finalize_object (layout);
  assert_value (settings, "column-visibility", "{'automatic': false}");

  g_settings_set_value (settings, "column-visibility", g_variant_new_parsed ("{'automatic': true}"));
  layout = create_layout (other_view, settings);
  view_column = ferry_column_layout_get_view_column (layout, FERRY_COLUMN_AUTOMATIC);
  g_assert_true (gtk_column_view_column_get_visible (view_column));
  ferry_column_layout_set_has_manual (layout, FALSE);
  g_assert_true (gtk_column_view_column_get_visible (view_column));
  g_assert_finalize_object (layout);
}

static void
test_accounts (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  FerryColumnLayout *layout = create_layout (view, settings);
  GtkColumnViewColumn *view_column = ferry_column_layout_get_view_column (layout, FERRY_COLUMN_ACCOUNT);

  g_assert_false (gtk_column_view_column_get_visible (view_column));
  ferry_column_layout_set_has_accounts (layout, TRUE);
  g_assert_true (gtk_column_view_column_get_visible (view_column));
  ferry_column_layout_set_has_accounts (layout, FALSE);
  g_assert_false (gtk_column_view_column_get_visible (view_column));

  set_shown (layout, FERRY_COLUMN_ACCOUNT, TRUE);
  ferry_column_layout_set_has_accounts (layout, FALSE);
  g_assert_true (gtk_column_view_column_get_visible (view_column));
  g_assert_finalize_object (layout);
}

static void
test_actions (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  FerryColumnLayout *layout = create_layout (view, settings);

  ferry_column_menu_add_actions (layout, G_ACTION_MAP (actions));

  g_action_group_activate_action (G_ACTION_GROUP (actions), "column-id", NULL);
  assert_shown (layout, DEFAULT_SHOWN " id");
  g_action_group_activate_action (G_ACTION_GROUP (actions), "hide-column", g_variant_new_string ("id"));
  assert_shown (layout, DEFAULT_SHOWN);

  /* One column stays. */
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (actions), "column-repository"));
  g_action_group_activate_action (G_ACTION_GROUP (actions), "column-repository", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (actions), "hide-column", g_variant_new_string ("repository"));
  g_action_group_activate_action (G_ACTION_GROUP (actions), "hide-column", g_variant_new_string ("nonsense"));
  assert_shown (layout, DEFAULT_SHOWN);

  ferry_column_layout_move (layout, FERRY_COLUMN_ID, 0);
  g_action_group_activate_action (G_ACTION_GROUP (actions), "reset-columns", NULL);
  assert_order_of_view (layout, view);
  g_assert_cmpuint (ferry_column_layout_get_position (layout, FERRY_COLUMN_ID), ==, FERRY_COLUMN_ID);
  g_object_unref (g_steal_pointer (&actions));
  g_assert_finalize_object (layout);
}

/* How many cells on screen have less room than their text wants. */
static guint
count_cut_cells (GtkWidget *widget)
{
  guint n_cut = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (FERRY_IS_TEXT_CELL (widget))
    return ferry_text_cell_is_cut (FERRY_TEXT_CELL (widget)) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_cut += count_cut_cells (child);

  return n_cut;
}

/* How many cells show a region without its id. */
static guint
count_brief_regions (GtkWidget *widget)
{
  FerrySyncTaskCell cell;
  guint n_brief = 0;

  if (FERRY_IS_TEXT_CELL (widget))
    return ferry_sync_task_cell_find (&cell, widget) && ferry_column_is_region (cell.column) &&
           ferry_text_cell_is_cut (FERRY_TEXT_CELL (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_brief += count_brief_regions (child);

  return n_brief;
}

static GtkWidget *
list_in_view (UiFixture  *fixture,
              const char *repository)
{
  ui_list (fixture->window, "test", repository);
  ui_wait_for_frame (fixture->window);

  return ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL);
}

static void
activate (GtkWidget  *view,
          const char *action,
          const char *target)
{
  g_assert_true (gtk_widget_activate_action (view, action, target != NULL ? "s" : NULL, target));
}

static GtkWidget *
find_cell (GtkWidget *widget)
{
  return ui_get (widget, FERRY_TYPE_TEXT_CELL, NULL);
}

/* Arrow keys and screen readers go through the cells in the order of the widgets. */
static void
test_order_of_cells (UiFixture     *fixture,
                     gconstpointer  data)
{
  GtkWidget *view = list_in_view (fixture, "grpc-helloworld");
  GtkWidget *row;
  float last = -1;

  activate (view, "tasks.column-automatic", NULL);
  activate (view, "tasks.column-organization", NULL);
  ui_wait_for_frame (fixture->window);
  activate (view, "tasks.column-organization", NULL);
  ui_wait_for_frame (fixture->window);

  row = gtk_widget_get_parent (gtk_widget_get_parent (find_cell (view)));
  for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_visible (cell))
        continue;

      g_assert_true (gtk_widget_compute_bounds (cell, row, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >, last);
      last = bounds.origin.x;
    }

  activate (view, "tasks.reset-columns", NULL);
}

/* By the menu of the header every column in turn, after all were much too narrow. */
static void
test_fit (UiFixture     *fixture,
          gconstpointer  data)
{
  GtkWidget *view = list_in_view (fixture, "hello-hundred");
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_visible (view_column, TRUE);
      gtk_column_view_column_set_fixed_width (view_column, 40);
    }
  ui_wait_for_frame (fixture->window);
  g_assert_cmpuint (count_cut_cells (view), >, 0);

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    activate (view, "tasks.fit-column", ferry_column_get_id (i));
  ui_wait_for_frame (fixture->window);
  g_assert_cmpuint (count_cut_cells (view), ==, 0);

  activate (view, "tasks.reset-columns", NULL);
}

/* Columns that nobody has resized suit each list. Some make room, so that all there is can be shown. */
static void
test_fit_unset (UiFixture     *fixture,
                gconstpointer  data)
{
  static const char *const hidden[] = { "organization", "source-region", "target-organization" };
  GtkWidget *view = list_in_view (fixture, "grpc-helloworld");

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    activate (view, "tasks.hide-column", hidden[i]);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpuint (count_cut_cells (view), ==, 0);

  list_in_view (fixture, "hello-hundred");
  g_assert_cmpuint (count_cut_cells (view), ==, 0);

  activate (view, "tasks.reset-columns", NULL);
}

static void
append_task (GListStore *store,
             const char *organization,
             const char *target_region)
{
  const FerrySyncTaskFields fields = {
    .source_region = "cn-north-4",
    .organization = organization,
    .repository = "web/frontend/with-a-longer-name",
    .target_region = target_region,
    .target_organization = organization,
    .overwrite = FERRY_NO,
    .updated = "2025-06-30T23:59:59Z",
  };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  g_list_store_append (store, sync_task);
}

static GtkWindow *
create_window (GtkWidget  *view,
               GListModel *rows)
{
  g_autoptr(GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (rows));
  GtkWidget *scrolled_window = gtk_scrolled_window_new ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (selection));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled_window), view);
  gtk_window_set_child (window, scrolled_window);

  return window;
}

static gboolean
is_scrolled (GtkWidget *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

/* Regions have their ids in all cells or in none, and in none only where that spares scrolling. */
static guint
count_brief_in_width (GtkWindow *window,
                      GtkWidget *view,
                      int        width)
{
  guint n_brief;

  gtk_window_set_default_size (window, width, 300);
  ui_wait_for_frame (window);
  /* One to see how much room there is, and one to fill it. */
  ui_wait_for_frame (window);
  n_brief = count_brief_regions (view);
  g_assert_true (n_brief == 0 || n_brief == 6);
  g_assert_true (n_brief == 0 || !is_scrolled (view));

  return n_brief;
}

static void
test_room (void)
{
  g_autoptr(GSettings) settings = create_settings ();
  g_autoptr(GtkWidget) view = create_view ();
  g_autoptr(GListStore) store = g_list_store_new (FERRY_TYPE_SYNC_TASK);
  GtkWindow *window = create_window (view, G_LIST_MODEL (store));
  g_autoptr(FerryColumnLayout) layout = create_layout (view, settings);

  append_task (store, "team", "ap-southeast-3");
  append_task (store, "machine-learning", "cn-south-1");
  append_task (store, "team", "eu-west-101");
  ferry_column_layout_set_rows (layout, G_LIST_MODEL (store));
  gtk_window_present (window);

  g_assert_cmpuint (count_brief_in_width (window, view, 600), ==, 0);
  g_assert_true (is_scrolled (view));
  for (int width = 650; width < 1200; width += 25)
    count_brief_in_width (window, view, width);
  g_assert_cmpuint (count_brief_in_width (window, view, 950), ==, 0);
  /* A column more takes their room. */
  set_shown (layout, FERRY_COLUMN_CREATED, TRUE);
  g_assert_cmpuint (count_brief_in_width (window, view, 950), ==, 6);
  g_assert_false (is_scrolled (view));

  gtk_window_destroy (window);
}

static gboolean
is_wide (gpointer window)
{
  return !ui_is_narrow (window);
}

/* Text that grows while there are no columns, and shrinks again, leaves nothing behind. */
static void
test_text_size (UiFixture     *fixture,
                gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *view = list_in_view (fixture, "grpc-helloworld");
  int char_width = ferry_text_cell_get_char_width (view);
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * dpi, NULL);
  test_wait_for (ui_is_narrow, fixture->window, "the list");
  ui_wait_for_frame (fixture->window);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  test_wait_for (is_wide, fixture->window, "the columns");
  g_assert_cmpint (ferry_text_cell_get_char_width (view), ==, char_width);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add_func ("/column-layout/default", test_default);
  g_test_add_func ("/column-layout/restore", test_restore);
  g_test_add_func ("/column-layout/save-in-time", test_save_in_time);
  g_test_add_func ("/column-layout/junk", test_junk);
  g_test_add_func ("/column-layout/reset", test_reset);
  g_test_add_func ("/column-layout/automatic", test_automatic);
  g_test_add_func ("/column-layout/accounts", test_accounts);
  g_test_add_func ("/column-layout/actions", test_actions);
  g_test_add_func ("/column-layout/room", test_room);
  UI_TEST ("/column-layout/order-of-cells", NULL, test_order_of_cells);
  UI_TEST ("/column-layout/fit", NULL, test_fit);
  UI_TEST ("/column-layout/fit-unset", NULL, test_fit_unset);
  UI_TEST ("/column-layout/text-size", NULL, test_text_size);

  return g_test_run ();
}
