/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "filter-fixture.h"

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

void
filter_fixture_set_up (FilterFixture *self,
                       gconstpointer  data)
{
  self->store = g_list_store_new (FERRY_TYPE_SYNC_TASK);
  self->filter = ferry_filter_new ();
  self->rows = ferry_row_model_new (self->filter);
  ferry_row_model_set_list (self->rows, G_LIST_MODEL (self->store));

  self->window = g_object_new (GTK_TYPE_WINDOW, "default-width", 700, "default-height", 600, NULL);
  g_set_weak_pointer (&self->bar, g_object_new (FERRY_TYPE_FILTER_BAR, "valign", GTK_ALIGN_START, NULL));
  ferry_filter_bar_set_rows (self->bar, self->rows);
  gtk_window_set_child (self->window, GTK_WIDGET (self->bar));
  gtk_window_present (self->window);
  test_wait_for (is_mapped, self->bar, "the window");
}

void
filter_fixture_tear_down (FilterFixture *self,
                          gconstpointer  data)
{
  gtk_window_destroy (self->window);
  test_wait_for_end ((gpointer *) &self->bar, "the bar's end");
  g_assert_finalize_object (self->rows);
  g_assert_finalize_object (self->filter);
  g_object_unref (self->store);
}

/* `ORGANIZATION>REGION/ORGANIZATION`, with a `!` for one that overwrites. */
static FerrySyncTask *
create_task (const char *text)
{
  g_auto(GStrv) parts = g_strsplit_set (text, ">/", -1);
  gboolean overwrites = g_str_has_suffix (text, "!");
  const FerrySyncTaskFields fields = {
    .id = FERRY_SYNC_TASK_NO_ID,
    .source_region = "cn-north-4",
    .organization = parts[0],
    .repository = "app",
    .target_region = parts[1],
    .target_organization = g_strdelimit (parts[2], "!", '\0'),
    .overwrite = overwrites ? FERRY_YES : FERRY_NO,
    .automatic = FERRY_YES,
  };

  return ferry_sync_task_new (&fields);
}

/* Adds tasks that are written with blanks between them. */
void
filter_fixture_add (FilterFixture *self,
                    const char    *tasks)
{
  g_auto(GStrv) texts = g_strsplit (tasks, " ", -1);
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (added, create_task (texts[i]));
  g_list_store_splice (self->store, g_list_model_get_n_items (G_LIST_MODEL (self->store)), 0, added->pdata, added->len);
}

/* A popover wants the input of the display for itself, which another test may have got just now. */
static gboolean
is_open (gpointer menu_button)
{
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (menu_button));

  if (!gtk_widget_get_mapped (popover))
    gtk_menu_button_popup (menu_button);

  return gtk_widget_get_mapped (popover);
}

/* Opens the popover of a button. */
GtkWidget *
filter_fixture_open (FilterFixture *self,
                     const char    *name)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (ui_get (self->bar, GTK_TYPE_MENU_BUTTON, name));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));

  do
    {
      test_wait_for (is_open, button, "a popover");
      ui_wait_for_frame (self->window);
    }
  while (!gtk_widget_get_mapped (popover));

  return popover;
}

void
filter_fixture_assert_n_rows (FilterFixture *self,
                              guint          n_rows)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), ==, n_rows);
}

/* Whether the keyboard is at a widget, or in it. */
gboolean
filter_fixture_has_focus (FilterFixture *self,
                          GtkWidget     *widget)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* What a widget's own key controllers make of a key; GTK cannot press one. */
gboolean
filter_fixture_press_key (GtkWidget *widget,
                          guint      keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_handled = FALSE;

  for (guint i = 0; !is_handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_handled);
    }

  return is_handled;
}
