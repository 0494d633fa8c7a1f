/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _FerryCliCommand FerryCliCommand;

/**
 * FerryCliWords:
 * @FERRY_CLI_WORDS_ANY: anything
 * @FERRY_CLI_WORDS_ACCOUNT: the name of an account
 * @FERRY_CLI_WORDS_COLUMNS: ids of columns, with commas between them
 * @FERRY_CLI_WORDS_FILE: a file
 * @FERRY_CLI_WORDS_FORMAT: the id of a format
 * @FERRY_CLI_WORDS_ORDER: ids of columns, perhaps with a `-` before them
 * @FERRY_CLI_WORDS_REGION: the id of a region
 * @FERRY_CLI_WORDS_TIMES: a way to write times
 *
 * What an option takes, so that a shell can propose it.
 */
typedef enum
{
  FERRY_CLI_WORDS_ANY,
  FERRY_CLI_WORDS_ACCOUNT,
  FERRY_CLI_WORDS_COLUMNS,
  FERRY_CLI_WORDS_FILE,
  FERRY_CLI_WORDS_FORMAT,
  FERRY_CLI_WORDS_ORDER,
  FERRY_CLI_WORDS_REGION,
  FERRY_CLI_WORDS_TIMES,
} FerryCliWords;

/**
 * FerryCliOption:
 * @name: its long name
 * @letter: its short name, or 0
 * @type: what becomes of its argument
 * @offset: where that goes in #FerryCliOptions
 * @argument: (nullable): what its argument is called; not yet translated
 * @summary: what it does, for the help; not yet translated
 * @details: (nullable): what else there is to know, for the manual page
 * @words: what its argument is
 * @command: (nullable): the name of the command that has it, or %NULL for all
 *
 * An option. The help, the manual page and the completions of shells are all made
 * of these.
 */
typedef struct
{
  const char *name;
  char letter;
  GOptionArg type;
  gsize offset;
  const char *argument;
  const char *summary;
  const char *details;
  FerryCliWords words;
  const char *command;
} FerryCliOption;

/**
 * FerryCliOptions:
 *
 * What was asked for, as it was typed.
 */
typedef struct
{
  GStrv accounts;  /* (owned) (nullable) */
  char *columns;   /* (owned) (nullable) */
  char *endpoint;  /* (owned) (nullable) */
  char *filter;    /* (owned) (nullable) */
  char *format;    /* (owned) (nullable) */
  char *names;     /* (owned) (nullable) */
  char *output;    /* (owned) (nullable) */
  GStrv regions;   /* (owned) (nullable) */
  char *sort;      /* (owned) (nullable) */
  char *times;     /* (owned) (nullable) */
  int at_once;
  gboolean no_bom;
  gboolean no_facts;
  gboolean no_guard;
  gboolean no_retry;
  gboolean quiet;
  GStrv arguments; /* (owned) (nullable) */
} FerryCliOptions;

const FerryCliOption *ferry_cli_list_options (gsize *n_options);
gboolean ferry_cli_option_is_of (const FerryCliOption *self,
                                 const char *command);

gboolean ferry_cli_options_parse (FerryCliOptions *self,
                                  const FerryCliCommand *command,
                                  int argc,
                                  char *argv[],
                                  GError **error);
void ferry_cli_options_clear (FerryCliOptions *self);

char *ferry_cli_dup_column_names (void);
char *ferry_cli_dup_format_names (void);
char *ferry_cli_dup_times_names (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FerryCliOptions, ferry_cli_options_clear)

G_END_DECLS
