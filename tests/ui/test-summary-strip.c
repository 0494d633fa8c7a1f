/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-facet-popover.h"
#include "ferry-summary-strip.h"
#include "ui-util.h"

static const char *const REGIONS[] = { "cn-north-4", "cn-east-3", NULL };

typedef struct
{
  GtkWindow *window;
  GtkWidget *view; /* (nullable) a weak pointer */
  FerrySyncTaskList *list;
  GPtrArray *tasks;
  FerryFacts *facts;
  guint n_refreshes;
} Fixture;

static void
refresh_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ((Fixture *) user_data)->n_refreshes++;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  const GActionEntry entries[] = { { "refresh", refresh_cb } };
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->list = ferry_sync_task_list_new ();
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->facts = ferry_facts_new ();
  self->facts->scope = g_strdup ("*/*");
  self->facts->as_of = g_date_time_new_now_local ();

  self->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 900, "default-height", 600, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (actions));
  g_set_weak_pointer (&self->view, g_object_new (FERRY_TYPE_SYNC_TASK_VIEW, NULL));
  ferry_sync_task_view_set_list (FERRY_SYNC_TASK_VIEW (self->view), self->list);
  adw_window_set_content (ADW_WINDOW (self->window), self->view);
  gtk_window_present (self->window);
  test_wait_for (is_mapped, self->view, "the window");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_leave_screenshot (self->window, "");
  gtk_window_destroy (self->window);
  test_wait_for_end ((gpointer *) &self->view, "the view's end");
  g_assert_finalize_object (self->list);
  g_ptr_array_unref (self->tasks);
  ferry_facts_unref (self->facts);
}

static void
add_task (Fixture       *self,
          const char    *region,
          const char    *organization,
          const char    *repository,
          FerryTristate  overwrite)
{
  const FerrySyncTaskFields fields = {
    .id = self->tasks->len + 1,
    .source_region = region,
    .organization = organization,
    .repository = repository,
    .target_region = "cn-south-1",
    .target_organization = "copies",
    .overwrite = overwrite,
    .automatic = FERRY_YES,
  };

  g_ptr_array_add (self->tasks, ferry_sync_task_new (&fields));
}

/* Shows what was put together so far. A snapshot does that without any service. */
static void
show (Fixture *self)
{
  FerrySnapshot snapshot = { .tasks = self->tasks, .facts = self->facts };

  self->facts->n_rows = self->tasks->len;
  ferry_sync_task_list_show_snapshot (self->list, &snapshot);
  ui_wait_for_frame (self->window);
}

static void
show_world (Fixture *self)
{
  for (const char *const *region = REGIONS; *region != NULL; region++)
    {
      ferry_facts_add_region (self->facts, *region);
      add_task (self, *region, "team", "app", FERRY_YES);
      add_task (self, *region, "web", "frontend", FERRY_NO);
    }
  self->facts->n_repositories = 5;
  ferry_facts_add_failure (self->facts, "cn-east-3", "web/broken", "There was no answer.");
  show (self);
}

static GtkWidget *
get_strip (Fixture *self)
{
  return ui_get (self->window, FERRY_TYPE_SUMMARY_STRIP, NULL);
}

