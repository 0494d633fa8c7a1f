/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"

G_BEGIN_DECLS

gsize ferry_format_cell_spare_length (FerryColumn column, FerrySyncTask *sync_task);
gsize ferry_format_cell_dimmed_length (FerryColumn column, FerrySyncTask *sync_task);
const char *ferry_format_cell_icon (FerryColumn column, FerrySyncTask *sync_task);
char *ferry_format_cell_tooltip (FerryColumn column, FerrySyncTask *sync_task);
char *ferry_format_row_label (FerrySyncTask *sync_task);
const char *ferry_format_region_name (const char *id);
char *ferry_format_route (const char *source, const char *target);
const char *ferry_format_short_region_name (const char *id);
char *ferry_format_n_regions (guint n_regions);
char *ferry_format_as_of (GDateTime *time, GDateTime *now);
char *ferry_format_moment (GDateTime *time, GDateTime *now);
char *ferry_format_date (GDateTime *time);

G_END_DECLS
