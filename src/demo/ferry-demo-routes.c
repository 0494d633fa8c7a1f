/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-routes.h"

#include "ferry-demo-listing.h"
#include "ferry-demo-server-private.h"

/* The rules that the documentation gives for names, in words. */
#define ORGANIZATION_PATTERN "^[a-z][a-z0-9]*(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*$"
#define REPOSITORY_PATTERN "^[a-z0-9]+(?:(?:\\.|_{1,2}|-+|/)[a-z0-9]+)*$"
#define MAX_ORGANIZATION_LENGTH 64
#define MAX_REPOSITORY_LENGTH 128

/* One thing that can be asked for. */
struct _FerryDemoRoute
{
  const char *method;
  const char *path; /* without what may stand before it; `*` is any name */
  FerryDemoAnswer *(*answer) (FerryDemoServer *server, const FerryDemoCall *call);
  /* Asked of the sign-in service, by somebody who has not signed in. */
  gboolean sign_in;
};

static gboolean
is_name (const char *name,
         const char *pattern,
         gsize       max_length)
{
  return strlen (name) <= max_length && g_regex_match_simple (pattern, name, G_REGEX_RAW, 0);
}

static FerryDemoAnswer *
answer_bulk (guint n_tasks)
{
  FerryDemoRepository repository = ferry_demo_repository_make_bulk (n_tasks);
  g_autofree char *tasks = ferry_demo_repository_dup_tasks (&repository);

  return ferry_demo_answer_new (200, FERRY_DEMO_JSON, tasks);
}

/* A repository's name has `$` where a slash would end it. */
static FerryDemoAnswer *
answer_tasks (FerryDemoServer     *server,
              const FerryDemoCall *call)
{
  const char *organization = call->names[0];
  g_autofree char *name = g_strdelimit (g_strdup (call->names[1]), "$", '/');
  const FerryDemoRepository *repository =
    ferry_demo_world_find_repository (server->world, call->region, organization, name);
  g_autofree char *tasks = NULL;

  if (!is_name (organization, ORGANIZATION_PATTERN, MAX_ORGANIZATION_LENGTH))
    return ferry_demo_answer_new_service (400, "SVCSTG.SWR.4001028", "invalid organization name");
  if (!is_name (name, REPOSITORY_PATTERN, MAX_REPOSITORY_LENGTH))
    return ferry_demo_answer_new_service (400, "SVCSTG.SWR.4001029", "invalid repository name");
  if (ferry_demo_world_find_organization (server->world, call->region, organization) == NULL)
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_404_ORGANIZATION);
  if (repository == NULL)
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_404_REPOSITORY);

  tasks = ferry_demo_repository_dup_tasks (repository);

  return ferry_demo_answer_new (200, FERRY_DEMO_JSON, tasks);
}

static FerryDemoAnswer *
answer_sign_in (FerryDemoServer     *server,
                const FerryDemoCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (call->message));

  return ferry_demo_iam_sign_in (server->iam, soup_message_headers_get_content_type (headers, NULL), body,
                                 call->fault);
}

static const FerryDemoRoute routes[] = {
  { "GET", "v2/manage/namespaces", ferry_demo_listing_answer_organizations },
  { "GET", "v2/manage/namespaces/*/repos/*/sync_repo", answer_tasks },
  { "GET", "v2/manage/repos", ferry_demo_listing_answer_repositories },
  { "POST", "v3/auth/tokens", answer_sign_in, .sign_in = TRUE },
};

/* The names in the path, or NULL if it is another path. A slash inside a name, escaped or not, leads nowhere. */
static GStrv
match (const FerryDemoRoute  *route,
       char                 **segments)
{
  g_auto(GStrv) parts = g_strsplit (route->path, "/", -1);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  gsize n = g_strv_length (parts);

  if (g_strv_length (segments) != n)
    return NULL;

  for (gsize i = 0; i < n; i++)
    {
      char *name = g_str_equal (parts[i], "*") ? g_uri_unescape_segment (segments[i], NULL, "/") : NULL;

      if (name != NULL)
        g_strv_builder_take (names, name);
      else if (!g_str_equal (parts[i], segments[i]))
        return NULL;
    }

  return g_strv_builder_end (names);
}

/* What stands before the version: a region, `iam`, both in any order, or nothing. Gives the rest of the path. */
static char **
take_prefix (char     **segments,
             char     **region,
             gboolean  *iam)
{
  for (; *segments != NULL && !g_str_equal (*segments, "v2") && !g_str_equal (*segments, "v3"); segments++)
    {
      if (!*iam && g_str_equal (*segments, "iam"))
        *iam = TRUE;
      else if (*region == NULL && **segments != '\0')
        *region = g_strdup (*segments);
      else
        return NULL;
    }

  return segments;
}

