/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-sidebar.h"
#include "ferry-sidebar-row.h"
#include "ui-util.h"

typedef struct
{
  char *folder;
  FerryAccountStore *accounts;
  FerryHistory *history;
  GtkWindow *window;
  FerryAccountSidebar *sidebar; /* (nullable) a weak pointer */
  char *heard; /* (owned) (nullable) the latest signal, and what came with it */
} Fixture;

static void
account_cb (Fixture      *fixture,
            FerryAccount *account,
            const char   *signal)
{
  g_free (fixture->heard);
  fixture->heard = g_strjoin (" ", signal, ferry_account_get_id (account), NULL);
}

static void
account_chosen_cb (FerryAccountSidebar *sidebar,
                   FerryAccount        *account,
                   Fixture             *fixture)
{
  account_cb (fixture, account, "chosen");
}

static void
edit_cb (FerryAccountSidebar *sidebar,
         FerryAccount        *account,
         Fixture             *fixture)
{
  account_cb (fixture, account, "edit");
}

static void
duplicate_cb (FerryAccountSidebar *sidebar,
              FerryAccount        *account,
              Fixture             *fixture)
{
  account_cb (fixture, account, "duplicate");
}

static void
remove_cb (FerryAccountSidebar *sidebar,
           FerryAccount        *account,
           Fixture             *fixture)
{
  account_cb (fixture, account, "remove");
}

static void
add_cb (FerryAccountSidebar *sidebar,
        Fixture             *fixture)
{
  g_set_str (&fixture->heard, "add");
}

static void
ticked_cb (FerryAccountSidebar *sidebar,
           Fixture             *fixture)
{
  GPtrArray *ticked = ferry_account_sidebar_get_ticked (sidebar);
  g_autoptr(GString) text = g_string_new ("ticked");

  for (guint i = 0; i < ticked->len; i++)
    g_string_append_printf (text, " %s", ferry_account_get_id (g_ptr_array_index (ticked, i)));
  g_set_str (&fixture->heard, text->str);
}

static void
query_chosen_cb (FerryAccountSidebar *sidebar,
                 const char          *account_id,
                 FerryQuery          *query,
                 Fixture             *fixture)
{
  g_autofree char *scope = ferry_query_dup_scope (query);

  g_free (fixture->heard);
  fixture->heard = g_strjoin (" ", "query", account_id, scope, ferry_query_get_regions (query)[0], NULL);
}

static void
put (Fixture    *fixture,
     const char *id,
     const char *name)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, "id", id, "name", name,
                                                  "access-key", "AN-ACCESS-KEY", NULL);
  g_autoptr(GError) error = NULL;

  ferry_account_store_put (fixture->accounts, account, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(FerryAccount) sample = ferry_account_new_sample (NULL);
  g_autofree char *accounts_path = NULL;
  g_autofree char *history_path = NULL;

  fixture->folder = test_make_folder ();
  accounts_path = g_build_filename (fixture->folder, "accounts.ini", NULL);
  history_path = g_build_filename (fixture->folder, "history.ini", NULL);
  fixture->accounts = ferry_account_store_new (accounts_path, sample);
  fixture->history = ferry_history_new (history_path);
  put (fixture, "one", "Production");
  put (fixture, "two", "Audit");

  g_set_weak_pointer (&fixture->sidebar, g_object_new (FERRY_TYPE_ACCOUNT_SIDEBAR, NULL));
  ferry_account_sidebar_set_accounts (fixture->sidebar, fixture->accounts);
  ferry_account_sidebar_set_history (fixture->sidebar, fixture->history);
  ferry_account_sidebar_set_account (fixture->sidebar, "one");
  g_signal_connect (fixture->sidebar, "account-chosen", G_CALLBACK (account_chosen_cb), fixture);
  g_signal_connect (fixture->sidebar, "ticked", G_CALLBACK (ticked_cb), fixture);
  g_signal_connect (fixture->sidebar, "query-chosen", G_CALLBACK (query_chosen_cb), fixture);
  g_signal_connect (fixture->sidebar, "add", G_CALLBACK (add_cb), fixture);
  g_signal_connect (fixture->sidebar, "edit", G_CALLBACK (edit_cb), fixture);
  g_signal_connect (fixture->sidebar, "duplicate", G_CALLBACK (duplicate_cb), fixture);
  g_signal_connect (fixture->sidebar, "remove", G_CALLBACK (remove_cb), fixture);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 260, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->sidebar));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_leave_screenshot (fixture->window, "");
  gtk_window_destroy (fixture->window);
  test_wait_for_end ((gpointer *) &fixture->sidebar, "the sidebar's end");
  g_assert_finalize_object (fixture->accounts);
  g_assert_finalize_object (fixture->history);
  test_remove_folder (fixture->folder);
  g_free (fixture->heard);
}

