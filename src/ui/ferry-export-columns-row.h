/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-column-layout.h"

G_BEGIN_DECLS

/**
 * FerryExportColumnsRow:
 *
 * A row that unfolds to all columns of a table, to tick those that files are to
 * have. It keeps the choice in the settings.
 */
#define FERRY_TYPE_EXPORT_COLUMNS_ROW (ferry_export_columns_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryExportColumnsRow, ferry_export_columns_row, FERRY, EXPORT_COLUMNS_ROW, AdwExpanderRow)

void ferry_export_columns_row_set_up (FerryExportColumnsRow *self, FerryColumnLayout *layout, GSettings *settings);

G_END_DECLS
