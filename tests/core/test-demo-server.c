/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo-fixture.h"
#include "ferry-demo-data.h"
#include "ferry-signer.h"

#define AK FERRY_DEMO_ACCESS_KEY
#define SK FERRY_DEMO_SECRET_KEY
#define BULK_PATH "/v2/manage/namespaces/bulk/repos/tasks/sync_repo"

static void
test_documented_example (DemoFixture   *fixture,
                         gconstpointer  data)
{
  static const char documented[] =
    "[{\"createdAt\": \"2020-04-17T02:11:03.53183Z\","
    "  \"domainID\": \"8b1e81************************633fb\","
    "  \"domainName\": \"p*********59\","
    "  \"id\": 45,"
    "  \"namespace\": \"test\","
    "  \"override\": true,"
    "  \"remoteNamespace\": \"sdsad\","
    "  \"remoteRegionId\": \"cn-north-1\","
    "  \"repoName\": \"grpc-helloworld\","
    "  \"syncAuto\": true,"
    "  \"updatedAt\": \"2020-04-17T02:11:03.531831Z\"}]";
  g_autoptr(SoupMessage) message = demo_fixture_new_request (fixture, DEMO_EXAMPLE_PATH);
  g_autofree char *body = demo_fixture_send (fixture, message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr(JsonNode) expected = parse_json (documented);
  g_autoptr(JsonNode) received = parse_json (body);
  g_autofree char *expected_text = json_to_string (expected, FALSE);
  g_autofree char *received_text = json_to_string (received, FALSE);
  const char *request_id = soup_message_headers_get_one (headers, "X-Request-Id");

  /* Written again, both have their members in the order in which they were read. */
  g_assert_cmpstr (received_text, ==, expected_text);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "application/json");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Server"), ==, "api-gateway");
  g_assert_nonnull (soup_message_headers_get_one (headers, "Date"));
  g_assert_true (g_regex_match_simple ("^[0-9a-f]{32}$", request_id, 0, 0));
}

/* What the sample account is made of, found by listing all of it. */
typedef struct
{
  GHashTable *organizations;
  GHashTable *regions;
  GHashTable *ids;
  GHashTable *features;
} Census;

static void
census_note (Census     *census,
             const char *feature,
             gboolean    present)
{
  if (present)
    g_hash_table_add (census->features, (gpointer) feature);
}

static void
census_add_task (Census                    *census,
                 const FerryDemoRepository *repository,
                 JsonObject                *task)
{
  static const char *const fractions[] = { "no fraction", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  const char *created_at = json_object_get_string_member (task, "createdAt");
  const char *point = strchr (created_at, '.');
  gint64 id = json_object_get_int_member (task, "id");

  g_assert_cmpuint (json_object_get_size (task), ==, 11);
  g_assert_cmpstr (json_object_get_string_member (task, "namespace"), ==, repository->organization);
  g_assert_cmpstr (json_object_get_string_member (task, "repoName"), ==, repository->name);
  g_assert_cmpstr (json_object_get_string_member (task, "remoteRegionId"), !=, repository->region);
  g_assert_true (g_hash_table_add (census->ids, g_memdup2 (&id, sizeof id)));

  census_note (census, fractions[point != NULL ? strlen (point + 1) - 1 : 0], TRUE);
  census_note (census, "id above 2^31", id > G_MAXUINT32);
  census_note (census, "not automatic", !json_object_get_boolean_member (task, "syncAuto"));
  census_note (census, "overwrites", json_object_get_boolean_member (task, "override"));
  census_note (census, "Chinese account", !g_str_is_ascii (json_object_get_string_member (task, "domainName")));
  census_note (census, "unknown region",
               g_str_equal (json_object_get_string_member (task, "remoteRegionId"), "cn-future-9"));
  census_note (census, "other organization",
               !g_str_equal (json_object_get_string_member (task, "remoteNamespace"), repository->organization));
}

static guint
census_add_repository (Census                    *census,
                       DemoFixture               *fixture,
                       const FerryDemoRepository *repository)
{
  g_autofree char *name = g_strdelimit (g_strdup (repository->name), "/", '$');
  g_autofree char *path = g_strdup_printf ("/%s/v2/manage/namespaces/%s/repos/%s/sync_repo",
                                           repository->region, repository->organization, name);
  g_autofree char *body = demo_fixture_fetch (fixture, path, 200);
  g_autoptr(JsonNode) node = parse_json (body);
  g_autoptr(GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *tasks = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);
      const char *target_region = json_object_get_string_member (task, "remoteRegionId");
      const char *target_organization = json_object_get_string_member (task, "remoteNamespace");

      g_assert_true (g_hash_table_add (targets, g_strdup_printf ("%s/%s", target_region, target_organization)));
      census_add_task (census, repository, task);
    }

  g_hash_table_add (census->organizations, (gpointer) repository->organization);
  g_hash_table_add (census->regions, (gpointer) repository->region);
  census_note (census, "no tasks", json_array_get_length (tasks) == 0);
  census_note (census, "a hundred tasks", json_array_get_length (tasks) == 100);
  census_note (census, "two slashes", strchr (repository->name, '/') != strrchr (repository->name, '/'));
  g_assert_false (g_str_is_ascii (repository->description));
  g_assert_cmpuint (json_array_get_length (tasks), ==, repository->n_tasks);

  return json_array_get_length (tasks);
}

