/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-terminal.h"

#include <unistd.h>

#include "ferry-core.h"

/**
 * ferry_cli_is_terminal:
 * @fd: a file descriptor
 *
 * Returns: whether somebody sits there, at a terminal that knows escape sequences
 */
gboolean
ferry_cli_is_terminal (int fd)
{
  const char *kind = g_getenv ("TERM");

  return isatty (fd) && kind != NULL && *kind != '\0' && g_strcmp0 (kind, "dumb") != 0;
}

/**
 * ferry_cli_has_colors:
 * @fd: a file descriptor
 *
 * Returns: whether text may stand out there: never where `NO_COLOR` is set, as
 *   many programs have agreed
 */
gboolean
ferry_cli_has_colors (int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return ferry_cli_is_terminal (fd) && (no_color == NULL || *no_color == '\0');
}

/**
 * ferry_cli_print:
 * @text: a line
 *
 * Says something on the standard error stream, where a program that reads the
 * result is not disturbed.
 */
void
ferry_cli_print (const char *text)
{
  gboolean is_bold = ferry_cli_has_colors (STDERR_FILENO);

  g_printerr ("%sferryboard-cli:%s %s\n", is_bold ? "\033[1m" : "", is_bold ? "\033[m" : "", text);
}

/**
 * ferry_cli_print_error:
 * @error: what went wrong
 *
 * Tells what went wrong on the standard error stream, and on a line of its own
 * what the service's support asks for.
 */
void
ferry_cli_print_error (const GError *error)
{
  g_autofree char *reference = ferry_error_dup_reference (error);

  ferry_cli_print (error->message);
  if (reference != NULL)
    ferry_cli_print (reference);
}
