/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo-fixture.h"
#include "ferry-demo-data.h"

#define REPOSITORIES "/v2/manage/repos"

static JsonArray *
fetch_rows (DemoFixture  *fixture,
            const char   *path,
            char        **content_range)
{
  g_autoptr(SoupMessage) message = demo_fixture_new_request (fixture, path);
  g_autofree char *body = demo_fixture_send (fixture, message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr(JsonNode) node = parse_json (body);

  g_test_message ("%s", path);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "application/json");
  if (content_range != NULL)
    *content_range = g_strdup (soup_message_headers_get_one (headers, "Content-Range"));

  return json_array_ref (json_node_get_array (node));
}

static const char *
get_name (JsonArray *rows,
          guint      index)
{
  return json_object_get_string_member (json_array_get_object_element (rows, index), "name");
}

/* The names in the rows, joined by blanks. */
static char *
fetch_names (DemoFixture *fixture,
             const char  *path)
{
  g_autoptr(JsonArray) rows = fetch_rows (fixture, path, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", get_name (rows, i));

  return g_string_free (names, FALSE);
}

static void
assert_names (DemoFixture *fixture,
              const char  *path,
              const char  *expected)
{
  g_autofree char *names = fetch_names (fixture, path);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_page (DemoFixture *fixture,
             const char  *path,
             guint        n_rows,
             const char  *expected_range)
{
  g_autofree char *content_range = NULL;
  g_autoptr(JsonArray) rows = fetch_rows (fixture, path, &content_range);

  g_assert_cmpuint (json_array_get_length (rows), ==, n_rows);
  g_assert_cmpstr (content_range, ==, expected_range);
}

static void
test_members (DemoFixture   *fixture,
              gconstpointer  data)
{
  static const char *const texts[] = {
    "name", "namespace", "category", "description", "url", "logo", "created_at", "updated_at", "path",
    "internal_path", "domain_name",
  };
  static const char *const numbers[] = { "num_images", "num_download", "size", "total_range" };
  static const char *const switches[] = { "is_public", "status" };
  g_autoptr(JsonArray) rows = fetch_rows (fixture, "/cn-north-4" REPOSITORIES "?namespace=platform", NULL);
  JsonObject *row = json_array_get_object_element (rows, 6);
  JsonNode *tags = json_object_get_member (row, "tags");
  guint n_members = G_N_ELEMENTS (texts) + G_N_ELEMENTS (numbers) + G_N_ELEMENTS (switches) + 1;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (json_node_get_value_type (json_object_get_member (row, texts[i])), ==, G_TYPE_STRING);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpint (json_node_get_value_type (json_object_get_member (row, numbers[i])), ==, G_TYPE_INT64);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_assert_cmpint (json_node_get_value_type (json_object_get_member (row, switches[i])), ==, G_TYPE_BOOLEAN);
  g_assert_true (JSON_NODE_HOLDS_NULL (tags) || JSON_NODE_HOLDS_ARRAY (tags));
  g_assert_cmpuint (json_object_get_size (row), ==, n_members);

  g_assert_cmpstr (json_object_get_string_member (row, "name"), ==, "gateway/api");
  g_assert_cmpstr (json_object_get_string_member (row, "namespace"), ==, "platform");
  g_assert_cmpstr (json_object_get_string_member (row, "path"), ==,
                   "swr.cn-north-4.myhuaweicloud.com/platform/gateway/api");
  g_assert_cmpint (json_object_get_int_member (row, "total_range"), ==, 24);
}

/* Whatever the sample account has tasks of, is listed, once, in its region. */
static void
test_sample_account (DemoFixture   *fixture,
                     gconstpointer  data)
{
  gsize n_repositories;
  const FerryDemoRepository *repositories = ferry_demo_data_get_repositories (&n_repositories);
  g_autoptr(JsonArray) all = fetch_rows (fixture, REPOSITORIES "?limit=1000&offset=0", NULL);
  gsize i = 0;

  g_assert_cmpuint (json_array_get_length (all), ==, n_repositories);

  while (i < n_repositories)
    {
      g_autofree char *path = g_strdup_printf ("/%s" REPOSITORIES "?namespace=%s", repositories[i].region,
                                               repositories[i].organization);
      g_autoptr(JsonArray) rows = fetch_rows (fixture, path, NULL);

      for (guint k = 0; k < json_array_get_length (rows); k++, i++)
        g_assert_cmpstr (get_name (rows, k), ==, repositories[i].name);
    }

  assert_page (fixture, "/cn-east-3" REPOSITORIES "?namespace=platform", 0, "0-0/0");
  assert_page (fixture, "/cn-east-3" REPOSITORIES, 48, "0-48/48");
}

static void
test_pages (DemoFixture   *fixture,
            gconstpointer  data)
{
  ferry_demo_server_set_world (fixture->server, 2, 2300, 1);

  assert_page (fixture, REPOSITORIES, 100, "0-100/2300");
  assert_page (fixture, REPOSITORIES "?namespace=team-1", 100, "0-100/1150");
  assert_page (fixture, REPOSITORIES "?namespace=team-1&limit=1000&offset=0", 1000, "0-1000/1150");
  assert_page (fixture, REPOSITORIES "?namespace=team-1&limit=1000&offset=1000", 150, "1000-150/1150");
  assert_page (fixture, REPOSITORIES "?namespace=team-1&limit=1000&offset=1150", 0, "1150-0/1150");
  assert_page (fixture, REPOSITORIES "?namespace=team-1&limit=1000&offset=9999", 0, "9999-0/1150");
  assert_page (fixture, REPOSITORIES "?namespace=team-2&limit=10&offset=3", 10, "3-10/1150");
  assert_page (fixture, REPOSITORIES "?namespace=team-3", 0, "0-0/0");
  assert_page (fixture, REPOSITORIES "?filter=limit::7|offset::3", 7, "3-7/2300");
  assert_names (fixture, REPOSITORIES "?namespace=team-2&limit=2&offset=1", "service-4/api service-6/api");
}

static void
test_filters (DemoFixture   *fixture,
              gconstpointer  data)
{
  ferry_demo_server_set_world (fixture->server, 1, 12, 0);
  ferry_demo_server_add_repository (fixture->server, "cn-north-4", "my-team-1", "tool", 0);

  assert_names (fixture, REPOSITORIES "?namespace=my-team-1", "tool");
  assert_names (fixture, REPOSITORIES "?namespace=team-1&name=service-2$api", "service-2/api");
  assert_names (fixture, REPOSITORIES "?name=service-1", "service-1");

  /* Part of a name is enough for a filter, and then nothing else counts. */
  assert_page (fixture, REPOSITORIES "?filter=namespace::team-1", 13, "0-13/13");
  assert_page (fixture, REPOSITORIES "?filter=namespace::team-1&limit=2&offset=0", 13, "0-13/13");
  assert_names (fixture, REPOSITORIES "?filter=name::service-1", "service-1 service-10/api service-11 service-12/api");
  assert_names (fixture, REPOSITORIES "?filter=namespace::my|limit::1|offset::0", "tool");
}

static void
test_order (DemoFixture   *fixture,
            gconstpointer  data)
{
  static const char *const columns[] = { "name", "namespace", "updated_time", "tag_count", "is_public" };
  ferry_demo_server_set_world (fixture->server, 1, 3, 0);
  assert_names (fixture, REPOSITORIES "?order_column=name&order_type=desc", "service-3 service-2/api service-1");
  assert_names (fixture, REPOSITORIES "?order_column=name&order_type=asc", "service-1 service-2/api service-3");
  assert_names (fixture, REPOSITORIES "?order_column=name&order_type=desc&limit=1&offset=1", "service-2/api");
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *path = g_strdup_printf (REPOSITORIES "?filter=order_column::%s|order_type::asc", columns[i]);

      assert_page (fixture, path, 3, "0-3/3");
    }
}

static void
test_refusals (DemoFixture   *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *query;
    const char *code;
  } cases[] = {
    { "limit=10", "4001036" },
    { "offset=0", "4001036" },
    { "limit=1001&offset=0", "4000056" },
    { "limit=0&offset=0", "4000056" },
    { "limit=ten&offset=0", "4000014" },
    { "limit=10&offset=-1", "4000014" },
    { "order_column=name", "4001036" },
    { "order_type=asc", "4001036" },
    { "order_column=name&order_type=up", "4000014" },
    { "order_column=num_images&order_type=asc", "4001096" },
    { "filter=", "4001035" },
    { "filter=namespace", "4001035" },
    { "filter=color::red", "4001035" },
    { "filter=limit::1001|offset::0", "4000056" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat (REPOSITORIES "?", cases[i].query, NULL);
      g_autofree char *body = demo_fixture_fetch (fixture, path, 400);

      assert_contains (body, cases[i].code);
    }
}

static void
test_faults (DemoFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *without_total = NULL;
  g_autofree char *wrong_total = NULL;

  ferry_demo_server_set_world (fixture->server, 1, 12, 0);
  ferry_demo_server_add_repository (fixture->server, "cn-north-4", "my-team-1", "tool", 0);

  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_LOOSE_NAMES);
  assert_page (fixture, REPOSITORIES "?namespace=team-1", 13, "0-13/13");
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_SHORT_PAGES);
  assert_page (fixture, REPOSITORIES "?limit=12&offset=0", 10, "0-10/13");
  assert_page (fixture, REPOSITORIES "?limit=12&offset=10", 3, "10-3/13");
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_NO_TOTAL);
  assert_page (fixture, REPOSITORIES, 13, NULL);
  without_total = demo_fixture_fetch (fixture, REPOSITORIES, 200);
  g_assert_null (strstr (without_total, "total_range"));
  ferry_demo_server_set_fault (fixture->server, FERRY_DEMO_FAULT_WRONG_TOTAL);
  assert_page (fixture, REPOSITORIES "?limit=10&offset=20", 0, "20-0/1013");
  wrong_total = demo_fixture_fetch (fixture, REPOSITORIES, 200);
  assert_contains (wrong_total, "\"total_range\":1013");

  /* Other requests do not have them, and do not count. */
  ferry_demo_server_set_fault_at (fixture->server, "*", FERRY_DEMO_FAULT_SHORT_PAGES, 1);
  g_free (demo_fixture_fetch (fixture, "/v2/manage/namespaces", 200));
  assert_page (fixture, REPOSITORIES, 10, "0-10/13");
  assert_page (fixture, REPOSITORIES, 13, "0-13/1013");
}

