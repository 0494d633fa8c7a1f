/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "ferry-cli.h"
#include "ferry-core.h"

/* Fills what the command line program knows of itself into a template: the manual page, or a completion of a shell. It
 * runs where the program is built, and speaks English. */

/* As the manual page has text: a hyphen could become a dash, and a point in front a command. */
static void
append_man (GString    *document,
            const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\\')
      g_string_append (document, "\\e");
    else if (*p == '-')
      g_string_append (document, "\\-");
    else
      g_string_append_c (document, *p);
}

static void
append_man_entry (GString    *document,
                  const char *name,
                  const char *text)
{
  g_string_append (document, ".TP\n.B ");
  append_man (document, name);
  g_string_append (document, "\n\\&");
  append_man (document, text);
  g_string_append_c (document, '\n');
}

static void
append_man_commands (GString *document)
{
  gsize n_commands;
  const FerryCliCommand *commands = ferry_cli_list_commands (&n_commands);

  for (gsize i = 0; i < n_commands; i++)
    {
      g_autofree char *synopsis = g_strdup_printf ("%s [OPTION…] %s", commands[i].name, commands[i].arguments);
      g_autofree char *sentence = g_strconcat (commands[i].summary, ".", NULL);

      append_man_entry (document, synopsis, sentence);
    }
}

static void
append_man_option (GString              *document,
                   const FerryCliOption *option)
{
  g_autofree char *names = option->letter != 0 ? g_strdup_printf ("-%c, --%s", option->letter, option->name)
                                               : g_strconcat ("--", option->name, NULL);
  g_autofree char *name = option->argument != NULL ? g_strconcat (names, "=", option->argument, NULL) : g_strdup (names);
  g_autofree char *times = ferry_cli_dup_times_names ();
  g_autoptr(GString) text = g_string_new (option->summary);

  g_string_append_c (text, '.');
  if (option->details != NULL)
    g_string_append_printf (text, " %s", option->details);
  if (option->words == FERRY_CLI_WORDS_TIMES)
    g_string_append_printf (text, " %s is one of: %s.", option->argument, times);
  if (option->command != NULL)
    g_string_append_printf (text, " Only with %s.", option->command);

  append_man_entry (document, name, text->str);
}

static void
append_man_options (GString *document)
{
  gsize n_options;
  const FerryCliOption *options = ferry_cli_list_options (&n_options);

  for (gsize i = 0; i < n_options; i++)
    append_man_option (document, &options[i]);
}

static void
append_man_formats (GString *document)
{
  for (const FerryExporter *const *exporter = ferry_exporter_list (); *exporter != NULL; exporter++)
    {
      g_autofree char *text = g_strdup_printf ("%s. %s. Files that end with “.%s”.", (*exporter)->title, (*exporter)->summary,
                                               (*exporter)->extension);

      append_man_entry (document, (*exporter)->id, text);
    }
}

static void
append_man_columns (GString *document)
{
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      const char *id = ferry_column_get_id (column), *member = ferry_column_get_member (column);
      g_autofree char *names = strcmp (id, member) != 0 ? g_strdup_printf ("%s, %s", id, member) : g_strdup (id);

      append_man_entry (document, names, ferry_column_get_title (column));
    }
}

static void
append_man_statuses (GString *document)
{
  gsize n_statuses;
  const FerryCliStatusText *statuses = ferry_cli_list_statuses (&n_statuses);

  for (gsize i = 0; i < n_statuses; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", statuses[i].status);

      append_man_entry (document, number, statuses[i].text);
    }
}

static void
append_commands (GString *document)
{
  gsize n_commands;
  const FerryCliCommand *commands = ferry_cli_list_commands (&n_commands);

  for (gsize i = 0; i < n_commands; i++)
    g_string_append_printf (document, "%s%s", i > 0 ? " " : "", commands[i].name);
}

static void
append_options (GString    *document,
                const char *command)
{
  gsize n_options;
  const FerryCliOption *options = ferry_cli_list_options (&n_options);

  for (gsize i = 0; i < n_options; i++)
    {
      if (!ferry_cli_option_is_of (&options[i], command))
        continue;
      g_string_append_printf (document, " --%s", options[i].name);
      if (options[i].letter != 0)
        g_string_append_printf (document, " -%c", options[i].letter);
    }
}

