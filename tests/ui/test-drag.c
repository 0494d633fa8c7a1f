/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "ferry-drag-content.h"
#include "ferry-sync-task-view-private.h"
#include "ui-util.h"

#define TASK(id, repository) \
  "{\"id\":" id ",\"namespace\":\"team\",\"repoName\":\"" repository "\",\"remoteNamespace\":\"copies\"," \
  "\"remoteRegionId\":\"cn-south-1\",\"override\":true,\"updatedAt\":\"2024-05-0" id "T00:00:00Z\"}"

#define TASKS "[" TASK ("1", "web") "," TASK ("2", "=1") "," TASK ("3", "三") "]"

#define HEADINGS "Repository\tOrganization\tSource Region\tTarget Region\tTarget Organization\tOverwrite\tUpdated\n"
#define ROW(repository, day) \
  repository "\tteam\tcn-north-4\tcn-south-1\tcopies\ttrue\t2024-05-0" day "T00:00:00Z\n"

#define TEXT_TYPE "text/plain;charset=utf-8"
#define FILES_TYPE "text/uri-list"

/* Where the files are, each in a folder of its own. */
static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), FERRY_APPLICATION_ID, "dragged", NULL);
}

static void
list_tasks (UiFixture *fixture)
{
  ferry_demo_server_set_answer (fixture->server, 200, "application/json", TASKS);
  ui_list (fixture->window, "team", "app");
  ui_wait_for_n_rows (fixture->window, 3);
  ui_wait_for_frame (fixture->window);
}

static void
select_rows (UiFixture *fixture,
             guint      n_rows)
{
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->window->task_view->selection), 0, n_rows, TRUE);
}

static GtkDragSource *
get_source (UiFixture *fixture)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window->task_view->table_stack));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        return GTK_DRAG_SOURCE (controller);
    }

  g_assert_not_reached ();
}

/* What a drag would bring that begins in the middle of a widget. */
static GdkContentProvider *
prepare (UiFixture *fixture,
         GtkWidget *widget)
{
  GtkDragSource *source = get_source (fixture);
  GtkWidget *table = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GdkContentProvider *content = NULL;
  graphene_rect_t bounds;
  graphene_point_t center;

  g_assert_true (gtk_widget_compute_bounds (widget, table, &bounds));
  graphene_rect_get_center (&bounds, &center);
  g_signal_emit_by_name (source, "prepare", (double) center.x, (double) center.y, &content);

  return content;
}

static GtkWidget *
get_row (UiFixture *fixture,
         guint      position)
{
  GtkWidget *row = gtk_widget_get_first_child (ui_get (fixture->window->task_view, GTK_TYPE_LIST_VIEW, NULL));

  while (position-- > 0)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static GdkContentProvider *
prepare_row (UiFixture *fixture,
             guint      position)
{
  GdkContentProvider *content = prepare (fixture, get_row (fixture, position));

  g_assert_true (FERRY_IS_DRAG_CONTENT (content));

  return content;
}

static char *
write_content (GdkContentProvider  *content,
               const char          *mime_type,
               GCancellable        *cancellable,
               GError             **error)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GAsyncResult) result = NULL;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);
  g_autofree char *text = NULL;

  gdk_content_provider_write_mime_type_async (content, mime_type, stream, G_PRIORITY_DEFAULT, cancellable, test_result_cb, &result);
  test_wait_for_result (&result, "the rows are written");
  if (!gdk_content_provider_write_mime_type_finish (content, result, error))
    return NULL;

  text = g_strndup (g_memory_output_stream_get_data (memory), g_memory_output_stream_get_data_size (memory));
  g_assert_cmpuint (strlen (text), ==, g_memory_output_stream_get_data_size (memory));

  return g_steal_pointer (&text);
}

