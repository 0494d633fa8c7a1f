/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test-util.h"

#define OLD "what was there before\n"

typedef struct
{
  char *folder;
  FerryExport *export;
} Fixture;

static FerryExport *
make_export (void)
{
  const FerrySyncTaskFields fields = { .id = 1, .organization = "team", .repository = "web" };
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = ferry_facts_new ();
  FerryExport *export;

  g_ptr_array_add (sync_tasks, ferry_sync_task_new (&fields));
  facts->scope = g_strdup ("team/web");
  facts->as_of = g_date_time_new_now_utc ();
  export = ferry_export_new (facts, sync_tasks);
  export->columns[0] = FERRY_COLUMN_REPOSITORY;
  export->n_columns = 1;
  export->for_programs = TRUE;
  export->byte_order_mark = FALSE;

  return export;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = test_make_folder ();
  self->export = make_export ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ferry_export_free (self->export);
  test_remove_folder (self->folder);
}

static gboolean
export_to (Fixture     *self,
           const char  *path,
           GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  return ferry_export_to_file (self->export, ferry_exporter_find ("csv"), file, NULL, error);
}

static void
assert_text (const char *path,
             const char *expected)
{
  g_autofree char *text = test_read_file (path);

  g_assert_cmpstr (text, ==, expected);
}

static void
make_old_file (const char *path)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, OLD, -1, &error);
  g_assert_no_error (error);
}

static void
test_new (Fixture       *self,
          gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (255, 'x');
  const char *const names[] = { "tasks.csv", "任务.csv", ".hidden", "no%20escape", "broken-\xff", long_name };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_autoptr(GError) error = NULL;

      export_to (self, path, &error);
      g_assert_no_error (error);
      assert_text (path, "repoName\r\nweb\r\n");
      g_assert_cmpuint (test_count_files (self->folder), ==, i + 1);
    }
}

static void
test_overwrite (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "tasks.csv", NULL);
  g_autoptr(GError) error = NULL;
  GStatBuf status;

  make_old_file (path);
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);

  export_to (self, path, &error);
  g_assert_no_error (error);
  assert_text (path, "repoName\r\nweb\r\n");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);
  g_assert_cmpuint (test_count_files (self->folder), ==, 1);
}

static void
test_link (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *target = g_build_filename (self->folder, "target.csv", NULL);
  g_autofree char *link_path = g_build_filename (self->folder, "link.csv", NULL);
  g_autofree char *pointed_to = NULL;
  g_autoptr(GError) error = NULL;

  make_old_file (target);
  g_assert_cmpint (symlink ("target.csv", link_path), ==, 0);

  export_to (self, link_path, &error);
  g_assert_no_error (error);
  pointed_to = g_file_read_link (link_path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pointed_to, ==, "target.csv");
  assert_text (target, "repoName\r\nweb\r\n");
  g_assert_cmpuint (test_count_files (self->folder), ==, 2);
}

/* All may write what is said of a link, which must not become what is said of the file. */
static void
test_link_to_nowhere (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "link.csv", NULL);
  g_autoptr(GError) error = NULL;
  GStatBuf status;

  g_assert_cmpint (symlink ("nowhere.csv", path), ==, 0);
  export_to (self, path, &error);
  g_assert_no_error (error);
  assert_text (path, "repoName\r\nweb\r\n");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0002, ==, 0);
}

/* What cannot be written, each in a way that root cannot write either. */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->folder, "file", NULL);
  g_autofree char *below_file = g_build_filename (file, "tasks.csv", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "missing", "tasks.csv", NULL);
  g_autofree char *too_long = g_build_filename (self->folder, "xxxxxxxxxx", NULL);
  g_autofree char *padding = g_strnfill (300, 'x');
  g_autofree char *long_path = g_strconcat (too_long, padding, NULL);
  const struct
  {
    const char *path;
    const char *reason;
  } cases[] = {
    { self->folder, "It is a folder." },
    { "/", "It is a folder." },
    { "", "The folder does not exist." },
    { missing, "The folder does not exist." },
    { below_file, "A part of its path is not a folder." },
    { "/proc/tasks.csv", "" },
    { "/dev/full", "There is no space left." },
    { long_path, "The name is too long." },
  };

  make_old_file (file);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *beginning = g_strdup_printf ("“%s” could not be written. ", cases[i].path);
      g_autoptr(GError) error = NULL;

      g_assert_false (export_to (self, cases[i].path, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT);
      g_assert_true (g_str_has_prefix (error->message, beginning));
      test_assert_error_text (error, cases[i].reason);
      g_assert_null (strstr (error->message, ".part"));
    }
  assert_text (file, OLD);
  g_assert_cmpuint (test_count_files (self->folder), ==, 1);
}

