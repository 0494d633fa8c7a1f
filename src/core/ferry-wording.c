/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-wording.h"

#include <glib/gi18n.h>

/* How translated texts are put together, which languages do differently. */

/**
 * ferry_wording_get_separator:
 *
 * Returns: what stands between the members of a list
 */
const char *
ferry_wording_get_separator (void)
{
  /* Translators: what stands between two members of a list, as regions, columns, or filters. */
  return _(", ");
}

/**
 * ferry_wording_join_sentences:
 * @first: (nullable): a sentence, or several
 * @second: (nullable): what follows
 *
 * Returns: (transfer full) (nullable): both, or the one that is there
 */
char *
ferry_wording_join_sentences (const char *first,
                              const char *second)
{
  if (first == NULL || *first == '\0')
    return g_strdup (second);
  if (second == NULL || *second == '\0')
    return g_strdup (first);

  /* Translators: two sentences, one after the other. Leave the blank out where the language has none there. */
  return g_strdup_printf (_("%s %s"), first, second);
}
