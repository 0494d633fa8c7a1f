/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FerryQuery:
 *
 * What to list: one repository, an organization, everything, or a list of
 * repositories; in one or several regions. What is left blank stands for all.
 * Immutable.
 *
 * A query that exists can be sent: its names cannot change the address.
 */

FerryQuery *ferry_query_new (const char *const *regions,
                             const char *organization,
                             const char *repository,
                             GError **error);
FerryQuery *ferry_query_new_for_repository (const char *region,
                                            const char *organization,
                                            const char *repository,
                                            GError **error);
FerryQuery *ferry_query_new_for_names (const char *const *regions,
                                       const char *const *names,
                                       GError **error);
FerryQuery *ferry_query_new_from_text (const char *text,
                                       GError **error);
FerryQuery *ferry_query_ref (FerryQuery *self);
void ferry_query_unref (FerryQuery *self);
gboolean ferry_query_equal (FerryQuery *self,
                            FerryQuery *other);

const char *const *ferry_query_get_regions (FerryQuery *self);
const char *ferry_query_get_organization (FerryQuery *self);
const char *ferry_query_get_repository (FerryQuery *self);
const char *const *ferry_query_get_names (FerryQuery *self);
gboolean ferry_query_is_one_repository (FerryQuery *self);
GPtrArray *ferry_query_dup_repositories (FerryQuery *self,
                                         const char *region);
char *ferry_query_dup_region_text (FerryQuery *self);
char *ferry_query_dup_region_phrase (FerryQuery *self);
char *ferry_query_dup_scope (FerryQuery *self);
char *ferry_query_dup_text (FerryQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryQuery, ferry_query_unref)

G_END_DECLS
