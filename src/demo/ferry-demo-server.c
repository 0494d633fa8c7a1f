/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-server.h"

#include <libsoup/soup.h>

#include "ferry-demo-auth.h"
#include "ferry-demo-data.h"
#include "ferry-demo-exchange.h"

/* The rules that the documentation gives for names, in words. */
#define ORGANIZATION_PATTERN "^[a-z][a-z0-9]*(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*$"
#define REPOSITORY_PATTERN "^[a-z0-9]+(?:(?:\\.|_{1,2}|-+|/)[a-z0-9]+)*$"
#define MAX_ORGANIZATION_LENGTH 64
#define MAX_REPOSITORY_LENGTH 128

/**
 * FerryDemoServer:
 *
 * An image repository service of our own, for trying things out and for tests.
 *
 * A real HTTP service on the loopback interface, in its own thread. It serves a
 * sample account, checks who is asking as the real service does, and can be
 * told to fail in every way the real one, or what stands in between, can fail.
 *
 * All its functions but the life cycle may be called from any thread.
 */
struct _FerryDemoServer
{
  GObject parent_instance;

  /* Used by the thread that starts and stops the service */
  GMainContext *context;
  GThread *thread;
  SoupServer *soup_server;
  char *endpoint;
  gboolean stopping; /* (atomic) */

  /* Guards all that follows */
  GMutex mutex;
  FerryDemoFault fault;
  guint fault_count;
  guint latency;
  guint n_bulk_tasks;
  guint answer_status;
  char *answer_content_type;
  char *answer_body; /* (nullable) */
  char *location;
  char *access_key;
  char *secret_key;
  char *token;
  guint n_requests;
  char *last_request; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryDemoServer, ferry_demo_server, G_TYPE_OBJECT)

static gboolean
is_name (const char *name,
         const char *pattern,
         gsize       max_length)
{
  return strlen (name) <= max_length && g_regex_match_simple (pattern, name, G_REGEX_RAW, 0);
}

/* Takes `/v2/manage/namespaces/ORGANIZATION/repos/REPOSITORY/sync_repo` apart; a region may stand before it.
 * A slash inside a name, escaped or not, leads nowhere: names have `$` instead. */
static gboolean
parse_path (const char  *path,
            char       **region,
            char       **organization,
            char       **repository)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  gsize n_parts = g_strv_length (parts);
  char **part = parts + 1;

  if (n_parts == 9)
    *region = g_strdup (*part++);
  else if (n_parts != 8)
    return FALSE;

  if (!g_str_equal (part[0], "v2") || !g_str_equal (part[1], "manage") ||
      !g_str_equal (part[2], "namespaces") || !g_str_equal (part[4], "repos") ||
      !g_str_equal (part[6], "sync_repo"))
    return FALSE;

  *organization = g_uri_unescape_segment (part[3], NULL, "/");
  *repository = g_uri_unescape_segment (part[5], NULL, "/");
  if (*repository != NULL)
    g_strdelimit (*repository, "$", '/');

  return *organization != NULL && *repository != NULL;
}

static FerryDemoAnswer *
answer_bulk (guint n_tasks)
{
  FerryDemoRepository repository = ferry_demo_repository_make_bulk (n_tasks);
  g_autofree char *tasks = ferry_demo_repository_dup_tasks (&repository);

  return ferry_demo_answer_new (200, FERRY_DEMO_JSON, tasks);
}

static FerryDemoAnswer *
answer_tasks (FerryDemoServer *self,
              const char      *region,
              const char      *organization,
              const char      *name)
{
  const FerryDemoRepository *repository = ferry_demo_data_find_repository (region, organization, name);
  g_autofree char *tasks = NULL;

  if (self->n_bulk_tasks > 0 && g_str_equal (organization, "bulk") && g_str_equal (name, "tasks"))
    return answer_bulk (self->n_bulk_tasks);
  if (!is_name (organization, ORGANIZATION_PATTERN, MAX_ORGANIZATION_LENGTH))
    return ferry_demo_answer_new_service (400, "SVCSTG.SWR.4001028", "invalid organization name");
  if (!is_name (name, REPOSITORY_PATTERN, MAX_REPOSITORY_LENGTH))
    return ferry_demo_answer_new_service (400, "SVCSTG.SWR.4001029", "invalid repository name");
  if (!ferry_demo_data_has_organization (region, organization))
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_404_ORGANIZATION);
  if (repository == NULL)
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_404_REPOSITORY);

  tasks = ferry_demo_repository_dup_tasks (repository);

  return ferry_demo_answer_new (200, FERRY_DEMO_JSON, tasks);
}

/* The gateway first looks whether it knows the call, then who is asking; the rest is for the service. */
static FerryDemoAnswer *
answer_normally (FerryDemoServer   *self,
                 SoupServerMessage *message)
{
  g_autofree char *region = NULL;
  g_autofree char *organization = NULL;
  g_autofree char *repository = NULL;
  FerryDemoAnswer *refusal;

  if (!g_str_equal (soup_server_message_get_method (message), "GET") ||
      !parse_path (g_uri_get_path (soup_server_message_get_uri (message)), &region, &organization, &repository))
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_404_GATEWAY);
  if ((refusal = ferry_demo_auth_check (message, self->token, self->access_key, self->secret_key)) != NULL)
    return refusal;

  return answer_tasks (self, region, organization, repository);
}

