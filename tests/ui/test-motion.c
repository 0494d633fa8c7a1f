/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#include "ferry-motion.h"

/* What moves by itself stands still for who has switched animations off. */

static void
set_animations (gboolean enabled)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", enabled, NULL);
}

static void
set_up (UiFixture     *fixture,
        gconstpointer  data)
{
  set_animations (TRUE);
  ui_fixture_set_up (fixture, data);
}

static void
tear_down (UiFixture     *fixture,
           gconstpointer  data)
{
  set_animations (FALSE);
  ui_fixture_tear_down (fixture, data);
}

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

static gboolean
is_some (gpointer user_data)
{
  return *(guint *) user_data > 2;
}

/* Waits for some frames, and returns how often a picture has changed meanwhile. */
static guint
count_changes (UiFixture    *fixture,
               GdkPaintable *paintable)
{
  guint n_changes = 0;
  gulong handler = g_signal_connect_swapped (paintable, "invalidate-contents", G_CALLBACK (count_cb), &n_changes);

  for (guint i = 0; i < 5; i++)
    {
      gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
      ui_wait_for_frame (fixture->window);
    }
  g_signal_handler_disconnect (paintable, handler);

  return n_changes;
}

static void
test_page (UiFixture     *fixture,
           gconstpointer  data)
{
  AdwStatusPage *page = fixture->window->loading_page;
  GdkPaintable *spinner = adw_status_page_get_paintable (page);
  guint n_changes = 0;
  gulong handler;

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_HANG);
  ui_set_text (fixture->window->query_bar, "Organization", "test");
  ui_set_text (fixture->window->query_bar, "Repository", "grpc-helloworld");
  ui_press (fixture->window->query_bar, "_List");
  ui_wait_for_text (fixture->window, "Asking the Service…");

  handler = g_signal_connect_swapped (spinner, "invalidate-contents", G_CALLBACK (count_cb), &n_changes);
  test_wait_for (is_some, &n_changes, "the spinner to turn");
  g_signal_handler_disconnect (spinner, handler);

  set_animations (FALSE);
  g_assert_cmpuint (count_changes (fixture, adw_status_page_get_paintable (page)), ==, 0);
}

static void
test_beside_words (void)
{
  g_autoptr(GtkWidget) spinner = g_object_ref_sink (adw_spinner_new ());

  set_animations (TRUE);
  ferry_motion_bind_spinner (ADW_SPINNER (spinner));
  g_assert_true (gtk_widget_get_visible (spinner));
  set_animations (FALSE);
  g_assert_false (gtk_widget_get_visible (spinner));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add ("/motion/page", UiFixture, NULL, set_up, test_page, tear_down);
  g_test_add_func ("/motion/beside-words", test_beside_words);

  return g_test_run ();
}
