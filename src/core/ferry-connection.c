/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-connection.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-answer.h"
#include "ferry-error.h"
#include "ferry-http.h"
#include "ferry-message.h"
#include "ferry-refusals.h"
#include "ferry-region.h"
#include "ferry-token-source.h"

/* How often a call is sent when the service has a problem or the connection breaks, the first time counted. What comes
 * after a pause or with a new token is no other try. */
#define DEFAULT_MAX_TRIES 3

/* How often calls wait in a row, with no answer to any of them, because the service asked to slow down. */
#define DEFAULT_MAX_PAUSES 5

/* Before the second try; twice that before the third. */
#define RETRY_DELAY_MS 500

struct _FerryConnection
{
  GObject parent_instance;

  FerryAccount *account;         /* (owned) */
  FerryCredentials *credentials; /* (owned) */
  FerryHttp *http;               /* (owned) */
  FerryPace *pace;               /* (owned) */
  FerryTokenSource *tokens;      /* (owned) (nullable) where a password gets them */
  GPtrArray *calls;              /* (owned) of the Call under way, which are owned by their tasks */
  FerryRefusals *refusals;       /* (owned) of the sign-in */
  int clock_offset;              /* in seconds */
  guint retry_delay;             /* in milliseconds */
  guint max_tries;               /* of a call */
  guint max_pauses;
};

G_DEFINE_FINAL_TYPE (FerryConnection, ferry_connection, G_TYPE_OBJECT)

/* The state of one call, owned by its GTask. */
typedef struct
{
  FerryConnection *connection;   /* (owned) */
  char *region;                  /* (owned) */
  char *path;                    /* (owned) encoded */
  char *query;                   /* (owned) (nullable) encoded */
  GCancellable *cancellable;     /* (owned) stops it, for whatever reason */
  SoupMessage *message;          /* (owned) (nullable) of the latest try */
  FerryCredentials *credentials; /* (owned) (nullable) of the latest try */
  guint n_tries;                 /* that are over */
  gboolean is_let_in;            /* by the pace */
  gboolean has_new_token;
  GError *refusal;               /* (owned) (nullable) the answer to another call, which ended this one */
} Call;

static void
leave (Call *call)
{
  if (call->is_let_in)
    ferry_pace_leave (call->connection->pace);
  call->is_let_in = FALSE;
}

static void
call_free (Call *call)
{
  leave (call);
  g_ptr_array_remove_fast (call->connection->calls, call);
  g_free (call->region);
  g_free (call->path);
  g_free (call->query);
  g_clear_object (&call->cancellable);
  g_clear_object (&call->message);
  g_clear_pointer (&call->credentials, ferry_credentials_unref);
  g_clear_error (&call->refusal);
  g_object_unref (call->connection);
  g_free (call);
}

/* Wrong tries lock a key or a user, so nobody else may go on with this sign-in: in the region, or anywhere. */
static void
refuse (FerryConnection *self,
        Call            *refused,
        const GError    *error)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_everywhere;

  if (!ferry_refusals_add (self->refusals, refused->region, error, &is_everywhere))
    return;

  for (guint i = 0; i < self->calls->len; i++)
    {
      Call *call = g_ptr_array_index (self->calls, i);

      if (call == refused || call->refusal != NULL || (!is_everywhere && strcmp (call->region, refused->region) != 0))
        continue;
      call->refusal = g_error_copy (error);
      g_ptr_array_add (others, g_object_ref (call->cancellable));
    }
  /* Whatever this ends may change the list of calls. */
  for (guint i = 0; i < others->len; i++)
    g_cancellable_cancel (g_ptr_array_index (others, i));
}

static void begin_try (GTask *unowned);

static gboolean
try_again_cb (gpointer user_data)
{
  begin_try (g_object_ref (user_data));

  return G_SOURCE_REMOVE;
}

/* Whoever stops meanwhile need not wait: the source is ready as soon as the call is stopped. */
static void
try_again_later (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  FerryConnection *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  guint delay = self->retry_delay << call->n_tries++;
  g_autoptr(GSource) timeout = g_timeout_source_new (delay + g_random_int_range (0, delay / 2 + 1));
  g_autoptr(GSource) stopped = g_cancellable_source_new (call->cancellable);

  g_source_set_dummy_callback (stopped);
  g_source_add_child_source (timeout, stopped);
  g_source_set_callback (timeout, try_again_cb, g_object_ref (task), g_object_unref);
  g_source_attach (timeout, g_main_context_get_thread_default ());
}

