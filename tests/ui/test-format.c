/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <locale.h>

#include "ferry-format.h"
#include "test-util.h"
#include "whole-task.h"

static void
assert_cell (FerrySyncTask *sync_task,
             FerryColumn    column,
             const char    *expected)
{
  g_autofree char *text = ferry_column_dup_text (column, sync_task);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_cells (void)
{
  static const char *const expected[FERRY_N_COLUMNS] = {
    "web/frontend", "team", "CN North-Beijing4 cn-north-4", "AP-Singapore ap-southeast-3", "team-sg", "Overwrites",
    "Manual only", "2024-12-31 16:30", "2025-06-30 23:59", "云上示例", "0a1b", "4294967297",
  };
  const FerrySyncTaskFields fields = WHOLE_TASK;
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    assert_cell (sync_task, column, expected[column]);
}

static void
test_other_answers (void)
{
  const FerrySyncTaskFields fields = { .overwrite = FERRY_NO, .automatic = FERRY_YES };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  assert_cell (sync_task, FERRY_COLUMN_OVERWRITE, "Keeps existing");
  assert_cell (sync_task, FERRY_COLUMN_AUTOMATIC, "Automatic");
}

/* What is not known is neither empty nor a no. */
static void
test_nothing_known (void)
{
  const FerrySyncTaskFields fields = { .id = FERRY_SYNC_TASK_NO_ID };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      gboolean is_answer = column == FERRY_COLUMN_OVERWRITE || column == FERRY_COLUMN_AUTOMATIC;

      assert_cell (sync_task, column, is_answer ? "Unknown" : "—");
      g_assert_null (ferry_format_cell_icon (column, sync_task));
      g_assert_cmpuint (ferry_format_cell_dimmed_length (column, sync_task), ==, 0);
    }
}

static void
test_unknown_region (void)
{
  const FerrySyncTaskFields fields = { .target_region = "cn-future-9" };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  assert_cell (sync_task, FERRY_COLUMN_TARGET_REGION, "cn-future-9");
  g_assert_cmpuint (ferry_format_cell_dimmed_length (FERRY_COLUMN_TARGET_REGION, sync_task), ==, 0);
}

static void
test_unreadable_time (void)
{
  const FerrySyncTaskFields fields = { .created = "the day before yesterday", .updated = "" };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);
  g_autofree char *tooltip = ferry_format_cell_tooltip (FERRY_COLUMN_CREATED, sync_task);

  assert_cell (sync_task, FERRY_COLUMN_CREATED, "the day before yesterday");
  assert_cell (sync_task, FERRY_COLUMN_UPDATED, "—");
  g_assert_cmpstr (tooltip, ==, "the day before yesterday");
}

/* Names come from elsewhere. They are text, whatever they look like. */
static void
test_hostile_names (void)
{
  const FerrySyncTaskFields fields = { .repository = "<b>&amp;", .target_region = "<i>&%s" };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);
  g_autofree char *tooltip = ferry_format_cell_tooltip (FERRY_COLUMN_REPOSITORY, sync_task);
  g_autofree char *label = ferry_format_row_label (sync_task);

  assert_cell (sync_task, FERRY_COLUMN_REPOSITORY, "<b>&amp;");
  assert_cell (sync_task, FERRY_COLUMN_TARGET_REGION, "<i>&%s");
  g_assert_cmpstr (tooltip, ==, "<b>&amp;");
  g_assert_cmpstr (label, ==, "<b>&amp; to — in <i>&%s, overwriting unknown");
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    g_assert_cmpuint (ferry_format_cell_dimmed_length (column, sync_task), ==, 0);
}

/* The id of a region that has a name, at the end. */
static void
test_dimmed_length (void)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);
  g_autofree char *text = ferry_column_dup_text (FERRY_COLUMN_TARGET_REGION, sync_task);
  gsize length = ferry_format_cell_dimmed_length (FERRY_COLUMN_TARGET_REGION, sync_task);

  g_assert_cmpstr (text, ==, "AP-Singapore ap-southeast-3");
  g_assert_cmpstr (text + strlen (text) - length, ==, "ap-southeast-3");
  g_assert_cmpuint (ferry_format_cell_dimmed_length (FERRY_COLUMN_REPOSITORY, sync_task), ==, 0);
}

static void
test_icons (void)
{
  const FerrySyncTaskFields overwrites = { .overwrite = FERRY_YES, .automatic = FERRY_YES };
  const FerrySyncTaskFields keeps = { .overwrite = FERRY_NO, .automatic = FERRY_NO };
  g_autoptr(FerrySyncTask) first = ferry_sync_task_new (&overwrites);
  g_autoptr(FerrySyncTask) second = ferry_sync_task_new (&keeps);

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      const char *icon = ferry_format_cell_icon (column, first);

      if (column == FERRY_COLUMN_OVERWRITE || column == FERRY_COLUMN_AUTOMATIC)
        g_assert_cmpstr (icon, !=, ferry_format_cell_icon (column, second));
      else
        g_assert_null (icon);
    }
}

