/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-dialog.h"
#include "ferry-region-picker.h"
#include "ferry-secret-row.h"
#include "ui-util.h"

#define ACCESS_KEY "Access Key (AK)"
#define SECRET_KEY "Secret Key (SK)"
#define SECURITY_TOKEN "Security Token of Temporary Keys"
#define PROJECT_ID "Project ID, for Sub-Projects Only"
#define DOMAIN_NAME "Account Name"
#define USER_NAME "User Name"
#define PASSWORD "Password"
#define PASSCODE "One-Time Code, if Asked For"
#define USER_ID "User ID, Needed With a One-Time Code"
#define TOKEN "Token"
#define EXPIRY "Valid Until"
#define ENDPOINT "SWR Address"
#define IAM_ENDPOINT "IAM Address"
#define CLOUD "_Other Cloud or Private Stack"
#define TEST_CONNECTION "_Test Connection"

typedef struct
{
  UiFixture ui;
  FerryAccountDialog *dialog; /* (nullable) a weak pointer */
  FerryAccount *account;      /* (owned) (nullable) what was saved */
  char *secret;               /* (owned) (nullable) with it */
  char *passcode;             /* (owned) (nullable) and what the dialog had then */
} Fixture;

static void
saved_cb (FerryAccountDialog *dialog,
          FerryAccount       *account,
          const char         *secret,
          Fixture            *fixture)
{
  g_assert_null (fixture->account);
  fixture->account = g_object_ref (account);
  fixture->secret = g_strdup (secret);
  fixture->passcode = g_strdup (ferry_account_dialog_get_passcode (dialog));
}

static void
open_dialog (Fixture      *fixture,
             FerryAccount *account,
             const char   *secret)
{
  g_set_weak_pointer (&fixture->dialog, ferry_account_dialog_new (account, secret));
  g_signal_connect (fixture->dialog, "saved", G_CALLBACK (saved_cb), fixture);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->ui.window));
  ui_wait_for_dialog (fixture->ui.window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  ui_fixture_set_up (&fixture->ui, data);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_fixture_tear_down (&fixture->ui, data);
  /* Nothing that was under way holds it. */
  test_wait_for_end ((gpointer *) &fixture->dialog, "the dialog's end");
  g_clear_object (&fixture->account);
  g_clear_pointer (&fixture->secret, g_free);
  g_clear_pointer (&fixture->passcode, g_free);
}

static void
choose_kind (Fixture          *fixture,
             FerryAccountKind  kind)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (fixture->dialog, ADW_TYPE_COMBO_ROW, NULL)), kind);
}

static void
unfold (Fixture    *fixture,
        const char *title)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (fixture->dialog, ADW_TYPE_EXPANDER_ROW, title)), TRUE);
}

/* The name is the one entry whose title tells more than what it is. */
static GtkEditable *
get_name_row (Fixture *fixture)
{
  return GTK_EDITABLE (ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, NULL));
}

static void
enter (Fixture    *fixture,
       const char *title,
       const char *text)
{
  ui_set_text (fixture->dialog, title, text);
}

static void
enter_keys (Fixture *fixture)
{
  enter (fixture, ACCESS_KEY, " " FERRY_DEMO_ACCESS_KEY);
  enter (fixture, SECRET_KEY, FERRY_DEMO_SECRET_KEY " ");
}

static void
enter_endpoint (Fixture *fixture)
{
  unfold (fixture, CLOUD);
  enter (fixture, ENDPOINT, ferry_demo_server_get_endpoint (fixture->ui.server));
}

static void
choose_regions (Fixture           *fixture,
                const char *const *regions)
{
  ferry_region_picker_set_regions (FERRY_REGION_PICKER (ui_get (fixture->dialog, FERRY_TYPE_REGION_PICKER, NULL)), regions);
}

static void
assert_saved (Fixture *fixture)
{
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->ui.window)));
  g_assert_nonnull (fixture->account);
}

