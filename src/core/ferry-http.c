/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-http.h"

#include <glib/gi18n.h>

#include "ferry-error.h"
#include "ferry-wording.h"

#define CHUNK_SIZE (64 * 1024)
#define CONNECT_TIMEOUT_MS 15000
#define IDLE_TIMEOUT_SECONDS 60

/* More than are ever under way, so that none waits for a connection before its time to connect has begun: how many may
 * be under way is for the caller to say. */
#define MAX_CONNECTIONS 64

struct _FerryHttp
{
  GObject parent_instance;

  SoupSession *session; /* (owned) */
  gboolean accepts_any_certificate;
  guint connect_timeout; /* in milliseconds */
};

G_DEFINE_FINAL_TYPE (FerryHttp, ferry_http, G_TYPE_OBJECT)

/* The state of one exchange, owned by its GTask. */
typedef struct
{
  SoupMessage *message;      /* (owned) */
  GByteArray *body;          /* (owned) (nullable) until all of it is there: what was received, and room for more */
  guint n_received;          /* in bytes */
  GCancellable *outer;       /* (owned) (nullable) the caller's */
  GCancellable *cancellable; /* (owned) stops the exchange, for whatever reason */
  gboolean has_headers;      /* and the stream of the body is about to be handed over */
  guint connect_source;      /* until there is a connection */
  gboolean timed_out;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_handle_id (&exchange->connect_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  if (exchange->outer != NULL)
    g_signal_handlers_disconnect_by_data (exchange->outer, exchange);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->outer);
  g_clear_object (&exchange->cancellable);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

/* Each reason is a sentence, so that two of them can stand side by side. */
static char *
dup_certificate_problems (SoupMessage *message)
{
  static const struct
  {
    GTlsCertificateFlags flag;
    const char *text;
  } problems[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("It is signed by an authority that is not trusted here.") },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("It was made for another host.") },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("It is not valid yet.") },
    { G_TLS_CERTIFICATE_EXPIRED, N_("It has expired.") },
    { G_TLS_CERTIFICATE_REVOKED, N_("It was revoked.") },
    { G_TLS_CERTIFICATE_INSECURE, N_("Its algorithm is not safe.") },
  };
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  char *text = g_strdup ("");

  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    if (flags & problems[i].flag)
      {
        g_autofree char *before = text;

        text = ferry_wording_join_sentences (before, _(problems[i].text));
      }

  return text;
}

/* Adds where it happened. The domains of GIO stay; libsoup's own is nobody else's business. */
static GError *
describe_network_error (SoupMessage *message,
                        GError      *error)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      g_autofree char *problems = dup_certificate_problems (message);

      g_clear_error (&error);
      return g_error_new (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE,
                          /* Translators: a host, then sentences saying what is wrong. */
                          _("The certificate of %s was not accepted. %s"), host, problems);
    }
  if (error->domain == SOUP_SESSION_ERROR)
    {
      GError *translated = g_error_new (FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE,
                                        _("%s does not answer as a web service does: %s"), host, error->message);

      g_clear_error (&error);
      return translated;
    }

  /* Translators: a host; the reason follows. */
  g_prefix_error (&error, _("The connection to %s failed: "), host);

  return error;
}

static void
return_error (GTask  *task,
              GError *error)
{
  FerryHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->timed_out)
    {
      g_clear_error (&error);
      error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED,
                           ngettext ("There was no connection within %u second.", "There was no connection within %u seconds.",
                                     self->connect_timeout / 1000),
                           self->connect_timeout / 1000);
    }

  g_task_return_error (task, describe_network_error (exchange->message, error));
}

static void
return_too_large (GTask *task)
{
  g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_TOO_LARGE,
                           _("The answer is larger than %d MiB and was refused."), FERRY_HTTP_MAX_BODY / (1024 * 1024));
}

/* libsoup 3.6 frees a request once too often when it is stopped between the headers of the answer and the callback
 * (mended after 3.6 by its commit 9ba1243a). The callback comes at once, and looks itself. */
static void
stop (Exchange *exchange)
{
  if (!exchange->has_headers)
    g_cancellable_cancel (exchange->cancellable);
}

/* Makes room for @n_bytes more than were received. */
static void
make_room (Exchange *exchange,
           guint     n_bytes)
{
  g_byte_array_set_size (exchange->body, exchange->n_received + n_bytes);
}

static void read_chunk (GInputStream *stream, GTask *task);

static void
chunk_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GInputStream *stream = G_INPUT_STREAM (source);
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  gssize size = g_input_stream_read_finish (stream, result, &error);

  if (size < 0)
    {
      return_error (task, error);
      return;
    }
  if (size == 0)
    {
      make_room (exchange, 0);
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body)), (GDestroyNotify) g_bytes_unref);
      return;
    }
  exchange->n_received += (guint) size;
  if (exchange->n_received > FERRY_HTTP_MAX_BODY)
    {
      return_too_large (task);
      return;
    }

  read_chunk (stream, g_steal_pointer (&task));
}

/* Reads into the body itself: what is long is neither read in small pieces nor copied. */
static void
read_chunk (GInputStream *stream,
            GTask        *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->body->len == exchange->n_received)
    make_room (exchange, CHUNK_SIZE);
  g_input_stream_read_async (stream, exchange->body->data + exchange->n_received, exchange->body->len - exchange->n_received,
                             G_PRIORITY_DEFAULT, exchange->cancellable, chunk_read_cb, task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GInputStream) stream = NULL;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  goffset length;

  exchange->has_headers = FALSE;
  g_clear_handle_id (&exchange->connect_source, g_source_remove);
  if ((stream = soup_session_send_finish (SOUP_SESSION (source), result, &error)) == NULL)
    {
      return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  length = soup_message_headers_get_content_length (soup_message_get_response_headers (exchange->message));
  if (length > FERRY_HTTP_MAX_BODY)
    {
      return_too_large (task);
      return;
    }

  /* The end is seen only where there is room beyond it. */
  make_room (exchange, (guint) length + 1);
  read_chunk (stream, g_steal_pointer (&task));
}

