/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-filter.h"
#include "ferry-order.h"

G_BEGIN_DECLS

/**
 * FerryFacetValue:
 * @value: a value of a column, as [func@Ferry.column_get_value] gives it; empty for what is not known
 * @count: how many rows have it, of those that the rest of the filter lets through
 * @total: how many tasks of the list have it
 *
 * A value that occurs in a list, to be chosen.
 */
typedef struct
{
  const char *value;
  guint count;
  guint total;
} FerryFacetValue;

/**
 * FerryHunk:
 * @position: where, once the hunks before are done
 * @removed: how many rows go
 * @added: how many rows come
 *
 * A place where the rows differ from those before.
 */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} FerryHunk;

/**
 * FerryArrangement:
 * @sync_tasks: (element-type FerrySyncTask): a list of tasks
 * @filter: which of them are shown
 * @order: how they are sorted
 * @old_rows: (element-type FerrySyncTask): what was shown before
 * @rows: (element-type FerrySyncTask): what is shown of the list
 * @facets: (element-type FerryFacetValue): by column, the values that occur in the list; %NULL for a column that is no facet
 * @hunks: (element-type FerryHunk): how @old_rows become @rows
 *
 * The work of a [class@Ferry.RowModel]: what goes in, and after
 * [func@Ferry.arrangement_run] what comes out. It belongs to one thread at a
 * time.
 */
typedef struct
{
  GPtrArray *sync_tasks;
  FerryFilter *filter;
  FerryOrder order;
  GPtrArray *old_rows;

  GPtrArray *rows;
  GArray *facets[FERRY_N_COLUMNS];
  GArray *hunks;
} FerryArrangement;

FerryArrangement *ferry_arrangement_new (GPtrArray *sync_tasks, FerryFilter *filter, const FerryOrder *order, GPtrArray *old_rows);
void ferry_arrangement_run (FerryArrangement *self);
void ferry_arrangement_free (FerryArrangement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryArrangement, ferry_arrangement_free)

G_END_DECLS
