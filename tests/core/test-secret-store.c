/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsecret/secret.h>

#include "test-util.h"

/* Blanks, a line break and more than ASCII: what is kept comes back as it was. */
#define SECRET " sécret-key \nsecurity-token "
#define OTHER_SECRET "another secret"
#define ID "0f1e2d3c-account"
#define PASSWORD_OF_KEYRING "test\n"

typedef struct
{
  char *folder;
  GSubprocess *daemon; /* (owned) (nullable) */
  FerrySecretStore *store;
  FerryAccount *account;
} Fixture;

static void
set_up (Fixture *self)
{
  self->folder = test_make_folder ();
  self->store = ferry_secret_store_new ();
  self->account = g_object_new (FERRY_TYPE_ACCOUNT, "id", ID, "name", "生产 “prod”", NULL);
}

static void
tear_down (Fixture *self)
{
  g_assert_finalize_object (self->store);
  g_assert_finalize_object (self->account);
  test_remove_folder (self->folder);
}

/* libsecret loses references to the connection, and freeing a GTestDBus would wait for the last one. */
static GTestDBus *bus;

/* A bus of our own, which starts no service by itself. */
static void
start_bus (void)
{
  g_autoptr(GDBusConnection) connection = NULL;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
}

static void
appeared_cb (GDBusConnection *connection,
             const char      *name,
             const char      *owner,
             gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* Starts the real thing, with its files in our folder. It must not take over how strict this program is with itself. */
static void
start_daemon (Fixture  *self,
              gboolean  has_keyring)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  GOutputStream *input;
  gboolean has_appeared = FALSE;
  guint watch;
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                              "--components=secrets", has_keyring ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (self->daemon);
  g_assert_true (g_output_stream_write_all (input, PASSWORD_OF_KEYRING, strlen (PASSWORD_OF_KEYRING), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (input, NULL, NULL));

  watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets", G_BUS_NAME_WATCHER_FLAGS_NONE,
                            appeared_cb, NULL, &has_appeared, NULL);
  test_wait_for (is_set, &has_appeared, "start of the keyring");
  g_bus_unwatch_name (watch);
}

static void
stop_daemon (Fixture *self)
{
  g_subprocess_force_exit (self->daemon);
  g_assert_true (g_subprocess_wait (self->daemon, NULL, NULL));
  g_clear_object (&self->daemon);
}

static char *
lookup (FerrySecretStore  *store,
        GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_secret_store_lookup_async (store, ID, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "look up a secret");

  return ferry_secret_store_lookup_finish (store, result, error);
}

static gboolean
store (Fixture     *self,
       const char  *secret,
       gboolean    *kept,
       GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_secret_store_store_async (self->store, self->account, secret, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "store a secret");

  return ferry_secret_store_store_finish (self->store, result, kept, error);
}

static gboolean
clear (Fixture  *self,
       GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_secret_store_clear_async (self->store, ID, NULL, test_result_cb, &result);
  test_wait_for_result (&result, "clear a secret");

  return ferry_secret_store_clear_finish (self->store, result, error);
}

static void
assert_secret (FerrySecretStore *store_asked,
               const char       *expected)
{
  g_autoptr(GError) error = NULL;
  char *secret = lookup (store_asked, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  ferry_credentials_wipe (secret);
}

static void
store_and_assert (Fixture    *self,
                  const char *secret,
                  gboolean    expected_kept)
{
  gboolean kept = !expected_kept;
  g_autoptr(GError) error = NULL;

  g_assert_true (store (self, secret, &kept, &error));
  g_assert_no_error (error);
  g_assert_cmpint (kept, ==, expected_kept);
  g_assert_cmpint (ferry_secret_store_get_is_available (self->store), ==, expected_kept);
}

static void
clear_and_assert (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (clear (self, &error));
  g_assert_no_error (error);
}

static void
assert_refused (GError     *error,
                const char *text)
{
  g_test_message ("%s", error->message);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
  g_assert_false (ferry_error_is_sign_in (error));
  test_assert_error_text (error, text);
  g_assert_null (strstr (error->message, SECRET));
  g_assert_null (strstr (error->message, OTHER_SECRET));
}

/* Nobody keeps secrets: this session does, and says so. */
static void
assert_nobody (Fixture *self)
{
  g_autoptr(FerrySecretStore) other = ferry_secret_store_new ();
  assert_secret (self->store, NULL);
  g_assert_false (ferry_secret_store_get_is_available (self->store));

  store_and_assert (self, SECRET, FALSE);
  assert_secret (self->store, SECRET);
  store_and_assert (self, OTHER_SECRET, FALSE);
  assert_secret (self->store, OTHER_SECRET);
  assert_secret (other, NULL);

  clear_and_assert (self);
  assert_secret (self->store, NULL);
  clear_and_assert (self);
}

/* What was entered last counts, even if the keyring takes only what was entered before. */
static void
assert_keeps_latest (Fixture *self)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;

  ferry_secret_store_store_async (self->store, self->account, SECRET, NULL, test_result_cb, &first);
  ferry_secret_store_store_async (self->store, self->account, OTHER_SECRET, cancellable, test_result_cb, &second);
  g_cancellable_cancel (cancellable);
  test_wait_for_result (&second, "the end of a store");
  test_wait_for_result (&first, "store a secret");
  g_assert_true (ferry_secret_store_store_finish (self->store, first, NULL, NULL));
  assert_secret (self->store, OTHER_SECRET);
  clear_and_assert (self);
}

