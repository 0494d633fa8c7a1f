/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-endpoint.h"
#include "ferry-error-response.h"
#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FerryAnswer:
 * @status: the HTTP status
 * @content_type: (nullable): what kind of body it says it has
 * @content_range: (nullable): where a page of a list belongs, as
 *   [func@Ferry.content_range_parse] reads it
 * @body: the body
 *
 * The whole answer to one request, on its own: it can be read in any thread.
 */
struct _FerryAnswer
{
  guint status;
  char *content_type;
  char *content_range;
  GBytes *body;

  /*< private >*/
  char *reason;
  char *request_id;
  char *retry_after;
  char *date;
  char *host;
  char *headers;
  gint64 received_at;
  FerryCredentials *credentials;
};

FerryAnswer *ferry_answer_new (SoupMessage *message,
                               GBytes *body,
                               FerryCredentials *credentials);
void ferry_answer_free (FerryAnswer *self);
GBytes *ferry_answer_steal_body (FerryAnswer *self);

GError *ferry_answer_check (const FerryAnswer *self,
                            FerryService service);
GError *ferry_answer_describe (const FerryAnswer *self,
                               const GError *error);
int ferry_answer_get_clock_offset (const FerryAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryAnswer, ferry_answer_free)

G_END_DECLS
