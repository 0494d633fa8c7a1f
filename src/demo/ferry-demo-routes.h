/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-demo-answer.h"
#include "ferry-demo-server.h"

G_BEGIN_DECLS

typedef struct _FerryDemoRoute FerryDemoRoute;

/**
 * FerryDemoCall:
 * @message: (transfer none): the request
 * @parameters: (nullable) (transfer none): what follows the `?`
 * @fault: what is to go wrong
 * @route: (nullable): what is asked for, or %NULL if there is no such thing
 * @region: (nullable): the region at whose address it is asked
 * @path: the path below that, with the parameters as they were sent
 * @names: the names in the path, in their order
 *
 * A request, with its path taken apart.
 */
typedef struct
{
  SoupServerMessage *message;
  GHashTable *parameters;
  FerryDemoFault fault;
  const FerryDemoRoute *route;
  char *region;
  char *path;
  GStrv names;
} FerryDemoCall;

void ferry_demo_call_init (FerryDemoCall *self,
                           SoupServerMessage *message,
                           GHashTable *parameters);
void ferry_demo_call_clear (FerryDemoCall *self);

gboolean ferry_demo_call_is_sign_in (const FerryDemoCall *self);
gboolean ferry_demo_call_can_have (const FerryDemoCall *self,
                                   FerryDemoFault fault);
char *ferry_demo_call_dup_place (const FerryDemoCall *self,
                                 FerryDemoServer *server);
FerryDemoAnswer *ferry_demo_call_answer (const FerryDemoCall *self,
                                         FerryDemoServer *server);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FerryDemoCall, ferry_demo_call_clear)

G_END_DECLS
