/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FERRY_NO_TIMESTAMP:
 *
 * Stands where no time is known.
 */
#define FERRY_NO_TIMESTAMP G_MININT64

/**
 * FerryTimeStyle:
 * @FERRY_TIME_STYLE_RELATIVE: how long ago it was
 * @FERRY_TIME_STYLE_LOCAL: what clocks here showed
 * @FERRY_TIME_STYLE_UTC: in UTC
 *
 * How times are written for people.
 */
typedef enum
{
  FERRY_TIME_STYLE_RELATIVE,
  FERRY_TIME_STYLE_LOCAL,
  FERRY_TIME_STYLE_UTC,
} FerryTimeStyle;

#define FERRY_TYPE_TIME_STYLE (ferry_time_style_get_type ())
GType ferry_time_style_get_type (void) G_GNUC_CONST;

gint64 ferry_timestamp_parse (const char *text);
char *ferry_timestamp_format (gint64 timestamp, FerryTimeStyle style, gint64 now);
char *ferry_timestamp_format_exact (gint64 timestamp, FerryTimeStyle style);
char *ferry_timestamp_format_iso (gint64 timestamp, FerryTimeStyle style);

G_END_DECLS
