/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

/* What the window does with accounts that are ticked: it asks all of them. */

static FerryAccountStore *
get_accounts (void)
{
  return ferry_application_get_accounts (ui_get_application ());
}

/* Accounts are the application's, so each test leaves none behind. */
static void
tear_down (UiFixture     *fixture,
           gconstpointer  data)
{
  static const char *const ids[] = { "audit", "bare", "prod" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      ferry_account_store_remove (get_accounts (), ids[i], NULL, NULL);
      ferry_client_pool_forget (ferry_application_get_clients (ui_get_application ()), ids[i]);
    }
  ui_fixture_tear_down (fixture, data);
}

/* Adds an account that is signed in to, or one whose secret is kept nowhere. */
static FerryAccount *
add (UiFixture  *fixture,
     const char *id,
     gboolean    has_secret)
{
  g_autoptr(FerryAccount) account = ui_create_account (id, id, ferry_demo_server_get_endpoint (fixture->server));

  if (!has_secret)
    ferry_client_pool_forget (ferry_application_get_clients (ui_get_application ()), id);
  g_assert_true (ferry_account_store_put (get_accounts (), account, NULL));

  return ferry_account_store_find (get_accounts (), id);
}

static void
choose (FerryWindow  *window,
        FerryAccount *account)
{
  g_signal_emit_by_name (window->sidebar, "account-chosen", account);
}

static void
tick (FerryWindow *window,
      const char  *name)
{
  g_signal_emit_by_name (ui_get (window->sidebar, GTK_TYPE_CHECK_BUTTON, name), "activate");
}

static gboolean
is_signed_in (gpointer window)
{
  return FERRY_WINDOW (window)->clients != NULL;
}

/* The names of the accounts that are asked, and after them those that cannot be. */
static char *
wait_for_clients (FerryWindow *window)
{
  g_autoptr(GPtrArray) clients = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  test_wait_for (is_signed_in, window, "the clients");
  clients = ferry_window_dup_clients (window);
  for (guint i = 0; i < clients->len; i++)
    g_string_append_printf (text, "%s ", ferry_account_get_name (ferry_client_get_account (g_ptr_array_index (clients, i))));
  for (guint i = 0; i < window->refusals->len; i++)
    g_string_append_printf (text, "not %s ", ferry_account_get_name (((FerryRefusal *) g_ptr_array_index (window->refusals, i))->account));
  g_assert_true (window->client != NULL && g_ptr_array_find (clients, window->client, NULL));

  return g_strdup (g_strchomp (text->str));
}

static void
assert_clients (FerryWindow *window,
                const char  *expected)
{
  g_autofree char *names = wait_for_clients (window);

  g_assert_cmpstr (names, ==, expected);
}

/* All that are ticked are asked, also by the next session, whatever has become of some of them. */
static void
test_several (UiFixture     *fixture,
              gconstpointer  data)
{
  const char *const remembered[] = { "gone", "prod", "audit", NULL };
  g_auto(GStrv) ids = NULL;
  FerryWindow *other = NULL;

  add (fixture, "bare", FALSE);
  add (fixture, "audit", TRUE);
  choose (fixture->window, add (fixture, "prod", TRUE));
  assert_clients (fixture->window, "prod");
  ui_list (fixture->window, "test", "grpc-helloworld");

  tick (fixture->window, "Also ask audit");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->window->list)), ==, 0);
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "audit, prod");
  assert_clients (fixture->window, "audit prod");
  g_assert_cmpstr (ferry_account_get_id (ferry_client_get_account (fixture->window->client)), ==, "prod");

  /* One without a secret does not spoil the others. */
  tick (fixture->window, "Also ask bare");
  assert_clients (fixture->window, "audit prod not bare");
  ids = g_settings_get_strv (fixture->window->settings, "accounts");
  g_assert_cmpuint (g_strv_length (ids), ==, 3);

  g_settings_set_strv (fixture->window->settings, "accounts", remembered);
  g_set_weak_pointer (&other, ferry_window_new (GTK_APPLICATION (ui_get_application ())));
  gtk_window_present (GTK_WINDOW (other));
  assert_clients (other, "audit prod");
  ui_close (&other);

  g_signal_emit_by_name (fixture->window->sidebar, "account-chosen", ferry_account_store_find (get_accounts (), "audit"));
  assert_clients (fixture->window, "audit");
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "audit");
}

/* The chosen account cannot be asked; the others can, and the scan says so. */
static void
test_chosen_refused (UiFixture     *fixture,
                     gconstpointer  data)
{
  g_autoptr(FerryQuery) query = test_make_query ("test", "grpc-helloworld");
  g_autoptr(FerryScan) scan = NULL;
  g_autoptr(FerryFacts) facts = NULL;
  const FerryFailure *failure;

  add (fixture, "audit", TRUE);
  choose (fixture->window, add (fixture, "bare", FALSE));
  tick (fixture->window, "Also ask audit");
  assert_clients (fixture->window, "audit not bare");

  scan = ferry_window_create_scan (fixture->window, query);
  facts = ferry_scan_dup_facts (scan);
  g_assert_cmpuint (facts->failures->len, ==, 1);
  failure = g_ptr_array_index (facts->failures, 0);
  g_assert_cmpstr (failure->account, ==, "bare");
  g_assert_cmpstr (failure->region, ==, "");
  g_assert_cmpstr (failure->message, ==, "The secret of “bare” is not kept on this computer.");
}

/* What becomes of an account counts as well where it is ticked. */
static void
test_edit_ticked (UiFixture     *fixture,
                  gconstpointer  data)
{
  FerryAccount *bare = add (fixture, "bare", FALSE);
  AdwDialog *dialog;

  choose (fixture->window, add (fixture, "audit", TRUE));
  tick (fixture->window, "Also ask bare");
  assert_clients (fixture->window, "audit not bare");

  g_signal_emit_by_name (fixture->window->sidebar, "edit", bare);
  dialog = ui_wait_for_dialog (fixture->window);
  g_signal_emit_by_name (dialog, "saved", bare, FERRY_DEMO_SECRET_KEY);
  adw_dialog_force_close (dialog);
  assert_clients (fixture->window, "bare audit");
  g_assert_cmpuint (fixture->window->refusals->len, ==, 0);
  g_assert_cmpstr (ferry_account_get_id (fixture->window->account), ==, "audit");

  ferry_window_remove_account (fixture->window, ferry_account_store_find (get_accounts (), "bare"));
  assert_clients (fixture->window, "audit");
}

/* The pause that is shown is the longest of all. */
static void
test_pauses (UiFixture     *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) clients = NULL;

  add (fixture, "audit", TRUE);
  choose (fixture->window, add (fixture, "prod", TRUE));
  tick (fixture->window, "Also ask audit");
  assert_clients (fixture->window, "audit prod");
  clients = ferry_window_dup_clients (fixture->window);
  ferry_pace_pause (ferry_client_get_pace (g_ptr_array_index (clients, 0)), 500);
  ferry_pace_pause (ferry_client_get_pace (g_ptr_array_index (clients, 1)), 100);
  g_assert_cmpuint (ferry_window_get_seconds_left (fixture->window), >, 100);
  ferry_window_resume (fixture->window);
  g_assert_cmpuint (ferry_window_get_seconds_left (fixture->window), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/window-clients/" name, UiFixture, NULL, ui_fixture_set_up, function, tear_down)
  ADD ("several", test_several);
  ADD ("chosen-refused", test_chosen_refused);
  ADD ("edit-ticked", test_edit_ticked);
  ADD ("pauses", test_pauses);

  return g_test_run ();
}
