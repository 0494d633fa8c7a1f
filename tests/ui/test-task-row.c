/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-route.h"
#include "ferry-sync-task-row.h"
#include "ui-util.h"

#define LONG_ORGANIZATION "a-long-organization-name-as-the-service-allows-it-to-be-64-chars"
#define LONG_REPOSITORY "with/slashes/and-hyphens/" LONG_ORGANIZATION "/and/nothing-left-of-the-128-characters"

#define WHOLE_TASK \
  { \
    .source_region = "cn-north-4", \
    .organization = "team", \
    .repository = "web/frontend", \
    .target_region = "ap-southeast-3", \
    .target_organization = "team-sg", \
    .overwrite = FERRY_YES, \
    .updated = "2025-06-30T23:59:59Z", \
  }

typedef struct
{
  GtkWindow *window;
  GtkWidget *list_view;
  GListStore *store;
  FerryClock *clock;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *scrolled_window = gtk_scrolled_window_new ();
  GtkSelectionModel *selection;

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->clock = g_object_new (FERRY_TYPE_CLOCK, "style", FERRY_TIME_STYLE_UTC, NULL);
  fixture->store = g_list_store_new (FERRY_TYPE_SYNC_TASK);
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (fixture->store))));
  fixture->list_view = gtk_list_view_new (selection, ferry_sync_task_row_factory_new (fixture->clock));
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (fixture->list_view), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled_window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled_window), fixture->list_view);
  gtk_window_set_child (fixture->window, scrolled_window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->store);
  /* No row is left that would listen to it. */
  g_assert_finalize_object (fixture->clock);
}

static void
append (Fixture                   *fixture,
        const FerrySyncTaskFields *fields)
{
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (fields);

  g_list_store_append (fixture->store, sync_task);
}

static void
present (Fixture *fixture,
         int      width)
{
  gtk_window_set_default_size (fixture->window, width, 294);
  gtk_window_present (fixture->window);
  ui_wait_for_frame (fixture->window);
}

static GtkWidget *
get_text (Fixture    *fixture,
          const char *text)
{
  return ui_get (fixture->list_view, GTK_TYPE_INSCRIPTION, text);
}

static gboolean
has_text (Fixture    *fixture,
          const char *text)
{
  return ui_find (fixture->list_view, GTK_TYPE_INSCRIPTION, text) != NULL;
}

static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;

  append (fixture, &fields);
  present (fixture, 690);
  get_text (fixture, "web/frontend");
  ui_get (fixture->list_view, GTK_TYPE_LABEL, "Overwrites");
  ui_get (fixture->list_view, FERRY_TYPE_ROUTE, "team → team-sg · Beijing4 → Singapore");
  get_text (fixture, "2025-06-30 23:59");
  /* A screen reader says it in a sentence. */
  ui_get (fixture->list_view, GTK_TYPE_WIDGET, "web/frontend to team-sg in AP-Singapore, overwrites");
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  const FerrySyncTaskFields fields = { .source_region = "cn-north-4", .target_region = "cn-future-9" };

  append (fixture, &fields);
  present (fixture, 690);
  get_text (fixture, "—");
  ui_get (fixture->list_view, GTK_TYPE_LABEL, "Unknown");
  ui_get (fixture->list_view, FERRY_TYPE_ROUTE, "— → — · Beijing4 → cn-future-9");
  g_assert_null (ui_find (fixture->list_view, GTK_TYPE_IMAGE, NULL));
}

/* Where there is no room for all, half a time would say nothing. */
static void
test_room (Fixture       *fixture,
           gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;

  append (fixture, &fields);
  present (fixture, 300);
  g_assert_false (has_text (fixture, "2025-06-30 23:59"));
  ui_get (fixture->list_view, FERRY_TYPE_ROUTE, NULL);

  gtk_window_set_default_size (fixture->window, 690, 294);
  ui_wait_for_frame (fixture->window);
  get_text (fixture, "2025-06-30 23:59");
}

static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  FerrySyncTaskFields fields = WHOLE_TASK;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_minutes (now, -5);
  g_autofree char *updated = g_date_time_format_iso8601 (then);

  fields.updated = updated;
  append (fixture, &fields);
  present (fixture, 690);
  g_assert_false (has_text (fixture, "5 minutes ago"));

  ferry_clock_set_style (fixture->clock, FERRY_TIME_STYLE_RELATIVE);
  get_text (fixture, "5 minutes ago");

  /* A row that is kept for later shows none. */
  g_list_store_remove_all (fixture->store);
  ferry_clock_set_style (fixture->clock, FERRY_TIME_STYLE_UTC);
  ui_wait_for_frame (fixture->window);
  append (fixture, &fields);
  ui_wait_for_frame (fixture->window);
  g_assert_false (has_text (fixture, "5 minutes ago"));
  get_text (fixture, "web/frontend");
}

