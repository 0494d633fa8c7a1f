/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-dialog-size.h"

static gboolean
dpi_to_size (GBinding     *binding,
             const GValue *dpi,
             GValue       *size,
             gpointer      user_data)
{
  g_autoptr(GtkSettings) settings = GTK_SETTINGS (g_binding_dup_source (binding));

  if (settings == NULL)
    return FALSE;
  g_value_set_int (size, adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, GPOINTER_TO_INT (user_data), settings));

  return TRUE;
}

static void
bind_size (AdwDialog  *dialog,
           const char *property,
           int         size)
{
  if (size > 0)
    g_object_bind_property_full (gtk_settings_get_default (), "gtk-xft-dpi", dialog, property, G_BINDING_SYNC_CREATE,
                                 dpi_to_size, NULL, GINT_TO_POINTER (size), NULL);
}

/**
 * ferry_dialog_size_follow_text:
 * @dialog: a dialog, with the size that its content has room in
 *
 * Has a dialog grow with the text: twice as large letters need twice the room. A
 * dialog never becomes larger than its window.
 */
void
ferry_dialog_size_follow_text (AdwDialog *dialog)
{
  bind_size (dialog, "content-width", adw_dialog_get_content_width (dialog));
  bind_size (dialog, "content-height", adw_dialog_get_content_height (dialog));
}
