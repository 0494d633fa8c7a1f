/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-options.h"

/* A tool for developers, so it speaks English only. */

#define DEFAULT_N_ORGANIZATIONS 5
#define DEFAULT_N_REPOSITORIES 50
#define DEFAULT_N_TASKS_EACH 2
#define DEFAULT_REGIONS "cn-north-4"
#define NOT_GIVEN (-1)

static char *
dup_description (void)
{
  g_autofree char *faults = ferry_demo_fault_dup_listing ();

  return g_strconcat (
    "Below /REGION, only the organizations of that region are found; without it, all are.\n"
    "Tokens are issued there, too, and below /iam, /iam/REGION and /REGION/iam.\n\n"
    "A PATTERN has * and ? as wildcards. It is one of REGION for organizations and\n"
    "all repositories, REGION/ORGANIZATION for its repositories, and\n"
    "REGION/ORGANIZATION/REPOSITORY for tasks;\n"
    "or, if it begins with a slash, one of the path below the region.\n\n"
    "Accepted, unless told otherwise:\n"
    "  access key " FERRY_DEMO_ACCESS_KEY ", secret key " FERRY_DEMO_SECRET_KEY ", token " FERRY_DEMO_TOKEN "\n"
    "  user " FERRY_DEMO_USER " (id " FERRY_DEMO_USER_ID ") of the account " FERRY_DEMO_DOMAIN
    ", password " FERRY_DEMO_PASSWORD "\n\n",
    faults, NULL);
}

