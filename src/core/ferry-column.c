/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-column.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-region.h"
#include "ferry-timestamp.h"

/* Stands where the service said nothing. */
#define NOTHING "—"

/* The same number for ids and for times. */
#define NOT_KNOWN G_MININT64
G_STATIC_ASSERT (FERRY_SYNC_TASK_NO_ID == NOT_KNOWN && FERRY_NO_TIMESTAMP == NOT_KNOWN);

typedef const char *(*TextGetter) (FerrySyncTask *sync_task);
typedef FerryTristate (*TristateGetter) (FerrySyncTask *sync_task);
typedef gint64 (*TimeGetter) (FerrySyncTask *sync_task);

/* Each column has a text, a tristate, or a text and the time it stands for. The id column has none of them. */
static const struct
{
  const char *id;
  const char *title;
  const char *member;
  TextGetter get_text;
  TristateGetter get_tristate;
  TimeGetter get_time;
} columns[FERRY_N_COLUMNS] = {
  [FERRY_COLUMN_REPOSITORY] = { "repository", NC_("column", "Repository"), "repoName", ferry_sync_task_get_repository },
  [FERRY_COLUMN_ORGANIZATION] = { "organization", NC_("column", "Organization"), "namespace", ferry_sync_task_get_organization },
  [FERRY_COLUMN_SOURCE_REGION] = { "source-region", NC_("column", "Source Region"), "sourceRegionId", ferry_sync_task_get_source_region },
  [FERRY_COLUMN_TARGET_REGION] = { "target-region", NC_("column", "Target Region"), "remoteRegionId", ferry_sync_task_get_target_region },
  [FERRY_COLUMN_TARGET_ORGANIZATION] = { "target-organization", NC_("column", "Target Organization"), "remoteNamespace", ferry_sync_task_get_target_organization },
  [FERRY_COLUMN_OVERWRITE] = { "overwrite", NC_("column", "Overwrite"), "override", .get_tristate = ferry_sync_task_get_overwrite },
  [FERRY_COLUMN_AUTOMATIC] = { "automatic", NC_("column", "Automatic"), "syncAuto", .get_tristate = ferry_sync_task_get_automatic },
  [FERRY_COLUMN_CREATED] = { "created", NC_("column", "Created"), "createdAt", ferry_sync_task_get_created_text, .get_time = ferry_sync_task_get_created },
  [FERRY_COLUMN_UPDATED] = { "updated", NC_("column", "Updated"), "updatedAt", ferry_sync_task_get_updated_text, .get_time = ferry_sync_task_get_updated },
  [FERRY_COLUMN_ACCOUNT] = { "account", NC_("column", "Account"), "domainName", ferry_sync_task_get_account },
  [FERRY_COLUMN_ACCOUNT_ID] = { "account-id", NC_("column", "Account ID"), "domainID", ferry_sync_task_get_account_id },
  [FERRY_COLUMN_ID] = { "id", NC_("column", "ID"), "id" },
};

/* Runs of digits count as numbers, so that `app-9` comes before `app-10`. Names of the service are ASCII; where
 * one is not, the order is that of the code points. */
static int
compare_natural (const char *a,
                 const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          gsize n_a, n_b;
          int order;

          a += strspn (a, "0");
          b += strspn (b, "0");
          n_a = strspn (a, "0123456789");
          n_b = strspn (b, "0123456789");
          order = n_a != n_b ? (n_a < n_b ? -1 : 1) : strncmp (a, b, n_a);
          if (order != 0)
            return order;
          a += n_a;
          b += n_b;
        }
      else if (*a != *b)
        return (guchar) *a - (guchar) *b;
      else
        {
          a++;
          b++;
        }
    }

  return (guchar) *a - (guchar) *b;
}

/* Names that people chose have the order of their language. There are few of them, each in many tasks, so what that
 * order is made of is kept for as long as the program runs. */
static const char *
get_collation_key (const char *name)
{
  static GHashTable *keys = NULL; /* names → keys, both owned */
  static GMutex mutex;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  char *key;

  if (keys == NULL)
    keys = g_hash_table_new (g_str_hash, g_str_equal);
  key = g_hash_table_lookup (keys, name);
  if (key == NULL)
    {
      key = g_utf8_validate (name, -1, NULL) ? g_utf8_collate_key_for_filename (name, -1) : g_strdup (name);
      g_hash_table_insert (keys, g_strdup (name), key);
    }

  return key;
}

