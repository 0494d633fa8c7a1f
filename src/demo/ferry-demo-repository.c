/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-repository.h"

#include "ferry-demo-access.h"
#include "ferry-demo-json.h"

/* The last one is in no list of regions. */
static const char *const target_regions[] = {
  "cn-north-4", "cn-east-3", "cn-south-1", "cn-southwest-2", "ap-southeast-1",
  "ap-southeast-3", "eu-west-101", "af-south-1", "cn-future-9",
};

/* One of them is always the source region, which is no target. */
#define N_TARGETS (G_N_ELEMENTS (target_regions) - 1)

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
    .domain_id = FERRY_DEMO_DOMAIN_ID,
    .domain_name = FERRY_DEMO_DOMAIN,
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

  if (self->tasks != NULL)
    return g_strdup (self->tasks);
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

/* Whatever else there is to say about a repository follows from its name. */
static guint
get_number (const FerryDemoRepository *self)
{
  return g_str_hash (self->name) ^ g_str_hash (self->organization);
}

static gint64
get_created (const FerryDemoRepository *self)
{
  /* Scattered over the year before the first tasks. */
  return 1583020800 + get_number (self) % (365 * 24 * 3600);
}

/**
 * ferry_demo_repository_get_category:
 * @self: a repository
 *
 * Returns: what kind of images it has, in the service's words
 */
const char *
ferry_demo_repository_get_category (const FerryDemoRepository *self)
{
  static const char *const categories[] = { "app_server", "linux", "framework_app", "database", "lang", "other" };

  return categories[get_number (self) % G_N_ELEMENTS (categories)];
}

/**
 * ferry_demo_repository_is_public:
 * @self: a repository
 *
 * Returns: whether everybody may pull its images
 */
gboolean
ferry_demo_repository_is_public (const FerryDemoRepository *self)
{
  return get_number (self) % 7 == 0;
}

/**
 * ferry_demo_repository_get_n_images:
 * @self: a repository
 *
 * Returns: how many versions it has
 */
guint
ferry_demo_repository_get_n_images (const FerryDemoRepository *self)
{
  return get_number (self) / 11 % 5;
}

/**
 * ferry_demo_repository_get_updated:
 * @self: a repository
 *
 * Returns: when it was changed last, in seconds
 */
gint64
ferry_demo_repository_get_updated (const FerryDemoRepository *self)
{
  return get_created (self) + get_number (self) / 13 % (4 * 365 * 24 * 3600);
}

static void
append_tags (GString                   *out,
             const FerryDemoRepository *self)
{
  guint n_images = ferry_demo_repository_get_n_images (self);

  if (n_images == 0)
    {
      g_string_append (out, ",\"tags\":null");
      return;
    }

  for (guint i = 0; i < n_images; i++)
    g_string_append_printf (out, "%s\"v1.%u.%u\"", i == 0 ? ",\"tags\":[" : ",", n_images - i, get_number (self) % 9);
  g_string_append_c (out, ']');
}

static void
append_times (GString                   *out,
              const FerryDemoRepository *self)
{
  g_autofree char *created_at = dup_time (get_created (self), get_number (self) % 1000);
  g_autofree char *updated_at = dup_time (ferry_demo_repository_get_updated (self), get_number (self) / 3 % 1000);

  ferry_demo_json_append_member (out, "created_at", created_at);
  ferry_demo_json_append_member (out, "updated_at", updated_at);
}

static void
append_path (GString                   *out,
             const FerryDemoRepository *self,
             const char                *member,
             const char                *host)
{
  g_autofree char *path = g_strdup_printf ("%s/%s/%s", host, self->organization, self->name);

  ferry_demo_json_append_member (out, member, path);
}

/**
 * ferry_demo_repository_append_row:
 * @self: a repository
 * @out: JSON text
 * @n_rows: how many rows the whole list has, which each of them tells; or 0 not to tell
 *
 * Writes @self as the service does where it lists repositories.
 */
void
ferry_demo_repository_append_row (const FerryDemoRepository *self,
                                  GString                   *out,
                                  guint                      n_rows)
{
  g_autofree char *host = g_strdup_printf ("swr.%s.myhuaweicloud.com", self->region);
  guint n_images = ferry_demo_repository_get_n_images (self);

  g_string_append_c (out, '{');
  ferry_demo_json_append_member (out, "name", self->name);
  ferry_demo_json_append_member (out, "category", ferry_demo_repository_get_category (self));
  ferry_demo_json_append_member (out, "description", self->description);
  g_string_append_printf (out, ",\"size\":%u,\"is_public\":%s,\"num_images\":%u,\"num_download\":%u",
                          n_images * (1 + get_number (self) % 900) * 1024 * 1024,
                          ferry_demo_repository_is_public (self) ? "true" : "false",
                          n_images, get_number (self) % 4000);
  append_times (out, self);
  ferry_demo_json_append_member (out, "url", "");
  ferry_demo_json_append_member (out, "logo", "");
  append_path (out, self, "path", host);
  append_path (out, self, "internal_path", "10.125.0.198:20202");
  ferry_demo_json_append_member (out, "domain_name", self->domain_name);
  ferry_demo_json_append_member (out, "namespace", self->organization);
  append_tags (out, self);
  g_string_append (out, ",\"status\":false");
  if (n_rows > 0)
    g_string_append_printf (out, ",\"total_range\":%u", n_rows);
  g_string_append_c (out, '}');
}
