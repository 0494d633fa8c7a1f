/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-format.h"
#include "ferry-region-picker.h"
#include "ferry-region-popover.h"
#include "ferry-region-row.h"
#include "ui-util.h"

/* A window with nothing but a picker. */
typedef struct
{
  GtkWindow *window;
  FerryRegionPicker *picker; /* (nullable) a weak pointer */
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = g_object_new (GTK_TYPE_WINDOW, NULL);
  g_set_weak_pointer (&fixture->picker, FERRY_REGION_PICKER (ferry_region_picker_new ()));
  g_signal_connect_swapped (fixture->picker, "notify::regions", G_CALLBACK (changed_cb), fixture);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->picker));
  gtk_window_present (fixture->window);
  test_wait_for (is_mapped, fixture->picker, "the window");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  test_wait_for_end ((gpointer *) &fixture->picker, "the picker's end");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

static GtkWidget *
get_popover (Fixture *fixture)
{
  return ui_find (fixture->picker, FERRY_TYPE_REGION_POPOVER, NULL);
}

static void
open_popover (Fixture *fixture)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fixture->picker), TRUE);
  g_assert_nonnull (get_popover (fixture));
}

static void
search (Fixture    *fixture,
        const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_get (fixture->picker, GTK_TYPE_SEARCH_ENTRY, NULL)), text);
}

static GtkListBox *
get_list_box (Fixture *fixture)
{
  return GTK_LIST_BOX (ui_get (fixture->picker, GTK_TYPE_LIST_BOX, NULL));
}

/* What the list shows: ids, headings, and the words of the entry for an unknown id. */
static char *
dup_list (Fixture *fixture)
{
  GtkListBox *list_box = get_list_box (fixture);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_box, i)) != NULL; i++)
    {
      GtkWidget *header = gtk_list_box_row_get_header (row);

      if (!gtk_widget_get_child_visible (GTK_WIDGET (row)))
        continue;
      if (header != NULL)
        g_strv_builder_take (builder, g_strdup_printf ("[%s]", gtk_label_get_text (GTK_LABEL (header))));
      if (FERRY_IS_REGION_ROW (row))
        g_strv_builder_add (builder, ferry_region_row_get_id (FERRY_REGION_ROW (row)));
      else
        g_strv_builder_add (builder, gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));
    }
  texts = g_strv_builder_end (builder);

  return g_strjoinv (" ", texts);
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *id)
{
  g_autofree char *label = ferry_region_dup_text (id);

  return ui_get (fixture->picker, FERRY_TYPE_REGION_ROW, label);
}

static GtkWidget *
get_free_row (Fixture *fixture)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; !GTK_IS_LIST_BOX_ROW (row) || FERRY_IS_REGION_ROW (row); i++)
    row = gtk_list_box_get_row_at_index (get_list_box (fixture), i);

  return GTK_WIDGET (row);
}

static void
assert_regions (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *regions = g_strjoinv (" ", (GStrv) ferry_region_picker_get_regions (fixture->picker));

  g_assert_cmpstr (regions, ==, expected);
}

static void
set_regions (Fixture    *fixture,
             const char *regions)
{
  g_auto(GStrv) ids = g_strsplit (regions, " ", -1);

  ferry_region_picker_set_regions (fixture->picker, (const char *const *) ids);
}

