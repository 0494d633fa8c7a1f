/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column-layout.h"

#include <string.h>

#include "ferry-column-fit.h"
#include "ferry-column-menu.h"
#include "ferry-column-settings.h"
#include "ferry-column-widths.h"
#include "ferry-sync-task-cell.h"

/* A column that is dragged changes with each motion of the pointer. */
#define SAVE_DELAY_MS 400

/* Narrower than this a column cannot be got hold of again, and wider than this it cannot be seen. */
#define MIN_WIDTH 32
#define MAX_WIDTH 4096

struct _FerryColumnLayout
{
  GObject parent_instance;

  GtkColumnView *view;                           /* (nullable) a weak pointer: the columns outlive it */
  FerryColumnWidths *widths;                     /* (owned) of columns that nobody has resized */
  GSettings *settings;                           /* (owned) */
  GtkColumnViewColumn *columns[FERRY_N_COLUMNS]; /* (owned) */
  FerryColumn order[FERRY_N_COLUMNS];            /* from the first to the last, also of those that are hidden */
  FerryTristate choices[FERRY_N_COLUMNS];        /* whether somebody has shown or hidden them */
  gboolean has_manual;
  gboolean has_accounts;
  gboolean is_moving_cells;                      /* while columns go and come back */
  gboolean is_arranging;                         /* what changes now is nobody's choice */
  guint save_source;

  GtkColumnViewColumn *grabbed;                  /* (nullable) one of the columns, whose edge is pressed */
  int grabbed_width;                             /* of that on screen */
  int width_before;                              /* that it was given */
};

G_DEFINE_FINAL_TYPE (FerryColumnLayout, ferry_column_layout, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static FerryColumn
get_column (GtkColumnViewColumn *view_column)
{
  FerryColumn column = FERRY_COLUMN_REPOSITORY;

  if (!ferry_column_from_id (gtk_column_view_column_get_id (view_column), &column))
    g_assert_not_reached ();

  return column;
}

static gboolean
is_shown_by_default (FerryColumnLayout *self,
                     FerryColumn        column)
{
  if (column == FERRY_COLUMN_AUTOMATIC)
    return self->has_manual;
  if (column == FERRY_COLUMN_ACCOUNT)
    return self->has_accounts;

  return column < FERRY_COLUMN_AUTOMATIC || column == FERRY_COLUMN_UPDATED;
}

static void
save (FerryColumnLayout *self)
{
  int widths[FERRY_N_COLUMNS];

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    widths[i] = gtk_column_view_column_get_fixed_width (self->columns[i]);
  ferry_column_settings_save (self->settings, self->order, self->choices, widths);
}

static gboolean
save_cb (gpointer user_data)
{
  FerryColumnLayout *self = user_data;

  self->save_source = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
queue_save (FerryColumnLayout *self)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static void
load (FerryColumnLayout *self)
{
  int widths[FERRY_N_COLUMNS];

  ferry_column_settings_load (self->settings, self->order, self->choices, widths);
  /* Without it there would be no heading to bring one back, and nothing to export. */
  self->choices[FERRY_COLUMN_REPOSITORY] = FERRY_UNKNOWN;
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (widths[i] > 0)
      gtk_column_view_column_set_fixed_width (self->columns[i], CLAMP (widths[i], MIN_WIDTH, MAX_WIDTH));
}

static void
show_columns (FerryColumnLayout *self)
{
  self->is_arranging = TRUE;
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i],
                                        self->choices[i] == FERRY_UNKNOWN ? is_shown_by_default (self, i)
                                                                          : self->choices[i] == FERRY_YES);
  self->is_arranging = FALSE;
}

/* GTK makes the cells of a column that is shown again the last of their rows, where they are not looked for by arrow
 * keys and screen readers. So the columns that come after it are put after it again. To move a column is of no use:
 * GTK 4.18 counts the hidden ones, too, which have no cells. */
static void
put_cells_in_place (FerryColumnLayout   *self,
                    GtkColumnViewColumn *view_column)
{
  guint position = ferry_column_layout_get_position (self, get_column (view_column));

  if (self->view == NULL || gtk_column_view_column_get_column_view (view_column) != self->view)
    return;

  self->is_moving_cells = TRUE;
  for (guint i = position + 1; i < FERRY_N_COLUMNS; i++)
    {
      gtk_column_view_remove_column (self->view, self->columns[self->order[i]]);
      gtk_column_view_append_column (self->view, self->columns[self->order[i]]);
    }
  self->is_moving_cells = FALSE;
}

