/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-faults.h"

G_BEGIN_DECLS

/**
 * FerryDemoLimit:
 * @n_requests: how many requests are answered, or 0 for all
 * @seconds: in how many seconds
 * @refusal: what the others get
 * @windows: (nullable): the requests of each region, by its name
 *
 * How many requests are too many.
 */
typedef struct
{
  guint n_requests;
  guint seconds;
  FerryDemoFault refusal;
  GHashTable *windows;
} FerryDemoLimit;

void ferry_demo_limit_set (FerryDemoLimit *self,
                           guint n_requests,
                           guint seconds,
                           FerryDemoFault refusal);
void ferry_demo_limit_clear (FerryDemoLimit *self);
FerryDemoAnswer *ferry_demo_limit_check (FerryDemoLimit *self,
                                         const char *region);

G_END_DECLS
