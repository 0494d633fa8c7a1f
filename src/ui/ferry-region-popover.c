/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-region-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-core.h"
#include "ferry-format.h"
#include "ferry-popover-width.h"
#include "ferry-region-row.h"

/* For the longest name and its id. */
#define N_CHARS 42

struct _FerryRegionPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *search_entry;
  GtkViewport *viewport;
  GtkListBox *list_box;
  GtkListBoxRow *free_row;
  GtkLabel *free_label;
  GtkLabel *hint_label;
  GtkBox *footer;
  GtkLabel *count_label;
  GtkButton *all_button;
  GtkButton *clear_button;

  FerryMatcher *matcher; /* (owned) (nullable) what is searched for */
  char *free_id;         /* (owned) (nullable) an id that was entered and is not in the list */
  gboolean has_headings;
  FerryRegionRow *first; /* (unowned) (nullable) the row of the first region that is chosen */
  gboolean is_opening;
};

G_DEFINE_FINAL_TYPE (FerryRegionPopover, ferry_region_popover, GTK_TYPE_POPOVER)

enum
{
  ALL_CHOSEN,
  CLEARED,
  ONE_CHOSEN,
  REGION_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static FerryRegionRow *
get_row (FerryRegionPopover *self,
         int                 position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, position);

  return FERRY_IS_REGION_ROW (row) ? FERRY_REGION_ROW (row) : NULL;
}

static FerryRegionRow *
find_row (FerryRegionPopover *self,
          const char         *id)
{
  FerryRegionRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (strcmp (ferry_region_row_get_id (row), id) == 0)
      return row;

  return NULL;
}

/* The row for what was entered stays the last. */
static void
ensure_row (FerryRegionPopover *self,
            const char         *id,
            gboolean            offered)
{
  if (find_row (self, id) == NULL)
    gtk_list_box_insert (self->list_box, ferry_region_row_new (id, offered),
                         gtk_list_box_row_get_index (self->free_row));
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  FerryRegionPopover *self = user_data;

  if (!FERRY_IS_REGION_ROW (row))
    return self->free_id != NULL;

  return self->matcher == NULL || ferry_matcher_matches_region (self->matcher,
                                                                ferry_region_row_get_id (FERRY_REGION_ROW (row)));
}

static GtkWidget *
create_heading (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "xalign", 0.0,
                       "margin-start", 12,
                       "margin-top", 6,
                       "margin-bottom", 6,
                       "css-classes", (const char *const[]) { "heading", "dimmed", NULL },
                       NULL);
}

/* Headings stand over the first of the offered rows and over the first of the others. */
static void
update_heading (GtkListBoxRow *row,
                GtkListBoxRow *before,
                gpointer       user_data)
{
  FerryRegionPopover *self = user_data;
  gboolean is_first, offered;

  if (!FERRY_IS_REGION_ROW (row) || !self->has_headings)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  offered = ferry_region_row_get_offered (FERRY_REGION_ROW (row));
  is_first = before == NULL || ferry_region_row_get_offered (FERRY_REGION_ROW (before)) != offered;
  gtk_list_box_row_set_header (row, !is_first ? NULL
                                              : create_heading (offered ? _("Your Regions") : _("Other Regions")));
}

/* What was typed, as an id: blanks around it and capitals come from copying. */
static char *
dup_typed_id (FerryRegionPopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  return g_ascii_strdown (text, -1);
}

static GtkListBoxRow *
get_first_match (FerryRegionPopover *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;

  return NULL;
}

/* Offers what was typed as an id. While other regions are found by it, it has to look like an id, too. */
static void
offer_typed_id (FerryRegionPopover *self,
                const char         *id)
{
  g_autofree char *label = NULL;

  if (find_row (self, id) != NULL || (get_first_match (self) != NULL && strchr (id, '-') == NULL))
    return;

  /* Translators: an entry in a list of regions; %s is the id of a region that is not in it. */
  label = g_strdup_printf (_("Use “%s”"), id);
  gtk_label_set_text (self->free_label, label);
  self->free_id = g_strdup (id);
  gtk_list_box_invalidate_filter (self->list_box);
}

