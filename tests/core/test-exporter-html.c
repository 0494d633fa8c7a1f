/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export-fixture.h"

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static void
test_page (void)
{
  g_autoptr(FerryExport) export = make_export (G_N_ELEMENTS (export_rows));
  g_autoptr(FerryExport) hostile = make_export_of (export_hostile_rows, G_N_ELEMENTS (export_hostile_rows));

  assert_golden (export, "html", "export.html");
  assert_golden (hostile, "html", "export-hostile.html");
}

static void
test_facts (void)
{
  g_autoptr(FerryExport) export = make_export (1);
  g_autofree char *complete = write_text (export, "html");
  g_autofree char *partial = NULL;
  g_autofree char *bare = NULL;

  g_assert_null (strstr (complete, "<div class=\"warning\">"));

  g_free (export->facts->scope);
  export->facts->scope = g_strdup ("<b>a</b>/\"b\"\n&");
  ferry_facts_add_failure (export->facts, "cn-east-3", "a/b", "There is <script>no</script> connection.");
  export->facts->maybe_cut = TRUE;
  partial = write_text (export, "html");
  assert_has (partial, "<title>Synchronization Tasks · &lt;b&gt;a&lt;/b&gt;/&quot;b&quot; &amp;</title>");
  assert_has (partial, "<caption>&lt;b&gt;a&lt;/b&gt;/&quot;b&quot; &amp;</caption>");
  assert_has (partial, "<div class=\"warning\"><dt>Not Complete</dt><dd>a/b in cn-east-3 could not be read: "
                       "There is &lt;script&gt;no&lt;/script&gt; connection.</dd></div>\n"
                       "<div class=\"warning\"><dt>Not Complete</dt><dd>The service may have cut this list at 100.</dd></div>\n</dl>");

  export->with_facts = FALSE;
  bare = write_text (export, "html");
  g_assert_null (strstr (bare, "<dl>"));
  assert_has (bare, "<caption>");
}

/* As columns and times were asked for. */
static void
test_options (void)
{
  g_autoptr(FerryExport) export = make_export (1);
  g_autofree char *text = NULL;

  export->n_columns = 0;
  export->columns[export->n_columns++] = FERRY_COLUMN_ID;
  export->columns[export->n_columns++] = FERRY_COLUMN_UPDATED;
  export->columns[export->n_columns++] = FERRY_COLUMN_SOURCE_REGION;
  export->times = FERRY_EXPORT_TIMES_LOCAL;
  export->for_programs = TRUE;
  text = write_text (export, "html");

  assert_has (text, "<tr><th scope=\"col\" class=\"number\">id</th><th scope=\"col\">updatedAt</th><th scope=\"col\">sourceRegionId</th></tr>");
  assert_has (text, "<tr><td class=\"number\">45</td><td class=\"time\">2020-04-17 10:11:03 +08:00</td>"
                    "<td>CN North-Beijing4 <span class=\"id\">cn-north-4</span></td></tr>");
}

static void
test_empty (void)
{
  g_autoptr(FerryExport) export = make_export (0);

  export->facts->n_rows = 0;
  assert_golden (export, "html", "export-empty.html");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exporter-html/page", test_page);
  g_test_add_func ("/exporter-html/facts", test_facts);
  g_test_add_func ("/exporter-html/options", test_options);
  g_test_add_func ("/exporter-html/empty", test_empty);

  return g_test_run ();
}