static FerryDemoAnswer *
answer_redirect (FerryDemoServer *self)
{
  FerryDemoAnswer *answer = ferry_demo_answer_new (302, NULL, NULL);

  answer->location = g_strdup (self->location);

  return answer;
}

static FerryDemoAnswer *
make_answer (FerryDemoServer   *self,
             SoupServerMessage *message,
             FerryDemoFault     fault)
{
  FerryDemoAnswer *answer;

  if (self->answer_body != NULL)
    return ferry_demo_answer_new (self->answer_status, self->answer_content_type, self->answer_body);
  if ((answer = ferry_demo_fault_dup_answer (fault)) != NULL)
    return answer;
  if (fault == FERRY_DEMO_FAULT_100_ROWS)
    return answer_bulk (100);
  if (fault == FERRY_DEMO_FAULT_250_ROWS)
    return answer_bulk (250);
  if (fault == FERRY_DEMO_FAULT_REDIRECT)
    return answer_redirect (self);
  if (fault == FERRY_DEMO_FAULT_401_CLOCK)
    return ferry_demo_auth_refuse_clock (message);

  return answer_normally (self, message);
}

static FerryDemoFault
take_fault (FerryDemoServer *self)
{
  FerryDemoFault fault = self->fault;

  if (self->fault_count > 0 && --self->fault_count == 0)
    self->fault = FERRY_DEMO_FAULT_NONE;

  return fault;
}

static void
record_request (FerryDemoServer   *self,
                SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  GString *text = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  g_string_printf (text, "%s %s%s%s HTTP/1.%d", soup_server_message_get_method (message), g_uri_get_path (uri),
                   query != NULL ? "?" : "", query != NULL ? query : "",
                   soup_server_message_get_http_version (message) == SOUP_HTTP_1_0 ? 0 : 1);
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (text, "\n%s: %s", name, value);

  self->n_requests++;
  g_free (self->last_request);
  self->last_request = g_string_free (text, FALSE);
}

static void
request_cb (SoupServer        *soup_server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  FerryDemoServer *self = user_data;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  FerryDemoFault fault = take_fault (self);

  record_request (self, message);
  ferry_demo_exchange_begin (message, make_answer (self, message, fault), fault, self->latency);
}

