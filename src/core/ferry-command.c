/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-command.h"

#include <string.h>

/* What no shell gives a meaning to, whatever its options. All names that the service allows are made of it. */
#define PLAIN_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/,"

/* Quotes help against a shell that reads a command, but not against the terminal it is pasted into, for which control
 * characters are keys. Nothing that the service allows has them, or characters that cannot be seen. */
static gboolean
can_be_pasted (const char *name)
{
  if (name == NULL || *name == '\0')
    return FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static char *
quote_if_needed (const char *argument)
{
  return argument[strspn (argument, PLAIN_CHARACTERS)] == '\0' ? g_strdup (argument) : g_shell_quote (argument);
}

/**
 * ferry_command_dup_hcloud:
 * @sync_task: a task
 *
 * Writes the command by which KooCLI lists the tasks of the same repository, for
 * a POSIX shell. As in the address of the request, a dollar sign stands for each
 * slash in the name of the repository.
 *
 * Nothing that the service answered becomes active in the shell.
 *
 * Returns: (transfer full) (nullable): the command, or %NULL where a part of it
 *   is missing or cannot be pasted into a terminal
 */
char *
ferry_command_dup_hcloud (FerrySyncTask *sync_task)
{
  const char *region = ferry_sync_task_get_source_region (sync_task);
  const char *organization = ferry_sync_task_get_organization (sync_task);
  const char *repository = ferry_sync_task_get_repository (sync_task);
  g_autofree char *region_argument = NULL;
  g_autofree char *organization_argument = NULL;
  g_autofree char *repository_argument = NULL;
  g_autofree char *escaped = NULL;

  if (!can_be_pasted (region) || !can_be_pasted (organization) || !can_be_pasted (repository))
    return NULL;

  escaped = g_strdelimit (g_strdup (repository), "/", '$');
  region_argument = quote_if_needed (region);
  organization_argument = quote_if_needed (organization);
  repository_argument = quote_if_needed (escaped);

  return g_strdup_printf ("hcloud SWR ListImageAutoSyncReposDetails --cli-region=%s --namespace=%s --repository=%s",
                          region_argument, organization_argument, repository_argument);
}

/**
 * ferry_command_dup_terraform_import:
 * @sync_task: a task
 *
 * Writes the id by which `terraform import` knows the task as a
 * `huaweicloud_swr_image_auto_sync`, for a POSIX shell.
 *
 * All versions of the provider take slashes between the four names. Where the
 * name of the repository has slashes itself, only newer ones can, and they take
 * commas.
 *
 * Nothing that the service answered becomes active in the shell.
 *
 * Returns: (transfer full) (nullable): the id, or %NULL where a part of it is
 *   missing, cannot be pasted into a terminal, or would be taken for another
 */
char *
ferry_command_dup_terraform_import (FerrySyncTask *sync_task)
{
  const char *names[] = {
    ferry_sync_task_get_organization (sync_task),
    ferry_sync_task_get_repository (sync_task),
    ferry_sync_task_get_target_region (sync_task),
    ferry_sync_task_get_target_organization (sync_task),
    NULL,
  };
  const char *separator = names[1] != NULL && strchr (names[1], '/') != NULL ? "," : "/";
  g_autofree char *id = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names) - 1; i++)
    if (!can_be_pasted (names[i]) || strstr (names[i], separator) != NULL)
      return NULL;

  /* Not even in quotes would it be an id: it is an option. */
  if (*names[0] == '-')
    return NULL;

  id = g_strjoinv (separator, (char **) names);

  return quote_if_needed (id);
}

/**
 * ferry_command_dup_lines:
 * @command: (scope call): what makes a command of a task
 * @sync_tasks: (element-type FerrySyncTask): tasks
 * @n_lines: (out): how many commands there are
 * @n_left_out: (out): of how many tasks there is none
 *
 * Writes the commands of several tasks, each command once. No line break ends
 * the last one, so that a shell waits with it for a person.
 *
 * Returns: (transfer full): the commands, a line each
 */
char *
ferry_command_dup_lines (FerryCommand  command,
                         GPtrArray    *sync_tasks,
                         guint        *n_lines,
                         guint        *n_left_out)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) lines = g_string_new (NULL);

  *n_left_out = 0;
  for (guint i = 0; i < sync_tasks->len; i++)
    {
      char *line = command (g_ptr_array_index (sync_tasks, i));

      if (line == NULL)
        *n_left_out += 1;
      else if (g_hash_table_add (seen, line))
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
    }
  *n_lines = g_hash_table_size (seen);

  return g_string_free_and_steal (g_steal_pointer (&lines));
}
