/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-account-sidebar.h"

#include <glib/gi18n.h>

#include "ferry-format.h"
#include "ferry-sidebar-row.h"

struct _FerryAccountSidebar
{
  AdwBin parent_instance;

  GtkListBox *accounts_list;
  GtkWidget *favorites_box;
  GtkListBox *favorites_list;
  GtkWidget *recent_box;
  GtkListBox *recent_list;
  GMenuModel *account_menu;
  GMenuModel *favorite_menu;
  GMenuModel *recent_menu;

  FerryAccountStore *accounts; /* (owned) (nullable) */
  FerryHistory *history;       /* (owned) (nullable) */
  GListModel *favorites;      /* (owned) (nullable) those of the history */
  GListModel *recent;          /* (owned) (nullable) those of the chosen account */
  char *account_id;            /* (owned) (nullable) of the chosen account */
  GHashTable *others;          /* (owned) the ids of those that are ticked besides it */
  GPtrArray *ticked;           /* (owned) (element-type FerryAccount) the chosen account and those */
};

G_DEFINE_FINAL_TYPE (FerryAccountSidebar, ferry_account_sidebar, ADW_TYPE_BIN)

enum
{
  ACCOUNT_CHOSEN,
  TICKED,
  QUERY_CHOSEN,
  ADD,
  EDIT,
  DUPLICATE,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_chosen (FerryAccountSidebar *self,
           FerryAccount        *account)
{
  return g_strcmp0 (ferry_account_get_id (account), self->account_id) == 0;
}

static gboolean
may_be_combined (FerryAccount *account)
{
  return ferry_account_get_kind (account) != FERRY_ACCOUNT_SAMPLE;
}

/* Whether there is an account to ask besides the chosen one. */
static gboolean
has_others (FerryAccountSidebar *self)
{
  FerryAccount *chosen = self->accounts != NULL && self->account_id != NULL
                           ? ferry_account_store_find (self->accounts, self->account_id)
                           : NULL;
  g_autoptr(FerryAccount) second = self->accounts != NULL ? g_list_model_get_item (G_LIST_MODEL (self->accounts), 1) : NULL;

  /* The sample account is the last one. */
  return chosen != NULL && may_be_combined (chosen) && second != NULL && may_be_combined (second);
}

static void
show_chosen (FerryAccountSidebar *self,
             FerrySidebarRow     *row)
{
  FerryAccount *account = ferry_sidebar_row_get_item (row);
  gboolean chosen = is_chosen (self, account);
  gboolean ticked = chosen || g_hash_table_contains (self->others, ferry_account_get_id (account));
  gboolean has_check = may_be_combined (account) && has_others (self);
  /* Translators: the name of an account, which is asked besides the chosen one. */
  g_autofree char *name = has_check ? g_strdup_printf (_("Also ask %s"), ferry_account_get_name (account)) : NULL;
  const char *meaning = NULL;

  if (chosen)
    /* Translators: read aloud after the name of an account. */
    meaning = _("chosen");
  else if (has_check && ticked)
    /* Translators: read aloud after the name of an account. */
    meaning = _("also asked");
  ferry_sidebar_row_set_icon (row, chosen ? "radio-checked-symbolic" : "radio-symbolic", meaning);
  ferry_sidebar_row_set_check (row, name, ticked, !chosen);
}

static void
for_each_row (FerryAccountSidebar  *self,
              GtkListBox           *list,
              void                (*show) (FerryAccountSidebar *self, FerrySidebarRow *row))
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    show (self, FERRY_SIDEBAR_ROW (row));
}

static gboolean
has_same_id (gconstpointer a,
             gconstpointer b)
{
  return g_str_equal (ferry_account_get_id ((FerryAccount *) a), ferry_account_get_id ((FerryAccount *) b));
}

static gboolean
has_same_ids (GPtrArray *accounts,
              GPtrArray *others)
{
  for (guint i = 0; accounts->len == others->len && i < accounts->len; i++)
    if (!has_same_id (g_ptr_array_index (accounts, i), g_ptr_array_index (others, i)))
      return FALSE;

  return accounts->len == others->len;
}

/* Looks anew which of the accounts there are is asked, and whether that is another answer than before. */
static gboolean
update_ticked (FerryAccountSidebar *self)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->ticked);
  guint n_accounts = self->accounts != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) : 0;
  gboolean several = has_others (self);

  self->ticked = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr(FerryAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (is_chosen (self, account) ||
          (several && may_be_combined (account) && g_hash_table_contains (self->others, ferry_account_get_id (account))))
        g_ptr_array_add (self->ticked, g_steal_pointer (&account));
    }

  return !has_same_ids (self->ticked, before);
}

