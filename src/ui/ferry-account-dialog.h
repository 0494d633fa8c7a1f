/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryAccountDialog:
 *
 * Adds or edits an account: asks where and as whom to sign in, tries it when
 * asked to, and takes over what people have in files already.
 *
 * It keeps nothing itself. Emits `saved` with a [class@Ferry.Account] and its
 * secret.
 */
#define FERRY_TYPE_ACCOUNT_DIALOG (ferry_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryAccountDialog, ferry_account_dialog, FERRY, ACCOUNT_DIALOG, AdwDialog)

FerryAccountDialog *ferry_account_dialog_new (FerryAccount *account,
                                              const char *secret);
void ferry_account_dialog_set_default_regions (FerryAccountDialog *self,
                                               const char *const *regions);
const char *ferry_account_dialog_get_passcode (FerryAccountDialog *self);
void ferry_account_dialog_import_file (FerryAccountDialog *self,
                                       GFile *file);

G_END_DECLS
