/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "picture.h"

#include "ui-util.h"

/* A widget with a surface of its own, and where that is in the picture. */
typedef struct
{
  GtkWidget *widget; /* (unowned) */
  graphene_rect_t area;
} Layer;

static graphene_point_t
get_offset (GtkNative *native)
{
  double x, y;

  gtk_native_get_surface_transform (native, &x, &y);

  return GRAPHENE_POINT_INIT (x, y);
}

/* Collects the widget, and the popovers that are open on it, from below to above. The place of a popover is
 * counted from the surface of what it belongs to, and that of a widget is within its own. */
static void
collect_layers (GtkWidget              *widget,
                const graphene_point_t *origin,
                GArray                 *layers)
{
  graphene_point_t surface_origin = *origin;

  if (!gtk_widget_get_mapped (widget))
    return;
  /* A tooltip is not asked for. */
  if (GTK_IS_NATIVE (widget) && !GTK_IS_POPOVER (widget) && !GTK_IS_ROOT (widget))
    return;

  if (GTK_IS_NATIVE (widget))
    {
      graphene_point_t offset = get_offset (GTK_NATIVE (widget));
      Layer layer = { .widget = widget };

      if (GTK_IS_POPOVER (widget))
        {
          GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (widget)));

          surface_origin.x += gdk_popup_get_position_x (popup);
          surface_origin.y += gdk_popup_get_position_y (popup);
        }
      layer.area = GRAPHENE_RECT_INIT (surface_origin.x + offset.x, surface_origin.y + offset.y,
                                       gtk_widget_get_width (widget), gtk_widget_get_height (widget));
      g_array_append_val (layers, layer);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_layers (child, &surface_origin, layers);
}

/* Returns FALSE for a widget that has only just come and was not painted yet. */
static gboolean
append_layer (GtkSnapshot *snapshot,
              const Layer *layer)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (layer->widget);
  GtkSnapshot *part = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, part, layer->area.size.width, layer->area.size.height);
  node = gtk_snapshot_free_to_node (part);
  if (node == NULL)
    return FALSE;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &layer->area.origin);
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);

  return TRUE;
}

static GskRenderNode *
dup_node (GtkWindow       *window,
          graphene_rect_t *area)
{
  const GdkRGBA around = { 0.5, 0.5, 0.5, 1 };
  graphene_point_t offset = get_offset (GTK_NATIVE (window));
  graphene_point_t origin = GRAPHENE_POINT_INIT (-offset.x, -offset.y);
  g_autoptr(GArray) layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gboolean is_whole = TRUE;

  collect_layers (GTK_WIDGET (window), &origin, layers);
  *area = g_array_index (layers, Layer, 0).area;
  for (guint i = 1; i < layers->len; i++)
    graphene_rect_union (area, &g_array_index (layers, Layer, i).area, area);
  graphene_rect_round_extents (area, area);

  /* What is beside the window can be told from it. */
  gtk_snapshot_append_color (snapshot, &around, area);
  for (guint i = 0; i < layers->len; i++)
    is_whole &= append_layer (snapshot, &g_array_index (layers, Layer, i));
  if (!is_whole)
    {
      g_object_unref (snapshot);
      return NULL;
    }

  return gtk_snapshot_free_to_node (snapshot);
}

/* Draws a window once more, with the popovers that are open on it, also where they are larger than it. */
GdkTexture *
picture_take (GtkWindow *window)
{
  g_autoptr(GskRenderNode) node = NULL;
  graphene_rect_t area;

  do
    {
      ui_wait_for_frame (window);
      node = dup_node (window, &area);
    }
  while (node == NULL);

  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &area);
}
