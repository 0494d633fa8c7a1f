/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-progress.h"
#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryCliAnswer:
 * @facts: what is known of the rows
 * @sync_tasks: (element-type FerrySyncTask): the rows, region after region
 * @errors: (element-type GError): why regions did not answer, in the same order
 * @n_answers: how many regions answered
 *
 * What several regions said.
 */
typedef struct
{
  FerryFacts *facts;
  GPtrArray *sync_tasks;
  GPtrArray *errors;
  guint n_answers;
} FerryCliAnswer;

FerryCliAnswer *ferry_cli_fetch (FerryClient *client,
                                 FerryQuery *query,
                                 FerryCliProgress *progress,
                                 GCancellable *cancellable);
void ferry_cli_answer_free (FerryCliAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCliAnswer, ferry_cli_answer_free)

G_END_DECLS
