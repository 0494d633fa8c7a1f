/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-util.h"

G_BEGIN_DECLS

/* What people may have chosen for their desktop, and the room that they give to a window. */
typedef struct
{
  const char *name;
  AdwColorScheme colors;
  gboolean high_contrast;
  guint text_percent;
  int width;
  int height;
} Look;

#define N_LOOKS 6

extern const Look looks[N_LOOKS];

void look_choose (const Look *self);
void look_apply (const Look *self, FerryWindow *window);

G_END_DECLS
