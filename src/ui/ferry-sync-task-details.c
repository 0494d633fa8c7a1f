/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sync-task-details.h"

#include <glib/gi18n.h>

#include "ferry-detail-row.h"
#include "ferry-format.h"

/* The finest that relative times tell is minutes. */
#define TICK_SECONDS 60

struct _FerrySyncTaskDetails
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkMenuButton *copy_button;
  GtkStack *stack;
  AdwStatusPage *status_page;
  FerryDetailRow *rows[FERRY_N_COLUMNS];
  FerryDetailRow *source_address;
  FerryDetailRow *target_address;
  FerryDetailRow *created_utc;
  FerryDetailRow *updated_utc;
  FerryDetailRow *request_row;
  AdwExpanderRow *answer_expander;
  FerryDetailRow *answer_row;

  FerrySyncTask *sync_task; /* (owned) (nullable) */
  char *request;            /* (owned) (nullable) */
  FerryAccount *account;    /* (owned) (nullable) */
  guint n_selected;         /* where there is no task to show */
  guint tick_source;        /* while on screen */
};

G_DEFINE_FINAL_TYPE (FerrySyncTaskDetails, ferry_sync_task_details, ADW_TYPE_BIN)

enum
{
  COPIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
copied_cb (FerrySyncTaskDetails *self,
           const char           *words)
{
  g_signal_emit (self, signals[COPIED], 0, words);
}

static const char *
get_meaning (FerryColumn   column,
             FerryTristate value)
{
  gboolean is_overwrite = column == FERRY_COLUMN_OVERWRITE;

  switch (value)
    {
    case FERRY_YES:
      return is_overwrite ? _("An image version of the same name at the target is replaced.")
                          : _("What is pushed to the source is copied without being asked.");
    case FERRY_NO:
      return is_overwrite ? _("An image version whose name exists at the target is not copied.")
                          : _("Images are copied only when somebody asks for it.");
    case FERRY_UNKNOWN:
    default:
      return _("The service did not say.");
    }
}

static void
update_region (FerrySyncTaskDetails *self,
               FerryColumn           column)
{
  const char *id = ferry_column_get_text (column, self->sync_task);
  const char *name = id != NULL ? ferry_region_find_name (id) : NULL;

  ferry_detail_row_set_value (self->rows[column], name != NULL ? name : id, id);
  ferry_detail_row_set_hint (self->rows[column], name != NULL ? id : NULL);
}

static void
update_tristate (FerrySyncTaskDetails *self,
                 FerryColumn           column)
{
  FerryTristate value = ferry_column_get_tristate (column, self->sync_task);
  const char *text = ferry_column_get_tristate_text (column, value);

  ferry_detail_row_set_value (self->rows[column], value != FERRY_UNKNOWN ? text : NULL, NULL);
  ferry_detail_row_set_hint (self->rows[column], get_meaning (column, value));
  ferry_detail_row_set_icon_name (self->rows[column], ferry_format_cell_icon (column, self->sync_task));
}

static void
update_relative_time (FerrySyncTaskDetails *self,
                      FerryColumn           column,
                      gint64                now)
{
  gint64 timestamp = ferry_column_get_time (column, self->sync_task);
  g_autofree char *relative = NULL;

  if (timestamp != FERRY_NO_TIMESTAMP)
    relative = ferry_timestamp_format (timestamp, FERRY_TIME_STYLE_RELATIVE, now);
  ferry_detail_row_set_hint (self->rows[column], relative);
}

static void
update_relative_times (FerrySyncTaskDetails *self)
{
  gint64 now = g_get_real_time ();

  update_relative_time (self, FERRY_COLUMN_CREATED, now);
  update_relative_time (self, FERRY_COLUMN_UPDATED, now);
}

static void
update_time (FerrySyncTaskDetails *self,
             FerryColumn           column,
             FerryDetailRow       *utc_row)
{
  gint64 timestamp = ferry_column_get_time (column, self->sync_task);
  g_autofree char *local = NULL;
  g_autofree char *utc = NULL;

  if (timestamp != FERRY_NO_TIMESTAMP)
    {
      local = ferry_timestamp_format_exact (timestamp, FERRY_TIME_STYLE_LOCAL);
      utc = ferry_timestamp_format_exact (timestamp, FERRY_TIME_STYLE_UTC);
    }
  /* What is no time is shown as the service wrote it. */
  ferry_detail_row_set_value (self->rows[column],
                              local != NULL ? local : ferry_column_get_text (column, self->sync_task), NULL);
  ferry_detail_row_set_value (utc_row, utc, NULL);
}

static void
update_text (FerrySyncTaskDetails *self,
             FerryColumn           column)
{
  g_autofree char *value = ferry_column_dup_value (column, self->sync_task);

  ferry_detail_row_set_value (self->rows[column], value, NULL);
}

static void
update_addresses (FerrySyncTaskDetails *self)
{
  g_autofree char *source = ferry_image_address_dup_source (self->sync_task, self->account);
  g_autofree char *target = ferry_image_address_dup_target (self->sync_task, self->account);

  ferry_detail_row_set_value (self->source_address, source, NULL);
  ferry_detail_row_set_value (self->target_address, target, NULL);
}

/* Writing JSON takes longer than all the rest, so it is done for who looks at it. */
static void
update_answer (FerrySyncTaskDetails *self)
{
  g_autofree char *json = NULL;

  if (self->sync_task == NULL || !adw_expander_row_get_expanded (self->answer_expander))
    return;

  json = ferry_sync_task_dup_json (self->sync_task);
  ferry_detail_row_set_value (self->answer_row, json, NULL);
}

static void
update_rows (FerrySyncTaskDetails *self)
{
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    if (ferry_column_is_region (column))
      update_region (self, column);
    else if (ferry_column_is_tristate (column))
      update_tristate (self, column);
    else if (!ferry_column_is_time (column))
      update_text (self, column);

  update_time (self, FERRY_COLUMN_CREATED, self->created_utc);
  update_time (self, FERRY_COLUMN_UPDATED, self->updated_utc);
  update_relative_times (self);
  update_addresses (self);
  ferry_detail_row_set_value (self->request_row, self->request, NULL);
  update_answer (self);
}

static void
update_title (FerrySyncTaskDetails *self)
{
  g_autofree char *repository = ferry_column_dup_text (FERRY_COLUMN_REPOSITORY, self->sync_task);
  g_autofree char *organization = ferry_column_dup_text (FERRY_COLUMN_ORGANIZATION, self->sync_task);
  const char *region = ferry_format_region_name (ferry_sync_task_get_target_region (self->sync_task));
  /* Translators: the source organization and the target region. */
  g_autofree char *subtitle = g_strdup_printf (_("%s → %s"), organization, region);

  adw_window_title_set_title (self->title, repository);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
update_status (FerrySyncTaskDetails *self)
{
  g_autofree char *title = NULL;

  if (self->n_selected > 0)
    title = g_strdup_printf (ngettext ("%'u Task Selected", "%'u Tasks Selected", self->n_selected), self->n_selected);
  else
    title = g_strdup (_("No Task Selected"));

  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, _("Select one task to see its details."));
  adw_window_title_set_title (self->title, _("Details"));
  adw_window_title_set_subtitle (self->title, "");
}

static void
update (FerrySyncTaskDetails *self)
{
  gboolean shows_task = self->sync_task != NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (shows_task)
    {
      update_title (self);
      update_rows (self);
    }
  else
    update_status (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), shows_task || self->n_selected > 0);
  gtk_stack_set_visible_child_name (self->stack, shows_task ? "task" : "none");
}

