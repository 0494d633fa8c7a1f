/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-query-bar.h"
#include "ferry-sync-task-view.h"
#include "ferry-window.h"

G_BEGIN_DECLS

/* What ferry-window.c and ferry-window-actions.c share. */
struct _FerryWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwWindowTitle *window_title;
  GtkMenuButton *export_button;
  FerryQueryBar *query_bar;
  AdwBanner *sample_banner;
  AdwBanner *problem_banner;
  GtkStack *stack;
  AdwStatusPage *first_run_page;
  AdwStatusPage *empty_page;
  AdwStatusPage *failed_page;
  GtkButton *failed_button;
  GtkButton *retry_button;
  FerrySyncTaskView *task_view;

  GSettings *settings;       /* (owned) */
  FerrySyncTaskList *list;   /* (owned) */
  FerryClient *client;       /* (owned) (nullable) before anybody signed in */
  GCancellable *loading;     /* (owned) (nullable) the request under way */
  GCancellable *exporting;   /* (owned) stops exports when the window goes */
  guint loading_source;      /* until it shows that an answer is awaited */
};

void ferry_window_init_actions (FerryWindow *self);
void ferry_window_update_actions (FerryWindow *self);
void ferry_window_stop (FerryWindow *self);

G_END_DECLS
