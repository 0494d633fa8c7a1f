/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-region.h"
#include "ferry-text.h"

/* Shorter ones would be given away by what is shown of them. */
#define MIN_ABBREVIATED_LENGTH 8

struct _FerryAccount
{
  GObject parent_instance;

  char *id;              /* (owned) */
  char *name;            /* (owned) */
  FerryAccountKind kind;
  char *access_key;      /* (owned) (nullable) this and what follows: NULL where it was not given */
  char *domain_name;     /* (owned) (nullable) */
  char *user_name;       /* (owned) (nullable) */
  char *user_id;         /* (owned) (nullable) */
  char *project_id;      /* (owned) (nullable) */
  char *project_name;    /* (owned) (nullable) */
  gint64 token_expires_at;
  GStrv regions;         /* (owned) */
  char *endpoint;        /* (owned) (nullable) */
  char *iam_endpoint;    /* (owned) (nullable) */
  char *ca_file;         /* (owned) (nullable) */
  gboolean skip_verification;
};

G_DEFINE_FINAL_TYPE (FerryAccount, ferry_account, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (FerryAccountKind, ferry_account_kind,
                    G_DEFINE_ENUM_VALUE (FERRY_ACCOUNT_ACCESS_KEY, "access-key"),
                    G_DEFINE_ENUM_VALUE (FERRY_ACCOUNT_PASSWORD, "password"),
                    G_DEFINE_ENUM_VALUE (FERRY_ACCOUNT_TOKEN, "token"),
                    G_DEFINE_ENUM_VALUE (FERRY_ACCOUNT_SAMPLE, "sample"))

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_KIND,
  PROP_ACCESS_KEY,
  PROP_DOMAIN_NAME,
  PROP_USER_NAME,
  PROP_USER_ID,
  PROP_PROJECT_ID,
  PROP_PROJECT_NAME,
  PROP_TOKEN_EXPIRES_AT,
  PROP_REGIONS,
  PROP_ENDPOINT,
  PROP_IAM_ENDPOINT,
  PROP_CA_FILE,
  PROP_SKIP_VERIFICATION,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* The texts, by their properties. */
static char **
find_text (FerryAccount *self,
           guint         prop_id)
{
  switch (prop_id)
    {
    case PROP_ID:
      return &self->id;
    case PROP_NAME:
      return &self->name;
    case PROP_ACCESS_KEY:
      return &self->access_key;
    case PROP_DOMAIN_NAME:
      return &self->domain_name;
    case PROP_USER_NAME:
      return &self->user_name;
    case PROP_USER_ID:
      return &self->user_id;
    case PROP_PROJECT_ID:
      return &self->project_id;
    case PROP_PROJECT_NAME:
      return &self->project_name;
    case PROP_ENDPOINT:
      return &self->endpoint;
    case PROP_IAM_ENDPOINT:
      return &self->iam_endpoint;
    case PROP_CA_FILE:
      return &self->ca_file;
    default:
      return NULL;
    }
}

static void
ferry_account_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  FerryAccount *self = FERRY_ACCOUNT (object);
  char **text = find_text (self, prop_id);

  if (text != NULL)
    {
      *text = ferry_text_dup_stripped (g_value_get_string (value));
      return;
    }

  switch (prop_id)
    {
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_TOKEN_EXPIRES_AT:
      self->token_expires_at = g_value_get_int64 (value);
      break;
    case PROP_REGIONS:
      self->regions = g_value_dup_boxed (value);
      break;
    case PROP_SKIP_VERIFICATION:
      self->skip_verification = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_account_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  FerryAccount *self = FERRY_ACCOUNT (object);
  char **text = find_text (self, prop_id);

  if (text != NULL)
    {
      g_value_set_string (value, *text);
      return;
    }

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_TOKEN_EXPIRES_AT:
      g_value_set_int64 (value, self->token_expires_at);
      break;
    case PROP_REGIONS:
      g_value_set_boxed (value, self->regions);
      break;
    case PROP_SKIP_VERIFICATION:
      g_value_set_boolean (value, self->skip_verification);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_account_constructed (GObject *object)
{
  FerryAccount *self = FERRY_ACCOUNT (object);

  G_OBJECT_CLASS (ferry_account_parent_class)->constructed (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
  if (self->regions == NULL)
    self->regions = g_new0 (char *, 1);
  if (self->name == NULL)
    self->name = ferry_account_dup_summary (self);
}

static void
ferry_account_finalize (GObject *object)
{
  FerryAccount *self = FERRY_ACCOUNT (object);

  for (guint prop_id = 1; prop_id < N_PROPERTIES; prop_id++)
    {
      char **text = find_text (self, prop_id);

      if (text != NULL)
        g_free (*text);
    }
  g_strfreev (self->regions);

  G_OBJECT_CLASS (ferry_account_parent_class)->finalize (object);
}

#define FLAGS (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS)

static void
install_text (guint       prop_id,
              const char *name)
{
  properties[prop_id] = g_param_spec_string (name, NULL, NULL, NULL, FLAGS);
}

static void
ferry_account_class_init (FerryAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = ferry_account_set_property;
  object_class->get_property = ferry_account_get_property;
  object_class->constructed = ferry_account_constructed;
  object_class->finalize = ferry_account_finalize;

  /* What each is stands with its getter. */
  install_text (PROP_ID, "id");
  install_text (PROP_NAME, "name");
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, FERRY_TYPE_ACCOUNT_KIND, FERRY_ACCOUNT_ACCESS_KEY, FLAGS);
  install_text (PROP_ACCESS_KEY, "access-key");
  install_text (PROP_DOMAIN_NAME, "domain-name");
  install_text (PROP_USER_NAME, "user-name");
  install_text (PROP_USER_ID, "user-id");
  install_text (PROP_PROJECT_ID, "project-id");
  install_text (PROP_PROJECT_NAME, "project-name");
  properties[PROP_TOKEN_EXPIRES_AT] = g_param_spec_int64 ("token-expires-at", NULL, NULL, 0, G_MAXINT64, 0, FLAGS);
  properties[PROP_REGIONS] = g_param_spec_boxed ("regions", NULL, NULL, G_TYPE_STRV, FLAGS);
  install_text (PROP_ENDPOINT, "endpoint");
  install_text (PROP_IAM_ENDPOINT, "iam-endpoint");
  install_text (PROP_CA_FILE, "ca-file");
  properties[PROP_SKIP_VERIFICATION] = g_param_spec_boolean ("skip-verification", NULL, NULL, FALSE, FLAGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_account_init (FerryAccount *self)
{
}

/**
 * ferry_account_new_sample:
 * @endpoint: (nullable): where the sample account is served, as a pattern with
 *   `{region}`, or %NULL before it is
 *
 * Returns: (transfer full): the sample account
 */
FerryAccount *
ferry_account_new_sample (const char *endpoint)
{
  return g_object_new (FERRY_TYPE_ACCOUNT,
                       "id", FERRY_ACCOUNT_SAMPLE_ID,
                       "name", _("Sample data"),
                       "kind", FERRY_ACCOUNT_SAMPLE,
                       "endpoint", endpoint,
                       NULL);
}

/**
 * ferry_account_copy_as:
 * @self: an account
 * @id: (nullable): the id of the copy, or %NULL for a new one
 * @name: the name of the copy
 *
 * Returns: (transfer full): an account that is otherwise the same
 */
FerryAccount *
ferry_account_copy_as (FerryAccount *self,
                       const char   *id,
                       const char   *name)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return g_object_new (FERRY_TYPE_ACCOUNT,
                       "id", id,
                       "name", name,
                       "kind", self->kind,
                       "access-key", self->access_key,
                       "domain-name", self->domain_name,
                       "user-name", self->user_name,
                       "user-id", self->user_id,
                       "project-id", self->project_id,
                       "project-name", self->project_name,
                       "token-expires-at", self->token_expires_at,
                       "regions", self->regions,
                       "endpoint", self->endpoint,
                       "iam-endpoint", self->iam_endpoint,
                       "ca-file", self->ca_file,
                       "skip-verification", self->skip_verification,
                       NULL);
}

/**
 * ferry_account_get_id:
 * @self: an account
 *
 * Returns: what the account is known by in files and in the Secret Service; it
 *   stays when the account is edited
 */
const char *
ferry_account_get_id (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->id;
}

/**
 * ferry_account_get_name:
 * @self: an account
 *
 * Returns: what the account is called on screen
 */
const char *
ferry_account_get_name (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->name;
}

/**
 * ferry_account_get_kind:
 * @self: an account
 *
 * Returns: how it is signed in to
 */
FerryAccountKind
ferry_account_get_kind (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), FERRY_ACCOUNT_ACCESS_KEY);

  return self->kind;
}

/**
 * ferry_account_get_access_key:
 * @self: an account
 *
 * Returns: (nullable): the access key (AK) of %FERRY_ACCOUNT_ACCESS_KEY, which
 *   is a name and no secret
 */
const char *
ferry_account_get_access_key (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->access_key;
}

/**
 * ferry_account_get_domain_name:
 * @self: an account
 *
 * Returns: (nullable): the name of the cloud account that the IAM user of
 *   %FERRY_ACCOUNT_PASSWORD belongs to
 */
const char *
ferry_account_get_domain_name (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->domain_name;
}

/**
 * ferry_account_get_user_name:
 * @self: an account
 *
 * Returns: (nullable): the name of the IAM user of %FERRY_ACCOUNT_PASSWORD
 */
const char *
ferry_account_get_user_name (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->user_name;
}

/**
 * ferry_account_get_user_id:
 * @self: an account
 *
 * Returns: (nullable): the id of that user, which IAM wants beside a one-time
 *   code
 */
const char *
ferry_account_get_user_id (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->user_id;
}

/**
 * ferry_account_get_project_id:
 * @self: an account
 *
 * Returns: (nullable): the project that is sent with signed requests; needed for
 *   sub-projects only
 */
const char *
ferry_account_get_project_id (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->project_id;
}

/**
 * ferry_account_get_project_name:
 * @self: an account
 *
 * Returns: (nullable): the name of the project that tokens are asked for, as a
 *   pattern with `{region}`, or %NULL for the region's own
 */
const char *
ferry_account_get_project_name (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->project_name;
}

/**
 * ferry_account_get_token_expires_at:
 * @self: an account
 *
 * Returns: when the token of %FERRY_ACCOUNT_TOKEN ends, in seconds since 1970 in
 *   UTC, or 0
 */
gint64
ferry_account_get_token_expires_at (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), 0);

  return self->token_expires_at;
}