static gpointer
run_thread (gpointer user_data)
{
  FerryDemoServer *self = user_data;

  g_main_context_push_thread_default (self->context);
  while (!g_atomic_int_get (&self->stopping))
    g_main_context_iteration (self->context, TRUE);

  /* Requests in flight end here; what closing them has left to do is done in the loop. */
  soup_server_disconnect (self->soup_server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
ferry_demo_server_dispose (GObject *object)
{
  ferry_demo_server_stop (FERRY_DEMO_SERVER (object));

  G_OBJECT_CLASS (ferry_demo_server_parent_class)->dispose (object);
}

static void
ferry_demo_server_finalize (GObject *object)
{
  FerryDemoServer *self = FERRY_DEMO_SERVER (object);

  g_free (self->endpoint);
  g_free (self->answer_content_type);
  g_free (self->answer_body);
  g_free (self->location);
  g_free (self->access_key);
  g_free (self->secret_key);
  g_free (self->token);
  g_free (self->last_request);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (ferry_demo_server_parent_class)->finalize (object);
}

static void
ferry_demo_server_class_init (FerryDemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_demo_server_dispose;
  object_class->finalize = ferry_demo_server_finalize;
}

static void
ferry_demo_server_init (FerryDemoServer *self)
{
  g_mutex_init (&self->mutex);
  self->location = g_strdup ("/elsewhere");
  self->access_key = g_strdup (FERRY_DEMO_ACCESS_KEY);
  self->secret_key = g_strdup (FERRY_DEMO_SECRET_KEY);
  self->token = g_strdup (FERRY_DEMO_TOKEN);
}

/**
 * ferry_demo_server_new:
 *
 * Creates a service that does not run yet.
 *
 * Returns: (transfer full): the service
 */
FerryDemoServer *
ferry_demo_server_new (void)
{
  return g_object_new (FERRY_TYPE_DEMO_SERVER, NULL);
}

/**
 * ferry_demo_server_start:
 * @self: a service that does not run
 * @port: the port to listen on, or 0 for any that is free
 * @error: return location for an error
 *
 * Starts the service, on 127.0.0.1 only.
 *
 * Returns: whether it runs
 */
gboolean
ferry_demo_server_start (FerryDemoServer  *self,
                         guint16           port,
                         GError          **error)
{
  GSList *uris;
  gboolean listening;

  g_return_val_if_fail (FERRY_IS_DEMO_SERVER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  /* Without "raw-paths" the path would be unescaped before anybody can check its signature. */
  self->soup_server = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, "server-header", "api-gateway", NULL);
  soup_server_add_handler (self->soup_server, NULL, request_cb, self, NULL);

  /* The connections live in the context that is the default one while the service begins to listen. */
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  listening = soup_server_listen_local (self->soup_server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
  g_main_context_pop_thread_default (self->context);
  if (!listening)
    {
      g_clear_object (&self->soup_server);
      g_clear_pointer (&self->context, g_main_context_unref);
      return FALSE;
    }

  uris = soup_server_get_uris (self->soup_server);
  g_free (self->endpoint);
  self->endpoint = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_atomic_int_set (&self->stopping, FALSE);
  self->thread = g_thread_new ("ferry-demo-server", run_thread, self);

  return TRUE;
}

/**
 * ferry_demo_server_stop:
 * @self: a service
 *
 * Stops the service, if it runs. Closes all connections; a request that is
 * still waiting for its answer gets none.
 */
void
ferry_demo_server_stop (FerryDemoServer *self)
{
  g_return_if_fail (FERRY_IS_DEMO_SERVER (self));

  if (self->thread == NULL)
    return;

  g_atomic_int_set (&self->stopping, TRUE);
  g_main_context_wakeup (self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_object (&self->soup_server);
  g_clear_pointer (&self->context, g_main_context_unref);
}

/**
 * ferry_demo_server_get_endpoint:
 * @self: a service that has been started
 *
 * Gets where the service listens, as `http://127.0.0.1:PORT`. Below that, a
 * path such as `/cn-north-4` stands for the service of that region alone.
 *
 * Returns: (transfer none): the address
 */
const char *
ferry_demo_server_get_endpoint (FerryDemoServer *self)
{
  g_return_val_if_fail (FERRY_IS_DEMO_SERVER (self), NULL);

  return self->endpoint;
}

/**
 * ferry_demo_server_set_fault:
 * @self: a service
 * @fault: what is to go wrong
 *
 * Makes every further request fail in this way.
 */
void
ferry_demo_server_set_fault (FerryDemoServer *self,
                             FerryDemoFault   fault)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->fault = fault;
  self->fault_count = 0;
}

/**
 * ferry_demo_server_set_fault_count:
 * @self: a service
 * @n_requests: how many requests the fault is for, or 0 for all
 *
 * Lets the fault that was set pass, so that a client that tries again succeeds.
 */
void
ferry_demo_server_set_fault_count (FerryDemoServer *self,
                                   guint            n_requests)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->fault_count = n_requests;
}

/**
 * ferry_demo_server_set_latency:
 * @self: a service
 * @milliseconds: how long to wait before each answer
 */
void
ferry_demo_server_set_latency (FerryDemoServer *self,
                               guint            milliseconds)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->latency = milliseconds;
}

/**
 * ferry_demo_server_set_bulk_tasks:
 * @self: a service
 * @n_tasks: how many tasks, or 0 for no such repository
 *
 * Adds the repository `bulk/tasks` to the sample account.
 */
void
ferry_demo_server_set_bulk_tasks (FerryDemoServer *self,
                                  guint            n_tasks)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_bulk_tasks = n_tasks;
}

/**
 * ferry_demo_server_set_answer:
 * @self: a service
 * @status: the HTTP status
 * @content_type: (nullable): the content type
 * @body: (nullable): the text, or %NULL to answer normally again
 *
 * Answers every request with this, whoever is asking and for what.
 */
void
ferry_demo_server_set_answer (FerryDemoServer *self,
                              guint            status,
                              const char      *content_type,
                              const char      *body)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->answer_status = status;
  g_set_str (&self->answer_content_type, content_type);
  g_set_str (&self->answer_body, body);
}

/**
 * ferry_demo_server_set_location:
 * @self: a service
 * @uri: an address
 *
 * Sets where %FERRY_DEMO_FAULT_REDIRECT leads.
 */
void
ferry_demo_server_set_location (FerryDemoServer *self,
                                const char      *uri)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_str (&self->location, uri);
}

/**
 * ferry_demo_server_set_key_pair:
 * @self: a service
 * @access_key: an access key
 * @secret_key: the secret key that belongs to it
 *
 * Sets the key pair that is accepted.
 */
void
ferry_demo_server_set_key_pair (FerryDemoServer *self,
                                const char      *access_key,
                                const char      *secret_key)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_str (&self->access_key, access_key);
  g_set_str (&self->secret_key, secret_key);
}

/**
 * ferry_demo_server_set_token:
 * @self: a service
 * @token: a token
 *
 * Sets the token that is accepted.
 */
void
ferry_demo_server_set_token (FerryDemoServer *self,
                             const char      *token)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_str (&self->token, token);
}

/**
 * ferry_demo_server_get_n_requests:
 * @self: a service
 *
 * Returns: how many requests have arrived
 */
guint
ferry_demo_server_get_n_requests (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_requests;
}

/**
 * ferry_demo_server_dup_last_request:
 * @self: a service
 *
 * Gets the last request as it arrived: its first line, then its headers, joined
 * by line feeds. Secrets are in there, as they were sent.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if none has arrived
 */
char *
ferry_demo_server_dup_last_request (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->last_request);
}
