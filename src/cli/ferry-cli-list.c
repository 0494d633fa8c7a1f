/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli.h"

#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "ferry-core.h"

/* What a shell expects of a program that was interrupted. */
#define STATUS_INTERRUPTED 130

/* What was asked for, as it was typed. */
typedef struct
{
  char *region;   /* (owned) (nullable) */
  char *endpoint; /* (owned) (nullable) */
  char *format;   /* (owned) (nullable) */
  char *output;   /* (owned) (nullable) */
  gboolean no_retry;
  GStrv paths;    /* (owned) (nullable) */
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->region);
  g_free (self->endpoint);
  g_free (self->format);
  g_free (self->output);
  g_strfreev (self->paths);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
parse_arguments (Arguments  *self,
                 int         argc,
                 char       *argv[],
                 GError    **error)
{
  const GOptionEntry entries[] = {
    { "region", 'r', 0, G_OPTION_ARG_STRING, &self->region, N_("The region to ask (default: cn-north-4)"), N_("ID") },
    { "endpoint", 0, 0, G_OPTION_ARG_STRING, &self->endpoint, N_("The address of the service; {region} in it stands for the region"), N_("URL") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &self->format, N_("csv, tsv, json or markdown (default: as the name of the file ends, else csv)"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, N_("Write to a file instead of the standard output"), N_("FILE") },
    { "no-retry", 0, 0, G_OPTION_ARG_NONE, &self->no_retry, N_("Ask once, also when the service has a problem or asks to slow down"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->paths, NULL, N_("ORGANIZATION/REPOSITORY") },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *credentials = g_strdup_printf (
    /* Translators: the placeholders are names of environment variables. */
    _("The credentials come from the environment: %s and %s, with %s and %s where they are needed, or %s."),
    "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HUAWEICLOUD_SDK_PROJECT_ID", "FERRYBOARD_TOKEN");
  g_autofree char *description = g_strdup_printf ("%s\n\n%s\n", credentials,
    _("Exit status: 0 done, 1 usage, 2 sign-in, 3 not found, 5 network or service, 6 writing failed."));

  g_set_prgname ("ferryboard-cli list");
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("List the synchronization tasks of a repository."));
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (self->paths == NULL || self->paths[1] != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Name one repository, as ORGANIZATION/REPOSITORY."));
      return FALSE;
    }
  /* Of a variable of a script that is not set, most likely. It does not mean the public cloud. */
  if (self->endpoint != NULL && *self->endpoint == '\0')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("The address of the service is empty."));
      return FALSE;
    }

  return TRUE;
}

static FerryQuery *
create_query (const Arguments  *arguments,
              GError          **error)
{
  g_autofree char *region = NULL;
  g_autofree char *organization = NULL;
  g_autofree char *repository = NULL;

  if (!ferry_query_split_path (arguments->paths[0], &region, &organization, &repository))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   _("“%s” does not name a repository. Write ORGANIZATION/REPOSITORY."), arguments->paths[0]);
      return NULL;
    }

  return ferry_query_new (arguments->region != NULL ? arguments->region : region != NULL ? region : FERRY_REGION_DEFAULT,
                          organization, repository, error);
}

/* Said outright, or by the ending of the file's name, or CSV. */
static const FerryExporter *
choose_exporter (const Arguments  *arguments,
                 GError          **error)
{
  const char *dot = arguments->output != NULL ? strrchr (arguments->output, '.') : NULL;
  const FerryExporter *exporter = NULL;

  if (arguments->format != NULL)
    {
      if ((exporter = ferry_exporter_find (arguments->format)) == NULL)
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                     _("“%s” is not a format. There are csv, tsv, json and markdown."), arguments->format);
      return exporter;
    }
  if (dot != NULL)
    exporter = ferry_exporter_find_extension (dot + 1);

  return exporter != NULL ? exporter : ferry_exporter_find ("csv");
}

static FerryCliStatus
get_status (const GError *error)
{
  if (ferry_error_is_sign_in (error) || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN))
    return FERRY_CLI_SIGN_IN;
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    return FERRY_CLI_NOT_FOUND;
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_EXPORT))
    return FERRY_CLI_WRITE;

  return FERRY_CLI_SERVICE;
}

/* Stops what is under way, so that it can clean up after itself. */
static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
load (FerrySyncTaskList  *list,
      FerryClient        *client,
      FerryQuery         *query,
      GCancellable       *cancellable,
      GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_sync_task_list_load_async (list, client, query, cancellable, done_cb, &result);
  wait_for (&result);

  return ferry_sync_task_list_load_finish (list, result, error);
}

/* Nobody should have to guess why nothing happens. */
static void
pace_changed_cb (FerryPace *pace)
{
  guint seconds = ferry_pace_get_seconds_left (pace);

  if (seconds > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("Slowed down by the service, retrying in %u second",
                                                         "Slowed down by the service, retrying in %u seconds", seconds),
                                               seconds);

      g_printerr ("ferryboard-cli: %s\n", text);
    }
}

