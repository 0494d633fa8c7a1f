/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-export-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-repository.h"
#include "ferry-timestamp.h"

/* Goes up when a program that reads the members of today would be wrong about those of tomorrow. */
#define FORMAT_VERSION 1

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

static void
add_boolean (JsonBuilder *builder,
             const char  *member,
             gboolean     value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

static char *
generate (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* 0 stands for a number that was not told. */
static void
add_repositories (JsonBuilder      *builder,
                  const FerryFacts *facts)
{
  json_builder_set_member_name (builder, "repositories");
  if (facts->n_repositories > 0)
    json_builder_add_int_value (builder, facts->n_repositories);
  else
    json_builder_add_null_value (builder);
  add_int (builder, "repositoriesNotAsked", facts->n_not_asked);
  add_boolean (builder, "unfinished", facts->is_unfinished);

  json_builder_set_member_name (builder, "repositoriesWithoutTasks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < facts->without_tasks->len; i++)
    {
      FerryRepository *repository = g_ptr_array_index (facts->without_tasks, i);
      g_autofree char *scope = ferry_repository_dup_scope (repository);

      json_builder_begin_object (builder);
      add_string (builder, "sourceRegionId", ferry_repository_get_region (repository));
      add_string (builder, "scope", scope);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_regions (JsonBuilder      *builder,
             const FerryFacts *facts)
{
  json_builder_set_member_name (builder, "sourceRegionIds");
  json_builder_begin_array (builder);
  for (char **region = facts->regions; *region != NULL; region++)
    json_builder_add_string_value (builder, *region);
  json_builder_end_array (builder);
}

static void
add_failures (JsonBuilder      *builder,
              const FerryFacts *facts)
{
  json_builder_set_member_name (builder, "failed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < facts->failures->len; i++)
    {
      const FerryFailure *failure = g_ptr_array_index (facts->failures, i);

      json_builder_begin_object (builder);
      if (failure->account != NULL)
        add_string (builder, "account", failure->account);
      add_string (builder, "sourceRegionId", failure->region);
      add_string (builder, "scope", failure->scope);
      add_string (builder, "message", failure->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_doubts (JsonBuilder      *builder,
            const FerryFacts *facts)
{
  json_builder_set_member_name (builder, "doubts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < facts->doubts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (facts->doubts, i));
  json_builder_end_array (builder);
}

/**
 * ferry_export_json_dup_facts:
 * @export: an export that is arranged
 *
 * Writes the facts as an object. All the members are there always, so that
 * programs need not ask whether.
 *
 * Returns: (transfer full): JSON text on one line
 */
char *
ferry_export_json_dup_facts (const FerryExport *export)
{
  static const char *const rows[] = {
    [FERRY_EXPORT_ROWS_ALL] = "all",
    [FERRY_EXPORT_ROWS_FILTERED] = "filtered",
    [FERRY_EXPORT_ROWS_SELECTED] = "selected",
  };
  const FerryFacts *facts = export->facts;
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *as_of = g_date_time_format (facts->as_of, "%Y-%m-%dT%H:%M:%S%:z");
  g_autofree char *order = ferry_order_to_string (&export->order);

  json_builder_begin_object (builder);
  add_string (builder, "generator", "Ferryboard " FERRY_VERSION);
  add_int (builder, "formatVersion", FORMAT_VERSION);
  add_string (builder, "scope", facts->scope);
  add_string (builder, "account", facts->account);
  add_regions (builder, facts);
  add_string (builder, "asOf", as_of);
  add_string (builder, "filter", export->filter);
  add_string (builder, "order", order);
  add_string (builder, "chosen", rows[export->rows]);
  add_int (builder, "rows", export->n_rows);
  add_int (builder, "rowsBeforeFilter", facts->n_rows);
  add_repositories (builder, facts);
  add_failures (builder, facts);
  add_doubts (builder, facts);
  add_int (builder, "unreadableEntries", facts->n_unreadable);
  add_string (builder, "firstProblem", facts->first_problem);
  add_boolean (builder, "maybeCut", facts->maybe_cut);
  json_builder_end_object (builder);

  return generate (builder);
}

static void
add_column (JsonBuilder       *builder,
            const FerryExport *export,
            FerryColumn        column,
            FerrySyncTask     *sync_task)
{
  FerryTristate tristate = ferry_column_get_tristate (column, sync_task);

  if (column == FERRY_COLUMN_ID && ferry_sync_task_get_id (sync_task) != FERRY_SYNC_TASK_NO_ID)
    add_int (builder, ferry_column_get_member (column), ferry_sync_task_get_id (sync_task));
  else if (tristate != FERRY_UNKNOWN)
    add_boolean (builder, ferry_column_get_member (column), tristate == FERRY_YES);
  else if (ferry_column_get_time (column, sync_task) != FERRY_NO_TIMESTAMP)
    {
      g_autofree char *time = ferry_export_dup_value (export, column, sync_task);

      add_string (builder, ferry_column_get_member (column), time);
    }
  else
    add_string (builder, ferry_column_get_member (column), ferry_column_get_text (column, sync_task));
}

/**
 * ferry_export_json_dup_sync_task:
 * @export: an export
 * @sync_task: a task
 *
 * Writes a task as an object, with the member names of the service. What is not
 * known is `null`. With the answers there is `answer` too, where it tells more.
 *
 * Returns: (transfer full): JSON text on one line
 */
char *
ferry_export_json_dup_sync_task (const FerryExport *export,
                                 FerrySyncTask     *sync_task)
{
  const char *answer = export->with_answers ? ferry_sync_task_get_raw (sync_task) : NULL;
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  for (gsize i = 0; i < export->n_columns; i++)
    add_column (builder, export, export->columns[i], sync_task);
  json_builder_end_object (builder);
  text = generate (builder);
  if (answer == NULL)
    return g_steal_pointer (&text);

  /* It is JSON as it is; only the brace that closes the object comes after it. */
  text[strlen (text) - 1] = '\0';

  return g_strconcat (text, ",\"answer\":", answer, "}", NULL);
}