static gboolean
tick_cb (gpointer user_data)
{
  FerrySyncTaskDetails *self = user_data;

  if (self->sync_task != NULL)
    update_relative_times (self);

  return G_SOURCE_CONTINUE;
}

static void
ferry_sync_task_details_map (GtkWidget *widget)
{
  FerrySyncTaskDetails *self = FERRY_SYNC_TASK_DETAILS (widget);

  GTK_WIDGET_CLASS (ferry_sync_task_details_parent_class)->map (widget);
  update (self);
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
ferry_sync_task_details_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FERRY_SYNC_TASK_DETAILS (widget)->tick_source, g_source_remove);
  GTK_WIDGET_CLASS (ferry_sync_task_details_parent_class)->unmap (widget);
}

static void
ferry_sync_task_details_dispose (GObject *object)
{
  FerrySyncTaskDetails *self = FERRY_SYNC_TASK_DETAILS (object);

  g_clear_object (&self->sync_task);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SYNC_TASK_DETAILS);

  G_OBJECT_CLASS (ferry_sync_task_details_parent_class)->dispose (object);
}

static void
ferry_sync_task_details_finalize (GObject *object)
{
  g_free (FERRY_SYNC_TASK_DETAILS (object)->request);

  G_OBJECT_CLASS (ferry_sync_task_details_parent_class)->finalize (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  /* The rows in the template are called by the ids of the columns. */
  for (FerryColumn column = 0; column < FERRY_N_COLUMNS; column++)
    gtk_widget_class_bind_template_child_full (widget_class, ferry_column_get_id (column), FALSE,
                                               G_STRUCT_OFFSET (FerrySyncTaskDetails, rows[0]) +
                                                 column * sizeof (FerryDetailRow *));
}

static void
ferry_sync_task_details_class_init (FerrySyncTaskDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_sync_task_details_dispose;
  object_class->finalize = ferry_sync_task_details_finalize;
  widget_class->map = ferry_sync_task_details_map;
  widget_class->unmap = ferry_sync_task_details_unmap;

  /**
   * FerrySyncTaskDetails::copied:
   * @self: the details
   * @words: what to say of it
   *
   * A value was copied.
   */
  signals[COPIED] = g_signal_new ("copied", FERRY_TYPE_SYNC_TASK_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (FERRY_TYPE_DETAIL_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-sync-task-details.ui");
  bind_rows (widget_class);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, title);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, copy_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, status_page);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, source_address);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, target_address);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, created_utc);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, updated_utc);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, request_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, answer_expander);
  gtk_widget_class_bind_template_child (widget_class, FerrySyncTaskDetails, answer_row);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_answer);
}

