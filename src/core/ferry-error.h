/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryError:
 * @FERRY_ERROR_NO_CREDENTIALS: there is nothing to sign in with
 * @FERRY_ERROR_UNAUTHORIZED: the service did not accept who is asking (401)
 * @FERRY_ERROR_FORBIDDEN: signed in, but not allowed to do this (403)
 * @FERRY_ERROR_NOT_FOUND: the organization or repository does not exist (404)
 * @FERRY_ERROR_NOT_OFFERED: this address does not offer the API at all (404 of
 *   the gateway)
 * @FERRY_ERROR_RATE_LIMITED: too many requests: 429, or 403 with a code that
 *   means the same
 * @FERRY_ERROR_BAD_REQUEST: the request cannot be sent, or was refused (400)
 * @FERRY_ERROR_SERVER: the service has a problem (5xx)
 * @FERRY_ERROR_BAD_RESPONSE: the answer is not what the API promises
 * @FERRY_ERROR_TOO_LARGE: the answer is larger than is read
 * @FERRY_ERROR_EXPORT: a list could not be written
 *
 * What went wrong, told apart by what a person can do about it.
 *
 * Network, TLS and cancellation keep the domains of GIO.
 */
typedef enum
{
  FERRY_ERROR_NO_CREDENTIALS,
  FERRY_ERROR_UNAUTHORIZED,
  FERRY_ERROR_FORBIDDEN,
  FERRY_ERROR_NOT_FOUND,
  FERRY_ERROR_NOT_OFFERED,
  FERRY_ERROR_RATE_LIMITED,
  FERRY_ERROR_BAD_REQUEST,
  FERRY_ERROR_SERVER,
  FERRY_ERROR_BAD_RESPONSE,
  FERRY_ERROR_TOO_LARGE,
  FERRY_ERROR_EXPORT,
} FerryError;

/**
 * FERRY_ERROR:
 *
 * The error domain of Ferryboard.
 */
#define FERRY_ERROR (ferry_error_quark ())
GQuark ferry_error_quark (void);

/**
 * FerryErrorDetails:
 * @http_status: the status of the answer, or 0
 * @service_code: (nullable): the service's own code, as `SVCSTG.SWR.4030170`
 * @service_text: (nullable): the service's own words
 * @request_id: (nullable): what the service's support asks for
 * @retry_after: seconds to wait, as the service asked, or 0
 *
 * What the service said, beside the message of a #GError in the domain
 * %FERRY_ERROR. All zero where no service was involved.
 */
typedef struct
{
  guint http_status;
  char *service_code;
  char *service_text;
  char *request_id;
  guint retry_after;
} FerryErrorDetails;

void ferry_error_details_clear (FerryErrorDetails *details);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FerryErrorDetails, ferry_error_details_clear)

const FerryErrorDetails *ferry_error_get_details (const GError *error);
GError *ferry_error_new_with_details (FerryError code,
                                      const FerryErrorDetails *details,
                                      const char *message);
char *ferry_error_dup_reference (const GError *error);

G_END_DECLS
