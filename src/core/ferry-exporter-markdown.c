/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-markdown.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-delimited.h"

/* Values stand in code spans, where nothing is markup: not only no emphasis, link or HTML, but no mention of a person,
 * address or issue either, of which a site makes a link after the Markdown was read, when escapes are gone.
 *
 * A bar would end the cell even there, a backtick would end the span, and programs disagree about what a backslash does
 * to them. These three are written by their numbers, between two spans. */
static void
append_value (GString    *line,
              const char *value)
{
  g_autofree char *text = ferry_delimited_dup_line (value);

  for (const char *p = text; *p != '\0';)
    {
      gsize n = strcspn (p, "`|\\");

      if (n > 0)
        g_string_append_printf (line, "`%.*s`", (int) n, p);
      else
        g_string_append_printf (line, "&#%d;", *p);
      p += MAX (n, 1);
    }
}

static void
append_rule (GString           *line,
             const FerryExport *export)
{
  for (gsize i = 0; i < export->n_columns; i++)
    g_string_append (line, export->columns[i] == FERRY_COLUMN_ID ? "| ---: " : "| :--- ");
  g_string_append (line, "|\n");
}

static gboolean
write_markdown (const FerryExport  *export,
                GOutputStream      *stream,
                GCancellable       *cancellable,
                GError            **error)
{
  static const FerryDelimited format = {
    .line_start = "| ",
    .separator = " | ",
    .line_end = " |\n",
    .append_value = append_value,
    .append_rule = append_rule,
  };

  return ferry_delimited_write (&format, "", export, stream, cancellable, error);
}

/**
 * ferry_exporter_markdown:
 *
 * A table as GitHub Flavored Markdown has it.
 */
const FerryExporter ferry_exporter_markdown = {
  .id = "markdown",
  .title = N_("Markdown"),
  .summary = N_("For issues, wikis and chat"),
  .extension = "md",
  .media_type = "text/markdown",
  .flags = FERRY_EXPORTER_TEXT,
  .write = write_markdown,
};
