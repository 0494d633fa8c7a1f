/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ferry_column_fit_get_chars (GtkColumnViewColumn *column,
                                 GListModel *rows,
                                 guint *min_chars,
                                 guint *natural_chars);
int ferry_column_fit_get_width (GtkColumnViewColumn *column, guint position);
gboolean ferry_column_fit_find_edge (GtkColumnView *view,
                                     double x,
                                     double y,
                                     guint *position,
                                     int *width);

G_END_DECLS