static void
assert_refused (Fixture    *fixture,
                const char *title,
                const char *message)
{
  GtkWidget *row = ui_get (fixture->dialog, ADW_TYPE_PREFERENCES_ROW, title);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->ui.window));

  g_assert_null (fixture->account);
  if (!ui_has_text (fixture->dialog, message))
    g_error ("“%s” is not on screen", message);
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_true (focus == row || gtk_widget_is_ancestor (focus, row));
}

static FerryAccount *
create_account (void)
{
  return g_object_new (FERRY_TYPE_ACCOUNT, "id", "an-id", "name", "Production", "access-key", "AN-ACCESS-KEY",
                       "project-id", "a-project", "endpoint", "https://swr-api.{region}.example.com:8443",
                       "regions", (const char *const[]) { "cn-east-3", "ap-southeast-1", NULL }, NULL);
}

static void
test_access_key (Fixture       *fixture,
                 gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  gtk_editable_set_text (get_name_row (fixture), "Audit");
  enter_keys (fixture);
  unfold (fixture, "_Advanced");
  enter (fixture, SECURITY_TOKEN, "a-security-token");
  enter (fixture, PROJECT_ID, "a-project");
  choose_regions (fixture, (const char *const[]) { "cn-north-4", "eu-west-101", NULL });
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpstr (ferry_account_get_name (fixture->account), ==, "Audit");
  g_assert_cmpint (ferry_account_get_kind (fixture->account), ==, FERRY_ACCOUNT_ACCESS_KEY);
  g_assert_cmpstr (ferry_account_get_access_key (fixture->account), ==, FERRY_DEMO_ACCESS_KEY);
  g_assert_cmpstr (ferry_account_get_project_id (fixture->account), ==, "a-project");
  g_assert_cmpstrv (ferry_account_get_regions (fixture->account), ((const char *const[]) { "cn-north-4", "eu-west-101", NULL }));
  g_assert_null (ferry_account_get_endpoint (fixture->account));
  g_assert_cmpint (ferry_account_get_token_expires_at (fixture->account), ==, 0);
  g_assert_cmpstr (fixture->secret, ==, FERRY_DEMO_SECRET_KEY "\na-security-token");
  g_assert_null (fixture->passcode);
}

/* What was entered for another way to sign in does not come along. */
static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  choose_kind (fixture, FERRY_ACCOUNT_PASSWORD);
  g_assert_null (ui_find (fixture->dialog, FERRY_TYPE_SECRET_ROW, SECRET_KEY));
  g_assert_null (ui_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, USER_ID));
  enter (fixture, DOMAIN_NAME, "a-company");
  enter (fixture, USER_NAME, "somebody");
  enter (fixture, PASSWORD, " blanks count \n");
  enter (fixture, PASSCODE, "123456");
  enter (fixture, USER_ID, "an-id-of-a-user");
  unfold (fixture, CLOUD);
  enter (fixture, IAM_ENDPOINT, "iam.{region}.example.com");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpint (ferry_account_get_kind (fixture->account), ==, FERRY_ACCOUNT_PASSWORD);
  g_assert_cmpstr (ferry_account_get_name (fixture->account), ==, "somebody");
  g_assert_cmpstr (ferry_account_get_domain_name (fixture->account), ==, "a-company");
  g_assert_cmpstr (ferry_account_get_user_name (fixture->account), ==, "somebody");
  g_assert_cmpstr (ferry_account_get_user_id (fixture->account), ==, "an-id-of-a-user");
  g_assert_cmpstr (ferry_account_get_iam_endpoint (fixture->account), ==, "https://iam.{region}.example.com");
  g_assert_null (ferry_account_get_access_key (fixture->account));
  g_assert_cmpstr (fixture->secret, ==, " blanks count ");
  g_assert_cmpstr (fixture->passcode, ==, "123456");
}

