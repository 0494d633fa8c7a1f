/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cli-query.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "ferry-cli-terminal.h"

/**
 * ferry_cli_create_list_query:
 * @options: what was asked for
 * @accounts: (element-type FerryAccount): the accounts that it means, at least one
 * @error: return location for an error
 *
 * Finds out what the command `list` asks. A region that was given counts more
 * than the one of the path, and that more than the one of the account.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST
 */
FerryQuery *
ferry_cli_create_list_query (const FerryCliOptions  *options,
                             GPtrArray              *accounts,
                             GError                **error)
{
  g_autofree char *region = NULL;
  g_autofree char *organization = NULL;
  g_autofree char *repository = NULL;
  const char *regions[2] = { NULL };

  if (options->arguments == NULL || options->arguments[1] != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Name one repository, as ORGANIZATION/REPOSITORY."));
      return NULL;
    }
  if (!ferry_repository_split_path (options->arguments[0], &region, &organization, &repository))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   _("“%s” does not name a repository. Write ORGANIZATION/REPOSITORY."), options->arguments[0]);
      return NULL;
    }

  regions[0] = region != NULL ? region : ferry_account_get_default_region (g_ptr_array_index (accounts, 0));

  return ferry_query_new (options->regions != NULL ? (const char *const *) options->regions : regions, organization, repository, error);
}

/* More than a list may have is not read: the stream may have no end. */
static GBytes *
read_bytes (const char  *path,
            GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GInputStream) stream = NULL;
  g_autofree char *data = g_malloc (FERRY_NAME_LIST_MAX_BYTES + 1);
  gsize size;

  if (strcmp (path, "-") == 0)
    stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  else
    stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  if (stream == NULL || !g_input_stream_read_all (stream, data, FERRY_NAME_LIST_MAX_BYTES + 1, &size, NULL, error))
    {
      g_prefix_error (error, "%s ", _("The list of repositories could not be read."));
      return NULL;
    }

  return g_bytes_new (data, size);
}

static void
print_bad_lines (GPtrArray *lines)
{
  for (guint i = 0; i < MIN (lines->len, FERRY_CLI_MAX_LINES); i++)
    {
      g_autofree char *text = ferry_bad_line_dup_text (g_ptr_array_index (lines, i));

      ferry_cli_print (text);
    }
  ferry_cli_print_rest (lines->len);
}

static FerryNameList *
read_names (const char  *path,
            GError     **error)
{
  g_autoptr(GBytes) bytes = read_bytes (path, error);
  g_autoptr(FerryNameList) list = bytes != NULL ? ferry_name_list_parse (bytes, error) : NULL;

  if (list == NULL)
    return NULL;
  if (list->bad_lines->len > 0)
    {
      print_bad_lines (list->bad_lines);
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                   ngettext ("%'u line of the list names no repository, so nothing was asked.",
                             "%'u lines of the list name no repository, so nothing was asked.", list->bad_lines->len),
                   list->bad_lines->len);
      return NULL;
    }

  return g_steal_pointer (&list);
}

/* The regions that were given; else those of the accounts, and those that the list of repositories names. */
static GStrv
dup_regions (const FerryCliOptions *options,
             GPtrArray             *accounts,
             const FerryNameList   *list)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) regions = NULL;

  if (options->regions != NULL)
    return g_strdupv (options->regions);

  for (guint i = 0; i < accounts->len; i++)
    g_strv_builder_addv (builder, (const char **) ferry_account_get_regions (g_ptr_array_index (accounts, i)));
  if (list != NULL)
    g_strv_builder_addv (builder, (const char **) list->regions);
  regions = g_strv_builder_end (builder);
  if (regions[0] != NULL)
    return g_steal_pointer (&regions);

  g_strv_builder_add (builder, ferry_account_get_default_region (g_ptr_array_index (accounts, 0)));

  return g_strv_builder_end (builder);
}

/* What a script left blank by mistake must not stand for everything. */
static gboolean
check_organization (const FerryCliOptions  *options,
                    GError                **error)
{
  g_autofree char *organization = NULL;

  if (options->arguments == NULL)
    return TRUE;

  organization = g_strstrip (g_strdup (options->arguments[0]));

  if (options->names != NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Name either an organization or a list of repositories."));
  else if (options->arguments[1] != NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Name one organization, or none for all."));
  else if (strchr (organization, '/') != NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                 _("“%s” is not an organization. Use “ferryboard-cli list” for a single repository."), organization);
  else
    return ferry_repository_check_organization (organization, error);

  return FALSE;
}

/**
 * ferry_cli_create_scan_query:
 * @options: what was asked for
 * @accounts: (element-type FerryAccount): the accounts that it means, at least one
 * @error: return location for an error
 *
 * Finds out what the command `scan` asks. Lines of a list that name no repository
 * are told of.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with an error
 */
FerryQuery *
ferry_cli_create_scan_query (const FerryCliOptions  *options,
                             GPtrArray              *accounts,
                             GError                **error)
{
  g_autoptr(FerryNameList) list = NULL;
  g_auto(GStrv) regions = NULL;

  if (!check_organization (options, error) ||
      (options->names != NULL && (list = read_names (options->names, error)) == NULL))
    return NULL;

  regions = dup_regions (options, accounts, list);
  if (list != NULL)
    return ferry_query_new_for_names ((const char *const *) regions, (const char *const *) list->names, error);

  return ferry_query_new ((const char *const *) regions, options->arguments != NULL ? options->arguments[0] : "", "", error);
}