/* What the list does not hold is told beside it, where a program that reads the list is not disturbed. */
static void
print_warnings (FerrySyncTaskList *list)
{
  g_autoptr(GPtrArray) warnings = ferry_facts_dup_warnings (ferry_sync_task_list_get_facts (list));

  for (guint i = 0; i < warnings->len; i++)
    g_printerr ("ferryboard-cli: %s\n", (const char *) g_ptr_array_index (warnings, i));
}

static FerryExport *
create_export (FerrySyncTaskList *list)
{
  FerryExport *export = ferry_export_new (ferry_sync_task_list_get_facts (list), ferry_sync_task_list_get_tasks (list));

  export->for_programs = TRUE;
  export->byte_order_mark = FALSE;

  return export;
}

static gboolean
write_file (FerrySyncTaskList    *list,
            const FerryExporter  *exporter,
            const char           *path,
            GCancellable         *cancellable,
            GError              **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr(GAsyncResult) result = NULL;

  ferry_export_to_file_async (create_export (list), exporter, file, cancellable, done_cb, &result);
  wait_for (&result);

  return ferry_export_to_file_finish (file, result, NULL, error);
}

static gboolean
write_standard_output (FerrySyncTaskList    *list,
                       const FerryExporter  *exporter,
                       GError              **error)
{
  g_autoptr(FerryExport) export = create_export (list);
  g_autoptr(GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr(GError) write_error = NULL;

  /* Whoever stopped reading, as head does, has what was wanted. */
  if (ferry_exporter_write (exporter, export, stream, NULL, &write_error) ||
      g_error_matches (write_error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT, _("The result could not be written. %s"), write_error->message);
  return FALSE;
}

/* A pipe may wait for its reader for ever, and there is nothing to clean up after it. */
static gboolean
is_regular_output (const char *output)
{
  g_autoptr(GFile) file = NULL;

  if (output == NULL || strcmp (output, "-") == 0)
    return FALSE;

  file = g_file_new_for_commandline_arg (output);

  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_SPECIAL;
}

/* Asks and writes. A signal stops a request, and the writing of a file so that no half of it is left; where others
 * read what is written, it ends the program at once, as it does by default. */
static gboolean
run (const Arguments      *arguments,
     FerryQuery           *query,
     FerryClient          *client,
     const FerryExporter  *exporter,
     GCancellable         *cancellable,
     GError              **error)
{
  g_autoptr(FerrySyncTaskList) list = ferry_sync_task_list_new ();
  gboolean is_regular = is_regular_output (arguments->output);
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  guint sources[G_N_ELEMENTS (signals)];
  gboolean done;

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    sources[i] = g_unix_signal_add (signals[i], interrupted_cb, cancellable);
  done = load (list, client, query, cancellable, error) &&
         (!is_regular || write_file (list, exporter, arguments->output, cancellable, error));
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (sources[i]);

  if (done && !is_regular)
    done = arguments->output != NULL && strcmp (arguments->output, "-") != 0 ?
           write_file (list, exporter, arguments->output, cancellable, error) :
           write_standard_output (list, exporter, error);
  if (done)
    print_warnings (list);

  return done;
}

/**
 * ferry_cli_list:
 * @argc: how many arguments there are
 * @argv: the arguments, the name of the command first
 *
 * Runs the command `list`.
 *
 * Returns: how it ended
 */
FerryCliStatus
ferry_cli_list (int   argc,
                char *argv[])
{
  g_auto(Arguments) arguments = { NULL };
  g_autoptr(FerryQuery) query = NULL;
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  const FerryExporter *exporter;

  if (!parse_arguments (&arguments, argc, argv, &error) ||
      (query = create_query (&arguments, &error)) == NULL ||
      (exporter = choose_exporter (&arguments, &error)) == NULL)
    {
      ferry_cli_print_error (error);
      return FERRY_CLI_USAGE;
    }

  if ((credentials = ferry_credentials_new_from_environment (&error)) == NULL)
    {
      ferry_cli_print_error (error);
      return FERRY_CLI_SIGN_IN;
    }
  account = g_object_new (FERRY_TYPE_ACCOUNT, "endpoint", arguments.endpoint, NULL);
  if ((client = ferry_client_new (account, credentials, &error)) == NULL)
    {
      ferry_cli_print_error (error);
      return FERRY_CLI_USAGE;
    }
  if (arguments.no_retry)
    ferry_connection_set_limits (ferry_client_get_connection (client), 1, 0);
  g_signal_connect (ferry_client_get_pace (client), "notify::resume-at", G_CALLBACK (pace_changed_cb), NULL);

  if (run (&arguments, query, client, exporter, cancellable, &error))
    return FERRY_CLI_OK;
  if (g_cancellable_is_cancelled (cancellable))
    return STATUS_INTERRUPTED;

  ferry_cli_print_error (error);

  return get_status (error);
}
