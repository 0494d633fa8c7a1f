/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-completion.h"
#include "ui-util.h"

/* A window with an entry that has suggestions, and one that has none. */
typedef struct
{
  GtkWindow *window;
  GtkWidget *entry; /* (nullable) a weak pointer */
  GtkWidget *other;
  const char *const *candidates;
  guint n_asked;
  gboolean was_freed;
} Fixture;

static const char *const organizations[] = { "my-team", "team-a", "Team-B", "test", "tests", "größe", NULL };

static GStrv
dup_candidates (GtkEntry *entry,
                gpointer  user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (GTK_WIDGET (entry) == fixture->entry);
  fixture->n_asked++;

  return g_strdupv ((GStrv) fixture->candidates);
}

static void
free_cb (gpointer user_data)
{
  ((Fixture *) user_data)->was_freed = TRUE;
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->candidates = organizations;
  g_set_weak_pointer (&fixture->entry, gtk_entry_new ());
  fixture->other = gtk_entry_new ();
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), fixture->other);
  ferry_completion_attach (GTK_ENTRY (fixture->entry), dup_candidates, fixture, free_cb);

  fixture->window = g_object_new (GTK_TYPE_WINDOW, "child", box, NULL);
  gtk_window_present (fixture->window);
  test_wait_for (is_mapped, fixture->entry, "the window");
  gtk_widget_grab_focus (fixture->entry);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  test_wait_for_end ((gpointer *) &fixture->entry, "the entry's end");
  g_assert_true (fixture->was_freed);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

static GtkWidget *
get_popover (Fixture *fixture)
{
  return ui_find (fixture->entry, GTK_TYPE_POPOVER, NULL);
}

/* As a key does that is bound to text. */
static void
type (Fixture    *fixture,
      const char *text)
{
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry)), "insert-at-cursor", text);
}

static void
type_backspace (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry)), "backspace");
}

/* Hands a key to what catches it on its way to the entry. */
static gboolean
press_with (Fixture         *fixture,
            guint            keyval,
            GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  gboolean was_stopped = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "ferry-completion-keys") == 0)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &was_stopped);
    }

  return was_stopped;
}

static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  return press_with (fixture, keyval, 0);
}

/* The suggestions that are seen, with an asterisk at the selected one. */
static char *
dup_suggestions (Fixture *fixture)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;
  GtkListBoxRow *row;
  GtkListBox *list_box;

  if (get_popover (fixture) == NULL)
    return g_strdup ("closed");

  list_box = GTK_LIST_BOX (ui_get (fixture->entry, GTK_TYPE_LIST_BOX, NULL));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_box, i)) != NULL; i++)
    g_strv_builder_take (builder, g_strconcat (gtk_list_box_row_is_selected (row) ? "*" : "",
                                               gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))), NULL));
  texts = g_strv_builder_end (builder);

  return g_strjoinv (" ", texts);
}

static void
assert_suggestions (Fixture    *fixture,
                    const char *expected)
{
  g_autofree char *suggestions = dup_suggestions (fixture);

  g_assert_cmpstr (suggestions, ==, expected);
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, expected);
}

static void
test_matches (Fixture       *fixture,
              gconstpointer  data)
{
  assert_suggestions (fixture, "closed");

  type (fixture, "t");
  assert_suggestions (fixture, "team-a Team-B test tests my-team");
  type (fixture, "E");
  assert_suggestions (fixture, "team-a Team-B test tests my-team");
  type_backspace (fixture);
  type (fixture, "es");
  assert_suggestions (fixture, "test tests");
  /* What is there need not be suggested. */
  type (fixture, "t");
  assert_suggestions (fixture, "tests");
  type (fixture, "s");
  assert_suggestions (fixture, "closed");
  type_backspace (fixture);
  assert_suggestions (fixture, "tests");
  type (fixture, "-nothing");
  assert_suggestions (fixture, "closed");
  g_assert_cmpuint (fixture->n_asked, ==, 8);
}

static void
test_at_most_eight (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture->candidates = (const char *const[]) { "xa", "xb", "xc", "xd", "xe", "a1", "xf", "xg", "xh", "a2", NULL };
  type (fixture, "a");
  assert_suggestions (fixture, "a1 a2 xa");
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "");
  type (fixture, "x");
  assert_suggestions (fixture, "xa xb xc xd xe xf xg xh");

  fixture->candidates = (const char *const[]) { "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "1x", NULL };
  type_backspace (fixture);
  type (fixture, "x");
  assert_suggestions (fixture, "x1 x2 x3 x4 x5 x6 x7 x8");

  fixture->candidates = NULL;
  type_backspace (fixture);
  type (fixture, "x");
  assert_suggestions (fixture, "closed");
}

