/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-core.h"

static FerrySyncTask *
create_task (const char *source_region,
             const char *target_region)
{
  const FerrySyncTaskFields fields = {
    .source_region = source_region,
    .organization = "team",
    .repository = "web/frontend",
    .target_region = target_region,
    .target_organization = "team-sg",
  };

  return ferry_sync_task_new (&fields);
}

static void
assert_addresses (FerrySyncTask *sync_task,
                  FerryAccount  *account,
                  const char    *expected_source,
                  const char    *expected_target)
{
  g_autofree char *source = ferry_image_address_dup_source (sync_task, account);
  g_autofree char *target = ferry_image_address_dup_target (sync_task, account);

  g_assert_cmpstr (source, ==, expected_source);
  g_assert_cmpstr (target, ==, expected_target);
}

static void
test_public_cloud (void)
{
  g_autoptr(FerrySyncTask) sync_task = create_task ("cn-north-4", "eu-west-101");
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, NULL);
  g_autoptr(FerryAccount) sample = ferry_account_new_sample ("http://127.0.0.1:8080");
  FerryAccount *accounts[] = { NULL, account, sample };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    assert_addresses (sync_task, accounts[i], "swr.cn-north-4.myhuaweicloud.com/team/web/frontend",
                      "swr.eu-west-101.myhuaweicloud.eu/team-sg/web/frontend");
}

/* A host that does not tell the registry is not taken for one, nor for that of another region. */
static void
test_other_clouds (void)
{
  static const struct
  {
    const char *endpoint;
    const char *source;
    const char *target;
  } cases[] = {
    { "https://swr-api.{region}.example.com", "swr.eu-de.example.com/team/web/frontend", "swr.eu-nl.example.com/team-sg/web/frontend" },
    { "https://swr-api.{region}.example.com/base/", "swr.eu-de.example.com/team/web/frontend", "swr.eu-nl.example.com/team-sg/web/frontend" },
    { "https://swr-api.eu-de.example.com", "swr.eu-de.example.com/team/web/frontend", NULL },
    { "https://swr-api.{region}.example.com:8443", NULL, NULL },
    { "https://images.{region}.example.com", NULL, NULL },
    { "http://127.0.0.1:8080", NULL, NULL },
    { "no address", NULL, NULL },
  };
  g_autoptr(FerrySyncTask) sync_task = create_task ("eu-de", "eu-nl");
  g_autoptr(FerrySyncTask) within_region = create_task ("eu-de", "eu-de");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", cases[i].endpoint, NULL);

      g_test_message ("%s", cases[i].endpoint);
      assert_addresses (sync_task, account, cases[i].source, cases[i].target);
      if (cases[i].source != NULL)
        assert_addresses (within_region, account, cases[i].source, "swr.eu-de.example.com/team-sg/web/frontend");
    }
}

static void
test_unknown_parts (void)
{
  const FerrySyncTaskFields whole = {
    .source_region = "cn-north-4",
    .organization = "team",
    .repository = "app",
    .target_region = "cn-north-1",
    .target_organization = "copies",
  };
  const gsize parts[] = {
    G_STRUCT_OFFSET (FerrySyncTaskFields, source_region),
    G_STRUCT_OFFSET (FerrySyncTaskFields, organization),
    G_STRUCT_OFFSET (FerrySyncTaskFields, target_region),
    G_STRUCT_OFFSET (FerrySyncTaskFields, target_organization),
    G_STRUCT_OFFSET (FerrySyncTaskFields, repository),
  };
  const char *const values[] = { NULL, "", "a b", "a;b", "a?b", "A$b", "组织", "<b>" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        FerrySyncTaskFields fields = whole;
        g_autoptr(FerrySyncTask) sync_task = NULL;

        G_STRUCT_MEMBER (const char *, &fields, parts[i]) = values[j];
        sync_task = ferry_sync_task_new (&fields);
        assert_addresses (sync_task, NULL, i < 2 || i == 4 ? NULL : "swr.cn-north-4.myhuaweicloud.com/team/app",
                          i >= 2 ? NULL : "swr.cn-north-1.myhuaweicloud.com/copies/app");
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image-address/public-cloud", test_public_cloud);
  g_test_add_func ("/image-address/other-clouds", test_other_clouds);
  g_test_add_func ("/image-address/unknown-parts", test_unknown_parts);

  return g_test_run ();
}
