/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-client.h"

#include "ferry-answer.h"
#include "ferry-error.h"
#include "ferry-message.h"
#include "ferry-organization-json.h"

/* Larger bodies are parsed in a worker thread, so that the window keeps moving. */
#define MAX_BODY_IN_MAIN_THREAD (256 * 1024)

#define ORGANIZATIONS_PATH "/v2/manage/namespaces"
/* Also those that are seen only through rights on a repository: `filter=mode::visible`. */
#define VISIBLE_ORGANIZATIONS "filter=mode%3A%3Avisible"

struct _FerryClient
{
  GObject parent_instance;

  FerryConnection *connection; /* (owned) */
};

G_DEFINE_FINAL_TYPE (FerryClient, ferry_client, G_TYPE_OBJECT)

/* Makes of a body, which it takes, what was asked for. May run in any thread. */
typedef gpointer (*ParseFunc) (GBytes *body,
                               const char *region,
                               GError **error);

/* How one answer is read. */
typedef struct
{
  char *region;               /* (owned) */
  FerryAnswer *answer;        /* (owned) (nullable) until it is there */
  const char *action;         /* the permission that the call needs */
  ParseFunc parse;
  GDestroyNotify free_parsed;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->region);
  g_clear_pointer (&reading->answer, ferry_answer_free);
  g_free (reading);
}

static void
parse (GTask         *task,
       const Reading *reading)
{
  g_autoptr(GError) error = NULL;
  gpointer parsed = reading->parse (ferry_answer_steal_body (reading->answer), reading->region, &error);

  if (error != NULL)
    g_task_return_error (task, ferry_answer_describe (reading->answer, error));
  else
    g_task_return_pointer (task, parsed, reading->free_parsed);
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  parse (task, task_data);
}

static void
parsed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Reading *reading = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gpointer parsed = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, parsed, reading->free_parsed);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->answer = ferry_connection_call_finish (FERRY_CONNECTION (source), result, &error);
  if (reading->answer == NULL)
    {
      ferry_error_set_action (error, reading->action);
      g_task_return_error (task, error);
    }
  else if (g_bytes_get_size (reading->answer->body) > MAX_BODY_IN_MAIN_THREAD)
    {
      /* A task of its own, since the worker may be the one that frees it: the client and its connection must not end
       * there. */
      g_autoptr(GTask) parser = g_task_new (NULL, g_task_get_cancellable (task), parsed_cb, g_object_ref (task));

      g_task_set_source_tag (parser, called_cb);
      g_task_set_task_data (parser, reading, NULL);
      g_task_run_in_thread (parser, parse_in_thread);
    }
  else
    parse (task, reading);
}

static void
call (GTask          *unowned,
      const char     *region,
      const char     *path,
      const char     *query,
      const char     *action,
      ParseFunc       parse_func,
      GDestroyNotify  free_parsed)
{
  g_autoptr(GTask) task = unowned;
  FerryClient *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Reading *reading = g_new0 (Reading, 1);

  reading->region = g_strdup (region);
  reading->action = action;
  reading->parse = parse_func;
  reading->free_parsed = free_parsed;
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  ferry_connection_call_async (self->connection, region, path, query, cancellable, called_cb, g_steal_pointer (&task));
}

static gpointer
parse_sync_tasks (GBytes      *body,
                  const char  *region,
                  GError     **error)
{
  return ferry_sync_task_batch_new_from_json (body, region, error);
}

static gpointer
parse_organizations (GBytes      *unowned,
                     const char  *region,
                     GError     **error)
{
  g_autoptr(GBytes) body = unowned;

  return ferry_organizations_new_from_json (body, error);
}

static void
ferry_client_finalize (GObject *object)
{
  g_clear_object (&FERRY_CLIENT (object)->connection);

  G_OBJECT_CLASS (ferry_client_parent_class)->finalize (object);
}

static void
ferry_client_class_init (FerryClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_client_finalize;
}

static void
ferry_client_init (FerryClient *self)
{
}

/**
 * ferry_client_new:
 * @account: where to ask
 * @credentials: what to sign in with
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a client, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when an address of @account is none that
 *   credentials may be sent to, or %FERRY_ERROR_NO_CREDENTIALS when
 *   @credentials lack something
 */
