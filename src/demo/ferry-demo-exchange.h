/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-demo-faults.h"

G_BEGIN_DECLS

void ferry_demo_exchange_begin (SoupServerMessage *message,
                                FerryDemoAnswer *answer,
                                FerryDemoFault fault,
                                guint latency);

G_END_DECLS
