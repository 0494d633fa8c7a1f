/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-view-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* How much of a text that was copied is told. */
#define MAX_NOTICE_CHARS 40

/* What copies as in a file, or as commands. Both are made in a thread: thousands of rows may be selected. */
typedef struct
{
  const FerryExporter *exporter; /* (nullable) without it commands are copied */
  FerryCommand command;
  FerryExport *export; /* (owned) */
  guint n_lines;
  guint n_left_out;
} CopyJob;

static void
copy_job_free (gpointer data)
{
  CopyJob *job = data;

  ferry_export_free (job->export);
  g_free (job);
}

static void
copy_text (FerrySyncTaskView *self,
           const char        *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* What is copied later must not be replaced by what takes longer. */
static void
stop_copying (FerrySyncTaskView *self)
{
  g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
}

static void
copy_thread_cb (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  CopyJob *job = task_data;
  g_autoptr(GError) error = NULL;
  char *text;

  if (job->exporter != NULL)
    {
      text = ferry_exporter_to_string (job->exporter, job->export, cancellable, &error);
      job->n_lines = job->export->sync_tasks->len;
    }
  else
    text = ferry_command_dup_lines (job->command, job->export->sync_tasks, &job->n_lines, &job->n_left_out);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static char *
dup_notice (const CopyJob *job)
{
  g_autofree char *copied = NULL;
  g_autofree char *left_out = NULL;

  if (job->exporter != NULL)
    return g_strdup_printf (ngettext ("%'u task copied", "%'u tasks copied", job->n_lines), job->n_lines);
  if (job->n_lines == 0)
    return g_strdup (_("Nothing was copied: a name is missing or not valid"));

  if (job->command == ferry_command_dup_hcloud)
    copied = g_strdup_printf (ngettext ("%'u command copied", "%'u commands copied", job->n_lines), job->n_lines);
  else
    copied = g_strdup_printf (ngettext ("%'u import ID copied", "%'u import IDs copied", job->n_lines), job->n_lines);
  if (job->n_left_out == 0)
    return g_steal_pointer (&copied);

  left_out = g_strdup_printf (ngettext ("%'u task left out", "%'u tasks left out", job->n_left_out), job->n_left_out);

  return g_strdup_printf ("%s · %s", copied, left_out);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerrySyncTaskView) self = user_data;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);
  const CopyJob *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *notice = NULL;

  /* Only a copy that was stopped fails. */
  if (text == NULL)
    return;

  g_clear_object (&self->copying);
  if (job->n_lines > 0)
    copy_text (self, text);
  notice = dup_notice (job);
  ferry_sync_task_view_notify (self, notice);
}

/* The rows that are selected, or else the one with the focus. */
static GListModel *
create_rows (FerrySyncTaskView *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  FerrySyncTaskCell cell;
  GListStore *rows;

  if (!gtk_bitset_is_empty (selected))
    return G_LIST_MODEL (gtk_selection_filter_model_new (GTK_SELECTION_MODEL (self->selection)));

  rows = g_list_store_new (FERRY_TYPE_SYNC_TASK);
  if (ferry_sync_task_view_get_focused_cell (self, &cell))
    g_list_store_append (rows, cell.sync_task);

  return G_LIST_MODEL (rows);
}

static void
copy_rows (FerrySyncTaskView   *self,
           const FerryExporter *exporter,
           FerryCommand         command)
{
  g_autoptr(GListModel) rows = create_rows (self);
  g_autoptr(GTask) task = NULL;
  CopyJob *job;

  if (g_list_model_get_n_items (rows) == 0)
    return;

  job = g_new0 (CopyJob, 1);
  job->exporter = exporter;
  job->command = command;
  job->export = ferry_sync_task_view_create_text_export (self, rows);

  stop_copying (self);
  self->copying = g_cancellable_new ();
  /* The worker may be the one that frees it: no widget must end there. */
  task = g_task_new (NULL, self->copying, copied_cb, g_object_ref (self));
  g_task_set_source_tag (task, copy_rows);
  g_task_set_task_data (task, job, copy_job_free);
  g_task_run_in_thread (task, copy_thread_cb);
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  copy_rows (user_data, ferry_exporter_find ("tsv"), NULL);
}

