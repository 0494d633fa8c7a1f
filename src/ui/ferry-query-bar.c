/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-query-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-announce.h"
#include "ferry-completion.h"
#include "ferry-names-dialog.h"
#include "ferry-region-picker.h"

struct _FerryQueryBar
{
  GtkBox parent_instance;

  FerryRegionPicker *region_picker;
  GtkEntry *organization_entry;
  GtkEntry *repository_entry;
  GtkWidget *names_button;
  GtkWidget *names_box;
  GtkWidget *edit_names_button;
  GtkLabel *names_label;
  GtkButton *list_button;
  GtkRevealer *message_revealer;
  GtkLabel *message_label;

  FerryAccount *account; /* (owned) (nullable) */
  FerryHistory *history; /* (owned) (nullable) */
  GStrv default_regions; /* (owned) (nullable) */
  GStrv names;           /* (owned) (nullable): a list of repositories, asked for instead of what is in the entries */
  char *names_text;      /* (owned) (nullable): as it was last written, whether or not it was asked for */
};

G_DEFINE_FINAL_TYPE (FerryQueryBar, ferry_query_bar, GTK_TYPE_BOX)

static gboolean
says (FerryQueryBar *self,
      const char    *text)
{
  return gtk_revealer_get_reveal_child (self->message_revealer) && g_str_equal (gtk_label_get_text (self->message_label), text);
}

