/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

#include <glib/gstdio.h>

/* Far more than anything takes, valgrind included: it ends what would hang, and measures nothing. */
#define LOOK_AGAIN_MS 20
#define DEADLINE_SECONDS 120

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * test_wait_for:
 * @condition: (scope call): what to wait for
 * @user_data: for @condition
 * @operation: what should bring it about
 *
 * Runs the main loop until @condition holds. Ends the test, naming @operation,
 * when that does not happen.
 */
void
test_wait_for (TestCondition  condition,
               gpointer       user_data,
               const char    *operation)
{
  gboolean expired = FALSE;
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, set_flag_cb, &expired);
  /* What a service does in its own thread wakes nobody here. */
  guint look_again = g_timeout_add (LOOK_AGAIN_MS, look_again_cb, NULL);

  while (!condition (user_data))
    {
      if (expired)
        g_error ("No end within %d seconds: %s", DEADLINE_SECONDS, operation);
      g_main_context_iteration (NULL, TRUE);
    }

  g_source_remove (deadline);
  g_source_remove (look_again);
}

/**
 * test_result_cb:
 * @source: the source of an operation
 * @result: its result
 * @user_data: where to keep @result, a pointer to a #GAsyncResult pointer
 *
 * The callback for [func@test_wait_for_result].
 */
void
test_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

/**
 * test_wait_for_result:
 * @result: (inout): where [func@test_result_cb] keeps it
 * @operation: what was started
 *
 * Runs the main loop until the operation is done.
 */
void
test_wait_for_result (GAsyncResult **result,
                      const char    *operation)
{
  test_wait_for (has_result, result, operation);
}

static gboolean
is_gone (gpointer user_data)
{
  return *(GObject **) user_data == NULL;
}

/**
 * test_wait_for_end:
 * @object: an object that has a weak pointer at this place
 * @operation: what should bring about its end
 *
 * Runs the main loop until the object is finalized.
 */
void
test_wait_for_end (gpointer   *object,
                   const char *operation)
{
  test_wait_for (is_gone, object, operation);
}

/**
 * test_start_server:
 *
 * Returns: (transfer full): a demo service that runs on a free port
 */
FerryDemoServer *
test_start_server (void)
{
  FerryDemoServer *server = ferry_demo_server_new ();
  g_autoptr(GError) error = NULL;

  ferry_demo_server_start (server, 0, &error);
  g_assert_no_error (error);

  return server;
}

/**
 * test_dup_key_pair:
 *
 * Returns: (transfer full): the key pair that a demo service accepts
 */
FerryCredentials *
test_dup_key_pair (void)
{
  return ferry_credentials_new_key_pair (FERRY_DEMO_ACCESS_KEY, FERRY_DEMO_SECRET_KEY, NULL, NULL);
}

/**
 * test_create_client:
 * @endpoint: (nullable): an address
 * @credentials: what to sign in with
 *
 * Returns: (transfer full): a client of the service there, which loses no time
 *   before it tries again
 */
FerryClient *
test_create_client (const char       *endpoint,
                    FerryCredentials *credentials)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", endpoint, "iam-endpoint", endpoint, NULL);
  g_autoptr(GError) error = NULL;
  FerryClient *client = ferry_client_new (account, credentials, &error);

  g_assert_no_error (error);
  ferry_connection_set_retry_delay (ferry_client_get_connection (client), 1);

  return client;
}

/**
 * test_connect_client:
 * @endpoint: (nullable): an address
 *
 * Returns: (transfer full): a client of the service there, with the key pair of
 *   the demo service
 */
FerryClient *
test_connect_client (const char *endpoint)
{
  g_autoptr(FerryCredentials) credentials = test_dup_key_pair ();

  return test_create_client (endpoint, credentials);
}

/**
 * test_hurry:
 * @client: a client
 *
 * Ends each of its pauses as soon as it begins, as somebody who is at hand and
 * impatient would.
 */
void
test_hurry (FerryClient *client)
{
  g_signal_connect (ferry_client_get_pace (client), "notify::resume-at", G_CALLBACK (ferry_pace_resume), NULL);
}

/**
 * test_make_query:
 * @organization: an organization
 * @repository: a repository
 *
 * Returns: (transfer full): a query in the default region
 */
FerryQuery *
test_make_query (const char *organization,
                 const char *repository)
{
  g_autoptr(GError) error = NULL;
  FerryQuery *query = ferry_query_new_for_repository (FERRY_REGION_DEFAULT, organization, repository, &error);

  g_assert_no_error (error);

  return query;
}

/**
 * test_make_repository:
 * @organization: an organization
 * @name: the name of a repository
 *
 * Returns: (transfer full): the repository in the default region
 */
FerryRepository *
test_make_repository (const char *organization,
                      const char *name)
{
  g_autoptr(GError) error = NULL;
  FerryRepository *repository = ferry_repository_new (FERRY_REGION_DEFAULT, organization, name, &error);

  g_assert_no_error (error);

  return repository;
}

/**
 * test_make_folder:
 *
 * Returns: (transfer full): an empty folder, for [func@test_remove_folder]
 */
char *
test_make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *path = g_dir_make_tmp ("ferryboard-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

/**
 * test_remove_folder:
 * @path: (transfer full): a folder
 *
 * Removes the folder and all that is in it.
 */
void
test_remove_folder (char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK))
        test_remove_folder (file);
      else
        {
          g_assert_cmpint (g_remove (file), ==, 0);
          g_free (file);
        }
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_free (path);
}

/**
 * test_count_files:
 * @folder: a folder
 *
 * Returns: how many files are in it, hidden ones too
 */
guint
test_count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/**
 * test_read_file:
 * @path: a file
 *
 * Returns: (transfer full): its text
 */
char *
test_read_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/**
 * test_read_data:
 * @name: a file of `tests/data`
 *
 * Returns: (transfer full): its text
 */
char *
test_read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);

  return test_read_file (path);
}

/**
 * test_assert_file_has:
 * @path: the path of a file
 * @text: what has to stand in it
 *
 * Ends the test, showing the file, when it does not.
 */
void
test_assert_file_has (const char *path,
                      const char *text)
{
  g_autofree char *content = test_read_file (path);

  if (strstr (content, text) == NULL)
    g_error ("“%s” is not in the file:\n%s", text, content);
}
