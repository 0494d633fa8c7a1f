/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-detail-row.h"

#include <glib/gi18n.h>

struct _FerryDetailRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *title;
  GtkImage *icon;
  GtkLabel *value;
  GtkLabel *hint;
  GtkWidget *copy_button;

  char *subject;      /* (owned) (nullable) */
  char *copied_value; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryDetailRow, ferry_detail_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_SUBJECT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  COPIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_subject (FerryDetailRow *self)
{
  return self->subject != NULL ? self->subject : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
}

/* There are many of these buttons, so each says what it copies. */
static void
update_name (FerryDetailRow *self)
{
  /* Translators: a button; the placeholder is what it copies, such as “Repository”. */
  g_autofree char *name = g_strdup_printf (_("Copy %s"), get_subject (self));

  gtk_widget_set_tooltip_text (self->copy_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
copy_cb (FerryDetailRow *self)
{
  /* Translators: the placeholder is what was copied, such as “Repository”. */
  g_autofree char *words = g_strdup_printf (_("%s copied"), get_subject (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->copied_value);
  g_signal_emit (self, signals[COPIED], 0, words);
}

static void
ferry_detail_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryDetailRow *self = FERRY_DETAIL_ROW (object);

  switch (prop_id)
    {
    case PROP_SUBJECT:
      g_value_set_string (value, get_subject (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_detail_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  FerryDetailRow *self = FERRY_DETAIL_ROW (object);

  switch (prop_id)
    {
    case PROP_SUBJECT:
      if (g_set_str (&self->subject, g_value_get_string (value)))
        {
          update_name (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_detail_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_DETAIL_ROW);

  G_OBJECT_CLASS (ferry_detail_row_parent_class)->dispose (object);
}

static void
ferry_detail_row_finalize (GObject *object)
{
  FerryDetailRow *self = FERRY_DETAIL_ROW (object);

  g_free (self->subject);
  g_free (self->copied_value);

  G_OBJECT_CLASS (ferry_detail_row_parent_class)->finalize (object);
}

static void
ferry_detail_row_class_init (FerryDetailRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ferry_detail_row_get_property;
  object_class->set_property = ferry_detail_row_set_property;
  object_class->dispose = ferry_detail_row_dispose;
  object_class->finalize = ferry_detail_row_finalize;

  /**
   * FerryDetailRow:subject:
   *
   * What the value is called where the words around it are not seen. By default
   * it is the title.
   */
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FerryDetailRow::copied:
   * @self: the row
   * @words: what to say of it
   *
   * The value was copied.
   */
  signals[COPIED] = g_signal_new ("copied", FERRY_TYPE_DETAIL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-detail-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDetailRow, title);
  gtk_widget_class_bind_template_child (widget_class, FerryDetailRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryDetailRow, value);
  gtk_widget_class_bind_template_child (widget_class, FerryDetailRow, hint);
  gtk_widget_class_bind_template_child (widget_class, FerryDetailRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, update_name);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
ferry_detail_row_init (FerryDetailRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_detail_row_set_value:
 * @self: a row
 * @value: (nullable): what to show; %NULL or empty where it is not known
 * @copied_value: (nullable): what the button copies, where that is not @value
 *
 * Sets the value. Where there is none the row says so.
 */
void
ferry_detail_row_set_value (FerryDetailRow *self,
                            const char     *value,
                            const char     *copied_value)
{
  gboolean is_known = value != NULL && *value != '\0';

  g_return_if_fail (FERRY_IS_DETAIL_ROW (self));

  gtk_label_set_text (self->value, is_known ? value : _("Unknown"));
  g_set_str (&self->copied_value, copied_value != NULL ? copied_value : value);
  gtk_widget_set_sensitive (self->copy_button, is_known);
}

/**
 * ferry_detail_row_get_copied_value:
 * @self: a row
 *
 * Returns: (nullable): what the button copies
 */
const char *
ferry_detail_row_get_copied_value (FerryDetailRow *self)
{
  g_return_val_if_fail (FERRY_IS_DETAIL_ROW (self), NULL);

  return self->copied_value;
}

/**
 * ferry_detail_row_set_hint:
 * @self: a row
 * @hint: (nullable): what the value means
 *
 * Sets the line below the value.
 */
void
ferry_detail_row_set_hint (FerryDetailRow *self,
                           const char     *hint)
{
  g_return_if_fail (FERRY_IS_DETAIL_ROW (self));

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

/**
 * ferry_detail_row_set_icon_name:
 * @self: a row
 * @icon_name: (nullable): the name of an icon
 *
 * Sets the icon before the value.
 */
void
ferry_detail_row_set_icon_name (FerryDetailRow *self,
                                const char     *icon_name)
{
  g_return_if_fail (FERRY_IS_DETAIL_ROW (self));

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
}
