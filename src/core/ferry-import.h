/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-account.h"

G_BEGIN_DECLS

/**
 * FerryImport:
 * @account: the account, with a new id
 * @secret: its secret, as [method@Ferry.Account.create_credentials] takes it
 *
 * An access key that somebody has already, in a file or in the environment.
 */
typedef struct
{
  FerryAccount *account;
  char *secret;
} FerryImport;

void ferry_import_free (FerryImport *self);

GPtrArray *ferry_import_parse_sdk_file (GBytes *bytes,
                                        GError **error);
GPtrArray *ferry_import_parse_csv (GBytes *bytes,
                                   GError **error);
GPtrArray *ferry_import_parse_file (GBytes *bytes,
                                    GError **error);
GPtrArray *ferry_import_read_environment (GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryImport, ferry_import_free)

G_END_DECLS
