/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-scroll.h"

/* Longer than anything takes to unfold. */
#define UNFOLDING_TIME_US (400 * G_TIME_SPAN_MILLISECOND)

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  gint64 *end = user_data;

  if (*end == 0)
    *end = gdk_frame_clock_get_frame_time (clock) + UNFOLDING_TIME_US;
  if (viewport != NULL && gtk_widget_get_height (widget) > 0)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);

  return gdk_frame_clock_get_frame_time (clock) < *end;
}

/**
 * ferry_scroll_to:
 * @widget: a widget in a [class@Gtk.Viewport]
 *
 * Brings into view what was only just added or unfolded. Such a widget has no
 * place before the next frame, and may move for some more.
 */
void
ferry_scroll_to (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, tick_cb, g_new0 (gint64, 1), g_free);
}
