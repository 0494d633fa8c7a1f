/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-popover-width.h"

#include "ferry-text-cell.h"

/* What is left of the window on both sides. */
#define MARGIN 6

/**
 * ferry_popover_get_width:
 * @popover: a popover in a window
 * @n_chars: for how many characters it should have room
 * @minimum: how narrow it can be
 *
 * What is in a list that is scrolled and searched does not tell how wide it should
 * be. The size of the text does, and the width of the window.
 *
 * Returns: a width
 */
int
ferry_popover_get_width (GtkWidget *popover,
                         guint      n_chars,
                         int        minimum)
{
  GtkRoot *root = gtk_widget_get_root (popover);
  int wanted = PANGO_PIXELS_CEIL (n_chars * ferry_text_cell_get_char_width (popover));
  int room = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) - 2 * MARGIN : 0;

  return MAX (room > 0 ? MIN (wanted, room) : wanted, minimum);
}
