/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-delimited.h"

/* Without it spreadsheets take UTF-8 for the code page of the system, and Chinese text is lost. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* RFC 4180 asks for quotes around the comma, the quote and line breaks. Programs that guess what separates the
 * values, and how they are quoted, are not led astray by the others either. */
static void
append_value (GString    *line,
              const char *value)
{
  gsize length = strcspn (value, ",\"\r\n\t;'");

  if (value[length] != '\0')
    ferry_delimited_append_quoted (line, value);
  else
    g_string_append_len (line, value, (gssize) length);
}

static gboolean
write_csv (const FerryExport  *export,
           GOutputStream      *stream,
           GCancellable       *cancellable,
           GError            **error)
{
  static const FerryDelimited format = {
    .line_start = "",
    .separator = ",",
    .line_end = "\r\n",
    .for_spreadsheets = TRUE,
    .append_value = append_value,
  };

  return ferry_delimited_write (&format, export->byte_order_mark ? BYTE_ORDER_MARK : "", export, stream, cancellable, error);
}

/**
 * ferry_exporter_csv:
 *
 * Comma-separated values (RFC 4180, UTF-8).
 */
const FerryExporter ferry_exporter_csv = {
  .id = "csv",
  .title = N_("CSV"),
  .summary = N_("For spreadsheets and most other programs"),
  .extension = "csv",
  .media_type = "text/csv",
  .flags = FERRY_EXPORTER_TEXT | FERRY_EXPORTER_MARK | FERRY_EXPORTER_GUARD,
  .write = write_csv,
};
