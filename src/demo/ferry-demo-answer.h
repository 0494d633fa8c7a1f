/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FERRY_DEMO_JSON:
 *
 * The content type of the service's own answers.
 */
#define FERRY_DEMO_JSON "application/json;charset=utf-8"

/**
 * FERRY_DEMO_REQUEST_ID:
 *
 * Stands for the request's id in the text of an answer, which is written before
 * the request it will answer is known.
 */
#define FERRY_DEMO_REQUEST_ID "@request-id@"

/**
 * FerryDemoAnswer:
 * @status: the HTTP status
 * @content_type: (nullable): the content type
 * @body: the text; may be empty
 * @location: (nullable): where a redirect leads
 * @token: (nullable): the token that signs in from now on
 * @content_range: (nullable): which rows of the list these are
 * @by_iam: whether the sign-in service says it, whose ids have a header of their own
 * @retry_after: seconds to wait, or 0 to say nothing about it
 * @clock_offset: seconds by which the service's clock is ahead of the real one
 *
 * What the demo service says to one request.
 */
typedef struct
{
  guint status;
  char *content_type;
  char *body;
  char *location;
  char *token;
  char *content_range;
  gboolean by_iam;
  guint retry_after;
  int clock_offset;
} FerryDemoAnswer;

FerryDemoAnswer *ferry_demo_answer_new (guint status,
                                        const char *content_type,
                                        const char *body);
FerryDemoAnswer *ferry_demo_answer_new_gateway (guint status,
                                                const char *code,
                                                const char *text);
FerryDemoAnswer *ferry_demo_answer_new_service (guint status,
                                                const char *code,
                                                const char *text);
FerryDemoAnswer *ferry_demo_answer_new_keystone (guint status,
                                                 const char *title,
                                                 const char *text);
FerryDemoAnswer *ferry_demo_answer_new_iam (guint status,
                                            const char *code,
                                            const char *text);
void ferry_demo_answer_free (FerryDemoAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDemoAnswer, ferry_demo_answer_free)

G_END_DECLS
