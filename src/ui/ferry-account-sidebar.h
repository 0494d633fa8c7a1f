/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-account-store.h"
#include "ferry-core.h"
#include "ferry-history.h"

G_BEGIN_DECLS

/**
 * FerryAccountSidebar:
 *
 * The accounts, the favorite queries of all, and the recent ones of the chosen
 * account.
 *
 * Besides the chosen account others can be ticked, to be asked as well. The
 * sample account stays alone.
 *
 * What is chosen comes as a signal, and is shown as chosen once
 * [method@Ferry.AccountSidebar.set_account] says so. The history is the one thing
 * that is changed right here.
 */
#define FERRY_TYPE_ACCOUNT_SIDEBAR (ferry_account_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (FerryAccountSidebar, ferry_account_sidebar, FERRY, ACCOUNT_SIDEBAR, AdwBin)

void ferry_account_sidebar_set_accounts (FerryAccountSidebar *self,
                                         FerryAccountStore *accounts);
void ferry_account_sidebar_set_history (FerryAccountSidebar *self,
                                        FerryHistory *history);
void ferry_account_sidebar_set_account (FerryAccountSidebar *self,
                                        const char *id);
void ferry_account_sidebar_set_ticked (FerryAccountSidebar *self,
                                       const char *const *ids);
GPtrArray *ferry_account_sidebar_get_ticked (FerryAccountSidebar *self);

G_END_DECLS