static int
compare_chosen_names (const char *a,
                      const char *b)
{
  int order = strcmp (get_collation_key (a), get_collation_key (b));

  return order != 0 ? order : strcmp (a, b);
}

/* What is not known comes last, in an ascending order. */
static int
compare_presence (gboolean has_a,
                  gboolean has_b)
{
  return (has_b ? 1 : 0) - (has_a ? 1 : 0);
}

static int
compare_texts (FerryColumn  column,
               const char  *a,
               const char  *b)
{
  if (a == b)
    return 0;
  if (a == NULL || b == NULL)
    return compare_presence (a != NULL, b != NULL);

  return column == FERRY_COLUMN_ACCOUNT ? compare_chosen_names (a, b) : compare_natural (a, b);
}

/* Ids and times. */
static int
compare_numbers (gint64 a,
                 gint64 b)
{
  if (a == NOT_KNOWN || b == NOT_KNOWN)
    return compare_presence (a != NOT_KNOWN, b != NOT_KNOWN);

  return (a > b) - (a < b);
}

/**
 * ferry_column_from_id:
 * @id: the id of a column
 * @column: (out): the column
 *
 * Returns: %FALSE when no column has this id
 */
gboolean
ferry_column_from_id (const char  *id,
                      FerryColumn *column)
{
  for (guint i = 0; i < FERRY_N_COLUMNS; i++)
    if (g_strcmp0 (columns[i].id, id) == 0)
      {
        *column = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ferry_column_get_id:
 * @self: a column
 *
 * Returns: the name by which settings, options and scripts know the column; it
 *   never changes
 */
const char *
ferry_column_get_id (FerryColumn self)
{
  return columns[self].id;
}

/**
 * ferry_column_get_title:
 * @self: a column
 *
 * Returns: the heading, in the language of the session
 */
const char *
ferry_column_get_title (FerryColumn self)
{
  return g_dpgettext2 (NULL, "column", columns[self].title);
}

/**
 * ferry_column_get_member:
 * @self: a column
 *
 * Returns: the member of the service's answer that the column shows
 */
const char *
ferry_column_get_member (FerryColumn self)
{
  return columns[self].member;
}

/**
 * ferry_column_is_time:
 * @self: a column
 *
 * Returns: whether the column holds points in time
 */
gboolean
ferry_column_is_time (FerryColumn self)
{
  return columns[self].get_time != NULL;
}

/**
 * ferry_column_is_tristate:
 * @self: a column
 *
 * Returns: whether the column says yes or no
 */
gboolean
ferry_column_is_tristate (FerryColumn self)
{
  return columns[self].get_tristate != NULL;
}

/**
 * ferry_column_is_region:
 * @self: a column
 *
 * Returns: whether the column holds ids of regions
 */
gboolean
ferry_column_is_region (FerryColumn self)
{
  return self == FERRY_COLUMN_SOURCE_REGION || self == FERRY_COLUMN_TARGET_REGION;
}

/**
 * ferry_column_is_facet:
 * @self: a column
 *
 * Returns: whether the column has few values, of which one may choose some
 */
gboolean
ferry_column_is_facet (FerryColumn self)
{
  return self == FERRY_COLUMN_ORGANIZATION || self == FERRY_COLUMN_TARGET_ORGANIZATION || self == FERRY_COLUMN_ACCOUNT ||
         ferry_column_is_region (self) || columns[self].get_tristate != NULL;
}

/**
 * ferry_column_starts_descending:
 * @self: a column
 *
 * Returns: whether people look for the largest value first: the newest time, the
 *   latest id
 */
gboolean
ferry_column_starts_descending (FerryColumn self)
{
  return self == FERRY_COLUMN_ID || columns[self].get_time != NULL;
}

/**
 * ferry_column_get_text:
 * @self: a column
 * @sync_task: a task
 *
 * Returns: (nullable): the text of a column that has one; of a time it is what
 *   the service wrote
 */
const char *
ferry_column_get_text (FerryColumn    self,
                       FerrySyncTask *sync_task)
{
  return columns[self].get_text != NULL ? columns[self].get_text (sync_task) : NULL;
}

/**
 * ferry_column_get_tristate:
 * @self: a column
 * @sync_task: a task
 *
 * Returns: the answer of a column that is a yes or no
 */
FerryTristate
ferry_column_get_tristate (FerryColumn    self,
                           FerrySyncTask *sync_task)
{
  return columns[self].get_tristate != NULL ? columns[self].get_tristate (sync_task) : FERRY_UNKNOWN;
}

/**
 * ferry_column_get_tristate_text:
 * @self: a column that is a yes or no
 * @value: what it says
 *
 * Returns: the words for it, in the language of the session
 */
const char *
ferry_column_get_tristate_text (FerryColumn   self,
                                FerryTristate value)
{
  gboolean is_overwrite = self == FERRY_COLUMN_OVERWRITE;

  switch (value)
    {
    case FERRY_YES:
      return is_overwrite ? _("Overwrites") : _("Automatic");
    case FERRY_NO:
      return is_overwrite ? _("Keeps existing") : _("Manual only");
    case FERRY_UNKNOWN:
    default:
      return _("Unknown");
    }
}

/**
 * ferry_column_get_time:
 * @self: a column
 * @sync_task: a task
 *
 * Returns: the time of a column that is one, in microseconds since 1970 in UTC;
 *   %FERRY_NO_TIMESTAMP also when it could not be read
 */
gint64
ferry_column_get_time (FerryColumn    self,
                       FerrySyncTask *sync_task)
{
  return columns[self].get_time != NULL ? columns[self].get_time (sync_task) : FERRY_NO_TIMESTAMP;
}

/**
 * ferry_column_get_value:
 * @self: a column, but not that of the ids
 * @sync_task: a task
 *
 * Like [func@Ferry.column_dup_value], without a copy.
 *
 * Returns: the value for other programs; empty when it is not known
 */
const char *
ferry_column_get_value (FerryColumn    self,
                        FerrySyncTask *sync_task)
{
  static const char *const tristates[] = { [FERRY_UNKNOWN] = "", [FERRY_NO] = "false", [FERRY_YES] = "true" };
  const char *text = ferry_column_get_text (self, sync_task);

  g_return_val_if_fail (self != FERRY_COLUMN_ID, "");

  if (columns[self].get_tristate != NULL)
    return tristates[columns[self].get_tristate (sync_task)];

  return text != NULL ? text : "";
}

/**
 * ferry_column_dup_value:
 * @self: a column
 * @sync_task: a task
 *
 * Writes a value for other programs: texts and times letter for letter as the
 * service gave them, a yes or no as `true` or `false`.
 *
 * Returns: (transfer full): the value; empty when it is not known
 */
char *
ferry_column_dup_value (FerryColumn    self,
                        FerrySyncTask *sync_task)
{
  gint64 id = self == FERRY_COLUMN_ID ? ferry_sync_task_get_id (sync_task) : FERRY_SYNC_TASK_NO_ID;

  if (id != FERRY_SYNC_TASK_NO_ID)
    return g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return g_strdup (self != FERRY_COLUMN_ID ? ferry_column_get_value (self, sync_task) : "");
}

/**
 * ferry_column_dup_text:
 * @self: a column
 * @sync_task: a task
 *
 * Writes a value for people: a region with its name, a yes or no in words, a
 * time as clocks here showed it, and a dash where nothing is known.
 *
 * Returns: (transfer full): what is on screen, as plain text
 */
char *
ferry_column_dup_text (FerryColumn    self,
                       FerrySyncTask *sync_task)
{
  const char *text = ferry_column_get_text (self, sync_task);
  gint64 timestamp = ferry_column_get_time (self, sync_task);
  g_autofree char *value = NULL;

  if (ferry_column_is_tristate (self))
    return g_strdup (ferry_column_get_tristate_text (self, ferry_column_get_tristate (self, sync_task)));
  if (timestamp != FERRY_NO_TIMESTAMP)
    return ferry_timestamp_format (timestamp, FERRY_TIME_STYLE_LOCAL, g_get_real_time ());
  if (ferry_column_is_region (self) && text != NULL)
    return ferry_region_dup_text (text);

  value = ferry_column_dup_value (self, sync_task);

  return g_strdup (*value != '\0' ? value : NOTHING);
}

/**
 * ferry_column_is_known:
 * @self: a column
 * @sync_task: a task
 *
 * Returns: whether there is a value to compare by
 */
gboolean
ferry_column_is_known (FerryColumn    self,
                       FerrySyncTask *sync_task)
{
  if (self == FERRY_COLUMN_ID)
    return ferry_sync_task_get_id (sync_task) != FERRY_SYNC_TASK_NO_ID;
  if (columns[self].get_tristate != NULL)
    return columns[self].get_tristate (sync_task) != FERRY_UNKNOWN;
  if (columns[self].get_time != NULL)
    return columns[self].get_time (sync_task) != FERRY_NO_TIMESTAMP;

  return columns[self].get_text (sync_task) != NULL;
}

/* The first bytes of a text for comparing as compare_natural() does: a run of digits is led by its length, which is
 * still a digit. Where that has no room the key ends, and the texts have to decide. */
static void
make_natural_key (const char *text,
                  guint8     *key,
                  gsize       size)
{
  gsize length = 0;

  while (*text != '\0' && length < size)
    {
      gsize n_digits;

      if (!g_ascii_isdigit (*text))
        {
          key[length++] = *text++;
          continue;
        }

      text += strspn (text, "0");
      n_digits = strspn (text, "0123456789");
      key[length++] = '0' + MIN (n_digits, 9);
      if (n_digits >= 9)
        return;
      for (gsize i = 0; i < n_digits && length < size; i++)
        key[length++] = text[i];
      text += n_digits;
    }
}

/**
 * ferry_column_get_sort_key:
 * @self: a column
 * @sync_task: a task
 * @rest: (out): what decides where the result is the same
 *
 * Makes numbers for sorting many tasks: where those of two tasks differ, they
 * differ in the same way as the tasks in [func@Ferry.column_compare]. Where they
 * are the same the tasks may still differ. What is not known has the largest.
 *
 * Returns: the number that counts most
 */
guint64
ferry_column_get_sort_key (FerryColumn    self,
                           FerrySyncTask *sync_task,
                           guint64       *rest)
{
  const guint64 sign = G_GUINT64_CONSTANT (1) << 63;
  guint64 keys[2] = { 0, 0 };

  *rest = G_MAXUINT64;
  if (!ferry_column_is_known (self, sync_task))
    return G_MAXUINT64;

  *rest = 0;
  if (self == FERRY_COLUMN_ID)
    return (guint64) ferry_sync_task_get_id (sync_task) ^ sign;
  if (columns[self].get_time != NULL)
    return (guint64) columns[self].get_time (sync_task) ^ sign;
  if (columns[self].get_tristate != NULL)
    return FERRY_YES - columns[self].get_tristate (sync_task);

  if (self == FERRY_COLUMN_ACCOUNT)
    {
      const char *key = get_collation_key (columns[self].get_text (sync_task));

      memcpy (keys, key, MIN (strlen (key), sizeof keys));
    }
  else
    make_natural_key (columns[self].get_text (sync_task), (guint8 *) keys, sizeof keys);
  *rest = GUINT64_FROM_BE (keys[1]);

  return GUINT64_FROM_BE (keys[0]);
}

/**
 * ferry_column_compare:
 * @self: a column
 * @a: a task
 * @b: another one
 *
 * Compares two tasks by the value of a column, not by what is shown of it:
 * numbers and times by size, names with their digits as numbers, and those of
 * accounts, which people choose, by the rules of the locale. What is not known
 * comes last.
 *
 * Returns: less than, equal to, or greater than zero, as @a comes before, with,
 *   or after @b
 */
int
ferry_column_compare (FerryColumn    self,
                      FerrySyncTask *a,
                      FerrySyncTask *b)
{
  if (self == FERRY_COLUMN_ID)
    return compare_numbers (ferry_sync_task_get_id (a), ferry_sync_task_get_id (b));
  if (columns[self].get_tristate != NULL)
    return (int) columns[self].get_tristate (b) - (int) columns[self].get_tristate (a);
  if (columns[self].get_time != NULL)
    {
      int order = compare_numbers (columns[self].get_time (a), columns[self].get_time (b));

      if (order != 0)
        return order;
    }

  return compare_texts (self, ferry_column_get_text (self, a), ferry_column_get_text (self, b));
}
