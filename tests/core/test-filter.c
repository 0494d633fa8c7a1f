/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

static void
test_changes (void)
{
  g_autoptr(FerryFilter) filter = ferry_filter_new ();
  guint n_changes = 0;

  g_signal_connect_swapped (filter, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (ferry_filter_is_empty (filter));

  ferry_filter_set_text (filter, "a");
  ferry_filter_set_text (filter, "a");
  g_assert_cmpuint (n_changes, ==, 1);

  ferry_filter_set_use (filter, FERRY_COLUMN_ORGANIZATION, "x", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_ORGANIZATION, "x", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_ORGANIZATION, "y", FERRY_FILTER_ANY);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpint (ferry_filter_get_use (filter, FERRY_COLUMN_ORGANIZATION, "x"), ==, FERRY_FILTER_INCLUDE);
  g_assert_cmpint (ferry_filter_get_use (filter, FERRY_COLUMN_ORGANIZATION, "y"), ==, FERRY_FILTER_ANY);
  g_assert_cmpint (ferry_filter_get_use (filter, FERRY_COLUMN_TARGET_ORGANIZATION, "x"), ==, FERRY_FILTER_ANY);

  ferry_filter_set_columns (filter, 1u << FERRY_COLUMN_REPOSITORY);
  g_assert_cmpuint (n_changes, ==, 3);
  ferry_filter_clear (filter);
  g_assert_cmpuint (n_changes, ==, 4);
  g_assert_true (ferry_filter_is_empty (filter));
  ferry_filter_clear (filter);
  /* Which columns are shown makes no difference to a filter without words. */
  ferry_filter_set_columns (filter, FERRY_ALL_COLUMNS);
  g_assert_cmpuint (n_changes, ==, 4);
}

static void
test_rules (void)
{
  g_autoptr(FerryFilter) filter = ferry_filter_new ();

  ferry_filter_set_use (filter, FERRY_COLUMN_OVERWRITE, "true", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_ORGANIZATION, "x", FERRY_FILTER_EXCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_ORGANIZATION, "y", FERRY_FILTER_EXCLUDE);
  g_assert_cmpuint (ferry_filter_get_n_rules (filter), ==, 3);
  g_assert_cmpint (ferry_filter_get_rule (filter, 0)->column, ==, FERRY_COLUMN_OVERWRITE);
  g_assert_cmpstr (ferry_filter_get_rule (filter, 2)->value, ==, "y");

  ferry_filter_clear_column (filter, FERRY_COLUMN_ORGANIZATION);
  g_assert_cmpuint (ferry_filter_get_n_rules (filter), ==, 1);
  ferry_filter_set_use (filter, FERRY_COLUMN_OVERWRITE, "true", FERRY_FILTER_ANY);
  g_assert_cmpuint (ferry_filter_get_n_rules (filter), ==, 0);
}

static void
test_description (void)
{
  g_autoptr(FerryFilter) filter = ferry_filter_new ();
  g_autofree char *nothing = ferry_filter_dup_description (filter);
  g_autofree char *description = NULL;

  g_assert_null (nothing);

  ferry_filter_set_text (filter, "web -test");
  ferry_filter_set_use (filter, FERRY_COLUMN_TARGET_REGION, "cn-north-4", FERRY_FILTER_INCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_OVERWRITE, "true", FERRY_FILTER_EXCLUDE);
  ferry_filter_set_use (filter, FERRY_COLUMN_ORGANIZATION, "", FERRY_FILTER_EXCLUDE);
  description = ferry_filter_dup_description (filter);
  g_assert_cmpstr (description, ==,
                   "web -test; Target Region: CN North-Beijing4 cn-north-4; Overwrite: not Overwrites; Organization: not Unknown");
}

static void
test_copy (void)
{
  g_autoptr(FerryFilter) filter = ferry_filter_new ();
  g_autoptr(FerryFilter) copy = NULL;

  ferry_filter_set_text (filter, "a");
  ferry_filter_set_columns (filter, 5);
  ferry_filter_set_use (filter, FERRY_COLUMN_OVERWRITE, "false", FERRY_FILTER_EXCLUDE);
  copy = ferry_filter_copy (filter);
  ferry_filter_clear (filter);

  g_assert_cmpstr (ferry_filter_get_text (copy), ==, "a");
  g_assert_cmpuint (ferry_filter_get_columns (copy), ==, 5);
  g_assert_cmpint (ferry_filter_get_use (copy, FERRY_COLUMN_OVERWRITE, "false"), ==, FERRY_FILTER_EXCLUDE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/filter/changes", test_changes);
  g_test_add_func ("/filter/rules", test_rules);
  g_test_add_func ("/filter/description", test_description);
  g_test_add_func ("/filter/copy", test_copy);

  return g_test_run ();
}
