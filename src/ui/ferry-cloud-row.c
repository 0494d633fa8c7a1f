/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cloud-row.h"

#include <glib/gi18n.h>

struct _FerryCloudRow
{
  AdwExpanderRow parent_instance;

  GtkEditable *endpoint_row;
  AdwPreferencesRow *note_row;
  GtkEditable *iam_endpoint_row;
  GtkEditable *project_name_row;
  AdwActionRow *ca_file_row;
  GtkWidget *clear_button;
  AdwSwitchRow *skip_verification_row;

  char *ca_file;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) of the choice of a file */
};

G_DEFINE_FINAL_TYPE (FerryCloudRow, ferry_cloud_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (FerryCloudRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The note is about what stood there before. */
static void
endpoint_changed_cb (FerryCloudRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->note_row), FALSE);
  changed_cb (self);
}

static char *
correct (GtkEditable *row)
{
  char *note = NULL;
  g_autofree char *corrected = ferry_endpoint_correct (gtk_editable_get_text (row), &note);

  if (!g_str_equal (corrected, gtk_editable_get_text (row)))
    gtk_editable_set_text (row, corrected);

  return note;
}

static void
set_ca_file (FerryCloudRow *self,
             const char    *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (!g_set_str (&self->ca_file, path))
    return;

  adw_action_row_set_subtitle (self->ca_file_row, name != NULL ? name : _("Those that the system trusts"));
  gtk_widget_set_visible (self->clear_button, path != NULL);
  changed_cb (self);
}

static void
clear_ca_file_cb (FerryCloudRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->ca_file_row));
  set_ca_file (self, NULL);
}

static void
ca_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(FerryCloudRow) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    set_ca_file (self, path);
}

static void
choose_ca_file_cb (FerryCloudRow *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose Certificate Authorities (PEM)"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable,
                        ca_file_chosen_cb, g_object_ref (self));
}

/* The file dialog outlives the row otherwise, and would hold it. */
static void
ferry_cloud_row_unroot (GtkWidget *widget)
{
  FerryCloudRow *self = FERRY_CLOUD_ROW (widget);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  GTK_WIDGET_CLASS (ferry_cloud_row_parent_class)->unroot (widget);
}

static void
ferry_cloud_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_cloud_row_parent_class)->root (widget);

  FERRY_CLOUD_ROW (widget)->cancellable = g_cancellable_new ();
}

static void
ferry_cloud_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_CLOUD_ROW);

  G_OBJECT_CLASS (ferry_cloud_row_parent_class)->dispose (object);
}

static void
ferry_cloud_row_finalize (GObject *object)
{
  g_free (FERRY_CLOUD_ROW (object)->ca_file);

  G_OBJECT_CLASS (ferry_cloud_row_parent_class)->finalize (object);
}

static void
ferry_cloud_row_class_init (FerryCloudRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_cloud_row_dispose;
  object_class->finalize = ferry_cloud_row_finalize;
  widget_class->root = ferry_cloud_row_root;
  widget_class->unroot = ferry_cloud_row_unroot;

  /**
   * FerryCloudRow::changed:
   * @self: the row
   *
   * Something else was entered.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-cloud-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCloudRow, endpoint_row);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudRow, note_row);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudRow, iam_endpoint_row);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudRow, project_name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudRow, ca_file_row);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudRow, clear_button);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudRow, skip_verification_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, endpoint_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ferry_cloud_row_correct);
  gtk_widget_class_bind_template_callback (widget_class, choose_ca_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_ca_file_cb);
}

static void
ferry_cloud_row_init (FerryCloudRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_text (GtkEditable *row,
          const char  *text)
{
  gtk_editable_set_text (row, text != NULL ? text : "");
}

/**
 * ferry_cloud_row_set_account:
 * @self: a row
 * @account: an account
 *
 * Shows where the services of an account are. It is unfolded when they are not
 * those of the public cloud.
 */
void
ferry_cloud_row_set_account (FerryCloudRow *self,
                             FerryAccount  *account)
{
  g_return_if_fail (FERRY_IS_CLOUD_ROW (self));

  set_text (self->endpoint_row, ferry_account_get_endpoint (account));
  set_text (self->iam_endpoint_row, ferry_account_get_iam_endpoint (account));
  set_text (self->project_name_row, ferry_account_get_project_name (account));
  set_ca_file (self, ferry_account_get_ca_file (account));
  adw_switch_row_set_active (self->skip_verification_row, ferry_account_get_skip_verification (account));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self),
                                 ferry_account_get_endpoint (account) != NULL ||
                                   ferry_account_get_iam_endpoint (account) != NULL ||
                                   ferry_account_get_project_name (account) != NULL ||
                                   ferry_account_get_ca_file (account) != NULL ||
                                   ferry_account_get_skip_verification (account));
}

