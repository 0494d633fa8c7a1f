/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-settings.h"

/* What is in the settings may come from another version, or from anybody: what is not known is passed over. */

static void
load_order (GSettings   *settings,
            FerryColumn *order)
{
  g_auto(GStrv) ids = g_settings_get_strv (settings, "column-order");
  gboolean seen[FERRY_N_COLUMNS] = { FALSE };
  guint n_columns = 0;

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      FerryColumn column;

      if (ferry_column_from_id (ids[i], &column) && !seen[column])
        {
          seen[column] = TRUE;
          order[n_columns++] = column;
        }
    }
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (!seen[i])
      order[n_columns++] = i;
}

static void
load_choices (GSettings     *settings,
              FerryTristate *choices)
{
  g_autoptr(GVariant) value = g_settings_get_value (settings, "column-visibility");
  GVariantIter iter;
  const char *id;
  gboolean shown;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    choices[i] = FERRY_UNKNOWN;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sb}", &id, &shown))
    {
      FerryColumn column;

      if (ferry_column_from_id (id, &column))
        choices[column] = shown ? FERRY_YES : FERRY_NO;
    }
}

static void
load_widths (GSettings *settings,
             int       *widths)
{
  g_autoptr(GVariant) value = g_settings_get_value (settings, "column-widths");
  GVariantIter iter;
  const char *id;
  int width;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    widths[i] = -1;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&si}", &id, &width))
    {
      FerryColumn column;

      if (ferry_column_from_id (id, &column))
        widths[column] = width;
    }
}

static GVariant *
order_to_variant (const FerryColumn *order)
{
  const char *ids[FERRY_N_COLUMNS];
  gboolean is_default = TRUE;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      ids[i] = ferry_column_get_id (order[i]);
      is_default = is_default && order[i] == i;
    }

  return g_variant_new_strv (ids, is_default ? 0 : FERRY_N_COLUMNS);
}

static GVariant *
choices_to_variant (const FerryTristate *choices)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sb}"));

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (choices[i] != FERRY_UNKNOWN)
      g_variant_builder_add (&builder, "{sb}", ferry_column_get_id (i), choices[i] == FERRY_YES);

  return g_variant_builder_end (&builder);
}

static GVariant *
widths_to_variant (const int *widths)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (widths[i] >= 0)
      g_variant_builder_add (&builder, "{si}", ferry_column_get_id (i), widths[i]);

  return g_variant_builder_end (&builder);
}

static void
save_value (GSettings  *settings,
            const char *key,
            GVariant   *new_value)
{
  g_autoptr(GVariant) value = g_variant_ref_sink (new_value);
  g_autoptr(GVariant) old_value = g_settings_get_value (settings, key);

  if (g_variant_n_children (value) == 0)
    g_settings_reset (settings, key);
  else if (!g_variant_equal (value, old_value))
    g_settings_set_value (settings, key, value);
}

/**
 * ferry_column_settings_load:
 * @settings: the settings of the application
 * @order: (out caller-allocates): all columns from the first to the last
 * @choices: (out caller-allocates): whether a column is shown, where somebody
 *   has decided that
 * @widths: (out caller-allocates): how wide a column is, -1 where nobody has
 *   resized it
 *
 * Reads how people have arranged the columns.
 */
void
ferry_column_settings_load (GSettings     *settings,
                            FerryColumn    order[FERRY_N_COLUMNS],
                            FerryTristate  choices[FERRY_N_COLUMNS],
                            int            widths[FERRY_N_COLUMNS])
{
  load_order (settings, order);
  load_choices (settings, choices);
  load_widths (settings, widths);
}

/**
 * ferry_column_settings_save:
 * @settings: the settings of the application
 * @order: all columns from the first to the last
 * @choices: whether a column is shown, where somebody has decided that
 * @widths: how wide a column is, -1 where nobody has resized it
 *
 * Writes what has changed. Of what is as it was at first nothing is left.
 */
void
ferry_column_settings_save (GSettings           *settings,
                            const FerryColumn    order[FERRY_N_COLUMNS],
                            const FerryTristate  choices[FERRY_N_COLUMNS],
                            const int            widths[FERRY_N_COLUMNS])
{
  save_value (settings, "column-order", order_to_variant (order));
  save_value (settings, "column-visibility", choices_to_variant (choices));
  save_value (settings, "column-widths", widths_to_variant (widths));
}
