/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-connection.h"
#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FERRY_REPOSITORY_LISTING_PAGE_SIZE:
 *
 * How many rows a page has: as many as the service gives at most.
 */
#define FERRY_REPOSITORY_LISTING_PAGE_SIZE 1000

void ferry_repository_listing_run_async (FerryConnection *connection,
                                         const char *region,
                                         const char *organization,
                                         guint page_size,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *ferry_repository_listing_run_finish (FerryConnection *connection,
                                                GAsyncResult *result,
                                                char **doubt,
                                                GError **error);

G_END_DECLS
