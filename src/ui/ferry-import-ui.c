/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-import-ui.h"

#include <glib/gi18n.h>
#include <string.h>

/* Files with keys are some lines long. Who picks a film by mistake is not kept waiting. */
#define MAX_FILE_SIZE (256 * 1024)

/* The steps of an import, in the order they run. Each owns the task. */
static void file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void load (GTask *unowned, GFile *file);
static void loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void choose (GTask *unowned, GPtrArray *imports);
static void answered_cb (AdwAlertDialog *dialog, const char *response, GTask **waiting);

/**
 * ferry_import_ui_read_file_async:
 * @parent: the widget that wants to know
 * @file: (nullable): a file with keys, or %NULL to ask for one
 * @cancellable: (nullable): to give up with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Reads a credentials file of the vendor's SDKs or console. Where several keys
 * are in it, asks which.
 */
void
ferry_import_ui_read_file_async (GtkWidget           *parent,
                                 GFile               *file,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr(GtkFileDialog) dialog = NULL;

  g_task_set_source_tag (task, ferry_import_ui_read_finish);
  if (file != NULL)
    {
      load (g_steal_pointer (&task), file);
      return;
    }

  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _("Import Access Key"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), cancellable, file_chosen_cb,
                        g_steal_pointer (&task));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    load (g_steal_pointer (&task), file);
  else if (error->domain == GTK_DIALOG_ERROR)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
read_more_cb (const char *contents,
              goffset     size,
              gpointer    user_data)
{
  return size <= MAX_FILE_SIZE;
}

static void
load (GTask *unowned,
      GFile *file)
{
  GCancellable *cancellable = g_task_get_cancellable (unowned);

  g_file_load_partial_contents_async (file, cancellable, read_more_cb, loaded_cb, unowned);
}

/* What was read holds secret keys, and it is ours to wipe. */
static void
wipe_contents (gpointer data)
{
  GByteArray *contents = data;

  explicit_bzero (contents->data, contents->len);
  g_byte_array_unref (contents);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) imports = NULL;
  GByteArray *contents;
  GError *error = NULL;
  char *data = NULL;
  gsize size = 0;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &data, &size, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  contents = g_byte_array_new_take ((guint8 *) data, size);
  bytes = g_bytes_new_with_free_func (contents->data, contents->len, wipe_contents, contents);
  imports = ferry_import_parse_file (bytes, &error);
  if (imports != NULL)
    choose (g_steal_pointer (&task), g_steal_pointer (&imports));
  else
    g_task_return_error (task, error);
}

/**
 * ferry_import_ui_read_environment_async:
 * @parent: the widget that wants to know
 * @cancellable: (nullable): to give up with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Reads the environment variables of the vendor's SDKs and of Terraform. Where
 * they name several keys, asks which.
 */
void
ferry_import_ui_read_environment_async (GtkWidget           *parent,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr(GPtrArray) imports = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, ferry_import_ui_read_finish);
  imports = ferry_import_read_environment (&error);
  if (imports != NULL)
    choose (g_steal_pointer (&task), g_steal_pointer (&imports));
  else
    g_task_return_error (task, error);
}

static GtkWidget *
create_choice (GPtrArray *imports)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < imports->len; i++)
    {
      FerryAccount *account = ((FerryImport *) g_ptr_array_index (imports, i))->account;
      g_autofree char *summary = ferry_account_dup_summary (account);
      const char *name = ferry_account_get_name (account);
      g_autofree char *both = g_str_equal (name, summary) ? NULL : g_strdup_printf ("%s · %s", name, summary);

      gtk_string_list_append (names, both != NULL ? both : summary);
    }

  gtk_list_box_append (GTK_LIST_BOX (list), g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Access Key"), "model", names, NULL));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Access key"), -1);

  return list;
}

/* The dialog has gone, with an answer or without. */
static void
give_up (gpointer  data,
         GClosure *closure)
{
  g_autofree GTask **waiting = data;
  g_autoptr(GTask) task = *waiting;

  if (task != NULL)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No key was chosen");
}

static void
choose (GTask     *unowned,
        GPtrArray *imports)
{
  g_autoptr(GTask) task = unowned;
  GtkWidget *parent = g_task_get_source_object (task);
  AdwAlertDialog *dialog;
  GTask **waiting;

  if (imports->len == 1)
    {
      g_task_return_pointer (task, g_ptr_array_steal_index (imports, 0), (GDestroyNotify) ferry_import_free);
      g_ptr_array_unref (imports);
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Which Access Key?"), NULL));
  adw_alert_dialog_set_extra_child (dialog, create_choice (imports));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "import", _("_Import"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "import", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "import");
  g_task_set_task_data (task, imports, (GDestroyNotify) g_ptr_array_unref);
  /* When the window goes, libadwaita neither ends a choice by itself nor lets it be cancelled. */
  waiting = g_new (GTask *, 1);
  *waiting = g_steal_pointer (&task);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), waiting, give_up, 0);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

static void
answered_cb (AdwAlertDialog  *dialog,
             const char      *response,
             GTask          **waiting)
{
  GtkWidget *row = gtk_widget_get_first_child (adw_alert_dialog_get_extra_child (dialog));
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  g_autoptr(GTask) task = NULL;

  if (!g_str_equal (response, "import"))
    return;

  task = g_steal_pointer (waiting);
  g_task_return_pointer (task, g_ptr_array_steal_index (g_task_get_task_data (task), selected), (GDestroyNotify) ferry_import_free);
}

/**
 * ferry_import_ui_read_finish:
 * @parent: the widget that wants to know
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [func@Ferry.import_ui_read_file_async] and
 * [func@Ferry.import_ui_read_environment_async].
 *
 * Returns: (transfer full) (nullable): what was read, or %NULL with an error;
 *   %G_IO_ERROR_CANCELLED when somebody changed their mind
 */
FerryImport *
ferry_import_ui_read_finish (GtkWidget     *parent,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_import_ui_read_finish, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
