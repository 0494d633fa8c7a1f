/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test-util.h"

typedef struct
{
  char *folder;
  char *path; /* in a folder that is not there yet */
  FerryAccount *sample;
  FerryAccountStore *store;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = test_make_folder ();
  self->path = g_build_filename (self->folder, "ferryboard", "accounts.ini", NULL);
  self->sample = ferry_account_new_sample (NULL);
  self->store = ferry_account_store_new (self->path, self->sample);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->store);
  g_assert_finalize_object (self->sample);
  g_free (self->path);
  test_remove_folder (self->folder);
}

static FerryAccount *
make_account (const char *id)
{
  g_autofree char *name = g_strdup_printf ("name of %s", id);

  return g_object_new (FERRY_TYPE_ACCOUNT, "id", id, "name", name, "access-key", "EXAMPLEKEY0123456789", NULL);
}

static void
put (FerryAccountStore *store,
     const char        *id)
{
  g_autoptr(FerryAccount) account = make_account (id);
  g_autoptr(GError) error = NULL;

  ferry_account_store_put (store, account, &error);
  g_assert_no_error (error);
}

static void
remove_account (FerryAccountStore *store,
                const char        *id,
                guint              expected_position)
{
  g_autoptr(GError) error = NULL;
  guint position = G_MAXUINT;

  ferry_account_store_remove (store, id, &position, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (position, ==, expected_position);
}

static void
load (FerryAccountStore *store)
{
  g_autoptr(GError) error = NULL;

  ferry_account_store_load (store, &error);
  g_assert_no_error (error);
}

static void
write_file (Fixture    *self,
            const char *text)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (self->path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
dup_ids (FerryAccountStore *store)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(FerryAccount) account = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (ids, "%s ", ferry_account_get_id (account));
    }

  return g_strchomp (g_string_free (ids, FALSE));
}

#define assert_ids(store, expected) \
  G_STMT_START \
  { \
    g_autofree char *ids = dup_ids (store); \
    g_assert_cmpstr (ids, ==, expected); \
  } \
  G_STMT_END

/* What another process would read. */
static void
assert_ids_in_file (Fixture    *self,
                    const char *expected)
{
  g_autoptr(FerryAccountStore) store = ferry_account_store_new (self->path, NULL);

  load (store);
  assert_ids (store, expected);
}

static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  load (self->store);
  assert_ids (self->store, "sample");
  g_assert_null (ferry_account_store_get_remark (self->store));
  g_assert_true (ferry_account_store_find (self->store, "sample") == self->sample);
  g_assert_null (ferry_account_store_find (self->store, "other"));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (self->store)) == FERRY_TYPE_ACCOUNT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->store), 1));
  g_assert_cmpuint (test_count_files (self->folder), ==, 0);
}

/* A value of its own for each property, whatever properties there are. */
static void
set_unlike_default (GParamSpec *pspec,
                    GValue     *value)
{
  const char *const regions[] = { "cn-north-4", "xx;new", "eu-west-101", NULL };

  g_value_init (value, pspec->value_type);
  if (G_VALUE_HOLDS_STRING (value))
    g_value_take_string (value, g_strdup_printf ("%s 审计 “ü” = [x] ; # \\ \t\n end", pspec->name));
  else if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, FERRY_ACCOUNT_PASSWORD);
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, G_GINT64_CONSTANT (5000000000));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, TRUE);
  else
    g_value_set_boxed (value, regions);
  g_assert_false (!G_VALUE_HOLDS (value, G_TYPE_STRV) && g_param_value_defaults (pspec, value));
}

static void
test_round_trip (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(FerryAccountStore) other = ferry_account_store_new (self->path, NULL);
  g_autoptr(GTypeClass) klass = g_type_class_ref (FERRY_TYPE_ACCOUNT);
  g_autoptr(FerryAccount) account = NULL;
  FerryAccount *read;
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n);
  g_autofree const char **names = g_new0 (const char *, n);
  g_autofree GValue *values = g_new0 (GValue, n);

  for (guint i = 0; i < n; i++)
    {
      names[i] = pspecs[i]->name;
      set_unlike_default (pspecs[i], &values[i]);
      if (g_str_equal (names[i], "id"))
        g_value_set_string (&values[i], "the-id");
    }
  account = FERRY_ACCOUNT (g_object_new_with_properties (FERRY_TYPE_ACCOUNT, n, names, values));
  g_assert_true (ferry_account_store_put (self->store, account, NULL));

  load (other);
  g_assert_null (ferry_account_store_get_remark (other));
  read = ferry_account_store_find (other, "the-id");
  g_assert_nonnull (read);
  for (guint i = 0; i < n; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;
      g_autofree char *expected = g_strdup_value_contents (&values[i]);
      g_autofree char *text = NULL;

      g_object_get_property (G_OBJECT (read), names[i], &value);
      text = g_strdup_value_contents (&value);
      g_assert_cmpstr (text, ==, expected);
      g_value_unset (&values[i]);
    }
}

