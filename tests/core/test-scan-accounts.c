/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client-fixture.h"

/* One scan of two accounts, each of a service of its own, so that it is plain whom a call was for. */

typedef struct
{
  FerryDemoServer *servers[2];
  GPtrArray *clients;
} Fixture;

static const char *const NAMES[] = { "prod", "audit" };
static const char *const HERE[] = { "cn-north-4", NULL };

static FerryClient *
create_client (const char *name,
               const char *endpoint)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "name", name, "endpoint", endpoint, NULL);
  g_autoptr(FerryCredentials) credentials = test_dup_key_pair ();
  g_autoptr(GError) error = NULL;
  FerryClient *client = ferry_client_new (account, credentials, &error);

  g_assert_no_error (error);
  ferry_connection_set_retry_delay (ferry_client_get_connection (client), 1);

  return client;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->clients = g_ptr_array_new_with_free_func (g_object_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (self->servers); i++)
    {
      g_autofree char *endpoint = NULL;

      self->servers[i] = test_start_server ();
      endpoint = g_strconcat (ferry_demo_server_get_endpoint (self->servers[i]), "/{region}", NULL);
      g_ptr_array_add (self->clients, create_client (NAMES[i], endpoint));
    }
  /* An organization belongs to one account. */
  ferry_demo_server_set_world (self->servers[0], 2, 6, 1);
  ferry_demo_server_set_world (self->servers[1], 0, 0, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("service-%u", i);

      ferry_demo_server_add_repository (self->servers[1], "cn-north-4", "another", name, 2);
    }
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_ptr_array_unref (self->clients);
  for (gsize i = 0; i < G_N_ELEMENTS (self->servers); i++)
    g_assert_finalize_object (self->servers[i]);
}

static FerryScan *
create_scan (GPtrArray *clients)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryQuery) query = ferry_query_new (HERE, "", "", &error);

  g_assert_no_error (error);

  return ferry_scan_new (query, clients);
}

static char *
dup_warnings (FerryFacts *facts)
{
  g_autoptr(GPtrArray) warnings = ferry_facts_dup_warnings (facts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (warnings, i));

  return g_string_free_and_steal (text);
}

/* What was found so far, with the organization that each task is of as a sign of its account. */
static void
assert_tasks (FerryScan *scan,
              guint      n_first,
              guint      n_second)
{
  g_autoptr(GPtrArray) tasks = ferry_scan_dup_tasks (scan);

  g_assert_cmpuint (tasks->len, ==, n_first + n_second);
  for (guint i = 0; i < tasks->len; i++)
    {
      const char *organization = ferry_sync_task_get_organization (g_ptr_array_index (tasks, i));

      g_assert_cmpint (g_str_equal (organization, "another"), ==, i >= n_first);
    }
}

/* Each is asked for all that it has, and for nothing of the other's; the first account's tasks come first. */
static void
test_both (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self->clients);
  g_autoptr(FerryFacts) facts = NULL;

  /* The first one answers last. */
  ferry_demo_server_set_latency (self->servers[0], 20);
  scan_well (scan);

  assert_tasks (scan, 6, 6);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->servers[0]), ==, 1 + 2 + 6);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (self->servers[1]), ==, 1 + 1 + 3);
  facts = ferry_scan_dup_facts (scan);
  g_assert_cmpstr (facts->account, ==, "prod, audit");
  g_assert_cmpuint (facts->n_repositories, ==, 9);
  g_assert_false (ferry_facts_is_partial (facts));
}

