/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-scan.h"
#include "ferry-scan-part.h"

G_BEGIN_DECLS

struct _FerryScan
{
  GObject parent_instance;

  FerryQuery *query;      /* (owned) */
  GPtrArray *clients;     /* (owned) (element-type FerryClient) */
  guint max_at_once;
  guint page_size;        /* of a list of repositories */

  GPtrArray *parts;       /* (owned) of FerryScanPart, in the order they became known */
  GHashTable *known;      /* (owned) the keys of the parts, which own them → the part */
  GHashTable *sites;      /* (owned) key of a region of a client → Site */
  GPtrArray *tasks;       /* (owned) (element-type FerrySyncTask) in the order they came */
  guint counts[FERRY_SCAN_N_KINDS][FERRY_SCAN_N_STATES];

  GTask *run;             /* (owned) (nullable) while it runs */
  GCancellable *stopping; /* (owned) (nullable) of that run */
  GQueue listings;        /* of the parts that wait for their turn, those that find other parts first */
  GQueue repositories;
  guint n_asking;
  guint *n_asking_of;     /* (owned) each client */
};

G_END_DECLS
