/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-filter-bar.h"

#include <adwaita.h>

#include "ferry-facet-popover.h"
#include "ferry-few-lines.h"
#include "ferry-filter-help.h"
#include "ferry-filter-pill.h"

struct _FerryFilterBar
{
  GtkBox parent_instance;

  GtkBox *line;
  GtkSearchEntry *entry;
  GtkMenuButton *facet_button;
  FerryFacetPopover *facet_popover;
  GtkWidget *rules;
  AdwWrapBox *pills;
  GtkWidget *clear_button; /* after the pills */

  FerryFilter *filter; /* (owned) (nullable) */
  char *text;          /* (owned) the text of the filter, as the bar knows it */
  gboolean is_setting; /* while the entry is set, and not typed in */
};

G_DEFINE_FINAL_TYPE (FerryFilterBar, ferry_filter_bar, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_END_WIDGET,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An entry is empty for a moment then, and says so at once. */
static void
set_entry_text (FerryFilterBar *self,
                const char     *text)
{
  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_setting = FALSE;
}

/* The entry is ahead of the filter while somebody types, and must not be set back then. */
static void
follow_text (FerryFilterBar *self)
{
  if (g_set_str (&self->text, ferry_filter_get_text (self->filter)))
    set_entry_text (self, self->text);
}

static GtkWidget *
get_pill (FerryFilterBar *self,
          int             position)
{
  GtkWidget *pill = gtk_widget_get_first_child (GTK_WIDGET (self->pills));

  while (pill != NULL && position-- > 0)
    pill = gtk_widget_get_next_sibling (pill);

  return pill;
}

/* Which pill has the focus; -1 if none has. */
static int
get_focused_position (FerryFilterBar *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->pills));
  int position = -1;

  for (GtkWidget *pill = focus; pill != NULL; pill = gtk_widget_get_prev_sibling (pill))
    position++;

  return position;
}

static void
append_pill (FerryFilterBar        *self,
             const FerryFilterRule *rule)
{
  adw_wrap_box_insert_child_after (self->pills, ferry_filter_pill_new (self->filter, rule),
                                   gtk_widget_get_prev_sibling (self->clear_button));
}

/* Rules keep their order, so pills that stay are found one after another. */
static void
update_pills (FerryFilterBar *self)
{
  guint n_rules = ferry_filter_get_n_rules (self->filter);
  GtkWidget *pill = get_pill (self, 0);
  guint n_pills = 0;

  while (pill != self->clear_button)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (pill);

      if (n_pills < n_rules &&
          ferry_filter_pill_shows (FERRY_FILTER_PILL (pill), ferry_filter_get_rule (self->filter, n_pills)))
        n_pills++;
      else
        adw_wrap_box_remove (self->pills, pill);
      pill = next;
    }
  for (; n_pills < n_rules; n_pills++)
    append_pill (self, ferry_filter_get_rule (self->filter, n_pills));

  gtk_widget_set_visible (self->rules, n_rules > 0);
}

/* Who removes one pill after another by the keyboard stays among them. */
static void
follow_rules (FerryFilterBar *self)
{
  int position = get_focused_position (self);
  int n_rules = ferry_filter_get_n_rules (self->filter);
  gboolean stays = n_rules > 0 && gtk_widget_has_focus (self->clear_button);

  update_pills (self);
  if (position >= 0 && !stays)
    gtk_widget_grab_focus (n_rules > 0 ? get_pill (self, MIN (position, n_rules - 1)) : GTK_WIDGET (self->entry));
}

static void
filter_changed_cb (FerryFilterBar *self)
{
  follow_text (self);
  follow_rules (self);
}

