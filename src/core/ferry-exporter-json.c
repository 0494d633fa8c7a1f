/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-json.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The document is {facts…, "tasks": [task, …]}. json-glib writes each value; the list around the tasks is
 * written here, so that no more than one task is in memory a second time. */
#define LIST_START ",\"tasks\":[\n"
#define LIST_END "\n]}\n"

static void
add_string (JsonBuilder *builder,
            const char  *member,
            const char  *value)
{
  json_builder_set_member_name (builder, member);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder,
         const char  *member,
         gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static char *
generate (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static char *
dup_facts (const FerryExport *export)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *as_of = g_date_time_format_iso8601 (export->as_of);

  json_builder_begin_object (builder);
  add_string (builder, "generator", "Ferryboard " FERRY_VERSION);
  add_string (builder, "scope", export->scope);
  add_string (builder, "sourceRegionId", export->region);
  add_string (builder, "asOf", as_of);
  add_string (builder, "filter", export->filter);
  add_int (builder, "rows", export->sync_tasks->len);
  add_int (builder, "rowsBeforeFilter", export->n_total);
  add_int (builder, "unreadableEntries", export->n_unreadable);
  add_string (builder, "firstProblem", export->first_problem);
  json_builder_set_member_name (builder, "maybeCut");
  json_builder_add_boolean_value (builder, export->maybe_cut);
  json_builder_end_object (builder);

  return generate (builder);
}

static void
add_column (JsonBuilder   *builder,
            FerryColumn    column,
            FerrySyncTask *sync_task)
{
  FerryTristate tristate = ferry_column_get_tristate (column, sync_task);

  if (column == FERRY_COLUMN_ID && ferry_sync_task_get_id (sync_task) != FERRY_SYNC_TASK_NO_ID)
    add_int (builder, ferry_column_get_member (column), ferry_sync_task_get_id (sync_task));
  else if (tristate != FERRY_UNKNOWN)
    {
      json_builder_set_member_name (builder, ferry_column_get_member (column));
      json_builder_add_boolean_value (builder, tristate == FERRY_YES);
    }
  else
    add_string (builder, ferry_column_get_member (column), ferry_column_get_text (column, sync_task));
}

static char *
dup_sync_task (const FerryExport *export,
               FerrySyncTask     *sync_task)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  for (gsize i = 0; i < export->n_columns; i++)
    add_column (builder, export->columns[i], sync_task);
  json_builder_end_object (builder);

  return generate (builder);
}

static gboolean
write_json (const FerryExport  *export,
            GOutputStream      *stream,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autofree char *facts = dup_facts (export);

  /* All but the brace that closes it: the list goes inside. */
  if (!g_output_stream_write_all (stream, facts, strlen (facts) - 1, NULL, cancellable, error) ||
      !g_output_stream_write_all (stream, LIST_START, strlen (LIST_START), NULL, cancellable, error))
    return FALSE;

  for (guint i = 0; i < export->sync_tasks->len; i++)
    {
      g_autofree char *text = dup_sync_task (export, g_ptr_array_index (export->sync_tasks, i));

      if ((i > 0 && !g_output_stream_write_all (stream, ",\n", 2, NULL, cancellable, error)) ||
          !g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error))
        return FALSE;
    }

  return g_output_stream_write_all (stream, LIST_END, strlen (LIST_END), NULL, cancellable, error);
}

/**
 * ferry_exporter_json:
 *
 * A JSON object: the facts about the list, and the tasks with the member names
 * of the service.
 */
const FerryExporter ferry_exporter_json = {
  .id = "json",
  .title = N_("JSON"),
  .extension = "json",
  .write = write_json,
};
