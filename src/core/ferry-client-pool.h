/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-client.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryRefusal:
 * @account: an account
 * @error: why there is no client for it
 *
 * An account that cannot be asked.
 */
typedef struct
{
  FerryAccount *account;
  GError *error;
} FerryRefusal;

/**
 * FerryClientPool:
 *
 * The clients of those accounts that are signed in to, one each, so that all who
 * ask for an account share its pace, its tokens and its refusals.
 */
#define FERRY_TYPE_CLIENT_POOL (ferry_client_pool_get_type ())
G_DECLARE_FINAL_TYPE (FerryClientPool, ferry_client_pool, FERRY, CLIENT_POOL, GObject)

FerryClientPool *ferry_client_pool_new (FerrySecretStore *secrets);

void ferry_client_pool_put (FerryClientPool *self,
                            FerryClient *client);
gboolean ferry_client_pool_sign_in (FerryClientPool *self,
                                    FerryAccount *account,
                                    const char *secret,
                                    const char *passcode,
                                    GError **error);
void ferry_client_pool_forget (FerryClientPool *self,
                               const char *account_id);

void ferry_client_pool_get_async (FerryClientPool *self,
                                  FerryAccount *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
FerryClient *ferry_client_pool_get_finish (FerryClientPool *self,
                                           GAsyncResult *result,
                                           GError **error);

void ferry_client_pool_get_all_async (FerryClientPool *self,
                                      GPtrArray *accounts,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *ferry_client_pool_get_all_finish (FerryClientPool *self,
                                             GAsyncResult *result,
                                             GPtrArray **refusals,
                                             GError **error);

G_END_DECLS
