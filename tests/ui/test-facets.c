/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-facet-popover.h"
#include "ferry-facet-row.h"
#include "filter-fixture.h"

#define TASKS \
  "team>cn-south-1/copies! team>cn-south-1/mirror team>cn-north-1/copies web>cn-south-1/copies " \
  "web>ap-southeast-3/mirror! db>cn-north-1/mirror"

static GtkWidget *
get_popover (FilterFixture *self)
{
  return ui_get (self->bar, FERRY_TYPE_FACET_POPOVER, NULL);
}

static void
open_popover (FilterFixture *self)
{
  ui_wait_for_frame (filter_fixture_open (self, "Filter by Values"));
}

static void
close_popover (FilterFixture *self)
{
  gtk_popover_popdown (GTK_POPOVER (get_popover (self)));
  g_assert_null (ui_find (self->bar, FERRY_TYPE_FACET_POPOVER, NULL));
}

static void
search (FilterFixture *self,
        const char    *text)
{
  ui_set_text (get_popover (self), "Find values", text);
}

static GtkListView *
get_list_view (FilterFixture *self)
{
  return GTK_LIST_VIEW (ui_get (get_popover (self), GTK_TYPE_LIST_VIEW, NULL));
}

static GListModel *
get_values (FilterFixture *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (get_list_view (self)));
}

/* All values from the first to the last, with their counts; `[]` around the name of each column. */
static char *
dup_values (FilterFixture *self)
{
  GListModel *values = get_values (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (values); i++)
    {
      g_autoptr(FerryFacetItem) item = g_list_model_get_item (values, i);
      guint start, end;

      gtk_section_model_get_section (GTK_SECTION_MODEL (values), i, &start, &end);
      if (text->len > 0)
        g_string_append_c (text, ' ');
      if (i == start)
        g_string_append_printf (text, "[%s] ", ferry_column_get_id (ferry_facet_item_get_column (item)));
      g_string_append_printf (text, "%s:%u", ferry_facet_item_get_value (item), ferry_facet_item_get_count (item));
    }

  return g_string_free (text, FALSE);
}

static void
assert_values (FilterFixture *self,
               const char    *expected)
{
  g_autofree char *values = dup_values (self);

  g_assert_cmpstr (values, ==, expected);
}

static void
activate (FilterFixture *self,
          FerryColumn    column,
          const char    *value)
{
  GListModel *values = get_values (self);

  for (guint i = 0; i < g_list_model_get_n_items (values); i++)
    {
      g_autoptr(FerryFacetItem) item = g_list_model_get_item (values, i);

      if (ferry_facet_item_get_column (item) == column && g_str_equal (ferry_facet_item_get_value (item), value))
        {
          g_signal_emit_by_name (get_list_view (self), "activate", i);
          return;
        }
    }

  g_error ("There is no value “%s”", value);
}

/* Ordered by count, then by name; a column whose tasks all say the same is no choice. */
static void
test_values (FilterFixture *self,
             gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  open_popover (self);
  assert_values (self, "[target-region] cn-south-1:3 cn-north-1:2 ap-southeast-3:1 "
                       "[organization] team:3 web:2 db:1 "
                       "[target-organization] copies:3 mirror:3 "
                       "[overwrite] false:4 true:2");
  g_assert_true (ui_has_text (get_popover (self), "Target Region"));
  g_assert_true (ui_has_text (get_popover (self), "CN South-Guangzhou cn-south-1"));
  ui_get (get_popover (self), GTK_TYPE_WIDGET, "CN South-Guangzhou cn-south-1, 3 tasks");
  ui_get (get_popover (self), GTK_TYPE_BUTTON, "Exclude CN South-Guangzhou cn-south-1");
}

/* A count tells how many rows the others would leave of a value; what stands open does not move. */
static void
test_counts_follow (FilterFixture *self,
                    gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  open_popover (self);
  activate (self, FERRY_COLUMN_ORGANIZATION, "web");
  filter_fixture_assert_n_rows (self, 2);
  assert_values (self, "[target-region] cn-south-1:1 cn-north-1:0 ap-southeast-3:1 "
                       "[organization] team:3 web:2 db:1 "
                       "[target-organization] copies:1 mirror:1 "
                       "[overwrite] false:1 true:1");

  /* Next time, what is chosen comes first, and what leads nowhere last. */
  close_popover (self);
  open_popover (self);
  assert_values (self, "[target-region] ap-southeast-3:1 cn-south-1:1 cn-north-1:0 "
                       "[organization] web:2 team:3 db:1 "
                       "[target-organization] copies:1 mirror:1 "
                       "[overwrite] false:1 true:1");
}

static gboolean
is_at_top (gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_list_view (user_data)));

  return gtk_adjustment_get_upper (adjustment) > 0 && gtk_adjustment_get_value (adjustment) < 1;
}

