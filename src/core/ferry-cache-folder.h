/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folder of the cache: which files are its own, and how they come and go. */

char *ferry_cache_folder_write_part (const char *folder,
                                     const char *name,
                                     GBytes *bytes,
                                     GError **error);
gboolean ferry_cache_folder_put_in_place (const char *folder,
                                          const char *name,
                                          const char *part,
                                          GError **error);
GBytes *ferry_cache_folder_read (const char *folder,
                                 const char *name,
                                 guint64 max_size,
                                 GError **error);
gint64 ferry_cache_folder_get_size (const char *folder,
                                    GError **error);
void ferry_cache_folder_trim (const char *folder,
                              guint64 max_size,
                              const char *kept);
gboolean ferry_cache_folder_clear (const char *folder,
                                   const char *account_id,
                                   GError **error);

G_END_DECLS
