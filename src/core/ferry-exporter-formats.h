/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-exporter.h"

G_BEGIN_DECLS

/* Those that the core has, each in a file of its own. */
extern const FerryExporter ferry_exporter_csv;
extern const FerryExporter ferry_exporter_html;
extern const FerryExporter ferry_exporter_json;
extern const FerryExporter ferry_exporter_jsonl;
extern const FerryExporter ferry_exporter_markdown;
extern const FerryExporter ferry_exporter_table;
extern const FerryExporter ferry_exporter_tsv;
extern const FerryExporter ferry_exporter_xlsx;

G_END_DECLS
