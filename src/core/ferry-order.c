/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-order.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"

/**
 * ferry_order_put_first:
 * @self: an order
 * @column: what counts most now
 * @descending: whether the largest value comes first
 *
 * Sorts by another column first; where it is the same, rows stay in the order
 * they had.
 */
void
ferry_order_put_first (FerryOrder  *self,
                       FerryColumn  column,
                       gboolean     descending)
{
  FerryOrder old = *self;

  self->keys[0] = column;
  self->descending[0] = descending;
  self->n_keys = 1;
  for (guint i = 0; i < old.n_keys; i++)
    if (old.keys[i] != column)
      {
        self->keys[self->n_keys] = old.keys[i];
        self->descending[self->n_keys] = old.descending[i];
        self->n_keys++;
      }
}

/**
 * ferry_order_equal:
 * @self: an order
 * @other: another one
 *
 * Returns: whether both sort alike
 */
gboolean
ferry_order_equal (const FerryOrder *self,
                   const FerryOrder *other)
{
  if (self->n_keys != other->n_keys)
    return FALSE;

  for (guint i = 0; i < self->n_keys; i++)
    if (self->keys[i] != other->keys[i] || self->descending[i] != other->descending[i])
      return FALSE;

  return TRUE;
}

/* What is not known comes last in both directions: nobody looks for it first. */
static gboolean
is_turned_round (const FerryOrder *self,
                 guint             key,
                 FerrySyncTask    *a,
                 FerrySyncTask    *b)
{
  return self->descending[key] &&
         ferry_column_is_known (self->keys[key], a) == ferry_column_is_known (self->keys[key], b);
}

/**
 * ferry_order_compare:
 * @self: an order
 * @a: a task
 * @b: another one
 *
 * Returns: less than, equal to, or greater than zero, as @a comes before, with,
 *   or after @b
 */
int
ferry_order_compare (const FerryOrder *self,
                     FerrySyncTask    *a,
                     FerrySyncTask    *b)
{
  for (guint i = 0; i < self->n_keys; i++)
    {
      int order = ferry_column_compare (self->keys[i], a, b);

      if (order != 0)
        return is_turned_round (self, i, a, b) ? -order : order;
    }

  return 0;
}

/* A task with the key of its first column beside it, so that a comparison seldom has to look further. */
typedef struct
{
  guint64 key;
  guint64 rest;
  FerrySyncTask *sync_task;
} Entry;

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Entry *left = a, *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  if (left->rest != right->rest)
    return left->rest < right->rest ? -1 : 1;

  return ferry_order_compare (user_data, left->sync_task, right->sync_task);
}

/**
 * ferry_order_sort:
 * @self: an order
 * @sync_tasks: (element-type FerrySyncTask): tasks
 *
 * Sorts tasks. Where nothing tells two apart they stay as they are.
 */
void
ferry_order_sort (const FerryOrder *self,
                  GPtrArray        *sync_tasks)
{
  g_autofree Entry *entries = NULL;

  if (self->n_keys == 0)
    return;

  entries = g_new (Entry, sync_tasks->len);
  for (guint i = 0; i < sync_tasks->len; i++)
    {
      Entry *entry = &entries[i];

      entry->sync_task = g_ptr_array_index (sync_tasks, i);
      entry->key = ferry_column_get_sort_key (self->keys[0], entry->sync_task, &entry->rest);
      if (self->descending[0] && ferry_column_is_known (self->keys[0], entry->sync_task))
        {
          entry->key = ~entry->key;
          entry->rest = ~entry->rest;
        }
    }

  g_sort_array (entries, sync_tasks->len, sizeof *entries, compare_entries, (gpointer) self);
  for (guint i = 0; i < sync_tasks->len; i++)
    g_ptr_array_index (sync_tasks, i) = entries[i].sync_task;
}

/**
 * ferry_order_parse:
 * @text: ids of columns with commas between them; a `-` before one turns it
 *   round
 * @order: (out caller-allocates): the order
 * @error: return location for an error
 *
 * Reads an order, as settings keep it and the command line takes it:
 * `organization,-updated`.
 *
 * Returns: %FALSE with %FERRY_ERROR_BAD_REQUEST when it names a column that does not
 *   exist, or one twice
 */
gboolean
ferry_order_parse (const char  *text,
                   FerryOrder  *order,
                   GError     **error)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  guint seen = 0;

  order->n_keys = 0;
  for (gsize i = 0; words[i] != NULL && *text != '\0'; i++)
    {
      const char *id = g_strstrip (words[i]);
      gboolean descending = *id == '-';
      FerryColumn column;

      if (!ferry_column_from_id (id + descending, &column) || (seen & 1u << column) != 0)
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Cannot sort by “%s”."), id);
          return FALSE;
        }
      seen |= 1u << column;
      order->keys[order->n_keys] = column;
      order->descending[order->n_keys] = descending;
      order->n_keys++;
    }

  return TRUE;
}

/**
 * ferry_order_to_string:
 * @self: an order
 *
 * Returns: (transfer full): the order as [func@Ferry.order_parse] reads it
 */
char *
ferry_order_to_string (const FerryOrder *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->n_keys; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? "," : "", self->descending[i] ? "-" : "",
                            ferry_column_get_id (self->keys[i]));

  return g_strdup (text->str);
}
