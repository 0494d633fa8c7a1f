/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-column-layout.h"

G_BEGIN_DECLS

/**
 * FerryColumnRow:
 *
 * A column in a [class@Ferry.ColumnsDialog]: it can be shown and hidden, and moved
 * by its buttons, with Alt+Up and Alt+Down, or by dragging it onto another row.
 */
#define FERRY_TYPE_COLUMN_ROW (ferry_column_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryColumnRow, ferry_column_row, FERRY, COLUMN_ROW, AdwActionRow)

GtkWidget *ferry_column_row_new (FerryColumnLayout *layout, FerryColumn column);
FerryColumn ferry_column_row_get_column (FerryColumnRow *self);

G_END_DECLS
