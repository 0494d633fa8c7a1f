/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryFilterHelp:
 *
 * What can be typed into a [class@Ferry.FilterBar], by examples. One that looks
 * at a column is begun in the entry when it is pressed.
 */
#define FERRY_TYPE_FILTER_HELP (ferry_filter_help_get_type ())
G_DECLARE_FINAL_TYPE (FerryFilterHelp, ferry_filter_help, FERRY, FILTER_HELP, GtkPopover)

G_END_DECLS
