/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-server-private.h"

/* What a service can tell about the requests that have arrived, to any thread. */

/**
 * ferry_demo_server_get_n_requests:
 * @self: a service
 *
 * Returns: how many requests have arrived
 */
guint
ferry_demo_server_get_n_requests (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->log.n_requests;
}

/**
 * ferry_demo_server_get_n_token_requests:
 * @self: a service
 *
 * Returns: how many of the requests have asked for a token
 */
guint
ferry_demo_server_get_n_token_requests (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->log.n_token_requests;
}

/**
 * ferry_demo_server_get_n_refused:
 * @self: a service
 *
 * Returns: how many requests have been more than the rate limit allows
 */
guint
ferry_demo_server_get_n_refused (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->log.n_refused;
}

/**
 * ferry_demo_server_get_n_open:
 * @self: a service
 *
 * Gets how many requests are being answered, or held back. That a client has its
 * whole answer, or has gone away, shows a moment later.
 *
 * Returns: how many requests are open
 */
guint
ferry_demo_server_get_n_open (FerryDemoServer *self)
{
  return g_atomic_int_get (&self->n_open);
}

/**
 * ferry_demo_server_get_max_open:
 * @self: a service
 *
 * Gets how many requests have been waiting for their answers at once, at most.
 * One is waiting until its answer has been sent.
 *
 * Returns: how many requests
 */
guint
ferry_demo_server_get_max_open (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->log.max_waiting;
}

/**
 * ferry_demo_server_dup_requests:
 * @self: a service
 *
 * Lists the requests that have arrived, a line each: `GET REGION PATH?QUERY`. The
 * region is `-` for an address without one, and the path is what follows it, as it
 * was sent. Behind a request that was more than the rate limit allows, there is
 * ` (refused)`.
 *
 * Returns: (transfer full): the lines
 */
GStrv
ferry_demo_server_dup_requests (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return ferry_demo_log_dup_lines (&self->log);
}

/**
 * ferry_demo_server_clear_requests:
 * @self: a service
 *
 * Forgets the requests that have arrived, so that all that is counted of them
 * begins anew.
 */
void
ferry_demo_server_clear_requests (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_log_clear (&self->log);
}

/**
 * ferry_demo_server_dup_last_request:
 * @self: a service
 *
 * Gets the last request as it arrived: its first line, then its headers, joined
 * by line feeds. Secrets are in there, as they were sent.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if none has arrived
 */
char *
ferry_demo_server_dup_last_request (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->log.last_request);
}
