/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-fit.h"

#include <string.h>

#include "ferry-sync-task-cell.h"
#include "ferry-text-cell.h"

/* Which text is widest only a font can tell, which takes long. It is one of the longest. */
#define N_LONGEST 48

/* A width that nobody asked for may be wrong in a long table, but must not take long to find. */
#define N_SAMPLES 1000

/* A width that nobody asked for leaves room for other columns. */
#define MAX_CHARS 36

/* How far from the edge of a heading GTK resizes, to either side. */
#define EDGE 4

typedef struct
{
  char *text;               /* (owned) */
  gsize length;
  FerrySyncTask *sync_task; /* (owned) */
} Candidate;

static void
clear_candidate (gpointer data)
{
  Candidate *self = data;

  g_free (self->text);
  g_object_unref (self->sync_task);
}

/* Where a new text goes: nowhere if it is among the longest already, or too short for them. */
static Candidate *
make_place (GArray     *longest,
            const char *text,
            gsize       length)
{
  Candidate *shortest = NULL;

  for (guint i = 0; i < longest->len; i++)
    {
      Candidate *candidate = &g_array_index (longest, Candidate, i);

      if (candidate->length == length && g_str_equal (candidate->text, text))
        return NULL;
      if (shortest == NULL || candidate->length < shortest->length)
        shortest = candidate;
    }

  if (longest->len < N_LONGEST)
    {
      g_array_set_size (longest, longest->len + 1);
      return &g_array_index (longest, Candidate, longest->len - 1);
    }
  if (shortest->length >= length)
    return NULL;

  clear_candidate (shortest);

  return shortest;
}

/* The tasks with the longest texts in a column, each text once. */
static GArray *
find_longest (GtkListItemFactory *factory,
              GListModel         *rows,
              guint               step)
{
  GArray *longest = g_array_new (FALSE, TRUE, sizeof (Candidate));

  g_array_set_clear_func (longest, clear_candidate);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i += step)
    {
      g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (rows, i);
      g_autofree char *text = ferry_sync_task_cell_factory_dup_text (factory, sync_task);
      gsize length = strlen (text);
      Candidate *place = make_place (longest, text, length);

      if (place != NULL)
        *place = (Candidate) { g_steal_pointer (&text), length, g_steal_pointer (&sync_task) };
    }

  return longest;
}

/* How much room the texts of a column need and want, in Pango units. */
static void
measure_texts (GtkColumnViewColumn *column,
               GListModel          *rows,
               guint                n_samples,
               int                 *min_width,
               int                 *width)
{
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);
  GtkListItemFactory *factory = gtk_column_view_column_get_factory (column);
  g_autoptr(PangoLayout) ruler = gtk_widget_create_pango_layout (GTK_WIDGET (view), NULL);
  g_autoptr(GArray) longest = find_longest (factory, rows, MAX (g_list_model_get_n_items (rows) / n_samples, 1));

  *min_width = 0;
  *width = 0;
  for (guint i = 0; i < longest->len; i++)
    {
      int cell_min_width, cell_width;

      ferry_sync_task_cell_factory_measure (factory, g_array_index (longest, Candidate, i).sync_task, ruler,
                                            &cell_min_width, &cell_width);
      *min_width = MAX (*min_width, cell_min_width);
      *width = MAX (*width, cell_width);
    }
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      parent)
{
  graphene_rect_t first, second;

  if (!gtk_widget_compute_bounds (*(GtkWidget **) a, parent, &first) ||
      !gtk_widget_compute_bounds (*(GtkWidget **) b, parent, &second))
    return 0;

  return (first.origin.x > second.origin.x) - (first.origin.x < second.origin.x);
}

/* GTK does not tell what belongs to a column, and the order in which headings and cells were made is not theirs
 * on screen. */
static GPtrArray *
list_shown_children (GtkWidget *parent)
{
  GPtrArray *children = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      g_ptr_array_add (children, child);
  g_ptr_array_sort_with_data (children, compare_places, parent);

  return children;
}

static GtkWidget *
find_shown_child (GtkWidget *parent,
                  guint      position)
{
  g_autoptr(GPtrArray) children = list_shown_children (parent);

  if (position >= children->len)
    return NULL;
  if (gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL)
    position = children->len - 1 - position;

  return g_ptr_array_index (children, position);
}

/* The header comes before the list. */
static GtkWidget *
get_header (GtkColumnView *view)
{
  return gtk_widget_get_first_child (GTK_WIDGET (view));
}

static GtkWidget *
find_cell (GtkColumnView *view,
           guint          position)
{
  GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_last_child (GTK_WIDGET (view)));

  while (row != NULL && !gtk_widget_get_mapped (row))
    row = gtk_widget_get_next_sibling (row);

  return row != NULL ? find_shown_child (row, position) : NULL;
}

