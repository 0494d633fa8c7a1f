/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VisibleTextFunc:
 * @widget: where the text is
 * @kind: what it is of @widget
 * @text: the text
 * @user_data: what was given for it
 */
typedef void (*VisibleTextFunc) (GtkWidget *widget,
                                 const char *kind,
                                 const char *text,
                                 gpointer user_data);

void visible_text_foreach (GtkWidget *root, VisibleTextFunc func, gpointer user_data);

G_END_DECLS
