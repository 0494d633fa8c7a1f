/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-history.h"

#include <string.h>

#include "ferry-key-file.h"

struct _FerryHistory
{
  GObject parent_instance;

  char *path;             /* (owned) */
  GHashTable *recent;     /* (owned) account id → GListStore of FerryHistoryItem, newest first */
  GListStore *favorites; /* (owned) those of an account stand together, in the order they were marked */
};

G_DEFINE_FINAL_TYPE (FerryHistory, ferry_history, G_TYPE_OBJECT)

/* The keys of the group of an account. */
#define KEY_RECENT "recent"
/* As the word was spelled when the first files were written. */
#define KEY_FAVORITES "favourites"

/* The list keeps its reference, and nothing here runs code that could change it. */
static FerryHistoryItem *
peek (GListStore *list,
      guint       position)
{
  g_autoptr(FerryHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return item;
}

static guint
get_length (GListStore *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static gboolean
is_of_account (FerryHistoryItem *item,
               const char       *account_id)
{
  return strcmp (ferry_history_item_get_account_id (item), account_id) == 0;
}

static gboolean
find (GListStore *list,
      const char *account_id,
      FerryQuery *query,
      guint      *position)
{
  for (guint i = 0; i < get_length (list); i++)
    if (is_of_account (peek (list, i), account_id) && ferry_query_equal (ferry_history_item_get_query (peek (list, i)), query))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static GListStore *
get_list (FerryHistory *self,
          const char   *account_id)
{
  GListStore *list = g_hash_table_lookup (self->recent, account_id);

  if (list == NULL)
    {
      list = g_list_store_new (FERRY_TYPE_HISTORY_ITEM);
      g_hash_table_insert (self->recent, g_strdup (account_id), list);
    }

  return list;
}

static void
write_list (GKeyFile   *file,
            const char *group,
            const char *key,
            const char *account_id,
            GListStore *list)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;

  for (guint i = 0; i < get_length (list); i++)
    if (is_of_account (peek (list, i), account_id))
      g_strv_builder_take (builder, ferry_history_item_dup_text (peek (list, i)));

  texts = g_strv_builder_end (builder);
  if (texts[0] != NULL)
    g_key_file_set_string_list (file, group, key, (const char *const *) texts, g_strv_length (texts));
  else
    g_key_file_remove_key (file, group, key, NULL);
}

static void
write_account (FerryHistory *self,
               GKeyFile     *file,
               const char   *account_id)
{
  g_autofree char *group = ferry_key_file_dup_account_group (account_id);
  g_auto(GStrv) keys = NULL;

  write_list (file, group, KEY_RECENT, account_id, get_list (self, account_id));
  write_list (file, group, KEY_FAVORITES, account_id, self->favorites);
  keys = g_key_file_get_keys (file, group, NULL, NULL);
  if (keys != NULL && keys[0] == NULL)
    g_key_file_remove_group (file, group, NULL);
}

/* Where the file has gone, all that was in it is still here. */
static gboolean
try_to_write (FerryHistory  *self,
              const char    *account_id,
              GError       **error)
{
  g_autoptr(GKeyFile) file = ferry_key_file_read_for_change (self->path, error);
  g_autofree const char **ids = NULL;

  if (file == NULL)
    return FALSE;

  write_account (self, file, account_id);
  if (!g_key_file_has_group (file, FERRY_KEY_FILE_GROUP))
    {
      ids = (const char **) g_hash_table_get_keys_as_array (self->recent, NULL);
      for (gsize i = 0; ids[i] != NULL; i++)
        write_account (self, file, ids[i]);
    }

  return ferry_key_file_write (file, self->path, error);
}

/* A history that is not kept is no reason to stop anybody at work. */
static void
write_file (FerryHistory *self,
            const char   *account_id)
{
  g_autoptr(GError) error = NULL;

  if (!try_to_write (self, account_id, &error))
    g_message ("%s", error->message);
}

static void
read_list (GKeyFile   *file,
           const char *group,
           const char *key,
           GListStore *list,
           guint       max_length)
{
  g_auto(GStrv) texts = g_key_file_get_string_list (file, group, key, NULL, NULL);
  const char *account_id = ferry_key_file_get_account_id (group);
  guint position;

  for (gsize i = 0; texts != NULL && texts[i] != NULL && get_length (list) < max_length; i++)
    {
      g_autoptr(FerryHistoryItem) item = ferry_history_item_new_from_text (account_id, texts[i]);

      if (item != NULL && !find (list, account_id, ferry_history_item_get_query (item), &position))
        g_list_store_append (list, item);
    }
}

static void
ferry_history_finalize (GObject *object)
{
  FerryHistory *self = FERRY_HISTORY (object);

  g_free (self->path);
  g_hash_table_unref (self->recent);
  g_object_unref (self->favorites);

  G_OBJECT_CLASS (ferry_history_parent_class)->finalize (object);
}

static void
ferry_history_class_init (FerryHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_history_finalize;
}

static void
ferry_history_init (FerryHistory *self)
{
  self->recent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->favorites = g_list_store_new (FERRY_TYPE_HISTORY_ITEM);
}

/**
 * ferry_history_new:
 * @path: (type filename): the file that it is kept in
 *
 * Returns: (transfer full): a history that is empty before it is loaded
 */
FerryHistory *
ferry_history_new (const char *path)
{
  FerryHistory *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (FERRY_TYPE_HISTORY, NULL);
  self->path = g_strdup (path);

  return self;
}

/**
 * ferry_history_load:
 * @self: a history that is still empty
 * @error: return location for an error
 *
 * Reads the file. It may be missing. One that is damaged is set aside.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_ACCOUNTS, which says what became of
 *   the file; the history can be used all the same
 */
gboolean
ferry_history_load (FerryHistory  *self,
                    GError       **error)
{
  g_autoptr(GKeyFile) file = NULL;
  g_auto(GStrv) groups = NULL;
  gboolean is_newer;

  g_return_val_if_fail (FERRY_IS_HISTORY (self), FALSE);

  if ((file = ferry_key_file_read (self->path, &is_newer, error)) == NULL)
    return FALSE;

  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++)
    if (ferry_key_file_get_account_id (*group) != NULL)
      {
        read_list (file, *group, KEY_RECENT, get_list (self, ferry_key_file_get_account_id (*group)), FERRY_HISTORY_MAX_RECENT);
        read_list (file, *group, KEY_FAVORITES, self->favorites, G_MAXUINT);
      }

  return TRUE;
}

/**
 * ferry_history_get_recent:
 * @self: a history
 * @account_id: the id of an account
 *
 * Returns: (transfer none): the latest queries of the account, newest first, as a
 *   list model of #FerryHistoryItem that follows what happens
 */
GListModel *
ferry_history_get_recent (FerryHistory *self,
                          const char   *account_id)
{
  g_return_val_if_fail (FERRY_IS_HISTORY (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return G_LIST_MODEL (get_list (self, account_id));
}

/**
 * ferry_history_add:
 * @self: a history
 * @account_id: the id of an account
 * @query: what was asked with it
 *
 * Puts a query at the top, and drops the oldest one when there are too many.
 */
void
ferry_history_add (FerryHistory *self,
                   const char   *account_id,
                   FerryQuery   *query)
{
  g_autoptr(FerryHistoryItem) item = NULL;
  GListStore *list;
  gboolean is_there;
  guint position;

  g_return_if_fail (FERRY_IS_HISTORY (self));
  g_return_if_fail (account_id != NULL && query != NULL);

  list = get_list (self, account_id);
  is_there = find (list, account_id, query, &position);
  if (is_there && position == 0)
    return;

  /* What was given may belong to an item that goes. */
  item = ferry_history_item_new (account_id, query);
  if (is_there)
    g_list_store_remove (list, position);
  else if (get_length (list) == FERRY_HISTORY_MAX_RECENT)
    g_list_store_remove (list, FERRY_HISTORY_MAX_RECENT - 1);
  g_list_store_insert (list, 0, item);
  write_file (self, ferry_history_item_get_account_id (item));
}

/**
 * ferry_history_forget_recent:
 * @self: a history
 * @account_id: the id of an account
 *
 * Drops the latest queries of an account, and keeps its favorites.
 */
void
ferry_history_forget_recent (FerryHistory *self,
                             const char   *account_id)
{
  g_autofree char *own_id = NULL; /* what was given may belong to an item that goes */

  g_return_if_fail (FERRY_IS_HISTORY (self));
  g_return_if_fail (account_id != NULL);

  own_id = g_strdup (account_id);
  g_list_store_remove_all (get_list (self, own_id));
  write_file (self, own_id);
}

/**
 * ferry_history_get_favorites:
 * @self: a history
 *
 * Returns: (transfer none): the favorites of all accounts, as a list model of
 *   #FerryHistoryItem that follows what happens
 */
GListModel *
ferry_history_get_favorites (FerryHistory *self)
{
  g_return_val_if_fail (FERRY_IS_HISTORY (self), NULL);

  return G_LIST_MODEL (self->favorites);
}

/**
 * ferry_history_get_is_favorite:
 * @self: a history
 * @account_id: the id of an account
 * @query: a query
 *
 * Returns: whether the query is a favorite of the account
 */
gboolean
ferry_history_get_is_favorite (FerryHistory *self,
                               const char   *account_id,
                               FerryQuery   *query)
{
  guint position;

  g_return_val_if_fail (FERRY_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (account_id != NULL && query != NULL, FALSE);

  return find (self->favorites, account_id, query, &position);
}

/* Behind the others of the account, as they come from the file too. */
static guint
find_end (FerryHistory *self,
          const char   *account_id)
{
  for (guint i = get_length (self->favorites); i > 0; i--)
    if (is_of_account (peek (self->favorites, i - 1), account_id))
      return i;

  return get_length (self->favorites);
}

/**
 * ferry_history_set_favorite:
 * @self: a history
 * @account_id: the id of an account
 * @query: a query
 * @is_favorite: whether it is a favorite from now on
 *
 * Marks a query, or takes the mark away.
 */
void
ferry_history_set_favorite (FerryHistory *self,
                            const char   *account_id,
                            FerryQuery   *query,
                            gboolean      is_favorite)
{
  g_autoptr(FerryHistoryItem) item = NULL;
  guint position;

  g_return_if_fail (FERRY_IS_HISTORY (self));
  g_return_if_fail (account_id != NULL && query != NULL);

  if (find (self->favorites, account_id, query, &position) == !!is_favorite)
    return;

  /* What was given may belong to the item that goes. */
  item = ferry_history_item_new (account_id, query);
  if (is_favorite)
    g_list_store_insert (self->favorites, find_end (self, account_id), item);
  else
    g_list_store_remove (self->favorites, position);
  write_file (self, ferry_history_item_get_account_id (item));
}

/**
 * ferry_history_forget_account:
 * @self: a history
 * @account_id: the id of an account
 *
 * Drops all that is known of an account.
 */
void
ferry_history_forget_account (FerryHistory *self,
                              const char   *account_id)
{
  g_autofree char *own_id = NULL;

  g_return_if_fail (FERRY_IS_HISTORY (self));
  g_return_if_fail (account_id != NULL);

  own_id = g_strdup (account_id);
  for (guint i = get_length (self->favorites); i > 0; i--)
    if (is_of_account (peek (self->favorites, i - 1), own_id))
      g_list_store_remove (self->favorites, i - 1);
  ferry_history_forget_recent (self, own_id);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in one list: organizations or, where @organization is given, the repositories in it. */
static void
collect_names (GListStore *list,
               const char *account_id,
               const char *organization,
               GHashTable *names)
{
  for (guint i = 0; i < get_length (list); i++)
    {
      FerryQuery *query = ferry_history_item_get_query (peek (list, i));
      const char *name = NULL;

      if (!is_of_account (peek (list, i), account_id))
        continue;
      if (organization == NULL)
        name = ferry_query_get_organization (query);
      else if (strcmp (ferry_query_get_organization (query), organization) == 0)
        name = ferry_query_get_repository (query);
      if (name != NULL && *name != '\0')   /* blank stands for all */
        g_hash_table_add (names, g_strdup (name));
    }
}

static char **
dup_names (FerryHistory *self,
           const char   *account_id,
           const char   *organization)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) sorted = NULL;

  collect_names (get_list (self, account_id), account_id, organization, names);
  collect_names (self->favorites, account_id, organization, names);
  sorted = g_hash_table_steal_all_keys (names);
  g_ptr_array_sort (sorted, compare_names);
  g_ptr_array_add (sorted, NULL);

  return (char **) g_ptr_array_steal (sorted, NULL);
}

/**
 * ferry_history_dup_organizations:
 * @self: a history
 * @account_id: the id of an account
 *
 * Returns: (transfer full) (array zero-terminated=1): the organizations that the
 *   account was asked about, each once, sorted
 */
char **
ferry_history_dup_organizations (FerryHistory *self,
                                 const char   *account_id)
{
  g_return_val_if_fail (FERRY_IS_HISTORY (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  return dup_names (self, account_id, NULL);
}

/**
 * ferry_history_dup_repositories:
 * @self: a history
 * @account_id: the id of an account
 * @organization: an organization
 *
 * Returns: (transfer full) (array zero-terminated=1): the repositories of the
 *   organization that the account was asked about, each once, sorted
 */
char **
ferry_history_dup_repositories (FerryHistory *self,
                                const char   *account_id,
                                const char   *organization)
{
  g_return_val_if_fail (FERRY_IS_HISTORY (self), NULL);
  g_return_val_if_fail (account_id != NULL && organization != NULL, NULL);

  return dup_names (self, account_id, organization);
}
