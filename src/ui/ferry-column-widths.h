/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-clock.h"

G_BEGIN_DECLS

/**
 * FerryColumnWidths:
 *
 * Gives the columns of a table that nobody has resized widths that suit its rows
 * and the room there is. Regions have their ids in it where the table can be shown
 * with them as a whole.
 */
#define FERRY_TYPE_COLUMN_WIDTHS (ferry_column_widths_get_type ())

G_DECLARE_FINAL_TYPE (FerryColumnWidths, ferry_column_widths, FERRY, COLUMN_WIDTHS, GObject)

FerryColumnWidths *ferry_column_widths_new (GtkColumnView *view, FerryClock *clock);

void ferry_column_widths_set_rows (FerryColumnWidths *self, GListModel *rows);
void ferry_column_widths_suit_rows (FerryColumnWidths *self);
void ferry_column_widths_queue_suit_room (FerryColumnWidths *self);

G_END_DECLS
