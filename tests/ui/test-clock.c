/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-clock.h"

#define LONG_AGO (5 * G_TIME_SPAN_DAY)

typedef struct
{
  GSettings *settings;
  FerryClock *clock;
  guint n_changes;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new (FERRY_APPLICATION_ID);
  g_settings_reset (fixture->settings, "time-style");
  fixture->clock = ferry_clock_new (fixture->settings);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->clock);
  g_object_unref (fixture->settings);
}

/* Shows a time, as a cell does. */
static void
changed_cb (FerryClock *clock,
            Fixture    *fixture)
{
  g_autofree char *text = ferry_clock_format (clock, g_get_real_time () - LONG_AGO);

  g_assert_nonnull (text);
  fixture->n_changes++;
}

static void
assert_format (Fixture    *fixture,
               gint64      timestamp,
               const char *expected)
{
  g_autofree char *text = ferry_clock_format (fixture->clock, timestamp);

  g_assert_cmpstr (text, ==, expected);
}

static GSource *
find_tick (Fixture *fixture)
{
  return g_main_context_find_source_by_user_data (NULL, fixture->clock);
}

static void
test_styles (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 now = g_get_real_time ();
  gint64 day = 20000 * G_TIME_SPAN_DAY;

  g_signal_connect (fixture->clock, "changed", G_CALLBACK (changed_cb), fixture);
  g_assert_cmpint (ferry_clock_get_style (fixture->clock), ==, FERRY_TIME_STYLE_LOCAL);
  assert_format (fixture, day, "2024-10-04 00:00");

  g_assert_true (g_settings_set_string (fixture->settings, "time-style", "relative"));
  g_assert_cmpint (ferry_clock_get_style (fixture->clock), ==, FERRY_TIME_STYLE_RELATIVE);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  assert_format (fixture, now - LONG_AGO, "5 days ago");

  g_assert_true (g_settings_set_string (fixture->settings, "time-style", "utc"));
  g_assert_cmpint (ferry_clock_get_style (fixture->clock), ==, FERRY_TIME_STYLE_UTC);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  assert_format (fixture, day, "2024-10-04 00:00");

  ferry_clock_set_style (fixture->clock, FERRY_TIME_STYLE_UTC);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

/* Those who show a relative time hear of it every minute, and ask for the next minute by showing it again. */
static void
test_ticks (Fixture       *fixture,
            gconstpointer  data)
{
  GSource *tick;

  g_signal_connect (fixture->clock, "changed", G_CALLBACK (changed_cb), fixture);
  ferry_clock_set_style (fixture->clock, FERRY_TIME_STYLE_RELATIVE);

  for (guint n_changes = 1; n_changes < 4; n_changes++)
    {
      g_assert_cmpuint (fixture->n_changes, ==, n_changes);
      tick = find_tick (fixture);
      g_assert_nonnull (tick);
      g_assert_cmpint (g_source_get_ready_time (tick), >, g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND);
      g_assert_cmpint (g_source_get_ready_time (tick), <, g_get_monotonic_time () + 90 * G_TIME_SPAN_SECOND);

      /* A minute passes. */
      g_source_set_ready_time (tick, 0);
      g_main_context_iteration (NULL, FALSE);
    }

  ferry_clock_set_style (fixture->clock, FERRY_TIME_STYLE_LOCAL);
  g_assert_null (find_tick (fixture));
}

static void
test_sleeps (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 long_ago = g_get_real_time () - LONG_AGO;
  gulong handler;

  /* Nobody listens. */
  ferry_clock_set_style (fixture->clock, FERRY_TIME_STYLE_RELATIVE);
  assert_format (fixture, long_ago, "5 days ago");
  g_assert_null (find_tick (fixture));

  /* Nothing is shown any more: one tick finds that out. */
  handler = g_signal_connect (fixture->clock, "changed", G_CALLBACK (changed_cb), fixture);
  assert_format (fixture, long_ago, "5 days ago");
  g_assert_nonnull (find_tick (fixture));
  g_signal_handler_disconnect (fixture->clock, handler);
  g_source_set_ready_time (find_tick (fixture), 0);
  g_main_context_iteration (NULL, FALSE);
  g_assert_null (find_tick (fixture));

  /* Another style never changes by itself. */
  g_signal_connect (fixture->clock, "changed", G_CALLBACK (changed_cb), fixture);
  ferry_clock_set_style (fixture->clock, FERRY_TIME_STYLE_UTC);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_null (find_tick (fixture));
}

#define CLOCK_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CLOCK_TEST ("/clock/styles", test_styles);
  CLOCK_TEST ("/clock/ticks", test_ticks);
  CLOCK_TEST ("/clock/sleeps", test_sleeps);

  return g_test_run ();
}