static void
assert_keeps (Fixture *self)
{
  g_autoptr(FerrySecretStore) other = ferry_secret_store_new ();

  assert_secret (self->store, NULL);
  g_assert_true (ferry_secret_store_get_is_available (self->store));
  clear_and_assert (self);

  store_and_assert (self, SECRET, TRUE);
  assert_secret (other, SECRET);
  store_and_assert (self, OTHER_SECRET, TRUE);
  assert_secret (other, OTHER_SECRET);

  clear_and_assert (self);
  assert_secret (self->store, NULL);
  assert_secret (other, NULL);
}

static void
test_no_bus (Fixture *self)
{
  const char *const addresses[] = { "disabled:", "unix:path=/nonexistent", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", addresses[i], TRUE);
      assert_nobody (self);
    }
  g_test_dbus_unset ();
  assert_nobody (self);
}

static void
test_bus_without_service (Fixture *self)
{
  start_bus ();
  assert_nobody (self);
  g_test_dbus_stop (bus);
}

/* What libsecret uses in a Flatpak, with a password from the portal. */
static void
test_file (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "keyrings", "test.keyring", NULL);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  assert_keeps (self);
}

static void
test_keyring (Fixture *self)
{
  start_bus ();
  start_daemon (self, TRUE);
  assert_keeps (self);
  assert_keeps_latest (self);
  stop_daemon (self);
  g_test_dbus_stop (bus);
}

/* What people see of it in the program that manages their keyrings. */
static void
test_item (Fixture *self)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  GList *items;
  g_autoptr(GError) error = NULL;

  start_bus ();
  start_daemon (self, TRUE);
  store_and_assert (self, OTHER_SECRET, TRUE);
  store_and_assert (self, SECRET, TRUE);
  g_hash_table_insert (wanted, (gpointer) "application", (gpointer) "ferryboard");
  items = secret_password_searchv_sync (NULL, wanted, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_retrievable_get_label (items->data);
  g_assert_cmpstr (label, ==, "Ferryboard: 生产 “prod”");
  attributes = secret_retrievable_get_attributes (items->data);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "account"), ==, ID);
  g_list_free_full (items, g_object_unref);
  stop_daemon (self);
  g_test_dbus_stop (bus);
}

/* A process of its own, which the next test starts. */
static void
read_by_process (void)
{
  g_autoptr(FerrySecretStore) other = ferry_secret_store_new ();

  assert_secret (other, SECRET);
}