static void
shown_cb (FerryColumnLayout   *self,
          GParamSpec          *pspec,
          GtkColumnViewColumn *view_column)
{
  if (!self->is_arranging)
    {
      self->choices[get_column (view_column)] = gtk_column_view_column_get_visible (view_column) ? FERRY_YES : FERRY_NO;
      queue_save (self);
    }
  if (gtk_column_view_column_get_visible (view_column))
    put_cells_in_place (self, view_column);
  ferry_column_widths_queue_suit_room (self->widths);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
resized_cb (FerryColumnLayout   *self,
            GParamSpec          *pspec,
            GtkColumnViewColumn *view_column)
{
  int width = gtk_column_view_column_get_fixed_width (view_column);

  if (width >= 0 && width < MIN_WIDTH)
    gtk_column_view_column_set_fixed_width (view_column, MIN_WIDTH);
  queue_save (self);
}

static void
moved_cb (FerryColumnLayout *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  gboolean has_moved = FALSE;

  /* A column that moves is taken out first; and in the end the view takes out all of them. */
  if (self->is_moving_cells || g_list_model_get_n_items (columns) < FERRY_N_COLUMNS)
    return;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      g_autoptr(GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);

      has_moved |= self->order[i] != get_column (view_column);
      self->order[i] = get_column (view_column);
    }
  if (!has_moved)
    return;

  queue_save (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkColumnViewColumn *
find_edge (FerryColumnLayout *self,
           double             x,
           double             y,
           int               *width)
{
  FerryColumn shown[FERRY_N_COLUMNS];
  guint n_shown = ferry_column_layout_get_shown (self, shown);
  guint position;

  if (!ferry_column_fit_find_edge (self->view, x, y, &position, width) || position >= n_shown)
    return NULL;

  return self->columns[shown[position]];
}

/* GTK would give up the width on a double-click, which leaves a column as wide as it is without one. */
static void
pressed_cb (GtkGesture        *gesture,
            int                n_press,
            double             x,
            double             y,
            FerryColumnLayout *self)
{
  self->grabbed = find_edge (self, x, y, &self->grabbed_width);
  if (self->grabbed == NULL)
    return;

  self->width_before = gtk_column_view_column_get_fixed_width (self->grabbed);
  if (n_press == 2)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      ferry_column_layout_fit (self, get_column (self->grabbed));
      self->grabbed = NULL;
    }
}

/* GTK fixes the width as soon as the edge is pressed. If it was not dragged then, nobody wanted that. */
static void
released_cb (GtkGesture        *gesture,
             int                n_press,
             double             x,
             double             y,
             FerryColumnLayout *self)
{
  if (self->grabbed != NULL && gtk_column_view_column_get_fixed_width (self->grabbed) == self->grabbed_width)
    gtk_column_view_column_set_fixed_width (self->grabbed, self->width_before);
  self->grabbed = NULL;
}

/* A heading of two words in two lines leaves the room to the cells, most of which are narrower than such a heading. */
static char *
break_title (const char *title)
{
  char *broken = g_strdup (title);
  char *space = strrchr (broken, ' ');

  if (space != NULL)
    *space = '\n';

  return broken;
}

/* The rows come sorted. A sorter is what makes a heading one that can be clicked; it is never asked to compare. */
static GtkColumnViewColumn *
create_column (FerryColumn  column,
               FerryClock  *clock)
{
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  g_autoptr(GMenuModel) header_menu = ferry_column_menu_new_for_header (column);
  g_autofree char *title = break_title (ferry_column_get_title (column));
  GtkColumnViewColumn *view_column = gtk_column_view_column_new (title, ferry_sync_task_cell_factory_new (column, clock));

  gtk_column_view_column_set_id (view_column, ferry_column_get_id (column));
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == FERRY_COLUMN_REPOSITORY);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_header_menu (view_column, header_menu);

  return view_column;
}

