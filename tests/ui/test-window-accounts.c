/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-dialog.h"
#include "ferry-time.h"
#include "ui-util.h"

/* What the window does with accounts: adding, editing, removing, signing in, and going on by itself afterwards. */

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
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n_accounts = g_list_model_get_n_items (G_LIST_MODEL (get_accounts ()));

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(FerryAccount) account = g_list_model_get_item (G_LIST_MODEL (get_accounts ()), i);

      if (ferry_account_get_kind (account) != FERRY_ACCOUNT_SAMPLE)
        g_ptr_array_add (ids, g_strdup (ferry_account_get_id (account)));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      ferry_account_store_remove (get_accounts (), g_ptr_array_index (ids, i), NULL, NULL);
      ferry_client_pool_forget (ferry_application_get_clients (ui_get_application ()), g_ptr_array_index (ids, i));
    }
  ui_fixture_tear_down (fixture, data);
}

static gboolean
look_up (const char  *id,
         char       **secret,
         GError     **error)
{
  FerrySecretStore *secrets = ferry_application_get_secrets (ui_get_application ());
  g_autoptr(GAsyncResult) result = NULL;
  GError *lookup_error = NULL;

  ferry_secret_store_lookup_async (secrets, id, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "look up a secret");
  *secret = ferry_secret_store_lookup_finish (secrets, result, &lookup_error);
  if (lookup_error == NULL)
    return TRUE;

  g_propagate_error (error, lookup_error);
  return FALSE;
}

static char *
dup_secret (const char *id)
{
  g_autoptr(GError) error = NULL;
  char *secret;

  look_up (id, &secret, &error);
  g_assert_no_error (error);

  return secret;
}

/* While it is being written the keyring may look locked. */
static gboolean
has_secret (gpointer id)
{
  g_autofree char *secret = NULL;

  return look_up (id, &secret, NULL) && secret != NULL;
}

static gboolean
has_no_secret (gpointer id)
{
  g_autofree char *secret = NULL;

  return look_up (id, &secret, NULL) && secret == NULL;
}

static FerryAccount *
make_account (UiFixture        *fixture,
              const char       *id,
              FerryAccountKind  kind)
{
  return g_object_new (FERRY_TYPE_ACCOUNT,
                       "id", id,
                       "name", id,
                       "kind", kind,
                       "access-key", FERRY_DEMO_ACCESS_KEY,
                       "domain-name", FERRY_DEMO_DOMAIN,
                       "user-name", FERRY_DEMO_USER,
                       "user-id", FERRY_DEMO_USER_ID,
                       "endpoint", ferry_demo_server_get_endpoint (fixture->server),
                       "iam-endpoint", ferry_demo_server_get_endpoint (fixture->server),
                       NULL);
}

/* Opens the dialog, and saves with it as if this had been entered. */
static void
save (UiFixture    *fixture,
      const char   *action,
      FerryAccount *account,
      const char   *secret)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  g_assert_true (FERRY_IS_ACCOUNT_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "saved", account, secret);
  adw_dialog_force_close (dialog);
}

static void
add (UiFixture        *fixture,
     const char       *id,
     FerryAccountKind  kind,
     const char       *secret)
{
  g_autoptr(FerryAccount) account = make_account (fixture, id, kind);

  save (fixture, "win.add-account", account, secret);
  test_wait_for (has_secret, (gpointer) id, "the secret in its store");
}

static void
test_add (UiFixture     *fixture,
          gconstpointer  data)
{
  g_autofree char *secret = NULL;

  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  g_assert_nonnull (ferry_account_store_find (get_accounts (), "prod"));
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "prod");
  secret = dup_secret ("prod");
  g_assert_cmpstr (secret, ==, FERRY_DEMO_SECRET_KEY);

  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

/* A new session has the account, and the secret from where it is kept. */
static void
test_restored (UiFixture     *fixture,
               gconstpointer  data)
{
  FerryWindow *other = NULL;

  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  ferry_client_pool_forget (ferry_application_get_clients (ui_get_application ()), "prod");

  g_set_weak_pointer (&other, ferry_window_new (GTK_APPLICATION (ui_get_application ())));
  gtk_window_present (GTK_WINDOW (other));
  g_assert_cmpstr (adw_window_title_get_subtitle (other->window_title), ==, "prod");
  ui_list (other, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (other), ==, "rows");
  ui_close (&other);
}

/* Without the secret it says so, and the dialog is the way on; afterwards the list comes by itself. */
static void
test_secret_missing (UiFixture     *fixture,
                     gconstpointer  data)
{
  g_autoptr(FerryAccount) account = make_account (fixture, "bare", FERRY_ACCOUNT_ACCESS_KEY);

  g_assert_true (ferry_account_store_put (get_accounts (), account, NULL));
  ferry_window_set_account (fixture->window, account);
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  g_assert_true (ui_has_text (fixture->window, "Not Signed In"));
  g_assert_true (ui_has_text (fixture->window, "The secret of “bare” is not kept on this computer."));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 0);

  save (fixture, "win.edit-account", account, FERRY_DEMO_SECRET_KEY);
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

