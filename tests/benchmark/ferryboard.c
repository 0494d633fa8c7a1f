/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "ferry-window-private.h"
#include "probe.h"

#define ACCOUNT_ID "benchmark"

/* Ferryboard itself, for measuring. */

static GApplication *
create_application (void)
{
  return G_APPLICATION (ferry_application_new ());
}

static GtkWidget *
get_view (GtkWindow *window)
{
  return GTK_WIDGET (FERRY_WINDOW (window)->task_view);
}

/* An account that is signed in to. */
static void
set_account (FerryWindow *window,
             const char  *address)
{
  FerryApplication *application = ferry_window_get_application (window);
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                  "id", ACCOUNT_ID,
                                                  "name", "Benchmark",
                                                  "access-key", "key",
                                                  "endpoint", address,
                                                  NULL);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new_key_pair ("key", "secret", NULL, NULL);
  g_autoptr(FerryClient) client = ferry_client_new (account, credentials, NULL);

  ferry_client_pool_put (ferry_application_get_clients (application), client);
  ferry_window_set_account (window, account);
}

static void
list (GtkWindow  *window,
      const char *address,
      const char *repository)
{
  FerryWindow *self = FERRY_WINDOW (window);
  g_autoptr(FerryQuery) query = ferry_query_new_for_repository (FERRY_REGION_DEFAULT, PROBE_ORGANIZATION, repository, NULL);

  if (!ferry_window_is_account (self, ACCOUNT_ID))
    set_account (self, address);
  ferry_window_list (self, query);
}

int
main (int   argc,
      char *argv[])
{
  static const ProbeSubject subject = { create_application, get_view, list };

  /* As the program's own main() does. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FERRY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  return probe_run (&subject, argc, argv);
}