static FerrySidebarRow *
get_row (Fixture    *fixture,
         const char *label)
{
  return FERRY_SIDEBAR_ROW (ui_get (fixture->sidebar, FERRY_TYPE_SIDEBAR_ROW, label));
}

static void
activate (FerrySidebarRow *row)
{
  g_assert_true (gtk_widget_activate (GTK_WIDGET (row)));
}

static void
choose (FerrySidebarRow *row,
        const char      *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), action, NULL));
}

static void
test_accounts (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *label;

  ui_wait_for_frame (fixture->window);
  get_row (fixture, "Production, AN…EY, chosen");
  activate (get_row (fixture, "Audit, AN…EY"));
  g_assert_cmpstr (fixture->heard, ==, "chosen two");
  /* It is not the sidebar that decides. */
  get_row (fixture, "Production, AN…EY, chosen");
  ferry_account_sidebar_set_account (fixture->sidebar, "two");
  get_row (fixture, "Audit, AN…EY, chosen");
  get_row (fixture, "Production, AN…EY");
  activate (get_row (fixture, "Sample data, Served by this computer"));
  g_assert_cmpstr (fixture->heard, ==, "chosen " FERRY_ACCOUNT_SAMPLE_ID);
  ferry_account_sidebar_set_account (fixture->sidebar, NULL);
  get_row (fixture, "Audit, AN…EY");

  label = ui_get (fixture->sidebar, GTK_TYPE_LABEL, "Add Account…");
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (fixture->heard, ==, "add");
}

static GtkCheckButton *
find_check (Fixture    *fixture,
            const char *name)
{
  return GTK_CHECK_BUTTON (ui_find (fixture->sidebar, GTK_TYPE_CHECK_BUTTON, name));
}

static void
press_check (Fixture    *fixture,
             const char *name)
{
  GtkCheckButton *check = find_check (fixture, name);

  g_assert_nonnull (check);
  g_signal_emit_by_name (check, "activate");
}

static void
assert_check (Fixture    *fixture,
              const char *name,
              gboolean    is_active,
              gboolean    may_change)
{
  GtkCheckButton *check = find_check (fixture, name);

  g_assert_nonnull (check);
  g_assert_cmpint (gtk_check_button_get_active (check), ==, is_active);
  g_assert_cmpint (gtk_widget_is_sensitive (GTK_WIDGET (check)), ==, may_change);
  gtk_test_accessible_assert_state (check, GTK_ACCESSIBLE_STATE_CHECKED,
                                    is_active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
}

/* The chosen account is always among those that are asked, and a plain choice goes back to one. */
static void
test_tick (Fixture       *fixture,
           gconstpointer  data)
{
  put (fixture, "three", "Staging");
  ui_wait_for_frame (fixture->window);
  assert_check (fixture, "Also ask Production", TRUE, FALSE);
  assert_check (fixture, "Also ask Audit", FALSE, TRUE);
  g_assert_null (find_check (fixture, "Also ask Sample data"));

  press_check (fixture, "Also ask Staging");
  g_assert_cmpstr (fixture->heard, ==, "ticked one three");
  press_check (fixture, "Also ask Audit");
  g_assert_cmpstr (fixture->heard, ==, "ticked one two three");
  assert_check (fixture, "Also ask Audit", TRUE, TRUE);
  get_row (fixture, "Audit, AN…EY, also asked");
  press_check (fixture, "Also ask Staging");
  g_assert_cmpstr (fixture->heard, ==, "ticked one two");

  /* The key stands for the button, and does nothing to the chosen one. */
  choose (get_row (fixture, "Staging, AN…EY"), "row.tick");
  g_assert_cmpstr (fixture->heard, ==, "ticked one two three");
  g_set_str (&fixture->heard, NULL);
  gtk_widget_activate_action (GTK_WIDGET (get_row (fixture, "Production, AN…EY, chosen")), "row.tick", NULL);
  g_assert_null (fixture->heard);
  assert_check (fixture, "Also ask Production", TRUE, FALSE);

  activate (get_row (fixture, "Audit, AN…EY, also asked"));
  g_assert_cmpstr (fixture->heard, ==, "chosen two");
  ferry_account_sidebar_set_account (fixture->sidebar, "two");
  assert_check (fixture, "Also ask Audit", TRUE, FALSE);
  assert_check (fixture, "Also ask Production", FALSE, TRUE);
  g_assert_cmpuint (ferry_account_sidebar_get_ticked (fixture->sidebar)->len, ==, 1);
}

/* Whoever chooses the chosen account means it alone. */
static void
test_choose_alone (Fixture       *fixture,
                   gconstpointer  data)
{
  ui_wait_for_frame (fixture->window);
  ferry_account_sidebar_set_ticked (fixture->sidebar, (const char *const[]) { "two", "nobody", FERRY_ACCOUNT_SAMPLE_ID, NULL });
  g_assert_null (fixture->heard);
  g_assert_cmpuint (ferry_account_sidebar_get_ticked (fixture->sidebar)->len, ==, 2);
  assert_check (fixture, "Also ask Audit", TRUE, TRUE);

  activate (get_row (fixture, "Production, AN…EY, chosen"));
  g_assert_cmpstr (fixture->heard, ==, "chosen one");
  assert_check (fixture, "Also ask Audit", FALSE, TRUE);
  g_assert_cmpuint (ferry_account_sidebar_get_ticked (fixture->sidebar)->len, ==, 1);
}

/* There is nothing to tick where nothing can be combined. */
static void
test_nothing_to_tick (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ui_wait_for_frame (fixture->window);
  press_check (fixture, "Also ask Audit");
  ferry_account_sidebar_set_account (fixture->sidebar, FERRY_ACCOUNT_SAMPLE_ID);
  g_assert_null (find_check (fixture, "Also ask Audit"));
  ferry_account_sidebar_set_ticked (fixture->sidebar, (const char *const[]) { "one", "two", NULL });
  g_assert_cmpuint (ferry_account_sidebar_get_ticked (fixture->sidebar)->len, ==, 1);

  ferry_account_sidebar_set_account (fixture->sidebar, "one");
  press_check (fixture, "Also ask Audit");
  ferry_account_store_remove (fixture->accounts, "two", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->heard, ==, "ticked one");
  ui_wait_for_frame (fixture->window);
  g_assert_null (find_check (fixture, "Also ask Production"));
}

static void
test_account_menu (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const signals[] = { "edit", "duplicate", "remove" };

  ui_wait_for_frame (fixture->window);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autofree char *action = g_strconcat ("row.", signals[i], NULL);
      g_autofree char *expected = g_strconcat (signals[i], " two", NULL);

      choose (get_row (fixture, "Audit, AN…EY"), action);
      g_assert_cmpstr (fixture->heard, ==, expected);
    }
  /* There is nothing to do to the sample account. */
  g_assert_null (ui_find (get_row (fixture, "Sample data, Served by this computer"), GTK_TYPE_MENU_BUTTON, NULL));
}

