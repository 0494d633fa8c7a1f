/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-export-preview.h"

#include <glib/gi18n.h>

#define N_ROWS 5

struct _FerryExportPreview
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkTextBuffer *buffer;
  GtkGrid *grid;
  const FerryExporter *exporter; /* (nullable) static */
  GCancellable *cancellable;     /* (owned) (nullable) stops the one that is being made */
};

G_DEFINE_FINAL_TYPE (FerryExportPreview, ferry_export_preview, ADW_TYPE_BIN)

typedef struct
{
  FerryExport *export;           /* (owned) */
  const FerryExporter *exporter; /* static */
} Job;

static void
job_free (Job *job)
{
  ferry_export_free (job->export);
  g_free (job);
}

static gboolean
is_readable (const FerryExporter *exporter)
{
  return (exporter->flags & FERRY_EXPORTER_TEXT) != 0;
}

static void
preview_thread_cb (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  char *text;

  /* All rows have to be sorted to know the first; whoever wants something else meanwhile need not wait for that. */
  if (g_task_return_error_if_cancelled (task))
    return;

  ferry_export_keep_first (job->export, N_ROWS);
  text = ferry_exporter_to_string (job->exporter, job->export, cancellable, &error);
  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
show_text (FerryExportPreview *self,
           const char         *text)
{
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
add_row (FerryExportPreview *self,
         int                 row,
         const char         *line)
{
  g_auto(GStrv) cells = g_strsplit (line, "\t", -1);

  for (int i = 0; cells[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (cells[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      if (row == 0)
        gtk_widget_add_css_class (label, "heading");
      gtk_grid_attach (self->grid, label, i, row, 1, 1);
    }
}

/* What is not for reading is shown as the cells that it has. Blanks could not do that: there is no font in which a
 * Chinese character is exactly as wide as two letters of another. */
static void
show_table (FerryExportPreview *self,
            const char         *tsv)
{
  g_auto(GStrv) lines = g_strsplit (tsv, "\n", -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  /* After the last line there is nothing. */
  for (int i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    add_row (self, i, lines[i]);
  gtk_stack_set_visible_child_name (self->stack, "table");
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FerryExportPreview) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (text == NULL)
    show_text (self, error->message);
  else if (is_readable (self->exporter))
    show_text (self, text);
  else
    show_table (self, text);
}

static void
stop (FerryExportPreview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ferry_export_preview_dispose (GObject *object)
{
  stop (FERRY_EXPORT_PREVIEW (object));

  G_OBJECT_CLASS (ferry_export_preview_parent_class)->dispose (object);
}

static void
ferry_export_preview_class_init (FerryExportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_export_preview_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/io/github/ferryboard/Ferryboard/ferry-export-preview.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FerryExportPreview, stack);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FerryExportPreview, buffer);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FerryExportPreview, grid);
}

static void
ferry_export_preview_init (FerryExportPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_export_preview_take:
 * @self: a preview
 * @export: (transfer full): what would be exported
 * @exporter: in which format
 *
 * Shows the first rows of an export, as soon as a thread has made them.
 */
void
ferry_export_preview_take (FerryExportPreview  *self,
                           FerryExport         *export,
                           const FerryExporter *exporter)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (FERRY_IS_EXPORT_PREVIEW (self));

  job = g_new0 (Job, 1);
  job->export = export;
  job->exporter = is_readable (exporter) ? exporter : ferry_exporter_find ("tsv");
  /* Nothing that could be seen. */
  export->byte_order_mark = FALSE;

  stop (self);
  self->exporter = exporter;
  self->cancellable = g_cancellable_new ();
  /* The worker may be the one that frees it: no widget must end there. */
  task = g_task_new (NULL, self->cancellable, made_cb, g_object_ref (self));
  g_task_set_source_tag (task, ferry_export_preview_take);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, preview_thread_cb);
}