static void
test_token (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  gint64 rest;

  open_dialog (fixture, NULL, NULL);
  choose_kind (fixture, FERRY_ACCOUNT_TOKEN);
  enter (fixture, TOKEN, " " FERRY_DEMO_TOKEN "\n");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpint (ferry_account_get_kind (fixture->account), ==, FERRY_ACCOUNT_TOKEN);
  g_assert_cmpstr (ferry_account_get_name (fixture->account), ==, "Token");
  g_assert_cmpstr (fixture->secret, ==, FERRY_DEMO_TOKEN);
  rest = ferry_account_get_token_expires_at (fixture->account) - g_date_time_to_unix (now);
  g_assert_cmpint (rest, >, 24 * 60 * 60 - 60);
  g_assert_cmpint (rest, <=, 24 * 60 * 60 + 60);
}

/* The end that somebody entered stays with the token that comes after it; one that was assumed does not. */
static void
test_token_expiry (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "kind", FERRY_ACCOUNT_TOKEN,
                                                  "token-expires-at", (gint64) 1000000000, NULL);

  open_dialog (fixture, account, "an-old-token");
  g_assert_cmpstr (ui_get_text (fixture->dialog, EXPIRY), ==, "2001-09-09 01:46");
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, EXPIRY, "That time has passed");

  enter (fixture, TOKEN, "a-new-token");
  g_assert_cmpstr (ui_get_text (fixture->dialog, EXPIRY), >, "2026");
  enter (fixture, EXPIRY, "2099-12-31T10:00:00.123456Z");
  enter (fixture, TOKEN, "a-newer-token");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpint (ferry_account_get_token_expires_at (fixture->account), ==, 4102394400);
  g_assert_cmpstr (fixture->secret, ==, "a-newer-token");
}

/* Both keys that are missing are marked, and none when one of them is entered. */
static void
test_both_keys_missing (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char *const titles[] = { ACCESS_KEY, SECRET_KEY };

  open_dialog (fixture, NULL, NULL);
  ui_press (fixture->dialog, "_Save");
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    g_assert_true (gtk_widget_has_css_class (ui_get (fixture->dialog, ADW_TYPE_PREFERENCES_ROW, titles[i]), "error"));

  enter (fixture, ACCESS_KEY, "AN-ACCESS-KEY");
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    g_assert_false (gtk_widget_has_css_class (ui_get (fixture->dialog, ADW_TYPE_PREFERENCES_ROW, titles[i]), "error"));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    FerryAccountKind kind;
    const char *title;
    const char *message;
    const char *text;
  } steps[] = {
    { FERRY_ACCOUNT_ACCESS_KEY, ACCESS_KEY, "Enter both keys.", "AN-ACCESS-KEY" },
    { FERRY_ACCOUNT_ACCESS_KEY, SECRET_KEY, "Enter both keys.", " \t " },
    { FERRY_ACCOUNT_ACCESS_KEY, SECRET_KEY, "Enter both keys.", "a-secret-key" },
    { FERRY_ACCOUNT_PASSWORD, DOMAIN_NAME, "Enter the name of the account", "a-company" },
    { FERRY_ACCOUNT_PASSWORD, USER_NAME, "Enter the name of the user.", "somebody" },
    { FERRY_ACCOUNT_PASSWORD, PASSWORD, "Enter the password.", "a-password" },
    { FERRY_ACCOUNT_TOKEN, TOKEN, "Enter a token.", "\n" },
    { FERRY_ACCOUNT_TOKEN, TOKEN, "Enter a token.", "a-token" },
  };

  open_dialog (fixture, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      choose_kind (fixture, steps[i].kind);
      ui_press (fixture->dialog, "_Save");
      assert_refused (fixture, steps[i].title, steps[i].message);
      enter (fixture, steps[i].title, steps[i].text);
      g_assert_false (gtk_widget_has_css_class (ui_get (fixture->dialog, ADW_TYPE_PREFERENCES_ROW, steps[i].title), "error"));
    }

  choose_kind (fixture, FERRY_ACCOUNT_PASSWORD);
  enter (fixture, PASSCODE, "123456");
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, USER_ID, "the user ID is needed");

  choose_kind (fixture, FERRY_ACCOUNT_TOKEN);
  enter (fixture, EXPIRY, "tomorrow");
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, EXPIRY, "Enter a date and time such as 20");
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->ui.server), ==, 0);
}

