/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "client-fixture.h"

#define TASKS "/sync_repo"
#define REPOSITORIES "/v2/manage/repos?"
#define ORGANIZATIONS "/v2/manage/namespaces?"

static const char *const HERE[] = { "cn-north-4", NULL };
static const char *const THREE[] = { "cn-north-4", "cn-east-3", "cn-south-1", NULL };

typedef struct
{
  FerryDemoServer *server;
  FerryClient *client;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->server = test_start_server ();
  self->client = connect_to_regions (self->server);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->client);
  g_assert_finalize_object (self->server);
}

static FerryScan *
create_scan (Fixture           *self,
             const char *const *regions,
             const char        *organization,
             const char        *repository)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryQuery) query = ferry_query_new (regions, organization, repository, &error);

  g_assert_no_error (error);

  return ferry_scan_new_for_client (query, self->client);
}

static guint
count_tasks (FerryScan *scan)
{
  g_autoptr(GPtrArray) tasks = ferry_scan_dup_tasks (scan);

  return tasks->len;
}

/* How many of the requests had @part in them; each of these once, or @may_repeat. */
static guint
count_requests (Fixture    *self,
                const char *part,
                gboolean    may_repeat)
{
  g_auto(GStrv) requests = ferry_demo_server_dup_requests (self->server);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_requests = 0;

  for (gsize i = 0; requests[i] != NULL; i++)
    {
      if (strstr (requests[i], part) == NULL)
        continue;
      n_requests++;
      if (!g_hash_table_add (seen, requests[i]) && !may_repeat)
        g_error ("“%s” came twice", requests[i]);
    }

  return n_requests;
}

static void
assert_complete (FerryScan *scan,
                 guint      n_repositories,
                 guint      n_tasks)
{
  g_autoptr(FerryFacts) facts = ferry_scan_dup_facts (scan);

  g_assert_cmpuint (ferry_scan_get_n_repositories (scan), ==, n_repositories);
  g_assert_cmpuint (ferry_scan_get_n_answered (scan), ==, n_repositories);
  g_assert_cmpuint (ferry_scan_get_n_failed (scan), ==, 0);
  g_assert_false (ferry_scan_get_is_listing (scan));
  g_assert_cmpuint (count_tasks (scan), ==, n_tasks);
  g_assert_cmpuint (facts->n_repositories, ==, n_repositories);
  g_assert_cmpuint (facts->n_rows, ==, n_tasks);
  g_assert_false (ferry_facts_is_partial (facts));
}

/* Each repository of each organization is asked once, and none twice. */
static void
test_everything (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
  g_autoptr(FerryFacts) facts = NULL;

  ferry_demo_server_set_world (self->server, 5, 257, 2);
  ferry_demo_server_set_latency (self->server, 5);
  ferry_scan_set_page_size (scan, 20);
  scan_well (scan);

  assert_complete (scan, 257, 2 * 257);
  g_assert_cmpuint (count_requests (self, ORGANIZATIONS, FALSE), ==, 1);
  g_assert_cmpuint (count_requests (self, REPOSITORIES, FALSE), ==, 5 * 3);
  g_assert_cmpuint (count_requests (self, TASKS, FALSE), ==, 257);
  g_assert_cmpuint (ferry_demo_server_get_max_open (self->server), >, 1);
  g_assert_cmpuint (ferry_demo_server_get_max_open (self->server), <=, FERRY_PACE_MAX_AT_ONCE);

  facts = ferry_scan_dup_facts (scan);
  g_assert_cmpstr (facts->scope, ==, "*/*");
  g_assert_cmpuint (facts->without_tasks->len, ==, 0);
}

