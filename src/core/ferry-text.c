/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-text.h"

/**
 * ferry_text_dup_stripped:
 * @text: (nullable): what somebody entered
 *
 * Takes away the blanks and line breaks that come along when people paste. A
 * field with nothing else in it is one that was not filled in.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where nothing is left
 */
char *
ferry_text_dup_stripped (const char *text)
{
  char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (stripped != NULL && *stripped == '\0')
    g_clear_pointer (&stripped, g_free);

  return stripped;
}
