/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FERRY_DEMO_EXAMPLE_TASKS:
 *
 * What the documentation of the API shows as the answer for the repository
 * `grpc-helloworld` of the organization `test`.
 */
#define FERRY_DEMO_EXAMPLE_TASKS \
  "[{\"createdAt\":\"2020-04-17T02:11:03.53183Z\",\"domainID\":\"8b1e81************************633fb\"," \
  "\"domainName\":\"p*********59\",\"id\":45,\"namespace\":\"test\",\"override\":true," \
  "\"remoteNamespace\":\"sdsad\",\"remoteRegionId\":\"cn-north-1\",\"repoName\":\"grpc-helloworld\"," \
  "\"syncAuto\":true,\"updatedAt\":\"2020-04-17T02:11:03.531831Z\"}]"

/**
 * FerryDemoRepository:
 * @region: the region it lives in
 * @organization: the organization it belongs to
 * @name: its name; may contain slashes
 * @description: what its owner wrote about it, in Chinese and English
 * @domain_id: id of the account that owns it
 * @domain_name: name of that account
 * @first_task: running number, in the whole account, of its first task
 * @n_tasks: how many synchronization tasks it has
 * @tasks: (nullable): those as JSON text, where that is kept ready
 *
 * One repository. Its tasks are worked out from their numbers whenever they are
 * asked for, always the same.
 */
typedef struct
{
  const char *region;
  const char *organization;
  const char *name;
  const char *description;
  const char *domain_id;
  const char *domain_name;
  guint first_task;
  guint n_tasks;
  char *tasks;
} FerryDemoRepository;

FerryDemoRepository ferry_demo_repository_make_bulk (guint n_tasks);
char *ferry_demo_repository_dup_tasks (const FerryDemoRepository *self);

const char *ferry_demo_repository_get_category (const FerryDemoRepository *self);
gboolean ferry_demo_repository_is_public (const FerryDemoRepository *self);
guint ferry_demo_repository_get_n_images (const FerryDemoRepository *self);
gint64 ferry_demo_repository_get_updated (const FerryDemoRepository *self);
void ferry_demo_repository_append_row (const FerryDemoRepository *self,
                                       GString *out,
                                       guint n_rows);

G_END_DECLS
