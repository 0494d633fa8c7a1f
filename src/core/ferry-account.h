/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-credentials.h"

G_BEGIN_DECLS

/**
 * FerryAccountKind:
 * @FERRY_ACCOUNT_ACCESS_KEY: an access key pair signs each request; it works in
 *   all regions
 * @FERRY_ACCOUNT_PASSWORD: an IAM user's name and password get a token for each
 *   region
 * @FERRY_ACCOUNT_TOKEN: a token that somebody pasted; it works in one region
 * @FERRY_ACCOUNT_SAMPLE: the sample account, served by this computer
 *
 * How an account is signed in to.
 */
typedef enum
{
  FERRY_ACCOUNT_ACCESS_KEY,
  FERRY_ACCOUNT_PASSWORD,
  FERRY_ACCOUNT_TOKEN,
  FERRY_ACCOUNT_SAMPLE,
} FerryAccountKind;

#define FERRY_TYPE_ACCOUNT_KIND (ferry_account_kind_get_type ())
GType ferry_account_kind_get_type (void) G_GNUC_CONST;

/**
 * FERRY_ACCOUNT_SAMPLE_ID:
 *
 * The id of the sample account, of which there is one.
 */
#define FERRY_ACCOUNT_SAMPLE_ID "sample"

/**
 * FerryAccount:
 *
 * Where and as whom to ask: a name, the way to sign in, the regions and the
 * addresses. No secret is in it, so it may be written anywhere.
 *
 * Immutable: an account that was edited is another object with the same id. All
 * of it is in construct-only properties, so that it can be kept without a word
 * about each.
 */
#define FERRY_TYPE_ACCOUNT (ferry_account_get_type ())
G_DECLARE_FINAL_TYPE (FerryAccount, ferry_account, FERRY, ACCOUNT, GObject)

FerryAccount *ferry_account_new_sample (const char *endpoint);
FerryAccount *ferry_account_copy_as (FerryAccount *self,
                                     const char *id,
                                     const char *name);

const char *ferry_account_get_id (FerryAccount *self);
const char *ferry_account_get_name (FerryAccount *self);
FerryAccountKind ferry_account_get_kind (FerryAccount *self);
const char *ferry_account_get_access_key (FerryAccount *self);
const char *ferry_account_get_domain_name (FerryAccount *self);
const char *ferry_account_get_user_name (FerryAccount *self);
const char *ferry_account_get_user_id (FerryAccount *self);
const char *ferry_account_get_project_id (FerryAccount *self);
const char *ferry_account_get_project_name (FerryAccount *self);
gint64 ferry_account_get_token_expires_at (FerryAccount *self);
const char *const *ferry_account_get_regions (FerryAccount *self);
const char *ferry_account_get_default_region (FerryAccount *self);
const char *ferry_account_get_endpoint (FerryAccount *self);
const char *ferry_account_get_iam_endpoint (FerryAccount *self);
const char *ferry_account_get_ca_file (FerryAccount *self);
gboolean ferry_account_get_skip_verification (FerryAccount *self);

char *ferry_account_dup_summary (FerryAccount *self);
FerryCredentials *ferry_account_create_credentials (FerryAccount *self,
                                                    const char *secret,
                                                    const char *passcode);

G_END_DECLS
