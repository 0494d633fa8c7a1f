/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-summary-strip.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-format.h"

/* How often it looks whether “today” has become “yesterday”. */
#define TICK_SECONDS 60

/* From the first to the last. */
typedef enum
{
  ITEM_SCOPE,
  ITEM_REGION,
  ITEM_TASKS,
  ITEM_REPOSITORIES,
  ITEM_ORGANIZATIONS,
  ITEM_REGIONS,
  ITEM_OVERWRITING,
  ITEM_NOT_READ,
  ITEM_AS_OF,
} Item;

#define N_ITEMS (ITEM_AS_OF + 1)

/* What a press on an item does; without an action it is only told. */
static const struct
{
  const char *action;
  const char *icon_name;
  const char *tooltip;
} items[N_ITEMS] = {
  [ITEM_TASKS] = { "tasks.clear-filter", NULL, N_("Show All Tasks") },
  [ITEM_REPOSITORIES] = { "tasks.report::without-tasks", NULL, N_("Show Repositories without Tasks") },
  [ITEM_ORGANIZATIONS] = { "tasks.choose::organization", NULL, N_("Filter by Organization") },
  [ITEM_REGIONS] = { "tasks.choose::source-region", NULL, N_("Filter by Source Region") },
  [ITEM_OVERWRITING] = { "tasks.only-overwriting", NULL, N_("Show Only Tasks That Overwrite") },
  [ITEM_NOT_READ] = { "tasks.report::not-read", "dialog-warning-symbolic", N_("Show What Could Not Be Read") },
  [ITEM_AS_OF] = { "win.refresh", NULL, NULL },
};

struct _FerrySummaryStrip
{
  AdwBin parent_instance;

  AdwWrapBox *items;

  GtkWidget *widgets[N_ITEMS]; /* in the box, each with what separates it from the next */
  FerrySyncTaskList *list;     /* (owned) (nullable) */
  FerryRowModel *rows;         /* (owned) (nullable) */
  guint tick_source;           /* while it is on screen */
};

G_DEFINE_FINAL_TYPE (FerrySummaryStrip, ferry_summary_strip, ADW_TYPE_BIN)

static GtkWidget *
create_label (void)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                       "xalign", 0.0,
                       NULL);
}

static GtkWidget *
create_button (Item item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *button = g_object_new (item == ITEM_OVERWRITING ? GTK_TYPE_TOGGLE_BUTTON : GTK_TYPE_BUTTON, "child", box, NULL);

  if (items[item].icon_name != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE,
                                                 "icon-name", items[item].icon_name,
                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                 NULL));
  gtk_box_append (GTK_BOX (box), create_label ());
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), items[item].action);
  gtk_widget_add_css_class (button, "flat");
  if (items[item].tooltip != NULL)
    gtk_widget_set_tooltip_text (button, _(items[item].tooltip));

  return button;
}

static GtkWidget *
get_label (FerrySummaryStrip *self,
           Item               item)
{
  GtkWidget *widget = gtk_widget_get_first_child (self->widgets[item]);

  return GTK_IS_BUTTON (widget) ? gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (widget))) : widget;
}

static void
add_item (FerrySummaryStrip *self,
          Item               item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), items[item].action != NULL ? create_button (item) : create_label ());
  /* The last one is always there. */
  if (item != ITEM_AS_OF)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", "·", "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL));
  self->widgets[item] = box;
  /* A name is shortened rather than take all the lines there are. */
  if (item == ITEM_SCOPE)
    g_object_set (get_label (self, item), "wrap", FALSE, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);
  adw_wrap_box_append (self->items, box);
}

/* Takes the text; an item without one is not there. */
static void
set_item (FerrySummaryStrip *self,
          Item               item,
          char              *text)
{
  g_autofree char *owned = text;
  GtkWidget *widget = gtk_widget_get_first_child (self->widgets[item]);

  gtk_widget_set_visible (self->widgets[item], text != NULL);
  if (text == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (get_label (self, item)), text);
  if (GTK_IS_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  else
    gtk_widget_set_tooltip_text (widget, text);
}

/* How many values a column has. Those who are not known are none. */
static guint
count_values (FerrySummaryStrip *self,
              FerryColumn        column)
{
  const GArray *values = ferry_row_model_get_facet (self->rows, column);
  guint n_values = 0;

  for (guint i = 0; i < values->len; i++)
    n_values += *g_array_index (values, FerryFacetValue, i).value != '\0';

  return n_values;
}

static guint
count_overwriting (FerrySummaryStrip *self)
{
  const GArray *values = ferry_row_model_get_facet (self->rows, FERRY_COLUMN_OVERWRITE);

  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_array_index (values, FerryFacetValue, i).value, "true"))
      return g_array_index (values, FerryFacetValue, i).total;

  return 0;
}

/* What is still to be asked while the list loads is not missing. */
static char *
dup_not_read (FerrySummaryStrip *self,
              FerryFacts        *facts)
{
  gboolean is_loading = ferry_sync_task_list_get_state (self->list) == FERRY_LIST_STATE_LOADING;
  guint n_not_read = facts->failures->len + (is_loading ? 0 : facts->n_not_asked);

  if (n_not_read > 0)
    /* Translators: of how many repositories the tasks are not known. */
    return g_strdup_printf (ngettext ("%'u not read", "%'u not read", n_not_read), n_not_read);

  /* Translators: that a list was stopped before all repositories were found. */
  return facts->is_unfinished && !is_loading ? g_strdup (_("Not finished")) : NULL;
}

