/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

/* More than are arranged at once. */
#define MANY 5000

typedef struct
{
  GListStore *store;
  FerryFilter *filter;
  FerryRowModel *rows;
  GPtrArray *mirror; /* what somebody knows who only listens */
  guint n_changes;
  FerryRowChange change; /* the latest */
  guint n_replacements;
} Fixture;

static void
items_changed_cb (Fixture *self,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  g_assert_cmpuint (position + removed, <=, self->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (self->mirror, i, g_list_model_get_item (G_LIST_MODEL (self->rows), i));
  self->n_changes++;

  /* Not only in the end: the model and what was told agree after each step. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), ==, self->mirror->len);
  if (self->mirror->len > 100)
    return;
  for (guint i = 0; i < self->mirror->len; i++)
    {
      g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      g_assert_true (sync_task == g_ptr_array_index (self->mirror, i));
    }
}

static void
arranged_cb (Fixture        *self,
             FerryRowChange  change)
{
  self->change = change;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = g_list_store_new (FERRY_TYPE_SYNC_TASK);
  self->filter = ferry_filter_new ();
  self->rows = ferry_row_model_new (self->filter);
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_swapped (self->rows, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (self->rows, "arranged", G_CALLBACK (arranged_cb), self);
  ferry_row_model_set_list (self->rows, G_LIST_MODEL (self->store));
}

/* The thread may keep the model for a moment longer. */
static void
drop_rows (Fixture *self)
{
  gpointer rows = self->rows;

  g_object_add_weak_pointer (rows, &rows);
  g_clear_object (&self->rows);
  test_wait_for_end (&rows, "the end of the model");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (self->rows, self);
  drop_rows (self);
  g_object_unref (self->filter);
  g_object_unref (self->store);
  g_ptr_array_unref (self->mirror);
}

/* `ORGANIZATION/REPOSITORY>REGION`, with a `!` for one that overwrites. */
static FerrySyncTask *
create_task (const char *text)
{
  g_auto(GStrv) parts = g_strsplit_set (text, "/>", -1);
  gboolean overwrites = g_str_has_suffix (text, "!");
  const FerrySyncTaskFields fields = {
    .id = FERRY_SYNC_TASK_NO_ID,
    .organization = parts[0],
    .repository = parts[1],
    .target_region = g_strdelimit (parts[2], "!", '\0'),
    .overwrite = overwrites ? FERRY_YES : FERRY_NO,
  };

  return ferry_sync_task_new (&fields);
}

static void
add (Fixture    *self,
     const char *texts)
{
  g_auto(GStrv) words = g_strsplit (texts, " ", -1);
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (tasks, create_task (words[i]));
  g_list_store_splice (self->store, g_list_model_get_n_items (G_LIST_MODEL (self->store)), 0, tasks->pdata, tasks->len);
}

static void
add_many (Fixture *self,
          guint    n_tasks)
{
  g_autoptr(GString) texts = g_string_new (NULL);

  for (guint i = 0; i < n_tasks; i++)
    g_string_append_printf (texts, "%sorg%u/repo%u>r%u%s", i > 0 ? " " : "", i % 7, (i * 7919) % n_tasks, i % 3, i % 2 ? "!" : "");
  add (self, texts->str);
}

static char *
dup_names (Fixture *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->mirror->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ferry_sync_task_get_repository (g_ptr_array_index (self->mirror, i)));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_rows (Fixture    *self,
             const char *expected)
{
  g_autofree char *names = dup_names (self);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_last (Fixture    *self,
             const char *expected)
{
  g_assert_cmpstr (ferry_sync_task_get_repository (g_ptr_array_index (self->mirror, self->mirror->len - 1)), ==, expected);
}

static void
set_order (Fixture    *self,
           const char *text)
{
  FerryOrder order;

  g_assert_true (ferry_order_parse (text, &order, NULL));
  ferry_row_model_set_order (self->rows, &order);
}

static gboolean
is_idle (gpointer user_data)
{
  return !ferry_row_model_get_busy (user_data);
}

static void
wait_for_rows (Fixture *self)
{
  test_wait_for (is_idle, self->rows, "arranging the rows");
}

static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  add (self, "b/z>r1 a/y>r1! a/x>r2 b/y>r1!");
  assert_rows (self, "z y x y");
  g_assert_cmpint (self->change, ==, FERRY_ROW_CHANGE_LIST);

  set_order (self, "organization,-repository");
  assert_rows (self, "y x z y");
  g_assert_cmpint (self->change, ==, FERRY_ROW_CHANGE_ORDER);

  /* What comes later takes its place. */
  add (self, "a/z>r1 c/a>r1");
  assert_rows (self, "z y x z y a");

  set_order (self, "");
  assert_rows (self, "z y x y z a");
}

static void
test_filter (Fixture       *self,
             gconstpointer  data)
{
  add (self, "b/zebra>r1 a/yak>r1! a/ox>r2 b/cow>r1!");
  ferry_filter_set_text (self->filter, "org:a");
  assert_rows (self, "yak ox");
  g_assert_cmpint (self->change, ==, FERRY_ROW_CHANGE_FILTER);
  ferry_filter_set_text (self->filter, "");
  assert_rows (self, "zebra yak ox cow");

  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "b", FERRY_FILTER_INCLUDE);
  assert_rows (self, "zebra cow");
  ferry_filter_set_use (self->filter, FERRY_COLUMN_OVERWRITE, "true", FERRY_FILTER_EXCLUDE);
  assert_rows (self, "zebra");
  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "a", FERRY_FILTER_INCLUDE);
  assert_rows (self, "zebra ox");
  ferry_filter_set_text (self->filter, "-zebra");
  assert_rows (self, "ox");
  ferry_filter_clear (self->filter);
  assert_rows (self, "zebra yak ox cow");
}

