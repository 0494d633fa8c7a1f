/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ferry-names-dialog.h"
#include "ui-util.h"

/* A window, and the dialog in it. Lists that are asked for are counted, and not asked for. */
typedef struct
{
  UiFixture base;
  FerryNamesDialog *dialog; /* (nullable) a weak pointer */
  guint n_lists;
  char *folder;
} Fixture;

static void
list_cb (Fixture *self)
{
  self->n_lists++;
}

static void
open_dialog (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->base.window), "win.names", NULL));
  g_set_weak_pointer (&self->dialog, FERRY_NAMES_DIALOG (ui_wait_for_dialog (self->base.window)));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GSimpleAction) action = g_simple_action_new ("list", NULL);

  self->folder = test_make_folder ();
  ui_fixture_set_up (&self->base, data);
  g_signal_connect_swapped (action, "activate", G_CALLBACK (list_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self->base.window), G_ACTION (action));
  open_dialog (self);
}

static void
close_dialog (Fixture *self)
{
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  test_wait_for_end ((gpointer *) &self->dialog, "the dialog's end");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_fixture_tear_down (&self->base, data);
  test_wait_for_end ((gpointer *) &self->dialog, "the dialog's end");
  test_remove_folder (self->folder);
}

static GtkTextBuffer *
get_buffer (Fixture *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_get (self->dialog, GTK_TYPE_TEXT_VIEW, "Repositories")));
}

/* As keys do, and the clipboard. */
static void
type (Fixture    *self,
      const char *text)
{
  g_assert_true (gtk_text_buffer_insert_interactive_at_cursor (get_buffer (self), text, -1, TRUE));
}

static void
write_text (Fixture    *self,
            const char *text)
{
  gtk_text_buffer_set_text (get_buffer (self), "", -1);
  type (self, text);
}

static GtkWidget *
get_scan_button (Fixture *self)
{
  return ui_get (self->dialog, GTK_TYPE_BUTTON, "Sca_n");
}

static gboolean
can_scan (Fixture *self)
{
  g_autoptr(FerryQuery) query = ferry_names_dialog_dup_query (self->dialog);
  gboolean sensitive = gtk_widget_get_sensitive (get_scan_button (self));

  g_assert_true (sensitive == (query != NULL));

  return sensitive;
}

static void
assert_text (Fixture    *self,
             const char *expected)
{
  g_autofree char *text = ferry_names_dialog_dup_text (self->dialog);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_query (Fixture    *self,
              const char *expected)
{
  g_autoptr(FerryQuery) query = ferry_query_bar_dup_query (self->base.window->query_bar);
  g_autofree char *text = ferry_query_dup_text (query);

  g_assert_cmpstr (text, ==, expected);
}

/* What is said about a line while it is being written. */
static void
test_while_typing (Fixture       *self,
                   gconstpointer  data)
{
  g_assert_false (can_scan (self));
  g_assert_true (ui_has_text (self->dialog, "No repository"));

  type (self, "team");
  g_assert_false (can_scan (self));
  g_assert_true (ui_has_text (self->dialog, "Line 1, “team”: Write ORGANIZATION/REPOSITORY."));
  g_assert_true (ui_has_text (self->dialog, "1 line names no repository"));

  type (self, "/app");
  g_assert_true (can_scan (self));
  g_assert_false (ui_has_text (self->dialog, "Line 1"));
  g_assert_true (ui_has_text (self->dialog, "team/app · CN North-Beijing4 cn-north-4"));

  type (self, "\n\n# ours\nteam/web/frontend\n");
  g_assert_true (can_scan (self));
  g_assert_true (ui_has_text (self->dialog, "2 repositories · CN North-Beijing4 cn-north-4"));

  type (self, "swr.eu-west-0.myhuaweicloud.com/team/web:v1\n");
  g_assert_true (can_scan (self));
  g_assert_true (ui_has_text (self->dialog, "3 repositories · 2 regions"));
}

static void
test_bad_lines (Fixture       *self,
                gconstpointer  data)
{
  GtkListBox *list_box;
  GtkTextIter cursor;

  write_text (self, "team/app\n../x\nteam/web\n\n  nothing");
  g_assert_false (can_scan (self));
  g_assert_true (ui_has_text (self->dialog, "2 lines name no repository"));
  g_assert_true (ui_has_text (self->dialog, "Line 2, “../x”: The organization holds a part that is only dots"));
  g_assert_true (ui_has_text (self->dialog, "Line 5, “nothing”: Write ORGANIZATION/REPOSITORY."));

  /* The cursor goes where the mistake is. */
  list_box = GTK_LIST_BOX (ui_get (self->dialog, GTK_TYPE_LIST_BOX, "Lines That Name No Repository"));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (list_box, 1))));
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &cursor, gtk_text_buffer_get_insert (get_buffer (self)));
  g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 4);
  g_assert_true (gtk_widget_has_focus (ui_get (self->dialog, GTK_TYPE_TEXT_VIEW, NULL)));
}