/* What the items say, from the first to the last. */
static void
assert_strip (Fixture    *self,
              const char *expected)
{
  GtkWidget *box = ui_get (get_strip (self), ADW_TYPE_WRAP_BOX, NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  for (GtkWidget *item = gtk_widget_get_first_child (box); item != NULL; item = gtk_widget_get_next_sibling (item))
    if (gtk_widget_get_visible (item))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", gtk_label_get_text (GTK_LABEL (ui_get (item, GTK_TYPE_LABEL, NULL))));
  if (!g_pattern_match_simple (expected, text->str))
    g_error ("The strip says “%s”, and not “%s”", text->str, expected);
}

static guint
count_shown (Fixture *self)
{
  return g_list_model_get_n_items (ferry_sync_task_view_get_rows (FERRY_SYNC_TASK_VIEW (self->view)));
}

static FerryFilter *
get_filter (Fixture *self)
{
  return ferry_sync_task_view_get_filter (FERRY_SYNC_TASK_VIEW (self->view));
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_assert_null (ui_find (self->window, ADW_TYPE_WRAP_BOX, NULL));
}

static void
test_everything (Fixture       *self,
                 gconstpointer  data)
{
  show_world (self);
  assert_strip (self, "4 tasks · 5 repositories · 2 organizations · 2 regions · 2 overwriting · 1 not read · As of ??:??");

  /* All of the list, whatever the filter says. */
  ferry_filter_set_text (get_filter (self), "frontend");
  g_assert_cmpuint (count_shown (self), ==, 2);
  assert_strip (self, "4 tasks · 5 repositories · 2 organizations · 2 regions · 2 overwriting · 1 not read · As of ??:??");
}

/* What there is none of is not told. */
static void
test_one_organization (Fixture       *self,
                       gconstpointer  data)
{
  g_set_str (&self->facts->scope, "team/*");
  ferry_facts_add_region (self->facts, REGIONS[0]);
  self->facts->n_repositories = 1;
  add_task (self, REGIONS[0], "team", "app", FERRY_NO);
  show (self);
  assert_strip (self, "team/* · CN North-Beijing4 cn-north-4 · 1 task · 1 repository · As of ??:??");
}

static void
test_one_repository (Fixture       *self,
                     gconstpointer  data)
{
  g_set_str (&self->facts->scope, "team/app");
  ferry_facts_add_region (self->facts, REGIONS[0]);
  self->facts->n_repositories = 1;
  add_task (self, REGIONS[0], "team", "app", FERRY_YES);
  show (self);
  assert_strip (self, "team/app · CN North-Beijing4 cn-north-4 · As of ??:??");
}

static void
test_stopped (Fixture       *self,
              gconstpointer  data)
{
  self->facts->is_unfinished = TRUE;
  add_task (self, REGIONS[0], "team", "app", FERRY_NO);
  show (self);
  assert_strip (self, "1 task · Not finished · As of ??:??");

  self->facts->n_not_asked = 3;
  self->facts->n_repositories = 4;
  show (self);
  assert_strip (self, "1 task · 4 repositories · 3 not read · As of ??:??");
}

static void
test_old (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr(GDateTime) old = g_date_time_add_days (self->facts->as_of, -2);
  g_autofree char *expected = g_date_time_format (old, "1 task · As of %-e %b*, %H:%M (2 days ago)");

  g_date_time_unref (self->facts->as_of);
  self->facts->as_of = g_steal_pointer (&old);
  add_task (self, REGIONS[0], "team", "app", FERRY_NO);
  show (self);
  assert_strip (self, expected);
}

static void
test_tasks (Fixture       *self,
            gconstpointer  data)
{
  show_world (self);
  ferry_filter_set_text (get_filter (self), "frontend");
  ui_press (get_strip (self), "4 tasks");
  g_assert_cmpuint (count_shown (self), ==, 4);
}

static void
test_overwriting (Fixture       *self,
                  gconstpointer  data)
{
  GtkToggleButton *button;

  show_world (self);
  button = GTK_TOGGLE_BUTTON (ui_get (get_strip (self), GTK_TYPE_TOGGLE_BUTTON, "2 overwriting"));
  ui_press (get_strip (self), "2 overwriting");
  g_assert_cmpuint (count_shown (self), ==, 2);
  g_assert_true (gtk_toggle_button_get_active (button));

  /* The filter is the same as everywhere, and both follow it. */
  ferry_filter_set_use (get_filter (self), FERRY_COLUMN_OVERWRITE, "true", FERRY_FILTER_EXCLUDE);
  g_assert_false (gtk_toggle_button_get_active (button));
  ui_press (get_strip (self), "2 overwriting");
  g_assert_true (gtk_toggle_button_get_active (button));
  ui_press (get_strip (self), "2 overwriting");
  g_assert_true (ferry_filter_is_empty (get_filter (self)));
}

/* The popover opens at its column, with the keyboard on the first value. */
static void
test_facets (Fixture       *self,
             gconstpointer  data)
{
  static const struct
  {
    const char *item;
    const char *value;
  } facets[] = {
    { "2 organizations", "team, 2 tasks" },
    { "2 regions", "CN East-Shanghai1 cn-east-3, 2 tasks" },
  };

  show_world (self);
  for (gsize i = 0; i < G_N_ELEMENTS (facets); i++)
    {
      GtkWidget *popover, *row, *focus;

      ui_press (get_strip (self), facets[i].item);
      popover = ui_get (self->window, FERRY_TYPE_FACET_POPOVER, NULL);
      ui_wait_for_frame (popover);
      row = ui_get (popover, GTK_TYPE_WIDGET, facets[i].value);
      focus = gtk_window_get_focus (self->window);
      g_assert_nonnull (focus);
      g_assert_true (focus == row || gtk_widget_is_ancestor (row, focus) || gtk_widget_is_ancestor (focus, row));
      gtk_popover_popdown (GTK_POPOVER (popover));
    }
}

static gboolean
shows_dialog (gpointer window)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (window);

  return dialog != NULL && ui_find (dialog, GTK_TYPE_BUTTON, NULL) != NULL;
}

