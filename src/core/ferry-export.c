/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-region.h"
#include "ferry-timestamp.h"
#include "ferry-trash.h"
#include "ferry-wording.h"

/* What file systems and shells do not like, and how many bytes the first leave for a scope. */
#define NOT_IN_FILE_NAMES "/\\:*?\"<>| "
#define MAX_SCOPE_IN_FILE_NAME 200

G_DEFINE_ENUM_TYPE (FerryExportTimes, ferry_export_times,
                    G_DEFINE_ENUM_VALUE (FERRY_EXPORT_TIMES_WRITTEN, "written"),
                    G_DEFINE_ENUM_VALUE (FERRY_EXPORT_TIMES_LOCAL, "local"),
                    G_DEFINE_ENUM_VALUE (FERRY_EXPORT_TIMES_UTC, "utc"))

/**
 * ferry_export_new:
 * @facts: what is known of the list
 * @sync_tasks: (element-type FerrySyncTask): rows of it, in the order to write;
 *   nobody changes them any more
 *
 * Starts an export of all rows and columns that are known, made for people and
 * spreadsheets. What happens to the list later does not change it.
 *
 * Returns: (transfer full): the export
 */
FerryExport *
ferry_export_new (FerryFacts *facts,
                  GPtrArray  *sync_tasks)
{
  FerryExport *self = g_new0 (FerryExport, 1);

  self->facts = ferry_facts_ref (facts);
  self->sync_tasks = g_ptr_array_ref (sync_tasks);
  self->n_rows = sync_tasks->len;
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    if ((facts->lacking & (1u << column)) == 0)
      self->columns[self->n_columns++] = column;
  /* What was left out when the rows were saved is still missing. */
  self->rows = facts->rows;
  self->filter = g_strdup (facts->filter);
  self->with_facts = TRUE;
  self->byte_order_mark = TRUE;
  self->guard_formulas = TRUE;

  return self;
}

/**
 * ferry_export_set_arrangement:
 * @self: an export
 * @filter: (nullable): which rows to write
 * @order: how to sort them
 *
 * Has the rows filtered and sorted as a table does, by whoever writes them: for
 * long lists that is work for a thread.
 */
void
ferry_export_set_arrangement (FerryExport      *self,
                              FerryFilter      *filter,
                              const FerryOrder *order)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(FerryFilter) everything = filter == NULL ? ferry_filter_new () : NULL;

  g_clear_pointer (&self->arrangement, ferry_arrangement_free);
  self->arrangement = ferry_arrangement_new (self->sync_tasks, filter != NULL ? filter : everything, order, nothing);
  self->order = *order;
  if (filter != NULL && !ferry_filter_is_empty (filter))
    {
      g_autofree char *earlier = g_steal_pointer (&self->filter);
      g_autofree char *description = ferry_filter_dup_description (filter);

      self->rows = MAX (self->rows, FERRY_EXPORT_ROWS_FILTERED);
      self->filter = earlier != NULL ? g_strconcat (earlier, ferry_wording_get_separator (), description, NULL) : g_steal_pointer (&description);
    }
}

/**
 * ferry_export_arrange:
 * @self: an export
 *
 * Filters and sorts the rows, if that is still to be done. May take a while, and
 * run in any thread.
 */
void
ferry_export_arrange (FerryExport *self)
{
  g_autoptr(FerryArrangement) arrangement = g_steal_pointer (&self->arrangement);

  if (arrangement == NULL)
    return;

  ferry_arrangement_run (arrangement);
  ferry_trash_objects (self->sync_tasks);
  self->sync_tasks = g_ptr_array_ref (arrangement->rows);
  self->n_rows = arrangement->rows->len;
}

/**
 * ferry_export_keep_first:
 * @self: an export
 * @n_rows: how many rows to keep
 *
 * Leaves all rows out but the first, as for a look at what would be written. The
 * facts stay those of all rows.
 */
void
ferry_export_keep_first (FerryExport *self,
                         guint        n_rows)
{
  GPtrArray *first = g_ptr_array_new_with_free_func (g_object_unref);

  ferry_export_arrange (self);
  for (guint i = 0; i < MIN (n_rows, self->sync_tasks->len); i++)
    g_ptr_array_add (first, g_object_ref (g_ptr_array_index (self->sync_tasks, i)));
  ferry_trash_objects (self->sync_tasks);
  self->sync_tasks = first;
}

/**
 * ferry_export_free:
 * @self: (transfer full): an export
 *
 * Frees an export.
 */
