/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-detail-row.h"
#include "ferry-sync-task-details.h"
#include "ui-util.h"
#include "whole-task.h"

#define REQUEST "GET https://swr-api.cn-north-4.myhuaweicloud.com/v2/manage/namespaces/team/repos/web%24frontend/sync_repo"
#define LONG_ORGANIZATION "a-long-organization-name-as-the-service-allows-it-to-be-64-chars"
#define LONG_REPOSITORY "with/slashes/and-hyphens/" LONG_ORGANIZATION "/and/nothing-left-of-the-128-characters"

typedef struct
{
  GtkWindow *window;
  FerrySyncTaskDetails *details;
  char *words; /* (owned) (nullable) of the last copy */
} Fixture;

static void
copied_cb (Fixture    *fixture,
           const char *words)
{
  g_set_str (&fixture->words, words);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = GTK_WINDOW (adw_window_new ());
  g_set_weak_pointer (&fixture->details, g_object_new (FERRY_TYPE_SYNC_TASK_DETAILS, NULL));
  g_signal_connect_swapped (fixture->details, "copied", G_CALLBACK (copied_cb), fixture);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->window), 300, -1);
  gtk_window_set_default_size (fixture->window, 300, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->details));
  gtk_window_present (fixture->window);
  ui_wait_for_frame (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_leave_screenshot (fixture->window, "");
  gtk_window_destroy (fixture->window);
  test_wait_for_end ((gpointer *) &fixture->details, "the details' end");
  g_free (fixture->words);
}

static void
show (Fixture                   *fixture,
      const FerrySyncTaskFields *fields)
{
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (fields);

  ferry_sync_task_details_set_task (fixture->details, sync_task, REQUEST);
}

/* The row whose button copies something. */
static FerryDetailRow *
get_row (Fixture    *fixture,
         const char *subject)
{
  g_autofree char *name = g_strconcat ("Copy ", subject, NULL);
  GtkWidget *button = ui_get (fixture->details, GTK_TYPE_BUTTON, name);

  return FERRY_DETAIL_ROW (gtk_widget_get_ancestor (button, FERRY_TYPE_DETAIL_ROW));
}

/* What a row shows, its title first. */
static char *
dup_row_text (GtkWidget *widget)
{
  GString *text = g_string_new (GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *part = gtk_widget_get_mapped (child) ? dup_row_text (child) : g_strdup ("");

      if (text->len > 0 && *part != '\0')
        g_string_append (text, " | ");
      g_string_append (text, part);
    }

  return g_string_free (text, FALSE);
}

static void
assert_row (Fixture    *fixture,
            const char *subject,
            const char *expected)
{
  g_autofree char *text = dup_row_text (GTK_WIDGET (get_row (fixture, subject)));

  g_assert_cmpstr (text, ==, expected);
}

static char *
read_clipboard (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *text;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, test_result_cb, &result);
  test_wait_for_result (&result, "the text of the clipboard");
  text = gdk_clipboard_read_text_finish (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), result, &error);
  g_assert_no_error (error);

  return text;
}

static void
set_expanded (Fixture  *fixture,
              gboolean  expanded)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (fixture->details, ADW_TYPE_EXPANDER_ROW, "Raw JSON")), expanded);
  ui_wait_for_frame (fixture->window);
}

static const struct
{
  const char *subject;
  const char *text;
  const char *copied;
} rows[] = {
  { "Source Region ID", "Region | CN North-Beijing4 | cn-north-4", "cn-north-4" },
  { "Source Organization", "Organization | team", "team" },
  { "Repository", "Repository | web/frontend", "web/frontend" },
  { "Source Pull Address", "Pull Address | swr.cn-north-4.myhuaweicloud.com/team/web/frontend",
    "swr.cn-north-4.myhuaweicloud.com/team/web/frontend" },
  { "Target Region ID", "Region | AP-Singapore | ap-southeast-3", "ap-southeast-3" },
  { "Target Organization", "Organization | team-sg", "team-sg" },
  { "Target Pull Address", "Pull Address | swr.ap-southeast-3.myhuaweicloud.com/team-sg/web/frontend",
    "swr.ap-southeast-3.myhuaweicloud.com/team-sg/web/frontend" },
  { "Overwrite", "Overwrite | Overwrites | An image version of the same name at the target is replaced.", "Overwrites" },
  { "Automatic", "Automatic | Manual only | Images are copied only when somebody asks for it.", "Manual only" },
  { "Task ID", "ID | 4294967297", "4294967297" },
  { "Created Time in UTC", "Created (UTC) | 2024-12-31 16:30:05 UTC", "2024-12-31 16:30:05 UTC" },
  { "Updated Time in UTC", "Updated (UTC) | 2025-06-30 23:59:59 UTC", "2025-06-30 23:59:59 UTC" },
  { "Account", "Name | 云上示例", "云上示例" },
  { "Account ID", "ID | 0a1b", "0a1b" },
  { "Request", "Request | " REQUEST, REQUEST },
};

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;

  show (fixture, &fields);
  ui_get (fixture->details, GTK_TYPE_LABEL, "team → AP-Singapore");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_row (fixture, rows[i].subject, rows[i].text);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;

  show (fixture, &fields);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strconcat ("Copy ", rows[i].subject, NULL);
      g_autofree char *words = g_strconcat (rows[i].subject, " copied", NULL);
      g_autofree char *text = NULL;

      gtk_test_accessible_assert_property (ui_get (fixture->details, GTK_TYPE_BUTTON, name), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
      ui_press (fixture->details, name);
      text = read_clipboard (fixture);
      g_assert_cmpstr (text, ==, rows[i].copied);
      g_assert_cmpstr (fixture->words, ==, words);
    }
}

