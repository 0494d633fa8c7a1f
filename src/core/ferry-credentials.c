/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-credentials.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-text.h"

struct _FerryCredentials
{
  char *token;          /* (owned) (nullable) */
  char *access_key;     /* (owned) (nullable) */
  char *secret_key;     /* (owned) (nullable) */
  char *security_token; /* (owned) (nullable) */
  char *project_id;     /* (owned) (nullable) */
  char *domain_name;    /* (owned) (nullable) */
  char *user_name;      /* (owned) (nullable) */
  char *password;       /* (owned) (nullable) */
  char *user_id;        /* (owned) (nullable) */
  char *passcode;       /* (owned) (nullable) */
};

/* Anything shorter stands in any text, and would be given away by what is taken out of it. */
#define MIN_REDACTED_LENGTH 4

static void
clear (gpointer data)
{
  FerryCredentials *self = data;

  ferry_credentials_wipe (self->token);
  ferry_credentials_wipe (self->secret_key);
  ferry_credentials_wipe (self->security_token);
  ferry_credentials_wipe (self->password);
  ferry_credentials_wipe (self->passcode);
  g_free (self->access_key);
  g_free (self->project_id);
  g_free (self->domain_name);
  g_free (self->user_name);
  g_free (self->user_id);
}

/**
 * ferry_credentials_new_token:
 * @token: (nullable): an IAM token; it is bound to one region's project
 *
 * Returns: (transfer full): credentials that send `X-Auth-Token`
 */
FerryCredentials *
ferry_credentials_new_token (const char *token)
{
  FerryCredentials *self = g_atomic_rc_box_new0 (FerryCredentials);

  self->token = ferry_text_dup_stripped (token);

  return self;
}

/**
 * ferry_credentials_new_key_pair:
 * @access_key: (nullable): the access key (AK)
 * @secret_key: (nullable): the secret key (SK)
 * @security_token: (nullable): the security token, needed with temporary keys
 * @project_id: (nullable): the project, needed only for sub-projects
 *
 * Returns: (transfer full): credentials that sign each request
 */
FerryCredentials *
ferry_credentials_new_key_pair (const char *access_key,
                                const char *secret_key,
                                const char *security_token,
                                const char *project_id)
{
  FerryCredentials *self = g_atomic_rc_box_new0 (FerryCredentials);

  self->access_key = ferry_text_dup_stripped (access_key);
  self->secret_key = ferry_text_dup_stripped (secret_key);
  self->security_token = ferry_text_dup_stripped (security_token);
  self->project_id = ferry_text_dup_stripped (project_id);

  return self;
}

/**
 * ferry_credentials_new_password:
 * @domain_name: (nullable): the name of the cloud account
 * @user_name: (nullable): the name of an IAM user in it
 * @password: (nullable): the password; every character of it counts, blanks too
 * @user_id: (nullable): the id of the user, needed with @passcode
 * @passcode: (nullable): a one-time code
 *
 * Returns: (transfer full): credentials that get a token for each region
 */
FerryCredentials *
ferry_credentials_new_password (const char *domain_name,
                                const char *user_name,
                                const char *password,
                                const char *user_id,
                                const char *passcode)
{
  FerryCredentials *self = g_atomic_rc_box_new0 (FerryCredentials);

  self->domain_name = ferry_text_dup_stripped (domain_name);
  self->user_name = ferry_text_dup_stripped (user_name);
  self->password = password != NULL && *password != '\0' ? g_strdup (password) : NULL;
  self->user_id = ferry_text_dup_stripped (user_id);
  self->passcode = ferry_text_dup_stripped (passcode);

  return self;
}

/**
 * ferry_credentials_new_from_environment:
 * @error: return location for an error
 *
 * Reads the environment variables that the vendor's SDKs read
 * (`HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`, `HUAWEICLOUD_SDK_SECURITY_TOKEN`,
 * `HUAWEICLOUD_SDK_PROJECT_ID`), or our own `FERRYBOARD_TOKEN`. A key pair goes
 * first, since it works in every region and does not expire in mid-work.
 *
 * Returns: (transfer full) (nullable): the credentials, or %NULL with
 *   %FERRY_ERROR_NO_CREDENTIALS
 */
FerryCredentials *
ferry_credentials_new_from_environment (GError **error)
{
  g_autoptr(FerryCredentials) pair = ferry_credentials_new_key_pair (g_getenv ("HUAWEICLOUD_SDK_AK"),
                                                                     g_getenv ("HUAWEICLOUD_SDK_SK"),
                                                                     g_getenv ("HUAWEICLOUD_SDK_SECURITY_TOKEN"),
                                                                     g_getenv ("HUAWEICLOUD_SDK_PROJECT_ID"));
  g_autoptr(FerryCredentials) token = ferry_credentials_new_token (g_getenv ("FERRYBOARD_TOKEN"));
  gboolean has_access_key = pair->access_key != NULL;
  gboolean has_secret_key = pair->secret_key != NULL;

  if (ferry_credentials_are_complete (pair))
    return g_steal_pointer (&pair);
  if (ferry_credentials_are_complete (token))
    return g_steal_pointer (&token);

  if (has_access_key != has_secret_key)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                 /* Translators: both placeholders are names of environment variables. */
                 _("%s is set, but %s is not. Both are needed."),
                 has_access_key ? "HUAWEICLOUD_SDK_AK" : "HUAWEICLOUD_SDK_SK",
                 has_access_key ? "HUAWEICLOUD_SDK_SK" : "HUAWEICLOUD_SDK_AK");
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                 /* Translators: the placeholders are names of environment variables. */
                 _("No credentials. Set %s and %s, or %s."),
                 "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "FERRYBOARD_TOKEN");
  return NULL;
}

