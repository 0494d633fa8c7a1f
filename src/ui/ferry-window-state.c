/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-announce.h"
#include "ferry-error-ui.h"

/* Which page is shown, and what the banner says, for each state of the list. */

/* A quick answer should not make the window flicker. */
#define LOADING_DELAY_MS 400

/* Lines in the banner, which takes its place from the rows. */
#define MAX_PROBLEMS 5

/* Whether the latest request was for what is shown already. */
static gboolean
is_refresh (FerryWindow *self)
{
  FerryQuery *query = ferry_sync_task_list_get_query (self->list);
  FerryQuery *rows_query = ferry_sync_task_list_get_rows_query (self->list);

  return query != NULL && rows_query != NULL && ferry_query_equal (query, rows_query);
}

static void
show_page (FerryWindow *self,
           const char  *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  ferry_window_update_account_banner (self);
  ferry_window_update_title (self);
  ferry_window_update_actions (self);
  ferry_window_update_details (self);
}

/* A refresh leaves the rows where they are. */
static gboolean
show_loading_cb (gpointer user_data)
{
  FerryWindow *self = user_data;

  self->loading_source = 0;
  if (!is_refresh (self))
    {
      show_page (self, "loading");
      ferry_announce (self, adw_status_page_get_title (self->loading_page), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  ferry_window_update_progress (self);

  return G_SOURCE_REMOVE;
}

/* The rest is in every export. */
static void
leave_out (GPtrArray *lines)
{
  guint n_more = lines->len > MAX_PROBLEMS ? lines->len - MAX_PROBLEMS + 1 : 0;

  if (n_more == 0)
    return;

  g_ptr_array_set_size (lines, lines->len - n_more);
  g_ptr_array_add (lines, g_strdup_printf (ngettext ("%'u more", "%'u more", n_more), n_more));
}

gboolean
ferry_window_is_low (FerryWindow *self)
{
  gboolean is_low;

  g_object_get (self->task_view, "low", &is_low, NULL);

  return is_low;
}

/* A banner takes some lines for each paragraph, and one more for its button. A low window has room for one paragraph. */
static void
set_title (FerryWindow *self,
           AdwBanner   *banner,
           const char  *text)
{
  g_auto(GStrv) paragraphs = g_strsplit (text, "\n", -1);
  g_autoptr(GString) title = g_string_new (paragraphs[0]);
  gboolean is_low = ferry_window_is_low (self);

  for (guint i = 1; paragraphs[0] != NULL && paragraphs[i] != NULL; i++)
    {
      gboolean ends = g_str_has_suffix (title->str, ".") || g_str_has_suffix (title->str, "。");

      g_string_append (title, !is_low ? "\n" : ends ? " "
                                                    : " · ");
      g_string_append (title, paragraphs[i]);
    }
  adw_banner_set_title (banner, title->str);
}

/* Keeps what a banner says in @shown. Returns whether it is something else than before. */
gboolean
ferry_window_show_in_banner (FerryWindow  *self,
                             AdwBanner    *banner,
                             char        **shown,
                             const char   *text)
{
  gboolean is_new = g_set_str (shown, text);

  /* What goes is still read while it does. */
  if (text != NULL)
    set_title (self, banner, text);
  adw_banner_set_revealed (banner, text != NULL);

  return is_new;
}

/* The window has become low, or is so no longer. */
void
ferry_window_suit_height (FerryWindow *self)
{
  ferry_window_show_in_banner (self, self->account_banner, &self->account_text, self->account_text);
  ferry_window_show_in_banner (self, self->problem_banner, &self->problem_text, self->problem_text);
  ferry_window_update_progress (self);
}

static void
set_problem (FerryWindow *self,
             const char  *text,
             const char  *action_label,
             const char  *action_name)
{
  if (text != NULL)
    {
      adw_banner_set_button_label (self->problem_banner, action_label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->problem_banner), action_name);
    }
  ferry_window_show_in_banner (self, self->problem_banner, &self->problem_text, text);
}

/* What the answer itself may lack is said as long as its rows are shown, after anything else there is to say. */
static void
show_problems (FerryWindow        *self,
               const FerryErrorUi *error_ui)
{
  g_autoptr(GPtrArray) lines = ferry_facts_dup_warnings (ferry_sync_task_list_get_facts (self->list));
  g_autofree char *text = NULL;

  if (error_ui != NULL)
    g_ptr_array_insert (lines, 0, g_strdup (error_ui->summary));
  /* What is to come is not missing. */
  if (lines->len == 0 || ferry_window_shows_unfinished (self))
    {
      set_problem (self, NULL, NULL, NULL);
      return;
    }

  leave_out (lines);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  /* An error has been told of as soon as it was there. */
  if (error_ui == NULL && g_strcmp0 (text, self->problem_text) != 0)
    ferry_announce (self->problem_banner, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (error_ui != NULL)
    set_problem (self, text, error_ui->action_label, error_ui->action_name);
  else if (ferry_window_can_continue (self))
    set_problem (self, text, ferry_sync_task_list_get_facts (self->list)->is_unfinished ? _("_Continue") : _("_Retry Failed"), "win.continue");
  else
    set_problem (self, text, NULL, NULL);
}

static char *
dup_empty_text (FerryWindow *self)
{
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);
  g_autofree char *scope = NULL;
  g_autofree char *region = NULL;

  if (query == NULL)
    return g_markup_printf_escaped (_("The file “%s” holds none."), ferry_sync_task_list_get_facts (self->list)->file);

  region = ferry_query_dup_region_phrase (query);
  if (*ferry_query_get_organization (query) == '\0' && ferry_query_get_names (query) == NULL)
    return g_markup_printf_escaped (
      /* Translators: a region. */
      _("No repository in %s has any. Tasks that are manual only are not reported by the service."), region);

  scope = ferry_query_dup_scope (query);

  return g_markup_printf_escaped (
    /* Translators: organization and repository, then a region. */
    _("%s in %s has none. Tasks that are manual only are not reported by the service."), scope, region);
}

static void
show_empty_page (FerryWindow *self)
{
  g_autofree char *text = dup_empty_text (self);

  adw_status_page_set_description (self->empty_page, text);
  show_page (self, "empty");
}

static void
show_rows (FerryWindow        *self,
           const FerryErrorUi *error_ui)
{
  show_problems (self, error_ui);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 || ferry_sync_task_list_get_facts (self->list)->n_unreadable > 0)
    show_page (self, "rows");
  else
    show_empty_page (self);
}

