/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-util.h"

G_BEGIN_DECLS

/* One thing that people may see. */
typedef struct
{
  const char *name;
  void (*reach) (UiFixture *fixture);
  /* (nullable) opens what does not outlive a change of the look, and may return a popover to be waited for and closed */
  GtkPopover *(*open) (UiFixture *fixture);
  /* libadwaita first tries the heading of an alert in one line, and GTK warns where there is no room for that */
  gboolean warns;
} State;

extern const State page_states[];
extern const State banner_states[];
extern const State table_states[];
extern const State popover_states[];
extern const State dialog_states[];

void states_show (UiFixture *fixture, const State *state, const char *name);
void states_add_errors (void);

/* steps.c */
void activate (UiFixture *fixture, const char *action);
void list (UiFixture *fixture, const char *organization, const char *repository);
void start_list (UiFixture *fixture, const char *organization, const char *repository);
void scan (UiFixture *fixture);
void list_some (UiFixture *fixture);
void set_fault (UiFixture *fixture, FerryDemoFault fault);
void set_filter (UiFixture *fixture, const char *text);
void select_row (UiFixture *fixture, guint position);
void wait_for_page (UiFixture *fixture, const char *page);
void wait_for_banner (AdwBanner *banner);
void wait_until_mapped (gpointer widget, const char *what);
AdwDialog *open_dialog (UiFixture *fixture, const char *action);
GtkPopover *open_menu (gpointer root, const char *button);

G_END_DECLS
