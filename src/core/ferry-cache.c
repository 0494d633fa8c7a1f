/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cache.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "ferry-account.h"
#include "ferry-cache-file.h"
#include "ferry-cache-folder.h"
#include "ferry-error.h"

/* Enough for some hundred thousand tasks. */
#define DEFAULT_MAX_SIZE (64 * 1024 * 1024)
#define DEFAULT_MAX_FILE_SIZE (32 * 1024 * 1024)

struct _FerryCache
{
  GObject parent_instance;

  char *folder; /* (owned) */
  guint64 max_size;
  guint64 max_file_size;

  GMutex mutex;       /* of what follows, and of the names of the files */
  GHashTable *latest; /* (owned) name of a file → number of the last job that is to write it */
  guint n_jobs;
};

G_DEFINE_FINAL_TYPE (FerryCache, ferry_cache, G_TYPE_OBJECT)

/* One file to be read or written. */
typedef struct
{
  FerryCacheKey *key;    /* (owned) */
  char *name;            /* (owned) */
  guint64 max_file_size;
  guint64 max_size;

  FerryFacts *facts;     /* (owned) (nullable) */
  GPtrArray *sync_tasks; /* (owned) (nullable) */
  guint number;
} Job;

static Job *
job_new (FerryCache        *self,
         const char *const *account_ids,
         FerryQuery        *query)
{
  Job *job = g_new0 (Job, 1);

  job->key = ferry_cache_key_new (account_ids, query);
  job->name = ferry_cache_key_dup_name (job->key);
  job->max_size = self->max_size;
  job->max_file_size = MIN (self->max_file_size, self->max_size);

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  ferry_cache_key_free (job->key);
  g_free (job->name);
  g_clear_pointer (&job->facts, ferry_facts_unref);
  g_clear_pointer (&job->sync_tasks, g_ptr_array_unref);
  g_free (job);
}

static void
ferry_cache_finalize (GObject *object)
{
  FerryCache *self = FERRY_CACHE (object);

  g_free (self->folder);
  g_hash_table_unref (self->latest);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (ferry_cache_parent_class)->finalize (object);
}

static void
ferry_cache_class_init (FerryCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_cache_finalize;
}

static void
ferry_cache_init (FerryCache *self)
{
  self->max_size = DEFAULT_MAX_SIZE;
  self->max_file_size = DEFAULT_MAX_FILE_SIZE;
  self->latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->mutex);
}

/**
 * ferry_cache_new:
 * @folder: (type filename) (nullable): the folder, which need not exist, or
 *   %NULL for the usual one
 *
 * Returns: (transfer full): a cache
 */
FerryCache *
ferry_cache_new (const char *folder)
{
  FerryCache *self = g_object_new (FERRY_TYPE_CACHE, NULL);

  self->folder = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_cache_dir (), "ferryboard", "lists", NULL);

  return self;
}

/**
 * ferry_cache_set_limits:
 * @self: a cache
 * @max_size: how many bytes all files may have
 * @max_file_size: how many bytes one may have
 *
 * Sets other limits than 64 and 32 MiB. They hold from the next file on.
 */
void
ferry_cache_set_limits (FerryCache *self,
                        guint64     max_size,
                        guint64     max_file_size)
{
  g_return_if_fail (FERRY_IS_CACHE (self));

  self->max_size = max_size;
  self->max_file_size = max_file_size;
}

/* --- Storing --- */

static void
begin_job (FerryCache *self,
           Job        *job)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  job->number = ++self->n_jobs;
  g_hash_table_insert (self->latest, g_strdup (job->name), GUINT_TO_POINTER (job->number));
}

static gboolean
is_latest_locked (FerryCache *self,
                  const Job  *job)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->latest, job->name)) == job->number;
}

/* Not when there is something newer to be written, or the cache was cleared. */
static gboolean
is_latest (FerryCache *self,
           const Job  *job)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return is_latest_locked (self, job);
}

static void
end_job (FerryCache *self,
         const Job  *job)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (is_latest_locked (self, job))
    g_hash_table_remove (self->latest, job->name);
}

static gboolean
check_size (const Job  *job,
            GBytes     *bytes,
            GError    **error)
{
  g_autofree char *limit = g_format_size_full (job->max_file_size, G_FORMAT_SIZE_IEC_UNITS);

  if (g_bytes_get_size (bytes) <= job->max_file_size)
    return TRUE;

  /* Translators: how much a file may hold, with its unit. */
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("The list is too long to be kept on this computer: it takes more than %s."), limit);

  return FALSE;
}

static gboolean
put_in_place (FerryCache  *self,
              const Job   *job,
              const char  *part,
              GError     **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!is_latest_locked (self, job))
    {
      g_unlink (part);
      return TRUE;
    }
  if (!ferry_cache_folder_put_in_place (self->folder, job->name, part, error))
    return FALSE;

  ferry_cache_folder_trim (self->folder, job->max_size, job->name);

  return TRUE;
}

static gboolean
store (FerryCache    *self,
       const Job     *job,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *part = NULL;

  if (!is_latest (self, job))
    return TRUE;

  return (bytes = ferry_cache_file_write (job->key, job->facts, job->sync_tasks, cancellable, error)) != NULL &&
         check_size (job, bytes, error) &&
         (part = ferry_cache_folder_write_part (self->folder, job->name, bytes, error)) != NULL &&
         put_in_place (self, job, part, error);
}

