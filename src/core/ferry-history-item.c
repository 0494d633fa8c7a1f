/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-history-item.h"

struct _FerryHistoryItem
{
  GObject parent_instance;

  char *account_id;  /* (owned) */
  FerryQuery *query; /* (owned) */
};

G_DEFINE_FINAL_TYPE (FerryHistoryItem, ferry_history_item, G_TYPE_OBJECT)

static void
ferry_history_item_finalize (GObject *object)
{
  FerryHistoryItem *self = FERRY_HISTORY_ITEM (object);

  g_free (self->account_id);
  g_clear_pointer (&self->query, ferry_query_unref);

  G_OBJECT_CLASS (ferry_history_item_parent_class)->finalize (object);
}

static void
ferry_history_item_class_init (FerryHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_history_item_finalize;
}

static void
ferry_history_item_init (FerryHistoryItem *self)
{
}

/**
 * ferry_history_item_new:
 * @account_id: the id of an account
 * @query: a query
 *
 * Returns: (transfer full): an item
 */
FerryHistoryItem *
ferry_history_item_new (const char *account_id,
                        FerryQuery *query)
{
  FerryHistoryItem *self;

  g_return_val_if_fail (account_id != NULL && query != NULL, NULL);

  self = g_object_new (FERRY_TYPE_HISTORY_ITEM, NULL);
  self->account_id = g_strdup (account_id);
  self->query = ferry_query_ref (query);

  return self;
}

/**
 * ferry_history_item_new_from_text:
 * @account_id: the id of an account
 * @text: what [method@Ferry.HistoryItem.dup_text] has written
 *
 * Returns: (transfer full) (nullable): an item, or %NULL when @text is no query
 */
FerryHistoryItem *
ferry_history_item_new_from_text (const char *account_id,
                                  const char *text)
{
  g_autoptr(FerryQuery) query = ferry_query_new_from_text (text, NULL);

  return query != NULL ? ferry_history_item_new (account_id, query) : NULL;
}

/**
 * ferry_history_item_get_account_id:
 * @self: an item
 *
 * Returns: the id of the account
 */
const char *
ferry_history_item_get_account_id (FerryHistoryItem *self)
{
  g_return_val_if_fail (FERRY_IS_HISTORY_ITEM (self), NULL);

  return self->account_id;
}

/**
 * ferry_history_item_get_query:
 * @self: an item
 *
 * Returns: (transfer none): the query
 */
FerryQuery *
ferry_history_item_get_query (FerryHistoryItem *self)
{
  g_return_val_if_fail (FERRY_IS_HISTORY_ITEM (self), NULL);

  return self->query;
}

/**
 * ferry_history_item_dup_text:
 * @self: an item
 *
 * Returns: (transfer full): the query, as [method@Ferry.Query.dup_text] writes it
 */
char *
ferry_history_item_dup_text (FerryHistoryItem *self)
{
  g_return_val_if_fail (FERRY_IS_HISTORY_ITEM (self), NULL);

  return ferry_query_dup_text (self->query);
}
