/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-client.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "ferry-endpoint.h"
#include "ferry-error-response.h"
#include "ferry-error.h"
#include "ferry-region.h"
#include "ferry-signer.h"

/* Larger bodies are parsed in a worker thread, so that the window keeps moving. */
#define MAX_BODY_IN_MAIN_THREAD (256 * 1024)

#define CHUNK_SIZE (64 * 1024)
#define IDLE_TIMEOUT_SECONDS 60

struct _FerryClient
{
  GObject parent_instance;

  char *endpoint;                /* (owned) (nullable) the pattern, or NULL for the public cloud */
  FerryCredentials *credentials; /* (owned) */
  SoupSession *session;          /* (owned) */
};

G_DEFINE_FINAL_TYPE (FerryClient, ferry_client, G_TYPE_OBJECT)

/* The state of one request, owned by its GTask. */
typedef struct
{
  SoupMessage *message; /* (owned) */
  char *region;         /* (owned) */
  GByteArray *received; /* (owned) (nullable) until all of the body is there */
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->message);
  g_free (request->region);
  g_clear_pointer (&request->received, g_byte_array_unref);
  g_free (request);
}

/* All that parsing needs, and what an error about it tells. */
typedef struct
{
  GBytes *body;                  /* (owned) */
  char *region;                  /* (owned) */
  char *request_id;              /* (owned) (nullable) */
  FerryCredentials *credentials; /* (owned) */
} Answer;

static void
answer_free (Answer *answer)
{
  g_bytes_unref (answer->body);
  g_free (answer->region);
  g_free (answer->request_id);
  ferry_credentials_unref (answer->credentials);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
add_header (SoupMessage  *message,
            const char   *name,
            const char   *value,
            GError      **error)
{
  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) && *p != ' ')
      {
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                     _("The credentials hold a character that cannot be sent. Copy them once more."));
        return FALSE;
      }

  soup_message_headers_replace (soup_message_get_request_headers (message), name, value);

  return TRUE;
}

static gboolean
sign (SoupMessage       *message,
      FerryCredentials  *credentials,
      GError           **error)
{
  GUri *uri = soup_message_get_uri (message);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = ferry_signer_format_date (now);
  g_autofree char *host = ferry_endpoint_dup_host (uri);
  g_autofree char *payload_hash = ferry_signer_hash_payload (NULL);
  g_autofree char *authorization = NULL;
  const FerryHeader optional[] = {
    { "X-Project-Id", ferry_credentials_get_project_id (credentials) },
    { "X-Security-Token", ferry_credentials_get_security_token (credentials) },
  };
  FerryHeader signed_headers[4] = { { "Host", host }, { "X-Sdk-Date", date } };
  gsize n = 2;

  if (!add_header (message, "X-Sdk-Date", date, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (optional); i++)
    if (optional[i].value != NULL)
      {
        if (!add_header (message, optional[i].name, optional[i].value, error))
          return FALSE;
        signed_headers[n++] = optional[i];
      }

  authorization = ferry_signer_dup_authorization (credentials, soup_message_get_method (message),
                                                  g_uri_get_path (uri), g_uri_get_query (uri),
                                                  signed_headers, n, payload_hash);

  return add_header (message, "Authorization", authorization, error);
}

/* The API documents Content-Type as mandatory, on a GET too. */
static SoupMessage *
build_list_request (FerryClient  *self,
                    FerryQuery   *query,
                    GError      **error)
{
  g_autoptr(GUri) endpoint = ferry_endpoint_build (self->endpoint, ferry_query_get_region (query), error);
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query_path = ferry_query_dup_path (query);
  const char *token = ferry_credentials_get_token (self->credentials);
  const char *base;

  if (endpoint == NULL)
    return NULL;
  if (!ferry_credentials_are_complete (self->credentials))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                   _("The credentials are incomplete. An access key and its secret key are needed, or a token."));
      return NULL;
    }

  /* An address without a path has the path `/`. */
  base = g_uri_get_path (endpoint);
  path = g_strconcat (strcmp (base, "/") == 0 ? "" : base, query_path, NULL);
  uri = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (endpoint), NULL, g_uri_get_host (endpoint),
                     g_uri_get_port (endpoint), path, NULL, NULL);
  message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Type", "application/json");

  if (token != NULL ? !add_header (message, "X-Auth-Token", token, error) : !sign (message, self->credentials, error))
    return NULL;

  return g_steal_pointer (&message);
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
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    if (flags & problems[i].flag)
      g_strv_builder_add (texts, _(problems[i].text));
  list = g_strv_builder_end (texts);

  return g_strjoinv (" ", list);
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
return_error (GTask   *task,
              GError  *error)
{
  Request *request = g_task_get_task_data (task);

  g_task_return_error (task, describe_network_error (request->message, error));
}