static void
add_click_gesture (FerryColumnLayout *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  /* Before the header itself. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (gesture, "released", G_CALLBACK (released_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
}

static void
ferry_column_layout_dispose (GObject *object)
{
  FerryColumnLayout *self = FERRY_COLUMN_LAYOUT (object);

  if (self->save_source != 0)
    save (self);
  g_clear_handle_id (&self->save_source, g_source_remove);

  g_clear_weak_pointer (&self->view);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_object (&self->widths);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ferry_column_layout_parent_class)->dispose (object);
}

static void
ferry_column_layout_class_init (FerryColumnLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_column_layout_dispose;

  /**
   * FerryColumnLayout::changed:
   * @self: the layout
   *
   * Columns were shown, hidden or moved.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
ferry_column_layout_init (FerryColumnLayout *self)
{
}

/**
 * ferry_column_layout_new:
 * @view: a column view without columns
 * @settings: the settings of the application
 * @clock: writes the times
 *
 * Gives a view its columns, as people had them the last time. The view is to be
 * inside a widget with an action group `tasks` that
 * ferry_column_menu_add_actions() has filled.
 *
 * Returns: (transfer full): the layout, which has to live as long as the view
 */
FerryColumnLayout *
ferry_column_layout_new (GtkColumnView *view,
                         GSettings     *settings,
                         FerryClock    *clock)
{
  FerryColumnLayout *self = g_object_new (FERRY_TYPE_COLUMN_LAYOUT, NULL);

  g_set_weak_pointer (&self->view, view);
  self->settings = g_object_ref (settings);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    self->columns[i] = create_column (i, clock);
  load (self);
  show_columns (self);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      GtkColumnViewColumn *view_column = self->columns[self->order[i]];

      gtk_column_view_append_column (view, view_column);
      g_signal_connect_object (view_column, "notify::visible", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (view_column, "notify::fixed-width", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  self->widths = ferry_column_widths_new (view, clock);
  add_click_gesture (self);

  return self;
}

/**
 * ferry_column_layout_get_view_column:
 * @self: a layout
 * @column: a column
 *
 * Returns: (transfer none): the column in the view
 */
GtkColumnViewColumn *
ferry_column_layout_get_view_column (FerryColumnLayout *self,
                                     FerryColumn        column)
{
  g_return_val_if_fail (FERRY_IS_COLUMN_LAYOUT (self), NULL);

  return self->columns[column];
}

/**
 * ferry_column_layout_get_order:
 * @self: a layout
 *
 * Returns: (array fixed-size=12): all columns from the first to the last
 */
const FerryColumn *
ferry_column_layout_get_order (FerryColumnLayout *self)
{
  g_return_val_if_fail (FERRY_IS_COLUMN_LAYOUT (self), NULL);

  return self->order;
}

/**
 * ferry_column_layout_get_position:
 * @self: a layout
 * @column: a column
 *
 * Returns: where the column is in the order of all
 */
guint
ferry_column_layout_get_position (FerryColumnLayout *self,
                                  FerryColumn        column)
{
  guint position = 0;

  g_return_val_if_fail (FERRY_IS_COLUMN_LAYOUT (self), 0);

  while (self->order[position] != column)
    position++;

  return position;
}

/**
 * ferry_column_layout_get_shown:
 * @self: a layout
 * @columns: (out) (array fixed-size=12): room for all columns
 *
 * Finds the columns that are shown, from the first to the last.
 *
 * Returns: how many they are
 */
guint
ferry_column_layout_get_shown (FerryColumnLayout *self,
                               FerryColumn       *columns)
{
  guint n_columns = 0;

  g_return_val_if_fail (FERRY_IS_COLUMN_LAYOUT (self), 0);

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (gtk_column_view_column_get_visible (self->columns[self->order[i]]))
      columns[n_columns++] = self->order[i];

  return n_columns;
}

/**
 * ferry_column_layout_get_all:
 * @self: a layout
 * @columns: (out) (array fixed-size=12): room for all columns
 *
 * Finds all columns: first those that are shown, then those that are hidden.
 */
void
ferry_column_layout_get_all (FerryColumnLayout *self,
                             FerryColumn       *columns)
{
  guint n_columns = ferry_column_layout_get_shown (self, columns);
  guint shown = 0;

  for (guint i = 0; i < n_columns; i++)
    shown |= 1u << columns[i];
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if ((shown & 1u << self->order[i]) == 0)
      columns[n_columns++] = self->order[i];
}

/**
 * ferry_column_layout_can_hide:
 * @column: a column
 *
 * Returns: %FALSE for the column that has to stay, for the menus of the headers
 *   to be reached and for an export to hold something
 */
gboolean
ferry_column_layout_can_hide (FerryColumn column)
{
  return column != FERRY_COLUMN_REPOSITORY;
}

/**
 * ferry_column_layout_set_has_manual:
 * @self: a layout
 * @has_manual: whether one of the tasks does not run by itself
 *
 * Shows the column that says so, unless somebody has decided about it.
 */
void
ferry_column_layout_set_has_manual (FerryColumnLayout *self,
                                    gboolean           has_manual)
{
  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));

  self->has_manual = has_manual;
  show_columns (self);
}

/**
 * ferry_column_layout_set_has_accounts:
 * @self: a layout
 * @has_accounts: whether the tasks belong to several accounts
 *
 * Shows the column that tells them apart, unless somebody has decided about it.
 */
void
ferry_column_layout_set_has_accounts (FerryColumnLayout *self,
                                      gboolean           has_accounts)
{
  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));

  self->has_accounts = has_accounts;
  show_columns (self);
}

