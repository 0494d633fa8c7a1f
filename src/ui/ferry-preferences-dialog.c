/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-preferences-dialog.h"

#include <glib/gi18n.h>

#include "ferry-cache-row.h"
#include "ferry-choice.h"
#include "ferry-dialog-size.h"
#include "ferry-region-picker.h"

/* How long before now the example of a time is. */
#define EXAMPLE_AGE (3 * G_TIME_SPAN_HOUR)

struct _FerryPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  FerryRegionPicker *region_picker;
  AdwComboRow *refresh_row;
  GtkWidget *at_once_row;
  FerryCacheRow *cache_row;
  AdwComboRow *scheme_row;
  AdwComboRow *time_row;
  GtkWidget *compact_row;
  AdwComboRow *format_row;
  AdwComboRow *export_time_row;
  GtkWidget *facts_row;
  GtkWidget *mark_row;
  GtkWidget *guard_row;

  FerryClock *clock; /* (owned) */
  gint64 example;
};

G_DEFINE_FINAL_TYPE (FerryPreferencesDialog, ferry_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* The rows stand in the order of these. */
static const char *const schemes[] = { "default", "light", "dark", NULL };
static const char *const time_styles[] = { "relative", "local", "utc", NULL };
static const char *const export_times[] = { "written", "local", "utc", NULL };

static const guint intervals[] = { 0, 5, 15, 60 };

/* --- Minutes --- */

static int
compare_minutes (gconstpointer a,
                 gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

static gboolean
find_minutes (GArray *minutes,
              guint   value,
              guint  *position)
{
  return g_array_binary_search (minutes, &value, compare_minutes, position);
}

/* A row without a choice would say nothing: it stays as it is. */
static gboolean
minutes_to_position (GValue   *value,
                     GVariant *variant,
                     gpointer  user_data)
{
  guint position = GTK_INVALID_LIST_POSITION;

  find_minutes (user_data, g_variant_get_uint32 (variant), &position);
  g_value_set_uint (value, position);

  return TRUE;
}

static GVariant *
position_to_minutes (const GValue       *value,
                     const GVariantType *type,
                     gpointer            user_data)
{
  GArray *minutes = user_data;
  guint position = g_value_get_uint (value);

  return position < minutes->len ? g_variant_new_uint32 (g_array_index (minutes, guint, position)) : NULL;
}

/* An interval that was set elsewhere is offered as well. */
static GArray *
create_minutes (guint current)
{
  GArray *minutes = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_vals (minutes, intervals, G_N_ELEMENTS (intervals));
  if (!find_minutes (minutes, current, NULL))
    g_array_append_val (minutes, current);
  g_array_sort (minutes, compare_minutes);

  return minutes;
}

static void
bind_refresh (FerryPreferencesDialog *self,
              GSettings              *settings)
{
  GArray *minutes = create_minutes (g_settings_get_uint (settings, "automatic-refresh"));
  g_autoptr(GtkStringList) titles = gtk_string_list_new ((const char *const[]) { _("Off"), NULL });

  for (guint i = 1; i < minutes->len; i++)
    {
      guint n = g_array_index (minutes, guint, i);

      gtk_string_list_take (titles, g_strdup_printf (ngettext ("Every %u minute", "Every %u minutes", n), n));
    }
  adw_combo_row_set_model (self->refresh_row, G_LIST_MODEL (titles));
  g_settings_bind_with_mapping (settings, "automatic-refresh", self->refresh_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                minutes_to_position, position_to_minutes, minutes, (GDestroyNotify) g_array_unref);
}

/* --- The example of a time --- */

static void
update_example (FerryPreferencesDialog *self)
{
  g_autofree char *time = ferry_clock_format (self->clock, self->example);
  /* Translators: a time, in the style that was chosen. */
  g_autofree char *text = g_strdup_printf (_("For example %s"), time);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->time_row), text);
}

static void
ferry_preferences_dialog_dispose (GObject *object)
{
  FerryPreferencesDialog *self = FERRY_PREFERENCES_DIALOG (object);

  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (ferry_preferences_dialog_parent_class)->dispose (object);
}

static void
ferry_preferences_dialog_class_init (FerryPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_preferences_dialog_dispose;

  g_type_ensure (FERRY_TYPE_CACHE_ROW);
  g_type_ensure (FERRY_TYPE_REGION_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, region_picker);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, refresh_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, at_once_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, cache_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, compact_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, export_time_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, facts_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, mark_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferencesDialog, guard_row);
}

static void
ferry_preferences_dialog_init (FerryPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_dialog_size_follow_text (ADW_DIALOG (self));
  self->example = g_get_real_time () - EXAMPLE_AGE;
}

/**
 * ferry_preferences_dialog_new:
 * @settings: the settings to show and to change
 * @clock: a clock that follows them
 * @cache: the answers that are kept
 *
 * Returns: (transfer floating): a dialog
 */
FerryPreferencesDialog *
ferry_preferences_dialog_new (GSettings  *settings,
                              FerryClock *clock,
                              FerryCache *cache)
{
  FerryPreferencesDialog *self = g_object_new (FERRY_TYPE_PREFERENCES_DIALOG, NULL);

  g_settings_bind (settings, "default-regions", self->region_picker, "regions", G_SETTINGS_BIND_DEFAULT);
  bind_refresh (self, settings);
  ferry_choice_bind (self->scheme_row, settings, "color-scheme", schemes);
  ferry_choice_bind (self->time_row, settings, "time-style", time_styles);
  g_settings_bind (settings, "requests-at-once", self->at_once_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "compact-rows", self->compact_row, "active", G_SETTINGS_BIND_DEFAULT);
  ferry_choice_bind_format (self->format_row, settings);
  ferry_choice_bind (self->export_time_row, settings, "export-times", export_times);
  g_settings_bind (settings, "export-facts", self->facts_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "export-byte-order-mark", self->mark_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "export-guard-formulas", self->guard_row, "active", G_SETTINGS_BIND_DEFAULT);

  ferry_cache_row_set_cache (self->cache_row, cache);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (clock, "changed", G_CALLBACK (update_example), self, G_CONNECT_SWAPPED);
  update_example (self);

  return self;
}
