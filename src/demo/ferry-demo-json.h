/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ferry_demo_json_dup_string (const char *text);
void ferry_demo_json_append_member (GString *out,
                                    const char *name,
                                    const char *value);

G_END_DECLS
