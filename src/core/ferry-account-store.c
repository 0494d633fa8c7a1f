/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-store.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-account-key-file.h"
#include "ferry-error.h"
#include "ferry-key-file.h"

struct _FerryAccountStore
{
  GObject parent_instance;

  char *path;           /* (owned) */
  FerryAccount *sample; /* (owned) (nullable) */
  GListStore *accounts; /* (owned) what is in the file */
  char *remark;         /* (owned) (nullable) */
};

static void ferry_account_store_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryAccountStore, ferry_account_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ferry_account_store_model_init))

static guint
get_n_kept (FerryAccountStore *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
}

/* The store keeps its reference, and nothing here runs code that could change it. */
static FerryAccount *
peek (FerryAccountStore *self,
      guint              position)
{
  g_autoptr(FerryAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), position);

  return account;
}

static gboolean
find_position (FerryAccountStore *self,
               const char        *id,
               guint             *position)
{
  for (guint i = 0; i < get_n_kept (self); i++)
    if (strcmp (ferry_account_get_id (peek (self, i)), id) == 0)
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
are_equal (FerryAccount *account,
           FerryAccount *other)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GKeyFile) other_file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autofree char *other_text = NULL;

  ferry_account_key_file_set (file, account);
  ferry_account_key_file_set (other_file, other);
  text = g_key_file_to_data (file, NULL, NULL);
  other_text = g_key_file_to_data (other_file, NULL, NULL);

  return strcmp (text, other_text) == 0;
}

/* The accounts of a file, as the objects that stand for them already wherever they are the same. */
static GPtrArray *
read_accounts (FerryAccountStore *self,
               GKeyFile          *file,
               GString           *unknown)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_autoptr(FerryAccount) account = NULL;
      guint position;

      if (strcmp (*group, FERRY_KEY_FILE_GROUP) == 0 ||
          (account = ferry_account_key_file_get (file, *group, unknown)) == NULL)
        continue;
      if (find_position (self, ferry_account_get_id (account), &position) && are_equal (account, peek (self, position)))
        g_set_object (&account, peek (self, position));
      g_ptr_array_add (accounts, g_steal_pointer (&account));
    }

  return accounts;
}

/* Only what is not the same at both ends is replaced, so that a selection elsewhere stays. */
static void
show_accounts (FerryAccountStore *self,
               GPtrArray         *accounts)
{
  guint n_old = get_n_kept (self);
  guint n_new = accounts->len;
  guint start = 0;

  while (start < MIN (n_old, n_new) && peek (self, start) == g_ptr_array_index (accounts, start))
    start++;
  while (start < MIN (n_old, n_new) && peek (self, n_old - 1) == g_ptr_array_index (accounts, n_new - 1))
    {
      n_old--;
      n_new--;
    }

  if (start < n_old || start < n_new)
    g_list_store_splice (self->accounts, start, n_old - start, accounts->pdata + start, n_new - start);
}

/* Reads the file for a change. Where it has gone, all that was in it is still here. */
static GKeyFile *
read_for_change (FerryAccountStore  *self,
                 GError            **error)
{
  g_autoptr(GKeyFile) file = ferry_key_file_read_for_change (self->path, error);

  if (file != NULL && !g_key_file_has_group (file, FERRY_KEY_FILE_GROUP))
    for (guint i = 0; i < get_n_kept (self); i++)
      ferry_account_key_file_set (file, peek (self, i));

  return g_steal_pointer (&file);
}

static gboolean
write_and_show (FerryAccountStore  *self,
                GKeyFile           *file,
                GError            **error)
{
  g_autoptr(GString) unknown = g_string_new (NULL);
  g_autoptr(GPtrArray) accounts = NULL;

  if (!ferry_key_file_write (file, self->path, error))
    return FALSE;

  accounts = read_accounts (self, file, unknown);
  show_accounts (self, accounts);

  return TRUE;
}

/* Moves the group of the account at @position, and all others from there on, behind the one of a new account. */
static void
move_before (FerryAccountStore *self,
             GKeyFile          *file,
             const char        *new_group,
             guint              position)
{
  g_autofree char *first = NULL;
  g_auto(GStrv) groups = g_key_file_get_groups (file, NULL);
  gboolean is_behind = FALSE;

  if (position >= get_n_kept (self))
    return;

  first = ferry_key_file_dup_account_group (ferry_account_get_id (peek (self, position)));
  for (char **group = groups; *group != NULL; group++)
    {
      is_behind |= strcmp (*group, first) == 0;
      if (is_behind && strcmp (*group, new_group) != 0)
        ferry_key_file_move_to_end (file, *group);
    }
}

