/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-options.h"

#include <glib/gi18n.h>

#include "ferry-cli.h"
#include "ferry-core.h"

#define MAX_AT_ONCE 32

#define OFFSET(field) G_STRUCT_OFFSET (FerryCliOptions, field)

static const FerryCliOption options[] = {
  { "account", 'a', G_OPTION_ARG_STRING_ARRAY, OFFSET (accounts), N_("NAME"),
    N_("Ask as this account of Ferryboard, by its name or ID; may be repeated"),
    "Its addresses and regions are those of the account, and its secret comes from the keyring. A one-time code is asked "
    "for, if there is a terminal. Several accounts are asked at the same time, each in all of the regions. Without this "
    "option the credentials come from the environment.",
    FERRY_CLI_WORDS_ACCOUNT },
  { "region", 'r', G_OPTION_ARG_STRING_ARRAY, OFFSET (regions), N_("ID"),
    N_("The region to ask; may be repeated (default: that of the path or those of the account, else cn-north-4)"),
    "Several regions are asked at the same time, a few at once, and their tasks are listed in the order in which the "
    "regions are given. Where none is given, list asks the region of the path, or the first one of the account; scan asks "
    "all regions of the account, and those that a list of repositories names.",
    FERRY_CLI_WORDS_REGION },
  { "names", 0, G_OPTION_ARG_FILENAME, OFFSET (names), N_("FILE"),
    N_("Ask about the repositories that this file names; “-” is the standard input"),
    "Each is on a line of its own, as ORGANIZATION/REPOSITORY or as the path that is used to pull its images. Blank lines, and "
    "what follows a “#”, are left out. When a line names no repository, nothing is asked.",
    FERRY_CLI_WORDS_FILE, "scan" },
  { "at-once", 0, G_OPTION_ARG_INT, OFFSET (at_once), N_("N"),
    N_("How many requests are under way at once, from 1 to 32 (default: 8)"),
    "They are fewer for a while when the service asks to slow down.",
    FERRY_CLI_WORDS_ANY },
  { "columns", 'c', G_OPTION_ARG_STRING, OFFSET (columns), N_("COLUMN,…"),
    N_("The columns, in this order (default: all)"),
    NULL, FERRY_CLI_WORDS_COLUMNS },
  { "filter", 0, G_OPTION_ARG_STRING, OFFSET (filter), N_("TEXT"),
    N_("List only the tasks that match, as in the filter of the window"),
    "See FILTER.",
    FERRY_CLI_WORDS_ANY },
  { "sort", 's', G_OPTION_ARG_STRING, OFFSET (sort), N_("COLUMN,…"),
    N_("Sort by these columns; a “-” before one turns it round (default: as the service lists them)"),
    "Names are compared with their digits as numbers, and what is not known comes last. Where the first letter of the "
    "argument is a “-”, write it as --sort=-updated.",
    FERRY_CLI_WORDS_ORDER },
  { "format", 'f', G_OPTION_ARG_STRING, OFFSET (format), N_("FORMAT"),
    N_("The format (default: as the name of the file ends, else a table on a terminal and csv elsewhere)"),
    NULL, FERRY_CLI_WORDS_FORMAT },
  { "output", 'o', G_OPTION_ARG_FILENAME, OFFSET (output), N_("FILE"),
    N_("Write to a file instead of the standard output"),
    "The file is written beside the old one and then put in its place, so that the old one stays when something fails.",
    FERRY_CLI_WORDS_FILE },
  { "times", 0, G_OPTION_ARG_STRING, OFFSET (times), N_("STYLE"),
    N_("How to write times: as the service wrote them, as clocks here show them, or in UTC (default: written)"),
    NULL, FERRY_CLI_WORDS_TIMES },
  { "no-bom", 0, G_OPTION_ARG_NONE, OFFSET (no_bom), NULL,
    N_("Leave out the mark that CSV files begin with, by which spreadsheets tell UTF-8"),
    "Only a file that is named with --output begins with it; the standard output never does.",
    FERRY_CLI_WORDS_ANY },
  { "no-guard", 0, G_OPTION_ARG_NONE, OFFSET (no_guard), NULL,
    N_("Do not put an apostrophe before values that a spreadsheet would run as a formula"),
    "Those begin with = + - @, a tab or a carriage return.",
    FERRY_CLI_WORDS_ANY },
  { "no-facts", 0, G_OPTION_ARG_NONE, OFFSET (no_facts), NULL,
    N_("Leave out what is known of the list beside its rows"),
    "It is: what was asked, as which account, in which regions and when, the filter, how many rows of how many, and what "
    "could not be read.",
    FERRY_CLI_WORDS_ANY },
  { "no-retry", 0, G_OPTION_ARG_NONE, OFFSET (no_retry), NULL,
    N_("Ask once, also when the service has a problem or asks to slow down"),
    NULL, FERRY_CLI_WORDS_ANY },
  { "quiet", 'q', G_OPTION_ARG_NONE, OFFSET (quiet), NULL,
    N_("Do not tell of progress, nor that the service asks to slow down"),
    "Errors, and what the list lacks, are always told.",
    FERRY_CLI_WORDS_ANY },
  { "endpoint", 0, G_OPTION_ARG_STRING, OFFSET (endpoint), N_("URL"),
    N_("The address of the service; {region} in it stands for the region"),
    "Not together with --account, which has its own address.",
    FERRY_CLI_WORDS_ANY },
};

