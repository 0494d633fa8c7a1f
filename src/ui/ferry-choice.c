/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-choice.h"

#include <glib/gi18n.h>

/* What is not known, such as a format of a later version, counts as the first. */
static gboolean
id_to_position (GValue   *value,
                GVariant *variant,
                gpointer  user_data)
{
  const char *const *ids = user_data;
  guint position = 0;

  while (ids[position] != NULL && !g_str_equal (ids[position], g_variant_get_string (variant, NULL)))
    position++;
  g_value_set_uint (value, ids[position] != NULL ? position : 0);

  return TRUE;
}

static GVariant *
position_to_id (const GValue       *value,
                const GVariantType *type,
                gpointer            user_data)
{
  const char *const *ids = user_data;
  guint position = g_value_get_uint (value);

  return position < g_strv_length ((GStrv) ids) ? g_variant_new_string (ids[position]) : NULL;
}

/**
 * ferry_choice_bind:
 * @row: a row with as many choices as there are ids
 * @settings: the settings
 * @key: one of them, a text or an enumeration
 * @ids: (array zero-terminated=1): its values, in the order of the choices
 *
 * Has a row show and change a setting.
 */
void
ferry_choice_bind (AdwComboRow       *row,
                   GSettings         *settings,
                   const char        *key,
                   const char *const *ids)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, id_to_position, position_to_id,
                                g_strdupv ((GStrv) ids), (GDestroyNotify) g_strfreev);
}

/* The formats of files, by their ids. */
static GStrv
list_formats (void)
{
  const FerryExporter *const *exporters = ferry_exporter_list ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; exporters[i] != NULL; i++)
    if ((exporters[i]->flags & FERRY_EXPORTER_TERMINAL) == 0)
      g_strv_builder_add (builder, exporters[i]->id);

  return g_strv_builder_end (builder);
}

static char *
get_title (GtkStringObject *format)
{
  return g_strdup (_(ferry_exporter_find (gtk_string_object_get_string (format))->title));
}

static void
set_up_chosen_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_chosen_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  g_autofree char *title = get_title (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), title);
}

static void
set_up_item_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *summary = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (summary), 0);
  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (summary), 32);
  gtk_widget_add_css_class (summary, "caption");
  gtk_widget_add_css_class (summary, "dimmed");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), summary);
  gtk_list_item_set_child (item, box);
}

static void
bind_item_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  const FerryExporter *exporter = ferry_exporter_find (gtk_string_object_get_string (gtk_list_item_get_item (item)));
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), _(exporter->title));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), _(exporter->summary));
  gtk_list_item_set_accessible_label (item, _(exporter->title));
  gtk_list_item_set_accessible_description (item, _(exporter->summary));
}

/* The chosen one is short, and cut it would say nothing: it is the line beside it that has to give way. */
static GtkListItemFactory *
create_chosen_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_chosen_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_chosen_cb), NULL);

  return factory;
}

/**
 * ferry_choice_bind_format:
 * @row: a row without choices
 * @settings: the settings
 *
 * Has a row offer the formats of files, each with a line that says what it is
 * good for, and show and change which of them is preferred.
 */
void
ferry_choice_bind_format (AdwComboRow *row,
                          GSettings   *settings)
{
  g_auto(GStrv) ids = list_formats ();
  g_autoptr(GtkStringList) formats = gtk_string_list_new ((const char *const *) ids);
  g_autoptr(GtkExpression) title = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_title), NULL, NULL);
  g_autoptr(GtkListItemFactory) chosen_factory = create_chosen_factory ();
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_item_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item_cb), NULL);
  adw_combo_row_set_expression (row, title);
  adw_combo_row_set_factory (row, chosen_factory);
  adw_combo_row_set_list_factory (row, factory);
  adw_combo_row_set_model (row, G_LIST_MODEL (formats));
  ferry_choice_bind (row, settings, "export-format", (const char *const *) ids);
}

/**
 * ferry_choice_get_format:
 * @settings: the settings
 *
 * Returns: the preferred format of files
 */
const FerryExporter *
ferry_choice_get_format (GSettings *settings)
{
  g_autofree char *id = g_settings_get_string (settings, "export-format");
  g_auto(GStrv) ids = list_formats ();

  return ferry_exporter_find (g_strv_contains ((const char *const *) ids, id) ? id : ids[0]);
}
