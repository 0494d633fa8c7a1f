/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-json-private.h"

#include <glib/gi18n.h>

#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-trash.h"

/* Nothing but the answer itself tells of members that nobody knows, of `null`, and of a repository with `$`; such
 * answers are kept, and all others can be written anew from their fields. */
static gboolean
is_told_by_fields (JsonObject                *object,
                   const FerrySyncTaskFields *fields,
                   const char                *repository)
{
  const char *const texts[] = {
    fields->organization, repository, fields->target_region, fields->target_organization,
    fields->account, fields->account_id, fields->created, fields->updated,
  };
  guint n_members = (fields->id != FERRY_SYNC_TASK_NO_ID) +
                    (fields->overwrite != FERRY_UNKNOWN) + (fields->automatic != FERRY_UNKNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    n_members += texts[i] != NULL;

  return json_object_get_size (object) == n_members && g_strcmp0 (repository, fields->repository) == 0;
}

/* The members are those of the documented type SyncRepo. Each may be missing: the service promises none. The region
 * is a member only in what was saved. */
static FerrySyncTask *
read_sync_task (JsonNode    *element,
                const char  *source_region,
                GError     **error)
{
  JsonObject *object = json_node_get_object (element);
  FerrySyncTaskFields fields = { .id = FERRY_SYNC_TASK_NO_ID, .source_region = source_region };
  const char *repository = NULL;
  g_autofree char *slashed = NULL;
  g_autofree char *raw = NULL;

  if ((source_region == NULL && !ferry_json_read_string (object, "sourceRegionId", &fields.source_region, error)) ||
      !ferry_json_read_int64 (object, "id", &fields.id, error) ||
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
  if (!is_told_by_fields (object, &fields, repository))
    fields.raw = raw = json_to_string (element, FALSE);

  return ferry_sync_task_new (&fields);
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
                           JsonNode           *element,
                           const char         *source_region)
{
  g_autoptr(GError) error = NULL;
  FerrySyncTask *sync_task = NULL;

  if (JSON_NODE_HOLDS_OBJECT (element))
    sync_task = read_sync_task (element, source_region, &error);
  else
    g_set_error (&error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE, _("An entry is not an object."));

  if (sync_task != NULL)
    g_ptr_array_add (self->tasks, sync_task);
  else
    ferry_sync_task_batch_add_problem (self, error->message);
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

  self = ferry_sync_task_batch_new ();
  array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    ferry_sync_task_batch_add (self, json_array_get_element (array, i), source_region);

  return g_steal_pointer (&self);
}

static void
add_text (JsonBuilder *builder,
          const char  *member,
          const char  *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static void
add_tristate (JsonBuilder  *builder,
              const char   *member,
              FerryTristate value)
{
  if (value == FERRY_UNKNOWN)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value == FERRY_YES);
}

static JsonNode *
create_node (FerrySyncTask *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  if (ferry_sync_task_get_id (self) != FERRY_SYNC_TASK_NO_ID)
    {
      json_builder_set_member_name (builder, "id");
      json_builder_add_int_value (builder, ferry_sync_task_get_id (self));
    }
  add_text (builder, "namespace", ferry_sync_task_get_organization (self));
  add_text (builder, "repoName", ferry_sync_task_get_repository (self));
  add_text (builder, "remoteRegionId", ferry_sync_task_get_target_region (self));
  add_text (builder, "remoteNamespace", ferry_sync_task_get_target_organization (self));
  add_tristate (builder, "override", ferry_sync_task_get_overwrite (self));
  add_tristate (builder, "syncAuto", ferry_sync_task_get_automatic (self));
  add_text (builder, "domainName", ferry_sync_task_get_account (self));
  add_text (builder, "domainID", ferry_sync_task_get_account_id (self));
  add_text (builder, "createdAt", ferry_sync_task_get_created_text (self));
  add_text (builder, "updatedAt", ferry_sync_task_get_updated_text (self));
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
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
  g_autoptr(JsonNode) node = raw != NULL ? json_from_string (raw, NULL) : create_node (self);

  /* A number too large to be held was written as what is no JSON. It can still be read. */
  return node != NULL ? json_to_string (node, TRUE) : g_strdup (raw);
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
