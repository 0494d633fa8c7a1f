/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-routes.h"

G_BEGIN_DECLS

/**
 * FerryDemoLog:
 * @lines: a line for each of the last requests
 * @last_request: (nullable): the last request as it arrived
 * @n_requests: how many requests have arrived
 * @n_token_requests: how many of them have asked for a token
 * @n_refused: how many have been too many
 * @n_waiting: how many have not been answered yet
 * @max_waiting: how many of those there have been at once
 *
 * What a service has been asked.
 */
typedef struct
{
  GQueue lines;
  char *last_request;
  guint n_requests;
  guint n_token_requests;
  guint n_refused;
  guint n_waiting;
  guint max_waiting;
} FerryDemoLog;

void ferry_demo_log_clear (FerryDemoLog *self);
void ferry_demo_log_add (FerryDemoLog *self,
                         const FerryDemoCall *call,
                         gboolean refused);
void ferry_demo_log_begin_wait (FerryDemoLog *self);
void ferry_demo_log_end_wait (FerryDemoLog *self);
GStrv ferry_demo_log_dup_lines (FerryDemoLog *self);

G_END_DECLS