static void
test_report (Fixture       *self,
             gconstpointer  data)
{
  static const char *const presses[][2] = {
    { "1 not read", "Not Read" },
    { "5 repositories", "No Tasks" },
  };

  show_world (self);
  for (gsize i = 0; i < G_N_ELEMENTS (presses); i++)
    {
      AdwDialog *dialog;

      ui_press (get_strip (self), presses[i][0]);
      test_wait_for (shows_dialog, self->window, "the report");
      dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
      g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "Report");
      if (i == 0)
        ui_get (dialog, GTK_TYPE_LIST_VIEW, presses[i][1]);
      else
        g_assert_true (ui_has_text (dialog, "No repository is known to have no tasks"));
      adw_dialog_force_close (dialog);
    }
}

static void
test_refresh (Fixture       *self,
              gconstpointer  data)
{
  GtkWidget *label = NULL;
  GtkWidget *box;

  show_world (self);
  box = ui_get (get_strip (self), ADW_TYPE_WRAP_BOX, NULL);
  label = ui_get (gtk_widget_get_last_child (box), GTK_TYPE_LABEL, NULL);
  ui_press (gtk_widget_get_last_child (box), gtk_label_get_text (GTK_LABEL (label)));
  g_assert_cmpuint (self->n_refreshes, ==, 1);
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON)), "just now\n"));
}

/* What is remarkable is not told by colors alone, and everything can be reached. */
static void
test_accessible (Fixture       *self,
                 gconstpointer  data)
{
  static const char *const names[] = { "4 tasks", "5 repositories", "2 organizations", "2 regions", "2 overwriting", "1 not read" };
  GtkWidget *strip;

  show_world (self);
  strip = get_strip (self);
  gtk_test_accessible_assert_role (strip, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_LABEL, "Summary");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *button = ui_get (strip, GTK_TYPE_BUTTON, names[i]);

      g_assert_true (gtk_widget_grab_focus (button));
      g_assert_true (gtk_window_get_focus (self->window) == button);
      gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
    }
  ui_get (ui_get (strip, GTK_TYPE_BUTTON, "1 not read"), GTK_TYPE_IMAGE, NULL);
}

static void
assert_inside (GtkWidget *box)
{
  for (GtkWidget *item = gtk_widget_get_first_child (box); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_visible (item))
        continue;
      g_assert_true (gtk_widget_compute_bounds (item, box, &bounds));
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (box));
    }
}

/* Nothing sticks out, however little room there is, and of the lines one can always be seen. */
static void
test_narrow (Fixture       *self,
             gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, min_width;
  GtkWidget *box;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (data != NULL)
    g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);

  g_set_str (&self->facts->scope, "an-organization-with-a-name-as-long-as-they-may-be/*");
  show_world (self);
  gtk_widget_measure (get_strip (self), GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  g_assert_cmpint (min_width, <=, 348);

  gtk_window_set_default_size (self->window, 360, 294);
  ui_wait_for_frame (self->window);
  box = ui_get (get_strip (self), ADW_TYPE_WRAP_BOX, NULL);
  assert_inside (box);
  g_assert_cmpint (gtk_widget_get_height (ui_get (get_strip (self), GTK_TYPE_SCROLLED_WINDOW, NULL)), >=,
                   gtk_widget_get_height (gtk_widget_get_last_child (box)));
  ui_leave_screenshot (self->window, "-small");

  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

#define STRIP_TEST(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  STRIP_TEST ("/summary-strip/nothing", NULL, test_nothing);
  STRIP_TEST ("/summary-strip/everything", NULL, test_everything);
  STRIP_TEST ("/summary-strip/one-organization", NULL, test_one_organization);
  STRIP_TEST ("/summary-strip/one-repository", NULL, test_one_repository);
  STRIP_TEST ("/summary-strip/stopped", NULL, test_stopped);
  STRIP_TEST ("/summary-strip/old", NULL, test_old);
  STRIP_TEST ("/summary-strip/tasks", NULL, test_tasks);
  STRIP_TEST ("/summary-strip/overwriting", NULL, test_overwriting);
  STRIP_TEST ("/summary-strip/facets", NULL, test_facets);
  STRIP_TEST ("/summary-strip/report", NULL, test_report);
  STRIP_TEST ("/summary-strip/refresh", NULL, test_refresh);
  STRIP_TEST ("/summary-strip/accessible", NULL, test_accessible);
  STRIP_TEST ("/summary-strip/narrow", NULL, test_narrow);
  STRIP_TEST ("/summary-strip/large-text", "large", test_narrow);

  return g_test_run ();
}
