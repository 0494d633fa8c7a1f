/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

#include "ferry-scan-report-dialog.h"

/* What the parts of the summary lead to. */

static void
report_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  FerrySyncTaskView *self = user_data;

  if (self->list == NULL || ferry_sync_task_list_get_facts (self->list) == NULL)
    return;

  adw_dialog_present (ferry_scan_report_dialog_new (self->list, g_variant_get_string (parameter, NULL)), GTK_WIDGET (self));
}

static void
choose_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  FerrySyncTaskView *self = user_data;
  FerryColumn column;

  if (ferry_column_from_id (g_variant_get_string (parameter, NULL), &column) && ferry_column_is_facet (column))
    ferry_filter_bar_choose (self->filter_bar, column);
}

/* The filter changes the state then. */
static void
change_only_overwriting_cb (GSimpleAction *action,
                            GVariant      *state,
                            gpointer       user_data)
{
  FerrySyncTaskView *self = user_data;

  ferry_filter_set_use (self->filter, FERRY_COLUMN_OVERWRITE, "true",
                        g_variant_get_boolean (state) ? FERRY_FILTER_INCLUDE : FERRY_FILTER_ANY);
}

static void
filter_changed_cb (FerrySyncTaskView *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "only-overwriting");
  FerryFilterUse use = ferry_filter_get_use (self->filter, FERRY_COLUMN_OVERWRITE, "true");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (use == FERRY_FILTER_INCLUDE));
}

void
ferry_sync_task_view_init_summary (FerrySyncTaskView *self)
{
  const GActionEntry entries[] = {
    { "report", report_cb, "s" },
    { "choose", choose_cb, "s" },
    { "only-overwriting", NULL, NULL, "false", change_only_overwriting_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ferry_sync_task_view_set_shows_count:
 * @self: a view
 * @shows_count: whether there is room for it
 *
 * Says below the table how many tasks it shows.
 */
void
ferry_sync_task_view_set_shows_count (FerrySyncTaskView *self,
                                      gboolean           shows_count)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_VIEW (self));

  gtk_widget_set_visible (self->count_bar, shows_count);
}