/**
 * ferry_cli_list_options:
 * @n_options: (out): how many there are
 *
 * Returns: (array length=n_options): all options
 */
const FerryCliOption *
ferry_cli_list_options (gsize *n_options)
{
  *n_options = G_N_ELEMENTS (options);

  return options;
}

/**
 * ferry_cli_dup_column_names:
 *
 * Returns: (transfer full): the ids of all columns, for people
 */
char *
ferry_cli_dup_column_names (void)
{
  const char *names[FERRY_N_COLUMNS + 1] = { NULL };

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    names[column] = ferry_column_get_id (column);

  return g_strjoinv (", ", (GStrv) names);
}

/**
 * ferry_cli_dup_format_names:
 *
 * Returns: (transfer full): the ids of all formats, for people
 */
char *
ferry_cli_dup_format_names (void)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (0, NULL, TRUE);

  for (const FerryExporter *const *exporter = ferry_exporter_list (); *exporter != NULL; exporter++)
    g_ptr_array_add (names, (gpointer) (*exporter)->id);

  return g_strjoinv (", ", (GStrv) names->pdata);
}

/**
 * ferry_cli_dup_times_names:
 *
 * Returns: (transfer full): the names of all ways to write times, for people
 */
char *
ferry_cli_dup_times_names (void)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (FERRY_TYPE_EXPORT_TIMES);
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (0, NULL, TRUE);

  for (guint i = 0; i < klass->n_values; i++)
    g_ptr_array_add (names, (gpointer) klass->values[i].value_nick);

  return g_strjoinv (", ", (GStrv) names->pdata);
}

/**
 * ferry_cli_option_is_of:
 * @self: an option
 * @command: the name of a command
 *
 * Returns: whether @command has the option
 */
gboolean
ferry_cli_option_is_of (const FerryCliOption *self,
                        const char           *command)
{
  return self->command == NULL || g_str_equal (self->command, command);
}

static char *
dup_statuses (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gsize n_statuses;
  const FerryCliStatusText *statuses = ferry_cli_list_statuses (&n_statuses);

  for (gsize i = 0; i < n_statuses; i++)
    g_string_append_printf (text, "%s%d %s", i > 0 ? ferry_wording_get_separator () : "", statuses[i].status, _(statuses[i].text));

  /* Translators: makes a sentence of what a command does, or of a list. */
  return g_strdup_printf (_("%s."), text->str);
}