static void
show_failure (FerryWindow *self)
{
  FerryQuery *query = ferry_sync_task_list_get_query (self->list);
  g_autoptr(FerryErrorUi) error_ui = ferry_error_ui_new (ferry_sync_task_list_get_error (self->list), query);
  g_autofree char *description = NULL;

  ferry_announce (self, error_ui->title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  /* A refresh that failed takes nothing away. */
  if (is_refresh (self))
    {
      show_rows (self, error_ui);
      return;
    }

  description = g_markup_escape_text (error_ui->explanation, -1);
  adw_status_page_set_icon_name (self->failed_page, error_ui->icon_name);
  adw_status_page_set_title (self->failed_page, error_ui->title);
  adw_status_page_set_description (self->failed_page, description);
  gtk_button_set_label (self->failed_button, error_ui->action_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->failed_button), error_ui->action_name);
  if (error_ui->second_name != NULL)
    {
      gtk_button_set_label (self->second_button, error_ui->second_label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->second_button), error_ui->second_name);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->second_button), error_ui->second_name != NULL);
  gtk_widget_set_visible (self->names_button, error_ui->may_name);
  gtk_widget_set_visible (self->details_button, g_strcmp0 (error_ui->action_name, "win.copy-error") != 0 &&
                                                  g_strcmp0 (error_ui->second_name, "win.copy-error") != 0);
  set_problem (self, NULL, NULL, NULL);
  show_page (self, "failed");
}

static gboolean
count_pause_cb (gpointer user_data)
{
  FerryWindow *self = user_data;

  self->pause_source = 0;
  ferry_window_update_pause (self);

  return G_SOURCE_REMOVE;
}

