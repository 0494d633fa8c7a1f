/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-auto-refresh.h"
#include "ui-util.h"

/* --- A network that is as the tests want it, for the whole program --- */

#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor
{
  GObject parent_instance;

  gboolean available;
  gboolean metered;
};

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
init_cb (GInitable     *initable,
         GCancellable  *cancellable,
         GError       **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = init_cb;
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

static void
test_monitor_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TestMonitor *self = TEST_MONITOR (object);

  if (prop_id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, prop_id == PROP_AVAILABLE ? self->available : self->metered);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
  self->available = TRUE;
}

static void
set_network (gboolean available,
             gboolean metered)
{
  TestMonitor *monitor = TEST_MONITOR (g_network_monitor_get_default ());

  monitor->available = available;
  monitor->metered = metered;
  g_object_notify (G_OBJECT (monitor), "network-available");
  g_object_notify (G_OBJECT (monitor), "network-metered");
}

static void
install_monitor (void)
{
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, TEST_TYPE_MONITOR, "test", G_MAXINT);
  g_assert_true (TEST_IS_MONITOR (g_network_monitor_get_default ()));
}

/* --- Alone --- */

#define INTERVAL_MS (60 * 1000)

typedef struct
{
  GtkWindow *window;
  FerryAutoRefresh *auto_refresh;
  guint n_calls;
} Fixture;

static void
due_cb (FerryAutoRefresh *auto_refresh,
        Fixture          *fixture)
{
  fixture->n_calls++;
}

static gboolean
is_mapped (gpointer window)
{
  return gtk_widget_get_mapped (window);
}

static void
show (Fixture *fixture)
{
  gtk_window_present (fixture->window);
  test_wait_for (is_mapped, fixture->window, "the window");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_network (TRUE, FALSE);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->auto_refresh = ferry_auto_refresh_new (fixture->window);
  ferry_auto_refresh_set_interval (fixture->auto_refresh, INTERVAL_MS);
  ferry_auto_refresh_set_active (fixture->auto_refresh, TRUE);
  g_signal_connect (fixture->auto_refresh, "due", G_CALLBACK (due_cb), fixture);
  show (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, fixture->auto_refresh));
  g_assert_finalize_object (fixture->auto_refresh);
}

static GSource *
find_source (FerryAutoRefresh *auto_refresh)
{
  return g_main_context_find_source_by_user_data (NULL, auto_refresh);
}

static void
assert_waits (Fixture  *fixture,
              gboolean  waits)
{
  g_assert_true ((find_source (fixture->auto_refresh) != NULL) == waits);
}

static gboolean
was_called (gpointer user_data)
{
  return ((Fixture *) user_data)->n_calls > 0;
}

static void
test_interval (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 now = g_get_monotonic_time ();
  GSource *source = find_source (fixture->auto_refresh);

  g_assert_nonnull (source);
  g_assert_cmpint (g_source_get_ready_time (source), <=, now + INTERVAL_MS * 1000);
  g_assert_cmpint (g_source_get_ready_time (source), >, now + INTERVAL_MS * 1000 / 2);

  g_source_set_ready_time (source, 0);
  test_wait_for (was_called, fixture, "the call");
  g_assert_cmpuint (fixture->n_calls, ==, 1);
  /* Nobody did anything, so it will call again. */
  assert_waits (fixture, TRUE);

  ferry_auto_refresh_set_interval (fixture->auto_refresh, 0);
  assert_waits (fixture, FALSE);
}

/* A request is under way, or there is nothing to refresh. */
static void
test_inactive (Fixture       *fixture,
               gconstpointer  data)
{
  ferry_auto_refresh_set_active (fixture->auto_refresh, FALSE);
  assert_waits (fixture, FALSE);
  ferry_auto_refresh_set_interval (fixture->auto_refresh, 1);
  assert_waits (fixture, FALSE);

  ferry_auto_refresh_set_active (fixture->auto_refresh, TRUE);
  test_wait_for (was_called, fixture, "the call");
}

static gboolean
has_passed (gpointer moment)
{
  return g_get_real_time () > *(gint64 *) moment;
}

/* Lets an interval go by while it pauses. */
static void
let_it_pass (Fixture *fixture)
{
  gint64 moment = g_get_real_time () + 2000;

  assert_waits (fixture, FALSE);
  ferry_auto_refresh_set_interval (fixture->auto_refresh, 1);
  test_wait_for (has_passed, &moment, "the clock");
  assert_waits (fixture, FALSE);
  g_assert_cmpuint (fixture->n_calls, ==, 0);
}

static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  let_it_pass (fixture);
  show (fixture);
  test_wait_for (was_called, fixture, "the call that was overdue");
}

static void
test_metered (Fixture       *fixture,
              gconstpointer  data)
{
  set_network (TRUE, TRUE);
  let_it_pass (fixture);
  set_network (TRUE, FALSE);
  test_wait_for (was_called, fixture, "the call that was overdue");
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  set_network (FALSE, FALSE);
  let_it_pass (fixture);
  set_network (TRUE, FALSE);
  test_wait_for (was_called, fixture, "the call that was overdue");
}

