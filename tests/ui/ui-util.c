/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-util.h"

#include <locale.h>
#include <stdlib.h>

#include "ferry-sync-task-view-private.h"

#include "ferry-text-cell.h"

/* The application is the default one from here on, and lives as long as the program: one that was registered
 * but never run cannot be freed. */
static void
start_application (void)
{
  GApplication *application = G_APPLICATION (ferry_application_new ());
  g_autoptr(GError) error = NULL;

  g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
}

static char *home;

static void
remove_home (void)
{
  test_remove_folder (home);
}

/* Accounts, secrets and settings of whoever runs the tests are left alone. */
static void
move_home (void)
{
  static const char *const variables[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
  g_autofree char *secrets = NULL;

  home = test_make_folder ();
  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i], home, TRUE);

  secrets = g_build_filename (home, "secrets", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", secrets, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password for tests", TRUE);
  atexit (remove_home);
}

/* Not gtk_test_init(): it wants a locale that not every system has. */
void
ui_init (int    *argc,
         char ***argv)
{
  move_home ();
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  adw_init ();
  /* What happens at once need not be waited for. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  start_application ();
}

static void
forget_settings (void)
{
  g_autoptr(GSettings) settings = g_settings_new (FERRY_APPLICATION_ID);
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

FerryApplication *
ui_get_application (void)
{
  return FERRY_APPLICATION (g_application_get_default ());
}

/* An account for a service that takes the key pair of the demo service, and is signed in to already. */
FerryAccount *
ui_create_account (const char *id,
                   const char *name,
                   const char *endpoint)
{
  g_autoptr(FerryCredentials) credentials = test_dup_key_pair ();
  FerryAccount *account = g_object_new (FERRY_TYPE_ACCOUNT,
                                        "id", id,
                                        "name", name,
                                        "access-key", FERRY_DEMO_ACCESS_KEY,
                                        "endpoint", endpoint,
                                        NULL);
  g_autoptr(FerryClient) client = ferry_client_new (account, credentials, NULL);

  ferry_connection_set_retry_delay (ferry_client_get_connection (client), 1);
  ferry_client_pool_put (ferry_application_get_clients (ui_get_application ()), client);

  return account;
}

static gboolean
is_signed_in (gpointer user_data)
{
  return FERRY_WINDOW (user_data)->client != NULL;
}

/* Goes on with an account, and waits until something can be asked. */
void
ui_set_account (FerryWindow  *window,
                FerryAccount *account)
{
  ferry_window_set_account (window, account);
  test_wait_for (is_signed_in, window, "the client of the account");
}

void
ui_fixture_set_up (UiFixture     *fixture,
                   gconstpointer  data)
{
  g_autoptr(FerryAccount) account = NULL;

  forget_settings ();
  /* What another test has listed is nothing to begin with. */
  ferry_cache_clear (ferry_application_get_cache (ui_get_application ()), NULL);
  fixture->server = test_start_server ();
  account = ui_create_account ("test", "Test", ferry_demo_server_get_endpoint (fixture->server));

  g_set_weak_pointer (&fixture->window, ferry_window_new (GTK_APPLICATION (ui_get_application ())));
  ui_set_account (fixture->window, account);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* With FERRYBOARD_TEST_SCREENSHOTS naming a folder, leaves a picture there, called by the test and the moment. */
void
ui_leave_screenshot (gpointer    window,
                     const char *moment)
{
  const char *folder = g_getenv ("FERRYBOARD_TEST_SCREENSHOTS");
  g_autofree char *name = g_strdelimit (g_strconcat (g_test_get_path () + 1, moment, ".png", NULL), "/", '-');
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    ui_take_screenshot (window, path);
}

static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Closes the window that a weak pointer leads to. One that anything still holds fails the test. */
void
ui_close (FerryWindow **window)
{
  gtk_window_destroy (GTK_WINDOW (*window));
  test_wait_for (is_gone, window, "the window's end");
}

void
ui_fixture_tear_down (UiFixture     *fixture,
                      gconstpointer  data)
{
  if (fixture->window != NULL)
    {
      ui_leave_screenshot (fixture->window, "");
      ui_close (&fixture->window);
    }
  /* What one test put there is not there for the next. */
  ferry_client_pool_forget (ferry_application_get_clients (ui_get_application ()), "test");
  ferry_history_forget_account (ferry_application_get_history (ui_get_application ()), "test");
  g_assert_finalize_object (fixture->server);
}

static gboolean
has_accessible_label (GtkWidget  *widget,
                      const char *label)
{
  g_autofree char *other = NULL;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;

  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  return other == NULL;
}

/* What a person would call a widget: the words on it, beside it or in its tooltip. */
static gboolean
is_called (GtkWidget  *widget,
           const char *name)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0)
    return TRUE;
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), name) == 0)
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), name) == 0)
    return TRUE;
  if (FERRY_IS_TEXT_CELL (widget) && g_strcmp0 (ferry_text_cell_get_text (FERRY_TEXT_CELL (widget)), name) == 0)
    return TRUE;
  if (ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) == 0)
    return TRUE;

  return g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0 || has_accessible_label (widget, name);
}