FerryClient *
ferry_client_new (FerryAccount      *account,
                  FerryCredentials  *credentials,
                  GError           **error)
{
  FerryConnection *connection = ferry_connection_new (account, credentials, error);
  FerryClient *self;

  if (connection == NULL)
    return NULL;

  self = g_object_new (FERRY_TYPE_CLIENT, NULL);
  self->connection = connection;

  return self;
}

/**
 * ferry_client_get_account:
 * @self: a client
 *
 * Returns: (transfer none): where it asks
 */
FerryAccount *
ferry_client_get_account (FerryClient *self)
{
  g_return_val_if_fail (FERRY_IS_CLIENT (self), NULL);

  return ferry_connection_get_account (self->connection);
}

/**
 * ferry_client_get_connection:
 * @self: a client
 *
 * Returns: (transfer none): what its calls share
 */
FerryConnection *
ferry_client_get_connection (FerryClient *self)
{
  g_return_val_if_fail (FERRY_IS_CLIENT (self), NULL);

  return self->connection;
}

/**
 * ferry_client_get_pace:
 * @self: a client
 *
 * Returns: (transfer none): how fast it may ask
 */
FerryPace *
ferry_client_get_pace (FerryClient *self)
{
  g_return_val_if_fail (FERRY_IS_CLIENT (self), NULL);

  return ferry_connection_get_pace (self->connection);
}

/**
 * ferry_client_dup_request:
 * @self: a client
 * @repository: the repository to ask about
 *
 * Says what [method@Ferry.Client.list_sync_tasks_async] asks the service. What
 * signs it is left out, so that it may be shown and passed on.
 *
 * Returns: (transfer full) (nullable): the method and the address, or %NULL when
 *   there is no address for the region
 */
char *
ferry_client_dup_request (FerryClient     *self,
                          FerryRepository *repository)
{
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (FERRY_IS_CLIENT (self), NULL);

  path = ferry_repository_dup_path (repository);
  uri = ferry_message_build_uri (ferry_client_get_account (self), ferry_repository_get_region (repository), path, NULL, NULL);
  if (uri == NULL)
    return NULL;

  address = g_uri_to_string (uri);

  return g_strconcat (SOUP_METHOD_GET, " ", address, NULL);
}

/**
 * ferry_client_list_sync_tasks_async:
 * @self: a client
 * @repository: the repository to ask about
 * @cancellable: (nullable): to stop the request with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Lists the automatic synchronization tasks of one repository, with the call
 * that the API names ListImageAutoSyncReposDetails. It has no paging; recent
 * documentation speaks of 100 rows that are returned by default.
 */
void
ferry_client_list_sync_tasks_async (FerryClient         *self,
                                    FerryRepository     *repository,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (FERRY_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_client_list_sync_tasks_async);
  path = ferry_repository_dup_path (repository);
  call (task, ferry_repository_get_region (repository), path, NULL, "swr:repo:listAutoSyncRepoJobs", parse_sync_tasks,
        (GDestroyNotify) ferry_sync_task_batch_free);
}

/**
 * ferry_client_list_sync_tasks_finish:
 * @self: a client
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Client.list_sync_tasks_async].
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with an error: of
 *   %FERRY_ERROR when the service answered, of a domain of GIO when it did not
 */
FerrySyncTaskBatch *
ferry_client_list_sync_tasks_finish (FerryClient   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_client_list_sync_tasks_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ferry_client_list_organizations_async:
 * @self: a client
 * @region: a region id
 * @cancellable: (nullable): to stop the request with
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Lists the organizations of a region that the account sees, with the call that
 * the API names ListNamespaces. All come at once.
 */
void
ferry_client_list_organizations_async (FerryClient         *self,
                                       const char          *region,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_client_list_organizations_async);
  call (task, region, ORGANIZATIONS_PATH, VISIBLE_ORGANIZATIONS, "swr:namespace:listNamespaces", parse_organizations,
        (GDestroyNotify) g_strfreev);
}

/**
 * ferry_client_list_organizations_finish:
 * @self: a client
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Client.list_organizations_async].
 *
 * Returns: (transfer full) (nullable): the names, sorted, or %NULL with an error
 */
GStrv
ferry_client_list_organizations_finish (FerryClient   *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_client_list_organizations_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
