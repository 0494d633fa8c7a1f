/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-sync-task.h"

G_BEGIN_DECLS

/**
 * FerryColumn:
 *
 * What can be shown of a synchronization task, in the order of a fresh table:
 * the eleven members of the service's answer and the region that was asked.
 *
 * Tables, exports and the command line all take their columns from here.
 */
typedef enum
{
  FERRY_COLUMN_REPOSITORY,
  FERRY_COLUMN_ORGANIZATION,
  FERRY_COLUMN_SOURCE_REGION,
  FERRY_COLUMN_TARGET_REGION,
  FERRY_COLUMN_TARGET_ORGANIZATION,
  FERRY_COLUMN_OVERWRITE,
  FERRY_COLUMN_AUTOMATIC,
  FERRY_COLUMN_CREATED,
  FERRY_COLUMN_UPDATED,
  FERRY_COLUMN_ACCOUNT,
  FERRY_COLUMN_ACCOUNT_ID,
  FERRY_COLUMN_ID,
} FerryColumn;

#define FERRY_N_COLUMNS (FERRY_COLUMN_ID + 1)

gboolean ferry_column_from_id (const char *id, FerryColumn *column);
const char *ferry_column_get_id (FerryColumn self);
const char *ferry_column_get_title (FerryColumn self);
const char *ferry_column_get_member (FerryColumn self);
gboolean ferry_column_is_time (FerryColumn self);
gboolean ferry_column_is_tristate (FerryColumn self);
gboolean ferry_column_is_region (FerryColumn self);
gboolean ferry_column_is_facet (FerryColumn self);
gboolean ferry_column_starts_descending (FerryColumn self);

const char *ferry_column_get_text (FerryColumn self, FerrySyncTask *sync_task);
FerryTristate ferry_column_get_tristate (FerryColumn self, FerrySyncTask *sync_task);
const char *ferry_column_get_tristate_text (FerryColumn self, FerryTristate value);
gint64 ferry_column_get_time (FerryColumn self, FerrySyncTask *sync_task);
const char *ferry_column_get_value (FerryColumn self, FerrySyncTask *sync_task);
char *ferry_column_dup_value (FerryColumn self, FerrySyncTask *sync_task);
char *ferry_column_dup_text (FerryColumn self, FerrySyncTask *sync_task);
gboolean ferry_column_is_known (FerryColumn self, FerrySyncTask *sync_task);
guint64 ferry_column_get_sort_key (FerryColumn self, FerrySyncTask *sync_task, guint64 *rest);
int ferry_column_compare (FerryColumn self, FerrySyncTask *a, FerrySyncTask *b);

G_END_DECLS
