/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo-fixture.h"

#define SIGN_IN_PATH "/v3/auth/tokens?nocatalog=true"
#define PROJECT(name) "{\"project\":{\"name\":\"" name "\"}}"
#define BEIJING PROJECT ("cn-north-4")
#define USER(name, password, domain) \
  "{\"name\":\"" name "\",\"password\":\"" password "\",\"domain\":{\"name\":\"" domain "\"}}"
#define SAMPLE_USER USER (FERRY_DEMO_USER, FERRY_DEMO_PASSWORD, FERRY_DEMO_DOMAIN)
#define SOMEBODY USER ("somebody", "wrong", FERRY_DEMO_DOMAIN)
#define WRONG_PASSWORD USER (FERRY_DEMO_USER, "wrong", FERRY_DEMO_DOMAIN)
#define BODY(methods, identity, scope) \
  "{\"auth\":{\"identity\":{\"methods\":[" methods "]," identity "},\"scope\":" scope "}}"
#define PASSWORD_BODY(user, scope) BODY ("\"password\"", "\"password\":{\"user\":" user "}", scope)
#define TOTP_BODY(id, passcode) \
  BODY ("\"password\",\"totp\"", \
        "\"password\":{\"user\":" SAMPLE_USER "}," \
        "\"totp\":{\"user\":{\"id\":\"" id "\",\"passcode\":\"" passcode "\"}}", \
        BEIJING)
#define SAMPLE_BODY PASSWORD_BODY (SAMPLE_USER, BEIJING)

static SoupMessage *
post (DemoFixture  *fixture,
      const char   *path,
      const char   *content_type,
      const char   *body,
      char        **answer)
{
  SoupMessage *message = demo_fixture_new_message (fixture, "POST", path);
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  soup_message_set_request_body_from_bytes (message, content_type, bytes);
  *answer = demo_fixture_send (fixture, message);

  return message;
}

/* Sends a request for a token, of which the answer must have this status and this text in it. */
static void
assert_answer (DemoFixture *fixture,
               const char  *body,
               guint        status,
               const char  *part)
{
  g_autofree char *answer = NULL;
  g_autoptr(SoupMessage) message = post (fixture, SIGN_IN_PATH, "application/json;charset=utf8", body, &answer);

  g_test_message ("%s\n%s", body, answer);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
  assert_contains (answer, part);
  if (status != 201)
    g_assert_null (soup_message_headers_get_one (soup_message_get_response_headers (message), "X-Subject-Token"));
}

static char *
get_token (DemoFixture *fixture,
           const char  *body)
{
  g_autofree char *answer = NULL;
  g_autoptr(SoupMessage) message = post (fixture, SIGN_IN_PATH, "application/json", body, &answer);

  g_assert_cmpuint (soup_message_get_status (message), ==, 201);

  return g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "X-Subject-Token"));
}

/* Lists tasks of cn-north-4 with this token. */
static char *
list (DemoFixture *fixture,
      const char  *prefix,
      const char  *token)
{
  g_autofree char *path = g_strconcat (prefix, DEMO_EXAMPLE_PATH, NULL);
  g_autoptr(SoupMessage) message = demo_fixture_new_message (fixture, "GET", path);

  soup_message_headers_replace (soup_message_get_request_headers (message), "X-Auth-Token", token);

  return demo_fixture_send (fixture, message);
}

static void
assert_accepted (DemoFixture *fixture,
                 const char  *token)
{
  g_autofree char *body = list (fixture, "", token);

  assert_contains (body, "grpc-helloworld");
}

static void
assert_expired (DemoFixture *fixture,
                const char  *token)
{
  g_autofree char *body = list (fixture, "", token);

  assert_contains (body, "\"APIGW.0301\"");
  assert_contains (body, "token expires, expires at: ");
}

static GDateTime *
get_time (JsonObject *object,
          const char *member)
{
  const char *text = json_object_get_string_member (object, member);

  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$", text, 0, 0));

  return g_date_time_new_from_iso8601 (text, NULL);
}

static const char *
get_name (JsonObject *parent,
          const char *member)
{
  return json_object_get_string_member (json_object_get_object_member (parent, member), "name");
}

