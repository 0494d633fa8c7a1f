/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-column-layout.h"

G_BEGIN_DECLS

void ferry_column_menu_append (GMenu *menu);
GMenuModel *ferry_column_menu_new_for_header (FerryColumn column);
void ferry_column_menu_add_actions (FerryColumnLayout *layout, GActionMap *map);

G_END_DECLS
