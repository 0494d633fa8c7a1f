/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-cache-row.h"

#include <glib/gi18n.h>

struct _FerryCacheRow
{
  AdwActionRow parent_instance;

  GtkWidget *clear_button;
  FerryCache *cache;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) stops what the row waits for */
};

G_DEFINE_FINAL_TYPE (FerryCacheRow, ferry_cache_row, ADW_TYPE_ACTION_ROW)

static void
show_size (FerryCacheRow *self,
           guint64        size)
{
  g_autofree char *text = g_format_size (size);

  gtk_widget_set_sensitive (self->clear_button, size > 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), size > 0 ? text : _("None"));
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FerryCacheRow) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 size = ferry_cache_get_size_finish (FERRY_CACHE (source), result, &error);

  if (size >= 0)
    show_size (self, size);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), error->message);
}

static void
measure (FerryCacheRow *self)
{
  ferry_cache_get_size_async (self->cache, self->cancellable, measured_cb, g_object_ref (self));
}

static void
clear_cb (FerryCacheRow *self)
{
  g_autoptr(GError) error = NULL;

  if (ferry_cache_clear (self->cache, &error))
    measure (self);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), error->message);
}

static void
ferry_cache_row_dispose (GObject *object)
{
  FerryCacheRow *self = FERRY_CACHE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (ferry_cache_row_parent_class)->dispose (object);
}

static void
ferry_cache_row_class_init (FerryCacheRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_cache_row_dispose;
}

static void
ferry_cache_row_init (FerryCacheRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->clear_button = gtk_button_new_with_mnemonic (_("Cl_ear"));
  gtk_widget_set_valign (self->clear_button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->clear_button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Clear the last answers"), -1);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clear_button);
}

/**
 * ferry_cache_row_set_cache:
 * @self: a row
 * @cache: what it tells of
 *
 * Sets the answers that are kept.
 */
void
ferry_cache_row_set_cache (FerryCacheRow *self,
                           FerryCache    *cache)
{
  g_return_if_fail (FERRY_IS_CACHE_ROW (self));

  g_set_object (&self->cache, cache);
  measure (self);
}
