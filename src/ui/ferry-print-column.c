/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-print-column.h"

#include <math.h>

/* More than this between columns does not help the eye. */
#define MAX_SPARE_GAP 24.0

/* So many times the width that was measured makes a text fit in spite of rounding. */
#define SLACK 1.025

/* Of so many texts one may be broken where there is not enough room for all. */
#define ONE_OF 10

static void
raise_wish (FerryPrintColumn *self,
            FerryPrintWish    wish,
            double            width)
{
  self->wishes[wish] = MAX (self->wishes[wish], width);
}

/**
 * ferry_print_column_add_text:
 * @self: a column
 * @body: what draws texts, at the base size
 * @text: a text
 *
 * Has the column want room for a text.
 */
void
ferry_print_column_add_text (FerryPrintColumn *self,
                             FerryPrintText   *body,
                             const char       *text)
{
  double width = ferry_print_text_measure (body, text);
  double halves = MIN (ferry_print_text_measure_halves (body, text), width);

  raise_wish (self, FERRY_PRINT_WISH_TWO_LINES, MIN (halves, FERRY_PRINT_MAX_WANTED_WIDTH));
  raise_wish (self, FERRY_PRINT_WISH_ONE_LINE, MIN (width, FERRY_PRINT_MAX_WANTED_WIDTH));
  raise_wish (self, FERRY_PRINT_WISH_ALL, width);
  self->n_texts[(guint) MIN (ceil (width), FERRY_PRINT_MAX_WANTED_WIDTH)]++;
}

/* A few long texts must not take the room that all the texts of another column need. */
static double
find_usual_width (const FerryPrintColumn *self)
{
  guint n_texts = 0, n_wider = 0, width = FERRY_PRINT_MAX_WANTED_WIDTH;

  for (guint i = 0; i <= FERRY_PRINT_MAX_WANTED_WIDTH; i++)
    n_texts += self->n_texts[i];
  while (width > 0 && n_wider + self->n_texts[width] <= n_texts / ONE_OF)
    n_wider += self->n_texts[width--];

  return width;
}

/**
 * ferry_print_column_add_heading:
 * @self: a column
 * @bold: what draws headings, at the base size
 * @text: a heading
 *
 * Has the column want room for its heading.
 */
void
ferry_print_column_add_heading (FerryPrintColumn *self,
                                FerryPrintText   *bold,
                                const char       *text)
{
  raise_wish (self, FERRY_PRINT_WISH_TWO_LINES, ferry_print_text_measure_halves (bold, text));
  raise_wish (self, FERRY_PRINT_WISH_HEADING, ferry_print_text_measure (bold, text));
}

/**
 * ferry_print_columns_get_wanted_width:
 * @columns: (array length=n_columns): columns
 * @n_columns: how many there are
 *
 * Returns: how wide they are with all texts on one line, but those few that are
 *   far wider than others, at the base size
 */
double
ferry_print_columns_get_wanted_width (const FerryPrintColumn *columns,
                                      gsize                   n_columns)
{
  double width = (n_columns - 1) * FERRY_PRINT_COLUMN_GAP;

  for (gsize i = 0; i < n_columns; i++)
    width += MAX (columns[i].wishes[FERRY_PRINT_WISH_TWO_LINES], columns[i].wishes[FERRY_PRINT_WISH_ONE_LINE]) * SLACK;

  return width;
}

/* How much a column lacks of what it wants. */
static double
get_lack (const FerryPrintColumn *self,
          FerryPrintWish          wish,
          double                  scale)
{
  return MAX (self->wishes[wish] * scale * SLACK - self->width, 0);
}

/* How much each may take of the room so that there is enough for all: who lacks less leaves the others more. */
static double
find_share (const FerryPrintColumn *columns,
            gsize                   n_columns,
            double                  room,
            FerryPrintWish          wish,
            double                  scale)
{
  gsize n_lacking = n_columns, n_before;
  double share = room / n_lacking;

  do
    {
      double left = room;

      n_before = n_lacking;
      n_lacking = 0;
      for (gsize i = 0; i < n_columns; i++)
        if (get_lack (&columns[i], wish, scale) > share)
          n_lacking++;
        else
          left -= get_lack (&columns[i], wish, scale);
      if (n_lacking > 0)
        share = left / n_lacking;
    }
  while (n_lacking < n_before);

  return share;
}

/* Returns what is left of the room. */
static double
fulfil (FerryPrintColumn *columns,
        gsize             n_columns,
        double            room,
        FerryPrintWish    wish,
        double            scale)
{
  double share = find_share (columns, n_columns, room, wish, scale);

  for (gsize i = 0; i < n_columns; i++)
    {
      double part = MIN (get_lack (&columns[i], wish, scale), share);

      columns[i].width += part;
      room -= part;
    }

  return MAX (room, 0);
}

/* A part of what a column lacks is of no use: its texts would be broken all the same. So those that lack least have all
 * of it, as long as there is room. Returns what is left. */
static double
fulfil_whole (FerryPrintColumn *columns,
              gsize             n_columns,
              double            room,
              FerryPrintWish    wish,
              double            scale)
{
  FerryPrintColumn *next;

  do
    {
      double least = room;

      next = NULL;
      for (gsize i = 0; i < n_columns; i++)
        {
          double lack = get_lack (&columns[i], wish, scale);

          if (lack > 0 && lack <= least)
            {
              next = &columns[i];
              least = lack;
            }
        }
      if (next != NULL)
        {
          next->width = next->wishes[wish] * scale * SLACK;
          room -= least;
        }
    }
  while (next != NULL);

  return MAX (room, 0);
}

/**
 * ferry_print_columns_arrange:
 * @columns: (array length=n_columns): columns
 * @n_columns: how many there are
 * @width: how much room they have
 * @scale: how much larger than at the base size their texts are
 *
 * Puts columns side by side, as wide as they want to be where there is room.
 */
void
ferry_print_columns_arrange (FerryPrintColumn *columns,
                             gsize             n_columns,
                             double            width,
                             double            scale)
{
  double gap = FERRY_PRINT_COLUMN_GAP * scale, x = 0;
  double room = MAX (width - (n_columns - 1) * gap, 0);

  for (gsize i = 0; i < n_columns; i++)
    {
      columns[i].width = 0;
      columns[i].wishes[FERRY_PRINT_WISH_MOST] = find_usual_width (&columns[i]);
    }
  room = fulfil (columns, n_columns, room, FERRY_PRINT_WISH_TWO_LINES, scale);
  for (guint wish = FERRY_PRINT_WISH_MOST; wish < FERRY_PRINT_WISH_ALL; wish++)
    room = fulfil_whole (columns, n_columns, room, wish, scale);
  room = fulfil (columns, n_columns, room, FERRY_PRINT_WISH_ALL, scale);
  if (n_columns > 1)
    gap += MIN (room / (n_columns - 1), MAX_SPARE_GAP);

  for (gsize i = 0; i < n_columns; i++)
    {
      columns[i].x = x;
      x += columns[i].width + gap;
    }
}
