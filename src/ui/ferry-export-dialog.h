/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-sync-task-view.h"

G_BEGIN_DECLS

/**
 * FerryExportDialog:
 *
 * Asks what to export: which rows and columns of a table, in which format, and
 * how. What is chosen is kept in the settings, except which rows.
 *
 * The signal `confirmed` tells that somebody wants it now.
 */
#define FERRY_TYPE_EXPORT_DIALOG (ferry_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryExportDialog, ferry_export_dialog, FERRY, EXPORT_DIALOG, AdwDialog)

FerryExportDialog *ferry_export_dialog_new (FerrySyncTaskView *view, GSettings *settings);

const FerryExporter *ferry_export_dialog_get_exporter (FerryExportDialog *self);
FerryExportRows ferry_export_dialog_get_rows (FerryExportDialog *self);

G_END_DECLS
