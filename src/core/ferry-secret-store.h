/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-account.h"

G_BEGIN_DECLS

/**
 * FerrySecretStore:
 *
 * The secrets of the accounts, kept in the Secret Service of the desktop or, in
 * a Flatpak, by way of the Secret portal. Where neither is there, or a secret is
 * not taken, it is kept in the memory of this process, which is not paged out,
 * until the store goes.
 *
 * A secret is one text: a token, a password, or a secret key, after which a line
 * break and a security token may stand; see
 * [method@Ferry.Account.create_credentials].
 *
 * A keyring that is locked asks its owner to unlock it; until that is answered,
 * a call takes its time.
 */
#define FERRY_TYPE_SECRET_STORE (ferry_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (FerrySecretStore, ferry_secret_store, FERRY, SECRET_STORE, GObject)

FerrySecretStore *ferry_secret_store_new (void);
gboolean ferry_secret_store_get_is_available (FerrySecretStore *self);

void ferry_secret_store_lookup_async (FerrySecretStore *self,
                                      const char *account_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char *ferry_secret_store_lookup_finish (FerrySecretStore *self,
                                        GAsyncResult *result,
                                        GError **error);

void ferry_secret_store_store_async (FerrySecretStore *self,
                                     FerryAccount *account,
                                     const char *secret,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ferry_secret_store_store_finish (FerrySecretStore *self,
                                          GAsyncResult *result,
                                          gboolean *kept,
                                          GError **error);

void ferry_secret_store_clear_async (FerrySecretStore *self,
                                     const char *account_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ferry_secret_store_clear_finish (FerrySecretStore *self,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
