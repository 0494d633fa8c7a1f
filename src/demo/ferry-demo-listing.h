/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-routes.h"

G_BEGIN_DECLS

char *ferry_demo_listing_dup_organization (GHashTable *parameters);
FerryDemoAnswer *ferry_demo_listing_answer_organizations (FerryDemoServer *server,
                                                          const FerryDemoCall *call);
FerryDemoAnswer *ferry_demo_listing_answer_repositories (FerryDemoServer *server,
                                                         const FerryDemoCall *call);

G_END_DECLS