static void
assert_facet (Fixture     *self,
              FerryColumn  column,
              const char  *expected)
{
  GArray *values = ferry_row_model_get_facet (self->rows, column);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (text, "%s%s:%u", i > 0 ? " " : "", g_array_index (values, FerryFacetValue, i).value,
                            g_array_index (values, FerryFacetValue, i).count);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_totals (Fixture     *self,
               FerryColumn  column,
               const char  *expected)
{
  GArray *values = ferry_row_model_get_facet (self->rows, column);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (text, "%s%s:%u", i > 0 ? " " : "", g_array_index (values, FerryFacetValue, i).value,
                            g_array_index (values, FerryFacetValue, i).total);
  g_assert_cmpstr (text->str, ==, expected);
}

/* A facet counts what there would be of each value, so the rules of its own do not matter, and all others do. */
static void
test_facets (Fixture       *self,
             gconstpointer  data)
{
  add (self, "b/zebra>r1 a/yak>r1! a/ox>r2 b/cow>r1!");
  assert_facet (self, FERRY_COLUMN_ORGANIZATION, "b:2 a:2");
  assert_facet (self, FERRY_COLUMN_TARGET_REGION, "r1:3 r2:1");
  assert_facet (self, FERRY_COLUMN_OVERWRITE, "false:2 true:2");
  assert_facet (self, FERRY_COLUMN_AUTOMATIC, ":4");

  ferry_filter_set_use (self->filter, FERRY_COLUMN_ORGANIZATION, "a", FERRY_FILTER_INCLUDE);
  assert_facet (self, FERRY_COLUMN_ORGANIZATION, "b:2 a:2");
  assert_facet (self, FERRY_COLUMN_TARGET_REGION, "r1:1 r2:1");

  ferry_filter_set_use (self->filter, FERRY_COLUMN_TARGET_REGION, "r2", FERRY_FILTER_EXCLUDE);
  assert_facet (self, FERRY_COLUMN_ORGANIZATION, "b:2 a:1");
  assert_facet (self, FERRY_COLUMN_TARGET_REGION, "r1:1 r2:1");
  assert_facet (self, FERRY_COLUMN_OVERWRITE, "false:0 true:1");
  /* What there is stays the same. */
  assert_totals (self, FERRY_COLUMN_ORGANIZATION, "b:2 a:2");
  assert_totals (self, FERRY_COLUMN_OVERWRITE, "false:2 true:2");
  assert_totals (self, FERRY_COLUMN_ACCOUNT, ":4");

  ferry_filter_set_text (self->filter, "cow");
  assert_rows (self, "");
  assert_facet (self, FERRY_COLUMN_ORGANIZATION, "b:1 a:0");
}

/* Views are told of small changes one by one, so that they stay where they are. */
static void
test_small_changes (Fixture       *self,
                    gconstpointer  data)
{
  set_order (self, "repository");
  add (self, "a/b>r a/d>r a/f>r a/h>r a/j>r");
  self->n_changes = 0;
  add (self, "a/c>r a/i>r");
  assert_rows (self, "b c d f h i j");
  g_assert_cmpuint (self->n_changes, ==, 2);

  ferry_filter_set_text (self->filter, "-d -h");
  assert_rows (self, "b c f i j");
  g_assert_cmpuint (self->n_changes, ==, 4);
}

static void
replace_all_cb (Fixture *self)
{
  ferry_row_model_replace_all (self->rows);
}

/* While the new ones are there, the old ones still are, too. */
static void
replacing_cb (Fixture *self)
{
  assert_rows (self, "b f b d f");
  self->n_replacements++;
}

/* Who asks for it is told of all rows as if they were others. */
static void
test_replace_all (Fixture       *self,
                  gconstpointer  data)
{
  set_order (self, "repository");
  add (self, "a/b>r a/d>r a/f>r");
  g_signal_connect_swapped (self->rows, "arranging", G_CALLBACK (replace_all_cb), self);
  g_signal_connect_swapped (self->rows, "replacing", G_CALLBACK (replacing_cb), self);
  self->n_changes = 0;
  ferry_filter_set_text (self->filter, "-d");
  assert_rows (self, "b f");
  g_assert_cmpuint (self->n_replacements, ==, 1);
  g_assert_cmpuint (self->n_changes, ==, 2);

  /* There is nothing to tell where nothing differs. */
  ferry_filter_set_text (self->filter, "-d -zzz");
  g_assert_cmpuint (self->n_changes, ==, 2);
}

static gboolean
has_some_rows (gpointer user_data)
{
  return g_list_model_get_n_items (user_data) > 0;
}

/* Where there were few rows, many come little by little; the model is busy until all are there. */
static void
test_grow (Fixture       *self,
           gconstpointer  data)
{
  g_signal_connect_swapped (self->rows, "arranging", G_CALLBACK (replace_all_cb), self);
  set_order (self, "repository");
  add_many (self, MANY);
  self->change = 0;
  test_wait_for (has_some_rows, self->rows, "the first rows");
  g_assert_cmpuint (self->mirror->len, <, 100);
  g_assert_true (ferry_row_model_get_busy (self->rows));
  g_assert_cmpint (self->change, ==, 0);

  /* What happens meanwhile is not forgotten. */
  ferry_filter_set_text (self->filter, "overwrite:yes");
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, MANY / 2);
  g_assert_cmpint (self->change, ==, FERRY_ROW_CHANGE_FILTER);

  /* Back from there it is one change. */
  self->n_changes = 0;
  ferry_filter_clear (self->filter);
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, MANY);
  g_assert_cmpuint (self->n_changes, ==, 2);
}

