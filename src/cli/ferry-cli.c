/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "ferry-cli-terminal.h"

static void
print_help (FILE *stream)
{
  gsize n_commands;
  const FerryCliCommand *commands = ferry_cli_list_commands (&n_commands);

  fprintf (stream, "%s\n  ferryboard-cli %s\n  ferryboard-cli --version\n\n%s\n",
           _("Usage:"), _("COMMAND [OPTION…]"), _("Commands:"));
  for (gsize i = 0; i < n_commands; i++)
    fprintf (stream, "  %-10s %s\n", commands[i].name, _(commands[i].summary));
  fprintf (stream, "\n%s\n", _("“ferryboard-cli COMMAND --help” says more about a command."));
}

static const FerryCliCommand *
find_command (const char *name)
{
  gsize n_commands;
  const FerryCliCommand *commands = ferry_cli_list_commands (&n_commands);

  for (gsize i = 0; i < n_commands; i++)
    if (strcmp (name, commands[i].name) == 0)
      return &commands[i];

  return NULL;
}

/* A list is made in a thread of its own. The memory that threads get for that is enlarged by the page, hundreds of times;
 * that of the program is not, and nothing else wants it meanwhile. */
static void
share_memory (void)
{
#ifdef M_ARENA_MAX
  mallopt (M_ARENA_MAX, 1);
#endif
}

/* Jobs and containers have the locale C, which knows ASCII alone; what they write in scripts and files is UTF-8. */
static void
set_locale (void)
{
  setlocale (LC_ALL, "");
  if (strcmp (nl_langinfo (CODESET), "ANSI_X3.4-1968") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
}

int
main (int   argc,
      char *argv[])
{
  const char *name = argc > 1 ? argv[1] : "";
  const FerryCliCommand *command = find_command (name);

  share_memory ();
  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, FERRY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("ferryboard-cli");

  if (command != NULL)
    return ferry_cli_run (command, argc - 1, argv + 1);

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
    {
      g_autofree char *text = g_strdup_printf (_("There is no command “%s”."), name);

      ferry_cli_print (text);
      g_printerr ("\n");
    }
  print_help (stderr);

  return FERRY_CLI_USAGE;
}
