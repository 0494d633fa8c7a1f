/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

/* How a window asks for a list, and how far it is. */

/* Whether more than one repository is being asked about. */
static gboolean
is_scanning (FerryWindow *self)
{
  FerryScan *scan = ferry_sync_task_list_get_scan (self->list);

  return scan != NULL && ferry_sync_task_list_get_state (self->list) == FERRY_LIST_STATE_LOADING &&
         !ferry_query_is_one_repository (ferry_scan_get_query (scan));
}

/* Whether the rows are what a scan has found so far, and more are to come. */
gboolean
ferry_window_shows_unfinished (FerryWindow *self)
{
  FerryFacts *facts = ferry_sync_task_list_get_facts (self->list);

  return is_scanning (self) && facts != NULL && facts->is_unfinished;
}

static char *
dup_progress (FerryScan *scan)
{
  guint n_repositories = ferry_scan_get_n_repositories (scan);
  guint n_answered = ferry_scan_get_n_answered (scan);
  guint n_failed = ferry_scan_get_n_failed (scan);
  g_autofree char *failed = NULL;
  g_autofree char *count = NULL;

  if (n_repositories == 0)
    return g_strdup (_("Looking for repositories…"));

  count = g_strdup_printf (ngettext ("%'u of %'u repository", "%'u of %'u repositories", n_repositories), n_answered, n_repositories);
  if (n_failed == 0)
    return g_steal_pointer (&count);

  failed = g_strdup_printf (ngettext ("%'u not read", "%'u not read", n_failed), n_failed);

  return g_strjoin (" · ", count, failed, NULL);
}

/* Names that are still being listed let the total grow, so there is no telling how far it is. */
static void
show_fraction (FerryWindow *self,
               FerryScan   *scan)
{
  guint n_repositories = ferry_scan_get_n_repositories (scan);

  if (n_repositories > 0 && !ferry_scan_get_is_listing (scan))
    gtk_progress_bar_set_fraction (self->scan_progress, (double) ferry_scan_get_n_answered (scan) / n_repositories);
  else if (adw_get_enable_animations (GTK_WIDGET (self)))
    gtk_progress_bar_pulse (self->scan_progress);
  else
    gtk_progress_bar_set_fraction (self->scan_progress, 0);
}

/* Beside rows, where no page tells of it. A quick answer should not make the window flicker. */
static gboolean
shows_bar (FerryWindow *self)
{
  gboolean is_slow = ferry_window_get_state (self) == FERRY_LIST_STATE_LOADING && self->loading_source == 0;

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "rows") && (is_slow || is_scanning (self));
}

/* Other pages have a button of their own that is suggested. */
static void
suggest_query (FerryWindow *self)
{
  static const char *const pages[] = { "ready", "rows", "empty", NULL };

  ferry_query_bar_set_suggested (self->query_bar, !gtk_widget_get_visible (self->scan_bar) &&
                                                    g_strv_contains (pages, gtk_stack_get_visible_child_name (self->stack)));
}

/* Who stopped it from the keyboard goes on at the table, not at the beginning of the window. */
static void
show_bar (FerryWindow *self,
          gboolean     shows)
{
  gboolean had_focus = gtk_widget_get_focus_child (self->scan_bar) != NULL;

  gtk_widget_set_visible (self->scan_bar, shows);
  /* It tells of rows that are still coming, and in a low window takes the place of their count. */
  ferry_sync_task_view_set_shows_count (self->task_view, !shows || !ferry_window_is_low (self));
  if (!shows && had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->task_view));
}

void
ferry_window_update_progress (FerryWindow *self)
{
  g_autofree char *text = NULL;

  show_bar (self, shows_bar (self));
  suggest_query (self);
  if (!is_scanning (self))
    {
      gtk_label_set_text (self->scan_label, _("Asking the Service…"));
      gtk_progress_bar_set_fraction (self->scan_progress, 0);
      return;
    }

  text = dup_progress (ferry_sync_task_list_get_scan (self->list));
  gtk_label_set_text (self->scan_label, text);
  show_fraction (self, ferry_sync_task_list_get_scan (self->list));
  if (!gtk_widget_get_visible (self->resume_button))   /* which has something else to say */
    adw_status_page_set_description (self->loading_page, text);
}

static void
load (FerryWindow *self,
      FerryScan   *scan)
{
  ferry_scan_set_max_at_once (scan, g_settings_get_uint (self->settings, "requests-at-once"));
  self->loading = g_cancellable_new ();
  /* The list tells by its state how it ends. */
  ferry_sync_task_list_load_async (self->list, scan, self->loading, NULL, NULL);
}

void
ferry_window_scan (FerryWindow *self,
                   FerryQuery  *query)
{
  g_autoptr(FerryScan) scan = ferry_window_create_scan (self, query);

  load (self, scan);
}

/* Asks for what is not answered yet, be it that it has failed or that somebody stopped it. */
static void
continue_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(FerryScan) scan = g_object_ref (ferry_sync_task_list_get_scan (self->list));

  ferry_window_stop (self);
  ferry_window_forget_refusals (self);
  load (self, scan);
}

gboolean
ferry_window_can_continue (FerryWindow *self)
{
  return self->client != NULL && ferry_sync_task_list_get_scan (self->list) != NULL &&
         ferry_sync_task_list_get_state (self->list) != FERRY_LIST_STATE_LOADING;
}

void
ferry_window_init_scan (FerryWindow *self)
{
  const GActionEntry entries[] = {
    { "continue", continue_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->list, "progress", G_CALLBACK (ferry_window_update_progress), self, G_CONNECT_SWAPPED);
}