/* No key is handed to an address that others can listen to, also when the row with it is folded away again. */
static void
test_bad_endpoint (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const endpoints[][2] = {
    { "http://swr.example.com", "is not encrypted" },
    { "ftp://127.0.0.1", "is not the address of a service" },
    { "https://[", "is not an address" },
    { "https://user:word@example.com", "is not the address of a service" },
  };

  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      unfold (fixture, CLOUD);
      enter (fixture, ENDPOINT, endpoints[i][0]);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (fixture->dialog, ADW_TYPE_EXPANDER_ROW, CLOUD)), FALSE);
      ui_press (fixture->dialog, "_Save");
      assert_refused (fixture, ENDPOINT, endpoints[i][1]);
    }
}

static void
test_bad_iam_endpoint (Fixture       *fixture,
                       gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  choose_kind (fixture, FERRY_ACCOUNT_PASSWORD);
  enter (fixture, DOMAIN_NAME, "a-company");
  enter (fixture, USER_NAME, "somebody");
  enter (fixture, PASSWORD, "a-password");
  unfold (fixture, CLOUD);
  enter (fixture, IAM_ENDPOINT, "http://iam.example.com");
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, IAM_ENDPOINT, "is not encrypted");

  /* A service of one's own has its own IAM. */
  enter (fixture, IAM_ENDPOINT, "");
  enter (fixture, ENDPOINT, "https://swr.example.org");
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, IAM_ENDPOINT, "none of IAM");
}

static void
test_bad_ca_file (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "not-there.pem", NULL);
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "access-key", "AN-ACCESS-KEY", "ca-file", path, NULL);

  open_dialog (fixture, account, "a-secret-key");
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, "Certificate Authorities", "cannot be used");

  ui_press (fixture->dialog, "Trust Those of the System");
  ui_press (fixture->dialog, "_Save");
  assert_saved (fixture);
  g_assert_null (ferry_account_get_ca_file (fixture->account));
}

static void
test_registry_host (Fixture       *fixture,
                    gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  unfold (fixture, CLOUD);
  enter (fixture, ENDPOINT, "swr.{region}.myhuaweicloud.com/library/app:1.0");
  gtk_widget_grab_focus (ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, ENDPOINT));
  gtk_widget_grab_focus (ui_get (fixture->dialog, ADW_TYPE_ENTRY_ROW, ACCESS_KEY));
  g_assert_cmpstr (ui_get_text (fixture->dialog, ENDPOINT), ==, "https://swr-api.{region}.myhuaweicloud.com");
  g_assert_true (ui_has_text (fixture->dialog, "is where images are pulled from"));

  ui_press (fixture->dialog, "_Save");
  assert_saved (fixture);
  g_assert_cmpstr (ferry_account_get_endpoint (fixture->account), ==, "https://swr-api.{region}.myhuaweicloud.com");
}