static void
ferry_sync_task_details_init (FerrySyncTaskDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_sync_task_details_set_task:
 * @self: details
 * @sync_task: (nullable): the task to show
 * @request: (nullable): the request that @sync_task came from
 *
 * Shows a task, or that none is selected.
 */
void
ferry_sync_task_details_set_task (FerrySyncTaskDetails *self,
                                  FerrySyncTask        *sync_task,
                                  const char           *request)
{
  gboolean is_other;

  g_return_if_fail (FERRY_IS_SYNC_TASK_DETAILS (self));

  is_other = g_set_object (&self->sync_task, sync_task) || self->n_selected > 0;
  self->n_selected = 0;
  if (g_set_str (&self->request, request) || is_other)
    update (self);
}

/**
 * ferry_sync_task_details_set_n_selected:
 * @self: details
 * @n_selected: how many tasks are selected
 *
 * Shows only how many tasks are selected, until there is one to show.
 */
void
ferry_sync_task_details_set_n_selected (FerrySyncTaskDetails *self,
                                        guint                 n_selected)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_DETAILS (self));

  g_clear_object (&self->sync_task);
  g_clear_pointer (&self->request, g_free);
  self->n_selected = n_selected;
  update (self);
}

/**
 * ferry_sync_task_details_set_account:
 * @self: details
 * @account: (nullable): the account that the tasks were read for
 *
 * Sets the account, which tells in which cloud the images are.
 */
void
ferry_sync_task_details_set_account (FerrySyncTaskDetails *self,
                                     FerryAccount         *account)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_DETAILS (self));

  if (g_set_object (&self->account, account))
    update (self);
}

/**
 * ferry_sync_task_details_set_copy_menu:
 * @self: details
 * @menu: (nullable): the ways to copy the task
 *
 * Sets the menu in the header bar.
 */
void
ferry_sync_task_details_set_copy_menu (FerrySyncTaskDetails *self,
                                       GMenuModel           *menu)
{
  g_return_if_fail (FERRY_IS_SYNC_TASK_DETAILS (self));

  gtk_menu_button_set_menu_model (self->copy_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), menu != NULL);
}
