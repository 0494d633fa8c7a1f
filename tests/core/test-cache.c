/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "export-fixture.h"
#include "ferry-cache-file.h"

typedef struct
{
  char *folder;
  char *lists; /* is made by the cache */
  FerryCache *cache;
  FerryQuery *query;
} Fixture;

static const char *const ids[] = { "audit", NULL };

/* The text of it has several lines. */
static FerryQuery *
make_query (void)
{
  static const char *const regions[] = { "cn-north-4", "cn-future-9", NULL };
  static const char *const names[] = { "team/web", "team/base/db", NULL };
  g_autoptr(GError) error = NULL;
  FerryQuery *query = ferry_query_new_for_names (regions, names, &error);

  g_assert_no_error (error);

  return query;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = test_make_folder ();
  self->lists = g_build_filename (self->folder, "cache", "lists", NULL);
  self->cache = ferry_cache_new (self->lists);
  self->query = make_query ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gpointer cache = g_steal_pointer (&self->cache);

  /* A thread may let go of it a little later than it says that it is done. */
  g_object_add_weak_pointer (cache, &cache);
  g_object_unref (cache);
  test_wait_for_end (&cache, "let go of the cache");
  ferry_query_unref (self->query);
  test_remove_folder (self->folder);
  g_free (self->lists);
}

static FerryFacts *
make_facts (GPtrArray *sync_tasks)
{
  FerryFacts *facts = ferry_facts_new ();

  facts->scope = g_strdup ("team/*");
  ferry_facts_add_region (facts, "cn-north-4");
  facts->as_of = g_date_time_new_from_iso8601 ("2026-11-03T09:12:00+08:00", NULL);
  facts->n_rows = sync_tasks->len;

  return facts;
}

static GPtrArray *
make_tasks (guint n_tasks)
{
  GPtrArray *sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_tasks; i++)
    {
      FerrySyncTaskFields fields = export_rows[0];
      g_autofree char *repository = g_strdup_printf ("web/frontend-%u", i);

      fields.id = i;
      fields.repository = repository;
      g_ptr_array_add (sync_tasks, ferry_sync_task_new (&fields));
    }

  return sync_tasks;
}

static void
begin_store (FerryCache         *cache,
             const char *const  *account_ids,
             FerryQuery         *query,
             guint               n_tasks,
             GAsyncResult      **result)
{
  g_autoptr(GPtrArray) sync_tasks = make_tasks (n_tasks);
  g_autoptr(FerryFacts) facts = make_facts (sync_tasks);

  ferry_cache_store_async (cache, account_ids, query, facts, sync_tasks, NULL, test_result_cb, result);
}

static gboolean
end_store (FerryCache    *cache,
           GAsyncResult **result,
           GError       **error)
{
  g_autoptr(GAsyncResult) done = NULL;

  test_wait_for_result (result, "store a list");
  done = g_steal_pointer (result);

  return ferry_cache_store_finish (cache, done, error);
}

static gboolean
store (FerryCache         *cache,
       const char *const  *account_ids,
       FerryQuery         *query,
       guint               n_tasks,
       GError            **error)
{
  GAsyncResult *result = NULL;

  begin_store (cache, account_ids, query, n_tasks, &result);

  return end_store (cache, &result, error);
}

static void
store_well (FerryCache        *cache,
            const char *const *account_ids,
            FerryQuery        *query,
            guint              n_tasks)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (store (cache, account_ids, query, n_tasks, &error));
  g_assert_no_error (error);
}

static FerrySnapshot *
load (FerryCache         *cache,
      const char *const  *account_ids,
      FerryQuery         *query,
      GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_cache_load_async (cache, account_ids, query, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "load a list");

  return ferry_cache_load_finish (cache, result, error);
}

/* -1: there is none, and that is no error. */
static int
count_loaded (FerryCache        *cache,
              const char *const *account_ids,
              FerryQuery        *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) snapshot = load (cache, account_ids, query, &error);

  g_assert_no_error (error);

  return snapshot != NULL ? (int) snapshot->tasks->len : -1;
}

