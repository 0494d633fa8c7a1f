/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryCacheRow:
 *
 * A row that tells how much room the last answers take, with a button that
 * clears them.
 */
#define FERRY_TYPE_CACHE_ROW (ferry_cache_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryCacheRow, ferry_cache_row, FERRY, CACHE_ROW, AdwActionRow)

void ferry_cache_row_set_cache (FerryCacheRow *self,
                                FerryCache *cache);

G_END_DECLS
