/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

#include <glib/gi18n.h>

#include "ferry-application.h"
#include "ferry-column-menu.h"
#include "ferry-columns-dialog.h"
#include "ferry-format.h"
#include "ferry-sync-task-row.h"
#include "ferry-text-cell.h"

G_DEFINE_FINAL_TYPE (FerrySyncTaskView, ferry_sync_task_view, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_NARROW,
  PROP_LOW,
  N_PROPERTIES,
};

enum
{
  SELECTED,
  ACTIVATED,
  NOTICE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* Without a list there is nothing to count: not yet, or not any more while the template falls apart. */
static void
update_count (FerrySyncTaskView *self)
{
  g_autoptr(GtkBitset) selected = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *hidden = NULL;
  guint n_shown, n_total, n_selected;

  if (self->list == NULL)
    return;

  n_total = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  /* Without a filter that is all, also while they are still put in order. */
  n_shown = ferry_filter_is_empty (self->filter) ? n_total : ferry_row_model_count_rows (self->rows);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  n_selected = gtk_bitset_get_size (selected);

  if (n_shown == n_total)
    g_string_printf (text, ngettext ("%'u task", "%'u tasks", n_total), n_total);
  else
    /* Translators: how many rows the filter leaves, of how many. */
    g_string_printf (text, _("%'u of %'u shown"), n_shown, n_total);
  if (n_selected > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%'u selected", "%'u selected", n_selected), n_selected);
    }
  gtk_label_set_text (self->count_label, text->str);

  hidden = g_strdup_printf (ngettext ("%'u task is hidden by the filter.", "%'u tasks are hidden by the filter.", n_total), n_total);
  adw_status_page_set_description (self->no_match_page, hidden);
  gtk_stack_set_visible_child_name (self->stack, n_total > 0 && n_shown == 0 && !ferry_row_model_get_busy (self->rows) ? "no-match" : "table");
}

static void
filter_left_cb (FerrySyncTaskView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
row_bound_cb (GtkSignalListItemFactory *factory,
              GtkColumnViewRow         *row)
{
  g_autofree char *label = ferry_format_row_label (gtk_column_view_row_get_item (row));

  gtk_column_view_row_set_accessible_label (row, label);
}

static void
clear_filter_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  ferry_sync_task_view_clear_filter (user_data);
}

static void
edit_columns_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FerrySyncTaskView *self = user_data;

  adw_dialog_present (ferry_columns_dialog_new (self->columns), GTK_WIDGET (self));
}

static gboolean
has_manual (FerrySyncTaskView *self)
{
  const GArray *values = ferry_row_model_get_facet (self->rows, FERRY_COLUMN_AUTOMATIC);

  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_array_index (values, FerryFacetValue, i).value, "false"))
      return TRUE;

  return FALSE;
}

/* Before there are rows, which would have to make cells anew. */
static void
suit_columns_cb (FerrySyncTaskView *self,
                 FerryRowChange     change)
{
  if ((change & FERRY_ROW_CHANGE_LIST) == 0 || self->list == NULL)
    return;

  ferry_column_layout_set_has_manual (self->columns, has_manual (self));
  ferry_column_layout_set_has_accounts (self->columns, ferry_row_model_get_facet (self->rows, FERRY_COLUMN_ACCOUNT)->len > 1);
}

/* The menu takes as long to make as all the rest of the view, so that waits until somebody opens it. */
static void
create_view_menu_cb (GtkMenuButton *view_button,
                     gpointer       user_data)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) sort_menu = g_menu_new ();
  g_autoptr(GMenu) report_menu = g_menu_new ();

  if (gtk_menu_button_get_menu_model (view_button) != NULL)
    return;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (ferry_column_get_title (i), NULL);

      g_menu_item_set_action_and_target (item, "tasks.sort", "s", ferry_column_get_id (i));
      g_menu_append_item (sort_menu, item);
    }
  g_menu_append_submenu (menu, _("_Sort By"), G_MENU_MODEL (sort_menu));
  ferry_column_menu_append (menu);
  g_menu_append (report_menu, _("Re_port"), "tasks.report::");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (report_menu));
  gtk_menu_button_set_menu_model (view_button, G_MENU_MODEL (menu));
}

