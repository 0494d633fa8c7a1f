/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The group that every file of ours has. */
#define FERRY_KEY_FILE_GROUP "Ferryboard"

/* How Ferryboard keeps its own small files: nothing in them is ever lost by our hand. */

GKeyFile *ferry_key_file_read (const char *path,
                               gboolean *is_newer,
                               GError **error);
GKeyFile *ferry_key_file_read_for_change (const char *path,
                                          GError **error);
gboolean ferry_key_file_write (GKeyFile *self,
                               const char *path,
                               GError **error);
void ferry_key_file_move_to_end (GKeyFile *self,
                                 const char *group);

char *ferry_key_file_dup_account_group (const char *id);
const char *ferry_key_file_get_account_id (const char *group);

G_END_DECLS