/* Above the first value stands what it is a value of. */
static void
test_begins_at_top (FilterFixture *self,
                    gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  for (guint i = 0; i < 3; i++)
    {
      open_popover (self);
      test_wait_for (is_at_top, self, "the first heading");
      search (self, "e");
      ui_wait_for_frame (get_popover (self));
      test_wait_for (is_at_top, self, "the first heading of what was found");
      search (self, "");
      gtk_list_view_scroll_to (get_list_view (self), g_list_model_get_n_items (get_values (self)) - 1, GTK_LIST_SCROLL_NONE, NULL);
      ui_wait_for_frame (get_popover (self));
      close_popover (self);
    }
}

static void
test_text_counts_too (FilterFixture *self,
                      gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  ferry_filter_set_text (self->filter, "overwrite:yes");
  open_popover (self);
  search (self, "e");
  assert_values (self, "[target-region] ap-southeast-3:1 cn-north-1:0 [organization] team:1 web:1 "
                       "[target-organization] copies:1 [overwrite] true:2 false:0");
}

static void
test_several (FilterFixture *self,
              gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  open_popover (self);
  activate (self, FERRY_COLUMN_ORGANIZATION, "web");
  activate (self, FERRY_COLUMN_ORGANIZATION, "db");
  filter_fixture_assert_n_rows (self, 3);
  activate (self, FERRY_COLUMN_OVERWRITE, "false");
  filter_fixture_assert_n_rows (self, 2);

  activate (self, FERRY_COLUMN_ORGANIZATION, "web");
  activate (self, FERRY_COLUMN_ORGANIZATION, "db");
  filter_fixture_assert_n_rows (self, 4);
}

