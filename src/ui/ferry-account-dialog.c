/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-cloud-row.h"
#include "ferry-connection-group.h"
#include "ferry-dialog-size.h"
#include "ferry-expiry-row.h"
#include "ferry-import-ui.h"
#include "ferry-region-picker.h"
#include "ferry-scroll.h"
#include "ferry-secret-row.h"

struct _FerryAccountDialog
{
  AdwDialog parent_instance;

  AdwBanner *error_banner;
  GtkWidget *import_button;
  GtkWidget *name_row;
  AdwComboRow *kind_row;
  GtkWidget *access_key_row;
  FerrySecretRow *secret_key_row;
  GtkWidget *domain_name_row;
  GtkWidget *user_name_row;
  FerrySecretRow *password_row;
  FerrySecretRow *passcode_row;
  GtkWidget *user_id_row;
  FerrySecretRow *token_row;
  FerryExpiryRow *expiry_row;
  AdwExpanderRow *advanced_row;
  FerrySecretRow *security_token_row;
  GtkWidget *project_id_row;
  FerryRegionPicker *region_picker;
  FerryCloudRow *cloud_row;
  FerryConnectionGroup *connection_group;

  FerryAccount *account;     /* (owned) (nullable) the one that is edited */
  char *kept_secret;         /* (owned) (nullable) its secret */
  GPtrArray *wrong_rows;     /* (owned) (element-type GtkWidget) what the banner is about */
  GCancellable *cancellable; /* (owned) of an import */
};

G_DEFINE_FINAL_TYPE (FerryAccountDialog, ferry_account_dialog, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The choice stands in the order of the kinds. */
static FerryAccountKind
get_kind (FerryAccountDialog *self)
{
  return (FerryAccountKind) adw_combo_row_get_selected (self->kind_row);
}

static const char *
get_text (GtkWidget *row)
{
  return FERRY_IS_SECRET_ROW (row) ? ferry_secret_row_get_text (FERRY_SECRET_ROW (row))
                                   : gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (GtkWidget  *row,
          const char *text)
{
  if (FERRY_IS_SECRET_ROW (row))
    ferry_secret_row_set_text (FERRY_SECRET_ROW (row), text != NULL ? text : "");
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static gboolean
is_blank (gpointer row)
{
  const char *text = get_text (row);

  return text[strspn (text, " \t\r\n")] == '\0';
}

static gboolean
is_stripped_equal (GtkWidget  *row,
                   const char *text)
{
  g_autofree char *entered = g_strstrip (g_strdup (get_text (row)));

  return g_str_equal (entered, text != NULL ? text : "");
}

/* Whether the secret that is kept belongs to what is entered: it does not go with another key, or another user. */
static gboolean
fits_kept_secret (FerryAccountDialog *self)
{
  if (self->kept_secret == NULL || get_kind (self) != ferry_account_get_kind (self->account))
    return FALSE;
  if (get_kind (self) == FERRY_ACCOUNT_ACCESS_KEY)
    return is_stripped_equal (self->access_key_row, ferry_account_get_access_key (self->account)) &&
           is_blank (self->security_token_row);
  if (get_kind (self) == FERRY_ACCOUNT_PASSWORD)
    return is_stripped_equal (self->domain_name_row, ferry_account_get_domain_name (self->account)) &&
           is_stripped_equal (self->user_name_row, ferry_account_get_user_name (self->account));

  return TRUE;
}

static FerrySecretRow *
get_secret_row (FerryAccountDialog *self)
{
  if (get_kind (self) == FERRY_ACCOUNT_ACCESS_KEY)
    return self->secret_key_row;

  return get_kind (self) == FERRY_ACCOUNT_PASSWORD ? self->password_row : self->token_row;
}

/* Returns the secret that was entered, or NULL when it is to stay as it was. In a password every blank counts,
 * but a line break came with the pasting. */
static char *
dup_secret (FerryAccountDialog *self)
{
  const char *text = ferry_secret_row_get_text (get_secret_row (self));
  char *secret;

  if (*text == '\0')
    return NULL;
  if (get_kind (self) == FERRY_ACCOUNT_PASSWORD)
    return g_strndup (text, strcspn (text, "\r\n"));

  secret = g_strstrip (g_strdup (text));
  if (get_kind (self) == FERRY_ACCOUNT_ACCESS_KEY && !is_blank (self->security_token_row))
    {
      char *both = g_strjoin ("\n", secret, ferry_secret_row_get_text (self->security_token_row), NULL);

      ferry_credentials_wipe (secret);
      return both;
    }

  return secret;
}

/* What belongs to another way to sign in stays in the dialog. */
static FerryAccount *
create_account (FerryAccountDialog *self)
{
  gboolean has_key = get_kind (self) == FERRY_ACCOUNT_ACCESS_KEY;
  gboolean has_user = get_kind (self) == FERRY_ACCOUNT_PASSWORD;
  gboolean has_token = get_kind (self) == FERRY_ACCOUNT_TOKEN;

  return g_object_new (FERRY_TYPE_ACCOUNT,
                       "id", self->account != NULL ? ferry_account_get_id (self->account) : NULL,
                       "name", get_text (self->name_row),
                       "kind", get_kind (self),
                       "access-key", has_key ? get_text (self->access_key_row) : NULL,
                       "project-id", has_key ? get_text (self->project_id_row) : NULL,
                       "domain-name", has_user ? get_text (self->domain_name_row) : NULL,
                       "user-name", has_user ? get_text (self->user_name_row) : NULL,
                       "user-id", has_user ? get_text (self->user_id_row) : NULL,
                       "token-expires-at", has_token ? ferry_expiry_row_get_time (self->expiry_row) : (gint64) 0,
                       "regions", ferry_region_picker_get_regions (self->region_picker),
                       "endpoint", ferry_cloud_row_get_endpoint (self->cloud_row),
                       "iam-endpoint", ferry_cloud_row_get_iam_endpoint (self->cloud_row),
                       "project-name", ferry_cloud_row_get_project_name (self->cloud_row),
                       "ca-file", ferry_cloud_row_get_ca_file (self->cloud_row),
                       "skip-verification", ferry_cloud_row_get_skip_verification (self->cloud_row),
                       NULL);
}

/* What has the focus, and so is what a screen reader speaks of. */
static GtkWidget *
find_entry (GtkWidget *row)
{
  if (FERRY_IS_SECRET_ROW (row))
    return ferry_secret_row_get_entry (FERRY_SECRET_ROW (row));

  return GTK_IS_EDITABLE (row) ? GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))) : row;
}

