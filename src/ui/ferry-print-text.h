/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct _FerryPrintText FerryPrintText;

FerryPrintText *ferry_print_text_new (PangoContext *context, PangoWeight weight);
void ferry_print_text_free (FerryPrintText *self);

void ferry_print_text_set_size (FerryPrintText *self, double size);
double ferry_print_text_get_line_height (FerryPrintText *self);
double ferry_print_text_measure (FerryPrintText *self, const char *text);
double ferry_print_text_measure_halves (FerryPrintText *self, const char *text);
guint ferry_print_text_count_lines (FerryPrintText *self, const char *text, double width);
void ferry_print_text_draw (FerryPrintText *self, cairo_t *cr, const char *text, double x, double y, double width, double align, guint first_line, guint n_lines);
void ferry_print_text_draw_line (FerryPrintText *self, cairo_t *cr, const char *text, double x, double y, double width, double align);

char *ferry_print_text_dup_visible (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPrintText, ferry_print_text_free)

G_END_DECLS