static gint64
get_size (FerryCache *cache)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 size;

  ferry_cache_get_size_async (cache, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "get the size");
  size = ferry_cache_get_size_finish (cache, result, &error);
  g_assert_no_error (error);

  return size;
}

static char *
dup_path (Fixture           *self,
          const char *const *account_ids,
          FerryQuery        *query)
{
  g_autoptr(FerryCacheKey) key = ferry_cache_key_new (account_ids, query);
  g_autofree char *name = ferry_cache_key_dup_name (key);

  return g_build_filename (self->lists, name, NULL);
}

static void
write_file (const char *path,
            const char *text,
            gssize      size)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents_full (path, text, size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
assert_refused (FerryCache *cache,
                FerryQuery *query,
                const char *reason)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (load (cache, ids, query, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT);
  test_assert_error_text (error, reason);
}

/* --- What comes back --- */

static void
fill_facts (FerryFacts *facts)
{
  facts->account = g_strdup ("Audit, 审计");
  ferry_facts_add_region (facts, "cn-future-9");
  facts->n_repositories = 257;
  facts->n_not_asked = 3;
  facts->is_unfinished = TRUE;
  g_ptr_array_add (facts->without_tasks, test_make_repository ("team", "base/web"));
  g_ptr_array_add (facts->without_tasks, test_make_repository ("team", "db"));
  facts->n_unreadable = 2;
  facts->first_problem = g_strdup ("“id” has the wrong type (string).");
  facts->maybe_cut = TRUE;
  ferry_facts_add_failure (facts, "cn-future-9", "team/*", "There was no answer.");
  g_ptr_array_add (facts->doubts, g_strdup ("One may be missing."));
}

static void
assert_equal_failures (FerryFacts *facts,
                       FerryFacts *expected)
{
  g_assert_cmpuint (facts->failures->len, ==, expected->failures->len);
  for (guint i = 0; i < facts->failures->len; i++)
    {
      const FerryFailure *failure = g_ptr_array_index (facts->failures, i), *other = g_ptr_array_index (expected->failures, i);

      g_assert_cmpstr (failure->region, ==, other->region);
      g_assert_cmpstr (failure->scope, ==, other->scope);
      g_assert_cmpstr (failure->message, ==, other->message);
    }
}

static void
assert_equal_repositories (FerryFacts *facts,
                           FerryFacts *expected)
{
  g_assert_cmpuint (facts->n_repositories, ==, expected->n_repositories);
  g_assert_cmpuint (facts->n_not_asked, ==, expected->n_not_asked);
  g_assert_cmpint (facts->is_unfinished, ==, expected->is_unfinished);
  g_assert_cmpuint (facts->without_tasks->len, ==, expected->without_tasks->len);
  for (guint i = 0; i < facts->without_tasks->len; i++)
    g_assert_true (ferry_repository_equal (g_ptr_array_index (facts->without_tasks, i), g_ptr_array_index (expected->without_tasks, i)));
}

static void
assert_equal_facts (FerryFacts *facts,
                    FerryFacts *expected)
{
  g_assert_cmpstr (facts->scope, ==, expected->scope);
  g_assert_cmpstr (facts->account, ==, expected->account);
  g_assert_cmpstrv (facts->regions, expected->regions);
  g_assert_true (g_date_time_equal (facts->as_of, expected->as_of));
  g_assert_cmpint (g_date_time_get_utc_offset (facts->as_of), ==, g_date_time_get_utc_offset (expected->as_of));
  assert_equal_repositories (facts, expected);
  g_assert_cmpuint (facts->n_rows, ==, expected->n_rows);
  g_assert_cmpuint (facts->n_unreadable, ==, expected->n_unreadable);
  g_assert_cmpstr (facts->first_problem, ==, expected->first_problem);
  g_assert_cmpint (facts->maybe_cut, ==, expected->maybe_cut);
  assert_equal_failures (facts, expected);
  g_assert_cmpuint (facts->doubts->len, ==, expected->doubts->len);
  for (guint i = 0; i < facts->doubts->len; i++)
    g_assert_cmpstr (g_ptr_array_index (facts->doubts, i), ==, g_ptr_array_index (expected->doubts, i));
  g_assert_null (facts->file);
  g_assert_cmpint (facts->rows, ==, FERRY_EXPORT_ROWS_ALL);
  g_assert_null (facts->filter);
  g_assert_cmpuint (facts->lacking, ==, 0);
  g_assert_cmpuint (facts->remarks->len, ==, 0);
}

static void
check_round_trip (Fixture    *self,
                  GPtrArray  *sync_tasks,
                  FerryFacts *facts)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) snapshot = NULL;

  ferry_cache_store_async (self->cache, ids, self->query, facts, sync_tasks, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "store the list");
  g_assert_true (ferry_cache_store_finish (self->cache, result, &error));
  snapshot = load (self->cache, ids, self->query, &error);
  g_assert_no_error (error);

  g_assert_nonnull (snapshot);
  assert_equal_facts (snapshot->facts, facts);
  g_assert_cmpuint (snapshot->tasks->len, ==, sync_tasks->len);
  for (guint i = 0; i < sync_tasks->len; i++)
    g_assert_true (ferry_sync_task_equal (g_ptr_array_index (snapshot->tasks, i), g_ptr_array_index (sync_tasks, i)));
}

