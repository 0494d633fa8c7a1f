/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-util.h"

G_BEGIN_DECLS

/* What the service may well answer, and what breaks lines, quotes and markup. */
extern const FerrySyncTaskFields export_rows[4];
extern const FerrySyncTaskFields export_hostile_rows[3];

FerryExport *make_export (gsize n_rows);
FerryExport *make_export_of (const FerrySyncTaskFields *fields,
                             gsize n_rows);
char *write_text (FerryExport *export,
                  const char *format);
void assert_golden (FerryExport *export,
                    const char *format,
                    const char *name);

G_END_DECLS
