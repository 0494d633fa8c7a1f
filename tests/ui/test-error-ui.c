/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "ferry-error-ui.h"
#include "test-error-case.h"
#include "test-util.h"

#define RETRY "win.retry"
#define SIGN_IN "win.sign-in"
#define EDIT_ACCOUNT "win.edit-account"
#define EDIT_QUERY "win.edit-query"
#define COPY_DETAILS "win.copy-error"

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

static void
test_table (void)
{
  g_autoptr(GPtrArray) cases = test_load_error_cases ();

  for (guint i = 0; i < cases->len; i++)
    {
      const TestErrorCase *expected = g_ptr_array_index (cases, i);
      g_autoptr(GError) error = test_error_case_create_error (expected);
      g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, expected->query);
      g_autofree char *reference = ferry_error_dup_reference (error);
      const char *quote = ferry_error_get_details (error)->quote;

      g_test_message ("%s: %s", expected->name, error_ui->explanation);
      g_assert_cmpstr (error_ui->title, ==, expected->title);
      g_assert_cmpstr (error_ui->action_name, ==, expected->action);
      g_assert_cmpstr (error_ui->action_label, !=, "");
      assert_has (error_ui->explanation, quote != NULL ? quote : expected->message);
      assert_has (error_ui->explanation, expected->text);
      g_assert_true (g_str_has_suffix (error_ui->explanation, reference));
      assert_has (error_ui->summary, expected->message);
      g_assert_true (g_str_has_suffix (error_ui->summary, reference));
      g_assert_null (strstr (error_ui->explanation, "{region}"));
      g_assert_null (strstr (error_ui->explanation, "{action}"));
    }
}

/* What the title says is not said once more where the service speaks for itself. */
static void
test_sentence (void)
{
  static const struct
  {
    guint status;
    const char *body;
    const char *explanation; /* how it begins */
  } cases[] = {
    { 500, "{\"error_code\":\"APIGW.0601\",\"error_msg\":\"Internal\"}", "The service says: “Internal”\n\nNothing is wrong on this" },
    { 502, "{\"error_code\":\"APIGW.0610\",\"error_msg\":\"Backend\"}",
      "The gateway does not reach the service.\n\nThe service says: “Backend”\n\nNothing is wrong on this" },
    { 400, "{\"error_code\":\"IAM.1105\",\"error_msg\":\"AK expired\"}", "The service says: “AK expired”\n\nCreate another access key" },
    { 403, "Blocked", "The answer says: “Blocked”\n\nA proxy, a firewall" },
    { 500, "", "The service has a problem.\n\nNothing is wrong on this" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      FerryErrorResponse response = { .status = cases[i].status, .body = body };
      g_autoptr(GError) error = ferry_error_new_from_response (&response);
      g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, NULL);

      g_test_message ("%s", error_ui->explanation);
      g_assert_true (g_str_has_prefix (error_ui->explanation, cases[i].explanation));
    }
}

static gboolean
may_retry (const FerryErrorUi *error_ui)
{
  return g_str_equal (error_ui->action_name, RETRY) || g_strcmp0 (error_ui->second_name, RETRY) == 0;
}

/* What is wrong now is wrong the next time, and counts. */
static void
test_may_retry (void)
{
  static const FerryError not_again[] = {
    FERRY_ERROR_NO_CREDENTIALS,
    FERRY_ERROR_UNAUTHORIZED,
    FERRY_ERROR_TOKEN_EXPIRED,
    FERRY_ERROR_TOKEN_UNREADABLE,
    FERRY_ERROR_TOKEN_REGION,
    FERRY_ERROR_WRONG_KEY,
    FERRY_ERROR_UNKNOWN_KEY,
    FERRY_ERROR_WRONG_PASSWORD,
    FERRY_ERROR_PASSCODE,
  };
  static const FerryError again[] = {
    FERRY_ERROR_LOCKED,
    FERRY_ERROR_CLOCK,
    FERRY_ERROR_DISABLED,
    FERRY_ERROR_FORBIDDEN,
    FERRY_ERROR_NOT_FOUND,
    FERRY_ERROR_NOT_OFFERED,
    FERRY_ERROR_BAD_REQUEST,
    FERRY_ERROR_BAD_RESPONSE,
    FERRY_ERROR_TOO_LARGE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (not_again); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, not_again[i], "What.");
      g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, NULL);

      g_assert_false (may_retry (error_ui));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (again); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, again[i], "What.");
      g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, NULL);

      g_assert_true (may_retry (error_ui));
    }
}

