/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pdf_can_read (void);
char *pdf_read (const char *program, const char *path);
char **pdf_read_pages (const char *path);

G_END_DECLS
