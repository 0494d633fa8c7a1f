/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-print-text.h"

G_BEGIN_DECLS

/**
 * FERRY_PRINT_COLUMN_GAP:
 *
 * What is between two columns at least, at the base size.
 */
#define FERRY_PRINT_COLUMN_GAP 10.0

/**
 * FerryPrintWish:
 * @FERRY_PRINT_WISH_TWO_LINES: all texts on two lines, and the heading too
 * @FERRY_PRINT_WISH_MOST: nine of ten texts on one line
 * @FERRY_PRINT_WISH_ONE_LINE: all texts on one line
 * @FERRY_PRINT_WISH_HEADING: the heading on one line, too
 * @FERRY_PRINT_WISH_ALL: all texts on one line, whatever that takes
 *
 * What columns want, in the order in which they get it. Before the last, no
 * more than is usual.
 */
typedef enum
{
  FERRY_PRINT_WISH_TWO_LINES,
  FERRY_PRINT_WISH_MOST,
  FERRY_PRINT_WISH_ONE_LINE,
  FERRY_PRINT_WISH_HEADING,
  FERRY_PRINT_WISH_ALL,
} FerryPrintWish;

#define FERRY_PRINT_N_WISHES 5

/**
 * FERRY_PRINT_MAX_WANTED_WIDTH:
 *
 * What is wider than this, in points, is broken rather than have all the others
 * shrink for it.
 */
#define FERRY_PRINT_MAX_WANTED_WIDTH 200

/**
 * FerryPrintColumn:
 * @wishes: how wide it wants to be, at the base size
 * @n_texts: how many texts are so many points wide; the last is for all that are wider
 * @x: where it begins on the page
 * @width: how wide it is there
 *
 * A column of a table on paper, in points.
 */
typedef struct
{
  double wishes[FERRY_PRINT_N_WISHES];
  guint n_texts[FERRY_PRINT_MAX_WANTED_WIDTH + 1];
  double x;
  double width;
} FerryPrintColumn;

void ferry_print_column_add_text (FerryPrintColumn *self, FerryPrintText *body, const char *text);
void ferry_print_column_add_heading (FerryPrintColumn *self, FerryPrintText *bold, const char *text);
double ferry_print_columns_get_wanted_width (const FerryPrintColumn *columns, gsize n_columns);
void ferry_print_columns_arrange (FerryPrintColumn *columns, gsize n_columns, double width, double scale);

G_END_DECLS
