/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-print-text.h"

#include <string.h>

/* Regions, answers and organizations are the same in many rows. Laying a text out takes longer than all else. */
#define N_LAYOUTS 512

/* What is longer is not kept, or names of ten thousand letters would fill the memory. */
#define MAX_KEPT_LENGTH 256

/* So many times as wide may letters be together as each for itself. */
#define TOLERANCE 1.02

/* So many times as wide as a line is high may a word be before it is broken. */
#define WORD_LINES 7

/* Between two lines, as a part of the size. */
#define LEADING 0.12

typedef struct
{
  PangoLayout *layout; /* (owned) (nullable) */
  int width;           /* in Pango units, or -1 for a single line */
} Slot;

struct _FerryPrintText
{
  PangoContext *context;             /* (owned) */
  PangoFontDescription *description; /* (owned) */
  PangoAttrList *attributes;         /* (owned) */
  Slot slots[N_LAYOUTS];
  double advances[128];              /* of the characters of ASCII */
  double line_height;
  double baseline;                   /* from the top of a line */
};

/**
 * ferry_print_text_new:
 * @context: what knows the fonts, in points
 * @weight: how bold the text is
 *
 * Makes what measures and draws text in one font on paper. It has to be given a
 * size before anything else.
 *
 * Returns: (transfer full): it
 */
FerryPrintText *
ferry_print_text_new (PangoContext *context,
                      PangoWeight   weight)
{
  FerryPrintText *self = g_new0 (FerryPrintText, 1);

  self->context = g_object_ref (context);
  self->description = pango_font_description_new ();
  pango_font_description_set_family_static (self->description, "sans");
  pango_font_description_set_weight (self->description, weight);
  /* A name that is broken has to be the same when it is put together again, and "->" in a name is no arrow. Digits
   * stand below one another. */
  self->attributes = pango_attr_list_new ();
  pango_attr_list_insert (self->attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_attr_list_insert (self->attributes, pango_attr_font_features_new ("tnum, liga=0, calt=0"));

  return self;
}

static void
forget_layouts (FerryPrintText *self)
{
  for (gsize i = 0; i < N_LAYOUTS; i++)
    g_clear_object (&self->slots[i].layout);
}

/**
 * ferry_print_text_free:
 * @self: (transfer full): what draws text
 *
 * Frees it.
 */
void
ferry_print_text_free (FerryPrintText *self)
{
  forget_layouts (self);
  pango_attr_list_unref (self->attributes);
  pango_font_description_free (self->description);
  g_object_unref (self->context);
  g_free (self);
}

static PangoLayout *
create_layout (FerryPrintText *self)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_font_description (layout, self->description);
  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  /* Whatever is written in a cell, it begins where the others do. */
  pango_layout_set_auto_dir (layout, FALSE);

  return layout;
}

static double
get_width (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);

  return (double) extents.width / PANGO_SCALE;
}

static void
measure_ascii (FerryPrintText *self)
{
  g_autoptr(PangoLayout) layout = create_layout (self);

  for (char c = ' '; c < 0x7f; c++)
    {
      pango_layout_set_text (layout, &c, 1);
      self->advances[(guchar) c] = get_width (layout);
    }
}

/**
 * ferry_print_text_set_size:
 * @self: what draws text
 * @size: the size of the font, in points
 *
 * Sets how large the text is.
 */
void
ferry_print_text_set_size (FerryPrintText *self,
                           double          size)
{
  PangoFontMetrics *metrics;
  double ascent, descent;

  forget_layouts (self);
  pango_font_description_set_size (self->description, (int) (size * PANGO_SCALE));
  measure_ascii (self);

  metrics = pango_context_get_metrics (self->context, self->description, NULL);
  ascent = (double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  descent = (double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;
  self->line_height = ascent + descent + LEADING * size;
  self->baseline = ascent + LEADING * size / 2;
  pango_font_metrics_unref (metrics);
}

/**
 * ferry_print_text_get_line_height:
 * @self: what draws text
 *
 * Returns: from a line to the next, in points, whatever is written there
 */
double
ferry_print_text_get_line_height (FerryPrintText *self)
{
  return self->line_height;
}

/* Without Pango, where a text has nothing but what is known. */
static gboolean
measure_quickly (FerryPrintText *self,
                 const char     *text,
                 double         *width)
{
  *width = 0;
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p >= G_N_ELEMENTS (self->advances))
        return FALSE;
      *width += self->advances[(guchar) *p];
    }

  return TRUE;
}

/* A layout for a while: whatever comes next may be laid out in it. */
static PangoLayout *
get_layout (FerryPrintText *self,
            const char     *text,
            int             width)
{
  gsize length = strlen (text);
  Slot *slot = &self->slots[length > MAX_KEPT_LENGTH ? 0 : 1 + (g_str_hash (text) + (guint) width) % (N_LAYOUTS - 1)];

  if (slot->layout == NULL)
    slot->layout = create_layout (self);
  else if (slot->width == width && strcmp (pango_layout_get_text (slot->layout), text) == 0)
    return slot->layout;

  slot->width = width;
  pango_layout_set_width (slot->layout, width);
  pango_layout_set_text (slot->layout, text, (int) length);

  return slot->layout;
}

