/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *ferry_endpoint_build (const char *pattern,
                            const char *region,
                            GError **error);
gboolean ferry_endpoint_is_loopback (GUri *self);
char *ferry_endpoint_dup_host (GUri *self);

G_END_DECLS
