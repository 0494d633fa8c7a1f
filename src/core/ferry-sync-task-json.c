/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-json-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-trash.h"

/* Nothing but the answer itself tells of members that nobody knows, of `null`, and of a repository with `$`; such
 * answers are kept, and all others can be written anew from their fields. */
static gboolean
is_told_by_fields (yyjson_val                *object,
                   const FerrySyncTaskFields *fields,
                   const char                *repository)
{
  const char *const texts[] = {
    fields->organization,
    repository,
    fields->target_region,
    fields->target_organization,
    fields->account,
    fields->account_id,
    fields->created,
    fields->updated,
  };
  guint n_members = (fields->id != FERRY_SYNC_TASK_NO_ID) +
                    (fields->overwrite != FERRY_UNKNOWN) + (fields->automatic != FERRY_UNKNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    n_members += texts[i] != NULL;

  return yyjson_obj_size (object) == n_members && g_strcmp0 (repository, fields->repository) == 0;
}

/* What the fields do not tell is in the answer. Of a row that was kept that is a member. */
static char *
dup_raw (yyjson_val                *object,
         const FerrySyncTaskFields *fields,
         const char                *repository,
         gboolean                   is_kept)
{
  yyjson_val *answer = is_kept ? yyjson_obj_get (object, "answer") : object;

  if (answer == NULL || (!is_kept && is_told_by_fields (object, fields, repository)))
    return NULL;

  return ferry_json_dup_text (answer, FALSE);
}

/* The members are those of the documented type SyncRepo. Each may be missing: the service promises none. The region
 * is a member only in what was saved. */
static FerrySyncTask *
read_sync_task (yyjson_val     *object,
                const char     *source_region,
                gboolean        is_kept,
                FerrySyncTask  *neighbor,
                GError        **error)
{
  FerrySyncTaskFields fields = { .id = FERRY_SYNC_TASK_NO_ID, .source_region = source_region };
  yyjson_obj_iter members = yyjson_obj_iter_with (object);
  const char *repository = NULL;
  g_autofree char *slashed = NULL;
  g_autofree char *raw = NULL;

  /* In the order in which the service writes them. */
  if (!ferry_json_read_string (&members, "createdAt", &fields.created, error) ||
      !ferry_json_read_string (&members, "domainID", &fields.account_id, error) ||
      !ferry_json_read_string (&members, "domainName", &fields.account, error) ||
      !ferry_json_read_int64 (&members, "id", &fields.id, error) ||
      !ferry_json_read_string (&members, "namespace", &fields.organization, error) ||
      !ferry_json_read_tristate (&members, "override", &fields.overwrite, error) ||
      !ferry_json_read_string (&members, "remoteNamespace", &fields.target_organization, error) ||
      !ferry_json_read_string (&members, "remoteRegionId", &fields.target_region, error) ||
      !ferry_json_read_string (&members, "repoName", &repository, error) ||
      !ferry_json_read_tristate (&members, "syncAuto", &fields.automatic, error) ||
      !ferry_json_read_string (&members, "updatedAt", &fields.updated, error) ||
      (source_region == NULL && !ferry_json_read_string (&members, "sourceRegionId", &fields.source_region, error)))
    return NULL;

  /* Nobody documents whether a slash comes back as `$`; no name can hold one, so this is safe. */
  fields.repository = repository;
  if (repository != NULL && strchr (repository, '$') != NULL)
    fields.repository = slashed = g_strdelimit (g_strdup (repository), "$", '/');
  fields.raw = raw = dup_raw (object, &fields, repository, is_kept);

  return ferry_sync_task_new_beside (&fields, neighbor);
}

/**
 * ferry_sync_task_batch_new:
 *
 * Returns: (transfer full): a batch without entries
 */
FerrySyncTaskBatch *
ferry_sync_task_batch_new (void)
{
  FerrySyncTaskBatch *self = g_new0 (FerrySyncTaskBatch, 1);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * ferry_sync_task_batch_add_problem:
 * @self: a batch
 * @problem: what is wrong with an entry, a sentence
 *
 * Counts an entry that could not be read.
 */
void
ferry_sync_task_batch_add_problem (FerrySyncTaskBatch *self,
                                   const char         *problem)
{
  self->n_unreadable++;
  if (self->first_problem == NULL)
    self->first_problem = g_strdup (problem);
}

static void
add (FerrySyncTaskBatch *self,
     yyjson_val         *element,
     const char         *source_region,
     gboolean            is_kept)
{
  g_autoptr(GError) error = NULL;
  FerrySyncTask *neighbor = self->tasks->len > 0 ? g_ptr_array_index (self->tasks, self->tasks->len - 1) : NULL;
  FerrySyncTask *sync_task = NULL;

  if (yyjson_is_obj (element))
    sync_task = read_sync_task (element, source_region, is_kept, neighbor, &error);
  else
    g_set_error (&error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("An entry is not a task."));

  if (sync_task != NULL)
    g_ptr_array_add (self->tasks, sync_task);
  else
    ferry_sync_task_batch_add_problem (self, error->message);
}

/**
 * ferry_sync_task_batch_add:
 * @self: a batch
 * @element: an entry
 * @source_region: (nullable): the region that was asked, or %NULL where the
 *   entry itself says so
 *
 * Maps an entry to a task, or counts it.
 */
void
ferry_sync_task_batch_add (FerrySyncTaskBatch *self,
                           yyjson_val         *element,
                           const char         *source_region)
{
  add (self, element, source_region, FALSE);
}

/**
 * ferry_sync_task_batch_add_kept:
 * @self: a batch
 * @element: a row that was written with its answer
 *
 * Maps a row to the very task it was written from, or counts it.
 */
void
ferry_sync_task_batch_add_kept (FerrySyncTaskBatch *self,
                                yyjson_val         *element)
{
  add (self, element, NULL, TRUE);
}

/**
 * ferry_sync_task_batch_new_from_json:
 * @bytes: (transfer full): the body of an answer of
 *   ListImageAutoSyncReposDetails
 * @source_region: the region that was asked
 * @error: return location for an error
 *
 * Maps an answer to tasks. Missing and null members are taken as unknown, and
 * members that nobody knows are ignored. An entry that is no object, or has a
 * member of a wrong type, is counted in `n_unreadable` and does not spoil the
 * others. `null` means no tasks. Pure; may run in any thread.
 *
 * Returns: (transfer full) (nullable): the batch, or %NULL with
 *   %FERRY_ERROR_BAD_RESPONSE when @bytes is not a list at all
 */
FerrySyncTaskBatch *
ferry_sync_task_batch_new_from_json (GBytes      *bytes,
                                     const char  *source_region,
                                     GError     **error)
{
  gsize size;
  g_autofree char *text = g_bytes_unref_to_data (bytes, &size);
  g_autoptr(yyjson_doc) document = ferry_json_parse_in_place (&text, size, error);
  yyjson_val *root = yyjson_doc_get_root (document);
  FerrySyncTaskBatch *self;
  yyjson_val *element;
  gsize i, n_elements;

  if (document == NULL)
    return NULL;
  if (!yyjson_is_arr (root) && !yyjson_is_null (root))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer is not a list of tasks."));
      return NULL;
    }

  self = ferry_sync_task_batch_new ();
  yyjson_arr_foreach (root, i, n_elements, element)
    ferry_sync_task_batch_add (self, element, source_region);

  return self;
}

static void
add_text (yyjson_mut_doc *document,
          const char     *member,
          const char     *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_str (document, yyjson_mut_doc_get_root (document), member, text);
}

static void
add_tristate (yyjson_mut_doc *document,
              const char     *member,
              FerryTristate   value)
{
  if (value != FERRY_UNKNOWN)
    yyjson_mut_obj_add_bool (document, yyjson_mut_doc_get_root (document), member, value == FERRY_YES);
}

static yyjson_doc *
build_answer (FerrySyncTask *self)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_doc *answer;

  yyjson_mut_doc_set_root (document, yyjson_mut_obj (document));
  if (ferry_sync_task_get_id (self) != FERRY_SYNC_TASK_NO_ID)
    yyjson_mut_obj_add_sint (document, yyjson_mut_doc_get_root (document), "id", ferry_sync_task_get_id (self));
  add_text (document, "namespace", ferry_sync_task_get_organization (self));
  add_text (document, "repoName", ferry_sync_task_get_repository (self));
  add_text (document, "remoteRegionId", ferry_sync_task_get_target_region (self));
  add_text (document, "remoteNamespace", ferry_sync_task_get_target_organization (self));
  add_tristate (document, "override", ferry_sync_task_get_overwrite (self));
  add_tristate (document, "syncAuto", ferry_sync_task_get_automatic (self));
  add_text (document, "domainName", ferry_sync_task_get_account (self));
  add_text (document, "domainID", ferry_sync_task_get_account_id (self));
  add_text (document, "createdAt", ferry_sync_task_get_created_text (self));
  add_text (document, "updatedAt", ferry_sync_task_get_updated_text (self));

  answer = yyjson_mut_doc_imut_copy (document, NULL);
  yyjson_mut_doc_free (document);

  return answer;
}

/**
 * ferry_sync_task_dup_json:
 * @self: a task
 *
 * Writes what the service answered of a task, members that nobody knows
 * included. The order of the members may be another.
 *
 * Returns: (transfer full): JSON, with line breaks
 */
char *
ferry_sync_task_dup_json (FerrySyncTask *self)
{
  const char *raw = ferry_sync_task_get_raw (self);
  g_autoptr(GBytes) bytes = raw != NULL ? g_bytes_new_static (raw, strlen (raw)) : NULL;
  g_autoptr(yyjson_doc) answer = raw != NULL ? ferry_json_parse (bytes, NULL) : build_answer (self);

  return ferry_json_dup_text (yyjson_doc_get_root (answer), TRUE);
}

/**
 * ferry_sync_task_batch_free:
 * @self: (transfer full): a batch
 *
 * Frees a batch.
 */
void
ferry_sync_task_batch_free (FerrySyncTaskBatch *self)
{
  ferry_trash_objects (self->tasks);
  g_free (self->first_problem);
  g_free (self);
}
