/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-pace.h"

/* Where the service does not say how long: 2, 4, 8, … seconds and up to half as much again, so that several clients
 * do not come back at the same moment. */
#define FIRST_PAUSE_MS 2000
#define MAX_PAUSE_MS (5 * 60 * 1000)

struct _FerryPace
{
  GObject parent_instance;

  gint64 resume_at;   /* monotonic time in µs, 0 when nobody has to wait */
  guint first_pause;  /* in milliseconds */
  guint n_pauses;     /* since the service last answered */
  guint source;       /* until the pause is over */
  guint max_at_once;
  guint limit;        /* how many may be under way now: max_at_once, or fewer after a pause */
  guint n_under_way;
  guint n_answers;    /* since the limit last changed */
  GPtrArray *waiting; /* (owned) of Waiter, the first first */
};

G_DEFINE_FINAL_TYPE (FerryPace, ferry_pace, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RESUME_AT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

typedef struct
{
  GTask *task;     /* (owned) */
  GSource *source; /* (owned) (nullable) tells that it was stopped */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->source != NULL)
    g_source_destroy (waiter->source);
  g_clear_pointer (&waiter->source, g_source_unref);
  g_object_unref (waiter->task);
  g_free (waiter);
}

/* Whoever was let in has to leave, so a stop that comes in between must not take the news away. */
static void
let_in (FerryPace *self,
        GTask     *task)
{
  self->n_under_way++;
  g_task_set_check_cancellable (task, FALSE);
  g_task_return_boolean (task, TRUE);
}

static gboolean
has_room (FerryPace *self)
{
  return self->resume_at == 0 && self->n_under_way < self->limit;
}

static void
let_in_waiting (FerryPace *self)
{
  while (self->waiting->len > 0 && has_room (self))
    {
      Waiter *waiter = g_ptr_array_steal_index (self->waiting, 0);

      let_in (self, waiter->task);
      waiter_free (waiter);
    }
}

static gboolean
resume_cb (gpointer user_data)
{
  FerryPace *self = user_data;

  self->source = 0;
  ferry_pace_resume (self);

  return G_SOURCE_REMOVE;
}

static void
set_resume_at (FerryPace *self,
               gint64     resume_at)
{
  gint64 now = g_get_monotonic_time ();

  g_clear_handle_id (&self->source, g_source_remove);
  if (resume_at != 0)
    self->source = g_timeout_add (MAX (resume_at - now, 0) / 1000 + 1, resume_cb, self);
  if (self->resume_at == resume_at)
    return;

  self->resume_at = resume_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESUME_AT]);
}

