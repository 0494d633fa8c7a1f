/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "test-util.h"

typedef struct
{
  char *folder;
  char *path;
  FerryHistory *history;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = test_make_folder ();
  self->path = g_build_filename (self->folder, "history.ini", NULL);
  self->history = ferry_history_new (self->path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->history);
  g_free (self->path);
  test_remove_folder (self->folder);
}

/* “a/b” in the default region. */
static FerryQuery *
make_query (const char *path)
{
  g_autofree char *organization = NULL;
  g_autofree char *repository = NULL;

  g_assert_true (ferry_repository_split_path (path, NULL, &organization, &repository));

  return test_make_query (organization, repository);
}

static void
add (FerryHistory *history,
     const char   *account_id,
     const char   *path)
{
  g_autoptr(FerryQuery) query = make_query (path);

  ferry_history_add (history, account_id, query);
}

static void
set_favorite (FerryHistory *history,
              const char   *account_id,
              const char   *path,
              gboolean      is_favorite)
{
  g_autoptr(FerryQuery) query = make_query (path);

  ferry_history_set_favorite (history, account_id, query, is_favorite);
  g_assert_cmpint (ferry_history_get_is_favorite (history, account_id, query), ==, is_favorite);
}

static char *
dup_list (GListModel *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(FerryHistoryItem) item = g_list_model_get_item (list, i);
      g_autofree char *scope = ferry_query_dup_scope (ferry_history_item_get_query (item));

      g_string_append_printf (text, "%s:%s ", ferry_history_item_get_account_id (item), scope);
    }

  return g_strchomp (g_string_free (text, FALSE));
}

#define assert_list(list, expected) \
  G_STMT_START \
  { \
    g_autofree char *items_ = dup_list (list); \
    g_assert_cmpstr (items_, ==, expected); \
  } \
  G_STMT_END

#define assert_recent(history, account_id, expected) assert_list (ferry_history_get_recent (history, account_id), expected)
#define assert_favorites(history, expected) assert_list (ferry_history_get_favorites (history), expected)

static void
assert_names (char       **names,
              const char  *expected)
{
  g_autofree char *text = g_strjoinv (" ", names);

  g_assert_cmpstr (text, ==, expected);
  g_strfreev (names);
}

/* What is there the next time. */
static FerryHistory *
load_again (Fixture *self)
{
  FerryHistory *history = ferry_history_new (self->path);
  g_autoptr(GError) error = NULL;

  ferry_history_load (history, &error);
  g_assert_no_error (error);

  return history;
}

static void
write_text (Fixture    *self,
            const char *text)
{
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryHistory) history = load_again (self);
  g_autoptr(FerryQuery) query = make_query ("team/web");

  assert_recent (history, "a", "");
  assert_favorites (history, "");
  g_assert_false (ferry_history_get_is_favorite (history, "a", query));
  assert_names (ferry_history_dup_organizations (history, "a"), "");
  assert_names (ferry_history_dup_repositories (history, "a", "team"), "");
  ferry_history_forget_account (history, "a");
  g_assert_true (g_list_model_get_item_type (ferry_history_get_favorites (history)) == FERRY_TYPE_HISTORY_ITEM);
}

static void
test_recent (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(FerryHistory) again = NULL;
  GListModel *recent = ferry_history_get_recent (self->history, "a");

  add (self->history, "a", "team/web");
  add (self->history, "a", "team/web/front;end");
  add (self->history, "b", "other/thing");
  add (self->history, "a", "团队/镜像");
  assert_list (recent, "a:团队/镜像 a:team/web/front;end a:team/web");
  add (self->history, "a", "team/web");
  add (self->history, "a", "team/web");
  assert_list (recent, "a:team/web a:团队/镜像 a:team/web/front;end");
  assert_recent (self->history, "b", "b:other/thing");

  again = load_again (self);
  assert_recent (again, "a", "a:team/web a:团队/镜像 a:team/web/front;end");
  assert_recent (again, "b", "b:other/thing");
}

static void
test_regions (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(FerryQuery) here = ferry_query_new_for_repository ("eu-west-101", "team", "web", NULL);
  g_autoptr(FerryHistory) again = NULL;
  g_autoptr(FerryHistoryItem) item = NULL;

  add (self->history, "a", "team/web");
  ferry_history_add (self->history, "a", here);
  again = load_again (self);
  assert_recent (again, "a", "a:team/web a:team/web");
  item = g_list_model_get_item (ferry_history_get_recent (again, "a"), 0);
  g_assert_true (ferry_query_equal (ferry_history_item_get_query (item), here));
}

