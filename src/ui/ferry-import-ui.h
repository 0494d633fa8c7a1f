/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"
#include "ferry-import.h"

G_BEGIN_DECLS

void ferry_import_ui_read_file_async (GtkWidget *parent,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void ferry_import_ui_read_environment_async (GtkWidget *parent,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
FerryImport *ferry_import_ui_read_finish (GtkWidget *parent,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
