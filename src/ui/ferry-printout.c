/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-printout.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ferry-print-column.h"

/* Sizes are in points. Those that have to do with the table are for a font of this size. */
#define BASE_SIZE 9.0

/* So much smaller the font may get before texts are broken. */
#define MIN_SCALE (7.0 / BASE_SIZE)

#define TITLE_SIZE 16.0
#define HEADER_SIZE 8.0
#define ROW_PADDING 3.0
#define STRIPE_MARGIN 3.0
#define SECTION_GAP 8.0

/* How wide columns are may be wrong in a long list, where texts are broken then, but must not take long to find. */
#define N_SAMPLES 500

#define PAGINATE_MS 10

/* Light enough for letters, and not too light for a printer. */
#define STRIPE 0.94

/* What is laid out one below the other: the facts, and then the rows. */
typedef struct
{
  guint item;
  guint line; /* of the item */
} Position;

/* An item as it is drawn. */
typedef struct
{
  char *texts[FERRY_N_COLUMNS]; /* (owned) */
  guint n_texts;
  guint n_lines;
} Item;

struct _FerryPrintout
{
  const FerryExport *export; /* (unowned) */
  GPtrArray *facts;          /* (owned) */
  char *header;              /* (owned) what stands on each page but the first, as the next two */
  char *as_of;               /* (owned) */
  char *filter;              /* (owned) (nullable) */
  gboolean is_incomplete;

  FerryPrintText *title;     /* (owned) */
  FerryPrintText *small;     /* (owned) of headers and footers, as the next one */
  FerryPrintText *bold;      /* (owned) */
  FerryPrintText *heading;   /* (owned) of the table, as the next one */
  FerryPrintText *body;      /* (owned) */

  FerryPrintColumn columns[FERRY_N_COLUMNS];
  double label_width;        /* of the facts */
  double scale;              /* of the table */
  guint n_heading_lines;
  double width;
  double height;

  GArray *pages;             /* (owned) (element-type Position) where each begins */
};

