/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"

G_BEGIN_DECLS

extern const FerryExporter ferry_exporter_pdf;

G_END_DECLS
