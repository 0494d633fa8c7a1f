/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-progress.h"
#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryCliAnswer:
 * @facts: what is known of the rows
 * @sync_tasks: (element-type FerrySyncTask): the rows, account after account and
 *   region after region
 * @errors: (element-type GError): why parts have no answer, in the order of the
 *   failures of @facts
 * @has_rows: whether there is an answer at all, be it that there are no rows
 *
 * What was found out.
 */
typedef struct
{
  FerryFacts *facts;
  GPtrArray *sync_tasks;
  GPtrArray *errors;
  gboolean has_rows;
} FerryCliAnswer;

FerryCliAnswer *ferry_cli_fetch (FerryScan *scan,
                                 GPtrArray *clients,
                                 FerryCliProgress *progress,
                                 GCancellable *cancellable);
void ferry_cli_answer_free (FerryCliAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCliAnswer, ferry_cli_answer_free)

G_END_DECLS
