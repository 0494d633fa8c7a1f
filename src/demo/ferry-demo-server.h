/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-demo-access.h"
#include "ferry-demo-faults.h"

G_BEGIN_DECLS

#define FERRY_TYPE_DEMO_SERVER (ferry_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (FerryDemoServer, ferry_demo_server, FERRY, DEMO_SERVER, GObject)

/**
 * FerryDemoFunc:
 * @server: a service
 * @user_data: what was given for it
 *
 * Something to do between two requests. Runs in the service's own thread, so it
 * must not stop the service.
 */
typedef void (*FerryDemoFunc) (FerryDemoServer *server,
                               gpointer user_data);

FerryDemoServer *ferry_demo_server_new (void);

void ferry_demo_server_set_certificate (FerryDemoServer *self,
                                        GTlsCertificate *certificate);
gboolean ferry_demo_server_start (FerryDemoServer *self,
                                  guint16 port,
                                  GError **error);
void ferry_demo_server_stop (FerryDemoServer *self);
const char *ferry_demo_server_get_endpoint (FerryDemoServer *self);
guint16 ferry_demo_server_get_port (FerryDemoServer *self);

void ferry_demo_server_set_world (FerryDemoServer *self,
                                  guint n_organizations,
                                  guint n_repositories,
                                  guint n_tasks_each);
void ferry_demo_server_set_world_in_regions (FerryDemoServer *self,
                                             const char *const *regions,
                                             guint n_organizations,
                                             guint n_repositories,
                                             guint n_tasks_each);
void ferry_demo_server_add_organization (FerryDemoServer *self,
                                         const char *region,
                                         const char *name);
void ferry_demo_server_add_repository (FerryDemoServer *self,
                                       const char *region,
                                       const char *organization,
                                       const char *name,
                                       guint n_tasks);
gboolean ferry_demo_server_remove_repository (FerryDemoServer *self,
                                              const char *region,
                                              const char *organization,
                                              const char *name);
void ferry_demo_server_set_bulk_tasks (FerryDemoServer *self,
                                       guint n_tasks);

void ferry_demo_server_set_fault (FerryDemoServer *self,
                                  FerryDemoFault fault);
void ferry_demo_server_set_fault_count (FerryDemoServer *self,
                                        guint n_requests);
void ferry_demo_server_set_fault_at (FerryDemoServer *self,
                                     const char *pattern,
                                     FerryDemoFault fault,
                                     guint n_requests);
void ferry_demo_server_set_rate_limit (FerryDemoServer *self,
                                       guint n_requests,
                                       guint seconds,
                                       FerryDemoFault refusal);
void ferry_demo_server_call_after (FerryDemoServer *self,
                                   const char *pattern,
                                   guint n_requests,
                                   FerryDemoFunc func,
                                   gpointer user_data,
                                   GDestroyNotify destroy);
void ferry_demo_server_set_latency (FerryDemoServer *self,
                                    guint milliseconds);
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

void ferry_demo_server_set_user (FerryDemoServer *self,
                                 const char *domain,
                                 const char *user,
                                 const char *password);
void ferry_demo_server_set_passcode (FerryDemoServer *self,
                                     const char *passcode);
void ferry_demo_server_set_token_lifetime (FerryDemoServer *self,
                                           guint seconds);
void ferry_demo_server_expire_tokens (FerryDemoServer *self);

guint ferry_demo_server_get_n_requests (FerryDemoServer *self);
guint ferry_demo_server_get_n_token_requests (FerryDemoServer *self);
guint ferry_demo_server_get_n_refused (FerryDemoServer *self);
guint ferry_demo_server_get_n_open (FerryDemoServer *self);
guint ferry_demo_server_get_max_open (FerryDemoServer *self);
GStrv ferry_demo_server_dup_requests (FerryDemoServer *self);
void ferry_demo_server_clear_requests (FerryDemoServer *self);
char *ferry_demo_server_dup_last_request (FerryDemoServer *self);

G_END_DECLS
