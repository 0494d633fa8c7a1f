/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

#define MAX_REGIONS 3

static const char *const HERE[] = { "cn-north-4", NULL };
static const char *const BOTH[] = { "cn-north-4", "cn-east-3", NULL };

static FerryQuery *
make (const char *const *regions,
      const char        *organization,
      const char        *repository)
{
  g_autoptr(GError) error = NULL;
  FerryQuery *query = ferry_query_new (regions, organization, repository, &error);

  g_assert_no_error (error);

  return query;
}

static void
test_blanks (void)
{
  static const struct
  {
    const char *const *regions;
    const char *organization;
    const char *repository;
    const char *scope;
    gboolean is_one;
    int n_repositories; /* in a region, -1 when they have to be asked for */
  } cases[] = {
    { HERE, "team", "web", "team/web", TRUE, 1 },
    { HERE, " team ", "a$b ", "team/a/b", TRUE, 1 },
    { BOTH, "team", "web", "team/web", FALSE, 1 },
    { HERE, "team", "", "team/*", FALSE, -1 },
    { HERE, " ", " ", "*/*", FALSE, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryQuery) query = make (cases[i].regions, cases[i].organization, cases[i].repository);
      g_autoptr(GPtrArray) repositories = ferry_query_dup_repositories (query, "cn-east-3");
      g_autofree char *scope = ferry_query_dup_scope (query);

      g_assert_cmpstr (scope, ==, cases[i].scope);
      g_assert_cmpint (ferry_query_is_one_repository (query), ==, cases[i].is_one);
      g_assert_cmpint (repositories != NULL ? (int) repositories->len : -1, ==, cases[i].n_repositories);
      if (repositories != NULL)
        g_assert_cmpstr (ferry_repository_get_region (g_ptr_array_index (repositories, 0)), ==, "cn-east-3");
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *regions[MAX_REGIONS];
    const char *organization;
    const char *repository;
    const char *problem;
  } cases[] = {
    { { "cn-north-4" }, "", "web", "Enter an organization" },
    { { "cn-north-4" }, "a/b", "", "no slash" },
    { { "cn-north-4" }, "team", "a?b", "cannot be sent" },
    { { NULL }, "team", "", "at least one region" },
    { { "cn-north-4", "EVIL/" }, "team", "", "not a region ID" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ferry_query_new (cases[i].regions, cases[i].organization, cases[i].repository, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
      test_assert_error_text (error, cases[i].problem);
    }

  g_assert_null (ferry_query_new_for_repository ("cn-north-4", "team", "", NULL));
  g_assert_null (ferry_query_new_for_repository ("cn-north-4", "", "", NULL));
}

static void
test_names (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryQuery) query =
    ferry_query_new_for_names (BOTH, (const char *const[]) { "team/web", "team/a$b", "team/a/b", "other/web", NULL }, &error);
  g_autoptr(FerryQuery) single = ferry_query_new_for_names (HERE, (const char *const[]) { "team/web", NULL }, NULL);
  g_autoptr(GPtrArray) repositories = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *single_scope = NULL;

  g_assert_no_error (error);
  scope = ferry_query_dup_scope (query);
  g_assert_cmpstr (scope, ==, "3 repositories");
  single_scope = ferry_query_dup_scope (single);
  g_assert_cmpstr (single_scope, ==, "team/web");

  repositories = ferry_query_dup_repositories (query, "cn-east-3");
  g_assert_cmpuint (repositories->len, ==, 3);
  g_assert_cmpstr (ferry_repository_get_name (g_ptr_array_index (repositories, 1)), ==, "a/b");
  g_assert_cmpstr (ferry_repository_get_region (g_ptr_array_index (repositories, 1)), ==, "cn-east-3");

  g_assert_null (ferry_query_new_for_names (HERE, (const char *const[]) { "team", NULL }, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
  g_assert_null (ferry_query_new_for_names (HERE, (const char *const[]) { NULL }, NULL));
}

static void
test_text (void)
{
  FerryQuery *const queries[] = {
    make (HERE, "team", "a/b/c"),
    make (BOTH, "team", ""),
    make (BOTH, "", ""),
    ferry_query_new_for_names (BOTH, (const char *const[]) { "team/web", "other/a/b", NULL }, NULL),
    ferry_query_new_for_names (HERE, (const char *const[]) { "team/a/b/c", NULL }, NULL),
  };
  const char *const texts[] = { "cn-north-4/team/a/b/c", "cn-north-4,cn-east-3/team/", "cn-north-4,cn-east-3//",
                                "cn-north-4,cn-east-3\nteam/web\nother/a/b", "cn-north-4\nteam/a/b/c" };
  const char *const none[] = { "", "team", "cn-north-4", "cn-north-4/team", "//", "cn-north-4//web", "cn-north-4\n", "\nteam/web" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *text = ferry_query_dup_text (queries[i]);
      g_autoptr(FerryQuery) read = ferry_query_new_from_text (text, NULL);

      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_nonnull (read);
      for (gsize j = 0; j < G_N_ELEMENTS (queries); j++)
        g_assert_cmpint (ferry_query_equal (read, queries[j]), ==, i == j);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    ferry_query_unref (queries[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ferry_query_new_from_text (none[i], &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
    }
}

static void
test_regions (void)
{
  g_autoptr(FerryQuery) query = make ((const char *const[]) { "cn-north-4", " cn-east-3 ", "cn-north-4", NULL }, "", "");
  g_autoptr(FerryQuery) one = make (HERE, "", "");
  g_autofree char *text = ferry_query_dup_region_text (query);
  g_autofree char *name = ferry_query_dup_region_text (one);

  g_assert_true (g_strv_equal (ferry_query_get_regions (query), BOTH));
  g_assert_cmpstr (text, ==, "2 regions");
  g_assert_nonnull (strstr (name, "cn-north-4"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/blanks", test_blanks);
  g_test_add_func ("/query/refused", test_refused);
  g_test_add_func ("/query/names", test_names);
  g_test_add_func ("/query/text", test_text);
  g_test_add_func ("/query/regions", test_regions);

  return g_test_run ();
}
