/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryCliStatus:
 * @FERRY_CLI_OK: all was done
 * @FERRY_CLI_USAGE: what was asked for cannot be asked
 * @FERRY_CLI_SIGN_IN: there are no credentials, or the service does not let
 *   them do this
 * @FERRY_CLI_NOT_FOUND: the organization or repository does not exist
 * @FERRY_CLI_SERVICE: the network or the service failed
 * @FERRY_CLI_WRITE: the result could not be written
 *
 * How the program ends. Scripts depend on these numbers; 4 is kept for a result
 * that is only a part.
 */
typedef enum
{
  FERRY_CLI_OK = 0,
  FERRY_CLI_USAGE = 1,
  FERRY_CLI_SIGN_IN = 2,
  FERRY_CLI_NOT_FOUND = 3,
  FERRY_CLI_SERVICE = 5,
  FERRY_CLI_WRITE = 6,
} FerryCliStatus;

void ferry_cli_print_error (const GError *error);
FerryCliStatus ferry_cli_list (int argc, char *argv[]);

G_END_DECLS
