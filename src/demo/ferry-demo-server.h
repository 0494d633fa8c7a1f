/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-demo-faults.h"

G_BEGIN_DECLS

/**
 * FERRY_DEMO_ACCESS_KEY:
 *
 * The access key that a new demo service accepts.
 */
#define FERRY_DEMO_ACCESS_KEY "SAMPLE-ACCESS-KEY"

/**
 * FERRY_DEMO_SECRET_KEY:
 *
 * The secret key that belongs to [const@FerryDemo.ACCESS_KEY].
 */
#define FERRY_DEMO_SECRET_KEY "sample-secret-key"

/**
 * FERRY_DEMO_TOKEN:
 *
 * The token that a new demo service accepts.
 */
#define FERRY_DEMO_TOKEN "sample-token"

#define FERRY_TYPE_DEMO_SERVER (ferry_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (FerryDemoServer, ferry_demo_server, FERRY, DEMO_SERVER, GObject)

FerryDemoServer *ferry_demo_server_new (void);

gboolean ferry_demo_server_start (FerryDemoServer *self,
                                  guint16 port,
                                  GError **error);
void ferry_demo_server_stop (FerryDemoServer *self);
const char *ferry_demo_server_get_endpoint (FerryDemoServer *self);

void ferry_demo_server_set_fault (FerryDemoServer *self,
                                  FerryDemoFault fault);
void ferry_demo_server_set_fault_count (FerryDemoServer *self,
                                        guint n_requests);
void ferry_demo_server_set_latency (FerryDemoServer *self,
                                    guint milliseconds);
void ferry_demo_server_set_bulk_tasks (FerryDemoServer *self,
                                       guint n_tasks);
void ferry_demo_server_set_answer (FerryDemoServer *self,
                                   guint status,
                                   const char *content_type,
                                   const char *body);
void ferry_demo_server_set_location (FerryDemoServer *self,
                                     const char *uri);
void ferry_demo_server_set_key_pair (FerryDemoServer *self,
                                     const char *access_key,
                                     const char *secret_key);
void ferry_demo_server_set_token (FerryDemoServer *self,
                                  const char *token);

guint ferry_demo_server_get_n_requests (FerryDemoServer *self);
char *ferry_demo_server_dup_last_request (FerryDemoServer *self);

G_END_DECLS
