/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryCompletionFunc:
 * @entry: the entry that is typed in
 * @user_data: what [func@Ferry.completion_attach] was given
 *
 * Asked at each change by typing, so it has to be quick.
 *
 * Returns: (transfer full) (nullable): whatever could be meant, the likeliest
 *   first; what does not fit the text is left out by the caller
 */
typedef GStrv (*FerryCompletionFunc) (GtkEntry *entry, gpointer user_data);

void ferry_completion_attach (GtkEntry *entry,
                              FerryCompletionFunc dup_candidates,
                              gpointer user_data,
                              GDestroyNotify destroy);

G_END_DECLS