static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryAccount) b = make_account ("b");
  g_autoptr(FerryAccount) e = make_account ("e");

  put (self->store, "c");
  put (self->store, "a");
  put (self->store, "b");
  assert_ids (self->store, "c a b sample");
  put (self->store, "a");
  assert_ids (self->store, "c a b sample");

  remove_account (self->store, "a", 1);
  assert_ids (self->store, "c b sample");
  remove_account (self->store, "b", 1);
  assert_ids (self->store, "c sample");

  g_assert_true (ferry_account_store_insert (self->store, b, 0, NULL));
  assert_ids (self->store, "b c sample");
  g_assert_true (ferry_account_store_insert (self->store, e, 1, NULL));
  assert_ids (self->store, "b e c sample");
  g_assert_true (ferry_account_store_insert (self->store, e, 0, NULL));
  assert_ids (self->store, "b e c sample");
  remove_account (self->store, "e", 1);
  g_assert_true (ferry_account_store_insert (self->store, e, 99, NULL));
  assert_ids (self->store, "b c e sample");
  assert_ids_in_file (self, "b c e");
}

static void
test_edit (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(FerryAccount) edited = g_object_new (FERRY_TYPE_ACCOUNT, "id", "a", "name", "other", NULL);

  put (self->store, "a");
  put (self->store, "b");
  test_assert_file_has (self->path, "access-key=");
  g_assert_true (ferry_account_store_put (self->store, edited, NULL));
  remove_account (self->store, "b", 1);

  assert_ids (self->store, "a sample");
  g_assert_cmpstr (ferry_account_get_name (ferry_account_store_find (self->store, "a")), ==, "other");
  /* A property that was taken away is not there any more. */
  g_assert_null (ferry_account_get_access_key (ferry_account_store_find (self->store, "a")));
}

typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Changes *changes = user_data;

  *changes = (Changes) { changes->n + 1, position, removed, added };
}

/* A list that shows it keeps its selection: only what changes is told, and the other objects stay. */
static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(FerryAccount) edited = g_object_new (FERRY_TYPE_ACCOUNT, "id", "b", "name", "other", NULL);
  Changes changes = { 0 };
  FerryAccount *a;
  FerryAccount *c;

  put (self->store, "a");
  put (self->store, "b");
  put (self->store, "c");
  a = ferry_account_store_find (self->store, "a");
  c = ferry_account_store_find (self->store, "c");

  g_signal_connect (self->store, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  g_assert_true (ferry_account_store_put (self->store, edited, NULL));
  g_assert_cmpuint (changes.n, ==, 1);
  g_assert_cmpuint (changes.position, ==, 1);
  g_assert_cmpuint (changes.removed, ==, 1);
  g_assert_cmpuint (changes.added, ==, 1);

  load (self->store);
  put (self->store, "c");
  g_assert_cmpuint (changes.n, ==, 1);
  remove_account (self->store, "b", 1);
  g_assert_cmpuint (changes.n, ==, 2);
  g_assert_cmpuint (changes.added, ==, 0);
  g_assert_true (ferry_account_store_find (self->store, "a") == a);
  g_assert_true (ferry_account_store_find (self->store, "c") == c);
}

static void
test_modes (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  GStatBuf status;

  put (self->store, "a");
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0700);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);

  g_assert_cmpint (g_chmod (self->path, 0644), ==, 0);
  put (self->store, "b");
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  g_assert_cmpuint (test_count_files (folder), ==, 1);
}

static void
test_link (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *target = g_build_filename (self->folder, "target.ini", NULL);
  g_autofree char *text = NULL;

  write_file (self, "");
  g_assert_cmpint (g_rename (self->path, target), ==, 0);
  g_assert_cmpint (symlink (target, self->path), ==, 0);

  put (self->store, "a");
  g_assert_true (g_file_test (self->path, G_FILE_TEST_IS_SYMLINK));
  text = test_read_file (target);
  g_assert_nonnull (strstr (text, "[Account a]"));
}

static void
test_sample_stays_out (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *text = NULL;

  put (self->store, "a");
  text = test_read_file (self->path);
  g_assert_null (strstr (text, "ample"));

  /* Nor does anything in the file become one. */
  write_file (self, "[Account sample]\nkind=access-key\n[Account x]\nkind=sample\n");
  load (self->store);
  assert_ids (self->store, "sample");
  g_assert_true (ferry_account_store_find (self->store, "sample") == self->sample);
}

