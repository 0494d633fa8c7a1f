/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-credentials.h"
#include "ferry-error.h"

G_BEGIN_DECLS

/**
 * FerryErrorResponse:
 * @status: the HTTP status
 * @reason: (nullable): the reason phrase
 * @request_id: (nullable): the value of `X-Request-Id`
 * @retry_after: (nullable): the value of `Retry-After`
 * @body: (nullable): the body, or its beginning
 * @credentials: (nullable): what the request was signed with, so that it can be
 *   kept out of the error
 *
 * An answer, as far as an error needs it. Nothing in it is owned.
 */
typedef struct
{
  guint status;
  const char *reason;
  const char *request_id;
  const char *retry_after;
  const char *host;
  const char *headers;
  const char *date;
  gint64 now;
  gboolean from_iam;
  GBytes *body;
  FerryCredentials *credentials;
} FerryErrorResponse;

GError *ferry_error_new_from_response (const FerryErrorResponse *response);
GError *ferry_error_new_for_response (const FerryErrorResponse *response,
                                      FerryError code,
                                      const char *message);

G_END_DECLS
