/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryExportPreview:
 *
 * Shows the beginning of an export as it would be written, or where that is no
 * text for people, its cells.
 */
#define FERRY_TYPE_EXPORT_PREVIEW (ferry_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (FerryExportPreview, ferry_export_preview, FERRY, EXPORT_PREVIEW, AdwBin)

void ferry_export_preview_take (FerryExportPreview *self, FerryExport *export, const FerryExporter *exporter);

G_END_DECLS