static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  assert_regions (fixture, FERRY_REGION_DEFAULT);
  g_assert_cmpstr (ferry_region_picker_get_region (fixture->picker), ==, FERRY_REGION_DEFAULT);
  g_assert_true (ui_has_text (fixture->picker, "CN North-Beijing4"));

  open_popover (fixture);
  g_assert_true (gtk_widget_activate (get_row (fixture, "ap-southeast-3")));
  assert_regions (fixture, "ap-southeast-3");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_null (get_popover (fixture));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (fixture->picker)));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (fixture->picker));
  g_assert_true (ui_has_text (fixture->picker, "AP-Singapore"));
  g_assert_true (ui_has_text (fixture->picker, "ap-southeast-3"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (fixture->picker)), ==,
                   "Source region\nAP-Singapore ap-southeast-3");

  /* What is chosen stays so. */
  open_popover (fixture);
  g_assert_true (gtk_widget_activate (get_row (fixture, "ap-southeast-3")));
  assert_regions (fixture, "ap-southeast-3");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const searches[][2] = {
    { "beijing", "cn-north-1 cn-north-2 cn-north-4" },
    { "  BEIJING4 ", "cn-north-4" },
    { "上海", "cn-east-2 cn-east-3" },
    { "north-1", "cn-north-1 cn-north-11 cn-north-12 af-north-1 Use “north-1”" },
    { "ap-southeast-3", "ap-southeast-3" },
    { "AP-Southeast-3", "ap-southeast-3" },
    { "cn-southwest-3", "cn-southwest-3" },
    { "paris eu-west-0", "eu-west-0" },
    { "mars-1", "Use “mars-1”" },
    { " Mars-1 ", "Use “mars-1”" },
    { "mars", "Use “mars”" },
    { "火星", "" },
    { "mars.evil.example", "" },
    { "eu-west-0-", "Use “eu-west-0-”" },
    { "moscow-1", "ru-moscow-1 Use “moscow-1”" },
  };
  g_autofree char *all = NULL;
  g_autofree char *all_again = NULL;

  open_popover (fixture);
  all = dup_list (fixture);
  g_assert_true (g_str_has_prefix (all, "cn-north-1 cn-north-2 "));
  g_assert_true (g_str_has_suffix (all, " sa-peru-1"));

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *found = NULL;

      g_test_message ("“%s”", searches[i][0]);
      search (fixture, searches[i][0]);
      found = dup_list (fixture);
      g_assert_cmpstr (found, ==, searches[i][1]);
    }

  /* The next time nothing is left of it. */
  gtk_popover_popdown (GTK_POPOVER (get_popover (fixture)));
  open_popover (fixture);
  all_again = dup_list (fixture);
  g_assert_cmpstr (all_again, ==, all);
}

/* Enter in the search takes the first that was found, and without a search closes. */
static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "shanghai");
  g_signal_emit_by_name (ui_get (fixture->picker, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  assert_regions (fixture, "cn-east-2");
  g_assert_null (get_popover (fixture));

  open_popover (fixture);
  search (fixture, "evil.example");
  g_signal_emit_by_name (ui_get (fixture->picker, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  assert_regions (fixture, "cn-east-2");
  g_assert_nonnull (get_popover (fixture));

  search (fixture, "");
  g_signal_emit_by_name (ui_get (fixture->picker, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  assert_regions (fixture, "cn-east-2");
  g_assert_null (get_popover (fixture));

  open_popover (fixture);
  g_signal_emit_by_name (ui_get (fixture->picker, GTK_TYPE_SEARCH_ENTRY, NULL), "stop-search");
  g_assert_null (get_popover (fixture));
}

static void
test_free_entry (Fixture       *fixture,
                 gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "eu-de");
  g_assert_true (gtk_widget_activate (get_free_row (fixture)));
  assert_regions (fixture, "eu-de");
  g_assert_null (get_popover (fixture));
  g_assert_true (ui_has_text (fixture->picker, "eu-de"));

  /* It can be found from then on. */
  open_popover (fixture);
  g_assert_true (gtk_widget_activate (get_row (fixture, "cn-north-1")));
  open_popover (fixture);
  g_assert_true (gtk_widget_activate (get_row (fixture, "eu-de")));
  assert_regions (fixture, "eu-de");
}

static void
test_wrong_id (Fixture       *fixture,
               gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "swr.evil.example/");
  g_assert_true (ui_has_text (fixture->picker, "“swr.evil.example/” is not a region ID."));
  assert_regions (fixture, FERRY_REGION_DEFAULT);

  search (fixture, "<b>\\%s&");
  g_assert_true (ui_has_text (fixture->picker, "“<b>\\%s&” is not a region ID."));
}

static gboolean
is_shown_as_chosen (Fixture    *fixture,
                    const char *id)
{
  GtkWidget *button = ui_get (get_row (fixture, id), GTK_TYPE_CHECK_BUTTON, NULL);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (button));
}

static void
test_multiple (Fixture       *fixture,
               gconstpointer  data)
{
  ferry_region_picker_set_multiple (fixture->picker, TRUE);
  assert_regions (fixture, FERRY_REGION_DEFAULT);

  open_popover (fixture);
  g_assert_true (is_shown_as_chosen (fixture, "cn-north-4"));
  g_assert_true (gtk_widget_activate (get_row (fixture, "eu-west-0")));
  g_assert_true (gtk_widget_activate (get_row (fixture, "cn-north-1")));
  g_assert_nonnull (get_popover (fixture));
  assert_regions (fixture, "cn-north-4 eu-west-0 cn-north-1");
  g_assert_true (is_shown_as_chosen (fixture, "eu-west-0"));
  ui_get (get_popover (fixture), GTK_TYPE_LABEL, "3 regions");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (fixture->picker)), ==,
                   "Source region\nCN North-Beijing4 cn-north-4\nEU-Paris eu-west-0\nCN North-Beijing1 cn-north-1");

  g_assert_true (gtk_widget_activate (get_row (fixture, "cn-north-4")));
  assert_regions (fixture, "eu-west-0 cn-north-1");
  g_assert_false (is_shown_as_chosen (fixture, "cn-north-4"));
  g_assert_cmpuint (fixture->n_changes, ==, 3);

  /* An unknown one is seen among the others. */
  search (fixture, "eu-de");
  g_assert_true (gtk_widget_activate (get_free_row (fixture)));
  assert_regions (fixture, "eu-west-0 cn-north-1 eu-de");
  g_assert_true (is_shown_as_chosen (fixture, "eu-de"));

  ui_press (fixture->picker, "_Clear");
  assert_regions (fixture, "");
  g_assert_null (ferry_region_picker_get_region (fixture->picker));
  ui_get (get_popover (fixture), GTK_TYPE_LABEL, "No region");
  g_assert_false (is_shown_as_chosen (fixture, "eu-de"));
  g_assert_false (gtk_widget_get_sensitive (ui_get (fixture->picker, GTK_TYPE_BUTTON, "_Clear")));

  gtk_popover_popdown (GTK_POPOVER (get_popover (fixture)));
  ui_get (fixture->picker, GTK_TYPE_LABEL, "No region");
}

