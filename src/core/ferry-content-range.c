/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-content-range.h"

static gboolean
read_number (const char **text,
             char         end,
             guint64     *number)
{
  char *rest;

  if (!g_ascii_isdigit (**text))
    return FALSE;

  *number = g_ascii_strtoull (*text, &rest, 10);
  if (*rest != end || *number == G_MAXUINT64)
    return FALSE;

  *text = rest + 1;
  return TRUE;
}

/**
 * ferry_content_range_parse:
 * @text: (nullable): the value of the header `Content-Range`
 * @offset: (out): how many rows there are before the page
 * @count: (out): how many rows the page has
 * @total: (out): how many rows there are
 *
 * Reads where a page of a list belongs. SWR writes `OFFSET-COUNT/TOTAL`, as
 * `0-10/37`: unlike in RFC 9110 there is no unit, and the second number is a
 * count, not the last position.
 *
 * Returns: %FALSE when @text does not say it
 */
gboolean
ferry_content_range_parse (const char *text,
                           guint64    *offset,
                           guint64    *count,
                           guint64    *total)
{
  return text != NULL && read_number (&text, '-', offset) && read_number (&text, '/', count) && read_number (&text, '\0', total);
}
