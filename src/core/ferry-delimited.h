/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-exporter.h"

G_BEGIN_DECLS

/**
 * FerryDelimited:
 * @line_start: what a line begins with
 * @separator: what stands between two values
 * @line_end: what a line ends with
 * @for_spreadsheets: whether values that a spreadsheet would run as a formula
 *   are guarded when the export asks for it
 * @append_value: writes a value so that it stays one
 * @append_rule: (nullable): writes what stands between the headings and the rows
 *
 * A text format with one line for each task, and something between the values.
 */
typedef struct
{
  const char *line_start;
  const char *separator;
  const char *line_end;
  gboolean for_spreadsheets;
  void (*append_value) (GString *line, const char *value);
  void (*append_rule) (GString *line, const FerryExport *export);
} FerryDelimited;

gboolean ferry_delimited_write (const FerryDelimited *self,
                                const char *prologue,
                                const FerryExport *export,
                                GOutputStream *stream,
                                GCancellable *cancellable,
                                GError **error);

void ferry_delimited_append_quoted (GString *line, const char *value);
char *ferry_delimited_dup_line (const char *value);

G_END_DECLS
