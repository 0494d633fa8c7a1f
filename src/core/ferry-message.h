/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ferry-account.h"

G_BEGIN_DECLS

GUri *ferry_message_build_uri (FerryAccount *account,
                               const char *region,
                               const char *path,
                               const char *query,
                               GError **error);
SoupMessage *ferry_message_new (FerryAccount *account,
                                FerryCredentials *credentials,
                                const char *region,
                                const char *path,
                                const char *query,
                                GError **error);

G_END_DECLS
