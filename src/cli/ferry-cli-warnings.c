/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-warnings.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "ferry-cli-terminal.h"

static char *
dup_failure (const FerryFailure *failure)
{
  g_autofree char *account = failure->account != NULL ? g_strconcat (failure->account, ": ", NULL) : g_strdup ("");

  if (*failure->region == '\0')   /* nothing of the account could be asked */
    return g_strconcat (account, failure->message, NULL);

  return g_strconcat (account, failure->region, " ", failure->scope, ": ", failure->message, NULL);
}

/* Each part, and what the service's support asks for. */
static void
print_each_failure (const FerryCliAnswer *answer)
{
  for (guint i = 0; i < answer->facts->failures->len; i++)
    {
      const FerryFailure *failure = g_ptr_array_index (answer->facts->failures, i);
      g_autofree char *text = dup_failure (failure);
      g_autofree char *reference = ferry_error_dup_reference (g_ptr_array_index (answer->errors, i));

      ferry_cli_print (text);
      if (reference != NULL)
        ferry_cli_print (reference);
    }
}

static void
print_grouped_failures (GPtrArray *texts)
{
  for (guint i = 0; i < MIN (texts->len, FERRY_CLI_MAX_LINES); i++)
    ferry_cli_print (g_ptr_array_index (texts, i));
  ferry_cli_print_rest (texts->len);
}

/* What would help, once for each permission. */
static void
print_hints (const FerryCliAnswer *answer)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < answer->errors->len; i++)
    {
      g_autofree char *hint = ferry_cli_dup_hint (g_ptr_array_index (answer->errors, i));

      if (hint != NULL && !g_hash_table_contains (seen, hint))
        ferry_cli_print (hint);
      if (hint != NULL)
        g_hash_table_add (seen, g_steal_pointer (&hint));
    }
}

/**
 * ferry_cli_print_warnings:
 * @answer: what was found out
 *
 * Tells what the list does not hold, beside it, where a program that reads the
 * list is not disturbed. Where many parts could not be read, those with the same
 * reason share a line.
 */
void
ferry_cli_print_warnings (const FerryCliAnswer *answer)
{
  g_autoptr(GPtrArray) failures = ferry_facts_dup_failure_warnings (answer->facts);
  g_autoptr(GPtrArray) warnings = ferry_facts_dup_warnings (answer->facts);

  if (answer->facts->failures->len <= FERRY_CLI_MAX_LINES)
    print_each_failure (answer);
  else
    print_grouped_failures (failures);
  print_hints (answer);

  /* The failures come first. */
  for (guint i = failures->len; i < warnings->len; i++)
    ferry_cli_print (g_ptr_array_index (warnings, i));
}

static char *
dup_summary (const FerryFacts *facts)
{
  /* A service that hides what may not be seen does not say so. */
  if (facts->n_repositories == 0)
    return g_strdup (_("No repository was found: there is none, or none that this sign-in may see."));
  if (facts->n_repositories == 1 || facts->without_tasks->len == 0 || !ferry_cli_is_terminal (STDERR_FILENO))
    return NULL;

  return g_strdup_printf (ngettext ("%'u of %'u repository has no tasks.", "%'u of %'u repositories have no tasks.", facts->n_repositories),
                          facts->without_tasks->len, facts->n_repositories);
}

/**
 * ferry_cli_print_summary:
 * @answer: what was found out
 *
 * Tells what no row tells: that there are no repositories; and to somebody at a
 * terminal how many of several repositories have no tasks.
 */
void
ferry_cli_print_summary (const FerryCliAnswer *answer)
{
  g_autofree char *text = dup_summary (answer->facts);

  if (text != NULL)
    ferry_cli_print (text);
}