static void
apply_text (FerryFilterBar *self)
{
  if (self->is_setting)
    return;

  g_set_str (&self->text, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (self->filter != NULL)
    ferry_filter_set_text (self->filter, self->text);
}

/* The value is still to be typed. */
static void
key_activated_cb (FerryFilterBar *self,
                  const char     *key)
{
  ferry_filter_bar_append_text (self, key);
  ferry_filter_bar_focus (self);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
leave (FerryFilterBar *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
stopped_cb (FerryFilterBar *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    leave (self);
}

static gboolean
key_pressed_cb (FerryFilterBar *self,
                guint           keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;

  leave (self);

  return TRUE;
}

static void
ferry_filter_bar_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  FerryFilterBar *self = FERRY_FILTER_BAR (object);

  switch (prop_id)
    {
    case PROP_END_WIDGET:
      gtk_box_append (self->line, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_filter_bar_dispose (GObject *object)
{
  FerryFilterBar *self = FERRY_FILTER_BAR (object);

  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_FILTER_BAR);

  G_OBJECT_CLASS (ferry_filter_bar_parent_class)->dispose (object);
}

static void
ferry_filter_bar_finalize (GObject *object)
{
  g_free (FERRY_FILTER_BAR (object)->text);

  G_OBJECT_CLASS (ferry_filter_bar_parent_class)->finalize (object);
}

static void
ferry_filter_bar_class_init (FerryFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FERRY_TYPE_FACET_POPOVER);
  g_type_ensure (FERRY_TYPE_FEW_LINES);
  g_type_ensure (FERRY_TYPE_FILTER_HELP);

  object_class->set_property = ferry_filter_bar_set_property;
  object_class->dispose = ferry_filter_bar_dispose;
  object_class->finalize = ferry_filter_bar_finalize;

  /**
   * FerryFilterBar:end-widget:
   *
   * What stands in the line of the text, after all else.
   */
  properties[PROP_END_WIDGET] = g_param_spec_object ("end-widget", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FerryFilterBar::left:
   * @self: the bar
   *
   * Emitted when the keyboard is to go on to what is filtered.
   */
  signals[LEFT] = g_signal_new ("left", FERRY_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFilterBar, line);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterBar, facet_button);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterBar, facet_popover);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterBar, rules);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterBar, pills);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterBar, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, apply_text);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, ferry_filter_bar_clear);
}

static void
ferry_filter_bar_init (FerryFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->text = g_strdup ("");
}

/**
 * ferry_filter_bar_set_rows:
 * @self: a filter bar
 * @rows: what a table shows
 *
 * Sets what is filtered.
 */
void
ferry_filter_bar_set_rows (FerryFilterBar *self,
                           FerryRowModel  *rows)
{
  g_return_if_fail (FERRY_IS_FILTER_BAR (self));
  g_return_if_fail (self->filter == NULL);

  self->filter = g_object_ref (ferry_row_model_get_filter (rows));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  ferry_facet_popover_set_rows (self->facet_popover, rows);
  filter_changed_cb (self);
}

/**
 * ferry_filter_bar_set_key_capture:
 * @self: a filter bar
 * @widget: a widget
 *
 * Lets people type into the filter while the focus is in @widget.
 */
void
ferry_filter_bar_set_key_capture (FerryFilterBar *self,
                                  GtkWidget      *widget)
{
  g_return_if_fail (FERRY_IS_FILTER_BAR (self));

  gtk_search_entry_set_key_capture_widget (self->entry, widget);
}

/**
 * ferry_filter_bar_focus:
 * @self: a filter bar
 *
 * Puts the keyboard into the text.
 */
void
ferry_filter_bar_focus (FerryFilterBar *self)
{
  g_return_if_fail (FERRY_IS_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * ferry_filter_bar_clear:
 * @self: a filter bar
 *
 * Lets everything through, also what was typed only just now.
 */
void
ferry_filter_bar_clear (FerryFilterBar *self)
{
  g_return_if_fail (FERRY_IS_FILTER_BAR (self));

  if (self->filter != NULL)
    ferry_filter_clear (self->filter);
  set_entry_text (self, "");
}

/**
 * ferry_filter_bar_choose:
 * @self: a filter bar
 * @column: a column that is a facet
 *
 * Opens what can be chosen, at the values of @column.
 */
void
ferry_filter_bar_choose (FerryFilterBar *self,
                         FerryColumn     column)
{
  g_return_if_fail (FERRY_IS_FILTER_BAR (self));

  gtk_menu_button_popup (self->facet_button);
  ferry_facet_popover_go_to (self->facet_popover, column);
}

/**
 * ferry_filter_bar_append_text:
 * @self: a filter bar
 * @word: a word, or the beginning of one
 *
 * Adds to the text, at once.
 */
void
ferry_filter_bar_append_text (FerryFilterBar *self,
                              const char     *word)
{
  const char *text;
  g_autofree char *longer = NULL;

  g_return_if_fail (FERRY_IS_FILTER_BAR (self));

  text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  longer = g_strconcat (text, *text != '\0' && !g_str_has_suffix (text, " ") ? " " : "", word, NULL);
  set_entry_text (self, longer);
  apply_text (self);
}
