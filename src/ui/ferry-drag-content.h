/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-core.h"

G_BEGIN_DECLS

#define FERRY_TYPE_DRAG_CONTENT (ferry_drag_content_get_type ())
G_DECLARE_FINAL_TYPE (FerryDragContent, ferry_drag_content, FERRY, DRAG_CONTENT, GdkContentProvider)

GdkContentProvider *ferry_drag_content_new (FerryExport *text_export, FerryExport *file_export, const FerryExporter *exporter);
guint ferry_drag_content_get_n_rows (FerryDragContent *self);

G_END_DECLS
