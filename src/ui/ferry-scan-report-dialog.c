/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-scan-report-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-dialog-size.h"

/* Fewer lines can be looked through without a search. */
#define MANY_LINES 20

typedef enum
{
  PAGE_NOT_READ,
  PAGE_WITHOUT_TASKS,
  PAGE_NOTES,
} Page;

#define N_PAGES (PAGE_NOTES + 1)

static const struct
{
  const char *name;
  const char *title;
  const char *hint;
} pages[N_PAGES] = {
  [PAGE_NOT_READ] = { "not-read", N_("Not Read"), N_("Everything was read") },
  [PAGE_WITHOUT_TASKS] = { "without-tasks", N_("No Tasks"), N_("No repository is known to have no tasks") },
  [PAGE_NOTES] = { "notes", N_("Notes"), N_("There is nothing else to know") },
};

struct _FerryScanReportDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwToggleGroup *page_group;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *hint_label;
  GtkButton *continue_button;

  FerrySyncTaskList *list;       /* (owned) */
  FerryFacts *facts;             /* (owned) (nullable) what is shown */
  GtkStringList *lines[N_PAGES]; /* (owned) what a line says in the first place, and then more after tabs */
  GtkStringFilter *search;       /* (owned) */
  GtkFilterListModel *shown;     /* (owned) of the page on screen what is searched for */
};

G_DEFINE_FINAL_TYPE (FerryScanReportDialog, ferry_scan_report_dialog, ADW_TYPE_DIALOG)

static Page
get_page (FerryScanReportDialog *self)
{
  guint active = adw_toggle_group_get_active (self->page_group);

  return active < N_PAGES ? active : PAGE_NOT_READ;
}

/* What comes from elsewhere has no say in how a line is divided. */
static void
take_line (GStrvBuilder *builder,
           char         *line)
{
  g_strv_builder_take (builder, g_strdelimit (line, "\n\r", ' '));
}

static void
set_lines (FerryScanReportDialog *self,
           Page                   page,
           GStrvBuilder          *builder)
{
  g_auto(GStrv) lines = g_strv_builder_end (builder);

  gtk_string_list_splice (self->lines[page], 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines[page])),
                          (const char *const *) lines);
}

/* What is known beside the failures; the first of it says how much was not asked, if that is so. */
static GPtrArray *
dup_other_warnings (FerryFacts *facts)
{
  g_autoptr(GPtrArray) no_failures = g_ptr_array_new ();
  FerryFacts others = *facts;

  others.failures = no_failures;

  return ferry_facts_dup_warnings (&others);
}

static void
fill_not_read (FerryScanReportDialog *self,
               const char            *unfinished)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (unfinished != NULL)
    take_line (builder, g_strdup (unfinished));
  for (guint i = 0; i < self->facts->failures->len; i++)
    {
      const FerryFailure *failure = g_ptr_array_index (self->facts->failures, i);
      g_autofree char *region = ferry_region_dup_text (failure->region);

      take_line (builder, g_strdup_printf ("%s\t%s\t%s", failure->scope, region, failure->message));
    }
  set_lines (self, PAGE_NOT_READ, builder);
}

static void
fill_without_tasks (FerryScanReportDialog *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->facts->without_tasks->len; i++)
    {
      FerryRepository *repository = g_ptr_array_index (self->facts->without_tasks, i);
      g_autofree char *scope = ferry_repository_dup_scope (repository);
      g_autofree char *region = ferry_region_dup_text (ferry_repository_get_region (repository));

      take_line (builder, g_strdup_printf ("%s\t%s", scope, region));
    }
  set_lines (self, PAGE_WITHOUT_TASKS, builder);
}

static void
fill_notes (FerryScanReportDialog *self,
            GPtrArray             *warnings,
            guint                  n_left_out)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = n_left_out; i < warnings->len; i++)
    take_line (builder, g_strdup (g_ptr_array_index (warnings, i)));
  set_lines (self, PAGE_NOTES, builder);
}

static guint
count_lines (FerryScanReportDialog *self,
             Page                   page)
{
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines[page]));

  return page == PAGE_NOT_READ ? self->facts->failures->len + self->facts->n_not_asked : n_lines;
}

static void
update_titles (FerryScanReportDialog *self)
{
  for (Page page = 0; page < N_PAGES; page++)
    {
      /* Translators: the name of a list, and how much is in it. */
      g_autofree char *label = g_strdup_printf (_("%s (%'u)"), _(pages[page].title), count_lines (self, page));
      AdwToggle *toggle = adw_toggle_group_get_toggle (self->page_group, page);

      adw_toggle_set_label (toggle, label);
      /* For large text there may be no room. */
      adw_toggle_set_tooltip (toggle, label);
    }
}

/* A search that is under way stays, however few lines are left. */
static void
update_search (FerryScanReportDialog *self)
{
  gboolean is_long = *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';

  for (Page page = 0; page < N_PAGES; page++)
    is_long |= g_list_model_get_n_items (G_LIST_MODEL (self->lines[page])) > MANY_LINES;
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), is_long);
  gtk_search_entry_set_key_capture_widget (self->search_entry, is_long ? GTK_WIDGET (self->stack) : NULL);
}

static void
update_continue (FerryScanReportDialog *self)
{
  gboolean may_continue = self->facts->is_unfinished || self->facts->failures->len > 0;

  gtk_button_set_label (self->continue_button, self->facts->is_unfinished ? _("C_ontinue") : _("_Retry Failed"));
  gtk_widget_set_visible (GTK_WIDGET (self->continue_button), may_continue && self->facts->file == NULL);
}

