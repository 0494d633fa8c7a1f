/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-facet-item.h"

G_BEGIN_DECLS

/**
 * FerryFacetRow:
 *
 * What a list item shows of a [class@Ferry.FacetItem]: whether it is included
 * or excluded, its name, how many tasks there are of it, and a button that
 * excludes it.
 */
#define FERRY_TYPE_FACET_ROW (ferry_facet_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryFacetRow, ferry_facet_row, FERRY, FACET_ROW, GtkBox)

GtkWidget *ferry_facet_row_new (GtkListItem *list_item);
FerryFacetItem *ferry_facet_row_get_item (FerryFacetRow *self);

G_END_DECLS