static void
add_world_entries (FerryDemoOptions *self,
                   GOptionContext   *context)
{
  const GOptionEntry entries[] = {
    { "organizations", 0, 0, G_OPTION_ARG_INT, &self->n_organizations,
      "Instead of the sample account, so many organizations", "N" },
    { "repositories", 0, 0, G_OPTION_ARG_INT, &self->n_repositories, "With so many repositories in all", "N" },
    { "tasks-each", 0, 0, G_OPTION_ARG_INT, &self->n_tasks_each, "And so many tasks for each of those", "N" },
    { "regions", 0, 0, G_OPTION_ARG_STRING, &self->regions, "In these regions in turn", "REGION,…" },
    { "tasks", 0, 0, G_OPTION_ARG_INT, &self->n_tasks, "Add the repository bulk/tasks with as many tasks", "N" },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_trouble_entries (FerryDemoOptions *self,
                     GOptionContext   *context)
{
  const GOptionEntry entries[] = {
    { "latency", 0, 0, G_OPTION_ARG_INT, &self->latency, "Wait before each answer, in milliseconds", "MS" },
    { "rate-limit", 0, 0, G_OPTION_ARG_STRING, &self->rate_limit,
      "Answer so many requests of each region only, per second, min or hour", "N/UNIT" },
    { "rate-limit-fault", 0, 0, G_OPTION_ARG_STRING, &self->rate_limit_fault,
      "Refuse the others in this way: 429, 429-retry-after, 403-throttled…", "NAME" },
    { "fault", 0, 0, G_OPTION_ARG_STRING, &self->fault, "Fail in this way", "NAME" },
    { "fault-count", 0, 0, G_OPTION_ARG_INT, &self->fault_count, "For so many requests only", "N" },
    { "fault-at", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->faults_at,
      "Fail there, perhaps for so many requests only; can be given several times", "PATTERN=NAME[:N]" },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_access_entries (FerryDemoOptions *self,
                    GOptionContext   *context)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port to listen on; 0 picks a free one", "N" },
    { "access-key", 0, 0, G_OPTION_ARG_STRING, &self->access_key, "Access key to accept", "K" },
    { "secret-key", 0, 0, G_OPTION_ARG_STRING, &self->secret_key, "Secret key that belongs to it", "S" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &self->token, "Token to accept", "T" },
    { "domain", 0, 0, G_OPTION_ARG_STRING, &self->domain, "Account of the user who may sign in", "A" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->user, "User who may sign in", "U" },
    { "password", 0, 0, G_OPTION_ARG_STRING, &self->password, "Password of that user", "P" },
    { "passcode", 0, 0, G_OPTION_ARG_STRING, &self->passcode, "Ask for this one-time code, too", "C" },
    { "token-lifetime", 0, 0, G_OPTION_ARG_INT, &self->token_lifetime, "How long tokens last, in seconds", "S" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->certificate,
      "Speak HTTPS with this certificate and its key", "FILE.pem" },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError     **error,
        const char  *format,
        ...)
{
  g_autofree char *problem = NULL;
  va_list arguments;

  va_start (arguments, format);
  problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, problem);

  return FALSE;
}

static gboolean
check_numbers (const FerryDemoOptions  *self,
               GError                 **error)
{
  const char *problem = NULL;

  if (self->port < 0 || self->port > G_MAXUINT16)
    problem = "the port must be from 0 to 65535.";
  else if (self->latency < 0 || self->token_lifetime < 0)
    problem = "times cannot be negative.";
  else if (self->n_tasks < 0 || self->n_organizations < NOT_GIVEN || self->n_repositories < NOT_GIVEN ||
           self->n_tasks_each < NOT_GIVEN)
    problem = "there cannot be less than no organizations, repositories or tasks.";
  else if ((self->access_key == NULL) != (self->secret_key == NULL))
    problem = "an access key and a secret key come together.";

  return problem == NULL || refuse (error, "%s", problem);
}

static gboolean
read_fault (const char      *name,
            FerryDemoFault  *fault,
            GError         **error)
{
  g_autofree char *faults = ferry_demo_fault_dup_listing ();

  if (name == NULL || ferry_demo_fault_from_name (name, fault))
    return TRUE;

  return refuse (error, "there is no fault “%s”.\n%s", name, faults);
}

static gboolean
apply_world (const FerryDemoOptions  *self,
             FerryDemoServer         *server,
             GError                 **error)
{
  g_auto(GStrv) regions = g_strsplit (self->regions != NULL ? self->regions : DEFAULT_REGIONS, ",", -1);

  if (regions[0] == NULL || g_strv_contains ((const char *const *) regions, ""))
    return refuse (error, "“%s” has a region without a name.", self->regions);

  if (self->regions != NULL || self->n_organizations != NOT_GIVEN || self->n_repositories != NOT_GIVEN ||
      self->n_tasks_each != NOT_GIVEN)
    ferry_demo_server_set_world_in_regions (
      server, (const char *const *) regions,
      self->n_organizations != NOT_GIVEN ? self->n_organizations : DEFAULT_N_ORGANIZATIONS,
      self->n_repositories != NOT_GIVEN ? self->n_repositories : DEFAULT_N_REPOSITORIES,
      self->n_tasks_each != NOT_GIVEN ? self->n_tasks_each : DEFAULT_N_TASKS_EACH);
  ferry_demo_server_set_bulk_tasks (server, self->n_tasks);

  return TRUE;
}

static guint
get_seconds (const char *unit)
{
  static const struct
  {
    const char *name;
    guint seconds;
  } units[] = {
    { "s", 1 },
    { "second", 1 },
    { "min", 60 },
    { "minute", 60 },
    { "h", 3600 },
    { "hour", 3600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].name, unit))
      return units[i].seconds;

  return 0;
}

static gboolean
apply_rate_limit (const FerryDemoOptions  *self,
                  FerryDemoServer         *server,
                  GError                 **error)
{
  FerryDemoFault refusal = FERRY_DEMO_FAULT_429;
  g_auto(GStrv) parts = g_strsplit (self->rate_limit != NULL ? self->rate_limit : "0/min", "/", -1);
  guint64 n_requests;

  if (!read_fault (self->rate_limit_fault, &refusal, error))
    return FALSE;
  if (!ferry_demo_fault_is_answer (refusal))
    return refuse (error, "the fault “%s” is not an answer, and so no refusal.", self->rate_limit_fault);
  if (g_strv_length (parts) != 2 || get_seconds (parts[1]) == 0 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT, &n_requests, NULL))
    return refuse (error, "“%s” is no rate; one is 100/min, or 5/second.", self->rate_limit);

  ferry_demo_server_set_rate_limit (server, n_requests, get_seconds (parts[1]), refusal);

  return TRUE;
}

