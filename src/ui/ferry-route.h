/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-sync-task.h"

G_BEGIN_DECLS

/**
 * FerryRoute:
 *
 * Where a task takes images from and to, in a line: the organizations and the
 * regions. Where there is too little room each name is cut for itself, the longest
 * first, and the arrows stay. Like a [class@TextCell] it does nothing for its text
 * until it is drawn.
 */
#define FERRY_TYPE_ROUTE (ferry_route_get_type ())

G_DECLARE_FINAL_TYPE (FerryRoute, ferry_route, FERRY, ROUTE, GtkWidget)

void ferry_route_set_task (FerryRoute *self, FerrySyncTask *sync_task);

G_END_DECLS
