/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FERRY_ENDPOINT_REGION:
 *
 * What stands for the id of a region in the pattern of an address.
 */
#define FERRY_ENDPOINT_REGION "{region}"

/**
 * FerryService:
 * @FERRY_SERVICE_SWR: the image repositories
 * @FERRY_SERVICE_IAM: signing in with a password
 *
 * Which service of the cloud an address is of.
 */
typedef enum
{
  FERRY_SERVICE_SWR,
  FERRY_SERVICE_IAM,
} FerryService;

GUri *ferry_endpoint_build (FerryService service,
                            const char *pattern,
                            const char *region,
                            GError **error);
GUri *ferry_endpoint_build_uri (GUri *self,
                                const char *path,
                                const char *query);
char *ferry_endpoint_correct (const char *text,
                              char **note);
gboolean ferry_endpoint_is_loopback (GUri *self);
char *ferry_endpoint_dup_host (GUri *self);
char *ferry_endpoint_dup_registry (GUri *self);

G_END_DECLS