static void
add_rows (GPtrArray                 *sync_tasks,
          const FerrySyncTaskFields *rows,
          gsize                      n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      FerrySyncTaskFields fields = rows[i];

      g_ptr_array_add (sync_tasks, ferry_sync_task_new (&fields));
      /* What the fields do not tell comes back as well. */
      fields.raw = "{\"id\":[1,\"\\n\",null],\"answer\":{\"priority\":1e400}}";
      g_ptr_array_add (sync_tasks, ferry_sync_task_new (&fields));
    }
}

static void
test_round_trip (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = NULL;

  add_rows (sync_tasks, export_rows, G_N_ELEMENTS (export_rows));
  add_rows (sync_tasks, export_hostile_rows, G_N_ELEMENTS (export_hostile_rows));
  facts = make_facts (sync_tasks);
  fill_facts (facts);
  check_round_trip (self, sync_tasks, facts);
}

static void
test_few_facts (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) sync_tasks = make_tasks (1);
  g_autoptr(FerryFacts) facts = make_facts (sync_tasks);

  check_round_trip (self, sync_tasks, facts);
}

static void
test_no_tasks (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) sync_tasks = make_tasks (0);
  g_autoptr(FerryFacts) facts = make_facts (sync_tasks);

  check_round_trip (self, sync_tasks, facts);
}

/* What the service really answers, with members that nobody knows. */
static void
test_answer (Fixture       *self,
             gconstpointer  data)
{
  static const char text[] = "[{\"id\":1,\"namespace\":\"team\",\"repoName\":\"a$b\",\"new\":true},{\"id\":2,\"remoteRegionId\":null},{\"id\":3}]";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) answer = ferry_snapshot_new_from_json (bytes, "answer.json", NULL, &error);
  g_autoptr(FerryFacts) facts = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (ferry_sync_task_get_raw (g_ptr_array_index (answer->tasks, 0)));
  g_assert_null (ferry_sync_task_get_raw (g_ptr_array_index (answer->tasks, 2)));
  facts = make_facts (answer->tasks);
  check_round_trip (self, answer->tasks, facts);
}

/* --- Which one comes back --- */

