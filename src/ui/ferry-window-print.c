/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-window-private.h"

#include <glib/gi18n.h>

#include "ferry-print-operation.h"

/* What a worker makes of a list, which may be long. */
typedef struct
{
  FerryExport *export;     /* (owned) (nullable) once it was taken, as the next one */
  FerryPrintout *printout; /* (owned) (nullable) before it is made, too */
} PrintJob;

static void
print_job_free (gpointer data)
{
  PrintJob *job = data;

  g_clear_pointer (&job->printout, ferry_printout_free);
  g_clear_pointer (&job->export, ferry_export_free);
  g_free (job);
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  PrintJob *job = task_data;

  ferry_export_arrange (job->export);
  job->printout = ferry_printout_new (job->export);
  g_task_return_boolean (task, TRUE);
}

static void
report_failure (FerryWindow  *self,
                const GError *error)
{
  ferry_window_show_alert (self, _("List Not Printed"), error->message);
}

static void
done_cb (FerryWindow             *self,
         GtkPrintOperationResult  result,
         GtkPrintOperation       *operation)
{
  g_autoptr(GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (operation, &error);
  report_failure (self, error);
}

/* It lives on by itself while its dialog is open and pages are drawn. */
static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryWindow) self = ferry_window_take_back (user_data);
  PrintJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autoptr(GError) error = NULL;

  if (self == NULL || !g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  operation = GTK_PRINT_OPERATION (ferry_print_operation_new (g_steal_pointer (&job->export), g_steal_pointer (&job->printout)));
  switch (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error))
    {
    case GTK_PRINT_OPERATION_RESULT_IN_PROGRESS:
      g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
      break;
    case GTK_PRINT_OPERATION_RESULT_ERROR:
      report_failure (self, error);
      break;
    case GTK_PRINT_OPERATION_RESULT_APPLY:
    case GTK_PRINT_OPERATION_RESULT_CANCEL:
    default:
      break;
    }
}

/* Prints what is shown. */
void
ferry_window_print (FerryWindow *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->exporting, prepared_cb, ferry_window_lend (self));
  PrintJob *job = g_new0 (PrintJob, 1);

  g_task_set_source_tag (task, ferry_window_print);
  job->export = ferry_sync_task_view_create_export (self->task_view, FERRY_EXPORT_ROWS_FILTERED);
  g_task_set_task_data (task, job, print_job_free);
  g_task_run_in_thread (task, prepare_in_thread);
}
