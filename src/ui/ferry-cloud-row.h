/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryCloudRow:
 *
 * Asks where the services of an account are: those of a partner's cloud or of a
 * private stack. Folded away, and empty, it is the public cloud.
 *
 * Emits `changed`.
 */
#define FERRY_TYPE_CLOUD_ROW (ferry_cloud_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryCloudRow, ferry_cloud_row, FERRY, CLOUD_ROW, AdwExpanderRow)

void ferry_cloud_row_set_account (FerryCloudRow *self,
                                  FerryAccount *account);
void ferry_cloud_row_set_uses_iam (FerryCloudRow *self,
                                   gboolean uses_iam);
void ferry_cloud_row_correct (FerryCloudRow *self);
GtkWidget *ferry_cloud_row_find_wrong (FerryCloudRow *self);

const char *ferry_cloud_row_get_endpoint (FerryCloudRow *self);
const char *ferry_cloud_row_get_iam_endpoint (FerryCloudRow *self);
const char *ferry_cloud_row_get_project_name (FerryCloudRow *self);
const char *ferry_cloud_row_get_ca_file (FerryCloudRow *self);
gboolean ferry_cloud_row_get_skip_verification (FerryCloudRow *self);

G_END_DECLS