static void
test_keys (Fixture       *self,
           gconstpointer  data)
{
  static const char *const both[] = { "audit", "other", NULL };
  static const char *const turned[] = { "other", "audit", NULL };
  static const char *const joined[] = { "auditother", NULL };
  g_autoptr(FerryQuery) other = test_make_query ("team", "web");

  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, -1);
  g_assert_cmpint (get_size (self->cache), ==, 0);

  store_well (self->cache, ids, self->query, 1);
  store_well (self->cache, ids, other, 2);
  store_well (self->cache, both, self->query, 3);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 1);
  g_assert_cmpint (count_loaded (self->cache, ids, other), ==, 2);
  g_assert_cmpint (count_loaded (self->cache, both, self->query), ==, 3);
  g_assert_cmpint (count_loaded (self->cache, turned, self->query), ==, 3);
  g_assert_cmpint (count_loaded (self->cache, both, other), ==, -1);
  g_assert_cmpint (count_loaded (self->cache, joined, self->query), ==, -1);

  store_well (self->cache, turned, self->query, 4);
  g_assert_cmpint (count_loaded (self->cache, both, self->query), ==, 4);
  g_assert_cmpuint (test_count_files (self->lists), ==, 3);
}

static void
test_sample (Fixture       *self,
             gconstpointer  data)
{
  static const char *const sample[] = { "audit", FERRY_ACCOUNT_SAMPLE_ID, NULL };

  store_well (self->cache, sample, self->query, 1);
  g_assert_false (g_file_test (self->lists, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_loaded (self->cache, sample, self->query), ==, -1);
}

/* Whichever thread is done first. */
static void
test_last_wins (Fixture       *self,
                gconstpointer  data)
{
  GAsyncResult *results[20] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    begin_store (self->cache, ids, self->query, i % 2 == 0 ? 200 + i : i, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (end_store (self->cache, &results[i], &error));
      g_assert_no_error (error);
    }

  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, G_N_ELEMENTS (results) - 1);
  g_assert_cmpuint (test_count_files (self->lists), ==, 1);
}

/* As two windows of two programs. */
static void
test_two_caches (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(FerryCache) other = ferry_cache_new (self->lists);
  g_autoptr(GError) error = NULL;
  GAsyncResult *one_result = NULL, *other_result = NULL;
  int n_tasks;

  store_well (other, ids, self->query, 3);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 3);

  begin_store (self->cache, ids, self->query, 50, &one_result);
  begin_store (other, ids, self->query, 60, &other_result);
  n_tasks = count_loaded (other, ids, self->query);
  g_assert_true (n_tasks == 3 || n_tasks == 50 || n_tasks == 60);
  g_assert_true (end_store (self->cache, &one_result, &error));
  g_assert_true (end_store (other, &other_result, &error));
  n_tasks = count_loaded (self->cache, ids, self->query);
  g_assert_true (n_tasks == 50 || n_tasks == 60);

  g_assert_true (ferry_cache_clear (other, &error));
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, -1);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) sync_tasks = make_tasks (1);
  g_autoptr(FerryFacts) facts = make_facts (sync_tasks);
  g_autoptr(GAsyncResult) stored = NULL;
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GError) store_error = NULL;
  g_autoptr(GError) load_error = NULL;

  g_cancellable_cancel (cancellable);
  ferry_cache_store_async (self->cache, ids, self->query, facts, sync_tasks, cancellable, test_result_cb, &stored);
  ferry_cache_load_async (self->cache, ids, self->query, cancellable, test_result_cb, &loaded);
  test_wait_for_result (&stored, "stop storing");
  test_wait_for_result (&loaded, "stop loading");
  g_assert_false (ferry_cache_store_finish (self->cache, stored, &store_error));
  g_assert_error (store_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (ferry_cache_load_finish (self->cache, loaded, &load_error));
  g_assert_error (load_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, -1);
}

/* --- Files --- */

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

static void
test_permissions (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *path = dup_path (self, ids, self->query);
  g_autofree char *text = NULL;
  mode_t mask = umask (0);

  g_assert_cmpint (g_mkdir_with_parents (self->lists, 0755), ==, 0);
  store_well (self->cache, ids, self->query, 1);
  umask (mask);

  g_assert_cmpint (get_mode (self->lists), ==, 0700);
  g_assert_cmpint (get_mode (path), ==, 0600);
  text = test_read_file (path);
  g_assert_cmpint (get_size (self->cache), ==, strlen (text));
}

