/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "export-fixture.h"

/* What the cells hold is for other programs to say, in test-readers.py. */

#define MAX_ROWS 1048575

/* Where temporary files go. */
static const char *temporary;

static gsize
write_book (FerryExport   *export,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gboolean written = ferry_exporter_write (ferry_exporter_find ("xlsx"), export, stream, cancellable, error);
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);

  g_assert_cmpuint (test_count_files (temporary), ==, 0);
  if (written)
    g_assert_cmpmem (g_memory_output_stream_get_data (memory), 4, "PK\3\4", 4);
  else
    g_assert_cmpuint (g_memory_output_stream_get_data_size (memory), ==, 0);

  return g_memory_output_stream_get_data_size (memory);
}

static void
assert_refused (FerryExport *export,
                const char  *reason)
{
  g_autoptr(GError) error = NULL;

  write_book (export, NULL, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT);
  test_assert_error_text (error, reason);
}

/* The same rows over and over. */
static FerryExport *
make_long_export (guint n_rows)
{
  FerryExport *export = make_export (G_N_ELEMENTS (export_rows));
  GPtrArray *sync_tasks = export->sync_tasks;

  while (sync_tasks->len < n_rows)
    g_ptr_array_add (sync_tasks, g_object_ref (g_ptr_array_index (sync_tasks, sync_tasks->len % G_N_ELEMENTS (export_rows))));

  return export;
}

static void
test_facts (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (export_rows));
  g_autoptr(GError) error = NULL;
  gsize size = write_book (export, NULL, &error);
  gsize size_without_facts;

  g_assert_no_error (error);
  export->with_facts = FALSE;
  size_without_facts = write_book (export, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (size_without_facts, <, size);
}

static void
test_too_many_rows (void)
{
  g_autoptr(FerryExport) export = make_long_export (MAX_ROWS + 1);

  assert_refused (export, "longer than the 1048575 rows");
}

static void
test_too_long (void)
{
  g_autofree char *longest = g_strnfill (32767, 'a');
  g_autofree char *too_long = g_strnfill (32768, 'a');
  g_autoptr(GString) wide = g_string_new (NULL);
  FerrySyncTaskFields fields = { .id = 1, .repository = longest };
  g_autoptr(FerryExport) good = make_export_of (&fields, 1);
  g_autoptr(FerryExport) bad = NULL;
  g_autoptr(FerryExport) bad_wide = NULL;
  g_autoptr(GError) error = NULL;

  write_book (good, NULL, &error);
  g_assert_no_error (error);

  fields.repository = too_long;
  bad = make_export_of (&fields, 1);
  assert_refused (bad, "longer than the 32767 characters");

  for (guint i = 0; i < 16384; i++)
    g_string_append (wide, "🚢");
  fields.repository = wide->str;
  bad_wide = make_export_of (&fields, 1);
  assert_refused (bad_wide, "longer than the 32767 characters");
}

/* The first and the last times that there are, and some that only look like one. */
static void
test_odd_times (void)
{
  static const FerrySyncTaskFields fields[] = {
    { .id = 1, .created = "0001-01-01T00:00:00Z", .updated = "9999-12-31T23:59:59.999999Z" },
    { .id = 2, .created = "1899-12-31T00:00:00Z", .updated = "1969-12-31T23:59:59.5Z" },
    { .id = 3, .created = "1900-02-28T23:59:59Z", .updated = "yesterday" },
  };

  for (FerryExportTimes times = FERRY_EXPORT_TIMES_WRITTEN; times <= FERRY_EXPORT_TIMES_UTC; times++)
    {
      g_autoptr(FerryExport) export = make_export_of (fields, G_N_ELEMENTS (fields));
      g_autoptr(GError) error = NULL;

      export->times = times;
      write_book (export, NULL, &error);
      g_assert_no_error (error);
    }
}

static gpointer
stop_writing (gpointer cancellable)
{
  while (test_count_files (temporary) == 0)
    g_thread_yield ();
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* While the rows are written. */
static void
test_stopped (void)
{
  g_autoptr(FerryExport) export = make_long_export (200000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread = g_thread_new ("stop", stop_writing, cancellable);

  write_book (export, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

/* As on a full disk, wherever the room ends. */
static void
test_no_space (void)
{
  g_autoptr(FerryExport) export = make_long_export (4000);
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  for (rlim_t size = 1024; size <= 64 * 1024; size *= 4)
    {
      const struct rlimit small = { size, limit.rlim_max };

      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      assert_refused (export, "folder for temporary files");
    }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_no_folder (void)
{
  g_autoptr(FerryExport) export = make_export (1);
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_rmdir (temporary), ==, 0);
  g_assert_false (ferry_exporter_write (ferry_exporter_find ("xlsx"), export, stream, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpint (g_mkdir (temporary, 0700), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TMPDIR") != NULL ? g_getenv ("TMPDIR") : "/tmp", "ferryboard-test-XXXXXX", NULL);
  int status;

  /* Before anything looks where temporary files go. */
  temporary = g_mkdtemp (folder);
  g_assert_nonnull (temporary);
  g_setenv ("TMPDIR", temporary, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exporter-xlsx/facts", test_facts);
  g_test_add_func ("/exporter-xlsx/too-many-rows", test_too_many_rows);
  g_test_add_func ("/exporter-xlsx/too-long", test_too_long);
  g_test_add_func ("/exporter-xlsx/odd-times", test_odd_times);
  g_test_add_func ("/exporter-xlsx/stopped", test_stopped);
  g_test_add_func ("/exporter-xlsx/no-space", test_no_space);
  g_test_add_func ("/exporter-xlsx/no-folder", test_no_folder);
  status = g_test_run ();
  test_remove_folder (g_steal_pointer (&folder));

  return status;
}