/* Who wanted a list before there was an account gets it afterwards. */
static void
test_list_first (UiFixture     *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryAccount) account = make_account (fixture, "first", FERRY_ACCOUNT_ACCESS_KEY);
  AdwDialog *dialog;

  ferry_window_set_account (fixture->window, NULL);
  ui_list (fixture->window, "test", "grpc-helloworld");
  dialog = ui_wait_for_dialog (fixture->window);
  g_signal_emit_by_name (dialog, "saved", account, FERRY_DEMO_SECRET_KEY);
  adw_dialog_force_close (dialog);
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 1);
}

/* An expired sign-in leaves the rows; after signing in again they are refreshed. */
static void
test_sign_in_again (UiFixture     *fixture,
                    gconstpointer  data)
{
  g_autoptr(FerryAccount) account = make_account (fixture, "prod", FERRY_ACCOUNT_TOKEN);

  ferry_demo_server_set_token (fixture->server, "first-token");
  add (fixture, "prod", FERRY_ACCOUNT_TOKEN, "first-token");
  ui_list (fixture->window, "test", "samples/hello/world");
  ferry_demo_server_set_token (fixture->server, "second-token");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL));
  ui_wait_for_answer (fixture->window);
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (ui_has_text (fixture->window, "2 tasks"));
  ui_get (fixture->window->problem_banner, GTK_TYPE_BUTTON, "Sign _In Again…");

  save (fixture, "win.sign-in", account, "second-token");
  ui_wait_for_answer (fixture->window);
  g_assert_cmpint (ferry_sync_task_list_get_state (fixture->window->list), ==, FERRY_LIST_STATE_LOADED);
  g_assert_false (adw_banner_get_revealed (fixture->window->problem_banner));
}

static gboolean
shows_rows (gpointer user_data)
{
  return g_str_equal (ui_get_page (user_data), "rows");
}

/* A password whose user needs a one-time code: only the code is asked for. */
static AdwDialog *
ask_passcode (UiFixture *fixture)
{
  ferry_demo_server_set_passcode (fixture->server, FERRY_DEMO_PASSCODE);
  add (fixture, "alice", FERRY_ACCOUNT_PASSWORD, FERRY_DEMO_PASSWORD);
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_true (ui_has_text (fixture->window, "One-Time Code Needed"));
  ui_press (fixture->window->failed_page, "Sign _In Again…");

  return ui_wait_for_dialog (fixture->window);
}

static void
test_passcode (UiFixture     *fixture,
               gconstpointer  data)
{
  AdwDialog *dialog = ask_passcode (fixture);

  ui_set_text (dialog, "One-time code", FERRY_DEMO_PASSCODE);
  ui_press (dialog, "_Sign In");
  test_wait_for (shows_rows, fixture->window, "the rows");
}

static void
find_in_sidebar (UiFixture  *fixture,
                 const char *name,
                 gboolean    expected)
{
  g_assert_true (ui_has_text (fixture->window->sidebar, name) == expected);
}

static void
remove_account (UiFixture  *fixture,
                const char *id)
{
  g_signal_emit_by_name (fixture->window->sidebar, "remove", ferry_account_store_find (get_accounts (), id));
}

static void
test_remove_and_undo (UiFixture     *fixture,
                      gconstpointer  data)
{
  g_autofree char *secret = NULL;

  add (fixture, "audit", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  find_in_sidebar (fixture, "prod", TRUE);

  remove_account (fixture, "prod");
  g_assert_null (ferry_account_store_find (get_accounts (), "prod"));
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "audit");
  ui_wait_for_text (fixture->window, "“prod” removed");

  ui_press (fixture->window, "_Undo");
  g_assert_nonnull (ferry_account_store_find (get_accounts (), "prod"));
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "prod");
  secret = dup_secret ("prod");
  g_assert_cmpstr (secret, ==, FERRY_DEMO_SECRET_KEY);
}

/* When it can no longer be undone the secret goes too, also with the window. */
static void
test_remove_for_good (UiFixture     *fixture,
                      gconstpointer  data)
{
  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  remove_account (fixture, "prod");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "first-run");

  ui_close (&fixture->window);
  test_wait_for (has_no_secret, (gpointer) "prod", "the end of the secret");
}