/* Whatever the dialog shows nothing of stays as well. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryAccount) account = create_account ();

  open_dialog (fixture, account, "a-secret-key\na-security-token");
  g_assert_cmpstr (gtk_editable_get_text (get_name_row (fixture)), ==, "Production");
  g_assert_cmpstr (ui_get_text (fixture->dialog, SECRET_KEY), ==, "");
  g_assert_null (ui_find (fixture->dialog, GTK_TYPE_MENU_BUTTON, "_Import"));
  gtk_editable_set_text (get_name_row (fixture), "");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpstr (ferry_account_get_id (fixture->account), ==, "an-id");
  g_assert_cmpstr (ferry_account_get_name (fixture->account), ==, "AN…EY");
  g_assert_cmpstr (ferry_account_get_project_id (fixture->account), ==, "a-project");
  g_assert_cmpstr (ferry_account_get_endpoint (fixture->account), ==, "https://swr-api.{region}.example.com:8443");
  g_assert_cmpstrv (ferry_account_get_regions (fixture->account), ferry_account_get_regions (account));
  g_assert_null (fixture->secret);
}

static void
test_edit_secret (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(FerryAccount) account = create_account ();

  open_dialog (fixture, account, "a-secret-key");
  enter (fixture, SECRET_KEY, "another-secret-key");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpstr (fixture->secret, ==, "another-secret-key");
}

/* A secret is not sent under another name than it was entered for. */
static void
test_edit_other_key (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(FerryAccount) account = create_account ();

  open_dialog (fixture, account, "a-secret-key");
  enter (fixture, ACCESS_KEY, "ANOTHER-ACCESS-KEY");
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, SECRET_KEY, "Enter both keys.");

  choose_kind (fixture, FERRY_ACCOUNT_TOKEN);
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, TOKEN, "Enter a token.");
}

/* The keyring may have lost it. */
static void
test_edit_without_secret (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(FerryAccount) account = create_account ();

  open_dialog (fixture, account, NULL);
  ui_press (fixture->dialog, "_Save");
  assert_refused (fixture, SECRET_KEY, "Enter both keys.");
}

static void
test_duplicate (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryAccount) account = create_account ();
  g_autoptr(FerryAccount) copy = ferry_account_copy_as (account, NULL, "Production (2)");

  open_dialog (fixture, copy, "a-secret-key");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpstr (ferry_account_get_id (fixture->account), ==, ferry_account_get_id (copy));
  g_assert_cmpstr (ferry_account_get_id (fixture->account), !=, "an-id");
  g_assert_cmpstr (ferry_account_get_access_key (fixture->account), ==, "AN-ACCESS-KEY");
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  ui_press (fixture->dialog, "_Cancel");

  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->ui.window)));
  g_assert_null (fixture->account);
}

static void
try_connection (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate (ui_get (fixture->dialog, ADW_TYPE_BUTTON_ROW, TEST_CONNECTION)));
}

static void
test_connection (Fixture       *fixture,
                 gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  enter_endpoint (fixture);
  try_connection (fixture);
  ui_wait_for_text (fixture->dialog, "Answered");
  g_assert_true (ui_has_text (fixture->dialog, "CN North-Beijing4 cn-north-4"));
  g_assert_false (ui_has_text (fixture->dialog, "Clocks Do Not Agree"));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->ui.server), ==, 1);

  /* What is changed has not been tried. */
  enter (fixture, SECRET_KEY, "another-secret-key");
  g_assert_false (ui_has_text (fixture->dialog, "Answered"));
  g_assert_null (fixture->account);
}

static void
test_connection_incomplete (Fixture       *fixture,
                            gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  try_connection (fixture);
  assert_refused (fixture, ACCESS_KEY, "Enter both keys.");
}

static void
test_connection_refused (Fixture       *fixture,
                         gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  enter (fixture, SECRET_KEY, "not-the-secret-key");
  enter_endpoint (fixture);
  choose_regions (fixture, (const char *const[]) { "cn-north-4", "cn-east-3", NULL });
  try_connection (fixture);
  ui_wait_for_text (fixture->dialog, "Not asked, since the sign-in was refused");
  g_assert_true (ui_has_text (fixture->dialog, "CN East-Shanghai1 cn-east-3"));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->ui.server), ==, 1);
}

static void
test_connection_forbidden (Fixture       *fixture,
                           gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  enter_endpoint (fixture);
  choose_regions (fixture, (const char *const[]) { "cn-north-4", "cn-east-3", NULL });
  ferry_demo_server_set_fault (fixture->ui.server, FERRY_DEMO_FAULT_403);
  ferry_demo_server_set_fault_count (fixture->ui.server, 1);
  try_connection (fixture);
  ui_wait_for_text (fixture->dialog, "Answered");
  g_assert_true (ui_has_text (fixture->dialog, "Not Allowed"));
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->ui.server), ==, 2);
}

