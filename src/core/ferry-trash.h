/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void ferry_trash_objects (GPtrArray *objects);

G_END_DECLS
