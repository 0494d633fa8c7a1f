/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-arrangement.h"

G_BEGIN_DECLS

/**
 * FerryRowChange:
 * @FERRY_ROW_CHANGE_LIST: the list has other rows
 * @FERRY_ROW_CHANGE_FILTER: the filter lets others through
 * @FERRY_ROW_CHANGE_ORDER: they are sorted in another way
 *
 * Why rows are arranged anew; several may come together.
 */
typedef enum
{
  FERRY_ROW_CHANGE_LIST = 1 << 0,
  FERRY_ROW_CHANGE_FILTER = 1 << 1,
  FERRY_ROW_CHANGE_ORDER = 1 << 2,
} FerryRowChange;

/**
 * FerryRowModel:
 *
 * The rows that a table shows of a list: filtered and sorted, as a #GListModel
 * of [class@Ferry.SyncTask].
 *
 * Long lists are arranged in a worker thread, so that nothing waits for them;
 * the rows before stay until the new ones are ready. Tasks never change, so the
 * thread may read them.
 *
 * The signal `arranging` comes right before the rows are replaced, and
 * `arranged` right after, each with the [flags@Ferry.RowChange] that led to it.
 */
#define FERRY_TYPE_ROW_MODEL (ferry_row_model_get_type ())
G_DECLARE_FINAL_TYPE (FerryRowModel, ferry_row_model, FERRY, ROW_MODEL, GObject)

FerryRowModel *ferry_row_model_new (FerryFilter *filter);
FerryFilter *ferry_row_model_get_filter (FerryRowModel *self);
void ferry_row_model_set_list (FerryRowModel *self, GListModel *list);
const FerryOrder *ferry_row_model_get_order (FerryRowModel *self);
void ferry_row_model_set_order (FerryRowModel *self, const FerryOrder *order);
gboolean ferry_row_model_get_busy (FerryRowModel *self);
guint ferry_row_model_count_rows (FerryRowModel *self);
void ferry_row_model_replace_all (FerryRowModel *self);
GArray *ferry_row_model_get_facet (FerryRowModel *self, FerryColumn column);

G_END_DECLS
