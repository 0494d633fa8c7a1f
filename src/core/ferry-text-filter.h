/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-sync-task.h"

G_BEGIN_DECLS

GStrv ferry_text_filter_fold (const char *text);
gboolean ferry_text_filter_matches (const char *const *words, FerrySyncTask *sync_task);
gboolean ferry_text_filter_matches_region (const char *const *words, const char *id);

G_END_DECLS