static void
set_up_columns (FerrySyncTaskView *self)
{
  self->columns = ferry_column_layout_new (self->column_view, self->settings, self->clock);
  ferry_column_menu_add_actions (self->columns, G_ACTION_MAP (self->actions));
  gtk_menu_button_set_create_popup_func (self->view_button, create_view_menu_cb, NULL, NULL);
}

/* What is typed is looked for in the columns that are shown. */
static void
columns_changed_cb (FerrySyncTaskView *self)
{
  FerryColumn shown[FERRY_N_COLUMNS];
  guint n_shown = ferry_column_layout_get_shown (self->columns, shown);
  guint columns = 0;

  for (guint i = 0; i < n_shown; i++)
    columns |= 1u << shown[i];
  ferry_filter_set_columns (self->filter, columns);
  ferry_sync_task_view_show_order (self);
}

static void
update_density (FerrySyncTaskView *self)
{
  if (g_settings_get_boolean (self->settings, "compact-rows"))
    gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "data-table");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->column_view), "data-table");
}

static void
selection_changed_cb (FerrySyncTaskView *self)
{
  update_count (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
activated_cb (FerrySyncTaskView *self,
              guint              position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  ferry_sync_task_view_activate (self);
}

/* Of the two tables only the one on screen has the rows: the other would make widgets for them, too. */
static void
set_narrow (FerrySyncTaskView *self,
            gboolean           is_narrow)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);

  ferry_sync_task_view_leave_cell (self);
  self->is_narrow = is_narrow;
  gtk_column_view_set_model (self->column_view, is_narrow ? NULL : selection);
  gtk_list_view_set_model (self->list_view, is_narrow ? selection : NULL);
  gtk_stack_set_visible_child_name (self->table_stack, is_narrow ? "narrow" : "wide");
  ferry_sync_task_view_return_to_cell (self);
}

static gboolean
ferry_sync_task_view_grab_focus (GtkWidget *widget)
{
  FerrySyncTaskView *self = FERRY_SYNC_TASK_VIEW (widget);

  if (!self->is_narrow)
    return gtk_widget_grab_focus (GTK_WIDGET (self->column_view));

  /* Before it has been in a row once, the list would keep the focus to itself. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    ferry_sync_task_view_scroll_to (self, 0, TRUE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
ferry_sync_task_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, FERRY_SYNC_TASK_VIEW (object)->is_narrow);
      break;
    case PROP_LOW:
      g_value_set_boolean (value, !gtk_widget_get_visible (GTK_WIDGET (FERRY_SYNC_TASK_VIEW (object)->summary_strip)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_sync_task_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  FerrySyncTaskView *self = FERRY_SYNC_TASK_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (g_value_get_boolean (value) != self->is_narrow)
        {
          set_narrow (self, g_value_get_boolean (value));
          ferry_column_layout_fit_unset (self->columns);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_LOW:
      gtk_widget_set_visible (GTK_WIDGET (self->summary_strip), !g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The cells hear of it too, but where the table is narrow there are none. */
static void
ferry_sync_task_view_system_setting_changed (GtkWidget        *widget,
                                             GtkSystemSetting  setting)
{
  ferry_text_cell_setting_changed (setting);

  GTK_WIDGET_CLASS (ferry_sync_task_view_parent_class)->system_setting_changed (widget, setting);
}

static void
ferry_sync_task_view_dispose (GObject *object)
{
  FerrySyncTaskView *self = FERRY_SYNC_TASK_VIEW (object);

  g_clear_handle_id (&self->announce_source, g_source_remove);
  g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);

  /* The models empty themselves while they go, and by then there is no label left to count on. */
  if (self->column_view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->column_view), self);
      g_signal_handlers_disconnect_by_data (self->rows, self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
    }

  g_clear_object (&self->columns);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->kept_selection, g_hash_table_unref);
  g_clear_pointer (&self->shown_query, ferry_query_unref);
  g_clear_pointer (&self->shown_facts, ferry_facts_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_SYNC_TASK_VIEW);

  G_OBJECT_CLASS (ferry_sync_task_view_parent_class)->dispose (object);
}

