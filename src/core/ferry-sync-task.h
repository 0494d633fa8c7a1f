/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FERRY_SYNC_TASK_NO_ID:
 *
 * The id of a task for which the service gave none.
 */
#define FERRY_SYNC_TASK_NO_ID G_MININT64

/**
 * FerrySyncTaskFields:
 * @id: the number of the task, or %FERRY_SYNC_TASK_NO_ID
 * @source_region: (nullable): the region that was asked
 * @organization: (nullable): the organization the images come from
 * @repository: (nullable): the repository the images come from
 * @target_region: (nullable): the region they are copied to
 * @target_organization: (nullable): the organization they are copied to
 * @overwrite: whether an image version at the target is replaced
 * @automatic: whether a push is copied without being asked
 * @account: (nullable): the name of the account
 * @account_id: (nullable): the id of the account
 * @created: (nullable): when the task was made, as the service wrote it
 * @updated: (nullable): when it was last changed, as the service wrote it
 * @raw: (nullable): what the service answered, as JSON, where the fields do not
 *   tell all of it
 *
 * All that is known of a task, for [ctor@Ferry.SyncTask.new]. Nothing in it is
 * owned.
 */
typedef struct
{
  gint64 id;
  const char *source_region;
  const char *organization;
  const char *repository;
  const char *target_region;
  const char *target_organization;
  FerryTristate overwrite;
  FerryTristate automatic;
  const char *account;
  const char *account_id;
  const char *created;
  const char *updated;
  const char *raw;
} FerrySyncTaskFields;

/**
 * FerrySyncTask:
 *
 * An automatic image synchronization task: images pushed to one repository are
 * copied to an organization in another region.
 *
 * Immutable, so an export may read it in another thread. A text or time that
 * the service left out is %NULL.
 */
#define FERRY_TYPE_SYNC_TASK (ferry_sync_task_get_type ())
G_DECLARE_FINAL_TYPE (FerrySyncTask, ferry_sync_task, FERRY, SYNC_TASK, GObject)

FerrySyncTask *ferry_sync_task_new (const FerrySyncTaskFields *fields);
FerrySyncTask *ferry_sync_task_new_beside (const FerrySyncTaskFields *fields, FerrySyncTask *neighbor);

gint64 ferry_sync_task_get_id (FerrySyncTask *self);
const char *ferry_sync_task_get_source_region (FerrySyncTask *self);
const char *ferry_sync_task_get_organization (FerrySyncTask *self);
const char *ferry_sync_task_get_repository (FerrySyncTask *self);
const char *ferry_sync_task_get_target_region (FerrySyncTask *self);
const char *ferry_sync_task_get_target_organization (FerrySyncTask *self);
FerryTristate ferry_sync_task_get_overwrite (FerrySyncTask *self);
FerryTristate ferry_sync_task_get_automatic (FerrySyncTask *self);
const char *ferry_sync_task_get_account (FerrySyncTask *self);
const char *ferry_sync_task_get_account_id (FerrySyncTask *self);
gint64 ferry_sync_task_get_created (FerrySyncTask *self);
gint64 ferry_sync_task_get_updated (FerrySyncTask *self);
const char *ferry_sync_task_get_created_text (FerrySyncTask *self);
const char *ferry_sync_task_get_updated_text (FerrySyncTask *self);

const char *ferry_sync_task_get_raw (FerrySyncTask *self);

guint ferry_sync_task_hash (gconstpointer self);
gboolean ferry_sync_task_is_same (gconstpointer self, gconstpointer other);
gboolean ferry_sync_task_equal (FerrySyncTask *self, FerrySyncTask *other);

G_END_DECLS
