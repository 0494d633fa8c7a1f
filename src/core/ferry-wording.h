/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ferry_wording_get_separator (void);
char *ferry_wording_join_sentences (const char *first,
                                    const char *second);

G_END_DECLS
