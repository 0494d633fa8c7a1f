/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-demo-iam.h"

G_BEGIN_DECLS

/**
 * FerryDemoAuth:
 * @token: the token that is accepted, beside those that were issued
 * @access_key: the access key that is accepted
 * @secret_key: the secret key that belongs to it
 * @n_wrong_signatures: how many signatures in a row were wrong
 *
 * What the API gateway lets in.
 */
typedef struct
{
  char *token;
  char *access_key;
  char *secret_key;
  guint n_wrong_signatures;
} FerryDemoAuth;

void ferry_demo_auth_init (FerryDemoAuth *self);
void ferry_demo_auth_clear (FerryDemoAuth *self);

void ferry_demo_auth_set_token (FerryDemoAuth *self,
                                const char *token);
void ferry_demo_auth_set_key_pair (FerryDemoAuth *self,
                                   const char *access_key,
                                   const char *secret_key);

FerryDemoAnswer *ferry_demo_auth_check (FerryDemoAuth *self,
                                        FerryDemoIam *iam,
                                        SoupServerMessage *message,
                                        const char *region);
FerryDemoAnswer *ferry_demo_auth_refuse_clock (SoupServerMessage *message);

G_END_DECLS
