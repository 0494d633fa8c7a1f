/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

#define CHARACTERS_64 "a123456789b123456789c123456789d123456789e123456789f123456789g123"

static void
test_names (void)
{
  static const struct
  {
    const char *organization;
    const char *repository;
    const char *problem; /* (nullable) a part of the message */
  } cases[] = {
    { "team", "web" },
    { "team", "web/front/end" },
    { " team\n", "\tweb " },
    { CHARACTERS_64, CHARACTERS_64 CHARACTERS_64 },
    { "团队", "镜像" },
    { "Team_A", "UPPER and space" },
    { "a.b", "..." },
    { "", "web", "Enter an organization" },
    { "  ", "web", "Enter an organization" },
    { "team", "", "Enter a repository" },
    { "team", "\n", "Enter a repository" },
    { CHARACTERS_64 "x", "web", "The organization is too long: at most 64" },
    { "team", CHARACTERS_64 CHARACTERS_64 "x", "The repository is too long: at most 128" },
    { "te/am", "web", "has no slash" },
    { "te?am", "web", "The organization holds a character" },
    { "team", "web?a=b", "The repository holds a character" },
    { "team", "web#x", "holds a character" },
    { "team", "web%2Fx", "holds a character" },
    { "team", "web\\x", "holds a character" },
    { "team", "web\nx", "holds a character" },
    { "team", "web\x7f", "holds a character" },
    { "team", "web\xc2\x85x", "holds a character" },
    { "..", "web", "only dots" },
    { ".", "web", "only dots" },
    { "team", "..", "only dots" },
    { "team", "web/../../x", "only dots" },
    { "team", "web/.", "only dots" },
    { "team", "web$..$x", "only dots" },
    { "team", "web\xff", "not valid UTF-8" },
    { "te\xc3", "web", "not valid UTF-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryRepository) repository = ferry_repository_new ("cn-north-4", cases[i].organization, cases[i].repository, &error);

      if (cases[i].problem == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (repository);
          continue;
        }
      g_assert_null (repository);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
      test_assert_error_text (error, cases[i].problem);
    }
}

static void
test_region (void)
{
  const char *const refused[] = { "", "cn north", "cn.north", "cn-north-4.evil.example/", "CN-NORTH-4", "a@b" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ferry_repository_new (refused[i], "team", "web", &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
    }
}

static void
test_path (void)
{
  static const struct
  {
    const char *organization;
    const char *repository;
    const char *path;
    const char *shown;
  } cases[] = {
    { "team", "web", "/v2/manage/namespaces/team/repos/web/sync_repo", "team/web" },
    { "team", "a/b/c", "/v2/manage/namespaces/team/repos/a%24b%24c/sync_repo", "team/a/b/c" },
    { "team", "a$b", "/v2/manage/namespaces/team/repos/a%24b/sync_repo", "team/a/b" },
    { "te.a_m-1", "w~b", "/v2/manage/namespaces/te.a_m-1/repos/w~b/sync_repo", "te.a_m-1/w~b" },
    { "a b", "c+d&e=f;g:h@i", "/v2/manage/namespaces/a%20b/repos/c%2Bd%26e%3Df%3Bg%3Ah%40i/sync_repo", "a b/c+d&e=f;g:h@i" },
    { "队", "像", "/v2/manage/namespaces/%E9%98%9F/repos/%E5%83%8F/sync_repo", "队/像" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryRepository) repository = test_make_repository (cases[i].organization, cases[i].repository);
      g_autofree char *path = ferry_repository_dup_path (repository);
      g_autofree char *scope = ferry_repository_dup_scope (repository);

      g_assert_cmpstr (path, ==, cases[i].path);
      g_assert_cmpstr (scope, ==, cases[i].shown);
    }
}

static void
test_equal (void)
{
  g_autoptr(FerryRepository) slash = test_make_repository ("team", "a/b");
  g_autoptr(FerryRepository) dollar = test_make_repository (" team ", "a$b");
  g_autoptr(FerryRepository) other = test_make_repository ("team", "a");
  g_autoptr(FerryRepository) elsewhere = ferry_repository_new ("cn-east-3", "team", "a/b", NULL);

  g_assert_true (ferry_repository_equal (slash, dollar));
  g_assert_false (ferry_repository_equal (slash, other));
  g_assert_false (ferry_repository_equal (slash, elsewhere));
}

static void
test_hints (void)
{
  const char *const organizations[] = { "", "a", "team", "t.e_a__m-1", "team--a" };
  const char *const odd_organizations[] = { "1team", "Team", "team-", "te..am", "te___am", "te am", "te._am", "团队" };
  const char *const repositories[] = { "", "1", "web/front-end_2.x", "a__b" };
  const char *const odd_repositories[] = { "Web", "web/", "/web", "a//b", "a./b", "a___b", "镜像" };

  for (gsize i = 0; i < G_N_ELEMENTS (organizations); i++)
    g_assert_null (ferry_repository_get_organization_hint (organizations[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (odd_organizations); i++)
    g_assert_nonnull (ferry_repository_get_organization_hint (odd_organizations[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (repositories); i++)
    g_assert_null (ferry_repository_get_name_hint (repositories[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (odd_repositories); i++)
    g_assert_nonnull (ferry_repository_get_name_hint (odd_repositories[i]));
}

static void
test_split (void)
{
  static const struct
  {
    const char *text;
    const char *region;       /* (nullable) */
    const char *organization; /* (nullable) when there is nothing to take apart */
    const char *repository;
  } cases[] = {
    { "team/web", NULL, "team", "web" },
    { "  team/web\n", NULL, "team", "web" },
    { "team/web/front", NULL, "team", "web/front" },
    { "team/web:1.2", NULL, "team", "web" },
    { "team/web@sha256:0123", NULL, "team", "web" },
    { "team/web:1.2@sha256:0123", NULL, "team", "web" },
    { "swr.cn-north-4.myhuaweicloud.com/team/web", "cn-north-4", "team", "web" },
    { "swr.cn-north-4.myhuaweicloud.com/a/b/c:1.2@sha256:0123", "cn-north-4", "a", "b/c" },
    { "swr.cn-north-4.myhuaweicloud.com:443/team/web", "cn-north-4", "team", "web" },
    { "https://swr.eu-west-101.myhuaweicloud.eu/team/web:v1", "eu-west-101", "team", "web" },
    { "docker://swr.ap-southeast-3.myhuaweicloud.com/team/web", "ap-southeast-3", "team", "web" },
    { "registry:5000/team/web:1", NULL, "team", "web" },
    { "https://registry.example/team/web", NULL, "team", "web" },
    { "dots.are.allowed.too/web", NULL, "dots.are.allowed.too", "web" },
    { "", NULL, NULL, NULL },
    { "web", NULL, NULL, NULL },
    { "/", NULL, NULL, NULL },
    { "/web", NULL, NULL, NULL },
    { "team/", NULL, NULL, NULL },
    { "team/:1.2", NULL, NULL, NULL },
    { "team/@sha256:0", NULL, NULL, NULL },
    { "https://", NULL, NULL, NULL },
    { "https://host/web", NULL, NULL, NULL },
    { "swr.cn-north-4.myhuaweicloud.com/web", NULL, NULL, NULL },
    { "web:1.2", NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *region = NULL;
      g_autofree char *organization = NULL;
      g_autofree char *repository = NULL;
      gboolean is_path = ferry_repository_split_path (cases[i].text, &region, &organization, &repository);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (is_path, ==, cases[i].organization != NULL);
      g_assert_cmpstr (region, ==, cases[i].region);
      g_assert_cmpstr (organization, ==, cases[i].organization);
      g_assert_cmpstr (repository, ==, cases[i].repository);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/repository/names", test_names);
  g_test_add_func ("/repository/region", test_region);
  g_test_add_func ("/repository/path", test_path);
  g_test_add_func ("/repository/equal", test_equal);
  g_test_add_func ("/repository/hints", test_hints);
  g_test_add_func ("/repository/split", test_split);

  return g_test_run ();
}
