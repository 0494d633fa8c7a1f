/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryExpiryRow:
 *
 * Asks when a token ends. Where nobody says, the lifetime of the service's tokens
 * is assumed.
 */
#define FERRY_TYPE_EXPIRY_ROW (ferry_expiry_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryExpiryRow, ferry_expiry_row, FERRY, EXPIRY_ROW, AdwEntryRow)

void ferry_expiry_row_assume (FerryExpiryRow *self);
void ferry_expiry_row_set_time (FerryExpiryRow *self,
                                gint64 time);
gint64 ferry_expiry_row_get_time (FerryExpiryRow *self);
char *ferry_expiry_row_dup_problem (FerryExpiryRow *self);

G_END_DECLS