static void
assert_damage_is_set_aside (Fixture    *self,
                            const char *damaged,
                            gsize       length,
                            const char *suffix)
{
  g_autofree char *broken = g_strconcat (self->path, suffix, NULL);
  g_autofree char *text = NULL;
  gsize length_there;
  g_autoptr(GError) error = NULL;

  write_file (self, "");
  g_assert_true (g_file_set_contents (self->path, damaged, length, NULL));
  g_assert_false (ferry_account_store_load (self->store, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
  g_assert_false (ferry_error_is_sign_in (error));
  test_assert_error_text (error, self->path);
  test_assert_error_text (error, broken);

  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (broken, &text, &length_there, NULL));
  g_assert_cmpmem (text, length_there, damaged, length);
}

static void
test_damaged (Fixture       *self,
              gconstpointer  data)
{
  const char with_nul[] = "[Ferryboard]\nversion=1\n\0[Account a]\nkind=token\n";
  g_autofree char *folder = g_path_get_dirname (self->path);

  assert_damage_is_set_aside (self, "first", 5, ".broken");
  assert_damage_is_set_aside (self, "[Account a]\nkind", 16, ".broken-2");
  assert_damage_is_set_aside (self, with_nul, sizeof with_nul - 1, ".broken-3");
  g_assert_cmpuint (test_count_files (folder), ==, 3);

  put (self->store, "a");
  assert_ids (self->store, "a sample");
  assert_ids_in_file (self, "a");
  g_assert_cmpuint (test_count_files (folder), ==, 4);
}

/* Damage between two changes is not written over either, and what was there before is not lost. */
static void
test_damaged_later (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(FerryAccount) b = make_account ("b");
  g_autofree char *broken = g_strconcat (self->path, ".broken", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  put (self->store, "a");
  write_file (self, "rubbish");
  g_assert_false (ferry_account_store_put (self->store, b, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
  test_assert_error_text (error, broken);
  assert_ids (self->store, "a sample");
  text = test_read_file (broken);
  g_assert_cmpstr (text, ==, "rubbish");

  put (self->store, "b");
  assert_ids_in_file (self, "a b");
}

#define STRANGE \
  "# a remark of a person\n" \
  "[Ferryboard]\nversion=1\nlater=yes\n" \
  "[Account a]\nkind=access-key\nname=a\nname[fr]=à\naccess_key=no\nfuture=1;2\n# about the number\ntoken-expires-at=soon\n" \
  "[Account b]\nkind=carrier-pigeon\nname=b\n" \
  "[Account]\nkind=token\n[Account  c ]\nkind=token\n[Account d]\nname=d\n" \
  "[Weather]\nsky=blue\n" \
  "[Account e]\nkind=token\ntoken-expires-at=-5\nskip-verification=perhaps\n"

static void
test_unknown (Fixture       *self,
              gconstpointer  data)
{
  const char *const kept[] = {
    "# a remark of a person\n", "later=yes\n", "name[fr]=à\n", "access_key=no\n", "future=1;2\n", "# about the number\n",
    "[Account b]\nkind=carrier-pigeon\nname=b\n", "[Account]\nkind=token\n", "[Account d]\nname=d\n",
    "[Weather]\nsky=blue\n", "token-expires-at=-5\nskip-verification=perhaps\n",
  };
  const char *const named[] = {
    "[Account a] future", "[Account a] access_key", "[Account a] token-expires-at", "[Account b]", "[Account]", "[Account d]",
    "[Weather]", "[Account e] token-expires-at", "[Account e] skip-verification",
  };
  g_autoptr(FerryAccount) first = make_account ("first");

  write_file (self, STRANGE);
  load (self->store);
  assert_ids (self->store, "a e sample");
  g_assert_null (ferry_account_get_access_key (ferry_account_store_find (self->store, "a")));
  g_assert_cmpint (ferry_account_get_token_expires_at (ferry_account_store_find (self->store, "e")), ==, 0);
  g_assert_false (ferry_account_get_skip_verification (ferry_account_store_find (self->store, "e")));
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    g_assert_nonnull (strstr (ferry_account_store_get_remark (self->store), named[i]));

  put (self->store, "z");
  g_assert_true (ferry_account_store_insert (self->store, first, 0, NULL));
  remove_account (self->store, "z", 3);
  assert_ids (self->store, "first a e sample");
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    test_assert_file_has (self->path, kept[i]);
}

static void
test_newer (Fixture       *self,
            gconstpointer  data)
{
  const char *const versions[] = { "2", "1.5", "one", "", "99999999999", "0" };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *text = g_strdup_printf ("[Account a]\nkind=token\n[Ferryboard]\nversion=%s\n", versions[i]);
      g_autofree char *text_there = NULL;
      g_autoptr(FerryAccount) b = make_account ("b");
      g_autoptr(GError) put_error = NULL;
      g_autoptr(GError) remove_error = NULL;

      write_file (self, text);
      load (self->store);
      assert_ids (self->store, "a sample");
      g_assert_nonnull (strstr (ferry_account_store_get_remark (self->store), "newer version"));
      g_assert_false (ferry_account_store_put (self->store, b, &put_error));
      g_assert_error (put_error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
      test_assert_error_text (put_error, "newer version");
      g_assert_false (ferry_account_store_remove (self->store, "a", NULL, &remove_error));
      g_assert_error (remove_error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
      assert_ids (self->store, "a sample");
      text_there = test_read_file (self->path);
      g_assert_cmpstr (text_there, ==, text);
    }
}

/* Places that root cannot read or write either. */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->folder, "file", NULL);
  const char *const paths[] = { "/proc/ferryboard/accounts.ini", "/proc/accounts.ini", self->folder, NULL };
  g_autofree char *below_file = g_build_filename (file, "accounts.ini", NULL);

  g_assert_true (g_file_set_contents (file, "old", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *path = paths[i] != NULL ? paths[i] : below_file;
      g_autoptr(FerryAccountStore) store = ferry_account_store_new (path, self->sample);
      g_autoptr(FerryAccount) account = make_account ("a");
      g_autoptr(GError) error = NULL;

      g_assert_false (ferry_account_store_put (store, account, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
      test_assert_error_text (error, path);
      assert_ids (store, "sample");
    }
  g_assert_cmpuint (test_count_files (self->folder), ==, 1);
}

static void
test_unreadable (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(FerryAccountStore) store = ferry_account_store_new (self->folder, self->sample);
  g_autoptr(GError) error = NULL;

  g_assert_false (ferry_account_store_load (store, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
  test_assert_error_text (error, "could not be read");
  assert_ids (store, "sample");
}

static void
test_other_process (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(FerryAccountStore) other = ferry_account_store_new (self->path, NULL);
  g_autoptr(FerryAccount) edited = g_object_new (FERRY_TYPE_ACCOUNT, "id", "b", "name", "edited there", NULL);
  g_autoptr(FerryAccount) between = make_account ("between");

  put (self->store, "a");
  put (self->store, "b");
  put (self->store, "c");
  load (other);

  put (other, "added there");
  remove_account (other, "a", 0);
  g_assert_true (ferry_account_store_put (other, edited, NULL));
  put (self->store, "d");
  assert_ids (self->store, "b c added there d sample");
  g_assert_cmpstr (ferry_account_get_name (ferry_account_store_find (self->store, "b")), ==, "edited there");

  /* The account that has the place by now is gone there. */
  remove_account (other, "c", 1);
  g_assert_true (ferry_account_store_insert (self->store, between, 1, NULL));
  assert_ids (self->store, "b added there d between sample");
  assert_ids_in_file (self, "b added there d between");
}

static void
test_file_gone (Fixture       *self,
                gconstpointer  data)
{
  put (self->store, "a");
  g_assert_cmpint (g_remove (self->path), ==, 0);
  put (self->store, "b");
  assert_ids (self->store, "a b sample");
  assert_ids_in_file (self, "a b");
}

/* Somebody else was quicker; there is nothing left to remove. */
static void
test_remove_gone (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (self->store, "a");
  g_assert_false (ferry_account_store_remove (self->store, "b", NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
  assert_ids (self->store, "a sample");
}

static void
test_free_name (Fixture       *self,
                gconstpointer  data)
{
  static const char *const names[][2] = {
    { "new", "new" },
    { "new (2)", "new (2)" },
    { "name of a", "name of a (3)" },
    { "name of a (2)", "name of a (3)" },
    { "Sample data", "Sample data (2)" },
    { "", "" },
  };

  put (self->store, "a");
  put (self->store, "a (2)");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = ferry_account_store_dup_free_name (self->store, names[i][0]);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

#define ADD(name, function) g_test_add ("/account-store/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty", test_empty);
  ADD ("round-trip", test_round_trip);
  ADD ("order", test_order);
  ADD ("edit", test_edit);
  ADD ("changes", test_changes);
  ADD ("modes", test_modes);
  ADD ("link", test_link);
  ADD ("sample-stays-out", test_sample_stays_out);
  ADD ("damaged", test_damaged);
  ADD ("damaged-later", test_damaged_later);
  ADD ("unknown", test_unknown);
  ADD ("newer", test_newer);
  ADD ("refused", test_refused);
  ADD ("unreadable", test_unreadable);
  ADD ("other-process", test_other_process);
  ADD ("file-gone", test_file_gone);
  ADD ("remove-gone", test_remove_gone);
  ADD ("free-name", test_free_name);

  return g_test_run ();
}
