/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-route.h"

#include "ferry-column.h"
#include "ferry-ellipsis.h"
#include "ferry-format.h"

/* Not how long the text is, so that all rows of a list have the same room for the rest. Most routes are shorter. */
#define MIN_CHARS 10
#define NATURAL_CHARS 40

enum
{
  ORGANIZATION,
  ARROW,
  TARGET_ORGANIZATION,
  DOT,
  REGION,
  SECOND_ARROW,
  TARGET_REGION,
  N_PARTS,
};

struct _FerryRoute
{
  GtkWidget parent_instance;

  char *names[N_PARTS]; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryRoute, ferry_route, GTK_TYPE_WIDGET)

static gboolean
is_rtl (FerryRoute *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static const char *
get_text (FerryRoute *self,
          guint       part)
{
  if (part == ARROW || part == SECOND_ARROW)
    return is_rtl (self) ? " ← " : " → ";
  if (part == DOT)
    return "  ·  ";

  return self->names[part];
}

static void
ferry_route_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int char_width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                        pango_font_metrics_get_approximate_digit_width (metrics));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = PANGO_PIXELS_CEIL (MIN_CHARS * char_width);
      *natural = PANGO_PIXELS_CEIL (NATURAL_CHARS * char_width);
    }
  else
    *minimum = *natural = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
}

/* Names share what the rest leaves. Those that take less than their share leave it to the others. */
static void
distribute (GtkRequestedSize *sizes,
            int               room)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      PangoLayout *layout = sizes[i].data;

      pango_layout_get_pixel_size (layout, &sizes[i].natural_size, NULL);
      sizes[i].minimum_size = i % 2 == 0 ? 0 : sizes[i].natural_size;
      room -= sizes[i].minimum_size;
    }
  gtk_distribute_natural_allocation (MAX (room, 0), N_PARTS, sizes);
}

/* The parts, and how wide each of them is. */
static void
create_layouts (FerryRoute       *self,
                GtkRequestedSize *sizes)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), get_text (self, i));

      pango_layout_set_single_paragraph_mode (layout, TRUE);
      sizes[i].data = layout;
    }
  distribute (sizes, gtk_widget_get_width (GTK_WIDGET (self)));
  for (guint i = 0; i < N_PARTS; i++)
    if (sizes[i].minimum_size < sizes[i].natural_size)
      {
        pango_layout_set_ellipsize (sizes[i].data, PANGO_ELLIPSIZE_MIDDLE);
        pango_layout_set_width (sizes[i].data, sizes[i].minimum_size * PANGO_SCALE);
        ferry_ellipsis_close_gap (sizes[i].data);
        pango_layout_get_pixel_size (sizes[i].data, &sizes[i].minimum_size, NULL);
      }
}

static void
clear_layouts (GtkRequestedSize *sizes)
{
  for (guint i = 0; i < N_PARTS; i++)
    g_object_unref (sizes[i].data);
}

static void
ferry_route_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  FerryRoute *self = FERRY_ROUTE (widget);
  GtkRequestedSize sizes[N_PARTS];
  int x = is_rtl (self) ? gtk_widget_get_width (widget) : 0;
  int baseline;
  GdkRGBA color;

  if (self->names[0] == NULL)
    return;

  gtk_widget_get_color (widget, &color);
  create_layouts (self, sizes);
  /* Names may need other fonts, which are higher. */
  baseline = pango_layout_get_baseline (sizes[DOT].data);
  for (guint i = 0; i < N_PARTS; i++)
    {
      int y = PANGO_PIXELS (baseline - pango_layout_get_baseline (sizes[i].data));

      if (is_rtl (self))
        x -= sizes[i].minimum_size;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
      gtk_snapshot_append_layout (snapshot, sizes[i].data, &color);
      gtk_snapshot_restore (snapshot);
      if (!is_rtl (self))
        x += sizes[i].minimum_size;
    }
  clear_layouts (sizes);
}

static void
ferry_route_finalize (GObject *object)
{
  FerryRoute *self = FERRY_ROUTE (object);

  for (guint i = 0; i < N_PARTS; i++)
    g_free (self->names[i]);

  G_OBJECT_CLASS (ferry_route_parent_class)->finalize (object);
}

static void
ferry_route_class_init (FerryRouteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_route_finalize;
  widget_class->measure = ferry_route_measure;
  widget_class->snapshot = ferry_route_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
ferry_route_init (FerryRoute *self)
{
}

static void
set_name (FerryRoute *self,
          guint       part,
          char       *name)
{
  g_free (self->names[part]);
  self->names[part] = name;
}

static void
update_label (FerryRoute *self)
{
  g_autofree char *organizations = ferry_format_route (self->names[ORGANIZATION], self->names[TARGET_ORGANIZATION]);
  g_autofree char *regions = ferry_format_route (self->names[REGION], self->names[TARGET_REGION]);
  g_autofree char *label = g_strconcat (organizations, " · ", regions, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * ferry_route_set_task:
 * @self: a route
 * @sync_task: a task
 *
 * Sets whose route it is.
 */
void
ferry_route_set_task (FerryRoute    *self,
                      FerrySyncTask *sync_task)
{
  g_return_if_fail (FERRY_IS_ROUTE (self));

  set_name (self, ORGANIZATION, ferry_column_dup_text (FERRY_COLUMN_ORGANIZATION, sync_task));
  set_name (self, TARGET_ORGANIZATION, ferry_column_dup_text (FERRY_COLUMN_TARGET_ORGANIZATION, sync_task));
  set_name (self, REGION, g_strdup (ferry_format_short_region_name (ferry_sync_task_get_source_region (sync_task))));
  set_name (self, TARGET_REGION, g_strdup (ferry_format_short_region_name (ferry_sync_task_get_target_region (sync_task))));
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
