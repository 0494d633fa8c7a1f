/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-log.h"

/* More than any test sends, and little enough for a service that runs for months. */
#define MAX_LINES 100000

static char *
dup_request (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  GString *text = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  g_string_printf (text, "%s %s%s%s HTTP/1.%d", soup_server_message_get_method (message), g_uri_get_path (uri),
                   query != NULL ? "?" : "", query != NULL ? query : "",
                   soup_server_message_get_http_version (message) == SOUP_HTTP_1_0 ? 0 : 1);
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (text, "\n%s: %s", name, value);

  return g_string_free (text, FALSE);
}

/**
 * ferry_demo_log_clear:
 * @self: a log
 *
 * Forgets everything, but for those that still wait for their answers.
 */
void
ferry_demo_log_clear (FerryDemoLog *self)
{
  guint n_waiting = self->n_waiting;

  g_queue_clear_full (&self->lines, g_free);
  g_free (self->last_request);
  *self = (FerryDemoLog) { .n_waiting = n_waiting, .max_waiting = n_waiting };
}

/**
 * ferry_demo_log_add:
 * @self: a log
 * @call: a request that has arrived
 * @refused: whether it was one too many
 *
 * Notes a request.
 */
void
ferry_demo_log_add (FerryDemoLog        *self,
                    const FerryDemoCall *call,
                    gboolean             refused)
{
  g_queue_push_tail (&self->lines,
                     g_strdup_printf ("%s %s %s%s", soup_server_message_get_method (call->message),
                                      call->region != NULL ? call->region : "-", call->path,
                                      refused ? " (refused)" : ""));
  if (self->lines.length > MAX_LINES)
    g_free (g_queue_pop_head (&self->lines));

  self->n_requests++;
  self->n_token_requests += ferry_demo_call_is_sign_in (call);
  self->n_refused += refused;
  g_free (self->last_request);
  self->last_request = dup_request (call->message);
}

/**
 * ferry_demo_log_begin_wait:
 * @self: a log
 *
 * Notes that somebody waits for an answer.
 */
void
ferry_demo_log_begin_wait (FerryDemoLog *self)
{
  self->n_waiting++;
  self->max_waiting = MAX (self->max_waiting, self->n_waiting);
}

/**
 * ferry_demo_log_end_wait:
 * @self: a log
 *
 * Notes that somebody has an answer, or does not wait any more.
 */
void
ferry_demo_log_end_wait (FerryDemoLog *self)
{
  self->n_waiting--;
}

/**
 * ferry_demo_log_dup_lines:
 * @self: a log
 *
 * Returns: (transfer full): a line for each request, as `GET REGION PATH?QUERY`
 */
GStrv
ferry_demo_log_dup_lines (FerryDemoLog *self)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();

  for (GList *link = self->lines.head; link != NULL; link = link->next)
    g_strv_builder_add (lines, link->data);

  return g_strv_builder_end (lines);
}