static void
test_answer (DemoFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *answer = NULL;
  g_autoptr(SoupMessage) message =
    post (fixture, SIGN_IN_PATH, "application/json;charset=utf8", SAMPLE_BODY, &answer);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr(JsonNode) node = parse_json (answer);
  JsonObject *token = json_object_get_object_member (json_node_get_object (node), "token");
  JsonObject *project = json_object_get_object_member (token, "project");
  JsonObject *user = json_object_get_object_member (token, "user");
  g_autoptr(GDateTime) issued_at = get_time (token, "issued_at");
  g_autoptr(GDateTime) expires_at = get_time (token, "expires_at");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  g_assert_cmpuint (soup_message_get_status (message), ==, 201);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "application/json");
  g_assert_nonnull (soup_message_headers_get_one (headers, "X-IAM-Trace-Id"));
  g_assert_null (soup_message_headers_get_one (headers, "X-Request-Id"));

  g_assert_cmpint (g_date_time_difference (expires_at, issued_at), ==, 24 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (g_date_time_difference (now, issued_at), >=, 0);
  g_assert_cmpint (g_date_time_difference (now, issued_at), <, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (json_object_get_string_member (project, "name"), ==, "cn-north-4");
  g_assert_cmpstr (get_name (project, "domain"), ==, FERRY_DEMO_DOMAIN);
  g_assert_cmpstr (json_object_get_string_member (user, "id"), ==, FERRY_DEMO_USER_ID);
  g_assert_cmpstr (json_object_get_string_member (user, "name"), ==, FERRY_DEMO_USER);
  g_assert_cmpstr (get_name (user, "domain"), ==, FERRY_DEMO_DOMAIN);

  assert_accepted (fixture, soup_message_headers_get_one (headers, "X-Subject-Token"));
}

static void
test_bodies (DemoFixture   *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *body;
    guint status;
    const char *part;
  } cases[] = {
    { SAMPLE_BODY, 201, "\"name\":\"cn-north-4\"" },
    { PASSWORD_BODY (USER ("somebody", FERRY_DEMO_PASSWORD, FERRY_DEMO_DOMAIN), BEIJING), 401,
      "\"title\":\"Unauthorized\"" },
    { PASSWORD_BODY (WRONG_PASSWORD, BEIJING), 401, "{\"error\":{\"code\":401,\"message\":\"The username" },
    { PASSWORD_BODY (USER (FERRY_DEMO_USER, FERRY_DEMO_PASSWORD, "elsewhere"), BEIJING), 401, "\"code\":401" },
    { "", 400, "{\"error\":{\"code\":400," },
    { "{", 400, "not JSON" },
    { "{'auth':{}}", 400, "not JSON" },
    { "[]", 400, "Expecting to find a text at auth/identity/password/user/domain/name" },
    { "{}", 400, "auth/identity/password" },
    { "{\"auth\":[]}", 400, "auth/identity/password" },
    { "{\"auth\":null}", 400, "auth/identity/password" },
    { PASSWORD_BODY ("{\"name\":\"a\",\"password\":\"b\"}", BEIJING), 400, "user/domain/name" },
    { PASSWORD_BODY (USER (FERRY_DEMO_USER, "", FERRY_DEMO_DOMAIN), BEIJING), 400, "user/password" },
    { PASSWORD_BODY ("{\"name\":1,\"password\":\"b\",\"domain\":{\"name\":\"c\"}}", BEIJING), 400, "user/name" },
    { PASSWORD_BODY (SAMPLE_USER, "{\"project\":\"cn-north-4\"}"), 400, "auth/scope/project/name" },
    { PASSWORD_BODY (SAMPLE_USER, "{\"project\":{\"id\":7}}"), 400, "auth/scope/project/id" },
    { BODY ("", "\"password\":{\"user\":" SAMPLE_USER "}", BEIJING), 400, "methods" },
    { BODY ("{}", "\"password\":{\"user\":" SAMPLE_USER "}", BEIJING), 400, "methods" },
    { BODY ("\"password\",\"token\"", "\"password\":{\"user\":" SAMPLE_USER "}", BEIJING), 400, "methods" },
    { BODY ("\"password\",\"totp\"", "\"password\":{\"user\":" SAMPLE_USER "}", BEIJING), 400, "methods" },
    { BODY ("\"password\"",
            "\"password\":{\"user\":" SAMPLE_USER "},\"totp\":{\"user\":{\"id\":\"a\",\"passcode\":\"1\"}}",
            BEIJING),
      400, "methods" },
    { BODY ("\"password\",\"totp\"",
            "\"password\":{\"user\":" SAMPLE_USER "},\"totp\":{\"user\":{\"passcode\":\"1\"}}",
            BEIJING),
      400, "methods" },
    { TOTP_BODY (FERRY_DEMO_USER_ID, ""), 400, "totp/user/passcode" },
    { TOTP_BODY (FERRY_DEMO_USER_ID, "000000"), 201, "\"methods\":[\"password\",\"totp\"]" },
  };
  g_autofree char *answer = NULL;
  g_autoptr(SoupMessage) form =
    post (fixture, SIGN_IN_PATH, "application/x-www-form-urlencoded", SAMPLE_BODY, &answer);

  g_assert_cmpuint (soup_message_get_status (form), ==, 400);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_answer (fixture, cases[i].body, cases[i].status, cases[i].part);
}

