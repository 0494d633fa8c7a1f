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
read_line (yyjson_obj_iter  *members,
           const char       *member,
           char            **line,
           GError          **error)
{
  const char *text;

  if (!ferry_json_read_string (members, member, &text, error))
    return FALSE;

  g_free (*line);
  *line = dup_line (text);

  return TRUE;
}

static gboolean
read_count (yyjson_obj_iter  *members,
            const char       *member,
            guint            *count,
            GError          **error)
{
  gint64 value = *count;

  if (!ferry_json_read_int64 (members, member, &value, error))
    return FALSE;
  if (value < 0 || value > MAX_COUNT)
    return refuse (member, error);

  *count = value;

  return TRUE;
}

/* NULL, too, when the member is missing. */
static gboolean
read_array (yyjson_obj_iter  *members,
            const char       *member,
            yyjson_val      **array,
            GError          **error)
{
  yyjson_val *value = yyjson_obj_iter_get (members, member);

  *array = NULL;
  if (value == NULL || yyjson_is_null (value))
    return TRUE;
  if (!yyjson_is_arr (value) || yyjson_arr_size (value) > MAX_PARTS)
    return refuse (member, error);

  *array = value;

  return TRUE;
}

static gboolean
read_version (yyjson_obj_iter  *members,
              GError          **error)
{
  gint64 version = FORMAT_VERSION;

  if (!ferry_json_read_int64 (members, "formatVersion", &version, error))
    return FALSE;
  if (version <= FORMAT_VERSION)
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("A newer version of Ferryboard wrote it. Update Ferryboard to open it."));

  return FALSE;
}

/* Version 0.1 knew one region only. */
static gboolean
read_regions (FerryFacts       *facts,
              yyjson_obj_iter  *members,
              GError          **error)
{
  yyjson_val *array, *element;
  const char *region;
  gsize i, n_elements;

  if (!read_array (members, "sourceRegionIds", &array, error) ||
      !ferry_json_read_string (members, "sourceRegionId", &region, error))
    return FALSE;

  if (array == NULL && region != NULL)
    ferry_facts_add_region (facts, region);
  yyjson_arr_foreach (array, i, n_elements, element)
    {
      g_autofree char *line = dup_line (yyjson_get_str (element));

      if (line == NULL)
        return refuse ("sourceRegionIds", error);

      ferry_facts_add_region (facts, line);
    }

  return TRUE;
}

static gboolean
read_time (FerryFacts       *facts,
           yyjson_obj_iter  *members,
           GError          **error)
{
  g_autoptr(GDateTime) time = NULL;
  const char *text;

  if (!ferry_json_read_string (members, "asOf", &text, error))
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
read_failure (FerryFacts *facts,
              yyjson_val *value)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (value);
  g_autofree char *region = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *message = NULL;

  if (!yyjson_is_obj (value) ||
      !read_line (&members, "sourceRegionId", &region, NULL) || region == NULL ||
      !read_line (&members, "scope", &scope, NULL) || scope == NULL ||
      !read_line (&members, "message", &message, NULL) || message == NULL)
    return FALSE;

  ferry_facts_add_failure (facts, region, scope, message);

  return TRUE;
}

static gboolean
read_failures (FerryFacts       *facts,
               yyjson_obj_iter  *members,
               GError          **error)
{
  yyjson_val *array, *element;
  gsize i, n_elements;

  if (!read_array (members, "failed", &array, error))
    return FALSE;

  yyjson_arr_foreach (array, i, n_elements, element)
    if (!read_failure (facts, element))
      return refuse ("failed", error);

  return TRUE;
}

/* Version 0.1 always wrote what the filter let through, and had no need to say so. */
static gboolean
read_choice (Reading          *self,
             yyjson_obj_iter  *members,
             GError          **error)
{
  static const char *const choices[] = {
    [FERRY_EXPORT_ROWS_ALL] = "all", [FERRY_EXPORT_ROWS_FILTERED] = "filtered", [FERRY_EXPORT_ROWS_SELECTED] = "selected", NULL,
  };
  const char *choice;

  if (!read_count (members, "rows", &self->n_entries, error))
    return FALSE;
  self->n_before = self->n_entries;
  if (!read_count (members, "rowsBeforeFilter", &self->n_before, error) ||
      !ferry_json_read_string (members, "chosen", &choice, error))
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
            yyjson_val  *object,
            GError     **error)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (object);
  FerryFacts *facts = self->facts;
  FerryTristate maybe_cut;

  if (!read_version (&members, error) ||
      !read_line (&members, "scope", &facts->scope, error) ||
      !read_line (&members, "account", &facts->account, error) ||
      !read_regions (facts, &members, error) ||
      !read_time (facts, &members, error) ||
      !read_line (&members, "filter", &facts->filter, error) ||
      !read_choice (self, &members, error) ||
      !read_failures (facts, &members, error) ||
      !read_count (&members, "unreadableEntries", &facts->n_unreadable, error) ||
      !read_line (&members, "firstProblem", &facts->first_problem, error) ||
      !ferry_json_read_tristate (&members, "maybeCut", &maybe_cut, error))
    return FALSE;

  facts->maybe_cut = maybe_cut == FERRY_YES;

  return TRUE;
}

