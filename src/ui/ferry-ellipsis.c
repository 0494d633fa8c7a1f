/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-ellipsis.h"

static void
make_narrow (PangoGlyphItem *run)
{
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
      PangoRectangle rect;

      pango_font_get_glyph_extents (run->item->analysis.font, glyph->glyph, NULL, &rect);
      glyph->geometry.width = MIN (glyph->geometry.width, rect.width);
    }
}

/**
 * ferry_ellipsis_close_gap:
 * @layout: a layout with one line
 *
 * Gives an ellipsis no more room than it takes. Pango adds what is left of the
 * line, which looks like a space where letters follow.
 */
void
ferry_ellipsis_close_gap (PangoLayout *layout)
{
  if (!pango_layout_is_ellipsized (layout))
    return;

  for (GSList *runs = pango_layout_get_line (layout, 0)->runs; runs != NULL; runs = runs->next)
    {
      PangoGlyphItem *run = runs->data;

      if ((run->item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0)
        make_narrow (run);
    }
}
