/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ferry-types.h"

G_BEGIN_DECLS

JsonNode *ferry_json_parse (GBytes *bytes, GError **error);

gboolean ferry_json_read_string (JsonObject *object,
                                 const char *member,
                                 const char **value,
                                 GError **error);
gboolean ferry_json_read_int64 (JsonObject *object,
                                const char *member,
                                gint64 *value,
                                GError **error);
gboolean ferry_json_read_tristate (JsonObject *object,
                                   const char *member,
                                   FerryTristate *value,
                                   GError **error);

G_END_DECLS
