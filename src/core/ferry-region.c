/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-region.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "ferry-error.h"

/* Longer than any known id, short enough for one label of a host name. */
#define MAX_ID_LENGTH 63

struct _FerryRegion
{
  GObject parent_instance;

  char *id;         /* (owned) */
  const char *name; /* (nullable) static */
};

G_DEFINE_FINAL_TYPE (FerryRegion, ferry_region, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* The regions for which the vendor's SDKs know an SWR endpoint, with the names that IAM gives them in its two
 * languages: names to be found by, so they are not left to translators. The list is not closed: an id that is not
 * here is used and shown as it is. */
typedef struct
{
  const char *id;
  const char *name;    /* (nullable) no name is published */
  const char *name_zh; /* (nullable) as above */
  const char *domain;  /* (nullable) where it is not the usual one */
} KnownRegion;

static const KnownRegion known[] = {
  { "cn-north-1", "CN North-Beijing1", "华北-北京一" },
  { "cn-north-2", "CN North-Beijing2", "华北-北京二" },
  { "cn-north-4", "CN North-Beijing4", "华北-北京四" },
  { "cn-north-9", "CN North-Ulanqab1", "华北-乌兰察布一" },
  { "cn-north-11", "CN North-Ulanqab-Auto1", "华北-乌兰察布-汽车一" },
  { "cn-north-12", "CN North3", "华北三" },
  { "cn-east-2", "CN East-Shanghai2", "华东-上海二" },
  { "cn-east-3", "CN East-Shanghai1", "华东-上海一" },
  { "cn-east-4", "CN East2", "华东二" },
  { "cn-east-5", "CN East-Qingdao", "华东-青岛" },
  { "cn-south-1", "CN South-Guangzhou", "华南-广州" },
  { "cn-south-2", "CN South-Shenzhen", "华南-深圳" },
  { "cn-south-4", "CN South-Guangzhou-InvitationOnly", "华南-广州-友好用户环境" },
  { "cn-southwest-2", "CN Southwest-Guiyang1", "西南-贵阳一" },
  { "cn-southwest-3" },
  { "ap-southeast-1", "CN-Hong Kong", "中国-香港" },
  { "ap-southeast-2", "AP-Bangkok", "亚太-曼谷" },
  { "ap-southeast-3", "AP-Singapore", "亚太-新加坡" },
  { "ap-southeast-4", "AP-Jakarta", "亚太-雅加达" },
  { "ap-southeast-5", "AP-Manila", "亚太-马尼拉" },
  { "my-kualalumpur-1", "AP-Kuala Lumpur-OP6", "亚太-吉隆坡-OP6" },
  { "af-south-1", "AF-Johannesburg", "非洲-约翰内斯堡" },
  { "af-north-1", "AF-Cairo", "非洲-开罗" },
  { "me-east-1", "ME-Riyadh", "中东-利雅得" },
  { "ae-ad-1", "ME-Abu Dhabi-OP5", "中东-阿布扎比-OP5" },
  { "tr-west-1", "TR-Istanbul", "土耳其-伊斯坦布尔" },
  { "eu-west-0", "EU-Paris", "欧洲-巴黎" },
  { "eu-west-101", "EU-Dublin", "欧洲-都柏林", "myhuaweicloud.eu" },
  { "ru-northwest-2", "RU-Moscow2", "俄罗斯-莫斯科二" },
  { "ru-moscow-1", "RU-Moscow-OP4", "俄罗斯-莫斯科-OP4" },
  { "na-mexico-1", "LA-Mexico City1", "拉美-墨西哥城一" },
  { "la-north-2", "LA-Mexico City2", "拉美-墨西哥城二" },
  { "la-south-2", "LA-Santiago", "拉美-圣地亚哥" },
  { "sa-brazil-1", "LA-Sao Paulo1", "拉美-圣保罗一" },
  { "sa-peru-1", "LA-Lima1", "拉美-利马一" },
};

static const KnownRegion *
find_known (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].id, id) == 0)
      return &known[i];

  return NULL;
}

/* Asked as gettext does it: in the locale “C” nothing is translated, whatever the list of languages says. */
static gboolean
is_session_chinese (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);
  gboolean is_translated = locale != NULL && strcmp (locale, "C") != 0 && !g_str_has_prefix (locale, "C.");

  return is_translated && g_str_has_prefix (g_get_language_names ()[0], "zh");
}

static void
ferry_region_finalize (GObject *object)
{
  FerryRegion *self = FERRY_REGION (object);

  g_free (self->id);

  G_OBJECT_CLASS (ferry_region_parent_class)->finalize (object);
}

