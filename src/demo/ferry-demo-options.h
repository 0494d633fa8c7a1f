/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-server.h"

G_BEGIN_DECLS

/**
 * FerryDemoOptions:
 * @port: the port to listen on
 * @certificate: (nullable): the file of a certificate
 *
 * What the command line of the service alone can say. The other members are for
 * [func@FerryDemo.options_apply] only.
 */
typedef struct
{
  int port;
  char *certificate;

  /*< private >*/
  int latency;
  int n_tasks;
  int n_organizations;
  int n_repositories;
  int n_tasks_each;
  char *regions;
  char *rate_limit;
  char *rate_limit_fault;
  char *fault;
  int fault_count;
  GStrv faults_at;
  char *access_key;
  char *secret_key;
  char *token;
  int token_lifetime;
  char *domain;
  char *user;
  char *password;
  char *passcode;
} FerryDemoOptions;

gboolean ferry_demo_options_parse (FerryDemoOptions *self,
                                   int *argc,
                                   char ***argv,
                                   GError **error);
gboolean ferry_demo_options_apply (const FerryDemoOptions *self,
                                   FerryDemoServer *server,
                                   GError **error);
void ferry_demo_options_clear (FerryDemoOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FerryDemoOptions, ferry_demo_options_clear)

G_END_DECLS
