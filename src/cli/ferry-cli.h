/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-options.h"
#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryCliStatus:
 * @FERRY_CLI_OK: all was done
 * @FERRY_CLI_USAGE: what was asked for cannot be asked
 * @FERRY_CLI_SIGN_IN: there are no credentials, or the service does not let
 *   them do this
 * @FERRY_CLI_NOT_FOUND: the organization or repository does not exist
 * @FERRY_CLI_PARTIAL: something was written, but a region or an entry could not
 *   be read
 * @FERRY_CLI_SERVICE: the network or the service failed
 * @FERRY_CLI_WRITE: the result could not be written
 * @FERRY_CLI_INTERRUPTED: a signal stopped it; what shells expect then
 *
 * How the program ends. Scripts depend on these numbers.
 */
typedef enum
{
  FERRY_CLI_OK = 0,
  FERRY_CLI_USAGE = 1,
  FERRY_CLI_SIGN_IN = 2,
  FERRY_CLI_NOT_FOUND = 3,
  FERRY_CLI_PARTIAL = 4,
  FERRY_CLI_SERVICE = 5,
  FERRY_CLI_WRITE = 6,
  FERRY_CLI_INTERRUPTED = 130,
} FerryCliStatus;

/**
 * FerryCliStatusText:
 * @status: a status
 * @text: what it means, in a few words; not yet translated
 */
typedef struct
{
  FerryCliStatus status;
  const char *text;
} FerryCliStatusText;

/**
 * FerryCliCommand:
 * @name: what is typed
 * @summary: what it does; not yet translated
 * @arguments: what follows the options; not yet translated
 * @create_query: finds out what it asks
 * @keeps_part: whether what was read until it was stopped is written
 *
 * A command. Its options are in #FerryCliOption.
 */
struct _FerryCliCommand
{
  const char *name;
  const char *summary;
  const char *arguments;
  FerryQuery *(*create_query) (const FerryCliOptions *options, GPtrArray *accounts, GError **error);
  gboolean keeps_part;
};

const FerryCliCommand *ferry_cli_list_commands (gsize *n_commands);
const FerryCliStatusText *ferry_cli_list_statuses (gsize *n_statuses);

FerryCliStatus ferry_cli_run (const FerryCliCommand *command, int argc, char *argv[]);

G_END_DECLS
