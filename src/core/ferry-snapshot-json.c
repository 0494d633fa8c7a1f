/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-snapshot.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-column.h"
#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-sync-task-json-private.h"

/* What the exporters for JSON write, read again. Facts of a wrong type make a file unreadable, as whatever wrote it
 * meant something else by them; tasks of a wrong type are counted, and do not spoil the others. */

#define FORMAT_VERSION 1

/* Facts are for labels: no file may bring those to their knees. */
#define MAX_TEXT 1000
#define MAX_PARTS 10000

/* Since when there are clocks that could have been asked, and until when they can be shown in any zone. */
#define FIRST_YEAR 1971
#define LAST_YEAR 9998

/* More than anybody has, and few enough to be added up. */
#define MAX_COUNT 1000000000

#define ALL_COLUMNS ((1u << FERRY_N_COLUMNS) - 1)

typedef struct
{
  JsonParser *parser;
  FerrySyncTaskBatch *batch;
  FerryFacts *facts;
  guint n_entries; /* how many of them the facts promise */
  guint n_before;  /* and of how many those were chosen */
} Reading;

/* A copy for a label of a line. */
static char *
dup_line (const char *text)
{
  g_autofree char *line = text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, MAX_TEXT * 6), MAX_TEXT)) : NULL;

  for (char *c = line; c != NULL && *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return g_steal_pointer (&line);
}

static gboolean
refuse (const char  *member,
        GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT,
               /* Translators: a member of a JSON object. */
               _("“%s” has a value that cannot be read."), member);

  return FALSE;
}

/* --- Facts --- */

static gboolean
read_line (JsonObject  *object,
           const char  *member,
           char       **line,
           GError     **error)
{
  const char *text;

  if (!ferry_json_read_string (object, member, &text, error))
    return FALSE;

  g_free (*line);
  *line = dup_line (text);

  return TRUE;
}

static gboolean
read_count (JsonObject  *object,
            const char  *member,
            guint       *count,
            GError     **error)
{
  gint64 value = *count;

  if (!ferry_json_read_int64 (object, member, &value, error))
    return FALSE;
  if (value < 0 || value > MAX_COUNT)
    return refuse (member, error);

  *count = value;

  return TRUE;
}

/* NULL, too, when the member is missing. */
static gboolean
read_array (JsonObject  *object,
            const char  *member,
            JsonArray  **array,
            GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *array = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) > MAX_PARTS)
    return refuse (member, error);

  *array = json_node_get_array (node);

  return TRUE;
}

static gboolean
read_version (JsonObject  *object,
              GError     **error)
{
  gint64 version = FORMAT_VERSION;

  if (!ferry_json_read_int64 (object, "formatVersion", &version, error))
    return FALSE;
  if (version <= FORMAT_VERSION)
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("A newer version of Ferryboard wrote it. Update Ferryboard to open it."));

  return FALSE;
}

/* Version 0.1 knew one region only. */
static gboolean
read_regions (FerryFacts  *facts,
              JsonObject  *object,
              GError     **error)
{
  JsonArray *array;
  const char *region;

  if (!ferry_json_read_string (object, "sourceRegionId", &region, error) ||
      !read_array (object, "sourceRegionIds", &array, error))
    return FALSE;

  if (array == NULL && region != NULL)
    ferry_facts_add_region (facts, region);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *line = NULL;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse ("sourceRegionIds", error);

      line = dup_line (json_node_get_string (node));
      ferry_facts_add_region (facts, line);
    }

  return TRUE;
}

