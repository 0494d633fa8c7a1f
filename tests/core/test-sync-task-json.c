/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "ferry-sync-task-json.h"
#include "test-util.h"

static FerrySyncTaskBatch *
read_batch (const char  *text,
            gssize       length,
            GError     **error)
{
  GBytes *bytes = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));

  return ferry_sync_task_batch_new_from_json (bytes, "cn-north-4", error);
}

static FerrySyncTaskBatch *
read_good (const char *text)
{
  g_autoptr(GError) error = NULL;
  FerrySyncTaskBatch *batch = read_batch (text, -1, &error);

  g_assert_no_error (error);

  return batch;
}

/* The one task of a text that has one, and nothing unreadable. */
static FerrySyncTask *
read_one (const char *text)
{
  g_autoptr(FerrySyncTaskBatch) batch = read_good (text);

  g_assert_cmpuint (batch->n_unreadable, ==, 0);
  g_assert_cmpuint (batch->tasks->len, ==, 1);

  return g_object_ref (g_ptr_array_index (batch->tasks, 0));
}

/* An answer of one task that has @member, and another member to see that it survives. */
static char *
dup_task (const char *member,
          const char *value)
{
  return g_strdup_printf ("[{\"%s\":%s,\"remoteNamespace\":\"there\"}]", member, value);
}

static char *
dup_utc (gint64 timestamp)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc_usec (timestamp);

  return timestamp != FERRY_NO_TIMESTAMP ? g_date_time_format_iso8601 (time) : NULL;
}

static void
test_all_members (void)
{
  g_autofree char *text = test_read_data ("documented-example.json");
  g_autoptr(FerrySyncTask) sync_task = read_one (text);
  g_autofree char *created = dup_utc (ferry_sync_task_get_created (sync_task));
  g_autofree char *updated = dup_utc (ferry_sync_task_get_updated (sync_task));

  g_assert_cmpint (ferry_sync_task_get_id (sync_task), ==, 45);
  g_assert_cmpstr (ferry_sync_task_get_source_region (sync_task), ==, "cn-north-4");
  g_assert_cmpstr (ferry_sync_task_get_organization (sync_task), ==, "test");
  g_assert_cmpstr (ferry_sync_task_get_repository (sync_task), ==, "grpc-helloworld");
  g_assert_cmpstr (ferry_sync_task_get_target_region (sync_task), ==, "cn-north-1");
  g_assert_cmpstr (ferry_sync_task_get_target_organization (sync_task), ==, "sdsad");
  g_assert_cmpint (ferry_sync_task_get_overwrite (sync_task), ==, FERRY_YES);
  g_assert_cmpint (ferry_sync_task_get_automatic (sync_task), ==, FERRY_YES);
  g_assert_cmpstr (ferry_sync_task_get_account (sync_task), ==, "p*********59");
  g_assert_cmpstr (ferry_sync_task_get_account_id (sync_task), ==, "8b1e81************************633fb");
  g_assert_cmpstr (ferry_sync_task_get_created_text (sync_task), ==, "2020-04-17T02:11:03.53183Z");
  g_assert_cmpstr (ferry_sync_task_get_updated_text (sync_task), ==, "2020-04-17T02:11:03.531831Z");
  g_assert_cmpstr (created, ==, "2020-04-17T02:11:03.531830Z");
  g_assert_cmpstr (updated, ==, "2020-04-17T02:11:03.531831Z");
}

static void
test_nothing (void)
{
  const char *const texts[] = { "[]", "null", " [ ] \n", "\xef\xbb\xbf[]" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerrySyncTaskBatch) batch = read_good (texts[i]);

      g_assert_cmpuint (batch->tasks->len, ==, 0);
      g_assert_cmpuint (batch->n_unreadable, ==, 0);
      g_assert_null (batch->first_problem);
    }
}

