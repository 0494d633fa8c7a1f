/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-clock.h"

#define TICK_SECONDS 60

struct _FerryClock
{
  GObject parent_instance;

  FerryTimeStyle style;
  guint source; /* until the next tick */
};

G_DEFINE_FINAL_TYPE (FerryClock, ferry_clock, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STYLE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
tick_cb (gpointer user_data)
{
  FerryClock *self = user_data;

  self->source = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Only one tick at a time: whoever still shows how long ago something was asks again, and so has the next. Where nobody
 * does, nothing wakes up. */
static void
schedule_tick (FerryClock *self)
{
  if (self->source == 0 && self->style == FERRY_TIME_STYLE_RELATIVE &&
      g_signal_has_handler_pending (self, signals[CHANGED], 0, TRUE))
    self->source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
ferry_clock_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  FerryClock *self = FERRY_CLOCK (object);

  switch (prop_id)
    {
    case PROP_STYLE:
      g_value_set_enum (value, self->style);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_clock_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  FerryClock *self = FERRY_CLOCK (object);

  switch (prop_id)
    {
    case PROP_STYLE:
      ferry_clock_set_style (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_clock_dispose (GObject *object)
{
  g_clear_handle_id (&FERRY_CLOCK (object)->source, g_source_remove);

  G_OBJECT_CLASS (ferry_clock_parent_class)->dispose (object);
}

static void
ferry_clock_class_init (FerryClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_clock_get_property;
  object_class->set_property = ferry_clock_set_property;
  object_class->dispose = ferry_clock_dispose;

  /**
   * FerryClock:style:
   *
   * How times are written.
   */
  properties[PROP_STYLE] = g_param_spec_enum ("style", NULL, NULL, FERRY_TYPE_TIME_STYLE, FERRY_TIME_STYLE_LOCAL,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FerryClock::changed:
   *
   * Times are written in another way than before.
   */
  signals[CHANGED] = g_signal_new ("changed", FERRY_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_clock_init (FerryClock *self)
{
  self->style = FERRY_TIME_STYLE_LOCAL;
}

/**
 * ferry_clock_new:
 * @settings: settings with a time style
 *
 * Returns: (transfer full): a clock that follows @settings
 */
FerryClock *
ferry_clock_new (GSettings *settings)
{
  FerryClock *self = g_object_new (FERRY_TYPE_CLOCK, NULL);

  g_settings_bind (settings, "time-style", self, "style", G_SETTINGS_BIND_GET);

  return self;
}

/**
 * ferry_clock_get_style:
 * @self: a clock
 *
 * Returns: how it writes times
 */
FerryTimeStyle
ferry_clock_get_style (FerryClock *self)
{
  g_return_val_if_fail (FERRY_IS_CLOCK (self), FERRY_TIME_STYLE_LOCAL);

  return self->style;
}

/**
 * ferry_clock_set_style:
 * @self: a clock
 * @style: how to write times
 *
 * Sets how times are written.
 */
void
ferry_clock_set_style (FerryClock     *self,
                       FerryTimeStyle  style)
{
  g_return_if_fail (FERRY_IS_CLOCK (self));

  if (self->style == style)
    return;

  self->style = style;
  g_clear_handle_id (&self->source, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * ferry_clock_format:
 * @self: a clock
 * @timestamp: a point in time
 *
 * Returns: (transfer full): when that was
 */
char *
ferry_clock_format (FerryClock *self,
                    gint64      timestamp)
{
  g_return_val_if_fail (FERRY_IS_CLOCK (self), NULL);

  schedule_tick (self);

  return ferry_timestamp_format (timestamp, self->style, g_get_real_time ());
}
