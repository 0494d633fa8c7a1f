/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-dialog.h"
#include "ui-util.h"

/* What the window does where no Secret Service can be reached. */

static void
add_account (UiFixture *fixture)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                  "id", "prod",
                                                  "name", "prod",
                                                  "access-key", FERRY_DEMO_ACCESS_KEY,
                                                  "endpoint", ferry_demo_server_get_endpoint (fixture->server),
                                                  NULL);
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-account", NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  g_signal_emit_by_name (dialog, "saved", account, FERRY_DEMO_SECRET_KEY);
  adw_dialog_force_close (dialog);
}

static gboolean
holds (const char *path,
       const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) && memmem (contents, length, text, strlen (text)) != NULL;
}

/* It says so, goes on with the secret for this session, and writes it nowhere. */
static void
test_kept_for_session (UiFixture     *fixture,
                       gconstpointer  data)
{
  g_autofree char *accounts = g_build_filename (g_get_user_config_dir (), "ferryboard", "accounts.ini", NULL);

  add_account (fixture);
  ui_wait_for_text (fixture->window, "Kept Until Ferryboard Is Closed");
  g_assert_true (ui_has_text (fixture->window, "No keyring answers in this session"));
  adw_dialog_force_close (ui_wait_for_dialog (fixture->window));

  /* Also when the client has to be made anew. */
  ferry_client_pool_forget (ferry_application_get_clients (ui_get_application ()), "prod");
  ferry_window_set_account (fixture->window, fixture->window->account);
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");

  g_assert_true (holds (accounts, FERRY_DEMO_ACCESS_KEY));
  g_assert_false (holds (accounts, FERRY_DEMO_SECRET_KEY));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  ui_init (&argc, &argv);
  g_unsetenv ("SECRET_BACKEND");

  UI_TEST ("/no-keyring/kept-for-session", NULL, test_kept_for_session);

  return g_test_run ();
}