/* Nothing comes up unasked, and nothing stays that is about another text. */
static void
test_set_text (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "te");
  assert_suggestions (fixture, "closed");

  gtk_editable_set_position (GTK_EDITABLE (fixture->entry), -1);
  type (fixture, "a");
  assert_suggestions (fixture, "team-a Team-B my-team");
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "te");
  assert_suggestions (fixture, "closed");

  gtk_widget_grab_focus (fixture->other);
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "te");
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  type (fixture, "tes");
  assert_suggestions (fixture, "test tests");
  g_assert_true (press (fixture, GDK_KEY_Down));
  assert_suggestions (fixture, "*test tests");
  g_assert_true (press (fixture, GDK_KEY_Down));
  assert_suggestions (fixture, "test *tests");
  g_assert_true (press (fixture, GDK_KEY_Down));
  assert_suggestions (fixture, "test tests");
  g_assert_true (press (fixture, GDK_KEY_KP_Up));
  assert_suggestions (fixture, "test *tests");
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_true (press (fixture, GDK_KEY_Up));
  assert_suggestions (fixture, "test tests");
  assert_text (fixture, "tes");

  /* These are not meant for the list. */
  g_assert_false (press (fixture, GDK_KEY_Tab));
  g_assert_false (press (fixture, GDK_KEY_Left));
  g_assert_false (press_with (fixture, GDK_KEY_Down, GDK_ALT_MASK));
  g_assert_false (press_with (fixture, GDK_KEY_Escape, GDK_SHIFT_MASK));
  assert_suggestions (fixture, "test tests");
}

static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  type (fixture, "tes");
  press (fixture, GDK_KEY_Down);
  g_assert_true (press (fixture, GDK_KEY_Return));
  assert_text (fixture, "test");
  assert_suggestions (fixture, "closed");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (fixture->entry)), ==, 4);

  /* The next one is the entry's, and so is one when nothing is selected. */
  g_assert_false (press (fixture, GDK_KEY_Return));
  type (fixture, "s");
  type_backspace (fixture);
  assert_suggestions (fixture, "tests");
  g_assert_false (press (fixture, GDK_KEY_Return));
  assert_suggestions (fixture, "closed");
  assert_text (fixture, "test");
}

/* The first Escape closes the list and nothing else. */
static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  type (fixture, "tes");
  press (fixture, GDK_KEY_Down);
  g_assert_true (press (fixture, GDK_KEY_Escape));
  assert_suggestions (fixture, "closed");
  assert_text (fixture, "tes");
  g_assert_false (press (fixture, GDK_KEY_Escape));
  g_assert_false (press (fixture, GDK_KEY_Down));

  /* Nothing of it is selected the next time. */
  type (fixture, "t");
  assert_suggestions (fixture, "tests");
}

static void
test_click (Fixture       *fixture,
            gconstpointer  data)
{
  GtkListBox *list_box;

  type (fixture, "tes");
  list_box = GTK_LIST_BOX (ui_get (fixture->entry, GTK_TYPE_LIST_BOX, NULL));
  g_signal_emit_by_name (list_box, "row-activated", gtk_list_box_get_row_at_index (list_box, 1));
  assert_text (fixture, "tests");
  assert_suggestions (fixture, "closed");
}

static void
test_focus_leaves (Fixture       *fixture,
                   gconstpointer  data)
{
  type (fixture, "tes");
  assert_suggestions (fixture, "test tests");
  gtk_widget_grab_focus (fixture->other);
  assert_suggestions (fixture, "closed");
}

/* While a word is composed, the keys belong to the input method. */
static void
test_composing (Fixture       *fixture,
                gconstpointer  data)
{
  type (fixture, "tes");
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (fixture->entry)), "preedit-changed", "zhong");
  assert_suggestions (fixture, "closed");
}

static void
test_accessibility (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *entry = fixture->entry;
  GtkWidget *row;

  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);

  type (fixture, "tes");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  gtk_test_accessible_assert_role (ui_get (entry, GTK_TYPE_LIST_BOX, NULL), GTK_ACCESSIBLE_ROLE_LIST_BOX);
  row = ui_get (entry, GTK_TYPE_LIST_BOX_ROW, "test");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_OPTION);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));

  press (fixture, GDK_KEY_Down);
  gtk_test_accessible_assert_relation (entry, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);

  press (fixture, GDK_KEY_Escape);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
}

/* Closing the window while a suggestion is selected. */
static void
test_end_while_open (Fixture       *fixture,
                     gconstpointer  data)
{
  type (fixture, "tes");
  press (fixture, GDK_KEY_Down);
  assert_suggestions (fixture, "*test tests");
}

/* Moved to another window, the entry takes its suggestions along. */
static void
test_other_window (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GtkWidget) box = g_object_ref (gtk_window_get_child (fixture->window));

  type (fixture, "tes");
  gtk_window_set_child (fixture->window, NULL);
  assert_suggestions (fixture, "closed");
  gtk_window_destroy (fixture->window);

  fixture->window = g_object_new (GTK_TYPE_WINDOW, "child", box, NULL);
  gtk_window_present (fixture->window);
  test_wait_for (is_mapped, fixture->entry, "the other window");
  gtk_widget_grab_focus (fixture->entry);
  gtk_editable_set_position (GTK_EDITABLE (fixture->entry), -1);
  type (fixture, "t");
  g_assert_true (press (fixture, GDK_KEY_Down));
  assert_suggestions (fixture, "*tests");
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  TEST ("/completion/matches", test_matches);
  TEST ("/completion/at-most-eight", test_at_most_eight);
  TEST ("/completion/set-text", test_set_text);
  TEST ("/completion/keys", test_keys);
  TEST ("/completion/enter", test_enter);
  TEST ("/completion/escape", test_escape);
  TEST ("/completion/click", test_click);
  TEST ("/completion/focus-leaves", test_focus_leaves);
  TEST ("/completion/composing", test_composing);
  TEST ("/completion/accessibility", test_accessibility);
  TEST ("/completion/end-while-open", test_end_while_open);
  TEST ("/completion/other-window", test_other_window);

  return g_test_run ();
}
