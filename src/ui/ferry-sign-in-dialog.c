/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-sign-in-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* The order of the choice in the template. */
enum
{
  METHOD_ACCESS_KEY,
  METHOD_TOKEN,
};

struct _FerrySignInDialog
{
  AdwDialog parent_instance;

  GtkWidget *sign_in_button;
  AdwBanner *error_banner;
  AdwComboRow *method_row;
  GtkWidget *access_key_row;
  GtkWidget *secret_key_row;
  GtkWidget *token_row;
  AdwExpanderRow *advanced_row;
  GtkWidget *security_token_row;
  GtkWidget *project_id_row;
  GtkWidget *endpoint_row;
};

G_DEFINE_FINAL_TYPE (FerrySignInDialog, ferry_sign_in_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
uses_token (FerrySignInDialog *self)
{
  return adw_combo_row_get_selected (self->method_row) == METHOD_TOKEN;
}

static gboolean
is_blank (GtkWidget *row)
{
  const char *text = get_text (row);

  while (g_ascii_isspace (*text))
    text++;

  return *text == '\0';
}

/* The ends of an access key are enough to tell it from others, and give nothing away. */
static char *
dup_name (FerrySignInDialog *self)
{
  g_autofree char *key = g_strstrip (g_strdup (get_text (self->access_key_row)));
  gsize length = strlen (key);

  if (uses_token (self))
    return g_strdup (_("Token"));

  return length > 8 ? g_strdup_printf ("%.2s…%s", key, key + length - 2) : g_strdup (_("Access key"));
}

/* What may stay empty is not asked for: the security token, the project and the address. */
static GtkWidget *
find_missing (FerrySignInDialog *self)
{
  GtkWidget *const needed[] = { self->access_key_row, self->secret_key_row };

  if (uses_token (self))
    return is_blank (self->token_row) ? self->token_row : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (is_blank (needed[i]))
      return needed[i];

  return NULL;
}

static void
show_error (FerrySignInDialog *self,
            GtkWidget         *row,
            const char        *text)
{
  adw_banner_set_title (self->error_banner, text);
  adw_banner_set_revealed (self->error_banner, TRUE);
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}

static void
entry_changed_cb (FerrySignInDialog *self)
{
  GtkWidget *const rows[] = { self->access_key_row, self->secret_key_row, self->token_row, self->endpoint_row };

  adw_banner_set_revealed (self->error_banner, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_remove_css_class (rows[i], "error");
}

static void
method_changed_cb (FerrySignInDialog *self)
{
  gboolean token = uses_token (self);

  gtk_widget_set_visible (self->token_row, token);
  gtk_widget_set_visible (self->access_key_row, !token);
  gtk_widget_set_visible (self->secret_key_row, !token);
  gtk_widget_set_visible (self->security_token_row, !token);
  gtk_widget_set_visible (self->project_id_row, !token);
  entry_changed_cb (self);
}

static FerryCredentials *
create_credentials (FerrySignInDialog *self)
{
  if (uses_token (self))
    return ferry_credentials_new_token (get_text (self->token_row));

  return ferry_credentials_new_key_pair (get_text (self->access_key_row), get_text (self->secret_key_row),
                                         get_text (self->security_token_row), get_text (self->project_id_row));
}

static void
sign_in_cb (FerrySignInDialog *self)
{
  GtkWidget *missing = find_missing (self);
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *endpoint = g_strstrip (g_strdup (get_text (self->endpoint_row)));
  g_autofree char *name = NULL;

  if (missing != NULL)
    {
      show_error (self, missing, uses_token (self) ? _("Enter a token.") : _("Enter both keys."));
      return;
    }

  credentials = create_credentials (self);
  account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", endpoint, NULL);
  client = ferry_client_new (account, credentials, &error);
  if (client == NULL)
    {
      adw_expander_row_set_expanded (self->advanced_row, TRUE);
      show_error (self, self->endpoint_row, error->message);
      return;
    }

  name = dup_name (self);
  g_signal_emit (self, signals[SIGNED_IN], 0, client, name);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
ferry_sign_in_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SIGN_IN_DIALOG);

  G_OBJECT_CLASS (ferry_sign_in_dialog_parent_class)->dispose (object);
}

static void
ferry_sign_in_dialog_class_init (FerrySignInDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_sign_in_dialog_dispose;

  /**
   * FerrySignInDialog::signed-in:
   * @self: the dialog
   * @client: a client with what was entered
   * @name: how to call it on screen
   *
   * Somebody entered what to sign in with. Whether the service accepts it shows
   * with the first request.
   */
  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, FERRY_TYPE_CLIENT, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, method_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, access_key_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, secret_key_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, token_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, security_token_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, project_id_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySignInDialog, endpoint_row);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, adw_dialog_close);
}

static void
ferry_sign_in_dialog_init (FerrySignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_sign_in_dialog_new:
 *
 * Returns: (transfer floating): a dialog
 */
FerrySignInDialog *
ferry_sign_in_dialog_new (void)
{
  return g_object_new (FERRY_TYPE_SIGN_IN_DIALOG, NULL);
}
