/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-account-sidebar.h"
#include "ferry-application.h"
#include "ferry-auto-refresh.h"
#include "ferry-query-bar.h"
#include "ferry-sync-task-details.h"
#include "ferry-sync-task-view.h"
#include "ferry-window.h"

G_BEGIN_DECLS

/* What the files of the window share. */
struct _FerryWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwOverlaySplitView *details_split_view;
  AdwOverlaySplitView *split_view;
  FerryAccountSidebar *sidebar;
  AdwWindowTitle *window_title;
  AdwSplitButton *export_button;
  GtkToggleButton *query_button;
  FerryQueryBar *query_bar;
  AdwBanner *account_banner;
  AdwBanner *problem_banner;
  GtkStack *stack;
  AdwStatusPage *first_run_page;
  GtkWidget *add_button;
  AdwStatusPage *loading_page;
  GtkWidget *resume_button;
  AdwStatusPage *empty_page;
  AdwStatusPage *failed_page;
  GtkButton *failed_button;
  GtkButton *second_button;
  GtkWidget *names_button;
  GtkWidget *details_button;
  GtkToggleButton *favorite_button;
  FerrySyncTaskView *task_view;
  GtkWidget *scan_bar;
  GtkLabel *scan_label;
  GtkProgressBar *scan_progress;

  FerrySyncTaskDetails *details; /* (nullable) a weak pointer, until somebody wants to see them */

  GSettings *settings;            /* (owned) */
  FerryAutoRefresh *auto_refresh; /* (owned) */
  char *account_text;             /* (owned) (nullable) what the banner of the account says */
  char *problem_text;             /* (owned) (nullable) what the other one says */
  AdwToast *copied_toast;         /* (nullable) a weak pointer, while it is shown */
  AdwToast *exported_toast;       /* (nullable) the same */
  FerrySyncTaskList *list;        /* (owned) */
  FerryAccount *account;          /* (owned) (nullable) before one is chosen */
  FerryClient *client;            /* (owned) (nullable) its client, once its secret is there, or else the first of @clients */
  GPtrArray *clients;             /* (owned) (nullable) (element-type FerryClient) of all accounts that are asked */
  GPtrArray *refusals;            /* (owned) (nullable) (element-type FerryRefusal) those of them that have none */
  GCancellable *signing_in;       /* (owned) (nullable) while the secret is looked for */
  FerryQuery *waiting_query;      /* (owned) (nullable) to be listed then */
  GCancellable *loading;          /* (owned) (nullable) the request under way */
  GCancellable *looking_up;       /* (owned) (nullable) the answer of before that is read */
  FerryFacts *kept_facts;         /* (owned) (nullable) of the answer that was kept last */
  GCancellable *opening;          /* (owned) (nullable) the file that is read */
  GCancellable *exporting;        /* (owned) stops exports when the window goes */
  const FerryExporter *exporter;  /* (nullable) the format of the last export */
  FerryExportRows exported_rows;  /* which rows it was of */
  GFile *export_folder;           /* (owned) (nullable) where it went */
  guint loading_source;           /* until it shows that an answer is awaited */
  guint pause_source;             /* counts the seconds of a pause */
  guint token_source;             /* until there is something to say about the token */
};

FerryApplication *ferry_window_get_application (FerryWindow *self);
gpointer ferry_window_lend (FerryWindow *self);
FerryWindow *ferry_window_take_back (gpointer lent);
gboolean ferry_window_is_dismissed (const GError *error);
void ferry_window_show_alert (FerryWindow *self, const char *title, const char *text);
void ferry_window_show_toast (FerryWindow *self, const char *text);
void ferry_window_show_copied (FerryWindow *self, const char *text);

/* ferry-window-account.c */
void ferry_window_init_accounts (FerryWindow *self);
void ferry_window_restore_account (FerryWindow *self);
void ferry_window_choose_first_account (FerryWindow *self);
gboolean ferry_window_is_account (FerryWindow *self, const char *id);
void ferry_window_sign_in_again (FerryWindow *self);
void ferry_window_update_account_banner (FerryWindow *self);
void ferry_window_update_title (FerryWindow *self);

/* ferry-window-state.c */
FerryListState ferry_window_get_state (FerryWindow *self);
void ferry_window_update_state (FerryWindow *self);
void ferry_window_update_pause (FerryWindow *self);
gboolean ferry_window_show_in_banner (FerryWindow *self, AdwBanner *banner, char **shown, const char *text);
gboolean ferry_window_is_low (FerryWindow *self);
void ferry_window_suit_height (FerryWindow *self);

/* ferry-window-clients.c */
GPtrArray *ferry_window_dup_asked_accounts (FerryWindow *self);
gboolean ferry_window_asks_account (FerryWindow *self, const char *id);
void ferry_window_sign_in (FerryWindow *self);
void ferry_window_stop_sign_in (FerryWindow *self);
void ferry_window_list_when_signed_in (FerryWindow *self, FerryQuery *query);
void ferry_window_renew_clients (FerryWindow *self);
void ferry_window_forget_clients (FerryWindow *self);
GPtrArray *ferry_window_dup_clients (FerryWindow *self);
FerryScan *ferry_window_create_scan (FerryWindow *self, FerryQuery *query);
void ferry_window_forget_refusals (FerryWindow *self);
guint ferry_window_get_seconds_left (FerryWindow *self);
void ferry_window_resume (FerryWindow *self);

/* ferry-window-open.c */
void ferry_window_init_open (FerryWindow *self);
gboolean ferry_window_shows_snapshot (FerryWindow *self);
void ferry_window_stop_opening (FerryWindow *self);

/* ferry-window-account-edit.c */
void ferry_window_add_account (FerryWindow *self, gboolean lists);
void ferry_window_edit_account (FerryWindow *self, FerryAccount *account);
void ferry_window_duplicate_account (FerryWindow *self, FerryAccount *account);
void ferry_window_remove_account (FerryWindow *self, FerryAccount *account);

/* ferry-window-details.c */
void ferry_window_init_details (FerryWindow *self);
void ferry_window_update_details (FerryWindow *self);

/* ferry-window-export.c */
void ferry_window_init_export (FerryWindow *self);
void ferry_window_export (FerryWindow *self,
                          FerryExport *export,
                          const FerryExporter *exporter,
                          GFile *file);
void ferry_window_save (FerryWindow *self, FerryExport *export, GFile *file);

/* ferry-window-scan.c */
void ferry_window_init_scan (FerryWindow *self);
void ferry_window_scan (FerryWindow *self, FerryQuery *query);
void ferry_window_update_progress (FerryWindow *self);
gboolean ferry_window_shows_unfinished (FerryWindow *self);
gboolean ferry_window_can_continue (FerryWindow *self);

/* ferry-window-cache.c */
void ferry_window_show_kept (FerryWindow *self, FerryQuery *query);
void ferry_window_keep_answer (FerryWindow *self);

/* ferry-window-print.c */
void ferry_window_print (FerryWindow *self);

/* ferry-window-actions.c */
void ferry_window_init_actions (FerryWindow *self);
void ferry_window_update_actions (FerryWindow *self);
void ferry_window_show_accounts (FerryWindow *self, gboolean shows);
void ferry_window_stop (FerryWindow *self);

G_END_DECLS
