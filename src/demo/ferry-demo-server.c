/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-server.h"

#include "ferry-demo-exchange.h"
#include "ferry-demo-routes.h"
#include "ferry-demo-server-private.h"

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
G_DEFINE_FINAL_TYPE (FerryDemoServer, ferry_demo_server, G_TYPE_OBJECT)

static FerryDemoAnswer *
answer_redirect (FerryDemoServer *self)
{
  FerryDemoAnswer *answer = ferry_demo_answer_new (302, NULL, NULL);

  answer->location = g_strdup (self->location);

  return answer;
}

static FerryDemoAnswer *
make_answer (FerryDemoServer     *self,
             const FerryDemoCall *call)
{
  FerryDemoAnswer *answer;

  if (self->answer_body != NULL)
    return ferry_demo_answer_new (self->answer_status, self->answer_content_type, self->answer_body);
  if ((answer = ferry_demo_fault_dup_answer (call->fault)) != NULL)
    return answer;
  if (call->fault == FERRY_DEMO_FAULT_REDIRECT)
    return answer_redirect (self);
  if (call->fault == FERRY_DEMO_FAULT_401_CLOCK)
    return ferry_demo_auth_refuse_clock (call->message);

  return ferry_demo_call_answer (call, self);
}

static FerryDemoFault
take_fault (FerryDemoServer     *self,
            const FerryDemoCall *call,
            const char          *place)
{
  FerryDemoFault fault = self->fault;

  if (ferry_demo_rules_take_fault (&self->rules, call, place, &fault))
    return fault;
  if (!ferry_demo_call_can_have (call, fault))
    return FERRY_DEMO_FAULT_NONE;

  if (self->fault_count > 0 && --self->fault_count == 0)
    self->fault = FERRY_DEMO_FAULT_NONE;

  return fault;
}

/* The sign-in service has no limit. */
static FerryDemoAnswer *
refuse_too_many (FerryDemoServer     *self,
                 const FerryDemoCall *call)
{
  if (ferry_demo_call_is_sign_in (call))
    return NULL;

  return ferry_demo_limit_check (&self->limit, call->region != NULL ? call->region : "-");
}

/* What is refused goes no further: no fault and no hook counts it. */
static FerryDemoAnswer *
take_call (FerryDemoServer  *self,
           FerryDemoCall    *call,
           GPtrArray       **hooks)
{
  g_autofree char *place = ferry_demo_call_dup_place (call, self);
  FerryDemoAnswer *answer = refuse_too_many (self, call);

  ferry_demo_log_add (&self->log, call, answer != NULL);
  if (answer != NULL)
    return answer;

  *hooks = ferry_demo_rules_take_hooks (&self->rules, call, place);
  call->fault = take_fault (self, call, place);
  answer = make_answer (self, call);
  answer->by_iam = ferry_demo_call_is_sign_in (call);

  return answer;
}

/* However the exchange comes to its end, its message goes. */
static void
message_gone_cb (gpointer  user_data,
                 GObject  *message)
{
  FerryDemoServer *self = user_data;

  g_atomic_int_add (&self->n_open, -1);
}

/* Its client has its answer, or does not wait any more. */
static void
wait_ended_cb (gpointer user_data)
{
  FerryDemoServer *self = user_data;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_log_end_wait (&self->log);
}

static void
wrote_body_cb (SoupServerMessage *message,
               gpointer           user_data)
{
  g_object_set_data (G_OBJECT (message), "ferry-demo-wait", NULL);
}

static void
watch_message (FerryDemoServer   *self,
               SoupServerMessage *message)
{
  g_atomic_int_inc (&self->n_open);
  g_object_weak_ref (G_OBJECT (message), message_gone_cb, self);

  ferry_demo_log_begin_wait (&self->log);
  g_object_set_data_full (G_OBJECT (message), "ferry-demo-wait", self, wait_ended_cb);
  g_signal_connect (message, "wrote-body", G_CALLBACK (wrote_body_cb), NULL);
}

