/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "ferry-demo-server.h"

G_BEGIN_DECLS

/* The call of the documented example. */
#define DEMO_EXAMPLE_PATH "/v2/manage/namespaces/test/repos/grpc-helloworld/sync_repo"

/* A running demo service, and plain HTTP to talk to it: the client that is to be tested has no part here. */
typedef struct
{
  FerryDemoServer *server;
  SoupSession *session;
} DemoFixture;

void demo_fixture_set_up (DemoFixture *fixture, gconstpointer data);
void demo_fixture_tear_down (DemoFixture *fixture, gconstpointer data);

/* Starts the service again, to speak HTTPS with a certificate that this test trusts. */
void demo_fixture_use_tls (DemoFixture *fixture);

/* Adds a test that has a fixture. */
#define DEMO_FIXTURE_TEST(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

SoupMessage *demo_fixture_new_message (DemoFixture *fixture, const char *method, const char *path);
SoupMessage *demo_fixture_new_request (DemoFixture *fixture, const char *path);
char *demo_fixture_send (DemoFixture *fixture, SoupMessage *message);
char *demo_fixture_fetch (DemoFixture *fixture, const char *path, guint expected_status);

JsonNode *parse_json (const char *text);
void assert_contains (const char *text, const char *part);

/* Runs the default main context until the condition holds, and fails naming it when that takes too long. */
void wait_until (gboolean (*condition) (gpointer user_data), gpointer user_data, const char *what);

G_END_DECLS
