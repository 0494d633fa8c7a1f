/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-token-source.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-answer.h"
#include "ferry-error.h"
#include "ferry-http.h"
#include "ferry-json.h"
#include "ferry-region.h"

#define TOKENS_PATH "/v3/auth/tokens"
#define WITHOUT_CATALOG "nocatalog=true"

/* What IAM documents, where an answer does not say. */
#define USUAL_LIFETIME (24 * 60 * 60)

/* A token is renewed this long before its end, and no later than after nine tenths of its life. */
#define RENEWAL_MARGIN (10 * 60)

struct _FerryTokenSource
{
  GObject parent_instance;

  FerryAccount *account;         /* (owned) */
  FerryCredentials *credentials; /* (owned) */
  gboolean passcode_is_used;     /* so that sending it again would be a wrong try */
  FerryHttp *http;               /* (owned) */
  GHashTable *tokens;            /* (owned) region → Token */
  GHashTable *asking;            /* (owned) region → Request, which is its callback's */
};

G_DEFINE_FINAL_TYPE (FerryTokenSource, ferry_token_source, G_TYPE_OBJECT)

typedef struct
{
  FerryCredentials *credentials; /* (owned) */
  gint64 renew_at;               /* seconds since 1970 */
} Token;

static void
token_free (Token *token)
{
  ferry_credentials_unref (token->credentials);
  g_free (token);
}

/* One request to IAM, which goes on as long as anybody waits for it. */
typedef struct
{
  FerryTokenSource *source;      /* (owned) */
  char *region;                  /* (owned) */
  GPtrArray *waiting;            /* (owned) of Waiter */
  GCancellable *cancellable;     /* (owned) */
  SoupMessage *message;          /* (owned) (nullable) when it could not be built */
  FerryCredentials *credentials; /* (owned) what it is sent with */
} Request;

typedef struct
{
  GTask *task;      /* (owned) */
  GSource *stopped; /* (owned) (nullable) tells that it was stopped */
  Request *request; /* (borrowed) */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->stopped != NULL)
    g_source_destroy (waiter->stopped);
  g_clear_pointer (&waiter->stopped, g_source_unref);
  g_object_unref (waiter->task);
  g_free (waiter);
}

static Request *
request_new (FerryTokenSource *source,
             const char       *region)
{
  Request *request = g_new0 (Request, 1);

  request->source = g_object_ref (source);
  request->region = g_strdup (region);
  request->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
  request->cancellable = g_cancellable_new ();
  request->credentials = ferry_credentials_ref (source->credentials);
  g_hash_table_insert (source->asking, g_strdup (region), request);

  return request;
}

static void
request_free (Request *request)
{
  g_clear_object (&request->message);
  g_clear_pointer (&request->credentials, ferry_credentials_unref);
  g_object_unref (request->cancellable);
  g_ptr_array_unref (request->waiting);
  g_free (request->region);
  g_object_unref (request->source);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
begin_object (JsonBuilder *builder,
              const char  *member)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
}

