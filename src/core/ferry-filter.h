/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-column.h"

G_BEGIN_DECLS

/**
 * FerryFilterUse:
 * @FERRY_FILTER_ANY: the value is not asked for
 * @FERRY_FILTER_INCLUDE: rows with this value, or another that is included
 * @FERRY_FILTER_EXCLUDE: no rows with this value
 *
 * What a filter does with one value of a column.
 */
typedef enum
{
  FERRY_FILTER_ANY,
  FERRY_FILTER_INCLUDE,
  FERRY_FILTER_EXCLUDE,
} FerryFilterUse;

/**
 * FerryFilterRule:
 * @column: a column
 * @value: one of its values, as [func@Ferry.column_get_value] gives it; empty for what is not known
 * @use: what is done with it
 *
 * A value that a filter includes or excludes.
 */
typedef struct
{
  FerryColumn column;
  char *value;
  FerryFilterUse use;
} FerryFilterRule;

/**
 * FerryFilter:
 *
 * Which rows of a list are shown: those that match a text, and of each column
 * those whose value is included or not excluded.
 *
 * The signal `changed` tells that other rows may match now.
 */
#define FERRY_TYPE_FILTER (ferry_filter_get_type ())
G_DECLARE_FINAL_TYPE (FerryFilter, ferry_filter, FERRY, FILTER, GObject)

FerryFilter *ferry_filter_new (void);
FerryFilter *ferry_filter_copy (FerryFilter *self);

const char *ferry_filter_get_text (FerryFilter *self);
void ferry_filter_set_text (FerryFilter *self, const char *text);
guint ferry_filter_get_columns (FerryFilter *self);
void ferry_filter_set_columns (FerryFilter *self, guint columns);

FerryFilterUse ferry_filter_get_use (FerryFilter *self, FerryColumn column, const char *value);
void ferry_filter_set_use (FerryFilter *self, FerryColumn column, const char *value, FerryFilterUse use);
guint ferry_filter_get_n_rules (FerryFilter *self);
const FerryFilterRule *ferry_filter_get_rule (FerryFilter *self, guint index);
void ferry_filter_clear_column (FerryFilter *self, FerryColumn column);
void ferry_filter_clear (FerryFilter *self);
gboolean ferry_filter_is_empty (FerryFilter *self);
char *ferry_filter_dup_description (FerryFilter *self);
char *ferry_filter_dup_value_text (FerryColumn column, const char *value);
char *ferry_filter_rule_dup_text (const FerryFilterRule *rule);

G_END_DECLS
