/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-column.h"

G_BEGIN_DECLS

/**
 * FERRY_ALL_COLUMNS:
 *
 * The set of all columns. In a set, `1 << column` is there for each column.
 */
#define FERRY_ALL_COLUMNS ((1u << FERRY_N_COLUMNS) - 1)

/**
 * FerryMatcher:
 *
 * A text as somebody typed it into the filter, ready to be compared with tasks.
 *
 * Every word has to occur in one of the columns that are looked at, in any
 * order. Case, width and composition do not count. Words in quotes belong
 * together, `-word` excludes, and `column:word` looks at one column only. A word
 * with a name before the colon that no column has is taken as it is.
 *
 * Remembers what it has seen, so it belongs to one thread at a time.
 */
typedef struct _FerryMatcher FerryMatcher;

FerryMatcher *ferry_matcher_new (const char *text, guint columns);
void ferry_matcher_free (FerryMatcher *self);
gboolean ferry_matcher_is_empty (FerryMatcher *self);
gboolean ferry_matcher_matches (FerryMatcher *self, FerrySyncTask *sync_task);
gboolean ferry_matcher_matches_region (FerryMatcher *self, const char *id);
gboolean ferry_matcher_matches_text (FerryMatcher *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryMatcher, ferry_matcher_free)

G_END_DECLS
