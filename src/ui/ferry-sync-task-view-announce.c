/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

#include "ferry-announce.h"

/* Who types a filter does not see how many tasks it leaves. */

/* What is heard after every letter is heard of none. */
#define ANNOUNCE_DELAY_MS 500

static gboolean
announce_cb (gpointer user_data)
{
  FerrySyncTaskView *self = user_data;
  gboolean is_empty = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "no-match");

  /* There is no number yet. */
  if (ferry_row_model_get_busy (self->rows))
    return G_SOURCE_CONTINUE;

  self->announce_source = 0;
  ferry_announce (self,
                  is_empty ? adw_status_page_get_title (self->no_match_page) : gtk_label_get_text (self->count_label),
                  GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return G_SOURCE_REMOVE;
}

static void
filter_changed_cb (FerrySyncTaskView *self)
{
  g_clear_handle_id (&self->announce_source, g_source_remove);
  if (self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    self->announce_source = g_timeout_add (ANNOUNCE_DELAY_MS, announce_cb, self);
}

void
ferry_sync_task_view_init_announcements (FerrySyncTaskView *self)
{
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
}
