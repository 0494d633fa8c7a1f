/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task.h"

#include <string.h>

#include "ferry-timestamp.h"

/* A list may hold a hundred thousand of these, so each byte here counts. */
struct _FerrySyncTask
{
  GObject parent_instance;

  gint64 id;
  gint64 created; /* microseconds since 1970, or FERRY_NO_TIMESTAMP */
  gint64 updated;

  /* (owned) (nullable) Interned: a list repeats them in nearly every row. */
  char *source_region;
  char *organization;
  char *repository;
  char *target_region;
  char *target_organization;
  char *account;
  char *account_id;

  char *texts; /* (owned) (nullable) when it was created and updated, and what was answered, one after the other */
  guint8 has_created : 1;
  guint8 has_updated : 1;
  guint8 has_raw : 1;
  guint8 overwrite : 2;
  guint8 automatic : 2;
};

G_DEFINE_FINAL_TYPE (FerrySyncTask, ferry_sync_task, G_TYPE_OBJECT)

/* Looking a text up takes longer than to see that it is the same as in the row before. */
static char *
intern (const char *text,
        char       *neighbor)
{
  if (text == NULL)
    return NULL;
  if (neighbor != NULL && strcmp (text, neighbor) == 0)
    return g_ref_string_acquire (neighbor);

  return g_ref_string_new_intern (text);
}

/* The texts that are a task's own share one piece of memory. */
static void
take_texts (FerrySyncTask             *self,
            const FerrySyncTaskFields *fields)
{
  const char *const texts[] = { fields->created, fields->updated, fields->raw };
  gsize size = 0;
  char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    size += texts[i] != NULL ? strlen (texts[i]) + 1 : 0;
  if (size == 0)
    return;

  self->has_created = fields->created != NULL;
  self->has_updated = fields->updated != NULL;
  self->has_raw = fields->raw != NULL;
  end = self->texts = g_malloc (size);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      end = stpcpy (end, texts[i]) + 1;
}

static const char *
skip_text (const char *text,
           gboolean    is_there)
{
  return is_there ? text + strlen (text) + 1 : text;
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
  g_free (self->texts);

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
  return ferry_sync_task_new_beside (fields, NULL);
}

/**
 * ferry_sync_task_new_beside:
 * @fields: what is known of the task; copied
 * @neighbor: (nullable): a task that most likely has some of the same texts, as
 *   the one before it in a list
 *
 * Does the same as [ctor@Ferry.SyncTask.new], in less time.
 *
 * Returns: (transfer full): the task
 */
FerrySyncTask *
ferry_sync_task_new_beside (const FerrySyncTaskFields *fields,
                            FerrySyncTask             *neighbor)
{
  static const FerrySyncTask nobody;
  const FerrySyncTask *other = neighbor != NULL ? neighbor : &nobody;
  FerrySyncTask *self = g_object_new (FERRY_TYPE_SYNC_TASK, NULL);

  self->id = fields->id;
  self->source_region = intern (fields->source_region, other->source_region);
  self->organization = intern (fields->organization, other->organization);
  self->repository = intern (fields->repository, other->repository);
  self->target_region = intern (fields->target_region, other->target_region);
  self->target_organization = intern (fields->target_organization, other->target_organization);
  self->overwrite = fields->overwrite;
  self->automatic = fields->automatic;
  self->account = intern (fields->account, other->account);
  self->account_id = intern (fields->account_id, other->account_id);
  self->created = ferry_timestamp_parse (fields->created);
  self->updated = ferry_timestamp_parse (fields->updated);
  take_texts (self, fields);

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
 * Returns: when the task was made, in microseconds since 1970 in UTC, or
 *   %FERRY_NO_TIMESTAMP, also when the time could not be read
 */
gint64
ferry_sync_task_get_created (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), FERRY_NO_TIMESTAMP);

  return self->created;
}

/**
 * ferry_sync_task_get_updated:
 * @self: a task
 *
 * Returns: when the task was last changed, in microseconds since 1970 in UTC, or
 *   %FERRY_NO_TIMESTAMP, also when the time could not be read
 */
gint64
ferry_sync_task_get_updated (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), FERRY_NO_TIMESTAMP);

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

  return self->has_created ? self->texts : NULL;
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

  return self->has_updated ? skip_text (self->texts, self->has_created) : NULL;
}

/**
 * ferry_sync_task_get_raw:
 * @self: a task
 *
 * Returns: (nullable): what the service answered, as JSON, where the fields do
 *   not tell all of it; see [method@Ferry.SyncTask.dup_json]
 */
const char *
ferry_sync_task_get_raw (FerrySyncTask *self)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (self), NULL);

  return self->has_raw ? skip_text (skip_text (self->texts, self->has_created), self->has_updated) : NULL;
}

/**
 * ferry_sync_task_hash:
 * @self: (type FerrySyncTask): a task
 *
 * Hashes what makes a task the same in two answers, for
 * [func@Ferry.SyncTask.is_same].
 *
 * Returns: the hash
 */
guint
ferry_sync_task_hash (gconstpointer self)
{
  const FerrySyncTask *sync_task = self;
  guint hash = g_direct_hash (sync_task->repository);

  /* Addresses of interned texts; their low bits are the same. */
  hash = hash * 31 + (g_direct_hash (sync_task->organization) >> 4);
  hash = hash * 31 + (g_direct_hash (sync_task->source_region) >> 4);
  hash = hash * 31 + (g_direct_hash (sync_task->target_region) >> 4);
  hash = hash * 31 + (g_direct_hash (sync_task->target_organization) >> 4);

  return hash;
}

/**
 * ferry_sync_task_is_same:
 * @self: (type FerrySyncTask): a task
 * @other: (type FerrySyncTask): a task of another answer
 *
 * Two tasks are the same when they copy from the same repository to the same
 * place: the service knows no two of that kind, and replaces the id when a task
 * is made again.
 *
 * Returns: whether the two are the same task, be it in different states
 */
gboolean
ferry_sync_task_is_same (gconstpointer self,
                         gconstpointer other)
{
  const FerrySyncTask *a = self, *b = other;

  /* Interned texts are equal when their addresses are. */
  return a->repository == b->repository &&
         a->organization == b->organization &&
         a->source_region == b->source_region &&
         a->target_region == b->target_region &&
         a->target_organization == b->target_organization;
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

  return self->id == other->id &&
         ferry_sync_task_is_same (self, other) &&
         self->overwrite == other->overwrite &&
         self->automatic == other->automatic &&
         self->account == other->account &&
         self->account_id == other->account_id &&
         g_strcmp0 (ferry_sync_task_get_created_text (self), ferry_sync_task_get_created_text (other)) == 0 &&
         g_strcmp0 (ferry_sync_task_get_updated_text (self), ferry_sync_task_get_updated_text (other)) == 0 &&
         g_strcmp0 (ferry_sync_task_get_raw (self), ferry_sync_task_get_raw (other)) == 0;
}
