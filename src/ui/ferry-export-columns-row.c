/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-export-columns-row.h"

#include <glib/gi18n.h>

#define KEY "export-chosen-columns"

struct _FerryExportColumnsRow
{
  AdwExpanderRow parent_instance;

  GSettings *settings; /* (owned) (nullable) before it is set up */
  FerryColumn columns[FERRY_N_COLUMNS];
  GtkCheckButton *checks[FERRY_N_COLUMNS]; /* in the same order */
};

G_DEFINE_FINAL_TYPE (FerryExportColumnsRow, ferry_export_columns_row, ADW_TYPE_EXPANDER_ROW)

/* A file without columns would hold nothing, so the last one stays. */
static void
update (FerryExportColumnsRow *self)
{
  guint n_chosen = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    n_chosen += gtk_check_button_get_active (self->checks[i]);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->checks[i]), n_chosen > 1 || !gtk_check_button_get_active (self->checks[i]));

  /* Translators: how many columns were chosen, of how many. */
  text = g_strdup_printf (_("%u of %u"), n_chosen, FERRY_N_COLUMNS);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}

static void
toggled_cb (FerryExportColumnsRow *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) ids = NULL;

  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      g_strv_builder_add (builder, ferry_column_get_id (self->columns[i]));
  ids = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, KEY, (const char *const *) ids);
  update (self);
}

static GtkCheckButton *
add_column (FerryExportColumnsRow *self,
            FerryColumn            column)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, ferry_column_get_title (column), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ferry_column_get_title (column));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return GTK_CHECK_BUTTON (check);
}

static void
ferry_export_columns_row_dispose (GObject *object)
{
  FerryExportColumnsRow *self = FERRY_EXPORT_COLUMNS_ROW (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ferry_export_columns_row_parent_class)->dispose (object);
}

static void
ferry_export_columns_row_class_init (FerryExportColumnsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_export_columns_row_dispose;
}

static void
ferry_export_columns_row_init (FerryExportColumnsRow *self)
{
}

/**
 * ferry_export_columns_row_set_up:
 * @self: a row
 * @layout: the columns of a table, in the order to offer them
 * @settings: the settings to show and to change
 *
 * Gives the row its columns. Until any was chosen, those that are shown are
 * ticked. To be called once.
 */
void
ferry_export_columns_row_set_up (FerryExportColumnsRow *self,
                                 FerryColumnLayout     *layout,
                                 GSettings             *settings)
{
  g_auto(GStrv) ids = g_settings_get_strv (settings, KEY);
  FerryColumn shown[FERRY_N_COLUMNS];
  guint n_shown = ferry_column_layout_get_shown (layout, shown);

  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  ferry_column_layout_get_all (layout, self->columns);
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    {
      const char *id = ferry_column_get_id (self->columns[i]);

      self->checks[i] = add_column (self, self->columns[i]);
      gtk_check_button_set_active (self->checks[i],
                                   ids[0] != NULL ? g_strv_contains ((const char *const *) ids, id) : i < n_shown);
      g_signal_connect_object (self->checks[i], "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
    }
  update (self);
}
