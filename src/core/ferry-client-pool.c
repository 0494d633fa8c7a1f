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
refusal_free (FerryRefusal *refusal)
{
  g_object_unref (refusal->account);
  g_error_free (refusal->error);
  g_free (refusal);
}

/* Several accounts, looked up one after the other, so that a keyring that has to be unlocked asks once. */
typedef struct
{
  GPtrArray *accounts; /* (owned) */
  GPtrArray *clients;  /* (owned) of those so far */
  GPtrArray *refusals; /* (owned) */
  guint n_done;
} GetAll;

static void
get_all_free (GetAll *all)
{
  g_ptr_array_unref (all->accounts);
  g_ptr_array_unref (all->clients);
  g_ptr_array_unref (all->refusals);
  g_free (all);
}

static void got_one_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
get_next (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  FerryClientPool *self = g_task_get_source_object (task);
  GetAll *all = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (all->n_done == all->accounts->len)
    g_task_return_boolean (task, TRUE);
  else
    ferry_client_pool_get_async (self, g_ptr_array_index (all->accounts, all->n_done), cancellable, got_one_cb,
                                 g_steal_pointer (&task));
}

static void
got_one_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GetAll *all = g_task_get_task_data (task);
  GError *error = NULL;
  FerryClient *client = ferry_client_pool_get_finish (FERRY_CLIENT_POOL (source), result, &error);

  if (client != NULL)
    g_ptr_array_add (all->clients, client);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  else
    {
      FerryRefusal *refusal = g_new0 (FerryRefusal, 1);

      refusal->account = g_object_ref (g_ptr_array_index (all->accounts, all->n_done));
      refusal->error = error;
      g_ptr_array_add (all->refusals, refusal);
    }
  all->n_done++;
  get_next (g_steal_pointer (&task));
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

/**
 * ferry_client_pool_get_all_async:
 * @self: a pool
 * @accounts: (element-type FerryAccount): accounts
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when all are there
 * @user_data: for @callback
 *
 * Gets the clients of several accounts, as
 * [method@Ferry.ClientPool.get_async] does. An account that has none does not
 * keep back the others.
 */
void
ferry_client_pool_get_all_async (FerryClientPool     *self,
                                 GPtrArray           *accounts,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;
  GetAll *all;

  g_return_if_fail (FERRY_IS_CLIENT_POOL (self));

  all = g_new0 (GetAll, 1);
  all->accounts = g_ptr_array_ref (accounts);
  all->clients = g_ptr_array_new_with_free_func (g_object_unref);
  all->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_client_pool_get_all_async);
  g_task_set_task_data (task, all, (GDestroyNotify) get_all_free);
  get_next (task);
}

/**
 * ferry_client_pool_get_all_finish:
 * @self: a pool
 * @result: the result that the callback got
 * @refusals: (out) (transfer full) (element-type FerryRefusal): the accounts
 *   that have no client
 * @error: return location for an error
 *
 * Ends [method@Ferry.ClientPool.get_all_async].
 *
 * Returns: (transfer full) (nullable) (element-type FerryClient): the clients of
 *   the others, in the order of the accounts, which may be none; or %NULL when it
 *   was stopped
 */
GPtrArray *
ferry_client_pool_get_all_finish (FerryClientPool  *self,
                                  GAsyncResult     *result,
                                  GPtrArray       **refusals,
                                  GError          **error)
{
  GetAll *all;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_client_pool_get_all_async, NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  all = g_task_get_task_data (G_TASK (result));
  *refusals = g_ptr_array_ref (all->refusals);

  return g_ptr_array_ref (all->clients);
}
