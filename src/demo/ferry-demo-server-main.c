/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>

#include "ferry-demo-options.h"

static FerryDemoServer *
start_server (const FerryDemoOptions  *options,
              GError                 **error)
{
  g_autoptr(FerryDemoServer) server = ferry_demo_server_new ();
  g_autoptr(GTlsCertificate) certificate = NULL;

  if (!ferry_demo_options_apply (options, server, error))
    return NULL;
  if (options->certificate != NULL)
    {
      if ((certificate = g_tls_certificate_new_from_file (options->certificate, error)) == NULL)
        {
          g_prefix_error_literal (error, "cannot read the certificate: ");
          return NULL;
        }
      ferry_demo_server_set_certificate (server, certificate);
    }

  if (!ferry_demo_server_start (server, options->port, error))
    {
      g_prefix_error (error, "cannot listen on port %d: ", options->port);
      return NULL;
    }

  return g_steal_pointer (&server);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

int
main (int    argc,
      char **argv)
{
  g_auto(FerryDemoOptions) options = { 0 };
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(FerryDemoServer) server = NULL;
  g_autoptr(GError) error = NULL;

  /* For the characters that are printed, not for the language. */
  setlocale (LC_CTYPE, "");

  if (!ferry_demo_options_parse (&options, &argc, &argv, &error) ||
      (server = start_server (&options, &error)) == NULL)
    {
      g_printerr ("ferryboard-demo-server: %s\n", error->message);
      return EXIT_FAILURE;
    }

  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);

  g_print ("Listening on %s\n", ferry_demo_server_get_endpoint (server));
  fflush (stdout);
  g_main_loop_run (loop);

  return EXIT_SUCCESS;
}
