/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryWindow:
 *
 * A window: a query bar, and below it what the query found or why it found
 * nothing.
 */
#define FERRY_TYPE_WINDOW (ferry_window_get_type ())
G_DECLARE_FINAL_TYPE (FerryWindow, ferry_window, FERRY, WINDOW, AdwApplicationWindow)

FerryWindow *ferry_window_new (GtkApplication *application);

void ferry_window_set_account (FerryWindow *self, FerryAccount *account);
void ferry_window_show_sample (FerryWindow *self);
void ferry_window_restore_list (FerryWindow *self);
void ferry_window_list_path (FerryWindow *self,
                             const char *path);
void ferry_window_list (FerryWindow *self, FerryQuery *query);
void ferry_window_open (FerryWindow *self, GFile *file);

G_END_DECLS