static void
ferry_region_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FerryRegion *self = FERRY_REGION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_static_string (value, ferry_region_get_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_region_class_init (FerryRegionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_region_finalize;
  object_class->get_property = ferry_region_get_property;

  /**
   * FerryRegion:id:
   *
   * The id, as the API has it.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * FerryRegion:name:
   *
   * The name in the language of the session, or the id where no name is known.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_region_init (FerryRegion *self)
{
}

/**
 * ferry_region_new:
 * @id: any region id
 *
 * Returns: (transfer full): the region
 */
FerryRegion *
ferry_region_new (const char *id)
{
  FerryRegion *self = g_object_new (FERRY_TYPE_REGION, NULL);

  self->id = g_strdup (id);
  self->name = ferry_region_find_name (id);

  return self;
}

/**
 * ferry_region_get_id:
 * @self: a region
 *
 * Returns: the id, as the API has it
 */
const char *
ferry_region_get_id (FerryRegion *self)
{
  g_return_val_if_fail (FERRY_IS_REGION (self), NULL);

  return self->id;
}

/**
 * ferry_region_get_name:
 * @self: a region
 *
 * Returns: the name in the language of the session, or the id where no name is
 *   known
 */
const char *
ferry_region_get_name (FerryRegion *self)
{
  g_return_val_if_fail (FERRY_IS_REGION (self), NULL);

  return self->name != NULL ? self->name : self->id;
}

/**
 * ferry_region_list_known:
 *
 * Lists the regions that the vendor's SDKs know, in their order.
 *
 * Returns: (transfer full): a list of [class@Ferry.Region]
 */
GListModel *
ferry_region_list_known (void)
{
  GListStore *store = g_list_store_new (FERRY_TYPE_REGION);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr(FerryRegion) region = ferry_region_new (known[i].id);

      g_list_store_append (store, region);
    }

  return G_LIST_MODEL (store);
}

/**
 * ferry_region_find_name:
 * @id: a region id
 *
 * Returns: (nullable): the name in the language of the session, or %NULL where
 *   no name is known
 */
const char *
ferry_region_find_name (const char *id)
{
  const KnownRegion *region = find_known (id);

  if (region == NULL)
    return NULL;

  return is_session_chinese () ? region->name_zh : region->name;
}

/**
 * ferry_region_find_names:
 * @id: a region id
 * @english: (out): return location for the English name
 * @chinese: (out): return location for the Chinese name
 *
 * Finds what a region is called in both of the vendor's languages, for a search
 * that works in either, whatever the language of the session.
 *
 * Returns: whether the names are known; if not, nothing is set
 */
gboolean
ferry_region_find_names (const char  *id,
                         const char **english,
                         const char **chinese)
{
  const KnownRegion *region = find_known (id);

  if (region == NULL || region->name == NULL)
    return FALSE;
  *english = region->name;
  *chinese = region->name_zh;

  return TRUE;
}

/**
 * ferry_region_dup_text:
 * @id: a region id
 *
 * Returns: (transfer full): the region by name and id, or only the id where no
 *   name is known
 */
char *
ferry_region_dup_text (const char *id)
{
  const char *name = ferry_region_find_name (id);

  return name != NULL ? g_strdup_printf ("%s %s", name, id) : g_strdup (id);
}

/**
 * ferry_region_check_id:
 * @id: what somebody gave as a region
 * @error: return location for an error
 *
 * Checks that @id can stand in a host name. It decides which host a signed
 * request goes to, so nothing that could lead elsewhere is let through.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_BAD_REQUEST
 */
gboolean
ferry_region_check_id (const char  *id,
                       GError     **error)
{
  gsize length = strlen (id);

  if (length > 0 && length <= MAX_ID_LENGTH && g_ascii_isalnum (id[0]) &&
      strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length)
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
               _("“%s” is not a region ID. A region ID looks like cn-north-4: lower-case letters, digits and hyphens."), id);
  return FALSE;
}

/**
 * ferry_region_dup_endpoint:
 * @id: a region id that passed [func@Ferry.region_check_id]
 * @service: what the host of a service begins with: `swr-api` or `iam`
 *
 * Returns: (transfer full): the address of the service in this region, without
 *   a closing slash
 */
char *
ferry_region_dup_endpoint (const char *id,
                           const char *service)
{
  const KnownRegion *region = find_known (id);

  return g_strdup_printf ("https://%s.%s.%s", service, id,
                          region != NULL && region->domain != NULL ? region->domain : "myhuaweicloud.com");
}
