/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-export-json.h"

/* json-glib writes each value; the list around the tasks is written here, so that no more than one task is in memory
 * a second time. */
#define LIST_START "[\n"
#define LIST_END "\n]"

static gboolean
write_text (GOutputStream  *stream,
            const char     *text,
            GCancellable   *cancellable,
            GError        **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error);
}

/* With the facts the document is {facts…,"tasks":[task, …]}, without them the list alone. */
static gboolean
write_start (const FerryExport  *export,
             GOutputStream      *stream,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autofree char *facts = NULL;

  if (!export->with_facts)
    return write_text (stream, LIST_START, cancellable, error);

  /* All but the brace that closes them: the list goes inside. */
  facts = ferry_export_json_dup_facts (export);
  facts[strlen (facts) - 1] = '\0';

  return write_text (stream, facts, cancellable, error) &&
         write_text (stream, ",\"tasks\":" LIST_START, cancellable, error);
}

static gboolean
write_json (const FerryExport  *export,
            GOutputStream      *stream,
            GCancellable       *cancellable,
            GError            **error)
{
  if (!write_start (export, stream, cancellable, error))
    return FALSE;

  for (guint i = 0; i < export->sync_tasks->len; i++)
    {
      g_autofree char *text = ferry_export_json_dup_sync_task (export, g_ptr_array_index (export->sync_tasks, i));

      if ((i > 0 && !write_text (stream, ",\n", cancellable, error)) ||
          !write_text (stream, text, cancellable, error))
        return FALSE;
    }

  return write_text (stream, export->with_facts ? LIST_END "}\n" : LIST_END "\n", cancellable, error);
}

/**
 * ferry_exporter_json:
 *
 * A JSON object: the facts about the list, and the tasks with the member names
 * of the service. Without the facts it is an array of tasks.
 */
const FerryExporter ferry_exporter_json = {
  .id = "json",
  .title = N_("JSON"),
  .summary = N_("For scripts, and for opening again in Ferryboard"),
  .extension = "json",
  .media_type = "application/json",
  .flags = FERRY_EXPORTER_TEXT | FERRY_EXPORTER_FACTS,
  .write = write_json,
};
