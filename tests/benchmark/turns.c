/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "turns.h"

#include <stdio.h>
#include <time.h>

/* A turn of the main loop lasts from the moment the loop wakes up until it sleeps, or looks for more to do, again:
 * that long whoever presses a key waits for nothing else. Everything the program does in its main thread, drawing
 * included, is part of some turn. */

#define MAX_TURNS 100000

static GArray *turns;     /* (element-type double) in microseconds, since the measurement began */
static GArray *all_turns; /* (element-type double) of all measurements */
static gint64 woken_at;

static gint64
get_cpu_time (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
is_cpu_asked_for (void)
{
  return g_getenv (BENCHMARK_CPU) != NULL;
}

/* Of one thread, since what others do meanwhile keeps nobody waiting. */
static gint64
get_turn_time (void)
{
  return is_cpu_asked_for () ? get_cpu_time (CLOCK_THREAD_CPUTIME_ID) : g_get_monotonic_time ();
}

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  double turn = get_turn_time () - woken_at;
  int result;

  g_array_append_val (turns, turn);
  result = g_poll (fds, n_fds, timeout);
  woken_at = get_turn_time ();

  return result;
}

static int
compare_turns (gconstpointer a,
               gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* In microseconds: on the clock, or used by the whole program. */
gint64
turns_get_time (void)
{
  return is_cpu_asked_for () ? get_cpu_time (CLOCK_PROCESS_CPUTIME_ID) : g_get_monotonic_time ();
}

/* To be called once, before the loop runs. */
void
turns_init (void)
{
  /* Large enough not to grow, since memory is measured, too. */
  turns = g_array_sized_new (FALSE, FALSE, sizeof (double), MAX_TURNS);
  all_turns = g_array_sized_new (FALSE, FALSE, sizeof (double), MAX_TURNS);
  woken_at = get_turn_time ();
  g_main_context_set_poll_func (NULL, poll_cb);
}

void
turns_begin (void)
{
  g_array_set_size (turns, 0);
  woken_at = get_turn_time ();
}

/* Prints how long the longest turn was, in milliseconds. */
void
turns_end (const char *name)
{
  double turn = get_turn_time () - woken_at;

  g_array_append_val (turns, turn);
  g_array_sort (turns, compare_turns);
  printf ("%s turn\t%g\n", name, g_array_index (turns, double, turns->len - 1) / 1000);
  g_array_append_vals (all_turns, turns->data, turns->len);
}

/* Prints how long 99 of 100 turns were at most, of all that were measured so far. */
void
turns_print_all (void)
{
  g_array_sort (all_turns, compare_turns);
  printf ("turn p99\t%g\n", g_array_index (all_turns, double, all_turns->len * 99 / 100) / 1000);
}
