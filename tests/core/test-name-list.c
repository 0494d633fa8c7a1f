/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ferry-core.h"
#include "test-util.h"

static FerryNameList *
parse (const char  *text,
       gssize       size,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, size >= 0 ? (gsize) size : strlen (text));

  return ferry_name_list_parse (bytes, error);
}

static FerryNameList *
parse_well (const char *text)
{
  g_autoptr(GError) error = NULL;
  FerryNameList *list = parse (text, -1, &error);

  g_assert_no_error (error);

  return list;
}

static void
assert_names (const char *text,
              const char *names,
              const char *regions)
{
  g_autoptr(FerryNameList) list = parse_well (text);
  g_autofree char *found_names = g_strjoinv (" ", list->names);
  g_autofree char *found_regions = g_strjoinv (" ", list->regions);

  g_assert_cmpuint (list->bad_lines->len, ==, 0);
  g_assert_cmpstr (found_names, ==, names);
  g_assert_cmpstr (found_regions, ==, regions);
}

static void
test_names (void)
{
  assert_names ("", "", "");
  assert_names ("\n \t\r\n# nothing\n", "", "");
  assert_names ("team/web", "team/web", "");
  assert_names ("team/web\nteam/api/v2\nteam/web\n", "team/web team/api/v2", "");
  assert_names ("  team/web\t\n\n#team/old\n # team/older\nteam/api # the new one\n", "team/web team/api", "");
  assert_names ("team/a$b\nteam/a/b\n", "team/a/b", "");
  assert_names ("团队/镜像\n", "团队/镜像", "");
}

static void
test_ends_of_lines (void)
{
  assert_names ("\xef\xbb\xbfteam/web\r\nteam/api\r\n", "team/web team/api", "");
  assert_names ("team/web\rteam/api\r", "team/web team/api", "");
  assert_names ("team/web\n\r\nteam/api", "team/web team/api", "");
}

static void
test_addresses (void)
{
  assert_names ("swr.cn-east-3.myhuaweicloud.com/team/web:1.0\n"
                "docker pull swr.cn-north-4.myhuaweicloud.com/team/api@sha256:0a1b\n"
                "https://swr.cn-east-3.myhuaweicloud.com/team/web\n"
                "registry.example:5000/team/cli:latest\n",
                "team/web team/api team/cli", "cn-east-3 cn-north-4");
}

static void
assert_bad_line (FerryNameList *list,
                 guint          index,
                 guint          number,
                 const char    *text,
                 const char    *reason)
{
  const FerryBadLine *line = g_ptr_array_index (list->bad_lines, index);
  g_autofree char *shown = ferry_bad_line_dup_text (line);
  g_autofree char *expected = g_strdup_printf ("Line %u, “%s”: %s", number, text, line->reason);

  g_assert_cmpuint (line->number, ==, number);
  g_assert_cmpstr (line->text, ==, text);
  if (strstr (line->reason, reason) == NULL)
    g_error ("“%s” is not in “%s”", reason, line->reason);
  g_assert_cmpstr (shown, ==, expected);
}

/* They are counted as an editor counts them, and the others are read all the same. */
static void
test_bad_lines (void)
{
  g_autoptr(FerryNameList) list = parse_well ("# a list\r\n\r\nweb\r\nteam/web\r\nte?am/web\r\nteam/../x\r\nteam/\r\n"
                                              "team/a team/b # both\r\nteam/api\r\nteam/a#b");
  g_autofree char *names = g_strjoinv (" ", list->names);

  g_assert_cmpstr (names, ==, "team/web team/api");
  g_assert_cmpuint (list->bad_lines->len, ==, 6);
  assert_bad_line (list, 0, 3, "web", "Write ORGANIZATION/REPOSITORY.");
  assert_bad_line (list, 1, 5, "te?am/web", "The organization holds a character");
  assert_bad_line (list, 2, 6, "team/../x", "only dots");
  assert_bad_line (list, 3, 7, "team/", "Write ORGANIZATION/REPOSITORY.");
  assert_bad_line (list, 4, 8, "team/a team/b", "a line of its own");
  assert_bad_line (list, 5, 10, "team/a#b", "The repository holds a character");
}

static void
test_long_line (void)
{
  g_autofree char *word = g_strnfill (1000, 'x');
  g_autofree char *text = g_strconcat ("team/", word, NULL);
  g_autofree char *shown = g_strdup_printf ("team/%.75s…", word);
  g_autoptr(FerryNameList) list = parse_well (text);

  g_assert_cmpuint (list->bad_lines->len, ==, 1);
  assert_bad_line (list, 0, 1, shown, "too long: at most 128");
}

static void
assert_refused (const char *text,
                gssize      size,
                const char *problem)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (parse (text, size, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST);
  test_assert_error_text (error, problem);
}

static void
test_no_text (void)
{
  assert_refused ("\xff\xfet\0/\0", 6, "UTF-16");
  assert_refused ("\xfe\xff\0t\0/", 6, "UTF-16");
  assert_refused ("team/web\xff\n", -1, "not UTF-8");
  assert_refused ("team/web\0\n", 10, "not UTF-8");
}

static void
test_size (void)
{
  g_autofree char *text = g_strnfill (FERRY_NAME_LIST_MAX_BYTES + 1, '\n');
  g_autoptr(FerryNameList) list = parse_well (text + 1);

  g_assert_cmpuint (g_strv_length (list->names), ==, 0);
  assert_refused (text, -1, "too large: at most 4 MB");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name-list/names", test_names);
  g_test_add_func ("/name-list/ends-of-lines", test_ends_of_lines);
  g_test_add_func ("/name-list/addresses", test_addresses);
  g_test_add_func ("/name-list/bad-lines", test_bad_lines);
  g_test_add_func ("/name-list/long-line", test_long_line);
  g_test_add_func ("/name-list/no-text", test_no_text);
  g_test_add_func ("/name-list/size", test_size);

  return g_test_run ();
}
