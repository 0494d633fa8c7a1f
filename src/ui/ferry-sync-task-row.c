/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-row.h"

#include "ferry-format.h"
#include "ferry-route.h"
#include "ferry-sync-task-cell.h"

#define COLUMN_SPACING 12
#define LINE_SPACING 3

struct _FerrySyncTaskRow
{
  GtkWidget parent_instance;

  /* The first line, */
  GtkInscription *repository;
  GtkWidget *overwrite;
  GtkImage *overwrite_icon;
  GtkLabel *overwrite_text;
  /* and the second. */
  FerryRoute *route;
  GtkInscription *updated;

  FerryClock *clock;        /* (owned) */
  FerrySyncTask *sync_task; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FerrySyncTaskRow, ferry_sync_task_row, GTK_TYPE_WIDGET)

/* In Chinese fonts even a dash is as wide as a letter. */
static guint
count_chars (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_iswide_cjk (g_utf8_get_char (p)) ? 2 : 1;

  return n;
}

/* An inscription is cheap because it does not measure its text, so it has to be told how long that is. */
static void
set_text (GtkInscription *inscription,
          const char     *text)
{
  gtk_inscription_set_text (inscription, text);
  gtk_inscription_set_nat_chars (inscription, count_chars (text));
}

static char *
dup_organizations (FerrySyncTask *sync_task)
{
  g_autofree char *source = ferry_column_dup_text (FERRY_COLUMN_ORGANIZATION, sync_task);
  g_autofree char *target = ferry_column_dup_text (FERRY_COLUMN_TARGET_ORGANIZATION, sync_task);

  return ferry_format_route (source, target);
}

static char *
dup_regions (FerrySyncTask *sync_task)
{
  return ferry_format_route (ferry_format_region_name (ferry_sync_task_get_source_region (sync_task)),
                             ferry_format_region_name (ferry_sync_task_get_target_region (sync_task)));
}

static void
update_time (FerrySyncTaskRow *self)
{
  gint64 timestamp = self->sync_task != NULL ? ferry_sync_task_get_updated (self->sync_task) : FERRY_NO_TIMESTAMP;
  g_autofree char *text = timestamp != FERRY_NO_TIMESTAMP ? ferry_clock_format (self->clock, timestamp) : g_strdup ("");

  set_text (self->updated, text);
}

static void
set_task (FerrySyncTaskRow *self,
          FerrySyncTask    *sync_task)
{
  g_autofree char *repository = ferry_column_dup_text (FERRY_COLUMN_REPOSITORY, sync_task);
  g_autofree char *overwrite = ferry_column_dup_text (FERRY_COLUMN_OVERWRITE, sync_task);
  const char *icon_name = ferry_format_cell_icon (FERRY_COLUMN_OVERWRITE, sync_task);

  g_set_object (&self->sync_task, sync_task);
  set_text (self->repository, repository);
  gtk_label_set_text (self->overwrite_text, overwrite);
  gtk_image_set_from_icon_name (self->overwrite_icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->overwrite_icon), icon_name != NULL);
  ferry_route_set_task (self->route, sync_task);
  update_time (self);
}

static int
get_size (gpointer       widget,
          GtkOrientation orientation,
          gboolean       natural)
{
  int minimum_size, natural_size;

  gtk_widget_measure (widget, orientation, -1, &minimum_size, &natural_size, NULL, NULL);

  return natural ? natural_size : minimum_size;
}

static int
get_line_height (gpointer a,
                 gpointer b)
{
  return MAX (get_size (a, GTK_ORIENTATION_VERTICAL, TRUE), get_size (b, GTK_ORIENTATION_VERTICAL, TRUE));
}

static int
get_width (FerrySyncTaskRow *self,
           gboolean          natural)
{
  int first = get_size (self->repository, GTK_ORIENTATION_HORIZONTAL, natural) + COLUMN_SPACING +
              get_size (self->overwrite, GTK_ORIENTATION_HORIZONTAL, natural);
  int second = get_size (self->route, GTK_ORIENTATION_HORIZONTAL, natural);

  /* The time is only there where most routes have room beside it. */
  if (natural)
    second += COLUMN_SPACING + get_size (self->updated, GTK_ORIENTATION_HORIZONTAL, TRUE);

  return MAX (first, second);
}

static void
ferry_sync_task_row_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  FerrySyncTaskRow *self = FERRY_SYNC_TASK_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = get_width (self, FALSE);
      *natural = get_width (self, TRUE);
    }
  else
    *minimum = *natural = get_line_height (self->repository, self->overwrite) + LINE_SPACING +
                          get_line_height (self->route, self->updated);
}