/* A low window scrolls all of the dialog, and cuts no line that says what is wrong. */
static void
test_low (Fixture       *self,
          gconstpointer  data)
{
  GtkWidget *list_box, *lines, *row;
  int minimum, natural;

  write_text (self, "team");
  list_box = ui_get (self->dialog, GTK_TYPE_LIST_BOX, "Lines That Name No Repository");
  lines = gtk_widget_get_ancestor (list_box, GTK_TYPE_SCROLLED_WINDOW);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list_box), 0));
  gtk_widget_measure (lines, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (minimum, >=, natural);
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_widget_get_parent (lines), GTK_TYPE_SCROLLED_WINDOW));
}

/* A file that is none at all does not fill the dialog. */
static void
test_many_bad_lines (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("team/app\n");

  for (guint i = 0; i < 60; i++)
    g_string_append (text, "wrong\n");
  write_text (self, text->str);
  g_assert_true (ui_has_text (self->dialog, "60 lines name no repository"));
  g_assert_true (ui_has_text (self->dialog, "Line 51, “wrong”: "));
  g_assert_false (ui_has_text (self->dialog, "Line 52"));
  g_assert_true (ui_has_text (self->dialog, "And 10 more"));
  g_assert_false (can_scan (self));

  write_text (self, "team/app");
  g_assert_true (can_scan (self));
}

/* The bar asks for the list then, in its own regions and in those of the addresses. */
static void
test_scan (Fixture       *self,
           gconstpointer  data)
{
  const char *const text = "# ours\nteam/app\n\nswr.eu-west-0.myhuaweicloud.com/team/web:v1 # theirs\n";

  write_text (self, text);
  ui_press (self->dialog, "Sca_n");
  test_wait_for_end ((gpointer *) &self->dialog, "the dialog's end");
  g_assert_cmpuint (self->n_lists, ==, 1);
  assert_query (self, "cn-north-4,eu-west-0\nteam/app\nteam/web");
  g_assert_true (ui_has_text (self->base.window->query_bar, "2 repositories from a list"));

  /* To be edited it is there as it was written. */
  ui_press (self->base.window->query_bar, "Edit List…");
  g_set_weak_pointer (&self->dialog, FERRY_NAMES_DIALOG (ui_wait_for_dialog (self->base.window)));
  assert_text (self, text);
  write_text (self, "team/other");
  ui_press (self->dialog, "Sca_n");
  test_wait_for_end ((gpointer *) &self->dialog, "the dialog's end");
  assert_query (self, "cn-north-4,eu-west-0\nteam/other");

  /* It is there, too, when it is no longer asked for. */
  ui_press (self->base.window->query_bar, "Remove List");
  ui_press (self->base.window->query_bar, "List of Repositories…");
  g_set_weak_pointer (&self->dialog, FERRY_NAMES_DIALOG (ui_wait_for_dialog (self->base.window)));
  assert_text (self, "team/other");
}

/* Whoever closes the dialog has asked for nothing, but what was written is not lost. */
static void
test_close (Fixture       *self,
            gconstpointer  data)
{
  write_text (self, "team/app\nbad\n");
  close_dialog (self);
  g_assert_cmpuint (self->n_lists, ==, 0);
  assert_query (self, "cn-north-4//");

  open_dialog (self);
  assert_text (self, "team/app\nbad\n");
  g_assert_false (can_scan (self));
  g_assert_true (ui_has_text (self->dialog, "Line 2"));
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (self)));
}

/* A list that comes from the sidebar can be edited as if it had been written here. */
static void
test_list_from_elsewhere (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr(FerryQuery) query = ferry_query_new_from_text ("eu-west-0\nteam/app\nteam/web", NULL);

  write_text (self, "other/app");
  close_dialog (self);
  ferry_query_bar_set_query (self->base.window->query_bar, query);
  open_dialog (self);
  assert_text (self, "team/app\nteam/web");
  g_assert_true (ui_has_text (self->dialog, "2 repositories · EU-Paris eu-west-0"));
}

static void
test_no_region (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(FerryNamesDialog) dialog = NULL;
  g_autoptr(FerryQuery) query = NULL;
  const char *const regions[] = { NULL };

  dialog = g_object_ref_sink (ferry_names_dialog_new (regions, "team/app"));
  g_assert_null (ferry_names_dialog_dup_query (dialog));
  g_clear_object (&dialog);

  dialog = g_object_ref_sink (ferry_names_dialog_new (regions, "swr.eu-west-0.myhuaweicloud.com/team/app"));
  query = ferry_names_dialog_dup_query (dialog);
  g_assert_cmpstr (ferry_query_get_regions (query)[0], ==, "eu-west-0");
}