static void
test_connection_clock (Fixture       *fixture,
                       gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  enter_endpoint (fixture);
  ferry_demo_server_set_fault (fixture->ui.server, FERRY_DEMO_FAULT_401_CLOCK);
  try_connection (fixture);
  ui_wait_for_text (fixture->dialog, "Clocks Do Not Agree");
  g_assert_true (ui_has_text (fixture->dialog, "This computer’s clock is 60 minutes behind that of the service."));
}

/* With a user and a password IAM is asked first, with the code that was entered. */
static void
test_connection_password (Fixture       *fixture,
                          gconstpointer  data)
{
  const char *endpoint = ferry_demo_server_get_endpoint (fixture->ui.server);

  ferry_demo_server_set_passcode (fixture->ui.server, "123456");
  open_dialog (fixture, NULL, NULL);
  choose_kind (fixture, FERRY_ACCOUNT_PASSWORD);
  enter (fixture, DOMAIN_NAME, FERRY_DEMO_DOMAIN);
  enter (fixture, USER_NAME, FERRY_DEMO_USER);
  enter (fixture, PASSWORD, FERRY_DEMO_PASSWORD);
  enter_endpoint (fixture);
  enter (fixture, IAM_ENDPOINT, endpoint);
  try_connection (fixture);
  ui_wait_for_text (fixture->dialog, "One-Time Code Needed");
  g_assert_false (ui_has_text (fixture->dialog, "Answered"));

  enter (fixture, PASSCODE, "123456");
  enter (fixture, USER_ID, FERRY_DEMO_USER_ID);
  try_connection (fixture);
  ui_wait_for_text (fixture->dialog, "Answered");
  g_assert_cmpuint (ferry_demo_server_get_n_token_requests (fixture->ui.server), ==, 2);
  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->ui.server), ==, 3);
}

static gboolean
is_asked (gpointer server)
{
  return ferry_demo_server_get_n_requests (server) > 0;
}

static gboolean
is_left_alone (gpointer server)
{
  return ferry_demo_server_get_n_open (server) == 0;
}

static void
hang (Fixture *fixture)
{
  open_dialog (fixture, NULL, NULL);
  enter_keys (fixture);
  enter_endpoint (fixture);
  ferry_demo_server_set_fault (fixture->ui.server, FERRY_DEMO_FAULT_HANG);
  try_connection (fixture);
  g_assert_true (ui_has_text (fixture->dialog, "Testing…"));
  test_wait_for (is_asked, fixture->ui.server, "a request");
}

static void
test_connection_stopped (Fixture       *fixture,
                         gconstpointer  data)
{
  hang (fixture);
  ui_press (fixture->dialog, "Sto_p");
  g_assert_false (ui_has_text (fixture->dialog, "Testing…"));
  ui_get (fixture->dialog, ADW_TYPE_BUTTON_ROW, TEST_CONNECTION);
  test_wait_for (is_left_alone, fixture->ui.server, "the end of the connection");
}

static void
test_connection_closed (Fixture       *fixture,
                        gconstpointer  data)
{
  hang (fixture);
  ui_press (fixture->dialog, "_Cancel");
  test_wait_for_end ((gpointer *) &fixture->dialog, "the dialog's end");
  test_wait_for (is_left_alone, fixture->ui.server, "the end of the connection");
}

static void
import_text (Fixture    *fixture,
             const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "credentials", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  ferry_account_dialog_import_file (fixture->dialog, file);
  /* It is read in the background. */
  g_object_set_data_full (G_OBJECT (fixture->ui.server), "folder", g_steal_pointer (&folder),
                          (GDestroyNotify) test_remove_folder);
}