/* What is left of the interval after a pause is left, no more and no less. */
static void
test_short_pause (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 before = g_source_get_ready_time (find_source (fixture->auto_refresh));

  set_network (FALSE, FALSE);
  set_network (TRUE, FALSE);
  g_assert_cmpint (ABS (g_source_get_ready_time (find_source (fixture->auto_refresh)) - before), <, 5 * G_TIME_SPAN_SECOND);
}

/* --- In a window --- */

static void
window_set_up (UiFixture     *fixture,
               gconstpointer  data)
{
  set_network (TRUE, FALSE);
  ui_fixture_set_up (fixture, data);
  g_settings_set_uint (ferry_application_get_settings (ui_get_application ()), "automatic-refresh", 5);
}

static gboolean
is_loading (gpointer user_data)
{
  return ferry_sync_task_list_get_state (FERRY_WINDOW (user_data)->list) == FERRY_LIST_STATE_LOADING;
}

static void
let_interval_end (UiFixture *fixture)
{
  GSource *source = find_source (fixture->window->auto_refresh);

  g_assert_nonnull (source);
  g_assert_cmpint (g_source_get_ready_time (source), >, g_get_monotonic_time () + 4 * G_TIME_SPAN_MINUTE);
  g_source_set_ready_time (source, 0);
  test_wait_for (is_loading, fixture->window, "the refresh");
}

/* Whoever types the next query meanwhile goes on typing. */
static void
test_refresh (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autofree char *request = NULL;

  g_assert_null (find_source (fixture->window->auto_refresh));
  ui_list (fixture->window, "test", "samples/hello/world");
  ui_set_text (fixture->window, "Repository", "grpc-hel");

  let_interval_end (fixture);
  g_assert_null (find_source (fixture->window->auto_refresh));
  ui_wait_for_answer (fixture->window);

  g_assert_cmpuint (ferry_demo_server_get_n_requests (fixture->server), ==, 2);
  request = ferry_demo_server_dup_last_request (fixture->server);
  g_assert_true (g_str_has_prefix (request, "GET /v2/manage/namespaces/test/repos/samples%24hello%24world/sync_repo "));
  g_assert_cmpstr (ui_get_text (fixture->window, "Repository"), ==, "grpc-hel");
  g_assert_nonnull (find_source (fixture->window->auto_refresh));
}

static void
test_failed_refresh (UiFixture     *fixture,
                     gconstpointer  data)
{
  ui_list (fixture->window, "test", "samples/hello/world");
  ferry_demo_server_set_answer (fixture->server, 403, "application/json", "{}");
  let_interval_end (fixture);
  ui_wait_for_answer (fixture->window);

  g_assert_cmpstr (ui_get_page (fixture->window), ==, "rows");
  g_assert_true (adw_banner_get_revealed (fixture->window->problem_banner));
  /* It tries again, though not at once. */
  g_assert_cmpint (g_source_get_ready_time (find_source (fixture->window->auto_refresh)), >, g_get_monotonic_time () + 4 * G_TIME_SPAN_MINUTE);
}

static void
test_nothing_to_refresh (UiFixture     *fixture,
                         gconstpointer  data)
{
  ui_list (fixture->window, "test", "samples/hello/world");
  g_assert_nonnull (find_source (fixture->window->auto_refresh));

  /* The page says why there is no list; another list must not come in its place. */
  ui_list (fixture->window, "test", "not-there");
  g_assert_cmpstr (ui_get_page (fixture->window), ==, "failed");
  g_assert_null (find_source (fixture->window->auto_refresh));

  ui_list (fixture->window, "test", "samples/hello/world");
  g_assert_nonnull (find_source (fixture->window->auto_refresh));
  ferry_window_set_account (fixture->window, NULL);
  g_assert_null (find_source (fixture->window->auto_refresh));
}

static void
test_switched_off (UiFixture     *fixture,
                   gconstpointer  data)
{
  ui_list (fixture->window, "test", "samples/hello/world");
  g_assert_nonnull (find_source (fixture->window->auto_refresh));
  g_settings_set_uint (ferry_application_get_settings (ui_get_application ()), "automatic-refresh", 0);
  g_assert_null (find_source (fixture->window->auto_refresh));
}

#define ALONE_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
#define WINDOW_TEST(path, function) g_test_add (path, UiFixture, NULL, window_set_up, function, ui_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  install_monitor ();
  ui_init (&argc, &argv);

  ALONE_TEST ("/auto-refresh/interval", test_interval);
  ALONE_TEST ("/auto-refresh/inactive", test_inactive);
  ALONE_TEST ("/auto-refresh/hidden", test_hidden);
  ALONE_TEST ("/auto-refresh/metered", test_metered);
  ALONE_TEST ("/auto-refresh/offline", test_offline);
  ALONE_TEST ("/auto-refresh/short-pause", test_short_pause);
  WINDOW_TEST ("/auto-refresh/refresh", test_refresh);
  WINDOW_TEST ("/auto-refresh/failed-refresh", test_failed_refresh);
  WINDOW_TEST ("/auto-refresh/nothing-to-refresh", test_nothing_to_refresh);
  WINDOW_TEST ("/auto-refresh/switched-off", test_switched_off);

  return g_test_run ();
}
