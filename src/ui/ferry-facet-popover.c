/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-facet-popover.h"

#include <glib/gi18n.h>

#include "ferry-facet-item.h"
#include "ferry-facet-row.h"
#include "ferry-popover-width.h"

/* For the longest name of a region, its id, a count and a button. */
#define N_CHARS 46

/* In this order, where one comes from before where it goes. */
static const FerryColumn facets[] = {
  FERRY_COLUMN_SOURCE_REGION,
  FERRY_COLUMN_TARGET_REGION,
  FERRY_COLUMN_ORGANIZATION,
  FERRY_COLUMN_TARGET_ORGANIZATION,
  FERRY_COLUMN_OVERWRITE,
  FERRY_COLUMN_AUTOMATIC,
  FERRY_COLUMN_ACCOUNT,
};

struct _FerryFacetPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *hint_label;

  FerryRowModel *rows;                        /* (owned) (nullable) */
  GListStore *sections[G_N_ELEMENTS (facets)]; /* (owned) (element-type FerryFacetItem) all values */
  GtkFilter *search;                          /* (owned) */
  GListModel *values;                         /* (owned) those that are searched for, in sections */
  FerryMatcher *matcher;                      /* (owned) (nullable) what is searched for */
  guint top_source;                           /* until the list is at its top */
};

G_DEFINE_FINAL_TYPE (FerryFacetPopover, ferry_facet_popover, GTK_TYPE_POPOVER)

/* How many tasks there are of each value that may be chosen. One that was chosen before the list changed has to be
 * there, too, to be given up. */
static GHashTable *
count_values (FerryFacetPopover *self,
              FerryColumn        column)
{
  FerryFilter *filter = ferry_row_model_get_filter (self->rows);
  GArray *facet = ferry_row_model_get_facet (self->rows, column);
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < facet->len; i++)
    {
      FerryFacetValue value = g_array_index (facet, FerryFacetValue, i);

      g_hash_table_insert (counts, (gpointer) value.value, GUINT_TO_POINTER (value.count));
    }
  for (guint i = 0; i < ferry_filter_get_n_rules (filter); i++)
    {
      const FerryFilterRule *rule = ferry_filter_get_rule (filter, i);

      if (rule->column == column && !g_hash_table_contains (counts, rule->value))
        g_hash_table_insert (counts, rule->value, GUINT_TO_POINTER (0));
    }

  return counts;
}

static gboolean
has_rule (FerryFacetPopover *self,
          FerryColumn        column)
{
  FerryFilter *filter = ferry_row_model_get_filter (self->rows);

  for (guint i = 0; i < ferry_filter_get_n_rules (filter); i++)
    if (ferry_filter_get_rule (filter, i)->column == column)
      return TRUE;

  return FALSE;
}

/* Counts anew what is there, and adds what is new at the end. */
static void
update_section (FerryFacetPopover *self,
                GListStore        *section,
                FerryColumn        column)
{
  g_autoptr(GHashTable) counts = count_values (self, column);
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (section));
  GHashTableIter iter;
  gpointer value, count;

  /* There is no choice with one value. */
  if (g_hash_table_size (counts) < 2 && !has_rule (self, column) && n_items == 0)
    return;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(FerryFacetItem) item = g_list_model_get_item (G_LIST_MODEL (section), i);

      value = (gpointer) ferry_facet_item_get_value (item);
      ferry_facet_item_set_count (item, GPOINTER_TO_UINT (g_hash_table_lookup (counts, value)));
      g_hash_table_remove (counts, value);
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &count))
    {
      FerryFacetItem *item = ferry_facet_item_new (ferry_row_model_get_filter (self->rows), column, value);

      ferry_facet_item_set_count (item, GPOINTER_TO_UINT (count));
      g_ptr_array_add (added, item);
    }
  g_ptr_array_sort_values (added, (GCompareFunc) ferry_facet_item_compare);
  if (added->len > 0)
    g_list_store_splice (section, n_items, 0, added->pdata, added->len);
}

static void
update (FerryFacetPopover *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (facets); i++)
    update_section (self, self->sections[i], facets[i]);
}

static void
arranged_cb (FerryFacetPopover *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update (self);
}

