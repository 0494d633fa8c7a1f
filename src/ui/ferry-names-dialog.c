/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-names-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-announce.h"
#include "ferry-dialog-size.h"

/* Who drops the wrong file sees by some of them what is wrong. */
#define MAX_SHOWN_LINES 50

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _FerryNamesDialog
{
  AdwDialog parent_instance;

  GtkWidget *content;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  GtkLabel *status_label;
  GtkWidget *bad_lines;
  GtkListBox *bad_line_list;
  GtkWidget *scan_button;

  GtkTextTag *bad_tag;       /* (unowned) it belongs to the buffer */
  GStrv regions;             /* (owned) to be asked, besides those of the addresses */
  FerryNameList *list;       /* (owned) (nullable) what is written */
  FerryQuery *query;         /* (owned) (nullable) what is written, when it can be asked for */
  GCancellable *cancellable; /* (owned) stops what is going on when the dialog goes */
};

G_DEFINE_FINAL_TYPE (FerryNamesDialog, ferry_names_dialog, ADW_TYPE_DIALOG)

enum
{
  ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- What is written --- */

/* What is chosen comes first. The query leaves out what comes twice. */
static FerryQuery *
create_query (FerryNamesDialog  *self,
              GError           **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) regions = NULL;

  g_strv_builder_addv (builder, (const char **) self->regions);
  g_strv_builder_addv (builder, (const char **) self->list->regions);
  regions = g_strv_builder_end (builder);

  return ferry_query_new_for_names ((const char *const *) regions, (const char *const *) self->list->names, error);
}

static void
append_label (FerryNamesDialog *self,
              const char       *text,
              gboolean          activatable)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "xalign", 0.0,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   NULL);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", label, "activatable", activatable, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->bad_line_list, row);
}

static void
underline_line (FerryNamesDialog *self,
                guint             number)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, number - 1);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_apply_tag (self->buffer, self->bad_tag, &start, &end);
}

static void
show_bad_lines (FerryNamesDialog *self)
{
  guint n_lines = self->list != NULL ? self->list->bad_lines->len : 0;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->bad_tag, &start, &end);
  gtk_list_box_remove_all (self->bad_line_list);
  gtk_widget_set_visible (self->bad_lines, n_lines > 0);

  for (guint i = 0; i < MIN (n_lines, MAX_SHOWN_LINES); i++)
    {
      const FerryBadLine *line = g_ptr_array_index (self->list->bad_lines, i);
      g_autofree char *text = ferry_bad_line_dup_text (line);

      append_label (self, text, TRUE);
      underline_line (self, line->number);
    }
  if (n_lines > MAX_SHOWN_LINES)
    {
      guint n_more = n_lines - MAX_SHOWN_LINES;
      /* Translators: the end of a list of lines. */
      g_autofree char *text = g_strdup_printf (ngettext ("And %'u more", "And %'u more", n_more), n_more);

      append_label (self, text, FALSE);
    }
}

static void
show_status (FerryNamesDialog *self,
             const char       *text,
             gboolean          is_error)
{
  gtk_label_set_text (self->status_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), is_error ? "dimmed" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->status_label), is_error ? "error" : "dimmed");
}

static char *
dup_status (FerryNamesDialog *self,
            const GError     *error)
{
  g_autofree char *scope = NULL;
  g_autofree char *regions = NULL;
  guint n_bad;

  if (error != NULL)
    return g_strdup (error->message);
  if ((n_bad = self->list->bad_lines->len) > 0)
    return g_strdup_printf (ngettext ("%'u line names no repository", "%'u lines name no repository", n_bad), n_bad);
  if (self->query == NULL)
    return g_strdup (_("No repository"));

  scope = ferry_query_dup_scope (self->query);
  regions = ferry_query_dup_region_text (self->query);

  return g_strdup_printf ("%s · %s", scope, regions);
}

static void
changed_cb (FerryNamesDialog *self)
{
  char *text = ferry_names_dialog_dup_text (self);
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autofree char *status = NULL;

  g_clear_pointer (&self->list, ferry_name_list_free);
  g_clear_pointer (&self->query, ferry_query_unref);
  self->list = ferry_name_list_parse (bytes, &error);
  if (self->list != NULL && *self->list->names != NULL && self->list->bad_lines->len == 0)
    self->query = create_query (self, &error);

  status = dup_status (self, error);
  show_bad_lines (self);
  show_status (self, status, error != NULL || self->list->bad_lines->len > 0);
  gtk_widget_set_sensitive (self->scan_button, self->query != NULL);
}

