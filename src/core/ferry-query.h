/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FERRY_QUERY_MAX_ORGANIZATION:
 *
 * How many characters the name of an organization has at most.
 */
#define FERRY_QUERY_MAX_ORGANIZATION 64

/**
 * FERRY_QUERY_MAX_REPOSITORY:
 *
 * How many characters the name of a repository has at most.
 */
#define FERRY_QUERY_MAX_REPOSITORY 128

/**
 * FerryQuery:
 *
 * What to list: a repository of an organization in a region. Immutable.
 *
 * A query that exists can be sent: its names cannot change the address.
 */

FerryQuery *ferry_query_new (const char *region,
                             const char *organization,
                             const char *repository,
                             GError **error);
FerryQuery *ferry_query_ref (FerryQuery *self);
void ferry_query_unref (FerryQuery *self);
gboolean ferry_query_equal (FerryQuery *self, FerryQuery *other);

const char *ferry_query_get_region (FerryQuery *self);
const char *ferry_query_get_organization (FerryQuery *self);
const char *ferry_query_get_repository (FerryQuery *self);
char *ferry_query_dup_path (FerryQuery *self);
char *ferry_query_dup_scope (FerryQuery *self);

gboolean ferry_query_split_path (const char *text,
                                 char **region,
                                 char **organization,
                                 char **repository);
gboolean ferry_query_check_organization (const char *name, GError **error);
gboolean ferry_query_check_repository (const char *name, GError **error);
const char *ferry_query_get_organization_hint (const char *name);
const char *ferry_query_get_repository_hint (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryQuery, ferry_query_unref)

G_END_DECLS