/* A view that was hidden until now is drawn before it has rows, but for a handful nobody waits. */
static void
test_grow_from_nothing (Fixture       *self,
                        gconstpointer  data)
{
  add_many (self, 50);
  g_assert_cmpuint (self->mirror->len, ==, 0);
  g_assert_cmpuint (ferry_row_model_count_rows (self->rows), ==, 50);
  g_assert_true (ferry_row_model_get_busy (self->rows));
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, 50);

  g_list_store_remove_all (self->store);
  g_assert_cmpuint (self->mirror->len, ==, 0);
  add_many (self, 5);
  g_assert_cmpuint (self->mirror->len, ==, 5);
  g_assert_false (ferry_row_model_get_busy (self->rows));
}

/* So do those that are added to others, which may be known at once. */
static void
test_grow_at_end (Fixture       *self,
                  gconstpointer  data)
{
  add (self, "a/b>r a/d>r");
  add_many (self, 200);
  g_assert_cmpuint (self->mirror->len, >, 2);
  g_assert_cmpuint (self->mirror->len, <, 100);
  g_assert_true (ferry_row_model_get_busy (self->rows));

  ferry_filter_set_text (self->filter, "-org0");
  add (self, "a/z>r");
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, 2 + 200 - 29 + 1);
  assert_last (self, "z");
}

