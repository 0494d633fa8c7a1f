/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "probe.h"

#include <libsoup/soup.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "turns.h"

/* Measures a program from inside. It is run as
 *
 *   PROGRAM                 to measure how long it takes to draw its first frame
 *   PROGRAM ADDRESS N       to list, sort and filter N tasks that are served at ADDRESS
 *
 * and prints lines of a name, a tab and a number: milliseconds, or bytes. When the process began, in microseconds of
 * the monotonic clock, is told by the environment. */

#define STARTED_AT "BENCHMARK_STARTED_AT"

#define N_SORTS 5
#define N_TASKS_LEFT 500

/* After so long without a frame there is nothing left to be done. */
#define QUIET_MS 250
#define DEADLINE_SECONDS 120

/* What is typed into the filter, and then deleted again. Each letter leaves another number of rows. */
#define FILTER "quart"

typedef struct
{
  const ProbeSubject *subject;
  const char *address;
  guint n_tasks;

  GtkWindow *window;
  GtkWidget *view;
  GtkColumnView *column_view;
  GtkSearchEntry *filter_entry;

  /* What the table showed before whatever is measured. */
  guint n_rows;
  gpointer first_row; /* only to be compared */

  gint64 body_at;     /* when the latest answer of the service was there */
  gint64 painted_at;  /* when the latest frame was, and */
  gint64 shown_at;    /* when the one with the change, or 0 */
} Probe;

static double
get_ms_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
print_ms (const char *name,
          gint64      start,
          gint64      end)
{
  printf ("%s\t%g\n", name, (end - start) / 1000.0);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  if (found == NULL && gtk_widget_get_parent (widget) == NULL)
    g_error ("There is no %s", g_type_name (type));

  return found;
}

/* --- What is on screen --- */

static void
look_at_rows (Probe    *self,
              guint    *n_rows,
              gpointer *first_row)
{
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (self->column_view));
  g_autoptr(GObject) first = g_list_model_get_item (rows, 0);

  *n_rows = g_list_model_get_n_items (rows);
  *first_row = first;
}

/* Whether there are rows down to the bottom, or to the last one. */
static gboolean
is_full (Probe *self)
{
  GtkWidget *list_view = find (GTK_WIDGET (self->column_view), GTK_TYPE_LIST_VIEW);
  guint n_mapped = 0;
  graphene_rect_t bounds;

  for (GtkWidget *row = gtk_widget_get_first_child (list_view); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (!gtk_widget_get_mapped (row) || !gtk_widget_compute_bounds (row, list_view, &bounds))
        continue;
      n_mapped++;
      if (bounds.origin.y + bounds.size.height >= gtk_widget_get_height (list_view))
        return TRUE;
    }

  return n_mapped == g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (self->column_view)));
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  Probe *self = user_data;
  guint n_rows;
  gpointer first_row;

  self->painted_at = g_get_monotonic_time ();
  if (self->shown_at != 0)
    return;

  look_at_rows (self, &n_rows, &first_row);
  if ((n_rows != self->n_rows || first_row != self->first_row) && is_full (self))
    self->shown_at = turns_get_time ();
}

static void
expect_change (Probe *self)
{
  look_at_rows (self, &self->n_rows, &self->first_row);
  self->shown_at = 0;
}

