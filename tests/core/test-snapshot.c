/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

#include "test-util.h"

#define NAME "list.json"

/* clang-format off */
static const FerrySyncTaskFields rows[] = {
  { .id = 45, .source_region = "cn-north-4", .organization = "test", .repository = "grpc-helloworld",
    .target_region = "cn-north-1", .target_organization = "sdsad", .overwrite = FERRY_YES, .automatic = FERRY_YES,
    .account = "p*********59", .account_id = "8b1e81************************633fb",
    .created = "2020-04-17T02:11:03.53183Z", .updated = "2020-04-17T02:11:03.531831Z" },
  { .id = G_MAXINT64, .source_region = "cn-east-3", .organization = "say \"hello\"", .repository = "comma, line\r\nbreak",
    .target_organization = "示例组织", .overwrite = FERRY_NO, .account = "back\\slash", .created = "", .updated = "some day" },
  { .id = FERRY_SYNC_TASK_NO_ID },
};
/* clang-format on */

static FerryExport *
make_export (void)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = ferry_facts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (sync_tasks, ferry_sync_task_new (&rows[i]));
  facts->scope = g_strdup ("test/grpc-helloworld");
  facts->account = g_strdup ("Audit");
  ferry_facts_add_region (facts, "cn-north-4");
  ferry_facts_add_region (facts, "cn-east-3");
  facts->as_of = g_date_time_new_from_iso8601 ("2026-11-03T09:12:00+08:00", NULL);
  facts->n_rows = G_N_ELEMENTS (rows);
  facts->n_unreadable = 2;
  facts->first_problem = g_strdup ("“id” has the wrong type (string).");
  facts->maybe_cut = TRUE;
  facts->n_repositories = 257;
  facts->n_not_asked = 3;
  facts->is_unfinished = TRUE;
  g_ptr_array_add (facts->without_tasks, test_make_repository ("test", "base/web"));
  g_ptr_array_add (facts->without_tasks, test_make_repository ("test", "db"));
  g_ptr_array_add (facts->doubts, g_strdup ("One may be missing."));
  ferry_facts_add_failure (facts, "cn-south-1", "test/grpc-helloworld", "There was no answer.");

  return ferry_export_new (facts, sync_tasks);
}

static char *
write_json (FerryExport *export)
{
  g_autoptr(GError) error = NULL;
  char *text = ferry_exporter_to_string (ferry_exporter_find ("json"), export, NULL, &error);

  g_assert_no_error (error);

  return text;
}

static FerrySnapshot *
read_bytes (const char  *text,
            gsize        size,
            GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, size);
  g_autoptr(GDateTime) changed = g_date_time_new_utc (2026, 11, 24, 12, 0, 0);

  return ferry_snapshot_new_from_json (bytes, NAME, changed, error);
}

static FerrySnapshot *
read_well (const char *text)
{
  g_autoptr(GError) error = NULL;
  FerrySnapshot *snapshot = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);

  return snapshot;
}

static void
assert_refused (const char *text,
                const char *reason)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_bytes (text, strlen (text), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT);
  test_assert_error_text (error, "“" NAME "”");
  test_assert_error_text (error, reason);
}

static char *
dup_warnings (FerrySnapshot *snapshot)
{
  g_autoptr(GPtrArray) warnings = ferry_facts_dup_warnings (snapshot->facts);

  g_ptr_array_add (warnings, NULL);

  return g_strjoinv ("\n", (char **) warnings->pdata);
}

static void
assert_warnings (FerrySnapshot *snapshot,
                 const char    *expected)
{
  g_autofree char *warnings = dup_warnings (snapshot);

  g_assert_cmpstr (warnings, ==, expected);
}

static char *
write_again (FerrySnapshot *snapshot)
{
  g_autoptr(FerryExport) export = ferry_export_new (snapshot->facts, snapshot->tasks);

  return write_json (export);
}