static void
test_truncated (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = dup_path (self, ids, self->query);
  g_autofree char *text = NULL;
  gsize size;

  store_well (self->cache, ids, self->query, 1);
  text = test_read_file (path);
  size = strlen (text);
  g_assert_cmpuint (size, >, 500);
  for (gsize i = 0; i < size; i++)
    {
      write_file (path, text, i);
      assert_refused (self->cache, self->query, "It is damaged.");
    }

  /* The next one mends it. */
  store_well (self->cache, ids, self->query, 2);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 2);
}

/* Whatever it is, it is refused or shown. */
static void
test_flipped (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(FerryCacheKey) key = ferry_cache_key_new (ids, self->query);
  g_autoptr(GPtrArray) sync_tasks = make_tasks (1);
  g_autoptr(FerryFacts) facts = make_facts (sync_tasks);
  g_autoptr(GError) write_error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  g_autofree char *data_copy = NULL;

  fill_facts (facts);
  bytes = ferry_cache_file_write (key, facts, sync_tasks, NULL, &write_error);
  g_assert_no_error (write_error);
  data_copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
  for (gsize i = 0; i < size * 8; i += 7)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FerrySnapshot) snapshot = NULL;
      g_autoptr(GBytes) flipped = NULL;

      data_copy[i / 8] ^= 1 << i % 8;
      flipped = g_bytes_new (data_copy, size);
      data_copy[i / 8] ^= 1 << i % 8;
      snapshot = ferry_cache_file_read (key, flipped, &error);
      if (snapshot == NULL)
        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT);
      else
        g_assert_cmpuint (snapshot->tasks->len, ==, 1);
    }
}

/* @old and @new are of the content of the file. */
static void
check_changed (Fixture    *self,
               const char *old,
               const char *new,
               const char *reason)
{
  g_autofree char *path = dup_path (self, ids, self->query);
  g_autoptr(GString) text = NULL;

  store_well (self->cache, ids, self->query, 1);
  text = g_string_new_take (test_read_file (path));
  g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  write_file (path, text->str, text->len);
  assert_refused (self->cache, self->query, reason);
}

static void
test_foreign (Fixture       *self,
              gconstpointer  data)
{
  check_changed (self, "{\"keptList\":1", "{\"keptList\":2", "A newer version of Ferryboard wrote it.");
  check_changed (self, "{\"keptList\":1", "{\"keptList\":\"1\"", "It is damaged.");
  check_changed (self, "{\"keptList\":1", "{\"other\":1", "It is damaged.");
  check_changed (self, "\"query\":\"", "\"query\":\"x", "It is damaged.");
  check_changed (self, "[\"audit\"]", "[\"other\"]", "It is damaged.");
  check_changed (self, "[\"audit\"]", "\"audit\"", "It is damaged.");
  check_changed (self, "\"rows\":1", "\"rows\":2", "It is damaged.");
  check_changed (self, "\"chosen\":\"all\"", "\"chosen\":\"filtered\"", "It is damaged.");
  check_changed (self, "\"scope\"", "\"nothing\"", "It is damaged.");
  check_changed (self, "\"asOf\"", "\"nothing\"", "It is damaged.");
  check_changed (self, "\"repoName\"", "\"nothing\"", "It is damaged.");
  check_changed (self, "\"unfinished\":false", "\"unfinished\":0", "It is damaged.");
  check_changed (self, "\"formatVersion\":1", "\"formatVersion\":2", "It is damaged.");
}

/* A file of another query under the name of this one. */
static void
test_moved (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryQuery) other = test_make_query ("team", "web");
  g_autofree char *path = dup_path (self, ids, self->query);
  g_autofree char *other_path = dup_path (self, ids, other);

  store_well (self->cache, ids, other, 1);
  g_assert_cmpint (g_rename (other_path, path), ==, 0);
  assert_refused (self->cache, self->query, "It is damaged.");
}

