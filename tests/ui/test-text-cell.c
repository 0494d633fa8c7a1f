/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-ellipsis.h"
#include "ferry-text-cell.h"
#include "ui-util.h"

#define N_CHARS 10
#define LONG_TEXT "a text that is longer than there is room for"

typedef struct
{
  GtkWidget *window;
  GtkWidget *label; /* to compare with */
  GtkWidget *cell;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->label = gtk_label_new ("0123456789");
  fixture->cell = ferry_text_cell_new (PANGO_ELLIPSIZE_END, FALSE, TRUE);
  ferry_text_cell_set_chars (FERRY_TEXT_CELL (fixture->cell), 1, N_CHARS, 0);
  gtk_box_append (GTK_BOX (box), fixture->label);
  gtk_box_append (GTK_BOX (box), fixture->cell);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static int
get_natural_size (GtkWidget      *widget,
                  GtkOrientation  orientation)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* As much room as was asked for, whatever the text is. */
static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  FerryTextCell *cell = FERRY_TEXT_CELL (fixture->cell);
  int width = get_natural_size (fixture->cell, GTK_ORIENTATION_HORIZONTAL);
  int text_width = ferry_text_cell_get_text_width (cell);

  g_assert_cmpint (text_width, >, 0);
  g_assert_cmpint (width, >, text_width);
  g_assert_cmpint (get_natural_size (fixture->cell, GTK_ORIENTATION_VERTICAL), >=,
                   get_natural_size (fixture->label, GTK_ORIENTATION_VERTICAL));

  ferry_text_cell_set_text (cell, LONG_TEXT, 0, 0);
  g_assert_cmpint (get_natural_size (fixture->cell, GTK_ORIENTATION_HORIZONTAL), ==, width);

  ferry_text_cell_set_chars (cell, 1, 2 * N_CHARS, 0);
  g_assert_cmpint (get_natural_size (fixture->cell, GTK_ORIENTATION_HORIZONTAL), ==, width + text_width);
}

/* What has once been drawn with one font may have to be drawn with another. */
static void
test_font_size (Fixture       *fixture,
                gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int height = get_natural_size (fixture->cell, GTK_ORIENTATION_VERTICAL);
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * dpi, NULL);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpint (get_natural_size (fixture->cell, GTK_ORIENTATION_VERTICAL), >, height);

  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpint (get_natural_size (fixture->cell, GTK_ORIENTATION_VERTICAL), ==, height);
}

static guint
count_nodes (GskRenderNode     *node,
             GskRenderNodeType  type)
{
  guint n_nodes = gsk_render_node_get_node_type (node) == type;

  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n_nodes += count_nodes (gsk_container_node_get_child (node, i), type);
      break;
    case GSK_TRANSFORM_NODE:
      n_nodes += count_nodes (gsk_transform_node_get_child (node), type);
      break;
    default:
      break;
    }

  return n_nodes;
}

/* How many runs of glyphs there are: each with a color and a size of its own. */
static guint
count_runs (Fixture *fixture)
{
  g_autoptr(GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  ui_wait_for_frame (fixture->window);
  paintable = gtk_widget_paintable_new (fixture->cell);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (fixture->cell), gtk_widget_get_height (fixture->cell));
  node = gtk_snapshot_free_to_node (snapshot);

  return node != NULL ? count_nodes (node, GSK_TEXT_NODE) : 0;
}

static void
test_drawing (Fixture       *fixture,
              gconstpointer  data)
{
  FerryTextCell *cell = FERRY_TEXT_CELL (fixture->cell);

  g_assert_cmpint (count_runs (fixture), ==, 0);
  ferry_text_cell_set_text (cell, "cn-north-4", 0, 0);
  g_assert_cmpint (count_runs (fixture), ==, 1);
  ferry_text_cell_set_text (cell, "Bei cn-1", 0, strlen ("cn-1"));
  g_assert_cmpint (count_runs (fixture), ==, 2);
  ferry_text_cell_set_text (cell, NULL, 0, 0);
  g_assert_cmpint (count_runs (fixture), ==, 0);
}

/* As wide as all cells of a column together need it, it has all; otherwise what is less important is left out. */
static void
test_form (Fixture       *fixture,
           gconstpointer  data)
{
  FerryTextCell *cell = FERRY_TEXT_CELL (fixture->cell);
  int width;

  ferry_text_cell_set_text (cell, "CN North-Bei cn-1", strlen ("CN North-"), strlen ("cn-1"));
  g_assert_cmpint (count_runs (fixture), ==, 2);
  g_assert_false (ferry_text_cell_is_cut (cell));

  width = gtk_widget_get_width (fixture->cell);
  ferry_text_cell_set_chars (cell, 1, N_CHARS, width + 1);
  g_assert_cmpint (count_runs (fixture), ==, 1);
  g_assert_true (ferry_text_cell_is_cut (cell));
  g_assert_cmpstr (ferry_text_cell_get_text (cell), ==, "CN North-Bei cn-1");

  /* What has nothing to leave out has nothing left out. */
  ferry_text_cell_set_text (cell, "xx-new-1", 0, 0);
  g_assert_false (ferry_text_cell_is_cut (cell));
}

/* No hole after an ellipsis, however much room is left of the line. */
static void
test_ellipsis (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PangoLayout) alone = gtk_widget_create_pango_layout (fixture->cell, "…");
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (fixture->cell, "WWWWWWWWWW");
  int ellipsis_width, letter_width, width;

  pango_layout_get_size (alone, &ellipsis_width, NULL);
  pango_layout_get_size (layout, &letter_width, NULL);
  letter_width /= 10;
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  for (int room = 5 * letter_width; room < 6 * letter_width; room += PANGO_SCALE)
    {
      pango_layout_set_width (layout, room);
      ferry_ellipsis_close_gap (layout);
      pango_layout_get_size (layout, &width, NULL);
      g_assert_cmpint ((width - ellipsis_width + PANGO_SCALE) % letter_width, <, 2 * PANGO_SCALE);
    }
}

static void
test_spoken (Fixture       *fixture,
             gconstpointer  data)
{
  FerryTextCell *cell = FERRY_TEXT_CELL (fixture->cell);

  ferry_text_cell_set_text (cell, LONG_TEXT, 0, 0);
  g_assert_cmpstr (ferry_text_cell_get_text (cell), ==, LONG_TEXT);
  gtk_test_accessible_assert_role (cell, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, LONG_TEXT);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add ("/text-cell/size", Fixture, NULL, set_up, test_size, tear_down);
  g_test_add ("/text-cell/font-size", Fixture, NULL, set_up, test_font_size, tear_down);
  g_test_add ("/text-cell/drawing", Fixture, NULL, set_up, test_drawing, tear_down);
  g_test_add ("/text-cell/form", Fixture, NULL, set_up, test_form, tear_down);
  g_test_add ("/text-cell/ellipsis", Fixture, NULL, set_up, test_ellipsis, tear_down);
  g_test_add ("/text-cell/spoken", Fixture, NULL, set_up, test_spoken, tear_down);

  return g_test_run ();
}