/* What is opened and saved is what was saved. */
static void
assert_round_trip (FerryExport *export)
{
  g_autofree char *before = write_json (export);
  g_autoptr(FerrySnapshot) snapshot = read_well (before);
  g_autofree char *after = write_again (snapshot);

  g_assert_cmpstr (after, ==, before);
}

static void
assert_repositories (FerryFacts *facts)
{
  g_autofree char *scope = NULL;

  g_assert_cmpuint (facts->n_repositories, ==, 257);
  g_assert_cmpuint (facts->n_not_asked, ==, 3);
  g_assert_true (facts->is_unfinished);
  g_assert_cmpuint (facts->without_tasks->len, ==, 2);
  scope = ferry_repository_dup_scope (g_ptr_array_index (facts->without_tasks, 0));
  g_assert_cmpstr (scope, ==, "test/base/web");
  g_assert_cmpstr (ferry_repository_get_region (g_ptr_array_index (facts->without_tasks, 0)), ==, "cn-north-4");
}

static void
test_round_trip (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autofree char *text = write_json (export);
  g_autoptr(FerrySnapshot) snapshot = read_well (text);
  g_autofree char *as_of = g_date_time_format_iso8601 (snapshot->facts->as_of);
  g_autofree char *first = ferry_sync_task_dup_json (g_ptr_array_index (snapshot->tasks, 0));

  g_assert_cmpuint (snapshot->tasks->len, ==, G_N_ELEMENTS (rows));
  g_assert_cmpstr (snapshot->facts->file, ==, NAME);
  g_assert_cmpstr (snapshot->facts->scope, ==, "test/grpc-helloworld");
  g_assert_cmpstr (snapshot->facts->account, ==, "Audit");
  g_assert_cmpstr (as_of, ==, "2026-11-03T09:12:00+08");
  g_assert_true (g_strv_equal ((const char *const *) snapshot->facts->regions, (const char *const[]) { "cn-north-4", "cn-east-3", NULL }));
  assert_warnings (snapshot, "test/grpc-helloworld in cn-south-1 could not be read: There was no answer.\n"
                             "3 of 257 repositories were not asked about.\n"
                             "2 of 5 entries could not be read. “id” has the wrong type (string).\n"
                             "One may be missing.");
  g_assert_true (snapshot->facts->maybe_cut);
  assert_repositories (snapshot->facts);
  /* All that the file says. */
  g_assert_nonnull (strstr (first, "\"sourceRegionId\": \"cn-north-4\""));

  assert_round_trip (export);
}

static void
test_no_rows (void)
{
  g_autoptr(FerryExport) export = make_export ();

  g_ptr_array_set_size (export->sync_tasks, 0);
  export->n_rows = export->facts->n_rows = 0;
  assert_round_trip (export);
}

/* That it is a part is said, and not forgotten by the next file. */
static void
test_filtered (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autoptr(FerrySnapshot) snapshot = NULL;
  g_autoptr(FerryExport) again = NULL;
  g_autoptr(FerryFilter) filter = ferry_filter_new ();
  const FerryOrder order = { .n_keys = 0 };
  g_autofree char *text = NULL;
  g_autofree char *warnings = NULL;

  export->rows = FERRY_EXPORT_ROWS_FILTERED;
  export->filter = g_strdup ("web");
  export->facts->n_rows = 340;
  text = write_json (export);
  snapshot = read_well (text);
  warnings = dup_warnings (snapshot);
  g_assert_nonnull (strstr (warnings, "The file holds 3 of 340 tasks, those that match the filter “web”."));
  g_assert_nonnull (strstr (warnings, "2 of 342 entries could not be read."));
  assert_round_trip (export);

  ferry_filter_set_text (filter, "sdsad");
  again = ferry_export_new (snapshot->facts, snapshot->tasks);
  ferry_export_set_arrangement (again, filter, &order);
  ferry_export_arrange (again);
  g_assert_cmpuint (again->sync_tasks->len, ==, 1);
  g_assert_cmpint (again->rows, ==, FERRY_EXPORT_ROWS_FILTERED);
  g_assert_true (g_str_has_prefix (again->filter, "web, "));
  g_assert_nonnull (strstr (again->filter, "sdsad"));
}

