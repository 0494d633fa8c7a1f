/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

/* A list that was saved takes the place of the rows, and leaves everything else as it is: the account, the query, and
 * what was shown before, for when it is closed. Nothing is asked for it. */

/* Whether it is what is on screen, and not below a page that tells of a request. */
gboolean
ferry_window_shows_snapshot (FerryWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  return ferry_sync_task_list_get_has_snapshot (self->list) && (g_str_equal (page, "rows") || g_str_equal (page, "empty"));
}

static void
append_filter (GListStore        *filters,
               const char        *name,
               const char *const *suffixes)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  if (suffixes[0] == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  g_list_store_append (filters, filter);
}

/* --- Opening --- */

static void
failure_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (self != NULL && g_str_equal (answer, "choose"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", NULL);
}

static void
report_failure (FerryWindow  *self,
                const GError *error)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("File Not Opened"), error->message));

  adw_alert_dialog_add_responses (dialog, "close", _("_Close"), "choose", _("Other _File…"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "choose", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "choose");
  adw_alert_dialog_set_close_response (dialog, "close");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, failure_answered_cb, ferry_window_lend (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerrySnapshot) snapshot = ferry_snapshot_load_finish (G_FILE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->opening);
  if (snapshot == NULL)
    {
      report_failure (self, error);
      return;
    }

  ferry_window_stop (self);
  ferry_sync_task_list_show_snapshot (self->list, snapshot);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->task_view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->task_view));
}

void
ferry_window_stop_opening (FerryWindow *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

/**
 * ferry_window_open:
 * @self: a window
 * @file: a list that was saved
 *
 * Shows a list that was saved, or says why it cannot be read. Whatever is shown
 * stays until then.
 */
void
ferry_window_open (FerryWindow *self,
                   GFile       *file)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));

  ferry_window_stop_opening (self);
  self->opening = g_cancellable_new ();
  ferry_snapshot_load_async (file, self->opening, loaded_cb, ferry_window_lend (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (self == NULL)
    return;
  if (file != NULL)
    ferry_window_open (self, file);
  else if (!ferry_window_is_dismissed (error))
    ferry_window_show_toast (self, error->message);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  static const char *const json[] = { "json", "jsonl", "ndjson", NULL };
  FerryWindow *self = user_data;
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  append_filter (filters, _("JSON and JSON Lines"), json);
  append_filter (filters, _("All Files"), json + G_N_ELEMENTS (json) - 1);
  gtk_file_dialog_set_title (dialog, _("Open Saved List"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), self->exporting, file_chosen_cb, ferry_window_lend (self));
}

static void
close_snapshot_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  FerryWindow *self = user_data;

  ferry_window_stop (self);
  ferry_sync_task_list_close_snapshot (self->list);
}

/* --- Dropping files --- */

/* Rows that are dragged out of this window are no files to open in it. */
static GdkDragAction
drop_entered_cb (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  if (drop == NULL || gdk_drop_get_drag (drop) == NULL)
    return GDK_ACTION_COPY;

  gtk_drop_target_reject (target);

  return 0;
}

/* The first comes here, where it was dropped. */
static gboolean
dropped_cb (FerryWindow  *self,
            const GValue *value)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;

  ferry_window_open (self, files->data);
  for (GSList *l = files->next; l != NULL; l = l->next)
    ferry_application_open_file (ferry_window_get_application (self), l->data);

  return TRUE;
}

/* Entries take files for text, so the window goes first. */
static void
take_files (FerryWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "enter", G_CALLBACK (drop_entered_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->toast_overlay), GTK_EVENT_CONTROLLER (target));
}

/* --- Saving --- */

/* Everything there is, as it came: what is shown of it can be chosen again when it is opened. */
static FerryExport *
create_export (FerryWindow *self)
{
  return ferry_export_new (ferry_sync_task_list_get_facts (self->list), ferry_sync_task_list_get_tasks (self->list));
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (self == NULL)
    return;
  /* The list may have gone while somebody thought of a place. */
  if (file != NULL && ferry_sync_task_list_get_facts (self->list) != NULL)
    ferry_window_save (self, create_export (self), file);
  else if (file == NULL && !ferry_window_is_dismissed (error))
    ferry_window_show_toast (self, error->message);
}

static void
save_snapshot_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  static const char *const json[] = { "json", NULL };
  FerryWindow *self = user_data;
  g_autoptr(FerryExport) export = create_export (self);
  g_autofree char *name = ferry_export_dup_file_name (export, "json");
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  append_filter (filters, "JSON", json);
  gtk_file_dialog_set_title (dialog, _("Save List"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->exporting, place_chosen_cb, ferry_window_lend (self));
}

void
ferry_window_init_open (FerryWindow *self)
{
  const GActionEntry entries[] = {
    { "open", open_cb },
    { "close-snapshot", close_snapshot_cb },
    { "save-snapshot", save_snapshot_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  take_files (self);
}
