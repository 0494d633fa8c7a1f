/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-limit.h"

/* Begins with the first request after the one before has ended. */
typedef struct
{
  gint64 begin;
  guint n_requests;
} Window;

static Window *
ensure_window (FerryDemoLimit *self,
               const char     *region)
{
  gint64 now = g_get_monotonic_time ();
  Window *window = g_hash_table_lookup (self->windows, region);

  if (window == NULL)
    {
      window = g_new0 (Window, 1);
      g_hash_table_insert (self->windows, g_strdup (region), window);
    }
  if (window->n_requests == 0 || now - window->begin >= self->seconds * G_TIME_SPAN_SECOND)
    *window = (Window) { .begin = now };

  return window;
}

static char *
dup_period (guint seconds)
{
  static const struct
  {
    guint seconds;
    const char *name;
  } units[] = { { 24 * 3600, "day" }, { 3600, "hour" }, { 60, "minute" }, { 1, "second" } };
  gsize i = 0;

  while (seconds % units[i].seconds != 0)
    i++;

  return g_strdup_printf ("%u %s", seconds / units[i].seconds, units[i].name);
}

static FerryDemoAnswer *
refuse (FerryDemoLimit *self,
        const Window   *window)
{
  g_autofree char *period = dup_period (self->seconds);
  gint64 left = window->begin + self->seconds * G_TIME_SPAN_SECOND - g_get_monotonic_time ();
  FerryDemoAnswer *answer;
  g_autofree char *text = NULL;

  if (self->refusal != FERRY_DEMO_FAULT_429 && self->refusal != FERRY_DEMO_FAULT_429_RETRY_AFTER)
    return ferry_demo_fault_dup_answer (self->refusal);

  text = g_strdup_printf ("The throttling threshold has been reached: policy user over ratelimit,limit:%u,time:%s",
                          self->n_requests, period);
  answer = ferry_demo_answer_new_gateway (429, "APIGW.0308", text);
  if (self->refusal == FERRY_DEMO_FAULT_429_RETRY_AFTER)
    answer->retry_after = MAX (left, 0) / G_TIME_SPAN_SECOND + 1;

  return answer;
}

/**
 * ferry_demo_limit_set:
 * @self: a limit
 * @n_requests: how many requests are answered, or 0 for all
 * @seconds: in how many seconds
 * @refusal: what the others get
 *
 * Sets a limit, and forgets the requests there have been.
 */
void
ferry_demo_limit_set (FerryDemoLimit *self,
                      guint           n_requests,
                      guint           seconds,
                      FerryDemoFault  refusal)
{
  ferry_demo_limit_clear (self);
  self->n_requests = n_requests;
  self->seconds = seconds;
  self->refusal = refusal;
  self->windows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ferry_demo_limit_clear:
 * @self: a limit
 *
 * Frees what @self consists of.
 */
void
ferry_demo_limit_clear (FerryDemoLimit *self)
{
  g_clear_pointer (&self->windows, g_hash_table_unref);
  self->n_requests = 0;
}

/**
 * ferry_demo_limit_check:
 * @self: a limit
 * @region: the region that is asked, or any other name of the address
 *
 * Counts a request.
 *
 * Returns: (transfer full) (nullable): the refusal, or %NULL if it is not too many
 */
FerryDemoAnswer *
ferry_demo_limit_check (FerryDemoLimit *self,
                        const char     *region)
{
  Window *window;

  if (self->n_requests == 0)
    return NULL;

  window = ensure_window (self, region);

  return ++window->n_requests > self->n_requests ? refuse (self, window) : NULL;
}