static void
test_organization (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "team-2", "");
  g_autoptr(GPtrArray) tasks = NULL;

  ferry_demo_server_set_world (self->server, 3, 30, 1);
  scan_well (scan);

  assert_complete (scan, 10, 10);
  g_assert_cmpuint (count_requests (self, ORGANIZATIONS, FALSE), ==, 0);
  tasks = ferry_scan_dup_tasks (scan);
  for (guint i = 0; i < tasks->len; i++)
    g_assert_cmpstr (ferry_sync_task_get_organization (g_ptr_array_index (tasks, i)), ==, "team-2");
  /* In the order of names, however they came in. */
  for (guint i = 1; i < tasks->len; i++)
    g_assert_cmpstr (ferry_sync_task_get_repository (g_ptr_array_index (tasks, i - 1)), <,
                     ferry_sync_task_get_repository (g_ptr_array_index (tasks, i)));
}

/* No names have to be asked for, so no right to list them is needed. */
static void
test_names (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryQuery) query = ferry_query_new_for_names (
    HERE, (const char *const[]) { "team-1/service-1", "team-2/service-2/api", "team-1/service-1", NULL }, NULL);
  g_autoptr(FerryScan) scan = ferry_scan_new_for_client (query, self->client);

  ferry_demo_server_set_world (self->server, 2, 10, 3);
  ferry_demo_server_set_fault_at (self->server, "/v2/manage/repos*", FERRY_DEMO_FAULT_403, 0);
  scan_well (scan);

  assert_complete (scan, 2, 6);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 2);
}

static void
test_none (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
  g_autoptr(FerryFacts) facts = NULL;

  ferry_demo_server_set_world (self->server, 1, 3, 1);
  ferry_demo_server_add_repository (self->server, "cn-north-4", "team-1", "empty", 0);
  ferry_demo_server_add_organization (self->server, "cn-north-4", "no-repositories");
  scan_well (scan);

  assert_complete (scan, 4, 3);
  facts = ferry_scan_dup_facts (scan);
  g_assert_cmpuint (facts->without_tasks->len, ==, 1);
  g_assert_cmpstr (ferry_repository_get_name (g_ptr_array_index (facts->without_tasks, 0)), ==, "empty");
}

/* Of several repositories it is named whose tasks may be more. */
static void
test_maybe_cut (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
  g_autoptr(FerryFacts) facts = NULL;
  g_autoptr(GPtrArray) warnings = NULL;

  ferry_demo_server_set_world (self->server, 1, 3, 1);
  ferry_demo_server_add_repository (self->server, "cn-north-4", "team-1", "large", 120);
  scan_well (scan);

  facts = ferry_scan_dup_facts (scan);
  warnings = ferry_facts_dup_warnings (facts);
  g_assert_true (facts->maybe_cut);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (warnings, 0), ==, "The service may have cut the list of team-1/large in cn-north-4 at 100.");
}

static void
add_repository_cb (FerryDemoServer *server,
                   gpointer         user_data)
{
  ferry_demo_server_add_repository (server, "cn-north-4", "team-1", "added", 1);
}

static void
remove_repository_cb (FerryDemoServer *server,
                      gpointer         user_data)
{
  g_assert_true (ferry_demo_server_remove_repository (server, "cn-north-4", "team-1", "service-1"));
}

/* Whatever comes or goes between two pages, what is there at the end is found. */
static void
test_changing_list (Fixture       *self,
                    gconstpointer  data)
{
  FerryDemoFunc const changes[] = { add_repository_cb, remove_repository_cb };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(FerryScan) scan = create_scan (self, HERE, "team-1", "");
      g_autoptr(FerryFacts) facts = NULL;

      ferry_demo_server_set_world (self->server, 1, 25, 1);
      ferry_demo_server_call_after (self->server, REPOSITORIES "*", 2, changes[i], NULL, NULL);
      ferry_scan_set_page_size (scan, 10);
      scan_once (scan, NULL);

      /* The one that was removed was seen before, so it is asked about, and does not exist. */
      facts = ferry_scan_dup_facts (scan);
      g_assert_cmpuint (ferry_scan_get_n_repositories (scan), ==, i == 0 ? 26 : 25);
      g_assert_cmpuint (count_tasks (scan), ==, i == 0 ? 26 : 24);
      g_assert_cmpuint (facts->failures->len, ==, i);
      g_assert_cmpuint (facts->doubts->len, ==, 0);
    }
}

