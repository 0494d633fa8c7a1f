/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-clock.h"
#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryColumnLayout:
 *
 * The columns of a table: which of them are shown, in what order, and how wide.
 * It gives them to a column view, and keeps in the settings what people make of
 * them there.
 *
 * The signal `changed` tells that columns are shown, hidden or moved.
 */
#define FERRY_TYPE_COLUMN_LAYOUT (ferry_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (FerryColumnLayout, ferry_column_layout, FERRY, COLUMN_LAYOUT, GObject)

FerryColumnLayout *ferry_column_layout_new (GtkColumnView *view,
                                            GSettings *settings,
                                            FerryClock *clock);

GtkColumnViewColumn *ferry_column_layout_get_view_column (FerryColumnLayout *self, FerryColumn column);
const FerryColumn *ferry_column_layout_get_order (FerryColumnLayout *self);
guint ferry_column_layout_get_position (FerryColumnLayout *self, FerryColumn column);
guint ferry_column_layout_get_shown (FerryColumnLayout *self, FerryColumn *columns);
void ferry_column_layout_get_all (FerryColumnLayout *self, FerryColumn *columns);
gboolean ferry_column_layout_can_hide (FerryColumn column);

void ferry_column_layout_set_has_manual (FerryColumnLayout *self, gboolean has_manual);
void ferry_column_layout_set_has_accounts (FerryColumnLayout *self, gboolean has_accounts);
void ferry_column_layout_move (FerryColumnLayout *self, FerryColumn column, guint position);
void ferry_column_layout_fit (FerryColumnLayout *self, FerryColumn column);
void ferry_column_layout_fit_all (FerryColumnLayout *self);
void ferry_column_layout_set_rows (FerryColumnLayout *self, GListModel *rows);
void ferry_column_layout_fit_unset (FerryColumnLayout *self);
void ferry_column_layout_reset (FerryColumnLayout *self);

G_END_DECLS
