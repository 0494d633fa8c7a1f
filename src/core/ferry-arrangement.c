/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-arrangement.h"

#include "ferry-matcher.h"
#include "ferry-trash.h"

/* Where rows differ in more places, telling each costs views more than looking at everything between anew. */
#define MAX_HUNKS 64

/* One facet while the tasks are looked at. Values are interned, so their addresses tell them apart. */
typedef struct
{
  FerryColumn column;
  guint bit;
  gboolean has_includes;
  GHashTable *places; /* (owned) from a value to its place in @values */
  GArray *values;     /* (owned) (element-type FerryFacetValue) */
  GArray *passes;     /* (owned) (element-type gboolean) whether the rules let each value through */
} Facet;

static gboolean
has_includes (FerryFilter *filter,
              FerryColumn  column)
{
  for (guint i = 0; i < ferry_filter_get_n_rules (filter); i++)
    {
      const FerryFilterRule *rule = ferry_filter_get_rule (filter, i);

      if (rule->column == column && rule->use == FERRY_FILTER_INCLUDE)
        return TRUE;
    }

  return FALSE;
}

static guint
facets_init (Facet       *facets,
             FerryFilter *filter)
{
  guint n_facets = 0;

  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    if (ferry_column_is_facet (column))
      {
        Facet *facet = &facets[n_facets];

        facet->column = column;
        facet->bit = 1u << n_facets++;
        facet->has_includes = has_includes (filter, column);
        facet->places = g_hash_table_new (NULL, NULL);
        facet->values = g_array_new (FALSE, FALSE, sizeof (FerryFacetValue));
        facet->passes = g_array_new (FALSE, FALSE, sizeof (gboolean));
      }

  return n_facets;
}

static void
facet_clear (Facet *facet)
{
  g_hash_table_unref (facet->places);
  g_array_unref (facet->values);
  g_array_unref (facet->passes);
}

/* The place of a value in its facet, which has room for it from now on. */
static guint
find_place (Facet       *facet,
            FerryFilter *filter,
            const char  *value)
{
  gpointer place;
  FerryFacetValue facet_value = { .value = value };
  FerryFilterUse use;
  gboolean passes;

  if (g_hash_table_lookup_extended (facet->places, value, NULL, &place))
    return GPOINTER_TO_UINT (place);

  use = ferry_filter_get_use (filter, facet->column, value);
  passes = facet->has_includes ? use == FERRY_FILTER_INCLUDE : use == FERRY_FILTER_ANY;
  g_hash_table_insert (facet->places, (gpointer) value, GUINT_TO_POINTER (facet->values->len));
  g_array_append_val (facet->values, facet_value);
  g_array_append_val (facet->passes, passes);

  return facet->values->len - 1;
}

/* A row counts in a facet if all the others let it through: so many there would be if one chose that value too. */
static gboolean
count (Facet         *facets,
       guint          n_facets,
       FerryFilter   *filter,
       FerrySyncTask *sync_task,
       gboolean       matches)
{
  guint places[FERRY_N_COLUMNS];
  guint refused_by = 0;

  for (guint i = 0; i < n_facets; i++)
    {
      places[i] = find_place (&facets[i], filter, ferry_column_get_value (facets[i].column, sync_task));
      g_array_index (facets[i].values, FerryFacetValue, places[i]).total++;
      if (!g_array_index (facets[i].passes, gboolean, places[i]))
        refused_by |= facets[i].bit;
    }
  if (!matches)
    return FALSE;

  for (guint i = 0; i < n_facets; i++)
    if ((refused_by & ~facets[i].bit) == 0)
      g_array_index (facets[i].values, FerryFacetValue, places[i]).count++;

  return refused_by == 0;
}

static void
choose_rows (FerryArrangement *self)
{
  g_autoptr(FerryMatcher) matcher = ferry_matcher_new (ferry_filter_get_text (self->filter), ferry_filter_get_columns (self->filter));
  gboolean matches_all = ferry_matcher_is_empty (matcher);
  Facet facets[FERRY_N_COLUMNS];
  guint n_facets = facets_init (facets, self->filter);

  for (guint i = 0; i < self->sync_tasks->len; i++)
    {
      FerrySyncTask *sync_task = g_ptr_array_index (self->sync_tasks, i);
      gboolean matches = matches_all || ferry_matcher_matches (matcher, sync_task);

      if (count (facets, n_facets, self->filter, sync_task, matches))
        g_ptr_array_add (self->rows, g_object_ref (sync_task));
    }

  for (guint i = 0; i < n_facets; i++)
    {
      self->facets[facets[i].column] = g_array_ref (facets[i].values);
      facet_clear (&facets[i]);
    }
}

