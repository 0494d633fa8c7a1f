/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-export.h"

G_BEGIN_DECLS

char *ferry_export_json_dup_facts (const FerryExport *export);
char *ferry_export_json_dup_sync_task (const FerryExport *export,
                                       FerrySyncTask *sync_task);

G_END_DECLS