/* The superuser may write everything, and so has nothing to try here. */
static void
test_read_only (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "tasks.csv", NULL);
  g_autoptr(GError) error = NULL;
  gboolean may_write = geteuid () == 0;

  make_old_file (path);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (export_to (self, path, &error), ==, may_write);
  if (may_write)
    return;

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT);
  test_assert_error_text (error, "There is no permission to write there.");
  assert_text (path, OLD);
  g_assert_cmpuint (test_count_files (self->folder), ==, 1);
}

static void
test_device (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GStatBuf status;

  export_to (self, "/dev/null", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat ("/dev/null", &status), ==, 0);
  g_assert_true (S_ISCHR (status.st_mode));
}

/* Reads what comes through a pipe, which must still be one afterwards. */
static void
test_pipe (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "pipe", NULL);
  char buffer[100] = "";
  g_autoptr(GError) error = NULL;
  GStatBuf status;
  int fd;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fd = g_open (path, O_RDONLY | O_NONBLOCK, 0);
  g_assert_cmpint (fd, >=, 0);

  export_to (self, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, buffer, sizeof buffer - 1), ==, strlen ("repoName\r\nweb\r\n"));
  g_assert_cmpstr (buffer, ==, "repoName\r\nweb\r\n");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_true (S_ISFIFO (status.st_mode));
  g_assert_true (g_close (fd, &error));
}

/* The cancellable that the exporter below cancels in the middle of its work, as somebody may who is waiting. */
static GCancellable *cancellable_of_writer;

static gboolean
write_half (const FerryExport  *export,
            GOutputStream      *stream,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autofree char *half = g_strnfill (200 * 1024, 'h');

  if (!g_output_stream_write_all (stream, half, strlen (half), NULL, cancellable, error))
    return FALSE;

  if (cancellable_of_writer != NULL)
    g_cancellable_cancel (cancellable_of_writer);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No space");

  return cancellable_of_writer != NULL && g_output_stream_write_all (stream, half, strlen (half), NULL, cancellable, error);
}

static const FerryExporter half_writer = { .id = "half", .extension = "half", .write = write_half };

static void
assert_old_stays (Fixture      *self,
                  GCancellable *cancellable,
                  GQuark        domain,
                  int           code)
{
  const char *const names[] = { "new.csv", "old.csv" };
  g_autofree char *old = g_build_filename (self->folder, "old.csv", NULL);

  make_old_file (old);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GFile) file = g_file_new_build_filename (self->folder, names[i], NULL);
      g_autoptr(GError) error = NULL;

      if (cancellable != NULL && cancellable == cancellable_of_writer)
        g_cancellable_reset (cancellable);
      g_assert_false (ferry_export_to_file (self->export, &half_writer, file, cancellable, &error));
      g_assert_error (error, domain, code);
      assert_text (old, OLD);
      g_assert_cmpuint (test_count_files (self->folder), ==, 1);
    }
}

static void
test_failed_in_the_middle (Fixture       *self,
                           gconstpointer  data)
{
  assert_old_stays (self, NULL, FERRY_ERROR, FERRY_ERROR_EXPORT);
}

static void
test_cancelled_before (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  assert_old_stays (self, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_in_the_middle (Fixture       *self,
                              gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  cancellable_of_writer = cancellable;
  assert_old_stays (self, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cancellable_of_writer = NULL;
}

static void
test_async (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(GFile) good = g_file_new_build_filename (self->folder, "tasks.csv", NULL);
  g_autoptr(GFile) bad = g_file_new_build_filename (self->folder, "missing", "tasks.csv", NULL);
  g_autoptr(GAsyncResult) good_result = NULL;
  g_autoptr(GAsyncResult) bad_result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_export_to_file_async (make_export (), ferry_exporter_find ("csv"), good, NULL, test_result_cb, &good_result);
  test_wait_for_result (&good_result, "export to a file");
  g_assert_true (ferry_export_to_file_finish (good, good_result, NULL, &error));
  g_assert_no_error (error);
  assert_text (g_file_peek_path (good), "repoName\r\nweb\r\n");

  ferry_export_to_file_async (make_export (), ferry_exporter_find ("json"), bad, NULL, test_result_cb, &bad_result);
  test_wait_for_result (&bad_result, "export that fails");
  g_assert_false (ferry_export_to_file_finish (bad, bad_result, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT);
}

#define ADD(name, function) g_test_add ("/export-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new", test_new);
  ADD ("overwrite", test_overwrite);
  ADD ("link", test_link);
  ADD ("link-to-nowhere", test_link_to_nowhere);
  ADD ("refused", test_refused);
  ADD ("read-only", test_read_only);
  ADD ("device", test_device);
  ADD ("pipe", test_pipe);
  ADD ("failed-in-the-middle", test_failed_in_the_middle);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("cancelled-in-the-middle", test_cancelled_in_the_middle);
  ADD ("async", test_async);

  return g_test_run ();
}