/**
 * ferry_account_get_regions:
 * @self: an account
 *
 * Returns: (array zero-terminated=1): the ids of the regions that were chosen
 *   for the account; may be empty
 */
const char *const *
ferry_account_get_regions (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return (const char *const *) self->regions;
}

/**
 * ferry_account_get_default_region:
 * @self: an account
 *
 * Returns: the first of its regions, or the one that is asked where nobody said
 *   which
 */
const char *
ferry_account_get_default_region (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->regions[0] != NULL ? self->regions[0] : FERRY_REGION_DEFAULT;
}

/**
 * ferry_account_get_endpoint:
 * @self: an account
 *
 * Returns: (nullable): the address of the SWR API, as a pattern with `{region}`,
 *   or %NULL for the public cloud
 */
const char *
ferry_account_get_endpoint (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->endpoint;
}

/**
 * ferry_account_get_iam_endpoint:
 * @self: an account
 *
 * Returns: (nullable): the address of IAM, as a pattern with `{region}`, or %NULL
 *   for the public cloud
 */
const char *
ferry_account_get_iam_endpoint (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->iam_endpoint;
}

/**
 * ferry_account_get_ca_file:
 * @self: an account
 *
 * Returns: (nullable) (type filename): a PEM file with the authorities that sign
 *   its servers' certificates, or %NULL for those of the system
 */