/* Where the sign-in service can be looked for, and what is counted. */
static void
test_paths (DemoFixture   *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *path;
    guint status;
  } cases[] = {
    { "/v3/auth/tokens", 201 },
    { "/v3/auth/tokens?nocatalog=true", 201 },
    { "/cn-east-3/v3/auth/tokens", 201 },
    { "/iam/v3/auth/tokens", 201 },
    { "/iam/cn-north-4/v3/auth/tokens", 201 },
    { "/cn-north-4/iam/v3/auth/tokens", 201 },
    { "/iam/iam/cn-north-4/v3/auth/tokens", 404 },
    { "/v3/auth/tokens/", 404 },
    { "/v3/auth/projects", 404 },
  };
  guint n_found = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = NULL;
      g_autoptr(SoupMessage) message = post (fixture, cases[i].path, "application/json", SAMPLE_BODY, &answer);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
      n_found += cases[i].status == 201;
      g_assert_cmpuint (ferry_demo_server_get_n_token_requests (fixture->server), ==, n_found);
      g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, i + 1);
    }

  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));
  g_assert_cmpuint (ferry_demo_server_get_n_token_requests (fixture->server), ==, n_found);
}

/* The id that belongs to a project's name, or NULL for the whole account. */
static char *
get_project_id (DemoFixture *fixture,
                const char  *body)
{
  g_autofree char *answer = NULL;
  g_autoptr(SoupMessage) message = post (fixture, SIGN_IN_PATH, "application/json", body, &answer);
  g_autoptr(JsonNode) node = parse_json (answer);
  JsonObject *token = json_object_get_object_member (json_node_get_object (node), "token");

  if (!json_object_has_member (token, "project"))
    return NULL;

  return g_strdup (json_object_get_string_member (json_object_get_object_member (token, "project"), "id"));
}

static void
test_regions (DemoFixture   *fixture,
              gconstpointer  data)
{
  static const char account_wide[] = "{\"domain\":{\"name\":\"" FERRY_DEMO_DOMAIN "\"}}";
  g_autofree char *id = get_project_id (fixture, SAMPLE_BODY);
  g_autofree char *scope = g_strdup_printf ("{\"project\":{\"id\":\"%s\"}}", id);
  g_autofree char *by_id = g_strdup_printf (PASSWORD_BODY (SAMPLE_USER, "%s"), scope);
  g_autofree char *for_account = g_strdup_printf (PASSWORD_BODY (SAMPLE_USER, "%s"), account_wide);
  const struct
  {
    const char *body;
    const char *prefix;
    const char *part;
  } cases[] = {
    { SAMPLE_BODY, "/cn-north-4", "grpc-helloworld" },
    { SAMPLE_BODY, "", "grpc-helloworld" },
    { SAMPLE_BODY, "/cn-east-3", "\"APIGW.0307\"" },
    { by_id, "/cn-north-4", "grpc-helloworld" },
    { by_id, "/cn-east-3", "\"APIGW.0307\"" },
    { PASSWORD_BODY (SAMPLE_USER, PROJECT ("cn-north-4_team")), "/cn-north-4", "grpc-helloworld" },
    { PASSWORD_BODY (SAMPLE_USER, PROJECT ("cn-east-3")), "/cn-north-4", "\"APIGW.0307\"" },
    { PASSWORD_BODY (SAMPLE_USER, PROJECT ("cn-future-9")), "/cn-future-9", "SVCSTG.SWR.4040058" },
    { for_account, "", "\"APIGW.0307\"" },
  };

  g_assert_null (get_project_id (fixture, for_account));
  assert_answer (fixture, PASSWORD_BODY (SAMPLE_USER, "{\"project\":{\"id\":\"0\"}}"), 401,
                 "\"title\":\"Unauthorized\"");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = get_token (fixture, cases[i].body);
      g_autofree char *body = list (fixture, cases[i].prefix, token);

      assert_contains (body, cases[i].part);
    }
}

