/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-listing.h"

#include "ferry-demo-access.h"
#include "ferry-demo-json.h"
#include "ferry-demo-server-private.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 1000
#define SHORT_PAGE 10
#define EXCESS 1000

#define INVALID_PARAMETER "SVCSTG.SWR.4000014"
#define PAGE_SIZE_OUT_OF_RANGE "SVCSTG.SWR.4000056"
#define INVALID_FILTER "SVCSTG.SWR.4001035"
#define MISSING_PARAMETER "SVCSTG.SWR.4001036"
#define UNSUPPORTED_COLUMN "SVCSTG.SWR.4001096"

static const char *const organization_keys[] = { "namespace", "mode", NULL };
static const char *const repository_keys[] = {
  "namespace", "name", "category", "is_public", "limit", "offset", "order_column", "order_type", NULL
};

/* Which repositories are asked for, and how. */
typedef struct
{
  GHashTable *parameters; /* (unowned) (nullable) those that count */
  FerryDemoFault fault;
  gboolean loose;         /* whether a part of a name is enough */
  guint offset;
  guint limit;
  GCompareFunc compare;   /* (nullable) */
  gboolean descending;
} Question;

static FerryDemoAnswer *
refuse (const char *code,
        const char *text)
{
  return ferry_demo_answer_new_service (400, code, text);
}

static const char *
get_parameter (GHashTable *parameters,
               const char *name)
{
  return parameters != NULL ? g_hash_table_lookup (parameters, name) : NULL;
}

/* `namespace::team-a|limit::10`: at least one part, and none but of these keys. */
static GHashTable *
parse_filter (const char        *filter,
              const char *const *keys)
{
  g_autoptr(GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) texts = g_strsplit (filter, "|", -1);

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      g_auto(GStrv) part = g_strsplit (texts[i], "::", 2);

      if (g_strv_length (part) != 2 || !g_strv_contains (keys, part[0]))
        return NULL;
      g_hash_table_insert (parts, g_strdup (part[0]), g_strdup (part[1]));
    }

  return g_hash_table_size (parts) > 0 ? g_steal_pointer (&parts) : NULL;
}

/**
 * ferry_demo_listing_dup_organization:
 * @parameters: (nullable): what follows the `?` of a call
 *
 * Returns: (transfer full) (nullable): the organization whose name is given
 */
char *
ferry_demo_listing_dup_organization (GHashTable *parameters)
{
  const char *filter_text = get_parameter (parameters, "filter");
  g_autoptr(GHashTable) filter = filter_text != NULL ? parse_filter (filter_text, repository_keys) : NULL;

  return g_strdup (get_parameter (filter != NULL ? filter : parameters, "namespace"));
}

/* The user may manage most of them, edit some and only read others. */
static void
append_organization (GString                     *out,
                     const FerryDemoOrganization *organization)
{
  static const guint rights[] = { 7, 7, 3, 1 };
  guint right = rights[organization->number % G_N_ELEMENTS (rights)];

  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  g_string_append_printf (out, "{\"id\":%u", 301 + 7 * organization->number);
  ferry_demo_json_append_member (out, "name", organization->name);
  ferry_demo_json_append_member (out, "creator_name", right == 7 ? FERRY_DEMO_USER : "example-admin");
  g_string_append_printf (out, ",\"auth\":%u,\"access_user_count\":%u,\"repo_count\":%u}",
                          right, organization->number % 4, organization->repositories->len);
}

