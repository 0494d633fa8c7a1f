/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-application.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ferry-demo-server.h"
#include "ferry-exporter-pdf.h"
#include "ferry-help.h"
#include "ferry-preferences-dialog.h"
#include "ferry-window.h"

/* In the folders for configuration and for data. */
#define FOLDER "ferryboard"

#define RESOURCE_PATH "/io/github/ferryboard/Ferryboard"

struct _FerryApplication
{
  AdwApplication parent_instance;

  GSettings *settings;            /* (owned) (nullable) before start-up, as all of these */
  FerryClock *clock;              /* (owned) */
  FerryAccountStore *accounts;    /* (owned) */
  FerrySecretStore *secrets;      /* (owned) */
  FerryClientPool *clients;       /* (owned) */
  FerryHistory *history;          /* (owned) */
  FerryCache *cache;              /* (owned) */
  GStrv load_problems;            /* (owned) (nullable) what the first window tells */
  FerryDemoServer *sample_server; /* (owned) (nullable) until somebody wants the sample account */
};

G_DEFINE_FINAL_TYPE (FerryApplication, ferry_application, ADW_TYPE_APPLICATION)

static void
tell_load_problems (FerryApplication *self,
                    FerryWindow      *window)
{
  g_auto(GStrv) problems = g_steal_pointer (&self->load_problems);
  g_autofree char *text = problems != NULL ? g_strjoinv ("\n\n", problems) : NULL;
  AdwAlertDialog *dialog;

  if (text == NULL)
    return;

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Not Everything Could Be Read"), text));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}

static FerryWindow *
open_window (FerryApplication *self)
{
  FerryWindow *window = ferry_window_new (GTK_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (window));
  tell_load_problems (self, window);

  return window;
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  open_window (user_data);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  FerryApplication *self = user_data;
  GtkWindow *window;

  /* Closed one by one, so that each says goodbye to its requests. */
  while ((window = gtk_application_get_active_window (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (window);
}

/* The shortcuts are a window of their own, which takes no dialogs. */
static GtkWidget *
find_window (FerryApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (FERRY_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  FerryApplication *self = user_data;
  GtkWidget *window = find_window (self);

  if (window != NULL && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL)
    adw_dialog_present (ADW_DIALOG (ferry_preferences_dialog_new (self->settings, self->clock, self->cache)), window);
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkWidget *window = find_window (user_data);

  if (window != NULL)
    ferry_help_show (window);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  AdwDialog *dialog = adw_about_dialog_new ();
  g_autofree char *copyright = g_strdup_printf ("© 2026 %s", _("The Ferryboard developers"));

  g_object_set (dialog,
                "application-name", "Ferryboard",
                "application-icon", FERRY_APPLICATION_ID,
                "version", FERRY_VERSION,
                "developer-name", _("The Ferryboard developers"),
                "comments", _("See where your container images are copied.\n\nNot affiliated with or endorsed by Huawei. Huawei Cloud and SWR are names of their owner, used to say what this app works with."),
                "website", "https://github.com/ferryboard/ferryboard",
                "issue-url", "https://github.com/ferryboard/ferryboard/issues",
                "copyright", copyright,
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: put your names here, one a line. */
                "translator-credits", _("translator-credits"),
                NULL);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
apply_color_scheme (FerryApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)),
                                      schemes[g_settings_get_enum (self->settings, "color-scheme")]);
}

static void
load_settings (FerryApplication *self)
{
  self->settings = g_settings_new (FERRY_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (apply_color_scheme), self, G_CONNECT_SWAPPED);
  apply_color_scheme (self);
  self->clock = ferry_clock_new (self->settings);
}

static void
load_accounts (FerryApplication *self)
{
  g_autofree char *accounts_path = g_build_filename (g_get_user_config_dir (), FOLDER, "accounts.ini", NULL);
  g_autofree char *history_path = g_build_filename (g_get_user_data_dir (), FOLDER, "history.ini", NULL);
  g_autoptr(FerryAccount) sample = ferry_account_new_sample (NULL);
  g_autoptr(GStrvBuilder) problems = g_strv_builder_new ();
  g_autoptr(GError) accounts_error = NULL;
  g_autoptr(GError) history_error = NULL;

  self->accounts = ferry_account_store_new (accounts_path, sample);
  if (!ferry_account_store_load (self->accounts, &accounts_error))
    g_strv_builder_add (problems, accounts_error->message);
  else if (ferry_account_store_get_remark (self->accounts) != NULL)
    g_strv_builder_add (problems, ferry_account_store_get_remark (self->accounts));

  self->history = ferry_history_new (history_path);
  if (!ferry_history_load (self->history, &history_error))
    g_strv_builder_add (problems, history_error->message);

  self->cache = ferry_cache_new (NULL);
  self->secrets = ferry_secret_store_new ();
  self->clients = ferry_client_pool_new (self->secrets);
  self->load_problems = g_strv_builder_end (problems);
  if (self->load_problems[0] == NULL)
    g_clear_pointer (&self->load_problems, g_strfreev);
}

static void
ferry_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "new-window", new_window_cb },
    { "preferences", preferences_cb },
    { "help", help_cb },
    { "about", about_cb },
    { "quit", quit_cb },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.new-window", { "<Control>n" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.help", { "F1" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.stop", { "Escape" } },
    { "win.toggle-sidebar", { "F9" } },
    { "win.toggle-details", { "<Alt>Return", "<Alt>KP_Enter" } },
    { "win.favorite", { "<Control>d" } },
    { "win.edit-query", { "<Control>l" } },
    { "win.filter", { "<Control>f" } },
    { "win.export-dialog", { "<Control>e" } },
    { "win.print", { "<Control>p" } },
    { "win.open", { "<Control>o" } },
    { "win.save-snapshot", { "<Control>s" } },
  };

  /* GTK makes the class of the windows on X11 out of it, by which desktops find the desktop file. Not in main(), since
   * the help text has the name of the command. */
  g_set_prgname (FERRY_APPLICATION_ID);
  g_set_application_name ("Ferryboard");
  G_APPLICATION_CLASS (ferry_application_parent_class)->startup (application);

  ferry_exporter_register (&ferry_exporter_pdf);
  load_settings (FERRY_APPLICATION (application));
  load_accounts (FERRY_APPLICATION (application));
  gtk_window_set_default_icon_name (FERRY_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action, accels[i].accels);
}

static void
ferry_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    ferry_window_restore_list (open_window (FERRY_APPLICATION (application)));
}

