/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-types.h"

G_BEGIN_DECLS

GPtrArray *ferry_repositories_new_from_json (GBytes *bytes,
                                             const char *region,
                                             gint64 *total,
                                             GError **error);

G_END_DECLS
