/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ferry-types.h"

G_BEGIN_DECLS

/**
 * FERRY_REPOSITORY_MAX_ORGANIZATION:
 *
 * How many characters the name of an organization has at most.
 */
#define FERRY_REPOSITORY_MAX_ORGANIZATION 64

/**
 * FERRY_REPOSITORY_MAX_NAME:
 *
 * How many characters the name of a repository has at most.
 */
#define FERRY_REPOSITORY_MAX_NAME 128

/**
 * FerryRepository:
 *
 * A repository of an organization in a region, as the service is asked about it.
 * Immutable.
 *
 * One that exists can be sent: its names cannot change the address.
 */

FerryRepository *ferry_repository_new (const char *region,
                                       const char *organization,
                                       const char *name,
                                       GError **error);
FerryRepository *ferry_repository_ref (FerryRepository *self);
void ferry_repository_unref (FerryRepository *self);
gboolean ferry_repository_equal (FerryRepository *self,
                                 FerryRepository *other);

const char *ferry_repository_get_region (FerryRepository *self);
const char *ferry_repository_get_organization (FerryRepository *self);
const char *ferry_repository_get_name (FerryRepository *self);
char *ferry_repository_dup_path (FerryRepository *self);
char *ferry_repository_dup_scope (FerryRepository *self);

gboolean ferry_repository_split_path (const char *text,
                                      char **region,
                                      char **organization,
                                      char **name);
gboolean ferry_repository_check_organization (const char *name, GError **error);
gboolean ferry_repository_check_name (const char *name, GError **error);
const char *ferry_repository_get_organization_hint (const char *name);
const char *ferry_repository_get_name_hint (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRepository, ferry_repository_unref)

G_END_DECLS
