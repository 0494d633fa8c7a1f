/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryFilterPill:
 *
 * A rule of a filter, as a button that removes it.
 */
#define FERRY_TYPE_FILTER_PILL (ferry_filter_pill_get_type ())
G_DECLARE_FINAL_TYPE (FerryFilterPill, ferry_filter_pill, FERRY, FILTER_PILL, GtkButton)

GtkWidget *ferry_filter_pill_new (FerryFilter *filter, const FerryFilterRule *rule);
gboolean ferry_filter_pill_shows (FerryFilterPill *self, const FerryFilterRule *rule);

G_END_DECLS
