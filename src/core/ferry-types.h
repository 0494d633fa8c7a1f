/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryTristate:
 * @FERRY_UNKNOWN: the service did not say
 * @FERRY_NO: it said no
 * @FERRY_YES: it said yes
 *
 * A yes or no of the service. What it left out is neither.
 */
typedef enum
{
  FERRY_UNKNOWN,
  FERRY_NO,
  FERRY_YES,
} FerryTristate;

typedef struct _FerryAnswer FerryAnswer;
typedef struct _FerryQuery FerryQuery;
typedef struct _FerryRepository FerryRepository;
typedef struct _FerrySyncTaskBatch FerrySyncTaskBatch;

G_END_DECLS
