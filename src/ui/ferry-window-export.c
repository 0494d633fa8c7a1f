/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-announce.h"
#include "ferry-export-dialog.h"

/* A quick export should not make the window flicker. */
#define PROGRESS_DELAY_MS 400

/* Longer than by default: the buttons are for people who have to find them first. */
#define TOAST_SECONDS 10

/* What waits for a file to be chosen or written. It does not keep the window: closing that ends its exports. */
typedef struct
{
  FerryWindow *window; /* (nullable) a weak pointer */
  const FerryExporter *exporter;
  FerryExportRows rows; /* as they were chosen: of a file, all rows may be those that were selected once */
  gboolean is_snapshot; /* it is saved to be opened again */
  FerryExport *export; /* (owned) (nullable) until it is written */
  guint n_rows;
  GCancellable *cancellable; /* (owned) stops the writing */
  guint progress_source;
  AdwToast *progress; /* (nullable) a weak pointer, while it is shown */
} ExportJob;

/* Without a filter all rows are those that are shown, and are meant to be so the next time, too. */
static FerryExportRows
get_rows (FerryWindow     *self,
          FerryExportRows  rows)
{
  gboolean is_all = rows == FERRY_EXPORT_ROWS_ALL;

  return is_all && ferry_filter_is_empty (ferry_sync_task_view_get_filter (self->task_view)) ? FERRY_EXPORT_ROWS_FILTERED : rows;
}

static ExportJob *
export_job_new (FerryWindow         *window,
                const FerryExporter *exporter,
                FerryExport         *export,
                FerryExportRows      rows)
{
  ExportJob *job = g_new0 (ExportJob, 1);

  g_set_weak_pointer (&job->window, window);
  job->exporter = exporter;
  job->export = export;
  job->rows = get_rows (window, rows);
  job->n_rows = ferry_sync_task_view_count_rows (window->task_view, rows);
  job->cancellable = g_cancellable_new ();
  g_signal_connect_object (window->exporting, "cancelled", G_CALLBACK (g_cancellable_cancel), job->cancellable, G_CONNECT_SWAPPED);

  return job;
}

static void
hide_progress (ExportJob *job)
{
  g_clear_handle_id (&job->progress_source, g_source_remove);
  if (job->progress != NULL)
    adw_toast_dismiss (job->progress);
  g_clear_weak_pointer (&job->progress);
}

static void
export_job_free (ExportJob *job)
{
  hide_progress (job);
  g_clear_weak_pointer (&job->window);
  g_clear_pointer (&job->export, ferry_export_free);
  g_object_unref (job->cancellable);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportJob, export_job_free)

static void export_rows (FerryWindow *self, const FerryExporter *exporter, FerryExportRows rows);

/* --- Afterwards --- */

/* Takes a weak pointer back and says what went wrong, if somebody is still there to hear it. */
static void
report_launch (gpointer      lent,
               const GError *error)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (lent);

  if (self != NULL && error != NULL && !ferry_window_is_dismissed (error))
    ferry_window_show_toast (self, error->message);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error);
  report_launch (user_data, error);
}

static void
open_file_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (self), self->exporting, opened_cb, ferry_window_lend (self));
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error);
  report_launch (user_data, error);
}

static void
show_file_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FerryWindow *self = user_data;
  g_autoptr(GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (self), self->exporting, shown_cb, ferry_window_lend (self));
}

/* A toast has one button of its own. */
static GtkWidget *
create_toast_content (AdwToast   *toast,
                      const char *text,
                      const char *uri)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Show in _Files"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  g_signal_connect_object (button, "clicked", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
show_success (ExportJob *job,
              GFile     *file,
              guint      n_rows)
{
  g_autofree char *path = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u task exported to “%s”", "%'u tasks exported to “%s”", n_rows),
                                           n_rows, name);
  g_autofree char *uri = g_file_get_uri (file);
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, create_toast_content (toast, text, uri));
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  adw_toast_set_action_name (toast, "win.open-file");
  adw_toast_set_action_target (toast, "s", uri);
  /* Another export may take long, and its toast, too. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  /* Who exports one list after another does not want to be told of each for as long again. */
  if (job->window->exported_toast != NULL)
    adw_toast_dismiss (job->window->exported_toast);
  g_set_weak_pointer (&job->window->exported_toast, toast);
  adw_toast_overlay_add_toast (job->window->toast_overlay, toast);
  ferry_announce (job->window, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
failure_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(ExportJob) job = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (job->window == NULL || !g_str_equal (answer, "retry"))
    return;
  if (job->is_snapshot)
    gtk_widget_activate_action (GTK_WIDGET (job->window), "win.save-snapshot", NULL);
  else
    export_rows (job->window, job->exporter, job->rows);
}

