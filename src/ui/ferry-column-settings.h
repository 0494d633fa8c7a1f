/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"

G_BEGIN_DECLS

void ferry_column_settings_load (GSettings *settings,
                                 FerryColumn order[FERRY_N_COLUMNS],
                                 FerryTristate choices[FERRY_N_COLUMNS],
                                 int widths[FERRY_N_COLUMNS]);
void ferry_column_settings_save (GSettings *settings,
                                 const FerryColumn order[FERRY_N_COLUMNS],
                                 const FerryTristate choices[FERRY_N_COLUMNS],
                                 const int widths[FERRY_N_COLUMNS]);

G_END_DECLS
