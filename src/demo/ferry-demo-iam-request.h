/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryDemoIamRequest:
 * @domain: the name of the account
 * @user: the name of the user in it
 * @password: the password
 * @passcode_user_id: (nullable): whose one-time code it is
 * @passcode: (nullable): the one-time code
 * @project_name: (nullable): the project the token is to be for, as `cn-north-4`
 * @project_id: (nullable): the same project, by its id
 *
 * What somebody says to sign in.
 */
typedef struct
{
  char *domain;
  char *user;
  char *password;
  char *passcode_user_id;
  char *passcode;
  char *project_name;
  char *project_id;
} FerryDemoIamRequest;

FerryDemoIamRequest *ferry_demo_iam_request_parse (const char *content_type,
                                                   GBytes *body,
                                                   char **problem);
void ferry_demo_iam_request_free (FerryDemoIamRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDemoIamRequest, ferry_demo_iam_request_free)

G_END_DECLS