static gboolean
holds_json (SoupMessage *message)
{
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  /* Proxies and older gateways label JSON as text; a page or a picture is never an answer. */
  return type == NULL || strcasestr (type, "json") != NULL ||
         g_ascii_strcasecmp (type, "text/plain") == 0 || g_ascii_strcasecmp (type, "application/octet-stream") == 0;
}

/* An error shows the beginning of a body only, and error bodies are small. */
static GBytes *
dup_head (GBytes *body)
{
  return g_bytes_new_from_bytes (body, 0, MIN (g_bytes_get_size (body), CHUNK_SIZE));
}

/* What is wrong with an answer that is no error of the service, and yet not a list. */
static char *
describe_oddity (SoupMessage *message)
{
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_OK)
    return g_strdup_printf (_("The answer is not JSON but %s. Something between here and the service may have answered."),
                            soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL));
  if (SOUP_STATUS_IS_REDIRECTION (status))
    return g_strdup (_("The service sent a redirect, which is not followed so that the sign-in stays with this host."));

  return g_strdup_printf (_("The service answered with status %u, where 200 is expected."), status);
}

/* Looks at the status before the body, and at the content type before anything is parsed. */
static GError *
check_response (SoupMessage  *message,
                const Answer *answer)
{
  g_autoptr(GBytes) head = dup_head (answer->body);
  g_autofree char *oddity = NULL;
  FerryErrorResponse response = {
    .status = soup_message_get_status (message),
    .reason = soup_message_get_reason_phrase (message),
    .request_id = answer->request_id,
    .retry_after = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After"),
    .body = head,
    .credentials = answer->credentials,
  };

  if (response.status == SOUP_STATUS_OK && holds_json (message))
    return NULL;
  if (response.status >= 400)
    return ferry_error_new_from_response (&response);

  oddity = describe_oddity (message);

  return ferry_error_new_for_response (&response, FERRY_ERROR_BAD_RESPONSE, oddity);
}

static void
parse (GTask        *task,
       const Answer *answer)
{
  g_autoptr(GError) error = NULL;
  FerrySyncTaskBatch *batch = ferry_sync_task_batch_new_from_json (answer->body, answer->region, &error);

  if (batch != NULL)
    g_task_return_pointer (task, batch, (GDestroyNotify) ferry_sync_task_batch_free);
  else
    {
      g_autoptr(GBytes) head = dup_head (answer->body);
      FerryErrorResponse response = {
        .status = SOUP_STATUS_OK,
        .request_id = answer->request_id,
        .body = head,
        .credentials = answer->credentials,
      };

      g_task_return_error (task, ferry_error_new_for_response (&response, error->code, error->message));
    }
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  parse (task, task_data);
}

static void
parsed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  FerrySyncTaskBatch *batch = g_task_propagate_pointer (G_TASK (result), &error);

  if (batch != NULL)
    g_task_return_pointer (task, batch, (GDestroyNotify) ferry_sync_task_batch_free);
  else
    g_task_return_error (task, error);
}

static void
handle_body (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  FerryClient *self = g_task_get_source_object (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  g_autoptr(Answer) answer = g_new0 (Answer, 1);
  GError *error;

  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&request->received));
  answer->region = g_strdup (request->region);
  answer->request_id = g_strdup (soup_message_headers_get_one (headers, "X-Request-Id"));
  answer->credentials = ferry_credentials_ref (self->credentials);

  if ((error = check_response (request->message, answer)) != NULL)
    g_task_return_error (task, error);
  else if (g_bytes_get_size (answer->body) > MAX_BODY_IN_MAIN_THREAD)
    {
      /* A task of its own, since the worker may be the one that frees it: the client, its session and the message
       * must not end there. */
      g_autoptr(GTask) parser = g_task_new (NULL, g_task_get_cancellable (task), parsed_cb, g_object_ref (task));

      g_task_set_source_tag (parser, handle_body);
      g_task_set_task_data (parser, g_steal_pointer (&answer), (GDestroyNotify) answer_free);
      g_task_run_in_thread (parser, parse_in_thread);
    }
  else
    parse (task, answer);
}

