/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cloud-row.h"
#include "ferry-expiry-row.h"
#include "ferry-secret-row.h"
#include "ferry-time.h"
#include "ui-util.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *row;
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GType (*get_type) (void) = data;
  GtkWidget *list = gtk_list_box_new ();

  fixture->window = GTK_WINDOW (gtk_window_new ());
  g_set_weak_pointer (&fixture->row, g_object_new (get_type (), "title", "Hidden", NULL));
  g_signal_connect_swapped (fixture->row, "changed", G_CALLBACK (changed_cb), fixture);
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  /* Somewhere else for the keyboard. */
  gtk_list_box_append (GTK_LIST_BOX (list), gtk_button_new_with_label ("Other"));
  gtk_window_set_child (fixture->window, list);
  gtk_window_present (fixture->window);
  ui_wait_for_frame (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  test_wait_for_end ((gpointer *) &fixture->row, "the row's end");
}

static GtkText *
get_entry (Fixture *fixture)
{
  return GTK_TEXT (ui_get (fixture->row, GTK_TYPE_TEXT, "Hidden"));
}

static void
peek (Fixture *fixture)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_get (fixture->row, GTK_TYPE_TOGGLE_BUTTON, "Show")), TRUE);
}

static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  FerrySecretRow *row = FERRY_SECRET_ROW (fixture->row);

  ferry_secret_row_set_text (row, "hush-hush");
  g_assert_cmpstr (ferry_secret_row_get_text (row), ==, "hush-hush");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  /* The title and the dots. */
  g_assert_cmpuint (ui_assert_hidden (fixture->window, "hush-hush"), >=, 2);
  /* Its memory is wiped by GTK. */
  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (gtk_text_get_buffer (get_entry (fixture))));
}

/* What was shown once is hidden again when somebody comes back to it. */
static void
test_peek (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (gtk_text_get_visibility (get_entry (fixture)));
  peek (fixture);
  g_assert_true (gtk_text_get_visibility (get_entry (fixture)));

  gtk_widget_set_visible (fixture->row, FALSE);
  gtk_widget_set_visible (fixture->row, TRUE);
  ui_wait_for_frame (fixture->window);
  g_assert_false (gtk_text_get_visibility (get_entry (fixture)));
}

/* Its title stands where the text goes, or above it. */
static void
test_caption (Fixture       *fixture,
              gconstpointer  data)
{
  FerrySecretRow *row = FERRY_SECRET_ROW (fixture->row);
  GtkText *entry = get_entry (fixture);

  gtk_widget_grab_focus (ui_get (fixture->window, GTK_TYPE_BUTTON, "Other"));
  g_assert_cmpstr (gtk_text_get_placeholder_text (entry), ==, "Hidden");

  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (entry)));
  ui_get (row, GTK_TYPE_LABEL, "Hidden");
  g_assert_cmpstr (gtk_text_get_placeholder_text (entry), !=, "Hidden");

  ferry_secret_row_set_placeholder (row, "Unchanged");
  gtk_widget_grab_focus (ui_get (fixture->window, GTK_TYPE_BUTTON, "Other"));
  ui_get (row, GTK_TYPE_LABEL, "Hidden");
  g_assert_cmpstr (gtk_text_get_placeholder_text (entry), ==, "Unchanged");
}

static void
test_expiry (Fixture       *fixture,
             gconstpointer  data)
{
  FerryExpiryRow *row = FERRY_EXPIRY_ROW (fixture->row);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *passed = NULL;
  g_autofree char *unreadable = NULL;

  g_assert_cmpint (ferry_expiry_row_get_time (row), >, now + 23 * 60 * 60);
  g_assert_null (ferry_expiry_row_dup_problem (row));

  ferry_expiry_row_set_time (row, 1000000000);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "2001-09-09 01:46");
  passed = ferry_expiry_row_dup_problem (row);
  g_assert_nonnull (strstr (passed, "has passed"));
  ferry_expiry_row_assume (row);
  g_assert_cmpint (ferry_expiry_row_get_time (row), >, now);

  gtk_editable_set_text (GTK_EDITABLE (row), "tomorrow");
  ferry_expiry_row_assume (row);
  g_assert_cmpint (ferry_expiry_row_get_time (row), ==, 0);
  unreadable = ferry_expiry_row_dup_problem (row);
  g_assert_nonnull (strstr (unreadable, "such as 2"));
}

