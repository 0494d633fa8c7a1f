/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "account.h"
#include "probe.h"

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

static void
list (GtkWindow  *window,
      const char *address,
      const char *repository)
{
  FerryWindow *self = FERRY_WINDOW (window);
  g_autoptr(FerryQuery) query = ferry_query_new_for_repository (FERRY_REGION_DEFAULT, PROBE_ORGANIZATION, repository, NULL);

  if (!ferry_window_is_account (self, BENCHMARK_ACCOUNT_ID))
    benchmark_set_account (self, address);
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
