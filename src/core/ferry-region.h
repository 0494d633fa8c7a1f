/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_REGION_DEFAULT "cn-north-4"

/**
 * FerryRegion:
 *
 * A region of the cloud: an id such as `cn-north-4` and, where it is known, a
 * name such as “CN North-Beijing4”. Immutable.
 */
#define FERRY_TYPE_REGION (ferry_region_get_type ())
G_DECLARE_FINAL_TYPE (FerryRegion, ferry_region, FERRY, REGION, GObject)

FerryRegion *ferry_region_new (const char *id);
const char *ferry_region_get_id (FerryRegion *self);
const char *ferry_region_get_name (FerryRegion *self);

GListModel *ferry_region_list_known (void);
const char *ferry_region_find_name (const char *id);
gboolean ferry_region_find_names (const char *id,
                                  const char **english,
                                  const char **chinese);
char *ferry_region_dup_text (const char *id);
gboolean ferry_region_check_id (const char *id, GError **error);
char *ferry_region_dup_endpoint (const char *id,
                                 const char *service);

G_END_DECLS