static void
test_no_file (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *path = dup_path (self, ids, self->query);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  assert_refused (self->cache, self->query, "cannot be used");
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused (self->cache, self->query, "cannot be used");
  g_assert_true (ferry_cache_clear_account (self->cache, "audit", NULL));

  store_well (self->cache, ids, self->query, 1);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 1);
}

/* --- Room --- */

static void
set_age (Fixture    *self,
         FerryQuery *query,
         int         hours)
{
  g_autofree char *path = dup_path (self, ids, query);
  time_t time = g_get_real_time () / G_USEC_PER_SEC - hours * 3600;
  struct utimbuf times = { .actime = time, .modtime = time };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static void
test_limit (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryQuery) a = test_make_query ("team", "a");
  g_autoptr(FerryQuery) b = test_make_query ("team", "b");
  g_autoptr(FerryQuery) c = test_make_query ("team", "c");
  gint64 size;

  store_well (self->cache, ids, a, 5);
  size = get_size (self->cache);
  store_well (self->cache, ids, b, 5);
  set_age (self, a, 1);
  set_age (self, b, 2);
  ferry_cache_set_limits (self->cache, size * 5 / 2, size * 2);
  store_well (self->cache, ids, c, 5);

  g_assert_cmpint (count_loaded (self->cache, ids, a), ==, 5);
  g_assert_cmpint (count_loaded (self->cache, ids, b), ==, -1);
  g_assert_cmpint (count_loaded (self->cache, ids, c), ==, 5);
  g_assert_cmpint (get_size (self->cache), <=, size * 5 / 2);
}

static void
test_file_limit (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(GError) store_error = NULL;

  store_well (self->cache, ids, self->query, 5);
  ferry_cache_set_limits (self->cache, 100000, get_size (self->cache));
  g_assert_false (store (self->cache, ids, self->query, 6, &store_error));
  g_assert_error (store_error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT);
  test_assert_error_text (store_error, "too long to be kept");
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 5);

  ferry_cache_set_limits (self->cache, 100000, 1000);
  assert_refused (self->cache, self->query, "cannot be used");
}

static void
test_clear (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryQuery) other = test_make_query ("team", "web");
  g_autofree char *note = g_build_filename (self->lists, "notes.txt", NULL);
  g_autofree char *path = dup_path (self, ids, self->query);
  g_autofree char *part = g_strconcat (path, ".0123abcd.part", NULL);
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  g_assert_true (ferry_cache_clear (self->cache, &error));

  store_well (self->cache, ids, self->query, 1);
  store_well (self->cache, ids, other, 1);
  write_file (note, "Mine", -1);
  write_file (part, "{", -1);
  g_assert_true (ferry_cache_clear (self->cache, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, -1);
  g_assert_cmpint (get_size (self->cache), ==, 0);
  g_assert_cmpuint (test_count_files (self->lists), ==, 1);

  /* What is on its way is forgotten too. */
  begin_store (self->cache, ids, self->query, 100, &result);
  g_assert_true (ferry_cache_clear (self->cache, &error));
  g_assert_true (end_store (self->cache, &result, &error));
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, -1);
  g_assert_cmpuint (test_count_files (self->lists), ==, 1);
}