static void
keep_adding_cb (FerryDemoServer *server,
                gpointer         user_data)
{
  guint *n_added = user_data;
  g_autofree char *name = g_strdup_printf ("added-%u", ++*n_added);

  ferry_demo_server_add_repository (server, "cn-north-4", "team-1", name, 1);
  ferry_demo_server_call_after (server, REPOSITORIES "*", 1, keep_adding_cb, user_data, NULL);
}

/* A list that never holds still is read as far as it goes, and the facts say so. */
static void
test_restless_list (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "team-1", "");
  g_autoptr(FerryFacts) facts = NULL;
  guint n_added = 0;

  ferry_demo_server_set_world (self->server, 1, 25, 1);
  ferry_demo_server_call_after (self->server, REPOSITORIES "*", 1, keep_adding_cb, &n_added, NULL);
  ferry_scan_set_page_size (scan, 10);
  scan_well (scan);

  facts = ferry_scan_dup_facts (scan);
  g_assert_cmpuint (ferry_scan_get_n_answered (scan), >=, 25);
  g_assert_cmpuint (facts->doubts->len, ==, 1);
  g_assert_cmpuint (n_added, <, 20);
}

/* Requests that were too many are made again, each as often as it was refused, and none meanwhile. */
static void
test_storm (Fixture       *self,
            gconstpointer  data)
{
  FerryDemoFault const refusals[] = { FERRY_DEMO_FAULT_429, FERRY_DEMO_FAULT_403_THROTTLED, FERRY_DEMO_FAULT_403_THROTTLED_ELSE };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
      FerryPace *pace = ferry_client_get_pace (self->client);
      guint n_needed = 1 + 5 + 40;

      ferry_pace_set_first_pause (pace, 100);
      ferry_demo_server_set_world (self->server, 5, 40, 1);
      ferry_demo_server_set_rate_limit (self->server, 20, 1, refusals[i]);
      ferry_demo_server_clear_requests (self->server);
      scan_well (scan);

      assert_complete (scan, 40, 40);
      g_assert_cmpuint (ferry_demo_server_get_n_refused (self->server), >, 0);
      g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, n_needed + ferry_demo_server_get_n_refused (self->server));
      /* Where the service says how long to wait, it refuses no more than what was under way, each time it has had
       * enough; otherwise some more, of which ever fewer go at once. */
      g_assert_cmpuint (ferry_demo_server_get_n_refused (self->server), <=, refusals[i] == FERRY_DEMO_FAULT_429 ? 2 * 8 : 2 * 20);
    }
}

/* One region that does not accept the sign-in, whichever it is, does not spoil the others. */
static void
test_refusing_region (Fixture       *self,
                      gconstpointer  data)
{
  for (gsize i = 0; THREE[i] != NULL; i++)
    {
      g_autoptr(FerryScan) scan = create_scan (self, THREE, "", "");
      g_autoptr(FerryFacts) facts = NULL;
      g_autofree char *pattern = g_strconcat (THREE[i], "*", NULL);

      ferry_connection_forget_refusal (ferry_client_get_connection (self->client));
      ferry_demo_server_set_world_in_regions (self->server, THREE, 3, 30, 1);
      ferry_demo_server_set_fault_at (self->server, pattern, FERRY_DEMO_FAULT_401_SWR, 0);
      ferry_demo_server_clear_requests (self->server);
      scan_well (scan);
      ferry_demo_server_set_fault_at (self->server, pattern, FERRY_DEMO_FAULT_NONE, 0);

      facts = ferry_scan_dup_facts (scan);
      g_assert_cmpuint (count_tasks (scan), ==, 20);
      g_assert_cmpuint (facts->failures->len, ==, 1);
      g_assert_cmpstr (((FerryFailure *) g_ptr_array_index (facts->failures, 0))->region, ==, THREE[i]);
      g_assert_cmpuint (count_requests (self, THREE[i], FALSE), ==, 1);
    }
}

