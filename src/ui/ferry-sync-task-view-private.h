/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-filter-bar.h"
#include "ferry-sync-task-view.h"

G_BEGIN_DECLS

/* What the files of the view share. */
struct _FerrySyncTaskView
{
  GtkBox parent_instance;

  FerryFilterBar *filter_bar;
  GtkMenuButton *view_button;
  GtkStack *stack;
  GtkColumnView *column_view;
  AdwStatusPage *no_match_page;
  GtkLabel *count_label;
  GtkLabel *scope_label;

  GSettings *settings;          /* (owned) */
  GSimpleActionGroup *actions;  /* (owned) */
  FerrySyncTaskList *list;      /* (owned) (nullable) */
  FerryFilter *filter;          /* (owned) */
  FerryRowModel *rows;          /* (owned) */
  GtkMultiSelection *selection; /* (owned) */

  GHashTable *kept_selection;   /* (owned) (nullable) the tasks selected before their rows were replaced */
  FerryQuery *shown_query;      /* (owned) (nullable) what the rows on screen answer */
  gboolean is_showing_order;    /* while the headers follow the order, and not the order them */
};

GtkColumnViewColumn *ferry_sync_task_view_find_column (FerrySyncTaskView *self, const char *id);

/* ferry-sync-task-view-order.c */
void ferry_sync_task_view_init_order (FerrySyncTaskView *self);
GtkSorter *ferry_sync_task_view_create_sorter (void);

/* ferry-sync-task-view-selection.c */
void ferry_sync_task_view_init_selection (FerrySyncTaskView *self);

G_END_DECLS
