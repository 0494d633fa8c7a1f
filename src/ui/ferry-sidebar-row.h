/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerrySidebarRow:
 *
 * A row of the sidebar: an icon, two lines, and a menu that opens by its button,
 * the secondary mouse button, a long press, the Menu key and Shift+F10.
 *
 * It may have a check button, which Ctrl+Space and a click with Ctrl stand for as
 * well; that is the action `row.tick`.
 *
 * The items of the menu are actions of the row: `row.edit`, `row.duplicate`,
 * `row.remove`, `row.add-favorite`, `row.remove-favorite` and
 * `row.clear-recent`. Emits `chosen` with the name of the action, without its
 * prefix as the detail.
 */
#define FERRY_TYPE_SIDEBAR_ROW (ferry_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (FerrySidebarRow, ferry_sidebar_row, FERRY, SIDEBAR_ROW, GtkListBoxRow)

FerrySidebarRow *ferry_sidebar_row_new (GObject *item,
                                        const char *title,
                                        const char *subtitle,
                                        GMenuModel *menu);
gpointer ferry_sidebar_row_get_item (FerrySidebarRow *self);
void ferry_sidebar_row_set_icon (FerrySidebarRow *self,
                                 const char *icon_name,
                                 const char *meaning);
void ferry_sidebar_row_set_check (FerrySidebarRow *self,
                                  const char *name,
                                  gboolean is_active,
                                  gboolean may_change);

G_END_DECLS
