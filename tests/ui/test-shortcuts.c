/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#define OVERLAY "/io/github/ferryboard/Ferryboard/gtk/help-overlay.ui"

/* --- The window with the shortcuts --- */

/* The same keys, written in one way. That a keypad has an Enter of its own goes without saying. */
static char *
normalize (const char *accelerator)
{
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_error ("“%s” is not a shortcut", accelerator);

  return gtk_accelerator_name (key == GDK_KEY_KP_Enter ? GDK_KEY_Return : key, modifiers);
}

/* The shortcuts that are shown, each once. */
static GHashTable *
collect_shown (void)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (OVERLAY);
  g_autoptr(GSList) objects = gtk_builder_get_objects (builder);
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GSList *l = objects; l != NULL; l = l->next)
    {
      g_autofree char *accelerators = NULL;
      g_auto(GStrv) list = NULL;

      if (!g_str_equal (G_OBJECT_TYPE_NAME (l->data), "GtkShortcutsShortcut"))
        continue;
      g_object_get (l->data, "accelerator", &accelerators, NULL);
      list = g_strsplit (accelerators, " ", -1);
      for (gsize i = 0; list[i] != NULL; i++)
        if (!g_hash_table_add (shown, normalize (list[i])))
          g_error ("“%s” is shown twice", list[i]);
    }
  /* It is a window of its own. */
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));

  return shown;
}

/* Which keys a widget binds by itself, nobody can ask; so these are written down here. */
static const char *const bound_keys[] = {
  "<Control>space", "<Control>c", "<Control><Shift>c", "<Control>a", "<Control><Shift>a", "Menu", "<Shift>F10", "F10",
};

static void
test_bound (void)
{
  g_autoptr(GHashTable) shown = collect_shown ();

  for (gsize i = 0; i < G_N_ELEMENTS (bound_keys); i++)
    {
      g_autofree char *key = normalize (bound_keys[i]);

      if (!g_hash_table_contains (shown, key))
        g_error ("The shortcut %s is not shown", key);
    }
}

static void
test_complete (UiFixture     *fixture,
               gconstpointer  data)
{
  GtkApplication *application = GTK_APPLICATION (ui_get_application ());
  g_autoptr(GHashTable) shown = collect_shown ();
  g_auto(GStrv) actions = gtk_application_list_action_descriptions (application);
  guint n_accelerators = 0;

  for (gsize i = 0; actions[i] != NULL; i++)
    {
      g_auto(GStrv) accelerators = gtk_application_get_accels_for_action (application, actions[i]);

      for (gsize j = 0; accelerators[j] != NULL; j++)
        {
          g_autofree char *accelerator = normalize (accelerators[j]);

          if (!g_hash_table_contains (shown, accelerator))
            g_error ("The shortcut %s of %s is not shown", accelerators[j], actions[i]);
          n_accelerators++;
        }
    }
  g_assert_cmpuint (n_accelerators, >=, 13);
}

static gboolean
shows_overlay (gpointer user_data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (toplevel), "GtkShortcutsWindow") && gtk_widget_get_mapped (toplevel))
        {
          g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (toplevel)), ==, "Keyboard Shortcuts");
          gtk_test_accessible_assert_property (toplevel, GTK_ACCESSIBLE_PROPERTY_LABEL, "Keyboard Shortcuts");
          return TRUE;
        }
    }

  return FALSE;
}