static gboolean
read_time (FerryFacts  *facts,
           JsonObject  *object,
           GError     **error)
{
  g_autoptr(GDateTime) time = NULL;
  const char *text;

  if (!ferry_json_read_string (object, "asOf", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL || g_date_time_get_year (time) < FIRST_YEAR || g_date_time_get_year (time) > LAST_YEAR)
    return refuse ("asOf", error);

  facts->as_of = g_steal_pointer (&time);

  return TRUE;
}

static gboolean
read_failures (FerryFacts  *facts,
               JsonObject  *object,
               GError     **error)
{
  JsonArray *array;

  if (!read_array (object, "failed", &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *region = NULL;
      g_autofree char *scope = NULL;
      g_autofree char *message = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          !read_line (json_node_get_object (node), "sourceRegionId", &region, NULL) || region == NULL ||
          !read_line (json_node_get_object (node), "scope", &scope, NULL) || scope == NULL ||
          !read_line (json_node_get_object (node), "message", &message, NULL) || message == NULL)
        return refuse ("failed", error);

      ferry_facts_add_failure (facts, region, scope, message);
    }

  return TRUE;
}

/* Version 0.1 always wrote what the filter let through, and had no need to say so. */
static gboolean
read_choice (Reading     *self,
             JsonObject  *object,
             GError     **error)
{
  static const char *const choices[] = {
    [FERRY_EXPORT_ROWS_ALL] = "all", [FERRY_EXPORT_ROWS_FILTERED] = "filtered", [FERRY_EXPORT_ROWS_SELECTED] = "selected", NULL,
  };
  const char *choice;

  if (!read_count (object, "rows", &self->n_entries, error))
    return FALSE;
  self->n_before = self->n_entries;
  if (!read_count (object, "rowsBeforeFilter", &self->n_before, error) ||
      !ferry_json_read_string (object, "chosen", &choice, error))
    return FALSE;

  if (choice == NULL)
    choice = choices[self->n_before > self->n_entries ? FERRY_EXPORT_ROWS_FILTERED : FERRY_EXPORT_ROWS_ALL];
  if (!g_strv_contains (choices, choice))
    return refuse ("chosen", error);

  while (!g_str_equal (choices[self->facts->rows], choice))
    self->facts->rows++;

  return TRUE;
}

static gboolean
read_facts (Reading     *self,
            JsonObject  *object,
            GError     **error)
{
  FerryFacts *facts = self->facts;
  FerryTristate maybe_cut;

  if (!read_version (object, error) ||
      !read_line (object, "scope", &facts->scope, error) ||
      !read_line (object, "account", &facts->account, error) ||
      !read_regions (facts, object, error) ||
      !read_time (facts, object, error) ||
      !read_line (object, "filter", &facts->filter, error) ||
      !read_choice (self, object, error) ||
      !read_failures (facts, object, error) ||
      !read_count (object, "unreadableEntries", &facts->n_unreadable, error) ||
      !read_line (object, "firstProblem", &facts->first_problem, error) ||
      !ferry_json_read_tristate (object, "maybeCut", &maybe_cut, error))
    return FALSE;

  facts->maybe_cut = maybe_cut == FERRY_YES;

  return TRUE;
}

/* --- Tasks --- */

/* Columns can be left out when a list is exported, and what is left out is not unknown. */
static void
note_columns (FerryFacts *facts,
              JsonObject *object)
{
  for (FerryColumn column = 0; facts->lacking != 0 && column < FERRY_N_COLUMNS; column++)
    if (json_object_has_member (object, ferry_column_get_member (column)))
      facts->lacking &= ~(1u << column);
}

static void
read_entry (Reading  *self,
            JsonNode *node)
{
  FerryFacts *facts = self->facts;
  const char *region = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      note_columns (facts, json_node_get_object (node));
      /* Where only one region was asked, there is no doubt. */
      if (facts->regions[0] != NULL && facts->regions[1] == NULL &&
          !json_object_has_member (json_node_get_object (node), ferry_column_get_member (FERRY_COLUMN_SOURCE_REGION)))
        region = facts->regions[0];
    }

  ferry_sync_task_batch_add (self->batch, node, region);
}

static void
read_entries (Reading   *self,
              JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    read_entry (self, json_array_get_element (array, i));
}

/* --- Forms of a file --- */

static JsonNode *
parse (Reading     *self,
       const char  *text,
       gsize        size,
       GError     **error)
{
  g_autoptr(GError) parse_error = NULL;

  if (json_parser_load_from_data (self->parser, text, size, &parse_error) && json_parser_get_root (self->parser) != NULL)
    return json_parser_steal_root (self->parser);

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT,
               _("It is not JSON, or is cut off: %s\n\nFerryboard opens lists that were exported as JSON or JSON Lines."),
               parse_error != NULL ? parse_error->message : "");

  return NULL;
}