static void
request_cb (SoupServer        *soup_server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *parameters,
            gpointer           user_data)
{
  FerryDemoServer *self = user_data;
  g_autoptr(GPtrArray) hooks = NULL;
  g_auto(FerryDemoCall) call = { 0 };
  FerryDemoAnswer *answer;
  guint latency;

  ferry_demo_call_init (&call, message, parameters);

  g_mutex_lock (&self->mutex);
  watch_message (self, message);
  answer = take_call (self, &call, &hooks);
  latency = self->latency;
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; hooks != NULL && i < hooks->len; i++)
    {
      FerryDemoHook *hook = g_ptr_array_index (hooks, i);

      hook->func (self, hook->user_data);
    }

  ferry_demo_exchange_begin (message, answer, call.fault, latency);
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

  g_clear_object (&self->certificate);
  g_free (self->endpoint);
  ferry_demo_world_free (self->world);
  ferry_demo_auth_clear (&self->auth);
  ferry_demo_iam_free (self->iam);
  g_free (self->answer_content_type);
  g_free (self->answer_body);
  g_free (self->location);
  ferry_demo_limit_clear (&self->limit);
  ferry_demo_rules_clear (&self->rules);
  ferry_demo_log_clear (&self->log);
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
  self->world = ferry_demo_world_new_sample ();
  self->iam = ferry_demo_iam_new ();
  ferry_demo_auth_init (&self->auth);
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
 * ferry_demo_server_set_certificate:
 * @self: a service that does not run
 * @certificate: (nullable): a certificate with its private key, or %NULL to speak
 *   plain HTTP
 *
 * Makes the service speak HTTPS, and nothing else.
 */
void
ferry_demo_server_set_certificate (FerryDemoServer *self,
                                   GTlsCertificate *certificate)
{
  g_return_if_fail (FERRY_IS_DEMO_SERVER (self));
  g_return_if_fail (self->thread == NULL);

  g_set_object (&self->certificate, certificate);
}

/* The connections live in the context that is the default one while the service begins to listen. */
static gboolean
start_listening (FerryDemoServer  *self,
                 guint16           port,
                 GError          **error)
{
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  gboolean listening;

  if (self->certificate != NULL)
    options |= SOUP_SERVER_LISTEN_HTTPS;

  g_main_context_push_thread_default (self->context);
  listening = soup_server_listen_local (self->soup_server, port, options, error);
  g_main_context_pop_thread_default (self->context);

  return listening;
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

  g_return_val_if_fail (FERRY_IS_DEMO_SERVER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  /* Without "raw-paths" the path would be unescaped before anybody can check its signature. */
  self->soup_server = g_object_new (SOUP_TYPE_SERVER,
                                    "raw-paths", TRUE,
                                    "server-header", "api-gateway",
                                    "tls-certificate", self->certificate,
                                    NULL);
  soup_server_add_handler (self->soup_server, NULL, request_cb, self, NULL);

  self->context = g_main_context_new ();
  if (!start_listening (self, port, error))
    {
      g_clear_object (&self->soup_server);
      g_clear_pointer (&self->context, g_main_context_unref);
      return FALSE;
    }

  uris = soup_server_get_uris (self->soup_server);
  g_free (self->endpoint);
  self->port = g_uri_get_port (uris->data);
  self->endpoint = g_strdup_printf ("%s://127.0.0.1:%u", g_uri_get_scheme (uris->data), self->port);
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
 * still waiting for its answer gets none. All else stays as it is, and is there
 * again when the service is started again, at the same address if that is done
 * with [method@FerryDemo.Server.get_port].
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
 * The sign-in service is at the same addresses, and below `/iam`,
 * `/iam/cn-north-4` and `/cn-north-4/iam`: wherever one likes to look for
 * `/v3/auth/tokens`. It issues tokens for every region at each of them.
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
 * ferry_demo_server_get_port:
 * @self: a service that has been started
 *
 * Returns: the port at which the service listens, or did when it was stopped
 */
guint16
ferry_demo_server_get_port (FerryDemoServer *self)
{
  g_return_val_if_fail (FERRY_IS_DEMO_SERVER (self), 0);

  return self->port;
}