/**
 * ferry_demo_call_init:
 * @self: what to initialize
 * @message: a request
 * @parameters: (nullable): the parameters in its address
 *
 * Takes a request apart. Both must outlive @self.
 */
void
ferry_demo_call_init (FerryDemoCall     *self,
                      SoupServerMessage *message,
                      GHashTable        *parameters)
{
  const char *method = soup_server_message_get_method (message);
  g_auto(GStrv) segments = g_strsplit (g_uri_get_path (soup_server_message_get_uri (message)), "/", -1);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *path = NULL;
  gboolean iam = FALSE;
  char **rest;

  *self = (FerryDemoCall) { .message = message, .parameters = parameters };

  /* A path begins with a slash, so the first segment is empty. */
  rest = segments[0] != NULL ? take_prefix (segments + 1, &self->region, &iam) : NULL;
  path = g_strjoinv ("/", rest != NULL ? rest : segments);
  self->path = g_strconcat (rest != NULL ? "/" : "", path, query != NULL ? "?" : "", query, NULL);
  if (rest == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (routes) && self->route == NULL; i++)
    if (g_str_equal (routes[i].method, method) && (routes[i].sign_in || !iam) &&
        (self->names = match (&routes[i], rest)) != NULL)
      self->route = &routes[i];
}

/**
 * ferry_demo_call_clear:
 * @self: what has been initialized
 *
 * Frees what @self consists of.
 */
void
ferry_demo_call_clear (FerryDemoCall *self)
{
  g_free (self->region);
  g_free (self->path);
  g_strfreev (self->names);
}

/**
 * ferry_demo_call_is_sign_in:
 * @self: a call
 *
 * Returns: whether it asks the sign-in service for a token
 */
gboolean
ferry_demo_call_is_sign_in (const FerryDemoCall *self)
{
  return self->route != NULL && self->route->sign_in;
}

/**
 * ferry_demo_call_can_have:
 * @self: a call
 * @fault: a fault
 *
 * Returns: whether @fault concerns calls of this kind
 */
gboolean
ferry_demo_call_can_have (const FerryDemoCall *self,
                          FerryDemoFault       fault)
{
  if (ferry_demo_fault_is_sign_in (fault))
    return ferry_demo_call_is_sign_in (self);
  if (ferry_demo_fault_is_listing (fault))
    return self->route != NULL && self->route->answer == ferry_demo_listing_answer_repositories;

  return TRUE;
}

/**
 * ferry_demo_call_dup_place:
 * @self: a call
 * @server: the service, whose mutex is locked
 *
 * Names what is asked about: `REGION/ORGANIZATION/REPOSITORY`, or as much of it
 * as there is. The region is the organization's where the address has none, and
 * `-` where that is not known either.
 *
 * Returns: (transfer full): the name
 */
char *
ferry_demo_call_dup_place (const FerryDemoCall *self,
                           FerryDemoServer     *server)
{
  gboolean has_names = self->names != NULL && self->names[0] != NULL;
  g_autofree char *organization =
    has_names ? g_strdup (self->names[0]) : ferry_demo_listing_dup_organization (self->parameters);
  g_autofree char *repository = has_names ? g_strdelimit (g_strdup (self->names[1]), "$", '/') : NULL;
  const FerryDemoOrganization *found =
    organization != NULL ? ferry_demo_world_find_organization (server->world, self->region, organization) : NULL;
  const char *region = self->region != NULL || found == NULL ? self->region : found->region;

  return g_strjoin ("/", region != NULL ? region : "-", organization, repository, NULL);
}

/**
 * ferry_demo_call_answer:
 * @self: a call
 * @server: the service, whose mutex is locked
 *
 * Answers as the real service would, but for what the fault of @self says about
 * the content. The gateway first looks whether it knows the call, then who is
 * asking; the rest is for the service.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_call_answer (const FerryDemoCall *self,
                        FerryDemoServer     *server)
{
  FerryDemoAnswer *refusal;

  if (self->fault == FERRY_DEMO_FAULT_100_ROWS)
    return answer_bulk (100);
  if (self->fault == FERRY_DEMO_FAULT_250_ROWS)
    return answer_bulk (250);
  if (self->route == NULL)
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_404_GATEWAY);
  if (!self->route->sign_in &&
      (refusal = ferry_demo_auth_check (&server->auth, server->iam, self->message, self->region)) != NULL)
    return refusal;

  return self->route->answer (server, self);
}