static gboolean
is_searched_for (gpointer item,
                 gpointer user_data)
{
  FerryFacetPopover *self = user_data;

  return self->matcher == NULL || ferry_facet_item_matches (item, self->matcher);
}

static void
values_changed_cb (FerryFacetPopover *self)
{
  gboolean is_empty = g_list_model_get_n_items (self->values) == 0;

  gtk_label_set_text (self->hint_label, self->matcher != NULL ? _("No matching values") : _("All tasks have the same values"));
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "hint" : "values");
}

static void
stop_going_to_top (FerryFacetPopover *self)
{
  if (self->top_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->top_source);
  self->top_source = 0;
}

static gboolean
go_to_top_cb (GtkWidget     *list_view,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  FerryFacetPopover *self = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view));

  if (gtk_adjustment_get_upper (adjustment) <= 0)
    return G_SOURCE_CONTINUE;

  gtk_adjustment_set_value (adjustment, 0);
  self->top_source = 0;

  return G_SOURCE_REMOVE;
}

/* With new rows a list view begins at the first of them, and the heading of that is out of sight above. It can be told better
 * once it knows where they are, and with that how long it is. */
static void
go_to_top (FerryFacetPopover *self)
{
  stop_going_to_top (self);
  gtk_adjustment_set_upper (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view)), 0);
  self->top_source = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), go_to_top_cb, self, NULL);
}

static void
search_changed_cb (FerryFacetPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_clear_pointer (&self->matcher, ferry_matcher_free);
  if (*text != '\0')
    self->matcher = ferry_matcher_new (text, FERRY_ALL_COLUMNS);
  gtk_filter_changed (self->search, GTK_FILTER_CHANGE_DIFFERENT);
  values_changed_cb (self);
  go_to_top (self);
}

static void
toggle_at (FerryFacetPopover *self,
           guint              position)
{
  g_autoptr(FerryFacetItem) item = g_list_model_get_item (self->values, position);

  if (item != NULL)
    ferry_facet_item_toggle (item, FERRY_FILTER_INCLUDE);
}

/* Takes the first of what was found; the next search can be typed at once. */
static void
search_activate_cb (FerryFacetPopover *self)
{
  if (self->matcher == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }

  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
  toggle_at (self, 0);
}

/* A list does not take the focus by an arrow key from elsewhere. */
static gboolean
search_key_pressed_cb (FerryFacetPopover *self,
                       guint              keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;

  if (g_list_model_get_n_items (self->values) > 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS, NULL);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* What has the focus is a widget of the list view around a row, or the button in one. */
static FerryFacetItem *
get_focused_item (GtkWidget *focus)
{
  GtkWidget *row = gtk_widget_get_ancestor (focus, FERRY_TYPE_FACET_ROW);

  if (row == NULL)
    row = gtk_widget_get_first_child (focus);

  return FERRY_IS_FACET_ROW (row) ? ferry_facet_row_get_item (FERRY_FACET_ROW (row)) : NULL;
}

/* Before the list view itself, which would select by the space bar. */
static gboolean
list_key_pressed_cb (FerryFacetPopover *self,
                     guint              keyval)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr(FerryFacetItem) first = g_list_model_get_item (self->values, 0);
  FerryFacetItem *item = get_focused_item (focus);

  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (item == NULL || GTK_IS_BUTTON (focus))
        return FALSE;
      ferry_facet_item_toggle (item, FERRY_FILTER_INCLUDE);
      return TRUE;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      if (item == NULL)
        return FALSE;
      ferry_facet_item_toggle (item, FERRY_FILTER_EXCLUDE);
      return TRUE;

    /* Above the first row is the search. */
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return item != NULL && item == first && gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));

    default:
      return FALSE;
    }
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, ferry_facet_row_new (list_item));
}

static void
header_setup_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  gtk_list_header_set_child (header, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL));
}

static void
header_bind_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  FerryFacetItem *item = gtk_list_header_get_item (header);

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)),
                      ferry_column_get_title (ferry_facet_item_get_column (item)));
}

