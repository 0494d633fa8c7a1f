/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryDetailRow:
 *
 * A row that shows one value: what it is called, the value itself, a line on what
 * it means, and a button that copies it. All of it can be selected.
 *
 * The style class `code` sets the value in a font of even width.
 */
#define FERRY_TYPE_DETAIL_ROW (ferry_detail_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryDetailRow, ferry_detail_row, FERRY, DETAIL_ROW, AdwPreferencesRow)

void ferry_detail_row_set_value (FerryDetailRow *self,
                                 const char *value,
                                 const char *copied_value);
const char *ferry_detail_row_get_copied_value (FerryDetailRow *self);
void ferry_detail_row_set_hint (FerryDetailRow *self,
                                const char *hint);
void ferry_detail_row_set_icon_name (FerryDetailRow *self,
                                     const char *icon_name);

G_END_DECLS
