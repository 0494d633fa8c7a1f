/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-refusals.h"

#include "ferry-error.h"

struct _FerryRefusals
{
  GError *everywhere;    /* (owned) (nullable) why the sign-in is not accepted at all */
  GHashTable *regions;   /* (owned) region id → GError: where alone it is not */
  gboolean is_accepted;  /* somewhere, since it was last refused everywhere */
};

/**
 * ferry_refusals_new:
 *
 * Returns: (transfer full): nothing is known of the sign-in yet
 */
FerryRefusals *
ferry_refusals_new (void)
{
  FerryRefusals *self = g_new0 (FerryRefusals, 1);

  self->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);

  return self;
}

/**
 * ferry_refusals_free:
 * @self: (transfer full): refusals
 *
 * Frees them.
 */
void
ferry_refusals_free (FerryRefusals *self)
{
  g_clear_error (&self->everywhere);
  g_hash_table_unref (self->regions);
  g_free (self);
}

/* Whether an error of the sign-in tells of one region only. What another region has accepted is right; and as long as
 * none has, the refusal of one may be its own, while that of a second one is not. */
static gboolean
is_of_region (FerryRefusals *self,
              const GError  *error)
{
  gboolean is_first = g_hash_table_size (self->regions) == 0;

  switch (error->code)
    {
    case FERRY_ERROR_TOKEN_REGION:
      return TRUE;
    case FERRY_ERROR_UNAUTHORIZED:
    case FERRY_ERROR_DISABLED:
    case FERRY_ERROR_ADDRESS_REFUSED:
      return self->is_accepted || is_first;
    case FERRY_ERROR_WRONG_KEY:
    case FERRY_ERROR_UNKNOWN_KEY:
      return self->is_accepted;
    default:
      return FALSE;
    }
}

/**
 * ferry_refusals_add:
 * @self: refusals
 * @region: the region that has refused the sign-in
 * @error: why, an error that [func@Ferry.error_is_sign_in]
 * @is_everywhere: (out): whether other regions need not be tried either
 *
 * Takes note of a refusal.
 *
 * Returns: whether it is a new one
 */
gboolean
ferry_refusals_add (FerryRefusals *self,
                    const char    *region,
                    const GError  *error,
                    gboolean      *is_everywhere)
{
  if (ferry_refusals_find (self, region) != NULL)
    return FALSE;

  *is_everywhere = !is_of_region (self, error);
  if (*is_everywhere)
    {
      self->everywhere = g_error_copy (error);
      self->is_accepted = FALSE;
    }
  else
    g_hash_table_insert (self->regions, g_strdup (region), g_error_copy (error));

  return TRUE;
}

/**
 * ferry_refusals_find:
 * @self: refusals
 * @region: the id of a region
 *
 * Returns: (transfer none) (nullable): why nothing should be sent to @region
 */
const GError *
ferry_refusals_find (FerryRefusals *self,
                     const char    *region)
{
  return self->everywhere != NULL ? self->everywhere : g_hash_table_lookup (self->regions, region);
}

/**
 * ferry_refusals_forget:
 * @self: refusals
 *
 * Lets somebody try again. Where only another secret can help nothing changes:
 * each further try would bring the lock nearer.
 */
void
ferry_refusals_forget (FerryRefusals *self)
{
  g_hash_table_remove_all (self->regions);
  if (!g_error_matches (self->everywhere, FERRY_ERROR, FERRY_ERROR_WRONG_KEY) &&
      !g_error_matches (self->everywhere, FERRY_ERROR, FERRY_ERROR_UNKNOWN_KEY) &&
      !g_error_matches (self->everywhere, FERRY_ERROR, FERRY_ERROR_WRONG_PASSWORD))
    g_clear_error (&self->everywhere);
}

/**
 * ferry_refusals_forget_all:
 * @self: refusals
 *
 * Lets somebody try with another secret.
 */
void
ferry_refusals_forget_all (FerryRefusals *self)
{
  g_hash_table_remove_all (self->regions);
  g_clear_error (&self->everywhere);
}

/**
 * ferry_refusals_accept:
 * @self: refusals
 *
 * Takes note that a region has accepted the sign-in.
 */
void
ferry_refusals_accept (FerryRefusals *self)
{
  self->is_accepted = TRUE;
}

/**
 * ferry_refusals_is_accepted:
 * @self: refusals
 *
 * Returns: whether some region has accepted the sign-in
 */
gboolean
ferry_refusals_is_accepted (FerryRefusals *self)
{
  return self->is_accepted;
}
