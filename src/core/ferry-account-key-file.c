/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-key-file.h"

#include <string.h>

#include "ferry-key-file.h"

/* Accounts in a key file: a group for each, and in it a key for each property that is not as it is by default. */

static gboolean
read_enum (const char *nick,
           GParamSpec *pspec,
           GValue     *value)
{
  GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class, nick) : NULL;

  if (found == NULL)
    return FALSE;
  g_value_set_enum (value, found->value);

  return TRUE;
}

/* FALSE where the text is none for the type of the property. */
static gboolean
read_value (GKeyFile   *file,
            const char *group,
            GParamSpec *pspec,
            GValue     *value)
{
  const char *key = pspec->name;
  g_autofree char *nick = NULL;
  g_autoptr(GError) error = NULL;

  g_value_init (value, pspec->value_type);
  if (G_IS_PARAM_SPEC_ENUM (pspec))
    {
      nick = g_key_file_get_string (file, group, key, NULL);
      return read_enum (nick, pspec, value);
    }

  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_value_take_string (value, g_key_file_get_string (file, group, key, &error));
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    g_value_set_int64 (value, g_key_file_get_int64 (file, group, key, &error));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_value_set_boolean (value, g_key_file_get_boolean (file, group, key, &error));
  else
    g_value_take_boxed (value, g_key_file_get_string_list (file, group, key, NULL, &error));

  return error == NULL && (!G_IS_PARAM_SPEC_INT64 (pspec) || !g_param_value_validate (pspec, value));
}

static void
write_value (GKeyFile     *file,
             const char   *group,
             GParamSpec   *pspec,
             const GValue *value)
{
  const char *key = pspec->name;

  if (G_IS_PARAM_SPEC_ENUM (pspec))
    g_key_file_set_string (file, group, key,
                           g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_value_get_enum (value))->value_nick);
  else if (G_IS_PARAM_SPEC_STRING (pspec))
    g_key_file_set_string (file, group, key, g_value_get_string (value));
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    g_key_file_set_int64 (file, group, key, g_value_get_int64 (value));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_key_file_set_boolean (file, group, key, g_value_get_boolean (value));
  else
    {
      GStrv list = g_value_get_boxed (value);

      g_key_file_set_string_list (file, group, key, (const char *const *) list, g_strv_length (list));
    }
}

/* The kind always stands in the file: it tells the accounts that we know from others. */
static gboolean
is_left_out (GParamSpec   *pspec,
             const GValue *value)
{
  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    return g_strv_length (g_value_get_boxed (value)) == 0;

  return !G_IS_PARAM_SPEC_ENUM (pspec) && g_param_value_defaults (pspec, value);
}

/* The id is in the name of the group. GObject takes “a_b” for “a-b”, but here these are two keys. */
static GParamSpec *
find_property (GObjectClass *klass,
               const char   *key)
{
  GParamSpec *pspec = strcmp (key, "id") != 0 ? g_object_class_find_property (klass, key) : NULL;

  return pspec != NULL && strcmp (pspec->name, key) == 0 ? pspec : NULL;
}

static void
add_unknown (GString    *unknown,
             const char *group,
             const char *key)
{
  if (unknown->len > 0)
    g_string_append (unknown, ", ");
  g_string_append_printf (unknown, "[%s]", group);
  if (key != NULL)
    g_string_append_printf (unknown, " %s", key);
}

/* NULL when it is an account of a kind that is not ours to keep. */
static FerryAccount *
build (GKeyFile   *file,
       const char *group,
       GString    *unknown)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (FERRY_TYPE_ACCOUNT);
  g_auto(GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GArray) values = g_array_new (FALSE, TRUE, sizeof (GValue));
  GValue id = G_VALUE_INIT;

  g_array_set_clear_func (values, (GDestroyNotify) g_value_unset);
  g_value_init (&id, G_TYPE_STRING);
  g_value_set_string (&id, ferry_key_file_get_account_id (group));
  g_ptr_array_add (names, (gpointer) "id");
  g_array_append_val (values, id);

  for (char **key = keys; *key != NULL; key++)
    {
      GParamSpec *pspec = find_property (G_OBJECT_CLASS (klass), *key);
      GValue value = G_VALUE_INIT;

      if (pspec != NULL && read_value (file, group, pspec, &value))
        {
          g_ptr_array_add (names, (gpointer) pspec->name);
          g_array_append_val (values, value);
        }
      else if (pspec != NULL && G_IS_PARAM_SPEC_ENUM (pspec))
        return NULL;
      else
        {
          add_unknown (unknown, group, *key);
          if (pspec != NULL)
            g_value_unset (&value);
        }
    }

  return FERRY_ACCOUNT (g_object_new_with_properties (FERRY_TYPE_ACCOUNT, names->len,
                                                      (const char **) names->pdata, (const GValue *) values->data));
}

/**
 * ferry_account_key_file_get:
 * @file: a key file
 * @group: a group in it
 * @unknown: where to add the names of what this version does not know
 *
 * Returns: (transfer full) (nullable): the account that the group is, or %NULL
 *   when it is none
 */
FerryAccount *
ferry_account_key_file_get (GKeyFile   *file,
                            const char *group,
                            GString    *unknown)
{
  g_autoptr(FerryAccount) account = NULL;
  const char *id = ferry_key_file_get_account_id (group);

  if (id != NULL && g_key_file_has_key (file, group, "kind", NULL))
    account = build (file, group, unknown);

  /* An id that could not be written again, or that belongs to the sample account. */
  if (account == NULL || strcmp (ferry_account_get_id (account), id) != 0 ||
      ferry_account_get_kind (account) == FERRY_ACCOUNT_SAMPLE || strcmp (id, FERRY_ACCOUNT_SAMPLE_ID) == 0)
    {
      add_unknown (unknown, group, NULL);
      return NULL;
    }

  return g_steal_pointer (&account);
}

/**
 * ferry_account_key_file_set:
 * @file: a key file
 * @account: an account
 *
 * Writes an account into its group, which is added at the end if it is not there
 * yet. Keys that are no properties of an account stay.
 */
void
ferry_account_key_file_set (GKeyFile     *file,
                            FerryAccount *account)
{
  g_autofree char *group = ferry_key_file_dup_account_group (ferry_account_get_id (account));
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (account), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      if (strcmp (pspecs[i]->name, "id") == 0)
        continue;
      g_object_get_property (G_OBJECT (account), pspecs[i]->name, &value);
      if (is_left_out (pspecs[i], &value))
        g_key_file_remove_key (file, group, pspecs[i]->name, NULL);
      else
        write_value (file, group, pspecs[i], &value);
    }
}