static void
test_duplicate (UiFixture     *fixture,
                gconstpointer  data)
{
  AdwDialog *dialog;
  g_autoptr(FerryAccount) copy = NULL;
  g_autofree char *secret = NULL;

  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  g_signal_emit_by_name (fixture->window->sidebar, "duplicate", ferry_account_store_find (get_accounts (), "prod"));
  dialog = ui_wait_for_dialog (fixture->window);
  ui_press (dialog, "_Save");

  copy = g_list_model_get_item (G_LIST_MODEL (get_accounts ()), 1);
  g_assert_cmpstr (ferry_account_get_name (copy), ==, "prod (2)");
  g_assert_cmpstr (ferry_account_get_id (copy), !=, "prod");
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->window_title), ==, "prod (2)");
  test_wait_for (has_secret, (gpointer) ferry_account_get_id (copy), "the secret of the copy");
  secret = dup_secret (ferry_account_get_id (copy));
  g_assert_cmpstr (secret, ==, FERRY_DEMO_SECRET_KEY);

  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
}

/* Whoever presses twice gets one dialog. */
static void
test_edit_twice (UiFixture     *fixture,
                 gconstpointer  data)
{
  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  for (guint i = 0; i < 2; i++)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.edit-account", NULL));
  ui_wait_for_dialog (fixture->window);

  /* A look-up that begins now ends after the two. */
  g_free (dup_secret ("prod"));
  g_assert_cmpuint (g_list_model_get_n_items (adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (fixture->window))), ==, 1);
}

/* A favorite may outlive its account, when another Ferryboard has removed that. */
static void
test_favorite_of_nobody (UiFixture     *fixture,
                         gconstpointer  data)
{
  g_autoptr(FerryQuery) query = test_make_query ("test", "grpc-helloworld");

  g_signal_emit_by_name (fixture->window->sidebar, "query-chosen", "nobody", query);
  ui_wait_for_text (fixture->window, "The account of this favorite is not there any more");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 0);
}

/* The rows of one account must not pass for another's. */
static void
test_choose_other (UiFixture     *fixture,
                   gconstpointer  data)
{
  add (fixture, "audit", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");

  g_signal_emit_by_name (fixture->window->sidebar, "account-chosen", ferry_account_store_find (get_accounts (), "audit"));
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "ready");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->window->list)), ==, 0);
}

static void
test_history (UiFixture     *fixture,
              gconstpointer  data)
{
  FerryHistory *history = ferry_application_get_history (ui_get_application ());

  ui_list (fixture->window, "test", "grpc-helloworld");
  ui_list (fixture->window, "test", "samples/hello/world");
  g_assert_cmpuint (g_list_model_get_n_items (ferry_history_get_recent (history, "test")), ==, 2);
  find_in_sidebar (fixture, "test/grpc-helloworld", TRUE);

  /* What was not found is not worth asking again. */
  ui_list (fixture->window, "test", "not-there");
  g_assert_cmpuint (g_list_model_get_n_items (ferry_history_get_recent (history, "test")), ==, 2);
}

static void
test_favorite (UiFixture     *fixture,
               gconstpointer  data)
{
  FerryHistory *history = ferry_application_get_history (ui_get_application ());

  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fixture->window->favorite_button)));
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_false (gtk_toggle_button_get_active (fixture->window->favorite_button));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.favorite", NULL));
  g_assert_true (gtk_toggle_button_get_active (fixture->window->favorite_button));
  g_assert_cmpuint (g_list_model_get_n_items (ferry_history_get_favorites (history)), ==, 1);

  ui_list (fixture->window, "test", "samples/hello/world");
  g_assert_false (gtk_toggle_button_get_active (fixture->window->favorite_button));
  ui_list (fixture->window, "test", "grpc-helloworld");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.favorite", NULL));
  g_assert_false (gtk_toggle_button_get_active (fixture->window->favorite_button));
  g_assert_cmpuint (g_list_model_get_n_items (ferry_history_get_favorites (history)), ==, 0);
}

static void
use (UiFixture    *fixture,
     FerryAccount *unowned)
{
  g_autoptr(FerryAccount) account = unowned;

  ferry_window_set_account (fixture->window, account);
}