static void
test_selected (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autoptr(FerrySnapshot) snapshot = NULL;
  g_autofree char *text = NULL;
  g_autofree char *warnings = NULL;

  export->rows = FERRY_EXPORT_ROWS_SELECTED;
  export->facts->n_rows = 4;
  text = write_json (export);
  snapshot = read_well (text);
  warnings = dup_warnings (snapshot);
  g_assert_nonnull (strstr (warnings, "The file holds 3 of 4 tasks, those that were selected."));
  assert_round_trip (export);
}

/* What was not exported is not the same as what nobody knows. */
static void
test_columns (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autoptr(FerrySnapshot) snapshot = NULL;
  g_autofree char *text = NULL;
  g_autofree char *warnings = NULL;

  export->n_columns = FERRY_COLUMN_CREATED;
  text = write_json (export);
  snapshot = read_well (text);
  warnings = dup_warnings (snapshot);
  g_assert_nonnull (strstr (warnings, "The file does not tell: Created, Updated, Account, Account ID, ID"));
  g_assert_cmpstr (ferry_sync_task_get_repository (g_ptr_array_index (snapshot->tasks, 0)), ==, "grpc-helloworld");
  assert_round_trip (export);
}

static void
test_version_0_1 (void)
{
  static const char text[] =
    "{\"generator\":\"Ferryboard 0.1.0\",\"scope\":\"test/web\",\"sourceRegionId\":\"cn-north-4\","
    "\"asOf\":\"2026-11-03T09:12:00.123456+08\",\"filter\":\"sdsad\",\"rows\":2,\"rowsBeforeFilter\":5,"
    "\"unreadableEntries\":0,\"tasks\":[\n"
    "{\"repoName\":\"web\",\"namespace\":\"test\",\"sourceRegionId\":\"cn-north-4\",\"id\":1},\n"
    "{\"repoName\":\"web\",\"namespace\":\"test\",\"id\":2}\n]}\n";
  g_autoptr(FerrySnapshot) snapshot = read_well (text);

  g_assert_cmpuint (snapshot->tasks->len, ==, 2);
  g_assert_cmpint (g_date_time_get_utc_offset (snapshot->facts->as_of), ==, 8 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (snapshot->facts->regions[0], ==, "cn-north-4");
  g_assert_cmpstr (ferry_sync_task_get_source_region (g_ptr_array_index (snapshot->tasks, 1)), ==, "cn-north-4");
  assert_warnings (snapshot,
                   "The file holds 2 of 5 tasks, those that match the filter “sdsad”.\n"
                   "The file does not tell: Target Region, Target Organization, Overwrite, Automatic, Created, Updated, Account, Account ID");
}

static void
test_bare (void)
{
  g_autofree char *text = test_read_data ("documented-example.json");
  g_autoptr(FerrySnapshot) snapshot = read_well (text);
  g_autofree char *as_of = g_date_time_format (snapshot->facts->as_of, "%F");

  g_assert_cmpuint (snapshot->tasks->len, ==, 1);
  g_assert_cmpint (ferry_sync_task_get_id (g_ptr_array_index (snapshot->tasks, 0)), ==, 45);
  g_assert_null (ferry_sync_task_get_source_region (g_ptr_array_index (snapshot->tasks, 0)));
  g_assert_cmpstr (snapshot->facts->scope, ==, NAME);
  g_assert_cmpstr (as_of, ==, "2026-11-24");
  assert_warnings (snapshot,
                   "The file does not tell when the service was asked. The time is that of its last change.\n"
                   "The file does not tell: Source Region");
}

static void
test_lines (void)
{
  static const char tasks[] = "{\"repoName\":\"a\",\"id\":1}\r\n\r\n  {\"repoName\":\"b\",\"id\":2}\n[]\n{\"repoName\":\"c\",\"i";
  static const char facts[] = "{\"formatVersion\":1,\"scope\":\"test/a\",\"rows\":6,\"chosen\":\"all\",\"rowsBeforeFilter\":6}\n";
  g_autoptr(FerrySnapshot) bare = read_well (tasks);
  g_autofree char *text = g_strconcat (facts, tasks, NULL);
  g_autoptr(FerrySnapshot) whole = read_well (text);
  g_autoptr(FerrySnapshot) one = read_well ("{\"repoName\":\"a\"}");
  g_autoptr(FerrySnapshot) none = read_well ("{\"formatVersion\":1,\"scope\":\"test/a\",\"rows\":0}\n");

  g_assert_cmpuint (bare->tasks->len, ==, 2);
  g_assert_cmpuint (bare->facts->n_unreadable, ==, 2);
  g_assert_cmpstr (bare->facts->first_problem, ==, "An entry is not a task.");

  /* Two that are promised are not there at all. */
  g_assert_cmpstr (whole->facts->scope, ==, "test/a");
  g_assert_cmpuint (whole->tasks->len, ==, 2);
  g_assert_cmpuint (whole->facts->n_unreadable, ==, 4);
  g_assert_cmpuint (whole->facts->n_rows, ==, 2);

  g_assert_cmpuint (one->tasks->len, ==, 1);
  g_assert_cmpuint (none->tasks->len, ==, 0);
}

static void
test_unreadable_entries (void)
{
  g_autoptr(FerrySnapshot) snapshot = read_well ("{\"formatVersion\":1,\"rows\":4,\"rowsBeforeFilter\":4,\"unreadableEntries\":1,"
                                                 "\"tasks\":[{\"id\":1},{\"id\":\"1\"},null,{\"namespace\":[]}]}");

  g_assert_cmpuint (snapshot->tasks->len, ==, 1);
  g_assert_cmpuint (snapshot->facts->n_rows, ==, 1);
  g_assert_cmpuint (snapshot->facts->n_unreadable, ==, 4);
  g_assert_cmpstr (snapshot->facts->first_problem, ==, "“id” has the wrong type (string).");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *reason;
  } cases[] = {
    { "", "It is empty." },
    { " \r\n\t ", "It is empty." },
    { "<!DOCTYPE html>\n<title>Sign in</title>", "It is not JSON, or is cut off" },
    { "Repository,Organization\r\nweb,test\r\n", "It is not JSON, or is cut off" },
    { "PK\003\004", "It is not JSON, or is cut off" },
    { "[{\"id\":1}", "It is not JSON, or is cut off" },
    { "[{\"repoName\":\"\xff\"}]", "It is not text in UTF-8." },
    { "\xff\xfe[", "It is not text in UTF-8." },
    { "[1] [2]", "It is not JSON, or is cut off" },
    { "5\n6\n", "It is not JSON, or is cut off" },
    { "5", "no list of tasks" },
    { "null", "no list of tasks" },
    { "{}", "no list of tasks" },
    { "{\"errors\":[{\"errorCode\":\"SVCSTG.SWR.4000000\"}]}", "no list of tasks" },
    { "{\"tasks\":{}}", "no list of tasks" },
    { "{\"formatVersion\":1,\"tasks\":null}", "no list of tasks" },
    { "{\"version\":\"2.0.0\",\"tasks\":[{\"label\":\"build\"}]}", "no list of tasks" },
    { "{\"formatVersion\":2,\"tasks\":[]}", "A newer version of Ferryboard wrote it." },
    { "{\"formatVersion\":2}\n{\"repoName\":\"a\"}", "A newer version of Ferryboard wrote it." },
    { "{\"formatVersion\":\"1\",\"tasks\":[]}", "“formatVersion” has the wrong type" },
    { "{\"formatVersion\":1e300,\"tasks\":[]}", "“formatVersion” has the wrong type" },
    { "{\"scope\":5,\"tasks\":[]}", "“scope” has the wrong type" },
    { "{\"account\":[],\"tasks\":[]}", "“account” has the wrong type" },
    { "{\"sourceRegionId\":{},\"tasks\":[]}", "“sourceRegionId” has the wrong type" },
    { "{\"sourceRegionIds\":\"cn-north-4\",\"tasks\":[]}", "“sourceRegionIds” has a value" },
    { "{\"sourceRegionIds\":[null],\"tasks\":[]}", "“sourceRegionIds” has a value" },
    { "{\"asOf\":\"yesterday\",\"tasks\":[]}", "“asOf” has a value" },
    { "{\"asOf\":\"0001-01-01T00:00:00+14:00\",\"tasks\":[]}", "“asOf” has a value" },
    { "{\"asOf\":\"9999-12-31T23:59:59-14:00\",\"tasks\":[]}", "“asOf” has a value" },
    { "{\"rows\":-1,\"tasks\":[]}", "“rows” has a value" },
    { "{\"rows\":99999999999999999999,\"tasks\":[]}", "“rows” is too large a number" },
    { "{\"rowsBeforeFilter\":4294967296,\"tasks\":[]}", "“rowsBeforeFilter” has a value" },
    { "{\"unreadableEntries\":0.5,\"tasks\":[]}", "“unreadableEntries” has the wrong type" },
    { "{\"chosen\":\"some\",\"tasks\":[]}", "“chosen” has a value" },
    { "{\"repositories\":\"3\",\"tasks\":[]}", "“repositories” has the wrong type" },
    { "{\"repositories\":-3,\"tasks\":[]}", "“repositories” has a value" },
    { "{\"repositoriesNotAsked\":1e10,\"tasks\":[]}", "“repositoriesNotAsked” has the wrong type" },
    { "{\"unfinished\":1,\"tasks\":[]}", "“unfinished” has the wrong type" },
    { "{\"repositoriesWithoutTasks\":{},\"tasks\":[]}", "“repositoriesWithoutTasks” has a value" },
    { "{\"repositoriesWithoutTasks\":[\"a/b\"],\"tasks\":[]}", "“repositoriesWithoutTasks” has a value" },
    { "{\"repositoriesWithoutTasks\":[{\"scope\":\"a/b\"}],\"tasks\":[]}", "“repositoriesWithoutTasks” has a value" },
    { "{\"repositoriesWithoutTasks\":[{\"sourceRegionId\":\"cn-north-4\",\"scope\":\"a\"}],\"tasks\":[]}", "“repositoriesWithoutTasks” has a value" },
    { "{\"repositoriesWithoutTasks\":[{\"sourceRegionId\":\"cn-north-4\",\"scope\":\"a/../b\"}],\"tasks\":[]}", "“repositoriesWithoutTasks” has a value" },
    { "{\"doubts\":\"a\",\"tasks\":[]}", "“doubts” has a value" },
    { "{\"doubts\":[1],\"tasks\":[]}", "“doubts” has a value" },
    { "{\"failed\":{},\"tasks\":[]}", "“failed” has a value" },
    { "{\"failed\":[{\"scope\":\"a\"}],\"tasks\":[]}", "“failed” has a value" },
    { "{\"maybeCut\":\"no\",\"tasks\":[]}", "“maybeCut” has the wrong type" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, cases[i].reason);
}

static void
test_deep (void)
{
  g_autofree char *text = g_strnfill (1000000, '[');

  assert_refused (text, "It is not JSON, or is cut off");
}

/* A label has no room for a novel, nor for line breaks. */
static void
test_long_facts (void)
{
  g_autoptr(GString) text = g_string_new ("{\"scope\":\"a\\nb");
  g_autoptr(FerrySnapshot) snapshot = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "示");
  g_string_append (text, "\",\"tasks\":[]}");
  snapshot = read_well (text->str);

  g_assert_true (g_str_has_prefix (snapshot->facts->scope, "a b示"));
  g_assert_cmpint (g_utf8_strlen (snapshot->facts->scope, -1), ==, 1000);
}