static GType
ferry_account_store_get_item_type (GListModel *model)
{
  return FERRY_TYPE_ACCOUNT;
}

static guint
ferry_account_store_get_n_items (GListModel *model)
{
  FerryAccountStore *self = FERRY_ACCOUNT_STORE (model);

  return get_n_kept (self) + (self->sample != NULL ? 1 : 0);
}

static gpointer
ferry_account_store_get_item (GListModel *model,
                              guint       position)
{
  FerryAccountStore *self = FERRY_ACCOUNT_STORE (model);

  if (position == get_n_kept (self) && self->sample != NULL)
    return g_object_ref (self->sample);

  return g_list_model_get_item (G_LIST_MODEL (self->accounts), position);
}

static void
ferry_account_store_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_account_store_get_item_type;
  iface->get_n_items = ferry_account_store_get_n_items;
  iface->get_item = ferry_account_store_get_item;
}

static void
ferry_account_store_finalize (GObject *object)
{
  FerryAccountStore *self = FERRY_ACCOUNT_STORE (object);

  g_free (self->path);
  g_clear_object (&self->sample);
  g_clear_object (&self->accounts);
  g_free (self->remark);

  G_OBJECT_CLASS (ferry_account_store_parent_class)->finalize (object);
}

static void
ferry_account_store_class_init (FerryAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_account_store_finalize;
}

static void
ferry_account_store_init (FerryAccountStore *self)
{
  self->accounts = g_list_store_new (FERRY_TYPE_ACCOUNT);
  /* The sample account stands behind all others, so a position is the same in both lists. */
  g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ferry_account_store_new:
 * @path: (type filename): the file that the accounts are kept in
 * @sample: (nullable): the sample account
 *
 * Returns: (transfer full): a store that has nothing but @sample in it before it
 *   is loaded
 */
FerryAccountStore *
ferry_account_store_new (const char   *path,
                         FerryAccount *sample)
{
  FerryAccountStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (sample == NULL || FERRY_IS_ACCOUNT (sample), NULL);

  self = g_object_new (FERRY_TYPE_ACCOUNT_STORE, NULL);
  self->path = g_strdup (path);
  g_set_object (&self->sample, sample);

  return self;
}

/**
 * ferry_account_store_load:
 * @self: a store
 * @error: return location for an error
 *
 * Reads the file. It may be missing. One that is damaged is set aside, so that
 * the store can be used from then on, and nothing is lost.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_ACCOUNTS, which says what became of
 *   the file; what is in the list then stays
 */
gboolean
ferry_account_store_load (FerryAccountStore  *self,
                          GError            **error)
{
  g_autoptr(GKeyFile) file = NULL;
  g_autoptr(GString) unknown = g_string_new (NULL);
  g_autoptr(GPtrArray) accounts = NULL;
  gboolean is_newer;

  g_return_val_if_fail (FERRY_IS_ACCOUNT_STORE (self), FALSE);

  g_clear_pointer (&self->remark, g_free);
  if ((file = ferry_key_file_read (self->path, &is_newer, error)) == NULL)
    return FALSE;

  accounts = read_accounts (self, file, unknown);
  show_accounts (self, accounts);
  if (is_newer)
    self->remark = g_strdup_printf (_("“%s” was written by a newer version of Ferryboard. Its accounts can be used, but not changed."),
                                    self->path);
  else if (unknown->len > 0)
    /* Translators: a file, then a list of names in it. */
    self->remark = g_strdup_printf (_("This version of Ferryboard does not know all that is in “%s”. It is left as it is: %s"),
                                    self->path, unknown->str);

  return TRUE;
}

/**
 * ferry_account_store_get_remark:
 * @self: a store
 *
 * Returns: (nullable): a translated sentence about what was strange in the file
 *   when it was loaded, though nothing is lost
 */
const char *
ferry_account_store_get_remark (FerryAccountStore *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT_STORE (self), NULL);

  return self->remark;
}

/**
 * ferry_account_store_put:
 * @self: a store
 * @account: an account, not the sample one
 * @error: return location for an error
 *
 * Keeps an account: in the place of the one of the same id, or else behind all
 * others.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_ACCOUNTS when it is not kept
 */
