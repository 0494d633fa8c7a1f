/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-text-cell.h"

#include <adwaita.h>
#include <string.h>

#include "ferry-ellipsis.h"

#define ICON_SIZE 16
#define SPACING 6

struct _FerryTextCell
{
  GtkWidget parent_instance;

  PangoEllipsizeMode ellipsize;
  gboolean is_numeric;
  gboolean has_icon;     /* or room for one */
  float xalign;
  guint min_chars;
  guint n_chars;
  int full_width;        /* in pixels */

  char *text;            /* (owned) (nullable) */
  gsize n_dimmed;        /* bytes at its end */
  gsize n_spare;         /* bytes at its beginning */
  const char *icon_name; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryTextCell, ferry_text_cell, GTK_TYPE_WIDGET)

/* The cells of a table all have one font, and asking it for its size takes as long as everything else that a cell out
 * of sight has to do. The table tells when the font changes, which may be while it has no cells. */
static struct
{
  gboolean is_known;
  int char_width; /* in Pango units */
  int ascent;     /* in pixels, as the height */
  int height;
} line;

static void
measure_line (GtkWidget *widget)
{
  PangoFontMetrics *metrics;

  if (line.is_known)
    return;

  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  line.char_width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                         pango_font_metrics_get_approximate_digit_width (metrics));
  line.ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
  line.height = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics));
  line.is_known = TRUE;
  pango_font_metrics_unref (metrics);
}

static int
get_icon_width (gboolean has_icon)
{
  return has_icon ? ICON_SIZE + SPACING : 0;
}

static int
get_text_width (guint n_chars)
{
  return PANGO_PIXELS_CEIL (n_chars * line.char_width);
}

static void
ferry_text_cell_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  FerryTextCell *self = FERRY_TEXT_CELL (widget);

  measure_line (widget);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = get_icon_width (self->has_icon) + get_text_width (MIN (self->min_chars, self->n_chars));
      *natural = get_icon_width (self->has_icon) + get_text_width (self->n_chars);
    }
  else
    {
      *minimum = *natural = MAX (line.height, self->has_icon ? ICON_SIZE : 0);
      *minimum_baseline = *natural_baseline = (*natural - line.height) / 2 + line.ascent;
    }
}

static void
snapshot_icon (FerryTextCell *self,
               GtkSnapshot   *snapshot,
               const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr(GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, self->icon_name, NULL, ICON_SIZE,
                                                                 gtk_widget_get_scale_factor (widget),
                                                                 gtk_widget_get_direction (widget), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (is_rtl ? gtk_widget_get_width (widget) - ICON_SIZE : 0,
                                                          (gtk_widget_get_height (widget) - ICON_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, color, 1);
  gtk_snapshot_restore (snapshot);
}

static int
get_room (FerryTextCell *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - get_icon_width (self->has_icon), 0);
}

/* Not by the room for this one text: all cells of a column have the same form. */
static gboolean
is_full (FerryTextCell *self)
{
  return get_room (self) >= self->full_width;
}

static void
insert_attribute (PangoAttrList  *attributes,
                  PangoAttribute *attribute,
                  gsize           start)
{
  attribute->start_index = start;
  pango_attr_list_insert (attributes, attribute);
}

/* As style.css dims what is dimmed elsewhere. */
static PangoAttribute *
create_dimming (FerryTextCell *self)
{
  double opacity = adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9 : 0.7;
  GdkRGBA color;

  /* Pango puts its alpha in the place of that of the color. */
  gtk_widget_get_color (GTK_WIDGET (self), &color);

  return pango_attr_foreground_alpha_new (opacity * color.alpha * G_MAXUINT16);
}

static PangoLayout *
create_layout (FerryTextCell *self)
{
  gsize n_dimmed = is_full (self) ? self->n_dimmed : 0;
  const char *drawn = self->text + self->n_spare;
  g_autofree char *text = g_strndup (drawn, strlen (drawn) - self->n_dimmed + n_dimmed);
  g_autoptr(PangoAttrList) attributes = NULL;
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), g_strchomp (text));

  attributes = ferry_text_cell_create_attributes (text, n_dimmed, self->is_numeric);
  if (n_dimmed > 0)
    insert_attribute (attributes, create_dimming (self), strlen (text) - n_dimmed);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, self->ellipsize);
  pango_layout_set_width (layout, get_room (self) * PANGO_SCALE);
  ferry_ellipsis_close_gap (layout);

  return layout;
}

