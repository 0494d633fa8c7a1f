/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryScanReportDialog:
 *
 * What a list lacks and why, which repositories have no tasks, and what else is
 * known of it. Follows the list while it is open.
 */
#define FERRY_TYPE_SCAN_REPORT_DIALOG (ferry_scan_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryScanReportDialog, ferry_scan_report_dialog, FERRY, SCAN_REPORT_DIALOG, AdwDialog)

AdwDialog *ferry_scan_report_dialog_new (FerrySyncTaskList *list, const char *page);

G_END_DECLS