/* With it open, a dialog still comes up over the window it belongs to. */
static void
test_show (UiFixture     *fixture,
           gconstpointer  data)
{
  g_auto(GStrv) accelerators = gtk_application_get_accels_for_action (GTK_APPLICATION (ui_get_application ()), "win.show-help-overlay");

  g_assert_true (g_strv_contains ((const char *const *) accelerators, "<Control>question"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-help-overlay", NULL));
  test_wait_for (shows_overlay, NULL, "the shortcuts");

  g_action_group_activate_action (G_ACTION_GROUP (ui_get_application ()), "preferences", NULL);
  ui_wait_for_dialog (fixture->window);
}

/* --- Mnemonics --- */

static gunichar
find_mnemonic (const char *label)
{
  const char *underscore = strchr (label, '_');

  return underscore != NULL ? g_unichar_tolower (g_utf8_get_char (underscore + 1)) : 0;
}

static void
take_mnemonic (GHashTable *taken,
               const char *label)
{
  gpointer key = GUINT_TO_POINTER (find_mnemonic (label));
  const char *other = g_hash_table_lookup (taken, key);

  if (key == NULL)
    g_error ("“%s” has no mnemonic", label);
  if (other != NULL)
    g_error ("“%s” and “%s” have the same mnemonic", other, label);
  g_hash_table_insert (taken, key, g_strdup (label));
}

static const char *
get_label (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (GTK_IS_MENU_BUTTON (widget))
    return gtk_menu_button_get_label (GTK_MENU_BUTTON (widget));
  if (ADW_IS_BUTTON_CONTENT (widget))
    return adw_button_content_get_label (ADW_BUTTON_CONTENT (widget));

  return NULL;
}

/* Popovers are no part of it: they have keys of their own. */
static void
take_mnemonics (GHashTable *taken,
                GtkWidget  *widget)
{
  const char *label = get_label (widget);

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  if (label != NULL && *label != '\0')
    {
      take_mnemonic (taken, label);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    take_mnemonics (taken, child);
}

static guint
check_mnemonics (gpointer root)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  take_mnemonics (taken, GTK_WIDGET (root));

  return g_hash_table_size (taken);
}

/* On every page, while it can be stopped and with each banner that may be there. */
static void
test_pages (UiFixture     *fixture,
            gconstpointer  data)
{
  static const char *const banners[] = { "_Close", "Edit _Account…", "Sign In A_gain…" };
  g_autoptr(GtkSelectionModel) pages = gtk_stack_get_pages (fixture->window->stack);

  gtk_widget_set_visible (fixture->window->resume_button, TRUE);
  gtk_button_set_label (fixture->window->failed_button, "_Edit Query");
  adw_banner_set_revealed (fixture->window->account_banner, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (banners); j++)
      {
        adw_banner_set_button_label (fixture->window->account_banner, banners[j]);
        gtk_selection_model_select_item (pages, i, TRUE);
        gtk_widget_set_visible (fixture->window->scan_bar, g_str_equal (ui_get_page (fixture->window), "rows"));
        /* Without an account there is nothing to remark about one. */
        adw_banner_set_revealed (fixture->window->account_banner, !g_str_equal (ui_get_page (fixture->window), "first-run"));
        ui_wait_for_frame (fixture->window);
        g_assert_cmpuint (check_mnemonics (fixture->window), >=, 3);
      }
}

static void
test_no_match (UiFixture     *fixture,
               gconstpointer  data)
{
  ferry_window_show_sample (fixture->window);
  ui_wait_for_answer (fixture->window);
  ui_set_text (fixture->window, "Filter tasks", "nothing like it");
  ui_wait_for_text (fixture->window, "No Matching Tasks");
  g_assert_cmpuint (check_mnemonics (fixture->window), >=, 4);
}

/* Rows have mnemonics too, where there is something to switch or to open. */
static guint
check_rows (GHashTable *taken,
            GtkWidget  *widget)
{
  guint n_rows = 0;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return 0;
  /* What is pressed of a row that expands is a row inside it. */
  if (ADW_IS_PREFERENCES_ROW (widget) && !ADW_IS_EXPANDER_ROW (widget) &&
      adw_preferences_row_get_use_underline (ADW_PREFERENCES_ROW (widget)))
    {
      take_mnemonic (taken, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
      n_rows++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_rows += check_rows (taken, child);

  return n_rows;
}

static void
check_dialog (UiFixture  *fixture,
              const char *action,
              guint       n_rows)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
  dialog = ui_wait_for_dialog (fixture->window);
  take_mnemonics (taken, GTK_WIDGET (dialog));
  g_assert_cmpuint (check_rows (taken, GTK_WIDGET (dialog)), ==, n_rows);
  adw_dialog_force_close (dialog);
}

static void
test_dialogs (UiFixture     *fixture,
              gconstpointer  data)
{
  check_dialog (fixture, "app.preferences", 11);
  ui_list (fixture->window, "test", "grpc-helloworld");
  check_dialog (fixture, "win.export-dialog", 8);
  check_dialog (fixture, "win.add-account", 5);
}

/* Returns how many items there are, in sections and below too. Sections share their letters, a menu below has its own. */
static guint
check_menu (GHashTable *taken,
            GMenuModel *menu)
{
  guint n_items = 0;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr(GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *label = NULL;

      if (section != NULL)
        {
          n_items += check_menu (taken, section);
          continue;
        }
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      take_mnemonic (taken, label);
      n_items++;
    }

  return n_items;
}

static void
test_menus (UiFixture     *fixture,
            gconstpointer  data)
{
  GMenuModel *const menus[] = {
    gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (ui_get (fixture->window, GTK_TYPE_MENU_BUTTON, "Main Menu"))),
    adw_split_button_get_menu_model (fixture->window->export_button),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (menus); i++)
    {
      g_autoptr(GHashTable) taken = g_hash_table_new_full (NULL, NULL, NULL, g_free);

      g_assert_cmpuint (check_menu (taken, menus[i]), >=, 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  UI_TEST ("/shortcuts/complete", NULL, test_complete);
  g_test_add_func ("/shortcuts/bound", test_bound);
  UI_TEST ("/shortcuts/show", NULL, test_show);
  UI_TEST ("/shortcuts/mnemonics/pages", NULL, test_pages);
  UI_TEST ("/shortcuts/mnemonics/no-match", NULL, test_no_match);
  UI_TEST ("/shortcuts/mnemonics/dialogs", NULL, test_dialogs);
  UI_TEST ("/shortcuts/mnemonics/menus", NULL, test_menus);

  return g_test_run ();
}
