/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-help.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ferry-account-dialog.h"
#include "ferry-columns-dialog.h"
#include "ferry-export-dialog.h"
#include "ferry-names-dialog.h"
#include "ferry-scan-report-dialog.h"

/* The pages are installed under the id of the variant, so that each has its own. */
#define MANUAL_SCHEME "help"
#define MANUAL MANUAL_SCHEME ":" FERRY_APPLICATION_ID

/* Where the manual is opened from these dialogs. From all others, and from the window itself, it is opened at its front. */
static const struct
{
  GType (*get_type) (void);
  const char *uri;
} topics[] = {
  { ferry_account_dialog_get_type, MANUAL "/sign-in" },
  { ferry_columns_dialog_get_type, MANUAL "/table#columns" },
  { ferry_export_dialog_get_type, MANUAL "/export" },
  { ferry_names_dialog_get_type, MANUAL "/lists#names" },
  { ferry_scan_report_dialog_get_type, MANUAL "/scans#report" },
};

static const char *
find_uri (GtkWidget *window)
{
  AdwDialog *dialog = ADW_IS_APPLICATION_WINDOW (window) ? adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) : NULL;

  for (gsize i = 0; dialog != NULL && i < G_N_ELEMENTS (topics); i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (dialog, topics[i].get_type ()))
      return topics[i].uri;

  return MANUAL;
}

static const char *
get_reason (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("No program for reading manuals is installed, such as Help of GNOME, which is also called Yelp.\n\n"
             "The manual of the command line can be read with “man ferryboard-cli”.");

  return error->message;
}

static void
tell (GtkWidget    *window,
      const GError *error)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Help Not Opened"), get_reason (error)));

  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), window);
}

static void
finish (GtkWidget *window,
        GError    *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && gtk_widget_get_mapped (window))
    tell (window, error);
}

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) window = user_data;
  g_autoptr(GError) error = NULL;

  g_app_info_launch_uris_finish (G_APP_INFO (object), result, &error);
  finish (window, error);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) window = user_data;
  g_autoptr(GdkAppLaunchContext) context = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GAppInfo) viewer = g_app_info_get_default_for_uri_scheme_finish (result, &error);
  GList uris = { .data = (gpointer) find_uri (window) };

  if (viewer == NULL)
    {
      finish (window, error);
      return;
    }

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (window));
  g_app_info_launch_uris_async (viewer, &uris, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb, g_steal_pointer (&window));
}

/**
 * ferry_help_show:
 * @window: the window that help is asked for in
 *
 * Opens the manual in the program for that, at what the dialog on top of the
 * window is about, and says so on the window where there is no such program.
 *
 * In a Flatpak that is the one of the runtime, which finds the manual of the
 * Flatpak. Nobody outside would, so the host is not asked, as
 * [class@Gtk.UriLauncher] would do, and also g_app_info_launch_default_for_uri()
 * where it finds no program.
 */
void
ferry_help_show (GtkWidget *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_app_info_get_default_for_uri_scheme_async (MANUAL_SCHEME, NULL, found_cb, g_object_ref (window));
}