static void
clear_item (Item *item)
{
  for (guint i = 0; i < item->n_texts; i++)
    g_free (item->texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Item, clear_item)

static char *
dup_cell (FerryPrintout *self,
          gsize          i,
          FerrySyncTask *sync_task)
{
  g_autofree char *text = ferry_export_dup_text (self->export, self->export->columns[i], sync_task);

  return ferry_print_text_dup_visible (text);
}

static void
measure_column (FerryPrintout *self,
                gsize          i)
{
  GPtrArray *rows = self->export->sync_tasks;
  guint step = (rows->len / N_SAMPLES) | 1; /* odd, or it would miss what comes in twos */

  for (guint row = 0; row < rows->len; row += step)
    {
      g_autofree char *text = dup_cell (self, i, g_ptr_array_index (rows, row));

      ferry_print_column_add_text (&self->columns[i], self->body, text);
    }
  ferry_print_column_add_heading (&self->columns[i], self->heading,
                                  ferry_export_get_heading (self->export, self->export->columns[i]));
}

static void
create_texts (FerryPrintout *self)
{
  g_autoptr(PangoFontMap) font_map = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  /* One point is one unit. Paper has no pixels to fit letters to. */
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (font_map), 72);
  context = pango_font_map_create_context (font_map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  /* Digits have no language, and would come from one font beside letters, and from another by themselves. For Chinese
   * characters Pango knows better than to look for an English font. */
  pango_context_set_language (context, pango_language_from_string ("en"));
  cairo_font_options_destroy (options);

  self->title = ferry_print_text_new (context, PANGO_WEIGHT_BOLD);
  self->small = ferry_print_text_new (context, PANGO_WEIGHT_NORMAL);
  self->bold = ferry_print_text_new (context, PANGO_WEIGHT_BOLD);
  self->heading = ferry_print_text_new (context, PANGO_WEIGHT_BOLD);
  self->body = ferry_print_text_new (context, PANGO_WEIGHT_NORMAL);
  g_object_unref (context);
  ferry_print_text_set_size (self->title, TITLE_SIZE);
  ferry_print_text_set_size (self->small, HEADER_SIZE);
  ferry_print_text_set_size (self->bold, HEADER_SIZE);
  ferry_print_text_set_size (self->heading, BASE_SIZE);
  ferry_print_text_set_size (self->body, BASE_SIZE);
}

static void
describe (FerryPrintout *self)
{
  FerryFacts *facts = self->export->facts;
  g_autofree char *scope = ferry_facts_dup_scope_text (facts);
  g_autofree char *time = ferry_facts_dup_as_of_text (facts);
  g_autofree char *filter = NULL;

  self->facts = self->export->with_facts ? ferry_export_list_facts (self->export) : g_ptr_array_new ();
  for (guint i = 0; i < self->facts->len; i++)
    {
      FerryFact *fact = g_ptr_array_index (self->facts, i);
      g_autofree char *text = g_steal_pointer (&fact->text);

      fact->text = ferry_print_text_dup_visible (text);
    }

  self->is_incomplete = ferry_facts_is_partial (facts) || facts->maybe_cut;
  self->header = ferry_print_text_dup_visible (scope);
  /* Translators: a date and time. */
  self->as_of = g_strdup_printf (_("As of %s"), time);
  if (self->export->filter != NULL)
    {
      filter = ferry_print_text_dup_visible (self->export->filter);
      /* Translators: the filter in words. */
      self->filter = g_strdup_printf (_("Filter: %s"), filter);
    }
}

/**
 * ferry_printout_new:
 * @export: an export that is arranged, and lives as long as the printout
 *
 * Makes pages of an export: a header with what was listed, and when; on the
 * first page all facts; the table, with its headings on each page; and the
 * number of the page. It may be made in a thread and used in another.
 *
 * Returns: (transfer full): a printout, to be given a size
 */
FerryPrintout *
ferry_printout_new (const FerryExport *export)
{
  FerryPrintout *self = g_new0 (FerryPrintout, 1);

  self->export = export;
  self->pages = g_array_new (FALSE, TRUE, sizeof (Position));
  create_texts (self);
  describe (self);
  for (gsize i = 0; i < export->n_columns; i++)
    measure_column (self, i);

  return self;
}

/**
 * ferry_printout_free:
 * @self: (transfer full): a printout
 *
 * Frees a printout.
 */
void
ferry_printout_free (FerryPrintout *self)
{
  g_ptr_array_unref (self->facts);
  g_free (self->header);
  g_free (self->as_of);
  g_free (self->filter);
  ferry_print_text_free (self->title);
  ferry_print_text_free (self->small);
  ferry_print_text_free (self->bold);
  ferry_print_text_free (self->heading);
  ferry_print_text_free (self->body);
  g_array_unref (self->pages);
  g_free (self);
}

/**
 * ferry_printout_prefers_landscape:
 * @self: a printout
 * @portrait_width: how wide the printable part of upright paper is, in points
 *
 * Returns: whether the table has not enough room there
 */
gboolean
ferry_printout_prefers_landscape (FerryPrintout *self,
                                  double         portrait_width)
{
  return ferry_print_columns_get_wanted_width (self->columns, self->export->n_columns) > portrait_width;
}

static void
count_heading_lines (FerryPrintout *self)
{
  self->n_heading_lines = 1;
  for (gsize i = 0; i < self->export->n_columns; i++)
    self->n_heading_lines = MAX (self->n_heading_lines,
                                 ferry_print_text_count_lines (self->heading,
                                                               ferry_export_get_heading (self->export, self->export->columns[i]),
                                                               self->columns[i].width));
}

/**
 * ferry_printout_set_size:
 * @self: a printout
 * @width: how wide the printable part of the paper is, in points
 * @height: how high it is
 *
 * Fits the table to the paper.
 */
void
ferry_printout_set_size (FerryPrintout *self,
                         double         width,
                         double         height)
{
  const Position start = { 0, 0 };

  self->width = width;
  self->height = height;
  self->scale = CLAMP (width / ferry_print_columns_get_wanted_width (self->columns, self->export->n_columns), MIN_SCALE, 1);
  ferry_print_text_set_size (self->heading, BASE_SIZE * self->scale);
  ferry_print_text_set_size (self->body, BASE_SIZE * self->scale);
  ferry_print_columns_arrange (self->columns, self->export->n_columns, width, self->scale);
  count_heading_lines (self);

  self->label_width = 0;
  for (guint i = 0; i < self->facts->len; i++)
    {
      const FerryFact *fact = g_ptr_array_index (self->facts, i);

      self->label_width = MAX (self->label_width, ferry_print_text_measure (self->heading, fact->label) + 1);
    }

  g_array_set_size (self->pages, 0);
  g_array_append_val (self->pages, start);
}

static double
get_facts_x (FerryPrintout *self)
{
  return self->label_width + FERRY_PRINT_COLUMN_GAP * self->scale;
}

static guint
get_n_items (FerryPrintout *self)
{
  return self->facts->len + self->export->sync_tasks->len;
}

static void
fill_fact (FerryPrintout   *self,
           const FerryFact *fact,
           Item            *item)
{
  item->texts[item->n_texts++] = g_strdup (fact->text);
  item->n_lines = ferry_print_text_count_lines (self->body, fact->text, self->width - get_facts_x (self));
}

static void
fill_row (FerryPrintout *self,
          FerrySyncTask *sync_task,
          Item          *item)
{
  for (gsize i = 0; i < self->export->n_columns; i++)
    {
      char *text = dup_cell (self, i, sync_task);

      item->texts[item->n_texts++] = text;
      item->n_lines = MAX (item->n_lines, ferry_print_text_count_lines (self->body, text, self->columns[i].width));
    }
}

static void
fill_item (FerryPrintout *self,
           guint          i,
           Item          *item)
{
  if (i < self->facts->len)
    fill_fact (self, g_ptr_array_index (self->facts, i), item);
  else
    fill_row (self, g_ptr_array_index (self->export->sync_tasks, i - self->facts->len), item);
}

/* --- Drawing: without a cairo context each of these only says where it ends --- */

static double
draw_header (FerryPrintout *self,
             guint          page,
             cairo_t       *cr)
{
  double line_height = ferry_print_text_get_line_height (self->small);
  double title_width = ferry_print_text_measure (self->bold, _("Synchronization Tasks")) + 1;
  double as_of_width = ferry_print_text_measure (self->small, self->as_of) + 1;
  double scope_x = title_width + FERRY_PRINT_COLUMN_GAP;
  double scope_width = self->width - scope_x - FERRY_PRINT_COLUMN_GAP - as_of_width;

  if (page == 0 && self->facts->len > 0)
    {
      if (cr != NULL)
        ferry_print_text_draw_line (self->title, cr, _("Synchronization Tasks"), 0, 0, self->width, 0);
      return ferry_print_text_get_line_height (self->title) + SECTION_GAP;
    }

  if (cr != NULL)
    {
      ferry_print_text_draw_line (self->bold, cr, _("Synchronization Tasks"), 0, 0, title_width, 0);
      ferry_print_text_draw_line (self->small, cr, self->header, scope_x, 0, scope_width, 0);
      ferry_print_text_draw_line (self->small, cr, self->as_of, 0, 0, self->width, 1);
      if (self->filter != NULL)
        ferry_print_text_draw_line (self->small, cr, self->filter, 0, line_height, self->width, 0);
    }

  return (self->filter != NULL ? 2 : 1) * line_height + SECTION_GAP;
}

static double
get_footer_y (FerryPrintout *self)
{
  return self->height - ferry_print_text_get_line_height (self->small);
}

static void
draw_footer (FerryPrintout *self,
             guint          page,
             cairo_t       *cr)
{
  /* Translators: on paper, as in “Page 2 of 3”. */
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, ferry_printout_get_n_pages (self));
  double y = get_footer_y (self);

  if (self->is_incomplete && self->facts->len == 0)
    ferry_print_text_draw_line (self->bold, cr, _("Not complete"), 0, y, self->width / 2, 0);
  else if (self->is_incomplete && page > 0)
    ferry_print_text_draw_line (self->bold, cr, _("Not complete, see page 1"), 0, y, self->width / 2, 0);
  ferry_print_text_draw_line (self->small, cr, number, 0, y, self->width, 1);
}