/**
 * ferry_column_layout_move:
 * @self: a layout
 * @column: a column
 * @position: where it is to be in the order of all
 *
 * Moves a column.
 */
void
ferry_column_layout_move (FerryColumnLayout *self,
                          FerryColumn        column,
                          guint              position)
{
  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));
  g_return_if_fail (position < FERRY_N_COLUMNS);

  if (self->order[position] != column)
    gtk_column_view_insert_column (self->view, position, self->columns[column]);
}

/**
 * ferry_column_layout_fit:
 * @self: a layout
 * @column: a column
 *
 * Makes a column as wide as its heading and its widest cell. One that is not on
 * screen stays as it is.
 */
void
ferry_column_layout_fit (FerryColumnLayout *self,
                         FerryColumn        column)
{
  FerryColumn shown[FERRY_N_COLUMNS];
  guint n_shown;

  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));

  n_shown = gtk_widget_get_mapped (GTK_WIDGET (self->view)) ? ferry_column_layout_get_shown (self, shown) : 0;
  for (guint i = 0; i < n_shown; i++)
    if (shown[i] == column)
      gtk_column_view_column_set_fixed_width (self->columns[column], ferry_column_fit_get_width (self->columns[column], i));
}

/**
 * ferry_column_layout_fit_all:
 * @self: a layout
 *
 * Does so with all columns that are shown.
 */
void
ferry_column_layout_fit_all (FerryColumnLayout *self)
{
  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    ferry_column_layout_fit (self, i);
}

/**
 * ferry_column_layout_set_rows:
 * @self: a layout
 * @rows: tasks
 *
 * Sets which rows the widths of columns suit that nobody has resized. They change
 * with @rows, before the view makes cells for those if it is told of them later,
 * but stay when rows are added to a long list.
 */
void
ferry_column_layout_set_rows (FerryColumnLayout *self,
                              GListModel        *rows)
{
  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));

  ferry_column_widths_set_rows (self->widths, rows);
}

/**
 * ferry_column_layout_fit_unset:
 * @self: a layout
 *
 * Gives columns that nobody has resized a width that suits the rows. Without rows
 * they stay as they are.
 */
void
ferry_column_layout_fit_unset (FerryColumnLayout *self)
{
  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));

  ferry_column_widths_suit_rows (self->widths);
}

/**
 * ferry_column_layout_reset:
 * @self: a layout
 *
 * Puts everything back as it was before anybody changed it.
 */
void
ferry_column_layout_reset (FerryColumnLayout *self)
{
  g_return_if_fail (FERRY_IS_COLUMN_LAYOUT (self));

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      self->choices[i] = FERRY_UNKNOWN;
      gtk_column_view_column_set_fixed_width (self->columns[i], -1);
      ferry_column_layout_move (self, i, i);
    }
  show_columns (self);
  g_clear_handle_id (&self->save_source, g_source_remove);
  save (self);
}
