/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ferry_text_dup_stripped (const char *text);

G_END_DECLS
