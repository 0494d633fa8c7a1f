/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-account.h"

G_BEGIN_DECLS

FerryAccount *ferry_account_key_file_get (GKeyFile *file,
                                          const char *group,
                                          GString *unknown);
void ferry_account_key_file_set (GKeyFile *file,
                                 FerryAccount *account);

G_END_DECLS