/* A pattern may contain what separates it from the fault, the fault may not. */
static gboolean
apply_fault_at (const char       *text,
                FerryDemoServer  *server,
                GError          **error)
{
  const char *end = strrchr (text, '=');
  g_autofree char *pattern = end != NULL ? g_strndup (text, end - text) : NULL;
  g_auto(GStrv) parts = g_strsplit (end != NULL ? end + 1 : "", ":", 2);
  FerryDemoFault fault = FERRY_DEMO_FAULT_NONE;
  guint64 n_requests = 0;

  if (parts[0] == NULL || *pattern == '\0')
    return refuse (error, "“%s” is not of the form PATTERN=NAME.", text);
  if (!read_fault (parts[0], &fault, error))
    return FALSE;
  if (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT, &n_requests, NULL))
    return refuse (error, "“%s” is no number of requests.", parts[1]);

  ferry_demo_server_set_fault_at (server, pattern, fault, n_requests);

  return TRUE;
}

static gboolean
apply_faults (const FerryDemoOptions  *self,
              FerryDemoServer         *server,
              GError                 **error)
{
  FerryDemoFault fault = FERRY_DEMO_FAULT_NONE;

  if (!read_fault (self->fault, &fault, error))
    return FALSE;
  for (gsize i = 0; self->faults_at != NULL && self->faults_at[i] != NULL; i++)
    if (!apply_fault_at (self->faults_at[i], server, error))
      return FALSE;

  ferry_demo_server_set_fault (server, fault);
  ferry_demo_server_set_fault_count (server, MAX (self->fault_count, 0));
  ferry_demo_server_set_latency (server, self->latency);

  return TRUE;
}

static const char *
get_or (const char *text,
        const char *otherwise)
{
  return text != NULL ? text : otherwise;
}

static void
apply_access (const FerryDemoOptions *self,
              FerryDemoServer        *server)
{
  if (self->access_key != NULL)
    ferry_demo_server_set_key_pair (server, self->access_key, self->secret_key);
  if (self->token != NULL)
    ferry_demo_server_set_token (server, self->token);
  if (self->token_lifetime > 0)
    ferry_demo_server_set_token_lifetime (server, self->token_lifetime);
  ferry_demo_server_set_user (server, get_or (self->domain, FERRY_DEMO_DOMAIN), get_or (self->user, FERRY_DEMO_USER),
                              get_or (self->password, FERRY_DEMO_PASSWORD));
  ferry_demo_server_set_passcode (server, self->passcode);
}

/**
 * ferry_demo_options_parse:
 * @self: what to initialize
 * @argc: (inout): how many arguments there are
 * @argv: (inout): the arguments
 * @error: return location for an error
 *
 * Reads a command line.
 *
 * Returns: whether it makes sense so far
 */
gboolean
ferry_demo_options_parse (FerryDemoOptions   *self,
                          int                *argc,
                          char             ***argv,
                          GError            **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *description = dup_description ();

  *self = (FerryDemoOptions) { .n_organizations = NOT_GIVEN, .n_repositories = NOT_GIVEN, .n_tasks_each = NOT_GIVEN };
  g_option_context_set_summary (context, "Serves the sample account of Ferryboard over HTTP, on this machine only.");
  g_option_context_set_description (context, description);
  add_access_entries (self, context);
  add_world_entries (self, context);
  add_trouble_entries (self, context);

  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    return refuse (error, "“%s” is not expected: there are no arguments besides the options.", (*argv)[1]);

  return check_numbers (self, error);
}

/**
 * ferry_demo_options_apply:
 * @self: what has been read
 * @server: a service
 * @error: return location for an error
 *
 * Tells a service what the command line says.
 *
 * Returns: whether all of it makes sense
 */
gboolean
ferry_demo_options_apply (const FerryDemoOptions  *self,
                          FerryDemoServer         *server,
                          GError                 **error)
{
  apply_access (self, server);

  return apply_world (self, server, error) && apply_rate_limit (self, server, error) &&
         apply_faults (self, server, error);
}

/**
 * ferry_demo_options_clear:
 * @self: what has been initialized
 *
 * Frees what @self consists of.
 */
void
ferry_demo_options_clear (FerryDemoOptions *self)
{
  g_free (self->certificate);
  g_free (self->regions);
  g_free (self->rate_limit);
  g_free (self->rate_limit_fault);
  g_free (self->fault);
  g_strfreev (self->faults_at);
  g_free (self->access_key);
  g_free (self->secret_key);
  g_free (self->token);
  g_free (self->domain);
  g_free (self->user);
  g_free (self->password);
  g_free (self->passcode);
}
