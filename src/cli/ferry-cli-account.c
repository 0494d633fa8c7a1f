/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-account.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ferry-cli-terminal.h"

/* Where the application keeps its accounts. */
#define FOLDER "ferryboard"
#define FILE_NAME "accounts.ini"

/* The accounts of a store that a name or id may mean. An id means one at most, and is what tells two of a name apart. */
static GPtrArray *
find_matches (FerryAccountStore *store,
              const char        *name)
{
  g_autoptr(GPtrArray) matches = g_ptr_array_new_with_free_func (g_object_unref);
  FerryAccount *account = ferry_account_store_find (store, name);

  if (account != NULL)
    {
      g_ptr_array_add (matches, g_object_ref (account));
      return g_steal_pointer (&matches);
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(FerryAccount) candidate = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (strcmp (ferry_account_get_name (candidate), name) == 0)
        g_ptr_array_add (matches, g_steal_pointer (&candidate));
    }

  return g_steal_pointer (&matches);
}

/* All accounts, or with @name those that are called so, by name and id. */
static char *
dup_names (FerryAccountStore *store,
           const char        *name)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(FerryAccount) account = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (name == NULL || strcmp (ferry_account_get_name (account), name) == 0)
        g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? ", " : "", ferry_account_get_name (account),
                                ferry_account_get_id (account));
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
set_no_match (FerryAccountStore  *store,
              const char         *name,
              guint               n_matches,
              GError            **error)
{
  g_autofree char *names = dup_names (store, n_matches > 0 ? name : NULL);

  if (n_matches > 0)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                 /* Translators: a name, then accounts by name and id. */
                 _("Several accounts are called “%s”. Name one by its ID: %s"), name, names);
  else if (*names != '\0')
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                 /* Translators: a name, then accounts by name and id. */
                 _("There is no account “%s”. There are: %s"), name, names);
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                 _("There is no account “%s”, nor any other. Accounts are added in the window of Ferryboard."), name);
}

/* Each account is asked once, however often it was named. */
static gboolean
add_account (GPtrArray          *accounts,
             FerryAccountStore  *store,
             const char         *name,
             GError            **error)
{
  g_autoptr(GPtrArray) matches = find_matches (store, name);

  if (matches->len != 1)
    {
      set_no_match (store, name, matches->len, error);
      return FALSE;
    }
  if (!g_ptr_array_find (accounts, g_ptr_array_index (matches, 0), NULL))
    g_ptr_array_add (accounts, g_object_ref (g_ptr_array_index (matches, 0)));

  return TRUE;
}

/**
 * ferry_cli_find_accounts:
 * @options: what was asked for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type FerryAccount): the accounts
 *   that were named, or one without a name whose credentials are in the
 *   environment; or %NULL with %FERRY_ERROR_BAD_REQUEST when there is no such
 *   account, or %FERRY_ERROR_ACCOUNTS when they cannot be read
 */
GPtrArray *
ferry_cli_find_accounts (const FerryCliOptions  *options,
                         GError                **error)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), FOLDER, FILE_NAME, NULL);
  g_autoptr(FerryAccountStore) store = NULL;
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  if (options->accounts == NULL)
    {
      g_ptr_array_add (accounts, g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", options->endpoint, NULL));
      return g_steal_pointer (&accounts);
    }

  store = ferry_account_store_new (path, NULL);
  if (!ferry_account_store_load (store, error))
    return NULL;

  for (gsize i = 0; options->accounts[i] != NULL; i++)
    if (!add_account (accounts, store, options->accounts[i], error))
      return NULL;

  return g_steal_pointer (&accounts);
}

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The secret comes from the Secret Service, and from nowhere else. */
static FerryClient *
get_client (FerryAccount  *account,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(FerrySecretStore) secrets = ferry_secret_store_new ();
  g_autoptr(FerryClientPool) pool = ferry_client_pool_new (secrets);
  g_autoptr(GAsyncResult) result = NULL;

  ferry_client_pool_get_async (pool, account, cancellable, got_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return ferry_client_pool_get_finish (pool, result, error);
}

/**
 * ferry_cli_sign_in:
 * @options: what was asked for
 * @account: one of the accounts that it means
 * @cancellable: to stop it with
 * @error: return location for an error
 *
 * Gets the secret of an account, which may take until somebody has unlocked the
 * keyring.
 *
 * Returns: (transfer full) (nullable): a client, or %NULL with an error
 */
FerryClient *
ferry_cli_sign_in (const FerryCliOptions  *options,
                   FerryAccount           *account,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_autoptr(FerryClient) client = NULL;

  if (options->accounts != NULL)
    client = get_client (account, cancellable, error);
  else
    {
      g_autoptr(FerryCredentials) credentials = ferry_credentials_new_from_environment (error);

      if (credentials != NULL)
        client = ferry_client_new (account, credentials, error);
    }

  if (client != NULL && options->no_retry)
    ferry_connection_set_limits (ferry_client_get_connection (client), 1, 0);

  return g_steal_pointer (&client);
}

/**
 * ferry_cli_ask_passcode:
 * @client: a client whose sign-in needs a one-time code
 *
 * Asks for the code, where somebody can answer.
 *
 * Returns: whether there is one, so that it may be tried again
 */
gboolean
ferry_cli_ask_passcode (FerryClient *client)
{
  char line[64];

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    {
      ferry_cli_print (_("A one-time code is asked for only on a terminal."));
      return FALSE;
    }

  g_printerr ("%s: %s ", ferry_account_get_name (ferry_client_get_account (client)), _("One-time code:"));
  if (fgets (line, sizeof line, stdin) == NULL || *g_strstrip (line) == '\0')
    return FALSE;

  ferry_connection_set_passcode (ferry_client_get_connection (client), line);

  return TRUE;
}