static void
mark (FerryAccountDialog *self,
      GtkWidget          *row,
      gboolean            wrong)
{
  GtkWidget *entry = find_entry (row);

  if (wrong)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->error_banner, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
forget_error (FerryAccountDialog *self)
{
  adw_banner_set_revealed (self->error_banner, FALSE);
  for (guint i = 0; i < self->wrong_rows->len; i++)
    mark (self, g_ptr_array_index (self->wrong_rows, i), FALSE);
  g_ptr_array_set_size (self->wrong_rows, 0);
}

static void
add_wrong (FerryAccountDialog *self,
           gpointer            row)
{
  g_ptr_array_add (self->wrong_rows, row);
  mark (self, row, TRUE);
}

static void
show_error (FerryAccountDialog *self,
            GtkWidget          *row,
            const char         *text)
{
  forget_error (self);
  adw_banner_set_title (self->error_banner, text);
  adw_banner_set_revealed (self->error_banner, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (row == NULL)
    return;

  add_wrong (self, row);
  gtk_widget_grab_focus (row);
  ferry_scroll_to (row);
}

static gboolean
require (FerryAccountDialog *self,
         gpointer            row,
         const char         *words)
{
  if (!is_blank (row))
    return TRUE;

  show_error (self, row, words);

  return FALSE;
}

/* An empty entry keeps the secret there is; blanks alone are a mistake. */
static gboolean
has_secret (FerryAccountDialog *self)
{
  FerrySecretRow *row = get_secret_row (self);

  return *ferry_secret_row_get_text (row) == '\0' ? fits_kept_secret (self) : !is_blank (row);
}

static gboolean
require_secret (FerryAccountDialog *self,
                const char         *words)
{
  return has_secret (self) || require (self, get_secret_row (self), words);
}

static gboolean
require_keys (FerryAccountDialog *self)
{
  if (require (self, self->access_key_row, _("Enter both keys.")))
    return require_secret (self, _("Enter both keys."));

  if (!has_secret (self))
    add_wrong (self, self->secret_key_row);

  return FALSE;
}

static gboolean
check_expiry (FerryAccountDialog *self)
{
  g_autofree char *problem = ferry_expiry_row_dup_problem (self->expiry_row);

  if (problem != NULL)
    show_error (self, GTK_WIDGET (self->expiry_row), problem);

  return problem == NULL;
}

/* Says what is missing. What may stay empty is not asked for. */
static gboolean
check (FerryAccountDialog *self)
{
  if (get_kind (self) == FERRY_ACCOUNT_ACCESS_KEY)
    return require_keys (self);
  if (get_kind (self) == FERRY_ACCOUNT_TOKEN)
    return require_secret (self, _("Enter a token.")) && check_expiry (self);

  return require (self, self->domain_name_row, _("Enter the name of the account that the user belongs to.")) &&
         require (self, self->user_name_row, _("Enter the name of the user.")) &&
         require_secret (self, _("Enter the password.")) &&
         (is_blank (self->passcode_row) ||
          require (self, self->user_id_row, _("With a one-time code the user ID is needed, too.")));
}

/* Returns a client for what is entered, or says why there is none. */
static FerryClient *
create_client (FerryAccountDialog *self)
{
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;
  FerryClient *client;
  char *secret;

  ferry_cloud_row_correct (self->cloud_row);
  if (!check (self))
    return NULL;

  account = create_account (self);
  secret = dup_secret (self);
  credentials = ferry_account_create_credentials (account, secret != NULL ? secret : self->kept_secret,
                                                  ferry_account_dialog_get_passcode (self));
  ferry_credentials_wipe (secret);
  client = ferry_client_new (account, credentials, &error);
  if (client == NULL)
    show_error (self, ferry_cloud_row_find_wrong (self->cloud_row), error->message);

  return client;
}

static void
show_fields (FerryAccountDialog *self)
{
  FerryAccountKind kind = get_kind (self);
  gboolean has_key = kind == FERRY_ACCOUNT_ACCESS_KEY;
  gboolean has_user = kind == FERRY_ACCOUNT_PASSWORD;
  gboolean has_token = kind == FERRY_ACCOUNT_TOKEN;

  gtk_widget_set_visible (self->access_key_row, has_key);
  gtk_widget_set_visible (GTK_WIDGET (self->secret_key_row), has_key);
  gtk_widget_set_visible (GTK_WIDGET (self->advanced_row), has_key);
  gtk_widget_set_visible (self->domain_name_row, has_user);
  gtk_widget_set_visible (self->user_name_row, has_user);
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), has_user);
  gtk_widget_set_visible (GTK_WIDGET (self->passcode_row), has_user);
  gtk_widget_set_visible (self->user_id_row, has_user && (!is_blank (self->passcode_row) || !is_blank (self->user_id_row)));
  gtk_widget_set_visible (GTK_WIDGET (self->token_row), has_token);
  gtk_widget_set_visible (GTK_WIDGET (self->expiry_row), has_token);
  ferry_cloud_row_set_uses_iam (self->cloud_row, has_user);
}

