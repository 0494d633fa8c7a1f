/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryClock:
 *
 * Writes times in the style that people have chosen.
 *
 * The signal `changed` tells that times are written in another way now: the
 * style has changed, or time has passed where they say how long ago something
 * was.
 */
#define FERRY_TYPE_CLOCK (ferry_clock_get_type ())
G_DECLARE_FINAL_TYPE (FerryClock, ferry_clock, FERRY, CLOCK, GObject)

FerryClock *ferry_clock_new (GSettings *settings);
FerryTimeStyle ferry_clock_get_style (FerryClock *self);
void ferry_clock_set_style (FerryClock *self, FerryTimeStyle style);
char *ferry_clock_format (FerryClock *self, gint64 timestamp);

G_END_DECLS
