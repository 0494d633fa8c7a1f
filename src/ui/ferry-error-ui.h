/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryErrorUi:
 * @title: a few words for what happened
 * @explanation: what happened, why it may be, and what the service said
 * @action_label: what the button says that helps
 * @action_name: the action it activates
 *
 * An error as a page or a banner shows it.
 */
typedef struct
{
  char *title;
  char *explanation;
  const char *action_label;
  const char *action_name;
} FerryErrorUi;

FerryErrorUi *ferry_error_ui_new (const GError *error, FerryQuery *query);
void ferry_error_ui_free (FerryErrorUi *self);
char *ferry_error_ui_dup_report (const GError *error, FerryQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryErrorUi, ferry_error_ui_free)

G_END_DECLS
