/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-region.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"

/* Longer than any known id, short enough for one label of a host name. */
#define MAX_ID_LENGTH 63

struct _FerryRegion
{
  GObject parent_instance;

  char *id;         /* (owned) */
  const char *name; /* (nullable) translated, static */
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

/* The regions for which the vendor's SDKs know an SWR endpoint, with the names that IAM gives them.
 * The list is not closed: an id that is not here is used and shown as it is. */
typedef struct
{
  const char *id;
  const char *name;   /* (nullable) no name is published */
  const char *domain; /* (nullable) where it is not the usual one */
} KnownRegion;

static const KnownRegion known[] = {
  { "cn-north-1", N_("CN North-Beijing1") },
  { "cn-north-2", N_("CN North-Beijing2") },
  { "cn-north-4", N_("CN North-Beijing4") },
  { "cn-north-9", N_("CN North-Ulanqab1") },
  { "cn-north-11", N_("CN North-Ulanqab-Auto1") },
  { "cn-north-12", N_("CN North3") },
  { "cn-east-2", N_("CN East-Shanghai2") },
  { "cn-east-3", N_("CN East-Shanghai1") },
  { "cn-east-4", N_("CN East2") },
  { "cn-east-5", N_("CN East-Qingdao") },
  { "cn-south-1", N_("CN South-Guangzhou") },
  { "cn-south-2", N_("CN South-Shenzhen") },
  { "cn-south-4", N_("CN South-Guangzhou-InvitationOnly") },
  { "cn-southwest-2", N_("CN Southwest-Guiyang1") },
  { "cn-southwest-3" },
  { "ap-southeast-1", N_("CN-Hong Kong") },
  { "ap-southeast-2", N_("AP-Bangkok") },
  { "ap-southeast-3", N_("AP-Singapore") },
  { "ap-southeast-4", N_("AP-Jakarta") },
  { "ap-southeast-5", N_("AP-Manila") },
  { "my-kualalumpur-1", N_("AP-Kuala Lumpur-OP6") },
  { "af-south-1", N_("AF-Johannesburg") },
  { "af-north-1", N_("AF-Cairo") },
  { "me-east-1", N_("ME-Riyadh") },
  { "ae-ad-1", N_("ME-Abu Dhabi-OP5") },
  { "tr-west-1", N_("TR-Istanbul") },
  { "eu-west-0", N_("EU-Paris") },
  { "eu-west-101", N_("EU-Dublin"), "myhuaweicloud.eu" },
  { "ru-northwest-2", N_("RU-Moscow2") },
  { "ru-moscow-1", N_("RU-Moscow-OP4") },
  { "na-mexico-1", N_("LA-Mexico City1") },
  { "la-north-2", N_("LA-Mexico City2") },
  { "la-south-2", N_("LA-Santiago") },
  { "sa-brazil-1", N_("LA-Sao Paulo1") },
  { "sa-peru-1", N_("LA-Lima1") },
};

static const KnownRegion *
find_known (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].id, id) == 0)
      return &known[i];

  return NULL;
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

  return region != NULL && region->name != NULL ? _(region->name) : NULL;
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
               _("“%s” is not a region id. A region id looks like cn-north-4: lower-case letters, digits and hyphens."), id);
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
