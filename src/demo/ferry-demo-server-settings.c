/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-server-private.h"

/* What a service can be told, from any thread and while it runs. */

/**
 * ferry_demo_server_set_fault:
 * @self: a service
 * @fault: what is to go wrong
 *
 * Makes every further request fail in this way; or those alone that ask for a
 * token, or for repositories, if @fault is one of theirs.
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
 * ferry_demo_server_set_fault_at:
 * @self: a service
 * @pattern: which requests, with `*` and `?` as wildcards
 * @fault: what is to go wrong
 * @n_requests: how many requests the fault is for, or 0 for all
 *
 * Makes some requests fail in this way. A request is known by what it asks about:
 * `REGION` for organizations, `REGION/ORGANIZATION` for repositories, and
 * `REGION/ORGANIZATION/REPOSITORY` for tasks. Or, where @pattern begins with a
 * slash, by its path below that of the region, with parameters as they were sent.
 *
 * What is set later comes first, and all of it before what is set for every
 * request; so %FERRY_DEMO_FAULT_NONE makes an exception.
 */
void
ferry_demo_server_set_fault_at (FerryDemoServer *self,
                                const char      *pattern,
                                FerryDemoFault   fault,
                                guint            n_requests)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_rules_set_fault (&self->rules, pattern, fault, n_requests);
}

/**
 * ferry_demo_server_set_rate_limit:
 * @self: a service
 * @n_requests: how many requests are answered, or 0 for all
 * @seconds: in how many seconds
 * @refusal: what others get: %FERRY_DEMO_FAULT_429, or another that is an answer
 *
 * Limits how much each region can be asked, from now on. Asking for a token is no
 * matter of any region, and counts for none. The seconds begin with a request,
 * and when they are over, with the next one.
 */
void
ferry_demo_server_set_rate_limit (FerryDemoServer *self,
                                  guint            n_requests,
                                  guint            seconds,
                                  FerryDemoFault   refusal)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (seconds > 0);
  g_return_if_fail (ferry_demo_fault_is_answer (refusal));

  locker = g_mutex_locker_new (&self->mutex);
  ferry_demo_limit_set (&self->limit, n_requests, seconds, refusal);
}

/**
 * ferry_demo_server_call_after:
 * @self: a service
 * @pattern: which requests, as in [method@FerryDemo.Server.set_fault_at]
 * @n_requests: how many of them
 * @func: (scope notified): what to do
 * @user_data: data for @func
 * @destroy: (nullable): what frees @user_data
 *
 * Calls @func once, when so many more of these requests have arrived. The answer
 * to the last of them is made by then, and is sent afterwards: whatever @func
 * changes shows in the answers that follow.
 */
void
ferry_demo_server_call_after (FerryDemoServer *self,
                              const char      *pattern,
                              guint            n_requests,
                              FerryDemoFunc    func,
                              gpointer         user_data,
                              GDestroyNotify   destroy)
{
  FerryDemoHook hook = { func, user_data, destroy };
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_rules_add_hook (&self->rules, pattern, n_requests, hook);
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
 * Sets the key pair that is accepted. More than five wrong signatures in a row
 * lock a key; this unlocks it.
 */
void
ferry_demo_server_set_key_pair (FerryDemoServer *self,
                                const char      *access_key,
                                const char      *secret_key)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_auth_set_key_pair (&self->auth, access_key, secret_key);
}

/**
 * ferry_demo_server_set_token:
 * @self: a service
 * @token: a token
 *
 * Sets the token that is accepted at every address and has no end, beside those
 * that people get by signing in.
 */
void
ferry_demo_server_set_token (FerryDemoServer *self,
                             const char      *token)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_auth_set_token (&self->auth, token);
}

/**
 * ferry_demo_server_set_user:
 * @self: a service
 * @domain: the name of an account
 * @user: the name of a user in it
 * @password: the password
 *
 * Sets who may sign in; the id stays %FERRY_DEMO_USER_ID. Five wrong passwords
 * in a row lock the user; this unlocks.
 */
void
ferry_demo_server_set_user (FerryDemoServer *self,
                            const char      *domain,
                            const char      *user,
                            const char      *password)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_iam_set_user (self->iam, domain, user, password);
}

/**
 * ferry_demo_server_set_passcode:
 * @self: a service
 * @passcode: (nullable): a one-time code
 *
 * Sets the one-time code to ask for, or %NULL to ask for none. It can be used
 * many times.
 */
void
ferry_demo_server_set_passcode (FerryDemoServer *self,
                                const char      *passcode)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_iam_set_passcode (self->iam, passcode);
}

/**
 * ferry_demo_server_set_token_lifetime:
 * @self: a service
 * @seconds: how long tokens last that are issued from now on
 */
void
ferry_demo_server_set_token_lifetime (FerryDemoServer *self,
                                      guint            seconds)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_iam_set_token_lifetime (self->iam, seconds);
}

/**
 * ferry_demo_server_expire_tokens:
 * @self: a service
 *
 * Ends all tokens that have been issued, before the time that was said then.
 */
void
ferry_demo_server_expire_tokens (FerryDemoServer *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  ferry_demo_iam_expire_tokens (self->iam);
}