static void
test_user (DemoFixture   *fixture,
           gconstpointer  data)
{
  g_autofree char *token = NULL;

  ferry_demo_server_set_user (fixture->server, "示例账号", "O\\\"Neill", "p\\w");
  assert_answer (fixture, SAMPLE_BODY, 401, "\"code\":401");
  assert_answer (fixture, PASSWORD_BODY (USER ("O\\\\\\\"Neill", "p\\\\w", "示例账号"), BEIJING), 201,
                 "\"name\":\"O\\\\\\\"Neill\","
                 "\"domain\":{\"id\":\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\",\"name\":\"示例账号\"}");

  ferry_demo_server_set_user (fixture->server, FERRY_DEMO_DOMAIN, FERRY_DEMO_USER, FERRY_DEMO_PASSWORD);
  token = get_token (fixture, SAMPLE_BODY);
  assert_accepted (fixture, token);
}

static void
test_lock (DemoFixture   *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    assert_answer (fixture, PASSWORD_BODY (WRONG_PASSWORD, BEIJING), 401, "\"code\":401");
  assert_answer (fixture, SAMPLE_BODY, 201, "expires_at");

  for (guint i = 0; i < 5; i++)
    {
      assert_answer (fixture, PASSWORD_BODY (WRONG_PASSWORD, BEIJING), 401, "\"code\":401");
      assert_answer (fixture, PASSWORD_BODY (SOMEBODY, BEIJING), 401, "\"code\":401");
    }
  assert_answer (fixture, SAMPLE_BODY, 401, "\"error_code\":\"IAM.0061\"");
  assert_answer (fixture, PASSWORD_BODY (WRONG_PASSWORD, BEIJING), 401, "IAM.0061");
  assert_answer (fixture, PASSWORD_BODY (SOMEBODY, BEIJING), 401, "\"code\":401");

  ferry_demo_server_set_user (fixture->server, FERRY_DEMO_DOMAIN, FERRY_DEMO_USER, FERRY_DEMO_PASSWORD);
  assert_answer (fixture, SAMPLE_BODY, 201, "expires_at");
}

static void
assert_passcode_needed (DemoFixture *fixture,
                        const char  *body_with_passcode)
{
  assert_answer (fixture, SAMPLE_BODY, 401, "steps required: totp");
  assert_answer (fixture, TOTP_BODY (FERRY_DEMO_USER_ID, "000000"), 400, "\"error_code\":\"IAM.1061\"");
  assert_answer (fixture, TOTP_BODY (FERRY_DEMO_USER, FERRY_DEMO_PASSCODE), 401, "\"code\":401");
  assert_answer (fixture, body_with_passcode, 201, "\"methods\":[\"password\",\"totp\"]");
}

static void
test_passcode (DemoFixture   *fixture,
               gconstpointer  data)
{
  ferry_demo_server_set_passcode (fixture->server, "654321");
  assert_passcode_needed (fixture, TOTP_BODY (FERRY_DEMO_USER_ID, "654321"));
  assert_answer (fixture, PASSWORD_BODY (WRONG_PASSWORD, BEIJING), 401, "The username or password is wrong.");

  ferry_demo_server_set_passcode (fixture->server, NULL);
  assert_answer (fixture, SAMPLE_BODY, 201, "\"methods\":[\"password\"]");

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_IAM_PASSCODE);
  assert_passcode_needed (fixture, TOTP_BODY (FERRY_DEMO_USER_ID, FERRY_DEMO_PASSCODE));
}

static void
test_end (DemoFixture   *fixture,
          gconstpointer  data)
{
  g_autofree char *token = get_token (fixture, SAMPLE_BODY);
  g_autofree char *later_token = NULL;
  g_autofree char *brief_token = NULL;

  assert_accepted (fixture, token);
  ferry_demo_server_expire_tokens (fixture->server);
  assert_expired (fixture, token);
  later_token = get_token (fixture, SAMPLE_BODY);
  g_assert_cmpstr (later_token, !=, token);
  assert_accepted (fixture, later_token);
  assert_expired (fixture, token);
  assert_accepted (fixture, FERRY_DEMO_TOKEN);

  ferry_demo_server_set_token_lifetime (fixture->server, 0);
  brief_token = get_token (fixture, SAMPLE_BODY);
  assert_expired (fixture, brief_token);
  assert_accepted (fixture, later_token);
}

