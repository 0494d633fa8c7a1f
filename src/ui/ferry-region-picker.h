/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryRegionPicker:
 *
 * A button that shows the chosen region and, when it is pressed, a list to
 * choose from. The list is searched by English name, Chinese name and id, and
 * takes ids that are not known. Several regions can be chosen where
 * [property@Ferry.RegionPicker:multiple] is set; otherwise there is always one.
 */
#define FERRY_TYPE_REGION_PICKER (ferry_region_picker_get_type ())
G_DECLARE_FINAL_TYPE (FerryRegionPicker, ferry_region_picker, FERRY, REGION_PICKER, GtkToggleButton)

GtkWidget *ferry_region_picker_new (void);
const char *ferry_region_picker_get_region (FerryRegionPicker *self);
const char *const *ferry_region_picker_get_regions (FerryRegionPicker *self);
void ferry_region_picker_set_regions (FerryRegionPicker *self, const char *const *regions);
const char *const *ferry_region_picker_get_offered (FerryRegionPicker *self);
void ferry_region_picker_set_offered (FerryRegionPicker *self, const char *const *offered);
gboolean ferry_region_picker_get_multiple (FerryRegionPicker *self);
void ferry_region_picker_set_multiple (FerryRegionPicker *self, gboolean multiple);
const char *ferry_region_picker_get_title (FerryRegionPicker *self);
void ferry_region_picker_set_title (FerryRegionPicker *self, const char *title);

G_END_DECLS