static void
add_string (JsonBuilder *builder,
            const char  *member,
            const char  *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
add_user (JsonBuilder      *builder,
          FerryCredentials *credentials)
{
  begin_object (builder, "password");
  begin_object (builder, "user");
  add_string (builder, "name", ferry_credentials_get_user_name (credentials));
  add_string (builder, "password", ferry_credentials_get_password (credentials));
  begin_object (builder, "domain");
  add_string (builder, "name", ferry_credentials_get_domain_name (credentials));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* A one-time code goes with the id of the user, not with the name. */
static void
add_passcode (JsonBuilder      *builder,
              FerryCredentials *credentials)
{
  const char *user_id = ferry_credentials_get_user_id (credentials);

  begin_object (builder, "totp");
  begin_object (builder, "user");
  add_string (builder, "id", user_id != NULL ? user_id : "");
  add_string (builder, "passcode", ferry_credentials_get_passcode (credentials));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* With no scope a token would be for the whole account, which SWR does not take. */
static void
add_scope (JsonBuilder *builder,
           const char  *project)
{
  begin_object (builder, "scope");
  begin_object (builder, "project");
  add_string (builder, "name", project);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static GBytes *
build_body (FerryCredentials *credentials,
            gboolean          has_passcode,
            const char       *project)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  begin_object (builder, "auth");
  begin_object (builder, "identity");
  json_builder_set_member_name (builder, "methods");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "password");
  if (has_passcode)
    json_builder_add_string_value (builder, "totp");
  json_builder_end_array (builder);
  add_user (builder, credentials);
  if (has_passcode)
    add_passcode (builder, credentials);
  json_builder_end_object (builder);
  add_scope (builder, project);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return g_bytes_new_with_free_func (text, strlen (text), (GDestroyNotify) ferry_credentials_wipe, text);
}

static SoupMessage *
build_message (FerryTokenSource  *self,
               const char        *region,
               GError           **error)
{
  const char *project_name = ferry_account_get_project_name (self->account);
  g_autoptr(GString) project = g_string_new (project_name != NULL ? project_name : FERRY_ENDPOINT_REGION);
  g_autoptr(GUri) endpoint = ferry_endpoint_build (FERRY_SERVICE_IAM, ferry_account_get_iam_endpoint (self->account), region, error);
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GBytes) body = NULL;
  gboolean has_passcode = ferry_credentials_get_passcode (self->credentials) != NULL &&
                          !self->passcode_is_used;
  SoupMessage *message;

  if (endpoint == NULL)
    return NULL;

  g_string_replace (project, FERRY_ENDPOINT_REGION, region, 0);
  uri = ferry_endpoint_build_uri (endpoint, TOKENS_PATH, WITHOUT_CATALOG);
  message = soup_message_new_from_uri (SOUP_METHOD_POST, uri);
  body = build_body (self->credentials, has_passcode, project->str);
  soup_message_set_request_body_from_bytes (message, "application/json;charset=utf8", body);

  return message;
}

/* For how many seconds the token is good, by the clock of whoever made it: by one that is a day ahead, each call would
 * need a new one. */
static gint64
read_lifetime (const FerryAnswer *answer)
{
  g_autoptr(yyjson_doc) document = ferry_json_parse (answer->body, NULL);
  yyjson_obj_iter token = yyjson_obj_iter_with (yyjson_obj_get (yyjson_doc_get_root (document), "token"));
  const char *text = NULL;
  g_autoptr(GDateTime) end = NULL;

  ferry_json_read_string (&token, "expires_at", &text, NULL);
  if (text != NULL)
    end = g_date_time_new_from_iso8601 (text, NULL);

  if (end == NULL)
    return USUAL_LIFETIME;

  return g_date_time_to_unix (end) - answer->received_at - ferry_answer_get_clock_offset (answer);
}

static Token *
read_token (SoupMessage        *message,
            const FerryAnswer  *answer,
            GError            **error)
{
  const char *header = soup_message_headers_get_one (soup_message_get_response_headers (message), "X-Subject-Token");
  gint64 lifetime;
  Token *token;

  if (header == NULL || *header == '\0')
    {
      g_autoptr(GError) missing = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE,
                                                       _("The sign-in was accepted, but there is no token in the answer."));

      g_propagate_error (error, ferry_answer_describe (answer, missing));
      return NULL;
    }

  lifetime = read_lifetime (answer);
  token = g_new0 (Token, 1);
  token->credentials = ferry_credentials_new_token (header);
  token->renew_at = answer->received_at + lifetime - MIN (RENEWAL_MARGIN, lifetime / 10);

  return token;
}

/* Whoever comes from now on needs another request. */
static void
close_request (Request *request)
{
  GHashTable *asking = request->source->asking;

  if (g_hash_table_lookup (asking, request->region) == request)
    g_hash_table_remove (asking, request->region);
}

static gboolean
stopped_cb (GCancellable *cancellable,
            gpointer      user_data)
{
  Waiter *waiter = user_data;
  Request *request = waiter->request;
  g_autoptr(GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove_fast (request->waiting, waiter);
  if (request->waiting->len == 0)
    {
      close_request (request);
      g_cancellable_cancel (request->cancellable);
    }
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
add_waiter (Request *request,
            GTask   *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->task = task;
  waiter->request = request;
  if (cancellable != NULL)
    {
      waiter->stopped = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->stopped, G_SOURCE_FUNC (stopped_cb), waiter, NULL);
      g_source_attach (waiter->stopped, g_main_context_get_thread_default ());
    }
  g_ptr_array_add (request->waiting, waiter);
}

static void
answer_all (Request      *request,
            Token        *token,
            const GError *error)
{
  close_request (request);
  for (guint i = 0; i < request->waiting->len; i++)
    {
      Waiter *waiter = g_ptr_array_index (request->waiting, i);

      if (token != NULL)
        g_task_return_pointer (waiter->task, ferry_credentials_ref (token->credentials),
                               (GDestroyNotify) ferry_credentials_unref);
      else
        g_task_return_error (waiter->task, g_error_copy (error));
    }
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  FerryTokenSource *self = request->source;
  g_autoptr(GError) error = NULL;
  GBytes *body = ferry_http_send_finish (FERRY_HTTP (source), result, &error);
  Token *token = NULL;

  if (body != NULL)
    {
      g_autoptr(FerryAnswer) answer = ferry_answer_new (request->message, body, request->credentials);

      self->passcode_is_used |= request->credentials == self->credentials;
      error = ferry_answer_check (answer, FERRY_SERVICE_IAM);
      if (error == NULL)
        token = read_token (request->message, answer, &error);
    }
  if (token != NULL)
    g_hash_table_replace (self->tokens, g_strdup (request->region), token);

  answer_all (request, token, error);
}

static void
send_request (Request *unowned)
{
  g_autoptr(Request) request = unowned;
  FerryHttp *http = request->source->http;
  GCancellable *cancellable = request->cancellable;
  g_autoptr(GError) error = NULL;
  SoupMessage *message = build_message (request->source, request->region, &error);

  request->message = message;
  if (message != NULL)
    ferry_http_send_async (http, message, cancellable, sent_cb, g_steal_pointer (&request));
  else
    answer_all (request, NULL, error);
}

static void
ferry_token_source_finalize (GObject *object)
{
  FerryTokenSource *self = FERRY_TOKEN_SOURCE (object);

  g_clear_object (&self->account);
  g_clear_pointer (&self->credentials, ferry_credentials_unref);
  g_clear_object (&self->http);
  g_hash_table_unref (self->tokens);
  g_hash_table_unref (self->asking);

  G_OBJECT_CLASS (ferry_token_source_parent_class)->finalize (object);
}

static void
ferry_token_source_class_init (FerryTokenSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_token_source_finalize;
}

static void
ferry_token_source_init (FerryTokenSource *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) token_free);
  self->asking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ferry_token_source_new:
 * @account: an account
 * @credentials: the name and the password of a user
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a source of tokens, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when the account's address of IAM is none that
 *   a password may be sent to
 */