/* What was said about it before is no longer true. */
static void
changed_cb (FerryAccountDialog *self)
{
  g_autoptr(FerryAccount) account = create_account (self);
  g_autofree char *summary = ferry_account_dup_summary (account);
  /* Translators: the placeholder is what an account without a name is called, as AK…3F. */
  g_autofree char *title = g_strdup_printf (_("Name (“%s” if Empty)"), summary);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), title);
  ferry_secret_row_set_placeholder (get_secret_row (self), fits_kept_secret (self) ? _("Unchanged") : NULL);
  forget_error (self);
  ferry_connection_group_reset (self->connection_group);
  show_fields (self);
}

/* Another token has another end. */
static void
token_changed_cb (FerryAccountDialog *self)
{
  ferry_expiry_row_assume (self->expiry_row);
  changed_cb (self);
}

static void
save_cb (FerryAccountDialog *self)
{
  g_autoptr(FerryClient) client = create_client (self);
  char *secret;

  if (client == NULL)
    return;

  secret = dup_secret (self);
  g_signal_emit (self, signals[SAVED], 0, ferry_client_get_account (client), secret);
  ferry_credentials_wipe (secret);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
test_cb (FerryAccountDialog *self)
{
  g_autoptr(FerryClient) client = create_client (self);
  const char *const *regions;

  if (client == NULL)
    return;

  regions = ferry_account_get_regions (ferry_client_get_account (client));
  if (regions[0] != NULL)
    ferry_connection_group_run (self->connection_group, client, regions);
  else
    ferry_connection_group_run (self->connection_group, client, (const char *const[]) { FERRY_REGION_DEFAULT, NULL });
}

static void
show_account (FerryAccountDialog *self,
              FerryAccount       *account)
{
  g_autofree char *summary = ferry_account_dup_summary (account);
  const char *name = ferry_account_get_name (account);

  adw_combo_row_set_selected (self->kind_row, ferry_account_get_kind (account));
  set_text (self->name_row, g_str_equal (name, summary) ? NULL : name);
  set_text (self->access_key_row, ferry_account_get_access_key (account));
  set_text (self->project_id_row, ferry_account_get_project_id (account));
  set_text (self->domain_name_row, ferry_account_get_domain_name (account));
  set_text (self->user_name_row, ferry_account_get_user_name (account));
  set_text (self->user_id_row, ferry_account_get_user_id (account));
  if (ferry_account_get_token_expires_at (account) != 0)
    ferry_expiry_row_set_time (self->expiry_row, ferry_account_get_token_expires_at (account));
  if (*ferry_account_get_regions (account) != NULL)
    ferry_region_picker_set_regions (self->region_picker, ferry_account_get_regions (account));
  ferry_cloud_row_set_account (self->cloud_row, account);
}

static void
show_secret (FerryAccountDialog *self,
             const char         *secret)
{
  const char *end = get_kind (self) == FERRY_ACCOUNT_ACCESS_KEY ? strchr (secret, '\n') : NULL;
  char *first = g_strndup (secret, end != NULL ? (gsize) (end - secret) : strlen (secret));

  ferry_secret_row_set_text (get_secret_row (self), first);
  ferry_secret_row_set_text (self->security_token_row, end != NULL ? end + 1 : "");
  adw_expander_row_set_expanded (self->advanced_row, end != NULL);
  ferry_credentials_wipe (first);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryAccountDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryImport) import = ferry_import_ui_read_finish (GTK_WIDGET (source), result, &error);

  if (import != NULL)
    {
      show_account (self, import->account);
      show_secret (self, import->secret);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, NULL, error->message);
}