/* Numbers are compared digit by digit. */
static double
get_align (FerryPrintout *self,
           gsize          i)
{
  return self->export->columns[i] == FERRY_COLUMN_ID ? 1 : 0;
}

static double
draw_headings (FerryPrintout *self,
               double         y,
               cairo_t       *cr)
{
  double line_height = ferry_print_text_get_line_height (self->heading);
  double end = y + self->n_heading_lines * line_height + ROW_PADDING * self->scale;

  if (cr == NULL)
    return end;

  for (gsize i = 0; i < self->export->n_columns; i++)
    {
      const FerryPrintColumn *column = &self->columns[i];
      const char *text = ferry_export_get_heading (self->export, self->export->columns[i]);
      guint n_lines = ferry_print_text_count_lines (self->heading, text, column->width);

      ferry_print_text_draw (self->heading, cr, text, column->x, y + (self->n_heading_lines - n_lines) * line_height,
                             column->width, get_align (self, i), 0, n_lines);
    }
  cairo_set_line_width (cr, 0.75);
  cairo_move_to (cr, -STRIPE_MARGIN, end);
  cairo_line_to (cr, self->width + STRIPE_MARGIN, end);
  cairo_stroke (cr);

  return end;
}

static void
draw_fact (FerryPrintout *self,
           Position       position,
           const Item    *item,
           double         y,
           guint          n_lines,
           cairo_t       *cr)
{
  const FerryFact *fact = g_ptr_array_index (self->facts, position.item);
  double x = get_facts_x (self);

  if (position.line == 0)
    ferry_print_text_draw (self->heading, cr, fact->label, 0, y, self->label_width, 0, 0, 1);
  ferry_print_text_draw (self->body, cr, item->texts[0], x, y, self->width - x, 0, position.line, n_lines);
}

