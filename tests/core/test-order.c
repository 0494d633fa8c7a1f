/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "test-util.h"

static FerryOrder
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  FerryOrder order;

  g_assert_true (ferry_order_parse (text, &order, &error));
  g_assert_no_error (error);

  return order;
}

static void
test_round_trip (void)
{
  const char *const texts[] = { "", "repository", "-updated", "organization,-updated,id", "-id,target-region,-overwrite" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const FerryOrder order = parse (texts[i]);
      g_autofree char *text = ferry_order_to_string (&order);

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_bad_texts (void)
{
  const char *const texts[] = { "color", "repository,", ",", "-", "--id", "id,-id", "repository,organization,repository", " " };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      FerryOrder order;

      g_assert_false (ferry_order_parse (texts[i], &order, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
    }
}

/* What counted most before counts next. */
static void
test_put_first (void)
{
  FerryOrder order = parse ("organization,-updated");
  g_autofree char *third = NULL;
  g_autofree char *again = NULL;

  ferry_order_put_first (&order, FERRY_COLUMN_ID, TRUE);
  third = ferry_order_to_string (&order);
  g_assert_cmpstr (third, ==, "-id,organization,-updated");

  ferry_order_put_first (&order, FERRY_COLUMN_UPDATED, FALSE);
  again = ferry_order_to_string (&order);
  g_assert_cmpstr (again, ==, "updated,-id,organization");

  for (guint round = 0; round < 3; round++)
    for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
      ferry_order_put_first (&order, column, FALSE);
  g_assert_cmpuint (order.n_keys, ==, FERRY_N_COLUMNS);
}

static void
test_compare (void)
{
  const FerrySyncTaskFields fields[] = {
    { .id = 1, .organization = "a", .repository = "x" },
    { .id = 2, .organization = "a", .repository = "y" },
    { .id = 3, .organization = "b", .repository = "x" },
  };
  const FerryOrder order = parse ("-organization,repository");
  FerrySyncTask *tasks[G_N_ELEMENTS (fields)];

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    tasks[i] = ferry_sync_task_new (&fields[i]);

  g_assert_cmpint (ferry_order_compare (&order, tasks[2], tasks[0]), <, 0);
  g_assert_cmpint (ferry_order_compare (&order, tasks[0], tasks[1]), <, 0);
  g_assert_cmpint (ferry_order_compare (&order, tasks[1], tasks[2]), >, 0);
  g_assert_cmpint (ferry_order_compare (&order, tasks[1], tasks[1]), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_object_unref (tasks[i]);
}

static void
test_unknown_last (void)
{
  const FerrySyncTaskFields none = { .id = FERRY_SYNC_TASK_NO_ID };
  const FerrySyncTaskFields all = {
    .id = 1,
    .source_region = "r",
    .organization = "a",
    .repository = "x",
    .target_region = "s",
    .target_organization = "b",
    .overwrite = FERRY_NO,
    .automatic = FERRY_YES,
    .account = "c",
    .account_id = "d",
    .created = "2025-03-09T23:15:30Z",
    .updated = "2025-03-09T23:15:30Z",
  };
  g_autoptr(FerrySyncTask) unknown = ferry_sync_task_new (&none);
  g_autoptr(FerrySyncTask) known = ferry_sync_task_new (&all);

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    for (guint descending = FALSE; descending <= TRUE; descending++)
      {
        FerryOrder order = { .n_keys = 0 };

        ferry_order_put_first (&order, column, descending);
        g_assert_cmpint (ferry_order_compare (&order, known, unknown), <, 0);
        g_assert_cmpint (ferry_order_compare (&order, unknown, known), >, 0);
      }
}

static FerrySyncTask *
create_random_task (void)
{
  const char *const texts[] = {
    NULL, "", "a", "a1", "a01", "a10", "a9", "a9b", "abcdefghijklmnopq", "abcdefghijklmnopr", "a123456789", "a1234567890",
    "a999999999999", "0", "00", "-1", "ü", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "app-0/9", "app-/9",
  };
  const char *const times[] = { NULL, "no time", "1969-01-01T00:00:00Z", "2025-03-09T23:15:30Z", "2025-03-09T23:15:30.5Z" };
  const gint64 ids[] = { FERRY_SYNC_TASK_NO_ID, -5, 0, 7, G_MAXINT64 };
  const FerrySyncTaskFields fields = {
    .id = ids[g_test_rand_int_range (0, G_N_ELEMENTS (ids))],
    .repository = texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))],
    .organization = texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))],
    .overwrite = g_test_rand_int_range (FERRY_UNKNOWN, FERRY_YES + 1),
    .updated = times[g_test_rand_int_range (0, G_N_ELEMENTS (times))],
    .account = texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))],
  };

  return ferry_sync_task_new (&fields);
}

