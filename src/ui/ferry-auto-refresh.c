/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-auto-refresh.h"

struct _FerryAutoRefresh
{
  GObject parent_instance;

  GtkWindow *window;        /* (nullable) a weak pointer */
  GNetworkMonitor *monitor; /* (owned) (nullable) until there is an interval */
  guint interval;           /* in milliseconds, or 0 for never */
  gboolean active;
  gint64 since;             /* when the interval began, by the clock on the wall: others stop while the computer sleeps */
  guint source;             /* until the end of the interval */
};

G_DEFINE_FINAL_TYPE (FerryAutoRefresh, ferry_auto_refresh, G_TYPE_OBJECT)

enum
{
  DUE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_paused (FerryAutoRefresh *self)
{
  return self->window == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->window)) || gtk_window_is_suspended (self->window) ||
         !g_network_monitor_get_network_available (self->monitor) || g_network_monitor_get_network_metered (self->monitor);
}

static void update (FerryAutoRefresh *self);

/* Should nobody heed the call, the next one comes an interval later. */
static gboolean
due_cb (gpointer user_data)
{
  g_autoptr(FerryAutoRefresh) self = g_object_ref (user_data);

  self->source = 0;
  self->since = g_get_real_time ();
  update (self);
  g_signal_emit (self, signals[DUE], 0);

  return G_SOURCE_REMOVE;
}

/* The clock may have been set meanwhile, so what is left is never more than the whole. */
static void
update (FerryAutoRefresh *self)
{
  gint64 passed = (g_get_real_time () - self->since) / 1000;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->active && self->interval > 0 && !is_paused (self))
    self->source = g_timeout_add ((guint) CLAMP (self->interval - passed, 0, self->interval), due_cb, self);
}

/* Not before it is needed: to learn of the network, it may have to wait for another program. */
static void
watch_network (FerryAutoRefresh *self)
{
  if (self->monitor != NULL)
    return;

  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "notify::network-available", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "notify::network-metered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
ferry_auto_refresh_dispose (GObject *object)
{
  FerryAutoRefresh *self = FERRY_AUTO_REFRESH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (ferry_auto_refresh_parent_class)->dispose (object);
}

static void
ferry_auto_refresh_class_init (FerryAutoRefreshClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_auto_refresh_dispose;

  /**
   * FerryAutoRefresh::due:
   *
   * It is time to read the list again.
   */
  signals[DUE] = g_signal_new ("due", FERRY_TYPE_AUTO_REFRESH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_auto_refresh_init (FerryAutoRefresh *self)
{
}

/**
 * ferry_auto_refresh_new:
 * @window: the window that shows the list
 *
 * Returns: (transfer full): one that calls for nothing yet
 */
FerryAutoRefresh *
ferry_auto_refresh_new (GtkWindow *window)
{
  FerryAutoRefresh *self = g_object_new (FERRY_TYPE_AUTO_REFRESH, NULL);

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "map", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (window, "unmap", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (window, "notify::suspended", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ferry_auto_refresh_set_interval:
 * @self: an automatic refresh
 * @milliseconds: how long after an answer to call, or 0 for never
 *
 * Sets the interval. It counts from the last answer, so a shorter one may be
 * over already.
 */
void
ferry_auto_refresh_set_interval (FerryAutoRefresh *self,
                                 guint             milliseconds)
{
  g_return_if_fail (FERRY_IS_AUTO_REFRESH (self));

  self->interval = milliseconds;
  if (milliseconds > 0)
    watch_network (self);
  update (self);
}

/**
 * ferry_auto_refresh_set_active:
 * @self: an automatic refresh
 * @active: whether there is a list to refresh, and no request under way
 *
 * Starts the interval, or gives it up.
 */
void
ferry_auto_refresh_set_active (FerryAutoRefresh *self,
                               gboolean          active)
{
  g_return_if_fail (FERRY_IS_AUTO_REFRESH (self));

  if (self->active == !!active)
    return;

  self->active = !!active;
  self->since = g_get_real_time ();
  update (self);
}
