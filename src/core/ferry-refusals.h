/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryRefusals:
 *
 * Where a sign-in was accepted, and where it was not and why: in some regions, or
 * anywhere. Wrong tries in a row lock a key or a user, so nothing more is sent
 * where it was refused.
 */
typedef struct _FerryRefusals FerryRefusals;

FerryRefusals *ferry_refusals_new (void);
void ferry_refusals_free (FerryRefusals *self);

gboolean ferry_refusals_add (FerryRefusals *self,
                             const char *region,
                             const GError *error,
                             gboolean *is_everywhere);
const GError *ferry_refusals_find (FerryRefusals *self,
                                   const char *region);
void ferry_refusals_forget (FerryRefusals *self);
void ferry_refusals_forget_all (FerryRefusals *self);

void ferry_refusals_accept (FerryRefusals *self);
gboolean ferry_refusals_is_accepted (FerryRefusals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRefusals, ferry_refusals_free)

G_END_DECLS