static void
return_too_large (GTask *task)
{
  g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_TOO_LARGE,
                           _("The answer is larger than %d MiB and was refused."), FERRY_CLIENT_MAX_BODY / (1024 * 1024));
}

static void read_chunk (GInputStream *stream, GTask *task);

static void
chunk_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GInputStream *stream = G_INPUT_STREAM (source);
  Request *request = g_task_get_task_data (task);
  g_autoptr(GBytes) chunk = NULL;
  GError *error = NULL;
  gsize size;
  gconstpointer data;

  if ((chunk = g_input_stream_read_bytes_finish (stream, result, &error)) == NULL)
    {
      return_error (task, error);
      return;
    }

  data = g_bytes_get_data (chunk, &size);
  if (size == 0)
    {
      handle_body (task);
      return;
    }
  if (request->received->len + size > FERRY_CLIENT_MAX_BODY)
    {
      return_too_large (task);
      return;
    }

  g_byte_array_append (request->received, data, size);
  read_chunk (stream, g_steal_pointer (&task));
}

static void
read_chunk (GInputStream *stream,
            GTask        *task)
{
  g_input_stream_read_bytes_async (stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), chunk_read_cb, task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GInputStream) stream = NULL;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if ((stream = soup_session_send_finish (SOUP_SESSION (source), result, &error)) == NULL)
    {
      return_error (task, error);
      return;
    }
  if (soup_message_headers_get_content_length (soup_message_get_response_headers (request->message)) > FERRY_CLIENT_MAX_BODY)
    {
      return_too_large (task);
      return;
    }

  read_chunk (stream, g_steal_pointer (&task));
}

static void
ferry_client_finalize (GObject *object)
{
  FerryClient *self = FERRY_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->credentials, ferry_credentials_unref);
  g_free (self->endpoint);

  G_OBJECT_CLASS (ferry_client_parent_class)->finalize (object);
}

static void
ferry_client_class_init (FerryClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_client_finalize;
}

static void
ferry_client_init (FerryClient *self)
{
  self->session = soup_session_new_with_options ("user-agent", "Ferryboard/" FERRY_VERSION,
                                                 "timeout", IDLE_TIMEOUT_SECONDS,
                                                 NULL);
}

/**
 * ferry_client_new:
 * @endpoint: (nullable): the address of the SWR API, in which `{region}` stands
 *   for the id of the region that is asked; %NULL for the public cloud
 * @credentials: what to sign with
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a client, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when @endpoint is no address that credentials may
 *   be sent to
 */
FerryClient *
ferry_client_new (const char        *endpoint,
                  FerryCredentials  *credentials,
                  GError           **error)
{
  g_autoptr(GUri) sample = ferry_endpoint_build (endpoint, FERRY_REGION_DEFAULT, error);
  FerryClient *self;

  if (sample == NULL)
    return NULL;

  self = g_object_new (FERRY_TYPE_CLIENT, NULL);
  self->endpoint = g_strdup (endpoint);
  self->credentials = ferry_credentials_ref (credentials);

  /* What may be sent unencrypted must not leave this computer, and a proxy may be anywhere. */
  if (ferry_endpoint_is_loopback (sample))
    soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

/**
 * ferry_client_list_sync_tasks_async:
 * @self: a client
 * @query: the repository to ask about
 * @cancellable: (nullable): to stop the request with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Lists the automatic synchronization tasks of one repository, with the call
 * that the API names ListImageAutoSyncReposDetails. It has no paging; recent
 * documentation speaks of 100 rows that are returned by default.
 */
void
ferry_client_list_sync_tasks_async (FerryClient         *self,
                                    FerryQuery          *query,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(SoupMessage) message = NULL;
  GError *error = NULL;
  Request *request;

  g_return_if_fail (FERRY_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_client_list_sync_tasks_async);

  if ((message = build_list_request (self, query, &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  request = g_new0 (Request, 1);
  request->message = g_object_ref (message);
  request->region = g_strdup (ferry_query_get_region (query));
  request->received = g_byte_array_new ();
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, cancellable, sent_cb, g_steal_pointer (&task));
}

/**
 * ferry_client_list_sync_tasks_finish:
 * @self: a client
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Client.list_sync_tasks_async].
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with an error: of
 *   %FERRY_ERROR when the service answered, of a domain of GIO when it did not
 */
FerrySyncTaskBatch *
ferry_client_list_sync_tasks_finish (FerryClient   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_client_list_sync_tasks_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