static gboolean
may_try_again (Call         *call,
               const GError *error)
{
  return (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_SERVER) || ferry_http_is_broken_connection (error)) &&
         call->n_tries + 1 < call->connection->max_tries;
}

static gboolean
needs_new_token (Call         *call,
                 const GError *error)
{
  return call->connection->tokens != NULL && !call->has_new_token &&
         (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TOKEN_EXPIRED) ||
          g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TOKEN_UNREADABLE) ||
          g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TOKEN_REGION));
}

static void
return_error (GTask  *task,
              GError *error)
{
  FerryConnection *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (ferry_error_is_sign_in (error))
    refuse (self, call, error);
  if (call->refusal != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      error = g_steal_pointer (&call->refusal);
    }

  g_task_return_error (task, error);
}

/* All calls wait together, so what counts is for how long none of them was answered. */
static gboolean
may_pause (FerryConnection *self,
           const GError    *error)
{
  if (!g_error_matches (error, FERRY_ERROR, FERRY_ERROR_RATE_LIMITED))
    return FALSE;
  if (ferry_pace_get_n_pauses (self->pace) < self->max_pauses)
    return TRUE;

  /* The next one to ask has all of them before it again. */
  if (self->calls->len == 1)
    ferry_pace_settle (self->pace);
  return FALSE;
}

/* Decides whether a try that failed was the last one. */
static void
handle_failure (GTask  *unowned,
                GError *error)
{
  g_autoptr(GTask) task = unowned;
  FerryConnection *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (may_pause (self, error))
    {
      ferry_pace_pause (self->pace, ferry_error_get_details (error)->retry_after);
      begin_try (g_steal_pointer (&task));
    }
  else if (needs_new_token (call, error))
    {
      call->has_new_token = TRUE;
      ferry_token_source_forget (self->tokens, call->region, call->credentials);
      begin_try (g_steal_pointer (&task));
    }
  else if (may_try_again (call, error))
    try_again_later (g_steal_pointer (&task));
  else
    {
      return_error (task, error);
      return;
    }

  g_error_free (error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryConnection *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr(FerryAnswer) answer = NULL;
  GBytes *body;
  GError *error = NULL;

  if ((body = ferry_http_send_finish (FERRY_HTTP (source), result, &error)) != NULL)
    {
      answer = ferry_answer_new (call->message, body, call->credentials);
      self->clock_offset = ferry_answer_get_clock_offset (answer);
      error = ferry_answer_check (answer, FERRY_SERVICE_SWR);
    }
  if (error == NULL || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN) ||
      g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    ferry_refusals_accept (self->refusals);
  if (error != NULL)
    {
      leave (call);
      handle_failure (g_steal_pointer (&task), error);
      return;
    }

  ferry_pace_settle (self->pace);
  leave (call);
  g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) ferry_answer_free);
}

static void
send (GTask            *unowned,
      FerryCredentials *credentials)
{
  g_autoptr(GTask) task = unowned;
  FerryConnection *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&call->credentials, ferry_credentials_unref);
  call->credentials = ferry_credentials_ref (credentials);
  g_clear_object (&call->message);
  call->message = ferry_message_new (self->account, credentials, call->region, call->path, call->query, &error);
  if (call->message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ferry_http_send_async (self->http, call->message, call->cancellable, sent_cb, g_steal_pointer (&task));
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(FerryCredentials) token = ferry_token_source_get_finish (FERRY_TOKEN_SOURCE (source), result, &error);

  /* Asking IAM is not tried again: wrong tries lock a user. */
  if (token == NULL)
    return_error (task, error);
  else
    send (g_steal_pointer (&task), token);
}

static void
paced_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryConnection *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->is_let_in = ferry_pace_wait_finish (FERRY_PACE (source), result, &error);
  if (!call->is_let_in)
    return_error (task, error);
  else if (self->tokens != NULL)
    ferry_token_source_get_async (self->tokens, call->region, call->cancellable, token_cb, g_steal_pointer (&task));
  else
    send (g_steal_pointer (&task), self->credentials);
}

static void
begin_try (GTask *unowned)
{
  g_autoptr(GTask) task = unowned;
  FerryConnection *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  ferry_pace_wait_async (self->pace, call->cancellable, paced_cb, g_steal_pointer (&task));
}