static void
test_limit (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(FerryHistory) again = NULL;
  GListModel *recent;
  g_autoptr(FerryHistoryItem) newest = NULL;
  g_autoptr(FerryHistoryItem) oldest = NULL;

  for (guint i = 1; i <= FERRY_HISTORY_MAX_RECENT + 2; i++)
    {
      g_autofree char *path = g_strdup_printf ("team/web-%u", i);

      add (self->history, "a", path);
    }

  again = load_again (self);
  recent = ferry_history_get_recent (again, "a");
  g_assert_cmpuint (g_list_model_get_n_items (recent), ==, FERRY_HISTORY_MAX_RECENT);
  newest = g_list_model_get_item (recent, 0);
  oldest = g_list_model_get_item (recent, FERRY_HISTORY_MAX_RECENT - 1);
  g_assert_cmpstr (ferry_query_get_repository (ferry_history_item_get_query (newest)), ==, "web-22");
  g_assert_cmpstr (ferry_query_get_repository (ferry_history_item_get_query (oldest)), ==, "web-3");
}

static void
test_favorites (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(FerryHistory) again = NULL;

  set_favorite (self->history, "a", "team/web", TRUE);
  set_favorite (self->history, "b", "team/web", TRUE);
  set_favorite (self->history, "a", "team/api", TRUE);
  set_favorite (self->history, "a", "team/web", TRUE);
  assert_favorites (self->history, "a:team/web a:team/api b:team/web");
  set_favorite (self->history, "a", "team/web", FALSE);
  set_favorite (self->history, "a", "team/web", FALSE);
  assert_favorites (self->history, "a:team/api b:team/web");

  again = load_again (self);
  assert_favorites (again, "a:team/api b:team/web");
  assert_recent (again, "a", "");
}

static void
test_forget (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(FerryHistory) again = NULL;
  g_autoptr(FerryHistory) at_last = NULL;

  add (self->history, "a", "team/web");
  add (self->history, "b", "team/web");
  set_favorite (self->history, "a", "team/api", TRUE);
  set_favorite (self->history, "b", "team/api", TRUE);

  ferry_history_forget_recent (self->history, "a");
  assert_recent (self->history, "a", "");
  assert_recent (self->history, "b", "b:team/web");
  assert_favorites (self->history, "a:team/api b:team/api");
  again = load_again (self);
  assert_recent (again, "a", "");
  assert_favorites (again, "a:team/api b:team/api");

  ferry_history_forget_account (self->history, "b");
  assert_recent (self->history, "b", "");
  assert_favorites (self->history, "a:team/api");
  at_last = load_again (self);
  assert_recent (at_last, "b", "");
  assert_favorites (at_last, "a:team/api");
}

/* Whoever shows the items has nothing but them to call with. */
static void
test_with_own_items (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(FerryHistory) again = NULL;
  FerryHistoryItem *item;

  add (self->history, "a", "team/web");
  add (self->history, "a", "team/api");
  item = g_list_model_get_item (ferry_history_get_recent (self->history, "a"), 1);
  g_object_unref (item);
  ferry_history_add (self->history, ferry_history_item_get_account_id (item), ferry_history_item_get_query (item));
  assert_recent (self->history, "a", "a:team/web a:team/api");

  set_favorite (self->history, "a", "team/web", TRUE);
  item = g_list_model_get_item (ferry_history_get_favorites (self->history), 0);
  g_object_unref (item);
  ferry_history_set_favorite (self->history, ferry_history_item_get_account_id (item),
                              ferry_history_item_get_query (item), FALSE);

  set_favorite (self->history, "a", "team/web", TRUE);
  item = g_list_model_get_item (ferry_history_get_favorites (self->history), 0);
  g_object_unref (item);
  ferry_history_forget_account (self->history, ferry_history_item_get_account_id (item));
  again = load_again (self);
  assert_recent (again, "a", "");
  assert_favorites (again, "");
}

static void
test_names (Fixture       *self,
            gconstpointer  data)
{
  add (self->history, "a", "team/web");
  add (self->history, "a", "team/api");
  add (self->history, "a", "alpha/x");
  add (self->history, "b", "secret/y");
  set_favorite (self->history, "a", "team/web", TRUE);
  set_favorite (self->history, "a", "team/db/main", TRUE);
  set_favorite (self->history, "b", "hidden/z", TRUE);

  assert_names (ferry_history_dup_organizations (self->history, "a"), "alpha team");
  assert_names (ferry_history_dup_repositories (self->history, "a", "team"), "api db/main web");
  assert_names (ferry_history_dup_repositories (self->history, "a", "other"), "");
  assert_names (ferry_history_dup_organizations (self->history, "b"), "hidden secret");
}

