/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-error-response.h"

G_BEGIN_DECLS

FerryError ferry_error_cause_find (const FerryErrorResponse *response,
                                   const FerryErrorDetails *said,
                                   const char **sentence,
                                   gboolean *says_more);

G_END_DECLS