static void
change_ticked (FerryAccountSidebar *self)
{
  gboolean changed = update_ticked (self);

  for_each_row (self, self->accounts_list, show_chosen);
  if (changed)
    g_signal_emit (self, signals[TICKED], 0);
}

static void
tick_cb (FerryAccountSidebar *self,
         FerrySidebarRow     *row)
{
  const char *id = ferry_account_get_id (ferry_sidebar_row_get_item (row));

  if (!g_hash_table_remove (self->others, id))
    g_hash_table_add (self->others, g_strdup (id));
  change_ticked (self);
}

/* The account alone, also where it is the chosen one already. */
static void
account_activated_cb (FerryAccountSidebar *self,
                      GtkListBoxRow       *row)
{
  FerryAccount *account = ferry_sidebar_row_get_item (FERRY_SIDEBAR_ROW (row));

  if (is_chosen (self, account))
    {
      g_hash_table_remove_all (self->others);
      change_ticked (self);
    }
  g_signal_emit (self, signals[ACCOUNT_CHOSEN], 0, account);
}

static void
query_activated_cb (FerryAccountSidebar *self,
                    GtkListBoxRow       *row)
{
  FerryHistoryItem *item = ferry_sidebar_row_get_item (FERRY_SIDEBAR_ROW (row));

  g_signal_emit (self, signals[QUERY_CHOSEN], 0, ferry_history_item_get_account_id (item), ferry_history_item_get_query (item));
}

static void
add_cb (FerryAccountSidebar *self)
{
  g_signal_emit (self, signals[ADD], 0);
}

static void
edit_cb (FerryAccountSidebar *self,
         FerrySidebarRow     *row)
{
  g_signal_emit (self, signals[EDIT], 0, ferry_sidebar_row_get_item (row));
}

static void
duplicate_cb (FerryAccountSidebar *self,
              FerrySidebarRow     *row)
{
  g_signal_emit (self, signals[DUPLICATE], 0, ferry_sidebar_row_get_item (row));
}

static void
remove_cb (FerryAccountSidebar *self,
           FerrySidebarRow     *row)
{
  g_signal_emit (self, signals[REMOVE], 0, ferry_sidebar_row_get_item (row));
}

static void
set_favorite (FerryAccountSidebar *self,
              FerrySidebarRow     *row,
              gboolean             is_favorite)
{
  /* The row may go with its item. */
  g_autoptr(FerryHistoryItem) item = g_object_ref (ferry_sidebar_row_get_item (row));

  ferry_history_set_favorite (self->history, ferry_history_item_get_account_id (item),
                              ferry_history_item_get_query (item), is_favorite);
}

static void
add_favorite_cb (FerryAccountSidebar *self,
                 FerrySidebarRow     *row)
{
  set_favorite (self, row, TRUE);
}

static void
remove_favorite_cb (FerryAccountSidebar *self,
                    FerrySidebarRow     *row)
{
  set_favorite (self, row, FALSE);
}

static void
clear_recent_cb (FerryAccountSidebar *self)
{
  ferry_history_forget_recent (self->history, self->account_id);
}

