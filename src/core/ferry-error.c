/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error.h"

#include <glib/gi18n.h>

#include "ferry-wording.h"

typedef FerryErrorDetails FerryErrorPrivate;

static void
ferry_error_private_init (FerryErrorPrivate *details)
{
}

static void
ferry_error_private_copy (const FerryErrorPrivate *source,
                          FerryErrorPrivate       *destination)
{
  *destination = *source;
  destination->service_code = g_strdup (source->service_code);
  destination->service_text = g_strdup (source->service_text);
  destination->sentence = g_strdup (source->sentence);
  destination->quote = g_strdup (source->quote);
  destination->request_id = g_strdup (source->request_id);
  destination->host = g_strdup (source->host);
  destination->time = g_strdup (source->time);
  destination->headers = g_strdup (source->headers);
  destination->body = g_strdup (source->body);
}

static void
ferry_error_private_clear (FerryErrorPrivate *details)
{
  ferry_error_details_clear (details);
}

G_DEFINE_EXTENDED_ERROR (FerryError, ferry_error)

/**
 * ferry_error_details_clear:
 * @details: details whose texts are owned
 *
 * Frees what @details hold.
 */
void
ferry_error_details_clear (FerryErrorDetails *details)
{
  g_free (details->service_code);
  g_free (details->service_text);
  g_free (details->sentence);
  g_free (details->quote);
  g_free (details->request_id);
  g_free (details->host);
  g_free (details->time);
  g_free (details->headers);
  g_free (details->body);
}

/**
 * ferry_error_get_details:
 * @error: an error
 *
 * Returns: (transfer none) (nullable): what the service said, or %NULL when
 *   @error is of another domain
 */
const FerryErrorDetails *
ferry_error_get_details (const GError *error)
{
  return error->domain == FERRY_ERROR ? ferry_error_get_private (error) : NULL;
}

/**
 * ferry_error_new_with_details:
 * @code: the code
 * @details: what the service said; copied
 * @message: a translated sentence
 *
 * Returns: (transfer full): the error
 */
GError *
ferry_error_new_with_details (FerryError               code,
                              const FerryErrorDetails *details,
                              const char              *message)
{
  GError *error = g_error_new_literal (FERRY_ERROR, code, message);

  ferry_error_private_copy (details, ferry_error_get_private (error));

  return error;
}

/**
 * ferry_error_set_action:
 * @error: an error
 * @action: (type utf8): the permission that the request needs, a static string
 *
 * Adds to what the service said what an administrator would have to allow. An
 * error of another domain is left as it is.
 */
void
ferry_error_set_action (GError     *error,
                        const char *action)
{
  if (error->domain == FERRY_ERROR)
    ((FerryErrorPrivate *) ferry_error_get_private (error))->action = action;
}

static char *
join_reference (const FerryErrorDetails *details,
                const char              *separator,
                const char              *request)
{
  g_autofree char *status = g_strdup_printf ("%u", details->http_status);
  GString *text = g_string_new ("HTTP ");

  g_string_append (text, status);
  /* Keystone has no codes of its own, and repeats the status. */
  if (details->service_code != NULL && !g_str_equal (details->service_code, status))
    g_string_append_printf (text, "%s%s", separator, details->service_code);
  if (request != NULL)
    g_string_append_printf (text, "%s%s", separator, request);

  return g_string_free (text, FALSE);
}

/**
 * ferry_error_dup_reference:
 * @error: an error
 *
 * Writes what a support request needs, as
 * `HTTP 404, SVCSTG.SWR.4040058, request ID 1f2e…`. Not translated: it is for
 * somebody else to read.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when no service
 *   answered
 */
char *
ferry_error_dup_reference (const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);
  g_autofree char *request = NULL;

  if (details == NULL || details->http_status == 0)
    return NULL;

  request = details->request_id != NULL ? g_strdup_printf ("request ID %s", details->request_id) : NULL;

  return join_reference (details, ", ", request);
}

/**
 * ferry_error_dup_reference_text:
 * @error: an error
 *
 * Writes the same for the one who looks at it, in their language.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when no service
 *   answered
 */
char *
ferry_error_dup_reference_text (const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);
  g_autofree char *request = NULL;

  if (details == NULL || details->http_status == 0)
    return NULL;

  request = details->request_id != NULL ? g_strdup_printf (_("request ID %s"), details->request_id) : NULL;

  return join_reference (details, ferry_wording_get_separator (), request);
}

/**
 * ferry_error_is_sign_in:
 * @error: an error
 *
 * Returns: whether the service does not accept who is asking, so that nothing
 *   else should be asked before that has changed: wrong signatures in a row lock
 *   an access key
 */
gboolean
ferry_error_is_sign_in (const GError *error)
{
  return error->domain == FERRY_ERROR && error->code >= FERRY_ERROR_NO_CREDENTIALS && error->code < FERRY_ERROR_FORBIDDEN;
}