typedef struct
{
  GtkWidget *dialog;
  const char *title;
  const char *text;
} Filling;

static gboolean
is_filled (gpointer user_data)
{
  Filling *filling = user_data;

  return g_str_equal (ui_get_text (filling->dialog, filling->title), filling->text);
}

static void
wait_for_filling (Fixture    *fixture,
                  const char *title,
                  const char *text)
{
  Filling filling = { GTK_WIDGET (fixture->dialog), title, text };

  test_wait_for (is_filled, &filling, "what was imported");
}

static void
test_import_sdk_file (Fixture       *fixture,
                      gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  import_text (fixture, "[basic]\nak = AN-ACCESS-KEY\nsk = a-secret-key\nsecurity_token = a-security-token\nproject_id = a-project\n");
  wait_for_filling (fixture, ACCESS_KEY, "AN-ACCESS-KEY");
  g_assert_cmpstr (ui_get_text (fixture->dialog, SECURITY_TOKEN), ==, "a-security-token");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpstr (ferry_account_get_project_id (fixture->account), ==, "a-project");
  g_assert_cmpstr (fixture->secret, ==, "a-secret-key\na-security-token");
}

static void
test_import_csv (Fixture       *fixture,
                 gconstpointer  data)
{
  AdwDialog *question;

  open_dialog (fixture, NULL, NULL);
  import_text (fixture, "User Name,Access Key Id,Secret Access Key\n"
                        "R&D <b>,AN-ACCESS-KEY,a-secret-key\nauditor,ANOTHER-ACCESS-KEY,another-secret-key\n");
  ui_wait_for_text (fixture->ui.window, "Which Access Key?");
  question = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->ui.window));
  ui_wait_for_text (question, "R&D <b> · AN…EY");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (question, ADW_TYPE_COMBO_ROW, "Access Key")), 1);
  ui_wait_for_text (question, "auditor · AN…EY");
  ui_press (question, "_Import");
  wait_for_filling (fixture, ACCESS_KEY, "ANOTHER-ACCESS-KEY");
  ui_press (fixture->dialog, "_Save");

  assert_saved (fixture);
  g_assert_cmpstr (fixture->secret, ==, "another-secret-key");
}

#define TWO_KEYS \
  "User Name,Access Key Id,Secret Access Key\na,AN-ACCESS-KEY,a-secret-key\nb,ANOTHER-ACCESS-KEY,another-secret-key\n"

/* With the dialog and the question, one above the other. */
static void
test_import_window_closed (Fixture       *fixture,
                           gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  import_text (fixture, TWO_KEYS);
  ui_wait_for_text (fixture->ui.window, "Which Access Key?");
  ui_close (&fixture->ui.window);
}

static void
test_import_csv_cancelled (Fixture       *fixture,
                           gconstpointer  data)
{
  open_dialog (fixture, NULL, NULL);
  import_text (fixture, TWO_KEYS);
  ui_wait_for_text (fixture->ui.window, "Which Access Key?");
  ui_press (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->ui.window)), "_Cancel");
  g_assert_cmpstr (ui_get_text (fixture->dialog, ACCESS_KEY), ==, "");
}

static gboolean
is_revealed (gpointer banner)
{
  return adw_banner_get_revealed (banner);
}

static void
test_import_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  AdwBanner *banner;

  open_dialog (fixture, NULL, NULL);
  banner = ADW_BANNER (ui_get (fixture->dialog, ADW_TYPE_BANNER, NULL));
  g_assert_false (adw_banner_get_revealed (banner));
  import_text (fixture, "Dear diary,\n");
  test_wait_for (is_revealed, banner, "words for what is wrong");
  g_assert_cmpstr (adw_banner_get_title (banner), !=, "");
  g_assert_cmpstr (ui_get_text (fixture->dialog, ACCESS_KEY), ==, "");
}