/* --- Tasks --- */

/* Columns can be left out when a list is exported, and what is left out is not unknown. */
static void
note_columns (FerryFacts *facts,
              yyjson_val *object)
{
  for (FerryColumn column = 0; facts->lacking != 0 && column < FERRY_N_COLUMNS; column++)
    if (yyjson_obj_get (object, ferry_column_get_member (column)) != NULL)
      facts->lacking &= ~(1u << column);
}

static void
read_entry (Reading    *self,
            yyjson_val *value)
{
  FerryFacts *facts = self->facts;
  const char *region = NULL;

  note_columns (facts, value);
  /* Where only one region was asked, there is no doubt. */
  if (facts->regions[0] != NULL && facts->regions[1] == NULL &&
      yyjson_obj_get (value, ferry_column_get_member (FERRY_COLUMN_SOURCE_REGION)) == NULL)
    region = facts->regions[0];

  ferry_sync_task_batch_add (self->batch, value, region);
}

/* --- Forms of a file --- */

static yyjson_doc *
parse (const char  *text,
       gsize        size,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, size);
  yyjson_doc *document = ferry_json_parse (bytes, NULL);

  if (document == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT,
                 _("It is not JSON, or is cut off.\n\nFerryboard opens lists that were exported as JSON or JSON Lines."));

  return document;
}

static gboolean
is_facts (yyjson_val *value)
{
  return yyjson_obj_get (value, "formatVersion") != NULL;
}

static gboolean
is_task (yyjson_val *value)
{
  return yyjson_obj_get (value, ferry_column_get_member (FERRY_COLUMN_REPOSITORY)) != NULL;
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
               yyjson_val  *root,
               GError     **error)
{
  yyjson_val *tasks = yyjson_is_obj (root) ? yyjson_obj_get (root, "tasks") : root;
  yyjson_val *element;
  gsize i, n_elements;

  if (tasks != root && (tasks != NULL || is_facts (root)) && !read_facts (self, root, error))
    return FALSE;
  if (tasks == NULL && is_task (root))
    read_entry (self, root);
  else if (tasks == NULL ? !is_facts (root) : !yyjson_is_arr (tasks))
    return refuse_document (error);

  yyjson_arr_foreach (tasks, i, n_elements, element)
    read_entry (self, element);

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
            yyjson_val  *first,
            const char  *rest,
            const char  *end,
            GError     **error)
{
  if (!is_facts (first))
    read_entry (self, first);
  else if (!read_facts (self, first, error))
    return FALSE;

  for (const char *line = skip_blanks (rest, end), *line_end; line < end; line = skip_blanks (line_end, end))
    {
      g_autoptr(yyjson_doc) document = NULL;

      line_end = memchr (line, '\n', end - line);
      if (line_end == NULL)
        line_end = end;
      if ((document = parse (line, line_end - line, NULL)) != NULL)
        read_entry (self, yyjson_doc_get_root (document));
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
  g_autoptr(yyjson_doc) line = has_more ? parse (text, line_end - text, NULL) : NULL;
  yyjson_val *first = yyjson_doc_get_root (line);
  g_autoptr(yyjson_doc) document = NULL;

  if (is_facts (first) || is_task (first))
    return read_lines (self, first, line_end, end, error);

  document = parse (text, end - text, error);

  return document != NULL && read_document (self, yyjson_doc_get_root (document), error);
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
  if (!g_utf8_validate_len (data, size, NULL))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("It is not text in UTF-8."));
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
  g_autoptr(FerrySyncTaskBatch) batch = ferry_sync_task_batch_new ();
  g_autoptr(FerryFacts) facts = ferry_facts_new ();
  g_autoptr(GError) reason = NULL;
  Reading reading = { .batch = batch, .facts = facts };
  FerrySnapshot *self;

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
