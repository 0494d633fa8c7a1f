/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryRegionRow:
 *
 * A region in the list of a [class@Ferry.RegionPicker]: its name, its id, and
 * whether it is chosen.
 */
#define FERRY_TYPE_REGION_ROW (ferry_region_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryRegionRow, ferry_region_row, FERRY, REGION_ROW, GtkListBoxRow)

GtkWidget *ferry_region_row_new (const char *id, gboolean offered);
const char *ferry_region_row_get_id (FerryRegionRow *self);
gboolean ferry_region_row_get_offered (FerryRegionRow *self);
void ferry_region_row_set_chosen (FerryRegionRow *self,
                                  gboolean chosen,
                                  gboolean multiple);

G_END_DECLS
