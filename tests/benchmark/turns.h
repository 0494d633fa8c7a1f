/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void turns_init (void);
void turns_begin (void);
void turns_end (const char *name);

G_END_DECLS
