/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ferry-cli-account.h"
#include "ferry-cli-fetch.h"
#include "ferry-cli-output.h"
#include "ferry-cli-terminal.h"

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

/* All that a run needs. */
typedef struct
{
  FerryCliOptions options;
  FerryCliOutput output;
  FerryAccount *account;     /* (owned) (nullable) */
  FerryQuery *query;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  guint sources[G_N_ELEMENTS (signals)];
} Run;

static void
run_clear (Run *self)
{
  ferry_cli_options_clear (&self->options);
  ferry_cli_output_clear (&self->output);
  g_clear_object (&self->account);
  g_clear_pointer (&self->query, ferry_query_unref);
  g_clear_object (&self->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* A region that was given counts more than the one of the path, and that more than the one of the account. */
static FerryQuery *
create_query (const FerryCliOptions  *options,
              FerryAccount           *account,
              GError                **error)
{
  g_autofree char *region = NULL;
  g_autofree char *organization = NULL;
  g_autofree char *repository = NULL;
  const char *regions[2] = { NULL };

  if (options->arguments == NULL || options->arguments[1] != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Name one repository, as ORGANIZATION/REPOSITORY."));
      return NULL;
    }
  if (!ferry_repository_split_path (options->arguments[0], &region, &organization, &repository))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   _("“%s” does not name a repository. Write ORGANIZATION/REPOSITORY."), options->arguments[0]);
      return NULL;
    }

  regions[0] = region != NULL ? region : ferry_account_get_default_region (account);

  return ferry_query_new (options->regions != NULL ? (const char *const *) options->regions : regions, organization, repository, error);
}

static FerryCliStatus
get_status (const GError *error)
{
  if (ferry_error_is_sign_in (error) || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN) ||
      g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS) || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS))
    return FERRY_CLI_SIGN_IN;
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    return FERRY_CLI_NOT_FOUND;
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_EXPORT))
    return FERRY_CLI_WRITE;

  return FERRY_CLI_SERVICE;
}

/* Stops what is under way, so that it can clean up after itself. */
static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

static void
catch_signals (Run *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    self->sources[i] = g_unix_signal_add (signals[i], interrupted_cb, self->cancellable);
}

/* From here on a signal ends the program at once, as it does by default. */
static void
release_signals (Run *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_clear_handle_id (&self->sources[i], g_source_remove);
}

/* What the list does not hold is told beside it, where a program that reads the list is not disturbed. */
static void
print_warnings (const FerryCliAnswer *answer)
{
  g_autoptr(GPtrArray) warnings = ferry_facts_dup_warnings (answer->facts);

  for (guint i = 0; i < warnings->len; i++)
    {
      g_autofree char *reference = NULL;

      ferry_cli_print (g_ptr_array_index (warnings, i));
      /* Failures come first, in the same order. */
      if (i < answer->errors->len)
        reference = ferry_error_dup_reference (g_ptr_array_index (answer->errors, i));
      if (reference != NULL)
        ferry_cli_print (reference);
    }
}

static FerryCliStatus
end_with_error (Run          *self,
                const GError *error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return FERRY_CLI_INTERRUPTED;

  ferry_cli_print_error (error);

  return get_status (error);
}

/* No region has answered. */
static FerryCliStatus
end_without_answer (Run                  *self,
                    const FerryCliAnswer *answer)
{
  const GError *error = g_ptr_array_index (answer->errors, 0);

  if (answer->errors->len == 1)
    return end_with_error (self, error);

  print_warnings (answer);

  return get_status (error);
}

static FerryCliStatus
write_answer (Run              *self,
              FerryCliAnswer   *answer,
              FerryCliProgress *progress)
{
  gboolean is_file = ferry_cli_output_is_regular_file (&self->output);
  gboolean done;
  g_autoptr(GError) error = NULL;

  if (is_file)
    ferry_cli_progress_set_text (progress, _("Writing…"));
  else
    {
      ferry_cli_progress_end (progress);
      release_signals (self);
    }
  done = ferry_cli_output_write (&self->output, answer, self->cancellable, &error);
  ferry_cli_progress_end (progress);
  if (!done)
    return end_with_error (self, error);

  print_warnings (answer);

  return ferry_facts_is_partial (answer->facts) ? FERRY_CLI_PARTIAL : FERRY_CLI_OK;
}

static gboolean
needs_passcode (const FerryCliAnswer *answer)
{
  return answer->errors->len > 0 &&
         g_error_matches (g_ptr_array_index (answer->errors, 0), FERRY_ERROR, FERRY_ERROR_PASSCODE);
}

/* Nothing can stop somebody who has to type but a signal that ends the program. */
static FerryCliAnswer *
fetch (Run              *self,
       FerryClient      *client,
       FerryCliProgress *progress)
{
  FerryCliAnswer *answer = ferry_cli_fetch (client, self->query, progress, self->cancellable);
  gboolean has_code;

  if (!needs_passcode (answer))
    return answer;

  ferry_cli_progress_end (progress);
  release_signals (self);
  has_code = ferry_cli_ask_passcode (client);
  catch_signals (self);
  if (!has_code)
    return answer;

  ferry_cli_answer_free (answer);

  return ferry_cli_fetch (client, self->query, progress, self->cancellable);
}

/* Asks and writes. A signal stops a request, and the writing of a file so that no half of it is left; where others
 * read what is written, it ends the program at once. */
static FerryCliStatus
run (Run *self)
{
  /* Kept: the program is about to end, and freeing a long list would make that later. */
  static FerryCliAnswer *answer;
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(FerryCliProgress) progress = ferry_cli_progress_new (self->options.quiet);
  g_autoptr(GError) error = NULL;

  catch_signals (self);
  if ((client = ferry_cli_sign_in (&self->options, self->account, self->cancellable, &error)) == NULL)
    {
      FerryCliStatus status = end_with_error (self, error);

      /* Nothing was sent: it is the address that is bad. */
      return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST) ? FERRY_CLI_USAGE : status;
    }

  answer = fetch (self, client, progress);
  /* Whoever stopped it does not want the regions that were faster. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return FERRY_CLI_INTERRUPTED;
  if (answer->n_answers > 0)
    return write_answer (self, answer, progress);

  ferry_cli_progress_end (progress);

  return end_without_answer (self, answer);
}

/**
 * ferry_cli_list:
 * @command: the command
 * @argc: how many arguments there are
 * @argv: the arguments, the name of the command first
 *
 * Runs the command `list`.
 *
 * Returns: how it ended
 */
FerryCliStatus
ferry_cli_list (const FerryCliCommand *command,
                int                    argc,
                char                  *argv[])
{
  g_auto(Run) self = { .cancellable = g_cancellable_new () };
  g_autoptr(GError) error = NULL;

  if (ferry_cli_options_parse (&self.options, command, argc, argv, &error) &&
      (self.account = ferry_cli_find_account (&self.options, &error)) != NULL &&
      (self.query = create_query (&self.options, self.account, &error)) != NULL &&
      ferry_cli_output_prepare (&self.output, &self.options, &error))
    return run (&self);

  ferry_cli_print_error (error);

  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS) ? FERRY_CLI_SIGN_IN : FERRY_CLI_USAGE;
}
