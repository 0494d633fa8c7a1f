/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-window-private.h"

G_BEGIN_DECLS

#define BENCHMARK_ACCOUNT_ID "benchmark"

void benchmark_set_account (FerryWindow *window, const char *address);

G_END_DECLS
