/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv ferry_organizations_new_from_json (GBytes *bytes,
                                         GError **error);

G_END_DECLS