/* Finds a widget that is on screen, by its type and what it is called (NULL for any of the type). Mnemonics
 * are part of the name, as they are in the code. */
GtkWidget *
ui_find (gpointer    root,
         GType       type,
         const char *name)
{
  GtkWidget *widget = GTK_WIDGET (root);

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (name == NULL || is_called (widget, name)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The same, where there has to be one. */
GtkWidget *
ui_get (gpointer    root,
        GType       type,
        const char *name)
{
  GtkWidget *widget = ui_find (root, type, name);

  if (widget == NULL)
    g_error ("There is no %s called “%s” on screen", g_type_name (type), name);

  return widget;
}

/* Where a widget begins, within another one around it. */
float
ui_get_x (gpointer widget,
          gpointer root)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, root, &bounds));

  return bounds.origin.x;
}

/* Whether each task is a row of two lines. */
gboolean
ui_is_narrow (gpointer window)
{
  gboolean narrow;

  g_object_get (FERRY_WINDOW (window)->task_view, "narrow", &narrow, NULL);

  return narrow;
}

/* Whether a label on screen holds the text. */
gboolean
ui_has_text (gpointer    root,
             const char *text)
{
  GtkWidget *widget = GTK_WIDGET (root);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (ui_has_text (child, text))
      return TRUE;

  return FALSE;
}

static char *
dup_accessible_text (GtkWidget *widget)
{
  g_autoptr(GBytes) bytes = NULL;

  /* GTK hands out the text of any other editable as it is, whatever the screen shows. */
  if (GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (!GTK_IS_ACCESSIBLE_TEXT (widget))
    return g_strdup ("");

  bytes = GTK_ACCESSIBLE_TEXT_GET_IFACE (widget)->get_contents (GTK_ACCESSIBLE_TEXT (widget), 0, G_MAXUINT);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Fails when other programs could read a secret from the accessible tree. Returns how many texts are in it. */
guint
ui_assert_hidden (gpointer    root,
                  const char *secret)
{
  GtkWidget *widget = GTK_WIDGET (root);
  g_autofree char *text = dup_accessible_text (widget);
  guint n_texts = *text != '\0';

  if (strstr (text, secret) != NULL)
    g_error ("A %s tells the secret", G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_texts += ui_assert_hidden (child, secret);

  return n_texts;
}

void
ui_press (gpointer    root,
          const char *name)
{
  GtkWidget *button = ui_get (root, GTK_TYPE_BUTTON, name);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
ui_set_text (gpointer    root,
             const char *name,
             const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_get (root, GTK_TYPE_EDITABLE, name)), text);
}

const char *
ui_get_text (gpointer    root,
             const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (ui_get (root, GTK_TYPE_EDITABLE, name)));
}

const char *
ui_get_page (FerryWindow *window)
{
  return gtk_stack_get_visible_child_name (window->stack);
}

/* Whether all rows of the answer are there, too. */
static gboolean
is_settled (gpointer user_data)
{
  FerryWindow *window = user_data;
  GListModel *rows = ferry_sync_task_view_get_rows (window->task_view);

  return window->waiting_query == NULL && ferry_sync_task_list_get_state (window->list) != FERRY_LIST_STATE_LOADING &&
         !ferry_row_model_get_busy (FERRY_ROW_MODEL (rows));
}

void
ui_wait_for_answer (FerryWindow *window)
{
  test_wait_for (is_settled, window, "the answer of the service");
}

/* Fills the query bar, presses List and waits for the answer. */
void
ui_list (FerryWindow *window,
         const char  *organization,
         const char  *repository)
{
  ui_set_text (window->query_bar, "Organization", organization);
  ui_set_text (window->query_bar, "Repository", repository);
  ui_press (window->query_bar, ui_find (window->query_bar, GTK_TYPE_BUTTON, "_List") != NULL ? "_List" : "Sca_n");
  ui_wait_for_answer (window);
}

typedef struct
{
  gpointer root;
  const char *text;
  guint n_rows;
} Expectation;

static gboolean
has_n_rows (gpointer user_data)
{
  Expectation *expectation = user_data;

  return g_list_model_get_n_items (ferry_sync_task_view_get_rows (expectation->root)) == expectation->n_rows;
}

void
ui_wait_for_n_rows (FerryWindow *window,
                    guint        n_rows)
{
  Expectation expectation = { .root = window->task_view, .n_rows = n_rows };

  test_wait_for (has_n_rows, &expectation, "a number of rows");
}

static gboolean
shows_text (gpointer user_data)
{
  Expectation *expectation = user_data;

  return ui_has_text (expectation->root, expectation->text);
}

void
ui_wait_for_text (gpointer    root,
                  const char *text)
{
  Expectation expectation = { .root = root, .text = text };

  test_wait_for (shows_text, &expectation, text);
}

static gboolean
shows_dialog (gpointer window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);

  /* What is in it comes on screen later than the dialog itself. */
  return dialog != NULL && ui_find (dialog, GTK_TYPE_BUTTON, NULL) != NULL;
}

