/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-credentials.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"

struct _FerryCredentials
{
  char *token;          /* (owned) (nullable) */
  char *access_key;     /* (owned) (nullable) */
  char *secret_key;     /* (owned) (nullable) */
  char *security_token; /* (owned) (nullable) */
  char *project_id;     /* (owned) (nullable) */
};

/* Secrets are pasted, and a line break or a blank comes along easily. */
static char *
dup_stripped (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return stripped != NULL && *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
clear (gpointer data)
{
  FerryCredentials *self = data;

  wipe (self->token);
  wipe (self->secret_key);
  wipe (self->security_token);
  g_free (self->access_key);
  g_free (self->project_id);
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

  self->token = dup_stripped (token);

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

  self->access_key = dup_stripped (access_key);
  self->secret_key = dup_stripped (secret_key);
  self->security_token = dup_stripped (security_token);
  self->project_id = dup_stripped (project_id);

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
 * Returns: whether there is a token or both halves of a key pair, as far as
 *   more than blanks were given
 */
gboolean
ferry_credentials_are_complete (FerryCredentials *self)
{
  return self->token != NULL || (self->access_key != NULL && self->secret_key != NULL);
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
