/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-announce.h"

/**
 * ferry_announce:
 * @accessible: (type Gtk.Accessible): what it is about
 * @text: a text
 * @priority: how much it matters
 *
 * Tells who does not see it what has changed.
 */
void
ferry_announce (gpointer                           accessible,
                const char                        *text,
                GtkAccessibleAnnouncementPriority  priority)
{
  /* GTK's accessibility backend for tests calls what it does not have. */
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (accessible), text, priority);
}
