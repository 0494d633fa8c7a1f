/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerrySignInDialog:
 *
 * Asks what to sign in with. Nothing of it is kept beyond the window.
 *
 * Emits `signed-in` with a [class@Ferry.Client] and a name for it.
 */
#define FERRY_TYPE_SIGN_IN_DIALOG (ferry_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerrySignInDialog, ferry_sign_in_dialog, FERRY, SIGN_IN_DIALOG, AdwDialog)

FerrySignInDialog *ferry_sign_in_dialog_new (void);

G_END_DECLS