static void
search_changed_cb (FerryRegionPopover *self)
{
  g_autofree char *id = dup_typed_id (self);
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->free_id, g_free);
  g_clear_pointer (&self->matcher, ferry_matcher_free);
  if (*id != '\0')
    self->matcher = ferry_matcher_new (id, FERRY_ALL_COLUMNS);
  gtk_list_box_invalidate_filter (self->list_box);

  if (self->matcher == NULL)
    return;
  if (ferry_region_check_id (id, &error))
    offer_typed_id (self, id);
  else
    gtk_label_set_text (self->hint_label, error->message);
}

static void
row_activated_cb (FerryRegionPopover *self,
                  GtkListBoxRow      *row)
{
  gboolean is_free = row == self->free_row;
  g_autofree char *id = g_strdup (is_free ? self->free_id : ferry_region_row_get_id (FERRY_REGION_ROW (row)));

  /* It gets a row of its own, to be seen among the others. */
  if (is_free)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
    }
  g_signal_emit (self, signals[REGION_ACTIVATED], 0, id);
}

/* Takes the first of what was found; the next search can be typed at once. */
static void
search_activate_cb (FerryRegionPopover *self)
{
  GtkListBoxRow *row = get_first_match (self);

  if (self->matcher == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }

  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
  if (row != NULL)
    row_activated_cb (self, row);
}

/* A list does not take the focus by an arrow key from elsewhere. */
static gboolean
search_key_pressed_cb (FerryRegionPopover *self,
                       guint               keyval)
{
  GtkListBoxRow *row = get_first_match (self);

  return (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down) && row != NULL &&
         gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Above the first row is the search. */
static gboolean
keynav_failed_cb (FerryRegionPopover *self,
                  GtkDirectionType    direction)
{
  return direction == GTK_DIR_UP && gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_cb (FerryRegionPopover *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
  /* The button that had it is insensitive now. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
all_cb (FerryRegionPopover *self)
{
  g_signal_emit (self, signals[ALL_CHOSEN], 0);
}

static void
only_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  g_signal_emit (widget, signals[ONE_CHOSEN], 0, g_variant_get_string (parameter, NULL));
}

static gboolean
show_choice_cb (GtkWidget     *widget,
                GdkFrameClock *frame_clock,
                gpointer       user_data)
{
  FerryRegionPopover *self = FERRY_REGION_POPOVER (widget);

  if (self->first != NULL)
    gtk_viewport_scroll_to (self->viewport, GTK_WIDGET (self->first), NULL);

  return G_SOURCE_REMOVE;
}

static void
ferry_region_popover_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  GTK_WIDGET_CLASS (ferry_region_popover_parent_class)->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = ferry_popover_get_width (widget, N_CHARS, *minimum);
}

/* Where the choice is in the list is known only now, and for it to be scrolled to the rest has to be in place, too. */
static void
ferry_region_popover_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  FerryRegionPopover *self = FERRY_REGION_POPOVER (widget);

  GTK_WIDGET_CLASS (ferry_region_popover_parent_class)->size_allocate (widget, width, height, baseline);

  if (self->is_opening)
    gtk_widget_add_tick_callback (widget, show_choice_cb, NULL, NULL);
  self->is_opening = FALSE;
}

static void
ferry_region_popover_dispose (GObject *object)
{
  FerryRegionPopover *self = FERRY_REGION_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_REGION_POPOVER);

  G_OBJECT_CLASS (ferry_region_popover_parent_class)->dispose (object);
}

static void
ferry_region_popover_finalize (GObject *object)
{
  FerryRegionPopover *self = FERRY_REGION_POPOVER (object);

  g_clear_pointer (&self->matcher, ferry_matcher_free);
  g_free (self->free_id);

  G_OBJECT_CLASS (ferry_region_popover_parent_class)->finalize (object);
}

static void
ferry_region_popover_class_init (FerryRegionPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_region_popover_dispose;
  object_class->finalize = ferry_region_popover_finalize;
  widget_class->measure = ferry_region_popover_measure;
  widget_class->size_allocate = ferry_region_popover_size_allocate;

  /**
   * FerryRegionPopover::cleared:
   * @self: the popover
   *
   * Emitted when nothing is to be chosen any more.
   */
  signals[CLEARED] = g_signal_new ("cleared", FERRY_TYPE_REGION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * FerryRegionPopover::all-chosen:
   * @self: the popover
   *
   * Somebody wants all regions that are offered, or all there are.
   */
  signals[ALL_CHOSEN] = g_signal_new ("all-chosen", FERRY_TYPE_REGION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);

  /**
   * FerryRegionPopover::one-chosen:
   * @self: the popover
   * @id: the id of a region
   *
   * Somebody wants one region and no other.
   */
  signals[ONE_CHOSEN] = g_signal_new ("one-chosen", FERRY_TYPE_REGION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * FerryRegionPopover::region-activated:
   * @self: the popover
   * @id: the id of a region
   *
   * Emitted when a region is pressed, or an id was entered.
   */
  signals[REGION_ACTIVATED] = g_signal_new ("region-activated", FERRY_TYPE_REGION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-region-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, viewport);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, list_box);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, free_row);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, free_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, hint_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, footer);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, clear_button);
  gtk_widget_class_bind_template_child (widget_class, FerryRegionPopover, all_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_install_action (widget_class, "regions.only", "s", only_cb);
}

