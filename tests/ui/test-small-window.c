/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"
#include "ui-util.h"

/* That everything is in sight where there is little room. */

typedef struct
{
  FerryWindow *window;
  int width;
  int height;
} Size;

static gboolean
has_size (gpointer user_data)
{
  const Size *size = user_data;

  return gtk_widget_get_width (GTK_WIDGET (size->window)) == size->width && gtk_widget_get_height (GTK_WIDGET (size->window)) == size->height;
}

static void
resize_at_once (FerryWindow *window,
                int          width,
                int          height)
{
  Size size = { window, width, height };
  double x, y;

  /* Without a compositor a frame takes the place of the shadow, and counts. */
  gtk_native_get_surface_transform (GTK_NATIVE (window), &x, &y);
  gtk_window_set_default_size (GTK_WINDOW (window), width + 2 * x, height + 2 * y);
  test_wait_for (has_size, &size, "the size of the window");
  /* Where the layout changes with the size, everything goes for a moment. */
  ui_wait_for_frame (window);
}

/* By steps: a layout does not always fit into the next size but one, and libadwaita would warn. */
static void
resize (FerryWindow *window,
        int          width,
        int          height)
{
  const int widths[] = { 690, 460 };

  /* A window that was never drawn forgets its new size. */
  ui_wait_for_frame (window);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    if (widths[i] > width && widths[i] < gtk_widget_get_width (GTK_WIDGET (window)))
      resize_at_once (window, widths[i], gtk_widget_get_height (GTK_WIDGET (window)));
  resize_at_once (window, width, height);
}

static graphene_rect_t
get_bounds (gpointer widget,
            gpointer ancestor)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, ancestor, &bounds));

  return bounds;
}

typedef struct
{
  GtkWidget *widget;
  GtkWidget *ancestor;
} Place;

static gboolean
is_inside (gpointer user_data)
{
  const Place *place = user_data;
  graphene_rect_t inner = get_bounds (place->widget, place->ancestor);
  graphene_rect_t outer = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (place->ancestor), gtk_widget_get_height (place->ancestor));

  return inner.size.height > 0 && graphene_rect_contains_rect (&outer, &inner);
}

static void
wait_until_inside (gpointer    widget,
                   gpointer    ancestor,
                   const char *what)
{
  Place place = { widget, ancestor };

  test_wait_for (is_inside, &place, what);
}

static void
activate (FerryWindow *window,
          const char  *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

/* However much there is to be said, what helps can be pressed, and beside it a row is left. */
static void
test_banner (UiFixture     *fixture,
             gconstpointer  data)
{
  const FerryDemoFault fault = GPOINTER_TO_INT (data);
  FerryWindow *window = fixture->window;
  AdwBanner *banner = window->problem_banner;
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (banner), GTK_TYPE_SCROLLED_WINDOW);

  ui_list (window, "test", "hello-hundred");
  resize (window, 360, 294);
  ferry_demo_server_set_fault (fixture->server, fault);
  activate (window, "win.refresh");
  if (fault != FERRY_DEMO_FAULT_429)
    ui_wait_for_answer (window);
  else
    test_wait_for ((gboolean (*) (gpointer)) gtk_widget_get_mapped, window->scan_bar, "what stops it");

  wait_until_inside (ui_get (banner, GTK_TYPE_BUTTON, adw_banner_get_button_label (banner)), scrolled, "the button of the banner");
  wait_until_inside (ui_get (banner, GTK_TYPE_LABEL, adw_banner_get_title (banner)), scrolled, "the words of the banner");
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window->task_view->list_view)), >=, 48);
  g_assert_null (strchr (adw_banner_get_title (banner), '\n'));

  /* With more room each thing is a paragraph again. */
  if (fault == FERRY_DEMO_FAULT_401_EXPIRED)
    {
      resize (window, 700, 700);
      g_assert_nonnull (strchr (adw_banner_get_title (banner), '\n'));
    }
}

/* What ends with a full stop is kept apart by that. */
static void
test_sentences (UiFixture     *fixture,
                gconstpointer  data)
{
  AdwBanner *banner = fixture->window->problem_banner;
  g_autofree char *shown = NULL;

  ui_list (fixture->window, "test", "hello-hundred");
  resize (fixture->window, 360, 294);
  ferry_window_show_in_banner (fixture->window, banner, &shown, "A sentence.\nNone\n一句话。\nThe last");
  g_assert_cmpstr (adw_banner_get_title (banner), ==, "A sentence. None · 一句话。 The last");
}

