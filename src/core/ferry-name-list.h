/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FERRY_NAME_LIST_MAX_BYTES:
 *
 * How long a list of repositories is at most, which is room for tens of
 * thousands.
 */
#define FERRY_NAME_LIST_MAX_BYTES (4 * 1024 * 1024)

/**
 * FerryBadLine:
 * @number: which line it is, from 1
 * @text: its text
 * @reason: why it names no repository, a translated sentence
 *
 * A line of a list that cannot be asked about.
 */
typedef struct
{
  guint number;
  char *text;
  char *reason;
} FerryBadLine;

/**
 * FerryNameList:
 * @names: (array zero-terminated=1): the repositories, as
 *   `ORGANIZATION/REPOSITORY`, each once
 * @regions: (array zero-terminated=1): the ids of the regions of those that were
 *   named by an image address, each once
 * @bad_lines: (element-type FerryBadLine): the lines that name no repository
 *
 * A list of repositories that somebody wrote, or another program.
 */
typedef struct
{
  GStrv names;
  GStrv regions;
  GPtrArray *bad_lines;
} FerryNameList;

FerryNameList *ferry_name_list_parse (GBytes *bytes, GError **error);
void ferry_name_list_free (FerryNameList *self);
char *ferry_bad_line_dup_text (const FerryBadLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryNameList, ferry_name_list_free)

G_END_DECLS