FerryTokenSource *
ferry_token_source_new (FerryAccount      *account,
                        FerryCredentials  *credentials,
                        GError           **error)
{
  g_autoptr(GUri) sample = ferry_endpoint_build (FERRY_SERVICE_IAM, ferry_account_get_iam_endpoint (account),
                                                 FERRY_REGION_DEFAULT, error);
  g_autoptr(FerryHttp) http = NULL;
  FerryTokenSource *self;

  if (sample == NULL || (http = ferry_http_new (account, ferry_endpoint_is_loopback (sample), error)) == NULL)
    return NULL;

  self = g_object_new (FERRY_TYPE_TOKEN_SOURCE, NULL);
  self->account = g_object_ref (account);
  ferry_token_source_set_credentials (self, credentials);
  self->http = g_steal_pointer (&http);

  return self;
}

/**
 * ferry_token_source_set_credentials:
 * @self: a source of tokens
 * @credentials: the same user, with another password or one-time code
 *
 * Sets what to ask IAM with from now on. The tokens that there are stay. A
 * one-time code among them is good for one answer.
 */
void
ferry_token_source_set_credentials (FerryTokenSource *self,
                                    FerryCredentials *credentials)
{
  g_return_if_fail (FERRY_IS_TOKEN_SOURCE (self));

  ferry_credentials_ref (credentials);
  g_clear_pointer (&self->credentials, ferry_credentials_unref);
  self->credentials = credentials;
  self->passcode_is_used = FALSE;
}

/**
 * ferry_token_source_forget:
 * @self: a source of tokens
 * @region: a region id
 * @token: the token that the service does not take any more
 *
 * Drops a region's token, unless another one has taken its place already: who
 * used the old one at the same time would drop it for nothing.
 */
void
ferry_token_source_forget (FerryTokenSource *self,
                           const char       *region,
                           FerryCredentials *token)
{
  Token *kept;

  g_return_if_fail (FERRY_IS_TOKEN_SOURCE (self));

  kept = g_hash_table_lookup (self->tokens, region);
  if (kept != NULL && kept->credentials == token)
    g_hash_table_remove (self->tokens, region);
}

/**
 * ferry_token_source_get_async:
 * @self: a source of tokens
 * @region: a region id
 * @cancellable: (nullable): to stop waiting with
 * @callback: (scope async): called when it is there
 * @user_data: for @callback
 *
 * Gets a token for a region: the one there is, or a new one, by the call that the
 * API names KeystoneCreateUserTokenByPassword. Several who want one at the same
 * time get the same.
 */
void
ferry_token_source_get_async (FerryTokenSource    *self,
                              const char          *region,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Token *token;
  Request *request;

  g_return_if_fail (FERRY_IS_TOKEN_SOURCE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_token_source_get_async);

  if ((token = g_hash_table_lookup (self->tokens, region)) != NULL &&
      g_get_real_time () / G_USEC_PER_SEC < token->renew_at)
    {
      g_task_return_pointer (task, ferry_credentials_ref (token->credentials), (GDestroyNotify) ferry_credentials_unref);
      return;
    }
  if ((request = g_hash_table_lookup (self->asking, region)) != NULL)
    {
      add_waiter (request, g_steal_pointer (&task));
      return;
    }

  request = request_new (self, region);
  add_waiter (request, g_steal_pointer (&task));
  send_request (request);
}

/**
 * ferry_token_source_get_finish:
 * @self: a source of tokens
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.TokenSource.get_async].
 *
 * Returns: (transfer full) (nullable): the token, or %NULL with an error
 */
FerryCredentials *
ferry_token_source_get_finish (FerryTokenSource  *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_token_source_get_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
