/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

/* The row model sorts. A column view has a sorter of its own, for what its headers show and for clicks on them; it
 * is never asked to compare, which would be slower and in the main loop. It shows the first key, all that it can be
 * told. */

static FerryColumn
get_column (GtkColumnViewColumn *view_column)
{
  FerryColumn column = FERRY_COLUMN_REPOSITORY;

  if (!ferry_column_from_id (gtk_column_view_column_get_id (view_column), &column))
    g_assert_not_reached ();

  return column;
}

/* Has the headers follow the order. */
void
ferry_sync_task_view_show_order (FerrySyncTaskView *self)
{
  const FerryOrder *order = ferry_row_model_get_order (self->rows);
  const char *id = order->n_keys > 0 ? ferry_column_get_id (order->keys[0]) : "";
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "sort");
  GtkColumnViewColumn *view_column = order->n_keys > 0 ? ferry_column_layout_get_view_column (self->columns, order->keys[0]) : NULL;

  self->is_showing_order = TRUE;
  gtk_column_view_sort_by_column (self->column_view, view_column,
                                  order->n_keys > 0 && order->descending[0] ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_showing_order = FALSE;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (id));
}

static void
set_order (FerrySyncTaskView *self,
           const FerryOrder  *order)
{
  g_autofree char *text = ferry_order_to_string (order);

  g_settings_set_string (self->settings, "sort-order", text);
  ferry_row_model_set_order (self->rows, order);
  ferry_sync_task_view_show_order (self);
}

static void
sort_by (FerrySyncTaskView *self,
         FerryColumn        column,
         gboolean           descending)
{
  FerryOrder order = *ferry_row_model_get_order (self->rows);

  ferry_order_put_first (&order, column, descending);
  set_order (self, &order);
}

static gboolean
is_first_key (FerrySyncTaskView *self,
              FerryColumn        column)
{
  const FerryOrder *order = ferry_row_model_get_order (self->rows);

  return order->n_keys > 0 && order->keys[0] == column;
}

/* A header that is clicked for the first time asks to ascend; the newest and the largest are to come first there. */
static void
header_clicked_cb (FerrySyncTaskView *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->column_view));
  GtkColumnViewColumn *view_column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  FerryColumn column;

  if (self->is_showing_order || view_column == NULL)
    return;

  column = get_column (view_column);
  sort_by (self, column,
           gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING ||
             (!is_first_key (self, column) && ferry_column_starts_descending (column)));
}

/* Headers can be clicked but not reached by keyboard or screen reader, so there are menus too. The column that is
 * sorted by already turns round. */
static void
sort_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerrySyncTaskView *self = user_data;
  const FerryOrder *order = ferry_row_model_get_order (self->rows);
  FerryColumn column;

  if (ferry_column_from_id (g_variant_get_string (parameter, NULL), &column))
    sort_by (self, column,
             is_first_key (self, column) ? !order->descending[0] : ferry_column_starts_descending (column));
}

static void
sort_in_direction (FerrySyncTaskView *self,
                   GVariant          *id,
                   gboolean           descending)
{
  FerryColumn column;

  if (ferry_column_from_id (g_variant_get_string (id, NULL), &column))
    sort_by (self, column, descending);
}

static void
sort_ascending_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  sort_in_direction (user_data, parameter, FALSE);
}

static void
sort_descending_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  sort_in_direction (user_data, parameter, TRUE);
}

static void
sort_as_listed_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  const FerryOrder order = { .n_keys = 0 };

  set_order (user_data, &order);
}

void
ferry_sync_task_view_init_order (FerrySyncTaskView *self)
{
  const GActionEntry entries[] = {
    { "sort", sort_cb, "s", "''" },
    { "sort-ascending", sort_ascending_cb, "s" },
    { "sort-descending", sort_descending_cb, "s" },
    { "sort-as-listed", sort_as_listed_cb },
  };
  g_autofree char *text = g_settings_get_string (self->settings, "sort-order");
  FerryOrder order;

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  /* What somebody has written into the settings by hand may be anything. */
  if (ferry_order_parse (text, &order, NULL))
    ferry_row_model_set_order (self->rows, &order);
  ferry_sync_task_view_show_order (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (header_clicked_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