static guint
count_entries (const char *text,
               gsize       size)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *object;

  g_assert_true (json_parser_load_from_data (parser, text, size, NULL));
  object = json_node_get_object (json_parser_get_root (parser));

  return json_object_has_member (object, "tasks") ? json_array_get_length (json_object_get_array_member (object, "tasks")) : 0;
}

/* Whatever it is, it is told or shown. */
static void
check_damaged (const char *text,
               gsize       size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) snapshot = read_bytes (text, size, &error);

  if (snapshot == NULL)
    {
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT);
      test_assert_error_text (error, "“" NAME "” cannot be opened. ");
      return;
    }

  g_assert_no_error (error);
  g_assert_nonnull (snapshot->facts->scope);
  g_assert_nonnull (snapshot->facts->as_of);
  g_assert_cmpuint (snapshot->tasks->len + snapshot->facts->n_unreadable, >=, count_entries (text, size));
  g_assert_cmpuint (snapshot->tasks->len, <=, snapshot->facts->n_rows);
}

static void
test_cut (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autofree char *text = write_json (export);
  g_autofree char *whole = g_strchomp (g_strdup (text));
  gsize size = strlen (whole);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_bytes (whole, i, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT);
    }
  check_damaged (whole, size);
}

static void
test_flipped (void)
{
  g_autoptr(FerryExport) export = make_export ();
  g_autofree char *text = write_json (export);
  gsize size = strlen (text);

  /* Some bits of each byte: all of them would take the sanitizers more than a minute. */
  for (gsize i = 0; i < size * 8; i += 3)
    {
      text[i / 8] ^= 1 << i % 8;
      check_damaged (text, size);
      text[i / 8] ^= 1 << i % 8;
    }
}

