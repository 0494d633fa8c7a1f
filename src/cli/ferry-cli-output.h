/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-fetch.h"
#include "ferry-cli-options.h"

G_BEGIN_DECLS

/**
 * FerryCliOutput:
 * @options: what was asked for
 * @exporter: the format
 * @columns: (array length=n_columns): the columns
 * @n_columns: how many there are
 * @filter: (nullable): which rows
 * @order: how they are sorted
 * @times: how times are written
 *
 * How a result is written, once it is known that it can be.
 */
typedef struct
{
  const FerryCliOptions *options;
  const FerryExporter *exporter;
  FerryColumn columns[FERRY_N_COLUMNS];
  gsize n_columns;
  FerryFilter *filter;
  FerryOrder order;
  FerryExportTimes times;
} FerryCliOutput;

gboolean ferry_cli_output_prepare (FerryCliOutput *self,
                                   const FerryCliOptions *options,
                                   GError **error);
void ferry_cli_output_clear (FerryCliOutput *self);

gboolean ferry_cli_output_is_regular_file (const FerryCliOutput *self);
gboolean ferry_cli_output_write (const FerryCliOutput *self,
                                 FerryCliAnswer *answer,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FerryCliOutput, ferry_cli_output_clear)

G_END_DECLS
