/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-answer.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
dup_header (SoupMessage *message,
            const char  *name)
{
  return g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

static char *
format_headers (SoupMessage *message)
{
  GString *text = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    /* A token is the message's to keep: no copy of it needs to be wiped then. */
    g_string_append_printf (text, "%s: %s\n", name, g_ascii_strcasecmp (name, "X-Subject-Token") != 0 ? value : "…");

  return g_string_free (text, FALSE);
}

/**
 * ferry_answer_new:
 * @message: a message that was sent
 * @body: (transfer full): the body of the answer to it
 * @credentials: what the request was signed with, so that it can be kept out of
 *   errors
 *
 * Returns: (transfer full): the answer
 */
FerryAnswer *
ferry_answer_new (SoupMessage      *message,
                  GBytes           *body,
                  FerryCredentials *credentials)
{
  FerryAnswer *self = g_new0 (FerryAnswer, 1);

  self->status = soup_message_get_status (message);
  self->content_type = g_strdup (soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL));
  self->body = body;
  self->reason = g_strdup (soup_message_get_reason_phrase (message));
  self->request_id = dup_header (message, "X-Request-Id");
  if (self->request_id == NULL)
    self->request_id = dup_header (message, "X-IAM-Trace-Id");
  self->content_range = dup_header (message, "Content-Range");
  self->retry_after = dup_header (message, "Retry-After");
  self->date = dup_header (message, "Date");
  self->host = ferry_endpoint_dup_host (soup_message_get_uri (message));
  self->headers = format_headers (message);
  self->received_at = g_get_real_time () / G_USEC_PER_SEC;
  self->credentials = ferry_credentials_ref (credentials);

  return self;
}

/**
 * ferry_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees it.
 */
void
ferry_answer_free (FerryAnswer *self)
{
  g_free (self->content_type);
  g_bytes_unref (self->body);
  g_free (self->reason);
  g_free (self->request_id);
  g_free (self->content_range);
  g_free (self->retry_after);
  g_free (self->date);
  g_free (self->host);
  g_free (self->headers);
  ferry_credentials_unref (self->credentials);
  g_free (self);
}

static gboolean
holds_json (const FerryAnswer *self)
{
  const char *type = self->content_type;

  /* Proxies and older gateways label JSON as text; a page or a picture is never an answer. */
  return type == NULL || strcasestr (type, "json") != NULL ||
         g_ascii_strcasecmp (type, "text/plain") == 0 || g_ascii_strcasecmp (type, "application/octet-stream") == 0;
}

/* What is wrong with an answer that is no error of the service, and yet not what was asked for. */
static char *
describe_oddity (const FerryAnswer *self,
                 guint              expected_status)
{
  if (self->status == expected_status)
    return g_strdup_printf (_("The answer is not JSON but %s. Something between here and the service may have answered."),
                            self->content_type);
  if (SOUP_STATUS_IS_REDIRECTION (self->status))
    return g_strdup (_("The service sent a redirect, which is not followed so that the sign-in stays with this host."));

  return g_strdup_printf (_("The service answered with status %u, where %u is expected."), self->status, expected_status);
}

/* @head is what @body points to. */
static FerryErrorResponse
get_response (const FerryAnswer *self,
              GBytes            *head)
{
  return (FerryErrorResponse) {
    .status = self->status,
    .reason = self->reason,
    .request_id = self->request_id,
    .retry_after = self->retry_after,
    .host = self->host,
    .headers = self->headers,
    .date = self->date,
    .now = self->received_at,
    .body = head,
    .credentials = self->credentials,
  };
}

static GBytes *
dup_head (const FerryAnswer *self)
{
  return g_bytes_new_from_bytes (self->body, 0, MIN (g_bytes_get_size (self->body), FERRY_ERROR_RESPONSE_BODY_HEAD));
}

/**
 * ferry_answer_steal_body:
 * @self: an answer
 *
 * Takes the body out, so that nobody else has it. What an error tells of it stays.
 *
 * Returns: (transfer full): the body
 */
GBytes *
ferry_answer_steal_body (FerryAnswer *self)
{
  GBytes *body = self->body;

  self->body = g_bytes_new (g_bytes_get_data (body, NULL), MIN (g_bytes_get_size (body), FERRY_ERROR_RESPONSE_BODY_HEAD));

  return body;
}

/**
 * ferry_answer_check:
 * @self: an answer
 * @service: who was asked
 *
 * Looks at the status and at the kind of the body, before anything is parsed.
 *
 * Returns: (transfer full) (nullable): what is wrong, in the domain
 *   %FERRY_ERROR, or %NULL
 */
GError *
ferry_answer_check (const FerryAnswer *self,
                    FerryService       service)
{
  guint expected_status = service == FERRY_SERVICE_IAM ? SOUP_STATUS_CREATED : SOUP_STATUS_OK;
  g_autoptr(GBytes) head = NULL;
  g_autofree char *oddity = NULL;
  FerryErrorResponse response;

  if (self->status == expected_status && holds_json (self))
    return NULL;

  head = dup_head (self);
  response = get_response (self, head);
  response.from_iam = service == FERRY_SERVICE_IAM;
  if (self->status >= 400)
    return ferry_error_new_from_response (&response);

  oddity = describe_oddity (self, expected_status);

  return ferry_error_new_for_response (&response, FERRY_ERROR_BAD_RESPONSE, oddity);
}

/**
 * ferry_answer_describe:
 * @self: an answer
 * @error: why it could not be read, in the domain %FERRY_ERROR
 *
 * Returns: (transfer full): the same, with the request id and the beginning of
 *   the body in its details
 */
GError *
ferry_answer_describe (const FerryAnswer *self,
                       const GError      *error)
{
  g_autoptr(GBytes) head = dup_head (self);
  FerryErrorResponse response = get_response (self, head);

  return ferry_error_new_for_response (&response, error->code, error->message);
}

/**
 * ferry_answer_get_clock_offset:
 * @self: an answer
 *
 * Returns: by how many seconds the clock of the service is ahead of the one here,
 *   from the `Date` header; 0 where there is none
 */
int
ferry_answer_get_clock_offset (const FerryAnswer *self)
{
  FerryErrorResponse response = get_response (self, NULL);

  return ferry_error_response_get_clock_offset (&response);
}
