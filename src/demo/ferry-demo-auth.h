/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-demo-answer.h"

G_BEGIN_DECLS

FerryDemoAnswer *ferry_demo_auth_check (SoupServerMessage *message,
                                        const char *token,
                                        const char *access_key,
                                        const char *secret_key);
FerryDemoAnswer *ferry_demo_auth_refuse_clock (SoupServerMessage *message);

G_END_DECLS
