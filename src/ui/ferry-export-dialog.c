/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-export-dialog.h"

#include <glib/gi18n.h>

#include "ferry-choice.h"
#include "ferry-dialog-size.h"
#include "ferry-export-columns-row.h"
#include "ferry-export-preview.h"

struct _FerryExportDialog
{
  AdwDialog parent_instance;

  GtkWidget *export_button;
  AdwActionRow *incomplete_row;
  AdwComboRow *format_row;
  AdwActionRow *all_row;
  GtkCheckButton *all_check;
  AdwActionRow *filtered_row;
  GtkCheckButton *filtered_check;
  AdwActionRow *selected_row;
  GtkCheckButton *selected_check;
  AdwComboRow *columns_row;
  FerryExportColumnsRow *chosen_row;
  AdwComboRow *time_row;
  GtkWidget *facts_row;
  AdwActionRow *no_facts_row;
  GtkWidget *mark_row;
  GtkWidget *guard_row;
  FerryExportPreview *preview;

  FerrySyncTaskView *view; /* (owned) */
  GSettings *settings;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (FerryExportDialog, ferry_export_dialog, ADW_TYPE_DIALOG)

enum
{
  CONFIRMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The rows stand in the order of these. */
static const char *const column_choices[] = { "shown", "all", "chosen", NULL };
static const char *const times[] = { "written", "local", "utc", NULL };

static void
show_count (FerryExportDialog *self,
            AdwActionRow      *row,
            FerryExportRows    rows)
{
  guint n_rows = ferry_sync_task_view_count_rows (self->view, rows);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u task", "%'u tasks", n_rows), n_rows);

  adw_action_row_set_subtitle (row, text);
}

static gboolean
has_filter (FerryExportDialog *self)
{
  return !ferry_filter_is_empty (ferry_sync_task_view_get_filter (self->view));
}

/* A choice that there is no more, as after a refresh, must not stay. */
static void
update_rows (FerryExportDialog *self)
{
  show_count (self, self->all_row, FERRY_EXPORT_ROWS_ALL);
  show_count (self, self->filtered_row, FERRY_EXPORT_ROWS_FILTERED);
  show_count (self, self->selected_row, FERRY_EXPORT_ROWS_SELECTED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->filtered_row), has_filter (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->selected_row), ferry_sync_task_view_get_n_selected (self->view) > 0);
  if (!gtk_widget_is_sensitive (GTK_WIDGET (self->selected_row)) && gtk_check_button_get_active (self->selected_check))
    gtk_check_button_set_active (has_filter (self) ? self->filtered_check : self->all_check, TRUE);
}

/* Who selects several rows means them; one is selected as soon as somebody looks at it. */
static void
choose_rows (FerryExportDialog *self)
{
  if (ferry_sync_task_view_get_n_selected (self->view) > 1)
    gtk_check_button_set_active (self->selected_check, TRUE);
  else
    gtk_check_button_set_active (has_filter (self) ? self->filtered_check : self->all_check, TRUE);
}

static void
update_options (FerryExportDialog *self)
{
  const FerryExporter *exporter = ferry_export_dialog_get_exporter (self);
  g_autofree char *columns = g_settings_get_string (self->settings, "export-columns");
  g_autofree char *text = NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format_row), _(exporter->summary));
  gtk_widget_set_visible (GTK_WIDGET (self->chosen_row), g_str_equal (columns, "chosen"));
  gtk_widget_set_visible (self->facts_row, (exporter->flags & FERRY_EXPORTER_FACTS) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_facts_row), (exporter->flags & FERRY_EXPORTER_FACTS) == 0);
  gtk_widget_set_visible (self->mark_row, (exporter->flags & FERRY_EXPORTER_MARK) != 0);
  gtk_widget_set_visible (self->guard_row, (exporter->flags & FERRY_EXPORTER_GUARD) != 0);

  /* Translators: a file format, as CSV. */
  text = g_strdup_printf (_("%s has no place for where the list comes from, when it was read and what it lacks"), _(exporter->title));
  adw_action_row_set_subtitle (self->no_facts_row, text);
}

static void
show_incomplete (FerryExportDialog *self,
                 FerryFacts        *facts)
{
  g_autoptr(GPtrArray) lines = ferry_facts_dup_warnings (facts);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->incomplete_row), lines->len > 0);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  adw_action_row_set_subtitle (self->incomplete_row, text);
}

