/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-facts-json.h"

#include <glib/gi18n.h>

#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-repository.h"

/* Facts of a wrong type make a file unreadable, as whatever wrote it meant something else by them. */

#define FORMAT_VERSION 1

/* Facts are for labels: no file may bring those to their knees. Of repositories there may be many. */
#define MAX_TEXT 1000
#define MAX_PARTS 10000
#define MAX_REPOSITORIES 100000

/* Since when there are clocks that could have been asked, and until when they can be shown in any zone. */
#define FIRST_YEAR 1971
#define LAST_YEAR 9998

/* More than anybody has, and few enough to be added up. */
#define MAX_COUNT 1000000000

/**
 * ferry_facts_dup_line:
 * @text: (nullable): a text
 *
 * Returns: (transfer full) (nullable): a copy for a label of a line
 */
char *
ferry_facts_dup_line (const char *text)
{
  g_autofree char *line = text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, MAX_TEXT * 6), MAX_TEXT)) : NULL;

  for (char *c = line; c != NULL && *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return g_steal_pointer (&line);
}

static gboolean
refuse (const char  *member,
        GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT,
               /* Translators: a member of a JSON object. */
               _("“%s” has a value that cannot be read."), member);

  return FALSE;
}

static gboolean
read_line (yyjson_obj_iter  *members,
           const char       *member,
           char            **line,
           GError          **error)
{
  const char *text;

  if (!ferry_json_read_string (members, member, &text, error))
    return FALSE;

  g_free (*line);
  *line = ferry_facts_dup_line (text);

  return TRUE;
}

static gboolean
read_count (yyjson_obj_iter  *members,
            const char       *member,
            guint            *count,
            GError          **error)
{
  gint64 value = *count;

  if (!ferry_json_read_int64 (members, member, &value, error))
    return FALSE;
  if (value < 0 || value > MAX_COUNT)
    return refuse (member, error);

  *count = value;

  return TRUE;
}

/* NULL, too, when the member is missing. */
static gboolean
read_array (yyjson_obj_iter  *members,
            const char       *member,
            gsize             max,
            yyjson_val      **array,
            GError          **error)
{
  yyjson_val *value = yyjson_obj_iter_get (members, member);

  *array = NULL;
  if (value == NULL || yyjson_is_null (value))
    return TRUE;
  if (!yyjson_is_arr (value) || yyjson_arr_size (value) > max)
    return refuse (member, error);

  *array = value;

  return TRUE;
}

static gboolean
read_version (yyjson_obj_iter  *members,
              GError          **error)
{
  gint64 version = FORMAT_VERSION;

  if (!ferry_json_read_int64 (members, "formatVersion", &version, error))
    return FALSE;
  if (version <= FORMAT_VERSION)
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT, _("A newer version of Ferryboard wrote it. Update Ferryboard to open it."));

  return FALSE;
}

/* Version 0.1 knew one region only. */
static gboolean
read_regions (FerryFacts       *facts,
              yyjson_obj_iter  *members,
              GError          **error)
{
  yyjson_val *array, *element;
  const char *region;
  gsize i, n_elements;

  if (!read_array (members, "sourceRegionIds", MAX_PARTS, &array, error) ||
      !ferry_json_read_string (members, "sourceRegionId", &region, error))
    return FALSE;

  if (array == NULL && region != NULL)
    ferry_facts_add_region (facts, region);
  yyjson_arr_foreach (array, i, n_elements, element)
    {
      g_autofree char *line = ferry_facts_dup_line (yyjson_get_str (element));

      if (line == NULL)
        return refuse ("sourceRegionIds", error);

      ferry_facts_add_region (facts, line);
    }

  return TRUE;
}

static gboolean
read_time (FerryFacts       *facts,
           yyjson_obj_iter  *members,
           GError          **error)
{
  g_autoptr(GDateTime) time = NULL;
  const char *text;

  if (!ferry_json_read_string (members, "asOf", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL || g_date_time_get_year (time) < FIRST_YEAR || g_date_time_get_year (time) > LAST_YEAR)
    return refuse ("asOf", error);

  facts->as_of = g_steal_pointer (&time);

  return TRUE;
}

static gboolean
read_failure (FerryFacts *facts,
              yyjson_val *value)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (value);
  g_autofree char *account = NULL;
  g_autofree char *region = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *message = NULL;

  if (!yyjson_is_obj (value) ||
      !read_line (&members, "account", &account, NULL) ||
      !read_line (&members, "sourceRegionId", &region, NULL) || region == NULL ||
      !read_line (&members, "scope", &scope, NULL) || scope == NULL ||
      !read_line (&members, "message", &message, NULL) || message == NULL)
    return FALSE;

  ferry_facts_add_account_failure (facts, account, region, scope, message);

  return TRUE;
}

static gboolean
read_failures (FerryFacts       *facts,
               yyjson_obj_iter  *members,
               GError          **error)
{
  yyjson_val *array, *element;
  gsize i, n_elements;

  if (!read_array (members, "failed", MAX_REPOSITORIES, &array, error))
    return FALSE;

  yyjson_arr_foreach (array, i, n_elements, element)
    if (!read_failure (facts, element))
      return refuse ("failed", error);

  return TRUE;
}

