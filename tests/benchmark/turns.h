/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Set where time on the clock says little, as on a machine that is busy: what counts then is the time that the
 * program computes, as if nothing else ran. */
#define BENCHMARK_CPU "BENCHMARK_CPU"

gint64 turns_get_time (void);
void turns_init (void);
void turns_begin (void);
void turns_end (const char *name);
void turns_print_all (void);

G_END_DECLS
