/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-exchange.h"

#include <sys/socket.h>

#define DELAY_MS 5000
#define PIECE_INTERVAL_MS 100
#define N_PIECES 20

/* More than any client should be willing to take. */
#define HUGE_CHUNK_SIZE (1024 * 1024)
#define N_HUGE_CHUNKS 80

/* How one answer is sent. It belongs to its message, so whatever ends that (sent, client gone, service
 * stopped) also ends the timer and the watch for the client. */
typedef struct
{
  SoupServerMessage *message; /* (unowned) */
  FerryDemoAnswer *answer;    /* (owned) */
  FerryDemoFault fault;
  GSource *timer;             /* (owned) (nullable) */
  GSource *watch;             /* (owned) (nullable) */
  gsize n_sent;               /* bytes, or huge chunks */
} Exchange;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
exchange_free (Exchange *self)
{
  clear_source (&self->timer);
  clear_source (&self->watch);
  ferry_demo_answer_free (self->answer);
  g_free (self);
}

static void
exchange_schedule (Exchange    *self,
                   guint        milliseconds,
                   GSourceFunc  callback)
{
  clear_source (&self->timer);
  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->timer, callback, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static SoupMessageBody *
exchange_get_body (Exchange *self)
{
  return soup_server_message_get_response_body (self->message);
}

static SoupMessageHeaders *
exchange_get_headers (Exchange *self)
{
  return soup_server_message_get_response_headers (self->message);
}

static void
send_whole (Exchange *self)
{
  char *body = g_steal_pointer (&self->answer->body);

  soup_message_body_append_take (exchange_get_body (self), (guchar *) body, strlen (body));
}

static gboolean
send_piece_cb (gpointer user_data)
{
  Exchange *self = user_data;
  gsize length = strlen (self->answer->body);
  gsize size = MIN (length / N_PIECES + 1, length - self->n_sent);

  if (size > 0)
    soup_message_body_append (exchange_get_body (self), SOUP_MEMORY_COPY, self->answer->body + self->n_sent, size);
  else
    soup_message_body_complete (exchange_get_body (self));
  self->n_sent += size;
  soup_server_message_unpause (self->message);

  return size > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Having no chunk to send, libsoup pauses by itself. */
static void
send_in_pieces (Exchange *self)
{
  soup_message_headers_set_encoding (exchange_get_headers (self), SOUP_ENCODING_CHUNKED);
  exchange_schedule (self, PIECE_INTERVAL_MS, send_piece_cb);
}

/* Stealing the connection frees the message, and with it the exchange. */
static gboolean
close_connection_cb (gpointer user_data)
{
  Exchange *self = user_data;
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (self->message);

  g_io_stream_close (stream, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* Freeing a chunked answer sends its last chunk, which would make the cut invisible, unless the way is shut. */
static gboolean
cut_connection_cb (gpointer user_data)
{
  Exchange *self = user_data;

  g_socket_shutdown (soup_server_message_get_socket (self->message), FALSE, TRUE, NULL);

  return close_connection_cb (self);
}

static void
cut_connection (Exchange *self)
{
  exchange_schedule (self, 0, cut_connection_cb);
}

static void
send_half (Exchange *self)
{
  const char *body = self->answer->body;
  gsize length = strlen (body);

  if (self->fault == FERRY_DEMO_FAULT_CUT_CHUNKS)
    soup_message_headers_set_encoding (exchange_get_headers (self), SOUP_ENCODING_CHUNKED);
  else
    soup_message_headers_set_content_length (exchange_get_headers (self), length);

  soup_message_body_append (exchange_get_body (self), SOUP_MEMORY_COPY, body, (length + 1) / 2);
  g_signal_connect_swapped (self->message, "wrote-chunk", G_CALLBACK (cut_connection), self);
}

/* Blanks in brackets: whoever reads to the end is rewarded with a valid, empty list. */
static void
send_huge_chunk (Exchange *self)
{
  char *chunk;

  if (self->n_sent == N_HUGE_CHUNKS)
    {
      soup_message_body_complete (exchange_get_body (self));
      return;
    }

  chunk = g_strnfill (HUGE_CHUNK_SIZE, ' ');
  if (self->n_sent == 0)
    chunk[0] = '[';
  if (++self->n_sent == N_HUGE_CHUNKS)
    chunk[HUGE_CHUNK_SIZE - 1] = ']';
  soup_message_body_append_take (exchange_get_body (self), (guchar *) chunk, HUGE_CHUNK_SIZE);
}

static void
send_huge (Exchange *self)
{
  if (self->fault == FERRY_DEMO_FAULT_HUGE_BODY)
    soup_message_headers_set_encoding (exchange_get_headers (self), SOUP_ENCODING_CHUNKED);
  else
    soup_message_headers_set_content_length (exchange_get_headers (self), N_HUGE_CHUNKS * HUGE_CHUNK_SIZE);

  soup_message_body_set_accumulate (exchange_get_body (self), FALSE);
  send_huge_chunk (self);
  g_signal_connect_swapped (self->message, "wrote-chunk", G_CALLBACK (send_huge_chunk), self);
}

/* A socket that does not linger is closed by a reset. */
static gboolean
reset_connection_cb (gpointer user_data)
{
  Exchange *self = user_data;
  GSocket *socket = soup_server_message_get_socket (self->message);
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);

  return close_connection_cb (self);
}

static void
reset_connection (Exchange *self)
{
  soup_server_message_pause (self->message);
  exchange_schedule (self, 0, reset_connection_cb);
}

static const struct
{
  FerryDemoFault fault;
  void (*send) (Exchange *self);
} senders[] = {
  { FERRY_DEMO_FAULT_SLOW_BYTES, send_in_pieces },
  { FERRY_DEMO_FAULT_RESET, reset_connection },
  { FERRY_DEMO_FAULT_CUT_BODY, send_half },
  { FERRY_DEMO_FAULT_CUT_CHUNKS, send_half },
  { FERRY_DEMO_FAULT_HUGE_BODY, send_huge },
  { FERRY_DEMO_FAULT_HUGE_LENGTH, send_huge },
};

static void
set_headers (Exchange *self)
{
  SoupMessageHeaders *headers = exchange_get_headers (self);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) service_time = g_date_time_add_seconds (now, self->answer->clock_offset);
  g_autofree char *date = soup_date_time_to_string (service_time, SOUP_DATE_HTTP);
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto(GStrv) groups = g_strsplit (uuid, "-", -1);
  g_autofree char *request_id = g_strjoinv ("", groups);
  GString *body;

  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, self->answer->by_iam ? "X-IAM-Trace-Id" : "X-Request-Id", request_id);
  if (self->answer->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", self->answer->content_type);
  if (self->answer->location != NULL)
    soup_message_headers_replace (headers, "Location", self->answer->location);
  if (self->answer->token != NULL)
    soup_message_headers_replace (headers, "X-Subject-Token", self->answer->token);
  if (self->answer->content_range != NULL)
    soup_message_headers_replace (headers, "Content-Range", self->answer->content_range);
  if (self->answer->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", self->answer->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }

  body = g_string_new_take (g_steal_pointer (&self->answer->body));
  g_string_replace (body, FERRY_DEMO_REQUEST_ID, request_id, 0);
  self->answer->body = g_string_free (body, FALSE);
}

static void
exchange_send (Exchange *self)
{
  soup_server_message_set_status (self->message, self->answer->status, NULL);
  set_headers (self);

  for (gsize i = 0; i < G_N_ELEMENTS (senders); i++)
    if (senders[i].fault == self->fault)
      {
        senders[i].send (self);
        return;
      }

  send_whole (self);
}

static gboolean
send_late_cb (gpointer user_data)
{
  Exchange *self = user_data;

  clear_source (&self->timer);
  clear_source (&self->watch);
  soup_server_message_unpause (self->message);
  exchange_send (self);

  return G_SOURCE_REMOVE;
}

static gboolean
client_gone_cb (GSocket      *socket,
                GIOCondition  condition,
                gpointer      user_data)
{
  return close_connection_cb (user_data);
}

/* While nothing is sent or read, nobody would notice that the client goes away. One that waits for its answer says
 * nothing, so whatever arrives is the end of its connection. */
static void
wait_paused (Exchange *self)
{
  soup_server_message_pause (self->message);
  self->watch = g_socket_create_source (soup_server_message_get_socket (self->message), G_IO_IN, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (client_gone_cb), self, NULL);
  g_source_attach (self->watch, g_main_context_get_thread_default ());
}

/**
 * ferry_demo_exchange_begin:
 * @message: a request that has arrived
 * @answer: (transfer full): what to answer
 * @fault: what happens on the way
 * @latency: milliseconds to wait first
 *
 * Answers @message, or whatever @fault makes of that. Goes on in the main
 * context of the calling thread.
 */
void
ferry_demo_exchange_begin (SoupServerMessage *message,
                           FerryDemoAnswer   *answer,
                           FerryDemoFault     fault,
                           guint              latency)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->message = message;
  self->answer = answer;
  self->fault = fault;
  g_object_set_data_full (G_OBJECT (message), "ferry-demo-exchange", self, (GDestroyNotify) exchange_free);

  /* Stealing a connection asks for this, and warns if the client is gone by then; now it is still there. */
  soup_server_message_get_remote_address (message);

  if (fault == FERRY_DEMO_FAULT_DELAY)
    latency += DELAY_MS;

  if (fault == FERRY_DEMO_FAULT_HANG || latency > 0)
    wait_paused (self);
  if (fault == FERRY_DEMO_FAULT_HANG)
    return;

  if (latency > 0)
    exchange_schedule (self, latency, send_late_cb);
  else
    exchange_send (self);
}
