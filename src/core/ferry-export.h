/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-arrangement.h"
#include "ferry-facts.h"

G_BEGIN_DECLS

/**
 * FerryExportTimes:
 * @FERRY_EXPORT_TIMES_WRITTEN: letter for letter as the service wrote them
 * @FERRY_EXPORT_TIMES_LOCAL: what clocks here showed, with the offset from UTC
 * @FERRY_EXPORT_TIMES_UTC: in UTC
 *
 * How times are exported. How long ago something was has no place in a file
 * that is kept.
 */
typedef enum
{
  FERRY_EXPORT_TIMES_WRITTEN,
  FERRY_EXPORT_TIMES_LOCAL,
  FERRY_EXPORT_TIMES_UTC,
} FerryExportTimes;

#define FERRY_TYPE_EXPORT_TIMES (ferry_export_times_get_type ())
GType ferry_export_times_get_type (void) G_GNUC_CONST;

/**
 * FerryExport:
 * @sync_tasks: (element-type FerrySyncTask): the rows, in the order to write
 *   once [func@Ferry.export_arrange] was called
 * @n_rows: how many they are; more than @sync_tasks has where only the first
 *   are kept
 * @columns: (array length=n_columns): the columns, in the order to write
 * @n_columns: how many there are
 * @facts: what is known of the list that the rows come from
 * @rows: which of its rows they are
 * @filter: (nullable): the filter in words, where it was used
 * @order: what the rows are sorted by
 * @times: how to write times
 * @for_programs: whether headings are the API's member names, instead of what
 *   people read
 * @with_facts: whether the facts are written too, where the format has a place
 *   for them
 * @byte_order_mark: whether CSV begins with the mark by which spreadsheets tell
 *   UTF-8
 * @guard_formulas: whether values that a spreadsheet would run as a formula are
 *   guarded by an apostrophe, where spreadsheets read the format
 * @highlight_headings: whether headings are written in bold, where the format
 *   is for terminals
 * @with_answers: whether what the service answered goes with a row where the
 *   fields do not tell all of it; for JSON that Ferryboard keeps for itself
 *
 * What is exported: rows and columns as they are on screen, and the facts about
 * them. It belongs to one thread at a time.
 */
typedef struct
{
  GPtrArray *sync_tasks;
  guint n_rows;
  FerryColumn columns[FERRY_N_COLUMNS];
  gsize n_columns;
  FerryFacts *facts;
  FerryExportRows rows;
  char *filter;
  FerryOrder order;
  FerryExportTimes times;
  gboolean for_programs;
  gboolean with_facts;
  gboolean byte_order_mark;
  gboolean guard_formulas;
  gboolean highlight_headings;
  gboolean with_answers;

  /*< private >*/
  FerryArrangement *arrangement;
} FerryExport;

/**
 * FerryFact:
 * @label: what it is, translated
 * @text: what is known, translated
 * @is_warning: whether it says what the rows lack
 *
 * A fact about an export, for people.
 */
typedef struct
{
  const char *label;
  char *text;
  gboolean is_warning;
} FerryFact;

FerryExport *ferry_export_new (FerryFacts *facts, GPtrArray *sync_tasks);
void ferry_export_set_arrangement (FerryExport *self, FerryFilter *filter, const FerryOrder *order);
void ferry_export_arrange (FerryExport *self);
void ferry_export_keep_first (FerryExport *self, guint n_rows);
void ferry_export_free (FerryExport *self);

const char *ferry_export_get_heading (const FerryExport *self, FerryColumn column);
char *ferry_export_dup_value (const FerryExport *self, FerryColumn column, FerrySyncTask *sync_task);
const char *ferry_export_get_value (const FerryExport *self, FerryColumn column, FerrySyncTask *sync_task, GString *room);
char *ferry_export_dup_text (const FerryExport *self, FerryColumn column, FerrySyncTask *sync_task);
GPtrArray *ferry_export_list_facts (const FerryExport *self);
char *ferry_export_dup_file_name (const FerryExport *self, const char *extension);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryExport, ferry_export_free)

G_END_DECLS
