/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"

G_BEGIN_DECLS

/**
 * FerryErrorUi:
 * @title: a few words for what happened
 * @summary: what happened and what to quote, for where there is little room
 * @explanation: what happened beyond @title, what the service says, why it may
 *   be, what to do and what to quote, a paragraph each
 * @icon_name: what shows it at a glance
 * @action_label: what the button says that helps
 * @action_name: the action it activates
 * @second_label: (nullable): what a button beside it says
 * @second_name: (nullable): the action it activates
 * @may_name: whether it would help to give the names of repositories
 *
 * An error as a page or a banner shows it.
 */
typedef struct
{
  char *title;
  char *summary;
  char *explanation;
  const char *icon_name;
  const char *action_label;
  const char *action_name;
  const char *second_label;
  const char *second_name;
  gboolean may_name;
} FerryErrorUi;

FerryErrorUi *ferry_error_ui_new (const GError *error, FerryQuery *query);
void ferry_error_ui_free (FerryErrorUi *self);
char *ferry_error_ui_dup_report (const GError *error, FerryQuery *query);
const char *ferry_error_ui_get_policy (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryErrorUi, ferry_error_ui_free)

G_END_DECLS
