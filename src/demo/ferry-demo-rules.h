/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-routes.h"

G_BEGIN_DECLS

/**
 * FerryDemoRules:
 * @faults: the faults of some requests, newest first
 * @hooks: what is to be done when some requests have been answered
 *
 * What happens at some places only.
 */
typedef struct
{
  GList *faults;
  GList *hooks;
} FerryDemoRules;

/**
 * FerryDemoHook:
 * @func: what to do
 * @user_data: data for @func
 * @destroy: (nullable): what frees @user_data
 *
 * What is to be done once.
 */
typedef struct
{
  FerryDemoFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} FerryDemoHook;

void ferry_demo_rules_clear (FerryDemoRules *self);
void ferry_demo_rules_set_fault (FerryDemoRules *self,
                                 const char *pattern,
                                 FerryDemoFault fault,
                                 guint count);
void ferry_demo_rules_add_hook (FerryDemoRules *self,
                                const char *pattern,
                                guint count,
                                FerryDemoHook hook);
gboolean ferry_demo_rules_take_fault (FerryDemoRules *self,
                                      const FerryDemoCall *call,
                                      const char *place,
                                      FerryDemoFault *fault);
GPtrArray *ferry_demo_rules_take_hooks (FerryDemoRules *self,
                                        const FerryDemoCall *call,
                                        const char *place);

G_END_DECLS