/* --- Files --- */

static GFile *
create_file (Fixture    *self,
             const char *name,
             const char *contents,
             gssize      length)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

/* Where files are dropped: on anything in the dialog, before the text takes their names. */
static GtkDropTarget *
find_drop_target (Fixture *self)
{
  GtkWidget *content = adw_dialog_get_child (ADW_DIALOG (self->dialog));
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (content);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        return GTK_DROP_TARGET (controller);
    }

  g_assert_not_reached ();
}

static void
drop (Fixture *self,
      GFile   *file)
{
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (find_drop_target (self), "drop", &value, 10., 10., &taken);
  g_assert_true (taken);
}

static void
test_drop (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GFile) file = create_file (self, "names.txt", "\xef\xbb\xbfteam/web\r\n# 注释\r\nteam/三\r\noops", -1);
  g_autoptr(GFile) other = create_file (self, "more.txt", "team/more", -1);

  type (self, "team/app");
  drop (self, file);
  ui_wait_for_text (self->dialog, "Line 5, “oops”");
  assert_text (self, "team/app\nteam/web\r\n# 注释\r\nteam/三\r\noops");

  write_text (self, "team/app\n");
  drop (self, other);
  ui_wait_for_text (self->dialog, "2 repositories · ");
  assert_text (self, "team/app\nteam/more");
  g_assert_true (can_scan (self));

  /* It can be taken back. */
  gtk_text_buffer_undo (get_buffer (self));
  assert_text (self, "team/app\n");
}

typedef struct
{
  const char *contents;
  gssize length;
  const char *words;
} BadFile;

static const BadFile bad_files[] = {
  { "team/\xff\xfe\n", -1, "The list of repositories is not UTF-8 text." },
  { "team/a\0pp", 9, "The list of repositories is not UTF-8 text." },
  { "\xff\xfet\0e\0", 6, "The list of repositories is UTF-16 text." },
};

/* What is written stays as it is. */
static void
test_bad_files (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GFile) missing = g_file_new_build_filename (self->folder, "missing.txt", NULL);
  g_autofree char *large = g_strnfill (FERRY_NAME_LIST_MAX_BYTES + 1, '\n');
  g_autoptr(GFile) large_file = create_file (self, "large.txt", large, -1);

  type (self, "team/app");
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr(GFile) file = create_file (self, "bad.txt", bad_files[i].contents, bad_files[i].length);

      drop (self, file);
      ui_wait_for_text (self->dialog, bad_files[i].words);
      assert_text (self, "team/app");
      type (self, "2");
      g_assert_false (ui_has_text (self->dialog, bad_files[i].words));
      gtk_text_buffer_set_text (get_buffer (self), "team/app", -1);
    }

  drop (self, large_file);
  ui_wait_for_text (self->dialog, "The list of repositories is too large");
  drop (self, missing);
  ui_wait_for_text (self->dialog, "missing.txt");
  assert_text (self, "team/app");
  g_assert_true (can_scan (self));
}

/* What is still being read when somebody goes is not waited for. */
static void
test_closed_meanwhile (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr(GFile) file = create_file (self, "names.txt", "team/web", -1);

  drop (self, file);
  close_dialog (self);
  open_dialog (self);
  assert_text (self, "");
}

static void
test_accessibility (Fixture       *self,
                    gconstpointer  data)
{
  GtkWidget *text_view = ui_get (self->dialog, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_test_accessible_assert_property (text_view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Repositories");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (text_view), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  /* The keyboard gets out of the text again. */
  g_assert_false (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (text_view)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->base.window)) == text_view);

  write_text (self, "bad");
  gtk_test_accessible_assert_property (ui_get (self->dialog, GTK_TYPE_LIST_BOX_ROW, NULL), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Line 1, “bad”: Write ORGANIZATION/REPOSITORY.");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  TEST ("/names-dialog/while-typing", test_while_typing);
  TEST ("/names-dialog/bad-lines", test_bad_lines);
  TEST ("/names-dialog/low", test_low);
  TEST ("/names-dialog/many-bad-lines", test_many_bad_lines);
  TEST ("/names-dialog/scan", test_scan);
  TEST ("/names-dialog/close", test_close);
  TEST ("/names-dialog/list-from-elsewhere", test_list_from_elsewhere);
  TEST ("/names-dialog/no-region", test_no_region);
  TEST ("/names-dialog/drop", test_drop);
  TEST ("/names-dialog/bad-files", test_bad_files);
  TEST ("/names-dialog/closed-meanwhile", test_closed_meanwhile);
  TEST ("/names-dialog/accessibility", test_accessibility);

  return g_test_run ();
}