static void
assert_unknown (FerrySyncTask *sync_task)
{
  g_assert_cmpint (ferry_sync_task_get_id (sync_task), ==, FERRY_SYNC_TASK_NO_ID);
  g_assert_cmpint (ferry_sync_task_get_overwrite (sync_task), ==, FERRY_UNKNOWN);
  g_assert_cmpint (ferry_sync_task_get_automatic (sync_task), ==, FERRY_UNKNOWN);
  g_assert_cmpint (ferry_sync_task_get_created (sync_task), ==, FERRY_NO_TIMESTAMP);
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    if (column != FERRY_COLUMN_SOURCE_REGION)
      g_assert_null (ferry_column_get_text (column, sync_task));
}

static void
test_missing_and_null (void)
{
  g_autoptr(GString) nulls = g_string_new ("[{");
  g_autoptr(FerrySyncTask) missing = read_one ("[{}]");
  g_autoptr(FerrySyncTask) unknown = read_one ("[{\"labels\":{\"a\":[1,null]},\"iD\":7,\"override \":true}]");
  g_autoptr(FerrySyncTask) null_members = NULL;

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    g_string_append_printf (nulls, "\"%s\":null%s", ferry_column_get_member (column), column + 1 < FERRY_N_COLUMNS ? "," : "}]");
  null_members = read_one (nulls->str);

  assert_unknown (missing);
  assert_unknown (unknown);
  assert_unknown (null_members);
  /* The same to people, and not the same answer. */
  g_assert_true (ferry_sync_task_is_same (missing, null_members));
  g_assert_false (ferry_sync_task_equal (missing, null_members));
}

static void
test_ids (void)
{
  static const struct
  {
    const char *text;
    gint64 id;
  } ids[] = {
    { "0", 0 },
    { "-1", -1 },
    { "2147483648", 2147483648 },
    { "9007199254740993", 9007199254740993 },
    { "9223372036854775806", G_MAXINT64 - 1 },
    { "9223372036854775807", G_MAXINT64 },
    { "-9223372036854775807", -G_MAXINT64 },
  };
  const char *const wrong[] = { "1.0", "1e3", "\"7\"", "true", "[7]", "{}", "9223372036854775808", "99999999999999999999", "1e999" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = dup_task ("id", ids[i].text);
      g_autoptr(FerrySyncTask) sync_task = read_one (text);

      g_assert_cmpint (ferry_sync_task_get_id (sync_task), ==, ids[i].id);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = dup_task ("id", wrong[i]);
      g_autoptr(FerrySyncTaskBatch) batch = read_good (text);

      g_assert_cmpuint (batch->tasks->len, ==, 0);
      g_assert_cmpuint (batch->n_unreadable, ==, 1);
      g_assert_nonnull (strstr (batch->first_problem, "“id”"));
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    const char *utc; /* (nullable) when it cannot be read */
  } times[] = {
    { "2025-03-09T08:15:30Z", "2025-03-09T08:15:30Z" },
    { "2025-03-09T08:15:30.1Z", "2025-03-09T08:15:30.100000Z" },
    { "2025-03-09T08:15:30.12Z", "2025-03-09T08:15:30.120000Z" },
    { "2025-03-09T08:15:30.123Z", "2025-03-09T08:15:30.123000Z" },
    { "2025-03-09T08:15:30.1234Z", "2025-03-09T08:15:30.123400Z" },
    { "2025-03-09T08:15:30.12345Z", "2025-03-09T08:15:30.123450Z" },
    { "2025-03-09T08:15:30.123456Z", "2025-03-09T08:15:30.123456Z" },
    { "2025-03-09T08:15:30.1234567Z", "2025-03-09T08:15:30.123456Z" },
    { "2025-03-09T08:15:30.12345678Z", "2025-03-09T08:15:30.123456Z" },
    { "2025-03-09T08:15:30.123456789Z", "2025-03-09T08:15:30.123456Z" },
    { "2025-03-09T08:15:30", "2025-03-09T08:15:30Z" },
    { "2025-03-09T08:15:30+08:00", "2025-03-09T00:15:30Z" },
    { "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z" },
    { "2025-02-29T00:00:00Z" },
    { "2025-03-09T25:00:00Z" },
    { "the day before yesterday" },
    { "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *value = g_strdup_printf ("\"%s\"", times[i].text);
      g_autofree char *text = dup_task ("updatedAt", value);
      g_autoptr(FerrySyncTask) sync_task = read_one (text);
      g_autofree char *utc = dup_utc (ferry_sync_task_get_updated (sync_task));

      g_assert_cmpstr (utc, ==, times[i].utc);
      g_assert_cmpstr (ferry_sync_task_get_updated_text (sync_task), ==, times[i].text);
    }
}

