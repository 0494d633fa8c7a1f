/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-message.h"

#include <glib/gi18n.h>

#include "ferry-endpoint.h"
#include "ferry-error.h"
#include "ferry-signer.h"

/* Nothing that somebody gave may end the header it stands in. */
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

/**
 * ferry_message_build_uri:
 * @account: where to ask
 * @region: the region to ask
 * @path: the encoded path of a call, below the address of the service
 * @query: (nullable): the encoded query of the call
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the address of a call to the SWR API, or
 *   %NULL with %FERRY_ERROR_BAD_REQUEST
 */
GUri *
ferry_message_build_uri (FerryAccount  *account,
                         const char    *region,
                         const char    *path,
                         const char    *query,
                         GError       **error)
{
  g_autoptr(GUri) endpoint = ferry_endpoint_build (FERRY_SERVICE_SWR, ferry_account_get_endpoint (account), region, error);

  return endpoint != NULL ? ferry_endpoint_build_uri (endpoint, path, query) : NULL;
}

/**
 * ferry_message_new:
 * @account: where to ask
 * @credentials: a token or a key pair
 * @region: the region to ask
 * @path: the encoded path of a call, below the address of the service
 * @query: (nullable): the encoded query of the call
 * @error: return location for an error
 *
 * Builds a GET request to the SWR API and signs it as of now, so each try needs
 * one of its own.
 *
 * Returns: (transfer full) (nullable): the message, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST or %FERRY_ERROR_NO_CREDENTIALS
 */
SoupMessage *
ferry_message_new (FerryAccount      *account,
                   FerryCredentials  *credentials,
                   const char        *region,
                   const char        *path,
                   const char        *query,
                   GError           **error)
{
  g_autoptr(GUri) uri = ferry_message_build_uri (account, region, path, query, error);
  const char *token = ferry_credentials_get_token (credentials);
  g_autoptr(SoupMessage) message = NULL;

  if (uri == NULL)
    return NULL;

  message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  /* The API documents it as mandatory, on a GET too. */
  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Type", "application/json");
  if (token != NULL ? !add_header (message, "X-Auth-Token", token, error) : !sign (message, credentials, error))
    return NULL;

  return g_steal_pointer (&message);
}