static void
test_change_between_pages (DemoFixture   *fixture,
                           gconstpointer  data)
{
  ferry_demo_server_set_world (fixture->server, 1, 4, 0);
  assert_names (fixture, REPOSITORIES "?limit=2&offset=0", "service-1 service-2/api");

  /* What is new comes first, so that a row is met again. */
  ferry_demo_server_add_repository (fixture->server, "cn-north-4", "team-1", "new", 0);
  assert_names (fixture, REPOSITORIES "?limit=2&offset=2", "service-2/api service-3");
  assert_page (fixture, REPOSITORIES "?limit=2&offset=4", 1, "4-1/5");

  g_assert_true (ferry_demo_server_remove_repository (fixture->server, "cn-north-4", "team-1", "service-2/api"));
  g_assert_false (ferry_demo_server_remove_repository (fixture->server, "cn-north-4", "team-1", "service-2/api"));
  assert_names (fixture, REPOSITORIES "?limit=2&offset=2", "service-3 service-4/api");
}

static void
assert_organizations (DemoFixture *fixture,
                      const char  *path,
                      guint        n_organizations,
                      const char  *part)
{
  g_autofree char *body = demo_fixture_fetch (fixture, path, 200);
  g_autoptr(JsonNode) node = parse_json (body);
  JsonArray *organizations = json_object_get_array_member (json_node_get_object (node), "namespaces");

  g_assert_cmpuint (json_array_get_length (organizations), ==, n_organizations);
  assert_contains (body, part);
}

