/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

void ferry_ellipsis_close_gap (PangoLayout *layout);

G_END_DECLS
