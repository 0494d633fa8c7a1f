/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-credentials.h"
#include "ferry-error.h"
#include "ferry-import-text.h"

/* What the vendor's tools call the cloud that we know the addresses of. */
#define PUBLIC_CLOUD "myhuaweicloud.com"

/* What was found, all of it borrowed; NULL or empty where it was not. */
typedef struct
{
  const char *name;
  const char *access_key;
  const char *secret_key;
  const char *security_token;
  const char *project_id;
  const char *region;
  const char *endpoint;
  const char *iam_endpoint;
  gboolean skip_verification;
} Found;

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Other tools have the version of the API in the address, ours adds it. */
static char *
dup_without_version (const char *address)
{
  char *copy = g_strdup (address);
  gsize length;

  if (copy == NULL)
    return NULL;

  length = strlen (copy);
  while (length > 0 && copy[length - 1] == '/')
    copy[--length] = '\0';
  if (g_str_has_suffix (copy, "/v3"))
    copy[length - strlen ("/v3")] = '\0';

  return copy;
}

static void
add_import (GPtrArray   *imports,
            const Found *found)
{
  const char *const regions[] = { is_given (found->region) ? found->region : NULL, NULL };
  g_autofree char *iam_endpoint = dup_without_version (found->iam_endpoint);
  FerryImport *import = g_new0 (FerryImport, 1);

  import->account = g_object_new (FERRY_TYPE_ACCOUNT,
                                  "name", found->name,
                                  "kind", FERRY_ACCOUNT_ACCESS_KEY,
                                  "access-key", found->access_key,
                                  "project-id", found->project_id,
                                  "regions", regions,
                                  "endpoint", found->endpoint,
                                  "iam-endpoint", iam_endpoint,
                                  "skip-verification", found->skip_verification,
                                  NULL);
  import->secret = is_given (found->security_token) ? g_strconcat (found->secret_key, "\n", found->security_token, NULL)
                                                    : g_strdup (found->secret_key);
  g_ptr_array_add (imports, import);
}

static GPtrArray *
new_imports (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_import_free);
}

/**
 * ferry_import_free:
 * @self: (transfer full): an import
 *
 * Frees an import and wipes its secret.
 */
void
ferry_import_free (FerryImport *self)
{
  g_clear_object (&self->account);
  ferry_credentials_wipe (self->secret);
  g_free (self);
}

static GPtrArray *
read_section (GHashTable     *values,
              const GString  *sections,
              GError        **error)
{
  g_autoptr(GPtrArray) imports = new_imports ();
  Found found = { 0 };

  if (values == NULL)
    {
      if (sections->len > 0)
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                     /* Translators: the first placeholder is the name of a section of a file, the second a list of such. */
                     _("Expected the section %s; found %s."), "[basic]", sections->str);
      else
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                     _("Expected the section %s; found none."), "[basic]");
      return NULL;
    }

  found.access_key = g_hash_table_lookup (values, "ak");
  found.secret_key = g_hash_table_lookup (values, "sk");
  found.security_token = g_hash_table_lookup (values, "security_token");
  found.project_id = g_hash_table_lookup (values, "project_id");
  found.iam_endpoint = g_hash_table_lookup (values, "iam_endpoint");
  if (!is_given (found.access_key) || !is_given (found.secret_key))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                   /* Translators: names of keys in a section of a file, as in “Expected ak and sk in [basic]; found no sk.” */
                   _("Expected %s and %s in %s; found no %s."), "ak", "sk", "[basic]",
                   is_given (found.access_key) ? "sk" : "ak");
      return NULL;
    }
  add_import (imports, &found);

  return g_steal_pointer (&imports);
}

static GPtrArray *
parse_sdk_text (const char  *text,
                GError     **error)
{
  g_autoptr(GString) sections = g_string_new (NULL);
  g_autoptr(GHashTable) values = ferry_import_text_parse_section (text, "basic", sections);

  return read_section (values, sections, error);
}

typedef enum
{
  COLUMN_NAME,
  COLUMN_ACCESS_KEY,
  COLUMN_SECRET_KEY,
  COLUMN_SECURITY_TOKEN,
  COLUMN_PROJECT,
  N_COLUMNS,
} Column;

/* What the header of a column has in it, in lower case and without blanks and marks. The first that fits counts: the
 * secret access key is an access key by name. */
static const struct
{
  Column column;
  const char *part;
} column_parts[] = {
  { COLUMN_SECURITY_TOKEN, "token" },
  { COLUMN_SECURITY_TOKEN, "令牌" },
  { COLUMN_SECRET_KEY, "secret" },
  { COLUMN_SECRET_KEY, "秘密" },
  { COLUMN_SECRET_KEY, "私有" },
  { COLUMN_PROJECT, "project" },
  { COLUMN_PROJECT, "项目" },
  { COLUMN_ACCESS_KEY, "accesskey" },
  { COLUMN_ACCESS_KEY, "访问密钥" },
  { COLUMN_NAME, "user" },
  { COLUMN_NAME, "用户" },
};