/* An account whose sign-in is refused is tried once and named; when it is accepted only it is asked again. */
static void
test_one_refuses (Fixture       *self,
                  gconstpointer  data)
{
  for (guint refusing = 0; refusing < 2; refusing++)
    {
      g_autoptr(FerryScan) scan = create_scan (self->clients);
      g_autoptr(FerryFacts) facts = NULL;
      g_autofree char *warnings = NULL;
      const FerryFailure *failure;

      for (guint i = 0; i < 2; i++)
        ferry_demo_server_clear_requests (self->servers[i]);
      ferry_demo_server_set_fault (self->servers[refusing], FERRY_DEMO_FAULT_401_SWR);
      scan_well (scan);

      assert_tasks (scan, refusing == 0 ? 0 : 6, refusing == 0 ? 6 : 0);
      g_assert_cmpuint (ferry_demo_server_get_n_requests (self->servers[refusing]), ==, 1);
      g_assert_cmpuint (ferry_scan_get_n_failed (scan), ==, 1);
      facts = ferry_scan_dup_facts (scan);
      g_assert_cmpuint (facts->failures->len, ==, 1);
      failure = g_ptr_array_index (facts->failures, 0);
      g_assert_cmpstr (failure->account, ==, NAMES[refusing]);
      g_assert_cmpstr (failure->region, ==, "cn-north-4");
      warnings = dup_warnings (facts);
      g_assert_true (g_str_has_prefix (warnings, refusing == 0 ? "prod: */* in cn-north-4 could not be read: "
                                                               : "audit: */* in cn-north-4 could not be read: "));

      for (guint i = 0; i < 2; i++)
        ferry_demo_server_clear_requests (self->servers[i]);
      ferry_demo_server_set_fault (self->servers[refusing], FERRY_DEMO_FAULT_NONE);
      ferry_connection_forget_refusal (ferry_client_get_connection (g_ptr_array_index (self->clients, refusing)));
      scan_well (scan);
      assert_tasks (scan, 6, 6);
      g_assert_cmpuint (ferry_demo_server_get_n_requests (self->servers[1 - refusing]), ==, 0);
    }
}

/* An account that there is no client of stays in the facts, however often the others are asked. */
static void
test_without_client (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryScan) scan = NULL;
  g_autoptr(GError) reason = g_error_new (FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS, "The secret is not kept.");

  g_ptr_array_add (clients, g_object_ref (g_ptr_array_index (self->clients, 0)));
  scan = create_scan (clients);
  ferry_scan_add_refused_account (scan, "audit", reason);
  ferry_demo_server_set_fault_at (self->servers[0], "cn-north-4/team-1/service-1", FERRY_DEMO_FAULT_500, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(FerryFacts) facts = NULL;
      g_autoptr(GPtrArray) errors = NULL;
      g_autofree char *warnings = NULL;

      scan_well (scan);
      facts = ferry_scan_dup_facts (scan);
      errors = ferry_scan_dup_errors (scan);
      warnings = dup_warnings (facts);
      g_assert_cmpuint (facts->failures->len, ==, 2 - i);
      g_assert_cmpuint (errors->len, ==, 2 - i);
      g_assert_error ((GError *) g_ptr_array_index (errors, 1 - i), FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
      g_assert_cmpint (g_str_has_prefix (warnings, "prod: team-1/service-1 in cn-north-4 could not be read: "), ==, i == 0);
      g_assert_true (g_str_has_suffix (warnings, "audit could not be asked: The secret is not kept.\n"));
      g_assert_cmpstr (facts->account, ==, "prod");
      g_assert_cmpuint (ferry_scan_get_n_failed (scan), ==, 1 - i);
      g_assert_cmpuint (ferry_scan_get_n_refused (scan), ==, 1);
      ferry_demo_server_set_fault_at (self->servers[0], "cn-north-4/team-1/service-1", FERRY_DEMO_FAULT_NONE, 0);
    }
  assert_tasks (scan, 6, 0);
}

/* Where nobody answers it fails with the reason of the first. */
static void
test_both_refuse (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(FerryScan) scan = create_scan (self->clients);
  g_autoptr(GError) error = NULL;

  ferry_demo_server_set_fault (self->servers[0], FERRY_DEMO_FAULT_401_SIGNATURE);
  ferry_demo_server_set_fault (self->servers[1], FERRY_DEMO_FAULT_401_LOCKED_KEY);
  g_assert_false (scan_once (scan, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_WRONG_KEY);
}

/* Tasks of before that only the account sees that has no answer now are not taken for gone. */
static void
test_has_read (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(FerryScan) full = create_scan (self->clients);
  g_autoptr(FerryScan) scan = create_scan (self->clients);
  g_autoptr(GPtrArray) tasks = NULL;

  scan_well (full);
  tasks = ferry_scan_dup_tasks (full);
  ferry_demo_server_set_fault (self->servers[1], FERRY_DEMO_FAULT_500);
  scan_well (scan);
  for (guint i = 0; i < tasks->len; i++)
    {
      g_assert_true (ferry_scan_has_read (full, g_ptr_array_index (tasks, i)));
      g_assert_cmpint (ferry_scan_has_read (scan, g_ptr_array_index (tasks, i)), ==, i < 6);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/scan-accounts/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("both", test_both);
  ADD ("one-refuses", test_one_refuses);
  ADD ("without-client", test_without_client);
  ADD ("both-refuse", test_both_refuse);
  ADD ("has-read", test_has_read);

  return g_test_run ();
}
