/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryCliProgress:
 *
 * A line on the terminal that says what is under way, once that takes a while,
 * and is gone when it is over. It needs the main loop.
 */
typedef struct _FerryCliProgress FerryCliProgress;

FerryCliProgress *ferry_cli_progress_new (gboolean is_quiet);
void ferry_cli_progress_free (FerryCliProgress *self);

void ferry_cli_progress_set_text (FerryCliProgress *self, const char *text);
void ferry_cli_progress_set_seconds_left (FerryCliProgress *self, guint seconds);
void ferry_cli_progress_end (FerryCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCliProgress, ferry_cli_progress_free)

G_END_DECLS
