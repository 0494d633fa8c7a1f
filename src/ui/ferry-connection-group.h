/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryConnectionGroup:
 *
 * Tells which regions answer to a sign-in, a row each.
 *
 * Emits `requested` when somebody wants to know; who holds the group then calls
 * [method@Ferry.ConnectionGroup.run]. The test ends with the group at the latest.
 */
#define FERRY_TYPE_CONNECTION_GROUP (ferry_connection_group_get_type ())
G_DECLARE_FINAL_TYPE (FerryConnectionGroup, ferry_connection_group, FERRY, CONNECTION_GROUP, AdwPreferencesGroup)

void ferry_connection_group_run (FerryConnectionGroup *self,
                                 FerryClient *client,
                                 const char *const *regions);
void ferry_connection_group_reset (FerryConnectionGroup *self);

G_END_DECLS
