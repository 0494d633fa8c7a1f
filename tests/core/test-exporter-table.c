/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

static const FerrySyncTaskFields rows[] = {
  { .id = 7, .organization = "示例组织", .repository = "e\xcc\x81t\xc3\xa9", .target_region = "cn-east-3" },
  { .id = 1213, .organization = "team", .repository = "a\x1b[31mb\r\n\tc\xc2\x9b"
                                                      "d" },
  { .id = FERRY_SYNC_TASK_NO_ID, .repository = "web" },
};

static FerryExport *
make_export (const FerryColumn *columns,
             gsize              n_columns)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = ferry_facts_new ();
  FerryExport *export;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (sync_tasks, ferry_sync_task_new (&rows[i]));
  export = ferry_export_new (facts, sync_tasks);
  memcpy (export->columns, columns, n_columns * sizeof *columns);
  export->n_columns = n_columns;

  return export;
}

static char *
write_text (FerryExport *export)
{
  g_autoptr(GError) error = NULL;
  char *text = ferry_exporter_to_string (ferry_exporter_find ("table"), export, NULL, &error);

  g_assert_no_error (error);

  return text;
}

/* Chinese takes two places a character, an accent of its own none, and nothing of a name reaches the terminal as a
 * command. Numbers stand on the right, and no line ends with a blank. */
static void
test_alignment (void)
{
  const FerryColumn columns[] = { FERRY_COLUMN_ORGANIZATION, FERRY_COLUMN_ID, FERRY_COLUMN_REPOSITORY, FERRY_COLUMN_TARGET_REGION };
  g_autoptr(FerryExport) export = make_export (columns, G_N_ELEMENTS (columns));
  g_autofree char *text = write_text (export);

  g_assert_cmpstr (text, ==, "Organization    ID  Repository     Target Region\n"
                             "示例组织         7  e\xcc\x81t\xc3\xa9            cn-east-3\n"
                             "team          1213  a [31mb   c d\n"
                             "                    web\n");
}

static void
test_no_trailing_blanks (void)
{
  const FerryColumn columns[] = { FERRY_COLUMN_REPOSITORY, FERRY_COLUMN_ID };
  g_autoptr(FerryExport) export = make_export (columns, G_N_ELEMENTS (columns));
  g_autofree char *text = NULL;

  export->for_programs = TRUE;
  text = write_text (export);
  g_assert_cmpstr (text, ==, "repoName         id\n"
                             "e\xcc\x81t\xc3\xa9               7\n"
                             "a [31mb   c d  1213\n"
                             "web\n");
}

static void
test_highlight (void)
{
  const FerryColumn columns[] = { FERRY_COLUMN_ID };
  g_autoptr(FerryExport) export = make_export (columns, G_N_ELEMENTS (columns));
  g_autofree char *text = NULL;

  export->highlight_headings = TRUE;
  text = write_text (export);
  g_assert_cmpstr (text, ==, "\033[1m  ID\033[m\n   7\n1213\n\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exporter-table/alignment", test_alignment);
  g_test_add_func ("/exporter-table/no-trailing-blanks", test_no_trailing_blanks);
  g_test_add_func ("/exporter-table/highlight", test_highlight);

  return g_test_run ();
}