/* A sign-in that no region accepts is not tried often enough to lock it. */
static void
test_refused_everywhere (Fixture       *self,
                         gconstpointer  data)
{
  static const struct
  {
    FerryDemoFault fault;
    FerryError error;
    guint n_requests;
  } cases[] = {
    { FERRY_DEMO_FAULT_401_SIGNATURE, FERRY_ERROR_WRONG_KEY, 1 },
    { FERRY_DEMO_FAULT_401_LOCKED_KEY, FERRY_ERROR_LOCKED, 1 },
    { FERRY_DEMO_FAULT_401_SWR, FERRY_ERROR_UNAUTHORIZED, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryClient) client = NULL;
      g_autoptr(FerryScan) scan = NULL;
      g_autoptr(GError) error = NULL;

      tear_down (self, NULL);
      set_up (self, NULL);
      scan = create_scan (self, THREE, "", "");
      ferry_demo_server_set_fault (self->server, cases[i].fault);
      g_assert_false (scan_once (scan, &error));
      g_assert_error (error, FERRY_ERROR, (int) cases[i].error);
      g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, cases[i].n_requests);
      g_assert_cmpuint (ferry_scan_get_n_failed (scan), ==, 3);
    }
}

/* The right that is missing is named. */
static void
test_forbidden (Fixture       *self,
                gconstpointer  data)
{
  static const struct
  {
    const char *organization;
    const char *repository;
    const char *pattern;
    const char *action;
  } cases[] = {
    { "", "", "/v2/manage/namespaces?*", "swr:namespace:listNamespaces" },
    { "", "", "/v2/manage/repos*", "swr:repo:listRepos" },
    { "team-1", "", "/v2/manage/repos*", "swr:repo:listRepos" },
    { "team-1", "service-1", "cn-north-4/team-1/*", "swr:repo:listAutoSyncRepoJobs" },
  };

  ferry_demo_server_set_world (self->server, 2, 10, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryScan) scan = create_scan (self, HERE, cases[i].organization, cases[i].repository);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].pattern);
      ferry_demo_server_set_fault_at (self->server, cases[i].pattern, FERRY_DEMO_FAULT_403, 0);
      g_assert_false (scan_once (scan, &error));
      ferry_demo_server_set_fault_at (self->server, cases[i].pattern, FERRY_DEMO_FAULT_NONE, 0);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN);
      g_assert_cmpstr (ferry_error_get_details (error)->action, ==, cases[i].action);
    }
}

/* What failed is asked again, and nothing else. */
static void
test_retry (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
  g_autoptr(FerryFacts) facts = NULL;
  g_autoptr(GPtrArray) errors = NULL;
  const FerryFailure *failure;

  ferry_demo_server_set_world (self->server, 2, 10, 1);
  ferry_demo_server_set_fault_at (self->server, "cn-north-4/team-1/service-1", FERRY_DEMO_FAULT_500, 0);
  scan_well (scan);

  facts = ferry_scan_dup_facts (scan);
  g_assert_cmpuint (count_tasks (scan), ==, 9);
  g_assert_cmpuint (ferry_scan_get_n_failed (scan), ==, 1);
  g_assert_cmpuint (facts->failures->len, ==, 1);
  failure = g_ptr_array_index (facts->failures, 0);
  g_assert_cmpstr (failure->scope, ==, "team-1/service-1");
  errors = ferry_scan_dup_errors (scan);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_error ((GError *) g_ptr_array_index (errors, 0), FERRY_ERROR, FERRY_ERROR_SERVER);

  ferry_demo_server_set_fault_at (self->server, "cn-north-4/team-1/service-1", FERRY_DEMO_FAULT_NONE, 0);
  ferry_demo_server_clear_requests (self->server);
  scan_well (scan);
  assert_complete (scan, 10, 10);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), ==, 1);
}

static gboolean
has_some_answers (gpointer user_data)
{
  return ferry_scan_get_n_answered (user_data) >= 20;
}

