/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-facts.h"

G_BEGIN_DECLS

/**
 * FerrySnapshot:
 * @tasks: (element-type FerrySyncTask): the tasks, in the order of the file
 * @facts: what else the file says
 *
 * A list that was saved. The tasks, and the entries that the facts count as
 * unreadable, are together everything it held.
 */
typedef struct
{
  GPtrArray *tasks;
  FerryFacts *facts;
} FerrySnapshot;

FerrySnapshot *ferry_snapshot_new_from_json (GBytes *bytes,
                                             const char *name,
                                             GDateTime *changed,
                                             GError **error);
FerrySnapshot *ferry_snapshot_new_from_kept (GBytes *bytes,
                                             GError **error);
void ferry_snapshot_free (FerrySnapshot *self);

void ferry_snapshot_load_async (GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
FerrySnapshot *ferry_snapshot_load_finish (GFile *file,
                                           GAsyncResult *result,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerrySnapshot, ferry_snapshot_free)

G_END_DECLS
