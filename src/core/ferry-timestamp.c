/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-timestamp.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (FerryTimeStyle, ferry_time_style,
                    G_DEFINE_ENUM_VALUE (FERRY_TIME_STYLE_RELATIVE, "relative"),
                    G_DEFINE_ENUM_VALUE (FERRY_TIME_STYLE_LOCAL, "local"),
                    G_DEFINE_ENUM_VALUE (FERRY_TIME_STYLE_UTC, "utc"))

/* Sorts as text, and is read alike in every language. */
#define FORMAT "%Y-%m-%d %H:%M"
#define EXACT_FORMAT "%Y-%m-%d %H:%M:%S"

static char *
format_time (gint64         timestamp,
             FerryTimeStyle style,
             const char    *format)
{
  g_autoptr(GDateTime) time = style == FERRY_TIME_STYLE_UTC ? NULL : g_date_time_new_from_unix_local_usec (timestamp);

  /* The first and the last hours that can be written, which stand for “never” in some places, have no local time. */
  if (time == NULL)
    time = g_date_time_new_from_unix_utc_usec (timestamp);

  return g_date_time_format (time, format);
}

static char *
format_past (gint64 minutes)
{
  const gint64 hours = minutes / 60, days = hours / 24;

  if (minutes < 1)
    return g_strdup (_("just now"));
  if (hours < 1)
    return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", minutes), (guint) minutes);
  if (days < 1)
    return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", hours), (guint) hours);
  if (days < 60)
    return g_strdup_printf (ngettext ("%u day ago", "%u days ago", days), (guint) days);
  if (days < 2 * 365)
    return g_strdup_printf (ngettext ("%u month ago", "%u months ago", days / 30), (guint) (days / 30));

  return g_strdup_printf (ngettext ("%u year ago", "%u years ago", days / 365), (guint) (days / 365));
}

static char *
format_future (gint64 minutes)
{
  const gint64 hours = minutes / 60, days = hours / 24;

  if (hours < 1)
    return g_strdup_printf (ngettext ("in %u minute", "in %u minutes", minutes), (guint) minutes);
  if (days < 1)
    return g_strdup_printf (ngettext ("in %u hour", "in %u hours", hours), (guint) hours);

  return g_strdup_printf (ngettext ("in %u day", "in %u days", days), (guint) days);
}

/**
 * ferry_timestamp_parse:
 * @text: (nullable): a time as RFC 3339 has it, with any number of digits of the
 *   second
 *
 * Reads a time as the service writes it. All its times are UTC, with or without
 * a `Z`.
 *
 * Returns: microseconds since 1970 in UTC, or %FERRY_NO_TIMESTAMP when @text is
 *   none
 */
gint64
ferry_timestamp_parse (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time != NULL ? g_date_time_to_unix_usec (time) : FERRY_NO_TIMESTAMP;
}

/**
 * ferry_timestamp_format:
 * @timestamp: microseconds since 1970 in UTC
 * @style: how to write it
 * @now: the time it is, in microseconds since 1970
 *
 * Returns: (transfer full): the time to the minute, or how long ago it was
 */
char *
ferry_timestamp_format (gint64         timestamp,
                        FerryTimeStyle style,
                        gint64         now)
{
  if (style != FERRY_TIME_STYLE_RELATIVE)
    return format_time (timestamp, style, FORMAT);

  /* Clocks of two computers differ by some seconds. */
  return timestamp - now < G_TIME_SPAN_MINUTE ? format_past ((now - timestamp) / G_TIME_SPAN_MINUTE)
                                              : format_future ((timestamp - now) / G_TIME_SPAN_MINUTE);
}

/**
 * ferry_timestamp_format_exact:
 * @timestamp: microseconds since 1970 in UTC
 * @style: in which zone; there is no relative way to be exact
 *
 * Returns: (transfer full): the time to the second, with its zone
 */
char *
ferry_timestamp_format_exact (gint64         timestamp,
                              FerryTimeStyle style)
{
  return format_time (timestamp, style, style == FERRY_TIME_STYLE_UTC ? EXACT_FORMAT " UTC" : EXACT_FORMAT " %:z");
}

/**
 * ferry_timestamp_format_iso:
 * @timestamp: microseconds since 1970 in UTC
 * @style: in which zone; there is no relative way to be exact
 *
 * Returns: (transfer full): the time to the second as RFC 3339 has it, with the
 *   offset from UTC
 */
char *
ferry_timestamp_format_iso (gint64         timestamp,
                            FerryTimeStyle style)
{
  return format_time (timestamp, style, style == FERRY_TIME_STYLE_UTC ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S%:z");
}
