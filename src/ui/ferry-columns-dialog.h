/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-column-layout.h"

G_BEGIN_DECLS

/**
 * FerryColumnsDialog:
 *
 * The columns of a table as a list, for those who would rather not, or cannot,
 * drag headers. The table follows at once.
 */
#define FERRY_TYPE_COLUMNS_DIALOG (ferry_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryColumnsDialog, ferry_columns_dialog, FERRY, COLUMNS_DIALOG, AdwDialog)

AdwDialog *ferry_columns_dialog_new (FerryColumnLayout *layout);

G_END_DECLS