/**
 * ferry_cloud_row_set_uses_iam:
 * @self: a row
 * @uses_iam: whether IAM is asked for a token
 *
 * Offers what only the sign-in with a password needs.
 */
void
ferry_cloud_row_set_uses_iam (FerryCloudRow *self,
                              gboolean       uses_iam)
{
  g_return_if_fail (FERRY_IS_CLOUD_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->iam_endpoint_row), uses_iam);
  gtk_widget_set_visible (GTK_WIDGET (self->project_name_row), uses_iam);
}

/**
 * ferry_cloud_row_correct:
 * @self: a row
 *
 * Makes addresses of what was entered: one without its scheme, or that of the
 * registry, which a note then tells. It is done when an entry is left, and to be
 * called before the addresses are used.
 */
void
ferry_cloud_row_correct (FerryCloudRow *self)
{
  g_autofree char *note = NULL;

  g_return_if_fail (FERRY_IS_CLOUD_ROW (self));

  g_free (correct (self->iam_endpoint_row));
  note = correct (self->endpoint_row);
  if (note == NULL)
    return;

  adw_preferences_row_set_title (self->note_row, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note_row), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), note, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
is_wrong (FerryService  service,
          GtkEditable  *row)
{
  g_autofree char *pattern = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  g_autoptr(GUri) uri = *pattern != '\0' ? ferry_endpoint_build (service, pattern, FERRY_REGION_DEFAULT, NULL) : NULL;

  return *pattern != '\0' && uri == NULL;
}

static gboolean
lacks_iam_endpoint (FerryCloudRow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->iam_endpoint_row)) &&
         *gtk_editable_get_text (self->endpoint_row) != '\0' && *gtk_editable_get_text (self->iam_endpoint_row) == '\0';
}

/**
 * ferry_cloud_row_find_wrong:
 * @self: a row
 *
 * Unfolds what led to a [class@Ferry.Client] that could not be made.
 *
 * Returns: (transfer none): the row with the address, or the file, that cannot
 *   be used
 */
GtkWidget *
ferry_cloud_row_find_wrong (FerryCloudRow *self)
{
  g_return_val_if_fail (FERRY_IS_CLOUD_ROW (self), NULL);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  if (is_wrong (FERRY_SERVICE_SWR, self->endpoint_row))
    return GTK_WIDGET (self->endpoint_row);
  if (is_wrong (FERRY_SERVICE_IAM, self->iam_endpoint_row) || lacks_iam_endpoint (self))
    return GTK_WIDGET (self->iam_endpoint_row);

  return GTK_WIDGET (self->ca_file_row);
}

/**
 * ferry_cloud_row_get_endpoint:
 * @self: a row
 *
 * Returns: the address of the SWR API, or an empty text
 */
const char *
ferry_cloud_row_get_endpoint (FerryCloudRow *self)
{
  g_return_val_if_fail (FERRY_IS_CLOUD_ROW (self), NULL);

  return gtk_editable_get_text (self->endpoint_row);
}

/**
 * ferry_cloud_row_get_iam_endpoint:
 * @self: a row
 *
 * Returns: the address of IAM, or an empty text
 */
const char *
ferry_cloud_row_get_iam_endpoint (FerryCloudRow *self)
{
  g_return_val_if_fail (FERRY_IS_CLOUD_ROW (self), NULL);

  return gtk_editable_get_text (self->iam_endpoint_row);
}

/**
 * ferry_cloud_row_get_project_name:
 * @self: a row
 *
 * Returns: the name of the project, or an empty text
 */
const char *
ferry_cloud_row_get_project_name (FerryCloudRow *self)
{
  g_return_val_if_fail (FERRY_IS_CLOUD_ROW (self), NULL);

  return gtk_editable_get_text (self->project_name_row);
}

/**
 * ferry_cloud_row_get_ca_file:
 * @self: a row
 *
 * Returns: (nullable) (type filename): the file with the authorities
 */
const char *
ferry_cloud_row_get_ca_file (FerryCloudRow *self)
{
  g_return_val_if_fail (FERRY_IS_CLOUD_ROW (self), NULL);

  return self->ca_file;
}

/**
 * ferry_cloud_row_get_skip_verification:
 * @self: a row
 *
 * Returns: whether any certificate is to be accepted
 */
gboolean
ferry_cloud_row_get_skip_verification (FerryCloudRow *self)
{
  g_return_val_if_fail (FERRY_IS_CLOUD_ROW (self), FALSE);

  return adw_switch_row_get_active (self->skip_verification_row);
}