static void
show_failure (ExportJob    *job,
              const GError *error)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("List Not Exported"), error->message));

  adw_alert_dialog_add_responses (dialog, "close", _("_Close"), "retry", _("Other _Place…"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "retry", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "retry");
  adw_alert_dialog_set_close_response (dialog, "close");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (job->window), job->window->exporting, failure_answered_cb, job);
}

/* --- Writing --- */

static gboolean
show_progress_cb (gpointer user_data)
{
  ExportJob *job = user_data;
  g_autofree char *text = NULL;
  AdwToast *toast;

  job->progress_source = 0;
  if (job->window == NULL)
    return G_SOURCE_REMOVE;

  text = g_strdup_printf (ngettext ("Exporting %'u task…", "Exporting %'u tasks…", job->n_rows), job->n_rows);
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("_Stop"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), job->cancellable, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&job->progress, toast);
  adw_toast_overlay_add_toast (job->window->toast_overlay, toast);

  return G_SOURCE_REMOVE;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(ExportJob) job = user_data;
  g_autoptr(GError) error = NULL;
  guint n_rows;
  gboolean written = ferry_export_to_file_finish (G_FILE (source), result, &n_rows, &error);

  hide_progress (job);
  if (job->window == NULL)
    return;
  if (written)
    show_success (job, G_FILE (source), n_rows);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_window_show_toast (job->window, _("Export stopped"));
  else
    show_failure (g_steal_pointer (&job), error);
}

static void
write_file (ExportJob *job,
            GFile     *file)
{
  job->progress_source = g_timeout_add (PROGRESS_DELAY_MS, show_progress_cb, job);
  ferry_export_to_file_async (g_steal_pointer (&job->export), job->exporter, file, job->cancellable, written_cb, job);
}

/* --- Where to --- */

/* The button is inside the split button. */
static GtkAccessible *
get_button (FerryWindow *self)
{
  return GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->export_button)));
}

