/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A task of which everything is known. */
#define WHOLE_TASK \
  { \
    .id = 4294967297, \
    .source_region = "cn-north-4", \
    .organization = "team", \
    .repository = "web/frontend", \
    .target_region = "ap-southeast-3", \
    .target_organization = "team-sg", \
    .overwrite = FERRY_YES, \
    .automatic = FERRY_NO, \
    .account = "云上示例", \
    .account_id = "0a1b", \
    .created = "2024-12-31T16:30:05.5Z", \
    .updated = "2025-06-30T23:59:59Z", \
  }
