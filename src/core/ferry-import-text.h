/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ferry_import_text_dup (GBytes *bytes,
                             GError **error);
gboolean ferry_import_text_is_ini (const char *text);
GHashTable *ferry_import_text_parse_section (const char *text,
                                             const char *section,
                                             GString *sections);
GPtrArray *ferry_import_text_parse_table (const char *text);

G_END_DECLS
