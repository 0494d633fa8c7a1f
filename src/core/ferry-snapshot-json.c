/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-snapshot.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-column.h"
#include "ferry-error.h"
#include "ferry-facts-json.h"
#include "ferry-json.h"
#include "ferry-sync-task-json-private.h"
#include "ferry-wording.h"

/* What the exporters for JSON write, read again. Tasks of a wrong type are counted, and do not spoil the others. */

#define ALL_COLUMNS ((1u << FERRY_N_COLUMNS) - 1)

typedef struct
{
  FerrySyncTaskBatch *batch;
  FerryFacts *facts;
  guint n_entries; /* how many of them the facts promise */
  guint n_before;  /* and of how many those were chosen */
  gboolean is_kept;
} Reading;

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
  if (self->is_kept)
    {
      ferry_sync_task_batch_add_kept (self->batch, value);
      return;
    }
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

  if (tasks != root && (tasks != NULL || is_facts (root)) && !ferry_facts_read_json (self->facts, root, &self->n_entries, &self->n_before, error))
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
  else if (!ferry_facts_read_json (self->facts, first, &self->n_entries, &self->n_before, error))
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
    take_remark (facts, g_strdup_printf (ngettext ("The file holds %'u of %'u task, those that were selected.",
                                                   "The file holds %'u of %'u tasks, those that were selected.", facts->n_rows),
                                         n_tasks, facts->n_rows));
  else if (facts->rows == FERRY_EXPORT_ROWS_FILTERED)
    take_remark (facts, g_strdup_printf (ngettext ("The file holds %'u of %'u task, those that match the filter “%s”.",
                                                   "The file holds %'u of %'u tasks, those that match the filter “%s”.", facts->n_rows),
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
  text = g_strjoinv (ferry_wording_get_separator (), titles);
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
  facts->file = ferry_facts_dup_line (name);
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

static FerrySnapshot *
dup_snapshot (const Reading *self)
{
  FerrySnapshot *snapshot = g_new (FerrySnapshot, 1);

  snapshot->tasks = g_ptr_array_ref (self->batch->tasks);
  snapshot->facts = ferry_facts_ref (self->facts);

  return snapshot;
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

  facts->lacking = ALL_COLUMNS;
  if (!read_bytes (&reading, bytes, &reason))
    {
      /* Translators: the name of a file, and a sentence that says what is wrong with it. */
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("“%s” cannot be opened. %s"), name, reason->message);
      return NULL;
    }

  complete_facts (&reading, name, changed);

  return dup_snapshot (&reading);
}

/* What it was written from had all of this. */
static gboolean
check_kept (const Reading  *self,
            GError        **error)
{
  const FerryFacts *facts = self->facts;
  const FerrySyncTaskBatch *batch = self->batch;

  if (facts->scope != NULL && facts->as_of != NULL && facts->rows == FERRY_EXPORT_ROWS_ALL &&
      batch->n_unreadable == 0 && batch->tasks->len == self->n_entries && (facts->lacking == 0 || batch->tasks->len == 0))
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("It holds less than a list that was kept."));

  return FALSE;
}

/**
 * ferry_snapshot_new_from_kept:
 * @bytes: what the exporter for JSON wrote of all rows, with the answers
 * @error: return location for an error
 *
 * Reads a list that Ferryboard has kept for itself. It is no file that somebody
 * opened, but what the service has answered earlier: tasks and facts are those
 * that were written, and nothing is said of them beside that. Pure; may run in
 * any thread.
 *
 * Returns: (transfer full) (nullable): the list, or %NULL with
 *   %FERRY_ERROR_SNAPSHOT or %FERRY_ERROR_BAD_RESPONSE
 */
FerrySnapshot *
ferry_snapshot_new_from_kept (GBytes  *bytes,
                              GError **error)
{
  g_autoptr(FerrySyncTaskBatch) batch = ferry_sync_task_batch_new ();
  g_autoptr(FerryFacts) facts = ferry_facts_new ();
  Reading reading = { .batch = batch, .facts = facts, .is_kept = TRUE };

  facts->lacking = ALL_COLUMNS;
  if (!read_bytes (&reading, bytes, error) || !check_kept (&reading, error))
    return NULL;

  facts->n_rows = reading.n_before;
  facts->lacking = 0;

  return dup_snapshot (&reading);
}
