/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cache-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-exporter.h"
#include "ferry-json.h"
#include "ferry-query.h"

/* Goes up when a program of today would be wrong about the files of tomorrow. */
#define VERSION 1

/* The members of the first line. */
#define MEMBER_VERSION "keptList"
#define MEMBER_ACCOUNTS "accounts"
#define MEMBER_QUERY "query"

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * ferry_cache_key_new:
 * @account_ids: the ids of accounts, in any order
 * @query: a query
 *
 * Returns: (transfer full): the key of what the service answers to these
 */
FerryCacheKey *
ferry_cache_key_new (const char *const *account_ids,
                     FerryQuery        *query)
{
  FerryCacheKey *self = g_new0 (FerryCacheKey, 1);

  self->account_ids = g_strdupv ((char **) account_ids);
  qsort (self->account_ids, g_strv_length (self->account_ids), sizeof (char *), compare_texts);
  self->query = ferry_query_dup_text (query);

  return self;
}

/**
 * ferry_cache_key_free:
 * @self: (transfer full): a key
 *
 * Frees a key.
 */
void
ferry_cache_key_free (FerryCacheKey *self)
{
  g_strfreev (self->account_ids);
  g_free (self->query);
  g_free (self);
}

/**
 * ferry_cache_key_dup_name:
 * @self: a key
 *
 * Returns: (transfer full): a name for a file that tells nothing, SHA-256 in
 *   hexadecimal digits
 */
char *
ferry_cache_key_dup_name (const FerryCacheKey *self)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  /* The NUL that ends each of them separates them too. */
  for (char **id = self->account_ids; *id != NULL; id++)
    g_checksum_update (checksum, (const guchar *) *id, strlen (*id) + 1);
  g_checksum_update (checksum, (const guchar *) "", 1);
  g_checksum_update (checksum, (const guchar *) self->query, strlen (self->query));

  return g_strdup (g_checksum_get_string (checksum));
}

static char *
dup_first_line (const FerryCacheKey *key)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, MEMBER_VERSION);
  json_builder_add_int_value (builder, VERSION);
  json_builder_set_member_name (builder, MEMBER_ACCOUNTS);
  json_builder_begin_array (builder);
  for (char **id = key->account_ids; *id != NULL; id++)
    json_builder_add_string_value (builder, *id);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, MEMBER_QUERY);
  json_builder_add_string_value (builder, key->query);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return g_strconcat (text, "\n", NULL);
}

/**
 * ferry_cache_file_write:
 * @key: what was asked
 * @facts: what is known of the list
 * @sync_tasks: (element-type FerrySyncTask): the tasks; nobody changes them any
 *   more
 * @cancellable: (nullable): to stop it with
 * @error: return location for an error
 *
 * Writes an answer of the service. Takes a while for long lists; may run in any
 * thread.
 *
 * Returns: (transfer full) (nullable): the content of a file
 */
GBytes *
ferry_cache_file_write (const FerryCacheKey  *key,
                        FerryFacts           *facts,
                        GPtrArray            *sync_tasks,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(FerryExport) export = ferry_export_new (facts, sync_tasks);
  g_autofree char *line = dup_first_line (key);

  export->with_answers = TRUE;
  if (!g_output_stream_write_all (stream, line, strlen (line), NULL, cancellable, error) ||
      !ferry_exporter_write (ferry_exporter_find ("json"), export, stream, cancellable, error) ||
      !g_output_stream_close (stream, cancellable, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
refuse (const char  *reason,
        GError     **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_SNAPSHOT,
               /* Translators: a sentence that says why. */
               _("The list that was kept on this computer cannot be shown. %s"), reason);

  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  return refuse (_("It is damaged."), error);
}

static gboolean
is_same_accounts (yyjson_val  *array,
                  char       **account_ids)
{
  yyjson_val *element;
  gsize i, n_elements;

  if (!yyjson_is_arr (array) || yyjson_arr_size (array) != g_strv_length (account_ids))
    return FALSE;

  yyjson_arr_foreach (array, i, n_elements, element)
    if (!yyjson_equals_str (element, account_ids[i]))
      return FALSE;

  return TRUE;
}

/* Names of files tell no two queries apart for sure, and files can be moved. */
static gboolean
check_first_line (const FerryCacheKey  *key,
                  GBytes               *line,
                  GError              **error)
{
  g_autoptr(yyjson_doc) document = ferry_json_parse (line, NULL);
  yyjson_val *root = yyjson_doc_get_root (document);
  yyjson_val *version = yyjson_obj_get (root, MEMBER_VERSION);

  if (!yyjson_is_uint (version))
    return refuse_damaged (error);
  if (yyjson_get_uint (version) > VERSION)
    return refuse (_("A newer version of Ferryboard wrote it."), error);
  if (!is_same_accounts (yyjson_obj_get (root, MEMBER_ACCOUNTS), key->account_ids) ||
      !yyjson_equals_str (yyjson_obj_get (root, MEMBER_QUERY), key->query))
    return refuse_damaged (error);

  return TRUE;
}

/**
 * ferry_cache_file_read:
 * @key: what is asked
 * @bytes: the content of a file
 * @error: return location for an error
 *
 * Reads what [func@Ferry.cache_file_write] wrote. Pure; may run in any thread.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with
 *   %FERRY_ERROR_SNAPSHOT when it is not whole, or not one to @key
 */
FerrySnapshot *
ferry_cache_file_read (const FerryCacheKey  *key,
                       GBytes               *bytes,
                       GError              **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *line_end = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autoptr(GBytes) line = NULL;
  g_autoptr(GBytes) rest = NULL;
  FerrySnapshot *snapshot;

  /* The last line ends as well, so that each byte that is missing tells. */
  if (line_end == NULL || line_end + 1 == data + size || data[size - 1] != '\n')
    {
      refuse_damaged (error);
      return NULL;
    }

  line = g_bytes_new_from_bytes (bytes, 0, line_end - data);
  if (!check_first_line (key, line, error))
    return NULL;

  rest = g_bytes_new_from_bytes (bytes, line_end + 1 - data, data + size - line_end - 1);
  snapshot = ferry_snapshot_new_from_kept (rest, NULL);
  if (snapshot == NULL)
    refuse_damaged (error);

  return snapshot;
}

static gboolean
has_text (yyjson_val *array,
          const char *text)
{
  yyjson_val *element;
  gsize i, n_elements;

  yyjson_arr_foreach (array, i, n_elements, element)
    if (yyjson_equals_str (element, text))
      return TRUE;

  return FALSE;
}

/**
 * ferry_cache_file_may_be_of_account:
 * @path: (type filename): a file
 * @account_id: the id of an account
 *
 * Returns: whether the file holds an answer to the account, or cannot tell
 */
gboolean
ferry_cache_file_may_be_of_account (const char *path,
                                    const char *account_id)
{
  FILE *file = g_fopen (path, "rbe");
  gsize room = 0;
  char *text = NULL;
  gssize size = file != NULL ? getline (&text, &room, file) : -1;
  g_autoptr(GBytes) line = g_bytes_new_with_free_func (text, MAX (size, 0), free, text);
  g_autoptr(yyjson_doc) document = ferry_json_parse (line, NULL);
  yyjson_val *accounts = yyjson_obj_get (yyjson_doc_get_root (document), MEMBER_ACCOUNTS);

  if (file != NULL)
    fclose (file);

  return !yyjson_is_arr (accounts) || has_text (accounts, account_id);
}