/* Gives the widget at the end of a line @end_width, and the one at its start the rest. */
static void
allocate_line (GtkWidget *start,
               GtkWidget *end,
               int        y,
               int        width,
               int        height,
               int        end_width)
{
  int start_width = end_width > 0 ? width - COLUMN_SPACING - end_width : width;
  gboolean is_rtl = gtk_widget_get_direction (start) == GTK_TEXT_DIR_RTL;

  gtk_widget_set_child_visible (end, end_width > 0);
  gtk_widget_size_allocate (start, &(GtkAllocation) { is_rtl ? width - start_width : 0, y, start_width, height }, -1);
  if (end_width > 0)
    gtk_widget_size_allocate (end, &(GtkAllocation) { is_rtl ? 0 : width - end_width, y, end_width, height }, -1);
}

static void
ferry_sync_task_row_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  FerrySyncTaskRow *self = FERRY_SYNC_TASK_ROW (widget);
  int first_height = get_line_height (self->repository, self->overwrite);
  int overwrite_room = width - COLUMN_SPACING - get_size (self->repository, GTK_ORIENTATION_HORIZONTAL, FALSE);
  int overwrite_width = MIN (get_size (self->overwrite, GTK_ORIENTATION_HORIZONTAL, TRUE), overwrite_room);
  int updated_room = width - COLUMN_SPACING - get_size (self->route, GTK_ORIENTATION_HORIZONTAL, TRUE);
  int updated_width = get_size (self->updated, GTK_ORIENTATION_HORIZONTAL, TRUE);

  allocate_line (GTK_WIDGET (self->repository), self->overwrite, 0, width, first_height, overwrite_width);
  allocate_line (GTK_WIDGET (self->route), GTK_WIDGET (self->updated), first_height + LINE_SPACING, width,
                 height - first_height - LINE_SPACING, updated_width <= updated_room ? updated_width : 0);
}

/* All that may have been cut. */
static gboolean
ferry_sync_task_row_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard_tooltip,
                                   GtkTooltip *tooltip)
{
  FerrySyncTaskRow *self = FERRY_SYNC_TASK_ROW (widget);
  g_autofree char *repository = NULL;
  g_autofree char *organizations = NULL;
  g_autofree char *regions = NULL;
  g_autofree char *updated = NULL;
  g_autofree char *text = NULL;

  if (self->sync_task == NULL)
    return FALSE;

  repository = ferry_column_dup_text (FERRY_COLUMN_REPOSITORY, self->sync_task);
  organizations = dup_organizations (self->sync_task);
  regions = dup_regions (self->sync_task);
  updated = ferry_format_cell_tooltip (FERRY_COLUMN_UPDATED, self->sync_task);
  text = g_strjoin ("\n", repository, organizations, regions, updated, NULL);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
ferry_sync_task_row_dispose (GObject *object)
{
  FerrySyncTaskRow *self = FERRY_SYNC_TASK_ROW (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->sync_task);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SYNC_TASK_ROW);

  G_OBJECT_CLASS (ferry_sync_task_row_parent_class)->dispose (object);
}

static void
ferry_sync_task_row_class_init (FerrySyncTaskRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_sync_task_row_dispose;
  widget_class->measure = ferry_sync_task_row_measure;
  widget_class->size_allocate = ferry_sync_task_row_size_allocate;
  widget_class->query_tooltip = ferry_sync_task_row_query_tooltip;

  g_type_ensure (FERRY_TYPE_ROUTE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-sync-task-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskRow, repository);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskRow, overwrite);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskRow, overwrite_icon);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskRow, overwrite_text);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskRow, route);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskRow, updated);
}

static void
ferry_sync_task_row_init (FerrySyncTaskRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          FerryClock               *clock)
{
  FerrySyncTaskRow *row = g_object_new (FERRY_TYPE_SYNC_TASK_ROW, NULL);

  row->clock = g_object_ref (clock);
  g_signal_connect_object (clock, "changed", G_CALLBACK (update_time), row, G_CONNECT_SWAPPED);
  /* What is done with a cell is done with the name of the repository here. */
  ferry_sync_task_cell_mark (GTK_WIDGET (row), item, FERRY_COLUMN_REPOSITORY);
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  FerrySyncTask *sync_task = gtk_list_item_get_item (item);
  g_autofree char *label = ferry_format_row_label (sync_task);

  set_task (FERRY_SYNC_TASK_ROW (gtk_list_item_get_child (item)), sync_task);
  gtk_list_item_set_accessible_label (item, label);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  g_clear_object (&FERRY_SYNC_TASK_ROW (gtk_list_item_get_child (item))->sync_task);
}

/**
 * ferry_sync_task_row_factory_new:
 * @clock: a clock, to write times by
 *
 * Returns: (transfer full): a factory of rows for a list of tasks
 */
GtkListItemFactory *
ferry_sync_task_row_factory_new (FerryClock *clock)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), clock, G_CONNECT_DEFAULT);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  return factory;
}
