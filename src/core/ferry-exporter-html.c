/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-exporter-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-delimited.h"
#include "ferry-timestamp.h"

/* Each pair of a text and what is behind it has a contrast of at least 4.5 to 1, in the light and in the dark. */
static const char style[] =
  ":root{color-scheme:light dark;--page:#fff;--text:#1e1e1e;--dim:#5e5c64;--head:#ebebed;--stripe:#f6f5f4;--line:#c0bfbc;"
  "--warning:#fff0c7;--on-warning:#5c3a00}\n"
  "@media(prefers-color-scheme:dark){:root{--page:#1e1e1e;--text:#f6f5f4;--dim:#b5b3ba;--head:#36363a;--stripe:#28282c;"
  "--line:#5e5c64;--warning:#4a3800;--on-warning:#ffe9a8}}\n"
  "body{margin:1.5em;background:var(--page);color:var(--text);font:1em/1.4 system-ui,Cantarell,\"Segoe UI\",\"Noto Sans CJK SC\","
  "\"PingFang SC\",\"Microsoft YaHei\",\"WenQuanYi Micro Hei\",sans-serif}\n"
  "h1{font-size:1.5em;margin:0 0 .6em}\n"
  "dl{margin:0 0 1.5em}\n"
  "dl div{display:flex;gap:1em;padding:.1em .5em}\n"
  "dt{flex:0 0 9em;color:var(--dim)}\n"
  "dd{margin:0}\n"
  "dd,td{white-space:pre-wrap;overflow-wrap:break-word}\n"
  ".warning{background:var(--warning);color:var(--on-warning);border-inline-start:.3em solid}\n"
  ".warning dt{color:inherit;font-weight:bold}\n"
  ".warning dt::before{content:\"\\26A0\\FE0E  \"}\n"
  "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
  "caption{text-align:start;font-weight:bold;padding-bottom:.4em;overflow-wrap:anywhere}\n"
  "th,td{padding:.25em .7em;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}\n"
  "th{position:sticky;top:0;background:var(--head)}\n"
  "tbody tr:nth-child(even){background:var(--stripe)}\n"
  ".number{text-align:end}\n"
  ".id{color:var(--dim)}\n"
  ".number,.time,.id{white-space:nowrap}\n"
  "@page{size:landscape;margin:15mm}\n"
  "@media print{:root{color-scheme:light;--page:#fff;--text:#000;--dim:#5e5c64;--head:#fff;--stripe:#fff;--line:#5e5c64;"
  "--warning:#fff;--on-warning:#000}\n"
  "body{margin:0;font-size:9pt}\n"
  "thead{display:table-header-group}\n"
  "th{position:static}\n"
  "td{overflow-wrap:anywhere}\n"
  "tr,dl div{break-inside:avoid}}\n";

/* The text by which a catalog of translations describes itself. */
#define CATALOG_HEADER ""

/* Nothing in a text is markup, and none of its control characters reaches whoever reads the file. */
static void
append_text (GString    *html,
             const char *text)
{
  g_autofree char *line = ferry_delimited_dup_line (text);
  g_autofree char *escaped = g_markup_escape_text (line, -1);

  g_string_append (html, escaped);
}

static void
append_element (GString    *html,
                const char *start,
                const char *text,
                const char *end)
{
  g_string_append (html, start);
  append_text (html, text);
  g_string_append (html, end);
}

/* The language of what stands here, which need not be the one that was asked for: the catalog in use tells it. */
static char *
dup_language (void)
{
  const char *header = gettext (CATALOG_HEADER);
  const char *start = strstr (header, "Language: ");

  if (start == NULL)
    return g_strdup ("en");

  start += strlen ("Language: ");

  return g_strdelimit (g_strndup (start, strspn (start, G_CSET_A_2_Z G_CSET_a_2_z "_")), "_", '-');
}