static gboolean
is_facts (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), "formatVersion");
}

static gboolean
is_task (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), ferry_column_get_member (FERRY_COLUMN_REPOSITORY));
}

static gboolean
refuse_document (GError **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT,
               _("It is JSON, but no list of tasks.\n\nFerryboard opens lists that were exported as JSON or JSON Lines."));

  return FALSE;
}

/* The facts and the tasks, or the tasks alone, or one line of JSON Lines. */
static gboolean
read_document (Reading     *self,
               JsonNode    *root,
               GError     **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *tasks = object != NULL ? json_object_get_member (object, "tasks") : root;

  if (object != NULL && (tasks != NULL || is_facts (root)) && !read_facts (self, object, error))
    return FALSE;

  if (tasks != NULL && JSON_NODE_HOLDS_ARRAY (tasks))
    read_entries (self, json_node_get_array (tasks));
  else if (tasks == NULL && is_task (root))
    read_entry (self, root);
  else if (tasks != NULL || !is_facts (root))
    return refuse_document (error);

  return TRUE;
}

static const char *
skip_blanks (const char *text,
             const char *end)
{
  while (text < end && g_ascii_isspace (*text))
    text++;

  return text;
}

/* An object a line; the facts are the first, if they are there. */
static gboolean
read_lines (Reading     *self,
            JsonNode    *first,
            const char  *rest,
            const char  *end,
            GError     **error)
{
  if (!is_facts (first))
    read_entry (self, first);
  else if (!read_facts (self, json_node_get_object (first), error))
    return FALSE;

  for (const char *line = skip_blanks (rest, end), *line_end; line < end; line = skip_blanks (line_end, end))
    {
      g_autoptr(JsonNode) node = NULL;

      line_end = memchr (line, '\n', end - line);
      if (line_end == NULL)
        line_end = end;
      if ((node = parse (self, line, line_end - line, NULL)) != NULL)
        read_entry (self, node);
      else
        ferry_sync_task_batch_add_problem (self->batch, _("A line is not JSON, or is cut off."));
    }

  return TRUE;
}

/* No JSON document goes on after a line that is one by itself. */
static gboolean
read_text (Reading     *self,
           const char  *text,
           const char  *end,
           GError     **error)
{
  const char *line_end = memchr (text, '\n', end - text);
  gboolean has_more = line_end != NULL && skip_blanks (line_end, end) < end;
  g_autoptr(JsonNode) first = has_more ? parse (self, text, line_end - text, NULL) : NULL;
  g_autoptr(JsonNode) root = NULL;

  if (first != NULL && (is_facts (first) || is_task (first)))
    return read_lines (self, first, line_end, end, error);

  root = parse (self, text, end - text, error);

  return root != NULL && read_document (self, root, error);
}

/* --- What there is to say of it --- */

static void
take_remark (FerryFacts *facts,
             char       *remark)
{
  g_ptr_array_add (facts->remarks, remark);
}

/* What the facts promise and the file does not hold is missing, and not just not there. */
static void
count_missing (Reading *self)
{
  FerrySyncTaskBatch *batch = self->batch;
  guint n_found = batch->tasks->len + batch->n_unreadable;
  guint n_promised = self->facts->rows == FERRY_EXPORT_ROWS_ALL ? MAX (self->n_entries, self->n_before) : self->n_entries;

  if (n_promised > n_found)
    {
      ferry_sync_task_batch_add_problem (batch, _("The file holds less than it says."));
      batch->n_unreadable += n_promised - n_found - 1;
    }
}

static void
take_counts (Reading *self)
{
  FerryFacts *facts = self->facts;
  FerrySyncTaskBatch *batch = self->batch;

  count_missing (self);
  facts->n_rows = MAX (self->n_before, batch->tasks->len + batch->n_unreadable) - batch->n_unreadable;
  facts->n_unreadable += batch->n_unreadable;
  if (facts->first_problem == NULL)
    facts->first_problem = g_strdup (batch->first_problem);
}