static void
assert_selectable (GtkWidget *widget,
                   guint     *n_values)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "value"))
    {
      g_assert_true (gtk_label_get_selectable (GTK_LABEL (widget)));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (widget)), !=, "");
      ++*n_values;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      assert_selectable (child, n_values);
}

/* What the service left out is not left out here. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  const FerrySyncTaskFields whole = WHOLE_TASK;
  const FerrySyncTaskFields nothing = { .id = FERRY_SYNC_TASK_NO_ID, .repository = "" };
  g_autoptr(FerrySyncTask) sync_task = ferry_sync_task_new (&nothing);
  guint n_values = 0;

  show (fixture, &whole);
  ferry_sync_task_details_set_task (fixture->details, sync_task, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strconcat ("Copy ", rows[i].subject, NULL);
      g_auto(GStrv) parts = g_strsplit (rows[i].text, " | ", -1);
      gboolean has_meaning = g_str_equal (rows[i].subject, "Overwrite") || g_str_equal (rows[i].subject, "Automatic");
      g_autofree char *expected = g_strjoin (" | ", parts[0], "Unknown", has_meaning ? "The service did not say." : NULL, NULL);

      assert_row (fixture, rows[i].subject, expected);
      g_assert_false (gtk_widget_get_sensitive (ui_get (fixture->details, GTK_TYPE_BUTTON, name)));
    }
  assert_row (fixture, "Created Time", "Created | Unknown");
  ui_get (fixture->details, GTK_TYPE_LABEL, "— → —");
  assert_selectable (GTK_WIDGET (fixture->details), &n_values);
  /* The rows above, and two local times. */
  g_assert_cmpuint (n_values, ==, G_N_ELEMENTS (rows) + 2);
}

static void
test_times (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_minutes (now, -5);
  g_autofree char *created = g_date_time_format_iso8601 (then);
  const FerrySyncTaskFields fields = { .created = created, .updated = "the day before yesterday" };
  g_autofree char *expected = NULL;

  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  show (fixture, &fields);
  g_setenv ("TZ", "UTC", TRUE);
  expected = g_date_time_format (then, "Created (UTC) | %F %T UTC");
  assert_row (fixture, "Created Time in UTC", expected);
  g_clear_pointer (&then, g_date_time_unref);
  then = g_date_time_add_minutes (now, 8 * 60 - 5);
  g_clear_pointer (&expected, g_free);
  expected = g_date_time_format (then, "Created | %F %T +08:00 | 5 minutes ago");
  assert_row (fixture, "Created Time", expected);

  /* No time, but something. */
  assert_row (fixture, "Updated Time", "Updated | the day before yesterday");
  assert_row (fixture, "Updated Time in UTC", "Updated (UTC) | Unknown");
}

/* Written only for who looks at it, and then for each task. */
static void
test_raw (Fixture       *fixture,
          gconstpointer  data)
{
  FerrySyncTaskFields fields = WHOLE_TASK;
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;

  show (fixture, &fields);
  g_assert_null (ui_find (fixture->details, GTK_TYPE_BUTTON, "Copy Raw JSON"));
  set_expanded (fixture, TRUE);
  first = g_strdup (ferry_detail_row_get_copied_value (get_row (fixture, "Raw JSON")));
  g_assert_nonnull (strstr (first, "\"repoName\": \"web/frontend\""));

  fields.raw = "{\"repoName\":\"other\",\"color\":\"blue\"}";
  show (fixture, &fields);
  ui_press (fixture->details, "Copy Raw JSON");
  other = read_clipboard (fixture);
  g_assert_cmpstr (other, ==, "{\n  \"repoName\": \"other\",\n  \"color\": \"blue\"\n}");
  g_assert_cmpstr (fixture->words, ==, "Raw JSON copied");
}

