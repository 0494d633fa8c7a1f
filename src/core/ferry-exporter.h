/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-export.h"

G_BEGIN_DECLS

/**
 * FerryExporterFlags:
 * @FERRY_EXPORTER_TEXT: the file is a text that people can read as it is, and
 *   paste
 * @FERRY_EXPORTER_FACTS: it has a place for the facts
 * @FERRY_EXPORTER_MARK: it may begin with a byte order mark
 * @FERRY_EXPORTER_GUARD: spreadsheets read it, and may run formulas
 * @FERRY_EXPORTER_TERMINAL: it is for the command line, not for files
 *
 * What a format can do, and which options of an export it heeds.
 */
typedef enum
{
  FERRY_EXPORTER_TEXT = 1 << 0,
  FERRY_EXPORTER_FACTS = 1 << 1,
  FERRY_EXPORTER_MARK = 1 << 2,
  FERRY_EXPORTER_GUARD = 1 << 3,
  FERRY_EXPORTER_TERMINAL = 1 << 4,
} FerryExporterFlags;

/**
 * FerryExporter:
 * @id: the name for the command line
 * @title: what the format is called; not yet translated
 * @summary: what it is good for, in a line; not yet translated
 * @extension: the ending of a file's name, without the dot
 * @media_type: the media type of such a file
 * @flags: what it can do
 * @write: writes an export that is arranged; use [func@Ferry.exporter_write]
 *
 * A file format.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *summary;
  const char *extension;
  const char *media_type;
  FerryExporterFlags flags;
  gboolean (*write) (const FerryExport *export,
                     GOutputStream *stream,
                     GCancellable *cancellable,
                     GError **error);
} FerryExporter;

const FerryExporter *const *ferry_exporter_list (void);
void ferry_exporter_register (const FerryExporter *exporter);
const FerryExporter *ferry_exporter_find (const char *id);
const FerryExporter *ferry_exporter_find_extension (const char *extension);
gboolean ferry_exporter_write (const FerryExporter *self,
                               FerryExport *export,
                               GOutputStream *stream,
                               GCancellable *cancellable,
                               GError **error);
char *ferry_exporter_to_string (const FerryExporter *self,
                                FerryExport *export,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