static int
get_natural_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

static int
get_min_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);

  return width;
}

/* What is around the child of a heading or a cell. Both want to be as wide as their column is made, so only what is
 * in them can be asked. */
static int
get_padding (GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, widget, &bounds))
    return 0;

  /* It may be a fraction, of which the widths tell one or the other half. */
  return (int) bounds.size.width - gtk_widget_get_width (widget) + 1;
}

/**
 * ferry_column_fit_get_chars:
 * @self: (out caller-allocates): how wide a column has to be
 * @column: a column of a view of tasks
 * @rows: those tasks, be they in the view by now or not
 *
 * Finds how wide a column has to be, and should be, that nobody has resized,
 * within reason. The view need not be on screen yet.
 */
void
ferry_column_fit_get_chars (FerryColumnChars    *self,
                            GtkColumnViewColumn *column,
                            GListModel          *rows)
{
  int char_width = ferry_text_cell_get_char_width (GTK_WIDGET (gtk_column_view_column_get_column_view (column)));
  int min_width, width;

  measure_texts (column, rows, N_SAMPLES, &min_width, &width);
  width = MIN (width, MAX_CHARS * char_width);
  self->width = PANGO_PIXELS_CEIL (width);
  self->natural = (width + char_width - 1) / char_width;
  self->min = MIN ((min_width + char_width - 1) / char_width, (int) self->natural);
}

/**
 * ferry_column_fit_get_min_width:
 * @column: a column of a view of tasks
 * @position: where among the columns that are shown
 * @has_icon: whether its cells have room for an icon
 * @chars: how many characters its cells have room for at least
 *
 * The view need neither be on screen nor have cells yet.
 *
 * Returns: how narrow it can become
 */
int
ferry_column_fit_get_min_width (GtkColumnViewColumn *column,
                                guint                position,
                                gboolean             has_icon,
                                guint                chars)
{
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);
  int fixed_width = gtk_column_view_column_get_fixed_width (column);
  GtkWidget *title = find_shown_child (get_header (view), position);
  int title_width, padding;

  if (fixed_width >= 0 || title == NULL)
    return MAX (fixed_width, 0);

  /* Headings and cells have the same around them. */
  title_width = get_min_width (title);
  padding = title_width - get_min_width (gtk_widget_get_first_child (title));

  return MAX (title_width, padding + ferry_text_cell_measure_width (GTK_WIDGET (view), has_icon, chars));
}

/**
 * ferry_column_fit_get_width:
 * @column: a column of a view of tasks that is on screen
 * @position: where among the columns that are shown
 *
 * Returns: the width in which the heading and all cells are shown in full
 */
int
ferry_column_fit_get_width (GtkColumnViewColumn *column,
                            guint                position)
{
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);
  GtkWidget *title = find_shown_child (get_header (view), position);
  GtkWidget *cell = find_cell (view, position);
  GtkWidget *child = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;
  int width = title != NULL ? get_padding (title) + get_natural_width (gtk_widget_get_first_child (title)) : 0;
  int min_text_width, text_width, rest;

  if (child == NULL)
    return width;

  /* Padding and icon, which all cells of a column have in common. */
  rest = get_padding (cell) + get_natural_width (child) - ferry_text_cell_get_text_width (FERRY_TEXT_CELL (child));
  measure_texts (column, G_LIST_MODEL (gtk_column_view_get_model (view)), G_MAXUINT, &min_text_width, &text_width);

  return MAX (width, PANGO_PIXELS_CEIL (text_width) + rest);
}

/**
 * ferry_column_fit_find_edge:
 * @view: a view, on screen
 * @x: a place in it
 * @y: a place in it
 * @position: (out): where among the columns that are shown
 * @width: (out): how wide it is
 *
 * Finds the column whose heading ends here, where GTK would resize it.
 *
 * Returns: %FALSE when there is none
 */
gboolean
ferry_column_fit_find_edge (GtkColumnView *view,
                            double         x,
                            double         y,
                            guint         *position,
                            int           *width)
{
  g_autoptr(GPtrArray) titles = list_shown_children (get_header (view));

  /* Like GTK from the last to the first, of which one may be too narrow to be seen. */
  for (guint i = titles->len; i-- > 0;)
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (g_ptr_array_index (titles, i), GTK_WIDGET (view), &bounds) &&
          y >= bounds.origin.y && y < bounds.origin.y + bounds.size.height &&
          ABS (x - (bounds.origin.x + bounds.size.width)) <= EDGE)
        {
          *position = gtk_widget_get_direction (GTK_WIDGET (view)) == GTK_TEXT_DIR_RTL ? titles->len - 1 - i : i;
          *width = (int) (bounds.size.width + 0.5f);
          return TRUE;
        }
    }

  return FALSE;
}
