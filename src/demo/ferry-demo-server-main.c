/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>

#include "ferry-demo-server.h"

/* A tool for developers, so it speaks English only. */

typedef struct
{
  int port;
  int latency;
  int n_tasks;
  int token_lifetime;
  char *fault;
  int fault_count;
  char *access_key;
  char *secret_key;
  char *token;
  char *domain;
  char *user;
  char *password;
  char *passcode;
  char *certificate;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->fault);
  g_free (options->access_key);
  g_free (options->secret_key);
  g_free (options->token);
  g_free (options->domain);
  g_free (options->user);
  g_free (options->password);
  g_free (options->passcode);
  g_free (options->certificate);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GOptionContext *
make_option_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "Port to listen on; 0 picks a free one", "N" },
    { "latency", 0, 0, G_OPTION_ARG_INT, &options->latency, "Wait before each answer, in milliseconds", "MS" },
    { "tasks", 0, 0, G_OPTION_ARG_INT, &options->n_tasks, "Add the repository bulk/tasks with as many tasks", "N" },
    { "fault", 0, 0, G_OPTION_ARG_STRING, &options->fault, "Fail in this way", "NAME" },
    { "fault-count", 0, 0, G_OPTION_ARG_INT, &options->fault_count, "For so many requests only", "N" },
    { "access-key", 0, 0, G_OPTION_ARG_STRING, &options->access_key, "Access key to accept", "K" },
    { "secret-key", 0, 0, G_OPTION_ARG_STRING, &options->secret_key, "Secret key that belongs to it", "S" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &options->token, "Token to accept", "T" },
    { "domain", 0, 0, G_OPTION_ARG_STRING, &options->domain, "Account of the user who may sign in", "A" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &options->user, "User who may sign in", "U" },
    { "password", 0, 0, G_OPTION_ARG_STRING, &options->password, "Password of that user", "P" },
    { "passcode", 0, 0, G_OPTION_ARG_STRING, &options->passcode, "Ask for this one-time code, too", "C" },
    { "token-lifetime", 0, 0, G_OPTION_ARG_INT, &options->token_lifetime, "How long tokens last, in seconds", "S" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate,
      "Speak HTTPS with this certificate and its key", "FILE.pem" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new (NULL);
  g_autofree char *faults = ferry_demo_fault_dup_listing ();
  g_autofree char *description =
    g_strconcat ("Below /REGION, only the organizations of that region are found; without it, all are.\n"
                 "Tokens are issued there, too, and below /iam, /iam/REGION and /REGION/iam.\n\n"
                 "Accepted, unless told otherwise:\n"
                 "  access key " FERRY_DEMO_ACCESS_KEY ", secret key " FERRY_DEMO_SECRET_KEY
                 ", token " FERRY_DEMO_TOKEN "\n"
                 "  user " FERRY_DEMO_USER " (id " FERRY_DEMO_USER_ID ") of the account " FERRY_DEMO_DOMAIN
                 ", password " FERRY_DEMO_PASSWORD "\n\n",
                 faults, NULL);

  g_option_context_set_summary (context, "Serves the sample account of Ferryboard over HTTP, on this machine only.");
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, description);

  return context;
}

static gboolean
check_options (const Options   *options,
               int              n_arguments,
               FerryDemoFault  *fault,
               GError         **error)
{
  g_autofree char *faults = ferry_demo_fault_dup_listing ();
  const char *problem = NULL;

  if (n_arguments > 1)
    problem = "no arguments are expected besides the options.";
  else if (options->port < 0 || options->port > G_MAXUINT16)
    problem = "the port must be from 0 to 65535.";
  else if (options->latency < 0 || options->n_tasks < 0 || options->token_lifetime < 0)
    problem = "times and the number of tasks cannot be negative.";
  else if ((options->access_key == NULL) != (options->secret_key == NULL))
    problem = "an access key and a secret key come together.";

  if (problem != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, problem);
  else if (options->fault != NULL && !ferry_demo_fault_from_name (options->fault, fault))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "there is no fault “%s”.\n%s",
                 options->fault, faults);
  else
    return TRUE;

  return FALSE;
}

static const char *
get_or (const char *text,
        const char *otherwise)
{
  return text != NULL ? text : otherwise;
}

static void
configure_server (FerryDemoServer *server,
                  const Options   *options,
                  FerryDemoFault   fault)
{
  ferry_demo_server_set_fault (server, fault);
  ferry_demo_server_set_fault_count (server, MAX (options->fault_count, 0));
  ferry_demo_server_set_latency (server, options->latency);
  ferry_demo_server_set_bulk_tasks (server, options->n_tasks);
  if (options->access_key != NULL)
    ferry_demo_server_set_key_pair (server, options->access_key, options->secret_key);
  if (options->token != NULL)
    ferry_demo_server_set_token (server, options->token);
  if (options->token_lifetime > 0)
    ferry_demo_server_set_token_lifetime (server, options->token_lifetime);
  ferry_demo_server_set_user (server, get_or (options->domain, FERRY_DEMO_DOMAIN),
                              get_or (options->user, FERRY_DEMO_USER),
                              get_or (options->password, FERRY_DEMO_PASSWORD));
  ferry_demo_server_set_passcode (server, options->passcode);
}

static FerryDemoServer *
start_server (const Options   *options,
              FerryDemoFault   fault,
              GError         **error)
{
  g_autoptr(FerryDemoServer) server = ferry_demo_server_new ();
  g_autoptr(GTlsCertificate) certificate = NULL;

  configure_server (server, options, fault);
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
  g_auto(Options) options = { 0 };
  g_autoptr(GOptionContext) context = make_option_context (&options);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(FerryDemoServer) server = NULL;
  g_autoptr(GError) error = NULL;
  FerryDemoFault fault = FERRY_DEMO_FAULT_NONE;

  /* For the characters that are printed, not for the language. */
  setlocale (LC_CTYPE, "");

  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      !check_options (&options, argc, &fault, &error) ||
      (server = start_server (&options, fault, &error)) == NULL)
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
