/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-account.h"

G_BEGIN_DECLS

/**
 * FerryAccountStore:
 *
 * The accounts of a person, kept in a key file. A list model of #FerryAccount,
 * in the order of the file; the sample account is always the last one, and never
 * in the file.
 *
 * The file is read again before each change, so that what another process, or a
 * person with an editor, did to other accounts stays. Whatever this version does
 * not know in the file stays as well.
 */
#define FERRY_TYPE_ACCOUNT_STORE (ferry_account_store_get_type ())
G_DECLARE_FINAL_TYPE (FerryAccountStore, ferry_account_store, FERRY, ACCOUNT_STORE, GObject)

FerryAccountStore *ferry_account_store_new (const char *path,
                                            FerryAccount *sample);

gboolean ferry_account_store_load (FerryAccountStore *self,
                                   GError **error);
const char *ferry_account_store_get_remark (FerryAccountStore *self);

gboolean ferry_account_store_put (FerryAccountStore *self,
                                  FerryAccount *account,
                                  GError **error);
gboolean ferry_account_store_insert (FerryAccountStore *self,
                                     FerryAccount *account,
                                     guint position,
                                     GError **error);
gboolean ferry_account_store_remove (FerryAccountStore *self,
                                     const char *id,
                                     guint *position,
                                     GError **error);

FerryAccount *ferry_account_store_find (FerryAccountStore *self,
                                        const char *id);
char *ferry_account_store_dup_free_name (FerryAccountStore *self,
                                         const char *name);

G_END_DECLS
