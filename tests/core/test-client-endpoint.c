/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "client-fixture.h"

/* Where credentials may go, and over what kind of connection. */

static void
test_refused (void)
{
  const char *const endpoints[] = {
    "swr-api.cn-north-4.myhuaweicloud.com", "ftp://127.0.0.1", "file:///etc", "https://", "https:///path", "http:",
    "https://user@host.example", "https://user:secret@host.example", "https://host.example?a=b", "https://host.example#a",
    "https://host.example:port", "https://host.example:99999", "https://[::1", "https://ho st.example",
    "https://host%0aevil.example", "https://host%2fevil.example", "https://ho%00st.example", "javascript:alert(1)",
    "http://host.example", "http://192.0.2.1", "http://127.0.0.1.host.example", "http://127.0.0.1%2ehost.example",
    "http://localhost.host.example", "http://[2001:db8::1]", "http://127.0.0.1@host.example", "http://0.0.0.0",
    "http://{region}", "http://{region}.host.example",
  };
  g_autoptr(FerryCredentials) credentials = test_dup_key_pair ();

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", endpoints[i], NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryClient) client = ferry_client_new (account, credentials, &error);

      g_test_message ("%s", endpoints[i]);
      g_assert_null (client);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
    }
}

static void
test_accepted (void)
{
  const char *const endpoints[] = {
    NULL, "https://host.example", "https://host.example/", "https://host.example:8443/base//", "https://swr-api.{region}.host.example",
    "https://[2001:db8::1]:8443", "HTTPS://HOST.EXAMPLE", "http://127.0.0.1:8080", "http://127.1.2.3", "http://localhost", "http://LOCALHOST:1",
    "http://[::1]:8080",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_test_message ("%s", endpoints[i]);
      g_object_unref (test_connect_client (endpoints[i]));
    }
}