/* Fills before it is shown, and with that measured. */
static void
ferry_facet_popover_show (GtkWidget *widget)
{
  FerryFacetPopover *self = FERRY_FACET_POPOVER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  for (gsize i = 0; i < G_N_ELEMENTS (facets); i++)
    g_list_store_remove_all (self->sections[i]);
  if (self->rows != NULL)
    update (self);
  values_changed_cb (self);
  go_to_top (self);

  GTK_WIDGET_CLASS (ferry_facet_popover_parent_class)->show (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
ferry_facet_popover_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  GTK_WIDGET_CLASS (ferry_facet_popover_parent_class)->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = ferry_popover_get_width (widget, N_CHARS, *minimum);
}

static void
ferry_facet_popover_dispose (GObject *object)
{
  FerryFacetPopover *self = FERRY_FACET_POPOVER (object);

  if (self->values != NULL)
    g_signal_handlers_disconnect_by_data (self->values, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_FACET_POPOVER);
  g_clear_object (&self->rows);
  g_clear_object (&self->search);
  g_clear_object (&self->values);
  for (gsize i = 0; i < G_N_ELEMENTS (facets); i++)
    g_clear_object (&self->sections[i]);

  G_OBJECT_CLASS (ferry_facet_popover_parent_class)->dispose (object);
}

static void
ferry_facet_popover_finalize (GObject *object)
{
  FerryFacetPopover *self = FERRY_FACET_POPOVER (object);

  g_clear_pointer (&self->matcher, ferry_matcher_free);

  G_OBJECT_CLASS (ferry_facet_popover_parent_class)->finalize (object);
}

static void
ferry_facet_popover_class_init (FerryFacetPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_facet_popover_dispose;
  object_class->finalize = ferry_facet_popover_finalize;
  widget_class->measure = ferry_facet_popover_measure;
  widget_class->show = ferry_facet_popover_show;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-facet-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFacetPopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetPopover, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryFacetPopover, hint_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggle_at);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, header_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, header_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
ferry_facet_popover_init (FerryFacetPopover *self)
{
  g_autoptr(GListStore) sections = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GtkSelectionModel) selection = NULL;
  GtkFlattenListModel *values;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (facets); i++)
    {
      self->sections[i] = g_list_store_new (FERRY_TYPE_FACET_ITEM);
      g_list_store_append (sections, self->sections[i]);
    }
  values = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&sections)));
  self->search = GTK_FILTER (gtk_custom_filter_new (is_searched_for, self, NULL));
  self->values = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (values), g_object_ref (self->search)));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->values)));
  gtk_list_view_set_model (self->list_view, selection);
  g_signal_connect_object (self->values, "items-changed", G_CALLBACK (values_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ferry_facet_popover_set_rows:
 * @self: a facet popover
 * @rows: what a table shows
 *
 * Sets whose values there are to choose from.
 */
void
ferry_facet_popover_set_rows (FerryFacetPopover *self,
                              FerryRowModel     *rows)
{
  g_return_if_fail (FERRY_IS_FACET_POPOVER (self));
  g_return_if_fail (self->rows == NULL);

  self->rows = g_object_ref (rows);
  g_signal_connect_object (rows, "arranged", G_CALLBACK (arranged_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ferry_facet_popover_go_to:
 * @self: a facet popover that is open
 * @column: a column that is a facet
 *
 * Puts the keyboard to the first value of @column, with the others below it.
 */
void
ferry_facet_popover_go_to (FerryFacetPopover *self,
                           FerryColumn        column)
{
  guint n_values;

  g_return_if_fail (FERRY_IS_FACET_POPOVER (self));

  n_values = g_list_model_get_n_items (self->values);
  for (guint i = 0; i < n_values; i++)
    {
      g_autoptr(FerryFacetItem) item = g_list_model_get_item (self->values, i);

      if (ferry_facet_item_get_column (item) != column)
        continue;
      stop_going_to_top (self);
      /* From below, a list scrolls just so far that it is the topmost. */
      gtk_list_view_scroll_to (self->list_view, n_values - 1, GTK_LIST_SCROLL_NONE, NULL);
      gtk_list_view_scroll_to (self->list_view, i, GTK_LIST_SCROLL_FOCUS, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
      return;
    }
}