/* After a stop nothing is asked again that was answered. */
static void
test_stop_and_continue (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryFacts) facts = NULL;
  guint n_answered;

  ferry_demo_server_set_world (self->server, 2, 60, 1);
  ferry_demo_server_set_latency (self->server, 5);
  ferry_scan_run_async (scan, cancellable, test_result_cb, &result);
  test_wait_for (has_some_answers, scan, "the first answers");
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&result, "the end of a scan");
  g_assert_false (ferry_scan_run_finish (scan, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  n_answered = ferry_scan_get_n_answered (scan);
  facts = ferry_scan_dup_facts (scan);
  g_assert_cmpuint (n_answered, <, 60);
  g_assert_cmpuint (count_tasks (scan), ==, n_answered);
  g_assert_cmpuint (facts->n_not_asked, ==, 60 - n_answered);
  g_assert_true (ferry_facts_is_partial (facts));

  ferry_demo_server_clear_requests (self->server);
  scan_well (scan);
  assert_complete (scan, 60, 60);
  /* Requests that were stopped may still be on their way. */
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->server), <=, 60 - n_answered + FERRY_PACE_MAX_AT_ONCE);
}

/* The service is gone in the middle of it; when it is there again, what is left is asked. */
static void
test_lost_service (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint16 port = ferry_demo_server_get_port (self->server);

  ferry_demo_server_set_world (self->server, 5, 257, 1);
  ferry_demo_server_set_latency (self->server, 5);
  ferry_scan_run_async (scan, NULL, test_result_cb, &result);
  test_wait_for (has_some_answers, scan, "the first answers");
  ferry_demo_server_stop (self->server);
  test_wait_for_result (&result, "the end of a scan");
  g_assert_true (ferry_scan_run_finish (scan, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_scan_get_n_answered (scan), <, 257);
  g_assert_cmpuint (ferry_scan_get_n_answered (scan) + ferry_scan_get_n_failed (scan), ==, 257);

  g_assert_true (ferry_demo_server_start (self->server, port, &error));
  g_assert_no_error (error);
  scan_well (scan);
  assert_complete (scan, 257, 257);
}

/* Which tasks of before a scan that is not complete says nothing about. */
static void
test_has_read (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(FerryScan) full = create_scan (self, HERE, "", "");
  g_autoptr(FerryScan) scan = create_scan (self, HERE, "", "");
  g_autoptr(GPtrArray) tasks = NULL;

  ferry_demo_server_set_world (self->server, 2, 10, 1);
  ferry_demo_server_add_repository (self->server, "cn-north-4", "team-2", "gone", 1);
  scan_well (full);
  tasks = ferry_scan_dup_tasks (full);
  g_assert_cmpuint (tasks->len, ==, 11);

  g_assert_true (ferry_demo_server_remove_repository (self->server, "cn-north-4", "team-2", "gone"));
  ferry_demo_server_set_fault_at (self->server, "cn-north-4/team-2/service-2/api", FERRY_DEMO_FAULT_500, 0);
  ferry_demo_server_set_fault_at (self->server, "cn-north-4/team-1", FERRY_DEMO_FAULT_500, 0);
  scan_well (scan);
  for (guint i = 0; i < tasks->len; i++)
    {
      FerrySyncTask *sync_task = g_ptr_array_index (tasks, i);
      gboolean is_unread = strcmp (ferry_sync_task_get_organization (sync_task), "team-1") == 0 ||
                           strcmp (ferry_sync_task_get_repository (sync_task), "service-2/api") == 0;

      g_assert_cmpint (ferry_scan_has_read (scan, sync_task), ==, !is_unread);
    }
}

static void
add (const char  *path,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/scan/everything", test_everything);
  add ("/scan/organization", test_organization);
  add ("/scan/names", test_names);
  add ("/scan/none", test_none);
  add ("/scan/maybe-cut", test_maybe_cut);
  add ("/scan/changing-list", test_changing_list);
  add ("/scan/restless-list", test_restless_list);
  add ("/scan/storm", test_storm);
  add ("/scan/refusing-region", test_refusing_region);
  add ("/scan/refused-everywhere", test_refused_everywhere);
  add ("/scan/forbidden", test_forbidden);
  add ("/scan/retry", test_retry);
  add ("/scan/stop-and-continue", test_stop_and_continue);
  add ("/scan/lost-service", test_lost_service);
  add ("/scan/has-read", test_has_read);

  return g_test_run ();
}
