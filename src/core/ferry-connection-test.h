/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-client.h"

G_BEGIN_DECLS

/**
 * FerryConnectionResult:
 * @region: the region that was to be asked
 * @asked: whether it was; a sign-in that is refused in one region is not tried
 *   in the next
 * @error: (nullable): why it did not answer as it should
 * @clock_offset: by how many seconds its clock is ahead of the one here
 *
 * What came of asking one region.
 */
typedef struct
{
  char *region;
  gboolean asked;
  GError *error;
  int clock_offset;
} FerryConnectionResult;

void ferry_connection_result_free (FerryConnectionResult *self);

void ferry_connection_test_run_async (FerryClient *client,
                                      const char *const *regions,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *ferry_connection_test_run_finish (FerryClient *client,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
