/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryTextCell:
 *
 * A line of text, with an icon before it if there is one, in a cell of a large
 * table.
 *
 * A list view keeps some two hundred rows however few there is room for, so most
 * cells are never seen. This one does nothing for its text until it is drawn:
 * to show a list, or to sort it, takes half the time of labels or inscriptions.
 */
#define FERRY_TYPE_TEXT_CELL (ferry_text_cell_get_type ())
G_DECLARE_FINAL_TYPE (FerryTextCell, ferry_text_cell, FERRY, TEXT_CELL, GtkWidget)

GtkWidget *ferry_text_cell_new (PangoEllipsizeMode ellipsize, gboolean is_numeric, gboolean has_icon);
const char *ferry_text_cell_get_text (FerryTextCell *self);
void ferry_text_cell_set_text (FerryTextCell *self, const char *text, gsize n_spare, gsize n_dimmed);
void ferry_text_cell_set_icon (FerryTextCell *self, const char *icon_name);
void ferry_text_cell_set_xalign (FerryTextCell *self, float xalign);
void ferry_text_cell_set_chars (FerryTextCell *self, guint min_chars, guint n_chars, int full_width);
int ferry_text_cell_get_text_width (FerryTextCell *self);
int ferry_text_cell_measure_width (GtkWidget *widget, gboolean has_icon, guint n_chars);
int ferry_text_cell_get_char_width (GtkWidget *widget);
void ferry_text_cell_setting_changed (GtkSystemSetting setting);
gboolean ferry_text_cell_is_cut (FerryTextCell *self);
PangoAttrList *ferry_text_cell_create_attributes (const char *text, gsize n_dimmed, gboolean is_numeric);

G_END_DECLS