static void
import_file_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ferry_account_dialog_import_file (FERRY_ACCOUNT_DIALOG (widget), NULL);
}

static void
import_environment_cb (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  FerryAccountDialog *self = FERRY_ACCOUNT_DIALOG (widget);

  ferry_import_ui_read_environment_async (widget, self->cancellable, imported_cb, g_object_ref (self));
}

/* An import holds the dialog, and ends with it. */
static void
ferry_account_dialog_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (FERRY_ACCOUNT_DIALOG (widget)->cancellable);

  GTK_WIDGET_CLASS (ferry_account_dialog_parent_class)->unroot (widget);
}

static void
ferry_account_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_ACCOUNT_DIALOG);

  G_OBJECT_CLASS (ferry_account_dialog_parent_class)->dispose (object);
}

static void
ferry_account_dialog_finalize (GObject *object)
{
  FerryAccountDialog *self = FERRY_ACCOUNT_DIALOG (object);

  g_clear_object (&self->account);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->wrong_rows);
  ferry_credentials_wipe (self->kept_secret);

  G_OBJECT_CLASS (ferry_account_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, access_key_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, secret_key_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, domain_name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, user_name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, passcode_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, user_id_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, token_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, expiry_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, security_token_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, project_id_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, region_picker);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, cloud_row);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountDialog, connection_group);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, adw_dialog_close);
}