static void
snapshot_text (FerryTextCell *self,
               GtkSnapshot   *snapshot,
               const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr(PangoLayout) layout = create_layout (self);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget) - get_icon_width (self->has_icon);
  int start = is_rtl ? 0 : get_icon_width (self->has_icon);
  float xalign = is_rtl ? 1 - self->xalign : self->xalign;
  PangoRectangle rect;

  pango_layout_get_pixel_extents (layout, NULL, &rect);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (start + (int) (xalign * (width - rect.width)) - rect.x,
                                                          (gtk_widget_get_height (widget) - rect.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
ferry_text_cell_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  FerryTextCell *self = FERRY_TEXT_CELL (widget);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  if (self->icon_name != NULL)
    snapshot_icon (self, snapshot, &color);
  if (self->text != NULL)
    snapshot_text (self, snapshot, &color);
}

static void
ferry_text_cell_system_setting_changed (GtkWidget        *widget,
                                        GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (ferry_text_cell_parent_class)->system_setting_changed (widget, setting);

  ferry_text_cell_setting_changed (setting);
  if (!line.is_known)
    gtk_widget_queue_resize (widget);
}

static void
ferry_text_cell_finalize (GObject *object)
{
  g_free (FERRY_TEXT_CELL (object)->text);

  G_OBJECT_CLASS (ferry_text_cell_parent_class)->finalize (object);
}

static void
ferry_text_cell_class_init (FerryTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_text_cell_finalize;
  widget_class->measure = ferry_text_cell_measure;
  widget_class->snapshot = ferry_text_cell_snapshot;
  widget_class->system_setting_changed = ferry_text_cell_system_setting_changed;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
ferry_text_cell_init (FerryTextCell *self)
{
}

/**
 * ferry_text_cell_new:
 * @ellipsize: where the text is cut if there is no room for it
 * @is_numeric: whether all digits have the same width
 * @has_icon: whether there is room for an icon
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
ferry_text_cell_new (PangoEllipsizeMode ellipsize,
                     gboolean           is_numeric,
                     gboolean           has_icon)
{
  FerryTextCell *self = g_object_new (FERRY_TYPE_TEXT_CELL, NULL);

  self->ellipsize = ellipsize;
  self->is_numeric = is_numeric;
  self->has_icon = has_icon;

  return GTK_WIDGET (self);
}

/**
 * ferry_text_cell_get_text:
 * @self: a cell
 *
 * Returns: (nullable): its text
 */
const char *
ferry_text_cell_get_text (FerryTextCell *self)
{
  g_return_val_if_fail (FERRY_IS_TEXT_CELL (self), NULL);

  return self->text;
}

/**
 * ferry_text_cell_set_text:
 * @self: a cell
 * @text: (nullable): a text
 * @n_spare: how many bytes at its beginning are said, but not shown
 * @n_dimmed: how many bytes at its end are less important
 *
 * Sets what the cell says.
 */
void
ferry_text_cell_set_text (FerryTextCell *self,
                          const char    *text,
                          gsize          n_spare,
                          gsize          n_dimmed)
{
  g_return_if_fail (FERRY_IS_TEXT_CELL (self));

  self->n_spare = n_spare;
  self->n_dimmed = n_dimmed;
  if (!g_set_str (&self->text, text))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ferry_text_cell_set_icon:
 * @self: a cell with room for an icon
 * @icon_name: (nullable): a symbolic icon; not copied
 *
 * Sets the icon before the text.
 */
void
ferry_text_cell_set_icon (FerryTextCell *self,
                          const char    *icon_name)
{
  g_return_if_fail (FERRY_IS_TEXT_CELL (self));
  g_return_if_fail (self->has_icon);

  self->icon_name = icon_name;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ferry_text_cell_set_xalign:
 * @self: a cell
 * @xalign: from 0 at the start of the line to 1 at its end
 *
 * Sets where the text stands.
 */
void
ferry_text_cell_set_xalign (FerryTextCell *self,
                            float          xalign)
{
  g_return_if_fail (FERRY_IS_TEXT_CELL (self));

  self->xalign = xalign;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ferry_text_cell_set_chars:
 * @self: a cell
 * @min_chars: a number of characters
 * @n_chars: another
 * @full_width: a width in pixels
 *
 * Sets how many characters there is room for, at least and if possible. The text
 * itself does not count. What is less important is left out where there is less
 * room than @full_width.
 */
void
ferry_text_cell_set_chars (FerryTextCell *self,
                           guint          min_chars,
                           guint          n_chars,
                           int            full_width)
{
  g_return_if_fail (FERRY_IS_TEXT_CELL (self));

  self->min_chars = min_chars;
  self->n_chars = n_chars;
  self->full_width = full_width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * ferry_text_cell_get_text_width:
 * @self: a cell
 *
 * Returns: how wide the text is to be, if possible; the icon not counted
 */
int
ferry_text_cell_get_text_width (FerryTextCell *self)
{
  g_return_val_if_fail (FERRY_IS_TEXT_CELL (self), 0);

  measure_line (GTK_WIDGET (self));

  return get_text_width (self->n_chars);
}

/**
 * ferry_text_cell_measure_width:
 * @widget: a widget with the font of the table
 * @has_icon: whether there is room for an icon
 * @n_chars: a number of characters
 *
 * Returns: how wide a cell with room for them would be
 */
int
ferry_text_cell_measure_width (GtkWidget *widget,
                               gboolean   has_icon,
                               guint      n_chars)
{
  measure_line (widget);

  return get_icon_width (has_icon) + get_text_width (n_chars);
}

/**
 * ferry_text_cell_get_char_width:
 * @widget: a widget with the font of the table
 *
 * Returns: the width of the characters that cells have room for, in Pango units
 */
int
ferry_text_cell_get_char_width (GtkWidget *widget)
{
  measure_line (widget);

  return MAX (line.char_width, 1);
}

/**
 * ferry_text_cell_setting_changed:
 * @setting: what has changed
 *
 * Has the font of the cells looked at anew, if it may be another one.
 */
void
ferry_text_cell_setting_changed (GtkSystemSetting setting)
{
  if (setting == GTK_SYSTEM_SETTING_DPI || setting == GTK_SYSTEM_SETTING_FONT_NAME || setting == GTK_SYSTEM_SETTING_FONT_CONFIG)
    line.is_known = FALSE;
}

/**
 * ferry_text_cell_is_cut:
 * @self: a cell that is on screen
 *
 * Returns: whether there is too little room for its text
 */
gboolean
ferry_text_cell_is_cut (FerryTextCell *self)
{
  g_autoptr(PangoLayout) layout = NULL;

  g_return_val_if_fail (FERRY_IS_TEXT_CELL (self), FALSE);

  if (self->text == NULL)
    return FALSE;

  layout = create_layout (self);

  return pango_layout_is_ellipsized (layout) || (self->n_dimmed > 0 && !is_full (self));
}

/**
 * ferry_text_cell_create_attributes:
 * @text: the text of a cell
 * @n_dimmed: how many bytes at its end are less important
 * @is_numeric: whether all digits have the same width
 *
 * Returns: (transfer full): how the text is drawn, apart from its color
 */
PangoAttrList *
ferry_text_cell_create_attributes (const char *text,
                                   gsize       n_dimmed,
                                   gboolean    is_numeric)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (is_numeric)
    insert_attribute (attributes, pango_attr_font_features_new ("tnum=1"), 0);
  /* What is less important is smaller, too, for which there is little room. */
  if (n_dimmed > 0)
    insert_attribute (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL), strlen (text) - n_dimmed);

  return attributes;
}
