/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-motion.h"

/* A spinner goes on turning when animations are switched off. What is going on is said in words beside each of ours, so
 * it can do without. */

/* Large enough for the icon of a page. */
#define ICON_SIZE 128

static GdkPaintable *
create_spinner (GtkWidget *widget)
{
  return GDK_PAINTABLE (adw_spinner_paintable_new (widget));
}

static GdkPaintable *
create_icon (GtkWidget *widget)
{
  return GDK_PAINTABLE (gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                                    "content-loading-symbolic", NULL, ICON_SIZE,
                                                    gtk_widget_get_scale_factor (widget), GTK_TEXT_DIR_NONE, 0));
}

static void
update_page (AdwStatusPage *page)
{
  GtkWidget *widget = GTK_WIDGET (page);
  g_autoptr(GdkPaintable) paintable = adw_get_enable_animations (widget) ? create_spinner (widget) : create_icon (widget);

  adw_status_page_set_paintable (page, paintable);
}

/**
 * ferry_motion_show_spinner:
 * @page: a page that says what is being waited for
 *
 * Has a spinner on @page, or an icon that stands still for who wants no
 * animations.
 */
void
ferry_motion_show_spinner (AdwStatusPage *page)
{
  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (page)), "notify::gtk-enable-animations",
                           G_CALLBACK (update_page), page, G_CONNECT_SWAPPED);
  update_page (page);
}

/**
 * ferry_motion_bind_spinner:
 * @spinner: a spinner beside words
 *
 * Has @spinner only for who wants animations.
 */
void
ferry_motion_bind_spinner (AdwSpinner *spinner)
{
  g_return_if_fail (ADW_IS_SPINNER (spinner));

  g_object_bind_property (gtk_widget_get_settings (GTK_WIDGET (spinner)), "gtk-enable-animations",
                          spinner, "visible", G_BINDING_SYNC_CREATE);
}