static void
test_sample_account (DemoFixture   *fixture,
                     gconstpointer  data)
{
  static const char *const features[] = {
    "no fraction", "1", "5", "6", "9", "id above 2^31", "not automatic", "overwrites", "Chinese account",
    "unknown region", "other organization", "no tasks", "a hundred tasks", "two slashes",
  };
  g_autoptr(GHashTable) organizations = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Census census = { organizations, regions, ids, seen };
  gsize n_repositories;
  const FerryDemoRepository *repositories = ferry_demo_data_get_repositories (&n_repositories);
  guint n_tasks = 0;

  for (gsize i = 0; i < n_repositories; i++)
    n_tasks += census_add_repository (&census, fixture, &repositories[i]);

  g_assert_cmpuint (n_repositories, ==, 260);
  g_assert_cmpuint (g_hash_table_size (organizations), ==, 12);
  g_assert_cmpuint (g_hash_table_size (regions), ==, 8);
  g_assert_cmpuint (n_tasks, >=, 550);
  g_assert_cmpuint (n_tasks, <=, 650);
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    if (!g_hash_table_contains (seen, features[i]))
      g_error ("the sample account has no case of: %s", features[i]);
}

static void
test_paths (DemoFixture   *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
    const char *part;
  } cases[] = {
    { "GET", "/v2/manage/namespaces/platform/repos/gateway$api/sync_repo", 200, "\"repoName\":\"gateway/api\"" },
    { "GET", "/v2/manage/namespaces/platform/repos/gateway%24api/sync_repo", 200, "\"repoName\":\"gateway/api\"" },
    { "GET", "/v2/manage/namespaces/platform/repos/gateway$jobs$nightly/sync_repo", 200, "gateway/jobs/nightly" },
    { "GET", "/v2/manage/namespaces/platform/repos/gateway/api/sync_repo", 404, "APIGW.0101" },
    { "GET", "/v2/manage/namespaces/platform/repos/gateway%2Fapi/sync_repo", 404, "APIGW.0101" },
    { "GET", "/v2/manage/namespaces/platform/repos/gateway%2524api/sync_repo", 400, "SVCSTG.SWR.4001029" },
    { "GET", "/cn-north-4/v2/manage/namespaces/platform/repos/gateway/sync_repo", 200, "\"namespace\":\"platform\"" },
    { "GET", "/cn-east-3/v2/manage/namespaces/platform/repos/gateway/sync_repo", 404, "SVCSTG.SWR.4040058" },
    { "GET", "/v2/manage/namespaces/nobody/repos/gateway/sync_repo", 404, "SVCSTG.SWR.4040058" },
    { "GET", "/v2/manage/namespaces/platform/repos/nothing/sync_repo", 404, "SVCSTG.SWR.4040010" },
    { "GET", "/v2/manage/namespaces/Platform/repos/gateway/sync_repo", 400, "SVCSTG.SWR.4001028" },
    { "GET", "/v2/manage/namespaces/platform/repos/_gateway/sync_repo", 400, "SVCSTG.SWR.4001029" },
    { "GET", "/v2/manage/namespaces/platform/repos//sync_repo", 400, "SVCSTG.SWR.4001029" },
    { "GET", BULK_PATH, 404, "SVCSTG.SWR.4040058" },
    { "GET", "/cn-north-4/cn-east-3" DEMO_EXAMPLE_PATH, 404, "APIGW.0101" },
    { "GET", "/iam" DEMO_EXAMPLE_PATH, 404, "APIGW.0101" },
    { "GET", "/" DEMO_EXAMPLE_PATH, 404, "APIGW.0101" },
    { "GET", "/v3/auth/tokens", 404, "APIGW.0101" },
    { "POST", DEMO_EXAMPLE_PATH, 404, "APIGW.0101" },
    { "DELETE", DEMO_EXAMPLE_PATH, 404, "APIGW.0101" },
    { "GET", "/v2/manage/namespaces/platform/repos/gateway/sync_jobs", 404, "APIGW.0101" },
    { "GET", "/", 404, "APIGW.0101" },
  };
  g_autofree char *long_name = g_strnfill (65, 'a');
  g_autofree char *long_path = g_strdup_printf ("/v2/manage/namespaces/%s/repos/x/sync_repo", long_name);
  g_autofree char *long_body = demo_fixture_fetch (fixture, long_path, 400);

  assert_contains (long_body, "SVCSTG.SWR.4001028");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) message = demo_fixture_new_message (fixture, cases[i].method, cases[i].path);
      g_autofree char *body = NULL;

      soup_message_headers_replace (soup_message_get_request_headers (message), "X-Auth-Token", FERRY_DEMO_TOKEN);
      body = demo_fixture_send (fixture, message);
      g_test_message ("%s %s", cases[i].method, cases[i].path);
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
      assert_contains (body, cases[i].part);
    }
}

