/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "test-util.h"

/* clang-format off */
static const FerrySyncTaskFields rows[] = {
  { .id = 1, .organization = "team", .repository = "b", .target_region = "cn-east-3", .target_organization = "copies",
    .overwrite = FERRY_YES, .created = "2020-04-17T02:11:03.5Z", .updated = "some day" },
  { .id = 2, .organization = "team", .repository = "a", .target_region = "moon-1", .overwrite = FERRY_NO },
  { .id = 3, .organization = "team", .repository = "c", .target_region = "cn-east-3" },
};
/* clang-format on */

static FerryExport *
make_export (void)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = ferry_facts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (sync_tasks, ferry_sync_task_new (&rows[i]));
  facts->scope = g_strdup ("team/*");
  ferry_facts_add_region (facts, "cn-north-4");
  ferry_facts_add_region (facts, "moon-1");
  facts->as_of = g_date_time_new_from_iso8601 ("2026-11-03T09:12:00+08:00", NULL);
  facts->n_rows = G_N_ELEMENTS (rows);

  return ferry_export_new (facts, sync_tasks);
}

static char *
dup_repositories (const FerryExport *export)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < export->sync_tasks->len; i++)
    g_string_append (names, ferry_sync_task_get_repository (g_ptr_array_index (export->sync_tasks, i)));

  return g_strdup (names->str);
}

static char *
dup_facts (const FerryExport *export)
{
  g_autoptr(GPtrArray) facts = ferry_export_list_facts (export);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const FerryFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (text, "%s: %s\n", fact->label, fact->text);
    }

  return g_strdup (text->str);
}

/* The list that the rows come from belongs to others. */
static void
test_arrange (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autoptr(GPtrArray) list = g_ptr_array_ref (export->sync_tasks);
  g_autoptr(FerryFilter) filter = ferry_filter_new ();
  g_autofree char *all = NULL;
  g_autofree char *filtered = NULL;
  FerryOrder order;

  g_assert_true (ferry_order_parse ("-repository", &order, NULL));
  ferry_export_set_arrangement (export, NULL, &order);
  ferry_export_arrange (export);
  all = dup_repositories (export);
  g_assert_cmpstr (all, ==, "cba");
  g_assert_cmpint (export->rows, ==, FERRY_EXPORT_ROWS_ALL);
  g_assert_null (export->filter);

  ferry_filter_set_text (filter, "target:east");
  ferry_export_set_arrangement (export, filter, &order);
  ferry_filter_set_text (filter, "something else");
  ferry_export_arrange (export);
  ferry_export_arrange (export);
  filtered = dup_repositories (export);
  g_assert_cmpstr (filtered, ==, "cb");
  g_assert_cmpint (export->rows, ==, FERRY_EXPORT_ROWS_FILTERED);
  g_assert_cmpstr (export->filter, ==, "target:east");

  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (ferry_sync_task_get_repository (g_ptr_array_index (list, 0)), ==, "b");
}

static void
test_keep_first (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autofree char *two = NULL;
  g_autofree char *more = NULL;

  ferry_export_keep_first (export, 2);
  two = dup_repositories (export);
  g_assert_cmpstr (two, ==, "ba");
  g_assert_cmpuint (export->n_rows, ==, 3);
  ferry_export_keep_first (export, 7);
  more = dup_repositories (export);
  g_assert_cmpstr (more, ==, "ba");
}

