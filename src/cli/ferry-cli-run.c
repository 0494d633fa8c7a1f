/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "ferry-cli-account.h"
#include "ferry-cli-fetch.h"
#include "ferry-cli-output.h"
#include "ferry-cli-terminal.h"
#include "ferry-cli-warnings.h"

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

/* All that a run needs. */
typedef struct
{
  const FerryCliCommand *command;
  FerryCliOptions options;
  FerryCliOutput output;
  GPtrArray *accounts;       /* (owned) (nullable) (element-type FerryAccount) */
  FerryQuery *query;         /* (owned) (nullable) */
  GPtrArray *clients;        /* (owned) (element-type FerryClient) those that are signed in to */
  GPtrArray *refused;        /* (owned) (element-type FerryAccount) the other accounts */
  GPtrArray *refusals;       /* (owned) (element-type GError) why these are not */
  GCancellable *cancellable; /* (owned) */
  guint sources[G_N_ELEMENTS (signals)];
} Run;

static void
run_clear (Run *self)
{
  ferry_cli_options_clear (&self->options);
  ferry_cli_output_clear (&self->output);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->query, ferry_query_unref);
  g_ptr_array_unref (self->clients);
  g_ptr_array_unref (self->refused);
  g_ptr_array_unref (self->refusals);
  g_object_unref (self->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

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
  Run *self = user_data;

  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_CONTINUE;
}

static void
catch_signals (Run *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    self->sources[i] = g_unix_signal_add (signals[i], interrupted_cb, self);
}

/* From here on a signal ends the program at once, as it does by default. */
static void
release_signals (Run *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_clear_handle_id (&self->sources[i], g_source_remove);
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

/* Nothing has answered. */
static FerryCliStatus
end_without_answer (Run                  *self,
                    const FerryCliAnswer *answer)
{
  const GError *error = g_ptr_array_index (answer->errors, 0);

  if (answer->errors->len == 1)
    return end_with_error (self, error);

  ferry_cli_print_warnings (answer);

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

  ferry_cli_print_warnings (answer);
  if (!self->options.quiet)
    ferry_cli_print_summary (answer);

  return ferry_facts_is_partial (answer->facts) ? FERRY_CLI_PARTIAL : FERRY_CLI_OK;
}

/* Another signal stops the writing. */
static FerryCliStatus
write_part (Run              *self,
            FerryCliAnswer   *answer,
            FerryCliProgress *progress)
{
  FerryCliStatus status;

  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  status = write_answer (self, answer, progress);

  return status == FERRY_CLI_WRITE ? status : FERRY_CLI_INTERRUPTED;
}

static gboolean
needs_passcode (const FerryCliAnswer *answer)
{
  for (guint i = 0; i < answer->errors->len; i++)
    if (g_error_matches (g_ptr_array_index (answer->errors, i), FERRY_ERROR, FERRY_ERROR_PASSCODE))
      return TRUE;

  return FALSE;
}

/* Nothing can stop somebody who has to type but a signal that ends the program. */
static gboolean
ask_passcodes (Run *self)
{
  gboolean has_code = FALSE;

  release_signals (self);
  for (guint i = 0; i < self->clients->len; i++)
    {
      FerryClient *client = g_ptr_array_index (self->clients, i);

      if (ferry_account_get_kind (ferry_client_get_account (client)) == FERRY_ACCOUNT_PASSWORD &&
          !ferry_connection_get_is_accepted (ferry_client_get_connection (client)))
        has_code |= ferry_cli_ask_passcode (client);
    }
  catch_signals (self);

  return has_code;
}

static FerryCliAnswer *
fetch (Run              *self,
       FerryCliProgress *progress)
{
  g_autoptr(FerryScan) scan = ferry_scan_new (self->query, self->clients);
  FerryCliAnswer *answer;

  ferry_scan_set_max_at_once (scan, self->options.at_once);
  for (guint i = 0; i < self->refused->len; i++)
    ferry_scan_add_refused_account (scan, ferry_account_get_name (g_ptr_array_index (self->refused, i)),
                                    g_ptr_array_index (self->refusals, i));
  answer = ferry_cli_fetch (scan, self->clients, progress, self->cancellable);
  if (needs_passcode (answer))
    {
      ferry_cli_progress_end (progress);
      if (ask_passcodes (self))
        {
          ferry_cli_answer_free (answer);
          answer = ferry_cli_fetch (scan, self->clients, progress, self->cancellable);
        }
    }

  return answer;
}

/* An account that cannot be signed in to does not spoil the others. */
static void
sign_in (Run *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      FerryAccount *account = g_ptr_array_index (self->accounts, i);
      GError *error = NULL;
      FerryClient *client = ferry_cli_sign_in (&self->options, account, self->cancellable, &error);

      if (client != NULL)
        {
          g_ptr_array_add (self->clients, client);
          continue;
        }
      g_ptr_array_add (self->refused, g_object_ref (account));
      g_ptr_array_add (self->refusals, error);
    }
}

/* The first account decides, as it would alone. */
static FerryCliStatus
end_without_client (Run *self)
{
  const GError *first = g_ptr_array_index (self->refusals, 0);
  FerryCliStatus status = end_with_error (self, first);

  for (guint i = 1; i < self->refusals->len; i++)
    end_with_error (self, g_ptr_array_index (self->refusals, i));

  /* Nothing was sent: it is the address that is bad. */
  return g_error_matches (first, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST) ? FERRY_CLI_USAGE : status;
}

/* Asks and writes. A signal stops a request, and the writing of a file so that no half of it is left; where others
 * read what is written, it ends the program at once. */
static FerryCliStatus
run (Run *self)
{
  g_autoptr(FerryCliAnswer) answer = NULL;
  g_autoptr(FerryCliProgress) progress = ferry_cli_progress_new (self->options.quiet);

  catch_signals (self);
  sign_in (self);
  if (self->clients->len == 0)
    return end_without_client (self);

  answer = fetch (self, progress);
  /* Whoever stopped a list does not want the regions that were faster; of a scan, what there is may be much. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return self->command->keeps_part && answer->has_rows ? write_part (self, answer, progress) : FERRY_CLI_INTERRUPTED;
  if (answer->has_rows)
    return write_answer (self, answer, progress);

  ferry_cli_progress_end (progress);

  return end_without_answer (self, answer);
}

/**
 * ferry_cli_run:
 * @command: the command
 * @argc: how many arguments there are
 * @argv: the arguments, the name of the command first
 *
 * Runs a command.
 *
 * Returns: how it ended
 */
FerryCliStatus
ferry_cli_run (const FerryCliCommand *command,
               int                    argc,
               char                  *argv[])
{
  g_auto(Run) self = {
    .command = command,
    .clients = g_ptr_array_new_with_free_func (g_object_unref),
    .refused = g_ptr_array_new_with_free_func (g_object_unref),
    .refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free),
    .cancellable = g_cancellable_new (),
  };
  g_autoptr(GError) error = NULL;

  if (ferry_cli_options_parse (&self.options, command, argc, argv, &error) &&
      (self.accounts = ferry_cli_find_accounts (&self.options, &error)) != NULL &&
      ferry_cli_output_prepare (&self.output, &self.options, &error) &&
      (self.query = command->create_query (&self.options, self.accounts, &error)) != NULL)
    return run (&self);

  ferry_cli_print_error (error);

  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS) ? FERRY_CLI_SIGN_IN : FERRY_CLI_USAGE;
}