static void
test_tokens (DemoFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(SoupMessage) without = demo_fixture_new_message (fixture, "GET", DEMO_EXAMPLE_PATH);
  g_autofree char *body = demo_fixture_send (fixture, without);
  g_autofree char *old_token_body = NULL;

  g_assert_cmpuint (soup_message_get_status (without), ==, 401);
  assert_contains (body, "x-auth-token not found");

  ferry_demo_server_set_token (fixture->server, "another-token");
  old_token_body = demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 401);
  assert_contains (old_token_body, "APIGW.0301");
  assert_contains (old_token_body, "decrypt token fail");
}

/* Signs what the SDKs, each in its way, choose to sign. */
static void
sign (DemoFixture *fixture,
      SoupMessage *message,
      const char  *access_key,
      const char  *secret_key,
      const char  *signed_headers,
      int          seconds_ago)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GUri *uri = soup_message_get_uri (message);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new_key_pair (access_key, secret_key, NULL, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, -seconds_ago);
  g_autofree char *date = ferry_signer_format_date (then);
  g_autofree char *no_payload = ferry_signer_hash_payload (NULL);
  g_autofree char *authorization = NULL;
  g_auto(GStrv) names = g_strsplit (signed_headers, ";", -1);
  FerryHeader to_sign[8];
  gsize n = 0;

  soup_message_headers_replace (headers, "Host", strstr (ferry_demo_server_get_endpoint (fixture->server), "127"));
  soup_message_headers_replace (headers, "User-Agent", "test/1.0");
  soup_message_headers_replace (headers, "Content-Type", "application/json");
  soup_message_headers_replace (headers, "X-Project-Id", "0123456789abcdef0123456789abcdef");
  soup_message_headers_replace (headers, "X-Security-Token", "sample-security-token");
  soup_message_headers_replace (headers, "X-Sdk-Date", date);
  for (; names[n] != NULL; n++)
    to_sign[n] = (FerryHeader) { names[n], soup_message_headers_get_one (headers, names[n]) };

  authorization = ferry_signer_dup_authorization (credentials, "GET", g_uri_get_path (uri), g_uri_get_query (uri),
                                                  to_sign, n, no_payload);
  soup_message_headers_replace (headers, "Authorization", authorization);
}

