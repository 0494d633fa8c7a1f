/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryErrorResponse:
 * @status: the HTTP status
 * @reason: (nullable): the reason phrase
 * @request_id: (nullable): the value of `X-Request-Id`
 * @retry_after: (nullable): the value of `Retry-After`
 * @body: (nullable): the body
 *
 * An answer that is not a success, as far as an error needs it. Nothing in it is owned.
 */
typedef struct
{
  guint status;
  const char *reason;
  const char *request_id;
  const char *retry_after;
  GBytes *body;
} FerryErrorResponse;

GError *ferry_error_new_from_response (const FerryErrorResponse *response);
char *ferry_error_dup_excerpt (GBytes *body);

G_END_DECLS