static void
test_values (void)
{
  static const struct
  {
    FerryColumn column;
    FerryExportTimes times;
    const char *value;
    const char *text;
  } cases[] = {
    { FERRY_COLUMN_CREATED, FERRY_EXPORT_TIMES_WRITTEN, "2020-04-17T02:11:03.5Z", "2020-04-17 02:11:03 UTC" },
    { FERRY_COLUMN_CREATED, FERRY_EXPORT_TIMES_LOCAL, "2020-04-17T10:11:03+08:00", "2020-04-17 10:11:03 +08:00" },
    { FERRY_COLUMN_CREATED, FERRY_EXPORT_TIMES_UTC, "2020-04-17T02:11:03Z", "2020-04-17 02:11:03 UTC" },
    { FERRY_COLUMN_UPDATED, FERRY_EXPORT_TIMES_UTC, "some day", "some day" },
    { FERRY_COLUMN_TARGET_REGION, FERRY_EXPORT_TIMES_UTC, "cn-east-3", "CN East-Shanghai1 cn-east-3" },
    { FERRY_COLUMN_OVERWRITE, FERRY_EXPORT_TIMES_UTC, "true", "Overwrites" },
    { FERRY_COLUMN_AUTOMATIC, FERRY_EXPORT_TIMES_UTC, "", "Unknown" },
    { FERRY_COLUMN_ACCOUNT, FERRY_EXPORT_TIMES_UTC, "", "—" },
  };
  g_autoptr(FerryExport) export = make_export ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerrySyncTask *sync_task = g_ptr_array_index (export->sync_tasks, 0);
      g_autofree char *value = NULL;
      g_autofree char *text = NULL;

      export->times = cases[i].times;
      value = ferry_export_dup_value (export, cases[i].column, sync_task);
      text = ferry_export_dup_text (export, cases[i].column, sync_task);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Who reads it does not know what an asterisk stands for, nor that +00:00 is what the rows call UTC. */
static void
test_facts_of_everything (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autofree char *facts = NULL;

  g_set_str (&export->facts->scope, "*/*");
  g_clear_pointer (&export->facts->as_of, g_date_time_unref);
  export->facts->as_of = g_date_time_new_utc (2026, 11, 3, 1, 12, 0);
  facts = dup_facts (export);
  g_assert_cmpstr (facts, ==, "Scope: All organizations\n"
                              "Source Regions: CN North-Beijing4 cn-north-4, moon-1\n"
                              "As Of: 2026-11-03 01:12:00 UTC\n"
                              "Rows: 3 tasks\n");
}

static void
test_facts (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autoptr(FerryFilter) filter = ferry_filter_new ();
  g_autofree char *few = dup_facts (export);
  g_autofree char *many = NULL;
  FerryOrder order;

  g_assert_cmpstr (few, ==, "Scope: team/*\n"
                            "Source Regions: CN North-Beijing4 cn-north-4, moon-1\n"
                            "As Of: 2026-11-03 09:12:00 +08:00\n"
                            "Rows: 3 tasks\n");

  export->facts->account = g_strdup ("Audit");
  export->facts->n_unreadable = 2;
  export->facts->first_problem = g_strdup ("An entry is not a task.");
  export->facts->maybe_cut = TRUE;
  ferry_facts_add_failure (export->facts, "moon-1", "team/web", "There is no connection.");
  g_assert_true (ferry_order_parse ("repository,-updated", &order, NULL));
  ferry_filter_set_text (filter, "overwrite:yes");
  ferry_export_set_arrangement (export, filter, &order);
  ferry_export_arrange (export);
  many = dup_facts (export);
  g_assert_cmpstr (many, ==, "Scope: team/*\n"
                             "Account: Audit\n"
                             "Source Regions: CN North-Beijing4 cn-north-4, moon-1\n"
                             "As Of: 2026-11-03 09:12:00 +08:00\n"
                             "Rows: 1 of 3 tasks, those that match the filter\n"
                             "Filter: overwrite:yes\n"
                             "Sorted By: Repository, Updated (descending)\n"
                             "Not Complete: team/web in moon-1 could not be read: There is no connection.\n"
                             "Not Complete: 2 of 5 entries could not be read. An entry is not a task.\n"
                             "Not Complete: The service may have cut this list at 100.\n");
}

static void
test_file_name (void)
{
  static const char *const cases[][2] = {
    { "team/web", "team_web" },
    { "team/base/web", "team_base_web" },
    { "team/*", "team_all" },
    { "*/web", "all_web" },
    { "*/*", "all" },
    { "12 repositories", "12_repositories" },
    { "..\\a:b?c\"<>|d\te", ".._a_b_c____d_e" },
  };
  g_autoptr(FerryExport) export = make_export ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = g_strdup_printf ("sync-tasks_%s_20261103-0912.csv", cases[i][1]);
      g_autofree char *name = NULL;

      g_set_str (&export->facts->scope, cases[i][0]);
      name = ferry_export_dup_file_name (export, "csv");
      g_assert_cmpstr (name, ==, expected);
    }
}

