/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

/* GTK remembers selected rows by where they are. Here a task stays selected wherever it goes: to another place by
 * sorting, or into another answer by a refresh. */

/* Whether the rows answer another question than before, or come from another file. */
static gboolean
is_new_query (FerrySyncTaskView *self)
{
  FerryQuery *query = self->list != NULL ? ferry_sync_task_list_get_rows_query (self->list) : NULL;
  FerryFacts *facts = self->list != NULL ? ferry_sync_task_list_get_facts (self->list) : NULL;

  if (query != NULL && self->shown_query != NULL)
    return !ferry_query_equal (query, self->shown_query);

  return facts == NULL || facts != self->shown_facts;
}

static gboolean
has_focus (FerrySyncTaskView *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->table_stack)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static gboolean
is_at_top (FerrySyncTaskView *self)
{
  GtkScrollable *table = self->is_narrow ? GTK_SCROLLABLE (self->list_view) : GTK_SCROLLABLE (self->column_view);

  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (table)) <= 0;
}

static void
arranging_cb (FerrySyncTaskView *self,
              FerryRowChange     change)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  /* The list goes to another place anyway, but the focus should stay with its row. */
  if ((change != FERRY_ROW_CHANGE_LIST || is_new_query (self)) && !has_focus (self))
    ferry_row_model_replace_all (self->rows);

  self->stays_at_top = gtk_bitset_is_empty (selected) && !has_focus (self) && is_at_top (self);
  g_clear_pointer (&self->kept_selection, g_hash_table_unref);
  if (gtk_bitset_is_empty (selected))
    return;

  self->kept_selection = g_hash_table_new_full (ferry_sync_task_hash, ferry_sync_task_is_same, g_object_unref, NULL);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    g_hash_table_add (self->kept_selection, g_list_model_get_item (G_LIST_MODEL (self->rows), position));
}

static void
restore_selection (FerrySyncTaskView *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autoptr(GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr(GtkBitset) all = gtk_bitset_new_range (0, n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (g_hash_table_contains (self->kept_selection, sync_task))
        gtk_bitset_add (selected, i);
    }

  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, all);
  g_clear_pointer (&self->kept_selection, g_hash_table_unref);
}

static gboolean
take_shown_query (FerrySyncTaskView *self)
{
  FerryQuery *query = self->list != NULL ? ferry_sync_task_list_get_rows_query (self->list) : NULL;
  FerryFacts *facts = self->list != NULL ? ferry_sync_task_list_get_facts (self->list) : NULL;
  gboolean is_new = is_new_query (self);

  g_clear_pointer (&self->shown_query, ferry_query_unref);
  self->shown_query = query != NULL ? ferry_query_ref (query) : NULL;
  g_clear_pointer (&self->shown_facts, ferry_facts_unref);
  self->shown_facts = facts != NULL ? ferry_facts_ref (facts) : NULL;

  return is_new;
}

static void
scroll_to_selection (FerrySyncTaskView *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint position = gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected);

  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    ferry_sync_task_view_scroll_to (self, position, FALSE);
}

/* Another question was answered: it begins at the top, with nothing selected, whatever rows it shares with the one
 * before. There the keyboard comes in, too; left to itself, GTK would have it at the end of what was replaced. */
static void
start_anew (FerrySyncTaskView *self)
{
  g_clear_pointer (&self->kept_selection, g_hash_table_unref);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    ferry_sync_task_view_scroll_to (self, 0, TRUE);
}

/* An answer with the same rows as before does not make them be arranged. */
static void
state_changed_cb (FerrySyncTaskView *self)
{
  if (ferry_sync_task_list_get_state (self->list) == FERRY_LIST_STATE_LOADED &&
      !ferry_row_model_get_busy (self->rows) && take_shown_query (self))
    start_anew (self);
}

static void
replacing_cb (FerrySyncTaskView *self)
{
  ferry_sync_task_view_scroll_to (self, 0, FALSE);
}

/* A list that changed in some places stays where it is; at its top, if nothing there is of more interest than what comes
 * before it. Left to itself, GTK would keep the row at the top, which for one that is sorted or filtered anew is anywhere
 * then, and may leave blank what is above that row. */
static void
arranged_cb (FerrySyncTaskView *self,
             FerryRowChange     change)
{
  if (take_shown_query (self))
    {
      start_anew (self);
      return;
    }

  if (self->kept_selection != NULL)
    restore_selection (self);
  if (change != FERRY_ROW_CHANGE_LIST || self->stays_at_top)
    scroll_to_selection (self);
}

void
ferry_sync_task_view_watch_list (FerrySyncTaskView *self)
{
  g_signal_connect_object (self->list, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
}

void
ferry_sync_task_view_init_selection (FerrySyncTaskView *self)
{
  g_signal_connect_object (self->rows, "arranging", G_CALLBACK (arranging_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "replacing", G_CALLBACK (replacing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "arranged", G_CALLBACK (arranged_cb), self, G_CONNECT_SWAPPED);
}