static void
ferry_sync_task_view_class_init (FerrySyncTaskViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FERRY_TYPE_FILTER_BAR);
  g_type_ensure (FERRY_TYPE_SUMMARY_STRIP);

  object_class->dispose = ferry_sync_task_view_dispose;
  object_class->get_property = ferry_sync_task_view_get_property;
  object_class->set_property = ferry_sync_task_view_set_property;
  widget_class->grab_focus = ferry_sync_task_view_grab_focus;
  widget_class->system_setting_changed = ferry_sync_task_view_system_setting_changed;

  /**
   * FerrySyncTaskView:narrow:
   *
   * Whether there is no room for columns.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * FerrySyncTaskView:low:
   *
   * Whether there is no room for a summary.
   */
  properties[PROP_LOW] = g_param_spec_boolean ("low", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FerrySyncTaskView::selected:
   *
   * Other tasks are selected, or other rows are those tasks.
   */
  signals[SELECTED] = g_signal_new ("selected", FERRY_TYPE_SYNC_TASK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * FerrySyncTaskView::activated:
   *
   * Somebody wants to see more of the selected task.
   */
  signals[ACTIVATED] = g_signal_new ("activated", FERRY_TYPE_SYNC_TASK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  /**
   * FerrySyncTaskView::notice:
   * @self: a view
   * @text: what was done
   *
   * Something was done that cannot be seen in the table.
   */
  signals[NOTICE] = g_signal_new ("notice", FERRY_TYPE_SYNC_TASK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-sync-task-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, view_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, stack);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, table_stack);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, column_view);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, no_match_page);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, count_bar);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskView, summary_strip);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bound_cb);
}

static void
ferry_sync_task_view_init (FerrySyncTaskView *self)
{
  const GActionEntry entries[] = {
    { "clear-filter", clear_filter_cb },
    { "edit-columns", edit_columns_cb },
  };

  FerryApplication *application = FERRY_APPLICATION (g_application_get_default ());
  g_autoptr(GtkListItemFactory) row_factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_object_ref (ferry_application_get_settings (application));
  self->clock = g_object_ref (ferry_application_get_clock (application));
  self->filter = ferry_filter_new ();
  self->rows = ferry_row_model_new (self->filter);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  row_factory = ferry_sync_task_row_factory_new (self->clock);
  gtk_list_view_set_factory (self->list_view, row_factory);
  set_narrow (self, FALSE);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tasks", G_ACTION_GROUP (self->actions));
  set_up_columns (self);
  ferry_sync_task_view_init_order (self);
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
  columns_changed_cb (self);
  ferry_sync_task_view_init_selection (self);
  ferry_sync_task_view_init_focus (self);
  ferry_sync_task_view_init_actions (self);
  ferry_sync_task_view_init_menu (self);
  ferry_sync_task_view_init_drag (self);
  ferry_sync_task_view_init_summary (self);
  ferry_sync_task_view_init_announcements (self);
  ferry_filter_bar_set_rows (self->filter_bar, self->rows);
  ferry_filter_bar_set_key_capture (self->filter_bar, GTK_WIDGET (self->table_stack));

  g_signal_connect_object (self->settings, "changed::compact-rows", G_CALLBACK (update_density), self, G_CONNECT_SWAPPED);
  update_density (self);
  g_signal_connect_object (self->rows, "arranging", G_CALLBACK (suit_columns_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "arranged", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::busy", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ferry_sync_task_view_set_list:
 * @self: a view
 * @list: the list to show
 *
 * Sets what is shown.
 */
void
ferry_sync_task_view_set_list (FerrySyncTaskView *self,
                               FerrySyncTaskList *list)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_VIEW (self));
  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  /* Before the rows hear of the list: cells that are there already would all have to be measured again. */
  ferry_column_layout_set_rows (self->columns, G_LIST_MODEL (list));
  ferry_row_model_set_list (self->rows, G_LIST_MODEL (list));
  ferry_sync_task_view_watch_list (self);
  g_signal_connect_object (list, "notify::state", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  ferry_summary_strip_set_list (self->summary_strip, list, self->rows);
  update_count (self);
}

/**
 * ferry_sync_task_view_get_rows:
 * @self: a view
 *
 * Returns: (transfer none): the rows as they are shown, filtered and sorted
 */
GListModel *
ferry_sync_task_view_get_rows (FerrySyncTaskView *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), NULL);

  return G_LIST_MODEL (self->rows);
}

