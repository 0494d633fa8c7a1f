/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-iam.h"

#include "ferry-demo-access.h"
#include "ferry-demo-data.h"
#include "ferry-demo-iam-request.h"
#include "ferry-demo-json.h"

#define DOMAIN_ID "0a1b2c3d4e5f60718293a4b5c6d7e8f9"

#define MAX_WRONG_PASSWORDS 5

#define LIFETIME_SECONDS (24 * 60 * 60)
#define SHORT_LIFETIME_SECONDS 2
#define BIG_TOKEN_SIZE (32 * 1024)

/* The sign-in service: who may sign in, and what has been issued. */
struct _FerryDemoIam
{
  char *domain;
  char *user;
  char *password;
  char *passcode; /* (nullable) */
  guint lifetime;
  guint n_wrong_passwords;
  GHashTable *tokens; /* (element-type utf8 FerryDemoToken) */
};

static void
token_free (FerryDemoToken *token)
{
  g_free (token->region);
  g_free (token);
}

/* Ids tell nothing, but are always the same. */
static char *
dup_project_id (const char *name)
{
  return g_compute_checksum_for_string (G_CHECKSUM_MD5, name, -1);
}

static const char *
find_region (const char *project_id)
{
  gsize n_repositories;
  const FerryDemoRepository *repositories = ferry_demo_data_get_repositories (&n_repositories);

  for (gsize i = 0; i < n_repositories; i++)
    {
      g_autofree char *id = dup_project_id (repositories[i].region);

      if (g_str_equal (id, project_id))
        return repositories[i].region;
    }

  return NULL;
}

static FerryDemoAnswer *
check_password (FerryDemoIam              *self,
                const FerryDemoIamRequest *request)
{
  gboolean known = g_str_equal (request->domain, self->domain) && g_str_equal (request->user, self->user);

  if (known && self->n_wrong_passwords >= MAX_WRONG_PASSWORDS)
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_IAM_LOCKED);
  if (known && g_str_equal (request->password, self->password))
    {
      self->n_wrong_passwords = 0;
      return NULL;
    }

  self->n_wrong_passwords += known;

  return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_IAM_401);
}

/* What the real service says when it misses the code is not documented; these are Keystone's words. A code that
 * nobody asked for does no harm. */
static FerryDemoAnswer *
check_passcode (FerryDemoIam              *self,
                const FerryDemoIamRequest *request,
                FerryDemoFault             fault)
{
  const char *passcode = self->passcode;

  if (passcode == NULL && fault == FERRY_DEMO_FAULT_IAM_PASSCODE)
    passcode = FERRY_DEMO_PASSCODE;
  if (passcode == NULL)
    return NULL;

  if (request->passcode == NULL)
    return ferry_demo_answer_new_keystone (401, "Unauthorized", "Additional authentication steps required: totp.");
  if (!g_str_equal (request->passcode_user_id, FERRY_DEMO_USER_ID))
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_IAM_401);
  if (!g_str_equal (request->passcode, passcode))
    return ferry_demo_answer_new_iam (400, "IAM.1061", "The verification code is incorrect.");

  return NULL;
}

/* Every name is that of a project, since there are regions of which the sample account knows nothing. */
static FerryDemoAnswer *
find_project (const FerryDemoIamRequest  *request,
              char                      **project)
{
  const char *name = request->project_id != NULL ? find_region (request->project_id) : request->project_name;

  if (request->project_id != NULL && name == NULL)
    return ferry_demo_answer_new_keystone (401, "Unauthorized", "The user has no right to this project.");

  *project = g_strdup (name);

  return NULL;
}

static char *
dup_owner (FerryDemoIam *self)
{
  g_autofree char *domain = ferry_demo_json_dup_string (self->domain);

  return g_strdup_printf ("\"domain\":{\"id\":\"" DOMAIN_ID "\",\"name\":%s}", domain);
}