/* Names of saved files may be as long as file systems allow, or longer. */
static void
test_long_file_name (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autofree char *name = NULL;
  g_autoptr(GString) scope = g_string_new ("a");

  for (guint i = 0; i < 100; i++)
    g_string_append (scope, "示");
  g_set_str (&export->facts->scope, scope->str);
  name = ferry_export_dup_file_name (export, "markdown");

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), <=, 255);
  g_assert_true (g_str_has_suffix (name, "示_20261103-0912.markdown"));
}

static void
take_repository (FerryExport *export,
                 const char  *name)
{
  g_ptr_array_add (export->facts->without_tasks, test_make_repository ("team", name));
}

/* How much was looked at, and what was not. */
static void
test_repositories (void)
{
  g_autoptr(FerryExport) export = make_export ();
  FerryFacts *facts = export->facts;
  g_autofree char *one = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *partial = NULL;

  facts->n_repositories = 1;
  one = dup_facts (export);
  g_assert_null (strstr (one, "Repositories:"));

  facts->n_repositories = 257;
  whole = dup_facts (export);
  g_assert_nonnull (strstr (whole, "Rows: 3 tasks\nRepositories: 257\n"));

  take_repository (export, "x");
  take_repository (export, "y/z");
  facts->n_not_asked = 3;
  facts->is_unfinished = TRUE;
  ferry_facts_add_failure (facts, "moon-1", "team/web", "There is no connection.");
  ferry_facts_add_failure (facts, "moon-1", "other/*", "There is no connection.");
  g_ptr_array_add (facts->doubts, g_strdup ("One may be missing."));
  partial = dup_facts (export);
  g_assert_nonnull (strstr (partial, "\nRepositories: 257 (2 without tasks, 4 not read)\n"
                                     "Not Complete: team/web and 1 other in moon-1 could not be read: There is no connection.\n"
                                     "Not Complete: 3 of 257 repositories were not asked about.\n"
                                     "Not Complete: One may be missing.\n"));
}

/* People have long numbers written as they are used to, programs have not. */
static void
test_long_numbers (void)
{
  static const char *const formats[] = { "csv", "json", "jsonl", "tsv" };
  const FerrySyncTaskFields fields = { .id = 4294967297, .organization = "team", .repository = "a" };
  g_autoptr(FerryExport) export = make_export ();
  g_autofree char *facts = NULL;

  if (setlocale (LC_ALL, "en_US.UTF-8") == NULL)
    {
      g_test_skip ("the locale en_US.UTF-8 is not there");
      return;
    }
  g_ptr_array_add (export->sync_tasks, ferry_sync_task_new (&fields));
  export->facts->n_rows = 1234567;
  export->facts->n_repositories = 12345;
  export->rows = FERRY_EXPORT_ROWS_SELECTED;
  facts = dup_facts (export);
  g_assert_nonnull (strstr (facts, " of 1,234,567 tasks, those that were selected\n"));
  g_assert_nonnull (strstr (facts, "\nRepositories: 12,345\n"));

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = ferry_exporter_to_string (ferry_exporter_find (formats[i]), export, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (text, "4294967297"));
      g_assert_null (strstr (text, "1,234"));
      g_assert_null (strstr (text, "12,345"));
    }
  setlocale (LC_ALL, "C");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC-8", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/arrange", test_arrange);
  g_test_add_func ("/export/keep-first", test_keep_first);
  g_test_add_func ("/export/values", test_values);
  g_test_add_func ("/export/facts", test_facts);
  g_test_add_func ("/export/facts-of-everything", test_facts_of_everything);
  g_test_add_func ("/export/file-name", test_file_name);
  g_test_add_func ("/export/long-file-name", test_long_file_name);
  g_test_add_func ("/export/repositories", test_repositories);
  g_test_add_func ("/export/long-numbers", test_long_numbers);

  return g_test_run ();
}
