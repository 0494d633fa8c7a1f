/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-account.h"
#include "ferry-pace.h"
#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FerryConnection:
 *
 * What all calls to the SWR API for one account share: the sign-in, the pace, and
 * whether the sign-in was refused.
 *
 * A call is signed anew for each try. It is tried again when the service has a
 * problem or the connection breaks, after a pause when the service asks to slow
 * down, and with another token when IAM's has ended; nothing else is tried
 * again. When the sign-in is refused all calls end at once, since wrong
 * signatures in a row lock an access key.
 */
#define FERRY_TYPE_CONNECTION (ferry_connection_get_type ())
G_DECLARE_FINAL_TYPE (FerryConnection, ferry_connection, FERRY, CONNECTION, GObject)

FerryConnection *ferry_connection_new (FerryAccount *account,
                                       FerryCredentials *credentials,
                                       GError **error);

FerryAccount *ferry_connection_get_account (FerryConnection *self);
FerryPace *ferry_connection_get_pace (FerryConnection *self);
int ferry_connection_get_clock_offset (FerryConnection *self);
void ferry_connection_set_retry_delay (FerryConnection *self,
                                       guint milliseconds);
void ferry_connection_set_connect_timeout (FerryConnection *self,
                                           guint milliseconds);
void ferry_connection_set_limits (FerryConnection *self,
                                  guint n_tries,
                                  guint n_pauses);
void ferry_connection_set_passcode (FerryConnection *self,
                                    const char *passcode);
gboolean ferry_connection_get_is_accepted (FerryConnection *self);
void ferry_connection_forget_refusal (FerryConnection *self);

void ferry_connection_call_async (FerryConnection *self,
                                  const char *region,
                                  const char *path,
                                  const char *query,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
FerryAnswer *ferry_connection_call_finish (FerryConnection *self,
                                           GAsyncResult *result,
                                           GError **error);

G_END_DECLS