void
ferry_export_free (FerryExport *self)
{
  g_clear_pointer (&self->arrangement, ferry_arrangement_free);
  ferry_trash_objects (self->sync_tasks);
  ferry_facts_unref (self->facts);
  g_free (self->filter);
  g_free (self);
}

/**
 * ferry_export_get_heading:
 * @self: an export
 * @column: a column
 *
 * Returns: what stands above the column
 */
const char *
ferry_export_get_heading (const FerryExport *self,
                          FerryColumn        column)
{
  return self->for_programs ? ferry_column_get_member (column) : ferry_column_get_title (column);
}

/**
 * ferry_export_dup_value:
 * @self: an export
 * @column: a column
 * @sync_task: a task
 *
 * Writes a value for other programs, as [func@Ferry.column_dup_value] does, but
 * times as it was asked for.
 *
 * Returns: (transfer full): the value; empty when it is not known
 */
char *
ferry_export_dup_value (const FerryExport *self,
                        FerryColumn        column,
                        FerrySyncTask     *sync_task)
{
  gint64 timestamp = ferry_column_get_time (column, sync_task);

  if (self->times == FERRY_EXPORT_TIMES_WRITTEN || timestamp == FERRY_NO_TIMESTAMP)
    return ferry_column_dup_value (column, sync_task);

  return ferry_timestamp_format_iso (timestamp, self->times == FERRY_EXPORT_TIMES_LOCAL ? FERRY_TIME_STYLE_LOCAL
                                                                                        : FERRY_TIME_STYLE_UTC);
}

/**
 * ferry_export_get_value:
 * @self: an export
 * @column: a column
 * @sync_task: a task
 * @room: where a value is written that is not there as a text
 *
 * Like [func@Ferry.export_dup_value], without a copy of what is there already:
 * that is most of the work of a long export.
 *
 * Returns: the value, until @room is used again; empty when it is not known
 */
const char *
ferry_export_get_value (const FerryExport *self,
                        FerryColumn        column,
                        FerrySyncTask     *sync_task,
                        GString           *room)
{
  g_autofree char *value = NULL;

  if (column != FERRY_COLUMN_ID && (self->times == FERRY_EXPORT_TIMES_WRITTEN || !ferry_column_is_time (column)))
    return ferry_column_get_value (column, sync_task);

  value = ferry_export_dup_value (self, column, sync_task);
  g_string_assign (room, value);

  return room->str;
}

/**
 * ferry_export_dup_text:
 * @self: an export
 * @column: a column
 * @sync_task: a task
 *
 * Writes a value for people, as [func@Ferry.column_dup_text] does, but times as
 * it was asked for: with their zone, and in UTC where the service's own writing
 * was wanted, which is nothing to read.
 *
 * Returns: (transfer full): the value as plain text
 */
char *
ferry_export_dup_text (const FerryExport *self,
                       FerryColumn        column,
                       FerrySyncTask     *sync_task)
{
  gint64 timestamp = ferry_column_get_time (column, sync_task);

  if (timestamp == FERRY_NO_TIMESTAMP)
    return ferry_column_dup_text (column, sync_task);

  return ferry_timestamp_format_exact (timestamp, self->times == FERRY_EXPORT_TIMES_LOCAL ? FERRY_TIME_STYLE_LOCAL
                                                                                          : FERRY_TIME_STYLE_UTC);
}

static void
fact_free (gpointer data)
{
  FerryFact *fact = data;

  g_free (fact->text);
  g_free (fact);
}

static FerryFact *
take_fact (GPtrArray  *facts,
           const char *label,
           char       *text)
{
  FerryFact *fact = g_new0 (FerryFact, 1);

  fact->label = label;
  fact->text = text;
  g_ptr_array_add (facts, fact);

  return fact;
}

static char *
dup_regions (const FerryExport *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) regions = NULL;

  for (char **region = self->facts->regions; *region != NULL; region++)
    g_strv_builder_take (builder, ferry_region_dup_text (*region));
  regions = g_strv_builder_end (builder);

  return g_strjoinv (ferry_wording_get_separator (), regions);
}

static char *
dup_rows (const FerryExport *self)
{
  guint n_rows = self->n_rows, n_total = self->facts->n_rows;

  switch (self->rows)
    {
    case FERRY_EXPORT_ROWS_FILTERED:
      return g_strdup_printf (ngettext ("%'u of %'u task, those that match the filter", "%'u of %'u tasks, those that match the filter", n_total),
                              n_rows, n_total);
    case FERRY_EXPORT_ROWS_SELECTED:
      return g_strdup_printf (ngettext ("%'u of %'u task, those that were selected", "%'u of %'u tasks, those that were selected", n_total),
                              n_rows, n_total);
    case FERRY_EXPORT_ROWS_ALL:
    default:
      return g_strdup_printf (ngettext ("%'u task", "%'u tasks", n_rows), n_rows);
    }
}

