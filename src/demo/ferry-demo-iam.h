/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-faults.h"

G_BEGIN_DECLS

/**
 * FerryDemoToken:
 * @region: (nullable): the region it is for, or %NULL if it is for the whole account
 * @expires_at: when it ends, in microseconds of real time
 *
 * What the sign-in service knows about a token it has issued.
 */
typedef struct
{
  char *region;
  gint64 expires_at;
} FerryDemoToken;

typedef struct _FerryDemoIam FerryDemoIam;

FerryDemoIam *ferry_demo_iam_new (void);
void ferry_demo_iam_free (FerryDemoIam *self);

void ferry_demo_iam_set_user (FerryDemoIam *self,
                              const char *domain,
                              const char *user,
                              const char *password);
void ferry_demo_iam_set_passcode (FerryDemoIam *self,
                                  const char *passcode);
void ferry_demo_iam_set_token_lifetime (FerryDemoIam *self,
                                        guint seconds);
void ferry_demo_iam_expire_tokens (FerryDemoIam *self);

FerryDemoAnswer *ferry_demo_iam_sign_in (FerryDemoIam *self,
                                         const char *content_type,
                                         GBytes *body,
                                         FerryDemoFault fault);
const FerryDemoToken *ferry_demo_iam_find_token (FerryDemoIam *self,
                                                 const char *token);
char *ferry_demo_iam_format_time (gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDemoIam, ferry_demo_iam_free)

G_END_DECLS