static void
test_menu_opens (Fixture       *fixture,
                 gconstpointer  data)
{
  FerrySidebarRow *row;
  GtkMenuButton *button;

  ui_wait_for_frame (fixture->window);
  row = get_row (fixture, "Audit, AN…EY");
  button = GTK_MENU_BUTTON (ui_get (row, GTK_TYPE_MENU_BUTTON, "Menu of Audit"));
  choose (row, "menu.popup");
  g_assert_true (gtk_menu_button_get_active (button));
  gtk_menu_button_popdown (button);
  g_assert_false (gtk_menu_button_get_active (button));
  choose (get_row (fixture, "Sample data, Served by this computer"), "menu.popup");
}

static void
test_accounts_change (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(FerryQuery) query = test_make_query ("team", "app");
  g_autoptr(GError) error = NULL;

  ferry_history_set_favorite (fixture->history, "two", query, TRUE);
  ui_wait_for_frame (fixture->window);
  get_row (fixture, "Audit / team/app, CN North-Beijing4 cn-north-4");

  put (fixture, "two", "Inspection");
  ui_wait_for_frame (fixture->window);
  get_row (fixture, "Inspection, AN…EY");
  get_row (fixture, "Inspection / team/app, CN North-Beijing4 cn-north-4");

  ferry_account_store_remove (fixture->accounts, "one", NULL, &error);
  g_assert_no_error (error);
  ui_wait_for_frame (fixture->window);
  g_assert_null (ui_find (fixture->sidebar, FERRY_TYPE_SIDEBAR_ROW, "Production, AN…EY, chosen"));
}

