/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-format.h"

#include <glib/gi18n.h>
#include <string.h>

/* Stands where the service said nothing. */
#define NOTHING "—"

static char *
format_local (GDateTime  *time,
              const char *format)
{
  g_autoptr(GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, format);
}

/**
 * ferry_format_region_name:
 * @id: (nullable): a region id
 *
 * Returns: what to call the region where it stands alone: its name, its id where
 *   no name is known, or a dash
 */
const char *
ferry_format_region_name (const char *id)
{
  const char *name = id != NULL ? ferry_region_find_name (id) : NOTHING;

  return name != NULL ? name : id;
}

/* The part of the world that most names begin with. */
static gsize
get_spare_length (const char *name)
{
  const char *dash = strchr (name, '-');

  return dash != NULL ? dash + 1 - name : 0;
}

/**
 * ferry_format_short_region_name:
 * @id: (nullable): a region id
 *
 * Returns: what to call the region where there is little room: its name without
 *   the part of the world, its id where no name is known, or a dash
 */
const char *
ferry_format_short_region_name (const char *id)
{
  const char *name = id != NULL ? ferry_region_find_name (id) : NULL;

  return name != NULL ? name + get_spare_length (name) : ferry_format_region_name (id);
}

/**
 * ferry_format_route:
 * @source: a name
 * @target: another one
 *
 * Returns: (transfer full): that images go from one to the other
 */
char *
ferry_format_route (const char *source,
                    const char *target)
{
  /* Translators: the source organization and the target organization, or the source region and the target region. */
  return g_strdup_printf (_("%s → %s"), source, target);
}

/**
 * ferry_format_n_regions:
 * @n_regions: a number of regions
 *
 * Returns: (transfer full): how many there are, in words
 */
char *
ferry_format_n_regions (guint n_regions)
{
  if (n_regions == 0)
    return g_strdup (_("No region"));

  /* Translators: how many regions are chosen. */
  return g_strdup_printf (ngettext ("%u region", "%u regions", n_regions), n_regions);
}

static char *
format_ago (GDateTime *time,
            GDateTime *now)
{
  return ferry_timestamp_format (g_date_time_to_unix_usec (time), FERRY_TIME_STYLE_RELATIVE, g_date_time_to_unix_usec (now));
}

static gboolean
is_same (GDateTime  *time,
         GDateTime  *other,
         const char *format)
{
  g_autofree char *text = format_local (time, format);
  g_autofree char *other_text = format_local (other, format);

  return g_str_equal (text, other_text);
}

/**
 * ferry_format_as_of:
 * @time: when a list was read
 * @now: the time now
 *
 * Returns: (transfer full): when it was: the time alone if it was today, with the
 *   date and how long ago otherwise
 */
char *
ferry_format_as_of (GDateTime *time,
                    GDateTime *now)
{
  g_autofree char *text = NULL;
  g_autofree char *ago = NULL;

  if (is_same (time, now, "%F"))
    {
      text = format_local (time, "%H:%M");
      /* Translators: the time at which the list was read. */
      return g_strdup_printf (_("As of %s"), text);
    }

  /* Translators: a date and a time as g_date_time_format() writes them: day, month, hour, minute. */
  text = is_same (time, now, "%Y") ? format_local (time, _("%-e %b, %H:%M")) : ferry_format_date (time);
  ago = format_ago (time, now);

  /* Translators: the date and time at which the list was read, and how long ago that was. */
  return g_strdup_printf (_("As of %s (%s)"), text, ago);
}

/**
 * ferry_format_moment:
 * @time: a point in time
 * @now: the time now
 *
 * Returns: (transfer full): how long ago it was, the local time and the one in
 *   UTC, a line each
 */
char *
ferry_format_moment (GDateTime *time,
                     GDateTime *now)
{
  gint64 timestamp = g_date_time_to_unix_usec (time);
  g_autofree char *local = ferry_timestamp_format_exact (timestamp, FERRY_TIME_STYLE_LOCAL);
  g_autofree char *utc = ferry_timestamp_format_exact (timestamp, FERRY_TIME_STYLE_UTC);
  g_autofree char *ago = format_ago (time, now);

  return g_strdup_printf ("%s\n%s\n%s", ago, local, utc);
}

/**
 * ferry_format_date:
 * @time: a point in time
 *
 * Returns: (transfer full): the day and the time, for a sentence
 */
