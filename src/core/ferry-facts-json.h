/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "ferry-facts.h"

G_BEGIN_DECLS

char *ferry_facts_dup_line (const char *text);
gboolean ferry_facts_read_json (FerryFacts *self,
                                yyjson_val *object,
                                guint *n_entries,
                                guint *n_before,
                                GError **error);

G_END_DECLS
