/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "looks.h"

/* What the X server takes an inch for, in the unit of GtkSettings. */
#define DPI (96 * 1024)

const Look looks[N_LOOKS] = {
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, 100, 1180, 760 },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK, FALSE, 100, 1180, 760 },
  { "high-contrast", ADW_COLOR_SCHEME_FORCE_LIGHT, TRUE, 100, 1180, 760 },
  { "large-text", ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, 200, 1180, 760 },
  { "narrow", ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE, 100, 360, 720 },
  { "smallest", ADW_COLOR_SCHEME_FORCE_DARK, FALSE, 100, 360, 294 },
};

/* Changes everything but the size of a window, as the settings of the desktop do. */
void
look_choose (const Look *self)
{
  g_autoptr(GSettings) accessibility = g_settings_new ("org.gnome.desktop.a11y.interface");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), self->colors);
  g_settings_set_boolean (accessibility, "high-contrast", self->high_contrast);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DPI * self->text_percent / 100, NULL);
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) == self->high_contrast);
}

typedef struct
{
  const Look *look;
  FerryWindow *window;
} Moment;

static gboolean
has_look (gpointer user_data)
{
  const Moment *moment = user_data;

  return gtk_widget_get_mapped (GTK_WIDGET (moment->window->stack)) &&
         gtk_widget_get_width (GTK_WIDGET (moment->window)) == moment->look->width &&
         gtk_widget_get_height (GTK_WIDGET (moment->window)) == moment->look->height;
}

/* Waits until the window has its new size, and shows what it shows at that. */
static void
wait_for_look (Moment *moment)
{
  g_autofree char *operation = g_strconcat ("the look “", moment->look->name, "” of ", g_test_get_path (), NULL);

  test_wait_for (has_look, moment, operation);
  /* Where the layout changes with the size, everything goes for a moment. */
  ui_wait_for_frame (moment->window);
  test_wait_for (has_look, moment, operation);
}

/* Gives a window a look, and waits until it has it. One whose contents do not fit into the look never gets there. */
void
look_apply (const Look  *self,
            FerryWindow *window)
{
  Moment moment = { self, window };
  double x, y;

  /* A window that was never drawn forgets its new size. */
  ui_wait_for_frame (window);
  look_choose (self);
  /* Without a compositor a frame takes the place of the shadow, and counts. */
  gtk_native_get_surface_transform (GTK_NATIVE (window), &x, &y);
  gtk_window_set_default_size (GTK_WINDOW (window), self->width + 2 * x, self->height + 2 * y);

  wait_for_look (&moment);
}