static void
bad_line_activated_cb (FerryNamesDialog *self,
                       GtkListBoxRow    *row)
{
  const FerryBadLine *line = g_ptr_array_index (self->list->bad_lines, gtk_list_box_row_get_index (row));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (self->buffer, &iter, line->number - 1);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_view_scroll_mark_onscreen (self->text_view, gtk_text_buffer_get_insert (self->buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
scan_cb (FerryNamesDialog *self)
{
  g_autoptr(FerryNamesDialog) kept = g_object_ref (self);

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[ACCEPTED], 0);
}

/* --- Files --- */

/* What is there stays: it can be removed more easily than brought back. */
static void
append_text (FerryNamesDialog *self,
             const char       *text)
{
  GtkTextIter end;

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (self->buffer, &end, "\n", -1);
  gtk_text_buffer_insert (self->buffer, &end, text, -1);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_view_scroll_mark_onscreen (self->text_view, gtk_text_buffer_get_insert (self->buffer));
}

static gboolean
read_more_cb (const char *contents,
              goffset     size,
              gpointer    user_data)
{
  return size <= FERRY_NAME_LIST_MAX_BYTES;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryNamesDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(FerryNameList) list = NULL;
  char *data = NULL;
  gsize size = 0;

  if (g_file_load_partial_contents_finish (G_FILE (source), result, &data, &size, NULL, &error))
    {
      bytes = g_bytes_new_take (data, size);
      list = ferry_name_list_parse (bytes, &error);
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* There is a zero behind the contents of a file. */
  if (list != NULL)
    append_text (self, data + (g_str_has_prefix (data, BYTE_ORDER_MARK) ? strlen (BYTE_ORDER_MARK) : 0));
  else
    show_status (self, error->message, TRUE);
  ferry_announce (self->text_view, gtk_label_get_text (self->status_label), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(FerryNamesDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (file != NULL)
    ferry_names_dialog_read_file (self, file);
  else if (error->domain != GTK_DIALOG_ERROR)
    show_status (self, error->message, TRUE);
}

static void
open_cb (FerryNamesDialog *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open List of Repositories"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable, file_chosen_cb,
                        g_object_ref (self));
}

static gboolean
dropped_cb (FerryNamesDialog *self,
            const GValue     *value)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = files; l != NULL; l = l->next)
    ferry_names_dialog_read_file (self, l->data);

  return files != NULL;
}

/* A text view takes text that is dropped, but of a file it would take the name. */
static void
take_files (FerryNamesDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->content, GTK_EVENT_CONTROLLER (target));
}

/* --- The dialog --- */

static void
ferry_names_dialog_dispose (GObject *object)
{
  FerryNamesDialog *self = FERRY_NAMES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_NAMES_DIALOG);

  G_OBJECT_CLASS (ferry_names_dialog_parent_class)->dispose (object);
}

static void
ferry_names_dialog_finalize (GObject *object)
{
  FerryNamesDialog *self = FERRY_NAMES_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->list, ferry_name_list_free);
  g_clear_pointer (&self->query, ferry_query_unref);
  g_strfreev (self->regions);

  G_OBJECT_CLASS (ferry_names_dialog_parent_class)->finalize (object);
}

/* What is still being read comes too late. */
static void
ferry_names_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (FERRY_NAMES_DIALOG (dialog)->cancellable);
}

static void
ferry_names_dialog_class_init (FerryNamesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_names_dialog_dispose;
  object_class->finalize = ferry_names_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = ferry_names_dialog_closed;

  /**
   * FerryNamesDialog::accepted:
   * @self: the dialog
   *
   * Somebody wants the list to be asked for. The dialog is closed by then, and
   * [method@Ferry.NamesDialog.dup_query] has the query.
   */
  signals[ACCEPTED] = g_signal_new ("accepted", FERRY_TYPE_NAMES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-names-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryNamesDialog, content);
  gtk_widget_class_bind_template_child (widget_class, FerryNamesDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, FerryNamesDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, FerryNamesDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, FerryNamesDialog, bad_lines);
  gtk_widget_class_bind_template_child (widget_class, FerryNamesDialog, bad_line_list);
  gtk_widget_class_bind_template_child (widget_class, FerryNamesDialog, scan_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, bad_line_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, scan_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
ferry_names_dialog_init (FerryNamesDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_dialog_size_follow_text (ADW_DIALOG (self));
  self->bad_tag = gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  take_files (self);
}

/**
 * ferry_names_dialog_new:
 * @regions: (array zero-terminated=1): ids of the regions that are to be asked
 * @text: (nullable): what was written before
 *
 * Returns: (transfer floating): a dialog to write a list in
 */
FerryNamesDialog *
ferry_names_dialog_new (const char *const *regions,
                        const char        *text)
{
  FerryNamesDialog *self = g_object_new (FERRY_TYPE_NAMES_DIALOG, NULL);

  self->regions = g_strdupv ((GStrv) regions);
  /* It is not to be undone. */
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  changed_cb (self);

  return self;
}

/**
 * ferry_names_dialog_dup_text:
 * @self: a dialog
 *
 * Returns: (transfer full): what is written, as it is
 */
char *
ferry_names_dialog_dup_text (FerryNamesDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/**
 * ferry_names_dialog_dup_query:
 * @self: a dialog
 *
 * Returns: (transfer full) (nullable): the query for what is written, in the
 *   regions that are to be asked and in those of the addresses; %NULL when it
 *   cannot be asked for
 */
FerryQuery *
ferry_names_dialog_dup_query (FerryNamesDialog *self)
{
  return self->query != NULL ? ferry_query_ref (self->query) : NULL;
}

/**
 * ferry_names_dialog_read_file:
 * @self: a dialog
 * @file: a file of text
 *
 * Adds what is in a file, as if it had been dropped. Of what is no text the
 * dialog says so.
 */
void
ferry_names_dialog_read_file (FerryNamesDialog *self,
                              GFile            *file)
{
  g_file_load_partial_contents_async (file, self->cancellable, read_more_cb, loaded_cb, g_object_ref (self));
}