static void
test_import_environment (Fixture       *fixture,
                         gconstpointer  data)
{
  g_setenv ("HUAWEICLOUD_SDK_AK", "AN-ACCESS-KEY", TRUE);
  g_setenv ("HUAWEICLOUD_SDK_SK", "a-secret-key", TRUE);
  open_dialog (fixture, NULL, NULL);
  g_assert_cmpstr (ui_get_text (fixture->dialog, ACCESS_KEY), ==, "");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "account.import-environment", NULL));
  wait_for_filling (fixture, ACCESS_KEY, "AN-ACCESS-KEY");
  ui_press (fixture->dialog, "_Save");
  g_unsetenv ("HUAWEICLOUD_SDK_AK");
  g_unsetenv ("HUAWEICLOUD_SDK_SK");

  assert_saved (fixture);
  g_assert_cmpstr (fixture->secret, ==, "a-secret-key");
}

/* Other programs read the accessible tree. What is dots on screen is dots there, too. */
static void
test_accessible_tree (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct
  {
    FerryAccountKind kind;
    const char *title;
  } entries[] = {
    { FERRY_ACCOUNT_ACCESS_KEY, SECRET_KEY },
    { FERRY_ACCOUNT_ACCESS_KEY, SECURITY_TOKEN },
    { FERRY_ACCOUNT_PASSWORD, PASSWORD },
    { FERRY_ACCOUNT_PASSWORD, PASSCODE },
    { FERRY_ACCOUNT_TOKEN, TOKEN },
  };

  open_dialog (fixture, NULL, NULL);
  unfold (fixture, "_Advanced");
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      choose_kind (fixture, entries[i].kind);
      enter (fixture, entries[i].title, "hush-hush");
      g_assert_cmpuint (ui_assert_hidden (fixture->dialog, "hush-hush"), >, 5);
    }
}

#define DIALOG_TEST(name, function) g_test_add ("/account-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  DIALOG_TEST ("access-key", test_access_key);
  DIALOG_TEST ("password", test_password);
  DIALOG_TEST ("token", test_token);
  DIALOG_TEST ("token-expiry", test_token_expiry);
  DIALOG_TEST ("missing", test_missing);
  DIALOG_TEST ("both-keys-missing", test_both_keys_missing);
  DIALOG_TEST ("bad-endpoint", test_bad_endpoint);
  DIALOG_TEST ("bad-iam-endpoint", test_bad_iam_endpoint);
  DIALOG_TEST ("bad-ca-file", test_bad_ca_file);
  DIALOG_TEST ("registry-host", test_registry_host);
  DIALOG_TEST ("edit", test_edit);
  DIALOG_TEST ("edit-secret", test_edit_secret);
  DIALOG_TEST ("edit-other-key", test_edit_other_key);
  DIALOG_TEST ("edit-without-secret", test_edit_without_secret);
  DIALOG_TEST ("duplicate", test_duplicate);
  DIALOG_TEST ("cancel", test_cancel);
  DIALOG_TEST ("connection", test_connection);
  DIALOG_TEST ("connection-incomplete", test_connection_incomplete);
  DIALOG_TEST ("connection-refused", test_connection_refused);
  DIALOG_TEST ("connection-forbidden", test_connection_forbidden);
  DIALOG_TEST ("connection-clock", test_connection_clock);
  DIALOG_TEST ("connection-password", test_connection_password);
  DIALOG_TEST ("connection-stopped", test_connection_stopped);
  DIALOG_TEST ("connection-closed", test_connection_closed);
  DIALOG_TEST ("import-sdk-file", test_import_sdk_file);
  DIALOG_TEST ("import-csv", test_import_csv);
  DIALOG_TEST ("import-window-closed", test_import_window_closed);
  DIALOG_TEST ("import-csv-cancelled", test_import_csv_cancelled);
  DIALOG_TEST ("import-nothing", test_import_nothing);
  DIALOG_TEST ("import-environment", test_import_environment);
  DIALOG_TEST ("accessible-tree", test_accessible_tree);

  return g_test_run ();
}
