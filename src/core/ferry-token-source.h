/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-account.h"

G_BEGIN_DECLS

/**
 * FerryTokenSource:
 *
 * Gets tokens from IAM for a user's name and password: one for each region, since
 * a token is bound to a region's project. They are kept in memory, renewed
 * before they end, and asked for once however many requests want one.
 */
#define FERRY_TYPE_TOKEN_SOURCE (ferry_token_source_get_type ())
G_DECLARE_FINAL_TYPE (FerryTokenSource, ferry_token_source, FERRY, TOKEN_SOURCE, GObject)

FerryTokenSource *ferry_token_source_new (FerryAccount *account,
                                          FerryCredentials *credentials,
                                          GError **error);
void ferry_token_source_set_credentials (FerryTokenSource *self,
                                         FerryCredentials *credentials);
void ferry_token_source_forget (FerryTokenSource *self,
                                const char *region,
                                FerryCredentials *token);

void ferry_token_source_get_async (FerryTokenSource *self,
                                   const char *region,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
FerryCredentials *ferry_token_source_get_finish (FerryTokenSource *self,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
