/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-text-filter.h"

#include <string.h>

#include "ferry-column.h"
#include "ferry-region.h"

/* Under this name a task keeps its search text. */
static GQuark
search_text_quark (void)
{
  return g_quark_from_static_string ("ferry-search-text");
}

/* Case, width and composition do not count. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normalized = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normalized, -1);
}

static void
append_region (GString    *text,
               const char *id)
{
  const char *english, *chinese;

  if (id != NULL && ferry_region_find_names (id, &english, &chinese))
    g_string_append_printf (text, "%s\n%s\n", english, chinese);
}

/* One text a task, folded once and kept with it: a filter is run over all of them at every keypress. The line
 * breaks keep a word from matching across two values. */
static const char *
get_search_text (FerrySyncTask *sync_task)
{
  const char *search_text = g_object_get_qdata (G_OBJECT (sync_task), search_text_quark ());
  g_autoptr(GString) text = NULL;
  char *folded;

  if (search_text != NULL)
    return search_text;

  text = g_string_new (NULL);
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    {
      g_autofree char *value = ferry_column_dup_value (column, sync_task);

      if (column != FERRY_COLUMN_OVERWRITE && column != FERRY_COLUMN_AUTOMATIC)
        g_string_append_printf (text, "%s\n", value);
    }
  append_region (text, ferry_sync_task_get_source_region (sync_task));
  append_region (text, ferry_sync_task_get_target_region (sync_task));

  folded = fold (text->str);
  g_object_set_qdata_full (G_OBJECT (sync_task), search_text_quark (), folded, g_free);

  return folded;
}

static gboolean
holds_all (const char        *text,
           const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * ferry_text_filter_fold:
 * @text: what somebody typed
 *
 * Splits @text into words and folds case and width, for
 * [func@Ferry.text_filter_matches] and its like.
 *
 * Returns: (transfer full) (nullable): the words, or %NULL when there are none
 */
GStrv
ferry_text_filter_fold (const char *text)
{
  g_autofree char *folded = fold (text);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) result = NULL;

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  result = g_strv_builder_end (words);

  return *result != NULL ? g_steal_pointer (&result) : NULL;
}

/**
 * ferry_text_filter_matches:
 * @words: what [func@Ferry.text_filter_fold] gave
 * @sync_task: a task
 *
 * Returns: whether every word occurs in some value of @sync_task or in a name
 *   of one of its regions, be it English or Chinese
 */
gboolean
ferry_text_filter_matches (const char *const *words,
                           FerrySyncTask     *sync_task)
{
  return holds_all (get_search_text (sync_task), words);
}

/**
 * ferry_text_filter_matches_region:
 * @words: what [func@Ferry.text_filter_fold] gave
 * @id: a region id
 *
 * Returns: whether every word occurs in @id or in a name of the region, be it
 *   English or Chinese
 */
gboolean
ferry_text_filter_matches_region (const char *const *words,
                                  const char        *id)
{
  g_autoptr(GString) text = g_string_new (id);
  g_autofree char *folded = NULL;

  g_string_append_c (text, '\n');
  append_region (text, id);
  folded = fold (text->str);

  return holds_all (folded, words);
}
