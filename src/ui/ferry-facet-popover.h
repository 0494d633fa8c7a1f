/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryFacetPopover:
 *
 * The values that occur in a table, column by column and with how many tasks
 * there are of each, to be included in or excluded from its filter.
 *
 * What is there is put in order when the popover opens, and stays where it is
 * while it is open: only the counts follow what is chosen.
 */
#define FERRY_TYPE_FACET_POPOVER (ferry_facet_popover_get_type ())
G_DECLARE_FINAL_TYPE (FerryFacetPopover, ferry_facet_popover, FERRY, FACET_POPOVER, GtkPopover)

void ferry_facet_popover_set_rows (FerryFacetPopover *self, FerryRowModel *rows);
void ferry_facet_popover_go_to (FerryFacetPopover *self, FerryColumn column);

G_END_DECLS
