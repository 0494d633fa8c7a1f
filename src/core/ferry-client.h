/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-credentials.h"
#include "ferry-query.h"
#include "ferry-sync-task-json.h"

G_BEGIN_DECLS

/**
 * FERRY_CLIENT_MAX_BODY:
 *
 * How large an answer may be, in bytes. A larger one is refused while it
 * arrives.
 */
#define FERRY_CLIENT_MAX_BODY (64 * 1024 * 1024)

/**
 * FerryClient:
 *
 * Sends requests to SWR, and is the only one that does. It only reads.
 *
 * Redirects are not followed, since a token must not travel to another host;
 * TLS is always verified; plain HTTP goes to loopback addresses only. To be used
 * from the main thread.
 */
#define FERRY_TYPE_CLIENT (ferry_client_get_type ())
G_DECLARE_FINAL_TYPE (FerryClient, ferry_client, FERRY, CLIENT, GObject)

FerryClient *ferry_client_new (const char *endpoint,
                               FerryCredentials *credentials,
                               GError **error);

void ferry_client_list_sync_tasks_async (FerryClient *self,
                                         FerryQuery *query,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
FerrySyncTaskBatch *ferry_client_list_sync_tasks_finish (FerryClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

G_END_DECLS
