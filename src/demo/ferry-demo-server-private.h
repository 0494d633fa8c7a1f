/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-demo-auth.h"
#include "ferry-demo-iam.h"
#include "ferry-demo-limit.h"
#include "ferry-demo-log.h"
#include "ferry-demo-rules.h"
#include "ferry-demo-server.h"
#include "ferry-demo-world.h"

G_BEGIN_DECLS

struct _FerryDemoServer
{
  GObject parent_instance;

  /* Used by the thread that starts and stops the service */
  GMainContext *context;
  GThread *thread;
  SoupServer *soup_server;
  GTlsCertificate *certificate; /* (owned) (nullable) */
  char *endpoint;
  guint16 port;
  gboolean stopping; /* (atomic) */

  guint n_open; /* (atomic) */

  /* Guards all that follows */
  GMutex mutex;
  FerryDemoWorld *world;
  FerryDemoAuth auth;
  FerryDemoIam *iam;
  FerryDemoFault fault;
  guint fault_count;
  guint latency;
  guint answer_status;
  char *answer_content_type;
  char *answer_body; /* (nullable) */
  char *location;
  FerryDemoLimit limit;
  FerryDemoRules rules;
  FerryDemoLog log;
};

G_END_DECLS