const char *
ferry_account_get_ca_file (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  return self->ca_file;
}

/**
 * ferry_account_get_skip_verification:
 * @self: an account
 *
 * Returns: whether any certificate is accepted from its servers
 */
gboolean
ferry_account_get_skip_verification (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), FALSE);

  return self->skip_verification;
}

/* The ends of an access key are enough to tell it from others. */
static char *
abbreviate (const char *key)
{
  gsize length = strlen (key);

  return length > MIN_ABBREVIATED_LENGTH ? g_strdup_printf ("%.2s…%s", key, key + length - 2) : g_strdup (key);
}

/**
 * ferry_account_dup_summary:
 * @self: an account
 *
 * Says in a few characters who is asking, as `AK…3F`.
 *
 * Returns: (transfer full): the text
 */
char *
ferry_account_dup_summary (FerryAccount *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  switch (self->kind)
    {
    case FERRY_ACCOUNT_ACCESS_KEY:
      return self->access_key != NULL ? abbreviate (self->access_key) : g_strdup (_("Access key"));
    case FERRY_ACCOUNT_PASSWORD:
      return g_strdup (self->user_name != NULL ? self->user_name : _("User"));
    case FERRY_ACCOUNT_SAMPLE:
      return g_strdup (_("Served by this computer"));
    case FERRY_ACCOUNT_TOKEN:
    default:
      return g_strdup (_("Token"));
    }
}

/**
 * ferry_account_create_credentials:
 * @self: an account
 * @secret: the secret that belongs to it: a token, a password, or a secret key,
 *   after which a line break and a security token may stand
 * @passcode: (nullable): a one-time code, where the sign-in asks for one
 *
 * Puts the account and its secret together.
 *
 * Returns: (transfer full): what to sign in with
 */
FerryCredentials *
ferry_account_create_credentials (FerryAccount *self,
                                  const char   *secret,
                                  const char   *passcode)
{
  const char *end;
  FerryCredentials *credentials;
  char *secret_key;

  g_return_val_if_fail (FERRY_IS_ACCOUNT (self), NULL);

  if (self->kind == FERRY_ACCOUNT_TOKEN)
    return ferry_credentials_new_token (secret);
  if (self->kind == FERRY_ACCOUNT_PASSWORD)
    return ferry_credentials_new_password (self->domain_name, self->user_name, secret, self->user_id, passcode);

  end = strchr (secret, '\n');
  secret_key = g_strndup (secret, end != NULL ? (gsize) (end - secret) : strlen (secret));
  credentials = ferry_credentials_new_key_pair (self->access_key, secret_key, end != NULL ? end + 1 : NULL, self->project_id);
  ferry_credentials_wipe (secret_key);

  return credentials;
}
