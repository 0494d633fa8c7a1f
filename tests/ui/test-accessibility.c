/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-region-picker.h"
#include "ui-util.h"

/* What somebody can act on, and so has to be told of. */
static gboolean
is_control (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  /* The button inside is part of a control that is looked at itself. */
  if (GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent))
    return FALSE;

  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_SEARCH_ENTRY (widget) || ADW_IS_PREFERENCES_ROW (widget) || GTK_IS_COLUMN_VIEW (widget);
}

static gboolean
has_label_inside (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label_inside (child))
      return TRUE;

  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) || (tooltip != NULL && *tooltip != '\0'))
    return TRUE;

  /* An entry has words of its own inside, and a table those of its rows: they say nothing of what it is. */
  return !GTK_IS_ENTRY (widget) && !GTK_IS_SEARCH_ENTRY (widget) && !GTK_IS_COLUMN_VIEW (widget) && has_label_inside (widget);
}

/* Returns how many controls there are. */
static guint
check_names (GtkWidget *widget)
{
  guint n_controls = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (is_control (widget))
    {
      n_controls++;
      if (!has_name (widget))
        g_error ("A %s in a %s has no name", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_controls += check_names (child);

  return n_controls;
}

static void
test_names_on_pages (UiFixture     *fixture,
                     gconstpointer  data)
{
  g_autoptr(GtkSelectionModel) pages = gtk_stack_get_pages (fixture->window->stack);

  /* Each page gets its words. */
  ui_list (fixture->window, "test", "not-there");
  ui_list (fixture->window, "test", "hello-nowhere");
  ui_list (fixture->window, "test", "hello-hundred");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      gtk_selection_model_select_item (pages, i, TRUE);
      ui_wait_for_frame (fixture->window);
      /* Three in the header bar beside those of the window, and four in the query bar. */
      g_assert_cmpuint (check_names (GTK_WIDGET (fixture->window)), >=, 7);
    }
}

static void
test_names_in_dialog (UiFixture     *fixture,
                      gconstpointer  data)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-account", NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ui_get (dialog, ADW_TYPE_EXPANDER_ROW, NULL)), TRUE);
  ui_wait_for_frame (fixture->window);
  /* Two buttons and seven rows. */
  g_assert_cmpuint (check_names (GTK_WIDGET (dialog)), >=, 9);

  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (dialog, ADW_TYPE_COMBO_ROW, NULL)), 1);
  ui_wait_for_frame (fixture->window);
  g_assert_cmpuint (check_names (GTK_WIDGET (dialog)), >=, 6);
}

static void
test_names_in_report (UiFixture     *fixture,
                      gconstpointer  data)
{
  AdwDialog *dialog;

  ui_list (fixture->window, "test", "grpc-helloworld");
  g_action_group_activate_action (ferry_sync_task_view_get_actions (fixture->window->task_view), "report", g_variant_new_string (""));
  dialog = ui_wait_for_dialog (fixture->window);
  ui_wait_for_frame (fixture->window);
  /* To copy, and to close. */
  g_assert_cmpuint (check_names (GTK_WIDGET (dialog)), >=, 2);
  gtk_test_accessible_assert_property (ui_get (dialog, ADW_TYPE_TOGGLE_GROUP, NULL), GTK_ACCESSIBLE_PROPERTY_LABEL, "What to show");
}

static void
test_query_bar (UiFixture     *fixture,
                gconstpointer  data)
{
  static const char *const entries[] = { "Organization", "Repository" };
  GtkWidget *picker = ui_get (fixture->window->query_bar, FERRY_TYPE_REGION_PICKER, NULL);

  gtk_test_accessible_assert_role (GTK_WIDGET (fixture->window->query_bar), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (fixture->window->query_bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "Query");
  gtk_test_accessible_assert_property (picker, GTK_ACCESSIBLE_PROPERTY_LABEL, "Source region");
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GtkWidget *entry = ui_get (fixture->window->query_bar, GTK_TYPE_ENTRY, entries[i]);

      gtk_test_accessible_assert_role (entry, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
      gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, entries[i]);
    }
}

/* A mistake is said aloud, not only shown. */
static void
test_message (UiFixture     *fixture,
              gconstpointer  data)
{
  GtkWidget *entry = ui_get (fixture->window->query_bar, GTK_TYPE_ENTRY, "Organization");

  ui_list (fixture->window, "", "app");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_role (ui_get (fixture->window->query_bar, GTK_TYPE_LABEL, "Enter an organization."),
                                   GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));

  ui_set_text (fixture->window, "Organization", "test");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

/* A secret is entered into something that is no editable. */
static void
test_message_for_secret (UiFixture     *fixture,
                         gconstpointer  data)
{
  AdwDialog *dialog;
  GtkWidget *text;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-account", NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  ui_set_text (dialog, "Access Key (AK)", "KEY");
  text = ui_get (dialog, GTK_TYPE_TEXT, "Secret Key (SK)");
  ui_press (dialog, "_Save");
  ui_wait_for_text (dialog, "Enter both keys.");
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

/* Each of the buttons that show a secret says which one. */
static void
test_secret_button (UiFixture     *fixture,
                    gconstpointer  data)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-account", NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  gtk_test_accessible_assert_property (ui_get (dialog, GTK_TYPE_TOGGLE_BUTTON, "Show"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Secret Key (SK)");
}

static void
test_table (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkWidget *column_view, *filter_entry;

  ui_list (fixture->window, "test", "grpc-helloworld");
  ui_wait_for_frame (fixture->window);

  column_view = ui_get (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL);
  gtk_test_accessible_assert_role (column_view, GTK_ACCESSIBLE_ROLE_TREE_GRID);
  gtk_test_accessible_assert_property (column_view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Synchronization tasks");
  ui_get (column_view, GTK_TYPE_WIDGET, "grpc-helloworld to sdsad in CN North-Beijing1, overwrites");

  filter_entry = ui_get (fixture->window, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_test_accessible_assert_role (filter_entry, GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_property (filter_entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter tasks");
  gtk_test_accessible_assert_role (ui_get (fixture->window, GTK_TYPE_LABEL, "1 task"), GTK_ACCESSIBLE_ROLE_STATUS);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/accessibility/names-on-pages", NULL, test_names_on_pages);
  UI_TEST ("/accessibility/names-in-dialog", NULL, test_names_in_dialog);
  UI_TEST ("/accessibility/names-in-report", NULL, test_names_in_report);
  UI_TEST ("/accessibility/query-bar", NULL, test_query_bar);
  UI_TEST ("/accessibility/message", NULL, test_message);
  UI_TEST ("/accessibility/message-for-secret", NULL, test_message_for_secret);
  UI_TEST ("/accessibility/secret-button", NULL, test_secret_button);
  UI_TEST ("/accessibility/table", NULL, test_table);

  return g_test_run ();
}
