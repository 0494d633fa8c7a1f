/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FERRY_PRINTOUT_MARGIN:
 *
 * What is left free on each side of the paper, in points, unless people want
 * something else.
 */
#define FERRY_PRINTOUT_MARGIN 36.0

typedef struct _FerryPrintout FerryPrintout;

FerryPrintout *ferry_printout_new (const FerryExport *export);
void ferry_printout_free (FerryPrintout *self);

gboolean ferry_printout_prefers_landscape (FerryPrintout *self, double portrait_width);
void ferry_printout_set_size (FerryPrintout *self, double width, double height);
gboolean ferry_printout_paginate (FerryPrintout *self);
guint ferry_printout_get_n_pages (FerryPrintout *self);
void ferry_printout_draw_page (FerryPrintout *self, guint page, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPrintout, ferry_printout_free)

G_END_DECLS
