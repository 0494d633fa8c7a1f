/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
    .id = 1, .source_region = "r", .organization = "a", .repository = "x", .target_region = "s", .target_organization = "b",
    .overwrite = FERRY_NO, .automatic = FERRY_YES, .account = "c", .account_id = "d",
    .created = "2025-03-09T23:15:30Z", .updated = "2025-03-09T23:15:30Z",
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
  g_test_add_func ("/order/equal", test_equal);

  return g_test_run ();
}