/* By itself it is called by all that is in the split button, which is the name of the arrow beside it. */
static void
name_button (FerryWindow *self)
{
  gtk_accessible_reset_relation (get_button (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (get_button (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}

/* The tooltip of the split button is for eyes only. */
static void
update_tooltip (FerryWindow *self)
{
  /* Translators: a file format, as CSV. */
  g_autofree char *text = self->exporter != NULL ? g_strdup_printf (_("Export as %s Again"), _(self->exporter->title))
                                                 : g_strdup (_("Export"));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->export_button), text);
  gtk_accessible_update_property (get_button (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
remember (FerryWindow     *self,
          const ExportJob *job,
          GFile           *file)
{
  self->exporter = job->exporter;
  self->exported_rows = job->rows;
  g_clear_object (&self->export_folder);
  self->export_folder = g_file_get_parent (file);
  update_tooltip (self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ExportJob) job = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (job->window == NULL)
    return;
  if (file != NULL)
    {
      remember (job->window, job, file);
      write_file (g_steal_pointer (&job), file);
    }
  else if (!ferry_window_is_dismissed (error))
    ferry_window_show_toast (job->window, error->message);
}

static void
choose_file (ExportJob *job)
{
  FerryWindow *self = job->window;
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *name = ferry_export_dup_file_name (job->export, job->exporter->extension);

  gtk_file_filter_set_name (filter, _(job->exporter->title));
  gtk_file_filter_add_suffix (filter, job->exporter->extension);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Export Synchronization Tasks"));
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_folder (dialog, self->export_folder);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->exporting, chosen_cb, job);
}

/* --- What --- */

static void
export_rows (FerryWindow         *self,
             const FerryExporter *exporter,
             FerryExportRows      rows)
{
  /* The list may have gone while somebody read what is wrong. */
  if (!ferry_sync_task_view_has_answer (self->task_view))
    return;

  choose_file (export_job_new (self, exporter, ferry_sync_task_view_create_export (self->task_view, rows), rows));
}

static void
confirmed_cb (FerryWindow       *self,
              FerryExportDialog *dialog)
{
  export_rows (self, ferry_export_dialog_get_exporter (dialog), ferry_export_dialog_get_rows (dialog));
}

static void
export_dialog_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FerryWindow *self = user_data;
  FerryExportDialog *dialog;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  dialog = ferry_export_dialog_new (self->task_view, self->settings);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  const FerryExporter *exporter = ferry_exporter_find (g_variant_get_string (parameter, NULL));

  if (exporter != NULL)
    export_rows (user_data, exporter, FERRY_EXPORT_ROWS_FILTERED);
}

/* Without an export before, or without the rows that it was of, somebody has to say what is wanted. */
static void
export_again_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FerryWindow *self = user_data;

  if (self->exporter == NULL ||
      (self->exported_rows == FERRY_EXPORT_ROWS_SELECTED && ferry_sync_task_view_get_n_selected (self->task_view) == 0))
    export_dialog_cb (NULL, NULL, self);
  else
    export_rows (self, self->exporter, self->exported_rows);
}

/* Its mnemonic is the first letter that no other item has. */
static char *
dup_format_label (const char *title,
                  GString    *taken)
{
  g_autofree char *underlined = NULL;
  const char *letter = title;

  while (*letter != '\0' && (!g_ascii_isalnum (*letter) || strchr (taken->str, g_ascii_tolower (*letter)) != NULL))
    letter++;
  if (*letter != '\0')
    g_string_append_c (taken, g_ascii_tolower (*letter));
  underlined = g_strdup_printf ("%.*s%s%s", (int) (letter - title), title, *letter != '\0' ? "_" : "", letter);

  /* Translators: a file format, as CSV. */
  return g_strdup_printf (_("As %s…"), underlined);
}

static GMenuModel *
create_format_section (void)
{
  const FerryExporter *const *exporters = ferry_exporter_list ();
  g_autoptr(GString) taken = g_string_new ("ei");
  GMenu *section = g_menu_new ();

  for (gsize i = 0; exporters[i] != NULL; i++)
    if ((exporters[i]->flags & FERRY_EXPORTER_TERMINAL) == 0)
      {
        g_autofree char *label = dup_format_label (_(exporters[i]->title), taken);
        g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

        g_menu_item_set_action_and_target (item, "win.export", "s", exporters[i]->id);
        g_menu_append_item (section, item);
      }

  return G_MENU_MODEL (section);
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) choose = g_menu_new ();
  g_autoptr(GMenuModel) formats = create_format_section ();
  g_autoptr(GMenu) print = g_menu_new ();
  g_autoptr(GMenuItem) print_item = g_menu_item_new (_("Pr_int…"), "win.print");

  g_menu_append (choose, _("_Export…"), "win.export-dialog");
  g_menu_item_set_attribute (print_item, "hidden-when", "s", "action-missing");
  g_menu_append_item (print, print_item);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choose));
  g_menu_append_section (menu, _("Export What Is Shown"), formats);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (print));

  return G_MENU_MODEL (menu);
}

void
ferry_window_init_export (FerryWindow *self)
{
  const GActionEntry entries[] = {
    { "export", export_cb, "s" },
    { "export-again", export_again_cb },
    { "export-dialog", export_dialog_cb },
    { "open-file", open_file_cb, "s" },
    { "show-file", show_file_cb, "s" },
  };
  g_autoptr(GMenuModel) menu = create_menu ();

  self->exporting = g_cancellable_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  adw_split_button_set_menu_model (self->export_button, menu);
  name_button (self);
  update_tooltip (self);
}

/**
 * ferry_window_export:
 * @self: a window
 * @export: (transfer full): what to write
 * @exporter: the format
 * @file: where to
 *
 * Writes an export, which can be stopped meanwhile, and says how it went.
 */
void
ferry_window_export (FerryWindow         *self,
                     FerryExport         *export,
                     const FerryExporter *exporter,
                     GFile               *file)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));

  write_file (export_job_new (self, exporter, export, export->rows), file);
}

/**
 * ferry_window_save:
 * @self: a window
 * @export: (transfer full): all there is
 * @file: where to
 *
 * Does [method@Ferry.Window.export] for a file that is to be opened again.
 */
void
ferry_window_save (FerryWindow *self,
                   FerryExport *export,
                   GFile       *file)
{
  ExportJob *job;

  g_return_if_fail (FERRY_IS_WINDOW (self));

  job = export_job_new (self, ferry_exporter_find ("json"), export, FERRY_EXPORT_ROWS_ALL);
  job->is_snapshot = TRUE;
  write_file (job, file);
}