char *
ferry_format_date (GDateTime *time)
{
  /* Translators: a date and a time as g_date_time_format() writes them: day, month, year, hour, minute. */
  return format_local (time, _("%-e %b %Y, %H:%M"));
}

/**
 * ferry_format_cell_spare_length:
 * @column: a column
 * @sync_task: a task
 *
 * Returns: how many bytes at the beginning of what is in a cell need not be
 *   shown: the part of the world of a region, without which it has a name of its
 *   own
 */
gsize
ferry_format_cell_spare_length (FerryColumn    column,
                                FerrySyncTask *sync_task)
{
  const char *id = ferry_column_is_region (column) ? ferry_column_get_text (column, sync_task) : NULL;
  const char *name = id != NULL ? ferry_region_find_name (id) : NULL;

  return name != NULL ? get_spare_length (name) : 0;
}

/**
 * ferry_format_cell_dimmed_length:
 * @column: a column
 * @sync_task: a task
 *
 * Returns: how many bytes at the end of what a cell shows are less important:
 *   the id of a region that is shown by its name
 */
gsize
ferry_format_cell_dimmed_length (FerryColumn    column,
                                 FerrySyncTask *sync_task)
{
  const char *id = ferry_column_is_region (column) ? ferry_column_get_text (column, sync_task) : NULL;

  return id != NULL && ferry_region_find_name (id) != NULL ? strlen (id) : 0;
}

/**
 * ferry_format_cell_icon:
 * @column: a column
 * @sync_task: a task
 *
 * Returns: (nullable): the name of the icon beside the text of a cell
 */
const char *
ferry_format_cell_icon (FerryColumn    column,
                        FerrySyncTask *sync_task)
{
  FerryTristate value = ferry_column_get_tristate (column, sync_task);

  if (column == FERRY_COLUMN_OVERWRITE && value != FERRY_UNKNOWN)
    return value == FERRY_YES ? "dialog-warning-symbolic" : "changes-prevent-symbolic";
  if (column == FERRY_COLUMN_AUTOMATIC && value != FERRY_UNKNOWN)
    return value == FERRY_YES ? "media-playlist-repeat-symbolic" : "media-playback-pause-symbolic";

  return NULL;
}

/**
 * ferry_format_cell_tooltip:
 * @column: a column
 * @sync_task: a task
 *
 * Returns: (transfer full): the whole value of a cell; of a time how long ago it
 *   was, the local one and the one in UTC
 */
char *
ferry_format_cell_tooltip (FerryColumn    column,
                           FerrySyncTask *sync_task)
{
  gint64 timestamp = ferry_column_get_time (column, sync_task);
  g_autofree char *local = NULL;
  g_autofree char *utc = NULL;
  g_autofree char *relative = NULL;

  if (timestamp == FERRY_NO_TIMESTAMP)
    return ferry_column_dup_text (column, sync_task);

  local = ferry_timestamp_format_exact (timestamp, FERRY_TIME_STYLE_LOCAL);
  utc = ferry_timestamp_format_exact (timestamp, FERRY_TIME_STYLE_UTC);
  relative = ferry_timestamp_format (timestamp, FERRY_TIME_STYLE_RELATIVE, g_get_real_time ());

  return g_strdup_printf ("%s\n%s\n%s", relative, local, utc);
}

/**
 * ferry_format_row_label:
 * @sync_task: a task
 *
 * Returns: (transfer full): what a screen reader says for a row
 */
char *
ferry_format_row_label (FerrySyncTask *sync_task)
{
  g_autofree char *repository = ferry_column_dup_text (FERRY_COLUMN_REPOSITORY, sync_task);
  g_autofree char *organization = ferry_column_dup_text (FERRY_COLUMN_TARGET_ORGANIZATION, sync_task);
  const char *region = ferry_format_region_name (ferry_sync_task_get_target_region (sync_task));

  switch (ferry_sync_task_get_overwrite (sync_task))
    {
    case FERRY_YES:
      /* Translators: what a screen reader says for a task: repository, target organization and target region. */
      return g_strdup_printf (_("%s to %s in %s, overwrites"), repository, organization, region);
    case FERRY_NO:
      /* Translators: as “%s to %s in %s, overwrites”. */
      return g_strdup_printf (_("%s to %s in %s, keeps existing"), repository, organization, region);
    case FERRY_UNKNOWN:
    default:
      /* Translators: as “%s to %s in %s, overwrites”; whether it does is not known. */
      return g_strdup_printf (_("%s to %s in %s, overwriting unknown"), repository, organization, region);
    }
}
