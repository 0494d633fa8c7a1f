/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

static const FerrySyncTaskFields rows[] = {
  { .id = 45, .source_region = "cn-north-4", .organization = "test", .repository = "grpc-helloworld",
    .target_region = "cn-north-1", .target_organization = "sdsad", .overwrite = FERRY_YES, .automatic = FERRY_YES,
    .account = "p*********59", .account_id = "8b1e81************************633fb",
    .created = "2020-04-17T02:11:03.53183Z", .updated = "2020-04-17T02:11:03.531831Z" },
  { .id = G_MAXINT64, .organization = "say \"hello\"", .repository = "comma, line\r\nbreak", .target_organization = "示例组织",
    .overwrite = FERRY_NO, .account = "back\\slash", .created = "", .updated = "some day" },
  { .id = -7, .organization = "=1+1", .repository = "-a", .target_region = "+b", .target_organization = "@c",
    .account = "\td", .account_id = "\re", .created = "=\"f\"" },
  { .id = FERRY_SYNC_TASK_NO_ID },
};

/* What breaks lines, quotes and markup. */
static const FerrySyncTaskFields hostile_rows[] = {
  { .id = 1, .organization = "\"", .repository = "\"a\tb\rc\nd\"", .target_region = "a\xc2\x85" "b\xe2\x80\xa8" "c\xe2\x80\xa9" "d\x1b[31me\x7f",
    .target_organization = " both ", .account = "a\"b", .account_id = "'", .created = "\t=1+1", .updated = " " },
  { .id = 2, .organization = "a|b", .repository = "`a``|", .target_region = "\\|", .target_organization = "\\",
    .account = "|", .account_id = "`", .created = "a\\`b", .updated = "\\\\|" },
  { .id = 3, .organization = "*a* _b_ ~c~ [d](https://e.example) ![f](g)", .repository = "<script>alert(1)</script>",
    .target_region = "&lt;b&gt; &#124;", .target_organization = "www.example.com https://example.com a@example.com",
    .account = "@someone #1 :smile: team/web#2", .account_id = "0123456789abcdef0123456789abcdef01234567",
    .created = "# a", .updated = "--- | ---" },
};

static FerryExport *
make_export_of (const FerrySyncTaskFields *fields,
                gsize                      n_rows)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = ferry_facts_new ();

  for (gsize i = 0; i < n_rows; i++)
    g_ptr_array_add (sync_tasks, ferry_sync_task_new (&fields[i]));
  facts->scope = g_strdup ("test/grpc-helloworld");
  facts->account = g_strdup ("Audit");
  ferry_facts_add_region (facts, "cn-north-4");
  facts->as_of = g_date_time_new_from_iso8601 ("2026-11-03T09:12:00+08:00", NULL);
  facts->n_rows = 340;

  return ferry_export_new (facts, sync_tasks);
}

static FerryExport *
make_export (gsize n_rows)
{
  return make_export_of (rows, n_rows);
}

static char *
write_text (FerryExport *export,
            const char  *format)
{
  g_autoptr(GError) error = NULL;
  char *text = ferry_exporter_to_string (ferry_exporter_find (format), export, NULL, &error);

  g_assert_no_error (error);

  return text;
}

static void
assert_golden (FerryExport *export,
               const char  *format,
               const char  *name)
{
  g_autofree char *text = write_text (export, format);
  g_autoptr(GString) golden = g_string_new_take (test_read_data (name));

  g_string_replace (golden, "@VERSION@", FERRY_VERSION, 0);
  g_assert_cmpstr (text, ==, golden->str);
}

static void
test_csv (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (rows));

  assert_golden (export, "csv", "export.csv");
  export->for_programs = TRUE;
  export->byte_order_mark = FALSE;
  assert_golden (export, "csv", "export-for-programs.csv");
  export->guard_formulas = FALSE;
  assert_golden (export, "csv", "export-unguarded.csv");
}

static void
test_tsv (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (rows));
  g_autoptr(FerryExport) hostile = make_export_of (hostile_rows, G_N_ELEMENTS (hostile_rows));

  assert_golden (export, "tsv", "export.tsv");
  assert_golden (hostile, "tsv", "export-hostile.tsv");
  export->for_programs = TRUE;
  export->guard_formulas = FALSE;
  assert_golden (export, "tsv", "export-for-programs.tsv");
}

