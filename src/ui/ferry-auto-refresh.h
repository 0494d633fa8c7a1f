/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryAutoRefresh:
 *
 * Says when the list in a window should be read again: some time after the last
 * answer. Nobody waits for a list in a window that is out of sight, and nobody
 * wants to pay for it, so it pauses meanwhile, and makes up for it afterwards.
 *
 * The signal `due` calls for a refresh.
 */
#define FERRY_TYPE_AUTO_REFRESH (ferry_auto_refresh_get_type ())
G_DECLARE_FINAL_TYPE (FerryAutoRefresh, ferry_auto_refresh, FERRY, AUTO_REFRESH, GObject)

FerryAutoRefresh *ferry_auto_refresh_new (GtkWindow *window);
void ferry_auto_refresh_set_interval (FerryAutoRefresh *self, guint milliseconds);
void ferry_auto_refresh_set_active (FerryAutoRefresh *self, gboolean active);

G_END_DECLS