static gboolean
shows_pause (FerryWindow *self)
{
  return gtk_widget_get_visible (self->resume_button) ||
         (adw_banner_get_revealed (self->problem_banner) &&
          g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->problem_banner)), "win.resume") == 0);
}

static void
show_pause (FerryWindow *self,
            guint        seconds)
{
  g_autofree char *text = g_strdup_printf (ngettext ("Slowed down by the service, retrying in %u second",
                                                     "Slowed down by the service, retrying in %u seconds", seconds),
                                           seconds);

  /* Nobody wants to hear every second of it. */
  if (!shows_pause (self))
    ferry_announce (self, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (is_refresh (self))
    set_problem (self, text, _("Retry No_w"), "win.resume");
  else
    {
      adw_status_page_set_description (self->loading_page, text);
      gtk_widget_set_visible (self->resume_button, TRUE);
      show_page (self, "loading");
    }
}

static void
hide_pause (FerryWindow *self)
{
  adw_status_page_set_description (self->loading_page, NULL);
  gtk_widget_set_visible (self->resume_button, FALSE);
  if (is_refresh (self))
    show_problems (self, NULL);
}

/* The pace may be another window's, too, so a pause is shown only to those who wait for its end. */
void
ferry_window_update_pause (FerryWindow *self)
{
  guint seconds = ferry_window_get_seconds_left (self);

  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (ferry_sync_task_list_get_state (self->list) != FERRY_LIST_STATE_LOADING)
    return;

  if (seconds > 0)
    {
      show_pause (self, seconds);
      self->pause_source = g_timeout_add_seconds (1, count_pause_cb, self);
    }
  else
    hide_pause (self);
}

static void
show_loading (FerryWindow *self)
{
  if (self->loading_source == 0)
    self->loading_source = g_timeout_add (LOADING_DELAY_MS, show_loading_cb, self);
}

static void
show_idle (FerryWindow *self)
{
  set_problem (self, NULL, NULL, NULL);
  show_page (self, self->account != NULL ? "ready" : "first-run");
}

static void
announce_answer (FerryWindow *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *text = g_strdup_printf (ngettext ("%'u task", "%'u tasks", n_rows), n_rows);

  ferry_announce (self, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What was answered is worth asking again. */
static void
remember_query (FerryWindow *self)
{
  FerryHistory *history = ferry_application_get_history (ferry_window_get_application (self));
  FerryQuery *query = ferry_sync_task_list_get_rows_query (self->list);

  if (query != NULL)
    ferry_history_add (history, ferry_account_get_id (self->account), query);
}

static void
show_state (FerryWindow    *self,
            FerryListState  state)
{
  switch (state)
    {
    case FERRY_LIST_STATE_LOADING:
      if (ferry_window_shows_unfinished (self) && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
        show_page (self, "rows");
      show_loading (self);
      ferry_window_update_pause (self);
      break;
    case FERRY_LIST_STATE_LOADED:
      show_rows (self, NULL);
      announce_answer (self);
      remember_query (self);
      ferry_window_keep_answer (self);
      break;
    case FERRY_LIST_STATE_FAILED:
      show_failure (self);
      break;
    case FERRY_LIST_STATE_IDLE:
    default:
      show_idle (self);
      break;
    }
}

/* An answer is awaited as well while the secret for asking is looked for. */
FerryListState
ferry_window_get_state (FerryWindow *self)
{
  return self->waiting_query != NULL ? FERRY_LIST_STATE_LOADING : ferry_sync_task_list_get_state (self->list);
}

void
ferry_window_update_state (FerryWindow *self)
{
  FerryListState state = ferry_window_get_state (self);

  if (state != FERRY_LIST_STATE_LOADING)
    {
      g_clear_handle_id (&self->loading_source, g_source_remove);
      /* A button for what cannot be done any more would have lost the keyboard by then. */
      ferry_window_update_progress (self);
    }
  ferry_window_update_actions (self);
  show_state (self, state);
  ferry_window_update_progress (self);
}