/* Waits until a dialog over the window can be used. */
AdwDialog *
ui_wait_for_dialog (FerryWindow *window)
{
  test_wait_for (shows_dialog, window, "a dialog");

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* Waits until everything that was changed is on screen. */
void
ui_wait_for_frame (gpointer window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (window));
  test_wait_for (is_true, &painted, "a frame");
  g_signal_handler_disconnect (clock, handler);
}

/* The values of a column from the first row to the last, also of rows and columns out of sight. */
char *
ui_dup_column (FerryWindow *window,
               FerryColumn  column)
{
  GListModel *rows = ferry_sync_task_view_get_rows (window->task_view);
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(FerrySyncTask) sync_task = g_list_model_get_item (rows, i);

      g_strv_builder_take (values, ferry_column_dup_value (column, sync_task));
    }
  list = g_strv_builder_end (values);

  return g_strjoinv (" ", list);
}

static void
collect_text_cells (GtkWidget *widget,
                    GPtrArray *text_cells)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (FERRY_IS_TEXT_CELL (widget))
    g_ptr_array_add (text_cells, widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_text_cells (child, text_cells);
}

/* Cells are seen in the order of the columns, whatever the order in which they were made. */
static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      row)
{
  graphene_rect_t first, second;

  g_assert_true (gtk_widget_compute_bounds (*(GtkWidget **) a, row, &first));
  g_assert_true (gtk_widget_compute_bounds (*(GtkWidget **) b, row, &second));

  return first.origin.x < second.origin.x ? -1 : 1;
}

static char *
dup_row (GtkWidget *row)
{
  g_autoptr(GPtrArray) text_cells = g_ptr_array_new ();
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  collect_text_cells (row, text_cells);
  g_ptr_array_sort_with_data (text_cells, compare_places, row);
  for (guint i = 0; i < text_cells->len; i++)
    g_strv_builder_add (texts, ferry_text_cell_get_text (g_ptr_array_index (text_cells, i)));
  list = g_strv_builder_end (texts);

  return g_strjoinv (" | ", list);
}

/* What the cells on screen say, a line a row. */
char *
ui_dup_table (FerryWindow *window)
{
  g_autoptr(GStrvBuilder) rows = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  GtkWidget *list_view;

  ui_wait_for_frame (window);
  list_view = ui_get (window->task_view, GTK_TYPE_LIST_VIEW, NULL);
  for (GtkWidget *row = gtk_widget_get_first_child (list_view); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_mapped (row))
      g_strv_builder_take (rows, dup_row (row));
  list = g_strv_builder_end (rows);

  return g_strjoinv ("\n", list);
}

/* A window that has only just come has no picture yet, whatever has been painted. */
static GskRenderNode *
dup_picture (GdkPaintable *paintable,
             int           width,
             int           height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, width, height);

  return gtk_snapshot_free_to_node (snapshot);
}

/* Draws the window once more, into a PNG file. Popovers are surfaces of their own and are not in it. */
void
ui_take_screenshot (gpointer    window,
                    const char *path)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  int width, height;

  do
    {
      ui_wait_for_frame (window);
      width = gtk_widget_get_width (GTK_WIDGET (window));
      height = gtk_widget_get_height (GTK_WIDGET (window));
      node = dup_picture (paintable, width, height);
    }
  while (node == NULL);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

typedef struct
{
  FerrySyncTaskView *view;
  FerryColumn column;
  guint position;
} Place;

static gboolean
has_focus (gpointer user_data)
{
  const Place *place = user_data;
  FerrySyncTaskCell cell;

  return ferry_sync_task_view_get_focused_cell (place->view, &cell) &&
         cell.column == place->column && cell.position == place->position;
}

/* Waits until a cell of the table has the focus. */
void
ui_wait_for_cell (FerryWindow *window,
                  guint        position,
                  FerryColumn  column)
{
  Place place = { window->task_view, column, position };

  test_wait_for (has_focus, &place, "the cell has the focus");
}

/* Puts the focus into a cell of the table. */
void
ui_focus_cell (FerryWindow *window,
               guint        position,
               FerryColumn  column)
{
  FerrySyncTaskView *view = window->task_view;

  ui_wait_for_frame (window);
  gtk_column_view_scroll_to (view->column_view, position, ferry_column_layout_get_view_column (view->columns, column),
                             GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  ui_wait_for_cell (window, position, column);
}
