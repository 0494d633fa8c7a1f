/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-json.h"

#include <glib/gi18n.h>

#include "ferry-error.h"
#include "ferry-json.h"

/* The members are those of the documented type SyncRepo. Each may be missing: the service promises none. */
static FerrySyncTask *
read_sync_task (JsonObject  *object,
                const char  *source_region,
                GError     **error)
{
  FerrySyncTaskFields fields = { .id = FERRY_SYNC_TASK_NO_ID, .source_region = source_region };
  const char *repository;
  g_autofree char *slashed = NULL;

  if (!ferry_json_read_int64 (object, "id", &fields.id, error) ||
      !ferry_json_read_string (object, "namespace", &fields.organization, error) ||
      !ferry_json_read_string (object, "repoName", &repository, error) ||
      !ferry_json_read_string (object, "remoteRegionId", &fields.target_region, error) ||
      !ferry_json_read_string (object, "remoteNamespace", &fields.target_organization, error) ||
      !ferry_json_read_tristate (object, "override", &fields.overwrite, error) ||
      !ferry_json_read_tristate (object, "syncAuto", &fields.automatic, error) ||
      !ferry_json_read_string (object, "domainName", &fields.account, error) ||
      !ferry_json_read_string (object, "domainID", &fields.account_id, error) ||
      !ferry_json_read_string (object, "createdAt", &fields.created, error) ||
      !ferry_json_read_string (object, "updatedAt", &fields.updated, error))
    return NULL;

  /* Nobody documents whether a slash comes back as `$`; no name can hold one, so this is safe. */
  if (repository != NULL)
    fields.repository = slashed = g_strdelimit (g_strdup (repository), "$", '/');

  return ferry_sync_task_new (&fields);
}

static void
add_element (FerrySyncTaskBatch *self,
             JsonNode           *element,
             const char         *source_region)
{
  g_autoptr(GError) error = NULL;
  FerrySyncTask *sync_task = NULL;

  if (JSON_NODE_HOLDS_OBJECT (element))
    sync_task = read_sync_task (json_node_get_object (element), source_region, &error);
  else
    g_set_error (&error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("An entry is not an object."));

  if (sync_task != NULL)
    {
      g_ptr_array_add (self->tasks, sync_task);
      return;
    }

  self->n_unreadable++;
  if (self->first_problem == NULL)
    self->first_problem = g_strdup (error->message);
}

/**
 * ferry_sync_task_batch_new_from_json:
 * @bytes: the body of an answer of ListImageAutoSyncReposDetails
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
  g_autoptr(JsonNode) root = ferry_json_parse (bytes, error);
  g_autoptr(FerrySyncTaskBatch) self = NULL;
  JsonArray *array;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (root) && !JSON_NODE_HOLDS_NULL (root))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("The answer is not a list of tasks."));
      return NULL;
    }

  self = g_new0 (FerrySyncTaskBatch, 1);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_element (self, json_array_get_element (array, i), source_region);

  return g_steal_pointer (&self);
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
  g_ptr_array_unref (self->tasks);
  g_free (self->first_problem);
  g_free (self);
}