static void
ferry_region_popover_init (FerryRegionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list_box, filter_row, self, NULL);
  gtk_list_box_set_header_func (self->list_box, update_heading, self, NULL);
}

/**
 * ferry_region_popover_set_offered:
 * @self: a region popover
 * @offered: (nullable) (array zero-terminated=1): ids of regions
 *
 * Fills the list with @offered and, below, with the other regions that are
 * known. Nothing is chosen then.
 */
void
ferry_region_popover_set_offered (FerryRegionPopover *self,
                                  const char *const  *offered)
{
  g_autoptr(GListModel) known = ferry_region_list_known ();
  FerryRegionRow *row;

  self->first = NULL;
  self->has_headings = offered != NULL && *offered != NULL;
  gtk_button_set_label (self->all_button, self->has_headings ? _("All _Your Regions") : _("_All Regions"));
  while ((row = get_row (self, 0)) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));

  for (gsize i = 0; offered != NULL && offered[i] != NULL; i++)
    ensure_row (self, offered[i], TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr(FerryRegion) region = g_list_model_get_item (known, i);

      ensure_row (self, ferry_region_get_id (region), FALSE);
    }
}

/**
 * ferry_region_popover_set_choice:
 * @self: a region popover
 * @regions: (array zero-terminated=1): ids of regions, known or not
 * @multiple: whether there can be any number of them
 *
 * Shows what is chosen.
 */
void
ferry_region_popover_set_choice (FerryRegionPopover *self,
                                 const char *const  *regions,
                                 gboolean            multiple)
{
  g_autofree char *count = ferry_format_n_regions (g_strv_length ((GStrv) regions));
  FerryRegionRow *row;

  for (gsize i = 0; regions[i] != NULL; i++)
    ensure_row (self, regions[i], FALSE);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    ferry_region_row_set_chosen (row, g_strv_contains (regions, ferry_region_row_get_id (row)), multiple);

  self->first = *regions != NULL ? find_row (self, *regions) : NULL;
  gtk_label_set_text (self->count_label, count);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button), *regions != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->footer), multiple);
}

/**
 * ferry_region_popover_popup:
 * @self: a region popover
 *
 * Opens the popover with an empty search, and with the choice in sight.
 */
void
ferry_region_popover_popup (FerryRegionPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  self->is_opening = TRUE;
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