/* The quick way of sorting comes to the same as comparing does. */
static void
test_sort (void)
{
  const char *const texts[] = { "repository", "-repository", "id", "-id", "updated", "-updated,organization", "overwrite,-repository", "account", "-account,id" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const FerryOrder order = parse (texts[i]);
      g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(GHashTable) places = g_hash_table_new (NULL, NULL);

      for (guint n = 0; n < 500; n++)
        {
          g_ptr_array_add (tasks, create_random_task ());
          g_hash_table_insert (places, g_ptr_array_index (tasks, n), GUINT_TO_POINTER (n));
        }
      ferry_order_sort (&order, tasks);

      for (guint n = 0; n + 1 < tasks->len; n++)
        {
          FerrySyncTask *a = g_ptr_array_index (tasks, n), *b = g_ptr_array_index (tasks, n + 1);
          int compared = ferry_order_compare (&order, a, b);

          g_assert_cmpint (compared, <=, 0);
          if (compared == 0)
            g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (places, a)), <, GPOINTER_TO_UINT (g_hash_table_lookup (places, b)));
        }
    }
}

static void
assert_order_of_accounts (const char        *locale,
                          const char *const *accounts)
{
  const FerryOrder order = parse ("account");

  if (setlocale (LC_ALL, locale) == NULL)
    {
      g_test_skip_printf ("there is no locale %s", locale);
      return;
    }

  for (gsize i = 0; accounts[i + 1] != NULL; i++)
    {
      g_autoptr(FerrySyncTask) a = ferry_sync_task_new (&(FerrySyncTaskFields) { .account = accounts[i] });
      g_autoptr(FerrySyncTask) b = ferry_sync_task_new (&(FerrySyncTaskFields) { .account = accounts[i + 1] });

      g_assert_cmpint (ferry_order_compare (&order, a, b), <, 0);
      g_assert_cmpint (ferry_order_compare (&order, b, a), >, 0);
    }
  setlocale (LC_ALL, "C");
}

/* People choose their names, and look for them as in a directory. */
static void
test_accounts_by_locale (void)
{
  assert_order_of_accounts ("en_US.UTF-8", (const char *const[]) { "alpha", "Beta", "éclair 2", "éclair 10", "Zeta", NULL });
}

static void
test_accounts_in_chinese (void)
{
  /* By how they are pronounced: Běijīng, Shànghǎi, Zhōngguó. */
  assert_order_of_accounts ("zh_CN.UTF-8", (const char *const[]) { "北京", "上海", "中国", NULL });
}

static void
test_equal (void)
{
  const FerryOrder a = parse ("id,-updated"), b = parse ("id,-updated"), c = parse ("id,updated"), d = parse ("id");

  g_assert_true (ferry_order_equal (&a, &b));
  g_assert_false (ferry_order_equal (&a, &c));
  g_assert_false (ferry_order_equal (&a, &d));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/order/round-trip", test_round_trip);
  g_test_add_func ("/order/bad-texts", test_bad_texts);
  g_test_add_func ("/order/put-first", test_put_first);
  g_test_add_func ("/order/compare", test_compare);
  g_test_add_func ("/order/unknown-last", test_unknown_last);
  g_test_add_func ("/order/sort", test_sort);
  g_test_add_func ("/order/accounts-by-locale", test_accounts_by_locale);
  g_test_add_func ("/order/accounts-in-chinese", test_accounts_in_chinese);
  g_test_add_func ("/order/equal", test_equal);

  return g_test_run ();
}
