/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-trash.h"

/* As many as are freed within a millisecond. */
#define FEW 1000

static void
free_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GPtrArray **objects = task_data;

  g_clear_pointer (objects, g_ptr_array_unref);
}

/**
 * ferry_trash_objects:
 * @objects: (transfer full) (nullable): objects that may be finalized in any
 *   thread
 *
 * Lets go of a long list without making the main loop wait until the last of
 * its objects is freed.
 */
void
ferry_trash_objects (GPtrArray *objects)
{
  g_autoptr(GTask) task = NULL;
  GPtrArray **data;

  if (objects == NULL || objects->len < FEW)
    {
      g_clear_pointer (&objects, g_ptr_array_unref);
      return;
    }

  data = g_new (GPtrArray *, 1);
  *data = objects;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, ferry_trash_objects);
  g_task_set_task_data (task, data, g_free);
  g_task_run_in_thread (task, free_in_thread);
}