/* The fixture drops the model before all rows are told. */
static void
test_gone_while_growing (Fixture       *self,
                         gconstpointer  data)
{
  g_signal_connect_swapped (self->rows, "arranging", G_CALLBACK (replace_all_cb), self);
  add_many (self, MANY);
  test_wait_for (has_some_rows, self->rows, "the first rows");
  g_assert_true (ferry_row_model_get_busy (self->rows));
}

static void
test_at_random (Fixture       *self,
                gconstpointer  data)
{
  const char *const filters[] = { "", "a", "-b", "org:a", "overwrite:yes", "c -d" };
  const char *const orders[] = { "", "repository", "-repository", "organization,-repository", "overwrite" };

  for (guint round = 0; round < 500; round++)
    {
      guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->store));
      g_autofree char *text = g_strdup_printf ("%c/%c>r%s", g_test_rand_int_range ('a', 'd'), g_test_rand_int_range ('a', 'f'),
                                               g_test_rand_bit () ? "!" : "");
      g_autoptr(FerrySyncTask) sync_task = create_task (text);

      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
          ferry_filter_set_text (self->filter, filters[g_test_rand_int_range (0, G_N_ELEMENTS (filters))]);
          break;
        case 1:
          set_order (self, orders[g_test_rand_int_range (0, G_N_ELEMENTS (orders))]);
          break;
        case 2:
          if (n_rows > 0)
            g_list_store_remove (self->store, g_test_rand_int_range (0, n_rows));
          break;
        default:
          g_list_store_insert (self->store, g_test_rand_int_range (0, n_rows + 1), sync_task);
        }
      if (round % 20 == 0)
        wait_for_rows (self);
    }
  ferry_filter_clear (self->filter);
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (self->store)));
}

static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  set_order (self, "repository");
  add_many (self, MANY);
  g_assert_true (ferry_row_model_get_busy (self->rows));
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("repo%u", i);

      g_assert_cmpstr (ferry_sync_task_get_repository (g_ptr_array_index (self->mirror, i)), ==, name);
    }

  ferry_filter_set_text (self->filter, "org:org3 overwrite:yes");
  /* The rows before stay until the others are there. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), ==, MANY);
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, 357);
}

/* Only the last of what was typed is shown. */
static void
test_typing_on (Fixture       *self,
                gconstpointer  data)
{
  add_many (self, MANY);
  wait_for_rows (self);
  self->n_changes = 0;
  ferry_filter_set_text (self->filter, "repo1");
  ferry_filter_set_text (self->filter, "repo12");
  ferry_filter_set_text (self->filter, "repo123");
  set_order (self, "-repository");
  wait_for_rows (self);
  g_assert_cmpuint (self->mirror->len, ==, 11);
  g_assert_cmpint (self->change, ==, FERRY_ROW_CHANGE_FILTER | FERRY_ROW_CHANGE_ORDER);
  g_assert_cmpstr (ferry_sync_task_get_repository (g_ptr_array_index (self->mirror, 0)), ==, "repo1239");
}

/* The fixture drops the model while a thread still works for it. */
static void
test_gone_meanwhile (Fixture       *self,
                     gconstpointer  data)
{
  add_many (self, MANY);
  g_assert_true (ferry_row_model_get_busy (self->rows));
}

#define ADD(name, function) g_test_add ("/row-model/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("order", test_order);
  ADD ("filter", test_filter);
  ADD ("facets", test_facets);
  ADD ("small-changes", test_small_changes);
  ADD ("replace-all", test_replace_all);
  ADD ("grow", test_grow);
  ADD ("grow-from-nothing", test_grow_from_nothing);
  ADD ("grow-at-end", test_grow_at_end);
  ADD ("gone-while-growing", test_gone_while_growing);
  ADD ("at-random", test_at_random);
  ADD ("many", test_many);
  ADD ("typing-on", test_typing_on);
  ADD ("gone-meanwhile", test_gone_meanwhile);

  return g_test_run ();
}