/* From several to one, without unchecking each of the others. */
static void
test_only (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *button;

  open_popover (fixture);
  g_assert_null (ui_find (get_row (fixture, "eu-west-0"), GTK_TYPE_BUTTON, "Only EU-Paris eu-west-0"));
  gtk_popover_popdown (GTK_POPOVER (get_popover (fixture)));

  ferry_region_picker_set_multiple (fixture->picker, TRUE);
  set_regions (fixture, "cn-north-4 cn-north-1 eu-west-0");
  open_popover (fixture);
  button = ui_get (get_row (fixture, "eu-west-0"), GTK_TYPE_BUTTON, "Only EU-Paris eu-west-0");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Only EU-Paris eu-west-0");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
  assert_regions (fixture, "eu-west-0");
  g_assert_null (get_popover (fixture));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (fixture->picker));

  /* Also of those that were not chosen. */
  open_popover (fixture);
  g_signal_emit_by_name (ui_get (get_row (fixture, "cn-east-3"), GTK_TYPE_BUTTON, NULL), "clicked");
  assert_regions (fixture, "cn-east-3");
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GListModel) known = ferry_region_list_known ();
  const char *const offered[] = { "eu-west-0", "xx-new-1", NULL };

  ferry_region_picker_set_multiple (fixture->picker, TRUE);
  open_popover (fixture);
  ui_press (fixture->picker, "_All Regions");
  g_assert_cmpuint (g_strv_length ((GStrv) ferry_region_picker_get_regions (fixture->picker)), ==,
                    g_list_model_get_n_items (known));
  g_assert_true (is_shown_as_chosen (fixture, "sa-peru-1"));
  g_assert_nonnull (get_popover (fixture));

  /* Where some are offered they are meant, and no others. */
  ferry_region_picker_set_offered (fixture->picker, offered);
  ui_press (fixture->picker, "All _Your Regions");
  assert_regions (fixture, "eu-west-0 xx-new-1");
  g_assert_false (is_shown_as_chosen (fixture, "sa-peru-1"));
}

