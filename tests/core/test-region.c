/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "test-util.h"

#define CHINESE "zh_CN.UTF-8"

static void
test_known (void)
{
  g_autoptr(GListModel) regions = ferry_region_list_known ();
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpuint (g_list_model_get_n_items (regions), ==, 35);
  for (guint i = 0; i < g_list_model_get_n_items (regions); i++)
    {
      FerryRegion *region = g_list_model_get_item (regions, i);
      g_autofree char *name = NULL;

      g_ptr_array_add (keep, region);
      g_assert_true (g_hash_table_add (ids, (char *) ferry_region_get_id (region)));
      g_assert_true (ferry_region_check_id (ferry_region_get_id (region), NULL));
      g_object_get (region, "name", &name, NULL);
      g_assert_cmpstr (name, ==, ferry_region_get_name (region));
    }
  g_assert_true (g_hash_table_contains (ids, FERRY_REGION_DEFAULT));
}

static void
test_names (void)
{
  g_autoptr(FerryRegion) unknown = ferry_region_new ("xx-new-1");
  g_autoptr(FerryRegion) nameless = ferry_region_new ("cn-southwest-3");

  g_assert_cmpstr (ferry_region_find_name ("cn-north-4"), ==, "CN North-Beijing4");
  g_assert_null (ferry_region_find_name ("cn-southwest-3"));
  g_assert_null (ferry_region_find_name ("xx-new-1"));
  g_assert_cmpstr (ferry_region_get_name (unknown), ==, "xx-new-1");
  g_assert_cmpstr (ferry_region_get_name (nameless), ==, "cn-southwest-3");
}

/* Both names, in every session. */
static void
test_both_names (void)
{
  const char *english = NULL;
  const char *chinese = NULL;

  g_assert_true (ferry_region_find_names ("cn-north-4", &english, &chinese));
  g_assert_cmpstr (english, ==, "CN North-Beijing4");
  g_assert_cmpstr (chinese, ==, "华北-北京四");
  g_assert_false (ferry_region_find_names ("cn-southwest-3", &english, &chinese));
  g_assert_false (ferry_region_find_names ("xx-new-1", &english, &chinese));
  g_assert_cmpstr (english, ==, "CN North-Beijing4");
}

static void
test_chinese_session (void)
{
  g_autoptr(FerryRegion) region = NULL;

  if (!g_test_subprocess ())
    {
      g_auto(GStrv) environment = g_environ_unsetenv (g_get_environ (), "LANGUAGE");

      environment = g_environ_setenv (environment, "LC_ALL", CHINESE, TRUE);
      g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  if (setlocale (LC_ALL, "") == NULL)
    {
      g_test_skip ("the locale " CHINESE " is not there");
      return;
    }
  region = ferry_region_new ("cn-north-4");
  g_assert_cmpstr (ferry_region_get_name (region), ==, "华北-北京四");
  g_assert_cmpstr (ferry_region_find_name ("eu-west-101"), ==, "欧洲-都柏林");
  g_assert_null (ferry_region_find_name ("cn-southwest-3"));

  /* The rest of the program is English then. */
  setlocale (LC_ALL, "C");
  g_assert_cmpstr (ferry_region_find_name ("eu-west-101"), ==, "EU-Dublin");
}

static void
test_endpoints (void)
{
  static const char *const endpoints[][2] = {
    { "cn-north-4", "https://swr-api.cn-north-4.myhuaweicloud.com" },
    { "eu-west-101", "https://swr-api.eu-west-101.myhuaweicloud.eu" },
    { "xx-new-1", "https://swr-api.xx-new-1.myhuaweicloud.com" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *endpoint = ferry_region_dup_endpoint (endpoints[i][0], "swr-api");

      g_assert_cmpstr (endpoint, ==, endpoints[i][1]);
    }
}

/* The id becomes a part of the host that a signed request goes to. */
static void
test_check (void)
{
  const char *const refused[] = {
    "", "-cn", "CN-NORTH-4", "cn.north", "cn/north", "a@evil.example", "a:80", "evil.example/", "evil.example#",
    "evil.example?", "a%2eb", "a\\b", "a b", " a", "a\n", "a\r\nHost: b", "á", "\xff", "a_b", "{region}",
    "a123456789b123456789c123456789d123456789e123456789f123456789g123",
  };
  g_autofree char *longest = g_strnfill (63, 'a');

  g_assert_true (ferry_region_check_id (longest, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (ferry_region_check_id (refused[i], &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
      test_assert_error_text (error, refused[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region/known", test_known);
  g_test_add_func ("/region/names", test_names);
  g_test_add_func ("/region/both-names", test_both_names);
  g_test_add_func ("/region/chinese-session", test_chinese_session);
  g_test_add_func ("/region/endpoints", test_endpoints);
  g_test_add_func ("/region/check", test_check);

  return g_test_run ();
}