/* Takes the certificates of a file for all that is trusted here, whatever this system has. */
static void
trust (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

/* A proxy can be anywhere, so what is meant for this computer must not go through one. Nobody listens at the one in the
 * environment of this program. */
static void
test_no_proxy (void)
{
  g_autoptr(FerryDemoServer) server = test_start_server ();
  g_autoptr(FerryClient) client = test_connect_client (ferry_demo_server_get_endpoint (server));
  g_autoptr(FerryRepository) repository = test_make_repository ("test", "grpc-helloworld");
  g_autoptr(FerrySyncTaskBatch) batch = list_well (client, repository);

  g_assert_cmpuint (ferry_demo_server_get_n_requests (server), ==, 1);
}

static gboolean
refuse_cb (GSocketService    *service,
           GSocketConnection *connection,
           GObject           *source_object,
           gpointer           user_data)
{
  const char *answer = "HTTP/1.1 400 Bad Request\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer), NULL, NULL, NULL);

  return FALSE;
}

/* A service that speaks, but not TLS. */
static void
test_no_tls (void)
{
  g_autoptr(GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *endpoint = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autoptr(FerryClient) client = test_connect_client (endpoint);
  g_autoptr(FerryRepository) repository = test_make_repository ("test", "grpc-helloworld");
  g_autoptr(GError) error = NULL;

  g_signal_connect (service, "incoming", G_CALLBACK (refuse_cb), NULL);
  error = list_badly (client, repository);
  g_assert_cmpuint (error->domain, ==, G_TLS_ERROR);
  test_assert_error_text (error, "The connection to 127.0.0.1 failed: ");
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  ++*(guint *) user_data;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "[]", 2);
}

static FerrySyncTaskBatch *
list_at (const char  *endpoint,
         GError     **error)
{
  g_autoptr(FerryClient) client = test_connect_client (endpoint);
  g_autoptr(FerryRepository) repository = test_make_repository ("test", "grpc-helloworld");

  return list_once (client, repository, error);
}

/* With a certificate that nobody vouches for, the connection ends before anything is sent. */
static void
test_certificate (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "self-signed.pem", NULL);
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr(SoupServer) server = soup_server_new ("tls-certificate", certificate, NULL);
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autoptr(GError) refusal = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *endpoint = NULL;
  guint n_requests = 0;
  GSList *uris;

  soup_server_add_handler (server, NULL, answer_cb, &n_requests, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  endpoint = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  trust ("other-authority.pem");
  g_assert_null (list_at (endpoint, &refusal));
  g_assert_error (refusal, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  test_assert_error_text (refusal, "The certificate of 127.0.0.1 was not accepted. It is signed by an authority that is not trusted here.");
  g_assert_cmpuint (n_requests, ==, 0);

  trust ("self-signed.pem");
  batch = list_at (endpoint, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_requests, ==, 1);
}

/* An account's own file of authorities is trusted for it, and an account can do without; nobody else is affected. */
static void
test_account_certificates (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "self-signed.pem", NULL);
  g_autofree char *other_path = g_test_build_filename (G_TEST_DIST, "data", "other-authority.pem", NULL);
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr(FerryDemoServer) server = ferry_demo_server_new ();
  g_autoptr(FerryCredentials) credentials = test_dup_key_pair ();
  g_autoptr(FerryRepository) repository = test_make_repository ("test", "grpc-helloworld");
  const struct
  {
    const char *ca_file;
    gboolean skip_verification;
    gboolean is_accepted;
  } cases[] = { { NULL, FALSE, FALSE }, { other_path, FALSE, FALSE }, { path, FALSE, TRUE }, { NULL, TRUE, TRUE } };

  trust ("other-authority.pem");
  ferry_demo_server_set_certificate (server, certificate);
  g_assert_true (ferry_demo_server_start (server, 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                      "endpoint", ferry_demo_server_get_endpoint (server),
                                                      "ca-file", cases[i].ca_file,
                                                      "skip-verification", cases[i].skip_verification,
                                                      NULL);
      g_autoptr(FerryClient) client = ferry_client_new (account, credentials, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(FerrySyncTaskBatch) batch = list_once (client, repository, &error);

      g_assert_true ((batch != NULL) == cases[i].is_accepted);
      if (!cases[i].is_accepted)
        g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
    }
  g_assert_cmpuint (ferry_demo_server_get_n_requests (server), ==, 2);
}

/* A file that is none, or not there, is noticed before anything is sent. */
static void
test_bad_ca_file (void)
{
  g_autofree char *not_pem = g_test_build_filename (G_TEST_DIST, "data", "documented-example.json", NULL);
  const char *const files[] = { "/nowhere/at/all.pem", not_pem, "relative.pem" };
  g_autoptr(FerryCredentials) credentials = test_dup_key_pair ();

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "ca-file", files[i], NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (ferry_client_new (account, credentials, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
      test_assert_error_text (error, files[i]);
    }
}

/* A password goes to IAM, so its address is looked at as well. */
static void
test_iam_endpoint (void)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "iam-endpoint", "http://iam.{region}.example.com", NULL);
  g_autoptr(FerryAccount) incomplete = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", "https://swr.example.com", NULL);
  g_autoptr(FerryCredentials) password = ferry_credentials_new_password ("account", "user", "password", NULL, NULL);
  g_autoptr(FerryCredentials) keys = test_dup_key_pair ();
  g_autoptr(FerryClient) client = ferry_client_new (account, keys, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (ferry_client_new (account, password, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
  /* Nor is it sent to the public cloud where another service is meant. */
  g_clear_error (&error);
  g_assert_null (ferry_client_new (incomplete, password, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
  /* Keys never go there. */
  g_assert_nonnull (client);
}

static void
test_correct (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
    gboolean has_note;
  } cases[] = {
    { "", "" },
    { "  ", "" },
    { "https://swr-api.cn-north-4.myhuaweicloud.com", "https://swr-api.cn-north-4.myhuaweicloud.com" },
    { " swr-api.{region}.example.com:8443/base ", "https://swr-api.{region}.example.com:8443/base" },
    { "http://127.0.0.1:8080/{region}", "http://127.0.0.1:8080/{region}" },
    { "swr.cn-north-4.myhuaweicloud.com", "https://swr-api.cn-north-4.myhuaweicloud.com", TRUE },
    { "https://swr.cn-north-4.myhuaweicloud.com/team/app:1", "https://swr-api.cn-north-4.myhuaweicloud.com", TRUE },
    { "swr.{region}.example.com:8443", "https://swr-api.{region}.example.com:8443", TRUE },
    { "swrx.example.com", "https://swrx.example.com" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *note = NULL;
      g_autofree char *text = ferry_endpoint_correct (cases[i].text, &note);

      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_true ((note != NULL) == cases[i].has_note);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  trust ("other-authority.pem");
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("no_proxy", "", TRUE);

  g_test_add_func ("/client-endpoint/refused", test_refused);
  g_test_add_func ("/client-endpoint/accepted", test_accepted);
  g_test_add_func ("/client-endpoint/no-proxy", test_no_proxy);
  g_test_add_func ("/client-endpoint/no-tls", test_no_tls);
  g_test_add_func ("/client-endpoint/certificate", test_certificate);
  g_test_add_func ("/client-endpoint/account-certificates", test_account_certificates);
  g_test_add_func ("/client-endpoint/bad-ca-file", test_bad_ca_file);
  g_test_add_func ("/client-endpoint/iam-endpoint", test_iam_endpoint);
  g_test_add_func ("/client-endpoint/correct", test_correct);

  return g_test_run ();
}
