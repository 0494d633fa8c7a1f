/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryFewLines:
 *
 * A wrap box that scrolls. It takes the height of a few of its lines, whatever the
 * size of the text, so that none is cut; and where there is little room, of one.
 */
#define FERRY_TYPE_FEW_LINES (ferry_few_lines_get_type ())
G_DECLARE_FINAL_TYPE (FerryFewLines, ferry_few_lines, FERRY, FEW_LINES, AdwBin)

G_END_DECLS
