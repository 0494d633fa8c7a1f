/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-core.h"

G_BEGIN_DECLS

GtkListItemFactory *ferry_sync_task_cell_factory_new (FerryColumn column);
GtkColumnViewCell *ferry_sync_task_cell_find (GtkWidget *widget, FerryColumn *column);

G_END_DECLS
