/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-secret-store.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "ferry-credentials.h"
#include "ferry-error.h"

struct _FerrySecretStore
{
  GObject parent_instance;

  GHashTable *session; /* (owned) account id → SecretValue, of what nobody else keeps */
  gboolean is_available;
};

G_DEFINE_FINAL_TYPE (FerrySecretStore, ferry_secret_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_AVAILABLE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* Where the task of a store has the value that it stores. */
#define VALUE_KEY "ferry-secret-value"

/* What an item is found by; people see these names in the program that manages their keyrings. */
#define APPLICATION "ferryboard"

static const SecretSchema schema = {
  "io.github.ferryboard.Account",
  SECRET_SCHEMA_NONE,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static void
set_available (FerrySecretStore *self,
               gboolean          is_available)
{
  if (self->is_available == is_available)
    return;

  self->is_available = is_available;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
}

/* Nobody to ask: there is no bus, which GIO reports in many ways, or nobody on it who keeps secrets. What else the
 * bus reports, and all that is libsecret's own, comes from somebody who was asked. */
static gboolean
is_nobody_there (const GError *error)
{
  if (error->domain == SECRET_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR))
    return FALSE;

  return error->domain != G_DBUS_ERROR ||
         error->code == G_DBUS_ERROR_SERVICE_UNKNOWN ||
         error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER ||
         error->code == G_DBUS_ERROR_NO_SERVER ||
         error->code == G_DBUS_ERROR_DISCONNECTED ||
         error->code == G_DBUS_ERROR_ACCESS_DENIED ||
         error->code == G_DBUS_ERROR_TIMED_OUT ||
         (error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED && error->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY);
}

/* What follows from a prompt that somebody has dismissed: the lock that it should have opened is still there, or the
 * keyring that it should have made is not. The Secret portal has a cancellation instead. */
static const char *
get_reason (const GError *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return _("The keyring is locked.");
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    return _("There is no keyring yet.");

  return error->message;
}

static const char *
get_sentence (GTask *task)
{
  gpointer operation = g_task_get_source_tag (task);

  if (operation == ferry_secret_store_store_async)
    return _("The keyring did not take the secret, which is kept only until Ferryboard is closed.");
  if (operation == ferry_secret_store_clear_async)
    return _("The secret could not be removed from the keyring.");

  return _("The secret could not be read from the keyring.");
}

/* Ends the task with an error of the keyring. FALSE when there is nobody to have one, which ends nothing. */
static gboolean
return_refusal (GTask        *task,
                const GError *error)
{
  FerrySecretStore *self = g_task_get_source_object (task);
  gboolean is_dismissed = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (g_task_return_error_if_cancelled (task))
    return TRUE;

  /* A service that was started anew does not know the session that libsecret keeps from before. */
  secret_service_disconnect ();
  set_available (self, is_dismissed || !is_nobody_there (error));
  if (!self->is_available)
    return FALSE;

  g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_ACCOUNTS, "%s %s", get_sentence (task), get_reason (error));
  return TRUE;
}

/* libsecret does not tell an item that is not there from one whose owner did not unlock it. */
static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (items != NULL)
    error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "locked");
  g_list_free_full (items, g_object_unref);

  if (error == NULL)
    set_available (g_task_get_source_object (task), TRUE);
  if (error == NULL || !return_refusal (task, error))
    g_task_return_pointer (task, NULL, NULL);
}

static void
search (GTask *task)
{
  const char *account_id = g_task_get_task_data (task);

  secret_password_search (&schema, SECRET_SEARCH_NONE, g_task_get_cancellable (task), searched_cb, g_object_ref (task),
                          "application", APPLICATION, "account", account_id, NULL);
}

static void
ferry_secret_store_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  FerrySecretStore *self = FERRY_SECRET_STORE (object);

  switch (prop_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->is_available);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_secret_store_finalize (GObject *object)
{
  FerrySecretStore *self = FERRY_SECRET_STORE (object);

  g_hash_table_unref (self->session);

  G_OBJECT_CLASS (ferry_secret_store_parent_class)->finalize (object);
}

static void
ferry_secret_store_class_init (FerrySecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_secret_store_get_property;
  object_class->finalize = ferry_secret_store_finalize;

  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, TRUE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_secret_store_init (FerrySecretStore *self)
{
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secret_value_unref);
  self->is_available = TRUE;
}

/**
 * ferry_secret_store_new:
 *
 * Returns: (transfer full): a store
 */
FerrySecretStore *
ferry_secret_store_new (void)
{
  return g_object_new (FERRY_TYPE_SECRET_STORE, NULL);
}

/**
 * ferry_secret_store_get_is_available:
 * @self: a store
 *
 * Returns: whether there is somebody who keeps secrets, as far as the latest call
 *   has found out; %TRUE before there was any
 */
gboolean
ferry_secret_store_get_is_available (FerrySecretStore *self)
{
  g_return_val_if_fail (FERRY_IS_SECRET_STORE (self), FALSE);

  return self->is_available;
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  char *secret = secret_password_lookup_nonpageable_finish (result, &error);

  if (secret != NULL)
    {
      set_available (g_task_get_source_object (task), TRUE);
      g_task_return_pointer (task, g_strdup (secret), (GDestroyNotify) ferry_credentials_wipe);
      secret_password_free (secret);
    }
  else if (error == NULL)
    search (task);
  else if (!return_refusal (task, error))
    g_task_return_pointer (task, NULL, NULL);
}