static char *
dup_repositories (const FerryExport *self)
{
  FerryFacts *facts = self->facts;
  guint n_without_tasks = facts->without_tasks->len, n_not_read = ferry_facts_count_not_read (facts);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;
  g_autofree char *text = NULL;

  if (n_without_tasks > 0)
    /* Translators: a number of repositories. */
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%'u without tasks", "%'u without tasks", n_without_tasks), n_without_tasks));
  if (n_not_read > 0)
    /* Translators: a number of repositories. */
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%'u not read", "%'u not read", n_not_read), n_not_read));
  parts = g_strv_builder_end (builder);
  if (parts[0] == NULL)
    return g_strdup_printf ("%'u", facts->n_repositories);

  text = g_strjoinv (ferry_wording_get_separator (), parts);
  /* Translators: a number of repositories, then “110 without tasks, 4 not read”. */
  return g_strdup_printf (_("%'u (%s)"), facts->n_repositories, text);
}

static char *
dup_order (const FerryExport *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->order.n_keys; i++)
    {
      const char *title = ferry_column_get_title (self->order.keys[i]);

      if (i > 0)
        g_string_append (text, ferry_wording_get_separator ());
      if (self->order.descending[i])
        /* Translators: a column to sort by. */
        g_string_append_printf (text, _("%s (descending)"), title);
      else
        g_string_append (text, title);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * ferry_export_list_facts:
 * @self: an export that is arranged
 *
 * Says what a reader has to know of the rows: where they come from and when,
 * which of how many they are, how many repositories were looked at, and what could
 * not be read.
 *
 * Returns: (transfer full) (element-type FerryFact): the facts
 */
GPtrArray *
ferry_export_list_facts (const FerryExport *self)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func (fact_free);
  g_autoptr(GPtrArray) warnings = ferry_facts_dup_warnings (self->facts);

  take_fact (facts, C_("fact", "Scope"), ferry_facts_dup_scope_text (self->facts));
  if (self->facts->account != NULL)
    take_fact (facts, C_("fact", "Account"), g_strdup (self->facts->account));
  take_fact (facts, C_("fact", "Source Regions"), dup_regions (self));
  take_fact (facts, C_("fact", "As Of"), ferry_facts_dup_as_of_text (self->facts));
  take_fact (facts, C_("fact", "Rows"), dup_rows (self));
  if (self->facts->n_repositories > 1)
    take_fact (facts, C_("fact", "Repositories"), dup_repositories (self));
  if (self->filter != NULL)
    take_fact (facts, C_("fact", "Filter"), g_strdup (self->filter));
  if (self->order.n_keys > 0)
    take_fact (facts, C_("fact", "Sorted By"), dup_order (self));
  for (guint i = 0; i < warnings->len; i++)
    take_fact (facts, C_("fact", "Not Complete"), g_strdup (g_ptr_array_index (warnings, i)))->is_warning = TRUE;

  return g_steal_pointer (&facts);
}

/* `all` for everything, and for the rest of a name that has one: `team/` + `*` is `team_all`. */
static char *
dup_scope_for_file (const char *scope)
{
  g_autoptr(GString) name = g_string_new (g_str_equal (scope, "*/*") ? "*" : scope);

  g_string_replace (name, "*", "all", 0);
  for (char *c = name->str; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) || strchr (NOT_IN_FILE_NAMES, *c) != NULL)
      *c = '_';
  if (name->len > MAX_SCOPE_IN_FILE_NAME)
    g_string_truncate (name, g_utf8_find_prev_char (name->str, name->str + MAX_SCOPE_IN_FILE_NAME + 1) - name->str);

  return g_string_free_and_steal (g_steal_pointer (&name));
}

/**
 * ferry_export_dup_file_name:
 * @self: an export
 * @extension: the ending of the name, without the dot
 *
 * Proposes a name: `sync-tasks_SCOPE_YYYYMMDD-HHMM.EXTENSION`, without what file
 * systems do not like; `*` is `all`.
 *
 * Returns: (transfer full): the name
 */
char *
ferry_export_dup_file_name (const FerryExport *self,
                            const char        *extension)
{
  g_autofree char *scope = dup_scope_for_file (self->facts->scope);
  g_autofree char *time = g_date_time_format (self->facts->as_of, "%Y%m%d-%H%M");

  return g_strdup_printf ("sync-tasks_%s_%s.%s", scope, time, extension);
}
