/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryError:
 * @FERRY_ERROR_NO_CREDENTIALS: there is nothing to sign in with
 * @FERRY_ERROR_UNAUTHORIZED: the sign-in was not accepted (401), for none of the
 *   reasons below
 * @FERRY_ERROR_TOKEN_EXPIRED: the token has come to its end
 * @FERRY_ERROR_TOKEN_UNREADABLE: the token is damaged, or of another cloud
 * @FERRY_ERROR_TOKEN_REGION: the token has to be renewed: it is for another
 *   region, or at its end
 * @FERRY_ERROR_WRONG_KEY: the signature does not fit: the secret key is wrong
 * @FERRY_ERROR_UNKNOWN_KEY: the access key does not exist, or no longer
 * @FERRY_ERROR_LOCKED: the access key or the user is locked for a while
 * @FERRY_ERROR_CLOCK: the clock here and that of the service are too far apart
 * @FERRY_ERROR_WRONG_PASSWORD: IAM does not accept user, account and password
 * @FERRY_ERROR_PASSCODE: IAM wants a one-time code, or another one
 * @FERRY_ERROR_DISABLED: the user or the key exists, and may not be used so
 * @FERRY_ERROR_ADDRESS_REFUSED: the service does not talk to this network address
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
 * @FERRY_ERROR_ACCOUNTS: the accounts, or what is kept about them, could not be
 *   read or written
 * @FERRY_ERROR_SNAPSHOT: a saved list could not be opened, or kept
 *
 * What went wrong, told apart by what a person can do about it.
 *
 * Network, TLS and cancellation keep the domains of GIO.
 */
typedef enum
{
  FERRY_ERROR_NO_CREDENTIALS,
  FERRY_ERROR_UNAUTHORIZED,
  FERRY_ERROR_TOKEN_EXPIRED,
  FERRY_ERROR_TOKEN_UNREADABLE,
  FERRY_ERROR_TOKEN_REGION,
  FERRY_ERROR_WRONG_KEY,
  FERRY_ERROR_UNKNOWN_KEY,
  FERRY_ERROR_LOCKED,
  FERRY_ERROR_CLOCK,
  FERRY_ERROR_WRONG_PASSWORD,
  FERRY_ERROR_PASSCODE,
  FERRY_ERROR_DISABLED,
  FERRY_ERROR_ADDRESS_REFUSED,
  FERRY_ERROR_FORBIDDEN,
  FERRY_ERROR_NOT_FOUND,
  FERRY_ERROR_NOT_OFFERED,
  FERRY_ERROR_RATE_LIMITED,
  FERRY_ERROR_BAD_REQUEST,
  FERRY_ERROR_SERVER,
  FERRY_ERROR_BAD_RESPONSE,
  FERRY_ERROR_TOO_LARGE,
  FERRY_ERROR_EXPORT,
  FERRY_ERROR_ACCOUNTS,
  FERRY_ERROR_SNAPSHOT,
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
 * @sentence: (nullable): what happened, in our words alone; only where it is made
 *   of an answer that refuses
 * @says_more: whether @sentence says more than is true of every error of this
 *   code
 * @quote: (nullable): @service_text as a sentence that says whose words they are,
 *   without what is of use in the details only
 * @request_id: (nullable): what the service's support asks for
 * @retry_after: seconds to wait, as the service asked, or 0
 * @clock_offset: seconds by which the clock of the service is ahead of the one
 *   here, from the `Date` header; 0 where it did not say
 * @host: (nullable): who answered, with the port where it is not the usual one
 * @time: (nullable): when, in UTC, as ISO 8601
 * @headers: (nullable): the headers of the answer, a line each, without secrets
 * @body: (nullable): the first 2 KB of the body, without secrets
 * @action: (nullable): the permission that the request needs, as
 *   `swr:repo:listRepos`
 *
 * What the service said, beside the message of a #GError in the domain
 * %FERRY_ERROR. All zero where no service was involved.
 */
typedef struct
{
  guint http_status;
  char *service_code;
  char *service_text;
  char *sentence;
  gboolean says_more;
  char *quote;
  char *request_id;
  guint retry_after;
  int clock_offset;
  char *host;
  char *time;
  char *headers;
  char *body;
  const char *action;
} FerryErrorDetails;

void ferry_error_details_clear (FerryErrorDetails *details);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FerryErrorDetails, ferry_error_details_clear)

const FerryErrorDetails *ferry_error_get_details (const GError *error);
GError *ferry_error_new_with_details (FerryError code,
                                      const FerryErrorDetails *details,
                                      const char *message);
void ferry_error_set_action (GError *error,
                             const char *action);
char *ferry_error_dup_reference (const GError *error);
char *ferry_error_dup_reference_text (const GError *error);
gboolean ferry_error_is_sign_in (const GError *error);

G_END_DECLS
