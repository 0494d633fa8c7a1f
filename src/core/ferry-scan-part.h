/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-facts.h"
#include "ferry-repository.h"
#include "ferry-sync-task-json.h"

G_BEGIN_DECLS

typedef struct _FerryScan FerryScan;

/* What a part finds out: organizations of a region, repositories of an organization, tasks of a repository. */
typedef enum
{
  FERRY_SCAN_ORGANIZATIONS,
  FERRY_SCAN_REPOSITORIES,
  FERRY_SCAN_TASKS,
  FERRY_SCAN_N_KINDS,
} FerryScanPartKind;

typedef enum
{
  FERRY_SCAN_WAITING,
  FERRY_SCAN_ASKING,
  FERRY_SCAN_ANSWERED,
  FERRY_SCAN_FAILED,
  FERRY_SCAN_N_STATES,
} FerryScanPartState;

/* One thing that a scan asks for. */
typedef struct
{
  FerryScan *scan;             /* that asks, while it does */
  FerryScanPartKind kind;
  FerryScanPartState state;
  guint client_index;
  guint region_index;          /* in the query */
  char *key;                   /* (owned) the same for what is the same */
  char *region;                /* (owned) */
  char *organization;          /* (owned) "" for a list of organizations */
  FerryRepository *repository; /* (owned) (nullable) for a list of tasks */
  FerrySyncTaskBatch *batch;   /* (owned) (nullable) the tasks */
  char *doubt;                 /* (owned) (nullable) what may be wrong with an answer */
  GError *error;               /* (owned) (nullable) why there is no answer */
} FerryScanPart;

FerryScanPart *ferry_scan_part_new_listing (guint client_index,
                                            guint region_index,
                                            const char *region,
                                            const char *organization);
FerryScanPart *ferry_scan_part_new_tasks (guint client_index,
                                          guint region_index,
                                          FerryRepository *repository);
void ferry_scan_part_free (FerryScanPart *self);

char *ferry_scan_part_dup_key (guint client_index,
                               const char *region,
                               const char *organization,
                               const char *repository);
char *ferry_scan_part_dup_scope (const FerryScanPart *self);
int ferry_scan_part_compare (gconstpointer a,
                             gconstpointer b);
void ferry_scan_part_add_to_facts (const FerryScanPart *self,
                                   const char *account,
                                   FerryFacts *facts);

G_END_DECLS