/* What no service answered to. */
static void
test_network (void)
{
  static const struct
  {
    GQuark (*get_domain) (void);
    int code;
    const char *title;
    const char *text;
    const char *action;
  } errors[] = {
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, "Certificate Not Accepted", "choose the file of the certificate authority", EDIT_ACCOUNT },
    { g_tls_error_quark, G_TLS_ERROR_HANDSHAKE, "No Secure Connection", "Nothing was sent.", RETRY },
    { g_tls_error_quark, G_TLS_ERROR_NOT_TLS, "No Secure Connection", "The address may be that of another service", RETRY },
    { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, "Address Not Found", "No host has this name.", RETRY },
    { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "No Name Server Answers", "online", RETRY },
    { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, "No Network", "online", RETRY },
    { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, "Host Not Reachable", "A VPN may be needed.", RETRY },
    { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, "Connection Refused", "Nothing listens there", RETRY },
    { g_io_error_quark, G_IO_ERROR_NOT_CONNECTED, "No Connection in Time", "a firewall drops what is sent", RETRY },
    { g_io_error_quark, G_IO_ERROR_TIMED_OUT, "No Answer", "in time", RETRY },
    { g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, "Connection Lost", "before the answer was whole", RETRY },
    { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, "Connection Lost", "before the answer was whole", RETRY },
    { g_io_error_quark, G_IO_ERROR_PROXY_FAILED, "No Connection Through the Proxy", "network settings", RETRY },
    { g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, "No Connection Through the Proxy", "asks for a sign-in", RETRY },
    { g_io_error_quark, G_IO_ERROR_FAILED, "No Connection", "online", RETRY },
    { ferry_error_quark, FERRY_ERROR_NO_CREDENTIALS, "Not Signed In", "in the account", EDIT_ACCOUNT },
    { ferry_error_quark, FERRY_ERROR_BAD_REQUEST, "Request Not Sent", "What.", EDIT_ACCOUNT },
    { ferry_error_quark, FERRY_ERROR_TOO_LARGE, "Answer Too Large", "lead somewhere else", EDIT_ACCOUNT },
    { ferry_error_quark, FERRY_ERROR_BAD_RESPONSE, "Unexpected Answer", "What.", COPY_DETAILS },
    { ferry_error_quark, FERRY_ERROR_NOT_FOUND, "Organization or Repository Not Found", "Looked for in this region.", EDIT_QUERY },
    { ferry_error_quark, FERRY_ERROR_TOKEN_REGION, "Token Not Valid in This Region", "with one for this region,", SIGN_IN },
    { ferry_error_quark, FERRY_ERROR_EXPORT, "List Not Exported", "What.", RETRY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (errors[i].get_domain (), errors[i].code, "What.");
      g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, NULL);

      g_assert_cmpstr (error_ui->title, ==, errors[i].title);
      g_assert_true (g_str_has_prefix (error_ui->explanation, "What."));
      assert_has (error_ui->explanation, errors[i].text);
      g_assert_cmpstr (error_ui->summary, ==, "What.");
      g_assert_cmpstr (error_ui->action_name, ==, errors[i].action);
    }
}

static void
check_secrets (const GError *error)
{
  g_autoptr(FerryQuery) query = test_make_query ("team-a", "web/frontend");
  g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, query);
  g_autofree char *report = ferry_error_ui_dup_report (error, query);

  g_assert_cmpstr (error_ui->title, !=, "");
  test_assert_no_secret (error_ui->summary);
  test_assert_no_secret (error_ui->explanation);
  test_assert_no_secret (report);
}

static void
test_secrets (void)
{
  test_foreach_error_with_secrets (check_secrets);
}

static void
test_excerpt (void)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("Sign in to the network", strlen ("Sign in to the network"));
  FerryErrorResponse response = { .status = 200, .body = body };
  g_autoptr(GError) error = ferry_error_new_for_response (&response, FERRY_ERROR_BAD_RESPONSE, "It is not JSON.");
  g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, NULL);

  assert_has (error_ui->explanation, "It is not JSON.\n\nThe answer begins with: “Sign in to the network”\n\n");
}

