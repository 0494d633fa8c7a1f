/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-clock.h"

G_BEGIN_DECLS

/**
 * FerryPreferencesDialog:
 *
 * What people can choose once for all windows. Every choice counts at once.
 */
#define FERRY_TYPE_PREFERENCES_DIALOG (ferry_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryPreferencesDialog, ferry_preferences_dialog, FERRY, PREFERENCES_DIALOG, AdwPreferencesDialog)

FerryPreferencesDialog *ferry_preferences_dialog_new (GSettings *settings,
                                                      FerryClock *clock,
                                                      FerryCache *cache);

G_END_DECLS
