/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"
#include "ferry-error-response.h"

G_BEGIN_DECLS

/* One group of tests/data/errors.ini, which says what its members are. */
typedef struct
{
  char *name;
  GBytes *body;
  guint status;
  char *retry_after; /* (nullable) */
  gboolean from_iam;
  int clock_offset;
  FerryQuery *query;

  FerryError error;
  char *code; /* (nullable) */
  int wait;   /* -1: not told */
  char *message;
  char *title;
  char *text;
  char *action;
} TestErrorCase;

GPtrArray *test_load_error_cases (void);
GError *test_error_case_create_error (const TestErrorCase *self);

typedef void (*TestErrorFunc) (const GError *error);

void test_foreach_error_with_secrets (TestErrorFunc func);
void test_assert_no_secret (const char *text);

G_END_DECLS
