/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-few-lines.h"
#include "ferry-filter-pill.h"
#include "ferry-sync-task-view-private.h"
#include "filter-fixture.h"

#define TASKS "team>cn-south-1/copies! team>cn-north-1/copies web>cn-south-1/mirror web>cn-future-9/mirror!"

static const char *
get_text (FilterFixture *self)
{
  return ui_get_text (self->bar, "Filter tasks");
}

static void
type (FilterFixture *self,
      const char    *text)
{
  ui_set_text (self->bar, "Filter tasks", text);
  g_signal_emit_by_name (ui_get (self->bar, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
}

static void
test_typing (FilterFixture *self,
             gconstpointer  data)
{
  static const struct
  {
    const char *text;
    guint n_rows;
  } filters[] = {
    { "team", 2 },
    { "guangzhou web", 1 },
    { "-team", 2 },
    { "target:cn-south-1", 2 },
    { "target-org:mirror overwrite:yes", 1 },
    { "", 4 },
  };

  filter_fixture_add (self, TASKS);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      type (self, filters[i].text);
      filter_fixture_assert_n_rows (self, filters[i].n_rows);
    }
}

static gboolean
has_filtered (gpointer user_data)
{
  FilterFixture *self = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 2;
}

static void
test_typing_is_enough (FilterFixture *self,
                       gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  ui_set_text (self->bar, "Filter tasks", "web");
  test_wait_for (has_filtered, self, "the filter to follow the entry");
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

/* Something else sets the text, and clears it. */
static void
test_text_from_outside (FilterFixture *self,
                        gconstpointer  data)
{
  guint n_changes = 0;

  type (self, "web");
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (count_cb), &n_changes);
  ferry_filter_set_text (self->filter, "org:team");
  g_assert_cmpstr (get_text (self), ==, "org:team");
  g_assert_cmpstr (ferry_filter_get_text (self->filter), ==, "org:team");
  ferry_filter_clear (self->filter);
  g_assert_cmpstr (get_text (self), ==, "");
  g_assert_cmpuint (n_changes, ==, 2);
}

/* Whoever is still typing is not disturbed by other changes of the filter. */
static void
test_typing_goes_on (FilterFixture *self,
                     gconstpointer  data)
{
  int end = 2;

  type (self, "te");
  gtk_editable_insert_text (GTK_EDITABLE (ui_get (self->bar, GTK_TYPE_SEARCH_ENTRY, NULL)), "am", -1, &end);
  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "web", FERRY_FILTER_EXCLUDE);
  g_assert_cmpstr (get_text (self), ==, "team");
  g_assert_cmpstr (ferry_filter_get_text (self->filter), ==, "te");
}

/* What was typed a moment ago is cleared with the rest. */
static void
test_clear (FilterFixture *self,
            gconstpointer  data)
{
  ui_set_text (self->bar, "Filter tasks", "team");
  ferry_filter_bar_clear (self->bar);
  g_assert_cmpstr (get_text (self), ==, "");

  type (self, "team");
  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "web", FERRY_FILTER_EXCLUDE);
  ui_wait_for_frame (self->window);
  ui_press (self->bar, "_Clear");
  g_assert_true (ferry_filter_is_empty (self->filter));
  g_assert_cmpstr (get_text (self), ==, "");
  ui_wait_for_frame (self->window);
  g_assert_null (ui_find (self->bar, GTK_TYPE_BUTTON, "_Clear"));
}

static void
test_append_text (FilterFixture *self,
                  gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  ferry_filter_bar_append_text (self->bar, "org:web");
  filter_fixture_assert_n_rows (self, 2);
  ferry_filter_bar_append_text (self->bar, "overwrite:no");
  filter_fixture_assert_n_rows (self, 1);
  g_assert_cmpstr (get_text (self), ==, "org:web overwrite:no");
}

static char *
dup_pills (FilterFixture *self)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  GtkWidget *pill;

  ui_wait_for_frame (self->window);
  pill = ui_find (self->bar, FERRY_TYPE_FILTER_PILL, NULL);
  for (; FERRY_IS_FILTER_PILL (pill); pill = gtk_widget_get_next_sibling (pill))
    g_strv_builder_add (texts, gtk_widget_get_tooltip_text (pill));
  list = g_strv_builder_end (texts);

  return g_strjoinv ("; ", list);
}

