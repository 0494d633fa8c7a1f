/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task.h"

struct _FerrySyncTask
{
  GObject parent_instance;

  gint64 id;
  FerryTristate overwrite;
  FerryTristate automatic;

  /* (owned) (nullable) Interned: a list repeats them in nearly every row, which halves its memory. */
  char *source_region;
  char *organization;
  char *repository;
  char *target_region;
  char *target_organization;
  char *account;
  char *account_id;

  GDateTime *created; /* (owned) (nullable) in UTC */
  GDateTime *updated; /* (owned) (nullable) in UTC */
  char *created_text; /* (owned) (nullable) */
  char *updated_text; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FerrySyncTask, ferry_sync_task, G_TYPE_OBJECT)

static char *
intern (const char *text)
{
  return text != NULL ? g_ref_string_new_intern (text) : NULL;
}

/* RFC 3339 with any number of fraction digits. All times of the service are UTC, with or without a `Z`. */
static GDateTime *
parse_time (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time != NULL ? g_date_time_to_utc (time) : NULL;
}

static void
ferry_sync_task_finalize (GObject *object)
{
  FerrySyncTask *self = FERRY_SYNC_TASK (object);

  g_clear_pointer (&self->source_region, g_ref_string_release);
  g_clear_pointer (&self->organization, g_ref_string_release);
  g_clear_pointer (&self->repository, g_ref_string_release);
  g_clear_pointer (&self->target_region, g_ref_string_release);
  g_clear_pointer (&self->target_organization, g_ref_string_release);
  g_clear_pointer (&self->account, g_ref_string_release);
  g_clear_pointer (&self->account_id, g_ref_string_release);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_clear_pointer (&self->updated, g_date_time_unref);
  g_free (self->created_text);
  g_free (self->updated_text);

  G_OBJECT_CLASS (ferry_sync_task_parent_class)->finalize (object);
}

static void
ferry_sync_task_class_init (FerrySyncTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_sync_task_finalize;
}

static void
ferry_sync_task_init (FerrySyncTask *self)
{
}

/**
 * ferry_sync_task_new:
 * @fields: what is known of the task; copied
 *
 * Returns: (transfer full): the task
 */
FerrySyncTask *
ferry_sync_task_new (const FerrySyncTaskFields *fields)
{
  FerrySyncTask *self = g_object_new (FERRY_TYPE_SYNC_TASK, NULL);

  self->id = fields->id;
  self->source_region = intern (fields->source_region);
  self->organization = intern (fields->organization);
  self->repository = intern (fields->repository);
  self->target_region = intern (fields->target_region);
  self->target_organization = intern (fields->target_organization);
  self->overwrite = fields->overwrite;
  self->automatic = fields->automatic;
  self->account = intern (fields->account);
  self->account_id = intern (fields->account_id);
  self->created = parse_time (fields->created);
  self->updated = parse_time (fields->updated);
  self->created_text = g_strdup (fields->created);
  self->updated_text = g_strdup (fields->updated);

  return self;
}

/**
 * ferry_sync_task_get_id:
 * @self: a task
 *
 * Returns: the number that the service gave the task, or
 *   %FERRY_SYNC_TASK_NO_ID
 */
gint64
ferry_sync_task_get_id (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), FERRY_SYNC_TASK_NO_ID);

  return self->id;
}

/**
 * ferry_sync_task_get_source_region:
 * @self: a task
 *
 * Returns: (nullable): the id of the region that was asked; the service itself
 *   does not say it
 */
const char *
ferry_sync_task_get_source_region (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->source_region;
}

/**
 * ferry_sync_task_get_organization:
 * @self: a task
 *
 * Returns: (nullable): the organization that the images come from
 */
const char *
ferry_sync_task_get_organization (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->organization;
}

/**
 * ferry_sync_task_get_repository:
 * @self: a task
 *
 * Returns: (nullable): the repository that the images come from
 */
const char *
ferry_sync_task_get_repository (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->repository;
}

/**
 * ferry_sync_task_get_target_region:
 * @self: a task
 *
 * Returns: (nullable): the id of the region that the images are copied to
 */
const char *
ferry_sync_task_get_target_region (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->target_region;
}

/**
 * ferry_sync_task_get_target_organization:
 * @self: a task
 *
 * Returns: (nullable): the organization that the images are copied to
 */
const char *
ferry_sync_task_get_target_organization (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->target_organization;
}

/**
 * ferry_sync_task_get_overwrite:
 * @self: a task
 *
 * Returns: whether an image version of the same name is replaced at the target
 */
FerryTristate
ferry_sync_task_get_overwrite (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), FERRY_UNKNOWN);

  return self->overwrite;
}

/**
 * ferry_sync_task_get_automatic:
 * @self: a task
 *
 * Returns: whether a pushed image is copied without being asked
 */
FerryTristate
ferry_sync_task_get_automatic (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), FERRY_UNKNOWN);

  return self->automatic;
}

/**
 * ferry_sync_task_get_account:
 * @self: a task
 *
 * Returns: (nullable): the name of the account that owns the task
 */
const char *
ferry_sync_task_get_account (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->account;
}

/**
 * ferry_sync_task_get_account_id:
 * @self: a task
 *
 * Returns: (nullable): the id of the account that owns the task
 */
const char *
ferry_sync_task_get_account_id (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->account_id;
}

/**
 * ferry_sync_task_get_created:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): when the task was made, in UTC; %NULL
 *   also when the time could not be read
 */
GDateTime *
ferry_sync_task_get_created (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->created;
}

/**
 * ferry_sync_task_get_updated:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): when the task was last changed, in UTC;
 *   %NULL also when the time could not be read
 */
GDateTime *
ferry_sync_task_get_updated (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->updated;
}

/**
 * ferry_sync_task_get_created_text:
 * @self: a task
 *
 * Returns: (nullable): when the task was made, letter for letter as the
 *   service wrote it
 */
const char *
ferry_sync_task_get_created_text (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->created_text;
}

/**
 * ferry_sync_task_get_updated_text:
 * @self: a task
 *
 * Returns: (nullable): when the task was last changed, letter for letter as the
 *   service wrote it
 */
const char *
ferry_sync_task_get_updated_text (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->updated_text;
}

/**
 * ferry_sync_task_equal:
 * @self: a task
 * @other: another one
 *
 * Returns: whether nothing tells the two apart
 */
gboolean
ferry_sync_task_equal (FerrySyncTask *self,
                       FerrySyncTask *other)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), FALSE);
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (other), FALSE);

  /* Interned texts are equal when their addresses are. */
  return self->id == other->id &&
         self->source_region == other->source_region &&
         self->organization == other->organization &&
         self->repository == other->repository &&
         self->target_region == other->target_region &&
         self->target_organization == other->target_organization &&
         self->overwrite == other->overwrite &&
         self->automatic == other->automatic &&
         self->account == other->account &&
         self->account_id == other->account_id &&
         g_strcmp0 (self->created_text, other->created_text) == 0 &&
         g_strcmp0 (self->updated_text, other->updated_text) == 0;
}