/* What begins with a hyphen, as far as a command has it. */
static void
append_bash_commands (GString *document)
{
  gsize n_commands;
  const FerryCliCommand *commands = ferry_cli_list_commands (&n_commands);

  for (gsize i = 0; i < n_commands; i++)
    {
      g_string_append_printf (document, "        %s) _ferryboard_cli_words \"$cur\"", commands[i].name);
      append_options (document, commands[i].name);
      g_string_append (document, " --help -h ;;\n");
    }
}

static void
append_columns (GString    *document,
                const char *prefix)
{
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    g_string_append_printf (document, "%s%s%s", column > 0 ? " " : "", prefix, ferry_column_get_id (column));
}

/* The words that an argument may be, or the empty text where a shell has to look for them, or cannot know them. */
static void
append_words (GString       *document,
              FerryCliWords  words)
{
  g_autoptr(GListModel) regions = ferry_region_list_known ();
  g_autofree char *names = NULL;

  switch (words)
    {
    case FERRY_CLI_WORDS_COLUMNS:
      append_columns (document, "");
      break;
    case FERRY_CLI_WORDS_ORDER:
      append_columns (document, "");
      g_string_append_c (document, ' ');
      append_columns (document, "-");
      break;
    case FERRY_CLI_WORDS_FORMAT:
      names = ferry_cli_dup_format_names ();
      break;
    case FERRY_CLI_WORDS_TIMES:
      names = ferry_cli_dup_times_names ();
      break;
    case FERRY_CLI_WORDS_REGION:
      for (guint i = 0; i < g_list_model_get_n_items (regions); i++)
        {
          g_autoptr(FerryRegion) region = g_list_model_get_item (regions, i);

          g_string_append_printf (document, "%s%s", i > 0 ? " " : "", ferry_region_get_id (region));
        }
      break;
    case FERRY_CLI_WORDS_ANY:
    case FERRY_CLI_WORDS_ACCOUNT:
    case FERRY_CLI_WORDS_FILE:
    default:
      break;
    }

  if (names != NULL)
    g_string_append (document, g_strdelimit (names, ",", ' '));
}

/* A branch of a “case” for each option with an argument. */
static void
append_bash_options (GString *document)
{
  gsize n_options;
  const FerryCliOption *options = ferry_cli_list_options (&n_options);

  for (gsize i = 0; i < n_options; i++)
    {
      const FerryCliOption *option = &options[i];

      if (option->argument == NULL)
        continue;

      g_string_append_printf (document, "    --%s", option->name);
      if (option->letter != 0)
        g_string_append_printf (document, " | -%c", option->letter);
      if (option->words == FERRY_CLI_WORDS_ACCOUNT)
        g_string_append (document, ") _ferryboard_cli_accounts \"$cur\"");
      else if (option->words == FERRY_CLI_WORDS_FILE)
        g_string_append (document, ") _ferryboard_cli_files \"$cur\"");
      else
        {
          gboolean is_list = option->words == FERRY_CLI_WORDS_COLUMNS || option->words == FERRY_CLI_WORDS_ORDER;

          g_string_append_printf (document, ") %s \"$cur\" ", is_list ? "_ferryboard_cli_list" : "_ferryboard_cli_words");
          append_words (document, option->words);
        }
      g_string_append (document, " ;;\n");
    }
}

/* Text in single quotes and brackets. */
static void
append_zsh_text (GString    *document,
                 const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\'')
      g_string_append (document, "'\\''");
    else
      g_string_append_printf (document, "%s%c", strchr ("[]\\:", *p) != NULL ? "\\" : "", *p);
}

static void
append_zsh_argument (GString              *document,
                     const FerryCliOption *option)
{
  g_string_append_printf (document, ":%s:", option->argument);
  switch (option->words)
    {
    case FERRY_CLI_WORDS_ACCOUNT:
      g_string_append (document, "_ferryboard_cli_accounts");
      break;
    case FERRY_CLI_WORDS_FILE:
      g_string_append (document, "_files");
      break;
    case FERRY_CLI_WORDS_COLUMNS:
    case FERRY_CLI_WORDS_ORDER:
      g_string_append (document, "_sequence compadd - ");
      append_words (document, option->words);
      break;
    case FERRY_CLI_WORDS_ANY:
      g_string_append_c (document, ' ');
      break;
    case FERRY_CLI_WORDS_FORMAT:
    case FERRY_CLI_WORDS_REGION:
    case FERRY_CLI_WORDS_TIMES:
    default:
      g_string_append_c (document, '(');
      append_words (document, option->words);
      g_string_append_c (document, ')');
    }
}