static GtkWidget *
create_account_row (gpointer item,
                    gpointer user_data)
{
  FerryAccountSidebar *self = user_data;
  FerryAccount *account = item;
  gboolean is_sample = ferry_account_get_kind (account) == FERRY_ACCOUNT_SAMPLE;
  g_autofree char *summary = ferry_account_dup_summary (account);
  FerrySidebarRow *row = ferry_sidebar_row_new (item, ferry_account_get_name (account), summary,
                                                is_sample ? NULL : self->account_menu);

  show_chosen (self, row);
  g_signal_connect_object (row, "chosen::tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen::edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen::duplicate", G_CALLBACK (duplicate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen::remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (row);
}

static GtkWidget *
create_query_row (FerryAccountSidebar *self,
                  FerryHistoryItem    *item,
                  const char          *title,
                  const char          *icon_name,
                  GMenuModel          *menu)
{
  g_autofree char *region = ferry_query_dup_region_text (ferry_history_item_get_query (item));
  FerrySidebarRow *row = ferry_sidebar_row_new (G_OBJECT (item), title, region, menu);

  ferry_sidebar_row_set_icon (row, icon_name, NULL);
  g_signal_connect_object (row, "chosen::add-favorite", G_CALLBACK (add_favorite_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen::remove-favorite", G_CALLBACK (remove_favorite_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen::clear-recent", G_CALLBACK (clear_recent_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (row);
}

/* What is listed, as people say it. */
static char *
dup_title (FerryQuery *query)
{
  if (*ferry_query_get_organization (query) == '\0' && ferry_query_get_names (query) == NULL)
    return g_strdup (_("All organizations"));

  return ferry_query_dup_scope (query);
}

static GtkWidget *
create_favorite_row (gpointer item,
                     gpointer user_data)
{
  FerryAccountSidebar *self = user_data;
  FerryAccount *account = self->accounts != NULL
                            ? ferry_account_store_find (self->accounts, ferry_history_item_get_account_id (item))
                            : NULL;
  g_autofree char *scope = dup_title (ferry_history_item_get_query (item));
  /* Translators: an account, and what is listed: organization and repository. */
  g_autofree char *title = account != NULL ? g_strdup_printf (_("%s / %s"), ferry_account_get_name (account), scope) : NULL;

  return create_query_row (self, item, title != NULL ? title : scope, "starred-symbolic", self->favorite_menu);
}

static void
show_favorite (FerryAccountSidebar *self,
               FerrySidebarRow     *row)
{
  FerryHistoryItem *item = ferry_sidebar_row_get_item (row);
  gboolean is_favorite = ferry_history_get_is_favorite (self->history, ferry_history_item_get_account_id (item),
                                                        ferry_history_item_get_query (item));

  gtk_widget_action_set_enabled (GTK_WIDGET (row), "row.add-favorite", !is_favorite);
  gtk_widget_action_set_enabled (GTK_WIDGET (row), "row.remove-favorite", is_favorite);
}

static GtkWidget *
create_recent_row (gpointer item,
                   gpointer user_data)
{
  FerryAccountSidebar *self = user_data;
  g_autofree char *scope = dup_title (ferry_history_item_get_query (item));
  GtkWidget *row = create_query_row (self, item, scope, "document-open-recent-symbolic", self->recent_menu);

  show_favorite (self, FERRY_SIDEBAR_ROW (row));

  return row;
}

static void
update_headings (FerryAccountSidebar *self)
{
  gtk_widget_set_visible (self->favorites_box, self->favorites != NULL && g_list_model_get_n_items (self->favorites) > 0);
  gtk_widget_set_visible (self->recent_box, self->recent != NULL && g_list_model_get_n_items (self->recent) > 0);
}

static void
favorites_changed_cb (FerryAccountSidebar *self)
{
  for_each_row (self, self->recent_list, show_favorite);
  update_headings (self);
}

/* The names of accounts stand in the rows of favorites; and one more or less to tick may be the second of all. */
static void
accounts_changed_cb (FerryAccountSidebar *self)
{
  change_ticked (self);
  gtk_list_box_bind_model (self->favorites_list, self->favorites, create_favorite_row, self, NULL);
}

/* Takes another model, and hears of its changes, after the list box has. */
static void
set_model (FerryAccountSidebar  *self,
           GListModel          **place,
           GListModel           *model,
           GCallback             changed)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, changed, self);
  g_set_object (place, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", changed, self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
show_recent (FerryAccountSidebar *self)
{
  gboolean has_recent = self->history != NULL && self->account_id != NULL;
  GListModel *recent = has_recent ? ferry_history_get_recent (self->history, self->account_id) : NULL;

  gtk_list_box_bind_model (self->recent_list, recent, create_recent_row, self, NULL);
  set_model (self, &self->recent, recent, G_CALLBACK (update_headings));
  update_headings (self);
}

static void
ferry_account_sidebar_dispose (GObject *object)
{
  FerryAccountSidebar *self = FERRY_ACCOUNT_SIDEBAR (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->history);
  g_clear_object (&self->favorites);
  g_clear_object (&self->recent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_ACCOUNT_SIDEBAR);

  G_OBJECT_CLASS (ferry_account_sidebar_parent_class)->dispose (object);
}

static void
ferry_account_sidebar_finalize (GObject *object)
{
  FerryAccountSidebar *self = FERRY_ACCOUNT_SIDEBAR (object);

  g_free (self->account_id);
  g_hash_table_unref (self->others);
  g_ptr_array_unref (self->ticked);

  G_OBJECT_CLASS (ferry_account_sidebar_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  /**
   * FerryAccountSidebar::account-chosen:
   * @self: the sidebar
   * @account: the account
   *
   * Somebody wants to go on with an account.
   */
  signals[ACCOUNT_CHOSEN] = g_signal_new ("account-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, FERRY_TYPE_ACCOUNT);

  /**
   * FerryAccountSidebar::ticked:
   * @self: the sidebar
   *
   * Other accounts are ticked than before, since somebody wanted that, or one of
   * them is not there any more.
   */
  signals[TICKED] = g_signal_new ("ticked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * FerryAccountSidebar::query-chosen:
   * @self: the sidebar
   * @account_id: the id of an account
   * @query: (type FerryQuery): what to list
   *
   * Somebody wants a list once more.
   */
  signals[QUERY_CHOSEN] = g_signal_new ("query-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);

  /**
   * FerryAccountSidebar::add:
   * @self: the sidebar
   *
   * Somebody wants to add an account.
   */
  signals[ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * FerryAccountSidebar::edit:
   * @self: the sidebar
   * @account: an account
   *
   * Somebody wants to edit an account.
   */
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_ACCOUNT);

  /**
   * FerryAccountSidebar::duplicate:
   * @self: the sidebar
   * @account: an account
   *
   * Somebody wants another account like this one.
   */
  signals[DUPLICATE] = g_signal_new ("duplicate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, FERRY_TYPE_ACCOUNT);

  /**
   * FerryAccountSidebar::remove:
   * @self: the sidebar
   * @account: an account
   *
   * Somebody wants to remove an account.
   */
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, FERRY_TYPE_ACCOUNT);
}

static void
ferry_account_sidebar_class_init (FerryAccountSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_account_sidebar_dispose;
  object_class->finalize = ferry_account_sidebar_finalize;

  install_signals (G_TYPE_FROM_CLASS (klass));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferryboard/Ferryboard/ferry-account-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, accounts_list);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, favorites_box);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, favorites_list);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, recent_box);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, recent_list);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, account_menu);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, favorite_menu);
  gtk_widget_class_bind_template_child (widget_class, FerryAccountSidebar, recent_menu);
  gtk_widget_class_bind_template_callback (widget_class, account_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ferry_account_sidebar_init (FerryAccountSidebar *self)
{
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ticked = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ferry_account_sidebar_set_accounts:
 * @self: a sidebar
 * @accounts: the accounts
 *
 * Shows the accounts, and follows their changes.
 */
void
ferry_account_sidebar_set_accounts (FerryAccountSidebar *self,
                                    FerryAccountStore   *accounts)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_SIDEBAR (self));
  g_return_if_fail (self->accounts == NULL);

  self->accounts = g_object_ref (accounts);
  gtk_list_box_bind_model (self->accounts_list, G_LIST_MODEL (accounts), create_account_row, self, NULL);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
}

/**
 * ferry_account_sidebar_set_history:
 * @self: a sidebar
 * @history: what was asked before
 *
 * Shows the favorite and the recent queries, and follows their changes.
 */
void
ferry_account_sidebar_set_history (FerryAccountSidebar *self,
                                   FerryHistory        *history)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_SIDEBAR (self));

  g_set_object (&self->history, history);
  set_model (self, &self->favorites, ferry_history_get_favorites (history), G_CALLBACK (favorites_changed_cb));
  accounts_changed_cb (self);
  show_recent (self);
}

/**
 * ferry_account_sidebar_set_account:
 * @self: a sidebar
 * @id: (nullable): the id of an account, or %NULL
 *
 * Marks the account as the chosen one, and shows its recent queries. No other
 * account stays ticked.
 */
void
ferry_account_sidebar_set_account (FerryAccountSidebar *self,
                                   const char          *id)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_SIDEBAR (self));

  if (!g_set_str (&self->account_id, id))
    return;

  g_hash_table_remove_all (self->others);
  update_ticked (self);
  for_each_row (self, self->accounts_list, show_chosen);
  show_recent (self);
}

/**
 * ferry_account_sidebar_set_ticked:
 * @self: a sidebar
 * @ids: (array zero-terminated=1): ids of accounts
 *
 * Ticks these accounts besides the chosen one, and no others. Ids that nothing
 * is known of are left out.
 */
void
ferry_account_sidebar_set_ticked (FerryAccountSidebar *self,
                                  const char *const   *ids)
{
  g_return_if_fail (FERRY_IS_ACCOUNT_SIDEBAR (self));

  g_hash_table_remove_all (self->others);
  for (gsize i = 0; ids[i] != NULL; i++)
    g_hash_table_add (self->others, g_strdup (ids[i]));
  update_ticked (self);
  for_each_row (self, self->accounts_list, show_chosen);
}

/**
 * ferry_account_sidebar_get_ticked:
 * @self: a sidebar
 *
 * Returns: (transfer none) (element-type FerryAccount): the chosen account and
 *   those that are ticked besides it, in the order of the sidebar; none before
 *   one is chosen
 */
GPtrArray *
ferry_account_sidebar_get_ticked (FerryAccountSidebar *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNT_SIDEBAR (self), NULL);

  return self->ticked;
}