static void
test_clear_account (Fixture       *self,
                    gconstpointer  data)
{
  static const char *const other_ids[] = { "other", NULL };
  static const char *const both[] = { "audit", "other", NULL };
  g_autoptr(FerryQuery) damaged = test_make_query ("team", "damaged");
  g_autofree char *path = dup_path (self, other_ids, damaged);
  g_autoptr(GError) error = NULL;

  store_well (self->cache, ids, self->query, 1);
  store_well (self->cache, other_ids, self->query, 2);
  store_well (self->cache, both, self->query, 3);
  write_file (path, "{\"keptList\":1", -1);
  g_assert_true (ferry_cache_clear_account (self->cache, "nobody", &error));
  g_assert_cmpuint (test_count_files (self->lists), ==, 3);

  g_assert_true (ferry_cache_clear_account (self->cache, "audit", &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, -1);
  g_assert_cmpint (count_loaded (self->cache, other_ids, self->query), ==, 2);
  g_assert_cmpint (count_loaded (self->cache, both, self->query), ==, -1);
}

static void
assert_not_stored (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (store (self->cache, ids, self->query, 100, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT);
  test_assert_error_text (error, "cannot be used: ");
}

/* A file stands where the folder would be. */
static void
test_no_folder (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "cache", NULL);
  g_autoptr(GError) error = NULL;

  write_file (path, "", 0);
  assert_not_stored (self);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, -1);
  g_assert_cmpint (get_size (self->cache), ==, 0);
  g_assert_true (ferry_cache_clear (self->cache, &error));
  g_assert_no_error (error);
}

static void
test_read_only (Fixture       *self,
                gconstpointer  data)
{
  store_well (self->cache, ids, self->query, 1);
  g_assert_cmpint (g_chmod (self->lists, 0500), ==, 0);
  assert_not_stored (self);
  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 1);
  g_assert_false (ferry_cache_clear (self->cache, NULL));
  g_assert_cmpint (g_chmod (self->lists, 0700), ==, 0);
}

/* A limit for files stands for a disk that is full. */
static void
test_full (Fixture       *self,
           gconstpointer  data)
{
  struct rlimit before, limit;

  store_well (self->cache, ids, self->query, 1);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_not_stored (self);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 1);
  g_assert_cmpuint (test_count_files (self->lists), ==, 1);
}

/* Only with “-m perf”: figures, and nothing that fails on a busy machine. */
static void
test_speed (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) sync_tasks = make_tasks (20000);
  g_autoptr(FerryFacts) facts = make_facts (sync_tasks);
  g_autoptr(GTimer) timer = g_timer_new ();

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      double begun;

      g_timer_start (timer);
      ferry_cache_store_async (self->cache, ids, self->query, facts, sync_tasks, NULL, test_result_cb, &result);
      begun = g_timer_elapsed (timer, NULL);
      test_wait_for_result (&result, "store many tasks");
      g_test_minimized_result (begun, "Begin to store 20,000 tasks: %.2f ms", begun * 1000);
      g_test_minimized_result (g_timer_elapsed (timer, NULL), "Store them: %.0f ms", g_timer_elapsed (timer, NULL) * 1000);
      g_timer_start (timer);
      g_assert_cmpint (count_loaded (self->cache, ids, self->query), ==, 20000);
      g_test_minimized_result (g_timer_elapsed (timer, NULL), "Load them: %.0f ms", g_timer_elapsed (timer, NULL) * 1000);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/cache/round-trip", test_round_trip },
    { "/cache/few-facts", test_few_facts },
    { "/cache/no-tasks", test_no_tasks },
    { "/cache/answer", test_answer },
    { "/cache/keys", test_keys },
    { "/cache/sample", test_sample },
    { "/cache/last-wins", test_last_wins },
    { "/cache/two-caches", test_two_caches },
    { "/cache/cancelled", test_cancelled },
    { "/cache/permissions", test_permissions },
    { "/cache/truncated", test_truncated },
    { "/cache/flipped", test_flipped },
    { "/cache/foreign", test_foreign },
    { "/cache/moved", test_moved },
    { "/cache/no-file", test_no_file },
    { "/cache/limit", test_limit },
    { "/cache/file-limit", test_file_limit },
    { "/cache/clear", test_clear },
    { "/cache/clear-account", test_clear_account },
    { "/cache/no-folder", test_no_folder },
    { "/cache/full", test_full },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  if (geteuid () != 0)   /* for whom nothing is read-only */
    g_test_add ("/cache/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  if (g_test_perf ())
    g_test_add ("/cache/speed", Fixture, NULL, set_up, test_speed, tear_down);

  return g_test_run ();
}
