/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-column.h"
#include "ferry-sync-task-list.h"

G_BEGIN_DECLS

/**
 * FerryExport:
 * @sync_tasks: (element-type FerrySyncTask): the rows, in the order to write
 * @columns: (array length=n_columns): the columns, in the order to write
 * @n_columns: how many there are
 * @scope: what was listed, as `ORGANIZATION/REPOSITORY`
 * @region: the id of the region that was asked
 * @as_of: when the service was asked
 * @n_total: how many rows there were before filtering
 * @filter: (nullable): the text that the rows were filtered by
 * @n_unreadable: how many entries of the answer could not be read
 * @first_problem: (nullable): what was wrong with the first of those
 * @maybe_cut: whether the service may have cut the answer
 * @for_programs: whether headings are the API's member names, instead of what
 *   people read
 * @byte_order_mark: whether CSV begins with the mark by which spreadsheets tell
 *   UTF-8
 * @guard_formulas: whether values that a spreadsheet would run as a formula are
 *   guarded by an apostrophe, where spreadsheets read the format
 *
 * What is exported: rows and columns as they are on screen, and the facts about
 * them. Once filled it is only read, so a worker thread may write it.
 */
typedef struct
{
  GPtrArray *sync_tasks;
  FerryColumn columns[FERRY_N_COLUMNS];
  gsize n_columns;
  char *scope;
  char *region;
  GDateTime *as_of;
  guint n_total;
  char *filter;
  guint n_unreadable;
  char *first_problem;
  gboolean maybe_cut;
  gboolean for_programs;
  gboolean byte_order_mark;
  gboolean guard_formulas;
} FerryExport;

FerryExport *ferry_export_new (FerrySyncTaskList *list, GListModel *rows);
void ferry_export_free (FerryExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryExport, ferry_export_free)

/**
 * FerryExporter:
 * @id: the name for the command line
 * @title: what the format is called; not yet translated
 * @extension: the ending of a file's name, without the dot
 * @write: writes an export; use [func@Ferry.exporter_write]
 *
 * A file format.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *extension;
  gboolean (*write) (const FerryExport *export,
                     GOutputStream *stream,
                     GCancellable *cancellable,
                     GError **error);
} FerryExporter;

const FerryExporter *const *ferry_exporter_list (void);
const FerryExporter *ferry_exporter_find (const char *id);
const FerryExporter *ferry_exporter_find_extension (const char *extension);
gboolean ferry_exporter_write (const FerryExporter *self,
                               const FerryExport *export,
                               GOutputStream *stream,
                               GCancellable *cancellable,
                               GError **error);
char *ferry_exporter_to_string (const FerryExporter *self,
                                const FerryExport *export,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
