/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

#include <cairo-pdf.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "ferry-exporter-pdf.h"
#include "ferry-print-column.h"
#include "ferry-printout.h"
#include "pdf-util.h"

#define AS_OF "2026-11-03 09:12:00 +08:00"

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) of the file that is written there */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "list.pdf", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_remove_folder (g_steal_pointer (&fixture->folder));
  g_clear_pointer (&fixture->path, g_free);
}

static FerrySyncTask *
make_sync_task (guint       i,
                const char *repository)
{
  g_autofree char *name = g_strdup_printf ("app-%u/backend", i);
  const FerrySyncTaskFields fields = {
    .id = 7000 + i,
    .source_region = "cn-north-4",
    .organization = "test",
    .repository = repository != NULL ? repository : name,
    .target_region = "ap-southeast-3",
    .target_organization = i % 2 == 1 ? "示例组织" : "backup",
    .overwrite = i % 3,
    .automatic = i % 3,
    .account = "p*********59",
    .account_id = "8b1e81f****633fb",
    .created = "2020-04-17T02:11:03.53183Z",
    .updated = "2021-05-18T03:12:04.531831Z",
  };

  return ferry_sync_task_new (&fields);
}

/* Tasks that differ by their numbers, except that the first has a name of its own. */
static FerryExport *
make_export (guint       n_rows,
             const char *repository)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = ferry_facts_new ();

  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (sync_tasks, make_sync_task (i, i == 0 ? repository : NULL));
  facts->scope = g_strdup ("test/grpc-helloworld");
  facts->account = g_strdup ("Audit");
  ferry_facts_add_region (facts, "cn-north-4");
  facts->as_of = g_date_time_new_from_iso8601 ("2026-11-03T09:12:00+08:00", NULL);
  facts->n_rows = n_rows;

  return ferry_export_new (facts, sync_tasks);
}

static void
set_columns (FerryExport       *export,
             const FerryColumn *columns,
             gsize              n_columns)
{
  memcpy (export->columns, columns, n_columns * sizeof *columns);
  export->n_columns = n_columns;
}

static void
show_only_repository (FerryExport *export)
{
  const FerryColumn columns[] = { FERRY_COLUMN_REPOSITORY };

  set_columns (export, columns, G_N_ELEMENTS (columns));
}

static void
write_file (Fixture     *fixture,
            FerryExport *export)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr(GError) error = NULL;

  ferry_export_to_file (export, &ferry_exporter_pdf, file, NULL, &error);
  g_assert_no_error (error);
}

static char **
write_pages (Fixture     *fixture,
             FerryExport *export)
{
  write_file (fixture, export);

  return pdf_read_pages (fixture->path);
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in:\n%s", part, text);
}

static void
assert_has_not (const char *text,
                const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in:\n%s", part, text);
}

/* What stands between the headings and the foot of a page, with lines and blanks taken away. */
static void
append_rows (GString    *rows,
             const char *page,
             const char *heading)
{
  g_auto(GStrv) lines = g_strsplit (page, "\n", -1);
  gboolean is_row = FALSE;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (g_str_has_prefix (line, "Page ") || g_str_has_prefix (line, "Not complete"))
        break;
      if (is_row)
        g_string_append (rows, line);
      else
        is_row = g_str_equal (line, heading);
    }
  g_assert_true (is_row);
}

/* The rows of all pages of a table with one column, put together. */
static char *
join_rows (char *const *pages)
{
  g_autoptr(GString) rows = g_string_new (NULL);

  for (gsize i = 0; pages[i] != NULL; i++)
    append_rows (rows, pages[i], "Repository");

  return g_string_free_and_steal (g_steal_pointer (&rows));
}