/* An error, a hint, or nothing. What is said already while somebody types on is not said again. */
static void
show_message (FerryQueryBar *self,
              const char    *text,
              gboolean       is_error)
{
  GtkWidget *label = GTK_WIDGET (self->message_label);

  if (text != NULL && (is_error || !says (self, text)))
    ferry_announce (self, text, is_error ? GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH : GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_revealer_set_reveal_child (self->message_revealer, text != NULL);
  if (text != NULL)
    gtk_label_set_text (self->message_label, text);
  gtk_widget_remove_css_class (label, is_error ? "dimmed" : "error");
  gtk_widget_add_css_class (label, is_error ? "error" : "dimmed");
}

/* Said by color, by words and to a screen reader. */
static void
mark (FerryQueryBar *self,
      gpointer       widget,
      gboolean       is_wrong)
{
  if (is_wrong)
    {
      gtk_widget_add_css_class (widget, "error");
      gtk_accessible_update_state (widget, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (widget, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->message_label, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (widget, "error");
      gtk_accessible_reset_state (widget, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (widget, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

static char *
dup_name (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/* One repository of one region is listed. What takes many calls, and some time, is a scan. */
static void
update_list_button (FerryQueryBar *self)
{
  g_autofree char *repository = dup_name (self->repository_entry);
  guint n_regions = g_strv_length ((GStrv) ferry_query_bar_get_regions (self));
  gboolean is_scan = self->names != NULL || *repository == '\0' || n_regions > 1;

  gtk_button_set_label (self->list_button, is_scan ? _("Sca_n") : _("_List"));
}

/* A broken rule is a hint only: the service may know better. */
static void
changed_cb (FerryQueryBar *self)
{
  g_autofree char *organization = dup_name (self->organization_entry);
  g_autofree char *repository = dup_name (self->repository_entry);
  /* With a slash it is an image path that is about to be taken apart. */
  const char *hint = strchr (organization, '/') == NULL ? ferry_repository_get_organization_hint (organization) : NULL;

  if (hint == NULL)
    hint = ferry_repository_get_name_hint (repository);
  mark (self, self->region_picker, FALSE);
  mark (self, self->organization_entry, FALSE);
  mark (self, self->repository_entry, FALSE);
  show_message (self, self->names == NULL ? hint : NULL, FALSE);
  update_list_button (self);
}

static void
choose_region (FerryQueryBar *self,
               const char    *region)
{
  ferry_query_bar_set_regions (self, (const char *const[]) { region, NULL });
}

/* An organization has no slash, so a text with one was copied from elsewhere, as was a repository with the host of a
 * registry. It is taken apart when it is whole, not while it is being typed. */
static void
split_image_path (FerryQueryBar *self)
{
  GtkEntry *const entries[] = { self->organization_entry, self->repository_entry };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (entries[i]));
      g_autofree char *region = NULL;
      g_autofree char *organization = NULL;
      g_autofree char *repository = NULL;

      if (!ferry_repository_split_path (text, &region, &organization, &repository) ||
          (region == NULL && entries[i] == self->repository_entry))
        continue;

      ferry_query_bar_set_names (self, organization, repository);
      if (region != NULL)
        choose_region (self, region);
      return;
    }
}

/* A list stands where the two entries are otherwise. */
static void
show_list (FerryQueryBar     *self,
           const char *const *names)
{
  gboolean has_list = names != NULL;
  guint n_names = has_list ? g_strv_length ((GStrv) names) : 0;
  g_autofree char *label = NULL;
  GStrv old_names = self->names;

  self->names = g_strdupv ((GStrv) names);
  g_strfreev (old_names);

  /* Translators: what is asked for: repositories that somebody has written down. */
  label = g_strdup_printf (ngettext ("%'u repository from a list", "%'u repositories from a list", n_names), n_names);
  gtk_label_set_text (self->names_label, label);
  gtk_widget_set_visible (self->names_box, has_list);
  gtk_widget_set_visible (self->names_button, !has_list);
  gtk_widget_set_visible (GTK_WIDGET (self->organization_entry), !has_list);
  gtk_widget_set_visible (GTK_WIDGET (self->repository_entry), !has_list);
  changed_cb (self);
}

/* The entries are as they were before. What was written stays to be edited. */
static void
remove_list_cb (FerryQueryBar *self)
{
  show_list (self, NULL);
  gtk_widget_grab_focus (self->names_button);
}

static void
names_closed_cb (FerryQueryBar    *self,
                 FerryNamesDialog *dialog)
{
  g_free (self->names_text);
  self->names_text = ferry_names_dialog_dup_text (dialog);
}

static void
names_accepted_cb (FerryQueryBar    *self,
                   FerryNamesDialog *dialog)
{
  g_autoptr(FerryQuery) query = ferry_names_dialog_dup_query (dialog);

  ferry_query_bar_set_query (self, query);
  /* As it was written, with remarks and blank lines. */
  names_closed_cb (self, dialog);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.list", NULL);
}

/* Those of the account come first. The picker leaves out what comes twice. */
static void
offer_regions (FerryQueryBar *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) regions = NULL;

  if (self->account != NULL)
    g_strv_builder_addv (builder, (const char **) ferry_account_get_regions (self->account));
  if (self->default_regions != NULL)
    g_strv_builder_addv (builder, (const char **) self->default_regions);
  regions = g_strv_builder_end (builder);

  ferry_region_picker_set_offered (self->region_picker, (const char *const *) regions);
}

static void
activate_cb (FerryQueryBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.list", NULL);
}

static GStrv
dup_organizations_cb (GtkEntry *entry,
                      gpointer  user_data)
{
  FerryQueryBar *self = user_data;

  return self->account != NULL ? ferry_history_dup_organizations (self->history, ferry_account_get_id (self->account)) : NULL;
}

static GStrv
dup_repositories_cb (GtkEntry *entry,
                     gpointer  user_data)
{
  FerryQueryBar *self = user_data;
  g_autofree char *organization = dup_name (self->organization_entry);

  return self->account != NULL ? ferry_history_dup_repositories (self->history, ferry_account_get_id (self->account), organization) : NULL;
}

static gboolean
ferry_query_bar_grab_focus (GtkWidget *widget)
{
  FerryQueryBar *self = FERRY_QUERY_BAR (widget);

  return gtk_widget_grab_focus (self->names != NULL ? self->edit_names_button : GTK_WIDGET (self->organization_entry));
}

static void
ferry_query_bar_dispose (GObject *object)
{
  FerryQueryBar *self = FERRY_QUERY_BAR (object);

  g_clear_object (&self->account);
  g_clear_object (&self->history);
  g_clear_pointer (&self->default_regions, g_strfreev);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->names_text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FERRY_TYPE_QUERY_BAR);

  G_OBJECT_CLASS (ferry_query_bar_parent_class)->dispose (object);
}

static void
ferry_query_bar_class_init (FerryQueryBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_query_bar_dispose;
  widget_class->grab_focus = ferry_query_bar_grab_focus;

  g_type_ensure (FERRY_TYPE_REGION_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferryboard/Ferryboard/ferry-query-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, region_picker);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, organization_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, repository_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, names_button);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, names_box);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, edit_names_button);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, names_label);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, list_button);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, FerryQueryBar, message_label);
  gtk_widget_class_bind_template_callback (widget_class, split_image_path);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ferry_query_bar_init (FerryQueryBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  ferry_completion_attach (self->organization_entry, dup_organizations_cb, self, NULL);
  ferry_completion_attach (self->repository_entry, dup_repositories_cb, self, NULL);
  choose_region (self, FERRY_REGION_DEFAULT);
  update_list_button (self);
}

/**
 * ferry_query_bar_set_history:
 * @self: a query bar
 * @history: what was asked before
 *
 * Sets where names are known from.
 */
void
ferry_query_bar_set_history (FerryQueryBar *self,
                             FerryHistory  *history)
{
  g_set_object (&self->history, history);
}

/**
 * ferry_query_bar_set_account:
 * @self: a query bar
 * @account: (nullable): an account
 * @is_other: whether it is another one than before
 *
 * Offers the regions of an account and the names known from it.
 */
void
ferry_query_bar_set_account (FerryQueryBar *self,
                             FerryAccount  *account,
                             gboolean       is_other)
{
  g_set_object (&self->account, account);
  offer_regions (self);
  if (account != NULL && is_other && ferry_account_get_regions (account)[0] != NULL)
    choose_region (self, ferry_account_get_default_region (account));
}

/**
 * ferry_query_bar_set_default_regions:
 * @self: a query bar
 * @regions: (array zero-terminated=1): region ids
 *
 * Offers regions besides those of the account.
 */