/* Runs before there is a display. */
static int
ferry_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  printf ("Ferryboard %s\n", FERRY_VERSION);

  return 0;
}

/* Each file in a window of its own. */
static void
ferry_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    ferry_application_open_file (FERRY_APPLICATION (application), files[i]);
}

static gboolean
looks_like_file (const char *name,
                 GFile      *file)
{
  return g_uri_peek_scheme (name) != NULL || name[0] == '.' || g_str_has_suffix (name, ".json") || g_file_query_exists (file, NULL);
}

/* The names are those of whoever called, who may be in another folder. What is no file there may be a repository. What
 * can be neither is said where it was typed, since nothing is left that a window could show. */
static gboolean
open_argument (FerryApplication        *self,
               GApplicationCommandLine *command_line,
               const char              *name)
{
  g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, name);
  g_autofree char *organization = NULL;
  g_autofree char *repository = NULL;

  if (looks_like_file (name, file))
    {
      ferry_application_open_file (self, file);
    }
  else if (ferry_repository_split_path (name, NULL, &organization, &repository))
    {
      ferry_window_list_path (open_window (self), name);
    }
  else
    {
      g_autofree char *shown = g_filename_display_name (name);
      g_autofree char *message = g_strdup_printf (_("“%s” is neither a file nor ORGANIZATION/REPOSITORY."), shown);

      g_application_command_line_printerr (command_line, "%s\n", message);
      return FALSE;
    }

  return TRUE;
}

static int
ferry_application_command_line (GApplication            *application,
                                GApplicationCommandLine *command_line)
{
  FerryApplication *self = FERRY_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  gboolean sample = g_variant_dict_contains (options, "sample");
  gboolean new_window = g_variant_dict_contains (options, "new-window");
  g_autofree const char **names = NULL;
  int status = 0;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &names);
  if (sample)
    ferry_window_show_sample (open_window (self));
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    if (!open_argument (self, command_line, names[i]))
      status = 1;
  if (new_window)
    open_window (self);
  if (!sample && !new_window && names == NULL)
    g_application_activate (application);

  return status;
}