static gboolean
connect_timeout_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->connect_source = 0;
  exchange->timed_out = TRUE;
  stop (exchange);

  return G_SOURCE_REMOVE;
}

/* Emitted when there is a connection, its encryption included, and the request goes out on it. */
static void
starting_cb (Exchange *exchange)
{
  g_clear_handle_id (&exchange->connect_source, g_source_remove);
}

static gboolean
accept_certificate_cb (void)
{
  return TRUE;
}

static void
got_headers_cb (Exchange *exchange)
{
  exchange->has_headers = TRUE;
}

static void
stopped_cb (GCancellable *outer,
            Exchange     *exchange)
{
  stop (exchange);
}

static void
ferry_http_finalize (GObject *object)
{
  g_clear_object (&FERRY_HTTP (object)->session);

  G_OBJECT_CLASS (ferry_http_parent_class)->finalize (object);
}

static void
ferry_http_class_init (FerryHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_http_finalize;
}

static void
ferry_http_init (FerryHttp *self)
{
  self->connect_timeout = CONNECT_TIMEOUT_MS;
  self->session = soup_session_new_with_options ("user-agent", "Ferryboard/" FERRY_VERSION,
                                                 "timeout", IDLE_TIMEOUT_SECONDS,
                                                 "max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 NULL);
}

static gboolean
use_authorities (FerryHttp   *self,
                 const char  *ca_file,
                 GError     **error)
{
  g_autoptr(GError) file_error = NULL;
  g_autoptr(GTlsDatabase) database = NULL;

  if (g_path_is_absolute (ca_file))
    database = g_tls_file_database_new (ca_file, &file_error);
  else
    g_set_error (&file_error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, _("The path does not begin with a slash."));

  if (database == NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   _("The certificates in “%s” cannot be used: %s"), ca_file, file_error->message);
      return FALSE;
    }
  soup_session_set_tls_database (self->session, database);

  return TRUE;
}

/**
 * ferry_http_new:
 * @account: whose certificates to trust
 * @is_loopback: whether everything goes to this computer
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what sends, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when the account's file of authorities cannot be
 *   used
 */
FerryHttp *
ferry_http_new (FerryAccount  *account,
                gboolean       is_loopback,
                GError       **error)
{
  g_autoptr(FerryHttp) self = g_object_new (FERRY_TYPE_HTTP, NULL);
  const char *ca_file = ferry_account_get_ca_file (account);

  if (ca_file != NULL && !use_authorities (self, ca_file, error))
    return NULL;

  /* What may be sent unencrypted must not leave this computer, and a proxy may be anywhere. */
  if (is_loopback)
    soup_session_set_proxy_resolver (self->session, NULL);
  self->accepts_any_certificate = ferry_account_get_skip_verification (account);

  return g_steal_pointer (&self);
}

/**
 * ferry_http_set_connect_timeout:
 * @self: what sends
 * @milliseconds: how long to wait for a connection
 *
 * Sets for how long a connection, its encryption included, may be in the making.
 * By default it is 15 seconds.
 */
void
ferry_http_set_connect_timeout (FerryHttp *self,
                                guint      milliseconds)
{
  g_return_if_fail (FERRY_IS_HTTP (self));

  self->connect_timeout = milliseconds;
}

/**
 * ferry_http_send_async:
 * @self: what sends
 * @message: a message that was not sent before
 * @cancellable: (nullable): to stop it with, which frees the connection at once
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Sends a message and reads the body of its answer, whatever its status.
 */
void
ferry_http_send_async (FerryHttp           *self,
                       SoupMessage         *message,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Exchange *exchange;

  g_return_if_fail (FERRY_IS_HTTP (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_http_send_async);

  exchange = g_new0 (Exchange, 1);
  exchange->message = g_object_ref (message);
  exchange->body = g_byte_array_new ();
  exchange->cancellable = g_cancellable_new ();
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);

  if (cancellable != NULL)
    {
      exchange->outer = g_object_ref (cancellable);
      g_signal_connect (cancellable, "cancelled", G_CALLBACK (stopped_cb), exchange);
    }
  if (g_cancellable_is_cancelled (cancellable))
    stop (exchange);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->accepts_any_certificate)
    g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
  g_signal_connect_swapped (message, "starting", G_CALLBACK (starting_cb), exchange);
  g_signal_connect_swapped (message, "got-headers", G_CALLBACK (got_headers_cb), exchange);
  exchange->connect_source = g_timeout_add (self->connect_timeout, connect_timeout_cb, exchange);

  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, exchange->cancellable, sent_cb, g_steal_pointer (&task));
}

/**
 * ferry_http_send_finish:
 * @self: what sends
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Http.send_async].
 *
 * Returns: (transfer full) (nullable): the body, or %NULL with an error of a
 *   domain of GIO, %FERRY_ERROR_TOO_LARGE or %FERRY_ERROR_BAD_RESPONSE
 */
GBytes *
ferry_http_send_finish (FerryHttp     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_http_send_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ferry_http_is_broken_connection:
 * @error: how sending ended
 *
 * Returns: whether there was a connection, and it broke before the answer was
 *   whole, so that another try may succeed
 */
gboolean
ferry_http_is_broken_connection (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
}
