/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-account-store.h"
#include "ferry-account.h"
#include "ferry-client.h"
#include "ferry-column.h"
#include "ferry-credentials.h"
#include "ferry-error.h"
#include "ferry-export-file.h"
#include "ferry-exporter.h"
#include "ferry-import.h"
#include "ferry-query.h"
#include "ferry-region.h"
#include "ferry-secret-store.h"
#include "ferry-sync-task-list.h"
#include "ferry-sync-task.h"
#include "ferry-text-filter.h"
#include "ferry-types.h"
