/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-account.h"
#include "ferry-sync-task.h"

G_BEGIN_DECLS

char *ferry_image_address_dup_source (FerrySyncTask *sync_task, FerryAccount *account);
char *ferry_image_address_dup_target (FerrySyncTask *sync_task, FerryAccount *account);

G_END_DECLS