static void
store_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  FerryCache *self = source;
  GError *error = NULL;
  gboolean is_stored = store (self, task_data, cancellable, &error);

  end_job (self, task_data);
  if (is_stored)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ferry_cache_store_async:
 * @self: a cache
 * @account_ids: the ids of the accounts that were asked, in any order
 * @query: what was asked
 * @facts: what is known of the answer, not of a file
 * @sync_tasks: (element-type FerrySyncTask): the answer; nobody changes it any
 *   more
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Keeps an answer in the place of an earlier one, in a thread. Of several to the
 * same query, the one that was given last is kept. That of the sample account is
 * not, and that is no error.
 */
void
ferry_cache_store_async (FerryCache          *self,
                         const char *const   *account_ids,
                         FerryQuery          *query,
                         FerryFacts          *facts,
                         GPtrArray           *sync_tasks,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (FERRY_IS_CACHE (self));
  g_return_if_fail (facts->file == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_cache_store_async);
  if (g_strv_contains (account_ids, FERRY_ACCOUNT_SAMPLE_ID))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* GLib loses the error of a task that was stopped before its thread begins. */
  if (g_task_return_error_if_cancelled (task))
    return;

  job = job_new (self, account_ids, query);
  job->facts = ferry_facts_ref (facts);
  job->sync_tasks = g_ptr_array_ref (sync_tasks);
  begin_job (self, job);
  g_task_set_task_data (task, job, job_free);
  /* What was stored before it was stopped has not been stopped. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, store_in_thread);
}

/**
 * ferry_cache_store_finish:
 * @self: a cache
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Cache.store_async].
 *
 * Returns: %FALSE with %FERRY_ERROR_SNAPSHOT or %G_IO_ERROR_CANCELLED, when
 *   nothing has changed
 */
gboolean
ferry_cache_store_finish (FerryCache    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_cache_store_async, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Loading --- */

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  FerryCache *self = source;
  const Job *job = task_data;
  GError *error = NULL;
  g_autoptr(GBytes) bytes = ferry_cache_folder_read (self->folder, job->name, job->max_file_size, &error);
  FerrySnapshot *snapshot = bytes != NULL ? ferry_cache_file_read (job->key, bytes, &error) : NULL;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, snapshot, (GDestroyNotify) ferry_snapshot_free);
}

/**
 * ferry_cache_load_async:
 * @self: a cache
 * @account_ids: the ids of the accounts, in any order
 * @query: what to list
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Looks for the last answer to a query, in a thread.
 */
void
ferry_cache_load_async (FerryCache          *self,
                        const char *const   *account_ids,
                        FerryQuery          *query,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_CACHE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_cache_load_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_task_data (task, job_new (self, account_ids, query), job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * ferry_cache_load_finish:
 * @self: a cache
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Cache.load_async]. The facts are those of then: they have
 * no file, and tell when the service was asked.
 *
 * Returns: (transfer full) (nullable): the answer; %NULL without an error when
 *   there is none; or %NULL with %FERRY_ERROR_SNAPSHOT, for people, when it
 *   cannot be read, which the next one that is stored mends
 */
FerrySnapshot *
ferry_cache_load_finish (FerryCache    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_cache_load_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- The folder --- */

static gboolean
clear (FerryCache  *self,
       const char  *account_id,
       GError     **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  /* What is still being written comes too late. */
  g_hash_table_remove_all (self->latest);

  return ferry_cache_folder_clear (self->folder, account_id, error);
}

/**
 * ferry_cache_clear:
 * @self: a cache
 * @error: return location for an error
 *
 * Forgets all answers, those that are being stored as well.
 *
 * Returns: %FALSE with %FERRY_ERROR_SNAPSHOT, when something is left
 */
gboolean
ferry_cache_clear (FerryCache  *self,
                   GError     **error)
{
  g_return_val_if_fail (FERRY_IS_CACHE (self), FALSE);

  return clear (self, NULL, error);
}

/**
 * ferry_cache_clear_account:
 * @self: a cache
 * @account_id: the id of an account
 * @error: return location for an error
 *
 * Forgets all answers to an account, alone or with others, and those that are
 * being stored.
 *
 * Returns: %FALSE with %FERRY_ERROR_SNAPSHOT, when something is left
 */
gboolean
ferry_cache_clear_account (FerryCache  *self,
                           const char  *account_id,
                           GError     **error)
{
  g_return_val_if_fail (FERRY_IS_CACHE (self), FALSE);

  return clear (self, account_id, error);
}

static void
get_size_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  FerryCache *self = source;
  GError *error = NULL;
  gint64 size = ferry_cache_folder_get_size (self->folder, &error);

  if (error == NULL)
    g_task_return_int (task, size);
  else
    g_task_return_error (task, error);
}

/**
 * ferry_cache_get_size_async:
 * @self: a cache
 * @cancellable: (nullable): to stop it with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Asks how much the answers take, in a thread.
 */
void
ferry_cache_get_size_async (FerryCache          *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_CACHE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_cache_get_size_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, get_size_in_thread);
}

/**
 * ferry_cache_get_size_finish:
 * @self: a cache
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Cache.get_size_async].
 *
 * Returns: how many bytes the answers take, or -1 with an error
 */
gint64
ferry_cache_get_size_finish (FerryCache    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_cache_get_size_async, -1);

  return g_task_propagate_int (G_TASK (result), error);
}