static void
test_signatures (DemoFixture   *fixture,
                 gconstpointer  data)
{
  static const char every_header[] = "content-type;host;user-agent;x-project-id;x-sdk-date;x-security-token";
  static const struct
  {
    const char *path;
    const char *access_key;
    const char *secret_key;
    const char *signed_headers;
    int seconds_ago;
    guint status;
    const char *part;
  } cases[] = {
    { DEMO_EXAMPLE_PATH, AK, SK, "x-sdk-date", 0, 200, "grpc-helloworld" },
    { DEMO_EXAMPLE_PATH, AK, SK, "host;x-sdk-date", 0, 200, "grpc-helloworld" },
    { DEMO_EXAMPLE_PATH, AK, SK, every_header, 0, 200, "grpc-helloworld" },
    { DEMO_EXAMPLE_PATH "?b=2&a=%201", AK, SK, "x-sdk-date", 0, 200, "[" },
    { "/v2/manage/namespaces/platform/repos/gateway$api/sync_repo", AK, SK, "x-sdk-date", 0, 200, "gateway/api" },
    { "/cn-north-4/v2/manage/namespaces/platform/repos/gateway%24api/sync_repo", AK, SK,
      "host;x-sdk-date", 0, 200, "gateway/api" },
    { DEMO_EXAMPLE_PATH, AK, SK, "x-sdk-date", 14 * 60, 200, "grpc-helloworld" },
    { DEMO_EXAMPLE_PATH, AK, SK, "x-sdk-date", 16 * 60, 401, "signature expired" },
    { DEMO_EXAMPLE_PATH, AK, SK, "x-sdk-date", -16 * 60, 401, "server time: 2" },
    { DEMO_EXAMPLE_PATH, AK, "wrong", "host;x-sdk-date", 0, 401,
      "verify aksk signature fail, canonicalRequest:GET|" DEMO_EXAMPLE_PATH "/||host:127.0.0.1:" },
    { DEMO_EXAMPLE_PATH, AK, "wrong", every_header, 0, 401, "|x-security-token:sample-security-token|" },
    { DEMO_EXAMPLE_PATH, "nobody", SK, "x-sdk-date", 0, 401, "ak:nobody,err:ak not exist" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) message = demo_fixture_new_message (fixture, "GET", cases[i].path);
      g_autofree char *body = NULL;

      sign (fixture, message, cases[i].access_key, cases[i].secret_key,
            cases[i].signed_headers, cases[i].seconds_ago);
      body = demo_fixture_send (fixture, message);
      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, body);
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
      assert_contains (body, cases[i].part);
    }
}

static void
test_odd_signatures (DemoFixture   *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    const char *authorization;
    const char *date;
    const char *part;
  } cases[] = {
    { "SDK-HMAC-SHA256 nonsense", "20260101T000000Z", "has not the form" },
    { "SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=0", "20260101T000000Z", "missing or not signed" },
    { "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=0", NULL, "missing or not signed" },
    { "SDK-HMAC-SHA256 Access=" AK ", SignedHeaders=x-sdk-date, Signature=0", "yesterday", "invalid X-Sdk-Date" },
    { "Basic c2FtcGxl", "20260101T000000Z", "x-auth-token not found" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) message = demo_fixture_new_message (fixture, "GET", DEMO_EXAMPLE_PATH);
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);
      g_autofree char *body = NULL;

      soup_message_headers_replace (headers, "Authorization", cases[i].authorization);
      if (cases[i].date != NULL)
        soup_message_headers_replace (headers, "X-Sdk-Date", cases[i].date);
      body = demo_fixture_send (fixture, message);
      g_assert_cmpuint (soup_message_get_status (message), ==, 401);
      assert_contains (body, cases[i].part);
    }
}

static void
test_payload_hash (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(SoupMessage) message = demo_fixture_new_message (fixture, "GET", DEMO_EXAMPLE_PATH);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new_key_pair (AK, SK, NULL, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = ferry_signer_format_date (now);
  FerryHeader to_sign = { "X-Sdk-Date", date };
  g_autofree char *authorization =
    ferry_signer_dup_authorization (credentials, "GET", DEMO_EXAMPLE_PATH, NULL, &to_sign, 1, "UNSIGNED-PAYLOAD");
  g_autofree char *body = NULL;

  soup_message_headers_replace (headers, "X-Sdk-Date", date);
  soup_message_headers_replace (headers, "X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD");
  soup_message_headers_replace (headers, "Authorization", authorization);
  body = demo_fixture_send (fixture, message);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

/* Sends one request with this secret key, in the simplest way. */
static char *
fetch_signed (DemoFixture *fixture,
              const char  *secret_key)
{
  g_autoptr(SoupMessage) message = demo_fixture_new_message (fixture, "GET", DEMO_EXAMPLE_PATH);

  sign (fixture, message, AK, secret_key, "x-sdk-date", 0);

  return demo_fixture_send (fixture, message);
}

static void
assert_wrong_signatures (DemoFixture *fixture,
                         guint        n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *body = fetch_signed (fixture, "wrong");

      assert_contains (body, "verify aksk signature fail");
    }
}

static void
test_locked_key (DemoFixture   *fixture,
                 gconstpointer  data)
{
  g_autofree char *between = NULL;
  g_autofree char *locked = NULL;
  g_autofree char *unlocked = NULL;

  /* In a row, that is. */
  assert_wrong_signatures (fixture, 5);
  between = fetch_signed (fixture, SK);
  assert_contains (between, "grpc-helloworld");

  assert_wrong_signatures (fixture, 6);
  locked = fetch_signed (fixture, SK);
  assert_contains (locked, "AK access failed to reach the limit");
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));

  ferry_demo_server_set_key_pair (fixture->server, AK, SK);
  unlocked = fetch_signed (fixture, SK);
  assert_contains (unlocked, "grpc-helloworld");
}

