/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FERRY_CLI_MAX_LINES:
 *
 * How many of many things of a kind are told of.
 */
#define FERRY_CLI_MAX_LINES 20

gboolean ferry_cli_is_terminal (int fd);
gboolean ferry_cli_has_colors (int fd);

void ferry_cli_print (const char *text);
void ferry_cli_print_rest (guint n_lines);
void ferry_cli_print_error (const GError *error);
char *ferry_cli_dup_hint (const GError *error);

G_END_DECLS