/* What the service said can be read again, whatever it said. */
static void
test_raw (void)
{
  g_autofree char *documented = test_read_data ("documented-example.json");
  const char *const texts[] = {
    documented,
    "[{}]",
    "[{\"id\":1,\"repoName\":\"a/b\"}]",
    "[{\"id\":1,\"repoName\":\"a$b\"}]",
    "[{\"id\":null,\"namespace\":\"\",\"override\":null}]",
    "[{\"namespace\":\"a\",\"newMember\":{\"x\":[1,2.5,null]}}]",
    "[{\"createdAt\":\"\",\"updatedAt\":\"2020-04-17T02:11:03Z\",\"more\":true}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerrySyncTask) sync_task = read_one (texts[i]);
      g_autofree char *json = ferry_sync_task_dup_json (sync_task);
      g_autofree char *list = g_strdup_printf ("[%s]", json);
      g_autoptr(JsonNode) expected = json_from_string (texts[i], NULL);
      g_autoptr(JsonNode) node = json_from_string (list, NULL);

      g_assert_true (json_node_equal (node, expected));
    }
}

/* JSON knows numbers that nothing here can hold. */
static void
test_raw_number (void)
{
  g_autoptr(FerrySyncTask) sync_task = read_one ("[{\"repoName\": \"web\", \"weight\": 1e999, \"big\": 99999999999999999999}]");
  g_autofree char *json = ferry_sync_task_dup_json (sync_task);

  g_assert_cmpstr (json, ==, "{\n  \"repoName\": \"web\",\n  \"weight\": 1e999,\n  \"big\": 99999999999999999999\n}");
}

/* Only answers that their fields do not tell are kept, or a long list would take twice the memory. */
static void
test_raw_is_rare (void)
{
  g_autofree char *documented = test_read_data ("documented-example.json");
  g_autoptr(FerrySyncTask) sync_task = read_one (documented);

  g_assert_null (ferry_sync_task_get_raw (sync_task));
}

static void
test_unreadable_entries (void)
{
  g_autoptr(FerrySyncTaskBatch) batch =
    read_good ("[7,null,\"a\",[],{\"id\":1},{\"override\":\"yes\"},{\"syncAuto\":1},{\"namespace\":true},{\"createdAt\":5},{\"id\":2}]");

  g_assert_cmpuint (batch->tasks->len, ==, 2);
  g_assert_cmpint (ferry_sync_task_get_id (g_ptr_array_index (batch->tasks, 0)), ==, 1);
  g_assert_cmpint (ferry_sync_task_get_id (g_ptr_array_index (batch->tasks, 1)), ==, 2);
  g_assert_cmpuint (batch->n_unreadable, ==, 8);
  g_assert_cmpstr (batch->first_problem, ==, "An entry is not a task.");
}