static void
test_report (void)
{
  FerryErrorDetails details = {
    .http_status = 401,
    .service_code = (char *) "APIGW.0301",
    .request_id = (char *) "0a1b",
    .clock_offset = 1200,
    .host = (char *) "swr.example",
    .time = (char *) "2026-01-01T00:00:00Z",
    .headers = (char *) "Server: a\nDate: b",
    .body = (char *) "{\n}",
  };
  static const char *const parts[] = {
    "What.\nHTTP 401, APIGW.0301, request ID 0a1b\nteam-a/web/frontend, cn-north-4\nHost: swr.example\n"
    "Time: 2026-01-01T00:00:00Z\nClock of the host: +1200 s\nFerryboard " FERRY_VERSION ", ",
    "\n\nHeaders of the answer:\nServer: a\nDate: b\n\nIts first 2 KB:\n{\n}\n",
  };
  g_autoptr(FerryQuery) query = test_make_query ("team-a", "web/frontend");
  g_autoptr(GError) error = ferry_error_new_with_details (FERRY_ERROR_CLOCK, &details, "What.");
  g_autoptr(GError) network = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "What.");
  g_autofree char *report = ferry_error_ui_dup_report (error, query);
  g_autofree char *network_report = ferry_error_ui_dup_report (network, NULL);

  assert_has (report, parts[0]);
  assert_has (report, parts[1]);
  g_assert_true (g_str_has_prefix (network_report, "What.\nTime: 20"));
  assert_has (network_report, "Z\nFerryboard " FERRY_VERSION ", ");
}

/* The permission that is missing is the one that the request needed. */
static void
test_permissions (void)
{
  static const struct
  {
    const char *action;
    const char *service_code;
    const char *title;
    const char *named;
    gboolean may_name;
  } cases[] = {
    { NULL, NULL, "Not Allowed to List Synchronization Tasks", "swr:repo:listAutoSyncRepoJobs", FALSE },
    { "swr:repo:listAutoSyncRepoJobs", NULL, "Not Allowed to List Synchronization Tasks", "swr:repo:listAutoSyncRepoJobs", FALSE },
    { "swr:repo:listRepos", NULL, "Not Allowed to List Repositories", "swr:repo:listRepos", TRUE },
    { "swr:namespace:listNamespaces", NULL, "Not Allowed to List Organizations", "swr:namespace:listNamespaces", TRUE },
    { "swr:repo:listRepos", "APIGW.0302", "Kept Out by the Gateway", "off the blocklist", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerryErrorDetails details = { .http_status = 403, .service_code = (char *) cases[i].service_code, .action = cases[i].action };
      g_autoptr(GError) error = ferry_error_new_with_details (FERRY_ERROR_FORBIDDEN, &details, "No.");
      g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (error, NULL);

      g_assert_cmpstr (error_ui->title, ==, cases[i].title);
      assert_has (error_ui->explanation, cases[i].named);
      g_assert_cmpint (error_ui->may_name, ==, cases[i].may_name);
    }
}

static void
test_policy (void)
{
  const char *policy = ferry_error_ui_get_policy ();
  g_autoptr(JsonNode) root = json_from_string (policy, NULL);
  JsonObject *object = json_node_get_object (root);
  JsonObject *statement = json_array_get_object_element (json_object_get_array_member (object, "Statement"), 0);
  JsonArray *actions = json_object_get_array_member (statement, "Action");

  g_assert_cmpstr (json_object_get_string_member (object, "Version"), ==, "5.0");
  g_assert_cmpstr (json_object_get_string_member (statement, "Effect"), ==, "Allow");
  g_assert_cmpuint (json_array_get_length (actions), ==, 3);
  /* It lets nobody change anything. */
  for (guint i = 0; i < json_array_get_length (actions); i++)
    assert_has (json_array_get_string_element (actions, i), ":list");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error-ui/table", test_table);
  g_test_add_func ("/error-ui/sentence", test_sentence);
  g_test_add_func ("/error-ui/may-retry", test_may_retry);
  g_test_add_func ("/error-ui/network", test_network);
  g_test_add_func ("/error-ui/secrets", test_secrets);
  g_test_add_func ("/error-ui/excerpt", test_excerpt);
  g_test_add_func ("/error-ui/report", test_report);
  g_test_add_func ("/error-ui/permissions", test_permissions);
  g_test_add_func ("/error-ui/policy", test_policy);

  return g_test_run ();
}
