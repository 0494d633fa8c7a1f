/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ferry_cli_is_terminal (int fd);
gboolean ferry_cli_has_colors (int fd);

void ferry_cli_print (const char *text);
void ferry_cli_print_error (const GError *error);

G_END_DECLS
