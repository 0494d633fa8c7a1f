/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

/* Whether somebody wants to see the details is remembered; whether they are seen also depends on the page, and on
 * the room: where they would cover the table they come only when they are asked for. */

static gboolean
has_rows (FerryWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "rows");
}

/* The request that the task came with. Nothing is known of the one that came before a file. */
static char *
dup_request (FerryWindow   *self,
             FerrySyncTask *sync_task)
{
  g_autoptr(FerryRepository) repository = ferry_repository_new (ferry_sync_task_get_source_region (sync_task),
                                                                ferry_sync_task_get_organization (sync_task),
                                                                ferry_sync_task_get_repository (sync_task), NULL);

  if (repository == NULL || self->client == NULL || ferry_sync_task_list_get_has_snapshot (self->list))
    return NULL;

  return ferry_client_dup_request (self->client, repository);
}

/* Who has the tasks: a file knows no more than a name. */
static FerryAccount *
get_account (FerryWindow *self)
{
  FerryFacts *facts = ferry_sync_task_list_get_facts (self->list);
  gboolean is_other = facts != NULL && facts->file != NULL && self->account != NULL &&
                      g_strcmp0 (facts->account, ferry_account_get_name (self->account)) != 0;

  return is_other ? NULL : self->account;
}

static void
selected_cb (FerryWindow *self)
{
  g_autoptr(FerrySyncTask) sync_task = NULL;
  g_autofree char *request = NULL;

  if (self->details == NULL)
    return;

  sync_task = ferry_sync_task_view_dup_selected (self->task_view);
  request = sync_task != NULL ? dup_request (self, sync_task) : NULL;
  ferry_sync_task_details_set_account (self->details, get_account (self));
  if (sync_task != NULL)
    ferry_sync_task_details_set_task (self->details, sync_task, request);
  else
    ferry_sync_task_details_set_n_selected (self->details, ferry_sync_task_view_get_n_selected (self->task_view));
}

/* A window opens sooner without them. */
static void
ensure_details (FerryWindow *self)
{
  g_autoptr(GMenuModel) copy_menu = NULL;

  if (self->details != NULL)
    return;

  copy_menu = ferry_sync_task_view_create_copy_menu ();
  g_set_weak_pointer (&self->details, g_object_new (FERRY_TYPE_SYNC_TASK_DETAILS, NULL));
  gtk_widget_insert_action_group (GTK_WIDGET (self->details), "tasks", ferry_sync_task_view_get_actions (self->task_view));
  ferry_sync_task_details_set_copy_menu (self->details, copy_menu);
  g_signal_connect_object (self->details, "copied", G_CALLBACK (ferry_window_show_copied), self, G_CONNECT_SWAPPED);
  adw_overlay_split_view_set_sidebar (self->details_split_view, GTK_WIDGET (self->details));
  selected_cb (self);
}

static void
show_details (FerryWindow *self,
              gboolean     shows)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "toggle-details");

  if (shows)
    ensure_details (self);
  adw_overlay_split_view_set_show_sidebar (self->details_split_view, shows);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shows));
}

/* Who asked for the details wants them in the next window as well, if there is room. */
static void
choose_details (FerryWindow *self,
                gboolean     shows)
{
  if (!adw_overlay_split_view_get_collapsed (self->details_split_view))
    g_settings_set_boolean (self->settings, "show-details", shows);
  show_details (self, shows);
}

/* By itself a pane that covers the table goes away when somebody clicks beside it, swipes or presses Escape. */
static void
details_shown_cb (FerryWindow *self)
{
  gboolean shows = adw_overlay_split_view_get_show_sidebar (self->details_split_view);

  show_details (self, shows);
  if (!shows && gtk_widget_get_mapped (GTK_WIDGET (self->task_view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->task_view));
}

void
ferry_window_update_details (FerryWindow *self)
{
  gboolean can_show = has_rows (self) && !adw_overlay_split_view_get_collapsed (self->details_split_view);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "toggle-details");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), has_rows (self));
  if (!has_rows (self) || (can_show && g_settings_get_boolean (self->settings, "show-details")))
    show_details (self, can_show);
}

static void
collapsed_cb (FerryWindow *self)
{
  if (adw_overlay_split_view_get_collapsed (self->details_split_view))
    show_details (self, FALSE);
  ferry_window_update_details (self);
}

static void
activated_cb (FerryWindow *self)
{
  choose_details (self, TRUE);
}

static void
toggle_details_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  FerryWindow *self = user_data;
  gboolean shows = !adw_overlay_split_view_get_show_sidebar (self->details_split_view);

  /* There is nothing to be seen of no task. */
  if (shows && ferry_sync_task_view_get_n_selected (self->task_view) == 0)
    ferry_sync_task_view_select_first (self->task_view);
  choose_details (self, shows);
}

/* A window too narrow for the accounts has them above all the rest. */
static gboolean
covers_window (FerryWindow *self)
{
  return adw_overlay_split_view_get_collapsed (self->split_view) && adw_overlay_split_view_get_show_sidebar (self->split_view);
}

/* Escape takes away one thing at a time; a request under way is stopped before that by an action of its own. */
static void
back_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryWindow *self = user_data;

  if (covers_window (self))
    ferry_window_show_accounts (self, FALSE);
  else if (has_rows (self) && !ferry_filter_is_empty (ferry_sync_task_view_get_filter (self->task_view)))
    ferry_sync_task_view_clear_filter (self->task_view);
  else if (adw_overlay_split_view_get_show_sidebar (self->details_split_view))
    choose_details (self, FALSE);
}

void
ferry_window_init_details (FerryWindow *self)
{
  const GActionEntry entries[] = {
    { "back", back_cb },
    { "toggle-details", toggle_details_cb, NULL, "false" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->task_view, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->task_view, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->task_view, "notice", G_CALLBACK (ferry_window_show_copied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details_split_view, "notify::show-sidebar", G_CALLBACK (details_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details_split_view, "notify::collapsed", G_CALLBACK (collapsed_cb), self, G_CONNECT_SWAPPED);
}