static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;

  ui_get (fixture->details, GTK_TYPE_LABEL, "No Task Selected");
  ui_get (fixture->details, GTK_TYPE_LABEL, "Details");

  show (fixture, &fields);
  ui_get (fixture->details, GTK_TYPE_LABEL, "web/frontend");
  g_assert_null (ui_find (fixture->details, GTK_TYPE_LABEL, "No Task Selected"));

  ferry_sync_task_details_set_n_selected (fixture->details, 3);
  ui_get (fixture->details, GTK_TYPE_LABEL, "3 Tasks Selected");
  g_assert_null (ui_find (fixture->details, GTK_TYPE_LABEL, "web/frontend"));
  ui_leave_screenshot (fixture->window, "-several");

  show (fixture, &fields);
  ui_get (fixture->details, GTK_TYPE_LABEL, "web/frontend");
  ferry_sync_task_details_set_n_selected (fixture->details, 0);
  ui_get (fixture->details, GTK_TYPE_LABEL, "No Task Selected");

  ferry_sync_task_details_set_n_selected (fixture->details, 2);
  ferry_sync_task_details_set_task (fixture->details, NULL, NULL);
  ui_get (fixture->details, GTK_TYPE_LABEL, "No Task Selected");
}

/* What came while nobody looked is there when somebody does. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;

  gtk_widget_set_visible (GTK_WIDGET (fixture->details), FALSE);
  show (fixture, &fields);
  gtk_widget_set_visible (GTK_WIDGET (fixture->details), TRUE);
  ui_wait_for_frame (fixture->window);
  assert_row (fixture, "Repository", "Repository | web/frontend");
}

static void
test_account (Fixture       *fixture,
              gconstpointer  data)
{
  const FerrySyncTaskFields fields = WHOLE_TASK;
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", "https://swr-api.{region}.example.com", NULL);

  show (fixture, &fields);
  ferry_sync_task_details_set_account (fixture->details, account);
  assert_row (fixture, "Target Pull Address", "Pull Address | swr.ap-southeast-3.example.com/team-sg/web/frontend");
}

static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  g_assert_null (ui_find (fixture->details, GTK_TYPE_MENU_BUTTON, NULL));
  g_menu_append (menu, "As JSON", "tasks.copy::json");
  ferry_sync_task_details_set_copy_menu (fixture->details, G_MENU_MODEL (menu));
  ui_wait_for_frame (fixture->window);
  ui_get (fixture->details, GTK_TYPE_MENU_BUTTON, "Copy Task");
}

/* Names are text, whatever they look like, and as long as they may be. */
static void
test_hostile_names (Fixture       *fixture,
                    gconstpointer  data)
{
  const FerrySyncTaskFields fields = { .repository = "<b>&amp;</b>", .target_region = "<i>&%s", .organization = "%n" };

  show (fixture, &fields);
  assert_row (fixture, "Repository", "Repository | <b>&amp;</b>");
  assert_row (fixture, "Target Region ID", "Region | <i>&%s");
  ui_get (fixture->details, GTK_TYPE_LABEL, "%n → <i>&%s");
}

static void
assert_within (GtkWidget *widget,
               GtkWidget *root)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, root, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (root));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !GTK_IS_SCROLLBAR (child))
      assert_within (child, root);
}

/* With letters of twice the size, nothing goes over the edge of the smallest window. */
static void
test_large_text (Fixture       *fixture,
                 gconstpointer  data)
{
  FerrySyncTaskFields fields = WHOLE_TASK;
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, minimum;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gtk_window_set_default_size (fixture->window, 360, 294);
  fields.organization = fields.target_organization = LONG_ORGANIZATION;
  fields.repository = LONG_REPOSITORY;
  show (fixture, &fields);
  set_expanded (fixture, TRUE);
  ui_leave_screenshot (fixture->window, "-200");

  gtk_widget_measure (GTK_WIDGET (fixture->details), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 300);
  gtk_widget_measure (GTK_WIDGET (fixture->details), GTK_ORIENTATION_VERTICAL, 360, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 294);
  assert_within (ui_get (fixture->details, ADW_TYPE_CLAMP, NULL), GTK_WIDGET (fixture->details));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  ui_wait_for_frame (fixture->window);
}

#define DETAILS_TEST(name, function) g_test_add ("/details/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  DETAILS_TEST ("rows", test_rows);
  DETAILS_TEST ("copy", test_copy);
  DETAILS_TEST ("unknown", test_unknown);
  DETAILS_TEST ("times", test_times);
  DETAILS_TEST ("raw", test_raw);
  DETAILS_TEST ("selection", test_selection);
  DETAILS_TEST ("hidden", test_hidden);
  DETAILS_TEST ("account", test_account);
  DETAILS_TEST ("menu", test_menu);
  DETAILS_TEST ("hostile-names", test_hostile_names);
  DETAILS_TEST ("large-text", test_large_text);

  return g_test_run ();
}