void
ferry_query_bar_set_default_regions (FerryQueryBar     *self,
                                     const char *const *regions)
{
  g_strfreev (self->default_regions);
  self->default_regions = g_strdupv ((GStrv) regions);
  offer_regions (self);
}

/* What of it cannot be sent. */
static gpointer
find_wrong (FerryQueryBar *self,
            const char    *organization,
            const char    *repository)
{
  gboolean is_everything = *organization == '\0' && *repository == '\0';

  if (self->names != NULL || is_everything)
    return self->region_picker;
  if (!ferry_repository_check_organization (organization, NULL))
    return self->organization_entry;
  if (*repository != '\0' && !ferry_repository_check_name (repository, NULL))
    return self->repository_entry;

  return self->region_picker;
}

/**
 * ferry_query_bar_dup_query:
 * @self: a query bar
 *
 * Takes what was entered. Where it cannot be sent, the bar says why and puts
 * the keyboard there.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL
 */
FerryQuery *
ferry_query_bar_dup_query (FerryQueryBar *self)
{
  g_autofree char *organization = NULL;
  g_autofree char *repository = NULL;
  g_autoptr(GError) error = NULL;
  FerryQuery *query;
  gpointer wrong;

  split_image_path (self);
  organization = dup_name (self->organization_entry);
  repository = dup_name (self->repository_entry);

  if (self->names != NULL)
    query = ferry_query_new_for_names (ferry_query_bar_get_regions (self), (const char *const *) self->names, &error);
  else
    query = ferry_query_new (ferry_query_bar_get_regions (self), organization, repository, &error);
  if (query != NULL)
    return query;

  wrong = find_wrong (self, organization, repository);
  mark (self, wrong, TRUE);
  show_message (self, error->message, TRUE);
  gtk_widget_grab_focus (wrong);

  return NULL;
}

/**
 * ferry_query_bar_set_query:
 * @self: a query bar
 * @query: a query
 *
 * Shows a query as if it had been entered.
 */
void
ferry_query_bar_set_query (FerryQueryBar *self,
                           FerryQuery    *query)
{
  const char *const *names = ferry_query_get_names (query);

  ferry_query_bar_set_regions (self, ferry_query_get_regions (query));
  if (names == NULL)
    {
      ferry_query_bar_set_names (self, ferry_query_get_organization (query), ferry_query_get_repository (query));
      return;
    }

  if (self->names == NULL || !g_strv_equal (names, (const char *const *) self->names))
    {
      g_free (self->names_text);
      self->names_text = g_strjoinv ("\n", (GStrv) names);
    }
  show_list (self, names);
}

/**
 * ferry_query_bar_set_names:
 * @self: a query bar
 * @organization: the name of an organization, or blank for all
 * @repository: the name of a repository, or blank for all
 *
 * Fills the entries. They are asked for, and no longer a list of repositories.
 */
void
ferry_query_bar_set_names (FerryQueryBar *self,
                           const char    *organization,
                           const char    *repository)
{
  gtk_editable_set_text (GTK_EDITABLE (self->organization_entry), organization);
  gtk_editable_set_text (GTK_EDITABLE (self->repository_entry), repository);
  show_list (self, NULL);
}

/**
 * ferry_query_bar_edit_names:
 * @self: a query bar
 *
 * Opens the dialog in which a list of repositories is written, with what was
 * written there before.
 */
void
ferry_query_bar_edit_names (FerryQueryBar *self)
{
  FerryNamesDialog *dialog = ferry_names_dialog_new (ferry_query_bar_get_regions (self), self->names_text);

  g_signal_connect_object (dialog, "accepted", G_CALLBACK (names_accepted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (names_closed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/**
 * ferry_query_bar_get_regions:
 * @self: a query bar
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids of the chosen
 *   regions, in the order in which they were chosen; there may be none
 */
const char *const *
ferry_query_bar_get_regions (FerryQueryBar *self)
{
  return ferry_region_picker_get_regions (self->region_picker);
}

/**
 * ferry_query_bar_set_regions:
 * @self: a query bar
 * @regions: (array zero-terminated=1): region ids
 *
 * Chooses regions, known or not. What cannot be an id is left out, and without
 * any that can the choice stays as it is.
 */
void
ferry_query_bar_set_regions (FerryQueryBar     *self,
                             const char *const *regions)
{
  gboolean has_valid = FALSE;

  for (gsize i = 0; regions[i] != NULL && !has_valid; i++)
    has_valid = ferry_region_check_id (regions[i], NULL);

  if (has_valid)
    ferry_region_picker_set_regions (self->region_picker, regions);
}

/**
 * ferry_query_bar_set_suggested:
 * @self: a query bar
 * @suggested: whether to list something is what people want most
 *
 * Has *List* or *Scan* stand out, as long as nothing else does.
 */
void
ferry_query_bar_set_suggested (FerryQueryBar *self,
                               gboolean       suggested)
{
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->list_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->list_button), "suggested-action");
}
