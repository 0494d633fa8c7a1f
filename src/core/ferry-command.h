/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-sync-task.h"

G_BEGIN_DECLS

char *ferry_command_dup_hcloud (FerrySyncTask *sync_task);
char *ferry_command_dup_terraform_import (FerrySyncTask *sync_task);

G_END_DECLS