static void
copy_as_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  const char *format = g_variant_get_string (parameter, NULL);
  const FerryExporter *exporter = ferry_exporter_find (format);

  if (strcmp (format, "hcloud") == 0)
    copy_rows (user_data, NULL, ferry_command_dup_hcloud);
  else if (strcmp (format, "terraform") == 0)
    copy_rows (user_data, NULL, ferry_command_dup_terraform_import);
  else if (exporter != NULL)
    copy_rows (user_data, exporter, NULL);
}

static void
copy_value (FerrySyncTaskView *self,
            const char        *value)
{
  g_autofree char *shortened = g_utf8_truncate_middle (value, MAX_NOTICE_CHARS);
  g_autofree char *notice = NULL;

  if (*value == '\0')
    {
      ferry_sync_task_view_notify (self, _("Nothing was copied: the cell is empty"));
      return;
    }

  stop_copying (self);
  copy_text (self, value);
  /* Translators: a value from the table. */
  notice = g_strdup_printf (_("“%s” copied"), shortened);
  ferry_sync_task_view_notify (self, notice);
}

static void
copy_cell_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FerrySyncTaskCell cell;
  g_autofree char *value = NULL;

  if (!ferry_sync_task_view_get_focused_cell (user_data, &cell))
    return;

  value = ferry_column_dup_value (cell.column, cell.sync_task);
  copy_value (user_data, value);
}

/* What a menu does, which has the focus itself by the time. */
static void
copy_value_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  copy_value (user_data, g_variant_get_string (parameter, NULL));
}

/* Columns with many values have no facet; they are asked for by a word of the text. */
static void
add_word (FerrySyncTaskView *self,
          FerryColumn        column,
          const char        *value,
          gboolean           excludes)
{
  g_autofree char *word = g_strdup_printf ("%s%s:\"%s\"", excludes ? "-" : "", ferry_column_get_id (column), value);

  ferry_filter_bar_append_text (self->filter_bar, word);
}

static void
use_value (FerrySyncTaskView *self,
           GVariant          *parameter,
           FerryFilterUse     use)
{
  const char *id, *value;
  FerryColumn column;

  g_variant_get (parameter, "(&s&s)", &id, &value);
  if (!ferry_column_from_id (id, &column))
    return;

  if (ferry_column_is_facet (column))
    ferry_filter_set_use (self->filter, column, value, use);
  else
    add_word (self, column, value, use == FERRY_FILTER_EXCLUDE);
}

static void
filter_by_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  use_value (user_data, parameter, FERRY_FILTER_INCLUDE);
}

static void
exclude_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  use_value (user_data, parameter, FERRY_FILTER_EXCLUDE);
}

static void
select_all_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (FERRY_SYNC_TASK_VIEW (user_data)->selection));
}

static void
select_none_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (FERRY_SYNC_TASK_VIEW (user_data)->selection));
}

static void
show_details_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  ferry_sync_task_view_activate (user_data);
}

/* Keys that mean something else in a text have it only while the table has the focus; those for selecting are GTK's.
 * They are for the tables themselves: of what comes to the widget around them the filter gets hold first, to which
 * people can type from here, and opens a menu of its own. */
static void
add_shortcuts (GtkWidget *table)
{
  static const char *const shortcuts[][2] = {
    { "<Control>c|<Control>Insert", "tasks.copy" },
    { "<Control><Shift>c", "tasks.copy-cell" },
    { "Menu|<Shift>F10", "tasks.context-menu" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i][0]),
                                                            gtk_named_action_new (shortcuts[i][1])));
  gtk_widget_add_controller (table, controller);
}

void
ferry_sync_task_view_init_actions (FerrySyncTaskView *self)
{
  const GActionEntry entries[] = {
    { "copy", copy_cb },
    { "copy-as", copy_as_cb, "s" },
    { "copy-cell", copy_cell_cb },
    { "copy-value", copy_value_cb, "s" },
    { "filter-by", filter_by_cb, "(ss)" },
    { "exclude", exclude_cb, "(ss)" },
    { "select-all", select_all_cb },
    { "select-none", select_none_cb },
    { "show-details", show_details_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  add_shortcuts (GTK_WIDGET (self->column_view));
  add_shortcuts (GTK_WIDGET (self->list_view));
}
