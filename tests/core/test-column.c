/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

/* Settings and scripts know the columns by these names. */
static void
test_ids (void)
{
  static const char *const names[FERRY_N_COLUMNS][2] = {
    { "repository", "repoName" },
    { "organization", "namespace" },
    { "source-region", "sourceRegionId" },
    { "target-region", "remoteRegionId" },
    { "target-organization", "remoteNamespace" },
    { "overwrite", "override" },
    { "automatic", "syncAuto" },
    { "created", "createdAt" },
    { "updated", "updatedAt" },
    { "account", "domainName" },
    { "account-id", "domainID" },
    { "id", "id" },
  };
  FerryColumn found = FERRY_COLUMN_ACCOUNT;

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      g_assert_cmpstr (ferry_column_get_id (column), ==, names[column][0]);
      g_assert_cmpstr (ferry_column_get_member (column), ==, names[column][1]);
      g_assert_cmpstr (ferry_column_get_title (column), !=, "");
      g_assert_true (ferry_column_from_id (names[column][0], &found));
      g_assert_cmpint (found, ==, column);
    }

  found = FERRY_COLUMN_ACCOUNT;
  g_assert_false (ferry_column_from_id ("repoName", &found));
  g_assert_false (ferry_column_from_id (NULL, &found));
  g_assert_cmpint (found, ==, FERRY_COLUMN_ACCOUNT);
}

/* Adds a task for each of the values, of which one member is different. */
static GPtrArray *
make_tasks (FerryColumn        column,
            const char *const *values)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; values[i] != NULL; i++)
    {
      const char *value = strcmp (values[i], "unknown") != 0 ? values[i] : NULL;
      FerryTristate tristate = value == NULL ? FERRY_UNKNOWN : strcmp (value, "true") == 0 ? FERRY_YES
                                                                                           : FERRY_NO;
      FerrySyncTaskFields fields = { .id = FERRY_SYNC_TASK_NO_ID };

      if (column == FERRY_COLUMN_ID && value != NULL)
        fields.id = g_ascii_strtoll (value, NULL, 10);
      else if (column == FERRY_COLUMN_OVERWRITE)
        fields.overwrite = tristate;
      else if (column == FERRY_COLUMN_AUTOMATIC)
        fields.automatic = tristate;
      else if (column == FERRY_COLUMN_UPDATED)
        fields.updated = value;
      else
        fields.repository = value;
      g_ptr_array_add (tasks, ferry_sync_task_new (&fields));
    }

  return tasks;
}

/* Each list is in ascending order, without two that are equal. */
static void
test_compare (void)
{
  static const struct
  {
    FerryColumn column;
    const char *values[12];
  } lists[] = {
    { FERRY_COLUMN_REPOSITORY, { "", "1", "2", "10", "app", "app-9", "app-10", "app-10a", "app2", "b", "é", "unknown" } },
    { FERRY_COLUMN_REPOSITORY, { "a-99999999999999999998", "a-99999999999999999999", "a-100000000000000000000", NULL } },
    { FERRY_COLUMN_ID, { "-1", "0", "9", "10", "2147483648", "9223372036854775807", "unknown", NULL } },
    { FERRY_COLUMN_OVERWRITE, { "true", "false", "unknown", NULL } },
    { FERRY_COLUMN_AUTOMATIC, { "true", "false", "unknown", NULL } },
  };

  for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      g_autoptr(GPtrArray) tasks = NULL;
      const char *values[G_N_ELEMENTS (lists[l].values) + 1] = { NULL };

      memcpy (values, lists[l].values, sizeof lists[l].values);
      tasks = make_tasks (lists[l].column, values);
      for (guint a = 0; a < tasks->len; a++)
        for (guint b = 0; b < tasks->len; b++)
          {
            int order = ferry_column_compare (lists[l].column, g_ptr_array_index (tasks, a), g_ptr_array_index (tasks, b));

            g_test_message ("%s, %s", values[a], values[b]);
            g_assert_cmpint ((order > 0) - (order < 0), ==, (a > b) - (a < b));
          }
    }
}

static void
test_times_by_instant (void)
{
  const char *const values[] = {
    "2025-03-09T08:15:30+09:00",
    "2025-03-09T00:00:00Z",
    "2025-03-09T08:15:30.49Z",
    "2025-03-09T08:15:30.5Z",
    "not a time 9",
    "not a time 10",
    "unknown",
    NULL,
  };
  const char *const same[] = { "2025-03-09T08:15:30.5Z", "2025-03-09T08:15:30.500Z", NULL };
  g_autoptr(GPtrArray) tasks = make_tasks (FERRY_COLUMN_UPDATED, values);
  g_autoptr(GPtrArray) equal = make_tasks (FERRY_COLUMN_UPDATED, same);

  for (guint i = 0; i + 1 < tasks->len; i++)
    {
      FerrySyncTask *a = g_ptr_array_index (tasks, i);
      FerrySyncTask *b = g_ptr_array_index (tasks, i + 1);

      g_test_message ("%s, %s", values[i], values[i + 1]);
      g_assert_cmpint (ferry_column_compare (FERRY_COLUMN_UPDATED, a, b), <, 0);
      g_assert_cmpint (ferry_column_compare (FERRY_COLUMN_UPDATED, b, a), >, 0);
    }
  g_assert_cmpint (ferry_sync_task_get_updated (g_ptr_array_index (equal, 0)), ==,
                   ferry_sync_task_get_updated (g_ptr_array_index (equal, 1)));
}

static void
test_values (void)
{
  const FerrySyncTaskFields fields = {
    .id = 9223372036854775807,
    .source_region = "cn-north-4",
    .organization = "team",
    .repository = "web/front",
    .target_region = "cn-east-3",
    .target_organization = "",
    .overwrite = FERRY_YES,
    .automatic = FERRY_NO,
    .account = "帐号",
    .account_id = "0a",
    .created = "2025-03-09T08:15:30.5Z",
    .updated = "some day",
  };
  const FerrySyncTaskFields nothing = { .id = FERRY_SYNC_TASK_NO_ID };
  const char *const values[FERRY_N_COLUMNS] = {
    "web/front", "team", "cn-north-4", "cn-east-3", "", "true", "false", "2025-03-09T08:15:30.5Z", "some day",
    "帐号", "0a", "9223372036854775807",
  };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);
  g_autoptr(FerrySyncTask) unknown = ferry_sync_task_new (&nothing);

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      g_autofree char *value = ferry_column_dup_value (column, sync_task);
      g_autofree char *no_value = ferry_column_dup_value (column, unknown);

      g_assert_cmpstr (value, ==, values[column]);
      g_assert_cmpstr (no_value, ==, "");
    }
  g_assert_cmpint (ferry_column_get_time (FERRY_COLUMN_REPOSITORY, sync_task), ==, FERRY_NO_TIMESTAMP);
  g_assert_cmpint (ferry_column_get_time (FERRY_COLUMN_CREATED, sync_task), !=, FERRY_NO_TIMESTAMP);
  g_assert_cmpint (ferry_column_get_time (FERRY_COLUMN_UPDATED, sync_task), ==, FERRY_NO_TIMESTAMP);
  g_assert_cmpint (ferry_column_get_tristate (FERRY_COLUMN_REPOSITORY, sync_task), ==, FERRY_UNKNOWN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column/ids", test_ids);
  g_test_add_func ("/column/compare", test_compare);
  g_test_add_func ("/column/times-by-instant", test_times_by_instant);
  g_test_add_func ("/column/values", test_values);

  return g_test_run ();
}
