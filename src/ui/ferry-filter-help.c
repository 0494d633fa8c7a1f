/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-filter-help.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-popover-width.h"

/* For an example and what it means. */
#define N_CHARS 64

struct _FerryFilterHelp
{
  GtkPopover parent_instance;

  GtkListBox *list_box;
  GtkSizeGroup *size_group;
};

G_DEFINE_FINAL_TYPE (FerryFilterHelp, ferry_filter_help, GTK_TYPE_POPOVER)

enum
{
  KEY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Values are those of the service, which nobody translates. */
static const struct
{
  const char *example;
  const char *meaning;
} entries[] = {
  { "web frontend", N_("All of these words, in any order") },
  { "\"web frontend\"", N_("These words side by side") },
  { "-test", N_("Without this word") },
  { "repo:frontend", N_("Repository") },
  { "org:team", N_("Organization") },
  { "region:cn-east-3", N_("Source or target region, by ID or name") },
  { "source:cn-north-4", N_("Source region") },
  { "target:guangzhou", N_("Target region") },
  { "target-org:backup", N_("Target organization") },
  { "overwrite:yes", N_("Overwrites what is there: yes or no") },
  { "auto:no", N_("Automatic: yes or no") },
  { "updated:2026-11", N_("Updated then, in local time") },
  { "created:2026-11-03", N_("Created then, in local time") },
  { "account:example", N_("Account") },
  { "id:45", N_("ID of the task") },
};

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "xalign", 0.0,
                       "css-classes", (const char *const[]) { css_class, NULL },
                       NULL);
}

static void
add_entry (FerryFilterHelp *self,
           const char      *example,
           const char      *meaning)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *example_label = create_label (example, "monospace");
  GtkWidget *meaning_label = create_label (meaning, "dimmed");
  /* Translators: what can be typed, and what it finds. */
  g_autofree char *label = g_strdup_printf (_("%s: %s"), example, meaning);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW,
                                 "child", box,
                                 "activatable", strchr (example, ':') != NULL,
                                 NULL);

  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_label_set_wrap (GTK_LABEL (meaning_label), TRUE);
  gtk_size_group_add_widget (self->size_group, example_label);
  gtk_box_append (GTK_BOX (box), example_label);
  gtk_box_append (GTK_BOX (box), meaning_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (self->list_box, row);
}

static void
row_activated_cb (FerryFilterHelp *self,
                  GtkListBoxRow   *row)
{
  const char *example = entries[gtk_list_box_row_get_index (row)].example;
  g_autofree char *key = g_strndup (example, strcspn (example, ":") + 1);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[KEY_ACTIVATED], 0, key);
}

static void
ferry_filter_help_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GTK_WIDGET_CLASS (ferry_filter_help_parent_class)->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MIN (*natural, ferry_popover_get_width (widget, N_CHARS, *minimum));
}

static void
ferry_filter_help_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_FILTER_HELP);

  G_OBJECT_CLASS (ferry_filter_help_parent_class)->dispose (object);
}

static void
ferry_filter_help_class_init (FerryFilterHelpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_filter_help_dispose;
  GTK_WIDGET_CLASS (klass)->measure = ferry_filter_help_measure;

  /**
   * FerryFilterHelp::key-activated:
   * @self: the popover
   * @key: what stands before the value, with the colon
   *
   * Emitted when somebody wants to look at a column.
   */
  signals[KEY_ACTIVATED] = g_signal_new ("key-activated", FERRY_TYPE_FILTER_HELP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-filter-help.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFilterHelp, list_box);
  gtk_widget_class_bind_template_child (widget_class, FerryFilterHelp, size_group);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ferry_filter_help_init (FerryFilterHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    add_entry (self, entries[i].example, _(entries[i].meaning));
}
