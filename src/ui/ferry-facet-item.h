/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryFacetItem:
 *
 * A value of a column, to be chosen in a [class@Ferry.FacetPopover], with how
 * many tasks there are of it.
 */
#define FERRY_TYPE_FACET_ITEM (ferry_facet_item_get_type ())
G_DECLARE_FINAL_TYPE (FerryFacetItem, ferry_facet_item, FERRY, FACET_ITEM, GObject)

FerryFacetItem *ferry_facet_item_new (FerryFilter *filter, FerryColumn column, const char *value);
FerryFilter *ferry_facet_item_get_filter (FerryFacetItem *self);
FerryColumn ferry_facet_item_get_column (FerryFacetItem *self);
const char *ferry_facet_item_get_value (FerryFacetItem *self);
guint ferry_facet_item_get_count (FerryFacetItem *self);
void ferry_facet_item_set_count (FerryFacetItem *self, guint count);
FerryFilterUse ferry_facet_item_get_use (FerryFacetItem *self);
void ferry_facet_item_toggle (FerryFacetItem *self, FerryFilterUse use);
gboolean ferry_facet_item_matches (FerryFacetItem *self, FerryMatcher *matcher);
int ferry_facet_item_compare (FerryFacetItem *a, FerryFacetItem *b);

G_END_DECLS
