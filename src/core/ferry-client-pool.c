/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-client-pool.h"

#include <glib/gi18n.h>

#include "ferry-error.h"

struct _FerryClientPool
{
  GObject parent_instance;

  FerrySecretStore *secrets; /* (owned) */
  GHashTable *clients;       /* (owned) account id → FerryClient */
};

G_DEFINE_FINAL_TYPE (FerryClientPool, ferry_client_pool, G_TYPE_OBJECT)

static FerryClient *
create_client (FerryAccount  *account,
               const char    *secret,
               const char    *passcode,
               GError       **error)
{
  g_autoptr(FerryCredentials) credentials = ferry_account_create_credentials (account, secret, passcode);

  return ferry_client_new (account, credentials, error);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryClientPool *self = g_task_get_source_object (task);
  FerryAccount *account = g_task_get_task_data (task);
  FerryClient *client;
  GError *error = NULL;
  char *secret = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, &error);

  if (secret == NULL && error == NULL)
    error = g_error_new (FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                         /* Translators: the name of an account. */
                         _("The secret of “%s” is not kept on this computer."), ferry_account_get_name (account));
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Somebody else may have been quicker, or have entered it. */
  client = g_hash_table_lookup (self->clients, ferry_account_get_id (account));
  if (client != NULL)
    g_object_ref (client);
  else if ((client = create_client (account, secret, NULL, &error)) != NULL)
    ferry_client_pool_put (self, client);
  ferry_credentials_wipe (secret);

  if (client != NULL)
    g_task_return_pointer (task, client, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
ferry_client_pool_finalize (GObject *object)
{
  FerryClientPool *self = FERRY_CLIENT_POOL (object);

  g_clear_object (&self->secrets);
  g_hash_table_unref (self->clients);

  G_OBJECT_CLASS (ferry_client_pool_parent_class)->finalize (object);
}

static void
ferry_client_pool_class_init (FerryClientPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_client_pool_finalize;
}

static void
ferry_client_pool_init (FerryClientPool *self)
{
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * ferry_client_pool_new:
 * @secrets: where the secrets of accounts are kept
 *
 * Returns: (transfer full): a pool without clients
 */
FerryClientPool *
ferry_client_pool_new (FerrySecretStore *secrets)
{
  FerryClientPool *self = g_object_new (FERRY_TYPE_CLIENT_POOL, NULL);

  self->secrets = g_object_ref (secrets);

  return self;
}

/**
 * ferry_client_pool_put:
 * @self: a pool
 * @client: a client
 *
 * Adds a client for its account, in the place of an earlier one.
 */
void
ferry_client_pool_put (FerryClientPool *self,
                       FerryClient     *client)
{
  const char *id;

  g_return_if_fail (FERRY_IS_CLIENT_POOL (self));

  id = ferry_account_get_id (ferry_client_get_account (client));
  g_hash_table_replace (self->clients, g_strdup (id), g_object_ref (client));
}

/**
 * ferry_client_pool_sign_in:
 * @self: a pool
 * @account: an account
 * @secret: the secret that belongs to it
 * @passcode: (nullable): a one-time code
 * @error: return location for an error
 *
 * Makes a client of what somebody has just entered. Whether the service accepts
 * it shows with the first call.
 *
 * Returns: whether it can be sent at all
 */
gboolean
ferry_client_pool_sign_in (FerryClientPool  *self,
                           FerryAccount     *account,
                           const char       *secret,
                           const char       *passcode,
                           GError          **error)
{
  g_autoptr(FerryClient) client = NULL;

  g_return_val_if_fail (FERRY_IS_CLIENT_POOL (self), FALSE);

  if ((client = create_client (account, secret, passcode, error)) == NULL)
    return FALSE;
  ferry_client_pool_put (self, client);

  return TRUE;
}

/**
 * ferry_client_pool_forget:
 * @self: a pool
 * @account_id: the id of an account that was changed or removed
 *
 * Drops the account's client.
 */
void
ferry_client_pool_forget (FerryClientPool *self,
                          const char      *account_id)
{
  g_return_if_fail (FERRY_IS_CLIENT_POOL (self));

  g_hash_table_remove (self->clients, account_id);
}

/**
 * ferry_client_pool_get_async:
 * @self: a pool
 * @account: an account
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is there
 * @user_data: for @callback
 *
 * Gets the client of an account: the one there is, or a new one with the secret
 * that is kept for the account.
 */
void
ferry_client_pool_get_async (FerryClientPool     *self,
                             FerryAccount        *account,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  FerryClient *client;

  g_return_if_fail (FERRY_IS_CLIENT_POOL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_client_pool_get_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);

  client = g_hash_table_lookup (self->clients, ferry_account_get_id (account));
  if (client != NULL)
    g_task_return_pointer (task, g_object_ref (client), g_object_unref);
  else
    ferry_secret_store_lookup_async (self->secrets, ferry_account_get_id (account), cancellable, looked_up_cb,
                                     g_steal_pointer (&task));
}

/**
 * ferry_client_pool_get_finish:
 * @self: a pool
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.ClientPool.get_async].
 *
 * Returns: (transfer full) (nullable): the client, or %NULL with an error, which
 *   is %FERRY_ERROR_NO_CREDENTIALS when no secret is kept
 */
FerryClient *
ferry_client_pool_get_finish (FerryClientPool  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_client_pool_get_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
