/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-account.h"

G_BEGIN_DECLS

/**
 * FERRY_HTTP_MAX_BODY:
 *
 * How large an answer may be, in bytes. A larger one is refused while it
 * arrives.
 */
#define FERRY_HTTP_MAX_BODY (64 * 1024 * 1024)

/**
 * FerryHttp:
 *
 * Sends one message and reads its answer to the end: within limits of time and
 * size, with the certificates that an account trusts, and by the proxies of the
 * desktop. What an answer means is for others.
 *
 * Redirects are not followed, since a token must not travel to another host. To
 * be used from the main thread.
 */
#define FERRY_TYPE_HTTP (ferry_http_get_type ())
G_DECLARE_FINAL_TYPE (FerryHttp, ferry_http, FERRY, HTTP, GObject)

FerryHttp *ferry_http_new (FerryAccount *account,
                           gboolean is_loopback,
                           GError **error);
void ferry_http_set_connect_timeout (FerryHttp *self,
                                     guint milliseconds);

void ferry_http_send_async (FerryHttp *self,
                            SoupMessage *message,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GBytes *ferry_http_send_finish (FerryHttp *self,
                                GAsyncResult *result,
                                GError **error);

gboolean ferry_http_is_broken_connection (const GError *error);

G_END_DECLS
