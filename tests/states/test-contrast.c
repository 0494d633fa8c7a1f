/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "looks.h"
#include "picture.h"
#include "ui-util.h"

/* Text can be told from what is behind it: by 4.5 to 1, as the guidelines for accessible contents on the web count. */
#define ENOUGH 4.5

/* What they ask for beyond that, and what is dimmed has where high contrast is asked for. */
#define MUCH 7.0

/* Filled from edge to edge, so that a pixel in its middle has the colour of the text and nothing else. */
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

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), BLOCK);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static double
assert_contrast (const char *ground,
                 const char *css_class,
                 const Look *look)
{
  GtkWindow *window = g_object_new (ADW_TYPE_WINDOW, "default-width", 200, "default-height", 200, NULL);
  GtkWidget *label = create_label (css_class);
  GtkWidget *bin = adw_bin_new ();
  double contrast;

  gtk_widget_add_css_class (bin, ground);
  adw_bin_set_child (ADW_BIN (bin), label);
  adw_window_set_content (ADW_WINDOW (window), bin);
  gtk_window_present (window);
  contrast = measure_contrast (window, label);
  gtk_window_destroy (window);

  g_test_message ("%s on %s, %s: %.1f", css_class, ground, look->name, contrast);
  if (contrast < ENOUGH)
    g_error ("“%s” on “%s” has a contrast of %.1f in the look “%s”", css_class, ground, contrast, look->name);

  return contrast;
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

  return g_test_run ();
}