static gboolean
read_doubts (FerryFacts       *facts,
             yyjson_obj_iter  *members,
             GError          **error)
{
  yyjson_val *array, *element;
  gsize i, n_elements;

  if (!read_array (members, "doubts", MAX_PARTS, &array, error))
    return FALSE;

  yyjson_arr_foreach (array, i, n_elements, element)
    {
      g_autofree char *line = ferry_facts_dup_line (yyjson_get_str (element));

      if (line == NULL)
        return refuse ("doubts", error);

      g_ptr_array_add (facts->doubts, g_steal_pointer (&line));
    }

  return TRUE;
}

static FerryRepository *
read_repository (yyjson_val *value)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (value);
  g_auto(GStrv) names = NULL;
  const char *region, *scope;

  if (!yyjson_is_obj (value) ||
      !ferry_json_read_string (&members, "sourceRegionId", &region, NULL) || region == NULL ||
      !ferry_json_read_string (&members, "scope", &scope, NULL) || scope == NULL)
    return NULL;

  /* The name of an organization has no slash. */
  names = g_strsplit (scope, "/", 2);

  return g_strv_length (names) == 2 ? ferry_repository_new (region, names[0], names[1], NULL) : NULL;
}

static gboolean
read_without_tasks (FerryFacts       *facts,
                    yyjson_obj_iter  *members,
                    GError          **error)
{
  yyjson_val *array, *element;
  gsize i, n_elements;

  if (!read_array (members, "repositoriesWithoutTasks", MAX_REPOSITORIES, &array, error))
    return FALSE;

  yyjson_arr_foreach (array, i, n_elements, element)
    {
      FerryRepository *repository = read_repository (element);

      if (repository == NULL)
        return refuse ("repositoriesWithoutTasks", error);

      g_ptr_array_add (facts->without_tasks, repository);
    }

  return TRUE;
}

/* Older versions asked about one repository at a time, and had nothing to say of how many there are. */
static gboolean
read_repositories (FerryFacts       *facts,
                   yyjson_obj_iter  *members,
                   GError          **error)
{
  FerryTristate unfinished;

  if (!read_count (members, "repositories", &facts->n_repositories, error) ||
      !read_count (members, "repositoriesNotAsked", &facts->n_not_asked, error) ||
      !ferry_json_read_tristate (members, "unfinished", &unfinished, error) ||
      !read_without_tasks (facts, members, error))
    return FALSE;

  facts->is_unfinished = unfinished == FERRY_YES;

  return TRUE;
}

/* Version 0.1 always wrote what the filter let through, and had no need to say so. */
static gboolean
read_choice (FerryFacts       *facts,
             yyjson_obj_iter  *members,
             guint            *n_entries,
             guint            *n_before,
             GError          **error)
{
  static const char *const choices[] = {
    [FERRY_EXPORT_ROWS_ALL] = "all",
    [FERRY_EXPORT_ROWS_FILTERED] = "filtered",
    [FERRY_EXPORT_ROWS_SELECTED] = "selected",
    NULL,
  };
  const char *choice;

  if (!read_count (members, "rows", n_entries, error))
    return FALSE;
  *n_before = *n_entries;
  if (!read_count (members, "rowsBeforeFilter", n_before, error) ||
      !ferry_json_read_string (members, "chosen", &choice, error))
    return FALSE;

  if (choice == NULL)
    choice = choices[*n_before > *n_entries ? FERRY_EXPORT_ROWS_FILTERED : FERRY_EXPORT_ROWS_ALL];
  if (!g_strv_contains (choices, choice))
    return refuse ("chosen", error);

  while (!g_str_equal (choices[facts->rows], choice))
    facts->rows++;

  return TRUE;
}

/**
 * ferry_facts_read_json:
 * @self: facts that are empty
 * @object: what [func@Ferry.export_json_dup_facts] wrote, in any version
 * @n_entries: (inout): how many tasks the file promises
 * @n_before: (inout): and of how many those were chosen
 * @error: return location for an error
 *
 * Reads the facts of a list that was saved.
 *
 * Returns: %FALSE with an error that names a member, when one means something
 *   else
 */
gboolean
ferry_facts_read_json (FerryFacts  *self,
                       yyjson_val  *object,
                       guint       *n_entries,
                       guint       *n_before,
                       GError     **error)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (object);
  FerryTristate maybe_cut;

  if (!read_version (&members, error) ||
      !read_line (&members, "scope", &self->scope, error) ||
      !read_line (&members, "account", &self->account, error) ||
      !read_regions (self, &members, error) ||
      !read_time (self, &members, error) ||
      !read_line (&members, "filter", &self->filter, error) ||
      !read_choice (self, &members, n_entries, n_before, error) ||
      !read_repositories (self, &members, error) ||
      !read_failures (self, &members, error) ||
      !read_doubts (self, &members, error) ||
      !read_count (&members, "unreadableEntries", &self->n_unreadable, error) ||
      !read_line (&members, "firstProblem", &self->first_problem, error) ||
      !ferry_json_read_tristate (&members, "maybeCut", &maybe_cut, error))
    return FALSE;

  self->maybe_cut = maybe_cut == FERRY_YES;

  return TRUE;
}
