/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

/* clang-format off */
const FerrySyncTaskFields export_rows[4] = {
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
/* clang-format on */

/* What breaks lines, quotes and markup. */
/* clang-format off */
const FerrySyncTaskFields export_hostile_rows[3] = {
  { .id = 1, .organization = "\"", .repository = "\"a\tb\rc\nd\"", .target_region = "a\xc2\x85" "b\xe2\x80\xa8" "c\xe2\x80\xa9" "d\x1b[31me\x7f",
    .target_organization = " both ", .account = "a\"b", .account_id = "'", .created = "\t=1+1", .updated = " " },
  { .id = 2, .organization = "a|b", .repository = "`a``|", .target_region = "\\|", .target_organization = "\\",
    .account = "|", .account_id = "`", .created = "a\\`b", .updated = "\\\\|" },
  { .id = 3, .organization = "*a* _b_ ~c~ [d](https://e.example) ![f](g)", .repository = "<script>alert(1)</script>",
    .target_region = "&lt;b&gt; &#124;", .target_organization = "www.example.com https://example.com a@example.com",
    .account = "@someone #1 :smile: team/web#2", .account_id = "0123456789abcdef0123456789abcdef01234567",
    .created = "# a", .updated = "--- | ---" },
};
/* clang-format on */

/* What is written is compared byte by byte, so a new column is not among these, or it would change every file. */
static const FerryColumn columns[] = {
  FERRY_COLUMN_REPOSITORY,
  FERRY_COLUMN_ORGANIZATION,
  FERRY_COLUMN_SOURCE_REGION,
  FERRY_COLUMN_TARGET_REGION,
  FERRY_COLUMN_TARGET_ORGANIZATION,
  FERRY_COLUMN_OVERWRITE,
  FERRY_COLUMN_AUTOMATIC,
  FERRY_COLUMN_CREATED,
  FERRY_COLUMN_UPDATED,
  FERRY_COLUMN_ACCOUNT,
  FERRY_COLUMN_ACCOUNT_ID,
  FERRY_COLUMN_ID,
};

FerryExport *
make_export_of (const FerrySyncTaskFields *fields,
                gsize                      n_rows)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryFacts) facts = ferry_facts_new ();
  FerryExport *export;

  for (gsize i = 0; i < n_rows; i++)
    g_ptr_array_add (sync_tasks, ferry_sync_task_new (&fields[i]));
  facts->scope = g_strdup ("test/grpc-helloworld");
  facts->account = g_strdup ("Audit");
  ferry_facts_add_region (facts, "cn-north-4");
  facts->as_of = g_date_time_new_from_iso8601 ("2026-11-03T09:12:00+08:00", NULL);
  facts->n_rows = 340;

  export = ferry_export_new (facts, sync_tasks);
  memcpy (export->columns, columns, sizeof columns);
  export->n_columns = G_N_ELEMENTS (columns);

  return export;
}

FerryExport *
make_export (gsize n_rows)
{
  return make_export_of (export_rows, n_rows);
}

char *
write_text (FerryExport *export,
            const char  *format)
{
  g_autoptr(GError) error = NULL;
  char *text = ferry_exporter_to_string (ferry_exporter_find (format), export, NULL, &error);

  g_assert_no_error (error);

  return text;
}

void
assert_golden (FerryExport *export,
               const char  *format,
               const char  *name)
{
  g_autofree char *text = write_text (export, format);
  g_autoptr(GString) golden = g_string_new_take (test_read_data (name));

  g_string_replace (golden, "@VERSION@", FERRY_VERSION, 0);
  g_assert_cmpstr (text, ==, golden->str);
}