/* --- Files --- */

static FerrySnapshot *
load (const char    *path,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;

  ferry_snapshot_load_async (file, cancellable, test_result_cb, &result);
  test_wait_for_result (&result, "load the snapshot");

  return ferry_snapshot_load_finish (file, result, error);
}

static void
test_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "export.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) snapshot = load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (snapshot->tasks->len, ==, 4);
  g_assert_cmpstr (snapshot->facts->file, ==, "export.json");
}

static void
test_no_file (void)
{
  g_autofree char *folder = test_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.json", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.json", NULL);
  g_autofree char *large = g_build_filename (folder, "large.json", NULL);
  const char *const paths[] = { missing, folder, pipe, large };
  const char *const reasons[] = { "missing.json", "is a folder", "is not a file that can be opened", "larger than 64 MiB" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_set_contents (large, "[", -1, NULL));
  g_assert_cmpint (truncate (large, 65 * 1024 * 1024), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (load (paths[i], NULL, &error));
      test_assert_error_text (error, reasons[i]);
    }

  test_remove_folder (g_steal_pointer (&folder));
}

static void
test_cancelled (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "export.json", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (load (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/snapshot/round-trip", test_round_trip);
  g_test_add_func ("/snapshot/no-rows", test_no_rows);
  g_test_add_func ("/snapshot/filtered", test_filtered);
  g_test_add_func ("/snapshot/selected", test_selected);
  g_test_add_func ("/snapshot/columns", test_columns);
  g_test_add_func ("/snapshot/version-0.1", test_version_0_1);
  g_test_add_func ("/snapshot/bare", test_bare);
  g_test_add_func ("/snapshot/lines", test_lines);
  g_test_add_func ("/snapshot/unreadable-entries", test_unreadable_entries);
  g_test_add_func ("/snapshot/refused", test_refused);
  g_test_add_func ("/snapshot/deep", test_deep);
  g_test_add_func ("/snapshot/long-facts", test_long_facts);
  g_test_add_func ("/snapshot/cut", test_cut);
  g_test_add_func ("/snapshot/flipped", test_flipped);
  g_test_add_func ("/snapshot/file", test_file);
  g_test_add_func ("/snapshot/no-file", test_no_file);
  g_test_add_func ("/snapshot/cancelled", test_cancelled);

  return g_test_run ();
}
