/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-connection-group.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "ferry-error-ui.h"
#include "ferry-format.h"
#include "ferry-motion.h"
#include "ferry-scroll.h"

/* The service takes requests that are up to 15 minutes old, so less than this is of no interest. */
#define MAX_CLOCK_OFFSET_SECONDS 60

struct _FerryConnectionGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *start_row;
  GtkWidget *running_row;
  AdwSpinner *spinner;
  GtkWidget *stop_button;

  GPtrArray *result_rows;    /* (owned) the rows themselves are borrowed */
  GCancellable *cancellable; /* (owned) (nullable) of the test that runs */
};

G_DEFINE_FINAL_TYPE (FerryConnectionGroup, ferry_connection_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
start_cb (FerryConnectionGroup *self)
{
  g_signal_emit (self, signals[REQUESTED], 0);
}

static void
set_running (FerryConnectionGroup *self,
             gboolean              running)
{
  gboolean had_focus = gtk_widget_has_focus (self->stop_button) || gtk_widget_has_focus (self->start_row);

  gtk_widget_set_visible (self->running_row, running);
  gtk_widget_set_visible (self->start_row, !running);
  if (had_focus)
    gtk_widget_grab_focus (running ? self->stop_button : self->start_row);
}

static void
add_row (FerryConnectionGroup *self,
         const char           *icon_name,
         const char           *title,
         const char           *text)
{
  /* What the service says may hold what is compared letter by letter: a line that is broken gets no hyphen. */
  g_autofree char *subtitle = g_markup_printf_escaped ("<span insert_hyphens=\"false\">%s</span>", text);
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", escaped_title, "subtitle", subtitle, NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->result_rows, row);
}

static void
add_result (FerryConnectionGroup        *self,
            const FerryConnectionResult *result)
{
  g_autofree char *region = ferry_region_dup_text (result->region);
  g_autoptr(FerryErrorUi) error_ui = result->error != NULL ? ferry_error_ui_new (result->error, NULL) : NULL;
  g_autofree char *words = NULL;

  if (!result->asked)
    add_row (self, "action-unavailable-symbolic", region, _("Not asked, since the sign-in was refused"));
  else if (error_ui == NULL)
    add_row (self, "object-select-symbolic", region, _("Answered"));
  else
    {
      words = g_strjoin ("\n", error_ui->title, result->error->message, NULL);
      add_row (self, "dialog-warning-symbolic", region, words);
    }
}

static const FerryConnectionResult *
find_other_clock (GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const FerryConnectionResult *result = g_ptr_array_index (results, i);

      if (abs (result->clock_offset) > MAX_CLOCK_OFFSET_SECONDS)
        return result;
    }

  return NULL;
}

static void
add_clock (FerryConnectionGroup *self,
           GPtrArray            *results)
{
  const FerryConnectionResult *result = find_other_clock (results);
  g_autofree char *words = NULL;
  guint minutes;

  if (result == NULL)
    return;

  minutes = (abs (result->clock_offset) + 30) / 60;
  if (result->clock_offset > 0)
    words = g_strdup_printf (ngettext ("This computer’s clock is %u minute behind that of the service.",
                                       "This computer’s clock is %u minutes behind that of the service.", minutes),
                             minutes);
  else
    words = g_strdup_printf (ngettext ("This computer’s clock is %u minute ahead of that of the service.",
                                       "This computer’s clock is %u minutes ahead of that of the service.", minutes),
                             minutes);
  add_row (self, "preferences-system-time-symbolic", _("Clocks Do Not Agree"), words);
}

static void
announce (FerryConnectionGroup *self,
          GPtrArray            *results)
{
  g_autofree char *text = NULL;
  guint n_answered = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const FerryConnectionResult *result = g_ptr_array_index (results, i);

      n_answered += result->asked && result->error == NULL;
    }

  /* Translators: read aloud after a test; the placeholders are numbers of regions. */
  text = g_strdup_printf (ngettext ("%u of %u region answered", "%u of %u regions answered", results->len),
                          n_answered, results->len);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryConnectionGroup) self = user_data;
  g_autoptr(GPtrArray) results = ferry_connection_test_run_finish (FERRY_CLIENT (source), result, NULL);

  /* A test fails in one way only: it is stopped, and who did that has tidied up. */
  if (results == NULL)
    return;

  g_clear_object (&self->cancellable);
  set_running (self, FALSE);
  for (guint i = 0; i < results->len; i++)
    add_result (self, g_ptr_array_index (results, i));
  add_clock (self, results);
  announce (self, results);
  ferry_scroll_to (g_ptr_array_index (self->result_rows, self->result_rows->len - 1));
}

static void
stop (FerryConnectionGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ferry_connection_group_unroot (GtkWidget *widget)
{
  stop (FERRY_CONNECTION_GROUP (widget));

  GTK_WIDGET_CLASS (ferry_connection_group_parent_class)->unroot (widget);
}

static void
ferry_connection_group_dispose (GObject *object)
{
  g_clear_pointer (&FERRY_CONNECTION_GROUP (object)->result_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_CONNECTION_GROUP);

  G_OBJECT_CLASS (ferry_connection_group_parent_class)->dispose (object);
}

static void
ferry_connection_group_class_init (FerryConnectionGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_connection_group_dispose;
  widget_class->unroot = ferry_connection_group_unroot;

  /**
   * FerryConnectionGroup::requested:
   * @self: the group
   *
   * Somebody wants to know which regions answer.
   */
  signals[REQUESTED] = g_signal_new ("requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferryboard/Ferryboard/ferry-connection-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryConnectionGroup, start_row);
  gtk_widget_class_bind_template_child (widget_class, FerryConnectionGroup, running_row);
  gtk_widget_class_bind_template_child (widget_class, FerryConnectionGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryConnectionGroup, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, ferry_connection_group_reset);
}

static void
ferry_connection_group_init (FerryConnectionGroup *self)
{
  self->result_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_motion_bind_spinner (self->spinner);
}

/**
 * ferry_connection_group_run:
 * @self: a group
 * @client: a client that was not used before
 * @regions: (array zero-terminated=1): the regions to ask
 *
 * Asks, and shows what came of it. What was shown before goes away.
 */
void
ferry_connection_group_run (FerryConnectionGroup *self,
                            FerryClient          *client,
                            const char *const    *regions)
{
  g_return_if_fail (FERRY_IS_CONNECTION_GROUP (self));

  ferry_connection_group_reset (self);
  self->cancellable = g_cancellable_new ();
  set_running (self, TRUE);
  ferry_connection_test_run_async (client, regions, self->cancellable, tested_cb, g_object_ref (self));
}

/**
 * ferry_connection_group_reset:
 * @self: a group
 *
 * Stops a test that runs, and takes away what the last one told.
 */
void
ferry_connection_group_reset (FerryConnectionGroup *self)
{
  g_return_if_fail (FERRY_IS_CONNECTION_GROUP (self));

  stop (self);
  set_running (self, FALSE);
  for (guint i = 0; i < self->result_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->result_rows, i));
  g_ptr_array_set_size (self->result_rows, 0);
}
