/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-data.h"

#include "ferry-demo-access.h"

#define N_AREAS 6

typedef struct
{
  const char *name;
  const char *chinese;
} Area;

typedef struct
{
  const char *name;
  const char *region;
  guint account;
  guint n_repositories;
  Area areas[N_AREAS];
} Organization;

/* A repository is named after an area of its organization and one of these parts. */
static const struct
{
  const char *suffix;
  const char *chinese;
  const char *english;
} parts[] = {
  { "", "服务", "service" },
  { "/api", "接口", "API" },
  { "-worker", "后台进程", "worker" },
  { "/jobs/nightly", "夜间作业", "nightly job" },
};

static const struct
{
  const char *id;
  const char *name;
} accounts[] = {
  { "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "example-account" },
  { "1b2c3d4e5f60718293a4b5c6d7e8f90a", "云上示例有限公司" },
  { "2c3d4e5f60718293a4b5c6d7e8f90a1b", "示例集团华东研发部" },
};

static const Organization organizations[] = {
  { "platform", "cn-north-4", 0, 24,
    { { "gateway", "网关" }, { "scheduler", "调度" }, { "identity", "身份" },
      { "config", "配置" }, { "registry", "注册中心" }, { "billing", "计费" } } },
  { "logistics", "cn-north-4", 1, 24,
    { { "routing", "路径规划" }, { "warehouse", "仓储" }, { "tracking", "物流跟踪" },
      { "customs", "报关" }, { "fleet", "车队" }, { "labels", "面单" } } },
  { "data", "cn-east-3", 1, 24,
    { { "etl", "数据抽取" }, { "lake", "数据湖" }, { "events", "事件" },
      { "lineage", "血缘" }, { "reports", "报表" }, { "features", "特征" } } },
  { "web", "cn-east-3", 2, 24,
    { { "frontend", "前端" }, { "search", "搜索" }, { "cart", "购物车" },
      { "catalog", "商品目录" }, { "reviews", "评价" }, { "campaign", "活动" } } },
  { "payments", "cn-south-1", 0, 24,
    { { "ledger", "账本" }, { "settlement", "结算" }, { "risk", "风控" },
      { "invoice", "发票" }, { "refund", "退款" }, { "wallet", "钱包" } } },
  { "mobile", "cn-south-1", 1, 24,
    { { "push", "推送" }, { "login", "登录" }, { "sync", "同步" },
      { "media", "媒体" }, { "crash", "崩溃分析" }, { "update", "升级" } } },
  { "machine-learning", "cn-southwest-2", 2, 24,
    { { "training", "训练" }, { "inference", "推理" }, { "speech", "语音" },
      { "vision", "视觉" }, { "ranking", "排序" }, { "notebook", "笔记本" } } },
  { "edge", "ap-southeast-1", 0, 24,
    { { "cache", "缓存" }, { "dns", "域名解析" }, { "tunnel", "隧道" },
      { "telemetry", "遥测" }, { "agent", "代理" }, { "firmware", "固件" } } },
  { "observability", "ap-southeast-3", 1, 22,
    { { "metrics", "指标" }, { "logs", "日志" }, { "traces", "链路" },
      { "alerts", "告警" }, { "dashboards", "看板" }, { "probes", "拨测" } } },
  { "security", "eu-west-101", 2, 21,
    { { "scanner", "漏洞扫描" }, { "vault", "密钥库" }, { "audit", "审计" },
      { "policy", "策略" }, { "signing", "签名" }, { "sandbox", "沙箱" } } },
  { "games", "af-south-1", 0, 21,
    { { "lobby", "大厅" }, { "matchmaking", "匹配" }, { "leaderboard", "排行榜" },
      { "chat", "聊天" }, { "inventory", "背包" }, { "replay", "回放" } } },
};

/* The organization of the documented example, with the other cases that people try by hand. */
static const struct
{
  const char *name;
  const char *description;
  guint n_tasks;
} test_repositories[] = {
  { "grpc-helloworld", "文档中的示例 · the documented example", 1 },
  { "hello-nowhere", "没有同步任务 · no synchronization tasks", 0 },
  { "hello-hundred", "一百个同步任务 · a hundred synchronization tasks", 100 },
  { "samples/hello/world", "名称含斜杠 · a name with slashes", 2 },
};

/* The last one is in no list of regions. */
static const char *const target_regions[] = {
  "cn-north-4", "cn-east-3", "cn-south-1", "cn-southwest-2", "ap-southeast-1",
  "ap-southeast-3", "eu-west-101", "af-south-1", "cn-future-9",
};

/* One of them is always the source region, which is no target. */
#define N_TARGETS (G_N_ELEMENTS (target_regions) - 1)

/* How many tasks the repositories have in turn: two on average. */
static const guint task_counts[] = { 2, 3, 0, 4, 1, 2, 2 };

/* But what everything else runs behind goes everywhere, and so fills a window. */
#define N_GATEWAY_TASKS 14

static void
add_repository (GArray     *repositories,
                const char *region,
                const char *organization,
                const char *name,
                const char *description,
                guint       account,
                guint       n_tasks)
{
  const FerryDemoRepository *last;
  FerryDemoRepository repository = {
    .region = region,
    .organization = organization,
    .name = name,
    .description = description,
    .domain_id = accounts[account].id,
    .domain_name = accounts[account].name,
    .n_tasks = n_tasks,
  };

  if (repositories->len > 0)
    {
      last = &g_array_index (repositories, FerryDemoRepository, repositories->len - 1);
      repository.first_task = last->first_task + last->n_tasks;
    }
  g_array_append_val (repositories, repository);
}

static GArray *
make_repositories (void)
{
  GArray *repositories = g_array_new (FALSE, FALSE, sizeof (FerryDemoRepository));

  for (gsize i = 0; i < G_N_ELEMENTS (test_repositories); i++)
    add_repository (repositories, "cn-north-4", "test", test_repositories[i].name,
                    test_repositories[i].description, 0, test_repositories[i].n_tasks);

  for (gsize i = 0; i < G_N_ELEMENTS (organizations); i++)
    for (guint k = 0; k < organizations[i].n_repositories; k++)
      {
        const Organization *organization = &organizations[i];
        const Area *area = &organization->areas[k % N_AREAS];
        gsize part = k / N_AREAS;
        gboolean is_gateway = i == 0 && k == 0;

        add_repository (repositories, organization->region, organization->name,
                        g_strconcat (area->name, parts[part].suffix, NULL),
                        g_strdup_printf ("%s%s · %s %s", area->chinese, parts[part].chinese,
                                         area->name, parts[part].english),
                        organization->account,
                        is_gateway ? N_GATEWAY_TASKS : task_counts[repositories->len % G_N_ELEMENTS (task_counts)]);
      }

  return repositories;
}

static gboolean
is_in (const FerryDemoRepository *self,
       const char                *region,
       const char                *organization)
{
  return (region == NULL || g_str_equal (self->region, region)) && g_str_equal (self->organization, organization);
}

/* The user of the sample account may manage most of them, edit some and only read others. */
static void
append_organization (GString    *out,
                     const char *name,
                     guint       number,
                     gsize       n_repositories)
{
  static const guint rights[] = { 7, 7, 3, 1 };
  guint right = rights[number % G_N_ELEMENTS (rights)];

  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  g_string_append_printf (out,
                          "{\"id\":%u,\"name\":\"%s\",\"creator_name\":\"%s\",\"auth\":%u,"
                          "\"access_user_count\":%u,\"repo_count\":%" G_GSIZE_FORMAT "}",
                          301 + 7 * number, name, right == 7 ? FERRY_DEMO_USER : "example-admin", right,
                          number % 4, n_repositories);
}

/* No two tasks of a repository may have the same target, so a further round over the regions goes to
 * another organization. */
static const char *
get_target_region (const FerryDemoRepository *self,
                   guint                      index)
{
  guint chosen = (self->first_task % 5 + index) % N_TARGETS;

  for (guint i = 0; i <= chosen; i++)
    if (g_str_equal (target_regions[i], self->region))
      return target_regions[chosen + 1];

  return target_regions[chosen];
}

static char *
dup_target_organization (const FerryDemoRepository *self,
                         guint                      index)
{
  guint round = index / N_TARGETS;

  if (round > 0)
    return g_strdup_printf ("%s-copy-%u", self->organization, round);
  if ((self->first_task + index) % 4 == 1)
    return g_strconcat (self->organization, "-mirror", NULL);

  return g_strdup (self->organization);
}

/* The service leaves trailing zeros out, so the number of digits varies, and the last one is not zero. */
static char *
dup_time (gint64 seconds,
          guint  number)
{
  static const int n_digits[] = { 0, 1, 5, 6, 9 };
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *whole = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  guint64 scattered = (number + 3) * G_GUINT64_CONSTANT (48271) * 15485863 % 999999937;
  g_autofree char *fraction = g_strdup_printf ("%09" G_GUINT64_FORMAT, scattered);
  const char *without_zeros = g_strdelimit (fraction, "0", '7');
  int digits = n_digits[number % G_N_ELEMENTS (n_digits)];

  return g_strdup_printf ("%s%s%.*sZ", whole, digits > 0 ? "." : "", digits, without_zeros);
}

/* Only the last organization's ids need more than 32 bits: the vendor's Go SDK cannot read those, and is to be
 * able to list the rest. */
static gint64
get_id (const FerryDemoRepository *self,
        guint                      number)
{
  return 1207 + 3 * number + (g_str_equal (self->organization, "games") ? G_GINT64_CONSTANT (1) << 32 : 0);
}

/* The members stand in the order of the documented example. */
static void
append_task (GString                   *out,
             const FerryDemoRepository *self,
             guint                      index)
{
  guint number = self->first_task + index;
  /* Scattered over four years from March 2021. */
  gint64 created = 1614556800 + (number * G_GINT64_CONSTANT (1370771)) % (4 * 365 * 24 * 3600);
  gint64 updated = created + 1 + (number % 3 == 0 ? 0 : number * G_GINT64_CONSTANT (72115) % 8000000);
  g_autofree char *created_at = dup_time (created, number);
  g_autofree char *updated_at = dup_time (updated, number / 2 + 1);
  g_autofree char *target_organization = dup_target_organization (self, index);

  g_string_append_printf (out,
                          "{\"createdAt\":\"%s\",\"domainID\":\"%s\",\"domainName\":\"%s\","
                          "\"id\":%" G_GINT64_FORMAT ",\"namespace\":\"%s\",\"override\":%s,"
                          "\"remoteNamespace\":\"%s\",\"remoteRegionId\":\"%s\",\"repoName\":\"%s\","
                          "\"syncAuto\":%s,\"updatedAt\":\"%s\"}",
                          created_at, self->domain_id, self->domain_name,
                          get_id (self, number), self->organization, number % 5 == 1 ? "true" : "false",
                          target_organization, get_target_region (self, index), self->name,
                          number % 17 == 3 ? "false" : "true", updated_at);
}

/**
 * ferry_demo_data_get_repositories:
 * @n_repositories: (out): how many there are
 *
 * Lists the sample account, organization by organization.
 *
 * Returns: (transfer none) (array length=n_repositories): the repositories
 */
const FerryDemoRepository *
ferry_demo_data_get_repositories (gsize *n_repositories)
{
  static GArray *repositories;

  if (g_once_init_enter_pointer (&repositories))
    g_once_init_leave_pointer (&repositories, make_repositories ());

  *n_repositories = repositories->len;

  return (const FerryDemoRepository *) repositories->data;
}

/**
 * ferry_demo_data_has_organization:
 * @region: (nullable): the region to look in, or %NULL for all
 * @organization: a name
 *
 * Returns: whether the sample account has this organization
 */
gboolean
ferry_demo_data_has_organization (const char *region,
                                  const char *organization)
{
  gsize n_repositories;
  const FerryDemoRepository *repositories = ferry_demo_data_get_repositories (&n_repositories);

  for (gsize i = 0; i < n_repositories; i++)
    if (is_in (&repositories[i], region, organization))
      return TRUE;

  return FALSE;
}

/**
 * ferry_demo_data_dup_organizations:
 * @region: (nullable): the region to look in, or %NULL for all
 * @organization: (nullable): the organization to look for, or %NULL for all
 * @with_bulk: whether there is the organization of the repository `bulk/tasks`, too
 *
 * Writes the list of organizations as the service would.
 *
 * Returns: (transfer full): JSON text
 */
char *
ferry_demo_data_dup_organizations (const char *region,
                                   const char *organization,
                                   gboolean    with_bulk)
{
  gsize n_repositories;
  const FerryDemoRepository *repositories = ferry_demo_data_get_repositories (&n_repositories);
  GString *out = g_string_new ("{\"namespaces\":[");
  guint number = 0;

  for (gsize i = 0; i < n_repositories; i++, number++)
    {
      const char *name = repositories[i].organization;
      gsize first = i;

      /* They stand together. */
      while (i + 1 < n_repositories && g_str_equal (repositories[i + 1].organization, name))
        i++;
      if (is_in (&repositories[i], region, organization != NULL ? organization : name))
        append_organization (out, name, number, i - first + 1);
    }
  if (with_bulk && (organization == NULL || g_str_equal (organization, "bulk")))
    append_organization (out, "bulk", number, 1);
  g_string_append (out, "]}");

  return g_string_free (out, FALSE);
}

/**
 * ferry_demo_data_find_repository:
 * @region: (nullable): the region to look in, or %NULL for all
 * @organization: the organization's name
 * @name: the repository's name, with slashes
 *
 * Returns: (transfer none) (nullable): the repository, or %NULL if there is none
 */
const FerryDemoRepository *
ferry_demo_data_find_repository (const char *region,
                                 const char *organization,
                                 const char *name)
{
  gsize n_repositories;
  const FerryDemoRepository *repositories = ferry_demo_data_get_repositories (&n_repositories);

  for (gsize i = 0; i < n_repositories; i++)
    if (is_in (&repositories[i], region, organization) && g_str_equal (repositories[i].name, name))
      return &repositories[i];

  return NULL;
}

/**
 * ferry_demo_repository_make_bulk:
 * @n_tasks: how many tasks to give it
 *
 * Makes the repository `bulk/tasks`, which is not part of the sample account:
 * as many tasks as one likes.
 *
 * Returns: the repository
 */
FerryDemoRepository
ferry_demo_repository_make_bulk (guint n_tasks)
{
  return (FerryDemoRepository) {
    .region = "cn-north-4",
    .organization = "bulk",
    .name = "tasks",
    .description = "批量任务 · tasks in bulk",
    .domain_id = accounts[0].id,
    .domain_name = accounts[0].name,
    .n_tasks = n_tasks,
  };
}

/**
 * ferry_demo_repository_dup_tasks:
 * @self: a repository
 *
 * Writes the synchronization tasks of @self as the service would.
 *
 * Returns: (transfer full): JSON text
 */
char *
ferry_demo_repository_dup_tasks (const FerryDemoRepository *self)
{
  GString *out;

  if (g_str_equal (self->organization, "test") && g_str_equal (self->name, "grpc-helloworld"))
    return g_strdup (FERRY_DEMO_EXAMPLE_TASKS);

  out = g_string_new ("[");
  for (guint i = 0; i < self->n_tasks; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_task (out, self, i);
    }
  g_string_append_c (out, ']');

  return g_string_free (out, FALSE);
}
