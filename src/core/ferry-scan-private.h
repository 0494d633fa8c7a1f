/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-scan.h"
#include "ferry-scan-part.h"

G_BEGIN_DECLS

/* An account that should have been asked, and cannot be. */
typedef struct
{
  char *name;    /* (owned) */
  GError *error; /* (owned) */
} FerryRefusedAccount;

struct _FerryScan
{
  GObject parent_instance;

  FerryQuery *query;      /* (owned) */
  GPtrArray *clients;     /* (owned) (element-type FerryClient) */
  GPtrArray *refused;     /* (owned) of FerryRefusedAccount, those that have no client */
  guint max_at_once;
  guint page_size;        /* of a list of repositories */

  GPtrArray *parts;       /* (owned) of FerryScanPart; those that became known lately come last */
  guint n_sorted;         /* of them, before those */
  GHashTable *known;      /* (owned) the keys of the parts, which own them → the part */
  GHashTable *sites;      /* (owned) key of a region of a client → Site */
  GHashTable *owners;     /* (owned) the clients that found tasks, each with the ids of the accounts that these are of */
  GPtrArray *tasks;       /* (owned) (element-type FerrySyncTask) in the order they came */
  guint counts[FERRY_SCAN_N_KINDS][FERRY_SCAN_N_STATES];

  GTask *run;             /* (owned) (nullable) while it runs */
  GCancellable *stopping; /* (owned) (nullable) of that run */
  GQueue listings;        /* of the parts that wait for their turn, those that find other parts first */
  GQueue repositories;
  guint n_asking;
  guint *n_asking_of;     /* (owned) each client */
};

char *ferry_scan_dup_owner (guint client_index,
                            FerrySyncTask *sync_task);

G_END_DECLS