static void
assert_row_label (const FerrySyncTaskFields *fields,
                  const char                *expected)
{
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (fields);
  g_autofree char *label = ferry_format_row_label (sync_task);

  g_assert_cmpstr (label, ==, expected);
}

/* Without what they have in common, names still tell regions apart. */
static void
test_short_region_names (void)
{
  g_autoptr(GListModel) regions = ferry_region_list_known ();
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (regions); i++)
    {
      g_autoptr(FerryRegion) region = g_list_model_get_item (regions, i);
      const char *english = NULL, *chinese = NULL;

      g_assert_true (g_hash_table_add (names, (gpointer) ferry_format_short_region_name (ferry_region_get_id (region))));
      /* Those of the other language as well. */
      if (ferry_region_find_names (ferry_region_get_id (region), &english, &chinese))
        g_assert_true (g_hash_table_add (names, strchr (chinese, '-') != NULL ? strchr (chinese, '-') + 1 : (gpointer) chinese));
    }
  g_assert_cmpstr (ferry_format_short_region_name ("eu-west-101"), ==, "Dublin");
  g_assert_cmpstr (ferry_format_short_region_name ("cn-north-12"), ==, "CN North3");
  g_assert_cmpstr (ferry_format_short_region_name ("xx-new-1"), ==, "xx-new-1");
  g_assert_cmpstr (ferry_format_short_region_name (NULL), ==, "—");
}

/* What is not shown is not needed to name the region. */
static void
test_spare (void)
{
  static const struct
  {
    const char *region;
    const char *rest;
  } regions[] = {
    { "cn-north-4", "Beijing4 cn-north-4" },
    { "ap-southeast-3", "Singapore ap-southeast-3" },
    { "xx-new-1", "xx-new-1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      const FerrySyncTaskFields fields = { .target_region = regions[i].region };
      g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);
      g_autofree char *text = ferry_column_dup_text (FERRY_COLUMN_TARGET_REGION, sync_task);

      g_assert_cmpstr (text + ferry_format_cell_spare_length (FERRY_COLUMN_TARGET_REGION, sync_task), ==, regions[i].rest);
      g_assert_cmpuint (ferry_format_cell_spare_length (FERRY_COLUMN_REPOSITORY, sync_task), ==, 0);
    }
}

static void
test_row_label (void)
{
  FerrySyncTaskFields fields = WHOLE_TASK;

  assert_row_label (&fields, "web/frontend to team-sg in AP-Singapore, overwrites");
  fields.overwrite = FERRY_NO;
  fields.target_region = "cn-future-9";
  assert_row_label (&fields, "web/frontend to team-sg in cn-future-9, keeps existing");
  fields.overwrite = FERRY_UNKNOWN;
  fields.target_region = NULL;
  assert_row_label (&fields, "web/frontend to team-sg in —, overwriting unknown");
}

/* Eight hours ahead it is another day, and another year. */
static void
test_time_zone (void)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);
  g_autofree char *tooltip = NULL;

  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  assert_cell (sync_task, FERRY_COLUMN_CREATED, "2025-01-01 00:30");
  tooltip = ferry_format_cell_tooltip (FERRY_COLUMN_CREATED, sync_task);
  g_assert_true (g_str_has_suffix (tooltip, " ago\n2025-01-01 00:30:05 +08:00\n2024-12-31 16:30:05 UTC"));
  g_setenv ("TZ", "UTC", TRUE);
}

static void
test_as_of (void)
{
  static const struct
  {
    const char *time;
    const char *text;
  } times[] = {
    { "2026-11-26T09:12:00Z", "As of 09:12" },
    { "2026-11-25T23:50:00Z", "As of 25 Nov, 23:50 (20 hours ago)" },
    { "2026-11-24T09:12:00Z", "As of 24 Nov, 09:12 (2 days ago)" },
    { "2025-11-04T09:12:00Z", "As of 4 Nov 2025, 09:12 (12 months ago)" },
  };
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 26, 20, 0, 0);
  g_autofree char *moment = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (times[i].time, NULL);
      g_autofree char *text = ferry_format_as_of (time, now);

      g_assert_cmpstr (text, ==, times[i].text);
    }

  moment = ferry_format_moment (now, now);
  g_assert_cmpstr (moment, ==, "just now\n2026-11-26 20:00:00 +00:00\n2026-11-26 20:00:00 UTC");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/cells", test_cells);
  g_test_add_func ("/format/other-answers", test_other_answers);
  g_test_add_func ("/format/nothing-known", test_nothing_known);
  g_test_add_func ("/format/unknown-region", test_unknown_region);
  g_test_add_func ("/format/unreadable-time", test_unreadable_time);
  g_test_add_func ("/format/hostile-names", test_hostile_names);
  g_test_add_func ("/format/dimmed-length", test_dimmed_length);
  g_test_add_func ("/format/icons", test_icons);
  g_test_add_func ("/format/short-region-names", test_short_region_names);
  g_test_add_func ("/format/spare", test_spare);
  g_test_add_func ("/format/row-label", test_row_label);
  g_test_add_func ("/format/time-zone", test_time_zone);
  g_test_add_func ("/format/as-of", test_as_of);

  return g_test_run ();
}
