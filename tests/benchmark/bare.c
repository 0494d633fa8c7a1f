/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "probe.h"

/* What Ferryboard is measured against: a table of the same tasks as simple as GTK allows, with nothing around it. The
 * answer is parsed by json-glib in the main loop, which is quicker to the end than handing it to a thread, and copied
 * into an object with a plain string a column. Rows are compared with strcmp() and searched with strstr(), as text: the
 * sorters and filters that GTK has for strings take several times as long, and would be no measure. */

#define N_COLUMNS 7

/* As high as Ferryboard's table is in its window: the number of rows on screen is a large part of what they cost. */
#define WIDTH 940
#define HEIGHT 620

static const struct
{
  const char *id;
  const char *title;
  const char *member; /* or NULL for the region that was asked */
  int chars;
} columns[N_COLUMNS] = {
  { "repository", "Repository", "repoName", 16 },
  { "organization", "Organization", "namespace", 11 },
  { "source-region", "Source Region", NULL, 24 },
  { "target-region", "Target Region", "remoteRegionId", 27 },
  { "target-organization", "Target Organization", "remoteNamespace", 14 },
  { "overwrite", "Overwrite", "override", 11 },
  { "updated", "Updated", "updatedAt", 14 },
};

/* --- A row --- */

#define BARE_TYPE_ITEM (bare_item_get_type ())
G_DECLARE_FINAL_TYPE (BareItem, bare_item, BARE, ITEM, GObject)

struct _BareItem
{
  GObject parent_instance;

  char *texts[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (BareItem, bare_item, G_TYPE_OBJECT)

static void
bare_item_finalize (GObject *object)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (BARE_ITEM (object)->texts[i]);

  G_OBJECT_CLASS (bare_item_parent_class)->finalize (object);
}

static void
bare_item_class_init (BareItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bare_item_finalize;
}

static void
bare_item_init (BareItem *self)
{
}

static BareItem *
bare_item_new (JsonObject *object)
{
  BareItem *self = g_object_new (BARE_TYPE_ITEM, NULL);

  for (guint i = 0; i < N_COLUMNS; i++)
    if (columns[i].member == NULL)
      self->texts[i] = g_strdup ("cn-north-4");
    else if (g_str_equal (columns[i].member, "override"))
      self->texts[i] = g_strdup (json_object_get_boolean_member (object, "override") ? "Overwrites" : "Keeps existing");
    else
      self->texts[i] = g_strdup (json_object_get_string_member (object, columns[i].member));

  return self;
}

/* --- The table --- */

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);

  return gtk_ordering_from_cmpfunc (strcmp (((BareItem *) a)->texts[column], ((BareItem *) b)->texts[column]));
}

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (strstr (BARE_ITEM (item)->texts[i], user_data) != NULL)
      return TRUE;

  return FALSE;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkColumnViewCell        *cell,
          gpointer                  user_data)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), columns[GPOINTER_TO_UINT (user_data)].chars);
  gtk_column_view_cell_set_child (cell, inscription);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkColumnViewCell        *cell,
         gpointer                  user_data)
{
  BareItem *item = gtk_column_view_cell_get_item (cell);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_column_view_cell_get_child (cell)), item->texts[GPOINTER_TO_UINT (user_data)]);
}

static void
append_column (GtkColumnView *column_view,
               guint          column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) view_column = gtk_column_view_column_new (columns[column].title, factory);
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (column), NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_id (view_column, columns[column].id);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == 0);
  gtk_column_view_append_column (column_view, view_column);
}

static void
search_changed_cb (GtkSearchEntry     *entry,
                   GtkFilterListModel *filter_model)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr(GtkFilter) filter = NULL;

  if (*text != '\0')
    filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, g_strdup (text), g_free));
  gtk_filter_list_model_set_filter (filter_model, filter);
}

/* --- The window --- */

static GListStore *store;

static GtkWidget *
create_table (GtkWidget *entry)
{
  GtkWidget *column_view = gtk_column_view_new (NULL);
  GtkSorter *sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (column_view));
  GtkFilterListModel *filter_model = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (store)), NULL);
  GtkSortListModel *sort_model = gtk_sort_list_model_new (G_LIST_MODEL (filter_model), g_object_ref (sorter));
  g_autoptr(GtkSelectionModel) selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (sort_model)));

  for (guint i = 0; i < N_COLUMNS; i++)
    append_column (GTK_COLUMN_VIEW (column_view), i);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (column_view), TRUE);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (column_view), selection);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (search_changed_cb), filter_model, 0);

  return column_view;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *scrolled_window = gtk_scrolled_window_new ();

  store = g_list_store_new (BARE_TYPE_ITEM);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled_window), create_table (entry));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), entry);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), scrolled_window);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), toolbar_view);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
}

/* --- The service --- */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array;
  gsize size;
  const char *text = g_bytes_get_data (body, &size);

  if (!json_parser_load_from_data (parser, text, size, NULL))
    g_error ("The answer is not JSON");

  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (items, bare_item_new (json_array_get_object_element (array, i)));
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata, items->len);
}

static GApplication *
create_application (void)
{
  GApplication *application = G_APPLICATION (adw_application_new ("io.github.ferryboard.Bare", G_APPLICATION_DEFAULT_FLAGS));

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return application;
}

static GtkWidget *
get_view (GtkWindow *window)
{
  return GTK_WIDGET (window);
}

static void
list (GtkWindow  *window,
      const char *address,
      const char *repository)
{
  static SoupSession *session;
  g_autofree char *uri = g_strdup_printf ("%s/v2/manage/namespaces/" PROBE_ORGANIZATION "/repos/%s/sync_repo", address, repository);
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);

  if (session == NULL)
    session = soup_session_new ();
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, read_cb, NULL);
}

int
main (int   argc,
      char *argv[])
{
  static const ProbeSubject subject = { create_application, get_view, list };

  setlocale (LC_ALL, "");

  return probe_run (&subject, argc, argv);
}
