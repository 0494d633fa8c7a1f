/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

static gboolean
matches (FerrySyncTask *sync_task,
         const char    *text)
{
  g_auto(GStrv) words = ferry_text_filter_fold (text);

  g_assert_nonnull (words);

  return ferry_text_filter_matches ((const char *const *) words, sync_task);
}

static void
test_matches (void)
{
  const FerrySyncTaskFields fields = {
    .id = 1207, .source_region = "cn-north-4", .organization = "Team-A", .repository = "web/frontend",
    .target_region = "ap-southeast-3", .target_organization = "Größe", .overwrite = FERRY_YES,
    .automatic = FERRY_YES, .account = "示例帐号", .account_id = "0a1b", .created = "2025-03-09T08:15:30Z",
  };
  const char *const hits[] = {
    "web", "WEB", "frontend", "team-a", "1207", "120", "ap-southeast", "singapore", "beijing4", "CN North-Beijing4", "北京四", "新加坡",
    "  web   team ", "team\tweb", "singapore 1207 帐号", "grösse", "GRÖSSE", "ＷＥＢ", "ｗｅｂ　ｔｅａｍ", "示例", "0A1B", "2025-03-09",
  };
  const char *const misses[] = { "webb", "web team-b", "frontend team-a-", "shanghai", "上海", "true", "yes", "frontendteam", "120 7x" };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_test_message ("%s", hits[i]);
      g_assert_true (matches (sync_task, hits[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (misses); i++)
    {
      g_test_message ("%s", misses[i]);
      g_assert_false (matches (sync_task, misses[i]));
    }
}

static void
test_unknown_values (void)
{
  const FerrySyncTaskFields fields = { .id = FERRY_SYNC_TASK_NO_ID, .target_region = "xx-new-1", .repository = "broken \xff" };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  g_assert_true (matches (sync_task, "xx-new"));
  g_assert_true (matches (sync_task, "broken"));
  g_assert_false (matches (sync_task, "-9223372036854775808"));
}

static gboolean
matches_region (const char *id,
                const char *text)
{
  g_auto(GStrv) words = ferry_text_filter_fold (text);

  return ferry_text_filter_matches_region ((const char *const *) words, id);
}

static void
test_regions (void)
{
  const char *const hits[] = { "beijing", "BEIJING4", "北京", "华北 四", "north-4", "ＣＮ", "beijing 北京 cn-north-4" };
  const char *const misses[] = { "shanghai", "北京一", "beijing 上海", "north-4cn", "四cn" };

  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    g_assert_true (matches_region ("cn-north-4", hits[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (misses); i++)
    g_assert_false (matches_region ("cn-north-4", misses[i]));

  g_assert_true (matches_region ("xx-new-1", "new"));
  g_assert_false (matches_region ("xx-new-1", "beijing"));
}

static void
test_no_words (void)
{
  const char *const texts[] = { "", " ", "\t \n", "　" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (ferry_text_filter_fold (texts[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-filter/matches", test_matches);
  g_test_add_func ("/text-filter/unknown-values", test_unknown_values);
  g_test_add_func ("/text-filter/regions", test_regions);
  g_test_add_func ("/text-filter/no-words", test_no_words);

  return g_test_run ();
}
