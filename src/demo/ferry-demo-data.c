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
  { FERRY_DEMO_DOMAIN_ID, FERRY_DEMO_DOMAIN },
  { "1b2c3d4e5f60718293a4b5c6d7e8f90a", "云上示例有限公司" },
  { "2c3d4e5f60718293a4b5c6d7e8f90a1b", "示例集团华东研发部" },
};

/* clang-format off */
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
/* clang-format on */

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
