/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-util.h"

G_BEGIN_DECLS

#define LIST_OPERATION "list the tasks of a repository"

/* A running demo service, a client that may use it, and the documented example to ask for. */
typedef struct
{
  FerryDemoServer *server;
  FerryClient *client;
  FerryRepository *repository;
} ClientFixture;

void client_fixture_connect (ClientFixture *self);
void client_fixture_set_up (ClientFixture *self, gconstpointer data);
void client_fixture_tear_down (ClientFixture *self, gconstpointer data);

/* Wait for the answer, whatever it is; for a good one; and for an error. */
FerrySyncTaskBatch *list_once (FerryClient *client, FerryRepository *repository, GError **error);
FerrySyncTaskBatch *list_well (FerryClient *client, FerryRepository *repository);
GError *list_badly (FerryClient *client, FerryRepository *repository);

/* A client that asks the service for each of its regions apart, and tries again at once. */
FerryClient *connect_to_regions (FerryDemoServer *server);

/* Wait for the end of a scan, however it ends; and for a good one. */
gboolean scan_once (FerryScan *scan, GError **error);
void scan_well (FerryScan *scan);

G_END_DECLS