static void
test_other_process (Fixture *self)
{
  start_bus ();
  start_daemon (self, TRUE);
  store_and_assert (self, SECRET, TRUE);
  g_test_trap_subprocess ("/secret-store/subprocess/read", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  stop_daemon (self);
  g_test_dbus_stop (bus);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_restarted (Fixture *self)
{
  guint n_changes = 0;

  g_signal_connect_swapped (self->store, "notify::available", G_CALLBACK (count_cb), &n_changes);
  start_bus ();
  start_daemon (self, TRUE);
  store_and_assert (self, SECRET, TRUE);

  stop_daemon (self);
  assert_secret (self->store, NULL);
  g_assert_false (ferry_secret_store_get_is_available (self->store));
  g_assert_cmpuint (n_changes, ==, 1);

  start_daemon (self, TRUE);
  assert_secret (self->store, SECRET);
  g_assert_true (ferry_secret_store_get_is_available (self->store));
  g_assert_cmpuint (n_changes, ==, 2);
  stop_daemon (self);
  g_test_dbus_stop (bus);
}

static void
lock_all (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  GList *collections;

  g_assert_no_error (error);
  collections = secret_service_get_collections (service);
  secret_service_lock_sync (service, collections, NULL, NULL, &error);
  g_assert_no_error (error);
  g_list_free_full (collections, g_object_unref);
}

/* Nobody can be asked to unlock it on this bus, which the keyring takes for a no. */
static void
test_locked (Fixture *self)
{
  g_autoptr(FerrySecretStore) other = ferry_secret_store_new ();
  gboolean kept = TRUE;
  g_autoptr(GError) lookup_error = NULL;
  g_autoptr(GError) store_error = NULL;
  g_autoptr(GError) clear_error = NULL;

  start_bus ();
  start_daemon (self, TRUE);
  store_and_assert (self, SECRET, TRUE);
  lock_all ();

  g_assert_null (lookup (other, &lookup_error));
  assert_refused (lookup_error, "The keyring is locked.");
  g_assert_true (ferry_secret_store_get_is_available (other));

  g_assert_false (store (self, OTHER_SECRET, &kept, &store_error));
  assert_refused (store_error, "The keyring is locked.");
  g_assert_false (kept);
  g_assert_true (ferry_secret_store_get_is_available (self->store));
  assert_secret (self->store, OTHER_SECRET);

  g_assert_false (clear (self, &clear_error));
  assert_refused (clear_error, "The keyring is locked.");
  stop_daemon (self);
  g_test_dbus_stop (bus);
}

/* For somebody who never had a keyring, a password would be asked for to make one. */
static void
test_no_keyring_yet (Fixture *self)
{
  gboolean kept = TRUE;
  g_autoptr(GError) error = NULL;

  start_bus ();
  start_daemon (self, FALSE);
  assert_secret (self->store, NULL);
  g_assert_false (store (self, SECRET, &kept, &error));
  assert_refused (error, "There is no keyring yet.");
  g_assert_false (kept);
  assert_secret (self->store, SECRET);
  stop_daemon (self);
  g_test_dbus_stop (bus);
}

static void
test_cancelled (Fixture *self)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) lookup_result = NULL;
  g_autoptr(GAsyncResult) store_result = NULL;
  g_autoptr(GAsyncResult) clear_result = NULL;
  g_autoptr(GError) lookup_error = NULL;
  g_autoptr(GError) store_error = NULL;
  g_autoptr(GError) clear_error = NULL;

  start_bus ();
  g_cancellable_cancel (cancellable);
  ferry_secret_store_lookup_async (self->store, ID, cancellable, test_result_cb, &lookup_result);
  test_wait_for_result (&lookup_result, "look up a secret");
  g_assert_null (ferry_secret_store_lookup_finish (self->store, lookup_result, &lookup_error));
  g_assert_error (lookup_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  ferry_secret_store_store_async (self->store, self->account, SECRET, cancellable, test_result_cb, &store_result);
  test_wait_for_result (&store_result, "store a secret");
  g_assert_false (ferry_secret_store_store_finish (self->store, store_result, NULL, &store_error));
  g_assert_error (store_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_secret (self->store, SECRET);

  ferry_secret_store_clear_async (self->store, ID, cancellable, test_result_cb, &clear_result);
  test_wait_for_result (&clear_result, "clear a secret");
  g_assert_false (ferry_secret_store_clear_finish (self->store, clear_result, &clear_error));
  g_assert_error (clear_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (ferry_secret_store_get_is_available (self->store));
  g_test_dbus_stop (bus);
}

typedef struct
{
  const char *path;
  void (*function) (Fixture *self);
  gboolean needs_daemon;
} Case;

static const Case cases[] = {
  { "/secret-store/no-bus", test_no_bus },
  { "/secret-store/bus-without-service", test_bus_without_service },
  { "/secret-store/cancelled", test_cancelled },
  { "/secret-store/file", test_file },
  { "/secret-store/keyring/all", test_keyring, TRUE },
  { "/secret-store/keyring/item", test_item, TRUE },
  { "/secret-store/keyring/other-process", test_other_process, TRUE },
  { "/secret-store/keyring/restarted", test_restarted, TRUE },
  { "/secret-store/keyring/locked", test_locked, TRUE },
  { "/secret-store/keyring/none-yet", test_no_keyring_yet, TRUE },
};

/* Each in a process of its own: GIO and libsecret keep what they have connected to. */
static void
run_case (gconstpointer data)
{
  const Case *this_case = data;
  g_autofree char *program = g_find_program_in_path ("gnome-keyring-daemon");
  Fixture fixture = { 0 };

  if (this_case->needs_daemon && program == NULL)
    {
      g_test_skip ("gnome-keyring-daemon is not installed");
      return;
    }
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  /* The session that the tests run in may have chosen who keeps secrets. */
  g_unsetenv ("SECRET_BACKEND");
  set_up (&fixture);
  this_case->function (&fixture);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], run_case);
  g_test_add_func ("/secret-store/subprocess/read", read_by_process);

  return g_test_run ();
}
