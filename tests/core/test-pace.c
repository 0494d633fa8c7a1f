/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (ferry_pace_wait_finish (FERRY_PACE (source), result, &error));
  g_assert_no_error (error);
  ++*(guint *) user_data;
}

static gboolean
is_three (gpointer user_data)
{
  return *(guint *) user_data == 3;
}

static void
test_no_pause (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  g_autoptr(GAsyncResult) result = NULL;

  g_assert_cmpint (ferry_pace_get_resume_at (pace), ==, 0);
  g_assert_cmpuint (ferry_pace_get_seconds_left (pace), ==, 0);

  ferry_pace_wait_async (pace, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "a request that need not wait");
  g_assert_true (ferry_pace_wait_finish (pace, result, NULL));
}

/* No more than may be under way at once are let in; each that leaves lets the next one in. */
static void
test_at_once (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  guint n_let_in = 0;

  ferry_pace_set_max_at_once (pace, 3);
  for (guint i = 0; i < 5; i++)
    ferry_pace_wait_async (pace, NULL, count_cb, &n_let_in);
  test_wait_for (is_three, &n_let_in, "three requests");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_let_in, ==, 3);

  ferry_pace_leave (pace);
  ferry_pace_leave (pace);
  while (n_let_in < 5)
    g_main_context_iteration (NULL, TRUE);
}

/* One that is let in and stopped before it hears of it has a place all the same, which it can give back. */
static void
test_stopped_when_let_in (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;

  ferry_pace_set_max_at_once (pace, 1);
  ferry_pace_wait_async (pace, cancellable, test_result_cb, &first);
  ferry_pace_wait_async (pace, NULL, test_result_cb, &second);
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&first, "the first request");
  g_assert_true (ferry_pace_wait_finish (pace, first, NULL));
  g_assert_null (second);

  ferry_pace_leave (pace);
  test_wait_for_result (&second, "the second request");
  g_assert_true (ferry_pace_wait_finish (pace, second, NULL));
}

/* Each pause halves how many go at once; as many answers let one more in, up to where it began. */
static void
test_limit (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  const guint after_pauses[] = { 4, 2, 1, 1 };

  g_assert_cmpuint (ferry_pace_get_limit (pace), ==, FERRY_PACE_MAX_AT_ONCE);
  for (gsize i = 0; i < G_N_ELEMENTS (after_pauses); i++)
    {
      ferry_pace_pause (pace, 3600);
      ferry_pace_pause (pace, 3600);
      ferry_pace_resume (pace);
      g_assert_cmpuint (ferry_pace_get_limit (pace), ==, after_pauses[i]);
      g_assert_cmpuint (ferry_pace_get_n_pauses (pace), ==, i + 1);
    }

  ferry_pace_settle (pace);
  g_assert_cmpuint (ferry_pace_get_n_pauses (pace), ==, 0);
  g_assert_cmpuint (ferry_pace_get_limit (pace), ==, 2);
  ferry_pace_settle (pace);
  g_assert_cmpuint (ferry_pace_get_limit (pace), ==, 2);
  ferry_pace_settle (pace);
  g_assert_cmpuint (ferry_pace_get_limit (pace), ==, 3);
  for (guint i = 0; i < 100; i++)
    ferry_pace_settle (pace);
  g_assert_cmpuint (ferry_pace_get_limit (pace), ==, FERRY_PACE_MAX_AT_ONCE);
}

/* Several wait for the same end, and "Retry Now" is for all of them. */
static void
test_resume (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  guint n_resumed = 0;

  ferry_pace_pause (pace, 3600);
  for (guint i = 0; i < 3; i++)
    ferry_pace_wait_async (pace, NULL, count_cb, &n_resumed);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_resumed, ==, 0);
  g_assert_cmpuint (ferry_pace_get_seconds_left (pace), ==, 3600);

  ferry_pace_resume (pace);
  test_wait_for (is_three, &n_resumed, "three requests");
  g_assert_cmpint (ferry_pace_get_resume_at (pace), ==, 0);
}

/* The pause ends by itself. */
static void
test_end (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  g_autoptr(GAsyncResult) result = NULL;
  gint64 resume_at;

  ferry_pace_set_first_pause (pace, 20);
  ferry_pace_pause (pace, 0);
  resume_at = ferry_pace_get_resume_at (pace);
  ferry_pace_wait_async (pace, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "the end of the pause");
  g_assert_true (ferry_pace_wait_finish (pace, result, NULL));
  g_assert_cmpint (g_get_monotonic_time (), >=, resume_at);
  g_assert_cmpint (ferry_pace_get_resume_at (pace), ==, 0);
}

/* Not even a pause of no length goes on for ever. */
static void
test_no_length (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  g_autoptr(GAsyncResult) result = NULL;

  ferry_pace_set_first_pause (pace, 0);
  ferry_pace_pause (pace, 0);
  ferry_pace_wait_async (pace, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "the end of the pause");
  g_assert_true (ferry_pace_wait_finish (pace, result, NULL));
}

static void
test_stop (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_pace_pause (pace, 3600);
  ferry_pace_wait_async (pace, cancellable, test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the end of waiting");
  g_assert_false (ferry_pace_wait_finish (pace, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* For the others the pause goes on. */
  g_assert_cmpuint (ferry_pace_get_seconds_left (pace), ==, 3600);
}

static gint64
pause_and_measure (FerryPace *pace)
{
  gint64 now = g_get_monotonic_time ();
  gint64 length;

  ferry_pace_pause (pace, 0);
  length = (ferry_pace_get_resume_at (pace) - now) / 1000;
  ferry_pace_resume (pace);

  return length;
}

/* Each pause is longer than the one before, by chance more or less, as long as the service does not say; after an
 * answer it begins anew. What is measured is when it would end. */
static void
test_growth (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();

  for (gint64 expected = 2000; expected <= 64000; expected *= 2)
    {
      gint64 length = pause_and_measure (pace);

      g_assert_cmpint (length, >=, expected);
      g_assert_cmpint (length, <=, expected * 3 / 2 + 1000);
    }

  for (guint i = 0; i < 40; i++)
    g_assert_cmpint (pause_and_measure (pace), <=, 5 * 60 * 1000 * 3 / 2 + 1000);

  ferry_pace_settle (pace);
  g_assert_cmpint (pause_and_measure (pace), <=, 2000 * 3 / 2 + 1000);
}

/* Those that were under way together are slowed down together. */
static void
test_together (void)
{
  g_autoptr(FerryPace) pace = ferry_pace_new ();

  ferry_pace_pause (pace, 3600);
  ferry_pace_pause (pace, 10);
  g_assert_cmpuint (ferry_pace_get_seconds_left (pace), ==, 3600);
  for (guint i = 0; i < 7; i++)
    ferry_pace_pause (pace, 0);
  g_assert_cmpuint (ferry_pace_get_seconds_left (pace), ==, 3600);

  ferry_pace_resume (pace);
  g_assert_cmpint (pause_and_measure (pace), <=, 4000 * 3 / 2 + 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pace/no-pause", test_no_pause);
  g_test_add_func ("/pace/at-once", test_at_once);
  g_test_add_func ("/pace/stopped-when-let-in", test_stopped_when_let_in);
  g_test_add_func ("/pace/limit", test_limit);
  g_test_add_func ("/pace/resume", test_resume);
  g_test_add_func ("/pace/end", test_end);
  g_test_add_func ("/pace/no-length", test_no_length);
  g_test_add_func ("/pace/stop", test_stop);
  g_test_add_func ("/pace/growth", test_growth);
  g_test_add_func ("/pace/together", test_together);

  return g_test_run ();
}