static void
assert_pills (FilterFixture *self,
              const char    *expected)
{
  g_autofree char *pills = dup_pills (self);

  g_assert_cmpstr (pills, ==, expected);
}

static void
set_rules (FilterFixture *self)
{
  ferry_filter_set_use (self->filter, FERRY_COLUMN_TARGET_REGION, "cn-south-1", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "team", FERRY_FILTER_EXCLUDE);
  ferry_filter_set_use (self->filter, FERRY_COLUMN_OVERWRITE, "false", FERRY_FILTER_INCLUDE);
}

#define REGION "Remove Target Region: CN South-Guangzhou cn-south-1"
#define TEAM "Remove Organization: not team"
#define KEEPS "Remove Overwrite: Keeps existing"

static void
test_pills (FilterFixture *self,
            gconstpointer  data)
{
  filter_fixture_add (self, TASKS);
  assert_pills (self, "");
  set_rules (self);
  assert_pills (self, REGION "; " TEAM "; " KEEPS);
  gtk_test_accessible_assert_property (ui_get (self->bar, FERRY_TYPE_FILTER_PILL, TEAM), GTK_ACCESSIBLE_PROPERTY_LABEL, TEAM);
  filter_fixture_assert_n_rows (self, 1);

  ui_press (self->bar, TEAM);
  assert_pills (self, REGION "; " KEEPS);
  ui_press (self->bar, KEEPS);
  assert_pills (self, REGION);
  filter_fixture_assert_n_rows (self, 2);
  ui_press (self->bar, REGION);
  assert_pills (self, "");
  filter_fixture_assert_n_rows (self, 4);
}

/* A rule that turns into its opposite stays where it is. */
static void
test_changed_rule (FilterFixture *self,
                   gconstpointer  data)
{
  set_rules (self);
  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "team", FERRY_FILTER_INCLUDE);
  assert_pills (self, REGION "; Remove Organization: team; " KEEPS);
}

/* Rules stay when the list goes and comes. */
static void
test_pills_stay (FilterFixture *self,
                 gconstpointer  data)
{
  set_rules (self);
  filter_fixture_add (self, TASKS);
  g_list_store_remove_all (self->store);
  filter_fixture_add (self, TASKS);
  assert_pills (self, REGION "; " TEAM "; " KEEPS);
  filter_fixture_assert_n_rows (self, 1);
}

static void
resize (FilterFixture *self,
        int            width,
        int            dpi)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
  gtk_window_set_default_size (self->window, width, 600);
  ui_wait_for_frame (self->window);
}

static gboolean
has_whole_lines (gpointer user_data)
{
  FilterFixture *self = user_data;
  GtkWidget *lines = ui_get (self->bar, FERRY_TYPE_FEW_LINES, NULL);
  GtkWidget *clear = ui_get (lines, GTK_TYPE_BUTTON, "Clear Filter");

  return gtk_widget_get_width (GTK_WIDGET (self->window)) < 500 &&
         gtk_widget_get_height (lines) == 3 * gtk_widget_get_height (clear) + 2 * 6;
}

/* With any size of the text there are as many lines as fit, and none is cut; a pill has a line for itself before its words are. */
static void
test_lines (FilterFixture *self,
            gconstpointer  data)
{
  const char *const organizations[] = { "edge", "games", "mobile", "payments", "platform", "search" };
  int dpi;
  GtkWidget *label;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  set_rules (self);
  for (gsize i = 0; i < G_N_ELEMENTS (organizations); i++)
    ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, organizations[i], FERRY_FILTER_EXCLUDE);

  resize (self, 440, dpi);
  test_wait_for (has_whole_lines, self, "three lines");
  label = ui_get (ui_get (self->bar, FERRY_TYPE_FILTER_PILL, REGION), GTK_TYPE_LABEL, NULL);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  resize (self, 440, 2 * 96 * 1024);
  test_wait_for (has_whole_lines, self, "three lines of larger text");

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

