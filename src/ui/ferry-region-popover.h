/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryRegionPopover:
 *
 * The list of a [class@Ferry.RegionPicker], with a search. It shows a choice and
 * says what is pressed; the picker decides what becomes of it.
 */
#define FERRY_TYPE_REGION_POPOVER (ferry_region_popover_get_type ())
G_DECLARE_FINAL_TYPE (FerryRegionPopover, ferry_region_popover, FERRY, REGION_POPOVER, GtkPopover)

void ferry_region_popover_set_offered (FerryRegionPopover *self, const char *const *offered);
void ferry_region_popover_set_choice (FerryRegionPopover *self,
                                      const char *const *regions,
                                      gboolean multiple);
void ferry_region_popover_popup (FerryRegionPopover *self);

G_END_DECLS