static void
assert_text (GdkContentProvider *content,
             const char         *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = write_content (content, TEXT_TYPE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* The path of the file that a drag brings. */
static char *
write_file (GdkContentProvider *content)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *uris = write_content (content, FILES_TYPE, NULL, &error);
  g_auto(GStrv) list = NULL;
  char *path;

  g_assert_no_error (error);
  list = g_uri_list_extract_uris (uris);
  g_assert_cmpuint (g_strv_length (list), ==, 1);
  path = g_filename_from_uri (list[0], NULL, &error);
  g_assert_no_error (error);

  return path;
}

static void
assert_file (const char *path,
             const char *expected)
{
  g_autofree char *text = test_read_file (path);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_name (const char *path,
             const char *extension)
{
  g_autofree char *name = g_path_get_basename (path);

  if (!g_str_has_prefix (name, "sync-tasks_team_app_") || !g_str_has_suffix (name, extension))
    g_error ("the file is called “%s”", name);
}

/* The row below the pointer, or all that are selected when it is one of them. */
static void
test_rows (UiFixture     *fixture,
           gconstpointer  data)
{
  g_autoptr(GdkContentProvider) unselected = NULL;
  g_autoptr(GdkContentProvider) selected = NULL;

  list_tasks (fixture);
  select_rows (fixture, 2);

  unselected = prepare_row (fixture, 2);
  g_assert_cmpuint (ferry_drag_content_get_n_rows (FERRY_DRAG_CONTENT (unselected)), ==, 1);
  assert_text (unselected, HEADINGS ROW ("三", "3"));

  selected = prepare_row (fixture, 1);
  g_assert_cmpuint (ferry_drag_content_get_n_rows (FERRY_DRAG_CONTENT (selected)), ==, 2);
  assert_text (selected, HEADINGS ROW ("web", "1") ROW ("'=1", "2"));
  g_assert_cmpuint (ferry_sync_task_view_get_n_selected (fixture->window->task_view), ==, 2);
}

static void
test_narrow (UiFixture     *fixture,
             gconstpointer  data)
{
  g_autoptr(GdkContentProvider) content = NULL;

  list_tasks (fixture);
  g_object_set (fixture->window->task_view, "narrow", TRUE, NULL);
  ui_wait_for_frame (fixture->window);
  content = prepare_row (fixture, 1);

  assert_text (content, HEADINGS ROW ("'=1", "2"));
}

/* Headers are dragged to another place, and there is nothing below the last row. */
static void
test_beside_rows (UiFixture     *fixture,
                  gconstpointer  data)
{
  list_tasks (fixture);
  select_rows (fixture, 3);

  g_assert_null (prepare (fixture, gtk_widget_get_first_child (GTK_WIDGET (fixture->window->task_view->column_view))));
  g_assert_null (prepare (fixture, GTK_WIDGET (fixture->window->task_view->table_stack)));
}

static void
test_types (UiFixture     *fixture,
            gconstpointer  data)
{
  g_autoptr(GdkContentProvider) content = NULL;
  g_autoptr(GdkContentFormats) formats = NULL;
  const char *const *types;

  list_tasks (fixture);
  content = prepare_row (fixture, 0);
  formats = gdk_content_provider_ref_formats (content);
  types = gdk_content_formats_get_mime_types (formats, NULL);

  g_assert_true (g_strv_contains (types, FILES_TYPE));
  g_assert_true (g_strv_contains (types, TEXT_TYPE));
  g_assert_true (g_strv_contains (types, "text/plain"));
  g_assert_null (gdk_content_formats_get_gtypes (formats, NULL));
}

/* The file is as one that is exported, nobody else can read it, and who asks again gets the same. */
static void
test_file (UiFixture     *fixture,
           gconstpointer  data)
{
  static const char *const chosen[] = { "id", "repository", NULL };
  g_autoptr(GdkContentProvider) content = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *again = NULL;
  GStatBuf info;

  g_settings_set_string (fixture->window->settings, "export-columns", "chosen");
  g_settings_set_strv (fixture->window->settings, "export-chosen-columns", chosen);
  list_tasks (fixture);
  content = prepare_row (fixture, 2);
  path = write_file (content);
  assert_name (path, ".csv");
  assert_file (path, "\xef\xbb\xbfRepository,ID\r\n三,3\r\n");

  folder = g_path_get_dirname (path);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  again = write_file (content);
  g_assert_cmpstr (again, ==, path);
}

/* What is dragged later must not change what was dropped before. */
static void
test_two_files (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autoptr(GdkContentProvider) first = NULL;
  g_autoptr(GdkContentProvider) second = NULL;
  g_autofree char *first_path = NULL;
  g_autofree char *second_path = NULL;

  g_settings_set_string (fixture->window->settings, "export-format", "tsv");
  list_tasks (fixture);
  first = prepare_row (fixture, 0);
  first_path = write_file (first);
  second = prepare_row (fixture, 1);
  second_path = write_file (second);

  assert_name (second_path, ".tsv");
  assert_file (first_path, HEADINGS ROW ("web", "1"));
  assert_file (second_path, HEADINGS ROW ("'=1", "2"));
}

/* Formats of terminals and those of later versions are no files. */
static void
test_format (UiFixture     *fixture,
             gconstpointer  data)
{
  static const char *const formats[][2] = { { "json", ".json" }, { "table", ".csv" }, { "of-a-later-version", ".csv" } };

  list_tasks (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GdkContentProvider) content = NULL;
      g_autofree char *path = NULL;

      g_settings_set_string (fixture->window->settings, "export-format", formats[i][0]);
      content = prepare_row (fixture, 0);
      path = write_file (content);
      assert_name (path, formats[i][1]);
    }
}

/* Something is where the folder would be; for root, permissions are no hindrance. */
static void
test_no_folder (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *kept = g_strconcat (folder, "-kept", NULL);
  g_autoptr(GdkContentProvider) content = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  list_tasks (fixture);
  content = prepare_row (fixture, 0);
  path = write_file (content);
  g_assert_cmpint (g_rename (folder, kept), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_clear_object (&content);
  content = prepare_row (fixture, 0);

  g_assert_null (write_content (content, FILES_TYPE, NULL, &error));
  test_assert_error_text (error, "dragged” could not be written. ");
  ui_wait_for_text (fixture->window, error->message);
  assert_text (content, HEADINGS ROW ("web", "1"));

  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_rename (kept, folder), ==, 0);
  g_clear_pointer (&path, g_free);
  path = write_file (content);
  assert_name (path, ".csv");
}

static void
test_stop (UiFixture     *fixture,
           gconstpointer  data)
{
  static const char *const types[] = { TEXT_TYPE, FILES_TYPE };
  g_autoptr(GdkContentProvider) content = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  list_tasks (fixture);
  content = prepare_row (fixture, 0);
  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (write_content (content, types[i], cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_unknown_type (UiFixture     *fixture,
                   gconstpointer  data)
{
  g_autoptr(GdkContentProvider) content = NULL;
  g_autoptr(GError) error = NULL;

  list_tasks (fixture);
  content = prepare_row (fixture, 0);

  g_assert_null (write_content (content, "image/png", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A drag goes on while its window closes. */
static void
test_close (UiFixture     *fixture,
            gconstpointer  data)
{
  g_autoptr(GdkContentProvider) content = NULL;
  g_autofree char *path = NULL;

  list_tasks (fixture);
  content = prepare_row (fixture, 0);
  ui_close (&fixture->window);

  path = write_file (content);
  assert_name (path, ".csv");
}

/* Registered before there is anything to remove, this is called after it was removed. */
static void
assert_removed (void)
{
  g_autofree char *folder = dup_folder ();

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_assert_cmpuint (test_count_files (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);
  atexit (assert_removed);

  UI_TEST ("/drag/rows", NULL, test_rows);
  UI_TEST ("/drag/narrow", NULL, test_narrow);
  UI_TEST ("/drag/beside-rows", NULL, test_beside_rows);
  UI_TEST ("/drag/types", NULL, test_types);
  UI_TEST ("/drag/file", NULL, test_file);
  UI_TEST ("/drag/two-files", NULL, test_two_files);
  UI_TEST ("/drag/format", NULL, test_format);
  UI_TEST ("/drag/no-folder", NULL, test_no_folder);
  UI_TEST ("/drag/stop", NULL, test_stop);
  UI_TEST ("/drag/unknown-type", NULL, test_unknown_type);
  UI_TEST ("/drag/close", NULL, test_close);

  return g_test_run ();
}
