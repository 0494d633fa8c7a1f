/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-options.h"
#include "ferry-core.h"

G_BEGIN_DECLS

GPtrArray *ferry_cli_find_accounts (const FerryCliOptions *options, GError **error);
FerryClient *ferry_cli_sign_in (const FerryCliOptions *options,
                                FerryAccount *account,
                                GCancellable *cancellable,
                                GError **error);
gboolean ferry_cli_ask_passcode (FerryClient *client);

G_END_DECLS