static Column
find_column (const char *header)
{
  g_autofree char *folded = g_utf8_casefold (header, -1);
  g_autoptr(GString) letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));

  if (strcmp (letters->str, "ak") == 0)
    return COLUMN_ACCESS_KEY;
  if (strcmp (letters->str, "sk") == 0)
    return COLUMN_SECRET_KEY;
  for (gsize i = 0; i < G_N_ELEMENTS (column_parts); i++)
    if (strstr (letters->str, column_parts[i].part) != NULL)
      return column_parts[i].column;

  return N_COLUMNS;
}

/* The first line may be a key already, so it is not shown. */
static gboolean
find_columns (GPtrArray  *header,
              guint       positions[N_COLUMNS],
              GError    **error)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    positions[column] = G_MAXUINT;
  for (guint i = 0; i < header->len; i++)
    {
      Column column = find_column (g_ptr_array_index (header, i));

      if (column < N_COLUMNS && positions[column] == G_MAXUINT)
        positions[column] = i;
    }
  if (positions[COLUMN_ACCESS_KEY] != G_MAXUINT && positions[COLUMN_SECRET_KEY] != G_MAXUINT)
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
               /* Translators: the placeholders are the names of columns, as they are in a file, and their number. */
               ngettext ("Expected a first line with the columns “%s” and “%s”; found %u column, and none that is called “%s”.",
                         "Expected a first line with the columns “%s” and “%s”; found %u columns, and none that is called “%s”.",
                         header->len),
               "Access Key Id", "Secret Access Key", header->len,
               positions[COLUMN_ACCESS_KEY] == G_MAXUINT ? "Access Key Id" : "Secret Access Key");
  return FALSE;
}

static const char *
get_cell (GPtrArray *row,
          guint      position)
{
  return position < row->len ? g_ptr_array_index (row, position) : NULL;
}

static gboolean
read_row (GPtrArray    *imports,
          GPtrArray    *row,
          guint         number,
          const guint   positions[N_COLUMNS],
          GError      **error)
{
  Found found = {
    .name = get_cell (row, positions[COLUMN_NAME]),
    .access_key = get_cell (row, positions[COLUMN_ACCESS_KEY]),
    .secret_key = get_cell (row, positions[COLUMN_SECRET_KEY]),
    .security_token = get_cell (row, positions[COLUMN_SECURITY_TOKEN]),
    .project_id = get_cell (row, positions[COLUMN_PROJECT]),
  };

  if (!is_given (found.access_key) || !is_given (found.secret_key))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                   /* Translators: the number of a row, then the name of a column. */
                   _("Expected a key in each row; found none in row %u under “%s”."), number,
                   is_given (found.access_key) ? "Secret Access Key" : "Access Key Id");
      return FALSE;
    }
  add_import (imports, &found);

  return TRUE;
}

static GPtrArray *
parse_csv_text (const char  *text,
                GError     **error)
{
  g_autoptr(GPtrArray) imports = new_imports ();
  g_autoptr(GPtrArray) rows = ferry_import_text_parse_table (text);
  guint positions[N_COLUMNS];

  if (rows->len == 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                           _("Expected a file with access keys; found nothing in it."));
      return NULL;
    }
  if (!find_columns (g_ptr_array_index (rows, 0), positions, error))
    return NULL;
  if (rows->len == 1)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                           _("Expected a key in each row; found only the names of the columns."));
      return NULL;
    }

  for (guint i = 1; i < rows->len; i++)
    if (!read_row (imports, g_ptr_array_index (rows, i), i, positions, error))
      return NULL;

  return g_steal_pointer (&imports);
}

typedef GPtrArray *(*Parser) (const char *text,
                              GError **error);

static GPtrArray *
parse_any_text (const char  *text,
                GError     **error)
{
  return ferry_import_text_is_ini (text) ? parse_sdk_text (text, error) : parse_csv_text (text, error);
}

static GPtrArray *
parse (GBytes  *bytes,
       Parser   parser,
       GError **error)
{
  char *text = ferry_import_text_dup (bytes, error);
  GPtrArray *imports = text != NULL ? parser (text, error) : NULL;

  ferry_credentials_wipe (text);

  return imports;
}

/**
 * ferry_import_parse_sdk_file:
 * @bytes: a file
 * @error: return location for an error
 *
 * Reads the file that the vendor's SDKs keep an access key in, usually
 * `~/.huaweicloud/credentials`.
 *
 * Returns: (transfer full) (element-type FerryImport) (nullable): what is in it,
 *   or %NULL with %FERRY_ERROR_NO_CREDENTIALS
 */