static void
test_cloud (Fixture       *fixture,
            gconstpointer  data)
{
  FerryCloudRow *row = FERRY_CLOUD_ROW (fixture->row);
  g_autoptr(FerryAccount) nowhere = g_object_new (FERRY_TYPE_ACCOUNT, NULL);
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", "swr.{region}.example.com", "iam-endpoint",
                                                  "iam.example.com", "project-name", "{region}_dev", "ca-file", "/ca.pem",
                                                  "skip-verification", TRUE, NULL);

  ferry_cloud_row_set_account (row, nowhere);
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  ferry_cloud_row_set_account (row, account);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_cmpuint (fixture->n_changes, ==, 5);
  ferry_cloud_row_correct (row);
  g_assert_cmpstr (ferry_cloud_row_get_endpoint (row), ==, "https://swr-api.{region}.example.com");
  g_assert_cmpstr (ferry_cloud_row_get_iam_endpoint (row), ==, "https://iam.example.com");
  g_assert_cmpstr (ferry_cloud_row_get_project_name (row), ==, "{region}_dev");
  g_assert_cmpstr (ferry_cloud_row_get_ca_file (row), ==, "/ca.pem");
  g_assert_true (ferry_cloud_row_get_skip_verification (row));
  g_assert_true (ui_has_text (row, "is where images are pulled from"));

  ui_set_text (row, "SWR Address", "https://swr-api.example.com");
  g_assert_false (ui_has_text (row, "is where images are pulled from"));
  ferry_cloud_row_set_uses_iam (row, FALSE);
  g_assert_null (ui_find (row, ADW_TYPE_ENTRY_ROW, "IAM Address"));
  ui_press (row, "Trust Those of the System");
  g_assert_null (ferry_cloud_row_get_ca_file (row));
}

static void
test_time (void)
{
  static const struct
  {
    const char *text;
    gint64 time;
  } times[] = {
    { "2026-11-25 09:30", 1795599000 },
    { " 2026/11/25  9:30:00 ", 1795599000 },
    { "2026.11.25 9:30Z", 1795599000 },
    { "2026-11-25T09:30:00.000000Z", 1795599000 },
    { "2026-11-25T17:30:00+08:00", 1795599000 },
    { "2026-11-25 17:30 +08", 1795599000 },
    { "2026-11-25 09:30 utc", 1795599000 },
    { "2026-11-25", 1795651140 },
    { "", 0 },
    { "tomorrow", 0 },
    { "09:30", 0 },
    { "2026-13-25 09:30", 0 },
    { "2026-02-30 09:30", 0 },
    { "0000-02-03 09:30", 0 },
    { "2026-11-25 24:30", 0 },
    { "2026-11-25 09:60", 0 },
    { "2026-11-25 09:30 +99:99", 0 },
    { "2026-11-25 09:30 or so", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 time = 0;

      g_assert_cmpint (ferry_time_parse (times[i].text, &time), ==, times[i].time != 0);
      g_assert_cmpint (time, ==, times[i].time);
    }
  for (gint64 time = 1795599000; time < 1795599000 + 400 * 86400; time += 86400)
    {
      g_autofree char *text = ferry_time_format (time);
      gint64 other = 0;

      g_assert_true (ferry_time_parse (text, &other));
      g_assert_cmpint (other, ==, time);
    }
}

#define ROW_TEST(name, get_type, function) g_test_add ("/account-rows/" name, Fixture, get_type, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  ROW_TEST ("secret", ferry_secret_row_get_type, test_secret);
  ROW_TEST ("peek", ferry_secret_row_get_type, test_peek);
  ROW_TEST ("caption", ferry_secret_row_get_type, test_caption);
  ROW_TEST ("expiry", ferry_expiry_row_get_type, test_expiry);
  ROW_TEST ("cloud", ferry_cloud_row_get_type, test_cloud);
  g_test_add_func ("/account-rows/time", test_time);

  return g_test_run ();
}
