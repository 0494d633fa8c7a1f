/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ferry-query.h"

G_BEGIN_DECLS

/**
 * FerryHistoryItem:
 *
 * A query, and the account that it was asked with. Immutable.
 */
#define FERRY_TYPE_HISTORY_ITEM (ferry_history_item_get_type ())
G_DECLARE_FINAL_TYPE (FerryHistoryItem, ferry_history_item, FERRY, HISTORY_ITEM, GObject)

FerryHistoryItem *ferry_history_item_new (const char *account_id,
                                          FerryQuery *query);
FerryHistoryItem *ferry_history_item_new_from_text (const char *account_id,
                                                    const char *text);

const char *ferry_history_item_get_account_id (FerryHistoryItem *self);
FerryQuery *ferry_history_item_get_query (FerryHistoryItem *self);
char *ferry_history_item_dup_text (FerryHistoryItem *self);

G_END_DECLS
