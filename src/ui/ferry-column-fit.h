/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryColumnChars:
 * @min: how many characters the cells need room for
 * @natural: how many they want room for
 * @width: how wide the widest text is, in pixels
 *
 * What is in a column.
 */
typedef struct
{
  guint min;
  guint natural;
  int width;
} FerryColumnChars;

void ferry_column_fit_get_chars (FerryColumnChars *self,
                                 GtkColumnViewColumn *column,
                                 GListModel *rows);
int ferry_column_fit_get_min_width (GtkColumnViewColumn *column,
                                    guint position,
                                    gboolean has_icon,
                                    guint chars);
int ferry_column_fit_get_width (GtkColumnViewColumn *column, guint position);
gboolean ferry_column_fit_find_edge (GtkColumnView *view,
                                     double x,
                                     double y,
                                     guint *position,
                                     int *width);

G_END_DECLS