static void
assert_has_words (const char *text,
                  const char *cell)
{
  g_auto(GStrv) words = g_strsplit (cell, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    assert_has (text, words[i]);
}

/* Twelve columns have no room for all texts on one line: their words are together. */
static void
test_cells (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (60, NULL);
  g_auto(GStrv) pages = NULL;
  g_autofree char *text = NULL;

  if (!pdf_can_read ())
    return;

  pages = write_pages (fixture, export);
  text = g_strjoinv ("", pages);
  for (guint i = 0; i < export->sync_tasks->len; i++)
    for (gsize j = 0; j < export->n_columns; j++)
      {
        g_autofree char *cell = ferry_export_dup_text (export, export->columns[j], g_ptr_array_index (export->sync_tasks, i));

        assert_has_words (text, cell);
      }
  for (gsize i = 0; pages[i] != NULL; i++)
    for (gsize j = 0; j < export->n_columns; j++)
      assert_has_words (pages[i], ferry_export_get_heading (export, export->columns[j]));
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (100, NULL);
  g_autoptr(GString) expected = g_string_new (NULL);
  g_auto(GStrv) pages = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *info = NULL;

  if (!pdf_can_read ())
    return;

  show_only_repository (export);
  export->filter = g_strdup ("app or “backend”");
  export->rows = FERRY_EXPORT_ROWS_FILTERED;
  pages = write_pages (fixture, export);
  info = pdf_read ("pdfinfo", fixture->path);

  g_assert_cmpuint (g_strv_length (pages), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of 3", i + 1);

      assert_has (pages[i], number);
      assert_has (pages[i], "Synchronization Tasks");
      assert_has (pages[i], "test/grpc-helloworld");
      assert_has (pages[i], AS_OF);
      assert_has (pages[i], "app or “backend”");
    }
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (expected, "app-%u/backend", i);
  rows = join_rows (pages);
  g_assert_cmpstr (rows, ==, expected->str);

  assert_has (info, "Title:           Synchronization Tasks of test/grpc-helloworld\n");
  assert_has (info, "Creator:         Ferryboard " FERRY_VERSION "\n");
  assert_has (info, "CreationDate: ");
}

static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const facts[] = {
    "Audit", "CN North-Beijing4 cn-north-4", AS_OF, "100 tasks", "Updated (descending)",
    "Not Complete", "other/app in cn-east-3 could not be read: There is no connection.",
    "1 of 101 entries could not be read.", "The service may have cut this list at 100.",
  };
  g_autoptr(FerryExport) export = make_export (100, NULL);
  g_auto(GStrv) pages = NULL;
  g_auto(GStrv) bare_pages = NULL;

  if (!pdf_can_read ())
    return;

  show_only_repository (export);
  export->order = (FerryOrder) { .keys = { FERRY_COLUMN_UPDATED }, .descending = { TRUE }, .n_keys = 1 };
  export->facts->n_unreadable = 1;
  export->facts->maybe_cut = TRUE;
  ferry_facts_add_failure (export->facts, "cn-east-3", "other/app", "There is no connection.");
  pages = write_pages (fixture, export);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    assert_has (pages[0], facts[i]);
  assert_has_not (pages[0], "see page 1");
  for (gsize i = 1; pages[i] != NULL; i++)
    {
      assert_has (pages[i], "Not complete, see page 1");
      assert_has_not (pages[i], "Audit");
    }

  /* What has to be known is there even then. */
  export->with_facts = FALSE;
  bare_pages = write_pages (fixture, export);
  assert_has_not (bare_pages[0], "Audit");
  for (gsize i = 0; bare_pages[i] != NULL; i++)
    {
      assert_has (bare_pages[i], "test/grpc-helloworld");
      assert_has (bare_pages[i], AS_OF);
      assert_has (bare_pages[i], "Not complete  ");
    }
}

/* Facts may need more than one page, too. */
static void
test_many_failures (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (1, NULL);
  g_auto(GStrv) pages = NULL;
  g_autofree char *text = NULL;

  if (!pdf_can_read ())
    return;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *scope = g_strdup_printf ("test/app-%u", i);
      g_autofree char *message = g_strdup_printf ("Reason %u.", i);

      ferry_facts_add_failure (export->facts, "cn-east-3", scope, message);
    }
  pages = write_pages (fixture, export);
  text = g_strjoinv ("", pages);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *failure = g_strdup_printf ("test/app-%u in cn-east-3 could not be read: Reason %u.", i, i);

      assert_has (text, failure);
    }
  assert_has (pages[g_strv_length (pages) - 1], "app-0/backend");
}

