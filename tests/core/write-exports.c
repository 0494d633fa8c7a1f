/* SPDX-License-Identifier: GPL-3.0-or-later */

/* write-exports ANSWER TIMES PREFIX: writes the tasks of an answer of the service in every format there is, for
 * test-readers.py. The files are called PREFIX-FORMAT.EXTENSION. */
#include "config.h"

#include <locale.h>

#include "ferry-sync-task-json.h"
#include "test-util.h"

/* Texts of people and of the service stand among the facts too. */
static FerryFacts *
make_facts (guint n_rows)
{
  FerryFacts *facts = ferry_facts_new ();

  facts->scope = g_strdup ("team/base/web");
  facts->account = g_strdup ("=1+1 <b>\"A\"</b> & 'B' | `C` \\ 审计");
  ferry_facts_add_region (facts, "cn-north-4");
  ferry_facts_add_region (facts, "cn-future-9");
  facts->as_of = g_date_time_new_from_iso8601 ("2026-11-03T09:12:00+08:00", NULL);
  facts->n_rows = n_rows;
  facts->n_unreadable = 2;
  facts->first_problem = g_strdup ("“id” has the wrong type.");
  facts->n_repositories = 12;
  facts->n_not_asked = 3;
  facts->is_unfinished = TRUE;
  g_ptr_array_add (facts->without_tasks, test_make_repository ("team", "base/db"));
  ferry_facts_add_failure (facts, "cn-future-9", "team/base/web", "@no <script>connection</script>\x1b[0m | \"x\".");

  return facts;
}

static FerrySyncTaskBatch *
read_answer (const char  *path,
             GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  GBytes *bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return bytes != NULL ? ferry_sync_task_batch_new_from_json (bytes, "cn-north-4", error) : NULL;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GEnumClass) styles = g_type_class_ref (FERRY_TYPE_EXPORT_TIMES);
  const GEnumValue *times = argc == 4 ? g_enum_get_value_by_nick (styles, argv[2]) : NULL;
  g_autoptr(FerrySyncTaskBatch) batch = NULL;
  g_autoptr(FerryFacts) facts = NULL;
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  if (times == NULL)
    g_error ("usage: write-exports ANSWER TIMES PREFIX");
  if ((batch = read_answer (argv[1], &error)) == NULL)
    g_error ("%s", error->message);
  g_assert_cmpuint (batch->n_unreadable, ==, 0);

  facts = make_facts (batch->tasks->len);
  for (const FerryExporter *const *exporter = ferry_exporter_list (); *exporter != NULL; exporter++)
    {
      g_autoptr(FerryExport) export = ferry_export_new (facts, batch->tasks);
      g_autofree char *path = g_strdup_printf ("%s-%s.%s", argv[3], (*exporter)->id, (*exporter)->extension);
      g_autoptr(GFile) file = g_file_new_for_path (path);

      export->times = times->value;
      if (!ferry_export_to_file (export, *exporter, file, NULL, &error))
        g_error ("%s", error->message);
    }

  return 0;
}
