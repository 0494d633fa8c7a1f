/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdio.h>

#include "account.h"
#include "turns.h"

/* A window that scans everything that the service at an address has: how long its main loop is kept busy, and how much
 * memory the list takes. */

typedef struct
{
  const char *address;
  FerryWindow *window;
  double empty; /* MiB that the window takes without a list */
} Probe;

/* In MiB: all that is in memory of the program, libraries and caches included. */
static double
get_resident_size (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = strstr (status, "VmRSS:");

  return g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024;
}

static gboolean
end_cb (gpointer user_data)
{
  Probe *self = user_data;

  turns_end ("scan");
  turns_print_all ();
  printf ("tasks\t%u\n", g_list_model_get_n_items (ferry_sync_task_view_get_rows (self->window->task_view)));
  printf ("memory\t%g\n", get_resident_size () - self->empty);
  g_application_quit (g_application_get_default ());

  return G_SOURCE_REMOVE;
}

static void
scanned_cb (FerrySyncTaskList *list,
            GParamSpec        *pspec,
            Probe             *self)
{
  if (ferry_sync_task_list_get_state (list) == FERRY_LIST_STATE_LOADING)
    return;

  g_signal_handlers_disconnect_by_func (list, scanned_cb, self);
  g_timeout_add (1000, end_cb, self);   /* the rows are put in order, drawn and kept by then */
}

static gboolean
begin_cb (gpointer user_data)
{
  Probe *self = user_data;
  g_autoptr(FerryQuery) query = ferry_query_new ((const char *const[]) { FERRY_REGION_DEFAULT, NULL }, "", "", NULL);

  self->empty = get_resident_size ();
  turns_begin ();
  ferry_window_list (self->window, query);
  g_signal_connect (self->window->list, "notify::state", G_CALLBACK (scanned_cb), self);

  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock,
            Probe         *self)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  benchmark_set_account (self->window, self->address);
  g_timeout_add (500, begin_cb, self);   /* what belongs to the start is over by then */
}

static void
activated_cb (GtkApplication *application,
              Probe          *self)
{
  self->window = FERRY_WINDOW (gtk_application_get_active_window (application));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint", G_CALLBACK (painted_cb), self);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GtkApplication) application = NULL;
  Probe self = { .address = argv[1] };
  char *arguments[] = { argv[0], NULL };

  setlocale (LC_ALL, "");
  turns_init ();
  application = GTK_APPLICATION (ferry_application_new ());
  g_application_set_flags (G_APPLICATION (application), g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect_after (application, "activate", G_CALLBACK (activated_cb), &self);

  return g_application_run (G_APPLICATION (application), 1, arguments);
}
