/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-json.h"

/* By hand, and not with the library that the client reads with: the two are to agree on JSON, not on each other. */

/**
 * ferry_demo_json_dup_string:
 * @text: any text
 *
 * Writes @text as a JSON string, quotes included.
 *
 * Returns: (transfer full): JSON text
 */
char *
ferry_demo_json_dup_string (const char *text)
{
  GString *out = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (g_ascii_iscntrl (*p))
        g_string_append_printf (out, "\\u%04x", (guint) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');

  return g_string_free (out, FALSE);
}

/**
 * ferry_demo_json_append_member:
 * @out: JSON text that ends inside an object
 * @name: the member's name
 * @value: its value, any text
 *
 * Appends a member to the object.
 */
void
ferry_demo_json_append_member (GString    *out,
                               const char *name,
                               const char *value)
{
  g_autofree char *string = ferry_demo_json_dup_string (value);

  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  g_string_append_printf (out, "\"%s\":%s", name, string);
}
