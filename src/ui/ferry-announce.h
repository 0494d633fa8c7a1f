/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ferry_announce (gpointer accessible,
                     const char *text,
                     GtkAccessibleAnnouncementPriority priority);

G_END_DECLS
