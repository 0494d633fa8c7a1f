/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerrySummaryStrip:
 *
 * What a list holds, in one line: how many tasks, of how many repositories,
 * organizations and regions, what is remarkable about them, and as of when. Each
 * part is a button that leads there.
 *
 * It counts all tasks, and not only those that a filter leaves.
 */
#define FERRY_TYPE_SUMMARY_STRIP (ferry_summary_strip_get_type ())
G_DECLARE_FINAL_TYPE (FerrySummaryStrip, ferry_summary_strip, FERRY, SUMMARY_STRIP, AdwBin)

void ferry_summary_strip_set_list (FerrySummaryStrip *self, FerrySyncTaskList *list, FerryRowModel *rows);

G_END_DECLS