/* Each use looks different, without any color. */
static void
test_exclude (FilterFixture *self,
              gconstpointer  data)
{
  GtkWidget *row, *item_widget;

  filter_fixture_add (self, TASKS);
  open_popover (self);
  ui_press (get_popover (self), "Exclude team");
  filter_fixture_assert_n_rows (self, 3);
  g_assert_cmpint (ferry_filter_get_use (self->filter, FERRY_COLUMN_ORGANIZATION, "team"), ==, FERRY_FILTER_EXCLUDE);

  ui_wait_for_frame (get_popover (self));
  item_widget = ui_get (get_popover (self), GTK_TYPE_WIDGET, "team, 3 tasks");
  gtk_test_accessible_assert_property (item_widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Excluded");
  row = ui_get (item_widget, FERRY_TYPE_FACET_ROW, NULL);
  g_assert_true (ui_has_text (row, "not"));
  g_assert_null (ui_find (row, GTK_TYPE_CHECK_BUTTON, NULL));

  /* A click includes it instead, and another leaves it alone. */
  activate (self, FERRY_COLUMN_ORGANIZATION, "team");
  ui_wait_for_frame (get_popover (self));
  filter_fixture_assert_n_rows (self, 3);
  gtk_test_accessible_assert_property (item_widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Included");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (ui_get (row, GTK_TYPE_CHECK_BUTTON, NULL))));
  g_assert_false (ui_has_text (row, "not"));
  activate (self, FERRY_COLUMN_ORGANIZATION, "team");
  g_assert_true (ferry_filter_is_empty (self->filter));
}

/* Regions by any name; headings only over what is found. */
static void
test_search (FilterFixture *self,
             gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  open_popover (self);
  search (self, "广州");
  assert_values (self, "[target-region] cn-south-1:3");
  search (self, "COP");
  assert_values (self, "[target-organization] copies:3");

  /* Enter takes the first that is found. */
  g_signal_emit_by_name (ui_get (get_popover (self), GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  g_assert_cmpint (ferry_filter_get_use (self->filter, FERRY_COLUMN_TARGET_ORGANIZATION, "copies"), ==, FERRY_FILTER_INCLUDE);

  search (self, "nothing is called so");
  ui_wait_for_text (get_popover (self), "No matching values");
  g_signal_emit_by_name (ui_get (get_popover (self), GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  g_assert_cmpuint (ferry_filter_get_n_rules (self->filter), ==, 1);

  /* It is not remembered. */
  close_popover (self);
  open_popover (self);
  g_assert_cmpstr (ui_get_text (get_popover (self), "Find values"), ==, "");
  g_assert_cmpuint (g_list_model_get_n_items (get_values (self)), ==, 10);
}

static void
test_no_choice (FilterFixture *self,
                gconstpointer  data)
{
  open_popover (self);
  g_assert_true (ui_has_text (get_popover (self), "All tasks have the same values"));
  close_popover (self);

  /* Of a value that is excluded there is one, to be given up; also when no task has it any more. */
  filter_fixture_add (self, "team>cn-south-1/copies team>cn-south-1/copies");
  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "team", FERRY_FILTER_EXCLUDE);
  ferry_filter_set_use (self->filter, FERRY_COLUMN_OVERWRITE, "true", FERRY_FILTER_EXCLUDE);
  open_popover (self);
  assert_values (self, "[organization] team:2 [overwrite] true:0 false:0");
}

/* While rows still come, what is new goes to the end. */
static void
test_list_grows (FilterFixture *self,
                 gconstpointer  data)
{
  filter_fixture_add (self, "team>cn-south-1/copies web>cn-south-1/copies");
  open_popover (self);
  assert_values (self, "[organization] team:1 web:1");
  filter_fixture_add (self, "web>cn-north-1/copies db>cn-north-1/copies db>cn-north-1/copies");
  assert_values (self, "[target-region] cn-north-1:3 cn-south-1:2 [organization] team:1 web:2 db:2");
}

static GtkAdjustment *
get_scroll (FilterFixture *self)
{
  GtkWidget *scrolled_window = gtk_widget_get_ancestor (GTK_WIDGET (get_list_view (self)), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window));
}

static guint
count_rows (GtkWidget *widget)
{
  guint n_rows = FERRY_IS_FACET_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_rows += count_rows (child);

  return n_rows;
}

static gboolean
has_arranged (gpointer rows)
{
  return !ferry_row_model_get_busy (rows);
}

/* Ten thousand organizations are no ten thousand widgets, and what is chosen in the middle stays there. */
static void
test_many (FilterFixture *self,
           gconstpointer  data)
{
  g_autoptr(GString) tasks = g_string_new (NULL);
  GtkWidget *row;
  double place;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (tasks, "%sorg-%u>cn-south-1/copies", i > 0 ? " " : "", i);
  filter_fixture_add (self, tasks->str);
  test_wait_for (has_arranged, self->rows, "the rows");

  open_popover (self);
  g_assert_cmpuint (g_list_model_get_n_items (get_values (self)), ==, 10000);
  g_assert_cmpuint (count_rows (get_popover (self)), <, 500);

  gtk_list_view_scroll_to (get_list_view (self), 5000, GTK_LIST_SCROLL_FOCUS, NULL);
  ui_wait_for_frame (get_popover (self));
  gtk_widget_grab_focus (GTK_WIDGET (get_list_view (self)));
  row = ui_get (get_popover (self), GTK_TYPE_WIDGET, "org-5000, 1 task");
  g_assert_true (filter_fixture_has_focus (self, row));
  place = gtk_adjustment_get_value (get_scroll (self));
  g_assert_cmpfloat (place, >, 0);

  activate (self, FERRY_COLUMN_ORGANIZATION, "org-5000");
  test_wait_for (has_arranged, self->rows, "the rows");
  ui_wait_for_frame (get_popover (self));
  filter_fixture_assert_n_rows (self, 1);
  g_assert_true (filter_fixture_has_focus (self, row));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_scroll (self)), place, 1);

  search (self, "org-999");
  g_assert_cmpuint (g_list_model_get_n_items (get_values (self)), ==, 11);
}

/* From the search into the list and back, including and excluding on the way. */
static void
test_keyboard (FilterFixture *self,
               gconstpointer  data)
{
  GtkWidget *search_entry, *list_view;

  filter_fixture_add (self, TASKS);
  open_popover (self);
  search_entry = ui_get (get_popover (self), GTK_TYPE_SEARCH_ENTRY, NULL);
  list_view = GTK_WIDGET (get_list_view (self));
  g_assert_true (filter_fixture_has_focus (self, search_entry));

  g_assert_true (filter_fixture_press_key (search_entry, GDK_KEY_Down));
  g_assert_true (filter_fixture_has_focus (self, ui_get (list_view, GTK_TYPE_WIDGET, "CN South-Guangzhou cn-south-1, 3 tasks")));
  g_assert_true (filter_fixture_press_key (list_view, GDK_KEY_space));
  filter_fixture_assert_n_rows (self, 3);
  g_assert_true (filter_fixture_press_key (list_view, GDK_KEY_Delete));
  filter_fixture_assert_n_rows (self, 3);
  g_assert_cmpint (ferry_filter_get_use (self->filter, FERRY_COLUMN_TARGET_REGION, "cn-south-1"), ==, FERRY_FILTER_EXCLUDE);

  /* The space bar presses the button in a row; Delete does not care where in it the keyboard is. */
  g_assert_true (gtk_widget_grab_focus (ui_get (list_view, GTK_TYPE_BUTTON, "Exclude CN South-Guangzhou cn-south-1")));
  g_assert_false (filter_fixture_press_key (list_view, GDK_KEY_space));
  g_assert_true (filter_fixture_press_key (list_view, GDK_KEY_Delete));
  g_assert_true (ferry_filter_is_empty (self->filter));

  g_assert_true (filter_fixture_press_key (list_view, GDK_KEY_Up));
  g_assert_true (filter_fixture_has_focus (self, search_entry));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  FILTER_TEST ("/facets/values", test_values);
  FILTER_TEST ("/facets/counts-follow", test_counts_follow);
  FILTER_TEST ("/facets/begins-at-top", test_begins_at_top);
  FILTER_TEST ("/facets/text-counts-too", test_text_counts_too);
  FILTER_TEST ("/facets/several", test_several);
  FILTER_TEST ("/facets/exclude", test_exclude);
  FILTER_TEST ("/facets/search", test_search);
  FILTER_TEST ("/facets/no-choice", test_no_choice);
  FILTER_TEST ("/facets/list-grows", test_list_grows);
  FILTER_TEST ("/facets/many", test_many);
  FILTER_TEST ("/facets/keyboard", test_keyboard);

  return g_test_run ();
}
