/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-column.h"

G_BEGIN_DECLS

/**
 * FerryOrder:
 * @keys: the columns to sort by, the first one counts most
 * @descending: whether the key of the same index is turned round
 * @n_keys: how many there are; with none the rows stay as the service gave them
 *
 * How rows are sorted. A plain value.
 */
typedef struct
{
  FerryColumn keys[FERRY_N_COLUMNS];
  gboolean descending[FERRY_N_COLUMNS];
  guint n_keys;
} FerryOrder;

void ferry_order_put_first (FerryOrder *self, FerryColumn column, gboolean descending);
gboolean ferry_order_equal (const FerryOrder *self, const FerryOrder *other);
void ferry_order_sort (const FerryOrder *self, GPtrArray *sync_tasks);
int ferry_order_compare (const FerryOrder *self, FerrySyncTask *a, FerrySyncTask *b);
gboolean ferry_order_parse (const char *text, FerryOrder *order, GError **error);
char *ferry_order_to_string (const FerryOrder *self);

G_END_DECLS
