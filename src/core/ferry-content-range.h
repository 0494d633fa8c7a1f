/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ferry_content_range_parse (const char *text,
                                    guint64 *offset,
                                    guint64 *count,
                                    guint64 *total);

G_END_DECLS