static void
ferry_application_dispose (GObject *object)
{
  FerryApplication *self = FERRY_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_object (&self->accounts);
  g_clear_object (&self->history);
  g_clear_object (&self->cache);
  g_clear_object (&self->clients);
  g_clear_object (&self->secrets);
  g_clear_object (&self->sample_server);
  g_clear_pointer (&self->load_problems, g_strfreev);

  G_OBJECT_CLASS (ferry_application_parent_class)->dispose (object);
}

static void
ferry_application_class_init (FerryApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = ferry_application_dispose;
  application_class->startup = ferry_application_startup;
  application_class->activate = ferry_application_activate;
  application_class->handle_local_options = ferry_application_handle_local_options;
  application_class->command_line = ferry_application_command_line;
  application_class->open = ferry_application_open;
}

static void
ferry_application_init (FerryApplication *self)
{
  const GOptionEntry entries[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a window on the built-in sample account"), NULL },
    { "new-window", 'n', 0, G_OPTION_ARG_NONE, NULL, N_("Open another window"), NULL },
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[FILE or ORGANIZATION/REPOSITORY…]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_summary (G_APPLICATION (self), _("See where your container images are copied."));
}

/**
 * ferry_application_new:
 *
 * Returns: (transfer full): the application
 */
FerryApplication *
ferry_application_new (void)
{
  return g_object_new (FERRY_TYPE_APPLICATION,
                       "application-id", FERRY_APPLICATION_ID,
                       "resource-base-path", RESOURCE_PATH,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/**
 * ferry_application_open_file:
 * @self: the application, started
 * @file: a list that was saved
 *
 * Opens a window on a file.
 */
void
ferry_application_open_file (FerryApplication *self,
                             GFile            *file)
{
  g_return_if_fail (FERRY_IS_APPLICATION (self));

  ferry_window_open (open_window (self), file);
}

/**
 * ferry_application_start_sample:
 * @self: the application
 * @error: return location for an error
 *
 * Starts the service of the sample account, on a loopback address of this
 * computer, and signs in to it, if that was not done yet.
 *
 * Returns: whether it runs
 */
gboolean
ferry_application_start_sample (FerryApplication  *self,
                                GError           **error)
{
  g_autoptr(FerryDemoServer) server = NULL;
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(FerryClient) client = NULL;
  g_autofree char *endpoint = NULL;

  g_return_val_if_fail (FERRY_IS_APPLICATION (self), FALSE);

  if (self->sample_server != NULL)
    return TRUE;

  server = ferry_demo_server_new ();
  if (!ferry_demo_server_start (server, 0, error))
    return FALSE;

  endpoint = g_strconcat (ferry_demo_server_get_endpoint (server), "/{region}", NULL);
  account = ferry_account_new_sample (endpoint);
  credentials = ferry_credentials_new_key_pair (FERRY_DEMO_ACCESS_KEY, FERRY_DEMO_SECRET_KEY, NULL, NULL);
  if ((client = ferry_client_new (account, credentials, error)) == NULL)
    return FALSE;

  ferry_client_pool_put (self->clients, client);
  self->sample_server = g_steal_pointer (&server);

  return TRUE;
}

/**
 * ferry_application_get_settings:
 * @self: the application, started
 *
 * Returns: (transfer none): what people have chosen
 */
GSettings *
ferry_application_get_settings (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * ferry_application_get_clock:
 * @self: the application, started
 *
 * Returns: (transfer none): what writes times as people have chosen
 */
FerryClock *
ferry_application_get_clock (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->clock;
}

/**
 * ferry_application_get_accounts:
 * @self: the application, started
 *
 * Returns: (transfer none): the accounts
 */
FerryAccountStore *
ferry_application_get_accounts (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->accounts;
}

/**
 * ferry_application_get_secrets:
 * @self: the application, started
 *
 * Returns: (transfer none): where their secrets are kept
 */
FerrySecretStore *
ferry_application_get_secrets (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->secrets;
}

/**
 * ferry_application_get_clients:
 * @self: the application, started
 *
 * Returns: (transfer none): who asks for them
 */
FerryClientPool *
ferry_application_get_clients (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->clients;
}

/**
 * ferry_application_get_cache:
 * @self: the application
 *
 * Returns: (transfer none): the last answer to each query
 */
FerryCache *
ferry_application_get_cache (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->cache;
}

/**
 * ferry_application_get_history:
 * @self: the application, started
 *
 * Returns: (transfer none): what was asked for them
 */
FerryHistory *
ferry_application_get_history (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);

  return self->history;
}