static void
test_chinese (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (2, "镜像仓库");
  g_auto(GStrv) pages = NULL;
  g_auto(GStrv) fonts = NULL;
  g_autofree char *list = NULL;

  if (!pdf_can_read ())
    return;

  pages = write_pages (fixture, export);
  assert_has (pages[0], "示例组织");
  assert_has (pages[0], "镜像仓库");

  list = pdf_read ("pdffonts", fixture->path);
  fonts = g_strsplit (g_strchomp (list), "\n", -1);
  /* One for headings, one for texts, and one for Chinese, below two lines of heading. */
  g_assert_cmpuint (g_strv_length (fonts), >=, 5);
  for (gsize i = 2; fonts[i] != NULL; i++)
    if (!g_regex_match_simple (" yes +yes +yes +[0-9]+ +0$", fonts[i], 0, 0))
      g_error ("The font is not embedded, or has no characters: %s", fonts[i]);
}

static void
test_long_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GString) name = g_string_new (NULL);
  g_autoptr(FerryExport) export = NULL;
  g_auto(GStrv) pages = NULL;
  g_autofree char *rows = NULL;

  if (!pdf_can_read ())
    return;

  for (guint i = 0; name->len < 10000; i++)
    g_string_append_printf (name, "%u.", i);
  export = make_export (1, name->str);
  show_only_repository (export);
  pages = write_pages (fixture, export);
  g_assert_cmpuint (g_strv_length (pages), >=, 2);
  rows = join_rows (pages);
  g_assert_cmpstr (rows, ==, name->str);
}

/* Wrapped beside other columns; the sample that widths are chosen by has none like it. */
static void
test_unexpected_name (Fixture       *fixture,
                      gconstpointer  data)
{
  const FerryColumn columns[] = { FERRY_COLUMN_REPOSITORY, FERRY_COLUMN_ID };
  const char *name = "first-part-of-it/second-part-of-it/third-part-of-it/fourth-part-of-it/fifth-part-of-it/sixth-part-of-it";
  g_autoptr(FerryExport) export = make_export (5000, NULL);
  g_auto(GStrv) pages = NULL;
  g_auto(GStrv) parts = g_strsplit (name, "/", -1);
  g_autofree char *text = NULL;

  if (!pdf_can_read ())
    return;

  g_object_unref (export->sync_tasks->pdata[4321]);
  export->sync_tasks->pdata[4321] = make_sync_task (4321, name);
  set_columns (export, columns, G_N_ELEMENTS (columns));
  pages = write_pages (fixture, export);
  text = g_strjoinv ("", pages);
  for (gsize i = 0; parts[i] != NULL; i++)
    assert_has (text, parts[i]);
  assert_has (text, "app-4322/backend");
}

