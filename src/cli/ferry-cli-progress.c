/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-progress.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "ferry-cli-terminal.h"

/* What is over sooner needs no explanation. */
#define DELAY_MS 400

/* A line that is too long must not wrap, or it could not be cleared. */
#define CLEAR_LINE "\r\033[K"
#define NO_WRAP "\033[?7l"
#define WRAP "\033[?7h"

struct _FerryCliProgress
{
  gboolean is_quiet;
  gboolean has_terminal;
  char *text;    /* (owned) (nullable) what is under way */
  char *waiting; /* (owned) (nullable) that it has to wait */
  guint source;  /* until the line is shown */
  gboolean is_shown;
};

static void
show (FerryCliProgress *self)
{
  const char *text = self->waiting != NULL ? self->waiting : self->text;

  self->is_shown = TRUE;
  g_printerr (CLEAR_LINE NO_WRAP "%s" WRAP, text != NULL ? text : "");
}

static gboolean
delay_cb (gpointer user_data)
{
  FerryCliProgress *self = user_data;

  self->source = 0;
  show (self);

  return G_SOURCE_REMOVE;
}

/**
 * ferry_cli_progress_new:
 * @is_quiet: whether nothing is to be said
 *
 * Returns: (transfer full): a line that is not shown yet
 */
FerryCliProgress *
ferry_cli_progress_new (gboolean is_quiet)
{
  FerryCliProgress *self = g_new0 (FerryCliProgress, 1);

  self->is_quiet = is_quiet;
  self->has_terminal = ferry_cli_is_terminal (STDERR_FILENO);

  return self;
}

/**
 * ferry_cli_progress_free:
 * @self: (transfer full): a line
 *
 * Clears the line and frees it.
 */
void
ferry_cli_progress_free (FerryCliProgress *self)
{
  ferry_cli_progress_end (self);
  g_free (self->text);
  g_free (self->waiting);
  g_free (self);
}

/**
 * ferry_cli_progress_set_text:
 * @self: a line
 * @text: what is under way
 *
 * Sets what the line says, now or once it is shown.
 */
void
ferry_cli_progress_set_text (FerryCliProgress *self,
                             const char       *text)
{
  if (self->is_quiet || !self->has_terminal || !g_set_str (&self->text, text))
    return;

  if (self->is_shown)
    show (self);
  else if (self->source == 0)
    self->source = g_timeout_add (DELAY_MS, delay_cb, self);
}

/**
 * ferry_cli_progress_set_seconds_left:
 * @self: a line
 * @seconds: for how long everything waits, because the service asked to slow
 *   down; 0 when it goes on
 *
 * Says why nothing happens. Where there is no terminal it does so too, once for
 * each wait.
 */
void
ferry_cli_progress_set_seconds_left (FerryCliProgress *self,
                                     guint             seconds)
{
  g_clear_pointer (&self->waiting, g_free);
  if (seconds > 0)
    self->waiting = g_strdup_printf (ngettext ("Slowed down by the service, retrying in %u second",
                                               "Slowed down by the service, retrying in %u seconds", seconds),
                                     seconds);

  if (self->is_shown)
    show (self);
  else if (self->waiting != NULL && !self->has_terminal && !self->is_quiet)
    ferry_cli_print (self->waiting);
}

/**
 * ferry_cli_progress_end:
 * @self: a line
 *
 * Clears the line.
 */
void
ferry_cli_progress_end (FerryCliProgress *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->is_shown)
    g_printerr (CLEAR_LINE);
  self->is_shown = FALSE;
}
