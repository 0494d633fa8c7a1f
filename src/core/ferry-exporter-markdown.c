/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-delimited.h"

/* Values stand in code spans, where nothing is markup: not only no emphasis, link or HTML, but no mention of a person,
 * address or issue either, of which a site makes a link after the Markdown was read, when escapes are gone.
 *
 * A bar would end the cell even there, a backtick would end the span, and programs disagree about what a backslash does
 * to them. These three are written by their numbers, between two spans. */
static void
append_span (GString    *line,
             const char *text,
             int         length)
{
  /* One blank at each end of a span is taken off, where both ends have one and there is more between them. */
  gboolean is_stripped = text[0] == ' ' && text[length - 1] == ' ' && (int) strspn (text, " ") < length;
  const char *blank = is_stripped ? " " : "";

  g_string_append_printf (line, "`%s%.*s%s`", blank, length, text, blank);
}

static void
append_value (GString    *line,
              const char *value)
{
  g_autofree char *text = ferry_delimited_dup_line (value);

  for (const char *p = text; *p != '\0';)
    {
      gsize n = strcspn (p, "`|\\");

      if (n > 0)
        append_span (line, p, (int) n);
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

static char *
dup_facts (const FerryExport *export)
{
  g_autoptr(GPtrArray) facts = ferry_export_list_facts (export);
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const FerryFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (list, "- %s: ", fact->label);
      append_value (list, fact->text);
      g_string_append_c (list, '\n');
    }
  g_string_append_c (list, '\n');

  return g_string_free_and_steal (g_steal_pointer (&list));
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

  g_autofree char *facts = export->with_facts ? dup_facts (export) : NULL;

  return ferry_delimited_write (&format, facts != NULL ? facts : "", export, stream, cancellable, error);
}

/**
 * ferry_exporter_markdown:
 *
 * A table as GitHub Flavored Markdown has it, below a list of the facts.
 */
const FerryExporter ferry_exporter_markdown = {
  .id = "markdown",
  .title = N_("Markdown"),
  .summary = N_("For issues, wikis and chat"),
  .extension = "md",
  .media_type = "text/markdown",
  .flags = FERRY_EXPORTER_TEXT | FERRY_EXPORTER_FACTS,
  .write = write_markdown,
};
