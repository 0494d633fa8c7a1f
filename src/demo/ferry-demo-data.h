/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-repository.h"

G_BEGIN_DECLS

const FerryDemoRepository *ferry_demo_data_get_repositories (gsize *n_repositories);

G_END_DECLS
