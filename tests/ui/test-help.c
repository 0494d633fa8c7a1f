/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "ui-util.h"

/* The manual, and what is said where nothing can show it. */

/* A program that shows manuals by writing down which. It cannot be found until it is there. */
static char *viewer;
static char *opened;

static void
write_file (const char *path,
            const char *contents,
            int         mode)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

static void
register_viewer (void)
{
  g_autofree char *entry = g_build_filename (g_get_user_data_dir (), "applications", "viewer.desktop", NULL);
  g_autofree char *defaults = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *text = NULL;

  viewer = g_build_filename (g_get_user_data_dir (), "viewer", NULL);
  opened = g_build_filename (g_get_user_data_dir (), "opened", NULL);
  text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=%s %%u\nMimeType=x-scheme-handler/help;\n", viewer);
  write_file (entry, text, 0600);
  write_file (defaults, "[Default Applications]\nx-scheme-handler/help=viewer.desktop\n", 0600);
}

static void
install_viewer (void)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" > '%s.part' && mv '%s.part' '%s'\n", opened, opened, opened);

  write_file (viewer, script, 0700);
}

static gboolean
is_opened (gpointer user_data)
{
  return g_file_test (opened, G_FILE_TEST_EXISTS);
}

static void
test_no_viewer (UiFixture     *fixture,
                gconstpointer  data)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "app.help", NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==, "Help Not Opened");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "Yelp"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "man ferryboard-cli"));
  adw_dialog_force_close (dialog);
}

static void
assert_opens (UiFixture  *fixture,
              const char *expected)
{
  g_autofree char *uri = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "app.help", NULL));
  test_wait_for (is_opened, NULL, "the manual");
  g_assert_true (g_file_get_contents (opened, &uri, NULL, NULL));
  g_assert_cmpstr (uri, ==, expected);
  g_assert_cmpint (g_remove (opened), ==, 0);
}

static void
test_viewer (UiFixture     *fixture,
             gconstpointer  data)
{
  install_viewer ();
  assert_opens (fixture, "help:" FERRY_APPLICATION_ID);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  g_assert_cmpint (g_remove (viewer), ==, 0);
}

/* In a dialog it is about what that is for. */
static void
test_topic (UiFixture     *fixture,
            gconstpointer  data)
{
  static const char *const topics[][2] = {
    { "win.add-account", "/sign-in" },
    { "win.export-dialog", "/export" },
    { "tasks.edit-columns", "/table#columns" },
    { "app.preferences", "" },
  };

  ui_list (fixture->window, "test", "grpc-helloworld");
  install_viewer ();
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autofree char *expected = g_strconcat ("help:" FERRY_APPLICATION_ID, topics[i][1], NULL);

      g_assert_true (gtk_widget_activate_action (ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL), topics[i][0], NULL));
      ui_wait_for_dialog (fixture->window);
      assert_opens (fixture, expected);
      adw_dialog_force_close (ui_wait_for_dialog (fixture->window));
    }
  g_assert_cmpint (g_remove (viewer), ==, 0);
}

/* Closed before there was an answer, there is nothing to say it on. */
static void
test_closed (UiFixture     *fixture,
             gconstpointer  data)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "app.help", NULL));
  ui_close (&fixture->window);
}

static gboolean
has_item (GMenuModel *menu,
          const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *name = NULL;

      if (section != NULL && has_item (section, action))
        return TRUE;
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
      if (g_strcmp0 (name, action) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
test_reachable (UiFixture     *fixture,
                gconstpointer  data)
{
  g_auto(GStrv) accelerators = gtk_application_get_accels_for_action (GTK_APPLICATION (ui_get_application ()), "app.help");
  GtkWidget *button = ui_get (fixture->window, GTK_TYPE_MENU_BUTTON, "Main Menu");

  g_assert_cmpstr (accelerators[0], ==, "F1");
  g_assert_true (has_item (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), "app.help"));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  ui_init (&argc, &argv);
  register_viewer ();

  UI_TEST ("/help/reachable", NULL, test_reachable);
  UI_TEST ("/help/no-viewer", NULL, test_no_viewer);
  UI_TEST ("/help/viewer", NULL, test_viewer);
  UI_TEST ("/help/topic", NULL, test_topic);
  UI_TEST ("/help/closed", NULL, test_closed);

  status = g_test_run ();
  g_free (viewer);
  g_free (opened);

  return status;
}
