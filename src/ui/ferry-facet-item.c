/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-facet-item.h"

#include <string.h>

struct _FerryFacetItem
{
  GObject parent_instance;

  FerryFilter *filter; /* (owned) */
  FerryColumn column;
  char *value;         /* (owned) */
  char *text;          /* (owned) the value in the words of the screen */
  char *key;           /* (owned) (nullable) what @text is sorted by, once it was */
  guint count;
};

G_DEFINE_FINAL_TYPE (FerryFacetItem, ferry_facet_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
ferry_facet_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, FERRY_FACET_ITEM (object)->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_facet_item_finalize (GObject *object)
{
  FerryFacetItem *self = FERRY_FACET_ITEM (object);

  g_object_unref (self->filter);
  g_free (self->value);
  g_free (self->text);
  g_free (self->key);

  G_OBJECT_CLASS (ferry_facet_item_parent_class)->finalize (object);
}

static void
ferry_facet_item_class_init (FerryFacetItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_facet_item_get_property;
  object_class->finalize = ferry_facet_item_finalize;

  /**
   * FerryFacetItem:count:
   *
   * How many tasks have the value, of those that the rest of the filter lets through.
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_facet_item_init (FerryFacetItem *self)
{
}

/**
 * ferry_facet_item_new:
 * @filter: what the value is chosen in
 * @column: a column
 * @value: one of its values; empty for what is not known
 *
 * Returns: (transfer full): an item that counts no tasks yet
 */
FerryFacetItem *
ferry_facet_item_new (FerryFilter *filter,
                      FerryColumn  column,
                      const char  *value)
{
  FerryFacetItem *self = g_object_new (FERRY_TYPE_FACET_ITEM, NULL);

  self->filter = g_object_ref (filter);
  self->column = column;
  self->value = g_strdup (value);
  self->text = ferry_filter_dup_value_text (column, value);

  return self;
}

/**
 * ferry_facet_item_get_filter:
 * @self: an item
 *
 * Returns: (transfer none): what the value is chosen in
 */
FerryFilter *
ferry_facet_item_get_filter (FerryFacetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FACET_ITEM (self), NULL);

  return self->filter;
}

/**
 * ferry_facet_item_get_column:
 * @self: an item
 *
 * Returns: whose value it is
 */
FerryColumn
ferry_facet_item_get_column (FerryFacetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FACET_ITEM (self), 0);

  return self->column;
}

/**
 * ferry_facet_item_get_value:
 * @self: an item
 *
 * Returns: the value; empty for what is not known
 */
const char *
ferry_facet_item_get_value (FerryFacetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FACET_ITEM (self), NULL);

  return self->value;
}

/**
 * ferry_facet_item_get_count:
 * @self: an item
 *
 * Returns: how many tasks have the value, of those that the rest of the filter
 *   lets through
 */
guint
ferry_facet_item_get_count (FerryFacetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FACET_ITEM (self), 0);

  return self->count;
}

/**
 * ferry_facet_item_set_count:
 * @self: an item
 * @count: a number of tasks
 *
 * Sets how many tasks have the value.
 */
void
ferry_facet_item_set_count (FerryFacetItem *self,
                            guint           count)
{
  g_return_if_fail (FERRY_IS_FACET_ITEM (self));

  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/**
 * ferry_facet_item_get_use:
 * @self: an item
 *
 * Returns: what the filter does with the value
 */
FerryFilterUse
ferry_facet_item_get_use (FerryFacetItem *self)
{
  g_return_val_if_fail (FERRY_IS_FACET_ITEM (self), FERRY_FILTER_ANY);

  return ferry_filter_get_use (self->filter, self->column, self->value);
}

/**
 * ferry_facet_item_toggle:
 * @self: an item
 * @use: to include or to exclude
 *
 * Includes or excludes the value; when the filter does that already, it does so
 * no longer.
 */
void
ferry_facet_item_toggle (FerryFacetItem *self,
                         FerryFilterUse  use)
{
  g_return_if_fail (FERRY_IS_FACET_ITEM (self));

  ferry_filter_set_use (self->filter, self->column, self->value,
                        ferry_facet_item_get_use (self) == use ? FERRY_FILTER_ANY : use);
}

/**
 * ferry_facet_item_matches:
 * @self: an item
 * @matcher: what is searched for
 *
 * Returns: whether the value is found, a region by any of its names
 */
gboolean
ferry_facet_item_matches (FerryFacetItem *self,
                          FerryMatcher   *matcher)
{
  g_return_val_if_fail (FERRY_IS_FACET_ITEM (self), FALSE);

  if (ferry_column_is_region (self->column))
    return ferry_matcher_matches_region (matcher, *self->value != '\0' ? self->value : self->text);

  return ferry_matcher_matches_text (matcher, self->text);
}

/* Numbers in names count as such. */
static const char *
get_key (FerryFacetItem *self)
{
  if (self->key == NULL)
    self->key = g_utf8_collate_key_for_filename (self->text, -1);

  return self->key;
}

/**
 * ferry_facet_item_compare:
 * @a: an item
 * @b: another
 *
 * Returns: which of them comes first: those in use, then those of the most
 *   tasks, then by name
 */
int
ferry_facet_item_compare (FerryFacetItem *a,
                          FerryFacetItem *b)
{
  int in_use = (ferry_facet_item_get_use (b) != FERRY_FILTER_ANY) - (ferry_facet_item_get_use (a) != FERRY_FILTER_ANY);

  if (in_use != 0)
    return in_use;
  if (a->count != b->count)
    return a->count > b->count ? -1 : 1;

  return strcmp (get_key (a), get_key (b));
}