static void
test_wrong_types (void)
{
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      const char *member = ferry_column_get_member (column);
      g_autofree char *text = dup_task (member, "{\"a\":1}");
      g_autofree char *quoted = g_strdup_printf ("“%s”", member);
      g_autoptr(FerrySyncTaskBatch) batch = NULL;

      /* The one column that is not a member of the answer. */
      if (column == FERRY_COLUMN_SOURCE_REGION)
        continue;

      batch = read_good (text);
      g_assert_cmpuint (batch->n_unreadable, ==, 1);
      g_assert_nonnull (strstr (batch->first_problem, quoted));
    }
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json;
    const char *text;
  } strings[] = {
    { "\"\"", "" },
    { "\"a\\\\u0000b\"", "a\\u0000b" },
    { "\"99999999999999999999\"", "99999999999999999999" },
    { "\"say \\\"99999999999999999999\\\"\"", "say \"99999999999999999999\"" },
    { "\"\\ud83d\\ude00 \xe6\xb1\x89\"", "\xf0\x9f\x98\x80 \xe6\xb1\x89" },
  };
  g_autoptr(FerrySyncTask) repository = read_one ("[{\"repoName\":\"web$front$end\"}]");

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autofree char *text = dup_task ("domainName", strings[i].json);
      g_autoptr(FerrySyncTask) sync_task = read_one (text);

      g_assert_cmpstr (ferry_sync_task_get_account (sync_task), ==, strings[i].text);
      g_assert_cmpstr (ferry_sync_task_get_target_organization (sync_task), ==, "there");
    }
  g_assert_cmpstr (ferry_sync_task_get_repository (repository), ==, "web/front/end");
}

/* Nothing would be seen of what stands behind it. */
static void
test_nul (void)
{
  g_autoptr(FerrySyncTaskBatch) batch = read_good ("[{\"repoName\":\"a\\u0000b\"}]");

  g_assert_cmpuint (batch->n_unreadable, ==, 1);
  g_assert_cmpstr (batch->first_problem, ==, "“repoName” holds a NUL character.");
}

static void
assert_refused (const char *text,
                gssize      length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySyncTaskBatch) batch = read_batch (text, length, &error);

  g_autofree char *shown = g_strescape (text, NULL);

  g_test_message ("%.60s", shown);
  g_assert_null (batch);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_not_a_list (void)
{
  const char *const texts[] = {
    "", " ", "{}", "{\"tasks\":[]}", "7", "\"a\"", "true", "<html></html>", "[", "[{\"id\":1", "[{\"id\":1}", "[1,]", "[] []",
    "[{\"id\":1}]x", "[\"a", "[\"a\\", "[\"\\u0000", "[\"\\ud800\"]", "[-]", "[01]", "[99999999999999999999", "[\"\xff\"]", "\xff", "nul",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], -1);
  assert_refused ("[\"a\0b\"]", 7);
  assert_refused ("[]\0", 3);
  assert_refused ("\0", 1);
}

static void
test_deep_nesting (void)
{
  g_autofree char *arrays = g_strnfill (1000000, '[');
  g_autoptr(GString) objects = g_string_new (NULL);
  g_autoptr(GString) inside = g_string_new ("[{\"id\":1,\"extra\":");

  for (guint i = 0; i < 100000; i++)
    g_string_append (objects, "{\"a\":");
  for (guint i = 0; i < 100; i++)
    g_string_append_c (inside, '[');
  for (guint i = 0; i < 100; i++)
    g_string_append_c (inside, ']');
  g_string_append (inside, "}]");

  assert_refused (arrays, -1);
  assert_refused (objects->str, -1);
  g_object_unref (read_one (inside->str));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-task-json/all-members", test_all_members);
  g_test_add_func ("/sync-task-json/nothing", test_nothing);
  g_test_add_func ("/sync-task-json/missing-and-null", test_missing_and_null);
  g_test_add_func ("/sync-task-json/ids", test_ids);
  g_test_add_func ("/sync-task-json/times", test_times);
  g_test_add_func ("/sync-task-json/raw", test_raw);
  g_test_add_func ("/sync-task-json/raw-number", test_raw_number);
  g_test_add_func ("/sync-task-json/raw-is-rare", test_raw_is_rare);
  g_test_add_func ("/sync-task-json/unreadable-entries", test_unreadable_entries);
  g_test_add_func ("/sync-task-json/wrong-types", test_wrong_types);
  g_test_add_func ("/sync-task-json/strings", test_strings);
  g_test_add_func ("/sync-task-json/nul", test_nul);
  g_test_add_func ("/sync-task-json/not-a-list", test_not_a_list);
  g_test_add_func ("/sync-task-json/deep-nesting", test_deep_nesting);

  return g_test_run ();
}
