/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-core.h"

G_BEGIN_DECLS

GtkListItemFactory *ferry_sync_task_cell_factory_new (FerryColumn column);
void ferry_sync_task_cell_factory_set_chars (GtkListItemFactory *factory, guint min_chars, guint natural_chars);
int ferry_sync_task_cell_measure (FerryColumn column,
                                  FerrySyncTask *sync_task,
                                  PangoLayout *ruler,
                                  int *min_width);

G_END_DECLS