static void
add_hunk (FerryArrangement *self,
          guint             position,
          guint             removed,
          guint             added)
{
  FerryHunk hunk = { position, removed, added };

  if (removed > 0 || added > 0)
    g_array_append_val (self->hunks, hunk);
}

/* Rows from @start up to @old_end and @new_end differ somehow. Goes through both, and each time they part looks for
 * the first of the old rows that comes again. */
static gboolean
find_hunks (FerryArrangement *self,
            guint             start,
            guint             old_end,
            guint             new_end)
{
  g_autoptr(GHashTable) places = g_hash_table_new (NULL, NULL);
  guint old = start, new = start;

  for (guint i = start; i < new_end; i++)
    g_hash_table_insert (places, g_ptr_array_index (self->rows, i), GUINT_TO_POINTER (i));

  while (old < old_end || new < new_end)
    {
      guint next = old, place = new_end;
      gpointer found;

      for (; next < old_end; next++)
        if (g_hash_table_lookup_extended (places, g_ptr_array_index (self->old_rows, next), NULL, &found) &&
            GPOINTER_TO_UINT (found) >= new)
          {
            place = GPOINTER_TO_UINT (found);
            break;
          }

      add_hunk (self, new, next - old, place - new);
      if (self->hunks->len > MAX_HUNKS)
        return FALSE;
      old = MIN (next + 1, old_end);
      new = MIN (place + 1, new_end);
    }

  return TRUE;
}

static void
compare_with_old_rows (FerryArrangement *self)
{
  guint start = 0, old_end = self->old_rows->len, new_end = self->rows->len;

  while (start < MIN (old_end, new_end) &&
         g_ptr_array_index (self->old_rows, start) == g_ptr_array_index (self->rows, start))
    start++;
  while (MIN (old_end, new_end) > start &&
         g_ptr_array_index (self->old_rows, old_end - 1) == g_ptr_array_index (self->rows, new_end - 1))
    {
      old_end--;
      new_end--;
    }

  if (!find_hunks (self, start, old_end, new_end))
    {
      g_array_set_size (self->hunks, 0);
      add_hunk (self, start, old_end - start, new_end - start);
    }
}

/**
 * ferry_arrangement_new:
 * @sync_tasks: (element-type FerrySyncTask): a list of tasks, which nobody
 *   changes any more
 * @filter: which of them to show; copied
 * @order: how to sort them
 * @old_rows: (element-type FerrySyncTask): what is shown until then; not changed
 *   any more either
 *
 * Returns: (transfer full): an arrangement to be run
 */
FerryArrangement *
ferry_arrangement_new (GPtrArray        *sync_tasks,
                       FerryFilter      *filter,
                       const FerryOrder *order,
                       GPtrArray        *old_rows)
{
  FerryArrangement *self = g_new0 (FerryArrangement, 1);

  self->sync_tasks = g_ptr_array_ref (sync_tasks);
  self->filter = ferry_filter_copy (filter);
  self->order = *order;
  self->old_rows = g_ptr_array_ref (old_rows);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->hunks = g_array_new (FALSE, FALSE, sizeof (FerryHunk));

  return self;
}

/**
 * ferry_arrangement_run:
 * @self: an arrangement
 *
 * Filters, sorts and counts. May take a while, and run in any thread.
 */
void
ferry_arrangement_run (FerryArrangement *self)
{
  choose_rows (self);
  ferry_order_sort (&self->order, self->rows);
  compare_with_old_rows (self);
}

/**
 * ferry_arrangement_free:
 * @self: (transfer full): an arrangement
 *
 * Frees an arrangement.
 */
void
ferry_arrangement_free (FerryArrangement *self)
{
  ferry_trash_objects (self->sync_tasks);
  ferry_trash_objects (self->old_rows);
  ferry_trash_objects (self->rows);
  g_object_unref (self->filter);
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    g_clear_pointer (&self->facets[column], g_array_unref);
  g_array_unref (self->hunks);
  g_free (self);
}
