/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-connection.h"
#include "ferry-repository.h"
#include "ferry-sync-task-json.h"

G_BEGIN_DECLS

/**
 * FerryClient:
 *
 * Asks SWR for one account. It only reads.
 *
 * TLS is verified unless the account says otherwise; plain HTTP goes to loopback
 * addresses only. To be used from the main thread.
 */
#define FERRY_TYPE_CLIENT (ferry_client_get_type ())
G_DECLARE_FINAL_TYPE (FerryClient, ferry_client, FERRY, CLIENT, GObject)

FerryClient *ferry_client_new (FerryAccount *account,
                               FerryCredentials *credentials,
                               GError **error);
FerryAccount *ferry_client_get_account (FerryClient *self);
FerryConnection *ferry_client_get_connection (FerryClient *self);
FerryPace *ferry_client_get_pace (FerryClient *self);
char *ferry_client_dup_request (FerryClient *self,
                                FerryRepository *repository);

void ferry_client_list_sync_tasks_async (FerryClient *self,
                                         FerryRepository *repository,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
FerrySyncTaskBatch *ferry_client_list_sync_tasks_finish (FerryClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

void ferry_client_list_organizations_async (FerryClient *self,
                                            const char *region,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GStrv ferry_client_list_organizations_finish (FerryClient *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
