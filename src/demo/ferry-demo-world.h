/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-demo-repository.h"

G_BEGIN_DECLS

/**
 * FerryDemoOrganization:
 * @region: (nullable): the region it belongs to, or %NULL if every region has it
 * @name: its name
 * @number: which of its world's organizations it is
 * @repositories: (element-type FerryDemoRepository): what it has
 *
 * One organization.
 */
typedef struct
{
  const char *region;
  const char *name;
  guint number;
  GPtrArray *repositories;
} FerryDemoOrganization;

typedef struct _FerryDemoWorld FerryDemoWorld;

FerryDemoWorld *ferry_demo_world_new (void);
FerryDemoWorld *ferry_demo_world_new_sample (void);
FerryDemoWorld *ferry_demo_world_new_uniform (const char *const *regions,
                                              guint n_organizations,
                                              guint n_repositories,
                                              guint n_tasks_each);
void ferry_demo_world_free (FerryDemoWorld *self);

void ferry_demo_world_add_organization (FerryDemoWorld *self,
                                        const char *region,
                                        const char *name);
void ferry_demo_world_add_repository (FerryDemoWorld *self,
                                      const char *region,
                                      const char *organization,
                                      const char *name,
                                      guint n_tasks);
gboolean ferry_demo_world_remove_repository (FerryDemoWorld *self,
                                             const char *region,
                                             const char *organization,
                                             const char *name);
void ferry_demo_world_set_bulk_tasks (FerryDemoWorld *self,
                                      guint n_tasks);

GPtrArray *ferry_demo_world_get_organizations (FerryDemoWorld *self);
gboolean ferry_demo_organization_is_in (const FerryDemoOrganization *self,
                                        const char *region);
const FerryDemoOrganization *ferry_demo_world_find_organization (FerryDemoWorld *self,
                                                                 const char *region,
                                                                 const char *name);
const FerryDemoRepository *ferry_demo_world_find_repository (FerryDemoWorld *self,
                                                             const char *region,
                                                             const char *organization,
                                                             const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDemoWorld, ferry_demo_world_free)

G_END_DECLS