/* Whatever a name is made of, it is shown, and stays in its cell. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  const char *name = "a\x1b[31m\nb\t\x7f\xc2\x85\xe2\x80\xa8\xe2\x80\xae"
                     "c \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d "
                     "e\xcc\x81\xcc\x82\xcc\x83 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb -> <b>&amp;";
  g_autoptr(FerryExport) export = make_export (3, name);
  g_auto(GStrv) pages = NULL;

  if (!pdf_can_read ())
    return;

  show_only_repository (export);
  pages = write_pages (fixture, export);
  assert_has (pages[0], "a\\u001b[31m\\u000ab\\u0009\\u007f\\u0085\\u2028\\u202ec");
  assert_has (pages[0], "-> <b>&amp;");
  assert_has (pages[0], "app-1/backend");
  assert_has (pages[0], "app-2/backend");
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (0, NULL);
  g_auto(GStrv) pages = NULL;

  if (!pdf_can_read ())
    return;

  pages = write_pages (fixture, export);
  g_assert_cmpuint (g_strv_length (pages), ==, 1);
  assert_has (pages[0], "0 tasks");
  assert_has (pages[0], "Page 1 of 1");
}

static gboolean
is_landscape (Fixture *fixture)
{
  g_autofree char *info = pdf_read ("pdfinfo", fixture->path);
  const char *size = strstr (info, "Page size:");
  double width = 0, height = 0;

  g_assert_nonnull (size);
  g_assert_cmpint (sscanf (size, "Page size: %lf x %lf", &width, &height), ==, 2);

  return width > height;
}

static void
test_orientation (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (3, NULL);

  if (!pdf_can_read ())
    return;

  write_file (fixture, export);
  g_assert_true (is_landscape (fixture));
  show_only_repository (export);
  write_file (fixture, export);
  g_assert_false (is_landscape (fixture));
}

/* Paper on which nothing has room is used up all the same, and not for ever. */
static void
test_tiny_paper (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (2, NULL);
  g_autoptr(FerryPrintout) printout = ferry_printout_new (export);
  cairo_surface_t *surface = cairo_pdf_surface_create (fixture->path, 20, 20);
  cairo_t *cr = cairo_create (surface);

  ferry_printout_set_size (printout, 10, 10);
  while (!ferry_printout_paginate (printout))
    continue;
  g_assert_cmpuint (ferry_printout_get_n_pages (printout), >=, 2);
  for (guint i = 0; i < ferry_printout_get_n_pages (printout); i++)
    {
      ferry_printout_draw_page (printout, i, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static gboolean
has_content (gpointer user_data)
{
  const char *folder = user_data;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);
  g_autofree char *path = name != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr(GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;

  return file != NULL && g_mapped_file_get_length (file) > 0;
}

/* One long text does not take the room that all texts of another column need. */
static void
test_usual_width (Fixture       *fixture,
                  gconstpointer  data)
{
  FerryPrintColumn columns[] = {
    { .wishes = { [FERRY_PRINT_WISH_TWO_LINES] = 50, [FERRY_PRINT_WISH_ONE_LINE] = 100, [FERRY_PRINT_WISH_ALL] = 100 } },
    { .wishes = { [FERRY_PRINT_WISH_TWO_LINES] = 95, [FERRY_PRINT_WISH_ONE_LINE] = 190, [FERRY_PRINT_WISH_ALL] = 190 } },
  };

  columns[0].n_texts[100] = 20;
  columns[1].n_texts[60] = 19;
  columns[1].n_texts[190] = 1;
  ferry_print_columns_arrange (columns, G_N_ELEMENTS (columns), 230, 1);
  g_assert_cmpfloat (columns[0].width, >=, 100);
  g_assert_cmpfloat (columns[1].width, >=, 95);
  g_assert_cmpfloat (columns[1].x + columns[1].width, <=, 230);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_export_to_file_async (make_export (20000, NULL), &ferry_exporter_pdf, file, cancellable, test_result_cb, &result);
  test_wait_for (has_content, fixture->folder, "the first pages");
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the end of an export that was cancelled");

  g_assert_false (ferry_export_to_file_finish (file, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 0);
}

/* What cairo is told by the stream is told to people, too. */
static void
test_no_space (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryExport) export = make_export (10, NULL);
  g_autoptr(GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr(GError) error = NULL;

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("There is no /dev/full");
      return;
    }

  g_assert_false (ferry_export_to_file (export, &ferry_exporter_pdf, file, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT);
  test_assert_error_text (error, "There is no space left.");
}

#define PRINTOUT_TEST(path, function) \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  PRINTOUT_TEST ("/printout/cells", test_cells);
  PRINTOUT_TEST ("/printout/pages", test_pages);
  PRINTOUT_TEST ("/printout/facts", test_facts);
  PRINTOUT_TEST ("/printout/many-failures", test_many_failures);
  PRINTOUT_TEST ("/printout/chinese", test_chinese);
  PRINTOUT_TEST ("/printout/long-name", test_long_name);
  PRINTOUT_TEST ("/printout/unexpected-name", test_unexpected_name);
  PRINTOUT_TEST ("/printout/hostile", test_hostile);
  PRINTOUT_TEST ("/printout/empty", test_empty);
  PRINTOUT_TEST ("/printout/usual-width", test_usual_width);
  PRINTOUT_TEST ("/printout/orientation", test_orientation);
  PRINTOUT_TEST ("/printout/tiny-paper", test_tiny_paper);
  PRINTOUT_TEST ("/printout/cancelled", test_cancelled);
  PRINTOUT_TEST ("/printout/no-space", test_no_space);

  return g_test_run ();
}