static void
draw_row (FerryPrintout *self,
          Position       position,
          const Item    *item,
          double         y,
          double         height,
          guint          n_lines,
          cairo_t       *cr)
{
  if ((position.item - self->facts->len) % 2 == 1)
    {
      cairo_set_source_rgb (cr, STRIPE, STRIPE, STRIPE);
      cairo_rectangle (cr, -STRIPE_MARGIN, y, self->width + 2 * STRIPE_MARGIN, height);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  for (gsize i = 0; i < item->n_texts; i++)
    ferry_print_text_draw (self->body, cr, item->texts[i], self->columns[i].x, y + ROW_PADDING * self->scale / 2,
                           self->columns[i].width, get_align (self, i), position.line, n_lines);
}

/* --- Pages --- */

/* How many lines of an item there is room for. */
static guint
count_room (FerryPrintout *self,
            double         y)
{
  double room = get_footer_y (self) - SECTION_GAP - y - ROW_PADDING * self->scale;

  return room > 0 ? (guint) floor (room / ferry_print_text_get_line_height (self->body)) : 0;
}

/* An item stays in one piece if a page can hold it. At least a line stands on each page, or there would be no end. */
static guint
choose_n_lines (FerryPrintout *self,
                guint          n_lines,
                double         y,
                gboolean       is_first)
{
  guint n_room = count_room (self, y);

  if (n_lines <= n_room)
    return n_lines;
  if (is_first)
    return MAX (n_room, 1);

  return n_lines <= count_room (self, draw_headings (self, draw_header (self, 1, NULL), NULL)) ? 0 : n_room;
}

/* Goes through a page from where it begins, and draws it if there is where to. Returns where the next one begins. */
static Position
lay_out_page (FerryPrintout *self,
              guint          page,
              cairo_t       *cr)
{
  Position position = g_array_index (self->pages, Position, page);
  double y = draw_header (self, page, cr);
  gboolean has_headings = FALSE, is_first = TRUE;

  while (position.item < get_n_items (self))
    {
      g_auto(Item) item = { 0 };
      gboolean is_row = position.item >= self->facts->len;
      double headings_y = y + (is_first ? 0 : SECTION_GAP);
      double start = is_row && !has_headings ? draw_headings (self, headings_y, NULL) : y;
      double height;
      guint n_lines;

      fill_item (self, position.item, &item);
      n_lines = choose_n_lines (self, item.n_lines - position.line, start, is_first);
      if (n_lines == 0)
        break;

      height = n_lines * ferry_print_text_get_line_height (self->body) + ROW_PADDING * self->scale;
      if (cr != NULL && is_row && !has_headings)
        draw_headings (self, headings_y, cr);
      if (cr != NULL && is_row)
        draw_row (self, position, &item, start, height, n_lines, cr);
      else if (cr != NULL)
        draw_fact (self, position, &item, start, n_lines, cr);

      y = start + height;
      has_headings = is_row;
      is_first = FALSE;
      position.line += n_lines;
      if (position.line < item.n_lines)
        break;
      position = (Position) { position.item + 1, 0 };
    }

  return position;
}

/**
 * ferry_printout_paginate:
 * @self: a printout that has a size
 *
 * Finds out where pages begin, for some milliseconds.
 *
 * Returns: whether all are found
 */
gboolean
ferry_printout_paginate (FerryPrintout *self)
{
  gint64 end = g_get_monotonic_time () + PAGINATE_MS * G_TIME_SPAN_MILLISECOND;

  do
    {
      Position next = lay_out_page (self, self->pages->len - 1, NULL);

      if (next.item == get_n_items (self))
        return TRUE;
      g_array_append_val (self->pages, next);
    }
  while (g_get_monotonic_time () < end);

  return FALSE;
}

/**
 * ferry_printout_get_n_pages:
 * @self: a printout
 *
 * Returns: how many pages were found
 */
guint
ferry_printout_get_n_pages (FerryPrintout *self)
{
  return self->pages->len;
}

/**
 * ferry_printout_draw_page:
 * @self: a printout all of whose pages are found
 * @page: which one, from 0
 * @cr: where to, in points, beginning at the upper left of the printable part
 *
 * Draws a page, black on what is white.
 */
void
ferry_printout_draw_page (FerryPrintout *self,
                          guint          page,
                          cairo_t       *cr)
{
  g_return_if_fail (page < self->pages->len);

  cairo_set_source_rgb (cr, 0, 0, 0);
  lay_out_page (self, page, cr);
  draw_footer (self, page, cr);
}