/* The names of the organizations, joined by blanks. */
static char *
fetch_organizations (DemoFixture *fixture,
                     const char  *path)
{
  g_autofree char *body = demo_fixture_fetch (fixture, path, 200);
  g_autoptr(JsonNode) node = parse_json (body);
  JsonArray *organizations = json_object_get_array_member (json_node_get_object (node), "namespaces");
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (organizations); i++)
    {
      JsonObject *organization = json_array_get_object_element (organizations, i);
      gint64 auth = json_object_get_int_member (organization, "auth");

      g_assert_true (auth == 7 || auth == 3 || auth == 1);
      g_assert_cmpint (json_object_get_int_member (organization, "id"), >, 0);
      g_assert_cmpint (json_object_get_int_member (organization, "repo_count"), >, 0);
      g_assert_nonnull (json_object_get_string_member (organization, "creator_name"));
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", json_object_get_string_member (organization, "name"));
    }

  return g_string_free (names, FALSE);
}

static void
test_organizations (DemoFixture   *fixture,
                    gconstpointer  data)
{
  static const char all[] = "test platform logistics data web payments mobile machine-learning edge observability "
                            "security games";
  static const struct
  {
    const char *path;
    const char *names;
  } cases[] = {
    { "/v2/manage/namespaces", all },
    { "/v2/manage/namespaces?filter=mode::visible", all },
    { "/v2/manage/namespaces?filter=mode%3A%3Avisible", all },
    { "/cn-north-4/v2/manage/namespaces?filter=mode::visible", "test platform logistics" },
    { "/cn-east-3/v2/manage/namespaces", "data web" },
    { "/cn-future-9/v2/manage/namespaces", "" },
    { "/v2/manage/namespaces?namespace=edge", "edge" },
    { "/v2/manage/namespaces?filter=namespace::edge%7Cmode::visible", "edge" },
    { "/v2/manage/namespaces?namespace=edg", "" },
    { "/cn-east-3/v2/manage/namespaces?namespace=edge", "" },
  };
  static const char *const filters[] = { "", "mode", "mode::hidden", "namespace", "name::edge", "mode::visible%7C" };
  g_autoptr(SoupMessage) anonymous = demo_fixture_new_message (fixture, "GET", "/v2/manage/namespaces");
  g_autofree char *with_bulk = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *names = fetch_organizations (fixture, cases[i].path);

      g_assert_cmpstr (names, ==, cases[i].names);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *path = g_strconcat ("/v2/manage/namespaces?filter=", filters[i], NULL);
      g_autofree char *body = demo_fixture_fetch (fixture, path, 400);

      assert_contains (body, "SVCSTG.SWR.4001035");
    }

  g_free (demo_fixture_send (fixture, anonymous));
  g_assert_cmpuint (soup_message_get_status (anonymous), ==, 401);

  ferry_demo_server_set_bulk_tasks (fixture->server, 1);
  with_bulk = fetch_organizations (fixture, "/cn-east-3/v2/manage/namespaces");
  g_assert_cmpstr (with_bulk, ==, "data web bulk");
}

static void
test_given_answer (DemoFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *body = NULL;

  ferry_demo_server_set_answer (fixture->server, 418, "text/x-tea", "short and stout");
  body = demo_fixture_fetch (fixture, "/anywhere", 418);
  g_assert_cmpstr (body, ==, "short and stout");

  ferry_demo_server_set_answer (fixture->server, 0, NULL, NULL);
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));
}

