/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-expiry-row.h"

#include <glib/gi18n.h>

#include "ferry-time.h"

/* How long the service's tokens last. */
#define TOKEN_LIFETIME_SECONDS (24 * 60 * 60)

struct _FerryExpiryRow
{
  AdwEntryRow parent_instance;

  char *filled_in; /* (owned) (nullable) what stood there before anybody wrote something */
};

G_DEFINE_FINAL_TYPE (FerryExpiryRow, ferry_expiry_row, ADW_TYPE_ENTRY_ROW)

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
ferry_expiry_row_finalize (GObject *object)
{
  g_free (FERRY_EXPIRY_ROW (object)->filled_in);

  G_OBJECT_CLASS (ferry_expiry_row_parent_class)->finalize (object);
}

static void
ferry_expiry_row_class_init (FerryExpiryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_expiry_row_finalize;
}

static void
ferry_expiry_row_init (FerryExpiryRow *self)
{
  ferry_expiry_row_assume (self);
}

/**
 * ferry_expiry_row_assume:
 * @self: a row
 *
 * Fills in when a token ends that was got just now, unless somebody wrote
 * something else.
 */
void
ferry_expiry_row_assume (FerryExpiryRow *self)
{
  g_return_if_fail (FERRY_IS_EXPIRY_ROW (self));

  if (self->filled_in == NULL || g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), self->filled_in))
    ferry_expiry_row_set_time (self, get_now () + TOKEN_LIFETIME_SECONDS);
}

/**
 * ferry_expiry_row_set_time:
 * @self: a row
 * @time: seconds since 1970 in UTC
 *
 * Fills in when the token ends.
 */
void
ferry_expiry_row_set_time (FerryExpiryRow *self,
                           gint64          time)
{
  g_return_if_fail (FERRY_IS_EXPIRY_ROW (self));

  g_free (self->filled_in);
  self->filled_in = ferry_time_format (time);
  gtk_editable_set_text (GTK_EDITABLE (self), self->filled_in);
}

/**
 * ferry_expiry_row_get_time:
 * @self: a row
 *
 * Returns: when the token ends in seconds since 1970 in UTC, or 0 when what was
 *   written is no time
 */
gint64
ferry_expiry_row_get_time (FerryExpiryRow *self)
{
  gint64 time = 0;

  g_return_val_if_fail (FERRY_IS_EXPIRY_ROW (self), 0);

  return ferry_time_parse (gtk_editable_get_text (GTK_EDITABLE (self)), &time) ? time : 0;
}

/**
 * ferry_expiry_row_dup_problem:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): what is wrong with what was written, or
 *   %NULL
 */
char *
ferry_expiry_row_dup_problem (FerryExpiryRow *self)
{
  g_autofree char *example = NULL;
  gint64 time = ferry_expiry_row_get_time (self);

  if (time > get_now ())
    return NULL;
  if (time != 0)
    return g_strdup (_("That time has passed. A token that has ended is not accepted; get a new one."));

  example = ferry_time_format (get_now () + TOKEN_LIFETIME_SECONDS);
  /* Translators: the placeholder is a date and time as 2026-11-25 09:30. */
  return g_strdup_printf (_("Enter a date and time such as %s."), example);
}