/**
 * ferry_demo_listing_answer_organizations:
 * @server: the service, whose mutex is locked
 * @call: what is asked
 *
 * Lists organizations. The filter's mode makes no difference, since the user may
 * see everything. At an address without a region, one that several regions have
 * is listed several times.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_listing_answer_organizations (FerryDemoServer     *server,
                                         const FerryDemoCall *call)
{
  GPtrArray *organizations = ferry_demo_world_get_organizations (server->world);
  const char *filter_text = get_parameter (call->parameters, "filter");
  g_autoptr(GHashTable) filter = filter_text != NULL ? parse_filter (filter_text, organization_keys) : NULL;
  const char *mode = get_parameter (filter, "mode");
  const char *name = get_parameter (filter, "namespace");
  g_autoptr(GString) out = g_string_new ("{\"namespaces\":[");

  if ((filter_text != NULL && filter == NULL) || (mode != NULL && !g_str_equal (mode, "visible")))
    return refuse (INVALID_FILTER, "invalid filter");
  if (name == NULL)
    name = get_parameter (call->parameters, "namespace");

  for (guint i = 0; i < organizations->len; i++)
    {
      const FerryDemoOrganization *organization = g_ptr_array_index (organizations, i);

      if (ferry_demo_organization_is_in (organization, call->region) &&
          (name == NULL || g_str_equal (organization->name, name)))
        append_organization (out, organization);
    }
  g_string_append (out, "]}");

  return ferry_demo_answer_new (200, FERRY_DEMO_JSON, out->str);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const FerryDemoRepository *) a)->name, ((const FerryDemoRepository *) b)->name);
}

static int
compare_organizations (gconstpointer a,
                       gconstpointer b)
{
  return strcmp (((const FerryDemoRepository *) a)->organization, ((const FerryDemoRepository *) b)->organization);
}

static int
compare_updated (gconstpointer a,
                 gconstpointer b)
{
  gint64 a_updated = ferry_demo_repository_get_updated (a);
  gint64 b_updated = ferry_demo_repository_get_updated (b);

  return (a_updated > b_updated) - (a_updated < b_updated);
}

static int
compare_n_images (gconstpointer a,
                  gconstpointer b)
{
  return (int) ferry_demo_repository_get_n_images (a) - (int) ferry_demo_repository_get_n_images (b);
}

static int
compare_public (gconstpointer a,
                gconstpointer b)
{
  return ferry_demo_repository_is_public (a) - ferry_demo_repository_is_public (b);
}

static const struct
{
  const char *name;
  GCompareFunc compare;
} columns[] = {
  { "name", compare_names },
  { "namespace", compare_organizations },
  { "updated_time", compare_updated },
  { "tag_count", compare_n_images },
  { "is_public", compare_public },
};

static FerryDemoAnswer *
read_order (Question *question)
{
  const char *column = get_parameter (question->parameters, "order_column");
  const char *type = get_parameter (question->parameters, "order_type");

  if (column == NULL && type == NULL)
    return NULL;
  if (column == NULL || type == NULL)
    return refuse (MISSING_PARAMETER, "order_column and order_type come together");
  if (!g_str_equal (type, "asc") && !g_str_equal (type, "desc"))
    return refuse (INVALID_PARAMETER, "invalid order_type");

  question->descending = g_str_equal (type, "desc");
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].name, column))
      question->compare = columns[i].compare;

  return question->compare == NULL ? refuse (UNSUPPORTED_COLUMN, "order_column is not supported") : NULL;
}

static FerryDemoAnswer *
read_page (Question *question)
{
  const char *limit = get_parameter (question->parameters, "limit");
  const char *offset = get_parameter (question->parameters, "offset");
  guint64 n_rows = DEFAULT_LIMIT;
  guint64 first = 0;

  if ((limit == NULL) != (offset == NULL))
    return refuse (MISSING_PARAMETER, "limit and offset come together");
  if (limit != NULL && (!g_ascii_string_to_unsigned (limit, 10, 0, G_MAXUINT, &n_rows, NULL) ||
                        !g_ascii_string_to_unsigned (offset, 10, 0, G_MAXUINT, &first, NULL)))
    return refuse (INVALID_PARAMETER, "limit and offset must be digits");
  if (n_rows < 1 || n_rows > MAX_LIMIT)
    return refuse (PAGE_SIZE_OUT_OF_RANGE, "limit must be from 1 to 1000");

  question->limit = question->fault == FERRY_DEMO_FAULT_SHORT_PAGES ? MIN (n_rows, SHORT_PAGE) : n_rows;
  question->offset = first;

  return NULL;
}

static gboolean
name_matches (const Question *question,
              const char     *wanted,
              const char     *name)
{
  if (wanted == NULL)
    return TRUE;

  return question->loose ? strstr (name, wanted) != NULL : g_str_equal (name, wanted);
}

static gboolean
value_matches (const Question *question,
               const char     *parameter,
               const char     *value)
{
  const char *wanted = get_parameter (question->parameters, parameter);

  return wanted == NULL || g_str_equal (wanted, value);
}

static GPtrArray *
collect_rows (const Question *question,
              FerryDemoWorld *world,
              const char     *region)
{
  GPtrArray *organizations = ferry_demo_world_get_organizations (world);
  const char *wanted = get_parameter (question->parameters, "name");
  g_autofree char *name = wanted != NULL ? g_strdelimit (g_strdup (wanted), "$", '/') : NULL;
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < organizations->len; i++)
    {
      const FerryDemoOrganization *organization = g_ptr_array_index (organizations, i);

      if (!ferry_demo_organization_is_in (organization, region) ||
          !name_matches (question, get_parameter (question->parameters, "namespace"), organization->name))
        continue;
      for (guint k = 0; k < organization->repositories->len; k++)
        {
          FerryDemoRepository *repository = g_ptr_array_index (organization->repositories, k);

          if (name_matches (question, name, repository->name) &&
              value_matches (question, "category", ferry_demo_repository_get_category (repository)) &&
              value_matches (question, "is_public", ferry_demo_repository_is_public (repository) ? "true" : "false"))
            g_ptr_array_add (rows, repository);
        }
    }

  if (question->compare != NULL)
    g_ptr_array_sort_values (rows, question->compare);

  return rows;
}

static FerryDemoAnswer *
answer_page (const Question *question,
             GPtrArray      *rows)
{
  guint n_left = rows->len > question->offset ? rows->len - question->offset : 0;
  guint n_rows = MIN (n_left, question->limit);
  guint total = rows->len + (question->fault == FERRY_DEMO_FAULT_WRONG_TOTAL ? EXCESS : 0);
  gboolean tell = question->fault != FERRY_DEMO_FAULT_NO_TOTAL;
  g_autoptr(GString) out = g_string_new ("[");
  FerryDemoAnswer *answer;

  for (guint i = 0; i < n_rows; i++)
    {
      guint row = question->offset + i;

      if (i > 0)
        g_string_append_c (out, ',');
      ferry_demo_repository_append_row (g_ptr_array_index (rows, question->descending ? rows->len - 1 - row : row),
                                        out, tell ? total : 0);
    }
  g_string_append_c (out, ']');

  answer = ferry_demo_answer_new (200, FERRY_DEMO_JSON, out->str);
  if (tell)
    answer->content_range = g_strdup_printf ("%u-%u/%u", question->offset, n_rows, total);

  return answer;
}

/**
 * ferry_demo_listing_answer_repositories:
 * @server: the service, whose mutex is locked
 * @call: what is asked
 *
 * Lists a page of the repositories of a region. Where there is a filter, a part
 * of a name is enough, and all other parameters are ignored.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_listing_answer_repositories (FerryDemoServer     *server,
                                        const FerryDemoCall *call)
{
  const char *filter_text = get_parameter (call->parameters, "filter");
  g_autoptr(GHashTable) filter = filter_text != NULL ? parse_filter (filter_text, repository_keys) : NULL;
  Question question = {
    .parameters = filter != NULL ? filter : call->parameters,
    .fault = call->fault,
    .loose = filter != NULL || call->fault == FERRY_DEMO_FAULT_LOOSE_NAMES,
  };
  g_autoptr(GPtrArray) rows = NULL;
  FerryDemoAnswer *refusal;

  if (filter_text != NULL && filter == NULL)
    return refuse (INVALID_FILTER, "invalid filter");
  if ((refusal = read_page (&question)) != NULL || (refusal = read_order (&question)) != NULL)
    return refusal;

  rows = collect_rows (&question, server->world, call->region);

  return answer_page (&question, rows);
}