static void
test_record (DemoFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *nothing = ferry_demo_server_dup_last_request (fixture->server);
  g_autofree char *request = NULL;

  g_assert_null (nothing);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 0);

  ferry_demo_server_set_latency (fixture->server, 1);
  g_free (demo_fixture_fetch (fixture, "/v2/manage/namespaces/platform/repos/gateway$api/sync_repo?a=%24", 200));
  g_free (demo_fixture_fetch (fixture, "/v2/manage/namespaces/platform/repos/gateway%24api/sync_repo?a=%24", 200));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 2);

  request = ferry_demo_server_dup_last_request (fixture->server);
  g_assert_true (g_str_has_prefix (
    request, "GET /v2/manage/namespaces/platform/repos/gateway%24api/sync_repo?a=%24 HTTP/1.1\n"));
  assert_contains (request, "\nX-Auth-Token: " FERRY_DEMO_TOKEN);
}

static void
test_bulk (DemoFixture   *fixture,
           gconstpointer  data)
{
  g_autofree char *body = NULL;
  g_autoptr(JsonNode) node = NULL;

  ferry_demo_server_set_bulk_tasks (fixture->server, 10000);
  body = demo_fixture_fetch (fixture, BULK_PATH, 200);
  node = parse_json (body);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 10000);
}

static void
test_tls (DemoFixture   *fixture,
          gconstpointer  data)
{
  g_autofree char *body = NULL;

  demo_fixture_use_tls (fixture);
  g_assert_true (g_str_has_prefix (ferry_demo_server_get_endpoint (fixture->server), "https://127.0.0.1:"));
  body = fetch_signed (fixture, SK);
  assert_contains (body, "grpc-helloworld");

  ferry_demo_server_stop (fixture->server);
  ferry_demo_server_set_certificate (fixture->server, NULL);
  g_assert_true (ferry_demo_server_start (fixture->server, 0, NULL));
  g_assert_true (g_str_has_prefix (ferry_demo_server_get_endpoint (fixture->server), "http://127.0.0.1:"));
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 200));
}

static void
test_life_cycle (void)
{
  g_autoptr(FerryDemoServer) server = ferry_demo_server_new ();
  g_autoptr(FerryDemoServer) rival = ferry_demo_server_new ();
  g_autoptr(GError) error = NULL;
  const char *endpoint;
  guint16 port;

  ferry_demo_server_stop (server);
  g_assert_true (ferry_demo_server_start (server, 0, NULL));
  endpoint = ferry_demo_server_get_endpoint (server);
  g_assert_true (g_str_has_prefix (endpoint, "http://127.0.0.1:"));
  port = g_ascii_strtoull (strrchr (endpoint, ':') + 1, NULL, 10);

  g_assert_false (ferry_demo_server_start (rival, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);

  ferry_demo_server_stop (server);
  ferry_demo_server_stop (server);
  g_assert_true (ferry_demo_server_start (rival, port, NULL));
  g_assert_true (ferry_demo_server_start (server, 0, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DEMO_FIXTURE_TEST ("/demo-server/documented-example", test_documented_example);
  DEMO_FIXTURE_TEST ("/demo-server/sample-account", test_sample_account);
  DEMO_FIXTURE_TEST ("/demo-server/paths", test_paths);
  DEMO_FIXTURE_TEST ("/demo-server/tokens", test_tokens);
  DEMO_FIXTURE_TEST ("/demo-server/signatures", test_signatures);
  DEMO_FIXTURE_TEST ("/demo-server/odd-signatures", test_odd_signatures);
  DEMO_FIXTURE_TEST ("/demo-server/payload-hash", test_payload_hash);
  DEMO_FIXTURE_TEST ("/demo-server/locked-key", test_locked_key);
  DEMO_FIXTURE_TEST ("/demo-server/organizations", test_organizations);
  DEMO_FIXTURE_TEST ("/demo-server/given-answer", test_given_answer);
  DEMO_FIXTURE_TEST ("/demo-server/record", test_record);
  DEMO_FIXTURE_TEST ("/demo-server/bulk", test_bulk);
  DEMO_FIXTURE_TEST ("/demo-server/tls", test_tls);
  g_test_add_func ("/demo-server/life-cycle", test_life_cycle);

  return g_test_run ();
}
