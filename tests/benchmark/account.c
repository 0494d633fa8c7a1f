/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account.h"

/* Chooses an account that is signed in to. */
void
benchmark_set_account (FerryWindow *window,
                       const char  *address)
{
  FerryApplication *application = ferry_window_get_application (window);
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                  "id", BENCHMARK_ACCOUNT_ID,
                                                  "name", "Benchmark",
                                                  "access-key", "key",
                                                  "endpoint", address,
                                                  NULL);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new_key_pair ("key", "secret", NULL, NULL);
  g_autoptr(FerryClient) client = ferry_client_new (account, credentials, NULL);

  ferry_client_pool_put (ferry_application_get_clients (application), client);
  ferry_window_set_account (window, account);
}