static const struct
{
  FerryDemoFault fault;
  guint status;
  const char *content_type;
  const char *part;
} fault_cases[] = {
  { FERRY_DEMO_FAULT_IAM_NO_TOKEN, 201, "application/json", "expires_at" },
  { FERRY_DEMO_FAULT_IAM_BIG_TOKEN, 201, "application/json", "expires_at" },
  { FERRY_DEMO_FAULT_IAM_SHORT_TOKEN, 201, "application/json", "expires_at" },
  { FERRY_DEMO_FAULT_IAM_PASSCODE, 401, "application/json", "totp" },
  { FERRY_DEMO_FAULT_IAM_NOT_JSON, 200, "text/html", "<form" },
  { FERRY_DEMO_FAULT_IAM_400, 400, "application/json", "{\"error\":{\"code\":400," },
  { FERRY_DEMO_FAULT_IAM_401, 401, "application/json", "{\"error\":{\"code\":401," },
  { FERRY_DEMO_FAULT_IAM_LOCKED, 401, "application/json", "\"error_code\":\"IAM.0061\"" },
  { FERRY_DEMO_FAULT_IAM_429, 429, "application/json", "5 times per 60 seconds" },
  { FERRY_DEMO_FAULT_IAM_500, 500, "application/json", "{\"error\":{\"code\":500," },
};

static void
test_faults (DemoFixture   *fixture,
             gconstpointer  data)
{
  guint n_sign_in = 0;

  for (guint i = 0; i < FERRY_DEMO_N_FAULTS; i++)
    n_sign_in += ferry_demo_fault_is_sign_in (i);
  g_assert_cmpuint (G_N_ELEMENTS (fault_cases), ==, n_sign_in);

  for (gsize i = 0; i < G_N_ELEMENTS (fault_cases); i++)
    {
      g_autofree char *answer = NULL;
      g_autoptr(SoupMessage) message = NULL;
      SoupMessageHeaders *headers;

      /* Only what it is about fails, and counts. */
      ferry_demo_server_set_fault (fixture->server, fault_cases[i].fault);
      ferry_demo_server_set_fault_count (fixture->server, 1);
      g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));

      g_test_message ("%s", ferry_demo_fault_get_name (fault_cases[i].fault));
      message = post (fixture, SIGN_IN_PATH, "application/json", SAMPLE_BODY, &answer);
      headers = soup_message_get_response_headers (message);
      g_assert_cmpuint (soup_message_get_status (message), ==, fault_cases[i].status);
      g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, fault_cases[i].content_type);
      assert_contains (answer, fault_cases[i].part);
      g_assert_nonnull (soup_message_headers_get_one (headers, "X-IAM-Trace-Id"));
      if (fault_cases[i].status != 201 || fault_cases[i].fault == FERRY_DEMO_FAULT_IAM_NO_TOKEN)
        g_assert_null (soup_message_headers_get_one (headers, "X-Subject-Token"));

      assert_answer (fixture, SAMPLE_BODY, 201, "expires_at");
    }
}

static void
test_big_token (DemoFixture   *fixture,
                gconstpointer  data)
{
  g_autofree char *token = NULL;

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_IAM_BIG_TOKEN);
  token = get_token (fixture, SAMPLE_BODY);
  g_assert_cmpuint (strlen (token), ==, 32 * 1024);
  assert_accepted (fixture, token);
}

static void
test_short_token (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *answer = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GDateTime) issued_at = NULL;
  g_autoptr(GDateTime) expires_at = NULL;
  JsonObject *token;

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_IAM_SHORT_TOKEN);
  message = post (fixture, SIGN_IN_PATH, "application/json", SAMPLE_BODY, &answer);
  node = parse_json (answer);
  token = json_object_get_object_member (json_node_get_object (node), "token");
  issued_at = get_time (token, "issued_at");
  expires_at = get_time (token, "expires_at");
  g_assert_cmpint (g_date_time_difference (expires_at, issued_at), ==, 2 * G_TIME_SPAN_SECOND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DEMO_FIXTURE_TEST ("/demo-iam/answer", test_answer);
  DEMO_FIXTURE_TEST ("/demo-iam/bodies", test_bodies);
  DEMO_FIXTURE_TEST ("/demo-iam/paths", test_paths);
  DEMO_FIXTURE_TEST ("/demo-iam/regions", test_regions);
  DEMO_FIXTURE_TEST ("/demo-iam/user", test_user);
  DEMO_FIXTURE_TEST ("/demo-iam/lock", test_lock);
  DEMO_FIXTURE_TEST ("/demo-iam/passcode", test_passcode);
  DEMO_FIXTURE_TEST ("/demo-iam/end", test_end);
  DEMO_FIXTURE_TEST ("/demo-iam/faults", test_faults);
  DEMO_FIXTURE_TEST ("/demo-iam/big-token", test_big_token);
  DEMO_FIXTURE_TEST ("/demo-iam/short-token", test_short_token);

  return g_test_run ();
}
