/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-secret-row.h"

#include <glib/gi18n.h>

struct _FerrySecretRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *caption;
  GtkText *text;
  GtkToggleButton *peek_button;

  char *placeholder; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FerrySecretRow, ferry_secret_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Empty and left alone, a row shows its title where the text goes, as the entries around it do. */
static void
update_caption (FerrySecretRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  gboolean has_focus = gtk_widget_has_focus (GTK_WIDGET (self->text));
  gboolean is_idle = !has_focus && self->placeholder == NULL && *ferry_secret_row_get_text (self) == '\0';

  gtk_widget_set_visible (self->caption, !is_idle);
  gtk_text_set_placeholder_text (self->text, is_idle ? title : self->placeholder);
  if (has_focus)
    gtk_widget_add_css_class (GTK_WIDGET (self), "focused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "focused");
}

static void
title_changed_cb (FerrySecretRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  /* There may be several to show. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->peek_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  update_caption (self);
}

static void
text_changed_cb (FerrySecretRow *self)
{
  update_caption (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
peek_toggled_cb (FerrySecretRow *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->peek_button);

  gtk_text_set_visibility (self->text, shown);
  gtk_button_set_icon_name (GTK_BUTTON (self->peek_button), shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

/* A click beside the text is one into it. */
static void
pressed_cb (FerrySecretRow *self)
{
  gtk_text_grab_focus_without_selecting (self->text);
}

static gboolean
ferry_secret_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FERRY_SECRET_ROW (widget)->text));
}

/* What was shown is hidden when the row is left, be it for another kind of sign-in. */
static void
ferry_secret_row_unmap (GtkWidget *widget)
{
  gtk_toggle_button_set_active (FERRY_SECRET_ROW (widget)->peek_button, FALSE);

  GTK_WIDGET_CLASS (ferry_secret_row_parent_class)->unmap (widget);
}

static void
ferry_secret_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SECRET_ROW);

  G_OBJECT_CLASS (ferry_secret_row_parent_class)->dispose (object);
}

static void
ferry_secret_row_finalize (GObject *object)
{
  g_free (FERRY_SECRET_ROW (object)->placeholder);

  G_OBJECT_CLASS (ferry_secret_row_parent_class)->finalize (object);
}

static void
ferry_secret_row_class_init (FerrySecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_secret_row_dispose;
  object_class->finalize = ferry_secret_row_finalize;
  widget_class->grab_focus = ferry_secret_row_grab_focus;
  widget_class->unmap = ferry_secret_row_unmap;

  /**
   * FerrySecretRow::changed:
   * @self: the row
   *
   * The text is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-secret-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySecretRow, caption);
  gtk_widget_class_bind_template_child (widget_class, FerrySecretRow, text);
  gtk_widget_class_bind_template_child (widget_class, FerrySecretRow, peek_button);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, peek_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_caption);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
ferry_secret_row_init (FerrySecretRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_secret_row_get_text:
 * @self: a row
 *
 * Returns: the secret; it is wiped with the row
 */
const char *
ferry_secret_row_get_text (FerrySecretRow *self)
{
  g_return_val_if_fail (FERRY_IS_SECRET_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

/**
 * ferry_secret_row_set_text:
 * @self: a row
 * @text: a secret
 *
 * Enters a secret.
 */
void
ferry_secret_row_set_text (FerrySecretRow *self,
                           const char     *text)
{
  g_return_if_fail (FERRY_IS_SECRET_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}

/**
 * ferry_secret_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): the widget in it that takes the keyboard
 */
GtkWidget *
ferry_secret_row_get_entry (FerrySecretRow *self)
{
  g_return_val_if_fail (FERRY_IS_SECRET_ROW (self), NULL);

  return GTK_WIDGET (self->text);
}

/**
 * ferry_secret_row_set_placeholder:
 * @self: a row
 * @text: (nullable): what stands there while nothing was entered
 *
 * Says what an empty row means.
 */
void
ferry_secret_row_set_placeholder (FerrySecretRow *self,
                                  const char     *text)
{
  g_return_if_fail (FERRY_IS_SECRET_ROW (self));

  if (g_set_str (&self->placeholder, text))
    update_caption (self);
}