static gboolean
is_one_repository (FerryFacts *facts)
{
  return strchr (facts->scope, '/') != NULL && strchr (facts->scope, '*') == NULL && g_strv_length (facts->regions) == 1;
}

/* A scope that only counts repositories is told by the number of these. */
static char *
dup_scope (FerryFacts *facts)
{
  gboolean is_told = g_str_equal (facts->scope, "*/*") || (strchr (facts->scope, '/') == NULL && facts->n_repositories > 0);

  return is_told ? NULL : g_strdup (facts->scope);
}

static void
update_as_of (FerrySummaryStrip *self)
{
  FerryFacts *facts = ferry_sync_task_list_get_facts (self->list);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *tooltip = NULL;

  if (facts == NULL)
    return;

  tooltip = ferry_format_moment (facts->as_of, now);
  set_item (self, ITEM_AS_OF, ferry_format_as_of (facts->as_of, now));
  gtk_widget_set_tooltip_text (gtk_widget_get_first_child (self->widgets[ITEM_AS_OF]), tooltip);
}

static void
update (FerrySummaryStrip *self)
{
  FerryFacts *facts = ferry_sync_task_list_get_facts (self->list);
  gboolean is_one;
  guint count;

  /* Whether there is room for it at all is for others to say. */
  gtk_widget_set_visible (adw_bin_get_child (ADW_BIN (self)), facts != NULL);
  if (facts == NULL)
    return;

  is_one = is_one_repository (facts);
  set_item (self, ITEM_SCOPE, dup_scope (facts));
  set_item (self, ITEM_REGION, g_strv_length (facts->regions) == 1 ? ferry_region_dup_text (facts->regions[0]) : NULL);
  count = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  set_item (self, ITEM_TASKS, is_one ? NULL : g_strdup_printf (ngettext ("%'u task", "%'u tasks", count), count));
  count = is_one ? 0 : facts->n_repositories;
  set_item (self, ITEM_REPOSITORIES, count == 0 ? NULL : g_strdup_printf (ngettext ("%'u repository", "%'u repositories", count), count));
  count = count_values (self, FERRY_COLUMN_ORGANIZATION);
  set_item (self, ITEM_ORGANIZATIONS, count < 2 ? NULL : g_strdup_printf (ngettext ("%'u organization", "%'u organizations", count), count));
  count = count_values (self, FERRY_COLUMN_SOURCE_REGION);
  set_item (self, ITEM_REGIONS, count < 2 ? NULL : g_strdup_printf (ngettext ("%u region", "%u regions", count), count));
  count = is_one ? 0 : count_overwriting (self);
  /* Translators: how many tasks overwrite what is there. */
  set_item (self, ITEM_OVERWRITING, count == 0 ? NULL : g_strdup_printf (ngettext ("%'u overwriting", "%'u overwriting", count), count));
  set_item (self, ITEM_NOT_READ, dup_not_read (self, facts));
  update_as_of (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  update_as_of (user_data);

  return G_SOURCE_CONTINUE;
}

static void
ferry_summary_strip_map (GtkWidget *widget)
{
  FerrySummaryStrip *self = FERRY_SUMMARY_STRIP (widget);

  GTK_WIDGET_CLASS (ferry_summary_strip_parent_class)->map (widget);
  update_as_of (self);
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
ferry_summary_strip_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FERRY_SUMMARY_STRIP (widget)->tick_source, g_source_remove);
  GTK_WIDGET_CLASS (ferry_summary_strip_parent_class)->unmap (widget);
}

static void
ferry_summary_strip_dispose (GObject *object)
{
  FerrySummaryStrip *self = FERRY_SUMMARY_STRIP (object);

  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      g_signal_handlers_disconnect_by_data (self->rows, self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_SUMMARY_STRIP);
  g_clear_object (&self->list);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (ferry_summary_strip_parent_class)->dispose (object);
}

static void
ferry_summary_strip_class_init (FerrySummaryStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_summary_strip_dispose;
  widget_class->map = ferry_summary_strip_map;
  widget_class->unmap = ferry_summary_strip_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-summary-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySummaryStrip, items);
}

static void
ferry_summary_strip_init (FerrySummaryStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (Item item = 0; item < N_ITEMS; item++)
    add_item (self, item);
}

/**
 * ferry_summary_strip_set_list:
 * @self: a strip
 * @list: a list of tasks
 * @rows: what a table shows of it, which counts the values of each column
 *
 * Sets what is summed up.
 */
void
ferry_summary_strip_set_list (FerrySummaryStrip *self,
                              FerrySyncTaskList *list,
                              FerryRowModel     *rows)
{
  g_return_if_fail (FERRY_IS_SUMMARY_STRIP (self));
  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  self->rows = g_object_ref (rows);
  g_signal_connect_object (list, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "progress", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "arranged", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