/* What lasts is said as long as it does. */
static void
test_banners (UiFixture     *fixture,
              gconstpointer  data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  AdwBanner *banner = fixture->window->account_banner;
  g_autofree char *end = ferry_time_format (now - 3 * 86400);
  g_autofree char *ended = g_strconcat ("The token expired at ", end, NULL);

  g_assert_false (adw_banner_get_revealed (banner));

  use (fixture, g_object_new (FERRY_TYPE_ACCOUNT, "id", "unsafe", "skip-verification", TRUE, NULL));
  g_assert_true (ui_has_text (banner, "Certificates are not checked"));
  ui_get (banner, GTK_TYPE_BUTTON, "Edit _Account…");

  use (fixture, g_object_new (FERRY_TYPE_ACCOUNT, "id", "late", "kind", FERRY_ACCOUNT_TOKEN, "token-expires-at", now + 1700, NULL));
  g_assert_true (ui_has_text (banner, "The token expires at "));
  ui_get (banner, GTK_TYPE_BUTTON, "Sign In A_gain…");

  use (fixture, g_object_new (FERRY_TYPE_ACCOUNT, "id", "over", "kind", FERRY_ACCOUNT_TOKEN, "token-expires-at", now - 3 * 86400, NULL));
  g_assert_true (ui_has_text (banner, ended));

  use (fixture, g_object_new (FERRY_TYPE_ACCOUNT, "id", "early", "kind", FERRY_ACCOUNT_TOKEN, "token-expires-at", now + 86400, NULL));
  g_assert_false (adw_banner_get_revealed (banner));
}

/* The warning comes by itself, when it is time. */
static void
test_token_warning (UiFixture     *fixture,
                    gconstpointer  data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  use (fixture, g_object_new (FERRY_TYPE_ACCOUNT, "id", "soon", "kind", FERRY_ACCOUNT_TOKEN, "token-expires-at", now + 1801, NULL));
  g_assert_false (adw_banner_get_revealed (fixture->window->account_banner));
  ui_wait_for_text (fixture->window->account_banner, "The token expires at ");
}

/* A code that nobody enters does not keep a window. */
static void
test_close_while_asking (UiFixture     *fixture,
                         gconstpointer  data)
{
  ask_passcode (fixture);
  ui_close (&fixture->window);
}

/* Closing does not wait for a keyring that somebody has still to unlock. */
static void
test_close_while_signing_in (UiFixture     *fixture,
                             gconstpointer  data)
{
  g_autoptr(FerryQuery) query = test_make_query ("test", "samples/hello/world");
  g_autoptr(FerryAccount) account = g_object_ref (fixture->window->account);

  ui_list (fixture->window, "test", "grpc-helloworld");
  ferry_client_pool_forget (ferry_application_get_clients (ui_get_application ()), "test");
  ferry_window_set_account (fixture->window, account);
  ferry_window_list (fixture->window, query);
  g_assert_nonnull (fixture->window->waiting_query);
  ui_close (&fixture->window);
}

/* No window goes on with what an account was before, and none with one that is gone. */
static void
test_other_window (UiFixture     *fixture,
                   gconstpointer  data)
{
  g_autoptr(FerryAccount) edited = make_account (fixture, "prod", FERRY_ACCOUNT_TOKEN);
  FerryAccount *kept;
  FerryWindow *other = NULL;

  add (fixture, "prod", FERRY_ACCOUNT_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
  g_set_weak_pointer (&other, ferry_window_new (GTK_APPLICATION (ui_get_application ())));
  ui_set_account (other, ferry_account_store_find (get_accounts (), "prod"));
  gtk_window_present (GTK_WINDOW (other));

  save (fixture, "win.edit-account", edited, FERRY_DEMO_TOKEN);
  kept = ferry_account_store_find (get_accounts (), "prod");
  g_assert_true (ferry_account_get_kind (kept) == FERRY_ACCOUNT_TOKEN);
  g_assert_true (other->account == kept);
  g_assert_true (ferry_account_get_kind (fixture->window->account) == FERRY_ACCOUNT_TOKEN);
  ui_list (other, "test", "grpc-helloworld");
  g_assert_cmpstr (ui_get_page (other), ==, "rows");

  ferry_window_remove_account (fixture->window, kept);
  g_assert_null (other->account);
  g_assert_cmpstr (ui_get_page (other), ==, "first-run");
  ui_close (&other);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/window-accounts/" name, UiFixture, NULL, ui_fixture_set_up, function, tear_down)
  ADD ("add", test_add);
  ADD ("restored", test_restored);
  ADD ("secret-missing", test_secret_missing);
  ADD ("list-first", test_list_first);
  ADD ("sign-in-again", test_sign_in_again);
  ADD ("passcode", test_passcode);
  ADD ("remove-and-undo", test_remove_and_undo);
  ADD ("remove-for-good", test_remove_for_good);
  ADD ("duplicate", test_duplicate);
  ADD ("edit-twice", test_edit_twice);
  ADD ("favorite-of-nobody", test_favorite_of_nobody);
  ADD ("choose-other", test_choose_other);
  ADD ("history", test_history);
  ADD ("favorite", test_favorite);
  ADD ("banners", test_banners);
  ADD ("token-warning", test_token_warning);
  ADD ("close-while-asking", test_close_while_asking);
  ADD ("close-while-signing-in", test_close_while_signing_in);
  ADD ("other-window", test_other_window);

  return g_test_run ();
}
