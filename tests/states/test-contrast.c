/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "ferry-text-cell.h"
#include "looks.h"
#include "picture.h"
#include "ui-util.h"

/* Text can be told from what is behind it: by 4.5 to 1, as the guidelines for accessible contents on the web count. */
#define ENOUGH 4.5

/* What they ask for beyond that, and what is dimmed has where high contrast is asked for. */
#define MUCH 7.0

/* Filled from edge to edge, so that a pixel in its middle has the color of the text and nothing else. */
#define BLOCK "<span size='400%'>█</span>"

static double
get_light (guint8 part)
{
  double value = part / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* A pixel of a picture that has a byte each for red, green and blue, and one that does not matter. */
static double
get_luminance (const guint8 *pixel)
{
  return 0.2126 * get_light (pixel[0]) + 0.7152 * get_light (pixel[1]) + 0.0722 * get_light (pixel[2]);
}

static double
get_contrast (const guint8 *pixel,
              const guint8 *other)
{
  double a = get_luminance (pixel);
  double b = get_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static GBytes *
download (GdkTexture *texture,
          gsize      *stride)
{
  g_autoptr(GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8X8);

  return gdk_texture_downloader_download_bytes (downloader, stride);
}

/* Compares the middle of a label with the place just left of it. */
static double
measure_contrast (GtkWindow *window,
                  GtkWidget *label)
{
  g_autoptr(GdkTexture) picture = picture_take (window);
  gsize stride;
  g_autoptr(GBytes) bytes = download (picture, &stride);
  const guint8 *pixels = g_bytes_get_data (bytes, NULL);
  graphene_point_t middle, beside;

  g_assert_true (gtk_widget_compute_point (label, GTK_WIDGET (window),
                                           &GRAPHENE_POINT_INIT (gtk_widget_get_width (label) / 2, gtk_widget_get_height (label) / 2),
                                           &middle));
  beside = GRAPHENE_POINT_INIT (middle.x - gtk_widget_get_width (label) / 2 - 4, middle.y);

  return get_contrast (pixels + (gsize) middle.y * stride + (gsize) middle.x * 4,
                       pixels + (gsize) beside.y * stride + (gsize) beside.x * 4);
}

/* All of it is what a cell has at its end. */
static GtkWidget *
create_cell (void)
{
  GtkWidget *cell = ferry_text_cell_new (PANGO_ELLIPSIZE_NONE, FALSE, FALSE);

  /* The text may have had another size before. */
  ferry_text_cell_setting_changed (GTK_SYSTEM_SETTING_DPI);
  ferry_text_cell_set_chars (FERRY_TEXT_CELL (cell), 4, 4, 0);
  ferry_text_cell_set_text (FERRY_TEXT_CELL (cell), "████", 0, strlen ("████"));
  ferry_text_cell_set_xalign (FERRY_TEXT_CELL (cell), 0.5);
  gtk_widget_set_halign (cell, GTK_ALIGN_CENTER);

  return cell;
}

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), BLOCK);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWindow *
create_window (GtkWidget  *label,
               const char *ground)
{
  GtkWindow *window = g_object_new (ADW_TYPE_WINDOW, "default-width", 200, "default-height", 200, NULL);
  GtkWidget *bin = adw_bin_new ();

  gtk_widget_add_css_class (bin, ground);
  adw_bin_set_child (ADW_BIN (bin), label);
  adw_window_set_content (ADW_WINDOW (window), bin);
  gtk_window_present (window);

  return window;
}

static double
assert_contrast_of (GtkWidget  *label,
                    const char *ground,
                    const char *name,
                    const Look *look)
{
  GtkWindow *window = create_window (label, ground);
  double contrast = measure_contrast (window, label);

  gtk_window_destroy (window);

  g_test_message ("%s on %s, %s: %.1f", name, ground, look->name, contrast);
  if (contrast < ENOUGH)
    g_error ("“%s” on “%s” has a contrast of %.1f in the look “%s”", name, ground, contrast, look->name);

  return contrast;
}

static double
assert_contrast (const char *ground,
                 const char *css_class,
                 const Look *look)
{
  return assert_contrast_of (create_label (css_class), ground, css_class, look);
}

/* What is dimmed can be read, and told from what is not. */
static void
assert_dimmed (const char *ground,
               const Look *look)
{
  double contrast = assert_contrast (ground, "dimmed", look);

  g_assert_cmpfloat (contrast, >=, look->high_contrast ? MUCH : ENOUGH);
  g_assert_cmpfloat (contrast, <, assert_contrast (ground, "body", look));
}

static void
test_look (gconstpointer data)
{
  static const char *const grounds[] = { "background", "view", "card", "sidebar-pane" };
  const Look *look = data;

  look_choose (look);
  for (gsize i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      assert_dimmed (grounds[i], look);
      assert_contrast (grounds[i], "accent", look);
      assert_contrast (grounds[i], "error", look);
    }
  /* As what is dimmed elsewhere. */
  g_assert_cmpfloat_with_epsilon (assert_contrast_of (create_cell (), "view", "cell", look), assert_contrast ("view", "dimmed", look), 0.3);
}

/* A table that is on screen when somebody asks for high contrast has it, too. */
static void
test_change (void)
{
  const Look *look = &looks[0];
  GtkWidget *cell;
  GtkWindow *window;

  look_choose (look);
  cell = create_cell ();
  window = create_window (cell, "view");
  g_assert_cmpfloat (measure_contrast (window, cell), <, MUCH);

  while (!look->high_contrast)
    look++;
  look_choose (look);
  ui_wait_for_frame (window);
  g_assert_cmpfloat (measure_contrast (window, cell), >=, MUCH);
  gtk_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  for (gsize i = 0; i < N_LOOKS; i++)
    {
      g_autofree char *path = g_strconcat ("/contrast/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_look);
    }
  g_test_add_func ("/contrast/change", test_change);

  return g_test_run ();
}
