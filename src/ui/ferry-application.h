/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-clock.h"
#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryApplication:
 *
 * The program: its command line, its windows, and the sample account.
 */
#define FERRY_TYPE_APPLICATION (ferry_application_get_type ())
G_DECLARE_FINAL_TYPE (FerryApplication, ferry_application, FERRY, APPLICATION, AdwApplication)

FerryApplication *ferry_application_new (void);
void ferry_application_open_file (FerryApplication *self, GFile *file);
gboolean ferry_application_start_sample (FerryApplication *self,
                                         GError **error);
GSettings *ferry_application_get_settings (FerryApplication *self);
FerryClock *ferry_application_get_clock (FerryApplication *self);
FerryAccountStore *ferry_application_get_accounts (FerryApplication *self);
FerrySecretStore *ferry_application_get_secrets (FerryApplication *self);
FerryClientPool *ferry_application_get_clients (FerryApplication *self);
FerryCache *ferry_application_get_cache (FerryApplication *self);
FerryHistory *ferry_application_get_history (FerryApplication *self);

G_END_DECLS