static void
ferry_account_dialog_class_init (FerryAccountDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_account_dialog_dispose;
  object_class->finalize = ferry_account_dialog_finalize;
  widget_class->unroot = ferry_account_dialog_unroot;

  /**
   * FerryAccountDialog::saved:
   * @self: the dialog
   * @account: what was entered; where one was edited, it has the same id
   * @secret: (nullable): its secret, or %NULL when the one that the dialog was
   *   opened with stays. It is wiped when the handlers return.
   *
   * Somebody wants to keep the account. Whether the service takes it shows with
   * the first request.
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 /* Not copied on the way: nobody would wipe the copy. */
                                 G_TYPE_NONE, 2, FERRY_TYPE_ACCOUNT, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_install_action (widget_class, "account.import-file", NULL, import_file_cb);
  gtk_widget_class_install_action (widget_class, "account.import-environment", NULL, import_environment_cb);

  g_type_ensure (FERRY_TYPE_CLOUD_ROW);
  g_type_ensure (FERRY_TYPE_CONNECTION_GROUP);
  g_type_ensure (FERRY_TYPE_EXPIRY_ROW);
  g_type_ensure (FERRY_TYPE_REGION_PICKER);
  g_type_ensure (FERRY_TYPE_SECRET_ROW);
  bind_template (widget_class);
}

static void
ferry_account_dialog_init (FerryAccountDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->wrong_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_dialog_size_follow_text (ADW_DIALOG (self));
  changed_cb (self);
}

/**
 * ferry_account_dialog_new:
 * @account: (nullable): the account to edit, not the sample one, or %NULL for a new one
 * @secret: (nullable): the secret of @account, where it is known. It is not shown;
 *   an empty entry leaves it as it is.
 *
 * Returns: (transfer floating): a dialog
 */
FerryAccountDialog *
ferry_account_dialog_new (FerryAccount *account,
                          const char   *secret)
{
  FerryAccountDialog *self = g_object_new (FERRY_TYPE_ACCOUNT_DIALOG, NULL);

  if (account == NULL)
    return self;

  self->account = g_object_ref (account);
  self->kept_secret = g_strdup (secret);
  adw_dialog_set_title (ADW_DIALOG (self), _("Edit Account"));
  adw_dialog_set_focus (ADW_DIALOG (self), self->name_row);
  gtk_widget_set_visible (self->import_button, FALSE);
  show_account (self, account);
  changed_cb (self);

  return self;
}

/**
 * ferry_account_dialog_set_default_regions:
 * @self: a dialog that was not shown yet
 * @regions: (array zero-terminated=1): region ids
 *
 * Offers regions first. A new account begins with them.
 */
void
ferry_account_dialog_set_default_regions (FerryAccountDialog *self,
                                          const char *const  *regions)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_DIALOG (self));

  ferry_region_picker_set_offered (self->region_picker, regions);
  if (self->account == NULL && *regions != NULL)
    ferry_region_picker_set_regions (self->region_picker, regions);
}

/**
 * ferry_account_dialog_get_passcode:
 * @self: a dialog
 *
 * The one-time code belongs to the next sign-in, and is kept nowhere.
 *
 * Returns: (nullable): the code, or %NULL when none was entered
 */
const char *
ferry_account_dialog_get_passcode (FerryAccountDialog *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT_DIALOG (self), NULL);

  if (get_kind (self) != FERRY_ACCOUNT_PASSWORD || is_blank (self->passcode_row))
    return NULL;

  return ferry_secret_row_get_text (self->passcode_row);
}

/**
 * ferry_account_dialog_import_file:
 * @self: a dialog for a new account
 * @file: (nullable): a file with keys, or %NULL to ask for one
 *
 * Fills the dialog from a credentials file.
 */
void
ferry_account_dialog_import_file (FerryAccountDialog *self,
                                  GFile              *file)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_DIALOG (self));

  ferry_import_ui_read_file_async (GTK_WIDGET (self), file, self->cancellable, imported_cb, g_object_ref (self));
}
