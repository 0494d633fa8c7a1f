/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-util.h"

G_BEGIN_DECLS

void untranslated_allow (const char *data);
void untranslated_allow_answer (FerryWindow *window);
void untranslated_check (const char *moment, const char *text);
void untranslated_look (const char *moment);
void untranslated_assert_all_seen (void);

G_END_DECLS
