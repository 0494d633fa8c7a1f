/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-terminal.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "ferry-core.h"

/* The one permission without which nothing can be asked. The others are for names, which may be given instead. */
#define ACTION_OF_TASKS "swr:repo:listAutoSyncRepoJobs"

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
 * ferry_cli_print_rest:
 * @n_lines: how many lines there are
 *
 * Says how many there are beyond %FERRY_CLI_MAX_LINES, if any.
 */
void
ferry_cli_print_rest (guint n_lines)
{
  guint n_more = n_lines - MIN (n_lines, FERRY_CLI_MAX_LINES);
  g_autofree char *text = g_strdup_printf (ngettext ("… and %'u more", "… and %'u more", n_more), n_more);

  if (n_more > 0)
    ferry_cli_print (text);
}

/**
 * ferry_cli_dup_hint:
 * @error: what went wrong
 *
 * Returns: (transfer full) (nullable): which permission is missing, and how to do
 *   without it
 */
char *
ferry_cli_dup_hint (const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);

  if (!g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN) || details == NULL || details->action == NULL)
    return NULL;

  if (g_str_equal (details->action, ACTION_OF_TASKS))
    /* Translators: a permission. */
    return g_strdup_printf (_("This needs the permission %s."), details->action);

  /* Translators: a permission. */
  return g_strdup_printf (_("This needs the permission %s. Without it, name the repositories: “ferryboard-cli scan --names FILE”."),
                          details->action);
}

/**
 * ferry_cli_print_error:
 * @error: what went wrong
 *
 * Tells what went wrong on the standard error stream, and on lines of their own
 * what would help and what the service's support asks for.
 */
void
ferry_cli_print_error (const GError *error)
{
  g_autofree char *hint = ferry_cli_dup_hint (error);
  g_autofree char *reference = ferry_error_dup_reference (error);

  ferry_cli_print (error->message);
  if (hint != NULL)
    ferry_cli_print (hint);
  if (reference != NULL)
    ferry_cli_print (reference);
}
