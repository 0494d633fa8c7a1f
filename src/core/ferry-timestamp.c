/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-timestamp.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (FerryTimeStyle, ferry_time_style,
                    G_DEFINE_ENUM_VALUE (FERRY_TIME_STYLE_RELATIVE, "relative"),
                    G_DEFINE_ENUM_VALUE (FERRY_TIME_STYLE_LOCAL, "local"),
                    G_DEFINE_ENUM_VALUE (FERRY_TIME_STYLE_UTC, "utc"))

/* Sorts as text, and is read alike in every language. */
#define FORMAT "%Y-%m-%d %H:%M"
#define EXACT_FORMAT "%Y-%m-%d %H:%M:%S"

/* Since the year 1 began. */
#define DAYS_BEFORE_1970 719162

static char *
format_time (gint64          timestamp,
             FerryTimeStyle  style,
             const char     *format)
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

/* Digits, and what has to follow them. */
static gboolean
read_number (const char **text,
             gsize        n_digits,
             char         end,
             guint       *number)
{
  *number = 0;
  for (gsize i = 0; i < n_digits; i++, (*text)++)
    if (g_ascii_isdigit (**text))
      *number = *number * 10 + (guint) (**text - '0');
    else
      return FALSE;

  return end == '\0' || *(*text)++ == end;
}

/* Digits of the second, of which six count, and the end. */
static gboolean
read_fraction (const char *text,
               guint      *microseconds)
{
  guint unit = 100000;

  *microseconds = 0;
  if (*text == '.' && g_ascii_isdigit (text[1]))
    for (text++; g_ascii_isdigit (*text); text++, unit /= 10)
      *microseconds += (guint) (*text - '0') * unit;

  return strcmp (text, "Z") == 0;
}

/* Days from 1970 on, or FALSE when there is no such day. */
static gboolean
count_days (guint   year,
            guint   month,
            guint   day,
            gint64 *n_days)
{
  static const guint16 ends[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };
  guint leap_day = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  guint past = year - 1;

  if (year < 1 || month < 1 || month > 12 || day < 1 || day > ends[month] - ends[month - 1] + (month == 2 ? leap_day : 0))
    return FALSE;

  *n_days = (gint64) past * 365 + past / 4 - past / 100 + past / 400 - DAYS_BEFORE_1970;
  *n_days += ends[month - 1] + (month > 2 ? leap_day : 0) + day - 1;

  return TRUE;
}

/* Reads the form in which nearly all times come, many thousand in a long list. FALSE leaves the others to GLib, also
 * those that are not sure to be a time. */
static gboolean
parse_usual (const char *text,
             gint64     *timestamp)
{
  guint year, month, day, hour, minute, second, microseconds;
  gint64 n_days;

  if (!read_number (&text, 4, '-', &year) || !read_number (&text, 2, '-', &month) || !read_number (&text, 2, 'T', &day) ||
      !read_number (&text, 2, ':', &hour) || !read_number (&text, 2, ':', &minute) || !read_number (&text, 2, '\0', &second) ||
      !read_fraction (text, &microseconds) || hour > 23 || minute > 59 || second > 59 ||
      !count_days (year, month, day, &n_days))
    return FALSE;

  *timestamp = (n_days * 24 + hour) * 60 + minute;
  *timestamp = (*timestamp * 60 + second) * G_USEC_PER_SEC + microseconds;

  return TRUE;
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
  g_autoptr(GTimeZone) utc = NULL;
  g_autoptr(GDateTime) time = NULL;
  gint64 timestamp;

  if (text == NULL)
    return FERRY_NO_TIMESTAMP;
  if (parse_usual (text, &timestamp))
    return timestamp;

  utc = g_time_zone_new_utc ();
  time = g_date_time_new_from_iso8601 (text, utc);

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
