/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "ferry-printout.h"
#include "looks.h"
#include "picture.h"
#include "states.h"

/* Reaches each state that people may see. With FERRYBOARD_STATES naming a folder, leaves pictures of it there in each look,
 * as LOOK/STATE.png; without, draws it in the look that leaves the least room, to see that it can be reached, and fits. */

/* A sheet of A4 in points, and how many pixels one of them gets. */
#define PAPER_WIDTH 595
#define PAPER_HEIGHT 842
#define PAPER_SCALE 2

static char *
dup_path (const Look *look,
          const char *name)
{
  const char *folder = g_getenv ("FERRYBOARD_STATES");
  g_autofree char *file_name = g_strconcat (name, ".png", NULL);
  g_autofree char *subfolder = folder != NULL ? g_build_filename (folder, look->name, NULL) : NULL;

  if (subfolder == NULL)
    return NULL;

  g_assert_cmpint (g_mkdir_with_parents (subfolder, 0777), ==, 0);

  return g_build_filename (subfolder, file_name, NULL);
}

/* The shortcuts have a window of their own. */
static GtkWindow *
get_foremost (UiFixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (toplevel) == GTK_WINDOW (fixture->window) && gtk_widget_get_mapped (GTK_WIDGET (toplevel)))
        return toplevel;
    }

  return GTK_WINDOW (fixture->window);
}

static void
show_in (UiFixture   *fixture,
         const State *state,
         const char  *name,
         const Look  *look)
{
  GtkPopover *popover = NULL;
  g_autoptr(GdkTexture) picture = NULL;
  g_autofree char *path = dup_path (look, name);

  look_apply (look, fixture->window);
  if (state != NULL && state->open != NULL)
    popover = state->open (fixture);
  if (popover != NULL)
    wait_until_mapped (popover, name);

  picture = picture_take (get_foremost (fixture));
  if (path != NULL)
    g_assert_true (gdk_texture_save_to_png (picture, path));
  if (popover != NULL)
    gtk_popover_popdown (popover);
}

/* Draws what is on screen in each look. */
void
states_show (UiFixture   *fixture,
             const State *state,
             const char  *name)
{
  gsize first = g_getenv ("FERRYBOARD_STATES") != NULL ? 0 : N_LOOKS - 1;

  for (gsize i = first; i < N_LOOKS; i++)
    show_in (fixture, state, name, &looks[i]);
  look_apply (&looks[0], fixture->window);
}

/* An account that one state added is not there in the next. */
static void
forget_account (void)
{
  FerryAccountStore *accounts = ferry_application_get_accounts (ui_get_application ());
  g_autoptr(GError) error = NULL;

  if (ferry_account_store_find (accounts, "prod") != NULL)
    ferry_account_store_remove (accounts, "prod", NULL, &error);
  g_assert_no_error (error);
}

static void
test_state (UiFixture     *fixture,
            gconstpointer  data)
{
  const State *state = data;
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);

  g_log_set_always_fatal (state->warns ? G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL : fatal);
  state->reach (fixture);
  states_show (fixture, state, state->name);
  g_log_set_always_fatal (fatal);
  forget_account ();
}

static void
add_states (const State *states)
{
  for (; states->name != NULL; states++)
    {
      g_autofree char *path = g_strconcat ("/states/", states->name, NULL);

      UI_TEST (path, states, test_state);
    }
}

/* Paper looks the same whatever the desktop does. */
static void
test_print (UiFixture     *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryExport) export = NULL;
  g_autoptr(FerryPrintout) printout = NULL;
  g_autofree char *path = dup_path (&looks[0], "print");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PAPER_HEIGHT * PAPER_SCALE, PAPER_WIDTH * PAPER_SCALE);
  cairo_t *cr = cairo_create (surface);

  scan (fixture);
  export = ferry_sync_task_view_create_export (fixture->window->task_view, FERRY_EXPORT_ROWS_FILTERED);
  ferry_export_arrange (export);
  printout = ferry_printout_new (export);

  cairo_scale (cr, PAPER_SCALE, PAPER_SCALE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, FERRY_PRINTOUT_MARGIN, FERRY_PRINTOUT_MARGIN);
  ferry_printout_set_size (printout, PAPER_HEIGHT - 2 * FERRY_PRINTOUT_MARGIN, PAPER_WIDTH - 2 * FERRY_PRINTOUT_MARGIN);
  while (!ferry_printout_paginate (printout))
    ;
  g_assert_cmpuint (ferry_printout_get_n_pages (printout), >, 1);
  ferry_printout_draw_page (printout, 0, cr);
  if (path != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* From the beginning: some texts are kept. */
static void
bind_translation (void)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("FERRYBOARD_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* Pictures have the typeface of a desktop, and a cursor that is always there. */
static void
set_up_desktop (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-cursor-blink", FALSE, NULL);
}

int
main (int   argc,
      char *argv[])
{
  bind_translation ();
  ui_init (&argc, &argv);
  if (setlocale (LC_ALL, "") == NULL)
    g_error ("The locale that was asked for is not there");
  set_up_desktop ();

  add_states (page_states);
  add_states (banner_states);
  add_states (table_states);
  add_states (popover_states);
  add_states (dialog_states);
  UI_TEST ("/states/print", NULL, test_print);
  /* Other tests reach all of these already. */
  if (g_getenv ("FERRYBOARD_STATES") != NULL)
    states_add_errors ();

  return g_test_run ();
}
