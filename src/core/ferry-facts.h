/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FerryExportRows:
 * @FERRY_EXPORT_ROWS_ALL: all of the list
 * @FERRY_EXPORT_ROWS_FILTERED: those that the filter lets through
 * @FERRY_EXPORT_ROWS_SELECTED: those that are selected
 *
 * Which rows of a list are exported, or were when it was saved.
 */
typedef enum
{
  FERRY_EXPORT_ROWS_ALL,
  FERRY_EXPORT_ROWS_FILTERED,
  FERRY_EXPORT_ROWS_SELECTED,
} FerryExportRows;

/**
 * FerryFailure:
 * @account: (nullable): the name of the account that was asked, where several
 *   were
 * @region: the id of a region, or blank where the account could not be asked
 *   at all
 * @scope: what was asked there, as `ORGANIZATION/REPOSITORY`
 * @message: why there is no answer, a sentence
 *
 * A part of a list that could not be read.
 */
typedef struct
{
  char *account;
  char *region;
  char *scope;
  char *message;
} FerryFailure;

/**
 * FerryFacts:
 * @scope: what was listed, as `ORGANIZATION/REPOSITORY`
 * @account: (nullable): the name of the account that was asked, as people have
 *   called it, or of several with commas between them
 * @regions: (array zero-terminated=1): the ids of the regions that were asked
 * @as_of: when the service was asked, with the offset from UTC
 * @n_repositories: how many repositories are known, or 0 where that was not told
 * @n_not_asked: how many of them were not asked about
 * @is_unfinished: whether the service was not asked for all: it was stopped, or
 *   goes on
 * @without_tasks: (element-type FerryRepository): those that answered that there
 *   are no tasks
 * @n_rows: how many tasks it told of
 * @n_unreadable: how many entries of its answers could not be read, and are
 *   none of those
 * @first_problem: (nullable): what was wrong with the first of them
 * @maybe_cut: whether the service may have cut an answer
 * @failures: (element-type FerryFailure): what has no answer at all
 * @doubts: (element-type utf8): why something else may be missing, sentences
 * @file: (nullable): the name of the file that the rows were saved in, or %NULL
 *   where the service was asked
 * @rows: which of the @n_rows tasks the file holds
 * @filter: (nullable): the filter in words, where it chose them
 * @lacking: a bit for each #FerryColumn that the file does not tell of
 * @remarks: (element-type utf8): what else to know of the file, sentences
 *
 * What is known of a list beside its rows. It is filled by whoever makes it,
 * and then only read, by threads too.
 */
typedef struct
{
  char *scope;
  char *account;
  char **regions;
  GDateTime *as_of;
  guint n_repositories;
  guint n_not_asked;
  gboolean is_unfinished;
  GPtrArray *without_tasks;
  guint n_rows;
  guint n_unreadable;
  char *first_problem;
  gboolean maybe_cut;
  GPtrArray *failures;
  GPtrArray *doubts;
  char *file;
  FerryExportRows rows;
  char *filter;
  guint lacking;
  GPtrArray *remarks;

  /*< private >*/
  gatomicrefcount ref_count;
} FerryFacts;

FerryFacts *ferry_facts_new (void);
FerryFacts *ferry_facts_ref (FerryFacts *self);
void ferry_facts_unref (FerryFacts *self);

void ferry_facts_add_region (FerryFacts *self, const char *region);
gboolean ferry_facts_add_batch (FerryFacts *self, const FerrySyncTaskBatch *batch);
void ferry_facts_add_failure (FerryFacts *self, const char *region, const char *scope, const char *message);
guint ferry_facts_count_not_read (FerryFacts *self);
void ferry_facts_add_account_failure (FerryFacts *self,
                                      const char *account,
                                      const char *region,
                                      const char *scope,
                                      const char *message);
gboolean ferry_facts_is_partial (FerryFacts *self);
GPtrArray *ferry_facts_dup_failure_warnings (FerryFacts *self);
GPtrArray *ferry_facts_dup_warnings (FerryFacts *self);
char *ferry_facts_dup_scope_text (FerryFacts *self);
char *ferry_facts_dup_as_of_text (FerryFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryFacts, ferry_facts_unref)

G_END_DECLS