static void
test_markdown (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (rows));
  g_autoptr(FerryExport) hostile = make_export_of (hostile_rows, G_N_ELEMENTS (hostile_rows));

  assert_golden (export, "markdown", "export.md");
  assert_golden (hostile, "markdown", "export-hostile.md");
}

/* As the service gave it, for whoever reads it without a spreadsheet. */
static void
test_unguarded_csv (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (rows));
  g_autofree char *text = NULL;

  export->byte_order_mark = FALSE;
  export->guard_formulas = FALSE;
  text = write_text (export, "csv");

  g_assert_true (g_str_has_prefix (text, "Repository,Organization,"));
  g_assert_nonnull (strstr (text, "\r\n-a,=1+1,,+b,@c,"));
  g_assert_nonnull (strstr (text, ",\"=\"\"f\"\"\","));
  g_assert_null (strchr (text, '\''));
}

static void
test_json (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (rows));

  export->filter = g_strdup ("say \"hi\"");
  export->rows = FERRY_EXPORT_ROWS_FILTERED;
  export->facts->n_unreadable = 2;
  export->facts->first_problem = g_strdup ("An entry is not an object.");
  ferry_facts_add_failure (export->facts, "cn-east-3", "test/grpc-helloworld", "There is no connection.");
  assert_golden (export, "json", "export.json");
}

static void
test_columns (void)
{
  g_autoptr(FerryExport) export = make_export (2);

  export->n_columns = 0;
  export->columns[export->n_columns++] = FERRY_COLUMN_ID;
  export->columns[export->n_columns++] = FERRY_COLUMN_REPOSITORY;
  assert_golden (export, "csv", "export-columns.csv");
  assert_golden (export, "json", "export-columns.json");
  assert_golden (export, "tsv", "export-columns.tsv");
  assert_golden (export, "markdown", "export-columns.md");
}

static void
test_empty (void)
{
  g_autoptr(FerryExport) export = make_export (0);

  export->facts->n_rows = 0;
  assert_golden (export, "csv", "export-empty.csv");
  assert_golden (export, "json", "export-empty.json");
  assert_golden (export, "tsv", "export-empty.tsv");
  assert_golden (export, "markdown", "export-empty.md");
}

static void
test_formats (void)
{
  static const char *const ids[] = { "csv", "tsv", "json", "markdown", "table", NULL };
  const FerryExporter *const *formats = ferry_exporter_list ();

  for (gsize i = 0; formats[i] != NULL; i++)
    {
      g_assert_cmpstr (formats[i]->id, ==, ids[i]);
      g_assert_true (ferry_exporter_find (ids[i]) == formats[i]);
      g_assert_true (ferry_exporter_find_extension (formats[i]->extension) == formats[i]);
    }
  g_assert_true (ferry_exporter_find_extension ("MD") == ferry_exporter_find ("markdown"));
  g_assert_null (ferry_exporter_find ("xlsx"));
  g_assert_null (ferry_exporter_find ("CSV"));
  g_assert_null (ferry_exporter_find ("md"));
  g_assert_null (ferry_exporter_find_extension ("markdown"));
}

/* The stream belongs to whoever gave it. */
static void
test_stream (void)
{
  g_autoptr(FerryExport) export = make_export (1);
  g_autofree char *expected = write_text (export, "csv");
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;

  g_assert_true (ferry_exporter_write (ferry_exporter_find ("csv"), export, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_output_stream_is_closed (stream));
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), expected, strlen (expected));
}

static void
test_cancelled (void)
{
  g_autoptr(FerryExport) export = make_export (1);
  const FerryExporter *const *formats = ferry_exporter_list ();

  for (gsize i = 0; formats[i] != NULL; i++)
    {
      g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;

      g_cancellable_cancel (cancellable);
      g_assert_false (ferry_exporter_write (formats[i], export, stream, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (ferry_exporter_to_string (formats[i], export, cancellable, NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exporter/csv", test_csv);
  g_test_add_func ("/exporter/unguarded-csv", test_unguarded_csv);
  g_test_add_func ("/exporter/json", test_json);
  g_test_add_func ("/exporter/tsv", test_tsv);
  g_test_add_func ("/exporter/markdown", test_markdown);
  g_test_add_func ("/exporter/columns", test_columns);
  g_test_add_func ("/exporter/empty", test_empty);
  g_test_add_func ("/exporter/formats", test_formats);
  g_test_add_func ("/exporter/stream", test_stream);
  g_test_add_func ("/exporter/cancelled", test_cancelled);

  return g_test_run ();
}