/**
 * ferry_print_text_measure:
 * @self: what draws text
 * @text: a text
 *
 * Returns: how wide it is on one line, in points
 */
double
ferry_print_text_measure (FerryPrintText *self,
                          const char     *text)
{
  double width;

  return measure_quickly (self, text, &width) ? width : get_width (get_layout (self, text, -1));
}

/* Where a text is broken best, so that it takes two lines. */
static const char *
find_middle_blank (const char *text)
{
  gssize middle = (gssize) strlen (text) / 2;
  const char *best = NULL;

  for (const char *p = strchr (text, ' '); p != NULL; p = strchr (p + 1, ' '))
    if (best == NULL || ABS (p - text - middle) < ABS (best - text - middle))
      best = p;

  return best;
}

/**
 * ferry_print_text_measure_halves:
 * @self: what draws text
 * @text: a text
 *
 * Returns: how wide it is on two lines, in points
 */
double
ferry_print_text_measure_halves (FerryPrintText *self,
                                 const char     *text)
{
  const char *blank = find_middle_blank (text);
  g_autofree char *first = blank != NULL ? g_strndup (text, (gsize) (blank - text)) : NULL;
  double width;

  if (blank != NULL)
    return MAX (ferry_print_text_measure (self, first), ferry_print_text_measure (self, blank + 1));

  /* Between any two letters, of which one may be too wide for the first line. A short word is not broken. */
  width = ferry_print_text_measure (self, text);

  return MIN (width, MAX (width / 2 + self->line_height, WORD_LINES * self->line_height));
}

/* Broken at a blank where that is enough, rather than at a hyphen of a name that follows it. */
static PangoLayout *
lay_out (FerryPrintText *self,
         const char     *text,
         double          width)
{
  if (find_middle_blank (text) != NULL && ferry_print_text_measure (self, text) > width)
    {
      double halves = ferry_print_text_measure_halves (self, text) * TOLERANCE;

      width = MIN (width, MAX (halves, width / 2));
    }

  return get_layout (self, text, (int) (width * PANGO_SCALE));
}

/**
 * ferry_print_text_count_lines:
 * @self: what draws text
 * @text: a text
 * @width: how much room it has, in points
 *
 * Returns: how many lines it takes
 */
guint
ferry_print_text_count_lines (FerryPrintText *self,
                              const char     *text,
                              double          width)
{
  double text_width;

  if (measure_quickly (self, text, &text_width) && text_width * TOLERANCE < width)
    return 1;

  return (guint) pango_layout_get_line_count (lay_out (self, text, width));
}

/**
 * ferry_print_text_draw:
 * @self: what draws text
 * @cr: where to
 * @text: a text
 * @x: where it begins
 * @y: the top of its first line that is drawn
 * @width: how much room it has
 * @align: where a line stands in it, from 0 for the left to 1 for the right
 * @first_line: the first line to draw
 * @n_lines: how many lines to draw
 *
 * Draws some lines of a text, as many as it has.
 */
void
ferry_print_text_draw (FerryPrintText *self,
                       cairo_t        *cr,
                       const char     *text,
                       double          x,
                       double          y,
                       double          width,
                       double          align,
                       guint           first_line,
                       guint           n_lines)
{
  PangoLayout *layout = lay_out (self, text, width);
  guint end = MIN (first_line + n_lines, (guint) pango_layout_get_line_count (layout));

  for (guint i = first_line; i < end; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, (int) i);
      PangoRectangle extents;

      pango_layout_line_get_extents (line, NULL, &extents);
      cairo_move_to (cr, x + align * (width - (double) extents.width / PANGO_SCALE),
                     y + (i - first_line) * self->line_height + self->baseline);
      pango_cairo_show_layout_line (cr, line);
    }
}

/**
 * ferry_print_text_draw_line:
 * @self: what draws text
 * @cr: where to
 * @text: a text
 * @x: where it begins
 * @y: its top
 * @width: how much room it has
 * @align: where it stands there, from 0 for the left to 1 for the right
 *
 * Draws a text on one line, and leaves out what has no room there.
 */
void
ferry_print_text_draw_line (FerryPrintText *self,
                            cairo_t        *cr,
                            const char     *text,
                            double          x,
                            double          y,
                            double          width,
                            double          align)
{
  g_autoptr(PangoLayout) layout = create_layout (self);

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  cairo_move_to (cr, x + align * (width - get_width (layout)), y + self->baseline);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
}

/* Joiners make one sign of several, and hide nothing. */
static gboolean
is_invisible (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);
  gboolean is_joiner = character == 0x200c || character == 0x200d;

  return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR ||
         (type == G_UNICODE_FORMAT && !is_joiner);
}

/**
 * ferry_print_text_dup_visible:
 * @text: a text
 *
 * Writes characters that cannot be seen by their numbers, as JSON does: on paper
 * a line break would be lost, and a mark that turns the direction of writing
 * would make one name look like another.
 *
 * Returns: (transfer full): the text for paper
 */
char *
ferry_print_text_dup_visible (const char *text)
{
  g_autoptr(GString) visible = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (is_invisible (character))
        g_string_append_printf (visible, "\\u%04x", character);
      else
        g_string_append_unichar (visible, character);
    }

  return g_string_free_and_steal (g_steal_pointer (&visible));
}