gboolean
ferry_account_store_put (FerryAccountStore  *self,
                         FerryAccount       *account,
                         GError            **error)
{
  return ferry_account_store_insert (self, account, G_MAXUINT, error);
}

/**
 * ferry_account_store_insert:
 * @self: a store
 * @account: an account, not the sample one
 * @position: where it goes; behind all others if there are fewer
 * @error: return location for an error
 *
 * Keeps an account, as [method@Ferry.AccountStore.put] does, but in the place
 * that it had before it was removed. One of the same id stays where it is.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_ACCOUNTS when it is not kept
 */
gboolean
ferry_account_store_insert (FerryAccountStore  *self,
                            FerryAccount       *account,
                            guint               position,
                            GError            **error)
{
  g_autoptr(GKeyFile) file = NULL;
  g_autofree char *group = NULL;
  gboolean is_new;

  g_return_val_if_fail (FERRY_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (FERRY_IS_ACCOUNT (account), FALSE);
  g_return_val_if_fail (ferry_account_get_kind (account) != FERRY_ACCOUNT_SAMPLE, FALSE);

  if ((file = read_for_change (self, error)) == NULL)
    return FALSE;

  group = ferry_key_file_dup_account_group (ferry_account_get_id (account));
  is_new = !g_key_file_has_group (file, group);
  ferry_account_key_file_set (file, account);
  if (is_new)
    move_before (self, file, group, position);

  return write_and_show (self, file, error);
}

/**
 * ferry_account_store_remove:
 * @self: a store
 * @id: the id of an account in it, not of the sample one
 * @position: (out) (optional): where it was
 * @error: return location for an error
 *
 * Forgets an account.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_ACCOUNTS when it is still there, or
 *   was gone already
 */
gboolean
ferry_account_store_remove (FerryAccountStore  *self,
                            const char         *id,
                            guint              *position,
                            GError            **error)
{
  g_autoptr(GKeyFile) file = NULL;
  g_autofree char *group = NULL;
  guint place;

  g_return_val_if_fail (FERRY_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  /* Another window, or another Ferryboard, may have been quicker. */
  if (!find_position (self, id, &place))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_ACCOUNTS, _("The account is not there any more."));
      return FALSE;
    }
  if ((file = read_for_change (self, error)) == NULL)
    return FALSE;

  group = ferry_key_file_dup_account_group (id);
  g_key_file_remove_group (file, group, NULL);
  if (!write_and_show (self, file, error))
    return FALSE;

  if (position != NULL)
    *position = place;

  return TRUE;
}

/**
 * ferry_account_store_find:
 * @self: a store
 * @id: the id of an account, the sample one too
 *
 * Returns: (transfer none) (nullable): the account
 */
FerryAccount *
ferry_account_store_find (FerryAccountStore *self,
                          const char        *id)
{
  guint position;

  g_return_val_if_fail (FERRY_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (self->sample != NULL && strcmp (ferry_account_get_id (self->sample), id) == 0)
    return self->sample;

  return find_position (self, id, &position) ? peek (self, position) : NULL;
}

static gboolean
is_name_taken (FerryAccountStore *self,
               const char        *name)
{
  for (guint i = 0; i < get_n_kept (self); i++)
    if (strcmp (ferry_account_get_name (peek (self, i)), name) == 0)
      return TRUE;

  return self->sample != NULL && strcmp (ferry_account_get_name (self->sample), name) == 0;
}

/* “prod” of “prod (2)”. */
static char *
dup_name_without_number (const char *name)
{
  g_autoptr(GRegex) number = g_regex_new (" \\([0-9]+\\)$", 0, 0, NULL);

  return g_regex_replace_literal (number, name, -1, 0, "", 0, NULL);
}

/**
 * ferry_account_store_dup_free_name:
 * @self: a store
 * @name: a name
 *
 * Returns: (transfer full): @name, with a number behind it where an account is
 *   called so already: “prod (2)” for “prod”
 */
char *
ferry_account_store_dup_free_name (FerryAccountStore *self,
                                   const char        *name)
{
  g_autofree char *base = NULL;
  char *candidate;

  g_return_val_if_fail (FERRY_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  base = dup_name_without_number (name);
  candidate = g_strdup (name);
  for (guint n = 2; is_name_taken (self, candidate); n++)
    {
      g_free (candidate);
      /* Translators: the name of an account, then a number that makes it different from others. */
      candidate = g_strdup_printf (_("%s (%u)"), base, n);
    }

  return candidate;
}
