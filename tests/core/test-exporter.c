/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

static void
test_csv (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (export_rows));

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
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (export_rows));
  g_autoptr(FerryExport) hostile = make_export_of (export_hostile_rows, G_N_ELEMENTS (export_hostile_rows));

  assert_golden (export, "tsv", "export.tsv");
  assert_golden (hostile, "tsv", "export-hostile.tsv");
  export->for_programs = TRUE;
  export->guard_formulas = FALSE;
  assert_golden (export, "tsv", "export-for-programs.tsv");
}

/* Whether a value is led by what makes it a text. */
static gboolean
is_guarded (const char *value)
{
  const FerrySyncTaskFields fields = { .id = 1, .repository = value };
  g_autoptr(FerryExport) export = make_export_of (&fields, 1);
  g_autofree char *text = NULL;

  export->n_columns = 1;
  text = write_text (export, "tsv");

  return g_str_has_prefix (text, "Repository\n'");
}

static void
test_guard (void)
{
  static const char *const formulas[] = {
    "=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\tweb", "\rweb", "\nweb", " =1", "\xc2\xa0+1", "\xe3\x80\x80＝1", "\x1b@a", "=",
  };
  static const char *const texts[] = { "", " ", "web", "1-1", "a=b", "\"=1\"", "1", " web", "中=1" };

  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    g_assert_true (is_guarded (formulas[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (is_guarded (texts[i]));
}

/* What is missing stands above the table. */
static void
add_problems (FerryExport *export)
{
  export->filter = g_strdup ("say \"hi\"");
  export->rows = FERRY_EXPORT_ROWS_FILTERED;
  export->facts->n_repositories = 12;
  export->facts->n_not_asked = 3;
  export->facts->is_unfinished = TRUE;
  g_ptr_array_add (export->facts->without_tasks, test_make_repository ("test", "base/web"));
  g_ptr_array_add (export->facts->doubts, g_strdup ("One may be missing."));
  export->facts->n_unreadable = 2;
  export->facts->first_problem = g_strdup ("An entry is not a task.");
  ferry_facts_add_failure (export->facts, "cn-east-3", "test/grpc-helloworld", "There is no <b>`connection`</b>.");
}

static void
test_markdown (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (export_rows));
  g_autoptr(FerryExport) hostile = make_export_of (export_hostile_rows, G_N_ELEMENTS (export_hostile_rows));

  assert_golden (hostile, "markdown", "export-hostile.md");
  add_problems (export);
  assert_golden (export, "markdown", "export.md");
  export->with_facts = FALSE;
  assert_golden (export, "markdown", "export-without-facts.md");
}

/* As the service gave it, for whoever reads it without a spreadsheet. */
static void
test_unguarded_csv (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (export_rows));
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
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (export_rows));

  add_problems (export);
  assert_golden (export, "json", "export.json");
  assert_golden (export, "jsonl", "export.jsonl");
  export->with_facts = FALSE;
  assert_golden (export, "json", "export-without-facts.json");
  assert_golden (export, "jsonl", "export-without-facts.jsonl");
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
  assert_golden (export, "jsonl", "export-columns.jsonl");
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
  assert_golden (export, "jsonl", "export-empty.jsonl");
  assert_golden (export, "tsv", "export-empty.tsv");
  assert_golden (export, "markdown", "export-empty.md");
}

static void
test_formats (void)
{
  const FerryExporter *const *formats = ferry_exporter_list ();

  g_assert_cmpstr (formats[0]->id, ==, "csv");
  for (gsize i = 0; formats[i] != NULL; i++)
    {
      g_assert_true (*formats[i]->title != '\0' && *formats[i]->summary != '\0' && *formats[i]->media_type != '\0');
      g_assert_true (ferry_exporter_find (formats[i]->id) == formats[i]);
      g_assert_true (ferry_exporter_find_extension (formats[i]->extension) == formats[i]);
    }
  g_assert_true (ferry_exporter_find_extension ("MD") == ferry_exporter_find ("markdown"));
  g_assert_null (ferry_exporter_find ("ods"));
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
  g_test_add_func ("/exporter/guard", test_guard);
  g_test_add_func ("/exporter/markdown", test_markdown);
  g_test_add_func ("/exporter/columns", test_columns);
  g_test_add_func ("/exporter/empty", test_empty);
  g_test_add_func ("/exporter/formats", test_formats);
  g_test_add_func ("/exporter/stream", test_stream);
  g_test_add_func ("/exporter/cancelled", test_cancelled);

  return g_test_run ();
}