static void
test_recent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryQuery) first = test_make_query ("team", "app");
  g_autoptr(FerryQuery) second = test_make_query ("team", "web/frontend");

  ui_wait_for_frame (fixture->window);
  g_assert_false (ui_has_text (fixture->sidebar, "Recent"));
  ferry_history_add (fixture->history, "one", first);
  ferry_history_add (fixture->history, "two", second);
  ui_wait_for_frame (fixture->window);
  g_assert_true (ui_has_text (fixture->sidebar, "Recent"));
  activate (get_row (fixture, "team/app, CN North-Beijing4 cn-north-4"));
  g_assert_cmpstr (fixture->heard, ==, "query one team/app cn-north-4");
  g_assert_false (ui_has_text (fixture->sidebar, "team/web/frontend"));

  ferry_account_sidebar_set_account (fixture->sidebar, "two");
  ui_wait_for_frame (fixture->window);
  activate (get_row (fixture, "team/web/frontend, CN North-Beijing4 cn-north-4"));
  g_assert_cmpstr (fixture->heard, ==, "query two team/web/frontend cn-north-4");

  choose (get_row (fixture, "team/web/frontend, CN North-Beijing4 cn-north-4"), "row.clear-recent");
  ui_wait_for_frame (fixture->window);
  g_assert_false (ui_has_text (fixture->sidebar, "Recent"));
  g_assert_cmpuint (g_list_model_get_n_items (ferry_history_get_recent (fixture->history, "one")), ==, 1);

  ferry_account_sidebar_set_account (fixture->sidebar, NULL);
  g_assert_false (ui_has_text (fixture->sidebar, "Recent"));
}

/* Opens the menu of a row, and tells whether an item is in it. */
static gboolean
offers (Fixture    *fixture,
        const char *row_label,
        const char *item)
{
  FerrySidebarRow *row = get_row (fixture, row_label);
  GtkMenuButton *button = GTK_MENU_BUTTON (ui_get (row, GTK_TYPE_MENU_BUTTON, NULL));
  gboolean found;

  choose (row, "menu.popup");
  ui_wait_for_text (row, "Clear Recent");
  found = ui_has_text (row, item);
  gtk_menu_button_popdown (button);

  return found;
}

static void
test_favorites (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryQuery) query = test_make_query ("team", "app");

  ferry_history_add (fixture->history, "one", query);
  ui_wait_for_frame (fixture->window);
  g_assert_false (ui_has_text (fixture->sidebar, "Favorites"));
  g_assert_false (offers (fixture, "team/app, CN North-Beijing4 cn-north-4", "Remove From Favorites"));
  g_assert_true (offers (fixture, "team/app, CN North-Beijing4 cn-north-4", "Add to Favorites"));
  choose (get_row (fixture, "team/app, CN North-Beijing4 cn-north-4"), "row.add-favorite");
  g_assert_true (ferry_history_get_is_favorite (fixture->history, "one", query));
  ui_wait_for_frame (fixture->window);
  g_assert_true (ui_has_text (fixture->sidebar, "Favorites"));
  g_assert_false (offers (fixture, "team/app, CN North-Beijing4 cn-north-4", "Add to Favorites"));
  g_assert_true (offers (fixture, "team/app, CN North-Beijing4 cn-north-4", "Remove From Favorites"));

  /* Those of all accounts are in view, whichever is chosen. */
  ferry_account_sidebar_set_account (fixture->sidebar, "two");
  ui_wait_for_frame (fixture->window);
  activate (get_row (fixture, "Production / team/app, CN North-Beijing4 cn-north-4"));
  g_assert_cmpstr (fixture->heard, ==, "query one team/app cn-north-4");
  choose (get_row (fixture, "Production / team/app, CN North-Beijing4 cn-north-4"), "row.remove-favorite");
  ui_wait_for_frame (fixture->window);
  g_assert_false (ui_has_text (fixture->sidebar, "Favorites"));
  g_assert_false (ferry_history_get_is_favorite (fixture->history, "one", query));
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const repositories[] = { "app", "web/frontend", "a-repository-with-a-name-that-is-far-too-long-for-it" };

  for (gsize i = 0; i < G_N_ELEMENTS (repositories); i++)
    {
      g_autoptr(FerryQuery) query = test_make_query ("team", repositories[i]);

      ferry_history_add (fixture->history, "one", query);
      ferry_history_set_favorite (fixture->history, i == 1 ? "two" : "one", query, TRUE);
    }
  ui_wait_for_frame (fixture->window);
  /* A long name does not make the sidebar wider. */
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->sidebar)), <=, 260);
  g_assert_true (ui_has_text (fixture->sidebar, "Favorites"));
}

#define SIDEBAR_TEST(name, function) g_test_add ("/account-sidebar/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  SIDEBAR_TEST ("accounts", test_accounts);
  SIDEBAR_TEST ("tick", test_tick);
  SIDEBAR_TEST ("choose-alone", test_choose_alone);
  SIDEBAR_TEST ("nothing-to-tick", test_nothing_to_tick);
  SIDEBAR_TEST ("account-menu", test_account_menu);
  SIDEBAR_TEST ("menu-opens", test_menu_opens);
  SIDEBAR_TEST ("accounts-change", test_accounts_change);
  SIDEBAR_TEST ("recent", test_recent);
  SIDEBAR_TEST ("favorites", test_favorites);
  SIDEBAR_TEST ("full", test_full);

  return g_test_run ();
}
