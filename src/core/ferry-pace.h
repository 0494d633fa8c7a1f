/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FERRY_PACE_MAX_AT_ONCE:
 *
 * How many requests are under way at once, unless somebody chose another number.
 */
#define FERRY_PACE_MAX_AT_ONCE 8

/**
 * FerryPace:
 *
 * How fast a service may be asked: how many requests are under way at once, and
 * when there is a pause. When the service asks to slow down, all requests to it
 * wait together, for as long as it said, or longer each time where it did not
 * say; thereafter fewer go at once, and more again with each answer.
 */
#define FERRY_TYPE_PACE (ferry_pace_get_type ())
G_DECLARE_FINAL_TYPE (FerryPace, ferry_pace, FERRY, PACE, GObject)

FerryPace *ferry_pace_new (void);

void ferry_pace_set_first_pause (FerryPace *self,
                                 guint milliseconds);
void ferry_pace_set_max_at_once (FerryPace *self,
                                 guint max_at_once);
guint ferry_pace_get_limit (FerryPace *self);
void ferry_pace_pause (FerryPace *self,
                       guint seconds);
void ferry_pace_resume (FerryPace *self);
void ferry_pace_settle (FerryPace *self);
gint64 ferry_pace_get_resume_at (FerryPace *self);
guint ferry_pace_get_seconds_left (FerryPace *self);
guint ferry_pace_get_n_pauses (FerryPace *self);

void ferry_pace_wait_async (FerryPace *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean ferry_pace_wait_finish (FerryPace *self,
                                 GAsyncResult *result,
                                 GError **error);
void ferry_pace_leave (FerryPace *self);

G_END_DECLS
