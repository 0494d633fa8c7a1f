/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-export-json.h"

static gboolean
write_line (GOutputStream  *stream,
            const char     *text,
            GCancellable   *cancellable,
            GError        **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error) &&
         g_output_stream_write_all (stream, "\n", 1, NULL, cancellable, error);
}

static gboolean
write_jsonl (const FerryExport  *export,
             GOutputStream      *stream,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autofree char *facts = export->with_facts ? ferry_export_json_dup_facts (export) : NULL;

  if (facts != NULL && !write_line (stream, facts, cancellable, error))
    return FALSE;

  for (guint i = 0; i < export->sync_tasks->len; i++)
    {
      g_autofree char *text = ferry_export_json_dup_sync_task (export, g_ptr_array_index (export->sync_tasks, i));

      if (!write_line (stream, text, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ferry_exporter_jsonl:
 *
 * JSON Lines: the facts about the list on the first line, and then a task on
 * each, as objects with the same members as those of JSON.
 */
const FerryExporter ferry_exporter_jsonl = {
  .id = "jsonl",
  .title = N_("JSON Lines"),
  .summary = N_("For log tools and programs that read line by line"),
  .extension = "jsonl",
  .media_type = "application/jsonl",
  .flags = FERRY_EXPORTER_TEXT | FERRY_EXPORTER_FACTS,
  .write = write_jsonl,
};