static void
stopped_cb (GCancellable *outer,
            GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
ferry_connection_finalize (GObject *object)
{
  FerryConnection *self = FERRY_CONNECTION (object);

  g_clear_object (&self->tokens);
  g_clear_object (&self->pace);
  g_clear_object (&self->http);
  g_clear_pointer (&self->credentials, ferry_credentials_unref);
  g_clear_object (&self->account);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->refusals, ferry_refusals_free);

  G_OBJECT_CLASS (ferry_connection_parent_class)->finalize (object);
}

static void
ferry_connection_class_init (FerryConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_connection_finalize;
}

static void
ferry_connection_init (FerryConnection *self)
{
  self->pace = ferry_pace_new ();
  self->calls = g_ptr_array_new ();
  self->refusals = ferry_refusals_new ();
  self->retry_delay = RETRY_DELAY_MS;
  self->max_tries = DEFAULT_MAX_TRIES;
  self->max_pauses = DEFAULT_MAX_PAUSES;
}

/* Whoever has a service of their own does not mean to send a password to the public cloud. */
static gboolean
check_password_host (FerryAccount      *account,
                     FerryCredentials  *credentials,
                     GError           **error)
{
  if (ferry_credentials_get_password (credentials) == NULL || ferry_account_get_endpoint (account) == NULL ||
      ferry_account_get_iam_endpoint (account) != NULL)
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
               _("The account has an address of SWR, but none of IAM, which the password is sent to. Enter both."));
  return FALSE;
}

/**
 * ferry_connection_new:
 * @account: where to ask
 * @credentials: what to sign in with
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a connection, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when an address of the account is none that
 *   credentials may be sent to, or with %FERRY_ERROR_NO_CREDENTIALS
 */