static void
test_right_to_left (Fixture       *fixture,
                    gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;

  append (fixture, &fields);
  present (fixture, 690);
  g_assert_cmpfloat (ui_get_x (get_text (fixture, "web/frontend"), fixture->list_view), <,
                     ui_get_x (ui_get (fixture->list_view, GTK_TYPE_LABEL, "Overwrites"), fixture->list_view));

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpfloat (ui_get_x (get_text (fixture, "web/frontend"), fixture->list_view), >,
                     ui_get_x (ui_get (fixture->list_view, GTK_TYPE_LABEL, "Overwrites"), fixture->list_view));
  g_assert_cmpfloat (ui_get_x (ui_get (fixture->list_view, FERRY_TYPE_ROUTE, NULL), fixture->list_view), >,
                     ui_get_x (get_text (fixture, "2025-06-30 23:59"), fixture->list_view));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
assert_within (GtkWidget *widget,
               GtkWidget *root)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, root, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (root));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      assert_within (child, root);
}

static void
append_kinds (Fixture *fixture)
{
  FerrySyncTaskFields fields = WHOLE_TASK;

  append (fixture, &fields);
  fields.overwrite = FERRY_NO;
  fields.target_region = "cn-east-3";
  append (fixture, &fields);
  fields.organization = fields.target_organization = LONG_ORGANIZATION;
  fields.repository = LONG_REPOSITORY;
  append (fixture, &fields);
  fields.organization = "组织";
  fields.target_organization = fields.repository = "镜像仓库";
  append (fixture, &fields);
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  append_kinds (fixture);
  present (fixture, 360);
  ui_leave_screenshot (fixture->window, "-360");
  assert_within (fixture->list_view, fixture->list_view);
  gtk_window_set_default_size (fixture->window, 690, 294);
  ui_wait_for_frame (fixture->window);
  ui_leave_screenshot (fixture->window, "-690");
  assert_within (fixture->list_view, fixture->list_view);
}

static guint
count_texts (GtkWidget  *widget,
             const char *text)
{
  guint n_texts = GTK_IS_INSCRIPTION (widget) && gtk_widget_get_child_visible (widget) &&
                  g_str_equal (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_texts += count_texts (child, text);

  return n_texts;
}

/* A list has them or not, however long the names in a row are. */
static void
test_times (Fixture       *fixture,
            gconstpointer  data)
{
  append_kinds (fixture);
  present (fixture, 690);
  g_assert_cmpuint (count_texts (fixture->list_view, "2025-06-30 23:59"), ==, 4);
  gtk_window_set_default_size (fixture->window, 360, 294);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpuint (count_texts (fixture->list_view, "2025-06-30 23:59"), ==, 0);
}

static void
add_places (GskRenderNode *node,
            GArray        *places)
{
  graphene_rect_t bounds;

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    {
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        add_places (gsk_container_node_get_child (node, i), places);
      return;
    }

  gsk_render_node_get_bounds (node, &bounds);
  g_array_append_val (places, bounds);
}

/* Where the names of the first route are drawn, and what is between them. */
static GArray *
list_places (Fixture *fixture)
{
  GtkWidget *route = ui_get (fixture->list_view, FERRY_TYPE_ROUTE, NULL);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  GTK_WIDGET_GET_CLASS (route)->snapshot (route, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  add_places (node, places);

  return places;
}

static void
assert_places (Fixture *fixture,
               guint    n_places)
{
  g_autoptr(GArray) places = list_places (fixture);
  int width = gtk_widget_get_width (ui_get (fixture->list_view, FERRY_TYPE_ROUTE, NULL));
  float end = 0;

  g_assert_cmpuint (places->len, ==, n_places);
  for (guint i = 0; i < places->len; i++)
    {
      const graphene_rect_t *place = &g_array_index (places, graphene_rect_t, i);

      g_assert_cmpfloat (place->origin.x, >=, end - 2);
      g_assert_cmpfloat (place->origin.x, <=, end + 16);
      end = place->origin.x + place->size.width;
    }
  g_assert_cmpfloat (end, <=, width);
}

/* One after the other, without a hole; where the names are too long, those are cut and the arrows stay. */
static void
test_route (Fixture       *fixture,
            gconstpointer  data)
{
  FerrySyncTaskFields fields = WHOLE_TASK;

  append (fixture, &fields);
  present (fixture, 360);
  /* Four names, two arrows and a dot. */
  assert_places (fixture, 7);

  g_list_store_remove_all (fixture->store);
  fields.organization = fields.target_organization = LONG_ORGANIZATION;
  append (fixture, &fields);
  ui_wait_for_frame (fixture->window);
  /* In three pieces are the organizations alone. */
  assert_places (fixture, 11);
}

/* With letters of twice the size, nothing goes over the edge of the smallest window. */
static void
test_large_text (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, minimum;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  append_kinds (fixture);
  present (fixture, 360);
  ui_leave_screenshot (fixture->window, "");
  gtk_widget_measure (fixture->list_view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  assert_within (fixture->list_view, fixture->list_view);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

#define ROW_TEST(name, function) g_test_add ("/task-row/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  ROW_TEST ("texts", test_texts);
  ROW_TEST ("unknown", test_unknown);
  ROW_TEST ("room", test_room);
  ROW_TEST ("clock", test_clock);
  ROW_TEST ("right-to-left", test_right_to_left);
  ROW_TEST ("kinds", test_kinds);
  ROW_TEST ("times", test_times);
  ROW_TEST ("route", test_route);
  ROW_TEST ("large-text", test_large_text);

  return g_test_run ();
}
