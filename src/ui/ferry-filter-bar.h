/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryFilterBar:
 *
 * The filter of a table: its text, what can be chosen from each column, and the
 * rules that are in force. Bar and [class@Ferry.Filter] follow each other.
 */
#define FERRY_TYPE_FILTER_BAR (ferry_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (FerryFilterBar, ferry_filter_bar, FERRY, FILTER_BAR, GtkBox)

void ferry_filter_bar_set_rows (FerryFilterBar *self, FerryRowModel *rows);
void ferry_filter_bar_set_key_capture (FerryFilterBar *self, GtkWidget *widget);
void ferry_filter_bar_focus (FerryFilterBar *self);
void ferry_filter_bar_clear (FerryFilterBar *self);
void ferry_filter_bar_choose (FerryFilterBar *self, FerryColumn column);
void ferry_filter_bar_append_text (FerryFilterBar *self, const char *word);

G_END_DECLS