/* Where it is for, by project or by account. */
static char *
dup_scope (FerryDemoIam *self,
           const char   *project)
{
  g_autofree char *owner = dup_owner (self);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  if (project == NULL)
    return g_steal_pointer (&owner);

  id = dup_project_id (project);
  name = ferry_demo_json_dup_string (project);

  return g_strdup_printf ("\"project\":{\"id\":\"%s\",\"name\":%s,%s}", id, name, owner);
}

static char *
dup_body (FerryDemoIam *self,
          const char   *project,
          gboolean      with_totp,
          gint64        issued_at,
          gint64        expires_at)
{
  g_autofree char *issued = ferry_demo_iam_format_time (issued_at);
  g_autofree char *expires = ferry_demo_iam_format_time (expires_at);
  g_autofree char *scope = dup_scope (self, project);
  g_autofree char *owner = dup_owner (self);
  g_autofree char *user = ferry_demo_json_dup_string (self->user);

  return g_strdup_printf ("{\"token\":{\"issued_at\":\"%s\",\"expires_at\":\"%s\",\"methods\":[\"password\"%s],%s,"
                          "\"user\":{\"id\":\"" FERRY_DEMO_USER_ID "\",\"name\":%s,%s,\"password_expires_at\":\"\"},"
                          "\"roles\":[{\"id\":\"0\",\"name\":\"te_admin\"}],\"catalog\":[]}}",
                          issued, expires, with_totp ? ",\"totp\"" : "", scope, user, owner);
}

static char *
make_token (FerryDemoFault fault)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *token = g_strconcat ("SAMPLE-TOKEN-", uuid, NULL);
  g_autofree char *filling = NULL;

  if (fault != FERRY_DEMO_FAULT_IAM_BIG_TOKEN)
    return g_steal_pointer (&token);

  filling = g_strnfill (BIG_TOKEN_SIZE - strlen (token), 'M');

  return g_strconcat (token, filling, NULL);
}

/* The project of a region has its name, and those below it begin with that: `cn-north-4_team`. */
static FerryDemoAnswer *
issue_token (FerryDemoIam   *self,
             const char     *project,
             gboolean        with_totp,
             FerryDemoFault  fault)
{
  guint lifetime = fault == FERRY_DEMO_FAULT_IAM_SHORT_TOKEN ? SHORT_LIFETIME_SECONDS : self->lifetime;
  gint64 now = g_get_real_time ();
  FerryDemoToken *token = g_new0 (FerryDemoToken, 1);
  g_autofree char *body = NULL;
  g_autofree char *name = make_token (fault);
  FerryDemoAnswer *answer;

  token->expires_at = now + lifetime * G_TIME_SPAN_SECOND;
  if (project != NULL)
    token->region = g_strndup (project, strcspn (project, "_"));
  g_hash_table_insert (self->tokens, g_strdup (name), token);

  body = dup_body (self, project, with_totp, now, token->expires_at);
  answer = ferry_demo_answer_new (201, FERRY_DEMO_JSON, body);
  if (fault != FERRY_DEMO_FAULT_IAM_NO_TOKEN)
    answer->token = g_steal_pointer (&name);

  return answer;
}

/**
 * ferry_demo_iam_new:
 *
 * Creates a sign-in service for the user of the sample account, who needs no
 * one-time code. Tokens last a day.
 *
 * Returns: (transfer full): the service
 */
FerryDemoIam *
ferry_demo_iam_new (void)
{
  FerryDemoIam *self = g_new0 (FerryDemoIam, 1);

  self->lifetime = LIFETIME_SECONDS;
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) token_free);
  ferry_demo_iam_set_user (self, FERRY_DEMO_DOMAIN, FERRY_DEMO_USER, FERRY_DEMO_PASSWORD);

  return self;
}

/**
 * ferry_demo_iam_free:
 * @self: (transfer full): a sign-in service
 *
 * Frees a sign-in service.
 */
