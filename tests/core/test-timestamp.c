/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

#define NOW (G_GINT64_CONSTANT (1762248600) * G_USEC_PER_SEC) /* 2025-11-04T09:30:00Z */

/* The usual form is read by a shorter way, which must lead to the same. */
static void
check_parse (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  g_assert_cmpint (ferry_timestamp_parse (text), ==, time != NULL ? g_date_time_to_unix_usec (time) : FERRY_NO_TIMESTAMP);
}

static void
test_parse_usual (void)
{
  static const char *const texts[] = {
    "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2000-02-29T12:00:00.5Z", "2020-04-17T02:11:03.53183Z",
    "9999-12-31T23:59:59.1Z", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z",
    "2025-01-01T00:00:60Z", "0000-01-01T00:00:00Z", "2025-01-01T00:00:00", "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00.1234567Z",
    "2025-01-01T00:00:00.999999999Z", "2025-01-01T00:00:00.000000999Z", "2025-01-01T00:00:00.123456789012345Z",
    "2025-01-01T00:00:00Zulu", "2025-01-01 00:00:00Z", "20250101T000000Z", "2025-01-01T00:00:00.5+01:00", "2025-01-01T00:00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_parse (texts[i]);
}

/* The first day of each month, the last one, and what is none, over the 400 years after which all comes again. */
static void
test_parse_days (void)
{
  static const guint days[] = { 0, 1, 28, 29, 30, 31, 32 };

  for (guint month = 0; month < 401 * 14; month++)
    for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
      {
        g_autofree char *text = g_strdup_printf ("%04u-%02u-%02uT12:30:00Z", 1800 + month / 14, month % 14, days[i]);

        check_parse (text);
      }
}

static void
test_parse (void)
{
  g_assert_cmpint (ferry_timestamp_parse ("2025-11-04T09:30:00Z"), ==, NOW);
  g_assert_cmpint (ferry_timestamp_parse ("2025-11-04T17:30:00+08:00"), ==, NOW);
  g_assert_cmpint (ferry_timestamp_parse ("2025-11-04T09:30:00.25"), ==, NOW + 250000);
  g_assert_cmpint (ferry_timestamp_parse (NULL), ==, FERRY_NO_TIMESTAMP);
  g_assert_cmpint (ferry_timestamp_parse (""), ==, FERRY_NO_TIMESTAMP);
  g_assert_cmpint (ferry_timestamp_parse ("yesterday"), ==, FERRY_NO_TIMESTAMP);
}

static void
test_relative (void)
{
  static const struct
  {
    gint64 seconds; /* ago */
    const char *text;
  } times[] = {
    { 0, "just now" },
    { 59, "just now" },
    { -59, "just now" },
    { 60, "1 minute ago" },
    { 119, "1 minute ago" },
    { 120, "2 minutes ago" },
    { 3599, "59 minutes ago" },
    { 3600, "1 hour ago" },
    { 7200, "2 hours ago" },
    { 86399, "23 hours ago" },
    { 86400, "1 day ago" },
    { 59 * 86400, "59 days ago" },
    { 60 * 86400, "2 months ago" },
    { 400 * 86400, "13 months ago" },
    { 730 * 86400, "2 years ago" },
    { 3650 * 86400, "10 years ago" },
    { -60, "in 1 minute" },
    { -7200, "in 2 hours" },
    { -3 * 86400, "in 3 days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = ferry_timestamp_format (NOW - times[i].seconds * G_USEC_PER_SEC, FERRY_TIME_STYLE_RELATIVE, NOW);

      g_assert_cmpstr (text, ==, times[i].text);
    }
}

static void
test_zones (void)
{
  g_autofree char *utc = ferry_timestamp_format (NOW, FERRY_TIME_STYLE_UTC, 0);
  g_autofree char *local = ferry_timestamp_format (NOW, FERRY_TIME_STYLE_LOCAL, 0);
  g_autofree char *iso_utc = ferry_timestamp_format_iso (NOW, FERRY_TIME_STYLE_UTC);
  g_autofree char *iso_local = ferry_timestamp_format_iso (NOW, FERRY_TIME_STYLE_LOCAL);
  g_autofree char *exact_utc = ferry_timestamp_format_exact (NOW + 61 * G_USEC_PER_SEC, FERRY_TIME_STYLE_UTC);
  g_autofree char *exact_local = ferry_timestamp_format_exact (NOW + 61 * G_USEC_PER_SEC, FERRY_TIME_STYLE_LOCAL);

  g_assert_cmpstr (utc, ==, "2025-11-04 09:30");
  g_assert_cmpstr (local, ==, "2025-11-04 17:30");
  g_assert_cmpstr (exact_utc, ==, "2025-11-04 09:31:01 UTC");
  g_assert_cmpstr (exact_local, ==, "2025-11-04 17:31:01 +08:00");
  g_assert_cmpstr (iso_utc, ==, "2025-11-04T09:30:00Z");
  g_assert_cmpstr (iso_local, ==, "2025-11-04T17:30:00+08:00");
}

/* Before 1970 too, where a remainder is negative. */
static void
test_early (void)
{
  gint64 timestamp = ferry_timestamp_parse ("1969-12-31T23:59:59.5Z");
  g_autofree char *utc = ferry_timestamp_format_exact (timestamp, FERRY_TIME_STYLE_UTC);

  g_assert_cmpint (timestamp, ==, -G_USEC_PER_SEC / 2);
  g_assert_cmpstr (utc, ==, "1969-12-31 23:59:59 UTC");
}

/* What stands for “never” may have no local time. */
static void
test_ends (void)
{
  gint64 last = ferry_timestamp_parse ("9999-12-31T23:59:59Z");
  g_autofree char *local = ferry_timestamp_format (last, FERRY_TIME_STYLE_LOCAL, 0);
  g_autofree char *exact = ferry_timestamp_format_exact (last, FERRY_TIME_STYLE_LOCAL);

  g_assert_cmpstr (local, ==, "9999-12-31 23:59");
  g_assert_cmpstr (exact, ==, "9999-12-31 23:59:59 +00:00");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC-8", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/timestamp/parse", test_parse);
  g_test_add_func ("/timestamp/parse/usual", test_parse_usual);
  g_test_add_func ("/timestamp/parse/days", test_parse_days);
  g_test_add_func ("/timestamp/relative", test_relative);
  g_test_add_func ("/timestamp/zones", test_zones);
  g_test_add_func ("/timestamp/early", test_early);
  g_test_add_func ("/timestamp/ends", test_ends);

  return g_test_run ();
}