/* What stands below the options. */
static char *
dup_description (void)
{
  g_autofree char *formats = ferry_cli_dup_format_names ();
  g_autofree char *columns = ferry_cli_dup_column_names ();
  g_autofree char *times = ferry_cli_dup_times_names ();
  g_autofree char *statuses = dup_statuses ();
  g_autofree char *credentials = g_strdup_printf (
    /* Translators: the placeholders are names of environment variables. */
    _("Without --account the credentials come from the environment: %s and %s, with %s and %s where they are needed, or %s."),
    "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HUAWEICLOUD_SDK_PROJECT_ID", "FERRYBOARD_TOKEN");

  return g_strdup_printf ("%s %s\n%s %s\n%s %s\n\n%s\n\n%s %s\n", _("Formats:"), formats, _("Columns:"), columns,
                          _("Styles of times:"), times, credentials, _("Exit status:"), statuses);
}

static GOptionContext *
create_context (FerryCliOptions       *self,
                const FerryCliCommand *command)
{
  GOptionContext *context = g_option_context_new (NULL);
  g_autofree char *description = dup_description ();
  /* Translators: makes a sentence of what a command does. */
  g_autofree char *sentence = g_strdup_printf (_("%s."), _(command->summary));
  GOptionEntry entries[G_N_ELEMENTS (options) + 2] = { 0 };
  gsize n_entries = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (ferry_cli_option_is_of (&options[i], command->name))
      entries[n_entries++] = (GOptionEntry) { options[i].name, options[i].letter, 0, options[i].type,
                                              G_STRUCT_MEMBER_P (self, options[i].offset), options[i].summary, options[i].argument };
  entries[n_entries] = (GOptionEntry) { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->arguments, NULL, command->arguments };
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, sentence);
  g_option_context_set_description (context, description);

  return context;
}

/* An empty text is of a variable of a script that is not set, most likely. It does not mean the public cloud, nor
 * everything. */
static const char *
find_problem (const FerryCliOptions *self)
{
  if (self->endpoint != NULL && *self->endpoint == '\0')
    return _("The address of the service is empty.");
  if ((self->output != NULL && *self->output == '\0') || (self->names != NULL && *self->names == '\0'))
    return _("The name of the file is empty.");
  if (self->endpoint != NULL && self->accounts != NULL)
    return _("An account has its own address. Leave out --endpoint.");
  if (self->at_once < 1 || self->at_once > MAX_AT_ONCE)
    return _("From 1 to 32 requests can be under way at once.");

  return NULL;
}

/**
 * ferry_cli_options_parse:
 * @self: (out caller-allocates): the options, all zero before
 * @command: the command whose options they are
 * @argc: how many arguments there are
 * @argv: the arguments, the name of the command first
 * @error: return location for an error
 *
 * Reads the options of a command. With `--help` it does not return.
 *
 * Returns: whether they could be read; if not, they have to be cleared too
 */
gboolean
ferry_cli_options_parse (FerryCliOptions        *self,
                         const FerryCliCommand  *command,
                         int                     argc,
                         char                   *argv[],
                         GError                **error)
{
  g_autoptr(GOptionContext) context = create_context (self, command);
  g_autofree char *program = g_strconcat ("ferryboard-cli ", command->name, NULL);
  const char *problem;

  g_set_prgname (program);
  self->at_once = FERRY_PACE_MAX_AT_ONCE;
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if ((problem = find_problem (self)) != NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, problem);
      return FALSE;
    }

  return TRUE;
}

/**
 * ferry_cli_options_clear:
 * @self: options
 *
 * Frees what is in them.
 */
void
ferry_cli_options_clear (FerryCliOptions *self)
{
  g_strfreev (self->accounts);
  g_free (self->columns);
  g_free (self->endpoint);
  g_free (self->filter);
  g_free (self->format);
  g_free (self->names);
  g_free (self->output);
  g_strfreev (self->regions);
  g_free (self->sort);
  g_free (self->times);
  g_strfreev (self->arguments);
}