/* Whatever is set: no doubles, nothing that cannot be an id, and one region where there is to be one. */
static void
test_set_regions (Fixture       *fixture,
                  gconstpointer  data)
{
  set_regions (fixture, "cn-north-1 cn-north-2");
  assert_regions (fixture, "cn-north-1");
  set_regions (fixture, "evil.example xx-new-1");
  assert_regions (fixture, "xx-new-1");
  set_regions (fixture, "evil.example");
  assert_regions (fixture, "xx-new-1");
  ferry_region_picker_set_regions (fixture->picker, NULL);
  assert_regions (fixture, "xx-new-1");
  g_assert_cmpuint (fixture->n_changes, ==, 2);

  g_object_set (fixture->picker, "multiple", TRUE, NULL);
  set_regions (fixture, "cn-north-1 cn-north-2 CN cn-north-1");
  assert_regions (fixture, "cn-north-1 cn-north-2");
  g_object_set (fixture->picker, "multiple", FALSE, NULL);
  assert_regions (fixture, "cn-north-1");

  g_object_set (fixture->picker, "multiple", TRUE, "regions", NULL, NULL);
  assert_regions (fixture, "");
  g_object_set (fixture->picker, "multiple", FALSE, NULL);
  assert_regions (fixture, FERRY_REGION_DEFAULT);
}

static void
test_offered (Fixture       *fixture,
              gconstpointer  data)
{
  const char *const offered[] = { "eu-west-0", "xx-new-1", "cn-north-1", "evil.example", "eu-west-0", NULL };
  g_autofree char *before = NULL;
  g_autofree char *all = NULL;
  g_autofree char *found = NULL;
  g_autofree char *after = NULL;

  open_popover (fixture);
  before = dup_list (fixture);
  ferry_region_picker_set_offered (fixture->picker, offered);
  assert_regions (fixture, FERRY_REGION_DEFAULT);
  all = dup_list (fixture);
  g_assert_true (g_str_has_prefix (all, "[Your Regions] eu-west-0 xx-new-1 cn-north-1 "
                                        "[Other Regions] cn-north-2 "));

  search (fixture, "beijing");
  found = dup_list (fixture);
  g_assert_cmpstr (found, ==, "[Your Regions] cn-north-1 [Other Regions] cn-north-2 cn-north-4");

  search (fixture, "");
  ferry_region_picker_set_offered (fixture->picker, NULL);
  after = dup_list (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_accessibility (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *picker = GTK_WIDGET (fixture->picker);

  gtk_test_accessible_assert_role (picker, GTK_ACCESSIBLE_ROLE_COMBO_BOX);
  gtk_test_accessible_assert_property (picker, GTK_ACCESSIBLE_PROPERTY_LABEL, "Source region");
  gtk_test_accessible_assert_property (picker, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "CN North-Beijing4 cn-north-4");
  gtk_test_accessible_assert_property (picker, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE);
  gtk_test_accessible_assert_state (picker, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);

  ferry_region_picker_set_title (fixture->picker, "Regions to test");
  ferry_region_picker_set_multiple (fixture->picker, TRUE);
  set_regions (fixture, "cn-north-4 xx-new-1");
  gtk_test_accessible_assert_property (picker, GTK_ACCESSIBLE_PROPERTY_LABEL, "Regions to test");
  gtk_test_accessible_assert_property (picker, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "CN North-Beijing4 cn-north-4, xx-new-1");

  open_popover (fixture);
  gtk_test_accessible_assert_state (picker, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  gtk_test_accessible_assert_property (ui_get (picker, GTK_TYPE_SEARCH_ENTRY, NULL), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search regions");
  gtk_test_accessible_assert_property (ui_get (picker, GTK_TYPE_LIST_BOX, NULL), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Regions");
  gtk_test_accessible_assert_role (get_row (fixture, "cn-north-1"), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_state (get_row (fixture, "cn-north-4"), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_state (get_row (fixture, "xx-new-1"), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_state (get_row (fixture, "cn-north-1"), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
}

/* Closing the window while the popover is open. */
static void
test_end_while_open (Fixture       *fixture,
                     gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "xx-new-1");
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  TEST ("/region-picker/choose", test_choose);
  TEST ("/region-picker/search", test_search);
  TEST ("/region-picker/enter", test_enter);
  TEST ("/region-picker/free-entry", test_free_entry);
  TEST ("/region-picker/wrong-id", test_wrong_id);
  TEST ("/region-picker/multiple", test_multiple);
  TEST ("/region-picker/only", test_only);
  TEST ("/region-picker/all", test_all);
  TEST ("/region-picker/set-regions", test_set_regions);
  TEST ("/region-picker/offered", test_offered);
  TEST ("/region-picker/accessibility", test_accessibility);
  TEST ("/region-picker/end-while-open", test_end_while_open);

  return g_test_run ();
}
