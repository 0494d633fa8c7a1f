/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-fetch.h"

G_BEGIN_DECLS

void ferry_cli_print_warnings (const FerryCliAnswer *answer);
void ferry_cli_print_summary (const FerryCliAnswer *answer);

G_END_DECLS
