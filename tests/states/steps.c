/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "states.h"

#include "ferry-sync-task-view-private.h"

/* What leads to a state, in every language. */

void
activate (UiFixture  *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static gboolean
is_loading (gpointer user_data)
{
  return ferry_sync_task_list_get_state (FERRY_WINDOW (user_data)->list) == FERRY_LIST_STATE_LOADING;
}

/* Asks for a repository, or for all of everything where the names are empty. */
void
start_list (UiFixture  *fixture,
            const char *organization,
            const char *repository)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryQuery) query = ferry_query_new ((const char *const[]) { "cn-north-4", NULL }, organization, repository, &error);

  g_assert_no_error (error);
  ferry_window_list (fixture->window, query);
  test_wait_for (is_loading, fixture->window, "the request");
}

void
list (UiFixture  *fixture,
      const char *organization,
      const char *repository)
{
  start_list (fixture, organization, repository);
  ui_wait_for_answer (fixture->window);
}

/* Asks for everything. Of the repositories that are there to be tested with, the one whose list may be cut is left out: it would
 * have each picture say so. */
void
scan (UiFixture *fixture)
{
  ferry_demo_server_remove_repository (fixture->server, NULL, "test", "hello-hundred");
  list (fixture, "", "");
}

/* Asks for an organization, which takes less time. */
void
list_some (UiFixture *fixture)
{
  list (fixture, "data", "");
}

void
set_fault (UiFixture      *fixture,
           FerryDemoFault  fault)
{
  ferry_demo_server_set_fault (fixture->server, fault);
}

static gboolean
is_filtered (gpointer user_data)
{
  FerryWindow *window = user_data;

  return !ferry_row_model_get_busy (window->task_view->rows);
}

void
set_filter (UiFixture  *fixture,
            const char *text)
{
  ferry_filter_set_text (ferry_sync_task_view_get_filter (fixture->window->task_view), text);
  test_wait_for (is_filtered, fixture->window, "the filter");
}

void
select_row (UiFixture *fixture,
            guint      position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->window->task_view->selection), position, FALSE);
}

typedef struct
{
  UiFixture *fixture;
  const char *page;
} PageWait;

static gboolean
shows_page (gpointer user_data)
{
  const PageWait *wait = user_data;

  return g_str_equal (ui_get_page (wait->fixture->window), wait->page);
}

void
wait_for_page (UiFixture  *fixture,
               const char *page)
{
  PageWait wait = { fixture, page };

  test_wait_for (shows_page, &wait, page);
}

static gboolean
is_revealed (gpointer banner)
{
  return adw_banner_get_revealed (banner);
}

void
wait_for_banner (AdwBanner *banner)
{
  test_wait_for (is_revealed, banner, "the banner");
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

void
wait_until_mapped (gpointer    widget,
                   const char *what)
{
  test_wait_for (is_mapped, widget, what);
}

AdwDialog *
open_dialog (UiFixture  *fixture,
             const char *action)
{
  activate (fixture, action);

  return ui_wait_for_dialog (fixture->window);
}

/* Opens what belongs to a menu button, which may make it only when it is opened. */
GtkPopover *
open_menu (gpointer    root,
           const char *button)
{
  GtkMenuButton *menu_button = GTK_MENU_BUTTON (ui_get (root, GTK_TYPE_MENU_BUTTON, button));

  if (gtk_menu_button_get_popover (menu_button) == NULL)
    {
      gtk_menu_button_popup (menu_button);
      gtk_menu_button_popdown (menu_button);
    }
  /* It need not have the input of the display for itself, which another test may have just now. */
  gtk_popover_set_autohide (gtk_menu_button_get_popover (menu_button), FALSE);
  gtk_menu_button_popup (menu_button);

  return gtk_menu_button_get_popover (menu_button);
}