FerryConnection *
ferry_connection_new (FerryAccount      *account,
                      FerryCredentials  *credentials,
                      GError           **error)
{
  g_autoptr(FerryConnection) self = g_object_new (FERRY_TYPE_CONNECTION, NULL);
  g_autoptr(GUri) sample = ferry_endpoint_build (FERRY_SERVICE_SWR, ferry_account_get_endpoint (account),
                                                 FERRY_REGION_DEFAULT, error);

  if (sample == NULL)
    return NULL;
  if (!ferry_credentials_are_complete (credentials))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                   _("The credentials are incomplete. An access key and its secret key are needed, a user and a password, or a token."));
      return NULL;
    }

  if (!check_password_host (account, credentials, error))
    return NULL;

  self->account = g_object_ref (account);
  self->credentials = ferry_credentials_ref (credentials);
  if ((self->http = ferry_http_new (account, ferry_endpoint_is_loopback (sample), error)) == NULL)
    return NULL;
  if (ferry_credentials_get_password (credentials) != NULL &&
      (self->tokens = ferry_token_source_new (account, credentials, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ferry_connection_get_account:
 * @self: a connection
 *
 * Returns: (transfer none): where it asks
 */
FerryAccount *
ferry_connection_get_account (FerryConnection *self)
{
  g_return_val_if_fail (FERRY_IS_CONNECTION (self), NULL);

  return self->account;
}

/**
 * ferry_connection_get_pace:
 * @self: a connection
 *
 * Returns: (transfer none): how fast it may ask
 */
FerryPace *
ferry_connection_get_pace (FerryConnection *self)
{
  g_return_val_if_fail (FERRY_IS_CONNECTION (self), NULL);

  return self->pace;
}

/**
 * ferry_connection_get_clock_offset:
 * @self: a connection
 *
 * Returns: by how many seconds the clock of the service was ahead of the one here
 *   at the latest answer
 */
int
ferry_connection_get_clock_offset (FerryConnection *self)
{
  g_return_val_if_fail (FERRY_IS_CONNECTION (self), 0);

  return self->clock_offset;
}

/**
 * ferry_connection_set_retry_delay:
 * @self: a connection
 * @milliseconds: how long to wait before the second try
 *
 * Sets the pause between the tries of a call. By default it is half a second.
 */
void
ferry_connection_set_retry_delay (FerryConnection *self,
                                  guint            milliseconds)
{
  g_return_if_fail (FERRY_IS_CONNECTION (self));

  self->retry_delay = milliseconds;
}

/**
 * ferry_connection_set_connect_timeout:
 * @self: a connection
 * @milliseconds: how long to wait
 *
 * Sets for how long a connection to the SWR API, its encryption included, may be
 * in the making. By default it is 15 seconds.
 */
void
ferry_connection_set_connect_timeout (FerryConnection *self,
                                      guint            milliseconds)
{
  g_return_if_fail (FERRY_IS_CONNECTION (self));

  ferry_http_set_connect_timeout (self->http, milliseconds);
}

/**
 * ferry_connection_set_limits:
 * @self: a connection
 * @n_tries: how often a call is sent while the service has a problem or the
 *   connection breaks, at least 1
 * @n_pauses: how often calls wait in a row, with no answer to any of them,
 *   because the service asked to slow down
 *
 * Sets how much trouble a call takes before it fails. By default these are 3
 * tries and 5 pauses.
 */
void
ferry_connection_set_limits (FerryConnection *self,
                             guint            n_tries,
                             guint            n_pauses)
{
  g_return_if_fail (FERRY_IS_CONNECTION (self));

  self->max_tries = n_tries;
  self->max_pauses = n_pauses;
}

/**
 * ferry_connection_set_passcode:
 * @self: a connection that signs in with a password
 * @passcode: a one-time code
 *
 * Sets the code that IAM has asked for. What was refused for the lack of it may
 * be called again.
 */
void
ferry_connection_set_passcode (FerryConnection *self,
                               const char      *passcode)
{
  g_autoptr(FerryCredentials) old = NULL;

  g_return_if_fail (FERRY_IS_CONNECTION (self));
  g_return_if_fail (self->tokens != NULL);

  old = self->credentials;
  self->credentials = ferry_credentials_new_password (ferry_credentials_get_domain_name (old),
                                                      ferry_credentials_get_user_name (old),
                                                      ferry_credentials_get_password (old),
                                                      ferry_credentials_get_user_id (old), passcode);
  ferry_token_source_set_credentials (self->tokens, self->credentials);
  ferry_refusals_forget_all (self->refusals);
}

/**
 * ferry_connection_forget_refusal:
 * @self: a connection
 *
 * Lets a call through again after the sign-in was refused, because somebody wants
 * to try. Where only another secret can help nothing changes: each further try
 * would bring the lock nearer.
 */
void
ferry_connection_forget_refusal (FerryConnection *self)
{
  g_return_if_fail (FERRY_IS_CONNECTION (self));

  ferry_refusals_forget (self->refusals);
}

/**
 * ferry_connection_get_is_accepted:
 * @self: a connection
 *
 * Returns: whether the service has accepted the sign-in, somewhere. Until it has,
 *   one call at a time should be made: each that is refused brings a lock nearer
 */
gboolean
ferry_connection_get_is_accepted (FerryConnection *self)
{
  g_return_val_if_fail (FERRY_IS_CONNECTION (self), FALSE);

  return ferry_refusals_is_accepted (self->refusals);
}

/**
 * ferry_connection_call_async:
 * @self: a connection
 * @region: the region to ask
 * @path: the encoded path of the call, below the address of the service
 * @query: (nullable): the encoded query of the call
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Sends a GET request, as often as it takes.
 */
void
ferry_connection_call_async (FerryConnection     *self,
                             const char          *region,
                             const char          *path,
                             const char          *query,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  const GError *refusal;
  Call *call;

  g_return_if_fail (FERRY_IS_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_connection_call_async);

  refusal = ferry_refusals_find (self->refusals, region);
  if (refusal != NULL)
    {
      g_task_return_error (task, g_error_copy (refusal));
      return;
    }

  call = g_new0 (Call, 1);
  call->connection = g_object_ref (self);
  call->region = g_strdup (region);
  call->path = g_strdup (path);
  call->query = g_strdup (query);
  call->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->calls, call);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (stopped_cb), call->cancellable, G_CONNECT_DEFAULT);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (call->cancellable);

  begin_try (g_steal_pointer (&task));
}

/**
 * ferry_connection_call_finish:
 * @self: a connection
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Connection.call_async].
 *
 * Returns: (transfer full) (nullable): an answer that is a success with a body of
 *   JSON, as far as it says, or %NULL with an error: of %FERRY_ERROR when the
 *   service answered, of a domain of GIO when it did not
 */
FerryAnswer *
ferry_connection_call_finish (FerryConnection  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_connection_call_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