/* Whatever a browser may make of the texts, it loads and runs nothing but the style, which is known by its hash. */
static void
append_head (GString           *html,
             const FerryExport *export)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *language = dup_language ();
  g_autofree char *scope = ferry_facts_dup_scope_text (export->facts);
  g_autofree char *hash = NULL;
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) style, strlen (style));
  g_checksum_get_digest (checksum, digest, &size);
  hash = g_base64_encode (digest, size);

  g_string_append_printf (html,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; "
                          "base-uri 'none'; form-action 'none'\">\n"
                          "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<meta name=\"generator\" content=\"Ferryboard " FERRY_VERSION "\">\n",
                          language, hash);
  append_element (html, "<title>", _("Synchronization Tasks"), " · ");
  append_element (html, "", scope, "</title>\n<style>");
  g_string_append_printf (html, "%s</style>\n</head>\n<body>\n", style);
  append_element (html, "<h1>", _("Synchronization Tasks"), "</h1>\n");
}

static void
append_facts (GString           *html,
              const FerryExport *export)
{
  g_autoptr(GPtrArray) facts = ferry_export_list_facts (export);

  g_string_append (html, "<dl>\n");
  for (guint i = 0; i < facts->len; i++)
    {
      const FerryFact *fact = g_ptr_array_index (facts, i);

      append_element (html, fact->is_warning ? "<div class=\"warning\"><dt>" : "<div><dt>", fact->label, "</dt>");
      append_element (html, "<dd>", fact->text, "</dd></div>\n");
    }
  g_string_append (html, "</dl>\n");
}

static void
append_headings (GString           *html,
                 const FerryExport *export)
{
  g_autofree char *scope = ferry_facts_dup_scope_text (export->facts);

  append_element (html, "<table>\n<caption>", scope, "</caption>\n<thead>\n<tr>");
  for (gsize i = 0; i < export->n_columns; i++)
    {
      FerryColumn column = export->columns[i];

      append_element (html, column == FERRY_COLUMN_ID ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">",
                      ferry_export_get_heading (export, column), "</th>");
    }
  g_string_append (html, "</tr>\n</thead>\n<tbody>\n");
}

/* Of a region whose name is known, the name, and the id dimmed. */
static void
append_value (GString           *html,
              const FerryExport *export,
              FerryColumn        column,
              FerrySyncTask     *sync_task)
{
  g_autofree char *text = ferry_export_dup_text (export, column, sync_task);
  const char *id = ferry_column_is_region (column) ? ferry_column_get_text (column, sync_task) : NULL;

  if (id != NULL && strcmp (text, id) != 0 && g_str_has_suffix (text, id))
    {
      text[strlen (text) - strlen (id)] = '\0';
      append_text (html, text);
      append_element (html, "<span class=\"id\">", id, "</span>");
    }
  else
    append_text (html, text);
}

static void
append_row (GString           *html,
            const FerryExport *export,
            FerrySyncTask     *sync_task)
{
  g_string_append (html, "<tr>");
  for (gsize i = 0; i < export->n_columns; i++)
    {
      FerryColumn column = export->columns[i];

      if (column == FERRY_COLUMN_ID)
        g_string_append (html, "<td class=\"number\">");
      else
        g_string_append (html, ferry_column_get_time (column, sync_task) != FERRY_NO_TIMESTAMP ? "<td class=\"time\">" : "<td>");
      append_value (html, export, column, sync_task);
      g_string_append (html, "</td>");
    }
  g_string_append (html, "</tr>\n");
}

static gboolean
write_html (const FerryExport  *export,
            GOutputStream      *stream,
            GCancellable       *cancellable,
            GError            **error)
{
  static const char end[] = "</tbody>\n</table>\n</body>\n</html>\n";
  g_autoptr(GString) html = g_string_new (NULL);

  append_head (html, export);
  if (export->with_facts)
    append_facts (html, export);
  append_headings (html, export);

  for (guint i = 0; i < export->sync_tasks->len; i++)
    {
      append_row (html, export, g_ptr_array_index (export->sync_tasks, i));
      if (!g_output_stream_write_all (stream, html->str, html->len, NULL, cancellable, error))
        return FALSE;
      g_string_truncate (html, 0);
    }

  g_string_append (html, end);

  return g_output_stream_write_all (stream, html->str, html->len, NULL, cancellable, error);
}

/**
 * ferry_exporter_html:
 *
 * A page for people, whole in one file and without a script: the facts as a
 * list, and a table below.
 */
const FerryExporter ferry_exporter_html = {
  .id = "html",
  .title = N_("HTML"),
  .summary = N_("For reading in any browser, sending and printing"),
  .extension = "html",
  .media_type = "text/html",
  .flags = FERRY_EXPORTER_FACTS,
  .write = write_html,
};