static void
test_damaged (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *broken = g_strconcat (self->path, ".broken", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  write_text (self, "rubbish");
  g_assert_false (ferry_history_load (self->history, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS);
  test_assert_error_text (error, broken);
  text = test_read_file (broken);
  g_assert_cmpstr (text, ==, "rubbish");

  add (self->history, "a", "team/web");
  test_assert_file_has (self->path, "[Account a]\nrecent=cn-north-4/team/web;\n");
}

/* What cannot be a query, is there twice, or is more than is remembered. */
static void
test_strange (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("[Ferryboard]\nversion=1\n[Weather]\nsky=blue\n[Account a]\nfuture=1\n"
                                          "favourites=x;cn-north-4/team/../web;cn-north-4/team/web;\n"
                                          "recent=;/;//;cn-north-4//web;cn-north-4/team/;CN/team/web;"
                                          "cn-north-4/team/web;cn-north-4/team/web;");
  g_autoptr(FerryHistory) history = NULL;
  g_autoptr(FerryHistory) again = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "cn-north-4/team/web-%u;", i);
  write_text (self, text->str);

  history = load_again (self);
  assert_favorites (history, "a:team/web");
  g_assert_cmpuint (g_list_model_get_n_items (ferry_history_get_recent (history, "a")), ==, FERRY_HISTORY_MAX_RECENT);
  add (history, "a", "team/new");
  test_assert_file_has (self->path, "[Weather]\nsky=blue\n");
  test_assert_file_has (self->path, "future=1\n");
}

static GLogWriterOutput
count_messages (GLogLevelFlags   level,
                const GLogField *fields,
                gsize            n_fields,
                gpointer         user_data)
{
  guint *n_messages = user_data;

  if ((level & G_LOG_LEVEL_MASK) == G_LOG_LEVEL_MESSAGE)
    (*n_messages)++;

  return G_LOG_WRITER_HANDLED;
}

/* Only run as a process of its own: what writes the log can be set once. */
static void
test_not_written (Fixture       *self,
                  gconstpointer  data)
{
  const char *const newer = "[Ferryboard]\nversion=2\n[Account a]\nrecent=cn-north-4/team/web\n";
  g_autoptr(FerryHistory) history = NULL;
  g_autoptr(FerryHistory) nowhere = ferry_history_new ("/proc/ferryboard/history.ini");
  g_autofree char *text = NULL;
  guint n_messages = 0;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  g_log_set_writer_func (count_messages, &n_messages, NULL);
  write_text (self, newer);
  history = load_again (self);
  assert_recent (history, "a", "a:team/web");
  add (history, "a", "team/api");
  g_assert_cmpuint (n_messages, ==, 1);
  assert_recent (history, "a", "a:team/api a:team/web");
  text = test_read_file (self->path);
  g_assert_cmpstr (text, ==, newer);

  add (nowhere, "a", "team/web");
  g_assert_cmpuint (n_messages, ==, 2);
  assert_recent (nowhere, "a", "a:team/web");
}

static void
test_other_process (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(FerryHistory) other = load_again (self);
  g_autoptr(FerryHistory) again = NULL;
  g_autoptr(FerryHistory) at_last = NULL;

  add (self->history, "a", "team/web");
  add (other, "b", "team/api");
  add (self->history, "a", "team/db");
  again = load_again (self);
  assert_recent (again, "a", "a:team/db a:team/web");
  assert_recent (again, "b", "b:team/api");

  /* Nobody else's are lost with the file. */
  add (again, "b", "team/x");
  g_assert_cmpint (g_remove (self->path), ==, 0);
  add (again, "b", "team/y");
  at_last = load_again (self);
  assert_recent (at_last, "a", "a:team/db a:team/web");
  assert_recent (at_last, "b", "b:team/y b:team/x b:team/api");
}

#define ADD(name, function) g_test_add ("/history/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty", test_empty);
  ADD ("recent", test_recent);
  ADD ("regions", test_regions);
  ADD ("limit", test_limit);
  ADD ("favorites", test_favorites);
  ADD ("forget", test_forget);
  ADD ("with-own-items", test_with_own_items);
  ADD ("names", test_names);
  ADD ("damaged", test_damaged);
  ADD ("strange", test_strange);
  ADD ("not-written", test_not_written);
  ADD ("other-process", test_other_process);

  return g_test_run ();
}
