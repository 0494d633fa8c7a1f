/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-few-lines.h"

/* More of them would take the place of what they are about. */
#define MAX_LINES 3

struct _FerryFewLines
{
  AdwBin parent_instance;

  AdwWrapBox *box; /* (owned) */
};

G_DEFINE_FINAL_TYPE (FerryFewLines, ferry_few_lines, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_BOX,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static int
measure_line (FerryFewLines *self)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int natural = 0;

      if (gtk_widget_should_layout (child))
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

static GtkSizeRequestMode
ferry_few_lines_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ferry_few_lines_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  FerryFewLines *self = FERRY_FEW_LINES (widget);
  int line, spacing;

  gtk_widget_measure (adw_bin_get_child (ADW_BIN (self)), orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  line = measure_line (self);
  spacing = adw_wrap_box_get_line_spacing (self->box);
  *minimum = MAX (*minimum, line);
  *natural = CLAMP (*natural, *minimum, MAX (*minimum, MAX_LINES * (line + spacing) - spacing));
}

static void
ferry_few_lines_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
ferry_few_lines_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  FerryFewLines *self = FERRY_FEW_LINES (object);

  switch (prop_id)
    {
    case PROP_BOX:
      self->box = g_value_dup_object (value);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (self))), GTK_WIDGET (self->box));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_few_lines_dispose (GObject *object)
{
  g_clear_object (&FERRY_FEW_LINES (object)->box);

  G_OBJECT_CLASS (ferry_few_lines_parent_class)->dispose (object);
}

static void
ferry_few_lines_class_init (FerryFewLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ferry_few_lines_set_property;
  object_class->dispose = ferry_few_lines_dispose;
  widget_class->get_request_mode = ferry_few_lines_get_request_mode;
  widget_class->measure = ferry_few_lines_measure;
  widget_class->size_allocate = ferry_few_lines_size_allocate;

  /**
   * FerryFewLines:box:
   *
   * What has the lines.
   */
  properties[PROP_BOX] = g_param_spec_object ("box", NULL, NULL, ADW_TYPE_WRAP_BOX, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_few_lines_init (FerryFewLines *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_add_css_class (scrolled, "few-lines");
  /* That there is more above or below. */
  gtk_widget_add_css_class (scrolled, "undershoot-top");
  gtk_widget_add_css_class (scrolled, "undershoot-bottom");
  adw_bin_set_child (ADW_BIN (self), scrolled);
  /* The one of a bin asks its child alone. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}