static void
test_world (DemoFixture   *fixture,
            gconstpointer  data)
{
  static const char *const regions[] = { "cn-east-3", "la-south-2", NULL };
  static const char tasks_path[] = "/v2/manage/namespaces/team-2/repos/service-2$api/sync_repo";
  g_autofree char *tasks_in_region = g_strconcat ("/la-south-2", tasks_path, NULL);
  g_autofree char *elsewhere = g_strconcat ("/cn-east-3", tasks_path, NULL);

  ferry_demo_server_set_world_in_regions (fixture->server, regions, 3, 9, 20);
  assert_organizations (fixture, "/cn-east-3/v2/manage/namespaces?filter=mode::visible", 2, "\"name\":\"team-3\"");
  assert_organizations (fixture, "/la-south-2/v2/manage/namespaces", 1, "\"name\":\"team-2\"");
  assert_organizations (fixture, "/cn-north-4/v2/manage/namespaces", 0, "[]");
  assert_names (fixture, "/la-south-2" REPOSITORIES, "service-2/api service-5 service-8/api");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(JsonArray) tasks = fetch_rows (fixture, i == 0 ? tasks_path : tasks_in_region, NULL);

      g_assert_cmpuint (json_array_get_length (tasks), ==, 20);
    }
  g_free (demo_fixture_fetch (fixture, elsewhere, 404));
  g_free (demo_fixture_fetch (fixture, DEMO_EXAMPLE_PATH, 404));

  /* Organizations may be empty, and be of the same name in two regions. */
  ferry_demo_server_add_organization (fixture->server, "cn-north-4", "team-2");
  assert_organizations (fixture, "/cn-north-4/v2/manage/namespaces", 1, "\"repo_count\":0");
  assert_names (fixture, "/cn-north-4" REPOSITORIES "?namespace=team-2", "");
  g_free (demo_fixture_fetch (fixture, tasks_path, 200));

  ferry_demo_server_set_world (fixture->server, 0, 5, 1);
  assert_organizations (fixture, "/v2/manage/namespaces", 0, "[]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DEMO_FIXTURE_TEST ("/demo-listing/members", test_members);
  DEMO_FIXTURE_TEST ("/demo-listing/sample-account", test_sample_account);
  DEMO_FIXTURE_TEST ("/demo-listing/pages", test_pages);
  DEMO_FIXTURE_TEST ("/demo-listing/filters", test_filters);
  DEMO_FIXTURE_TEST ("/demo-listing/order", test_order);
  DEMO_FIXTURE_TEST ("/demo-listing/refusals", test_refusals);
  DEMO_FIXTURE_TEST ("/demo-listing/faults", test_faults);
  DEMO_FIXTURE_TEST ("/demo-listing/change-between-pages", test_change_between_pages);
  DEMO_FIXTURE_TEST ("/demo-listing/world", test_world);

  return g_test_run ();
}