static gboolean
stopped_cb (GCancellable *cancellable,
            gpointer      user_data)
{
  Waiter *waiter = user_data;
  g_autoptr(GTask) task = g_object_ref (waiter->task);
  FerryPace *self = g_task_get_source_object (task);

  g_ptr_array_remove (self->waiting, waiter);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
ferry_pace_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RESUME_AT:
      g_value_set_int64 (value, FERRY_PACE (object)->resume_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_pace_finalize (GObject *object)
{
  FerryPace *self = FERRY_PACE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (ferry_pace_parent_class)->finalize (object);
}

static void
ferry_pace_class_init (FerryPaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_pace_get_property;
  object_class->finalize = ferry_pace_finalize;

  /**
   * FerryPace:resume-at:
   *
   * When requests go on, in the monotonic time of [func@GLib.get_monotonic_time],
   * or 0 while they do not wait.
   */
  properties[PROP_RESUME_AT] = g_param_spec_int64 ("resume-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ferry_pace_init (FerryPace *self)
{
  self->first_pause = FIRST_PAUSE_MS;
  self->max_at_once = self->limit = FERRY_PACE_MAX_AT_ONCE;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
}

/**
 * ferry_pace_new:
 *
 * Returns: (transfer full): a pace at which nobody has to wait
 */
FerryPace *
ferry_pace_new (void)
{
  return g_object_new (FERRY_TYPE_PACE, NULL);
}

/**
 * ferry_pace_set_first_pause:
 * @self: a pace
 * @milliseconds: how long to wait first where the service does not say
 *
 * Sets what the growing pauses begin with. By default it is 2 seconds.
 */
void
ferry_pace_set_first_pause (FerryPace *self,
                            guint      milliseconds)
{
  g_return_if_fail (FERRY_IS_PACE (self));

  self->first_pause = milliseconds;
}

/**
 * ferry_pace_set_max_at_once:
 * @self: a pace
 * @max_at_once: how many requests may be under way at once, at least 1
 *
 * Sets how many requests go at once while the service does not complain. By
 * default these are %FERRY_PACE_MAX_AT_ONCE.
 */
void
ferry_pace_set_max_at_once (FerryPace *self,
                            guint      max_at_once)
{
  g_return_if_fail (FERRY_IS_PACE (self));
  g_return_if_fail (max_at_once > 0);

  self->max_at_once = self->limit = max_at_once;
  let_in_waiting (self);
}

/**
 * ferry_pace_get_limit:
 * @self: a pace
 *
 * Returns: how many requests may be under way at once now
 */
guint
ferry_pace_get_limit (FerryPace *self)
{
  g_return_val_if_fail (FERRY_IS_PACE (self), 0);

  return self->limit;
}

/**
 * ferry_pace_pause:
 * @self: a pace
 * @seconds: for how long, as the service said, or 0 where it did not
 *
 * Lets all further requests wait, and those that wait already no shorter. After
 * it half as many go at once.
 */
void
ferry_pace_pause (FerryPace *self,
                  guint      seconds)
{
  gint64 milliseconds = seconds * G_GINT64_CONSTANT (1000);

  g_return_if_fail (FERRY_IS_PACE (self));

  if (seconds == 0)
    {
      milliseconds = MIN ((gint64) self->first_pause << MIN (self->n_pauses, 16), MAX_PAUSE_MS);
      milliseconds += g_random_int_range (0, milliseconds / 2 + 1);
    }
  /* Requests that were under way together are slowed down together; that is one pause. */
  if (self->resume_at == 0)
    {
      self->n_pauses++;
      self->limit = MAX (self->limit / 2, 1);
      self->n_answers = 0;
    }
  set_resume_at (self, MAX (self->resume_at, g_get_monotonic_time () + milliseconds * 1000));
}

/**
 * ferry_pace_resume:
 * @self: a pace
 *
 * Ends the pause at once, if there is one.
 */
void
ferry_pace_resume (FerryPace *self)
{
  g_autoptr(FerryPace) kept = g_object_ref (self);

  g_return_if_fail (FERRY_IS_PACE (self));

  set_resume_at (self, 0);
  let_in_waiting (self);
}

/**
 * ferry_pace_settle:
 * @self: a pace
 *
 * Tells that the service has answered, so that the next pause is a first one. As
 * many answers as may be under way at once let one more in.
 */
void
ferry_pace_settle (FerryPace *self)
{
  g_return_if_fail (FERRY_IS_PACE (self));

  self->n_pauses = 0;
  if (self->limit < self->max_at_once && ++self->n_answers >= self->limit)
    {
      self->limit++;
      self->n_answers = 0;
      let_in_waiting (self);
    }
}

/**
 * ferry_pace_get_resume_at:
 * @self: a pace
 *
 * Returns: when requests go on, as [property@Ferry.Pace:resume-at] has it
 */
gint64
ferry_pace_get_resume_at (FerryPace *self)
{
  g_return_val_if_fail (FERRY_IS_PACE (self), 0);

  return self->resume_at;
}

/**
 * ferry_pace_get_seconds_left:
 * @self: a pace
 *
 * Returns: for how many seconds, a part counted as one, requests still wait
 */
guint
ferry_pace_get_seconds_left (FerryPace *self)
{
  gint64 left;

  g_return_val_if_fail (FERRY_IS_PACE (self), 0);

  left = self->resume_at - g_get_monotonic_time ();

  return left > 0 ? (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC : 0;
}

/**
 * ferry_pace_get_n_pauses:
 * @self: a pace
 *
 * Returns: how many pauses there were since the service last answered
 */
guint
ferry_pace_get_n_pauses (FerryPace *self)
{
  g_return_val_if_fail (FERRY_IS_PACE (self), 0);

  return self->n_pauses;
}

/**
 * ferry_pace_wait_async:
 * @self: a pace
 * @cancellable: (nullable): to stop waiting with
 * @callback: (scope async): called when a request may be sent
 * @user_data: for @callback
 *
 * Waits for the end of the pause, if there is one, and until there is room.
 */
void
ferry_pace_wait_async (FerryPace           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Waiter *waiter;

  g_return_if_fail (FERRY_IS_PACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_pace_wait_async);

  if (self->waiting->len == 0 && has_room (self))
    {
      let_in (self, task);
      return;
    }

  waiter = g_new0 (Waiter, 1);
  waiter->task = g_steal_pointer (&task);
  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->source, G_SOURCE_FUNC (stopped_cb), waiter, NULL);
      g_source_attach (waiter->source, g_main_context_get_thread_default ());
    }
  g_ptr_array_add (self->waiting, waiter);
}

/**
 * ferry_pace_wait_finish:
 * @self: a pace
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Ends [method@Ferry.Pace.wait_async].
 *
 * Returns: whether a request may be sent now; after it
 *   [method@Ferry.Pace.leave] has to be called
 */
gboolean
ferry_pace_wait_finish (FerryPace     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == ferry_pace_wait_async, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ferry_pace_leave:
 * @self: a pace
 *
 * Tells that a request that was let in is over, however it ended.
 */
void
ferry_pace_leave (FerryPace *self)
{
  g_return_if_fail (FERRY_IS_PACE (self));
  g_return_if_fail (self->n_under_way > 0);

  self->n_under_way--;
  let_in_waiting (self);
}
