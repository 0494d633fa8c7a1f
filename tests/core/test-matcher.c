/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

static gboolean
matches_in (FerrySyncTask *sync_task,
            const char    *text,
            guint          columns)
{
  g_autoptr(FerryMatcher) matcher = ferry_matcher_new (text, columns);

  return ferry_matcher_matches (matcher, sync_task);
}

static gboolean
matches (FerrySyncTask *sync_task,
         const char    *text)
{
  return matches_in (sync_task, text, FERRY_ALL_COLUMNS);
}

static void
test_matches (void)
{
  const FerrySyncTaskFields fields = {
    .id = 1207,
    .source_region = "cn-north-4",
    .organization = "Team-A",
    .repository = "web/frontend",
    .target_region = "ap-southeast-3",
    .target_organization = "Größe",
    .overwrite = FERRY_YES,
    .automatic = FERRY_NO,
    .account = "示例帐号",
    .account_id = "0a1b",
    .created = "2025-03-09T08:15:30Z",
  };
  const char *const hits[] = {
    "web", "WEB", "frontend", "team-a", "1207", "120", "ap-southeast", "singapore", "beijing4", "CN North-Beijing4", "北京四", "新加坡",
    "  web   team ", "team\tweb", "singapore 1207 帐号", "grösse", "GRÖSSE", "ＷＥＢ", "ｗｅｂ　ｔｅａｍ", "示例", "0A1B", "2025-03-09", "overwrites", "manual",
  };
  const char *const misses[] = { "webb", "web team-b", "frontend team-a-", "shanghai", "上海", "true", "yes", "frontendteam", "120 7x", "keeps" };
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

/* The names of a region are no names of an organization that is called like it, although both are one text. */
static void
test_named_like_a_region (void)
{
  const FerrySyncTaskFields fields = {
    .id = FERRY_SYNC_TASK_NO_ID,
    .source_region = "ap-southeast-3",
    .organization = "cn-north-4",
    .target_region = "cn-north-4",
  };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  g_assert_false (matches (sync_task, "target:beijing4 org:beijing4"));
  g_assert_true (matches (sync_task, "org:north-4 target:beijing4"));
}

static void
test_unknown_values (void)
{
  const FerrySyncTaskFields fields = { .id = FERRY_SYNC_TASK_NO_ID, .target_region = "xx-new-1", .repository = "broken \xff" };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&fields);

  g_assert_true (matches (sync_task, "xx-new"));
  g_assert_true (matches (sync_task, "broken"));
  g_assert_false (matches (sync_task, "9223372036854775808"));
}

static gboolean
matches_region (const char *id,
                const char *text)
{
  g_autoptr(FerryMatcher) matcher = ferry_matcher_new (text, FERRY_ALL_COLUMNS);

  return ferry_matcher_matches_region (matcher, id);
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

/* What is still being typed asks for nothing yet. */
static void
test_no_words (void)
{
  const char *const texts[] = { "", " ", "\t \n", "　", "-", " - ", "org:", "-org:", "\"", "\"\"", "org:\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerryMatcher) matcher = ferry_matcher_new (texts[i], FERRY_ALL_COLUMNS);

      g_test_message ("%s", texts[i]);
      g_assert_true (ferry_matcher_is_empty (matcher));
    }
}

static FerrySyncTask *
create_task (void)
{
  const FerrySyncTaskFields fields = {
    .id = 77,
    .source_region = "cn-north-4",
    .organization = "east",
    .repository = "west/api server",
    .target_region = "cn-east-3",
    .target_organization = "mirror",
    .overwrite = FERRY_NO,
    .automatic = FERRY_UNKNOWN,
    .updated = "2025-03-09T23:15:30.5Z",
  };

  return ferry_sync_task_new (&fields);
}

static void
test_language (void)
{
  const char *const hits[] = {
    "org:east", "ORG:East", "org:ea", "organization:east", "repo:west", "repository:api", "target:east", "source:north-4",
    "region:north", "region:cn-east-3", "target-org:mirror", "target-organization:mirr", "target-region:上海", "id:77",
    "overwrite:no", "overwrite:false", "overwrite:keeps", "auto:unknown", "automatic:?", "overwrite:否",
    "-org:west", "-south", "east -south -repo:east", "\"api server\"", "repo:\"api server", "-\"api x\"",
    "org：east", "－south", "updated:2025-03-09", "updated:23:15", "-no-such-column:x",
  };
  const char *const misses[] = {
    "org:west", "repo:east", "target:north", "source:east", "region:south", "overwrite:yes", "overwrite:on", "auto:no", "-east",
    "-org:east", "\"server api\"", "-\"api server\"", "created:2025", "id:8", "no-such-column:x", "account:x", "-overwrite:no",
  };
  g_autoptr(FerrySyncTask) sync_task = create_task ();

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

/* Words look at the columns that are shown; one with the name of a column looks there, shown or not. */
static void
test_columns (void)
{
  g_autoptr(FerrySyncTask) sync_task = create_task ();
  guint columns = 1u << FERRY_COLUMN_REPOSITORY | 1u << FERRY_COLUMN_OVERWRITE;

  g_assert_true (matches_in (sync_task, "west", columns));
  g_assert_true (matches_in (sync_task, "keeps west", columns));
  g_assert_false (matches_in (sync_task, "east", columns));
  g_assert_false (matches_in (sync_task, "2025", columns));
  g_assert_true (matches_in (sync_task, "-east", columns));
  g_assert_true (matches_in (sync_task, "org:east", columns));
}

/* Times are found as they are shown here, and as the service wrote them. */
static void
test_times (void)
{
  g_autoptr(FerrySyncTask) sync_task = create_task ();
  g_autofree char *local = ferry_timestamp_format (ferry_sync_task_get_updated (sync_task), FERRY_TIME_STYLE_LOCAL, 0);

  g_assert_true (matches (sync_task, local));
  g_assert_true (matches (sync_task, "2025-03-09T23:15:30.5Z"));
  g_assert_false (matches (sync_task, "2025-03-08"));
}

static void
test_text (void)
{
  g_autoptr(FerryMatcher) matcher = ferry_matcher_new ("back ＵＰ -old", FERRY_ALL_COLUMNS);

  g_assert_true (ferry_matcher_matches_text (matcher, "Up-and-Back"));
  g_assert_false (ferry_matcher_matches_text (matcher, "back"));
  g_assert_false (ferry_matcher_matches_text (matcher, "old-backup"));
}

/* More words than a matcher counts are left out, and nothing breaks. */
static void
test_many_words (void)
{
  g_autoptr(FerrySyncTask) sync_task = create_task ();
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "east ");
  g_assert_true (matches (sync_task, text->str));
  g_string_prepend (text, "south ");
  g_assert_false (matches (sync_task, text->str));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/matcher/matches", test_matches);
  g_test_add_func ("/matcher/named-like-a-region", test_named_like_a_region);
  g_test_add_func ("/matcher/unknown-values", test_unknown_values);
  g_test_add_func ("/matcher/regions", test_regions);
  g_test_add_func ("/matcher/no-words", test_no_words);
  g_test_add_func ("/matcher/language", test_language);
  g_test_add_func ("/matcher/columns", test_columns);
  g_test_add_func ("/matcher/times", test_times);
  g_test_add_func ("/matcher/text", test_text);
  g_test_add_func ("/matcher/many-words", test_many_words);

  return g_test_run ();
}