/* By the keyboard one may remove one after another. */
static void
test_focus_stays (FilterFixture *self,
                  gconstpointer  data)
{
  set_rules (self);
  ui_wait_for_frame (self->window);
  g_assert_true (gtk_widget_grab_focus (ui_get (self->bar, FERRY_TYPE_FILTER_PILL, TEAM)));

  ui_press (self->bar, TEAM);
  g_assert_true (filter_fixture_has_focus (self, ui_get (self->bar, FERRY_TYPE_FILTER_PILL, KEEPS)));
  ui_press (self->bar, KEEPS);
  g_assert_true (filter_fixture_has_focus (self, ui_get (self->bar, FERRY_TYPE_FILTER_PILL, REGION)));
  ui_press (self->bar, REGION);
  g_assert_true (filter_fixture_has_focus (self, ui_get (self->bar, GTK_TYPE_SEARCH_ENTRY, NULL)));
}

static void
test_leaving (FilterFixture *self,
              gconstpointer  data)
{
  GtkWidget *entry = ui_get (self->bar, GTK_TYPE_SEARCH_ENTRY, NULL);
  guint n_times = 0;

  g_signal_connect_swapped (self->bar, "left", G_CALLBACK (count_cb), &n_times);
  ferry_filter_bar_focus (self->bar);
  g_assert_true (filter_fixture_has_focus (self, entry));

  type (self, "team");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (ferry_filter_get_text (self->filter), ==, "");
  g_assert_cmpuint (n_times, ==, 0);
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpuint (n_times, ==, 1);

  g_assert_false (filter_fixture_press_key (entry, GDK_KEY_Left));
  g_assert_cmpuint (n_times, ==, 1);
  g_assert_true (filter_fixture_press_key (entry, GDK_KEY_Down));
  g_assert_cmpuint (n_times, ==, 2);
}

/* Each example that looks at a column begins one; the others only explain. */
static void
test_help (FilterFixture *self,
           gconstpointer  data)
{
  GtkWidget *popover, *row;

  type (self, "web");
  popover = filter_fixture_open (self, "What Can Be Typed");
  row = ui_get (popover, GTK_TYPE_LIST_BOX_ROW, "-test: Without this word");
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));

  row = ui_get (popover, GTK_TYPE_LIST_BOX_ROW, "region:cn-east-3: Source or target region, by ID or name");
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_signal_emit_by_name (row, "activate");
  g_assert_cmpstr (get_text (self), ==, "web region:");
  g_assert_true (filter_fixture_has_focus (self, ui_get (self->bar, GTK_TYPE_SEARCH_ENTRY, NULL)));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (ui_get (self->bar, GTK_TYPE_SEARCH_ENTRY, NULL))), ==, 11);
}

/* Everything that the help tells of is understood. A key without a value asks for nothing; a word that is no key
 * would have to occur. */
static void
test_help_is_right (FilterFixture *self,
                    gconstpointer  data)
{
  GtkListBox *list_box;
  GtkListBoxRow *row;
  guint n_keys = 0;

  filter_fixture_add (self, TASKS);
  list_box = GTK_LIST_BOX (ui_get (filter_fixture_open (self, "What Can Be Typed"), GTK_TYPE_LIST_BOX, NULL));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_box, i)) != NULL; i++)
    if (gtk_list_box_row_get_activatable (row))
      {
        g_signal_emit_by_name (row, "activate");
        filter_fixture_assert_n_rows (self, 4);
        ferry_filter_bar_clear (self->bar);
        n_keys++;
      }
  g_assert_cmpuint (n_keys, ==, 12);
}

static char *
create_answer (guint n_tasks)
{
  GString *answer = g_string_new ("[");

  for (guint i = 0; i < n_tasks; i++)
    g_string_append_printf (answer,
                            "%s{\"id\":%u,\"namespace\":\"team\",\"repoName\":\"app\",\"remoteNamespace\":\"copies-%u\","
                            "\"remoteRegionId\":\"cn-south-1\",\"override\":true}",
                            i > 0 ? "," : "", i, i % 29);
  g_string_append_c (answer, ']');

  return g_string_free (answer, FALSE);
}

