/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-core.h"
#include "ferry-demo-server.h"

G_BEGIN_DECLS

typedef gboolean (*TestCondition) (gpointer user_data);

void test_wait_for (TestCondition condition,
                    gpointer user_data,
                    const char *operation);
void test_result_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data);
void test_wait_for_result (GAsyncResult **result,
                           const char *operation);
void test_wait_for_end (gpointer *object,
                        const char *operation);

FerryDemoServer *test_start_server (void);
FerryCredentials *test_dup_key_pair (void);
FerryClient *test_create_client (const char *endpoint,
                                 FerryCredentials *credentials);
FerryClient *test_connect_client (const char *endpoint);
void test_hurry (FerryClient *client);
FerryQuery *test_make_query (const char *organization,
                             const char *repository);
FerryRepository *test_make_repository (const char *organization,
                                       const char *name);

char *test_make_folder (void);
void test_remove_folder (char *path);
guint test_count_files (const char *folder);
char *test_read_file (const char *path);
char *test_read_data (const char *name);
void test_assert_file_has (const char *path,
                           const char *text);

#define test_assert_error_text(error, text) \
  G_STMT_START \
  { \
    if ((error) == NULL || strstr ((error)->message, (text)) == NULL) \
      g_error ("“%s” is not in the message “%s”", (text), (error) != NULL ? (error)->message : "(no error)"); \
  } \
  G_STMT_END

G_END_DECLS