/* Until the rows that were there when expect_change() was called have made place for others, on screen. */
static void
wait_for_change (Probe      *self,
                 const char *name)
{
  gint64 start = g_get_monotonic_time ();

  while (self->shown_at == 0)
    {
      if (get_ms_since (start) > DEADLINE_SECONDS * 1000)
        g_error ("No other rows: %s", name);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Until nothing moves any more. */
static void
settle (Probe *self)
{
  guint source = g_timeout_add (QUIET_MS / 5, wake_up_cb, NULL);

  self->painted_at = g_get_monotonic_time ();
  while (get_ms_since (self->painted_at) < QUIET_MS)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* --- Measurements --- */

/* Only blocks in use: what the allocator keeps for later depends on what was freed before. */
static double
get_heap_size (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* What is no longer needed may be freed by some thread that takes its time. */
static double
wait_for_heap_size (Probe *self)
{
  double size, size_before;

  size = get_heap_size ();
  do
    {
      settle (self);
      size_before = size;
      size = get_heap_size ();
    }
  while (ABS (size - size_before) > 100000);

  return size;
}

/* The clock starts when the body of the answer is there: networks are not what is compared. */
static gboolean
got_body_cb (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               user_data)
{
  ((Probe *) user_data)->body_at = turns_get_time ();

  return TRUE;
}

static void
measure_list (Probe      *self,
              const char *name,
              guint       n_tasks)
{
  g_autofree char *repository = g_strdup_printf ("tasks-%u", n_tasks);

  expect_change (self);
  turns_begin ();
  self->subject->list (self->window, self->address, repository);
  wait_for_change (self, name);
  print_ms (name, self->body_at, self->shown_at);
  settle (self);
  turns_end (name);
}

static void
sort_by (Probe      *self,
         const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (self->column_view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_id (column), id) == 0)
        gtk_column_view_sort_by_column (self->column_view, column, GTK_SORT_ASCENDING);
    }
}

/* As a click on a header does, which is nearly all that it does itself. */
static void
measure_sort (Probe *self)
{
  for (guint i = 0; i < N_SORTS; i++)
    {
      gint64 start;

      expect_change (self);
      sort_by (self, "updated");
      wait_for_change (self, "sort by time");
      settle (self);

      expect_change (self);
      turns_begin ();
      start = turns_get_time ();
      sort_by (self, "repository");
      wait_for_change (self, "sort by repository");
      print_ms ("sort", start, self->shown_at);
      settle (self);
      turns_end ("sort");
    }
}

static void
measure_keystroke (Probe      *self,
                   guint       number,
                   const char *letter,
                   int         position)
{
  GtkEditable *editable = GTK_EDITABLE (self->filter_entry);
  g_autofree char *name = g_strdup_printf ("filter %u", number);
  gint64 start;

  expect_change (self);
  turns_begin ();
  start = turns_get_time ();
  if (letter != NULL)
    gtk_editable_insert_text (editable, letter, 1, &position);
  else
    gtk_editable_delete_text (editable, position, -1);
  wait_for_change (self, name);
  print_ms (name, start, self->shown_at);
  settle (self);
  turns_end (name);
}

/* A program may wait for the next keystroke before it filters; that time is left out. */
static void
measure_filter (Probe *self)
{
  guint n_letters = strlen (FILTER);

  gtk_search_entry_set_search_delay (self->filter_entry, 0);
  for (guint i = 0; i < n_letters; i++)
    measure_keystroke (self, i, &FILTER[i], i);
  for (guint i = n_letters; i-- > 0;)
    measure_keystroke (self, 2 * n_letters - 1 - i, NULL, i);
}

static void
measure_table (Probe *self)
{
  double loaded, used, left;

  /* What the first answer ever brings into being is not for its rows. */
  measure_list (self, "warm up", 1);

  measure_list (self, "list", self->n_tasks);
  loaded = wait_for_heap_size (self);
  measure_sort (self);
  measure_filter (self);
  turns_print_all ();
  used = wait_for_heap_size (self);

  /* There are cells for no more rows than these, so the rest is the tasks' own. */
  measure_list (self, "leave", N_TASKS_LEFT);
  left = wait_for_heap_size (self);
  if (self->n_tasks > N_TASKS_LEFT)
    {
      printf ("memory\t%g\n", (loaded - left) / (self->n_tasks - N_TASKS_LEFT));
      printf ("memory used\t%g\n", (used - left) / (self->n_tasks - N_TASKS_LEFT));
    }
}

/* --- The program --- */

static gboolean
run_cb (gpointer user_data)
{
  Probe *self = user_data;

  settle (self);
  measure_table (self);
  g_application_quit (g_application_get_default ());

  return G_SOURCE_REMOVE;
}

static void
first_painted_cb (GdkFrameClock *clock,
                  gpointer       user_data)
{
  Probe *self = user_data;

  g_signal_handlers_disconnect_by_func (clock, first_painted_cb, self);
  print_ms ("first frame", g_getenv (BENCHMARK_CPU) != NULL ? 0 : g_ascii_strtoll (g_getenv (STARTED_AT), NULL, 10), turns_get_time ());
  if (self->address == NULL)
    g_application_quit (g_application_get_default ());
  else
    g_idle_add (run_cb, self);
}

static void
activated_cb (GtkApplication *application,
              gpointer        user_data)
{
  Probe *self = user_data;
  GdkFrameClock *clock;

  self->window = gtk_application_get_active_window (application);
  self->view = self->subject->get_view (self->window);
  self->column_view = GTK_COLUMN_VIEW (find (self->view, GTK_TYPE_COLUMN_VIEW));
  self->filter_entry = GTK_SEARCH_ENTRY (find (self->view, GTK_TYPE_SEARCH_ENTRY));

  /* Or there would be no end of frames. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  g_signal_connect (clock, "after-paint", G_CALLBACK (first_painted_cb), self);
  if (self->address != NULL)
    g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), self);
}

int
probe_run (const ProbeSubject *subject,
           int                 argc,
           char               *argv[])
{
  g_autoptr(GApplication) application = NULL;
  Probe self = { .subject = subject };
  char *arguments[] = { argv[0], NULL };

  if (argc > 2)
    {
      g_type_class_unref (g_type_class_ref (SOUP_TYPE_MESSAGE));
      g_signal_add_emission_hook (g_signal_lookup ("got-body", SOUP_TYPE_MESSAGE), 0, got_body_cb, &self, NULL);
      turns_init ();
      self.address = argv[1];
      self.n_tasks = atoi (argv[2]);
    }

  application = subject->create_application ();
  /* One that runs already shall not be asked to open the window. */
  g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect_after (application, "activate", G_CALLBACK (activated_cb), &self);

  return g_application_run (application, 1, arguments);
}
