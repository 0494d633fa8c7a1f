/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerrySecretRow:
 *
 * A row to enter a secret, with a button that shows it.
 *
 * Programs that ask for the accessible tree get dots as long as the screen shows
 * dots. That is why it is not an [class@Adw.PasswordEntryRow] nor holds a
 * [class@Gtk.PasswordEntry]: GTK reads the text of both through their
 * [iface@Gtk.Editable], which is never hidden. This one is no editable.
 *
 * Emits `changed`.
 */
#define FERRY_TYPE_SECRET_ROW (ferry_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (FerrySecretRow, ferry_secret_row, FERRY, SECRET_ROW, AdwPreferencesRow)

const char *ferry_secret_row_get_text (FerrySecretRow *self);
void ferry_secret_row_set_text (FerrySecretRow *self,
                                const char *text);
GtkWidget *ferry_secret_row_get_entry (FerrySecretRow *self);
void ferry_secret_row_set_placeholder (FerrySecretRow *self,
                                       const char *text);

G_END_DECLS