/**
 * ferry_secret_store_lookup_async:
 * @self: a store
 * @account_id: the id of an account
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Gets the secret of an account.
 */
void
ferry_secret_store_lookup_async (FerrySecretStore    *self,
                                 const char          *account_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  SecretValue *value;

  g_return_if_fail (FERRY_IS_SECRET_STORE (self));
  g_return_if_fail (account_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_secret_store_lookup_async);
  g_task_set_task_data (task, g_strdup (account_id), g_free);

  /* What is there is newer than anything in the keyring. */
  if ((value = g_hash_table_lookup (self->session, account_id)) != NULL)
    g_task_return_pointer (task, g_strdup (secret_value_get_text (value)), (GDestroyNotify) ferry_credentials_wipe);
  else
    secret_password_lookup (&schema, cancellable, looked_up_cb, g_object_ref (task),
                            "application", APPLICATION, "account", account_id, NULL);
}

/**
 * ferry_secret_store_lookup_finish:
 * @self: a store
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.SecretStore.lookup_async].
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with
 *   [func@Ferry.credentials_wipe]; %NULL without an error where none is kept; or
 *   %NULL with %FERRY_ERROR_ACCOUNTS where the keyring stays locked or fails
 */
char *
ferry_secret_store_lookup_finish (FerrySecretStore  *self,
                                  GAsyncResult      *result,
                                  GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_secret_store_lookup_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerrySecretStore *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    {
      const char *account_id = g_task_get_task_data (task);

      set_available (self, TRUE);
      /* Unless it is a newer one, which is still on its way. */
      if (g_hash_table_lookup (self->session, account_id) == g_object_get_data (G_OBJECT (task), VALUE_KEY))
        g_hash_table_remove (self->session, account_id);
      g_task_return_int (task, TRUE);
    }
  else if (!return_refusal (task, error))
    g_task_return_int (task, FALSE);
}

/**
 * ferry_secret_store_store_async:
 * @self: a store
 * @account: an account
 * @secret: its secret
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Keeps the secret of an account, in the place of the one before. From now on
 * and until the keyring has taken it, it is kept in the memory of this process,
 * and whatever becomes of the call, it can be looked up.
 */
void
ferry_secret_store_store_async (FerrySecretStore    *self,
                                FerryAccount        *account,
                                const char          *secret,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *label = NULL;
  SecretValue *value;
  const char *account_id;

  g_return_if_fail (FERRY_IS_SECRET_STORE (self));
  g_return_if_fail (FERRY_IS_ACCOUNT (account));
  g_return_if_fail (secret != NULL);

  account_id = ferry_account_get_id (account);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_secret_store_store_async);
  g_task_set_task_data (task, g_strdup (account_id), g_free);

  value = secret_value_new (secret, -1, "text/plain");
  g_hash_table_insert (self->session, g_strdup (account_id), value);
  g_object_set_data_full (G_OBJECT (task), VALUE_KEY, secret_value_ref (value), secret_value_unref);
  label = g_strdup_printf ("Ferryboard: %s", ferry_account_get_name (account));
  secret_password_store_binary (&schema, SECRET_COLLECTION_DEFAULT, label, value, cancellable, stored_cb, g_object_ref (task),
                                "application", APPLICATION, "account", account_id, NULL);
}

/**
 * ferry_secret_store_store_finish:
 * @self: a store
 * @result: the result that the callback got
 * @kept: (out) (optional): whether the secret is kept for good; if not, there is
 *   nobody who keeps secrets, and it is there until the store goes
 * @error: return location for an error
 *
 * Ends [method@Ferry.SecretStore.store_async].
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_ACCOUNTS where the keyring stays
 *   locked or fails
 */
gboolean
ferry_secret_store_store_finish (FerrySecretStore  *self,
                                 GAsyncResult      *result,
                                 gboolean          *kept,
                                 GError           **error)
{
  gssize outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_secret_store_store_async, FALSE);

  outcome = g_task_propagate_int (G_TASK (result), error);
  if (kept != NULL)
    *kept = outcome == TRUE;

  return outcome >= 0;
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error == NULL)
    search (task);
  else if (!return_refusal (task, error))
    g_task_return_pointer (task, NULL, NULL);
}

/**
 * ferry_secret_store_clear_async:
 * @self: a store
 * @account_id: the id of an account
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Forgets the secret of an account, if there is one. Where nobody keeps secrets,
 * there is none to forget.
 */
void
ferry_secret_store_clear_async (FerrySecretStore    *self,
                                const char          *account_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_SECRET_STORE (self));
  g_return_if_fail (account_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_secret_store_clear_async);
  g_task_set_task_data (task, g_strdup (account_id), g_free);

  g_hash_table_remove (self->session, account_id);
  secret_password_clear (&schema, cancellable, cleared_cb, g_object_ref (task),
                         "application", APPLICATION, "account", account_id, NULL);
}

/**
 * ferry_secret_store_clear_finish:
 * @self: a store
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.SecretStore.clear_async].
 *
 * Returns: %TRUE when no secret is kept any more, or %FALSE with
 *   %FERRY_ERROR_ACCOUNTS where the keyring stays locked or fails
 */
gboolean
ferry_secret_store_clear_finish (FerrySecretStore  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  gboolean is_cleared;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_secret_store_clear_async, FALSE);

  is_cleared = !g_task_had_error (G_TASK (result));
  g_task_propagate_pointer (G_TASK (result), error);

  return is_cleared;
}
