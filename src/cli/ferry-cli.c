/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "ferry-core.h"

static const struct
{
  const char *name;
  const char *summary;
  FerryCliStatus (*run) (int argc, char *argv[]);
} commands[] = {
  { "list", N_("List the synchronization tasks of a repository"), ferry_cli_list },
};

static void
print_help (FILE *stream)
{
  fprintf (stream, "%s\n  ferryboard-cli %s\n  ferryboard-cli --version\n\n%s\n",
           _("Usage:"), _("COMMAND [OPTION…]"), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-10s %s\n", commands[i].name, _(commands[i].summary));
  fprintf (stream, "\n%s\n", _("“ferryboard-cli COMMAND --help” says more about a command."));
}

/**
 * ferry_cli_print_error:
 * @error: what went wrong
 *
 * Tells what went wrong on the standard error stream, and on a line of its own
 * what the service's support asks for.
 */
void
ferry_cli_print_error (const GError *error)
{
  g_autofree char *reference = ferry_error_dup_reference (error);

  g_printerr ("ferryboard-cli: %s\n", error->message);
  if (reference != NULL)
    g_printerr ("ferryboard-cli: %s\n", reference);
}

int
main (int   argc,
      char *argv[])
{
  const char *name = argc > 1 ? argv[1] : "";

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FERRY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("ferryboard-cli");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (name, commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);

  if (strcmp (name, "--version") == 0 || strcmp (name, "-v") == 0)
    {
      printf ("ferryboard-cli %s\n", FERRY_VERSION);
      return FERRY_CLI_OK;
    }
  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0 || strcmp (name, "help") == 0)
    {
      print_help (stdout);
      return FERRY_CLI_OK;
    }

  if (*name != '\0')
    g_printerr (_("ferryboard-cli: There is no command “%s”.\n\n"), name);
  print_help (stderr);

  return FERRY_CLI_USAGE;
}
