/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli.h"

#include <glib/gi18n.h>

#include "ferry-cli-query.h"

/**
 * ferry_cli_list_commands:
 * @n_commands: (out): how many there are
 *
 * Returns: (array length=n_commands): all commands
 */
const FerryCliCommand *
ferry_cli_list_commands (gsize *n_commands)
{
  static const FerryCliCommand commands[] = {
    { "list", N_("List the synchronization tasks of a repository"), N_("ORGANIZATION/REPOSITORY"),
      ferry_cli_create_list_query, FALSE },
    { "scan", N_("List the synchronization tasks of all repositories, of an organization, or of a list of repositories"),
      N_("[ORGANIZATION]"), ferry_cli_create_scan_query, TRUE },
  };

  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

/**
 * ferry_cli_list_statuses:
 * @n_statuses: (out): how many there are
 *
 * Returns: (array length=n_statuses): how commands end, and what that means
 */
const FerryCliStatusText *
ferry_cli_list_statuses (gsize *n_statuses)
{
  static const FerryCliStatusText statuses[] = {
    { FERRY_CLI_OK, N_("done") },
    { FERRY_CLI_USAGE, N_("usage") },
    { FERRY_CLI_SIGN_IN, N_("sign-in") },
    { FERRY_CLI_NOT_FOUND, N_("not found") },
    { FERRY_CLI_PARTIAL, N_("done, but a part could not be read") },
    { FERRY_CLI_SERVICE, N_("network or service") },
    { FERRY_CLI_WRITE, N_("writing failed") },
  };

  *n_statuses = G_N_ELEMENTS (statuses);

  return statuses;
}
