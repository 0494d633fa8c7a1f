/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo-fixture.h"

void
demo_fixture_set_up (DemoFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->server = ferry_demo_server_new ();
  ferry_demo_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);

  /* Loopback is never asked for through a proxy. */
  fixture->session = g_object_new (SOUP_TYPE_SESSION, "proxy-resolver", NULL, NULL);
}

void
demo_fixture_tear_down (DemoFixture   *fixture,
                        gconstpointer  data)
{
  g_clear_object (&fixture->session);
  g_assert_finalize_object (fixture->server);
}

void
demo_fixture_use_tls (DemoFixture *fixture)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "self-signed.pem", NULL);
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GTlsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);

  /* By default, since the default is loaded anyhow, with a warning where a machine trusts nobody. */
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);

  ferry_demo_server_stop (fixture->server);
  ferry_demo_server_set_certificate (fixture->server, certificate);
  ferry_demo_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
}

SoupMessage *
demo_fixture_new_message (DemoFixture *fixture,
                          const char  *method,
                          const char  *path)
{
  g_autofree char *address = g_strconcat (ferry_demo_server_get_endpoint (fixture->server), path, NULL);
  g_autoptr(GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message = soup_message_new_from_uri (method, uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  return message;
}

SoupMessage *
demo_fixture_new_request (DemoFixture *fixture,
                          const char  *path)
{
  SoupMessage *message = demo_fixture_new_message (fixture, "GET", path);

  soup_message_headers_replace (soup_message_get_request_headers (message), "X-Auth-Token", FERRY_DEMO_TOKEN);

  return message;
}

char *
demo_fixture_send (DemoFixture *fixture,
                   SoupMessage *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = soup_session_send_and_read (fixture->session, message, NULL, &error);

  g_assert_no_error (error);

  if (g_bytes_get_size (body) == 0)
    return g_strdup ("");

  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

char *
demo_fixture_fetch (DemoFixture *fixture,
                    const char  *path,
                    guint        expected_status)
{
  g_autoptr(SoupMessage) message = demo_fixture_new_request (fixture, path);
  char *body = demo_fixture_send (fixture, message);

  g_assert_cmpuint (soup_message_get_status (message), ==, expected_status);

  return body;
}

JsonNode *
parse_json (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in: %s", part, text);
}

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_until (gboolean   (*condition) (gpointer user_data),
            gpointer     user_data,
            const char  *what)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  guint source = g_timeout_add (10, wake_up_cb, NULL);

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("waited too long for %s", what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}
