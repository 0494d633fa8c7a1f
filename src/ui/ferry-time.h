/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ferry_time_format (gint64 time);
gboolean ferry_time_parse (const char *text,
                           gint64 *time);

G_END_DECLS