void
ferry_demo_iam_free (FerryDemoIam *self)
{
  g_free (self->domain);
  g_free (self->user);
  g_free (self->password);
  g_free (self->passcode);
  g_hash_table_unref (self->tokens);
  g_free (self);
}

/**
 * ferry_demo_iam_set_user:
 * @self: a sign-in service
 * @domain: the name of an account
 * @user: the name of a user in it
 * @password: the password
 *
 * Sets who may sign in, and unlocks the user.
 */
void
ferry_demo_iam_set_user (FerryDemoIam *self,
                         const char   *domain,
                         const char   *user,
                         const char   *password)
{
  g_set_str (&self->domain, domain);
  g_set_str (&self->user, user);
  g_set_str (&self->password, password);
  self->n_wrong_passwords = 0;
}

/**
 * ferry_demo_iam_set_passcode:
 * @self: a sign-in service
 * @passcode: (nullable): a one-time code
 *
 * Sets the one-time code to ask for, or %NULL for none.
 */
void
ferry_demo_iam_set_passcode (FerryDemoIam *self,
                             const char   *passcode)
{
  g_set_str (&self->passcode, passcode);
}

/**
 * ferry_demo_iam_set_token_lifetime:
 * @self: a sign-in service
 * @seconds: how long tokens last that are issued from now on
 */
void
ferry_demo_iam_set_token_lifetime (FerryDemoIam *self,
                                   guint         seconds)
{
  self->lifetime = seconds;
}

/**
 * ferry_demo_iam_expire_tokens:
 * @self: a sign-in service
 *
 * Ends all tokens that have been issued, whatever was said when they were.
 */
void
ferry_demo_iam_expire_tokens (FerryDemoIam *self)
{
  gint64 now = g_get_real_time ();
  GHashTableIter iter;
  FerryDemoToken *token;

  g_hash_table_iter_init (&iter, self->tokens);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &token))
    token->expires_at = MIN (token->expires_at, now);
}

/**
 * ferry_demo_iam_sign_in:
 * @self: a sign-in service
 * @content_type: (nullable): what @body is said to be
 * @body: the body of a request for a token
 * @fault: what is to go wrong
 *
 * Answers a request for a token.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_iam_sign_in (FerryDemoIam   *self,
                        const char     *content_type,
                        GBytes         *body,
                        FerryDemoFault  fault)
{
  g_autofree char *problem = NULL;
  g_autofree char *project = NULL;
  g_autoptr(FerryDemoIamRequest) request = ferry_demo_iam_request_parse (content_type, body, &problem);
  FerryDemoAnswer *refusal;

  if (request == NULL)
    return ferry_demo_answer_new_keystone (400, "Bad Request", problem);
  if ((refusal = check_password (self, request)) != NULL ||
      (refusal = check_passcode (self, request, fault)) != NULL ||
      (refusal = find_project (request, &project)) != NULL)
    return refusal;

  return issue_token (self, project, request->passcode != NULL, fault);
}

/**
 * ferry_demo_iam_find_token:
 * @self: a sign-in service
 * @token: a token
 *
 * Looks up what was issued, be it at its end or not.
 *
 * Returns: (transfer none) (nullable): what is known about @token, or %NULL if
 *   it comes from somewhere else
 */
const FerryDemoToken *
ferry_demo_iam_find_token (FerryDemoIam *self,
                           const char   *token)
{
  return g_hash_table_lookup (self->tokens, token);
}

/**
 * ferry_demo_iam_format_time:
 * @time: a time, in microseconds since 1970
 *
 * Returns: (transfer full): the time as the sign-in service writes it
 */
char *
ferry_demo_iam_format_time (gint64 time)
{
  g_autoptr(GDateTime) date_time = g_date_time_new_from_unix_utc_usec (time);

  return g_date_time_format (date_time, "%Y-%m-%dT%H:%M:%S.%fZ");
}