/* Has the window show more of the selected task. */
void
ferry_sync_task_view_activate (FerrySyncTaskView *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* Has the window say what was done. */
void
ferry_sync_task_view_notify (FerrySyncTaskView *self,
                             const char        *text)
{
  g_signal_emit (self, signals[NOTICE], 0, text);
}

/**
 * ferry_sync_task_view_get_n_selected:
 * @self: a view
 *
 * Returns: how many tasks are selected
 */
guint
ferry_sync_task_view_get_n_selected (FerrySyncTaskView *self)
{
  g_autoptr(GtkBitset) selected = NULL;

  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), 0);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (selected);
}

/**
 * ferry_sync_task_view_dup_selected:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the task that is selected, if it is the
 *   only one
 */
FerrySyncTask *
ferry_sync_task_view_dup_selected (FerrySyncTaskView *self)
{
  g_autoptr(GtkBitset) selected = NULL;

  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), NULL);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (selected) == 1 ? g_list_model_get_item (G_LIST_MODEL (self->rows), gtk_bitset_get_minimum (selected)) : NULL;
}

/**
 * ferry_sync_task_view_select_first:
 * @self: a view
 *
 * Selects the first task, if there is one.
 */
void
ferry_sync_task_view_select_first (FerrySyncTaskView *self)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_VIEW (self));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
}

/**
 * ferry_sync_task_view_get_filter:
 * @self: a view
 *
 * Returns: (transfer none): which rows are shown
 */
FerryFilter *
ferry_sync_task_view_get_filter (FerrySyncTaskView *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), NULL);

  return self->filter;
}

/* Brings a row into view, and the keyboard to it if that is wanted. */
void
ferry_sync_task_view_scroll_to (FerrySyncTaskView *self,
                                guint              position,
                                gboolean           focus)
{
  GtkListScrollFlags flags = focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE;

  if (self->is_narrow)
    gtk_list_view_scroll_to (self->list_view, position, flags, NULL);
  else
    gtk_column_view_scroll_to (self->column_view, position, NULL, flags, NULL);
}

/**
 * ferry_sync_task_view_get_columns:
 * @self: a view
 *
 * Returns: (transfer none): the columns of the table
 */
FerryColumnLayout *
ferry_sync_task_view_get_columns (FerrySyncTaskView *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), NULL);

  return self->columns;
}

/**
 * ferry_sync_task_view_get_actions:
 * @self: a view
 *
 * Returns: (transfer none): what can be done with the tasks, known as `tasks` in
 *   the view
 */
GActionGroup *
ferry_sync_task_view_get_actions (FerrySyncTaskView *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK_VIEW (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * ferry_sync_task_view_focus_filter:
 * @self: a view
 *
 * Puts the keyboard into the text filter.
 */
void
ferry_sync_task_view_focus_filter (FerrySyncTaskView *self)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_VIEW (self));

  ferry_filter_bar_focus (self->filter_bar);
}

/**
 * ferry_sync_task_view_clear_filter:
 * @self: a view
 *
 * Shows all rows again.
 */
void
ferry_sync_task_view_clear_filter (FerrySyncTaskView *self)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_VIEW (self));

  ferry_filter_bar_clear (self->filter_bar);
}
