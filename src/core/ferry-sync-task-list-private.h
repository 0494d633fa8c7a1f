/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-sync-task-list.h"

G_BEGIN_DECLS

/* What a list shows. */
typedef struct
{
  GPtrArray *rows;   /* (owned) */
  FerryQuery *query; /* (owned) */
  FerryFacts *facts; /* (owned) */
} FerryListAnswer;

struct _FerrySyncTaskList
{
  GObject parent_instance;

  GPtrArray *rows;         /* (owned) (element-type FerrySyncTask) never changed, only replaced: threads read it */
  FerryListState state;
  FerryListState resting_state; /* what to go back to when a request is stopped */
  FerryQuery *resting_query;    /* (owned) (nullable) what had been asked by then */
  guint generation;        /* of the latest request; an answer to an older one is dropped */
  FerryQuery *query;       /* (owned) (nullable) what was asked last */
  GError *error;           /* (owned) (nullable) how that failed */

  FerryQuery *rows_query;  /* (owned) (nullable) what the rows answer */
  FerryFacts *facts;       /* (owned) (nullable) what else is known of them; replaced with them */
  FerryListAnswer *covered;        /* (owned) (nullable) what a snapshot took the place of */

  FerryScan *scan;         /* (owned) (nullable) that runs, or has left something unanswered */
  GPtrArray *base;         /* (owned) (nullable) the rows that it refreshes */
};

void ferry_list_answer_free (FerryListAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryListAnswer, ferry_list_answer_free)

void ferry_sync_task_list_replace_query (FerryQuery **place,
                                         FerryQuery *query);
void ferry_sync_task_list_replace_scan (FerrySyncTaskList *self,
                                        FerryScan *scan,
                                        GPtrArray *base);
void ferry_sync_task_list_set_state (FerrySyncTaskList *self,
                                     FerryListState state);
void ferry_sync_task_list_show (FerrySyncTaskList *self,
                                GPtrArray *rows,
                                FerryQuery *query,
                                FerryFacts *facts,
                                FerryListState state);
void ferry_sync_task_list_tell_progress (FerrySyncTaskList *self);

G_END_DECLS
