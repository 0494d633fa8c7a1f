/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ferry_motion_show_spinner (AdwStatusPage *page);
void ferry_motion_bind_spinner (AdwSpinner *spinner);

G_END_DECLS
