/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int ferry_popover_get_width (GtkWidget *popover, guint n_chars, int minimum);

G_END_DECLS
