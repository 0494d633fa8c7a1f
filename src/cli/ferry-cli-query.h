/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-options.h"
#include "ferry-core.h"

G_BEGIN_DECLS

FerryQuery *ferry_cli_create_list_query (const FerryCliOptions *options,
                                         GPtrArray *accounts,
                                         GError **error);
FerryQuery *ferry_cli_create_scan_query (const FerryCliOptions *options,
                                         GPtrArray *accounts,
                                         GError **error);

G_END_DECLS
