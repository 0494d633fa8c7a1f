/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-filter-bar.h"
#include "ferry-summary-strip.h"
#include "ferry-sync-task-cell.h"
#include "ferry-sync-task-view.h"

G_BEGIN_DECLS

/* What the files of the view share. */
struct _FerrySyncTaskView
{
  GtkBox parent_instance;

  FerryFilterBar *filter_bar;
  GtkMenuButton *view_button;
  GtkStack *stack;
  GtkStack *table_stack;
  GtkColumnView *column_view;
  GtkListView *list_view;
  AdwStatusPage *no_match_page;
  GtkWidget *count_bar;
  GtkLabel *count_label;
  FerrySummaryStrip *summary_strip;

  GSettings *settings;          /* (owned) */
  FerryClock *clock;            /* (owned) */
  GSimpleActionGroup *actions;  /* (owned) */
  FerryColumnLayout *columns;   /* (owned) */
  FerrySyncTaskList *list;      /* (owned) (nullable) */
  FerryFilter *filter;          /* (owned) */
  FerryRowModel *rows;          /* (owned) */
  GtkMultiSelection *selection; /* (owned) */

  GtkWidget *context_menu;      /* (nullable) a child */
  GCancellable *copying;        /* (owned) (nullable) stops what is to be copied */
  GHashTable *kept_selection;   /* (owned) (nullable) the tasks selected before their rows were replaced */
  FerryQuery *shown_query;      /* (owned) (nullable) what the rows on screen answer */
  FerryFacts *shown_facts;      /* (owned) (nullable) what is known of them */
  gboolean stays_at_top;        /* while the rows are replaced */
  guint announce_source;        /* while somebody may still type on */
  gboolean has_left_cell;       /* while the rows around the focus are replaced */
  gboolean is_narrow;
  gboolean is_showing_order;    /* while the headers follow the order, and not the order them */
};

void ferry_sync_task_view_scroll_to (FerrySyncTaskView *self, guint position, gboolean focus);

void ferry_sync_task_view_notify (FerrySyncTaskView *self, const char *text);
void ferry_sync_task_view_activate (FerrySyncTaskView *self);

/* ferry-sync-task-view-actions.c */
void ferry_sync_task_view_init_actions (FerrySyncTaskView *self);

/* ferry-sync-task-view-announce.c */
void ferry_sync_task_view_init_announcements (FerrySyncTaskView *self);

/* ferry-sync-task-view-drag.c */
void ferry_sync_task_view_init_drag (FerrySyncTaskView *self);

/* ferry-sync-task-view-export.c */
FerryExport *ferry_sync_task_view_create_text_export (FerrySyncTaskView *self, GListModel *rows);
FerryExport *ferry_sync_task_view_create_file_export (FerrySyncTaskView *self, GListModel *rows);

/* ferry-sync-task-view-focus.c */
void ferry_sync_task_view_init_focus (FerrySyncTaskView *self);
gboolean ferry_sync_task_view_get_focused_cell (FerrySyncTaskView *self, FerrySyncTaskCell *cell);
void ferry_sync_task_view_leave_cell (FerrySyncTaskView *self);
void ferry_sync_task_view_return_to_cell (FerrySyncTaskView *self);

/* ferry-sync-task-view-menu.c */
void ferry_sync_task_view_init_menu (FerrySyncTaskView *self);

/* ferry-sync-task-view-order.c */
void ferry_sync_task_view_init_order (FerrySyncTaskView *self);
void ferry_sync_task_view_show_order (FerrySyncTaskView *self);

/* ferry-sync-task-view-selection.c */
void ferry_sync_task_view_init_selection (FerrySyncTaskView *self);
void ferry_sync_task_view_watch_list (FerrySyncTaskView *self);

/* ferry-sync-task-view-summary.c */
void ferry_sync_task_view_init_summary (FerrySyncTaskView *self);

G_END_DECLS
