/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

void ferry_choice_bind (AdwComboRow *row, GSettings *settings, const char *key, const char *const *ids);
void ferry_choice_bind_format (AdwComboRow *row, GSettings *settings);
const FerryExporter *ferry_choice_get_format (GSettings *settings);

G_END_DECLS
