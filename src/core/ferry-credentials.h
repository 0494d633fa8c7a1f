/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryCredentials:
 *
 * What somebody signs in with: an IAM token, an access key pair, or an IAM user's
 * name and password, which get a token. The first two sign a request as they are.
 *
 * Immutable, so it may be read from any thread. The memory that holds secrets
 * is wiped when the last reference goes. It is never written anywhere.
 */
typedef struct _FerryCredentials FerryCredentials;

FerryCredentials *ferry_credentials_new_token (const char *token);
FerryCredentials *ferry_credentials_new_key_pair (const char *access_key,
                                                  const char *secret_key,
                                                  const char *security_token,
                                                  const char *project_id);
FerryCredentials *ferry_credentials_new_password (const char *domain_name,
                                                  const char *user_name,
                                                  const char *password,
                                                  const char *user_id,
                                                  const char *passcode);
FerryCredentials *ferry_credentials_new_from_environment (GError **error);

FerryCredentials *ferry_credentials_ref (FerryCredentials *self);
void ferry_credentials_unref (FerryCredentials *self);

gboolean ferry_credentials_are_complete (FerryCredentials *self);
const char *ferry_credentials_get_token (FerryCredentials *self);
const char *ferry_credentials_get_access_key (FerryCredentials *self);
const char *ferry_credentials_get_secret_key (FerryCredentials *self);
const char *ferry_credentials_get_security_token (FerryCredentials *self);
const char *ferry_credentials_get_project_id (FerryCredentials *self);
const char *ferry_credentials_get_domain_name (FerryCredentials *self);
const char *ferry_credentials_get_user_name (FerryCredentials *self);
const char *ferry_credentials_get_password (FerryCredentials *self);
const char *ferry_credentials_get_user_id (FerryCredentials *self);
const char *ferry_credentials_get_passcode (FerryCredentials *self);
void ferry_credentials_redact (FerryCredentials *self,
                               GString *text);

void ferry_credentials_wipe (char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCredentials, ferry_credentials_unref)

G_END_DECLS