static void
update_preview (FerryExportDialog *self)
{
  FerryExport *export = ferry_sync_task_view_create_export (self->view, ferry_export_dialog_get_rows (self));

  show_incomplete (self, export->facts);
  ferry_export_preview_take (self->preview, export, ferry_export_dialog_get_exporter (self));
}

/* Of the three only the one that was chosen, or they would all ask for it. */
static void
rows_chosen_cb (FerryExportDialog *self,
                GParamSpec        *pspec,
                GtkCheckButton    *check)
{
  if (gtk_check_button_get_active (check) && self->view != NULL)
    update_preview (self);
}

static void
rows_changed_cb (FerryExportDialog *self)
{
  if (!ferry_sync_task_view_has_answer (self->view))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  update_rows (self);
  update_preview (self);
}

static void
setting_changed_cb (FerryExportDialog *self,
                    const char        *key)
{
  if (!g_str_has_prefix (key, "export-"))
    return;

  update_options (self);
  update_preview (self);
}

static void
export_cb (FerryExportDialog *self)
{
  g_signal_emit (self, signals[CONFIRMED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
ferry_export_dialog_dispose (GObject *object)
{
  FerryExportDialog *self = FERRY_EXPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->view);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ferry_export_dialog_parent_class)->dispose (object);
}

static void
ferry_export_dialog_class_init (FerryExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_export_dialog_dispose;

  /**
   * FerryExportDialog::confirmed:
   *
   * Somebody wants what was chosen to be exported.
   */
  signals[CONFIRMED] = g_signal_new ("confirmed", FERRY_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_EXPORT_COLUMNS_ROW);
  g_type_ensure (FERRY_TYPE_EXPORT_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, incomplete_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, all_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, all_check);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, filtered_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, filtered_check);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, selected_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, selected_check);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, columns_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, chosen_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, facts_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, no_facts_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, mark_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, guard_row);
  gtk_widget_class_bind_template_child (widget_class, FerryExportDialog, preview);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, rows_chosen_cb);
}

static void
ferry_export_dialog_init (FerryExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_dialog_size_follow_text (ADW_DIALOG (self));
}

static void
bind_settings (FerryExportDialog *self)
{
  ferry_choice_bind_format (self->format_row, self->settings);
  ferry_choice_bind (self->columns_row, self->settings, "export-columns", column_choices);
  ferry_choice_bind (self->time_row, self->settings, "export-times", times);
  ferry_export_columns_row_set_up (self->chosen_row, ferry_sync_task_view_get_columns (self->view), self->settings);
  g_settings_bind (self->settings, "export-facts", self->facts_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "export-byte-order-mark", self->mark_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "export-guard-formulas", self->guard_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (setting_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ferry_export_dialog_new:
 * @view: a table whose list has an answer
 * @settings: the settings to show and to change
 *
 * Returns: (transfer floating): a dialog
 */
FerryExportDialog *
ferry_export_dialog_new (FerrySyncTaskView *view,
                         GSettings         *settings)
{
  FerryExportDialog *self = g_object_new (FERRY_TYPE_EXPORT_DIALOG, NULL);

  self->settings = g_object_ref (settings);
  self->view = g_object_ref (view);
  bind_settings (self);
  choose_rows (self);
  update_rows (self);
  update_options (self);
  update_preview (self);
  /* Other rows may come while the dialog is open: by a refresh, say. */
  g_signal_connect_object (view, "selected", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ferry_export_dialog_get_exporter:
 * @self: a dialog
 *
 * Returns: the format that is chosen
 */
const FerryExporter *
ferry_export_dialog_get_exporter (FerryExportDialog *self)
{
  g_return_val_if_fail (FERRY_IS_EXPORT_DIALOG (self), NULL);

  return ferry_choice_get_format (self->settings);
}

/**
 * ferry_export_dialog_get_rows:
 * @self: a dialog
 *
 * Returns: which rows are chosen
 */
FerryExportRows
ferry_export_dialog_get_rows (FerryExportDialog *self)
{
  g_return_val_if_fail (FERRY_IS_EXPORT_DIALOG (self), FERRY_EXPORT_ROWS_ALL);

  if (gtk_check_button_get_active (self->selected_check))
    return FERRY_EXPORT_ROWS_SELECTED;

  return gtk_check_button_get_active (self->filtered_check) ? FERRY_EXPORT_ROWS_FILTERED : FERRY_EXPORT_ROWS_ALL;
}
