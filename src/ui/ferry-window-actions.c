/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-error-ui.h"

static void
add_account_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ferry_window_add_account (user_data, FALSE);
}

static void
edit_account_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FerryWindow *self = user_data;

  ferry_window_edit_account (self, self->account);
}

static void
sign_in_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ferry_window_sign_in_again (user_data);
}

static void
show_sample_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ferry_window_show_sample (user_data);
}

static void
close_sample_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  ferry_window_choose_first_account (user_data);
}

static void
list_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(FerryQuery) query = ferry_query_bar_dup_query (self->query_bar);

  if (query == NULL)
    {
      /* What is wrong has to be seen. */
      gtk_toggle_button_set_active (self->query_button, TRUE);
      return;
    }
  if (self->account != NULL)
    ferry_window_list (self, query);
  else
    ferry_window_add_account (self, TRUE);
}

static void
names_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ferry_query_bar_edit_names (FERRY_WINDOW (user_data)->query_bar);
}

static void
stop_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  ferry_window_stop (user_data);
}

/* Asks again for what is shown, whatever stands in the query bar by now. */
static void
refresh_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(FerryQuery) query = ferry_query_ref (ferry_sync_task_list_get_rows_query (self->list));

  ferry_window_list (self, query);
}

static void
retry_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(FerryQuery) query = ferry_query_ref (ferry_sync_task_list_get_query (self->list));

  ferry_window_list (self, query);
}

static void
show_previous_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FerryWindow *self = user_data;

  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);

  if (query != NULL)
    ferry_query_bar_set_query (self->query_bar, query);
  ferry_sync_task_list_forget_failure (self->list);
}

static void
edit_query_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FerryWindow *self = user_data;

  gtk_toggle_button_set_active (self->query_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->query_bar));
}

static void
filter_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  ferry_sync_task_view_focus_filter (FERRY_WINDOW (user_data)->task_view);
}

static void
copy (FerryWindow *self,
      const char  *text,
      const char  *toast)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  ferry_window_show_toast (self, toast);
}

static void
copy_policy_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  copy (user_data, ferry_error_ui_get_policy (), _("IAM policy copied"));
}

static void
resume_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  ferry_window_resume (user_data);
}

static gboolean
has_focus_in_accounts (FerryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, adw_overlay_split_view_get_sidebar (self->split_view));
}

/* When the keyboard is in what goes away, it goes on at what people come for, not at the beginning of the window. */
void
ferry_window_show_accounts (FerryWindow *self,
                            gboolean     shows)
{
  gboolean had_focus = has_focus_in_accounts (self);

  adw_overlay_split_view_set_show_sidebar (self->split_view, shows);
  if (shows || !had_focus)
    return;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->task_view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->task_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->query_bar));
}

static void
toggle_sidebar_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  FerryWindow *self = user_data;

  ferry_window_show_accounts (self, !adw_overlay_split_view_get_show_sidebar (self->split_view));
}

static void
favorite_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FerryWindow *self = user_data;
  FerryHistory *history = ferry_application_get_history (ferry_window_get_application (self));
  const char *id = ferry_account_get_id (self->account);
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);

  ferry_history_set_favorite (history, id, query, !ferry_history_get_is_favorite (history, id, query));
}

static void
copy_error_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autofree char *report = ferry_error_ui_dup_report (ferry_sync_task_list_get_error (self->list),
                                                       ferry_sync_task_list_get_query (self->list));

  copy (self, report, _("Details copied"));
}

static void
print_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  ferry_window_print (user_data);
}

static void
set_enabled (FerryWindow *self,
             const char  *name,
             gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_favorite (FerryWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "favorite");
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);
  gboolean is_favorite = self->account != NULL && query != NULL &&
                         ferry_history_get_is_favorite (ferry_application_get_history (ferry_window_get_application (self)),
                                                        ferry_account_get_id (self->account), query);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (is_favorite));
  gtk_button_set_icon_name (GTK_BUTTON (self->favorite_button), is_favorite ? "starred-symbolic" : "non-starred-symbolic");
}

void
ferry_window_update_actions (FerryWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  gboolean loading = ferry_window_get_state (self) == FERRY_LIST_STATE_LOADING;
  gboolean has_answer = ferry_sync_task_list_get_facts (self->list) != NULL;
  /* What comes from a file cannot be asked for again. */
  gboolean can_refresh = ferry_sync_task_list_get_rows_query (self->list) != NULL && self->account != NULL;
  /* What is not on screen is not exported. */
  gboolean shows_answer = g_str_equal (page, "rows") || g_str_equal (page, "empty");

  set_enabled (self, "stop", loading);
  set_enabled (self, "refresh", !loading && can_refresh);
  set_enabled (self, "retry", !loading && self->account != NULL && ferry_sync_task_list_get_query (self->list) != NULL);
  set_enabled (self, "continue", !loading && ferry_window_can_continue (self));
  set_enabled (self, "filter", g_str_equal (page, "rows"));
  set_enabled (self, "export", shows_answer);
  set_enabled (self, "export-again", shows_answer);
  set_enabled (self, "export-dialog", shows_answer);
  set_enabled (self, "print", shows_answer);
  set_enabled (self, "save-snapshot", shows_answer);
  set_enabled (self, "close-snapshot", ferry_sync_task_list_get_has_snapshot (self->list));
  set_enabled (self, "show-previous", has_answer);
  set_enabled (self, "edit-account", self->account != NULL && ferry_account_get_kind (self->account) != FERRY_ACCOUNT_SAMPLE);
  set_enabled (self, "sign-in", self->account != NULL && ferry_account_get_kind (self->account) != FERRY_ACCOUNT_SAMPLE);
  set_enabled (self, "favorite", shows_answer && can_refresh);
  set_enabled (self, "copy-error", ferry_sync_task_list_get_error (self->list) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), shows_answer);
  ferry_auto_refresh_set_active (self->auto_refresh, shows_answer && !loading && can_refresh);
  update_favorite (self);
}

void
ferry_window_init_actions (FerryWindow *self)
{
  const GActionEntry entries[] = {
    { "add-account", add_account_cb },
    { "edit-account", edit_account_cb },
    { "sign-in", sign_in_cb },
    { "toggle-sidebar", toggle_sidebar_cb },
    { "favorite", favorite_cb, NULL, "false" },
    { "copy-policy", copy_policy_cb },
    { "resume", resume_cb },
    { "show-sample", show_sample_cb },
    { "close-sample", close_sample_cb },
    { "list", list_cb },
    { "names", names_cb },
    { "stop", stop_cb },
    { "refresh", refresh_cb },
    { "retry", retry_cb },
    { "show-previous", show_previous_cb },
    { "edit-query", edit_query_cb },
    { "filter", filter_cb },
    { "copy-error", copy_error_cb },
    { "print", print_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