static gboolean
shows_progress (gpointer user_data)
{
  FerryWindow *window = user_data;

  return gtk_widget_get_mapped (window->scan_bar) && g_list_model_get_n_items (G_LIST_MODEL (window->list)) > 0 &&
         ferry_scan_get_n_repositories (ferry_sync_task_list_get_scan (window->list)) > 200;
}

/* With more digits it has too little room before the next frame. */
static gboolean
is_whole (gpointer label)
{
  return gtk_widget_get_width (label) > 0 && !pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static guint
count_stop_buttons (GtkWidget *root)
{
  guint n_buttons = GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
                    g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), "win.stop") == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_buttons += count_stop_buttons (child);

  return n_buttons;
}

/* The words are whole, the bar has the rest, there is one way to stop, and what has been asked stays where it was. */
static void
test_progress (UiFixture     *fixture,
               gconstpointer  data)
{
  FerryWindow *window = fixture->window;
  int height;

  resize (window, 360, 720);
  height = gtk_widget_get_height (GTK_WIDGET (window->query_bar));
  ferry_demo_server_set_fault_at (fixture->server, "*/payments/*", FERRY_DEMO_FAULT_HANG, 0);
  g_signal_emit_by_name (ui_get (window->query_bar, GTK_TYPE_ENTRY, "Organization"), "activate");
  test_wait_for (shows_progress, window, "the progress");
  test_wait_for (is_whole, window->scan_label, "room for all words");

  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window->scan_progress)), >=, 24);
  g_assert_cmpuint (count_stop_buttons (GTK_WIDGET (window)), ==, 1);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window->query_bar)), ==, height);
}

/* A repository alone has one as well, on the page and beside rows. */
static void
test_one_stop (UiFixture     *fixture,
               gconstpointer  data)
{
  FerryWindow *window = fixture->window;

  ui_list (window, "test", "samples/hello/world");
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_HANG);
  activate (window, "win.refresh");
  test_wait_for ((gboolean (*) (gpointer)) gtk_widget_get_mapped, window->scan_bar, "what stops it");
  g_assert_cmpuint (count_stop_buttons (GTK_WIDGET (window)), ==, 1);
  ui_press (window->scan_bar, "S_top");
  ui_wait_for_answer (window);
  g_assert_cmpuint (count_stop_buttons (GTK_WIDGET (window)), ==, 0);

  ui_set_text (window->query_bar, "Repository", "hello-hundred");
  activate (window, "win.list");
  ui_wait_for_text (window->loading_page, "Asking the Service…");
  g_assert_cmpuint (count_stop_buttons (GTK_WIDGET (window)), ==, 1);
}

/* A low window folds the query away, but no mistake in it, and the page says where it is. */
static void
test_folded_query (UiFixture     *fixture,
                   gconstpointer  data)
{
  FerryWindow *window = fixture->window;

  g_assert_null (ui_find (window->stack, GTK_TYPE_BUTTON, "_Edit Query"));
  resize (window, 360, 294);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (window->query_bar)));
  ui_press (window->stack, "_Edit Query");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->query_bar)));
  g_assert_null (ui_find (window->stack, GTK_TYPE_BUTTON, "_Edit Query"));

  gtk_toggle_button_set_active (window->query_button, FALSE);
  ferry_query_bar_set_names (window->query_bar, "te?st", "app");
  activate (window, "win.list");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->query_bar)));
  g_assert_true (ui_has_text (window->query_bar, "The organization holds a character that cannot be sent"));
}

/* What starts a query stays beside what is asked for. */
static void
test_query_bar (UiFixture     *fixture,
                gconstpointer  data)
{
  FerryWindow *window = fixture->window;
  const int widths[] = { 360, 480, 600, 720, 900 };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      graphene_rect_t button, entry;

      resize (window, widths[i], 720);
      button = get_bounds (ui_get (window->query_bar, GTK_TYPE_BUTTON, "Sca_n"), window);
      entry = get_bounds (ui_get (window->query_bar, GTK_TYPE_ENTRY, "Repository"), window);
      g_assert_cmpint (button.origin.y, ==, entry.origin.y);
    }
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/small-window/banner/expired", GINT_TO_POINTER (FERRY_DEMO_FAULT_401_EXPIRED), test_banner);
  UI_TEST ("/small-window/banner/paused", GINT_TO_POINTER (FERRY_DEMO_FAULT_429), test_banner);
  UI_TEST ("/small-window/sentences", NULL, test_sentences);
  UI_TEST ("/small-window/progress", NULL, test_progress);
  UI_TEST ("/small-window/one-stop", NULL, test_one_stop);
  UI_TEST ("/small-window/folded-query", NULL, test_folded_query);
  UI_TEST ("/small-window/query-bar", NULL, test_query_bar);

  return g_test_run ();
}