static void
remark_choice (FerryFacts *facts,
               guint       n_tasks)
{
  if (facts->rows == FERRY_EXPORT_ROWS_SELECTED)
    take_remark (facts, g_strdup_printf (ngettext ("The file holds %u of %u task, those that were selected.",
                                                   "The file holds %u of %u tasks, those that were selected.", facts->n_rows),
                                         n_tasks, facts->n_rows));
  else if (facts->rows == FERRY_EXPORT_ROWS_FILTERED)
    take_remark (facts, g_strdup_printf (ngettext ("The file holds %u of %u task, those that match the filter “%s”.",
                                                   "The file holds %u of %u tasks, those that match the filter “%s”.", facts->n_rows),
                                         n_tasks, facts->n_rows, facts->filter != NULL ? facts->filter : "…"));
}

static void
remark_columns (FerryFacts *facts)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) titles = NULL;
  g_autofree char *text = NULL;

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    if ((facts->lacking & (1u << column)) != 0)
      g_strv_builder_add (builder, ferry_column_get_title (column));
  titles = g_strv_builder_end (builder);
  /* Translators: what stands between two columns. */
  text = g_strjoinv (_(", "), titles);
  /* Translators: columns. */
  take_remark (facts, g_strdup_printf (_("The file does not tell: %s"), text));
}

static void
complete_facts (Reading    *self,
                const char *name,
                GDateTime  *changed)
{
  FerryFacts *facts = self->facts;

  take_counts (self);
  facts->file = dup_line (name);
  if (facts->scope == NULL)
    facts->scope = g_strdup (facts->file);
  if (facts->as_of == NULL)
    {
      facts->as_of = changed != NULL ? g_date_time_to_local (changed) : g_date_time_new_now_local ();
      take_remark (facts, g_strdup (_("The file does not tell when the service was asked. The time is that of its last change.")));
    }
  remark_choice (facts, self->batch->tasks->len);
  if (facts->regions[0] != NULL && facts->regions[1] == NULL)
    facts->lacking &= ~(1u << FERRY_COLUMN_SOURCE_REGION);
  if (self->batch->tasks->len == 0)
    facts->lacking = 0;
  if (facts->lacking != 0)
    remark_columns (facts);
}

static gboolean
read_bytes (Reading  *self,
            GBytes   *bytes,
            GError  **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *text;

  if (size == 0 || (text = skip_blanks (data, data + size)) == data + size)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("It is empty."));
      return FALSE;
    }
  if (!read_text (self, text, data + size, error))
    return FALSE;
  /* Lists of other things are JSON as well. */
  if (self->facts->lacking == ALL_COLUMNS && self->batch->tasks->len > 0)
    return refuse_document (error);

  return TRUE;
}

/**
 * ferry_snapshot_new_from_json:
 * @bytes: the content of a file
 * @name: how the file is called
 * @changed: (nullable): when it was last changed
 * @error: return location for an error
 *
 * Reads a list that was exported as JSON or JSON Lines by any version, or an
 * answer of the service that somebody kept. Of that not much is known: the name
 * of the file stands for what was asked, and its last change for the time. An
 * entry that cannot be read is counted in the facts, as is one that is missing.
 * Pure; may run in any thread.
 *
 * Returns: (transfer full) (nullable): the list, or %NULL with
 *   %FERRY_ERROR_SNAPSHOT
 */
FerrySnapshot *
ferry_snapshot_new_from_json (GBytes      *bytes,
                              const char  *name,
                              GDateTime   *changed,
                              GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(FerrySyncTaskBatch) batch = ferry_sync_task_batch_new ();
  g_autoptr(FerryFacts) facts = ferry_facts_new ();
  g_autoptr(GError) reason = NULL;
  Reading reading = { .parser = parser, .batch = batch, .facts = facts };
  FerrySnapshot *self;

  json_parser_set_strict (parser, TRUE);
  facts->lacking = ALL_COLUMNS;
  if (!read_bytes (&reading, bytes, &reason))
    {
      /* Translators: the name of a file, and a sentence that says what is wrong with it. */
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("“%s” cannot be opened. %s"), name, reason->message);
      return NULL;
    }

  complete_facts (&reading, name, changed);
  self = g_new (FerrySnapshot, 1);
  self->tasks = g_ptr_array_ref (batch->tasks);
  self->facts = g_steal_pointer (&facts);

  return self;
}