/* As “_arguments” of zsh takes it. One that is given excludes itself, unless it may be repeated. */
static void
append_zsh_option (GString              *document,
                   const FerryCliOption *option)
{
  const char *equals = option->argument != NULL ? "=" : "", *plus = option->argument != NULL ? "+" : "";

  if (option->type == G_OPTION_ARG_STRING_ARRAY)
    g_string_append (document, "'*'");
  else if (option->letter != 0)
    g_string_append_printf (document, "'(-%c --%s)'", option->letter, option->name);
  if (option->letter != 0)
    g_string_append_printf (document, "{-%c%s,--%s%s}'[", option->letter, plus, option->name, equals);
  else
    g_string_append_printf (document, "'--%s%s[", option->name, equals);
  append_zsh_text (document, option->summary);
  g_string_append_c (document, ']');
  if (option->argument != NULL)
    append_zsh_argument (document, option);
  g_string_append_c (document, '\'');
}

static void
append_zsh_options (GString *document)
{
  gsize n_options;
  const FerryCliOption *options = ferry_cli_list_options (&n_options);

  for (gsize i = 0; i < n_options; i++)
    {
      if (options[i].command != NULL)
        continue;
      g_string_append (document, "    ");
      append_zsh_option (document, &options[i]);
      g_string_append (document, " \\\n");
    }
}

/* What a command has beside the options of all. */
static void
append_zsh_own_options (GString *document)
{
  gsize n_commands, n_options;
  const FerryCliCommand *commands = ferry_cli_list_commands (&n_commands);
  const FerryCliOption *options = ferry_cli_list_options (&n_options);

  for (gsize i = 0; i < n_commands; i++)
    {
      g_string_append_printf (document, "    %s) own=(", commands[i].name);
      for (gsize j = 0; j < n_options; j++)
        if (options[j].command != NULL && ferry_cli_option_is_of (&options[j], commands[i].name))
          {
            append_zsh_option (document, &options[j]);
            g_string_append_c (document, ' ');
          }
      g_string_append (document, "'1:name: ') ;;\n");
    }
}

static void
append_zsh_commands (GString *document)
{
  gsize n_commands;
  const FerryCliCommand *commands = ferry_cli_list_commands (&n_commands);

  for (gsize i = 0; i < n_commands; i++)
    {
      g_string_append_printf (document, "    '%s:", commands[i].name);
      append_zsh_text (document, commands[i].summary);
      g_string_append (document, "'\n");
    }
}

static void
append_version (GString *document)
{
  g_string_append (document, FERRY_VERSION);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*append) (GString *document);
  } parts[] = {
    { "@VERSION@", append_version },
    { "@COMMANDS@", append_commands },
    { "@MAN_COMMANDS@\n", append_man_commands },
    { "@MAN_OPTIONS@\n", append_man_options },
    { "@MAN_FORMATS@\n", append_man_formats },
    { "@MAN_COLUMNS@\n", append_man_columns },
    { "@MAN_STATUSES@\n", append_man_statuses },
    { "@BASH_COMMANDS@\n", append_bash_commands },
    { "@BASH_OPTIONS@\n", append_bash_options },
    { "@ZSH_COMMANDS@\n", append_zsh_commands },
    { "@ZSH_OPTIONS@\n", append_zsh_options },
    { "@ZSH_OWN_OPTIONS@\n", append_zsh_own_options },
  };
  g_autoptr(GString) document = NULL;
  g_autoptr(GError) error = NULL;
  char *template;

  if (argc != 2 || !g_file_get_contents (argv[1], &template, NULL, &error))
    {
      fprintf (stderr, "ferry-cli-document: %s\n", error != NULL ? error->message : "Name a template.");
      return 1;
    }

  document = g_string_new_take (template);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GString) part = g_string_new (NULL);

      parts[i].append (part);
      g_string_replace (document, parts[i].name, part->str, 0);
    }

  return fputs (document->str, stdout) < 0 || fflush (stdout) != 0;
}