static void
shown_changed_cb (FerryScanReportDialog *self)
{
  Page page = get_page (self);
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;
  gboolean has_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines[page])) > 0;

  gtk_label_set_text (self->hint_label, has_lines ? _("No matching lines") : _(pages[page].hint));
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "hint" : "lines");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.copy", !is_empty);
}

static void
page_changed_cb (FerryScanReportDialog *self)
{
  Page page = get_page (self);

  if (self->shown == NULL)
    return;

  gtk_filter_list_model_set_model (self->shown, G_LIST_MODEL (self->lines[page]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(pages[page].title), -1);
  shown_changed_cb (self);
}

static void
search_changed_cb (FerryScanReportDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  gtk_string_filter_set_search (self->search, text);
  gtk_filter_list_model_set_filter (self->shown, *text != '\0' ? GTK_FILTER (self->search) : NULL);
  shown_changed_cb (self);
}

/* Facts never change: other ones take their place. */
static void
update (FerryScanReportDialog *self)
{
  FerryFacts *facts = ferry_sync_task_list_get_facts (self->list);
  g_autoptr(GPtrArray) warnings = NULL;
  gboolean is_unfinished;

  if (facts == NULL)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  if (facts == self->facts)
    return;

  g_clear_pointer (&self->facts, ferry_facts_unref);
  self->facts = ferry_facts_ref (facts);
  warnings = dup_other_warnings (facts);
  is_unfinished = facts->is_unfinished && warnings->len > 0;
  fill_not_read (self, is_unfinished ? g_ptr_array_index (warnings, 0) : NULL);
  fill_without_tasks (self);
  fill_notes (self, warnings, is_unfinished ? 1 : 0);
  update_titles (self);
  update_search (self);
  update_continue (self);
  shown_changed_cb (self);
}

static void
copy_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  FerryScanReportDialog *self = FERRY_SCAN_REPORT_DIALOG (widget);
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *notice = g_strdup_printf (ngettext ("%'u line copied", "%'u lines copied", n_lines), n_lines);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autoptr(GtkStringObject) line = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      g_string_append (text, gtk_string_object_get_string (line));
      g_string_append_c (text, '\n');
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (notice));
}

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
line_setup_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *details = create_label ("caption");

  gtk_widget_add_css_class (details, "dimmed");
  gtk_box_append (GTK_BOX (box), create_label (NULL));
  gtk_box_append (GTK_BOX (box), details);
  gtk_list_item_set_child (list_item, box);
}

static void
line_bind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (list_item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *details = gtk_widget_get_next_sibling (title);
  g_auto(GStrv) parts = g_strsplit (line, "\t", -1);
  g_autofree char *rest = g_strjoinv (" · ", parts + (parts[0] != NULL ? 1 : 0));
  g_autofree char *label = g_strjoinv (ferry_wording_get_separator (), parts);

  gtk_label_set_text (GTK_LABEL (title), parts[0] != NULL ? parts[0] : "");
  gtk_label_set_text (GTK_LABEL (details), rest);
  gtk_widget_set_visible (details, *rest != '\0');
  gtk_list_item_set_accessible_label (list_item, label);
}

static void
ferry_scan_report_dialog_dispose (GObject *object)
{
  FerryScanReportDialog *self = FERRY_SCAN_REPORT_DIALOG (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_SCAN_REPORT_DIALOG);
  g_clear_object (&self->list);
  g_clear_pointer (&self->facts, ferry_facts_unref);
  for (Page page = 0; page < N_PAGES; page++)
    g_clear_object (&self->lines[page]);
  g_clear_object (&self->search);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (ferry_scan_report_dialog_parent_class)->dispose (object);
}

static void
ferry_scan_report_dialog_class_init (FerryScanReportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_scan_report_dialog_dispose;

  gtk_widget_class_install_action (widget_class, "report.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "report.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK, "report.copy", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-scan-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryScanReportDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, FerryScanReportDialog, page_group);
  gtk_widget_class_bind_template_child (widget_class, FerryScanReportDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryScanReportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryScanReportDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryScanReportDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, FerryScanReportDialog, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_bind_cb);
}

static void
ferry_scan_report_dialog_init (FerryScanReportDialog *self)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_dialog_size_follow_text (ADW_DIALOG (self));

  for (Page page = 0; page < N_PAGES; page++)
    self->lines[page] = gtk_string_list_new (NULL);
  self->search = gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->shown = gtk_filter_list_model_new (NULL, NULL);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_list_view_set_model (self->list_view, selection);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
}

/* The first that has something to say. */
static Page
find_page (FerryScanReportDialog *self,
           const char            *name)
{
  for (Page page = 0; page < N_PAGES; page++)
    if (g_strcmp0 (pages[page].name, name) == 0)
      return page;
  for (Page page = 0; page < N_PAGES; page++)
    if (g_list_model_get_n_items (G_LIST_MODEL (self->lines[page])) > 0)
      return page;

  return PAGE_NOT_READ;
}

/**
 * ferry_scan_report_dialog_new:
 * @list: a list that has an answer
 * @page: which part to show first: `not-read`, `without-tasks`, `notes`; empty for
 *   the first that says something
 *
 * Returns: (transfer floating): a dialog that tells how the list came about
 */
AdwDialog *
ferry_scan_report_dialog_new (FerrySyncTaskList *list,
                              const char        *page)
{
  FerryScanReportDialog *self;

  g_return_val_if_fail (FERRY_IS_SYNC_TASK_LIST (list), NULL);

  self = g_object_new (FERRY_TYPE_SCAN_REPORT_DIALOG, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "progress", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  adw_toggle_group_set_active (self->page_group, find_page (self, page));
  page_changed_cb (self);

  return ADW_DIALOG (self);
}