/* In the window: the line below the table counts, the page that stands for it leads back, and a refresh keeps all. */
static void
test_in_window (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autofree char *answer = create_answer (340);
  FerryFilter *filter = fixture->window->task_view->filter;

  ferry_demo_server_set_answer (fixture->server, 200, "application/json", answer);
  ui_list (fixture->window, "team", "app");
  ui_wait_for_text (fixture->window, "340 tasks");

  ferry_filter_set_use (filter, FERRY_COLUMN_TARGET_ORGANIZATION, "copies-3", FERRY_FILTER_INCLUDE);
  ui_wait_for_text (fixture->window, "12 of 340 shown");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  ui_wait_for_answer (fixture->window);
  ui_wait_for_text (fixture->window, "12 of 340 shown");
  g_assert_nonnull (ui_find (fixture->window, GTK_TYPE_BUTTON, "Remove Target Organization: copies-3"));

  ui_set_text (fixture->window, "Filter tasks", "nothing is called so");
  ui_wait_for_text (fixture->window, "340 tasks are hidden by the filter.");
  ui_press (fixture->window, "Clear _Filter");
  ui_wait_for_text (fixture->window, "340 tasks");
  g_assert_true (ferry_filter_is_empty (filter));
}

static void
count_changed_cb (GtkLabel *label)
{
  if (*gtk_label_get_text (label) != '\0')
    g_assert_cmpstr (gtk_label_get_text (label), ==, "340 tasks");
}

/* Rows come little by little, but how many there are is known at once, and that none is hidden. */
static void
test_count_at_once (UiFixture     *fixture,
                    gconstpointer  data)
{
  g_autofree char *answer = create_answer (340);

  ferry_demo_server_set_answer (fixture->server, 200, "application/json", answer);
  g_signal_connect (fixture->window->task_view->count_label, "notify::label", G_CALLBACK (count_changed_cb), NULL);
  ui_list (fixture->window, "team", "app");
  ui_wait_for_n_rows (fixture->window, 340);
  g_assert_cmpstr (gtk_label_get_text (fixture->window->task_view->count_label), ==, "340 tasks");
}

static void
test_to_the_table (UiFixture     *fixture,
                   gconstpointer  data)
{
  GtkWidget *entry;

  ui_list (fixture->window, "test", "hello-hundred");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.filter", NULL);
  entry = ui_get (fixture->window, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), entry));

  g_assert_true (filter_fixture_press_key (entry, GDK_KEY_Down));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL)));
}

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) == 360;
}

/* All of it can be read at once, and it is not wider than a narrow window. */
static void
test_help_fits (FilterFixture *self,
                gconstpointer  data)
{
  GtkWidget *popover = filter_fixture_open (self, "What Can Be Typed");
  GtkWidget *scrolled = ui_get (popover, GTK_TYPE_SCROLLED_WINDOW, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  int natural;

  ui_wait_for_frame (popover);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=, gtk_adjustment_get_page_size (adjustment));
  gtk_popover_popdown (GTK_POPOVER (popover));

  gtk_window_set_default_size (self->window, 360, 600);
  test_wait_for (is_narrow, self->window, "the narrow window");
  gtk_widget_measure (popover, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, <=, 360);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  FILTER_TEST ("/filter-bar/typing", test_typing);
  FILTER_TEST ("/filter-bar/typing-is-enough", test_typing_is_enough);
  FILTER_TEST ("/filter-bar/text-from-outside", test_text_from_outside);
  FILTER_TEST ("/filter-bar/typing-goes-on", test_typing_goes_on);
  FILTER_TEST ("/filter-bar/clear", test_clear);
  FILTER_TEST ("/filter-bar/append-text", test_append_text);
  FILTER_TEST ("/filter-bar/pills", test_pills);
  FILTER_TEST ("/filter-bar/changed-rule", test_changed_rule);
  FILTER_TEST ("/filter-bar/pills-stay", test_pills_stay);
  FILTER_TEST ("/filter-bar/lines", test_lines);
  FILTER_TEST ("/filter-bar/focus-stays", test_focus_stays);
  FILTER_TEST ("/filter-bar/leaving", test_leaving);
  FILTER_TEST ("/filter-bar/help", test_help);
  FILTER_TEST ("/filter-bar/help-fits", test_help_fits);
  FILTER_TEST ("/filter-bar/help-is-right", test_help_is_right);
  UI_TEST ("/filter-bar/in-window", NULL, test_in_window);
  UI_TEST ("/filter-bar/count-at-once", NULL, test_count_at_once);
  UI_TEST ("/filter-bar/to-the-table", NULL, test_to_the_table);

  return g_test_run ();
}