GPtrArray *
ferry_import_parse_sdk_file (GBytes  *bytes,
                             GError **error)
{
  return parse (bytes, parse_sdk_text, error);
}

/**
 * ferry_import_parse_csv:
 * @bytes: a file
 * @error: return location for an error
 *
 * Reads the file that the console hands out with a new access key,
 * `credentials.csv`, or a table of several such keys.
 *
 * Returns: (transfer full) (element-type FerryImport) (nullable): what is in it,
 *   or %NULL with %FERRY_ERROR_NO_CREDENTIALS
 */
GPtrArray *
ferry_import_parse_csv (GBytes  *bytes,
                        GError **error)
{
  return parse (bytes, parse_csv_text, error);
}

/**
 * ferry_import_parse_file:
 * @bytes: a file
 * @error: return location for an error
 *
 * Reads either of the two kinds of files.
 *
 * Returns: (transfer full) (element-type FerryImport) (nullable): what is in it,
 *   or %NULL with %FERRY_ERROR_NO_CREDENTIALS
 */
GPtrArray *
ferry_import_parse_file (GBytes  *bytes,
                         GError **error)
{
  return parse (bytes, parse_any_text, error);
}

/* FALSE with an error where only one half of a key is there. */
static gboolean
add_key_of_environment (GPtrArray   *imports,
                        const char  *access_key_name,
                        const char  *secret_key_name,
                        Found       *found,
                        GError     **error)
{
  found->access_key = g_getenv (access_key_name);
  found->secret_key = g_getenv (secret_key_name);
  if (is_given (found->access_key) != is_given (found->secret_key))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                   _("%s is set, but %s is not. Both are needed."),
                   is_given (found->access_key) ? access_key_name : secret_key_name,
                   is_given (found->access_key) ? secret_key_name : access_key_name);
      return FALSE;
    }
  if (is_given (found->access_key))
    add_import (imports, found);

  return TRUE;
}

static gboolean
add_terraform (GPtrArray  *imports,
               GError    **error)
{
  const char *cloud = g_getenv ("HW_CLOUD");
  const char *insecure = g_getenv ("HW_INSECURE");
  gboolean is_elsewhere = is_given (cloud) && strcmp (cloud, PUBLIC_CLOUD) != 0;
  g_autofree char *endpoint = is_elsewhere ? g_strconcat ("https://swr-api.{region}.", cloud, NULL) : NULL;
  g_autofree char *iam_endpoint = is_elsewhere ? g_strconcat ("https://iam.{region}.", cloud, NULL) : NULL;
  Found found = {
    .security_token = g_getenv ("HW_SECURITY_TOKEN"),
    .region = g_getenv ("HW_REGION_NAME"),
    .endpoint = endpoint,
    .iam_endpoint = is_given (g_getenv ("HW_AUTH_URL")) ? g_getenv ("HW_AUTH_URL") : iam_endpoint,
    .skip_verification = insecure != NULL &&
                         (g_ascii_strcasecmp (insecure, "true") == 0 || g_ascii_strcasecmp (insecure, "t") == 0 ||
                          strcmp (insecure, "1") == 0),
  };

  return add_key_of_environment (imports, "HW_ACCESS_KEY", "HW_SECRET_KEY", &found, error);
}

/**
 * ferry_import_read_environment:
 * @error: return location for an error
 *
 * Reads the environment variables of the vendor's SDKs (`HUAWEICLOUD_SDK_AK` and
 * so on) and of Terraform's provider (`HW_ACCESS_KEY` and so on). Only for
 * somebody who has asked for it.
 *
 * Returns: (transfer full) (element-type FerryImport) (nullable): what is there,
 *   or %NULL with %FERRY_ERROR_NO_CREDENTIALS
 */
GPtrArray *
ferry_import_read_environment (GError **error)
{
  g_autoptr(GPtrArray) imports = new_imports ();
  Found found = {
    .security_token = g_getenv ("HUAWEICLOUD_SDK_SECURITY_TOKEN"),
    .project_id = g_getenv ("HUAWEICLOUD_SDK_PROJECT_ID"),
    .iam_endpoint = g_getenv ("HUAWEICLOUD_SDK_IAM_ENDPOINT"),
  };

  if (!add_key_of_environment (imports, "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", &found, error) ||
      !add_terraform (imports, error))
    return NULL;
  if (imports->len == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS,
                   /* Translators: the placeholders are names of environment variables. */
                   _("Expected %s and %s, or %s and %s, in the environment; found none of them."),
                   "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HW_ACCESS_KEY", "HW_SECRET_KEY");
      return NULL;
    }

  return g_steal_pointer (&imports);
}