/**
 * ferry_credentials_are_complete:
 * @self: credentials
 *
 * Returns: whether there is a token, both halves of a key pair, or a user with
 *   an account and a password, as far as more than blanks were given
 */
gboolean
ferry_credentials_are_complete (FerryCredentials *self)
{
  return self->token != NULL ||
         (self->access_key != NULL && self->secret_key != NULL) ||
         (self->domain_name != NULL && self->user_name != NULL && self->password != NULL);
}

/**
 * ferry_credentials_ref:
 * @self: credentials
 *
 * Returns: (transfer full): @self, with one more reference
 */
FerryCredentials *
ferry_credentials_ref (FerryCredentials *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ferry_credentials_unref:
 * @self: (transfer full): credentials
 *
 * Drops a reference. The last one wipes the secrets.
 */
void
ferry_credentials_unref (FerryCredentials *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * ferry_credentials_get_token:
 * @self: credentials
 *
 * Returns: (nullable): the IAM token, or %NULL with a key pair
 */
const char *
ferry_credentials_get_token (FerryCredentials *self)
{
  return self->token;
}

/**
 * ferry_credentials_get_access_key:
 * @self: credentials
 *
 * Returns: (nullable): the access key, or %NULL with a token
 */
const char *
ferry_credentials_get_access_key (FerryCredentials *self)
{
  return self->access_key;
}

/**
 * ferry_credentials_get_secret_key:
 * @self: credentials
 *
 * Returns: (nullable): the secret key, or %NULL with a token
 */
const char *
ferry_credentials_get_secret_key (FerryCredentials *self)
{
  return self->secret_key;
}

/**
 * ferry_credentials_get_security_token:
 * @self: credentials
 *
 * Returns: (nullable): the security token of temporary keys
 */
const char *
ferry_credentials_get_security_token (FerryCredentials *self)
{
  return self->security_token;
}

/**
 * ferry_credentials_get_project_id:
 * @self: credentials
 *
 * Returns: (nullable): the project id, if one is to be sent
 */
const char *
ferry_credentials_get_project_id (FerryCredentials *self)
{
  return self->project_id;
}

/**
 * ferry_credentials_get_domain_name:
 * @self: credentials
 *
 * Returns: (nullable): the name of the cloud account of an IAM user
 */
const char *
ferry_credentials_get_domain_name (FerryCredentials *self)
{
  return self->domain_name;
}

/**
 * ferry_credentials_get_user_name:
 * @self: credentials
 *
 * Returns: (nullable): the name of that user
 */
const char *
ferry_credentials_get_user_name (FerryCredentials *self)
{
  return self->user_name;
}

/**
 * ferry_credentials_get_password:
 * @self: credentials
 *
 * Returns: (nullable): the password of that user
 */
const char *
ferry_credentials_get_password (FerryCredentials *self)
{
  return self->password;
}

/**
 * ferry_credentials_get_user_id:
 * @self: credentials
 *
 * Returns: (nullable): the id of that user
 */
const char *
ferry_credentials_get_user_id (FerryCredentials *self)
{
  return self->user_id;
}

/**
 * ferry_credentials_get_passcode:
 * @self: credentials
 *
 * Returns: (nullable): a one-time code
 */
const char *
ferry_credentials_get_passcode (FerryCredentials *self)
{
  return self->passcode;
}

/* As it stands in a JSON text, where a slash may be escaped and need not be. */
static char *
escape_for_json (const char *secret,
                 gboolean    escape_slash)
{
  GString *text = g_string_new (NULL);

  for (const char *p = secret; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\' || (*p == '/' && escape_slash))
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

static void
take_out (GString    *text,
          const char *secret)
{
  char *const forms[] = {
    escape_for_json (secret, TRUE),
    escape_for_json (secret, FALSE),
    g_markup_escape_text (secret, -1),
    g_uri_escape_string (secret, NULL, FALSE),
    g_strdup (secret),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_string_replace (text, forms[i], "…", 0);
      ferry_credentials_wipe (forms[i]);
    }
}

/**
 * ferry_credentials_redact:
 * @self: credentials
 * @text: a text that is to be shown or logged
 *
 * Puts an ellipsis in the place of every secret of @self in @text, also where it
 * is escaped as in JSON, in HTML or in an address.
 */
void
ferry_credentials_redact (FerryCredentials *self,
                          GString          *text)
{
  const char *const secrets[] = { self->token, self->secret_key, self->security_token, self->password, self->passcode };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (secrets[i] != NULL && strlen (secrets[i]) >= MIN_REDACTED_LENGTH)
      take_out (text, secrets[i]);
}

/**
 * ferry_credentials_wipe:
 * @secret: (transfer full) (nullable): a text
 *
 * Frees a text after its memory has been overwritten.
 */
void
ferry_credentials_wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
