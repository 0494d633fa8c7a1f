/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-exporter.h"

G_BEGIN_DECLS

gboolean ferry_export_to_file (FerryExport *export,
                               const FerryExporter *exporter,
                               GFile *file,
                               GCancellable *cancellable,
                               GError **error);
void ferry_export_to_file_async (FerryExport *export,
                                 const FerryExporter *exporter,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean ferry_export_to_file_finish (GFile *file,
                                      GAsyncResult *result,
                                      guint *n_rows,
                                      GError **error);

G_END_DECLS
