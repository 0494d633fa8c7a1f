/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-credentials.h"
#include "ferry-error.h"

G_BEGIN_DECLS

/**
 * FERRY_ERROR_RESPONSE_BODY_HEAD:
 *
 * How many bytes at the beginning of a body an error is made from.
 */
#define FERRY_ERROR_RESPONSE_BODY_HEAD (64 * 1024)

/**
 * FerryErrorResponse:
 * @status: the HTTP status
 * @reason: (nullable): the reason phrase
 * @request_id: (nullable): the value of `X-Request-Id`
 * @retry_after: (nullable): the value of `Retry-After`
 * @host: (nullable): who answered, with the port where it is not the usual one
 * @headers: (nullable): the headers, as `Name: value`, a line each
 * @date: (nullable): the value of `Date`
 * @now: when the answer came, by the clock here, in seconds since 1970; 0 where
 *   that is not known
 * @from_iam: whether it is IAM that was asked to sign somebody in
 * @body: (nullable): the body, or at least its first
 *   %FERRY_ERROR_RESPONSE_BODY_HEAD bytes
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
int ferry_error_response_get_clock_offset (const FerryErrorResponse *response);

G_END_DECLS
