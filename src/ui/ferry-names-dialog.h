/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryNamesDialog:
 *
 * Where people write, paste or drop a list of repositories. Lines that cannot
 * be read are told while it is being written; without any it can be asked for.
 */
#define FERRY_TYPE_NAMES_DIALOG (ferry_names_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryNamesDialog, ferry_names_dialog, FERRY, NAMES_DIALOG, AdwDialog)

FerryNamesDialog *ferry_names_dialog_new (const char *const *regions,
                                          const char *text);
char *ferry_names_dialog_dup_text (FerryNamesDialog *self);
FerryQuery *ferry_names_dialog_dup_query (FerryNamesDialog *self);
void ferry_names_dialog_read_file (FerryNamesDialog *self,
                                   GFile *file);

G_END_DECLS
