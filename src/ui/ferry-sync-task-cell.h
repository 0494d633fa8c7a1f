/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-core.h"

G_BEGIN_DECLS

GtkListItemFactory *ferry_sync_task_cell_factory_new (FerryColumn column);
void ferry_sync_task_cell_factory_set_chars (GtkListItemFactory *factory, guint n_chars);
PangoLayout *ferry_sync_task_cell_create_ruler (FerryColumn column, GtkWidget *widget);

G_END_DECLS
