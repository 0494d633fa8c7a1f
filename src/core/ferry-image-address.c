/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-image-address.h"

#include <string.h>

#include "ferry-endpoint.h"
#include "ferry-region.h"

/* All that the names in an address of images are made of. */
#define NAME_CHARACTERS G_CSET_a_2_z G_CSET_DIGITS "._-/"

/* People paste addresses into a shell, so nothing but a name gets into one. */
static gboolean
is_name (const char *text)
{
  return text != NULL && *text != '\0' && text[strspn (text, NAME_CHARACTERS)] == '\0';
}

static const char *
get_pattern (FerryAccount *account)
{
  /* The sample account plays the public cloud, wherever it is served from. */
  if (account == NULL || ferry_account_get_kind (account) == FERRY_ACCOUNT_SAMPLE)
    return NULL;

  return ferry_account_get_endpoint (account);
}

static char *
dup_address (FerrySyncTask *sync_task,
             FerryAccount  *account,
             const char    *region,
             const char    *organization)
{
  const char *pattern = get_pattern (account);
  const char *repository = ferry_sync_task_get_repository (sync_task);
  g_autoptr(GUri) endpoint = NULL;
  g_autofree char *registry = NULL;

  if (region == NULL || !ferry_region_check_id (region, NULL) || !is_name (organization) || !is_name (repository))
    return NULL;
  /* An address that is the same for all regions says nothing of those that were not asked. */
  if (pattern != NULL && strstr (pattern, FERRY_ENDPOINT_REGION) == NULL &&
      g_strcmp0 (region, ferry_sync_task_get_source_region (sync_task)) != 0)
    return NULL;

  endpoint = ferry_endpoint_build (FERRY_SERVICE_SWR, pattern, region, NULL);
  registry = endpoint != NULL ? ferry_endpoint_dup_registry (endpoint) : NULL;

  return registry != NULL ? g_strjoin ("/", registry, organization, repository, NULL) : NULL;
}

/**
 * ferry_image_address_dup_source:
 * @sync_task: a task
 * @account: (nullable): the account that it was read for; %NULL for one of the
 *   public cloud
 *
 * Builds the address that the images of a task are pulled from where they come
 * from, as `swr.REGION.myhuaweicloud.com/ORGANIZATION/REPOSITORY`.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL when a part of it is
 *   not known
 */
char *
ferry_image_address_dup_source (FerrySyncTask *sync_task,
                                FerryAccount  *account)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (sync_task), NULL);

  return dup_address (sync_task, account,
                      ferry_sync_task_get_source_region (sync_task), ferry_sync_task_get_organization (sync_task));
}

/**
 * ferry_image_address_dup_target:
 * @sync_task: a task
 * @account: (nullable): the account that it was read for; %NULL for one of the
 *   public cloud
 *
 * Builds the address that the images of a task are pulled from where they are
 * copied to. The repository has the same name there.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL when a part of it is
 *   not known
 */
char *
ferry_image_address_dup_target (FerrySyncTask *sync_task,
                                FerryAccount  *account)
{
  g_return_val_if_fail (FERRY_IS_SYNC_TASK (sync_task), NULL);

  return dup_address (sync_task, account,
                      ferry_sync_task_get_target_region (sync_task), ferry_sync_task_get_target_organization (sync_task));
}
