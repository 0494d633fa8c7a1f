/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ferry_dialog_size_follow_text (AdwDialog *dialog);

G_END_DECLS
