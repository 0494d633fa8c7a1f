/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-time.h"

/**
 * ferry_time_format:
 * @time: seconds since 1970 in UTC
 *
 * Returns: (transfer full): the time as clocks here show it, to be edited and read
 *   by [func@Ferry.time_parse]
 */
char *
ferry_time_format (gint64 time)
{
  g_autoptr(GDateTime) date_time = g_date_time_new_from_unix_local (time);

  return date_time != NULL ? g_date_time_format (date_time, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* Date, time, seconds and zone as people write them, and as IAM does: `2026/11/4 9:30`, `2026-11-04T09:30:00.000000Z`. */
#define PATTERN \
  "^\\s*(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})" \
  "(?:[T\\s]\\s*(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)?" \
  "\\s*(?<zone>Z|UTC|[-+]\\d{2}(?::?\\d{2})?)?)?\\s*$"

static int
fetch_number (GMatchInfo *match,
              const char *name,
              int         fallback)
{
  g_autofree char *digits = g_match_info_fetch_named (match, name);

  return digits != NULL && *digits != '\0' ? (int) g_ascii_strtoll (digits, NULL, 10) : fallback;
}

static GTimeZone *
fetch_zone (GMatchInfo *match)
{
  g_autofree char *zone = g_match_info_fetch_named (match, "zone");
  g_autofree char *upper = zone != NULL ? g_ascii_strup (zone, -1) : NULL;

  return upper != NULL && *upper != '\0' ? g_time_zone_new_identifier (upper) : g_time_zone_new_local ();
}

/**
 * ferry_time_parse:
 * @text: a date and a time as somebody wrote them
 * @time: (out): seconds since 1970 in UTC
 *
 * Reads a time. Without a zone it is one of the place here, and a day alone
 * means its end.
 *
 * Returns: whether it could be read
 */
gboolean
ferry_time_parse (const char *text,
                  gint64     *time)
{
  g_autoptr(GRegex) regex = g_regex_new (PATTERN, G_REGEX_CASELESS, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(GTimeZone) zone = NULL;
  g_autoptr(GDateTime) date_time = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;

  zone = fetch_zone (match);
  if (zone != NULL)
    date_time = g_date_time_new (zone, fetch_number (match, "year", 0), fetch_number (match, "month", 0),
                                 fetch_number (match, "day", 0), fetch_number (match, "hour", 23),
                                 fetch_number (match, "minute", 59), fetch_number (match, "second", 0));
  if (date_time == NULL)
    return FALSE;

  *time = g_date_time_to_unix (date_time);

  return TRUE;
}
